//! `x-pagination`: what the document says of its pages.

use super::page;
use super::parameters::whole_number;
use crate::api::{NextPage, Operation, Pagination, Parameter, Type};
use crate::diagnostics::Code;
use crate::document::{self, PaginationForm};
use crate::lower::Context;
use crate::lower::roles::{parameter_named, structure_of, without_aliases};
use crate::lower::types::Types;
use crate::resolve;
use crate::source::Pointer;

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    declared: &document::Pagination,
    lowered: &Operation,
) -> Option<Pagination> {
    let place = &declared.pointer;
    let fault = |place: &Pointer, message: String, help: &str| {
        context.diagnostics.fault(
            Code::InvalidExtension,
            place,
            message,
            help,
            "the extension has no effect",
        );
    };
    let taken = match &declared.form {
        PaginationForm::Off | PaginationForm::Link { .. } => None,
        PaginationForm::Cursor { parameter, .. }
        | PaginationForm::Page { parameter, .. }
        | PaginationForm::Offset { parameter, .. }
        | PaginationForm::LastItem { parameter, .. } => Some(parameter),
    };
    let cursor_parameter = taken.and_then(|parameter| {
        parameter_named(context, lowered, parameter, &place.child("parameter"))
    });
    let parameter = cursor_parameter.and_then(|index| lowered.parameters.get(index));
    if let Some(parameter) = parameter
        && !takes_position(types, parameter, &declared.form)
    {
        let expected = if is_counted(&declared.form) {
            "a number"
        } else {
            "a text or a number"
        };
        fault(
            &place.child("parameter"),
            format!("`{}` is not {expected}", parameter.wire_name),
            "",
        );
        return None;
    }
    let page = page::type_of(&lowered.response)
        .filter(|page| page::can_be_page(types, page))
        .cloned();
    let Some(page) = page else {
        fault(
            place,
            "only a response that is JSON, an object with named properties or an array, has pages"
                .to_owned(),
            "",
        );
        return None;
    };
    let shown = |path: &[String]| path.join(".");
    let mut has_all = true;
    let paths = [
        ("next-cursor", next_of(&declared.form)),
        ("next", link_of(&declared.form)),
        ("has-more", declared.has_more.as_ref()),
        ("total", declared.total.as_ref()),
        ("total-pages", declared.total_pages.as_ref()),
    ];
    for (key, path) in paths {
        let Some(path) = path else {
            continue;
        };
        let found = page::follow(types, &page, path);
        let is_single = found.is_some_and(|found| !is_nested(types, &found.value));
        if !is_single || path.is_empty() {
            has_all = false;
            fault(
                &place.child(key),
                format!(
                    "the response has no property `{}` with a single value",
                    shown(path)
                ),
                "a dot leads into an object; one that is part of a name is written `\\.`",
            );
        }
    }
    let Some(items) = page::items(types, &page, &declared.items) else {
        let what = if declared.items.is_empty() {
            "the response".to_owned()
        } else {
            format!("`{}` of the response", shown(&declared.items))
        };
        fault(
            &place.child("items"),
            format!("{what} is not an array"),
            "the items of a page stand in an array",
        );
        return None;
    };
    if let PaginationForm::LastItem { id, .. } = &declared.form
        && page::follow(types, &items.item, id).is_none()
    {
        has_all = false;
        fault(
            &place.child("id"),
            format!("an item has no property `{}`", shown(id)),
            "",
        );
    }
    if !has_all || (taken.is_some() && cursor_parameter.is_none()) {
        return None;
    }
    let next = match &declared.form {
        PaginationForm::Off => return None,
        PaginationForm::Cursor { next_cursor, .. } => NextPage::Cursor(next_cursor.clone()),
        PaginationForm::Link { next: None } => NextPage::LinkHeader,
        PaginationForm::Link { next: Some(path) } => NextPage::Link(path.clone()),
        PaginationForm::Page { parameter, first } => NextPage::PageNumber(
            first
                .or_else(|| default_of(operation, parameter))
                .unwrap_or(1),
        ),
        PaginationForm::Offset { parameter, first } => NextPage::Offset(
            first
                .or_else(|| default_of(operation, parameter))
                .unwrap_or(0),
        ),
        PaginationForm::LastItem { id, .. } => NextPage::LastItem(id.clone()),
    };
    Some(Pagination {
        open_page: page::open(types, &page, &declared.items),
        page,
        item: items.item,
        items: declared.items.clone(),
        items_may_be_absent: items.may_be_absent,
        next,
        cursor_may_be_url: false,
        link_if_more: false,
        has_more: declared.has_more.clone(),
        total: declared.total.clone(),
        total_pages: declared.total_pages.clone(),
        cursor_parameter,
        key_parameter: None,
    })
}

fn next_of(form: &PaginationForm) -> Option<&Vec<String>> {
    match form {
        PaginationForm::Cursor { next_cursor, .. } => Some(next_cursor),
        _ => None,
    }
}

fn link_of(form: &PaginationForm) -> Option<&Vec<String>> {
    match form {
        PaginationForm::Link { next } => next.as_ref(),
        _ => None,
    }
}

fn is_counted(form: &PaginationForm) -> bool {
    matches!(
        form,
        PaginationForm::Page { .. } | PaginationForm::Offset { .. }
    )
}

/// Whether a parameter can be set to a position.
fn takes_position(types: &Types<'_>, parameter: &Parameter, form: &PaginationForm) -> bool {
    match without_aliases(types, &parameter.value) {
        Type::Number(_) => true,
        Type::String => !is_counted(form),
        _ => false,
    }
}

/// Whether a value has others inside.
fn is_nested(types: &mut Types<'_>, value: &Type) -> bool {
    match value {
        Type::List(_) | Type::Map(_) => true,
        Type::Named(name) => structure_of(types, name).is_some(),
        _ => false,
    }
}

/// The number that the document gives as a parameter's default.
fn default_of(operation: &resolve::Operation, wire_name: &str) -> Option<u64> {
    let mut parameters = operation.parameters.iter();
    let parameter = parameters.find(|parameter| parameter.name == wire_name)?;
    whole_number(parameter.schema.annotations.default.as_ref()?)
}
