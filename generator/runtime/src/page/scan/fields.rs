//! Picks the few fields of a page that paging needs, at any depth, in one pass over its text.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::page::shape::{Next, PageShape, Path};

/// How many fields can be asked for.
const SLOTS: usize = 5;

/// The fields that are asked for; an empty path is the whole body.
#[derive(Clone, Copy)]
pub(super) struct Wanted([Option<Path>; SLOTS]);

impl Wanted {
    pub(super) fn of(shape: PageShape) -> Self {
        let next = match shape.next {
            Next::Cursor(path) | Next::Link(path) => Some(path),
            _ => None,
        };
        let items = Some(shape.items);
        Self([items, next, shape.has_more, shape.total, shape.total_pages])
    }

    /// Only this field, as what leads on.
    pub(super) fn one(path: Path) -> Self {
        Self([None, Some(path), None, None, None])
    }
}

/// The text of each field that is there.
#[derive(Default)]
pub(super) struct Fields<'a> {
    pub(super) items: Option<&'a RawValue>,
    pub(super) next: Option<&'a RawValue>,
    pub(super) has_more: Option<&'a RawValue>,
    pub(super) total: Option<&'a RawValue>,
    pub(super) total_pages: Option<&'a RawValue>,
}

impl<'a> Fields<'a> {
    fn slot(&mut self, index: usize) -> &mut Option<&'a RawValue> {
        match index {
            0 => &mut self.items,
            1 => &mut self.next,
            2 => &mut self.has_more,
            3 => &mut self.total,
            _ => &mut self.total_pages,
        }
    }
}

pub(super) fn read_fields(text: &str, wanted: Wanted) -> Result<Fields<'_>, serde_json::Error> {
    let mut fields = Fields::default();
    let mut inside = Set(0);
    let mut whole = Set(0);
    for (index, path) in wanted.0.iter().enumerate() {
        match path {
            Some([]) => whole.add(index),
            Some(_) => inside.add(index),
            None => {}
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    if inside.is_empty() {
        let body = <&RawValue>::deserialize(&mut deserializer)?;
        whole.each(|index| *fields.slot(index) = Some(body));
    } else {
        let seed = Inside {
            wanted,
            which: inside,
            depth: 0,
            fields: &mut fields,
        };
        seed.deserialize(&mut deserializer)?;
    }
    deserializer.end()?;
    Ok(fields)
}

/// A few of the slots.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Set(u8);

impl Set {
    fn add(&mut self, index: usize) {
        self.0 |= 1 << index;
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn each(self, mut what: impl FnMut(usize)) {
        (0..SLOTS)
            .filter(|index| self.0 & (1 << index) != 0)
            .for_each(&mut what);
    }
}

/// An object on the way to some of the fields.
struct Inside<'w, 'de> {
    wanted: Wanted,
    /// The fields whose paths lead here.
    which: Set,
    /// How many names of their paths have been met.
    depth: usize,
    fields: &'w mut Fields<'de>,
}

impl<'de> DeserializeSeed<'de> for Inside<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth == 0 {
            deserializer.deserialize_map(self)
        } else {
            // It may be null as well.
            deserializer.deserialize_option(self)
        }
    }
}

impl<'de> Visitor<'de> for Inside<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    /// There is nothing in it.
    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }

    /// In any order; of a field that comes twice the last counts.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        loop {
            let seed = NameSeed {
                wanted: &self.wanted,
                which: self.which,
                depth: self.depth,
            };
            let Some(name) = map.next_key_seed(seed)? else {
                return Ok(());
            };
            if !name.here.is_empty() {
                let value: &'de RawValue = map.next_value()?;
                name.here
                    .each(|index| *self.fields.slot(index) = Some(value));
            } else if !name.further.is_empty() {
                map.next_value_seed(Inside {
                    wanted: self.wanted,
                    which: name.further,
                    depth: self.depth + 1,
                    fields: &mut *self.fields,
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

/// What a name leads to.
struct Name {
    /// The fields whose path ends with it.
    here: Set,
    /// The fields whose path goes on.
    further: Set,
}

struct NameSeed<'w> {
    wanted: &'w Wanted,
    which: Set,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed<'_> {
    type Value = Name;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Name, E> {
        let mut found = Name {
            here: Set(0),
            further: Set(0),
        };
        self.which.each(|index| {
            let path = self.wanted.0.get(index).copied().flatten();
            let left = path.and_then(|path| path.get(self.depth..));
            if let Some([first, rest @ ..]) = left
                && *first == name
            {
                if rest.is_empty() {
                    found.here.add(index);
                } else {
                    found.further.add(index);
                }
            }
        });
        Ok(found)
    }
}
