//! The first look at a page: where its items are and what leads to the next page. Nothing is
//! decoded, so the next page can be asked for before the records of this one are read.

mod fields;

use std::ops::Range;

use bytes::Bytes;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::shape::{Next, PageShape, Path, shown};
use crate::error::{DecodeProblem, Error, Result};
use crate::json::RawView;
use crate::request::Operation;
use crate::response::{RawResponse, json_text, shape_error, without_values};
use fields::{Wanted, read_fields};

/// A page whose records are still text.
pub(super) struct Scanned {
    /// Key and text of each record; the key is empty in an array. The texts are slices of
    /// the body, not copies.
    pub(super) records: Vec<(String, Bytes)>,
    /// The cursor or the link of the next page, if the body holds it.
    pub(super) next: Option<String>,
    pub(super) has_more: Option<bool>,
    pub(super) total: Option<u64>,
    pub(super) total_pages: Option<u64>,
    /// Where in the body the items are.
    pub(super) items: Range<usize>,
}

pub(super) fn scan(
    response: &RawResponse,
    operation: &'static Operation,
    shape: PageShape,
    is_keyed: bool,
) -> Result<Scanned> {
    let text = json_text(response, operation)?;
    let fields = read_fields(text, Wanted::of(shape)).map_err(|error| {
        if error.is_data() {
            let reason = without_values(&error);
            wrong_shape(
                operation,
                String::new(),
                format!("the page is not as expected: {reason}"),
            )
        } else {
            shape_error::<IgnoredAny>(operation, &response.info, text, "", error)
        }
    })?;
    // The text was parsed already: what is left to fail is the type.
    let unreadable = |error: serde_json::Error| {
        shape_error::<IgnoredAny>(operation, &response.info, text, "", error)
    };
    let records = match (view(fields.items).map_err(unreadable)?, is_keyed) {
        (None | Some(RawView::Null), _) if shape.items_may_be_absent => Vec::new(),
        (None, _) => {
            let items = shown(shape.items);
            let message = format!("the page has no `{items}`, where its items should be");
            return Err(wrong_shape(operation, items, message));
        }
        (Some(RawView::Array(records)), false) => records
            .into_iter()
            .map(|record| (String::new(), slice(&response.body, record)))
            .collect(),
        (Some(RawView::Object(records)), true) => records
            .into_iter()
            .map(|(key, record)| (key, slice(&response.body, record)))
            .collect(),
        (Some(other), _) => return Err(wrong_items(operation, shape, &other, is_keyed)),
    };
    let next_path: Path = match shape.next {
        Next::Cursor(path) | Next::Link(path) => path,
        _ => &[],
    };
    let next = match view(fields.next).map_err(unreadable)? {
        None | Some(RawView::Null) => None,
        Some(RawView::String(cursor)) => Some(cursor).filter(|cursor| !cursor.is_empty()),
        Some(RawView::Number(number)) => Some(number.to_owned()),
        Some(other) => {
            return Err(wrong_field(
                operation,
                next_path,
                &other,
                "a string or null",
            ));
        }
    };
    let has_more = match view(fields.has_more).map_err(unreadable)? {
        None | Some(RawView::Null) => None,
        Some(RawView::Boolean(has_more)) => Some(has_more),
        Some(other) => {
            let path = shape.has_more.unwrap_or_default();
            return Err(wrong_field(operation, path, &other, "a boolean"));
        }
    };
    let count =
        |field: Option<&RawValue>, path: Option<Path>| match view(field).map_err(unreadable)? {
            None | Some(RawView::Null) => Ok(None),
            // A negative one is a way to say that it is not known.
            Some(RawView::Number(number)) => Ok(whole(number)),
            Some(RawView::String(number)) => Ok(whole(&number)),
            Some(other) => Err(wrong_field(
                operation,
                path.unwrap_or_default(),
                &other,
                "a number",
            )),
        };
    Ok(Scanned {
        records,
        next,
        has_more,
        total: count(fields.total, shape.total)?,
        total_pages: count(fields.total_pages, shape.total_pages)?,
        items: fields
            .items
            .and_then(|items| range_of(&response.body, items))
            .unwrap_or_default(),
    })
}

/// What kind of JSON a field is, if it is there.
fn view(field: Option<&RawValue>) -> Result<Option<RawView<'_>>, serde_json::Error> {
    field.map(RawView::of).transpose()
}

/// A number that counts something, also when it is written as `20.0`.
fn whole(text: &str) -> Option<u64> {
    let text = text.split_once('.').map_or(text, |(whole, fraction)| {
        if fraction.bytes().all(|digit| digit == b'0') {
            whole
        } else {
            text
        }
    });
    text.parse().ok()
}

/// A field of a record as text, if it is a text or a number.
pub(super) fn field_text(record: &Bytes, path: Path) -> Option<String> {
    let text = std::str::from_utf8(record).ok()?;
    let field = read_fields(text, Wanted::one(path)).ok()?.next?;
    match RawView::of(field).ok()? {
        RawView::String(text) => Some(text).filter(|text| !text.is_empty()),
        RawView::Number(number) => Some(number.to_owned()),
        _ => None,
    }
}

fn wrong_field(
    operation: &'static Operation,
    path: Path,
    value: &RawView<'_>,
    expected: &str,
) -> Error {
    let path = shown(path);
    let message = format!(
        "the page's `{path}` is {}, where {expected} is expected",
        kind_of(value)
    );
    wrong_shape(operation, path, message)
}

/// A part of the body. Shares the body's memory; a text from elsewhere would be copied.
fn slice(body: &Bytes, record: &RawValue) -> Bytes {
    match range_of(body, record) {
        Some(range) => body.slice(range),
        None => Bytes::copy_from_slice(record.get().as_bytes()),
    }
}

/// Where in the body a part of it is.
fn range_of(body: &Bytes, part: &RawValue) -> Option<Range<usize>> {
    let part = part.get().as_bytes();
    let start = (part.as_ptr() as usize).checked_sub(body.as_ptr() as usize)?;
    let end = start.checked_add(part.len())?;
    (end <= body.len()).then_some(start..end)
}

fn wrong_items(
    operation: &'static Operation,
    shape: PageShape,
    items: &RawView<'_>,
    is_keyed: bool,
) -> Error {
    let (expected, hint) = match (is_keyed, items) {
        (false, RawView::Object(_)) => (
            "an array",
            "; it was asked to be keyed by a field: use the form of the operation that is made \
             for that",
        ),
        (false, _) => ("an array", ""),
        (true, _) => ("an object of records by their key", ""),
    };
    let path = shown(shape.items);
    let what = if path.is_empty() {
        "page".to_owned()
    } else {
        format!("page's `{path}`")
    };
    let kind = kind_of(items);
    let message = format!("the {what} is {kind}, where {expected} is expected{hint}");
    wrong_shape(operation, path, message)
}

fn wrong_shape(operation: &'static Operation, path: String, message: String) -> Error {
    Error::decode(operation, DecodeProblem::Shape, message).at_path(path)
}

fn kind_of(value: &RawView<'_>) -> &'static str {
    match value {
        RawView::Null => "null",
        RawView::Boolean(_) => "a boolean",
        RawView::Number(_) => "a number",
        RawView::String(_) => "a string",
        RawView::Array(_) => "an array",
        RawView::Object(_) => "an object",
    }
}
