// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An email of a candidate.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CandidateEmail {
    /// The candidate's email
    ///
    /// Personal data: hidden in `Debug` output.
    pub email: Option<String>,
    /// The candidate's email type
    pub r#type: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl CandidateEmail {
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

impl CandidateEmail {
    /// Sets [`email`](Self::email).
    #[must_use]
    pub fn set_email(mut self, value: impl Into<String>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Sets [`email`](Self::email) to null, which is sent: left out, it would be `None` too.
    #[must_use]
    pub fn set_null_email(mut self) -> Self {
        self.email = None;
        self.null_fields.insert(0);
        self
    }

    /// Whether [`email`](Self::email) is null, rather than left out.
    #[must_use]
    pub fn is_null_email(&self) -> bool {
        self.email.is_none() && self.null_fields.contains(0)
    }

    /// Sets [`type`](Self::type).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<String>) -> Self {
        self.r#type = Some(value.into());
        self
    }

    /// Sets [`type`](Self::type) to null, which is sent: left out, it would be `None` too.
    #[must_use]
    pub fn set_null_type(mut self) -> Self {
        self.r#type = None;
        self.null_fields.insert(1);
        self
    }

    /// Whether [`type`](Self::type) is null, rather than left out.
    #[must_use]
    pub fn is_null_type(&self) -> bool {
        self.r#type.is_none() && self.null_fields.contains(1)
    }
}

impl json::Object for CandidateEmail {
    const NAME: &'static str = "CandidateEmail";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "email" => field.optional(0, &mut self.email, &mut self.null_fields),
            "type" => field.optional(1, &mut self.r#type, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for CandidateEmail {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for CandidateEmail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "email", &self.email, &self.null_fields)?;
        object.optional(1, "type", &self.r#type, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for CandidateEmail {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "CandidateEmail", reveal);
        object.personal("email", &self.email);
        object.field("type", &self.r#type);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for CandidateEmail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
