// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where a candidate is: a text, as documented, or an object.
///
/// Personal data: hidden in `Debug` output.
///
/// **Inferred**, not documented. The string is documented. The object is inferred: mapping
/// overrides can put one where the page shows a string, and a reader should not lose the record for
/// it. (Source: CAND-MD, CAND-OBJ.)
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum CandidateLocation {
    /// A JSON text.
    Text(String),
    /// A JSON object.
    Location(super::Location),
    /// Anything else, as it was sent.
    Other(json::RawJson),
}

impl Default for CandidateLocation {
    fn default() -> Self {
        Self::Other(json::RawJson::default())
    }
}

impl From<String> for CandidateLocation {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for CandidateLocation {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<super::Location> for CandidateLocation {
    fn from(value: super::Location) -> Self {
        Self::Location(value)
    }
}

impl<'de> Deserialize<'de> for CandidateLocation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = json::RawJson::deserialize(deserializer)?;
        let known = match raw.kind() {
            json::Kind::String => raw.parse().ok().map(Self::Text),
            json::Kind::Object => raw.parse().ok().map(Self::Location),
            _ => None,
        };
        Ok(known.unwrap_or(Self::Other(raw)))
    }
}

impl Serialize for CandidateLocation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => value.serialize(serializer),
            Self::Location(value) => value.serialize(serializer),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

impl json::Redact for CandidateLocation {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        if !reveal {
            return formatter.write_str("[personal data]");
        }
        match self {
            Self::Text(value) => fmt::Debug::fmt(value, formatter),
            Self::Location(value) => json::Redact::fmt_redacted(value, formatter, reveal),
            Self::Other(_) if !reveal => {
                formatter.write_str("CandidateLocation([hidden])")
            }
            Self::Other(value) => fmt::Debug::fmt(value, formatter),
        }
    }
}

impl fmt::Debug for CandidateLocation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
