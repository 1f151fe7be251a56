// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// By which fields candidates are sorted, and in which direction.
///
/// **Matched**, not documented for this place. The page has this block without names; the contacts
/// page of the CRM API has it with the same form. (Source: CRM-CONTACTS, CRM-USERS, TICK-USERS.)
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CandidateSort {
    /// The date and time of the phone number's creation
    pub created_at: Option<super::SortDirection>,
    /// The date and time of the phone number's last update
    pub updated_at: Option<super::SortDirection>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl CandidateSort {
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

impl CandidateSort {
    /// Sets [`created_at`](Self::created_at).
    #[must_use]
    pub fn set_created_at(mut self, value: impl Into<super::SortDirection>) -> Self {
        self.created_at = Some(value.into());
        self
    }

    /// Sets [`updated_at`](Self::updated_at).
    #[must_use]
    pub fn set_updated_at(mut self, value: impl Into<super::SortDirection>) -> Self {
        self.updated_at = Some(value.into());
        self
    }
}

impl json::Object for CandidateSort {
    const NAME: &'static str = "CandidateSort";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "created_at" => {
                field.optional(0, &mut self.created_at, &mut self.null_fields)
            }
            "updated_at" => {
                field.optional(1, &mut self.updated_at, &mut self.null_fields)
            }
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for CandidateSort {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for CandidateSort {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "created_at", &self.created_at, &self.null_fields)?;
        object.optional(1, "updated_at", &self.updated_at, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for CandidateSort {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "CandidateSort", reveal);
        object.field("created_at", &self.created_at);
        object.field("updated_at", &self.updated_at);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for CandidateSort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
