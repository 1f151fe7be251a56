//! What a server says in the body of an error.

use std::error::Error as StdError;

use serde_json::Value;

use crate::response::without_byte_order_mark;

/// Where an operation's error body holds what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    /// The fields that may hold the message, the best first.
    pub message: &'static [&'static str],
    /// The field that holds the answer of a provider behind the server.
    pub raw: Option<&'static str>,
    /// The field that is `true` when a provider behind the server failed.
    pub provider_fault: Option<&'static str>,
}

/// The fields in which servers commonly put their words.
const USUAL: &[&str] = &[
    "message",
    "Message",
    "msg",
    "error_description",
    "errorMessage",
    "error_message",
    "errorMessages",
    "error_msg",
    "detail",
    "details",
    "description",
    "title",
    "summary",
    "reason",
    "error",
    "err",
    "errors",
    "fault",
    "faultstring",
];

/// How deep words are looked for.
const MAX_DEPTH: usize = 6;
/// How much of a body that is not JSON counts as words.
const TEXT_CHARACTERS: usize = 500;

impl ErrorBody {
    /// Nothing is known: the usual fields are looked at.
    pub const UNKNOWN: Self = Self {
        message: USUAL,
        raw: None,
        provider_fault: None,
    };

    /// The message is in one of these fields, the best first.
    #[must_use]
    pub const fn new(message: &'static [&'static str]) -> Self {
        Self {
            message,
            raw: None,
            provider_fault: None,
        }
    }

    /// The field that holds the answer of a provider behind the server.
    #[must_use]
    pub const fn with_raw(mut self, field: &'static str) -> Self {
        self.raw = Some(field);
        self
    }

    /// The field that is `true` when a provider behind the server failed.
    #[must_use]
    pub const fn with_provider_fault(mut self, field: &'static str) -> Self {
        self.provider_fault = Some(field);
        self
    }
}

/// What was found in the body of an error.
#[derive(Default)]
pub(super) struct ServerWords {
    pub(super) message: Option<String>,
    pub(super) provider_fault: Option<bool>,
}

impl ServerWords {
    pub(super) fn of(body: &[u8], shape: &ErrorBody) -> Self {
        let body = without_byte_order_mark(body);
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            return Self {
                message: text_words(body),
                provider_fault: None,
            };
        };
        let raw = shape.raw.and_then(|field| value.get(field));
        let message = shape
            .message
            .iter()
            .filter_map(|field| value.get(field))
            .find_map(|value| words(value, MAX_DEPTH))
            .or_else(|| raw.and_then(raw_words))
            .or_else(|| words(&value, MAX_DEPTH));
        let provider_fault = match (&value, shape.provider_fault) {
            (Value::Object(fields), Some(name)) => {
                Some(fields.get(name).and_then(Value::as_bool) == Some(true))
            }
            _ => None,
        };
        Self {
            message,
            provider_fault,
        }
    }
}

/// The first text in the usual places.
fn words(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some(text.trim())
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        Value::Array(items) => items.iter().find_map(|item| words(item, depth)),
        Value::Object(fields) => USUAL
            .iter()
            .filter_map(|name| fields.get(*name))
            .find_map(|value| words(value, depth)),
        _ => None,
    }
}

/// What a provider says: its words where they are found, its whole answer otherwise.
fn raw_words(raw: &Value) -> Option<String> {
    if let Some(words) = words(raw, MAX_DEPTH) {
        return Some(shorten(&words, TEXT_CHARACTERS));
    }
    match raw {
        Value::Null | Value::String(_) => None,
        Value::Array(items) if items.is_empty() => None,
        Value::Object(fields) if fields.is_empty() => None,
        other => Some(shorten(&other.to_string(), TEXT_CHARACTERS)),
    }
}

/// The words of a body that is not JSON: of a page of HTML its title, otherwise its text.
fn text_words(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.starts_with('<') {
        // Lower-casing ASCII only leaves every byte where it was.
        let lower = text.to_ascii_lowercase();
        let title = lower.find("<title>").and_then(|start| {
            let start = start + "<title>".len();
            let length = lower.get(start..)?.find("</title>")?;
            let title = text.get(start..start + length)?.trim();
            (!title.is_empty()).then(|| title.to_owned())
        });
        if title.is_some() {
            return title.map(|title| shorten(&title, TEXT_CHARACTERS));
        }
    }
    Some(shorten(text, TEXT_CHARACTERS))
}

