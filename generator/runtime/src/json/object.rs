//! Reading a JSON object into a model, field by field.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use indexmap::IndexMap;
use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

use super::{FieldSet, RawJson, SeenFields, UnknownFields};

/// A model: a struct that is a JSON object on the wire. Emitted code implements it.
pub trait Object: Default {
    /// The name that errors show.
    const NAME: &'static str;

    /// Reads the value of the field `name`. Exactly one of the reader's methods is called.
    ///
    /// # Errors
    ///
    /// Whatever the deserializer says of the value.
    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: FieldReader<'_, A>,
    ) -> Result<(), A::Error>;

    /// Called when the object has been read to its end.
    ///
    /// # Errors
    ///
    /// The name of a required field that was not there.
    fn finish(&mut self, seen: SeenFields) -> Result<(), &'static str> {
        let _ = seen;
        Ok(())
    }
}

/// Reads a model from a JSON object. When a field comes twice, the last one counts, as in
/// every JavaScript client.
///
/// # Errors
///
/// The value is not an object, a field does not fit its type, or a required one is missing.
pub fn deserialize_object<'de, T: Object, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = T::default();
        let mut seen = SeenFields::default();
        while let Some(Key(name)) = map.next_key()? {
            let reader = FieldReader {
                map: &mut map,
                name: &name,
                seen: &mut seen,
            };
            object.read_field(&name, reader)?;
        }
        match object.finish(seen) {
            Ok(()) => Ok(object),
            Err(missing) => Err(A::Error::custom(format_args!(
                "missing field `{missing}` of {}",
                T::NAME
            ))),
        }
    }
}

/// Reads one value of an object: each method takes it in its own way.
#[derive(Debug)]
pub struct FieldReader<'reader, A> {
    map: &'reader mut A,
    name: &'reader str,
    seen: &'reader mut SeenFields,
}

impl<A> FieldReader<'_, A> {
    /// Reads a field that must be there and must not be `null`.
    ///
    /// # Errors
    ///
    /// The value does not fit its type.
    pub fn required<'de, T: Deserialize<'de>>(
        self,
        index: usize,
        target: &mut T,
    ) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        *target = self.map.next_value()?;
        self.seen.insert(index);
        Ok(())
    }

    /// Reads a field that may be absent or `null`; `null` is marked in `nulls`.
    ///
    /// # Errors
    ///
    /// The value does not fit its type.
    pub fn optional<'de, T: Deserialize<'de>, const WORDS: usize>(
        self,
        index: usize,
        target: &mut Option<T>,
        nulls: &mut FieldSet<WORDS>,
    ) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        *target = self.map.next_value()?;
        self.seen.insert(index);
        mark(nulls, index, target.is_none());
        Ok(())
    }

    /// Reads a required field that can be missing all the same; `null` gives its default
    /// and is marked in `nulls`.
    ///
    /// # Errors
    ///
    /// The value does not fit its type.
    pub fn tolerant<'de, T: Deserialize<'de> + Default, const WORDS: usize>(
        self,
        index: usize,
        target: &mut T,
        nulls: &mut FieldSet<WORDS>,
    ) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        let value: Option<T> = self.map.next_value()?;
        self.seen.insert(index);
        mark(nulls, index, value.is_none());
        *target = value.unwrap_or_default();
        Ok(())
    }

    /// Reads past the value.
    ///
    /// # Errors
    ///
    /// The value is not valid in the format that is read.
    pub fn ignore<'de>(self) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        self.map.next_value::<IgnoredAny>().map(drop)
    }

    /// Reads a member that has no name of its own but a type; a value of another type is kept
    /// as it is.
    ///
    /// # Errors
    ///
    /// The value is not valid in the format that is read.
    pub fn additional<'de, T: DeserializeOwned>(
        self,
        fields: &mut IndexMap<String, T>,
        unknown: &mut UnknownFields,
    ) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        let value: RawJson = self.map.next_value()?;
        match value.parse() {
            Ok(typed) => {
                fields.insert(self.name.to_owned(), typed);
            }
            Err(_) => {
                unknown.insert(self.name, value);
            }
        }
        Ok(())
    }

    /// Keeps the value, whatever it is, under the name it came with.
    ///
    /// # Errors
    ///
    /// The value is not valid in the format that is read.
    pub fn unknown<'de>(self, fields: &mut UnknownFields) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        let value: RawJson = self.map.next_value()?;
        fields.insert(self.name, value);
        Ok(())
    }
}

fn mark<const WORDS: usize>(nulls: &mut FieldSet<WORDS>, index: usize, is_null: bool) {
    if is_null {
        nulls.insert(index);
    } else {
        // The field may have come twice, `null` first.
        nulls.remove(index);
    }
}

/// A key, borrowed from the input where the input allows it: no allocation for a field
/// that the model knows.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name)))
    }
}
