// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A file that a new candidate begins with.
///
/// The page requires an `id` here, which a file that is only now being sent cannot have: it is optional
/// here.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct NewAttachment {
    /// The attachment's unique identifier
    ///
    /// **Inferred**, not documented. Name and type are documented, and so is that it is required. That
    /// it need not be sent is inferred: the schema of the answer was copied, and a new file has no
    /// identifier yet. (Source: CAND-CREATE.)
    pub id: Option<String>,
    /// The attachment's application
    pub application: Option<super::ApplicationReference>,
    /// The attachment's type
    pub attachment_type: Option<super::AttachmentType>,
    /// The attachment's candidate
    pub candidate: Option<super::CandidateReference>,
    /// The date and time of the attachment's creation
    pub created_at: Option<json::DateTime>,
    /// The attachment's file_name
    ///
    /// Personal data: hidden in `Debug` output.
    pub file_name: Option<String>,
    /// The attachment's file_url
    ///
    /// Personal data: hidden in `Debug` output.
    pub file_url: Option<String>,
    /// The attachment's job
    pub job: Option<super::JobReference>,
    /// The type of the attachment. If resume, set the value to resume, else leave it blank.
    ///
    /// **Inferred**, not documented. The page prints the words without the name. Its properties are in
    /// alphabetical order and this one stands between job and updated_at; its words begin with "The
    /// type". (Source: CAND-CREATE.)
    pub r#type: Option<String>,
    /// The date and time of the attachment's last update
    pub updated_at: Option<json::DateTime>,
    /// The url of the attachment
    ///
    /// Personal data: hidden in `Debug` output.
    pub url: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl NewAttachment {
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

impl NewAttachment {
    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// Sets [`application`](Self::application).
    #[must_use]
    pub fn set_application(
        mut self,
        value: impl Into<super::ApplicationReference>,
    ) -> Self {
        self.application = Some(value.into());
        self
    }

    /// Sets [`attachment_type`](Self::attachment_type).
    #[must_use]
    pub fn set_attachment_type(
        mut self,
        value: impl Into<super::AttachmentType>,
    ) -> Self {
        self.attachment_type = Some(value.into());
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

    /// Sets [`file_name`](Self::file_name).
    #[must_use]
    pub fn set_file_name(mut self, value: impl Into<String>) -> Self {
        self.file_name = Some(value.into());
        self
    }

    /// Sets [`file_url`](Self::file_url).
    #[must_use]
    pub fn set_file_url(mut self, value: impl Into<String>) -> Self {
        self.file_url = Some(value.into());
        self
    }

    /// Sets [`job`](Self::job).
    #[must_use]
    pub fn set_job(mut self, value: impl Into<super::JobReference>) -> Self {
        self.job = Some(value.into());
        self
    }

    /// Sets [`type`](Self::type).
    #[must_use]
    pub fn set_type(mut self, value: impl Into<String>) -> Self {
        self.r#type = Some(value.into());
        self
    }

    /// Sets [`updated_at`](Self::updated_at).
    #[must_use]
    pub fn set_updated_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.updated_at = Some(value.into());
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn set_url(mut self, value: impl Into<String>) -> Self {
        self.url = Some(value.into());
        self
    }
}

impl json::Object for NewAttachment {
    const NAME: &'static str = "NewAttachment";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => field.optional(0, &mut self.id, &mut self.null_fields),
            "application" => {
                field.optional(1, &mut self.application, &mut self.null_fields)
            }
            "attachment_type" => {
                field.optional(2, &mut self.attachment_type, &mut self.null_fields)
            }
            "candidate" => field.optional(3, &mut self.candidate, &mut self.null_fields),
            "created_at" => {
                field.optional(4, &mut self.created_at, &mut self.null_fields)
            }
            "file_name" => field.optional(5, &mut self.file_name, &mut self.null_fields),
            "file_url" => field.optional(6, &mut self.file_url, &mut self.null_fields),
            "job" => field.optional(7, &mut self.job, &mut self.null_fields),
            "type" => field.optional(8, &mut self.r#type, &mut self.null_fields),
            "updated_at" => {
                field.optional(9, &mut self.updated_at, &mut self.null_fields)
            }
            "url" => field.optional(10, &mut self.url, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for NewAttachment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for NewAttachment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "id", &self.id, &self.null_fields)?;
        object.optional(1, "application", &self.application, &self.null_fields)?;
        object.optional(2, "attachment_type", &self.attachment_type, &self.null_fields)?;
        object.optional(3, "candidate", &self.candidate, &self.null_fields)?;
        object.optional(4, "created_at", &self.created_at, &self.null_fields)?;
        object.optional(5, "file_name", &self.file_name, &self.null_fields)?;
        object.optional(6, "file_url", &self.file_url, &self.null_fields)?;
        object.optional(7, "job", &self.job, &self.null_fields)?;
        object.optional(8, "type", &self.r#type, &self.null_fields)?;
        object.optional(9, "updated_at", &self.updated_at, &self.null_fields)?;
        object.optional(10, "url", &self.url, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for NewAttachment {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "NewAttachment", reveal);
        object.field("id", &self.id);
        object.nested("application", &self.application);
        object.field("attachment_type", &self.attachment_type);
        object.nested("candidate", &self.candidate);
        object.field("created_at", &self.created_at);
        object.personal("file_name", &self.file_name);
        object.personal("file_url", &self.file_url);
        object.nested("job", &self.job);
        object.field("type", &self.r#type);
        object.field("updated_at", &self.updated_at);
        object.personal("url", &self.url);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for NewAttachment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
