//! Section 4: the answer with status 200, at every depth.

use super::Kind::{
    Boolean, BooleanOrText, DateTime, Integer, Object, Objects, OneOf, Record, Text, TextsOrObjects,
};
use super::Row;

/// The envelope. The last three are in Truto's own guide alone.
pub const LIST: &[Row] = &[
    Row::new(
        "next_cursor",
        Text,
        "The cursor to use for the next page of results. Pass this value as next_cursor in the \
         query parameter in the next request to get the next page of results.",
    ),
    Row::new("result", Objects(CANDIDATE), "List of Candidates").required(),
    Row::new("prev_cursor", Text, ""),
    Row::new("result_count", Integer, "Number of items in result"),
    Row::new(
        "is_partial_response",
        Boolean,
        "True if the upstream provider returned incomplete data",
    ),
];

const CANDIDATE: &[Row] = &[
    Row::new("id", Text, "The candidate's unique identifier")
        .required()
        .count(25),
    Row::new(
        "applications",
        Objects(APPLICATION),
        "The candidate's applications",
    )
    .count(21),
    Row::new(
        "attachments",
        Objects(ATTACHMENT),
        "The candidate's attachments",
    )
    .count(9),
    Row::new("can_email", Boolean, "Whether the candidate can email").count(8),
    Row::new("company", Text, "The candidate's company").count(9),
    Row::new(
        "created_at",
        DateTime,
        "The date and time of the phone number's creation",
    )
    .count(22),
    Row::new(
        "emails",
        Objects(&[
            Row::new("email", Text, "The candidate's email"),
            Row::new("type", Text, "The candidate's email type"),
        ]),
        "The candidate's emails",
    )
    .count(24),
    Row::new("first_name", Text, "The candidate's first_name").count(21),
    Row::new(
        "is_private",
        BooleanOrText,
        "Whether the candidate is_private",
    )
    .inferred()
    .count(4),
    Row::new(
        "last_interaction_at",
        DateTime,
        "The candidate's last_interaction date",
    )
    .count(6),
    Row::new("last_name", Text, "The candidate's last_name").count(21),
    Row::new("locations", TextsOrObjects, "The candidate's locations").count(16),
    Row::new("name", Text, "The user's full name").count(23),
    Row::new(
        "phones",
        Objects(&[
            Row::new("extension", Text, "The extension of the phone number"),
            Row::new("number", Text, "The candidate's phone number"),
            Row::new("type", Text, "The candidate's phone number type"),
        ]),
        "The candidate's phone numbers",
    )
    .count(23),
    Row::new(
        "remote_data",
        Record,
        "Raw data returned from the remote API call.",
    )
    .matched(),
    Row::new(
        "tags",
        Objects(&[
            Row::new("id", Text, "The tag's unique identifier"),
            Row::new("name", Text, "The tag's name"),
        ]),
        "The candidate's tags",
    )
    .count(16),
    Row::new("title", Text, "The candidate's title").count(11),
    Row::new(
        "updated_at",
        DateTime,
        "The date and time of the phone number's last update",
    )
    .count(17),
    Row::new(
        "urls",
        Objects(&[
            Row::new("type", Text, "The candidate's URL type"),
            Row::new("url", Text, "The candidate's URL"),
        ]),
        "The candidate's urls",
    )
    .count(10),
];

const APPLICATION: &[Row] = &[
    Row::new(
        "applied_at",
        DateTime,
        "The date and time of the application's creation",
    ),
    Row::new(
        "attachments",
        Objects(ATTACHMENT),
        "The application's attachments",
    ),
    Row::new(
        "candidate",
        Object(CANDIDATE_REFERENCE),
        "The application's candidate",
    ),
    Row::new(
        "created_at",
        DateTime,
        "The date and time of the application's creation",
    ),
    Row::new(
        "credited_to",
        Object(&[
            Row::new(
                "emails",
                Objects(&[
                    Row::new("email", Text, "Email of the user"),
                    Row::new("is_primary", Boolean, "Whether the email is primary"),
                    Row::new("type", Text, "Type of the email"),
                ]),
                "",
            ),
            Row::new("first_name", Text, "First name of the user"),
            Row::new("id", Text, "Unique identifier of the user"),
            Row::new("last_name", Text, "Last name of the user"),
        ]),
        "The application's credited_to",
    ),
    Row::new(
        "current_stage",
        Object(&[
            Row::new(
                "created_at",
                DateTime,
                "The date and time of the application's current_stage's creation",
            ),
            Row::new(
                "id",
                Text,
                "The application's current_stage's unique identifier",
            ),
            Row::new(
                "job",
                Object(JOB_REFERENCE),
                "The application's current_stage's job",
            ),
            Row::new("name", Text, "The application's current_stage's name"),
            Row::new(
                "updated_at",
                DateTime,
                "The date and time of the application's current_stage's last update",
            ),
        ]),
        "The application's current_stage",
    ),
    Row::new("id", Text, "The application's unique identifier"),
    Row::new("job", Object(JOB_REFERENCE), "The application's job"),
    Row::new("reject_reason", Text, "The application's reject_reason"),
    Row::new(
        "rejected_at",
        DateTime,
        "The date and time of the application's rejection",
    ),
    Row::new(
        "source",
        Object(&[
            Row::new("id", Text, "The application's source's unique identifier"),
            Row::new("name", Text, "The application's source's name"),
        ]),
        "The application's source",
    ),
    Row::new(
        "updated_at",
        DateTime,
        "The date and time of the application's last update",
    ),
];

/// Twice in the answer, with the same words.
const ATTACHMENT: &[Row] = &[
    Row::new("id", Text, "The attachment's unique identifier").required(),
    Row::new(
        "application",
        Object(&[Row::new("id", Text, "Unique identifier of the application")]),
        "The attachment's application",
    ),
    Row::new(
        "attachment_type",
        OneOf(&["resume", "cover_letter", "other"]),
        "The attachment's type",
    ),
    Row::new(
        "candidate",
        Object(CANDIDATE_REFERENCE),
        "The attachment's candidate",
    ),
    Row::new(
        "created_at",
        DateTime,
        "The date and time of the attachment's creation",
    ),
    Row::new("file_name", Text, "The attachment's file_name"),
    Row::new("file_url", Text, "The attachment's file_url"),
    Row::new("job", Object(JOB_REFERENCE), "The attachment's job"),
    Row::new(
        "updated_at",
        DateTime,
        "The date and time of the attachment's last update",
    ),
];

const CANDIDATE_REFERENCE: &[Row] = &[Row::new("id", Text, "Unique identifier of the candidate")];
const JOB_REFERENCE: &[Row] = &[Row::new("id", Text, "Unique identifier of the job")];
