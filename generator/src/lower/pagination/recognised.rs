//! The common forms of paging, where there is no doubt. The table is in the module above.

use super::document::{self, Leaf};
use super::parameters::{Known, Parameters};
use super::words::{
    CURSORS, FORWARD, FROM_ZERO, HAS_MORE, NEXT, NEXT_URL, OFFSET, PAGE, TOTAL, TOTAL_PAGES,
};
use super::{page, words};
use crate::api::{NextPage, Operation, Pagination, Type};
use crate::diagnostics::{Code, Severity};
use crate::document::Method;
use crate::lower::Context;
use crate::lower::roles::{query_parameter, without_aliases};
use crate::lower::types::Types;
use crate::resolve::{self, Schema, Shape};

/// A form that fits.
struct Form {
    next: NextPage,
    /// The parameter that takes the position, by its name on the wire.
    parameter: Option<String>,
    cursor_may_be_url: bool,
    link_if_more: bool,
    has_more: Option<Vec<String>>,
    total: Option<Vec<String>>,
    total_pages: Option<Vec<String>>,
}

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    lowered: &Operation,
) -> Option<Pagination> {
    if operation.method != Method::Get || lowered.body.as_ref().is_some_and(|body| body.required) {
        return None;
    }
    let response = document::success(operation)?;
    let body = document::body(context, response)?;
    let items = document::items(context, body)?;
    let has_link = response
        .headers
        .keys()
        .any(|name| name.eq_ignore_ascii_case("link"));
    let operation_parameters = Parameters::of(context, operation);
    let leaves = document::leaves(context, body);
    let view = View {
        context,
        parameters: &operation_parameters,
        leaves: &leaves,
        body,
        items: &items,
        has_link,
    };
    let form = view
        .by_cursor()
        .or_else(|| view.by_last_item())
        .or_else(|| view.by_number())
        .or_else(|| has_link.then(|| Form::new(NextPage::LinkHeader)))
        .or_else(|| view.by_url())?;

    let page = page::type_of(&lowered.response)?.clone();
    if !page::can_be_page(types, &page) {
        return None;
    }
    let found = page::items(types, &page, &items)?;
    let cursor_parameter = match &form.parameter {
        Some(wire_name) => {
            let index = query_parameter(lowered, wire_name)?;
            let value = &lowered.parameters.get(index)?.value;
            let fits = match without_aliases(types, value) {
                Type::String => !form.is_counted(),
                Type::Number(_) => form.is_counted(),
                _ => false,
            };
            fits.then_some(Some(index))?
        }
        None => None,
    };
    let pagination = Pagination {
        page,
        item: found.item,
        items,
        items_may_be_absent: found.may_be_absent,
        next: form.next,
        cursor_may_be_url: form.cursor_may_be_url,
        link_if_more: form.link_if_more,
        has_more: form.has_more,
        total: form.total,
        total_pages: form.total_pages,
        open_page: None,
        cursor_parameter,
        key_parameter: None,
    };
    let place = if pagination.items.is_empty() {
        "the body".to_owned()
    } else {
        format!("`{}`", pagination.items.join("."))
    };
    context.diagnostics.report(
        Severity::Note,
        Code::RecognisedPagination,
        &operation.pointer,
        format!(
            "`{}` is a list in pages: {}, with the items in {place}",
            lowered.id,
            super::words(&pagination, lowered)
        ),
        "it has `stream` and `pages` beside `send`; `x-pagination: false` makes it a plain call",
    );
    Some(pagination)
}

impl Form {
    fn new(next: NextPage) -> Self {
        Self {
            next,
            parameter: None,
            cursor_may_be_url: false,
            link_if_more: false,
            has_more: None,
            total: None,
            total_pages: None,
        }
    }

    fn is_counted(&self) -> bool {
        matches!(self.next, NextPage::PageNumber(_) | NextPage::Offset(_))
    }
}

/// All that is looked at.
struct View<'r, 'c> {
    context: &'r Context<'c>,
    parameters: &'r Parameters<'r>,
    leaves: &'r [Leaf<'r>],
    body: &'r Schema,
    items: &'r [String],
    /// Whether the response has a header `Link`.
    has_link: bool,
}

impl View<'_, '_> {
    fn by_cursor(&self) -> Option<Form> {
        if self.parameters.counts() {
            // Some servers give a cursor only to those who ask for it by another parameter.
            return None;
        }
        let mut fitting = CURSORS.iter().filter_map(|cursor| {
            let parameter = self.parameters.single(&[cursor.parameter])?;
            if parameter.required || !parameter.is_text() {
                return None;
            }
            // The plainest name first, wherever it stands.
            let certain = self
                .leaves
                .iter()
                .filter_map(|leaf| Some((certainty(leaf, cursor, parameter)?, leaf)))
                .min_by_key(|(certainty, _)| *certainty)
                .map(|(_, leaf)| leaf);
            match certain {
                Some(leaf) => Some((parameter, leaf, false)),
                None => Some((parameter, self.cursor_or_url(cursor)?, true)),
            }
        });
        let (parameter, leaf, cursor_may_be_url) = fitting.next()?;
        if fitting.next().is_some() {
            // Two parameters that both go with what the response has.
            return None;
        }
        Some(Form {
            parameter: Some(parameter.wire_name.to_owned()),
            cursor_may_be_url,
            has_more: self.has_more(),
            ..Form::new(NextPage::Cursor(leaf.path.clone()))
        })
    }

