//! The first look at a page: where its items are and which cursor comes next. Nothing is
//! decoded, so the next page can be asked for before the records of this one are read.

use std::fmt;

use std::ops::Range;

use bytes::Bytes;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::PageShape;
use crate::error::{DecodeProblem, Error, Result};
use crate::json::RawView;
use crate::request::Operation;
use crate::response::{RawResponse, json_text, shape_error, without_values};

/// A page whose records are still text.
pub(super) struct Scanned {
    /// Key and text of each record; the key is empty in an array. The texts are slices of
    /// the body, not copies.
    pub(super) records: Vec<(String, Bytes)>,
    pub(super) next_cursor: Option<String>,
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
    let fields = read_fields(text, shape).map_err(|error| {
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
    let Some(items) = fields.items else {
        return Err(wrong_shape(
            operation,
            shape.items.to_owned(),
            format!(
                "the page has no `{}`, where its items should be",
                shape.items
            ),
        ));
    };
    // The text was parsed already: what is left to fail is the type.
    let unreadable = |error: serde_json::Error| {
        shape_error::<IgnoredAny>(operation, &response.info, text, "", error)
    };
    let records = match (RawView::of(items).map_err(unreadable)?, is_keyed) {
        (RawView::Array(records), false) => records
            .into_iter()
            .map(|record| (String::new(), slice(&response.body, record)))
            .collect(),
        (RawView::Object(records), true) => records
            .into_iter()
            .map(|(key, record)| (key, slice(&response.body, record)))
            .collect(),
        (other, _) => return Err(wrong_items(operation, shape, &other, is_keyed)),
    };
    let next_cursor = match fields.next_cursor {
        None => None,
        Some(raw) => match RawView::of(raw).map_err(unreadable)? {
            RawView::Null => None,
            RawView::String(cursor) => Some(cursor).filter(|cursor| !cursor.is_empty()),
            RawView::Number(number) => Some(number.to_owned()),
            other => {
                return Err(wrong_shape(
                    operation,
                    shape.next_cursor.to_owned(),
                    format!(
                        "the page's `{}` is {}, where a string or null is expected",
                        shape.next_cursor,
                        kind_of(&other)
                    ),
                ));
            }
        },
    };
    Ok(Scanned {
        records,
        next_cursor,
        items: range_of(&response.body, items).unwrap_or_default(),
    })
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
    wrong_shape(
        operation,
        shape.items.to_owned(),
        format!(
            "the page's `{}` is {}, where {expected} is expected{hint}",
            shape.items,
            kind_of(items)
        ),
    )
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

struct Fields<'a> {
    items: Option<&'a RawValue>,
    next_cursor: Option<&'a RawValue>,
}

fn read_fields(text: &str, shape: PageShape) -> Result<Fields<'_>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let fields = FieldsSeed(shape).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(fields)
}

/// Picks two fields of an object, in any order; of one that comes twice the last counts.
struct FieldsSeed(PageShape);

impl<'de> DeserializeSeed<'de> for FieldsSeed {
    type Value = Fields<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FieldsSeed {
    type Value = Fields<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Fields {
            items: None,
            next_cursor: None,
        };
        while let Some(name) = map.next_key_seed(NameSeed(self.0))? {
            match name {
                Name::Items => fields.items = Some(map.next_value()?),
                Name::NextCursor => fields.next_cursor = Some(map.next_value()?),
                Name::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(fields)
    }
}

enum Name {
    Items,
    NextCursor,
    Other,
}

struct NameSeed(PageShape);

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Name;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Name, E> {
        Ok(if name == self.0.items {
            Name::Items
        } else if name == self.0.next_cursor {
            Name::NextCursor
        } else {
            Name::Other
        })
    }
}
