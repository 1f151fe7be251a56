//! Values of any shape, as serde hands them over.

use serde::ser::{Serialize, Serializer};

use super::array::ArrayEncoder;
use super::object::ObjectEncoder;
use super::{EncodeError, Encoder};
use crate::json::RAW_JSON_NAME;
use crate::query::leaf::{
    Leaf, LeafSerializer, SERDE_JSON_NUMBER, SERDE_JSON_RAW, Transcode, raw_json,
};

/// Writes a value of any shape at the encoder's place.
pub(super) struct ValueSerializer<'a>(pub(super) &'a mut Encoder);

impl ValueSerializer<'_> {
    fn write_leaf(self, leaf: Result<Leaf, EncodeError>) -> Result<(), EncodeError> {
        match leaf? {
            Leaf::Null => Ok(()),
            Leaf::Text(text) => self.0.pair(&text),
        }
    }
}

macro_rules! leaves {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $method(self, $($argument: $type),*) -> Result<(), EncodeError> {
            self.write_leaf(LeafSerializer.$method($($argument),*))
        })*
    };
}

impl<'a> Serializer for ValueSerializer<'a> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = ArrayEncoder<'a>;
    type SerializeTuple = ArrayEncoder<'a>;
    type SerializeTupleStruct = ArrayEncoder<'a>;
    type SerializeTupleVariant = ArrayEncoder<'a>;
    type SerializeMap = ObjectEncoder<'a>;
    type SerializeStruct = ObjectEncoder<'a>;
    type SerializeStructVariant = ObjectEncoder<'a>;

    leaves! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_i128(value: i128);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_u128(value: u128);
        serialize_f32(value: f32);
        serialize_f64(value: f64);
        serialize_char(value: char);
        serialize_str(value: &str);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        match name {
            RAW_JSON_NAME => Transcode(&raw_json(value)?).serialize(self),
            // A date-time, or a name that means nothing here.
            _ => match LeafSerializer.serialize_newtype_struct(name, value) {
                Err(EncodeError::Compound) => value.serialize(self),
                leaf => self.write_leaf(leaf),
            },
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        let mut object = ObjectEncoder::begin(self.0, None)?;
        object.field(variant, value)?;
        object.finish()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ArrayEncoder<'a>, EncodeError> {
        Ok(ArrayEncoder::begin(self.0, None))
    }

    fn serialize_tuple(self, _: usize) -> Result<ArrayEncoder<'a>, EncodeError> {
        Ok(ArrayEncoder::begin(self.0, None))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<ArrayEncoder<'a>, EncodeError> {
        Ok(ArrayEncoder::begin(self.0, None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<ArrayEncoder<'a>, EncodeError> {
        Ok(ArrayEncoder::begin(self.0, Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<ObjectEncoder<'a>, EncodeError> {
        ObjectEncoder::begin(self.0, None)
    }

    fn serialize_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<ObjectEncoder<'a>, EncodeError> {
        match name {
            SERDE_JSON_RAW | SERDE_JSON_NUMBER => Ok(ObjectEncoder::json(self.0)),
            _ => ObjectEncoder::begin(self.0, None),
        }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<ObjectEncoder<'a>, EncodeError> {
        ObjectEncoder::begin(self.0, Some(variant))
    }
}
