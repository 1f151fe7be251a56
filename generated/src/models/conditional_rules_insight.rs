// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An insight that gives a rule for each name.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ConditionalRulesInsight {
    /// The insight in words.
    pub description: Option<String>,
    /// The rule of each name.
    pub value: Option<json::RawJson>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl ConditionalRulesInsight {
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

impl ConditionalRulesInsight {
    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn set_description(mut self, value: impl Into<String>) -> Self {
        self.description = Some(value.into());
        self
    }

    /// Sets [`value`](Self::value).
    #[must_use]
    pub fn set_value(mut self, value: impl Into<json::RawJson>) -> Self {
        self.value = Some(value.into());
        self
    }
}

impl json::Object for ConditionalRulesInsight {
    const NAME: &'static str = "ConditionalRulesInsight";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "description" => {
                field.optional(0, &mut self.description, &mut self.null_fields)
            }
            "value" => field.optional(1, &mut self.value, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for ConditionalRulesInsight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for ConditionalRulesInsight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "description", &self.description, &self.null_fields)?;
        object.optional(1, "value", &self.value, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for ConditionalRulesInsight {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(
            formatter,
            "ConditionalRulesInsight",
            reveal,
        );
        object.field("description", &self.description);
        object.field("value", &self.value);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for ConditionalRulesInsight {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
