//! The serializer that writes percent-encoded pairs.
//!
//! The limits are those of `qs`, the parser behind most servers that read nested brackets:
//! beyond them it reads something else than was meant, without saying so.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use serde::ser::{Serialize, Serializer};

use super::QueryStyle;
use super::leaf::{
    EncodeError, Leaf, LeafSerializer, SERDE_JSON_NUMBER, SERDE_JSON_RAW, Transcode, leaf,
    percent_encode, raw_json,
};
use super::style::{ArrayWriting, ObjectWriting};
use crate::json::RAW_JSON_NAME;

mod array;
mod key;
mod object;

use array::ArrayEncoder;
use object::ObjectEncoder;

/// `qs` folds deeper brackets into one literal key.
const MAX_LEVELS: usize = 5;
/// `qs` reads an array with a higher index as an object.
const MAX_INDEX: usize = 20;
/// Where the writing of a value ends in any case, so that no depth can exhaust the stack.
const MAX_DEPTH: usize = 64;
/// `qs` drops the rest.
pub(crate) const MAX_PAIRS: usize = 1000;

/// The pairs of one parameter, joined with `&`.
pub(crate) struct Encoded {
    pub(crate) text: String,
    pub(crate) pairs: usize,
}

/// Writes a value under a name.
pub(crate) fn encode<T: Serialize + ?Sized>(
    name: &str,
    style: QueryStyle,
    value: &T,
) -> Result<Encoded, EncodeError> {
    encode_within(name, style, value, true)
}

/// Writes a field of a form under its name. What reads forms has other limits than `qs` has
/// for queries, or none, so that none are held here.
pub(crate) fn encode_field<T: Serialize + ?Sized>(
    name: &str,
    style: QueryStyle,
    value: &T,
) -> Result<String, EncodeError> {
    Ok(encode_within(name, style, value, false)?.text)
}

fn encode_within<T: Serialize + ?Sized>(
    name: &str,
    style: QueryStyle,
    value: &T,
    is_limited: bool,
) -> Result<Encoded, EncodeError> {
    let mut encoder = Encoder {
        style,
        is_limited,
        text: String::new(),
        pairs: 0,
        path: percent_encode(name).to_string(),
        levels: 0,
        depth: 0,
        index_past_limit: false,
        misread_key: None,
    };
    match value.serialize(ValueSerializer(&mut encoder)) {
        Ok(()) => Ok(Encoded {
            text: encoder.text,
            pairs: encoder.pairs,
        }),
        // The path is where the encoder was when it stopped.
        Err(EncodeError::Refused { path: None, reason }) => {
            let path = percent_decode_str(&encoder.path)
                .decode_utf8_lossy()
                .into_owned();
            Err(EncodeError::Refused {
                path: (path != name).then_some(path),
                reason,
            })
        }
        Err(EncodeError::Compound) => Err(EncodeError::refused(
            "its style cannot carry an array or an object inside another",
        )),
        Err(error) => Err(error),
    }
}

/// Writes a value as one text, arrays with commas: OpenAPI's `simple`, the style of path
/// and header parameters. `None` when there is nothing to write.
pub(crate) fn encode_joined<T: Serialize + ?Sized>(
    value: &T,
) -> Result<Option<String>, EncodeError> {
    let encoded = encode("", QueryStyle::Form { explode: false }, value)?;
    Ok(encoded.text.strip_prefix('=').map(str::to_owned))
}

struct Encoder {
    style: QueryStyle,
    /// Whether the limits of `qs` hold.
    is_limited: bool,
    text: String,
    pairs: usize,
    /// The percent-encoded name of what is being written.
    path: String,
    /// How many levels below the first key it is.
    levels: usize,
    /// How deep in the value it is: repeated names add no level.
    depth: usize,
    index_past_limit: bool,
    /// Why one of the keys in the name would not arrive.
    misread_key: Option<&'static str>,
}