    /// `next` beside `previous`: a cursor, or a URL with that cursor in its query. It does not
    /// matter which, for that is plain to see when it comes.
    fn cursor_or_url(&self, cursor: &words::Cursor) -> Option<&Leaf<'_>> {
        let beside = |leaf: &&Leaf<'_>| {
            let folder = leaf.path.split_last().map(|(_, folder)| folder);
            self.leaves.iter().any(|other| {
                matches!(other.name.as_str(), "previous" | "prev")
                    && other.is_text()
                    && other.path.split_last().map(|(_, folder)| folder) == folder
            })
        };
        self.leaves
            .iter()
            .filter(|leaf| cursor.may_be_url && leaf.name == "next" && leaf.is_text())
            .find(beside)
    }

    fn by_last_item(&self) -> Option<Form> {
        if self.parameters.counts() {
            return None;
        }
        let parameter = self.parameters.single(&["startingafter"])?;
        let has_more = self.has_more()?;
        let item = document::item(self.context, self.body, self.items)?;
        let object = document::object(self.context, item)?;
        let id = document::target(self.context, object.properties.get("id")?)?;
        let is_text = matches!(id.shape, Shape::String(_));
        let is_certain = is_text && !parameter.required && parameter.is_text();
        is_certain.then(|| Form {
            parameter: Some(parameter.wire_name.to_owned()),
            has_more: Some(has_more),
            ..Form::new(NextPage::LastItem(vec!["id".to_owned()]))
        })
    }

    fn by_number(&self) -> Option<Form> {
        if self.parameters.has(&PAGE) && self.parameters.has(&OFFSET) {
            return None;
        }
        if !self.parameters.has_size() {
            return None;
        }
        let is_page = self.parameters.has(&PAGE);
        let parameter = self
            .parameters
            .single(if is_page { &PAGE } else { &OFFSET })?;
        if parameter.required || !parameter.is_whole() {
            return None;
        }
        let first = match parameter.default() {
            Some(first @ (0 | 1)) => first,
            Some(_) => return None,
            None if is_page && parameter.minimum() == Some(1) => 1,
            None if !is_page
                && FROM_ZERO.contains(&parameter.name.as_str())
                && matches!(parameter.minimum(), None | Some(0)) =>
            {
                0
            }
            None => return None,
        };
        let has_more = self.has_more();
        let total = self.number(&TOTAL);
        let total_pages = self.number(&TOTAL_PAGES).filter(|_| is_page);
        let link_if_more = self.has_link && is_page;
        let says_its_end =
            link_if_more || has_more.is_some() || total.is_some() || total_pages.is_some();
        if !self.items.is_empty() && !says_its_end {
            return None;
        }
        Some(Form {
            parameter: Some(parameter.wire_name.to_owned()),
            link_if_more,
            has_more,
            total,
            total_pages,
            ..Form::new(if is_page {
                NextPage::PageNumber(first)
            } else {
                NextPage::Offset(first)
            })
        })
    }

    fn by_url(&self) -> Option<Form> {
        let is_list = self.parameters.has_size()
            || self.parameters.has(&PAGE)
            || self.parameters.has(&OFFSET)
            || CURSORS
                .iter()
                .any(|cursor| self.parameters.has(&[cursor.parameter]));
        let leaf = self.leaves.iter().find(|leaf| {
            let name = leaf.name.as_str();
            let is_in_next = leaf.around == "next" && matches!(name, "href" | "url" | "link");
            leaf.is_text()
                && (NEXT_URL.contains(&name)
                    || is_in_next
                    || (NEXT.contains(&name) && leaf.is_url()))
        })?;
        let is_at_home = leaf.example_urls().all(|url| self.is_own(url));
        (is_list && is_at_home).then(|| Form {
            has_more: self.has_more(),
            ..Form::new(NextPage::Link(leaf.path.clone()))
        })
    }

    /// Whether a URL is at one of the servers of the document, or at a host that is only an
    /// example (RFC 2606), so that it says nothing.
    fn is_own(&self, url: &str) -> bool {
        if host_of(url).is_some_and(is_example) {
            return true;
        }
        let servers = &self.context.resolved.servers;
        servers
            .iter()
            .any(|server| host_of(&server.url).is_some_and(|host| host_of(url) == Some(host)))
    }

    fn has_more(&self) -> Option<Vec<String>> {
        let is_flag = |leaf: &&Leaf<'_>| leaf.is_flag() && HAS_MORE.contains(&leaf.name.as_str());
        self.leaves
            .iter()
            .find(is_flag)
            .map(|leaf| leaf.path.clone())
    }

    fn number(&self, names: &[&str]) -> Option<Vec<String>> {
        let is_it = |leaf: &&Leaf<'_>| leaf.is_number() && names.contains(&leaf.name.as_str());
        self.leaves.iter().find(is_it).map(|leaf| leaf.path.clone())
    }
}

/// How certain a property holds the next cursor for a parameter, the smallest being the most.
fn certainty(leaf: &Leaf<'_>, cursor: &words::Cursor, parameter: &Known<'_>) -> Option<u8> {
    let name = leaf.name.as_str();
    if !leaf.is_text() || leaf.has_url_form() {
        return None;
    }
    if cursor.next.contains(&name) {
        Some(0)
    } else if FORWARD.contains(&leaf.around.as_str()) && cursor.inside.contains(&name) {
        Some(1)
    } else if name == cursor.parameter && leaf.is_for_next() {
        // Of the same name it may be the cursor of this page.
        Some(2)
    } else if cursor.described.contains(&name)
        && (leaf.is_cursor() || parameter.is_said_to_be(leaf))
    {
        Some(3)
    } else {
        None
    }
}

fn is_example(host: &str) -> bool {
    let host = host.split(':').next().unwrap_or_default();
    let is_at = |domain: &str| {
        host.strip_suffix(domain)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    ["example.com", "example.org", "example.net", "example"]
        .into_iter()
        .any(is_at)
}

fn host_of(url: &str) -> Option<&str> {
    let (_, after) = url.split_once("://")?;
    after.split(['/', '?', '#']).next()
}
