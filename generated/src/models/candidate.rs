// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

use std::fmt;
use oas_runtime::json;
use oas_runtime::serde::de::MapAccess;
use oas_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A candidate.
///
/// Every property except `id` may be absent or null: absence is documented by the number of integrations
/// that support it, null is inferred from the answers being mapped live. `id` itself is absent when
/// `truto_exclude_fields` names it.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Candidate {
    /// The candidate's unique identifier
    ///
    /// Always sent, unless the request excluded it or a changed mapping removed it: then this is the
    /// type's default.
    ///
    /// Given by 25 of 25 integrations.
    pub id: String,
    /// The candidate's applications
    ///
    /// Given by 21 of 25 integrations.
    pub applications: Option<Vec<super::Application>>,
    /// The candidate's attachments
    ///
    /// Given by 9 of 25 integrations.
    pub attachments: Option<Vec<super::Attachment>>,
    /// Whether the candidate can email
    ///
    /// Given by 8 of 25 integrations.
    pub can_email: Option<bool>,
    /// The candidate's company
    ///
    /// Given by 9 of 25 integrations.
    pub company: Option<String>,
    /// The date and time of the phone number's creation
    ///
    /// The page says "the phone number's" for what is the candidate's.
    ///
    /// Given by 22 of 25 integrations.
    pub created_at: Option<json::DateTime>,
    /// The candidate's emails
    ///
    /// Given by 24 of 25 integrations.
    pub emails: Option<Vec<super::CandidateEmail>>,
    /// The candidate's first_name
    ///
    /// Given by 21 of 25 integrations.
    ///
    /// Personal data: hidden in `Debug` output.
    pub first_name: Option<String>,
    /// Whether the candidate is_private
    ///
    /// Documented as a string, which a question of yes or no should not be; accepted as either.
    ///
    /// Given by 4 of 25 integrations.
    ///
    /// **Inferred**, not documented. The name and the type string are documented in three places. The
    /// boolean is inferred: the neighbour can_email is one, and the description asks for one. (Source:
    /// CAND-MD, CAND-OBJ, ATS-PAGE.)
    pub is_private: Option<json::BooleanOrString>,
    /// The candidate's last_interaction date
    ///
    /// Given by 6 of 25 integrations.
    pub last_interaction_at: Option<json::DateTime>,
    /// The candidate's last_name
    ///
    /// Given by 21 of 25 integrations.
    ///
    /// Personal data: hidden in `Debug` output.
    pub last_name: Option<String>,
    /// The candidate's locations
    ///
    /// Documented as strings; an object with city, country and raw text is accepted too.
    ///
    /// Given by 16 of 25 integrations.
    ///
    /// Personal data: hidden in `Debug` output.
    pub locations: Option<Vec<super::CandidateLocation>>,
    /// The user's full name
    ///
    /// Given by 23 of 25 integrations.
    ///
    /// Personal data: hidden in `Debug` output.
    pub name: Option<String>,
    /// The candidate's phone numbers
    ///
    /// Given by 23 of 25 integrations.
    pub phones: Option<Vec<super::PhoneNumber>>,
    /// Raw data returned from the remote API call.
    ///
    /// Absent when `truto_ignore_remote_data` is true.
    ///
    /// Personal data: hidden in `Debug` output.
    ///
    /// **Matched**, not documented for this place. Every sibling object ends with this property and
    /// this description. (Source: ATT-MD, SEED.)
    pub remote_data: Option<json::RawJson>,
    /// The candidate's tags
    ///
    /// Given by 16 of 25 integrations.
    pub tags: Option<Vec<super::Tag>>,
    /// The candidate's title
    ///
    /// Given by 11 of 25 integrations.
    pub title: Option<String>,
    /// The date and time of the phone number's last update
    ///
    /// The page says "the phone number's" for what is the candidate's.
    ///
    /// Given by 17 of 25 integrations.
    pub updated_at: Option<json::DateTime>,
    /// The candidate's urls
    ///
    /// Given by 10 of 25 integrations.
    pub urls: Option<Vec<super::CandidateUrl>>,
    /// What was sent beside the known fields, as it was sent. It is written back.
    pub unknown_fields: json::UnknownFields,
    null_fields: json::FieldSet<1>,
    absent_fields: json::FieldSet<1>,
}

impl Candidate {
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

impl Candidate {
    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn set_id(mut self, value: impl Into<String>) -> Self {
        self.id = value.into();
        self
    }

    /// Sets [`applications`](Self::applications).
    #[must_use]
    pub fn set_applications(
        mut self,
        value: impl Into<Vec<super::Application>>,
    ) -> Self {
        self.applications = Some(value.into());
        self
    }

    /// Sets [`attachments`](Self::attachments).
    #[must_use]
    pub fn set_attachments(mut self, value: impl Into<Vec<super::Attachment>>) -> Self {
        self.attachments = Some(value.into());
        self
    }

    /// Sets [`can_email`](Self::can_email).
    #[must_use]
    pub fn set_can_email(mut self, value: bool) -> Self {
        self.can_email = Some(value);
        self
    }

    /// Sets [`company`](Self::company).
    #[must_use]
    pub fn set_company(mut self, value: impl Into<String>) -> Self {
        self.company = Some(value.into());
        self
    }

    /// Sets [`created_at`](Self::created_at).
    #[must_use]
    pub fn set_created_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.created_at = Some(value.into());
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

    /// Sets [`is_private`](Self::is_private).
    #[must_use]
    pub fn set_is_private(mut self, value: impl Into<json::BooleanOrString>) -> Self {
        self.is_private = Some(value.into());
        self
    }

