// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place in parts.
///
/// **Inferred**, not documented. Documented is a string; these three names are what an overridden
/// mapping is expected to hold. (Source: CAND-MD, CAND-OBJ.)
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Location {
    /// The city
    ///
    /// Personal data: hidden in `Debug` output.
    pub city: Option<String>,
    /// The country
    ///
    /// Personal data: hidden in `Debug` output.
    pub country: Option<String>,
    /// The place as the provider writes it
    ///
    /// Personal data: hidden in `Debug` output.
    pub raw: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl Location {
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

impl Location {
    /// Sets [`city`](Self::city).
    #[must_use]
    pub fn set_city(mut self, value: impl Into<String>) -> Self {
        self.city = Some(value.into());
        self
    }

    /// Sets [`country`](Self::country).
    #[must_use]
    pub fn set_country(mut self, value: impl Into<String>) -> Self {
        self.country = Some(value.into());
        self
    }

    /// Sets [`raw`](Self::raw).
    #[must_use]
    pub fn set_raw(mut self, value: impl Into<String>) -> Self {
        self.raw = Some(value.into());
        self
    }
}

impl json::Object for Location {
    const NAME: &'static str = "Location";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "city" => field.optional(0, &mut self.city, &mut self.null_fields),
            "country" => field.optional(1, &mut self.country, &mut self.null_fields),
            "raw" => field.optional(2, &mut self.raw, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for Location {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "city", &self.city, &self.null_fields)?;
        object.optional(1, "country", &self.country, &self.null_fields)?;
        object.optional(2, "raw", &self.raw, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for Location {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "Location", reveal);
        object.personal("city", &self.city);
        object.personal("country", &self.country);
        object.personal("raw", &self.raw);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
