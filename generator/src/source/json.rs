//! JSON, by `serde_json`. Places are those of raw slices of the text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Node, NodeReader};
use super::places::{Index, Places};
use super::{Place, SyntaxError};

pub(super) fn read(text: &str, reader: &mut NodeReader) -> Result<Node, SyntaxError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    reader
        .read(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node))
        .map_err(|error| SyntaxError {
            place: Some(Place {
                line: error.line(),
                column: error.column(),
            }),
            message: without_position(&error.to_string()),
        })
}

/// The parser ends its messages with the position, which a diagnostic shows in its own way.
fn without_position(message: &str) -> String {
    message
        .rfind(" at line ")
        .and_then(|end| message.get(..end))
        .unwrap_or(message)
        .to_owned()
}

/// The places of everything in the text, as byte offsets.
pub(super) fn places(text: &str) -> Places<usize> {
    let mut places = Places::new();
    let whole = Part { text, part: text };
    let root = places.add(whole.offset());
    whole.add_members(&mut places, root, DEEPEST);
    places
}

/// As deep as the parser that reads the document goes.
const DEEPEST: usize = 128;

/// A slice of the text.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    part: &'t str,
}

impl<'t> Part<'t> {
    fn of(self, raw: &'t RawValue) -> Self {
        Self {
            text: self.text,
            part: raw.get(),
        }
    }

    /// Both are slices of the same text, so the difference of their addresses is the offset.
    fn offset(self) -> usize {
        let blank = self.part.len() - self.part.trim_start().len();
        (self.part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize) + blank
    }

    fn add_members(self, places: &mut Places<usize>, of: Index, deeper: usize) {
        let Some(deeper) = deeper.checked_sub(1) else {
            return;
        };
        let begins = self.part.trim_start();
        if begins.starts_with('[') {
            let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(self.part) else {
                return;
            };
            let mut indices = Vec::with_capacity(elements.len());
            for element in elements {
                let element = self.of(element);
                let index = places.add(element.offset());
                element.add_members(places, index, deeper);
                indices.push(index);
            }
            places.set_elements(of, indices);
        } else if begins.starts_with('{') {
            let Ok(Members(members)) = serde_json::from_str(self.part) else {
                return;
            };
            let mut entries = Vec::with_capacity(members.len());
            for (key, value) in members {
                let value = self.of(value);
                let index = places.add(value.offset());
                value.add_members(places, index, deeper);
                let name = serde_json::from_str(key.get()).unwrap_or_default();
                entries.push((name, self.of(key).offset(), index));
            }
            places.set_entries(of, entries);
        }
    }
}

/// The members of an object as slices of the text.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = entries.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        from.deserialize_map(MembersVisitor)
    }
}