    /// Sets [`last_interaction_at`](Self::last_interaction_at).
    #[must_use]
    pub fn set_last_interaction_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.last_interaction_at = Some(value.into());
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
    pub fn set_locations(
        mut self,
        value: impl Into<Vec<super::CandidateLocation>>,
    ) -> Self {
        self.locations = Some(value.into());
        self
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn set_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
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

    /// Sets [`updated_at`](Self::updated_at).
    #[must_use]
    pub fn set_updated_at(mut self, value: impl Into<json::DateTime>) -> Self {
        self.updated_at = Some(value.into());
        self
    }

    /// Sets [`urls`](Self::urls).
    #[must_use]
    pub fn set_urls(mut self, value: impl Into<Vec<super::CandidateUrl>>) -> Self {
        self.urls = Some(value.into());
        self
    }
}

impl json::Object for Candidate {
    const NAME: &'static str = "Candidate";

    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        field: json::FieldReader<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => field.tolerant(0, &mut self.id, &mut self.null_fields),
            "applications" => {
                field.optional(1, &mut self.applications, &mut self.null_fields)
            }
            "attachments" => {
                field.optional(2, &mut self.attachments, &mut self.null_fields)
            }
            "can_email" => field.optional(3, &mut self.can_email, &mut self.null_fields),
            "company" => field.optional(4, &mut self.company, &mut self.null_fields),
            "created_at" => {
                field.optional(5, &mut self.created_at, &mut self.null_fields)
            }
            "emails" => field.optional(6, &mut self.emails, &mut self.null_fields),
            "first_name" => {
                field.optional(7, &mut self.first_name, &mut self.null_fields)
            }
            "is_private" => {
                field.optional(8, &mut self.is_private, &mut self.null_fields)
            }
            "last_interaction_at" => {
                field.optional(9, &mut self.last_interaction_at, &mut self.null_fields)
            }
            "last_name" => field.optional(10, &mut self.last_name, &mut self.null_fields),
            "locations" => field.optional(11, &mut self.locations, &mut self.null_fields),
            "name" => field.optional(12, &mut self.name, &mut self.null_fields),
            "phones" => field.optional(13, &mut self.phones, &mut self.null_fields),
            "remote_data" => {
                field.optional(14, &mut self.remote_data, &mut self.null_fields)
            }
            "tags" => field.optional(15, &mut self.tags, &mut self.null_fields),
            "title" => field.optional(16, &mut self.title, &mut self.null_fields),
            "updated_at" => {
                field.optional(17, &mut self.updated_at, &mut self.null_fields)
            }
            "urls" => field.optional(18, &mut self.urls, &mut self.null_fields),
            _ => field.unknown(&mut self.unknown_fields),
        }
    }

    fn finish(&mut self, seen: json::SeenFields) -> Result<(), &'static str> {
        if !seen.contains(0) {
            self.absent_fields.insert(0);
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Candidate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_object(deserializer)
    }
}

impl Serialize for Candidate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::ObjectWriter::new(serializer)?;
        object.tolerant(0, "id", &self.id, &self.absent_fields, &self.null_fields)?;
        object.optional(1, "applications", &self.applications, &self.null_fields)?;
        object.optional(2, "attachments", &self.attachments, &self.null_fields)?;
        object.optional(3, "can_email", &self.can_email, &self.null_fields)?;
        object.optional(4, "company", &self.company, &self.null_fields)?;
        object.optional(5, "created_at", &self.created_at, &self.null_fields)?;
        object.optional(6, "emails", &self.emails, &self.null_fields)?;
        object.optional(7, "first_name", &self.first_name, &self.null_fields)?;
        object.optional(8, "is_private", &self.is_private, &self.null_fields)?;
        object
            .optional(
                9,
                "last_interaction_at",
                &self.last_interaction_at,
                &self.null_fields,
            )?;
        object.optional(10, "last_name", &self.last_name, &self.null_fields)?;
        object.optional(11, "locations", &self.locations, &self.null_fields)?;
        object.optional(12, "name", &self.name, &self.null_fields)?;
        object.optional(13, "phones", &self.phones, &self.null_fields)?;
        object.optional(14, "remote_data", &self.remote_data, &self.null_fields)?;
        object.optional(15, "tags", &self.tags, &self.null_fields)?;
        object.optional(16, "title", &self.title, &self.null_fields)?;
        object.optional(17, "updated_at", &self.updated_at, &self.null_fields)?;
        object.optional(18, "urls", &self.urls, &self.null_fields)?;
        object.unknown(&self.unknown_fields)?;
        object.end()
    }
}

impl json::Redact for Candidate {
    fn fmt_redacted(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        reveal: bool,
    ) -> fmt::Result {
        let mut object = json::ObjectFormatter::new(formatter, "Candidate", reveal);
        object.field("id", &self.id);
        object.nested("applications", &self.applications);
        object.nested("attachments", &self.attachments);
        object.field("can_email", &self.can_email);
        object.field("company", &self.company);
        object.field("created_at", &self.created_at);
        object.nested("emails", &self.emails);
        object.personal("first_name", &self.first_name);
        object.field("is_private", &self.is_private);
        object.field("last_interaction_at", &self.last_interaction_at);
        object.personal("last_name", &self.last_name);
        object.personal("locations", &self.locations);
        object.personal("name", &self.name);
        object.nested("phones", &self.phones);
        object.personal("remote_data", &self.remote_data);
        object.nested("tags", &self.tags);
        object.field("title", &self.title);
        object.field("updated_at", &self.updated_at);
        object.nested("urls", &self.urls);
        object.unknown(&self.unknown_fields).finish()
    }
}

impl fmt::Debug for Candidate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        json::Redact::fmt_redacted(self, formatter, false)
    }
}
