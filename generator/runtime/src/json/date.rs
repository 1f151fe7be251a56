//! A calendar date that keeps the text it came as.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::rfc3339::{InvalidDateTime, validate_date};

/// A calendar date as text, such as `2024-02-29`; other texts are kept, not refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Date(String);

impl Date {
    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is an RFC 3339 date.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn validate(&self) -> Result<(), InvalidDateTime> {
        validate_date(&self.0)
    }

    /// The date as a `jiff` date.
    ///
    /// # Errors
    ///
    /// The text is not a date that `jiff` can read.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, InvalidDateTime> {
        self.0
            .parse()
            .map_err(|error: jiff::Error| not_read("jiff", &error))
    }

    /// The date as a `chrono` date.
    ///
    /// # Errors
    ///
    /// The text is not a date that `chrono` can read.
    #[cfg(feature = "chrono")]
    pub fn to_chrono(&self) -> Result<chrono::NaiveDate, InvalidDateTime> {
        self.0
            .parse()
            .map_err(|error: chrono::ParseError| not_read("chrono", &error))
    }

    /// The date as a `time` date.
    ///
    /// # Errors
    ///
    /// The text is not a date that `time` can read.
    #[cfg(feature = "time")]
    pub fn to_time(&self) -> Result<time::Date, InvalidDateTime> {
        time::Date::parse(
            &self.0,
            &time::format_description::well_known::Iso8601::DATE,
        )
        .map_err(|error| not_read("time", &error))
    }
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
fn not_read(library: &str, error: &dyn fmt::Display) -> InvalidDateTime {
    InvalidDateTime::new(format!("{library} cannot read the date: {error}"))
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AsRef<str> for Date {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for Date {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl From<&str> for Date {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Date {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<Date> for String {
    fn from(value: Date) -> Self {
        value.0
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        Self(date.to_string())
    }
}

#[cfg(feature = "time")]
impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self(date.to_string())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn any_text_survives() {
        let value: Date = serde_json::from_str("\"31.12.2024\"").unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), "\"31.12.2024\"");
        assert!(value.validate().is_err());
        assert!(Date::from("2024-12-31").validate().is_ok());
    }

    #[cfg(all(feature = "jiff", feature = "chrono", feature = "time"))]
    #[test]
    fn converts_to_each_library_and_back() {
        let value = Date::from("2024-02-29");
        assert_eq!(Date::from(value.to_jiff().unwrap()), value);
        assert_eq!(Date::from(value.to_chrono().unwrap()), value);
        assert_eq!(Date::from(value.to_time().unwrap()), value);
        let broken = Date::from("2023-02-29");
        assert!(broken.to_jiff().is_err() && broken.to_chrono().is_err());
        assert!(broken.to_time().is_err());
    }
}