/// At most so many characters, on one line.
pub(super) fn shorten(text: &str, characters: usize) -> String {
    let mut short: String = text
        .chars()
        .take(characters)
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    if text.chars().nth(characters).is_some() {
        short.push('…');
    }
    short
}

/// The cause that has no cause itself.
pub(super) fn innermost<'a>(error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    let mut current = error;
    while let Some(source) = current.source() {
        current = source;
    }
    current
}

#[cfg(test)]
mod tests {
    use super::{ErrorBody, ServerWords, shorten};

    const TRUTO: ErrorBody = ErrorBody::new(&["message"])
        .with_raw("raw_response")
        .with_provider_fault("truto_is_remote_error");

    #[test]
    fn words_and_fault() {
        for (body, message, fault) in [
            (
                r#"{"message":"Email is invalid"}"#,
                Some("Email is invalid"),
                Some(false),
            ),
            (
                "\u{feff}{\"message\":\"\",\"truto_is_remote_error\":true,\
                 \"raw_response\":{\"errors\":[{\"code\":1,\"detail\":\"no seat\"}]}}",
                Some("no seat"),
                Some(true),
            ),
            (
                r#"{"message":"","truto_is_remote_error":true,"raw_response":{"code":7}}"#,
                Some(r#"{"code":7}"#),
                Some(true),
            ),
            (
                r#"{"message":"","raw_response":"gone away"}"#,
                Some("gone away"),
                Some(false),
            ),
            (
                r#"{"error":"Bad Request"}"#,
                Some("Bad Request"),
                Some(false),
            ),
            (r#""just text""#, Some("just text"), None),
            ("", None, None),
            ("  ", None, None),
            (
                "<html><TITLE> Bad gateway </TITLE>",
                Some("Bad gateway"),
                None,
            ),
            ("<html>", Some("<html>"), None),
            (r#"{"message":"cut"#, Some(r#"{"message":"cut"#), None),
            ("[]", None, None),
            ("null", None, None),
        ] {
            let words = ServerWords::of(body.as_bytes(), &TRUTO);
            assert_eq!(words.message.as_deref(), message, "{body}");
            assert_eq!(words.provider_fault, fault, "{body}");
        }
        assert_eq!(
            ServerWords::of(b"\xff\xfe", &TRUTO).message.as_deref(),
            Some("\u{fffd}\u{fffd}")
        );
    }

    #[test]
    fn usual_places() {
        for body in [
            r#"{"error":{"message":"no"}}"#,
            r#"{"errors":[{"code":1},{"msg":"no"}]}"#,
            r#"{"detail":"no"}"#,
            // Google, Stripe, OpenAI.
            r#"{"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}"#,
            r#"{"error":{"type":"card_error","param":"number","message":"no"}}"#,
            // RFC 9457, with and without its detail.
            r#"{"type":"about:blank","title":"Bad","status":400,"detail":"no"}"#,
            r#"{"type":"about:blank","status":400,"title":"no"}"#,
            // OAuth 2, FastAPI, JSON:API, Jira, AWS, Apigee.
            r#"{"error":"invalid_request","error_description":"no"}"#,
            r#"{"detail":[{"loc":["body","x"],"type":"missing","msg":"no"}]}"#,
            r#"{"errors":[{"status":"422","title":"Bad","detail":"no"}]}"#,
            r#"{"errorMessages":["no"],"errors":{}}"#,
            r#"{"__type":"x","Message":"no"}"#,
            r#"{"fault":{"faultstring":"no","detail":{"errorcode":"x"}}}"#,
            r#"{"status":404,"err":"no"}"#,
            // What is empty or null says nothing.
            r#"{"message":null,"detail":"","errors":[{"message":"no"}]}"#,
        ] {
            let words = ServerWords::of(body.as_bytes(), &ErrorBody::UNKNOWN);
            assert_eq!(words.message.as_deref(), Some("no"), "{body}");
            assert_eq!(words.provider_fault, None);
        }
    }

    #[test]
    fn long_and_many_lined_words_become_one_short_line() {
        assert_eq!(shorten("a\nb\u{1b}c", 10), "a b c");
        assert_eq!(shorten("日本語です", 3), "日本語…");
    }
}
