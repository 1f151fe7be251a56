//! Requests as values: nothing is sent here, and no network is needed to test it.

use std::fmt;
use std::ops::Range;
use std::time::Duration;

mod body;
mod cookie;
mod header;
mod options;
mod path;

pub use body::{FormField, FormStyle};
pub use cookie::CookieStyle;
pub use header::HeaderStyle;
pub use options::RequestOptions;
pub use path::PathStyle;

use http::header::ACCEPT;
use http::{HeaderMap, HeaderValue, Method};
use serde::Serialize;

use crate::auth::Alternatives;
use crate::body::{Content, RequestBody};
use crate::client::BaseUrl;
use crate::error::{Error, ErrorBody, Result};
use crate::query::{Encoded, MAX_PAIRS, QueryParameter, QueryStyle, encode, encode_parameter};
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
    /// The credentials that it asks for; `None` if nothing is known of them, and then the
    /// client's token goes with it.
    pub security: Option<Alternatives>,
    /// The server that it has in place of the client's.
    pub server: Option<&'static str>,
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
            security: None,
            server: None,
        }
    }

    /// Says where the body of an error holds what.
    #[must_use]
    pub const fn with_error_body(mut self, error_body: ErrorBody) -> Self {
        self.error_body = error_body;
        self
    }

    /// Says which credentials it asks for: one of the alternatives, and all of that one. An
    /// empty alternative is a call without any; without alternatives none are ever sent.
    #[must_use]
    pub const fn with_security(mut self, alternatives: Alternatives) -> Self {
        self.security = Some(alternatives);
        self
    }

    /// Says where it is, if not where the client's other operations are: an address, or a path
    /// from the root of the client's host. [`ClientBuilder::server`] puts another in its place.
    ///
    /// [`ClientBuilder::server`]: crate::ClientBuilder::server
    #[must_use]
    pub const fn with_server(mut self, server: &'static str) -> Self {
        self.server = Some(server);
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
    /// Whether a name in the query has brackets, so that their parsers' limits hold for all of it.
    has_brackets: bool,
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
            has_brackets: false,
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
        let encoded = encode_parameter(parameter, value).map_err(|error| {
            Error::encoding(self.operation, parameter.name, parameter.personal, &error)
        })?;
        self.append(
            parameter.name,
            parameter.style,
            parameter.personal,
            &encoded,
        )
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
        self.append(name, QueryStyle::BRACKETS, true, &encoded)
    }

    /// Puts another query in place of the one that was put together: that of a link which the
    /// server gave. Its values count as personal, for nobody knows what they are.
    pub(crate) fn replace_query(&mut self, query: &str) {
        self.query = query.to_owned();
        self.written.clear();
        self.pairs = 0;
        self.has_brackets = false;
        let mut start = 0;
        for pair in query.split('&') {
            let name = pair.split('=').next().unwrap_or_default();
            let end = start + pair.len();
            self.written.push((name.to_owned(), start..end, true));
            self.pairs += 1;
            start = end + 1;
        }
    }

    fn append(
        &mut self,
        name: &str,
        style: QueryStyle,
        is_personal: bool,
        encoded: &Encoded,
    ) -> Result<()> {
        if encoded.pairs == 0 {
            return Ok(());
        }
        let has_brackets = self.has_brackets || style.has_brackets();
        if has_brackets && self.pairs + encoded.pairs > MAX_PAIRS {
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
        self.has_brackets = has_brackets;
        self.written
            .push((name.to_owned(), start..self.query.len(), is_personal));
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

    /// The request in full but for the client's own headers and credentials. It goes to this
    /// address, even if its operation has a server of its own.
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
