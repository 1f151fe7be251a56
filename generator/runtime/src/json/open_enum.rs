//! Enums that keep a value they do not know.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

/// An enum of strings to which the server may add values at any time. Emitted code
/// implements it.
pub trait OpenEnum: Sized {
    /// The variant for the text, or the variant that keeps an unknown one.
    fn from_wire(text: &str) -> Self;

    /// The text on the wire.
    fn as_str(&self) -> &str;
}

/// Writes the text of the variant.
///
/// # Errors
///
/// Whatever the serializer says.
pub fn serialize_open_enum<T: OpenEnum, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.as_str())
}

/// Reads a variant; no text is refused.
///
/// # Errors
///
/// The value is not a string.
pub fn deserialize_open_enum<'de, T: OpenEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(OpenEnumVisitor(PhantomData))
}

struct OpenEnumVisitor<T>(PhantomData<T>);

impl<T: OpenEnum> Visitor<'_> for OpenEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from_wire(text))
    }
}
