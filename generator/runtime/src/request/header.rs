//! Parameters sent as headers, in OpenAPI's style `simple`.
//!
//! A header's value is not percent-encoded, and OpenAPI says that it is not quoted either. So
//! what would be read as something else is refused: a comma within an element, a space at an
//! end.

use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::Request;
use crate::error::{Error, Result};
use crate::query::{Flat, flatten, json_text};

/// How the value of a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderStyle {
    is_json: bool,
    explode: bool,
}

impl HeaderStyle {
    /// `a,b` for an array, `k,v` for an object.
    pub const SIMPLE: Self = Self {
        is_json: false,
        explode: false,
    };
    /// A parameter with `content` of JSON.
    pub const JSON: Self = Self {
        is_json: true,
        explode: false,
    };

    /// The same style with `explode`: `k=v` for an object.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    fn text<T: Serialize + ?Sized>(
        self,
        value: &T,
    ) -> std::result::Result<Option<String>, Refused> {
        if self.is_json {
            return Ok(json_text(value)
                .map_err(Refused::Encoding)?
                .map(|json| ascii(&json)));
        }
        let text = match flatten(value).map_err(Refused::Encoding)? {
            Flat::Nothing => return Ok(None),
            Flat::Scalar(text) => text,
            Flat::Array(elements) => {
                for element in &elements {
                    undivided(element, &[','])?;
                }
                elements.join(",")
            }
            Flat::Object(fields) => {
                let mut parts = Vec::new();
                for (key, value) in fields {
                    undivided(&value, &[','])?;
                    if self.explode {
                        undivided(&key, &[',', '='])?;
                        parts.push(format!("{key}={value}"));
                    } else {
                        undivided(&key, &[','])?;
                        parts.extend([key, value]);
                    }
                }
                parts.join(",")
            }
        };
        if is_trimmed(&text) {
            Ok(Some(text))
        } else {
            Err(Refused::Because(AT_THE_ENDS))
        }
    }
}

enum Refused {
    Encoding(crate::query::EncodeError),
    Because(&'static str),
}

const AT_THE_ENDS: &str =
    "a space or a tab at the end of a value gets lost in a header; encode it first";

/// Refuses an element of which a reader would make two, or another.
fn undivided(element: &str, signs: &[char]) -> std::result::Result<(), Refused> {
    if element.contains(signs) {
        return Err(Refused::Because(
            "an element or a key holds a comma or an equals sign, which stand between elements \
             in a header; servers would read two. Encode it first as the API wants it",
        ));
    }
    if is_trimmed(element) {
        Ok(())
    } else {
        Err(Refused::Because(AT_THE_ENDS))
    }
}

fn is_trimmed(text: &str) -> bool {
    text.trim_matches([' ', '\t']).len() == text.len()
}

/// JSON text without characters that a header may not carry, or not everywhere: they can only
/// stand in its texts, where JSON has another way to write them.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, ' '..='~') {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text
}

impl Request {
    /// Sets a header in the style `simple`; `None` sends nothing.
    ///
    /// # Errors
    ///
    /// The value has no form in a header, or has a line break or another control character, or
    /// an element has a comma.
    pub fn header<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.header_as(name, HeaderStyle::SIMPLE, value)
    }

    /// Sets a header; `None` sends nothing.
    ///
    /// # Errors
    ///
    /// As for [`Request::header`].
    pub fn header_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: HeaderStyle,
        value: &T,
    ) -> Result<()> {
        let text = style.text(value).map_err(|refused| match refused {
            Refused::Encoding(error) => Error::encoding(self.operation, name, true, &error),
            Refused::Because(reason) => self.refused(name, reason),
        })?;
        let Some(text) = text else {
            return Ok(());
        };
        let header_name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| self.refused(name, "this is no name of a header"))?;
        let value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
            self.refused(
                name,
                "a header cannot carry a line break or another control character",
            )
        })?;
        self.headers.insert(header_name, value);
        Ok(())
    }
}
