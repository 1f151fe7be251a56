//! Sections 5 and 6: the error body, the statuses, the headers.

use super::Kind::{Anything, Anythings, Boolean, Integer, Object, Record, Text, Texts};
use super::Row;

/// The error body. The facts name and type its properties; they quote no words for them.
pub const ERROR: &[Row] = &[
    Row::new("statusCode", Integer, "").required(),
    Row::new("error", Text, "").required(),
    Row::new("message", Text, "").required(),
    Row::new("truto_is_remote_error", Boolean, ""),
    Row::new("raw_response", Anything, ""),
    Row::new(
        "truto_error_insight",
        Object(&[
            Row::new(
                "missing_required_query_parameters",
                Object(MISSING_NAMES),
                "",
            ),
            Row::new("missing_required_body_fields", Object(MISSING_NAMES), ""),
            Row::new("conditionally_required_query_parameters", Object(RULES), ""),
            Row::new("conditionally_required_body_fields", Object(RULES), ""),
            Row::new("rate_limit_error", Object(PLAIN), ""),
            Row::new(
                "forbidden_error",
                Object(&[
                    Row::new("description", Text, ""),
                    Row::new(
                        "value",
                        Object(&[Row::new("missing_scopes", Texts, "")]),
                        "",
                    ),
                ]),
                "",
            ),
            Row::new("remote_error", Object(PLAIN), ""),
        ]),
        "",
    ),
    Row::new(
        "details",
        Object(&[Row::new("failures", Anythings, "")]),
        "",
    ),
];

const MISSING_NAMES: &[Row] = &[
    Row::new("description", Text, ""),
    Row::new("value", Texts, ""),
];

const RULES: &[Row] = &[
    Row::new("description", Text, ""),
    Row::new("value", Record, ""),
];

/// Without a value, as far as is documented; the general rule is `value?: any`.
const PLAIN: &[Row] = &[
    Row::new("description", Text, ""),
    Row::new("value", Anything, ""),
];

/// A status that is documented.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    pub code: &'static str,
    /// Whether it is worth a retry.
    pub retry: bool,
    /// Whether `retry-after` comes with it.
    pub retry_after: bool,
}

const fn status(code: &'static str, retry: bool) -> Status {
    Status {
        code,
        retry,
        retry_after: false,
    }
}

pub const STATUSES: &[Status] = &[
    status("400", false),
    status("401", false),
    status("403", false),
    status("404", false),
    status("405", false),
    status("409", false),
    status("422", false),
    Status {
        code: "429",
        retry: true,
        retry_after: true,
    },
    status("500", true),
    status("502", true),
    // A blocked account, unless it carries `retry-after` (section 13, decision 9).
    Status {
        code: "503",
        retry: false,
        retry_after: true,
    },
    status("504", true),
];

/// The headers of every answer, and last the one of some.
pub const HEADERS: &[(&str, &str)] = &[
    // `110;w=10`: not a plain integer.
    ("ratelimit-limit", "string"),
    ("ratelimit-remaining", "integer"),
    ("ratelimit-reset", "integer"),
    ("retry-after", "string"),
];

/// The example of section 5: every part of it must be in the spec's example.
pub const PROVIDER_ERROR: &str = r#"{"statusCode":422,"error":"Unprocessable Entity","message":"Email is invalid","truto_is_remote_error":true,"raw_response":{"errors":[{"field":"email","code":"invalid","message":"Email is invalid"}]}}"#;
