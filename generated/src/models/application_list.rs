// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::{DeserializeOwned, MapAccess};
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One page of applications.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ApplicationList<R = Vec<super::ApplicationRecord>> {
    /// The cursor to use for the next page of results. Pass this value as next_cursor in the query parameter in the next request to get the next page of results.
    ///
    /// Null, absent or empty on the last page. An empty page may still carry a cursor.
    pub next_cursor: Option<String>,
    /// List of Applications
    ///
    /// An object keyed by the field when `truto_key_by` is set.
    pub result: R,
    /// The cursor of the page before.
    ///
    /// Not on the page of this operation; whether it is always sent is not known.
    ///
    /// **Documented.** Named in Truto's own guide for every unified list, not on the page of this
    /// operation. (Source: SK-UNIFIED.)
    pub prev_cursor: Option<String>,
    /// Number of items in result
    ///
    /// Not on the page of this operation; whether it is always sent is not known.
    ///
    /// **Documented.** Named in Truto's own guide for every unified list, as a number; a count is an
    /// integer. Not on the page of this operation. (Source: SK-UNIFIED.)
    pub result_count: Option<i64>,
    /// True if the upstream provider returned incomplete data.
    ///
    /// Not on the page of this operation; whether it is always sent is not known.
    ///
    /// **Documented.** Named in Truto's own guide for every unified list, not on the page of this
    /// operation. (Source: SK-UNIFIED.)
    pub is_partial_response: Option<bool>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl ApplicationList {
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

impl<R> ApplicationList<R> {
    /// Sets [`next_cursor`](Self::next_cursor).
    #[must_use]
    pub fn set_next_cursor(mut self, value: impl Into<String>) -> Self {
        self.next_cursor = Some(value.into());
        self
    }

    /// Sets [`result`](Self::result).
    #[must_use]
    pub fn set_result(mut self, value: R) -> Self {
        self.result = value;
        self
    }

    /// Sets [`prev_cursor`](Self::prev_cursor).
    #[must_use]
    pub fn set_prev_cursor(mut self, value: impl Into<String>) -> Self {
        self.prev_cursor = Some(value.into());
        self
    }

    /// Sets [`result_count`](Self::result_count).
    #[must_use]
    pub fn set_result_count(mut self, value: i64) -> Self {
        self.result_count = Some(value);
        self
    }

    /// Sets [`is_partial_response`](Self::is_partial_response).
    #[must_use]
    pub fn set_is_partial_response(mut self, value: bool) -> Self {
        self.is_partial_response = Some(value);
        self
    }
}

impl<R: Default + DeserializeOwned> json::Object for ApplicationList<R> {
    const NAME: &'static str = "ApplicationList";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "next_cursor" => {
                field.optional(0, &mut self.next_cursor, &mut self.null_fields)
            }
            "result" => field.required(1, &mut self.result),
            "prev_cursor" => {
                field.optional(2, &mut self.prev_cursor, &mut self.null_fields)
            }
            "result_count" => {
                field.optional(3, &mut self.result_count, &mut self.null_fields)
            }
            "is_partial_response" => {
                field.optional(4, &mut self.is_partial_response, &mut self.null_fields)
            }
            _ => field.unknown(&mut self.unknown_fields),
        }
    }

    fn finish(&mut self, seen: json::SeenFields) -> Result<(), &'static str> {
        if !seen.contains(1) {
            return Err("result");
        }
        Ok(())
    }
}

impl<'de, R: Default + DeserializeOwned> Deserialize<'de> for ApplicationList<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl<R: Serialize> Serialize for ApplicationList<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "next_cursor", &self.next_cursor, &self.null_fields)?;
        object.required("result", &self.result)?;
        object.optional(2, "prev_cursor", &self.prev_cursor, &self.null_fields)?;
        object.optional(3, "result_count", &self.result_count, &self.null_fields)?;
        object
            .optional(
                4,
                "is_partial_response",
                &self.is_partial_response,
                &self.null_fields,
            )?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl<R: json::Redact> json::Redact for ApplicationList<R> {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(
            formatter,
            "ApplicationList",
            reveal,
        );
        object.field("next_cursor", &self.next_cursor);
        object.nested("result", &self.result);
        object.field("prev_cursor", &self.prev_cursor);
        object.field("result_count", &self.result_count);
        object.field("is_partial_response", &self.is_partial_response);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl<R: json::Redact> fmt::Debug for ApplicationList<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
