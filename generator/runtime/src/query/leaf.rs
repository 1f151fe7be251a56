//! Values without structure: those that are one text on the wire.

use std::fmt;

use percent_encoding::utf8_percent_encode;
use serde::ser::{self, Impossible, Serialize, SerializeStruct, Serializer};
use serde_json::value::RawValue;

use super::RESERVED;
use crate::json::{DATE_TIME_NAME, RAW_JSON_NAME, RawView, validate_date_time};

/// How serde_json names the structs by which its raw values, and its numbers of any size,
/// pass through serializers.
pub(super) const SERDE_JSON_RAW: &str = "$serde_json::private::RawValue";
pub(super) const SERDE_JSON_NUMBER: &str = "$serde_json::private::Number";

/// Why a value cannot be written.
#[derive(Debug)]
pub(crate) enum EncodeError {
    /// It has structure. Never leaves this module's callers.
    Compound,
    /// One of this crate's own reasons: it never quotes the value.
    Refused {
        path: Option<String>,
        reason: String,
    },
    /// The words of the value's own `Serialize`, which may quote anything.
    Custom(String),
}

impl EncodeError {
    pub(crate) fn refused(reason: impl Into<String>) -> Self {
        Self::Refused {
            path: None,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compound => formatter.write_str("an array or an object cannot be written here"),
            Self::Refused { path, reason } => {
                if let Some(path) = path {
                    write!(formatter, "at `{path}`: ")?;
                }
                formatter.write_str(reason)
            }
            Self::Custom(message) => formatter.write_str(message),
        }
    }
}

impl std::error::Error for EncodeError {}

impl ser::Error for EncodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Custom(message.to_string())
    }
}

/// A value without structure.
pub(crate) enum Leaf {
    /// Nothing is sent.
    Null,
    Text(String),
}

/// The value's text, or [`EncodeError::Compound`] as soon as it turns out to be an array
/// or an object.
pub(crate) fn leaf<T: Serialize + ?Sized>(value: &T) -> Result<Leaf, EncodeError> {
    value.serialize(LeafSerializer)
}

pub(super) fn percent_encode(text: &str) -> percent_encoding::PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

pub(super) struct LeafSerializer;

macro_rules! texts {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, value: $type) -> Result<Leaf, EncodeError> {
            Ok(Leaf::Text(value.to_string()))
        })*
    };
}

macro_rules! compounds {
    ($($method:ident($($argument:ty),*) -> $result:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result, EncodeError> {
            Err(EncodeError::Compound)
        })*
    };
}

impl Serializer for LeafSerializer {
    type Ok = Leaf;
    type Error = EncodeError;
    type SerializeSeq = Impossible<Leaf, EncodeError>;
    type SerializeTuple = Impossible<Leaf, EncodeError>;
    type SerializeTupleStruct = Impossible<Leaf, EncodeError>;
    type SerializeTupleVariant = Impossible<Leaf, EncodeError>;
    type SerializeMap = Impossible<Leaf, EncodeError>;
    type SerializeStruct = JsonLeaf;
    type SerializeStructVariant = Impossible<Leaf, EncodeError>;

    texts! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_u128: u128,
        serialize_char: char,
        serialize_str: &str,
    }

    compounds! {
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_f32(self, value: f32) -> Result<Leaf, EncodeError> {
        finite(value.is_finite(), value)
    }

    fn serialize_f64(self, value: f64) -> Result<Leaf, EncodeError> {
        finite(value.is_finite(), value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Leaf, EncodeError> {
        Err(EncodeError::refused(
            "bytes cannot be sent as text; encode them first",
        ))
    }

    fn serialize_none(self) -> Result<Leaf, EncodeError> {
        Ok(Leaf::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Leaf, EncodeError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Leaf, EncodeError> {
        Ok(Leaf::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Leaf, EncodeError> {
        Ok(Leaf::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Leaf, EncodeError> {
        Ok(Leaf::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Leaf, EncodeError> {
        match name {
            DATE_TIME_NAME => {
                let leaf = value.serialize(self)?;
                if let Leaf::Text(text) = &leaf {
                    validate_date_time(text).map_err(|error| {
                        EncodeError::refused(format!(
                            "not an RFC 3339 date-time ({error}); \
                             write it like 2024-01-31T09:30:00Z"
                        ))
                    })?;
                }
                Ok(leaf)
            }
            RAW_JSON_NAME => leaf(&Transcode(&raw_json(value)?)),
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Leaf, EncodeError> {
        Err(EncodeError::Compound)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<JsonLeaf, EncodeError> {
        match name {
            SERDE_JSON_RAW | SERDE_JSON_NUMBER => Ok(JsonLeaf(Leaf::Null)),
            _ => Err(EncodeError::Compound),
        }
    }
}

fn finite(is_finite: bool, value: impl fmt::Display) -> Result<Leaf, EncodeError> {
    if is_finite {
        Ok(Leaf::Text(value.to_string()))
    } else {
        Err(EncodeError::refused("a number must be finite"))
    }
}

/// A struct by which serde_json passes raw text: one field, the text.
pub(super) struct JsonLeaf(Leaf);

impl SerializeStruct for JsonLeaf {
    type Ok = Leaf;
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.0 = leaf(value)?;
        if name == SERDE_JSON_RAW
            && let Leaf::Text(text) = &self.0
        {
            self.0 = leaf(&Transcode(&raw_text(text)?))?;
        }
        Ok(())
    }

    fn end(self) -> Result<Leaf, EncodeError> {
        Ok(self.0)
    }
}

pub(super) fn raw_json<T: Serialize + ?Sized>(value: &T) -> Result<Box<RawValue>, EncodeError> {
    serde_json::value::to_raw_value(value).map_err(ser::Error::custom)
}

pub(super) fn raw_text(text: &str) -> Result<Box<RawValue>, EncodeError> {
    RawValue::from_string(text.to_owned()).map_err(ser::Error::custom)
}

/// JSON text as a value to be written. Numbers go as their text: in a query string all
/// scalars are, and no number type holds every one.
pub(super) struct Transcode<'a>(pub(super) &'a RawValue);

impl Serialize for Transcode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match RawView::of(self.0).map_err(ser::Error::custom)? {
            RawView::Null => serializer.serialize_unit(),
            RawView::Boolean(value) => serializer.serialize_bool(value),
            RawView::Number(text) => serializer.serialize_str(text),
            RawView::String(text) => serializer.serialize_str(&text),
            RawView::Array(items) => serializer.collect_seq(items.into_iter().map(Transcode)),
            RawView::Object(fields) => serializer.collect_map(
                fields
                    .into_iter()
                    .map(|(name, value)| (name, Transcode(value))),
            ),
        }
    }
}
