//! Numbers of any size, kept as they were written.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::RawJson;
use super::raw::same_number;

/// A number of which the description of the API says no size: an integer stays an integer, and
/// what neither `i64` nor `f64` holds is kept digit by digit.
///
/// It compares by value: `30` and `30.0` are equal.
#[derive(Clone)]
pub struct Number(Form);

#[derive(Clone)]
enum Form {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    /// As it was sent.
    Text(Box<str>),
}

/// The text is not a number of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidNumber;

impl fmt::Display for InvalidNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a number as JSON writes it")
    }
}

impl std::error::Error for InvalidNumber {}

impl Number {
    /// The nearest `f64`.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest is what is asked for"
    )]
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Form::Signed(value) => *value as f64,
            Form::Unsigned(value) => *value as f64,
            Form::Float(value) => *value,
            Form::Text(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// The value, if it is written as an integer and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Form::Signed(value) => Some(*value),
            Form::Unsigned(value) => i64::try_from(*value).ok(),
            Form::Float(_) => None,
            Form::Text(text) => text.parse().ok(),
        }
    }

    /// The value, if it is written as an integer and fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Form::Signed(value) => u64::try_from(*value).ok(),
            Form::Unsigned(value) => Some(*value),
            Form::Float(_) => None,
            Form::Text(text) => text.parse().ok(),
        }
    }

    /// Takes a text that is known to be one JSON value.
    fn of_json(text: &str) -> Option<Self> {
        if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return None;
        }
        let form = match text.parse::<i64>() {
            // `-0` is an integer that no `i64` writes back.
            Ok(value) if text != "-0" => Form::Signed(value),
            _ => match text.parse::<u64>() {
                Ok(value) => Form::Unsigned(value),
                Err(_) => Form::Text(text.into()),
            },
        };
        Some(Self(form))
    }
}

impl Default for Number {
    fn default() -> Self {
        Self(Form::Signed(0))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Signed(value) => value.fmt(formatter),
            Form::Unsigned(value) => value.fmt(formatter),
            Form::Float(value) => value.fmt(formatter),
            Form::Text(text) => text.fmt(formatter),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Equal when the value is, however it is written.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Signed(left), Form::Signed(right)) => left == right,
            (Form::Unsigned(left), Form::Unsigned(right)) => left == right,
            _ => {
                let (left, right) = (self.to_string(), other.to_string());
                left == right || same_number(&left, &right)
            }
        }
    }
}

impl Eq for Number {}

/// Coarse, so that values which are equal but written differently agree.
impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Both zeros are equal.
        let value = self.as_f64();
        (if value == 0.0 { 0.0 } else { value })
            .to_bits()
            .hash(state);
    }
}

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|_| InvalidNumber)?;
        Self::of_json(raw.get()).ok_or(InvalidNumber)
    }
}

macro_rules! from_integer {
    ($form:ident as $wide:ty: $($narrow:ty),*) => {
        $(impl From<$narrow> for Number {
            fn from(value: $narrow) -> Self {
                Self(Form::$form(<$wide>::from(value)))
            }
        })*
    };
}

from_integer!(Signed as i64: i8, i16, i32, i64, u8, u16, u32);
from_integer!(Unsigned as u64: u64);
from_integer!(Float as f64: f64);

impl From<f32> for Number {
    fn from(value: f32) -> Self {
        // By its text: `0.1_f32` is meant as `0.1`, not as its seventeen digits.
        Self(Form::Float(
            value.to_string().parse().unwrap_or_else(|_| value.into()),
        ))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Signed(value) => serializer.serialize_i64(*value),
            Form::Unsigned(value) => serializer.serialize_u64(*value),
            Form::Float(value) => serializer.serialize_f64(*value),
            Form::Text(text) => RawJson::from_text(&**text)
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::of_json(raw.get()).ok_or_else(|| D::Error::custom("invalid type, expected a number"))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn every_number_comes_back_as_it_was() {
        for text in [
            "0",
            "-0",
            "30",
            "30.0",
            "1e3",
            "0.10",
            "-9223372036854775808",
            "18446744073709551615",
            "123456789012345678901234567890",
            "1.0000000000000000000001",
        ] {
            let number: Number = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
            assert_eq!(number, text.parse().unwrap());
        }
        for text in ["null", "\"1\"", "[1]", "true"] {
            assert!(serde_json::from_str::<Number>(text).is_err(), "{text}");
        }
        assert!("01".parse::<Number>().is_err() && "NaN".parse::<Number>().is_err());
    }

    #[test]
    fn values_are_equal_however_they_are_written() {
        assert_eq!(Number::from(30), "30.0".parse().unwrap());
        assert_eq!(Number::from(0.1_f32), Number::from(0.1));
        assert_eq!(Number::from(5_u64), Number::from(5));
        assert_ne!(Number::from(5), Number::from(-5));
        assert_eq!(Number::from(7).as_f64(), 7.0);
        assert_eq!("7".parse::<Number>().unwrap().as_i64(), Some(7));
        assert_eq!("7.5".parse::<Number>().unwrap().as_i64(), None);
        assert_eq!("7.5".parse::<Number>().unwrap().as_f64(), 7.5);
    }
}
