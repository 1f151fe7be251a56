//! JSON, by `serde_json`. A place is found by reading raw slices of the text down to it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Node, NodeReader};
use super::{Place, SyntaxError, place_of_offset};
use crate::diagnostics::Target;

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

pub(super) fn locate(text: &str, path: &[&str], target: Target) -> Option<Place> {
    let mut slice = text;
    let mut key_slice = text;
    for (depth, wanted) in path.iter().enumerate() {
        let last = depth + 1 == path.len();
        if slice.trim_start().starts_with('[') {
            let elements: Vec<&RawValue> = serde_json::from_str(slice).ok()?;
            slice = elements.get(wanted.parse::<usize>().ok()?)?.get();
            key_slice = slice;
        } else {
            let Members(members) = serde_json::from_str(slice).ok()?;
            let mut matching = members.iter().filter(|(key, _)| {
                serde_json::from_str::<String>(key.get()).is_ok_and(|key| key == *wanted)
            });
            let found = if last && target == Target::RepeatedKey {
                matching.nth(1)
            } else {
                matching.next()
            };
            let (key, value) = found?;
            slice = value.get();
            key_slice = key.get();
        }
    }
    let goal = match target {
        Target::Value => slice,
        Target::Key | Target::RepeatedKey => key_slice,
    };
    // Both are slices of the same text, so the difference of their addresses is the offset.
    let offset = (goal.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let blank = goal.len() - goal.trim_start().len();
    Some(place_of_offset(text, offset + blank))
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
