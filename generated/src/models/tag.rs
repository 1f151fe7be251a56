// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A tag of a candidate.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Tag {
    /// The tag's unique identifier
    pub id: Option<String>,
    /// The tag's name
    pub name: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl Tag {
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

impl Tag {
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

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn set_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`name`](Self::name) to null, which is sent: left out, it would be `None` too.
    #[must_use]
    pub fn set_null_name(mut self) -> Self {
        self.name = None;
        self.null_fields.insert(1);
        self
    }

    /// Whether [`name`](Self::name) is null, rather than left out.
    #[must_use]
    pub fn is_null_name(&self) -> bool {
        self.name.is_none() && self.null_fields.contains(1)
    }
}

impl json::Object for Tag {
    const NAME: &'static str = "Tag";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => field.optional(0, &mut self.id, &mut self.null_fields),
            "name" => field.optional(1, &mut self.name, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "id", &self.id, &self.null_fields)?;
        object.optional(1, "name", &self.name, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for Tag {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "Tag", reveal);
        object.field("id", &self.id);
        object.field("name", &self.name);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