impl Encoder {
    /// Writes one pair with the current name. Only here something is sent, so only here the
    /// limits count: an empty object may be as deep as it likes.
    fn pair(&mut self, value: &str) -> Result<(), EncodeError> {
        self.begin_pair()?;
        let _ = write!(self.text, "{}", percent_encode(value));
        Ok(())
    }

    /// Writes one pair of several values.
    fn joined_pair(&mut self, values: &[String], delimiter: &str) -> Result<(), EncodeError> {
        if values.is_empty() {
            return Ok(());
        }
        self.begin_pair()?;
        // A form is decoded before anyone looks for delimiters, and some readers of forms refuse
        // what is not encoded.
        let delimiter = match delimiter {
            "," if !self.is_limited => "%2C",
            other => other,
        };
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                self.text.push_str(delimiter);
            }
            let _ = write!(self.text, "{}", percent_encode(value));
        }
        Ok(())
    }

    fn begin_pair(&mut self) -> Result<(), EncodeError> {
        if self.is_limited {
            self.check_limits()?;
        }
        if self.pairs > 0 {
            self.text.push('&');
        }
        self.pairs += 1;
        self.text.push_str(&self.path);
        self.text.push('=');
        Ok(())
    }

    fn check_limits(&self) -> Result<(), EncodeError> {
        if self.levels > MAX_LEVELS {
            return Err(EncodeError::refused(format!(
                "nested more than {MAX_LEVELS} levels below the first key, which servers read as \
                 one long key; send less depth"
            )));
        }
        if self.index_past_limit {
            return Err(EncodeError::refused(format!(
                "an index past {MAX_INDEX}, which servers read as the key of an object; send at \
                 most {} elements",
                MAX_INDEX + 1
            )));
        }
        if let Some(reason) = self.misread_key {
            return Err(EncodeError::refused(reason));
        }
        if self.pairs >= MAX_PAIRS {
            return Err(EncodeError::refused(format!(
                "more than {MAX_PAIRS} values, of which servers drop the rest; send fewer"
            )));
        }
        Ok(())
    }

    /// Goes one level down for the time of `write`. After an error the path stays where it
    /// was: it tells the place.
    fn below(
        &mut self,
        segment: Segment<'_>,
        write: impl FnOnce(&mut Self) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        if self.depth >= MAX_DEPTH {
            return Err(EncodeError::refused(format!(
                "nested more than {MAX_DEPTH} levels; send less depth"
            )));
        }
        self.depth += 1;
        let length = self.path.len();
        let levels = self.levels;
        let index_past_limit = self.index_past_limit;
        let misread_key = self.misread_key;
        let mut name = None;
        self.levels += 1;
        match segment {
            Segment::Key(key) => {
                let _ = write!(self.path, "%5B{}%5D", percent_encode(key));
                self.misread_key = misread_key.or_else(|| key::misread(key));
            }
            Segment::Brackets => self.path.push_str("%5B%5D"),
            Segment::Index(index) => {
                let _ = write!(self.path, "%5B{index}%5D");
                self.index_past_limit |= index > MAX_INDEX;
            }
            // The name repeated is a level of the value, but not of the name.
            Segment::Repeat => self.levels = levels,
            Segment::OwnName(key) => {
                name = Some(std::mem::replace(
                    &mut self.path,
                    percent_encode(key).to_string(),
                ));
            }
        }
        write(self)?;
        match name {
            Some(name) => self.path = name,
            None => self.path.truncate(length),
        }
        self.levels = levels;
        self.depth -= 1;
        self.index_past_limit = index_past_limit;
        self.misread_key = misread_key;
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Segment<'a> {
    Key(&'a str),
    Brackets,
    Index(usize),
    Repeat,
    OwnName(&'a str),
}

/// Writes a value of any shape at the encoder's place.
struct ValueSerializer<'a>(&'a mut Encoder);

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
