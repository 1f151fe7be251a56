// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What Truto knows about the cause of an error.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ErrorInsight {
    /// The query parameters that the integration requires and the request did not have.
    pub missing_required_query_parameters: Option<super::MissingNamesInsight>,
    /// The body fields that the integration requires and the request did not have.
    pub missing_required_body_fields: Option<super::MissingNamesInsight>,
    /// Query parameters that are required under a condition, each with its rule.
    ///
    /// Mere information: it may ride along on an error that it did not cause.
    pub conditionally_required_query_parameters: Option<super::ConditionalRulesInsight>,
    /// Body fields that are required under a condition, each with its rule.
    ///
    /// Mere information: it may ride along on an error that it did not cause.
    pub conditionally_required_body_fields: Option<super::ConditionalRulesInsight>,
    /// The provider limits the rate of requests.
    pub rate_limit_error: Option<super::PlainInsight>,
    /// The connection lacks scopes.
    pub forbidden_error: Option<super::ForbiddenInsight>,
    /// The provider failed.
    pub remote_error: Option<super::PlainInsight>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl ErrorInsight {
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

impl ErrorInsight {
    /// Sets [`missing_required_query_parameters`](Self::missing_required_query_parameters).
    #[must_use]
    pub fn set_missing_required_query_parameters(
        mut self,
        value: impl Into<super::MissingNamesInsight>,
    ) -> Self {
        self.missing_required_query_parameters = Some(value.into());
        self
    }

    /// Sets [`missing_required_body_fields`](Self::missing_required_body_fields).
    #[must_use]
    pub fn set_missing_required_body_fields(
        mut self,
        value: impl Into<super::MissingNamesInsight>,
    ) -> Self {
        self.missing_required_body_fields = Some(value.into());
        self
    }

    /// Sets [`conditionally_required_query_parameters`](Self::conditionally_required_query_parameters).
    #[must_use]
    pub fn set_conditionally_required_query_parameters(
        mut self,
        value: impl Into<super::ConditionalRulesInsight>,
    ) -> Self {
        self.conditionally_required_query_parameters = Some(value.into());
        self
    }

    /// Sets [`conditionally_required_body_fields`](Self::conditionally_required_body_fields).
    #[must_use]
    pub fn set_conditionally_required_body_fields(
        mut self,
        value: impl Into<super::ConditionalRulesInsight>,
    ) -> Self {
        self.conditionally_required_body_fields = Some(value.into());
        self
    }

    /// Sets [`rate_limit_error`](Self::rate_limit_error).
    #[must_use]
    pub fn set_rate_limit_error(
        mut self,
        value: impl Into<super::PlainInsight>,
    ) -> Self {
        self.rate_limit_error = Some(value.into());
        self
    }

    /// Sets [`forbidden_error`](Self::forbidden_error).
    #[must_use]
    pub fn set_forbidden_error(
        mut self,
        value: impl Into<super::ForbiddenInsight>,
    ) -> Self {
        self.forbidden_error = Some(value.into());
        self
    }

    /// Sets [`remote_error`](Self::remote_error).
    #[must_use]
    pub fn set_remote_error(mut self, value: impl Into<super::PlainInsight>) -> Self {
        self.remote_error = Some(value.into());
        self
    }
}

impl json::Object for ErrorInsight {
    const NAME: &'static str = "ErrorInsight";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "missing_required_query_parameters" => {
                field
                    .optional(
                        0,
                        &mut self.missing_required_query_parameters,
                        &mut self.null_fields,
                    )
            }
            "missing_required_body_fields" => {
                field
                    .optional(
                        1,
                        &mut self.missing_required_body_fields,
                        &mut self.null_fields,
                    )
            }
            "conditionally_required_query_parameters" => {
                field
                    .optional(
                        2,
                        &mut self.conditionally_required_query_parameters,
                        &mut self.null_fields,
                    )
            }
            "conditionally_required_body_fields" => {
                field
                    .optional(
                        3,
                        &mut self.conditionally_required_body_fields,
                        &mut self.null_fields,
                    )
            }
            "rate_limit_error" => {
                field.optional(4, &mut self.rate_limit_error, &mut self.null_fields)
            }
            "forbidden_error" => {
                field.optional(5, &mut self.forbidden_error, &mut self.null_fields)
            }
            "remote_error" => {
                field.optional(6, &mut self.remote_error, &mut self.null_fields)
            }
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for ErrorInsight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for ErrorInsight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object
            .optional(
                0,
                "missing_required_query_parameters",
                &self.missing_required_query_parameters,
                &self.null_fields,
            )?;
        object
            .optional(
                1,
                "missing_required_body_fields",
                &self.missing_required_body_fields,
                &self.null_fields,
            )?;
        object
            .optional(
                2,
                "conditionally_required_query_parameters",
                &self.conditionally_required_query_parameters,
                &self.null_fields,
            )?;
        object
            .optional(
                3,
                "conditionally_required_body_fields",
                &self.conditionally_required_body_fields,
                &self.null_fields,
            )?;
        object
            .optional(4, "rate_limit_error", &self.rate_limit_error, &self.null_fields)?;
        object.optional(5, "forbidden_error", &self.forbidden_error, &self.null_fields)?;
        object.optional(6, "remote_error", &self.remote_error, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for ErrorInsight {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "ErrorInsight", reveal);
        object
            .nested(
                "missing_required_query_parameters",
                &self.missing_required_query_parameters,
            );
        object
            .nested("missing_required_body_fields", &self.missing_required_body_fields);
        object
            .nested(
                "conditionally_required_query_parameters",
                &self.conditionally_required_query_parameters,
            );
        object
            .nested(
                "conditionally_required_body_fields",
                &self.conditionally_required_body_fields,
            );
        object.nested("rate_limit_error", &self.rate_limit_error);
        object.nested("forbidden_error", &self.forbidden_error);
        object.nested("remote_error", &self.remote_error);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for ErrorInsight {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
