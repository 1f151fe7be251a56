// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An email of a user.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct UserEmail {
    /// Email of the user
    ///
    /// Personal data: hidden in `Debug` output.
    pub email: Option<String>,
    /// Whether the email is primary
    pub is_primary: Option<bool>,
    /// Type of the email
    pub r#type: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl UserEmail {
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

impl UserEmail {
    /// Sets [`email`](Self::email).
    #[must_use]
    pub fn set_email(mut self, value: impl Into<String>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Sets [`is_primary`](Self::is_primary).
    #[must_use]
    pub fn set_is_primary(mut self, value: bool) -> Self {
        self.is_primary = Some(value);
        self
    }

    /// Sets [`type`](Self::type).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<String>) -> Self {
        self.r#type = Some(value.into());
        self
    }
}

impl json::Object for UserEmail {
    const NAME: &'static str = "UserEmail";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "email" => field.optional(0, &mut self.email, &mut self.null_fields),
            "is_primary" => {
                field.optional(1, &mut self.is_primary, &mut self.null_fields)
            }
            "type" => field.optional(2, &mut self.r#type, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for UserEmail {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for UserEmail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "email", &self.email, &self.null_fields)?;
        object.optional(1, "is_primary", &self.is_primary, &self.null_fields)?;
        object.optional(2, "type", &self.r#type, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for UserEmail {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "UserEmail", reveal);
        object.personal("email", &self.email);
        object.field("is_primary", &self.is_primary);
        object.field("type", &self.r#type);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for UserEmail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
