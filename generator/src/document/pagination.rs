//! `x-pagination`: how a list comes in pages, said by the document itself.

use super::Context;
use super::reader::{Members, ObjectReader};
use crate::diagnostics::Code;
use crate::source::{Node, Pointer};

/// The names that lead to a property, `meta.next_cursor`; none is the body itself.
pub type PropertyPath = Vec<String>;

/// `x-pagination`.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// Its place.
    pub pointer: Pointer,
    /// How the next page is found.
    pub form: PaginationForm,
    /// Where the items are.
    pub items: PropertyPath,
    /// Where the response says whether there is more.
    pub has_more: Option<PropertyPath>,
    /// Where the response says how many items there are in all.
    pub total: Option<PropertyPath>,
    /// Where the response says how many pages there are in all.
    pub total_pages: Option<PropertyPath>,
}

/// How the next page is found.
#[derive(Debug, Clone)]
pub enum PaginationForm {
    /// Not at all: the operation is a plain call, whatever it looks like.
    Off,
    /// By a cursor in the response.
    Cursor {
        /// The query parameter that takes it.
        parameter: String,
        /// Where the response holds it.
        next_cursor: PropertyPath,
    },
    /// By a URL in the response, or in the header `Link`.
    Link {
        /// Where the response holds it, if it is not in the header.
        next: Option<PropertyPath>,
    },
    /// By the number of the page.
    Page {
        /// The query parameter that takes it.
        parameter: String,
        /// The number of the first page.
        first: Option<u64>,
    },
    /// By the number of items before the page.
    Offset {
        /// The query parameter that takes it.
        parameter: String,
        /// The number before the first page.
        first: Option<u64>,
    },
    /// By the identifier of the last item.
    LastItem {
        /// The query parameter that takes it.
        parameter: String,
        /// Where an item holds it.
        id: PropertyPath,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    None,
    Cursor,
    Link,
    Page,
    Offset,
    LastItem,
}

const STYLES: [(&str, Style); 6] = [
    ("cursor", Style::Cursor),
    ("link", Style::Link),
    ("page", Style::Page),
    ("offset", Style::Offset),
    ("last-item", Style::LastItem),
    ("none", Style::None),
];

/// Reads the extension: an object, or `false`.
pub(super) fn of_operation(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> Option<Pagination> {
    let pointer = object.at("x-pagination");
    match object.node("x-pagination")? {
        Node::Object(members) => pagination(context, members, pointer),
        Node::Boolean(false) => Some(off(pointer)),
        other => {
            context.diagnostics.fault(
                Code::WrongType,
                &pointer,
                format!(
                    "`x-pagination` is an object, or `false`; this is {}",
                    other.kind()
                ),
                "",
                "the object is read as if it had no `x-pagination`",
            );
            None
        }
    }
}

fn off(pointer: Pointer) -> Pagination {
    Pagination {
        pointer,
        form: PaginationForm::Off,
        items: Vec::new(),
        has_more: None,
        total: None,
        total_pages: None,
    }
}

fn pagination(context: &Context<'_>, members: &Members, pointer: Pointer) -> Option<Pagination> {
    let mut entry = ObjectReader::new(context, members, &pointer);
    let style = entry.word("style", &STYLES).unwrap_or(Style::Cursor);
    if style == Style::None {
        entry.finish();
        return Some(off(pointer));
    }
    // All are asked for, so that all that is missing is reported.
    let parameter = match style {
        Style::Link => Some(String::new()),
        _ => entry.required_string("parameter"),
    };
    let next_cursor = (style == Style::Cursor)
        .then(|| entry.required_string("next-cursor"))
        .flatten();
    let next = (style == Style::Link)
        .then(|| entry.string("next"))
        .flatten();
    let first = matches!(style, Style::Page | Style::Offset)
        .then(|| entry.unsigned("first"))
        .flatten();
    let id = (style == Style::LastItem)
        .then(|| entry.required_string("id"))
        .flatten();
    let items = if style == Style::Cursor {
        entry.required_string("items")
    } else {
        entry.string("items").or_else(|| Some(String::new()))
    };
    let is_counted = matches!(style, Style::Page | Style::Offset);
    let mut path_of = |key| entry.string(key).map(|text| path(&text));
    let has_more = path_of("has-more");
    let total = is_counted.then(|| path_of("total")).flatten();
    let total_pages = (style == Style::Page)
        .then(|| path_of("total-pages"))
        .flatten();
    entry.finish();
    let parameter = parameter?;
    let form = match style {
        Style::None => PaginationForm::Off,
        Style::Cursor => PaginationForm::Cursor {
            parameter,
            next_cursor: path(&next_cursor?),
        },
        Style::Link => PaginationForm::Link {
            next: next.map(|next| path(&next)),
        },
        Style::Page => PaginationForm::Page { parameter, first },
        Style::Offset => PaginationForm::Offset { parameter, first },
        Style::LastItem => PaginationForm::LastItem {
            parameter,
            id: path(&id?),
        },
    };
    Some(Pagination {
        pointer,
        form,
        items: path(&items?),
        has_more,
        total,
        total_pages,
    })
}

/// `meta.next` leads to `next` in `meta`; a dot that is part of a name is written `\.`.
fn path(text: &str) -> PropertyPath {
    if text.is_empty() {
        return Vec::new();
    }
    let mut names = vec![String::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let in_name = match character {
            '.' => {
                names.push(String::new());
                continue;
            }
            '\\' => characters.next().unwrap_or('\\'),
            other => other,
        };
        if let Some(name) = names.last_mut() {
            name.push(in_name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_dot_leads_further_in() {
        assert_eq!(path("next"), ["next"]);
        assert_eq!(path("meta.next"), ["meta", "next"]);
        assert_eq!(path(r"@odata\.nextLink"), ["@odata.nextLink"]);
        assert_eq!(path(r"a\\.b\"), [r"a\", r"b\"]);
        assert!(path("").is_empty());
    }
}
