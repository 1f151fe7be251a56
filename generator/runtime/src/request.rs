//! Requests as values: nothing is sent here, and no network is needed to test it.

use std::fmt;
use std::ops::Range;
use std::time::Duration;

mod body;
mod options;

pub use body::{FormField, FormStyle};
pub use options::RequestOptions;

use http::header::{ACCEPT, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::body::{Content, RequestBody};
use crate::client::BaseUrl;
use crate::error::{Error, ErrorBody, Result};
use crate::query::{Encoded, MAX_PAIRS, QueryParameter, QueryStyle, encode, encode_joined};
use crate::retry::RetryPolicy;

/// An operation of the specification. Emitted code has one `static` for each.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The identifier, as errors show it.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path with its parameters in braces: `/candidates/{id}`.
    pub path: &'static str,
    /// Where the body of an error holds what.
    pub error_body: ErrorBody,
}

impl Operation {
    /// An operation of whose error bodies nothing is known.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            error_body: ErrorBody::UNKNOWN,
        }
    }

    /// Says where the body of an error holds what.
    #[must_use]
    pub const fn with_error_body(mut self, error_body: ErrorBody) -> Self {
        self.error_body = error_body;
        self
    }
}

/// A request that is being put together.
#[derive(Clone)]
pub struct Request {
    operation: &'static Operation,
    path_parameters: Vec<(&'static str, String)>,
    query: String,
    pairs: usize,
    /// The part of `query` that each parameter wrote, and whether debug output may show it.
    written: Vec<(String, Range<usize>, bool)>,
    headers: HeaderMap,
    body: Option<Content>,
    options: RequestOptions,
}

impl Request {
    /// A request without parameters. It accepts JSON.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        Self {
            operation,
            path_parameters: Vec::new(),
            query: String::new(),
            pairs: 0,
            written: Vec::new(),
            headers,
            body: None,
            options: RequestOptions::new(),
        }
    }

    /// The operation that is asked for.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The query as it will be sent, without the question mark.
    #[must_use]
    pub fn query_string(&self) -> &str {
        &self.query
    }

    /// What a parameter wrote to the query, as it will be sent.
    pub(crate) fn query_text(&self, parameter: &str) -> Option<&str> {
        let mut written = self.written.iter();
        let (_, range, _) = written.find(|(name, _, _)| name == parameter)?;
        self.query.get(range.clone())
    }

    /// Sets a parameter of the path. Whatever it contains, it stays within its segment.
    ///
    /// # Errors
    ///
    /// The value is empty, or has no form in a path.
    pub fn path_parameter<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        let encoded = encode_joined(value)
            .map_err(|error| Error::encoding(self.operation, name, false, &error))?;
        let Some(encoded) = encoded.filter(|encoded| !encoded.is_empty()) else {
            return Err(self.refused(name, "it is part of the path and must not be empty"));
        };
        self.path_parameters.retain(|(other, _)| *other != name);
        self.path_parameters.push((name, encoded));
        Ok(())
    }

    /// Adds a parameter of the query. `None`, an empty array and an empty object send nothing.
    ///
    /// # Errors
    ///
    /// The value has no form in a query, or the server would read something else.
    pub fn query<T: Serialize + ?Sized>(
        &mut self,
        parameter: &'static QueryParameter,
        value: &T,
    ) -> Result<()> {
        let encoded = encode(parameter.name, parameter.style, value).map_err(|error| {
            Error::encoding(self.operation, parameter.name, parameter.personal, &error)
        })?;
        self.append(parameter.name, parameter.personal, &encoded)
    }

    /// Adds a parameter that the specification does not know, with nested brackets. To be
    /// called after all others; its value counts as personal.
    ///
    /// # Errors
    ///
    /// The value has no form in a query, or the server would read something else.
    pub fn extra_query<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<()> {
        let encoded = encode(name, QueryStyle::BRACKETS, value)
            .map_err(|error| Error::encoding(self.operation, name, true, &error))?;
        self.append(name, true, &encoded)
    }

    fn append(&mut self, name: &str, is_personal: bool, encoded: &Encoded) -> Result<()> {
        if encoded.pairs == 0 {
            return Ok(());
        }
        if self.pairs + encoded.pairs > MAX_PAIRS {
            let reason = format!(
                "the query would have more than {MAX_PAIRS} values, of which servers drop the \
                 rest; send fewer"
            );
            return Err(self.refused(name, &reason));
        }
        if !self.query.is_empty() {
            self.query.push('&');
        }
        let start = self.query.len();
        self.query.push_str(&encoded.text);
        self.pairs += encoded.pairs;
        self.written
            .push((name.to_owned(), start..self.query.len(), is_personal));
        Ok(())
    }

    /// Sets a header; `None` sends nothing.
    ///
    /// # Errors
    ///
    /// The value has no form in a header, or has a line break or another control character.
    pub fn header<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        let encoded = encode_joined(value)
            .map_err(|error| Error::encoding(self.operation, name, true, &error))?;
        let Some(encoded) = encoded else {
            return Ok(());
        };
        let text: Vec<u8> = percent_decode_str(&encoded).collect();
        let header_name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| self.refused(name, "this is no name of a header"))?;
        let value = HeaderValue::from_bytes(&text).map_err(|_| {
            self.refused(
                name,
                "a header cannot carry a line break or another control character",
            )
        })?;
        self.headers.insert(header_name, value);
        Ok(())
    }

    /// Adds a cookie, its value percent-encoded; `None` sends nothing.
    ///
    /// # Errors
    ///
    /// The name is no name of a cookie, or the value has no form in one.
    pub fn cookie<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        let encoded = encode_joined(value)
            .map_err(|error| Error::encoding(self.operation, name, true, &error))?;
        let Some(encoded) = encoded else {
            return Ok(());
        };
        // The names of cookies and of headers are made of the same characters.
        if HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err(self.refused(name, "this is no name of a cookie"));
        }
        let mut text = Vec::new();
        if let Some(before) = self.headers.get(COOKIE) {
            text.extend_from_slice(before.as_bytes());
            text.extend_from_slice(b"; ");
        }
        text.extend_from_slice(format!("{name}={encoded}").as_bytes());
        let mut cookies = HeaderValue::from_bytes(&text)
            .map_err(|_| self.refused(name, "a header cannot carry it"))?;
        cookies.set_sensitive(true);
        self.headers.insert(COOKIE, cookies);
        Ok(())
    }

    /// Says which type of content is wanted, in place of JSON.
    pub fn accept(&mut self, value: &'static str) {
        if let Ok(value) = HeaderValue::try_from(value) {
            self.headers.insert(ACCEPT, value);
        }
    }

    /// How long one attempt may take in all, in place of the client's setting.
    pub fn timeout(&mut self, timeout: Duration) {
        self.options.timeout = Some(timeout);
    }

    /// How long the whole call may take, with all attempts and waits, in place of the client's
    /// setting.
    pub fn call_timeout(&mut self, timeout: Duration) {
        self.options.call_timeout = Some(timeout);
    }

    /// When the request is sent again, in place of the client's setting.
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.options.retry = Some(policy);
    }

    /// Sets all that is set in the options.
    pub fn options(&mut self, options: &RequestOptions) {
        self.options.overlay(options);
    }

    pub(crate) fn own_options(&self) -> &RequestOptions {
        &self.options
    }

    /// Whether it does no harm to send the request twice: by its method, or because it
    /// carries an `Idempotency-Key`.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        let method = &self.operation.method;
        // GET, HEAD, OPTIONS, TRACE, PUT and DELETE.
        method.is_idempotent() || self.headers.contains_key("idempotency-key")
    }

    /// The timeout that was set for this request.
    #[must_use]
    pub fn own_timeout(&self) -> Option<Duration> {
        self.options.timeout
    }

    /// The query with something else in place of values that are personal.
    pub(crate) fn shown_query(&self, in_place: &str) -> String {
        let mut query = String::new();
        for (name, range, is_personal) in &self.written {
            if !query.is_empty() {
                query.push('&');
            }
            match self.query.get(range.clone()) {
                Some(text) if !is_personal => query.push_str(text),
                _ => {
                    query.push_str(name);
                    query.push('=');
                    query.push_str(in_place);
                }
            }
        }
        query
    }

    /// The request in full but for the client's own headers, of which `Authorization` is one.
    ///
    /// # Errors
    ///
    /// A parameter of the path is not set, or leads out of it; or the body is a stream that
    /// was sent already.
    pub fn to_http(&self, base_url: &BaseUrl) -> Result<http::Request<RequestBody>> {
        let mut uri = base_url.as_str().to_owned();
        self.write_path(&mut uri)?;
        if !self.query.is_empty() {
            uri.push('?');
            uri.push_str(&self.query);
        }
        let length = uri.len();
        let mut request = http::Request::builder()
            .method(self.operation.method.clone())
            .uri(uri)
            .body(self.sent_body())
            .map_err(|_| {
                // The reason could quote the query.
                Error::invalid_request(
                    self.operation,
                    format!(
                        "the parameters make an address that cannot be sent ({length} \
                         characters; no more than 65,534 fit)"
                    ),
                )
            })?;
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    fn write_path(&self, uri: &mut String) -> Result<()> {
        for segment in self.operation.path.split('/').skip(1) {
            uri.push('/');
            let start = uri.len();
            let mut left = segment;
            while let Some((before, rest)) = left.split_once('{') {
                let Some((name, after)) = rest.split_once('}') else {
                    break;
                };
                uri.push_str(before);
                let value = self
                    .path_parameters
                    .iter()
                    .find(|(other, _)| *other == name)
                    .ok_or_else(|| self.refused(name, "it is part of the path and is not set"))?;
                uri.push_str(&value.1);
                left = after;
            }
            uri.push_str(left);
            // Dots need no encoding, and these would be taken as steps within the path.
            if matches!(uri.get(start..), Some("." | "..")) && segment.contains('{') {
                return Err(Error::invalid_request(
                    self.operation,
                    format!("the path parameters of `{segment}` cannot be `.` or `..`"),
                ));
            }
        }
        Ok(())
    }

    /// The error for a parameter that cannot be sent, for callers that know a reason of their own.
    #[must_use]
    pub fn refused(&self, parameter: &str, reason: &str) -> Error {
        Error::invalid_parameter(self.operation, parameter, reason)
    }
}

/// Shows no personal value, no value of the path, and of headers and body only that they are.
impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.shown_query("[personal data]");
        formatter
            .debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("method", &self.operation.method)
            .field("path", &self.operation.path)
            .field("query", &query)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
