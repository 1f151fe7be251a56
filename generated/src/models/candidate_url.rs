// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A link that belongs to a candidate.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CandidateUrl {
    /// The candidate's URL type
    pub r#type: Option<String>,
    /// The candidate's URL
    ///
    /// Personal data: hidden in `Debug` output.
    pub url: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl CandidateUrl {
    /// A value without any content, to be filled by the setters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// This value with everything that `Debug` hides, for those who mean to see it.
    pub fn reveal_personal_data(&self) -> impl fmt::Debug + '_ {
        json::Revealed(self)
    }
}

impl CandidateUrl {
    /// Sets [`type`](Self::type).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<String>) -> Self {
        self.r#type = Some(value.into());
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn set_url(mut self, value: impl Into<String>) -> Self {
        self.url = Some(value.into());
        self
    }
}

impl json::Object for CandidateUrl {
    const NAME: &'static str = "CandidateUrl";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "type" => field.optional(0, &mut self.r#type, &mut self.null_fields),
            "url" => field.optional(1, &mut self.url, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for CandidateUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for CandidateUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "type", &self.r#type, &self.null_fields)?;
        object.optional(1, "url", &self.url, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for CandidateUrl {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "CandidateUrl", reveal);
        object.field("type", &self.r#type);
        object.personal("url", &self.url);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for CandidateUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
