//! Arrays: whether their elements have structure is known only once one is met.

use serde::ser::{
    Serialize, SerializeSeq, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

use super::{ArrayWriting, EncodeError, Encoder, Segment, ValueSerializer};
use crate::query::leaf::{Leaf, leaf};

/// Holds elements back while all of them are scalars, as an array with an object in it is
/// written differently from its first element on.
pub(super) struct ArrayEncoder<'a> {
    encoder: &'a mut Encoder,
    /// The enum variant that the array stands in.
    variant: Option<&'static str>,
    index: usize,
    held: Vec<(usize, String)>,
    has_objects: bool,
}

impl<'a> ArrayEncoder<'a> {
    pub(super) fn begin(encoder: &'a mut Encoder, variant: Option<&'static str>) -> Self {
        Self {
            encoder,
            variant,
            index: 0,
            held: Vec::new(),
            has_objects: false,
        }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let index = self.index;
        self.index += 1;
        match leaf(value) {
            Ok(Leaf::Null) => Ok(()),
            Ok(Leaf::Text(text)) if self.has_objects => self.write(index, &Leafy(&text)),
            Ok(Leaf::Text(text)) => {
                self.held.push((index, text));
                Ok(())
            }
            Err(EncodeError::Compound) => {
                self.has_objects = true;
                for (index, text) in std::mem::take(&mut self.held) {
                    self.write(index, &Leafy(&text))?;
                }
                self.write(index, value)
            }
            Err(error) => {
                // Only for the path that the error tells.
                self.encoder.below(Segment::Index(index), |_| Err(error))
            }
        }
    }

    fn write<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), EncodeError> {
        let segment = match self.encoder.style.object_array() {
            ArrayWriting::Brackets => Segment::Brackets,
            ArrayWriting::Index => Segment::Index(index),
            ArrayWriting::Repeat => Segment::Repeat,
            ArrayWriting::Joined(_) | ArrayWriting::Refused => return Err(EncodeError::Compound),
        };
        below_variant(self.encoder, self.variant, |encoder| {
            encoder.below(segment, |encoder| value.serialize(ValueSerializer(encoder)))
        })
    }

    fn finish(self) -> Result<(), EncodeError> {
        let Self { encoder, held, .. } = self;
        if held.is_empty() {
            return Ok(());
        }
        below_variant(encoder, self.variant, |encoder| {
            let writing = encoder.style.scalar_array(encoder.levels == 0);
            if let ArrayWriting::Joined(delimiter) = writing {
                let texts: Vec<String> = held.into_iter().map(|(_, text)| text).collect();
                return encoder.joined_array(texts, delimiter);
            }
            for (index, text) in held {
                let segment = match writing {
                    ArrayWriting::Brackets => Segment::Brackets,
                    ArrayWriting::Index => Segment::Index(index),
                    ArrayWriting::Repeat => Segment::Repeat,
                    ArrayWriting::Joined(_) | ArrayWriting::Refused => {
                        return Err(EncodeError::Compound);
                    }
                };
                encoder.below(segment, |encoder| encoder.pair(&text))?;
            }
            Ok(())
        })
    }
}

/// A text that was read as a leaf already: it is not to be looked at again.
struct Leafy<'a>(&'a str);

impl Serialize for Leafy<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// Inside the key of an enum variant, if there is one.
pub(super) fn below_variant(
    encoder: &mut Encoder,
    variant: Option<&'static str>,
    write: impl FnOnce(&mut Encoder) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    match variant {
        None => write(encoder),
        Some(variant) => {
            let segment = super::object::segment(encoder, variant)?;
            encoder.below(segment, write)
        }
    }
}

macro_rules! array {
    ($($trait:ident::$method:ident)*) => {
        $(impl $trait for ArrayEncoder<'_> {
            type Ok = ();
            type Error = EncodeError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
                self.element(value)
            }

            fn end(self) -> Result<(), EncodeError> {
                self.finish()
            }
        })*
    };
}

array! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}
