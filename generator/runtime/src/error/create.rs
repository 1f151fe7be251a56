//! How this crate makes its errors.

use std::error::Error as StdError;

use bytes::Bytes;

use super::server::{ServerWords, innermost};
use super::{DecodeProblem, Error, ErrorKind, Inner};
use crate::json::RawJson;
use crate::query::EncodeError;
use crate::request::Operation;
use crate::response::{RawResponse, ResponseInfo};
use crate::transport::{TransportError, TransportErrorKind};

impl Error {
    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            message: message.into(),
            source: None,
            info: None,
            body: None,
            words: ServerWords::default(),
            decode_problem: None,
            json_path: None,
            record_index: None,
            raw_record: None,
            attempts: 0,
        }))
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, message)
    }

    pub(crate) fn no_token(cause: impl StdError + Send + Sync + 'static) -> Self {
        let message = format!("there is no token to send, as its provider failed: {cause}");
        Self::new(ErrorKind::NoToken, message).caused_by(cause)
    }

    pub(crate) fn missing_credentials(
        operation: &'static Operation,
        message: impl Into<String>,
    ) -> Self {
        Self::new(ErrorKind::MissingCredentials, message).of(operation)
    }

    pub(crate) fn invalid_parameter(
        operation: &'static Operation,
        parameter: &str,
        reason: &str,
    ) -> Self {
        Self::new(
            ErrorKind::InvalidParameter,
            format!("parameter `{parameter}` cannot be sent: {reason}"),
        )
        .of(operation)
    }

    /// A value that the encoder refused. What a type's own `Serialize` says of a personal
    /// value is not repeated, as it may quote it.
    pub(crate) fn encoding(
        operation: &'static Operation,
        parameter: &str,
        is_personal: bool,
        error: &EncodeError,
    ) -> Self {
        match error {
            EncodeError::Custom(_) if is_personal => {
                Self::invalid_parameter(operation, parameter, "its value cannot be serialised")
            }
            _ => Self::invalid_parameter(operation, parameter, &error.to_string()),
        }
    }

    pub(crate) fn invalid_request(
        operation: &'static Operation,
        message: impl Into<String>,
    ) -> Self {
        Self::new(ErrorKind::InvalidParameter, message).of(operation)
    }

    pub(crate) fn transport(operation: &'static Operation, error: TransportError) -> Self {
        let (kind, words) = match error.kind() {
            TransportErrorKind::Connect => (ErrorKind::Connect, "no connection could be made"),
            TransportErrorKind::Timeout => (ErrorKind::Timeout, "it took too long"),
            TransportErrorKind::Body => (
                ErrorKind::Transport,
                "the connection broke before the answer was complete",
            ),
            TransportErrorKind::RequestBody => (
                ErrorKind::RequestBody,
                "the body of the request cannot be read",
            ),
            TransportErrorKind::Redirect => {
                (ErrorKind::Transport, "the server redirects without end")
            }
            TransportErrorKind::Other => (ErrorKind::Transport, "no answer came"),
        };
        let cause = innermost(&error).to_string();
        let message = if cause.is_empty() {
            words.to_owned()
        } else {
            format!("{words} ({cause})")
        };
        Self::new(kind, message).of(operation).caused_by(error)
    }

    pub(crate) fn bad_status(
        operation: &'static Operation,
        response: RawResponse,
        note: impl Into<String>,
    ) -> Self {
        let RawResponse { body, info } = response;
        let words = ServerWords::of(&body, &operation.error_body);
        let mut error = Self::new(ErrorKind::Status, note).of(operation);
        error.0.words = words;
        error.0.info = Some(info);
        error.0.body = Some(body);
        error
    }

    pub(crate) fn too_large(operation: &'static Operation, info: ResponseInfo, limit: u64) -> Self {
        Self::new(
            ErrorKind::TooLarge,
            format!(
                "the answer is larger than {limit} bytes; ask for smaller pages, stream it, or \
                 raise the client's `max_response_bytes`"
            ),
        )
        .of(operation)
        .with_info(info)
    }

    pub(crate) fn decode(
        operation: &'static Operation,
        problem: DecodeProblem,
        message: impl Into<String>,
    ) -> Self {
        let mut error = Self::new(ErrorKind::Decode, message).of(operation);
        error.0.decode_problem = Some(problem);
        error
    }

    pub(crate) fn pagination(operation: &'static Operation, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Pagination, message).of(operation)
    }

    /// `last` is the error of the attempt before, if there was one.
    pub(crate) fn timeout(
        operation: &'static Operation,
        message: impl Into<String>,
        last: Option<Self>,
    ) -> Self {
        let error = Self::new(ErrorKind::Timeout, message).of(operation);
        match last {
            Some(last) => error.caused_by(last),
            None => error,
        }
    }

    pub(crate) fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    /// Says something more.
    pub(crate) fn with_note(mut self, note: &str) -> Self {
        if !self.0.message.is_empty() {
            self.0.message.push_str("; ");
        }
        self.0.message.push_str(note);
        self
    }

    pub(crate) fn of(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(crate) fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(crate) fn with_info(mut self, info: ResponseInfo) -> Self {
        self.0.info = Some(info);
        self
    }

    pub(crate) fn after_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = Some(body);
        self
    }

    /// The path to the place; the whole has none.
    pub(crate) fn at_path(mut self, path: String) -> Self {
        self.0.json_path = Some(path).filter(|path| !path.is_empty());
        self
    }

    pub(crate) fn of_record(mut self, index: u64, record: RawJson) -> Self {
        self.0.record_index = Some(index);
        self.0.raw_record = Some(record);
        self
    }
}
