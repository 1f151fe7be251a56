// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Which candidate is meant.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CandidateReference {
    /// Unique identifier of the candidate
    pub id: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl CandidateReference {
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

impl CandidateReference {
    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// Sets [`id`](Self::id) to null, which is sent: left out, it would be `None` too.
    #[must_use]
    pub fn set_null_id(mut self) -> Self {
        self.id = None;
        self.null_fields.insert(0);
        self
    }

    /// Whether [`id`](Self::id) is null, rather than left out.
    #[must_use]
    pub fn is_null_id(&self) -> bool {
        self.id.is_none() && self.null_fields.contains(0)
    }
}

impl json::Object for CandidateReference {
    const NAME: &'static str = "CandidateReference";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => field.optional(0, &mut self.id, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for CandidateReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for CandidateReference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "id", &self.id, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for CandidateReference {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(
            formatter,
            "CandidateReference",
            reveal,
        );
        object.field("id", &self.id);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for CandidateReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
