//! The kinds of faults and their names.

use std::fmt;
use std::str::FromStr;

/// One way to misbehave.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Fault {
    /// 429, with one form of `Retry-After`.
    RateLimit(RetryAfter),
    /// This status with Truto's error body.
    Status(u16),
    /// 503 with `Retry-After` in seconds.
    Unavailable(u32),
    /// 502 whose JSON body is cut.
    CutError,
    /// 401 with an insight.
    UnauthorizedInsight,
    /// 403 with an insight of all seven keys.
    ForbiddenInsight,
    /// 422 of the provider, without a message.
    ProviderError(ProviderBody),
    /// 204.
    NoContent,
    /// 200 with a page for people.
    Html,
    /// 502 with a page for people.
    HtmlError,
    /// 200 without a byte.
    EmptyBody,
    /// 200 with bytes that are not UTF-8.
    InvalidUtf8,
    /// The page, after a byte-order mark.
    ByteOrderMark,
    /// 200 with words instead of JSON.
    NotJson,
    /// Half the page, though `Content-Length` promises all of it.
    Truncated,
    /// Half the page in chunks, and no last chunk.
    TruncatedChunked,
    /// A whole answer whose JSON is cut.
    TruncatedJson,
    /// Headers, half the page, then nothing.
    Stalled,
    /// No answer at all.
    StalledHeaders,
    /// The page in small pieces, with pauses of so many milliseconds.
    Slow(u64),
    /// The connection is reset in the middle of the page.
    Reset,
    /// The connection is reset before a byte of the answer.
    ResetEarly,
    /// No records, but a cursor by which this page can still be had.
    EmptyPage,
    /// The page, with the cursor that was asked for as the next one.
    RepeatedCursor,
    /// The page without `next_cursor`.
    MissingCursor,
    /// The page with an empty `next_cursor`.
    EmptyCursor,
    /// The page with a number for `next_cursor`.
    NumericCursor,
    /// The page, with a number for the `id` of the record at this index.
    BadRecord(usize),
    /// The page, with a value that no enum knows.
    UnknownEnum,
    /// The page, with fields that nobody described.
    UnknownFields,
    /// A text for `result`.
    WrongTypes,
    /// The page without `result`.
    MissingResult,
    /// The page with null for `result`.
    NullResult,
    /// The start of a page, then blanks up to so many bytes.
    Huge(u64),
    /// As [`Fault::Huge`], and `Content-Length` says it beforehand.
    HugeDeclared(u64),
    /// 307 to another origin.
    Redirect,
    /// 307 to the same origin, where the page is.
    RedirectSame,
    /// 307 to itself, without end.
    RedirectLoop,
}

/// What a 429 says about when to come back.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RetryAfter {
    /// `Retry-After: 2`.
    Seconds(u32),
    /// `Retry-After` as an HTTP date so many seconds from now.
    Date(u32),
    /// No header.
    None,
    /// `Retry-After: soon`.
    Garbage,
    /// Only `ratelimit-reset: 1`.
    Reset,
}

/// What a provider's error looks like in `raw_response`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ProviderBody {
    /// An object.
    Json,
    /// A text.
    Text,
}

/// 300 MB: more than a client takes by default.
const HUGE: u64 = 300_000_000;
const PAUSE: u64 = 20;

