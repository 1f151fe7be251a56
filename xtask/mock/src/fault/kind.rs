//! The kinds of faults and their names.

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
                "429, Retry-After =SECONDS, =date:SECONDS, =zero, =none, =garbage or =reset",
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
}
