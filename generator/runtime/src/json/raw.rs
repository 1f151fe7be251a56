//! JSON kept as the text it came as.

use std::fmt;
use std::hash::{Hash, Hasher};

use indexmap::IndexMap;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// How deep two values are compared. The parser itself stops there.
const MAX_DEPTH: usize = 128;

/// The name that [`RawJson`] gives itself when it is written. JSON ignores it; the query
/// encoder knows by it that it is given JSON text.
pub(crate) const RAW_JSON_NAME: &str = "oas_runtime::RawJson";

/// A JSON value without a type: kept verbatim and parsed on demand.
///
/// Integers of any size, the order of keys and every space survive reading and writing.
/// The default is `null`. It can be read from and written to JSON only (it must not stand
/// inside `#[serde(untagged)]` or `#[serde(flatten)]`, which hold no text).
#[derive(Clone)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// The JSON text.
    #[must_use]
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Reads the value as `T`.
    ///
    /// # Errors
    ///
    /// The value does not fit the type.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.get())
    }

    /// Writes `value` as JSON.
    ///
    /// # Errors
    ///
    /// The value has no form in JSON.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// Takes JSON text as it is.
    ///
    /// # Errors
    ///
    /// The text is not one JSON value.
    pub fn from_text(text: impl Into<String>) -> Result<Self, serde_json::Error> {
        RawValue::from_string(text.into()).map(Self)
    }

    pub(super) fn raw(&self) -> &RawValue {
        &self.0
    }

    /// Whether the value is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.get() == "null"
    }
}

impl Default for RawJson {
    fn default() -> Self {
        Self(RawValue::NULL.to_owned())
    }
}

/// Equal when the text is, or else the value: order of keys, spaces and the way a number
/// is written do not matter.
impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        same_value(&self.0, &other.0, MAX_DEPTH)
    }
}

impl Eq for RawJson {}

/// Coarse, so that values which are equal but written differently agree.
impl Hash for RawJson {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match RawView::of(&self.0) {
            Ok(RawView::Null) | Err(_) => 0_u8.hash(state),
            Ok(RawView::Boolean(value)) => value.hash(state),
            Ok(RawView::Number(_)) => 2_u8.hash(state),
            Ok(RawView::String(text)) => text.hash(state),
            Ok(RawView::Array(items)) => items.len().hash(state),
            Ok(RawView::Object(fields)) => fields.len().hash(state),
        }
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.get())
    }
}

impl fmt::Display for RawJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.get())
    }
}

impl From<Box<RawValue>> for RawJson {
    fn from(value: Box<RawValue>) -> Self {
        Self(value)
    }
}

impl From<&RawValue> for RawJson {
    fn from(value: &RawValue) -> Self {
        Self(value.to_owned())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(RAW_JSON_NAME, &self.0)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }
}

/// One level of a JSON text.
pub(crate) enum RawView<'a> {
    Null,
    Boolean(bool),
    /// As written: no number type holds them all.
    Number(&'a str),
    String(String),
    Array(Vec<&'a RawValue>),
    Object(IndexMap<String, &'a RawValue>),
}

impl<'a> RawView<'a> {
    pub(crate) fn of(raw: &'a RawValue) -> Result<Self, serde_json::Error> {
        let text = raw.get();
        Ok(match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'"') => Self::String(serde_json::from_str(text)?),
            Some(b'[') => Self::Array(serde_json::from_str(text)?),
            Some(b'{') => Self::Object(serde_json::from_str(text)?),
            _ => Self::Number(text),
        })
    }
}

fn same_value(left: &RawValue, right: &RawValue, depth: usize) -> bool {
    if left.get() == right.get() {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match (RawView::of(left), RawView::of(right)) {
        (Ok(RawView::Number(left)), Ok(RawView::Number(right))) => same_number(left, right),
        (Ok(RawView::String(left)), Ok(RawView::String(right))) => left == right,
        (Ok(RawView::Array(left)), Ok(RawView::Array(right))) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(&right)
                    .all(|(left, right)| same_value(left, right, depth))
        }
        (Ok(RawView::Object(left)), Ok(RawView::Object(right))) => {
            left.len() == right.len()
                && left.iter().all(|(name, left)| {
                    right
                        .get(name)
                        .is_some_and(|right| same_value(left, right, depth))
                })
        }
        // Two nulls or two equal booleans have the same text.
        _ => false,
    }
}

/// Whether two numbers are equal, however they are written.
pub(super) fn same_number(left: &str, right: &str) -> bool {
    let left = Decimal::of(left);
    left.is_some() && left == Decimal::of(right)
}

/// A number as sign, digits and power of ten, without zeros at either end: equal for equal
/// numbers, whatever their size.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn of(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        let dropped = i64::try_from(all.len() - digits.len()).ok()?;
        let digits = digits.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            // Zero, of either sign.
            return Some(Self {
                negative: false,
                digits,
                exponent: 0,
            });
        }
        let exponent = exponent
            .checked_sub(i64::try_from(fraction.len()).ok()?)?
            .checked_add(dropped)?;
        Some(Self {
            negative,
            digits,
            exponent,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::RawJson;

    fn raw(text: &str) -> RawJson {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn keeps_integers_that_no_type_holds() {
        let text = r#"{"id":123456789012345678901234567890,"x":1.0e400,"y":[ 1 ]}"#;
        assert_eq!(raw(text).get(), text);
        assert_eq!(serde_json::to_string(&raw(text)).unwrap(), text);
    }

    #[test]
    fn reads_from_every_source() {
        let text = r#"{"id":18446744073709551615}"#;
        let from_slice: RawJson = serde_json::from_slice(text.as_bytes()).unwrap();
        let from_reader: RawJson = serde_json::from_reader(text.as_bytes()).unwrap();
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let from_value: RawJson = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(from_slice.get(), text);
        assert_eq!(from_reader.get(), text);
        assert_eq!(from_value.get(), text);
        assert_eq!(serde_json::to_value(&from_slice).unwrap(), value);
        assert_eq!(from_slice.parse::<serde_json::Value>().unwrap(), value);
    }

    #[test]
    fn equal_by_value() {
        for (left, right) in [
            ("1", "1.0"),
            ("10", "1e1"),
            ("0", "-0.00"),
            ("1200", "1.2E+3"),
            ("\"a\"", "\"\\u0061\""),
            ("[1, 2]", "[1,2]"),
            (r#"{"a":1,"b":[{}]}"#, r#"{"b":[ {} ],"a":1}"#),
        ] {
            assert_eq!(raw(left), raw(right));
        }
        for (left, right) in [
            ("1", "-1"),
            ("18446744073709551617", "18446744073709551616"),
            ("1", "10"),
            ("0.1", "1"),
            ("null", "false"),
            ("[]", "{}"),
            ("[1,2]", "[2,1]"),
            (r#"{"a":1}"#, r#"{"a":1,"b":null}"#),
            ("1e99999999999999999999", "1e99999999999999999998"),
        ] {
            assert_ne!(raw(left), raw(right));
        }
    }

    #[test]
    fn deep_values_do_not_overflow_the_stack() {
        let text = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
        let spaced = format!("{} {}", "[".repeat(20_000), "]".repeat(20_000));
        let deep = RawJson::from_text(text).unwrap();
        assert_eq!(deep, deep.clone());
        assert_ne!(deep, RawJson::from_text(spaced).unwrap());
    }

    #[test]
    fn default_is_null() {
        assert!(RawJson::default().is_null());
        assert!(RawJson::from_text("{").is_err());
        assert!(RawJson::from_text("1 2").is_err());
    }
}
