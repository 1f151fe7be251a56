//! YAML, by `serde_yaml`. No other module knows that crate.
//!
//! `serde_yaml` keeps no positions with its values, but every error raised while a
//! value is read carries the mark of that value. [`locate`] makes use of it: it walks
//! to the value that it looks for and raises an error there.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::node::{Node, NodeReader};
use super::{Place, SyntaxError};
use crate::diagnostics::Target;

/// The message of the error that marks a found place.
const FOUND: &str = "\u{1}found\u{1}";

pub(super) fn read(text: &str, reader: &mut NodeReader) -> Result<Node, SyntaxError> {
    reader.merge_keys = true;
    reader
        .read(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| SyntaxError {
            place: place_of(&error),
            message: without_position(&error.to_string()),
        })
}

/// The parser ends its messages with the position, which a diagnostic shows in its own way.
fn without_position(message: &str) -> String {
    message
        .find(" at line ")
        .and_then(|end| message.get(..end))
        .unwrap_or(message)
        .to_owned()
}

fn place_of(error: &serde_yaml::Error) -> Option<Place> {
    error.location().map(|location| Place {
        line: location.line(),
        column: location.column(),
    })
}

pub(super) fn locate(text: &str, path: &[&str], target: Target) -> Option<Place> {
    let search = Search { path, target };
    match search.deserialize(serde_yaml::Deserializer::from_str(text)) {
        Err(error) if error.to_string().contains(FOUND) => place_of(&error),
        _ => None,
    }
}

#[derive(Clone, Copy)]
struct Search<'p> {
    path: &'p [&'p str],
    target: Target,
}

impl Search<'_> {
    fn scalar<E: serde::de::Error>(self) -> Result<(), E> {
        if self.path.is_empty() {
            Err(E::custom(FOUND))
        } else {
            Ok(())
        }
    }
}

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.scalar()
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.scalar()
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.scalar()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let Some((wanted, rest)) = self.path.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        let inner = Search {
            path: rest,
            target: self.target,
        };
        let mut index = 0_usize;
        loop {
            let more = if wanted.parse() == Ok(index) {
                elements.next_element_seed(inner)?
            } else {
                elements.next_element::<IgnoredAny>()?.map(|_| ())
            };
            if more.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((wanted, rest)) = self.path.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        let mut occurrences = 0;
        loop {
            let last = rest.is_empty();
            let key = KeySearch {
                wanted,
                raise: last
                    && match self.target {
                        Target::Value => false,
                        Target::Key => true,
                        Target::RepeatedKey => occurrences == 1,
                    },
            };
            let Some(matched) = entries.next_key_seed(key)? else {
                return Ok(());
            };
            if matched && !(last && self.target == Target::RepeatedKey) {
                entries.next_value_seed(Search {
                    path: rest,
                    target: self.target,
                })?;
            } else {
                occurrences += usize::from(matched);
                entries.next_value::<IgnoredAny>()?;
            }
        }
    }
}

/// Reads a key, tells whether it is the wanted one, and raises the error if that is the goal.
struct KeySearch<'p> {
    wanted: &'p str,
    raise: bool,
}

impl<'de> DeserializeSeed<'de> for KeySearch<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySearch<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        let matched = key == self.wanted;
        if matched && self.raise {
            return Err(E::custom(FOUND));
        }
        Ok(matched)
    }
}
