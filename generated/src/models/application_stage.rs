// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The stage that an application is in.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ApplicationStage {
    /// The date and time of the application's current_stage's creation
    pub created_at: Option<json::DateTime>,
    /// The application's current_stage's unique identifier
    pub id: Option<String>,
    /// The application's current_stage's job
    pub job: Option<super::JobReference>,
    /// The application's current_stage's name
    pub name: Option<String>,
    /// The date and time of the application's current_stage's last update
    pub updated_at: Option<json::DateTime>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl ApplicationStage {
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

impl ApplicationStage {
    /// Sets [`created_at`](Self::created_at).
    #[must_use]
    pub fn set_created_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.created_at = Some(value.into());
        self
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// Sets [`job`](Self::job).
    #[must_use]
    pub fn set_job(mut self, value: impl Into<super::JobReference>) -> Self {
        self.job = Some(value.into());
        self
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn set_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`updated_at`](Self::updated_at).
    #[must_use]
    pub fn set_updated_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.updated_at = Some(value.into());
        self
    }
}

impl json::Object for ApplicationStage {
    const NAME: &'static str = "ApplicationStage";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "created_at" => {
                field.optional(0, &mut self.created_at, &mut self.null_fields)
            }
            "id" => field.optional(1, &mut self.id, &mut self.null_fields),
            "job" => field.optional(2, &mut self.job, &mut self.null_fields),
            "name" => field.optional(3, &mut self.name, &mut self.null_fields),
            "updated_at" => {
                field.optional(4, &mut self.updated_at, &mut self.null_fields)
            }
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for ApplicationStage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for ApplicationStage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "created_at", &self.created_at, &self.null_fields)?;
        object.optional(1, "id", &self.id, &self.null_fields)?;
        object.optional(2, "job", &self.job, &self.null_fields)?;
        object.optional(3, "name", &self.name, &self.null_fields)?;
        object.optional(4, "updated_at", &self.updated_at, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for ApplicationStage {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(
            formatter,
            "ApplicationStage",
            reveal,
        );
        object.field("created_at", &self.created_at);
        object.field("id", &self.id);
        object.nested("job", &self.job);
        object.field("name", &self.name);
        object.field("updated_at", &self.updated_at);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for ApplicationStage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