impl Fault {
    /// Every kind once, with what it does, in words.
    #[must_use]
    pub fn all() -> Vec<(Fault, &'static str)> {
        vec![
            (
                Fault::RateLimit(RetryAfter::Seconds(1)),
                "429 with Retry-After; =SECONDS, =date:SECONDS, =none, =garbage or =reset",
            ),
            (
                Fault::Status(500),
                "this status, with Truto's error body: =CODE from 400 to 599",
            ),
            (Fault::Unavailable(1), "503 with Retry-After: =SECONDS"),
            (Fault::CutError, "502 whose JSON body is cut"),
            (Fault::UnauthorizedInsight, "401 with an insight"),
            (
                Fault::ForbiddenInsight,
                "403 with an insight of all seven keys",
            ),
            (
                Fault::ProviderError(ProviderBody::Json),
                "422 of the provider without a message; =text for a body that is a text",
            ),
            (Fault::NoContent, "204"),
            (Fault::Html, "200 with a page for people"),
            (Fault::HtmlError, "502 with a page for people"),
            (Fault::EmptyBody, "200 without a byte"),
            (Fault::InvalidUtf8, "200 with bytes that are not UTF-8"),
            (Fault::ByteOrderMark, "the page after a byte-order mark"),
            (Fault::NotJson, "200 with words instead of JSON"),
            (
                Fault::Truncated,
                "half the page, though Content-Length promises all of it",
            ),
            (
                Fault::TruncatedChunked,
                "half the page in chunks, and no last chunk",
            ),
            (Fault::TruncatedJson, "a whole answer whose JSON is cut"),
            (Fault::Stalled, "headers and half the page, then nothing"),
            (Fault::StalledHeaders, "no answer at all"),
            (
                Fault::Slow(PAUSE),
                "the page in small pieces: =MILLISECONDS between them",
            ),
            (
                Fault::Reset,
                "the connection is reset in the middle of the page",
            ),
            (
                Fault::ResetEarly,
                "the connection is reset before the answer",
            ),
            (
                Fault::EmptyPage,
                "no records, and a cursor by which the page can still be had",
            ),
            (
                Fault::RepeatedCursor,
                "the page, its next cursor being the one that was asked for",
            ),
            (Fault::MissingCursor, "the page without next_cursor"),
            (Fault::EmptyCursor, "the page with an empty next_cursor"),
            (
                Fault::NumericCursor,
                "the page with a number for next_cursor",
            ),
            (
                Fault::BadRecord(0),
                "the page with a record that is none: =INDEX",
            ),
            (
                Fault::UnknownEnum,
                "the page with a value that no enum knows",
            ),
            (
                Fault::UnknownFields,
                "the page with fields that nobody described",
            ),
            (Fault::WrongTypes, "a text for result"),
            (Fault::MissingResult, "the page without result"),
            (Fault::NullResult, "the page with null for result"),
            (
                Fault::Huge(HUGE),
                "the start of a page, then blanks: =BYTES",
            ),
            (
                Fault::HugeDeclared(HUGE),
                "the same, and Content-Length says so beforehand: =BYTES",
            ),
            (Fault::Redirect, "307 to another origin"),
            (
                Fault::RedirectSame,
                "307 to the same origin, where the page is",
            ),
            (Fault::RedirectLoop, "307 to itself, without end"),
        ]
    }

