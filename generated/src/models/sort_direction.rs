// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The direction of a sort: ascending or descending.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SortDirection {
    /// `asc`
    Asc,
    /// `desc`
    Desc,
    /// A value that this version of the crate does not know, as it was sent.
    Unknown(String),
}

impl SortDirection {
    /// The values that the API's description lists.
    pub const KNOWN: &'static [Self] = &[Self::Asc, Self::Desc];

    /// The value as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Asc => "asc",
            Self::Desc => "desc",
            Self::Unknown(text) => text,
        }
    }
}

impl Default for SortDirection {
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl json::OpenEnum for SortDirection {
    fn from_wire(text: &str) -> Self {
        match text {
            "asc" => Self::Asc,
            "desc" => Self::Desc,
            _ => Self::Unknown(text.to_owned()),
        }
    }

    fn as_str(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for SortDirection {
    fn from(text: &str) -> Self {
        json::OpenEnum::from_wire(text)
    }
}

impl From<String> for SortDirection {
    fn from(text: String) -> Self {
        json::OpenEnum::from_wire(&text)
    }
}

impl fmt::Display for SortDirection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for SortDirection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize_open_enum(self, serializer)
    }
}

impl<'de> Deserialize<'de> for SortDirection {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_open_enum(deserializer)
    }
}
