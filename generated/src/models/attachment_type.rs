// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The kind of an attachment.
///
/// The list is open: inside candidates and applications the attachment's type is documented as a plain
/// string without values.
///
/// **Matched**, not documented for this place. The values are those of the attachments object
/// itself; the copies inside candidates and applications list none. (Source: ATT-MD, APP-OBJ.)
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttachmentType {
    /// `resume`
    Resume,
    /// `cover_letter`
    CoverLetter,
    /// `other`
    Other,
    /// A value that this version of the crate does not know, as it was sent.
    Unknown(String),
}

impl AttachmentType {
    /// The values that the API's description lists.
    pub const KNOWN: &'static [Self] = &[Self::Resume, Self::CoverLetter, Self::Other];

    /// The value as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Resume => "resume",
            Self::CoverLetter => "cover_letter",
            Self::Other => "other",
            Self::Unknown(text) => text,
        }
    }
}

impl Default for AttachmentType {
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl json::OpenEnum for AttachmentType {
    fn from_wire(text: &str) -> Self {
        match text {
            "resume" => Self::Resume,
            "cover_letter" => Self::CoverLetter,
            "other" => Self::Other,
            _ => Self::Unknown(text.to_owned()),
        }
    }

    fn as_str(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for AttachmentType {
    fn from(text: &str) -> Self {
        json::OpenEnum::from_wire(text)
    }
}

impl From<String> for AttachmentType {
    fn from(text: String) -> Self {
        json::OpenEnum::from_wire(&text)
    }
}

impl fmt::Display for AttachmentType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for AttachmentType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize_open_enum(self, serializer)
    }
}

impl<'de> Deserialize<'de> for AttachmentType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_open_enum(deserializer)
    }
}
