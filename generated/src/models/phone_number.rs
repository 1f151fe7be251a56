// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A phone number of a candidate.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct PhoneNumber {
    /// The extension of the phone number
    ///
    /// Personal data: hidden in `Debug` output.
    pub extension: Option<String>,
    /// The candidate's phone number
    ///
    /// Personal data: hidden in `Debug` output.
    pub number: Option<String>,
    /// The candidate's phone number type
    pub r#type: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl PhoneNumber {
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

impl PhoneNumber {
    /// Sets [`extension`](Self::extension).
    #[must_use]
    pub fn set_extension(mut self, value: impl Into<String>) -> Self {
        self.extension = Some(value.into());
        self
    }

    /// Sets [`extension`](Self::extension) to null, which is sent: left out, it would be `None` too.
    #[must_use]
    pub fn set_null_extension(mut self) -> Self {
        self.extension = None;
        self.null_fields.insert(0);
        self
    }

    /// Whether [`extension`](Self::extension) is null, rather than left out.
    #[must_use]
    pub fn is_null_extension(&self) -> bool {
        self.extension.is_none() && self.null_fields.contains(0)
    }

    /// Sets [`number`](Self::number).
    #[must_use]
    pub fn set_number(mut self, value: impl Into<String>) -> Self {
        self.number = Some(value.into());
        self
    }

    /// Sets [`number`](Self::number) to null, which is sent: left out, it would be `None` too.
    #[must_use]
    pub fn set_null_number(mut self) -> Self {
        self.number = None;
        self.null_fields.insert(1);
        self
    }

    /// Whether [`number`](Self::number) is null, rather than left out.
    #[must_use]
    pub fn is_null_number(&self) -> bool {
        self.number.is_none() && self.null_fields.contains(1)
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
        self.null_fields.insert(2);
        self
    }

    /// Whether [`type`](Self::type) is null, rather than left out.
    #[must_use]
    pub fn is_null_type(&self) -> bool {
        self.r#type.is_none() && self.null_fields.contains(2)
    }
}

impl json::Object for PhoneNumber {
    const NAME: &'static str = "PhoneNumber";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "extension" => field.optional(0, &mut self.extension, &mut self.null_fields),
            "number" => field.optional(1, &mut self.number, &mut self.null_fields),
            "type" => field.optional(2, &mut self.r#type, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for PhoneNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "extension", &self.extension, &self.null_fields)?;
        object.optional(1, "number", &self.number, &self.null_fields)?;
        object.optional(2, "type", &self.r#type, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for PhoneNumber {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "PhoneNumber", reveal);
        object.personal("extension", &self.extension);
        object.personal("number", &self.number);
        object.field("type", &self.r#type);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
