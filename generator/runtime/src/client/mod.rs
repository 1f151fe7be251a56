//! The client: it adds who is asking, sends, and turns what is not a success into an error.

mod answer;
mod base_url;
mod builder;
mod call;
mod servers;
mod template;
mod timeouts;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::header::{CONTENT_LENGTH, USER_AGENT};

pub use base_url::BaseUrl;
pub use builder::ClientBuilder;
pub use template::{ServerTemplate, ServerVariable};
pub use timeouts::Timeouts;

use crate::auth::Keychain;
use crate::body::{Body, ByteStream, RequestBody};
use crate::error::{Error, Result};
use crate::limiter::RateLimiter;
use crate::request::Request;
use crate::response::{RawResponse, ResponseInfo};
use crate::retry::{Randomness, RetryHook, RetryPolicy};
use crate::timer::{Timer, within};
use crate::transport::{Attempt, Transport};
use call::Call;
use servers::Servers;

/// Sends requests. Cloning it is cheap; clones share their connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    transport: Box<dyn Transport>,
    base_url: BaseUrl,
    servers: Servers,
    keychain: Keychain,
    user_agent: HeaderValue,
    max_response_bytes: u64,
    timeouts: Timeouts,
    limiter: Option<RateLimiter>,
    retry: RetryPolicy,
    retry_hook: Option<RetryHook>,
    timer: Arc<dyn Timer>,
    randomness: Box<dyn Randomness>,
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

    /// Sends a request and reads the answer whole. What fails is tried again as the client's
    /// [`RetryPolicy`] says, or the request's own. Dropping the future aborts the request.
    ///
    /// # Errors
    ///
    /// The request could not be made or answered, the status is not a success, or the answer
    /// is larger than it may be. It is the error of the last attempt.
    pub async fn send(&self, request: Request) -> Result<RawResponse> {
        let call = Call::new(&self.0, &request)?;
        call.limited(async {
            loop {
                match self.attempt_whole(&call).await {
                    Ok(response) => return Ok(response),
                    Err(error) => call.recover(error).await?,
                }
            }
        })
        .await
    }

    /// Sends a request and gives the answer as it arrives, of any size and type. Once it
    /// arrives there is no limit but on how long nothing comes, and it is not tried again.
    ///
    /// # Errors
    ///
    /// The request could not be made or answered, or the status is not a success.
    pub async fn send_streaming(&self, request: Request) -> Result<ByteStream> {
        let call = Call::new(&self.0, &request)?;
        call.limited(async {
            loop {
                match self.attempt_streaming(&call).await {
                    Ok(stream) => return Ok(stream),
                    Err(error) => call.recover(error).await?,
                }
            }
        })
        .await
    }

    /// Reads the rest of an answer that was asked for as a stream, up to the size that the
    /// client allows.
    ///
    /// # Errors
    ///
    /// The connection broke, or the answer is larger than it may be. It is not asked for again.
    pub async fn read_whole(&self, stream: ByteStream) -> Result<RawResponse> {
        let (operation, info, body) = stream.into_parts();
        answer::read(operation, info, body, self.0.max_response_bytes).await
    }

    async fn attempt_whole(&self, call: &Call<'_>) -> Result<RawResponse> {
        let limit = self.0.timeouts.attempt;
        let limit = limit.filter(|_| !call.request.has_streamed_body());
        let timeout = call.request.own_timeout().or(limit);
        let http_request = self.prepare(call, timeout).await?;
        let timer = &*self.0.timer;
        let began = timer.now();
        // The transport is told of the limit, but not every transport heeds it.
        let attempt = within(timer, timeout, async {
            let (info, body) = self.start(call, http_request).await?;
            answer::read(call.operation, info, body, self.0.max_response_bytes).await
        });
        match attempt.await {
            None => Err(call.attempt_timeout(timeout)),
            // Whichever of the two noticed first, it is the same limit.
            Some(Err(error))
                if error.is_timeout()
                    && timeout.is_some_and(|limit| {
                        timer.now().saturating_duration_since(began) >= limit
                    }) =>
            {
                Err(error.with_message(call::attempt_limit(timeout)))
            }
            Some(outcome) => outcome,
        }
    }

    async fn attempt_streaming(&self, call: &Call<'_>) -> Result<ByteStream> {
        let timeout = call.request.own_timeout();
        let http_request = self.prepare(call, timeout).await?;
        let attempt = within(&*self.0.timer, timeout, async {
            let (info, body) = self.start(call, http_request).await?;
            if info.status.is_success() {
                return Ok(ByteStream::new(body, info, call.operation));
            }
            let limit = self.0.max_response_bytes;
            Err(answer::status_error(call.operation, info, body, limit).await)
        });
        attempt
            .await
            .unwrap_or_else(|| Err(call.attempt_timeout(timeout)))
    }

    /// One attempt up to the head of the answer.
    async fn start(
        &self,
        call: &Call<'_>,
        http_request: http::Request<RequestBody>,
    ) -> Result<(ResponseInfo, Body)> {
        let attempts = call.count_attempt();
        let response = self
            .0
            .transport
            .send(http_request)
            .await
            .map_err(|error| Error::transport(call.operation, error))?;
        let (head, body) = response.into_parts();
        let mut info = ResponseInfo::new(head.status, head.headers);
        info.attempts = attempts;
        call.span.answered(&info);
        Ok((info, body))
    }

    /// Makes the request for an attempt once it may leave and there are credentials for it.
    async fn prepare(
        &self,
        call: &Call<'_>,
        timeout: Option<Duration>,
    ) -> Result<http::Request<RequestBody>> {
        let mut http_request = call.request.to_http(&call.server)?;
        call.check_credentials(&http_request)?;
        if let Some(limiter) = &self.0.limiter {
            limiter.admit(call.request, &*self.0.timer).await;
        }
        let body = http_request.body_mut();
        let unread = |error| Error::transport(call.operation, error);
        body.measure().await.map_err(unread)?;
        // Of whole bytes every HTTP stack tells the length itself.
        let length = body.length().filter(|_| body.as_bytes().is_none());
        if let Some(length) = length {
            let headers = http_request.headers_mut();
            headers.insert(CONTENT_LENGTH, length.into());
        }
        call.sign(&mut http_request).await?;
        // Some servers know their callers by it, so a call may have one of its own.
        let headers = http_request.headers_mut();
        let user_agent = headers.entry(USER_AGENT);
        user_agent.or_insert_with(|| self.0.user_agent.clone());
        let attempt = Attempt::new(call.request, timeout);
        http_request.extensions_mut().insert(attempt);
        Ok(http_request)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.0.base_url.as_str())
            .field("has_token", &self.0.keychain.has_token())
            .field(
                "credentials",
                &self.0.keychain.schemes().collect::<Vec<_>>(),
            )
            .field("max_response_bytes", &self.0.max_response_bytes)
            .field("timeouts", &self.0.timeouts)
            .field("retry", &self.0.retry)
            .finish_non_exhaustive()
    }
}
