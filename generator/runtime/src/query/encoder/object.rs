//! Objects: maps and structs.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, SerializeStructVariant};

use super::array::below_variant;
use super::key::is_index;
use super::{EncodeError, Encoder, MAX_INDEX, ObjectWriting, Segment, ValueSerializer};
use crate::query::leaf::{Leaf, SERDE_JSON_RAW, Transcode, leaf, raw_text};

pub(super) struct ObjectEncoder<'a> {
    encoder: &'a mut Encoder,
    kind: Kind,
    /// The key of a map entry whose value is still to come.
    key: String,
}

enum Kind {
    Fields {
        variant: Option<&'static str>,
        /// Whether something was sent under a key that looks like an index, and under another.
        has_indices: bool,
        has_names: bool,
    },
    /// One value of names and values.
    Joined {
        delimiter: &'static str,
        fields: Vec<(String, String)>,
    },
    /// A struct by which serde_json passes raw text.
    Json,
}

/// What the field adds to the name.
pub(super) fn segment<'a>(encoder: &Encoder, key: &'a str) -> Result<Segment<'a>, EncodeError> {
    match encoder.style.object(encoder.levels == 0) {
        ObjectWriting::Brackets => Ok(Segment::Key(key)),
        ObjectWriting::OwnNames => Ok(Segment::OwnName(key)),
        ObjectWriting::Joined(_) | ObjectWriting::Refused => Err(EncodeError::Compound),
    }
}

impl<'a> ObjectEncoder<'a> {
    pub(super) fn begin(
        encoder: &'a mut Encoder,
        variant: Option<&'static str>,
    ) -> Result<Self, EncodeError> {
        let kind = match encoder.style.object(encoder.levels == 0) {
            ObjectWriting::Brackets | ObjectWriting::OwnNames => Kind::Fields {
                variant,
                has_indices: false,
                has_names: false,
            },
            ObjectWriting::Joined(delimiter) if variant.is_none() => Kind::Joined {
                delimiter,
                fields: Vec::new(),
            },
            ObjectWriting::Joined(_) | ObjectWriting::Refused => return Err(EncodeError::Compound),
        };
        Ok(Self {
            encoder,
            kind,
            key: String::new(),
        })
    }

    pub(super) fn json(encoder: &'a mut Encoder) -> Self {
        Self {
            encoder,
            kind: Kind::Json,
            key: String::new(),
        }
    }

    pub(super) fn field<T: Serialize + ?Sized>(
        &mut self,
        key: &str,
        value: &T,
    ) -> Result<(), EncodeError> {
        match &mut self.kind {
            Kind::Fields {
                variant,
                has_indices,
                has_names,
            } => {
                let pairs = self.encoder.pairs;
                let mut is_named = true;
                below_variant(self.encoder, *variant, |encoder| {
                    let segment = segment(encoder, key)?;
                    is_named = !matches!(segment, Segment::Key(key) if is_index(key));
                    encoder.below(segment, |encoder| value.serialize(ValueSerializer(encoder)))
                })?;
                if self.encoder.pairs > pairs {
                    *has_names |= is_named;
                    *has_indices |= !is_named;
                }
                Ok(())
            }
            Kind::Joined { fields, .. } => {
                if let Leaf::Text(text) = leaf(value)? {
                    fields.push((key.to_owned(), text));
                }
                Ok(())
            }
            Kind::Json => match leaf(value)? {
                Leaf::Null => Ok(()),
                Leaf::Text(text) if key == SERDE_JSON_RAW => {
                    Transcode(&raw_text(&text)?).serialize(ValueSerializer(self.encoder))
                }
                Leaf::Text(text) => self.encoder.pair(&text),
            },
        }
    }

    pub(super) fn finish(self) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Joined { delimiter, fields } => self.encoder.joined_object(fields, delimiter),
            Kind::Fields {
                has_indices: true,
                has_names: false,
                ..
            } if self.encoder.is_limited => Err(EncodeError::refused(format!(
                "all keys are numbers up to {MAX_INDEX}, or empty, so that servers read an array; \
                 send an array, or add a key that is a name"
            ))),
            Kind::Fields { .. } | Kind::Json => Ok(()),
        }
    }
}

impl SerializeMap for ObjectEncoder<'_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        match leaf(key) {
            Ok(Leaf::Text(key)) => {
                self.key = key;
                Ok(())
            }
            Ok(Leaf::Null) | Err(EncodeError::Compound) => Err(EncodeError::refused(
                "the key of a map must be a text, a number or a boolean",
            )),
            Err(error) => Err(error),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let key = std::mem::take(&mut self.key);
        self.field(&key, value)
    }

    fn end(self) -> Result<(), EncodeError> {
        self.finish()
    }
}

macro_rules! object {
    ($($trait:ident)*) => {
        $(impl $trait for ObjectEncoder<'_> {
            type Ok = ();
            type Error = EncodeError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), EncodeError> {
                self.field(key, value)
            }

            fn end(self) -> Result<(), EncodeError> {
                self.finish()
            }
        })*
    };
}

object! {
    SerializeStruct
    SerializeStructVariant
}
