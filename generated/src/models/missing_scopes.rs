// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The scopes that a connection lacks.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct MissingScopes {
    /// The names of the scopes.
    pub missing_scopes: Option<Vec<String>>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl MissingScopes {
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

impl MissingScopes {
    /// Sets [`missing_scopes`](Self::missing_scopes).
    #[must_use]
    pub fn set_missing_scopes(mut self, value: impl Into<Vec<String>>) -> Self {
        self.missing_scopes = Some(value.into());
        self
    }
}

impl json::Object for MissingScopes {
    const NAME: &'static str = "MissingScopes";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "missing_scopes" => {
                field.optional(0, &mut self.missing_scopes, &mut self.null_fields)
            }
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for MissingScopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for MissingScopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "missing_scopes", &self.missing_scopes, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for MissingScopes {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "MissingScopes", reveal);
        object.field("missing_scopes", &self.missing_scopes);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for MissingScopes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
