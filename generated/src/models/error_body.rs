// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An error, of Truto itself or of the provider behind it.
///
/// `truto_is_remote_error` tells whose it is: it is true when the provider answered with an error and
/// absent otherwise.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ErrorBody {
    /// The HTTP status code.
    pub status_code: i64,
    /// The name of the HTTP status, such as `Bad Request` or `Unprocessable Entity`.
    pub error: String,
    /// What went wrong, for people.
    ///
    /// May be empty for an error of the provider; `raw_response` then says more.
    pub message: String,
    /// True when the provider answered with an error; absent when the error is Truto's own.
    pub truto_is_remote_error: Option<bool>,
    /// The provider's answer: any JSON, or a string when it was not JSON.
    ///
    /// Sent together with `truto_is_remote_error`.
    ///
    /// Personal data: hidden in `Debug` output.
    pub raw_response: Option<json::RawJson>,
    /// What Truto knows about the cause. Each key is optional.
    ///
    /// Some keys are mere information and may ride along on an error that they did not cause.
    pub truto_error_insight: Option<super::ErrorInsight>,
    /// What failed in a validation.
    ///
    /// Truto's texts disagree about it, so it may never come.
    ///
    /// **Documented.** One guide shows it; the page on errors and another guide say that Truto's own
    /// errors have three properties and nothing more. (Source: SK-UNIFIED, ERR, SK-ERR.)
    pub details: Option<super::ErrorDetails>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl ErrorBody {
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

impl ErrorBody {
    /// Sets [`status_code`](Self::status_code).
    #[must_use]
    pub fn set_status_code(mut self, value: i64) -> Self {
        self.status_code = value;
        self
    }

    /// Sets [`error`](Self::error).
    #[must_use]
    pub fn set_error(mut self, value: impl Into<String>) -> Self {
        self.error = value.into();
        self
    }

    /// Sets [`message`](Self::message).
    #[must_use]
    pub fn set_message(mut self, value: impl Into<String>) -> Self {
        self.message = value.into();
        self
    }

    /// Sets [`truto_is_remote_error`](Self::truto_is_remote_error).
    #[must_use]
    pub fn set_truto_is_remote_error(mut self, value: bool) -> Self {
        self.truto_is_remote_error = Some(value);
        self
    }

    /// Sets [`raw_response`](Self::raw_response).
    #[must_use]
    pub fn set_raw_response(mut self, value: impl Into<json::RawJson>) -> Self {
        self.raw_response = Some(value.into());
        self
    }

    /// Sets [`truto_error_insight`](Self::truto_error_insight).
    #[must_use]
    pub fn set_truto_error_insight(
        mut self,
        value: impl Into<super::ErrorInsight>,
    ) -> Self {
        self.truto_error_insight = Some(value.into());
        self
    }

    /// Sets [`details`](Self::details).
    #[must_use]
    pub fn set_details(mut self, value: impl Into<super::ErrorDetails>) -> Self {
        self.details = Some(value.into());
        self
    }
}

impl json::Object for ErrorBody {
    const NAME: &'static str = "ErrorBody";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "statusCode" => field.required(0, &mut self.status_code),
            "error" => field.required(1, &mut self.error),
            "message" => field.required(2, &mut self.message),
            "truto_is_remote_error" => {
                field.optional(3, &mut self.truto_is_remote_error, &mut self.null_fields)
            }
            "raw_response" => {
                field.optional(4, &mut self.raw_response, &mut self.null_fields)
            }
            "truto_error_insight" => {
                field.optional(5, &mut self.truto_error_insight, &mut self.null_fields)
            }
            "details" => field.optional(6, &mut self.details, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }

    fn finish(&mut self, seen: json::SeenFields) -> Result<(), &'static str> {
        if !seen.contains(0) {
            return Err("statusCode");
        }
        if !seen.contains(1) {
            return Err("error");
        }
        if !seen.contains(2) {
            return Err("message");
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for ErrorBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for ErrorBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.required("statusCode", &self.status_code)?;
        object.required("error", &self.error)?;
        object.required("message", &self.message)?;
        object
            .optional(
                3,
                "truto_is_remote_error",
                &self.truto_is_remote_error,
                &self.null_fields,
            )?;
        object.optional(4, "raw_response", &self.raw_response, &self.null_fields)?;
        object
            .optional(
                5,
                "truto_error_insight",
                &self.truto_error_insight,
                &self.null_fields,
            )?;
        object.optional(6, "details", &self.details, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for ErrorBody {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "ErrorBody", reveal);
        object.field("status_code", &self.status_code);
        object.field("error", &self.error);
        object.field("message", &self.message);
        object.field("truto_is_remote_error", &self.truto_is_remote_error);
        object.personal("raw_response", &self.raw_response);
        object.nested("truto_error_insight", &self.truto_error_insight);
        object.nested("details", &self.details);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for ErrorBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
