//! A date-time that keeps the text it came as.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::rfc3339::{InvalidDateTime, format_system_time, validate_date_time};

/// The name that [`DateTime`] gives itself when it is written. JSON ignores it; the query
/// encoder checks by it what it is about to send.
pub(crate) const DATE_TIME_NAME: &str = "oas_runtime::DateTime";

/// A date-time as text, of whatever form: nothing is refused, nothing is rounded.
///
/// [`validate`](Self::validate) tells whether it is RFC 3339. It is turned into a type of
/// a date library on demand, behind the features `jiff`, `chrono` and `time`.
///
/// A date-time sent as a filter must be RFC 3339; it is checked before it is sent. One that
/// a server answers with is never refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is an RFC 3339 date-time.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn validate(&self) -> Result<(), InvalidDateTime> {
        validate_date_time(&self.0)
    }

    /// The moment as a `jiff` timestamp.
    ///
    /// # Errors
    ///
    /// The text is not a moment that `jiff` can read.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, InvalidDateTime> {
        self.0
            .parse()
            .map_err(|error: jiff::Error| not_read("jiff", &error))
    }

    /// The moment with its offset as a `chrono` date-time.
    ///
    /// # Errors
    ///
    /// The text is not a moment that `chrono` can read.
    #[cfg(feature = "chrono")]
    pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::FixedOffset>, InvalidDateTime> {
        chrono::DateTime::parse_from_rfc3339(&self.0).map_err(|error| not_read("chrono", &error))
    }

    /// The moment with its offset as a `time` date-time.
    ///
    /// # Errors
    ///
    /// The text is not a moment that `time` can read.
    #[cfg(feature = "time")]
    pub fn to_time(&self) -> Result<time::OffsetDateTime, InvalidDateTime> {
        time::OffsetDateTime::parse(&self.0, &time::format_description::well_known::Rfc3339)
            .map_err(|error| not_read("time", &error))
    }
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
fn not_read(library: &str, error: &dyn fmt::Display) -> InvalidDateTime {
    InvalidDateTime::new(format!("{library} cannot read the date-time: {error}"))
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AsRef<str> for DateTime {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for DateTime {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<DateTime> for String {
    fn from(value: DateTime) -> Self {
        value.0
    }
}

impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        Self(format_system_time(time))
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(time: jiff::Timestamp) -> Self {
        Self(time.to_string())
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::ZonedDateTime> for DateTime {
    fn from(time: jiff::ZonedDateTime) -> Self {
        // The moment alone: the name of a zone has no place in RFC 3339.
        Self(time.timestamp().to_string())
    }
}

#[cfg(feature = "chrono")]
impl<Zone: chrono::TimeZone> From<chrono::DateTime<Zone>> for DateTime {
    fn from(time: chrono::DateTime<Zone>) -> Self {
        // With the offset in numbers: a named zone has no place in RFC 3339.
        Self(
            time.fixed_offset()
                .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
        )
    }
}

#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for DateTime {
    fn from(time: time::OffsetDateTime) -> Self {
        let text = time.format(&time::format_description::well_known::Rfc3339);
        // A year or an offset that RFC 3339 cannot say: the library's own form is kept,
        // which is refused with a reason if it is ever sent.
        Self(text.unwrap_or_else(|_| time.to_string()))
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(DATE_TIME_NAME, &self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::{DateTime, SystemTime};

    #[test]
    fn any_text_survives() {
        for text in ["2024-01-01T00:00:00.1230+02:00", "yesterday", ""] {
            let json = serde_json::to_string(text).unwrap();
            let value: DateTime = serde_json::from_str(&json).unwrap();
            assert_eq!(value.as_str(), text);
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
        assert!(DateTime::from("yesterday").validate().is_err());
        assert!(DateTime::from(SystemTime::now()).validate().is_ok());
    }

    #[cfg(all(feature = "jiff", feature = "chrono", feature = "time"))]
    #[test]
    fn converts_to_each_library_and_back() {
        let value = DateTime::from("2024-02-29T12:30:00.123456789+02:00");
        let jiff = value.to_jiff().unwrap();
        let chrono = value.to_chrono().unwrap();
        let time = value.to_time().unwrap();
        assert_eq!(
            DateTime::from(jiff).as_str(),
            "2024-02-29T10:30:00.123456789Z"
        );
        assert_eq!(DateTime::from(chrono), value);
        assert_eq!(DateTime::from(time), value);
        let broken = DateTime::from("yesterday");
        assert!(broken.to_jiff().is_err() && broken.to_chrono().is_err());
        assert!(broken.to_time().is_err());
        assert!(DateTime::from("2024-01-01T00:00:00").to_jiff().is_err());
    }
}
