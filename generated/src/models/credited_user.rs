// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The user to whom an application is credited.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CreditedUser {
    /// The emails of the user
    pub emails: Option<Vec<super::UserEmail>>,
    /// First name of the user
    ///
    /// Personal data: hidden in `Debug` output.
    pub first_name: Option<String>,
    /// Unique identifier of the user
    pub id: Option<String>,
    /// Last name of the user
    ///
    /// Personal data: hidden in `Debug` output.
    pub last_name: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl CreditedUser {
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

impl CreditedUser {
    /// Sets [`emails`](Self::emails).
    #[must_use]
    pub fn set_emails(mut self, value: impl Into<Vec<super::UserEmail>>) -> Self {
        self.emails = Some(value.into());
        self
    }

    /// Sets [`first_name`](Self::first_name).
    #[must_use]
    pub fn set_first_name(mut self, value: impl Into<String>) -> Self {
        self.first_name = Some(value.into());
        self
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// Sets [`last_name`](Self::last_name).
    #[must_use]
    pub fn set_last_name(mut self, value: impl Into<String>) -> Self {
        self.last_name = Some(value.into());
        self
    }
}

impl json::Object for CreditedUser {
    const NAME: &'static str = "CreditedUser";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "emails" => field.optional(0, &mut self.emails, &mut self.null_fields),
            "first_name" => {
                field.optional(1, &mut self.first_name, &mut self.null_fields)
            }
            "id" => field.optional(2, &mut self.id, &mut self.null_fields),
            "last_name" => field.optional(3, &mut self.last_name, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for CreditedUser {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for CreditedUser {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "emails", &self.emails, &self.null_fields)?;
        object.optional(1, "first_name", &self.first_name, &self.null_fields)?;
        object.optional(2, "id", &self.id, &self.null_fields)?;
        object.optional(3, "last_name", &self.last_name, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for CreditedUser {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "CreditedUser", reveal);
        object.nested("emails", &self.emails);
        object.personal("first_name", &self.first_name);
        object.field("id", &self.id);
        object.personal("last_name", &self.last_name);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for CreditedUser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
