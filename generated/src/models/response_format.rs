// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The format of the response.
///
/// - `unified` returns the response with unified mappings applied.
/// - `raw` returns the unprocessed, raw response from the remote API.
/// - `normalized` applies the unified mappings and returns the data in a normalized format.
/// - `stream` returns the response as a stream.
///
/// Default: `unified`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseFormat {
    /// `unified`
    Unified,
    /// `raw`
    Raw,
    /// `normalized`
    Normalized,
    /// `stream`
    Stream,
    /// A value that this version of the crate does not know, as it was sent.
    Unknown(String),
}

impl ResponseFormat {
    /// The values that the API's description lists.
    pub const KNOWN: &'static [Self] = &[
        Self::Unified,
        Self::Raw,
        Self::Normalized,
        Self::Stream,
    ];

    /// The value as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unified => "unified",
            Self::Raw => "raw",
            Self::Normalized => "normalized",
            Self::Stream => "stream",
            Self::Unknown(text) => text,
        }
    }
}

impl Default for ResponseFormat {
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl json::OpenEnum for ResponseFormat {
    fn from_wire(text: &str) -> Self {
        match text {
            "unified" => Self::Unified,
            "raw" => Self::Raw,
            "normalized" => Self::Normalized,
            "stream" => Self::Stream,
            _ => Self::Unknown(text.to_owned()),
        }
    }

    fn as_str(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for ResponseFormat {
    fn from(text: &str) -> Self {
        json::OpenEnum::from_wire(text)
    }
}

impl From<String> for ResponseFormat {
    fn from(text: String) -> Self {
        json::OpenEnum::from_wire(&text)
    }
}

impl fmt::Display for ResponseFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for ResponseFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize_open_enum(self, serializer)
    }
}

impl<'de> Deserialize<'de> for ResponseFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_open_enum(deserializer)
    }
}
