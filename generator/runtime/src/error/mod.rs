//! The one error of this crate.
//!
//! It never loses what the server said: the words, the status, the headers and the body
//! are at hand. It never shows what is not its to show: no query value, no token, no record.

mod create;
mod kind;
mod server;

pub use kind::{DecodeProblem, ErrorKind};
pub use server::ErrorBody;

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::json::RawJson;
use crate::request::Operation;
use crate::response::{RateLimit, ResponseInfo, without_byte_order_mark};
use crate::transport::{TransportError, TransportErrorKind};
use server::ServerWords;

/// `Result` with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// How much of a server's message `Display` shows.
const SHOWN_CHARACTERS: usize = 500;
/// How much it shows of this crate's own words: names that a server chose may stand in them.
const OWN_CHARACTERS: usize = 1000;

/// What went wrong. Ask it with the predicates; show it to people as it is.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    /// This crate's words.
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
    info: Option<ResponseInfo>,
    body: Option<Bytes>,
    words: ServerWords,
    decode_problem: Option<DecodeProblem>,
    json_path: Option<String>,
    record_index: Option<u64>,
    raw_record: Option<RawJson>,
    attempts: u32,
}

impl Error {
    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The server answered, with a status that is not a success.
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.0.kind == ErrorKind::Status
    }

    /// Something took longer than it was allowed to.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// No connection could be made: nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// The answer is not what it should be.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// The server wants fewer requests (status 429).
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.is_status() && self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// A parameter has a value that cannot be sent. Nothing was sent.
    #[must_use]
    pub fn is_invalid_parameter(&self) -> bool {
        self.0.kind == ErrorKind::InvalidParameter
    }

    /// The server's cursors lead nowhere.
    #[must_use]
    pub fn is_pagination(&self) -> bool {
        self.0.kind == ErrorKind::Pagination
    }

    /// Whether the same request may succeed later. It does not say that the request may be
    /// sent twice: that is for the operation to tell.
    ///
    /// True of failed connections, timeouts, cut answers and the statuses 408, 425, 429, 500,
    /// 502 and 504; of 503 only when the server says when to come back.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Timeout => true,
            // A circle of redirects stays one.
            ErrorKind::Transport => self.transport_kind() != Some(TransportErrorKind::Redirect),
            ErrorKind::Status => match self.status().map(|status| status.as_u16()) {
                Some(408 | 425 | 429 | 500 | 502 | 504) => true,
                Some(503) => self
                    .headers()
                    .is_some_and(|headers| headers.contains_key(http::header::RETRY_AFTER)),
                _ => false,
            },
            ErrorKind::Decode => self.0.decode_problem == Some(DecodeProblem::Truncated),
            _ => false,
        }
    }

    fn transport_kind(&self) -> Option<TransportErrorKind> {
        let source = self.0.source.as_deref()?;
        Some(source.downcast_ref::<TransportError>()?.kind())
    }

    /// How many times the request was sent: more than once when it was sent again after a
    /// failure. 0 when nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        let of_answer = self.info().map_or(0, |info| info.attempts);
        self.0.attempts.max(of_answer)
    }

    /// Whose fault an error status is: `true` when the server passes on the answer of a
    /// provider behind it, `false` when it is its own. `None` when that cannot be told.
    #[must_use]
    pub fn is_provider_fault(&self) -> Option<bool> {
        self.0.words.provider_fault
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.info().map(|info| info.status)
    }

    /// The headers of the answer, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.info().map(|info| &info.headers)
    }

    /// Status, headers and rate limit of the answer, if there was one.
    #[must_use]
    pub fn info(&self) -> Option<&ResponseInfo> {
        self.0.info.as_ref()
    }

    /// The body of the answer as it came, as much of it as came.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// Reads the body of the answer as `T`. `None` when there was no body.
    #[must_use]
    pub fn body_as<T: DeserializeOwned>(&self) -> Option<Result<T, serde_json::Error>> {
        let body = without_byte_order_mark(self.0.body.as_deref()?);
        Some(serde_json::from_slice(body))
    }

    /// The server's own words: its message; where that is empty what it says of the raw
    /// answer of a provider; where the body is not JSON its text, shortened.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.words.message.as_deref()
    }

    /// The rate limit that came with the answer.
    #[must_use]
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.info().map(|info| &info.rate_limit)
    }

    /// How long the server asks to wait: `Retry-After` in seconds or as a date, or on a 429
    /// without it the time until the rate limit is reset.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after_at(SystemTime::now())
    }

    /// As [`retry_after`](Self::retry_after), reckoned from the time given.
    #[must_use]
    pub fn retry_after_at(&self, now: SystemTime) -> Option<Duration> {
        self.info()?.retry_after_at(now)
    }

    /// The identifier of the operation that failed.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// How an answer differs from what it should be.
    #[must_use]
    pub fn decode_problem(&self) -> Option<DecodeProblem> {
        self.0.decode_problem
    }

    /// Where in the JSON the value is that does not fit, such as `result[3].id`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The place in its page, from 0, of the record that does not fit.
    #[must_use]
    pub fn record_index(&self) -> Option<u64> {
        self.0.record_index
    }

    /// The record that does not fit, as it came.
    #[must_use]
    pub fn raw_record(&self) -> Option<&RawJson> {
        self.0.raw_record.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(formatter, "{operation} failed: ")?;
        }
        let (ErrorKind::Status, Some(status)) = (self.0.kind, self.status()) else {
            formatter.write_str(&self.own_words())?;
            return self.write_attempts(formatter);
        };
        write!(formatter, "{}", status.as_str())?;
        if let Some(reason) = status.canonical_reason() {
            write!(formatter, " {reason}")?;
        }
        if self.is_provider_fault() == Some(true) {
            formatter.write_str(" from the provider")?;
        }
        match self.message() {
            Some(message) => write!(
                formatter,
                ": {}",
                server::shorten(message, SHOWN_CHARACTERS)
            )?,
            None => formatter.write_str(", and the server does not say why")?,
        }
        if !self.0.message.is_empty() {
            write!(formatter, " ({})", self.own_words())?;
        }
        self.write_attempts(formatter)
    }
}

impl Error {
    /// This crate's words on one line, so that a key with a line break tears no log.
    fn own_words(&self) -> String {
        server::shorten(&self.0.message, OWN_CHARACTERS)
    }

    /// Says how many attempts failed. A single one goes without saying, and so do those that
    /// led to an answer in the end.
    fn write_attempts(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.attempts {
            0 | 1 => Ok(()),
            attempts => write!(formatter, " (after {attempts} attempts)"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        let mut output = formatter.debug_struct("Error");
        output.field("kind", &inner.kind);
        if let Some(operation) = inner.operation {
            output.field("operation", &operation.id);
        }
        if let Some(info) = &inner.info {
            output.field("status", &info.status.as_u16());
        }
        if !inner.message.is_empty() {
            output.field("message", &inner.message);
        }
        if let Some(message) = &inner.words.message {
            output.field("server_message", message);
        }
        if let Some(provider_fault) = inner.words.provider_fault {
            output.field("provider_fault", &provider_fault);
        }
        if let Some(problem) = inner.decode_problem {
            output.field("decode_problem", &problem);
        }
        if let Some(path) = &inner.json_path {
            output.field("json_path", path);
        }
        if let Some(index) = inner.record_index {
            output.field("record_index", &index);
        }
        if let Some(body) = &inner.body {
            output.field("body", &format_args!("{} bytes", body.len()));
        }
        if self.attempts() > 1 {
            output.field("attempts", &self.attempts());
        }
        if let Some(source) = &inner.source {
            output.field("source", source);
        }
        output.finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
