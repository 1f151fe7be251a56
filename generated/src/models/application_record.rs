// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An application for a job, as a record of its own: what a candidate's application holds, and the raw
/// data.
///
/// Every property may be absent or null, `id` too.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ApplicationRecord {
    /// The date and time of the application's creation
    pub applied_at: Option<json::DateTime>,
    /// The application's attachments
    pub attachments: Option<Vec<super::Attachment>>,
    /// The application's candidate
    pub candidate: Option<super::CandidateReference>,
    /// The date and time of the application's creation
    pub created_at: Option<json::DateTime>,
    /// The application's credited_to
    pub credited_to: Option<super::CreditedUser>,
    /// The application's current_stage
    pub current_stage: Option<super::ApplicationStage>,
    /// The application's unique identifier
    pub id: Option<String>,
    /// The application's job
    pub job: Option<super::JobReference>,
    /// The application's reject_reason
    ///
    /// Personal data: hidden in `Debug` output.
    pub reject_reason: Option<String>,
    /// The date and time of the application's rejection
    pub rejected_at: Option<json::DateTime>,
    /// The application's source
    pub source: Option<super::ApplicationSource>,
    /// The date and time of the application's last update
    pub updated_at: Option<json::DateTime>,
    /// Raw data returned from the remote API call.
    ///
    /// Absent when `truto_ignore_remote_data` is true.
    ///
    /// Personal data: hidden in `Debug` output.
    ///
    /// **Matched**, not documented for this place. Every sibling object ends with this property and
    /// this description. The applications inside candidates have none. (Source: ATT-MD, SEED.)
    pub remote_data: Option<json::RawJson>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl ApplicationRecord {
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

impl ApplicationRecord {
    /// Sets [`applied_at`](Self::applied_at).
    #[must_use]
    pub fn set_applied_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.applied_at = Some(value.into());
        self
    }

    /// Sets [`attachments`](Self::attachments).
    #[must_use]
    pub fn set_attachments(mut self, value: impl Into<Vec<super::Attachment>>) -> Self {
        self.attachments = Some(value.into());
        self
    }

    /// Sets [`candidate`](Self::candidate).
    #[must_use]
    pub fn set_candidate(mut self, value: impl Into<super::CandidateReference>) -> Self {
        self.candidate = Some(value.into());
        self
    }

    /// Sets [`created_at`](Self::created_at).
    #[must_use]
    pub fn set_created_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.created_at = Some(value.into());
        self
    }

    /// Sets [`credited_to`](Self::credited_to).
    #[must_use]
    pub fn set_credited_to(mut self, value: impl Into<super::CreditedUser>) -> Self {
        self.credited_to = Some(value.into());
        self
    }

    /// Sets [`current_stage`](Self::current_stage).
    #[must_use]
    pub fn set_current_stage(
        mut self,
        value: impl Into<super::ApplicationStage>,
    ) -> Self {
        self.current_stage = Some(value.into());
        self
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// Sets [`job`](Self::job).
    #[must_use]
    pub fn set_job(mut self, value: impl Into<super::JobReference>) -> Self {
        self.job = Some(value.into());
        self
    }

    /// Sets [`reject_reason`](Self::reject_reason).
    #[must_use]
    pub fn set_reject_reason(mut self, value: impl Into<String>) -> Self {
        self.reject_reason = Some(value.into());
        self
    }

    /// Sets [`rejected_at`](Self::rejected_at).
    #[must_use]
    pub fn set_rejected_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.rejected_at = Some(value.into());
        self
    }

    /// Sets [`source`](Self::source).
    #[must_use]
    pub fn set_source(mut self, value: impl Into<super::ApplicationSource>) -> Self {
        self.source = Some(value.into());
        self
    }

    /// Sets [`updated_at`](Self::updated_at).
    #[must_use]
    pub fn set_updated_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.updated_at = Some(value.into());
        self
    }

    /// Sets [`remote_data`](Self::remote_data).
    #[must_use]
    pub fn set_remote_data(mut self, value: impl Into<json::RawJson>) -> Self {
        self.remote_data = Some(value.into());
        self
    }
}

impl json::Object for ApplicationRecord {
    const NAME: &'static str = "ApplicationRecord";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "applied_at" => {
                field.optional(0, &mut self.applied_at, &mut self.null_fields)
            }
            "attachments" => {
                field.optional(1, &mut self.attachments, &mut self.null_fields)
            }
            "candidate" => field.optional(2, &mut self.candidate, &mut self.null_fields),
            "created_at" => {
                field.optional(3, &mut self.created_at, &mut self.null_fields)
            }
            "credited_to" => {
                field.optional(4, &mut self.credited_to, &mut self.null_fields)
            }
            "current_stage" => {
                field.optional(5, &mut self.current_stage, &mut self.null_fields)
            }
            "id" => field.optional(6, &mut self.id, &mut self.null_fields),
            "job" => field.optional(7, &mut self.job, &mut self.null_fields),
            "reject_reason" => {
                field.optional(8, &mut self.reject_reason, &mut self.null_fields)
            }
            "rejected_at" => {
                field.optional(9, &mut self.rejected_at, &mut self.null_fields)
            }
            "source" => field.optional(10, &mut self.source, &mut self.null_fields),
            "updated_at" => {
                field.optional(11, &mut self.updated_at, &mut self.null_fields)
            }
            "remote_data" => {
                field.optional(12, &mut self.remote_data, &mut self.null_fields)
            }
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for ApplicationRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for ApplicationRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "applied_at", &self.applied_at, &self.null_fields)?;
        object.optional(1, "attachments", &self.attachments, &self.null_fields)?;
        object.optional(2, "candidate", &self.candidate, &self.null_fields)?;
        object.optional(3, "created_at", &self.created_at, &self.null_fields)?;
        object.optional(4, "credited_to", &self.credited_to, &self.null_fields)?;
        object.optional(5, "current_stage", &self.current_stage, &self.null_fields)?;
        object.optional(6, "id", &self.id, &self.null_fields)?;
        object.optional(7, "job", &self.job, &self.null_fields)?;
        object.optional(8, "reject_reason", &self.reject_reason, &self.null_fields)?;
        object.optional(9, "rejected_at", &self.rejected_at, &self.null_fields)?;
        object.optional(10, "source", &self.source, &self.null_fields)?;
        object.optional(11, "updated_at", &self.updated_at, &self.null_fields)?;
        object.optional(12, "remote_data", &self.remote_data, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for ApplicationRecord {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(
            formatter,
            "ApplicationRecord",
            reveal,
        );
        object.field("applied_at", &self.applied_at);
        object.nested("attachments", &self.attachments);
        object.nested("candidate", &self.candidate);
        object.field("created_at", &self.created_at);
        object.nested("credited_to", &self.credited_to);
        object.nested("current_stage", &self.current_stage);
        object.field("id", &self.id);
        object.nested("job", &self.job);
        object.personal("reject_reason", &self.reject_reason);
        object.field("rejected_at", &self.rejected_at);
        object.nested("source", &self.source);
        object.field("updated_at", &self.updated_at);
        object.personal("remote_data", &self.remote_data);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for ApplicationRecord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
