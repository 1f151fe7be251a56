//! A truth value that some servers send as text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// A truth value as it came: a JSON boolean, or a string such as `"true"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BooleanOrString {
    /// A JSON boolean.
    Boolean(bool),
    /// A JSON string.
    String(String),
}

impl BooleanOrString {
    /// The truth value. Of strings `true`, `false`, `1` and `0` have one, in any case.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            Self::String(text) if text == "1" || text.eq_ignore_ascii_case("true") => Some(true),
            Self::String(text) if text == "0" || text.eq_ignore_ascii_case("false") => Some(false),
            Self::String(_) => None,
        }
    }
}

impl Default for BooleanOrString {
    fn default() -> Self {
        Self::Boolean(false)
    }
}

impl fmt::Display for BooleanOrString {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(formatter),
            Self::String(text) => text.fmt(formatter),
        }
    }
}

impl From<bool> for BooleanOrString {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<&str> for BooleanOrString {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for BooleanOrString {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl Serialize for BooleanOrString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::String(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for BooleanOrString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BooleanOrStringVisitor)
    }
}

struct BooleanOrStringVisitor;

impl Visitor<'_> for BooleanOrStringVisitor {
    type Value = BooleanOrString;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a boolean or a string")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<BooleanOrString, E> {
        Ok(BooleanOrString::Boolean(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<BooleanOrString, E> {
        Ok(BooleanOrString::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<BooleanOrString, E> {
        Ok(BooleanOrString::String(text))
    }
}

#[cfg(test)]
mod tests {
    use super::BooleanOrString;

    #[test]
    fn texts_that_have_a_truth_value() {
        for (text, expected) in [
            ("true", Some(true)),
            ("TRUE", Some(true)),
            ("1", Some(true)),
            ("False", Some(false)),
            ("0", Some(false)),
            ("", None),
            ("yes", None),
            (" true", None),
        ] {
            assert_eq!(BooleanOrString::from(text).as_bool(), expected, "{text:?}");
        }
        assert_eq!(BooleanOrString::from(true).as_bool(), Some(true));
    }

    #[test]
    fn keeps_the_form_it_came_in() {
        for text in ["true", "\"true\"", "\"maybe\"", "false"] {
            let value: BooleanOrString = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), text);
        }
        assert!(serde_json::from_str::<BooleanOrString>("1").is_err());
    }
}
