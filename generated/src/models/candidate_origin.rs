// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Whether a new candidate applied, or was added as a lead by a user.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CandidateOrigin {
    /// `applicant`
    Applicant,
    /// `lead`
    Lead,
    /// A value that this version of the crate does not know, as it was sent.
    Unknown(String),
}

impl CandidateOrigin {
    /// The values that the API's description lists.
    pub const KNOWN: &'static [Self] = &[Self::Applicant, Self::Lead];

    /// The value as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Applicant => "applicant",
            Self::Lead => "lead",
            Self::Unknown(text) => text,
        }
    }
}

impl Default for CandidateOrigin {
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl json::OpenEnum for CandidateOrigin {
    fn from_wire(text: &str) -> Self {
        match text {
            "applicant" => Self::Applicant,
            "lead" => Self::Lead,
            _ => Self::Unknown(text.to_owned()),
        }
    }

    fn as_str(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for CandidateOrigin {
    fn from(text: &str) -> Self {
        json::OpenEnum::from_wire(text)
    }
}

impl From<String> for CandidateOrigin {
    fn from(text: String) -> Self {
        json::OpenEnum::from_wire(&text)
    }
}

impl fmt::Display for CandidateOrigin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for CandidateOrigin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize_open_enum(self, serializer)
    }
}

impl<'de> Deserialize<'de> for CandidateOrigin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_open_enum(deserializer)
    }
}
