// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Of which job something is wanted.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct JobSelection {
    /// Unique identifier of the job
    ///
    /// The page has no words for it.
    pub id: String,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
}

impl JobSelection {
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

impl JobSelection {
    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = value.into();
        self
    }
}

impl json::Object for JobSelection {
    const NAME: &'static str = "JobSelection";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => field.required(0, &mut self.id),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }

    fn finish(&mut self, seen: json::SeenFields) -> Result<(), &'static str> {
        if !seen.contains(0) {
            return Err("id");
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for JobSelection {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for JobSelection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.required("id", &self.id)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for JobSelection {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "JobSelection", reveal);
        object.field("id", &self.id);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for JobSelection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
