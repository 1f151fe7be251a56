//! The client: it adds who is asking, sends, and turns what is not a success into an error.

mod base_url;
mod builder;
mod timeouts;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, LOCATION, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode};

pub use base_url::BaseUrl;
pub use builder::ClientBuilder;
pub use timeouts::Timeouts;

use crate::body::{Body, ByteStream, Collected, collect};
use crate::error::{Error, Result};
use crate::request::{Operation, Request};
use crate::response::{RawResponse, Response, ResponseInfo};
use crate::transport::{Attempt, Transport};

/// How much of the body of an error is kept at most.
const MAX_ERROR_BYTES: u64 = 8 * 1024 * 1024;

/// Sends requests. Cloning it is cheap; clones share their connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    transport: Box<dyn Transport>,
    base_url: BaseUrl,
    authorization: Option<HeaderValue>,
    user_agent: HeaderValue,
    max_response_bytes: u64,
    timeouts: Timeouts,
}

impl Client {
    /// Begins to set a client up.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Where requests go.
    #[must_use]
    pub fn base_url(&self) -> &BaseUrl {
        &self.0.base_url
    }

    /// Sends a request and reads the answer whole.
    ///
    /// # Errors
    ///
    /// The request could not be made or answered, the status is not a success, or the answer
    /// is larger than it may be.
    pub async fn send(&self, request: Request) -> Result<RawResponse> {
        let operation = request.operation();
        let timeout = request.own_timeout().or(self.0.timeouts.attempt);
        let (info, body) = self.start(&request, timeout).await?;
        let limit = self.0.max_response_bytes;
        if info.status.is_success() && declared_length(&info.headers) > Some(limit) {
            return Err(Error::too_large(operation, info, limit));
        }
        if !info.status.is_success() {
            return Err(status_error(operation, info, body, limit).await);
        }
        match collect(body, limit).await {
            Collected::Whole(bytes) => Ok(Response::new(bytes, info)),
            Collected::TooLarge(_) => Err(Error::too_large(operation, info, limit)),
            Collected::Broken(bytes, error) => Err(Error::transport(operation, error)
                .with_info(info)
                .with_body(bytes)),
        }
    }

    /// Sends a request and gives the answer as it arrives, of any size and type. Once it
    /// arrives there is no limit but on how long nothing comes.
    ///
    /// # Errors
    ///
    /// The request could not be made or answered, or the status is not a success.
    pub async fn send_streaming(&self, request: Request) -> Result<ByteStream> {
        let operation = request.operation();
        let (info, body) = self.start(&request, request.own_timeout()).await?;
        if !info.status.is_success() {
            return Err(status_error(operation, info, body, self.0.max_response_bytes).await);
        }
        Ok(ByteStream::new(body, info, operation))
    }

    /// One attempt up to the head of the answer.
    async fn start(
        &self,
        request: &Request,
        timeout: Option<Duration>,
    ) -> Result<(ResponseInfo, Body)> {
        let operation = request.operation();
        let http_request = self.prepare(request, timeout)?;
        let response = self
            .0
            .transport
            .send(http_request)
            .await
            .map_err(|error| Error::transport(operation, error))?;
        let (head, body) = response.into_parts();
        Ok((ResponseInfo::new(head.status, head.headers), body))
    }

    fn prepare(
        &self,
        request: &Request,
        timeout: Option<Duration>,
    ) -> Result<http::Request<Bytes>> {
        let mut http_request = request.to_http(&self.0.base_url)?;
        let headers = http_request.headers_mut();
        headers.insert(USER_AGENT, self.0.user_agent.clone());
        if let Some(authorization) = &self.0.authorization {
            headers.insert(AUTHORIZATION, authorization.clone());
        }
        let attempt = Attempt::new(request.operation().id, timeout);
        http_request.extensions_mut().insert(attempt);
        Ok(http_request)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.0.base_url.as_str())
            .field("has_token", &self.0.authorization.is_some())
            .field("max_response_bytes", &self.0.max_response_bytes)
            .field("timeouts", &self.0.timeouts)
            .finish_non_exhaustive()
    }
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// A status that is not a success is an error with that status, whatever becomes of its body.
async fn status_error(
    operation: &'static Operation,
    info: ResponseInfo,
    body: Body,
    limit: u64,
) -> Error {
    let note = redirect_note(&info);
    match collect(body, limit.min(MAX_ERROR_BYTES)).await {
        Collected::Whole(bytes) => Error::bad_status(operation, Response::new(bytes, info), note),
        Collected::TooLarge(bytes) => Error::bad_status(
            operation,
            Response::new(bytes, info),
            "its body is too large to be kept whole",
        ),
        Collected::Broken(bytes, error) => {
            Error::bad_status(operation, Response::new(bytes, info), "its body broke off")
                .caused_by(error)
        }
    }
}

/// Where a redirect that was not followed leads: the origin only, as the rest may hold
/// values of the query.
fn redirect_note(info: &ResponseInfo) -> String {
    if !info.status.is_redirection() || info.status == StatusCode::NOT_MODIFIED {
        return String::new();
    }
    let origin = info
        .headers
        .get(LOCATION)
        .and_then(|location| location.to_str().ok())
        .and_then(|location| location.parse::<http::Uri>().ok())
        .and_then(|location| Some(format!("{}://{}", location.scheme_str()?, location.host()?)));
    match origin {
        Some(origin) => format!(
            "the server redirects to {origin}, where the token must not go unasked; if that is \
             the right address, set it as the base URL"
        ),
        None => "the server redirects, and the redirect was not followed".to_owned(),
    }
}
