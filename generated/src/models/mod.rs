// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! What the API sends and takes, a file for each schema.
//!
//! Everything here reads what it does not know and writes it back: unknown fields, unknown values of an enum, dates that are none. Structs are filled by `new` and the setters.

mod application;
mod application_list;
mod application_record;
mod application_reference;
mod application_source;
mod application_stage;
mod attachment;
mod attachment_type;
mod candidate;
mod candidate_email;
mod candidate_list;
mod candidate_location;
mod candidate_origin;
mod candidate_reference;
mod candidate_sort;
mod candidate_url;
mod conditional_rules_insight;
mod credited_user;
mod error_body;
mod error_details;
mod error_insight;
mod forbidden_insight;
mod job_reference;
mod job_selection;
mod location;
mod missing_names_insight;
mod missing_scopes;
mod new_attachment;
mod new_candidate;
mod phone_number;
mod plain_insight;
mod response_format;
mod sort_direction;
mod tag;
mod user_email;

pub use application::Application;
pub use application_list::ApplicationList;
pub use application_record::ApplicationRecord;
pub use application_reference::ApplicationReference;
pub use application_source::ApplicationSource;
pub use application_stage::ApplicationStage;
pub use attachment::Attachment;
pub use attachment_type::AttachmentType;
pub use candidate::Candidate;
pub use candidate_email::CandidateEmail;
pub use candidate_list::CandidateList;
pub use candidate_location::CandidateLocation;
pub use candidate_origin::CandidateOrigin;
pub use candidate_reference::CandidateReference;
pub use candidate_sort::CandidateSort;
pub use candidate_url::CandidateUrl;
pub use conditional_rules_insight::ConditionalRulesInsight;
pub use credited_user::CreditedUser;
pub use error_body::ErrorBody;
pub use error_details::ErrorDetails;
pub use error_insight::ErrorInsight;
pub use forbidden_insight::ForbiddenInsight;
pub use job_reference::JobReference;
pub use job_selection::JobSelection;
pub use location::Location;
pub use missing_names_insight::MissingNamesInsight;
pub use missing_scopes::MissingScopes;
pub use new_attachment::NewAttachment;
pub use new_candidate::NewCandidate;
pub use phone_number::PhoneNumber;
pub use plain_insight::PlainInsight;
pub use response_format::ResponseFormat;
pub use sort_direction::SortDirection;
pub use tag::Tag;
pub use user_email::UserEmail;