    /// The name without a value.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::RateLimit(_) => "rate-limit",
            Self::Status(_) => "status",
            Self::Unavailable(_) => "unavailable",
            Self::CutError => "cut-error",
            Self::UnauthorizedInsight => "unauthorized-insight",
            Self::ForbiddenInsight => "forbidden-insight",
            Self::ProviderError(_) => "provider-error",
            Self::NoContent => "no-content",
            Self::Html => "html",
            Self::HtmlError => "html-error",
            Self::EmptyBody => "empty-body",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::ByteOrderMark => "byte-order-mark",
            Self::NotJson => "not-json",
            Self::Truncated => "truncated",
            Self::TruncatedChunked => "truncated-chunked",
            Self::TruncatedJson => "truncated-json",
            Self::Stalled => "stalled",
            Self::StalledHeaders => "stalled-headers",
            Self::Slow(_) => "slow",
            Self::Reset => "reset",
            Self::ResetEarly => "reset-early",
            Self::EmptyPage => "empty-page",
            Self::RepeatedCursor => "repeated-cursor",
            Self::MissingCursor => "missing-cursor",
            Self::EmptyCursor => "empty-cursor",
            Self::NumericCursor => "numeric-cursor",
            Self::BadRecord(_) => "bad-record",
            Self::UnknownEnum => "unknown-enum",
            Self::UnknownFields => "unknown-fields",
            Self::WrongTypes => "wrong-types",
            Self::MissingResult => "missing-result",
            Self::NullResult => "null-result",
            Self::Huge(_) => "huge",
            Self::HugeDeclared(_) => "huge-declared",
            Self::Redirect => "redirect",
            Self::RedirectSame => "redirect-same",
            Self::RedirectLoop => "redirect-loop",
        }
    }

    /// The value after the `=`, where it is not the usual one.
    fn value(&self) -> Option<String> {
        match self {
            Self::RateLimit(RetryAfter::Seconds(seconds)) | Self::Unavailable(seconds) => {
                Some(seconds.to_string())
            }
            Self::RateLimit(RetryAfter::Date(seconds)) => Some(format!("date:{seconds}")),
            Self::RateLimit(RetryAfter::None) => Some("none".to_owned()),
            Self::RateLimit(RetryAfter::Garbage) => Some("garbage".to_owned()),
            Self::RateLimit(RetryAfter::Reset) => Some("reset".to_owned()),
            Self::Status(status) => Some(status.to_string()),
            Self::ProviderError(ProviderBody::Text) => Some("text".to_owned()),
            Self::Slow(pause) => Some(pause.to_string()),
            Self::BadRecord(index) => Some(index.to_string()),
            Self::Huge(bytes) | Self::HugeDeclared(bytes) => Some(bytes.to_string()),
            _ => None,
        }
    }

    /// The same kind with another value; none if the value is none for this kind.
    fn with_value(self, value: &str) -> Option<Self> {
        Some(match self {
            Self::RateLimit(_) => Self::RateLimit(match value {
                "none" => RetryAfter::None,
                "garbage" => RetryAfter::Garbage,
                "reset" => RetryAfter::Reset,
                _ => match value.strip_prefix("date:") {
                    Some(seconds) => RetryAfter::Date(seconds.parse().ok()?),
                    None => RetryAfter::Seconds(value.parse().ok()?),
                },
            }),
            Self::Status(_) => {
                let status = value.parse().ok()?;
                (400..600)
                    .contains(&status)
                    .then_some(Self::Status(status))?
            }
            Self::Unavailable(_) => Self::Unavailable(value.parse().ok()?),
            Self::ProviderError(_) => Self::ProviderError(match value {
                "json" => ProviderBody::Json,
                "text" => ProviderBody::Text,
                _ => return None,
            }),
            Self::Slow(_) => Self::Slow(value.parse().ok()?),
            Self::BadRecord(_) => Self::BadRecord(value.parse().ok()?),
            Self::Huge(_) => Self::Huge(value.parse().ok()?),
            Self::HugeDeclared(_) => Self::HugeDeclared(value.parse().ok()?),
            _ => return None,
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())?;
        match self.value() {
            Some(value) => write!(formatter, "={value}"),
            None => Ok(()),
        }
    }
}

/// Why a text names no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultName(pub(crate) String);

impl fmt::Display for FaultName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for FaultName {}

impl FromStr for Fault {
    type Err = FaultName;

    fn from_str(text: &str) -> Result<Self, FaultName> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let kinds = Self::all();
        let Some((fault, words)) = kinds.iter().find(|(fault, _)| fault.name() == name) else {
            let mut names: Vec<&str> = kinds.iter().map(|(fault, _)| fault.name()).collect();
            // Those that share the most letters at the start come first.
            names.sort_by_key(|known| {
                let same = known.chars().zip(name.chars()).take_while(|(a, b)| a == b);
                std::cmp::Reverse(same.count())
            });
            names.truncate(3);
            return Err(FaultName(format!(
                "`{name}` is no fault; near it are {}",
                names.join(", ")
            )));
        };
        match value {
            None => Ok(fault.clone()),
            Some(value) => fault
                .clone()
                .with_value(value)
                .ok_or_else(|| FaultName(format!("`{value}` is no value of `{name}`: {words}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_reads_back() {
        for (fault, _) in Fault::all() {
            assert_eq!(fault.to_string().parse(), Ok(fault.clone()), "{fault}");
            assert_eq!(fault.name().parse(), Ok(fault));
        }
        for text in [
            "rate-limit=0",
            "rate-limit=date:2",
            "rate-limit=none",
            "rate-limit=garbage",
            "rate-limit=reset",
            "status=503",
            "provider-error=text",
            "bad-record=3",
            "huge=9",
        ] {
            assert_eq!(
                text.parse::<Fault>().map(|it| it.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn a_wrong_text_is_told_what_is_near() {
        let message = "redirekt".parse::<Fault>().unwrap_err().to_string();
        assert!(message.contains("redirect"), "{message}");
        for text in [
            "status=200",
            "status=x",
            "html=1",
            "slow=",
            "provider-error=xml",
        ] {
            assert!(text.parse::<Fault>().is_err(), "{text}");
        }
    }
}
