//! Which operations are lists that come in pages.
//!
//! The document may say so itself, by `x-pagination` ([`declared`]). Without it a `GET` is
//! recognised ([`recognised`]) where its form leaves no doubt; all else stays a plain call,
//! without a word. What is recognised is told in a note, with how to switch it off.
//!
//! What counts as certain: the response is JSON, and it is an array of objects or holds
//! exactly one (at its top, or in `data`, `result` and the like; arrays such as `errors` and
//! `included` do not count), and one of these, the first that fits:
//!
//! | form | the parameter, optional | the response has |
//! |---|---|---|
//! | cursor | a text out of [`words::CURSORS`] (`cursor`, `page_token`, `after`, ...), and none of those that count | the text that pairs with it (`next_cursor`, `meta.next_page_token`, `paging.next.after`, ...); a word that says little (`next`) only where its description speaks of a cursor or a token, its example is an opaque text, or the parameter's description names it in code; the parameter's own name only where the description says that it is for the next page; for `cursor` also `next` beside `previous`, which may then be URLs |
//! | last item | `starting_after`, a text, and none of those that count | `has_more`, and items with an `id` |
//! | page number | `page`, `page[number]`, ... beside `per_page`, `limit`, ...: whole numbers, with the first page's number as `default` or as `minimum: 1` | nothing else if it is an array; otherwise a number of items or of pages in all, `has_more`, or a declared header `Link`, which then is the end where it has no `next` |
//! | offset | `offset`, `skip`, ... beside `limit`, ... | the same, but for `Link` |
//! | `Link` header | any, or none | a header `Link` that is declared |
//! | URL | one that limits or positions | a text such as `next_url` or `links.next` that is a URL by its name, its format, its description or its example, and whose example is not at another host than the document's (`example.org` and its like say nothing) |
//!
//! Where pages can be counted a cursor is not certain: there are servers that give one only to
//! those who ask for it by yet another parameter, and the list would seem to end. Counting goes
//! before links, for a link may lead to another name of the same place, which is not followed.
//!
//! Not certain, and so plain: a required position, a deprecated one, a page *and* an offset, two
//! arrays of objects, a response of several types, a method other than `GET`.
//!
//! A page's struct does not change for what is recognised: only `x-pagination` makes it generic
//! over its items, and only where they are a required property of it.

mod declared;
mod document;
mod page;
mod parameters;
mod recognised;
mod words;

use super::Context;
use super::names::{Case, name};
use super::types::Types;
use crate::api::{NextPage, Operation, Pagination, ParameterRole};
use crate::document::PaginationForm;
use crate::resolve;

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    lowered: &mut Operation,
) -> Option<Pagination> {
    let pagination = match &operation.extensions.pagination {
        Some(declared) if matches!(declared.form, PaginationForm::Off) => None,
        Some(declared) => declared::lower(context, types, operation, declared, lowered),
        None => recognised::lower(context, types, operation, lowered),
    }?;
    let parameter = pagination.cursor_parameter;
    if let Some(parameter) = parameter.and_then(|index| lowered.parameters.get_mut(index)) {
        parameter.role = ParameterRole::Cursor;
    }
    Some(pagination)
}

/// The structs that may stand beside the builders of declared lists: for items by key, and of a
/// type of the caller's. No other operation can have their names.
pub(super) fn structs_beside_builders(context: &Context<'_>, ids: &[String]) -> Vec<String> {
    let operations = context.resolved.operations.iter().zip(ids);
    operations
        .filter(|(operation, _)| operation.extensions.pagination.is_some())
        .flat_map(|(_, id)| {
            let builder = name(id, Case::UpperCamel);
            ["As", "KeyedBy"].map(|ending| format!("{builder}{ending}"))
        })
        .collect()
}

/// What a person is told of the form.
fn words(pagination: &Pagination, lowered: &Operation) -> String {
    let parameter = pagination
        .cursor_parameter
        .and_then(|index| lowered.parameters.get(index))
        .map(|parameter| parameter.wire_name.as_str())
        .unwrap_or_default();
    let shown = |path: &[String]| path.join(".");
    match &pagination.next {
        NextPage::Cursor(path) => format!("by the cursor `{}` for `{parameter}`", shown(path)),
        NextPage::LinkHeader => "by the header `Link`".to_owned(),
        NextPage::Link(path) => format!("by the URL `{}`", shown(path)),
        NextPage::PageNumber(first) if pagination.link_if_more => {
            format!("by the number `{parameter}`, from {first}, while the header `Link` leads on")
        }
        NextPage::PageNumber(first) => format!("by the number `{parameter}`, from {first}"),
        NextPage::Offset(first) => format!("by the offset `{parameter}`, from {first}"),
        NextPage::LastItem(path) => {
            format!("by the last item's `{}` for `{parameter}`", shown(path))
        }
    }
}
