//! The serializer that writes percent-encoded pairs.
//!
//! The limits are those of `qs`, the parser behind most servers that read nested brackets:
//! beyond them it reads something else than was meant, without saying so. They hold for the
//! styles that write brackets; a plain list may be as long as it likes.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use serde::ser::Serialize;

use super::escape::Escape;
use super::flat::{Flat, is_null, json_text};
use super::leaf::{EncodeError, percent_encode};
use super::style::{ArrayWriting, ObjectWriting};
use super::{QueryParameter, QueryStyle};

mod array;
mod key;
mod object;
mod value;

use value::ValueSerializer;

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
    let encoder = Encoder::new(name, style, Escape::ALL).written(name, value)?;
    Ok(Encoded {
        text: encoder.text,
        pairs: encoder.pairs,
    })
}

/// Writes a field of a form under its name. What reads forms has other limits than `qs` has
/// for queries, or none, so that none are held here.
pub(crate) fn encode_field<T: Serialize + ?Sized>(
    name: &str,
    style: QueryStyle,
    value: &T,
) -> Result<String, EncodeError> {
    let mut encoder = Encoder::new(name, style, Escape::ALL);
    encoder.is_limited = false;
    Ok(encoder.written(name, value)?.text)
}

/// Writes the value of a parameter.
pub(crate) fn encode_parameter<T: Serialize + ?Sized>(
    parameter: &QueryParameter,
    value: &T,
) -> Result<Encoded, EncodeError> {
    let QueryParameter { name, style, .. } = *parameter;
    let escape = match style {
        _ if !parameter.allow_reserved => Escape::ALL,
        QueryStyle::Form { explode: false } => Escape::JOINED_QUERY,
        _ => Escape::QUERY,
    };
    let mut encoder = Encoder::new(name, style, escape);
    if style == QueryStyle::Json {
        if let Some(text) = json_text(value)? {
            encoder.pair(&text)?;
        }
    } else {
        encoder = encoder.written(name, value)?;
    }
    if encoder.pairs == 0 && parameter.allow_empty && !is_null(value) {
        encoder.pair("")?;
    }
    Ok(Encoded {
        text: encoder.text,
        pairs: encoder.pairs,
    })
}

/// Takes a value apart that has at most one level.
pub(crate) fn flatten<T: Serialize + ?Sized>(value: &T) -> Result<Flat, EncodeError> {
    let mut encoder = Encoder::new("", QueryStyle::Form { explode: false }, Escape::ALL);
    encoder.flat = Some(Flat::Nothing);
    Ok(encoder.written("", value)?.flat.unwrap_or_default())
}

struct Encoder {
    style: QueryStyle,
    escape: Escape,
    /// In place of text, for a caller that writes by a style of its own.
    flat: Option<Flat>,
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
    fn new(name: &str, style: QueryStyle, escape: Escape) -> Self {
        Self {
            style,
            escape,
            flat: None,
            is_limited: true,
            text: String::new(),
            pairs: 0,
            path: percent_encode(name).to_string(),
            levels: 0,
            depth: 0,
            index_past_limit: false,
            misread_key: None,
        }
    }

    /// The encoder after it has written the value of this name.
    fn written<T: Serialize + ?Sized>(
        mut self,
        name: &str,
        value: &T,
    ) -> Result<Self, EncodeError> {
        match value.serialize(ValueSerializer(&mut self)) {
            Ok(()) => Ok(self),
            // The path is where the encoder was when it stopped.
            Err(EncodeError::Refused { path: None, reason }) => {
                let path = percent_decode_str(&self.path)
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

    /// Writes one pair with the current name. Only here something is sent, so only here the
    /// limits count: an empty object may be as deep as it likes.
    fn pair(&mut self, value: &str) -> Result<(), EncodeError> {
        if let Some(flat) = &mut self.flat {
            *flat = Flat::Scalar(value.to_owned());
            return Ok(());
        }
        self.begin_pair()?;
        self.escape.write(&mut self.text, value);
        Ok(())
    }

    /// Writes one pair of the elements of an array.
    fn joined_array(&mut self, elements: Vec<String>, delimiter: &str) -> Result<(), EncodeError> {
        match &mut self.flat {
            Some(flat) if !elements.is_empty() => *flat = Flat::Array(elements),
            Some(_) => {}
            None => self.joined_pair(elements.iter().map(String::as_str), delimiter)?,
        }
        Ok(())
    }

    /// Writes one pair of the names and values of an object.
    fn joined_object(
        &mut self,
        fields: Vec<(String, String)>,
        delimiter: &str,
    ) -> Result<(), EncodeError> {
        match &mut self.flat {
            Some(flat) if !fields.is_empty() => *flat = Flat::Object(fields),
            Some(_) => {}
            None => {
                let texts = fields
                    .iter()
                    .flat_map(|(key, value)| [key.as_str(), value.as_str()]);
                self.joined_pair(texts, delimiter)?;
            }
        }
        Ok(())
    }

    fn joined_pair<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        delimiter: &str,
    ) -> Result<(), EncodeError> {
        // Percent-encoded like what stands within a text, it is the same after decoding.
        let ambiguous = match delimiter {
            "%20" => Some((' ', "a space")),
            "%7C" => Some(('|', "a pipe (`|`)")),
            _ => None,
        };
        // A form is decoded before anyone looks for delimiters, and some readers of forms refuse
        // what is not encoded.
        let delimiter = match delimiter {
            "," if !self.is_limited => "%2C",
            other => other,
        };
        for (place, text) in texts.enumerate() {
            if let Some((character, words)) = ambiguous
                && text.contains(character)
            {
                return Err(EncodeError::refused(format!(
                    "an element or a key holds {words}, which stands between elements in this \
                     parameter's style; servers would read two"
                )));
            }
            if place == 0 {
                self.begin_pair()?;
            } else {
                self.text.push_str(delimiter);
            }
            self.escape.write(&mut self.text, text);
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
        if self.style.has_brackets() && self.pairs >= MAX_PAIRS {
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
