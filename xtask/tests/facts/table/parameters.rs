//! Sections 2 and 3: the query parameters, then the two that the page does not list.

use super::Kind::{Boolean, DateTime, Integer, Object, Objects, OneOf, Record, Text, Texts, Uuid};
use super::Wire::{Brackets, Plain, Range};
use super::{Parameter, Row, Support};

const DIRECTIONS: &[&str] = &["asc", "desc"];

const FILTER_BY_JOB: &str = "The ID of the job to filter the candidates by.";

const ONE_UNKNOWN: Support = Support::count(1, &[]);

/// The page's number speaks of the property of the answer; how many heed the filter is not
/// known. Of `created_at` and `updated_at` older pages name some.
const fn known_in_part(names: &'static [&'static str]) -> Support {
    Support {
        names,
        required: &[],
        count: None,
        notes: &[],
    }
}

pub const PARAMETERS: &[Parameter] = &[
    // Section 2.
    Parameter::new(Row::new("job_id", Text, FILTER_BY_JOB), Plain).support(Support {
        names: &[
            "bamboohr",
            "breezy",
            "greenhouse",
            "homerun",
            "lever",
            "sagehr",
            "smartrecruiters",
            "workable",
        ],
        required: &["breezy", "sagehr"],
        // The ninth cannot be recovered.
        count: Some(9),
        notes: &[
            ("bamboohr", FILTER_BY_JOB),
            (
                "breezy",
                "The unique identifier of the job to fetch the candidates for.",
            ),
            ("greenhouse", FILTER_BY_JOB),
            ("homerun", FILTER_BY_JOB),
            ("lever", FILTER_BY_JOB),
            ("sagehr", FILTER_BY_JOB),
            ("smartrecruiters", FILTER_BY_JOB),
            ("workable", FILTER_BY_JOB),
        ],
    }),
    Parameter::new(
        Row::new(
            "organization_id",
            Text,
            "The unique identifier of the organization to fetch the candidates for.",
        ),
        Plain,
    )
    .support(Support::count(1, &["breezy"])),
    Parameter::new(
        Row::new(
            "sort_by",
            Object(&[
                Row::new(
                    "created_at",
                    OneOf(DIRECTIONS),
                    "The date and time of the phone number's creation",
                ),
                Row::new(
                    "updated_at",
                    OneOf(DIRECTIONS),
                    "The date and time of the phone number's last update",
                ),
            ]),
            "",
        )
        .matched(),
        Brackets,
    )
    .support(Support::count(2, &[]))
    .keys(&[("created_at", ONE_UNKNOWN), ("updated_at", ONE_UNKNOWN)]),
    Parameter::new(
        Row::new(
            "job",
            Object(&[Row::new("id", Text, "Unique identifier of the job")]),
            "The job interview stage's job",
        )
        .inferred(),
        Brackets,
    )
    .support(Support::count(2, &["fountain", "workable"]))
    .keys(&[("id", Support::count(1, &["fountain"]))]),
    Parameter::new(
        Row::new(
            "created_at",
            DateTime,
            "The date and time of the phone number's creation",
        ),
        Range,
    )
    .support(known_in_part(&[
        "fountain",
        "greenhouse",
        "hrcloud",
        "jazzhr",
        "jobscore",
        "lever",
        "teamtailor",
        "workable",
        "zohorecruit",
    ]))
    .count_of_property(22),
    Parameter::new(
        Row::new(
            "updated_at",
            DateTime,
            "The date and time of the phone number's last update",
        ),
        Range,
    )
    .support(known_in_part(&[
        "greenhouse",
        "hrcloud",
        "jobvite",
        "lever",
        "smartrecruiters",
        "teamtailor",
        "workable",
        "zohorecruit",
    ]))
    .count_of_property(17),
    Parameter::new(
        Row::new(
            "tags",
            Objects(&[
                Row::new("id", Text, "The tag's unique identifier"),
                Row::new("name", Text, "The tag's name"),
            ]),
            "The candidate's tags",
        )
        .matched(),
        Brackets,
    )
    .support(known_in_part(&[]))
    .count_of_property(16),
    Parameter::new(
        Row::new(
            "emails",
            Objects(&[
                Row::new("email", Text, "The candidate's email"),
                Row::new("type", Text, "The candidate's email type"),
            ]),
            "The email of the candidate to filter the candidates by.",
        )
        .inferred(),
        Brackets,
    )
    .support(known_in_part(&[]))
    .count_of_property(24),
    Parameter::new(
        Row::new(
            "candidate_id",
            Text,
            "The ID of the candidate to filter the candidates by.",
        )
        .inferred(),
        Plain,
    )
    .support(ONE_UNKNOWN),
    Parameter::new(
        Row::new("name", Text, "The user's full name").matched(),
        Plain,
    )
    .support(known_in_part(&[]))
    .count_of_property(23),
    Parameter::new(
        Row::new("title", Text, "The candidate's title").matched(),
        Plain,
    )
    .support(known_in_part(&[]))
    .count_of_property(11),
    Parameter::new(
        Row::new("company", Text, "The candidate's company").matched(),
        Plain,
    )
    .support(known_in_part(&[]))
    .count_of_property(9),
    Parameter::new(
        Row::new(
            "stage_id",
            Text,
            "The ID of the stage to filter the candidates by.",
        )
        .inferred(),
        Plain,
    )
    .support(ONE_UNKNOWN),
    // Section 3.
    Parameter::new(
        Row::new(
            "integrated_account_id",
            Uuid,
            "The ID of the integrated account to use for the request.",
        )
        .required(),
        Plain,
    )
    .example("integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d")
    .implied_by_token(&[
        "integrated-account token",
        "15 minutes",
        "(Source: SK-AUTH.)",
    ]),
    Parameter::new(
        Row::new(
            "truto_response_format",
            OneOf(&["unified", "raw", "normalized", "stream"]),
            "The format of the response.",
        ),
        Plain,
    )
    .example("truto_response_format=unified"),
    Parameter::new(
        Row::new(
            "truto_key_by",
            Text,
            "By default the result attribute is an array of objects. This parameter allows you \
             to specify a field in each result objects to use as key, which transforms the \
             result array into an object with the array items keyed by the field. This is \
             useful for when you want to use the result as a lookup table.",
        ),
        Plain,
    )
    .example("truto_key_by=id"),
    Parameter::new(
        Row::new(
            "truto_ignore_limit",
            Boolean,
            "Ignores the limit query parameter.",
        ),
        Plain,
    ),
    Parameter::new(
        Row::new(
            "truto_ignore_remote_data",
            Boolean,
            "Excludes the remote_data attribute from the response.",
        ),
        Plain,
    ),
    Parameter::new(
        Row::new(
            "truto_exclude_fields",
            Texts,
            "Array of fields to exclude from the response.",
        ),
        Brackets,
    )
    .example("truto_exclude_fields[]=id&truto_exclude_fields[]=name"),
    Parameter::new(
        Row::new(
            "remote_query",
            Record,
            "Query parameters to pass to the underlying API without any transformations.",
        ),
        Brackets,
    )
    .example("remote_query[foo]=bar"),
    // Accepted, and not on the page.
    Parameter::new(
        Row::new(
            "limit",
            Integer,
            "The limit parameter defines the maximum number of records to return",
        ),
        Plain,
    ),
    Parameter::new(Row::new("next_cursor", Text, ""), Plain),
];
