// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A candidate to create.
///
/// Lever takes all of these properties; which of them Teamtailor takes is not known. None is documented
/// as required.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct NewCandidate {
    /// The candidate's attachments
    pub attachments: Option<Vec<super::NewAttachment>>,
    /// The candidate's company
    pub company: Option<String>,
    /// The candidate's emails
    pub emails: Option<Vec<super::CandidateEmail>>,
    /// The candidate's first_name
    ///
    /// Personal data: hidden in `Debug` output.
    pub first_name: Option<String>,
    /// The candidate's last_name
    ///
    /// Personal data: hidden in `Debug` output.
    pub last_name: Option<String>,
    /// The candidate's locations
    ///
    /// Personal data: hidden in `Debug` output.
    pub locations: Option<Vec<String>>,
    /// The candidate's phone numbers
    pub phones: Option<Vec<super::PhoneNumber>>,
    /// Any additional data that should be passed as part of the request body. This data is not
    /// transformed by Truto and is passed as is to the remote API.
    ///
    /// Personal data: hidden in `Debug` output.
    ///
    /// **Matched**, not documented for this place. The page on creating attachments ends its body with
    /// this property and these words. (Source: ATT-CREATE.)
    pub remote_data: Option<json::RawJson>,
    /// The candidate's tags
    pub tags: Option<Vec<super::Tag>>,
    /// The candidate's title
    pub title: Option<String>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
}

impl NewCandidate {
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

impl NewCandidate {
    /// Sets [`attachments`](Self::attachments).
    #[must_use]
    pub fn set_attachments(
        mut self,
        value: impl Into<Vec<super::NewAttachment>>,
    ) -> Self {
        self.attachments = Some(value.into());
        self
    }

    /// Sets [`company`](Self::company).
    #[must_use]
    pub fn set_company(mut self, value: impl Into<String>) -> Self {
        self.company = Some(value.into());
        self
    }

    /// Sets [`emails`](Self::emails).
    #[must_use]
    pub fn set_emails(mut self, value: impl Into<Vec<super::CandidateEmail>>) -> Self {
        self.emails = Some(value.into());
        self
    }

    /// Sets [`first_name`](Self::first_name).
    #[must_use]
    pub fn set_first_name(mut self, value: impl Into<String>) -> Self {
        self.first_name = Some(value.into());
        self
    }

    /// Sets [`last_name`](Self::last_name).
    #[must_use]
    pub fn set_last_name(mut self, value: impl Into<String>) -> Self {
        self.last_name = Some(value.into());
        self
    }

    /// Sets [`locations`](Self::locations).
    #[must_use]
    pub fn set_locations(mut self, value: impl Into<Vec<String>>) -> Self {
        self.locations = Some(value.into());
        self
    }

    /// Sets [`phones`](Self::phones).
    #[must_use]
    pub fn set_phones(mut self, value: impl Into<Vec<super::PhoneNumber>>) -> Self {
        self.phones = Some(value.into());
        self
    }

    /// Sets [`remote_data`](Self::remote_data).
    #[must_use]
    pub fn set_remote_data(mut self, value: impl Into<json::RawJson>) -> Self {
        self.remote_data = Some(value.into());
        self
    }

    /// Sets [`tags`](Self::tags).
    #[must_use]
    pub fn set_tags(mut self, value: impl Into<Vec<super::Tag>>) -> Self {
        self.tags = Some(value.into());
        self
    }

    /// Sets [`title`](Self::title).
    #[must_use]
    pub fn set_title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }
}

impl json::Object for NewCandidate {
    const NAME: &'static str = "NewCandidate";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "attachments" => {
                field.optional(0, &mut self.attachments, &mut self.null_fields)
            }
            "company" => field.optional(1, &mut self.company, &mut self.null_fields),
            "emails" => field.optional(2, &mut self.emails, &mut self.null_fields),
            "first_name" => {
                field.optional(3, &mut self.first_name, &mut self.null_fields)
            }
            "last_name" => field.optional(4, &mut self.last_name, &mut self.null_fields),
            "locations" => field.optional(5, &mut self.locations, &mut self.null_fields),
            "phones" => field.optional(6, &mut self.phones, &mut self.null_fields),
            "remote_data" => {
                field.optional(7, &mut self.remote_data, &mut self.null_fields)
            }
            "tags" => field.optional(8, &mut self.tags, &mut self.null_fields),
            "title" => field.optional(9, &mut self.title, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }
}

impl<'de> Deserialize<'de> for NewCandidate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for NewCandidate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.optional(0, "attachments", &self.attachments, &self.null_fields)?;
        object.optional(1, "company", &self.company, &self.null_fields)?;
        object.optional(2, "emails", &self.emails, &self.null_fields)?;
        object.optional(3, "first_name", &self.first_name, &self.null_fields)?;
        object.optional(4, "last_name", &self.last_name, &self.null_fields)?;
        object.optional(5, "locations", &self.locations, &self.null_fields)?;
        object.optional(6, "phones", &self.phones, &self.null_fields)?;
        object.optional(7, "remote_data", &self.remote_data, &self.null_fields)?;
        object.optional(8, "tags", &self.tags, &self.null_fields)?;
        object.optional(9, "title", &self.title, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for NewCandidate {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "NewCandidate", reveal);
        object.nested("attachments", &self.attachments);
        object.field("company", &self.company);
        object.nested("emails", &self.emails);
        object.personal("first_name", &self.first_name);
        object.personal("last_name", &self.last_name);
        object.personal("locations", &self.locations);
        object.nested("phones", &self.phones);
        object.personal("remote_data", &self.remote_data);
        object.nested("tags", &self.tags);
        object.field("title", &self.title);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for NewCandidate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
