//! One call: its attempts, the waits between them, and its limit of time.

use std::borrow::Cow;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::StatusCode;

use super::{BaseUrl, Inner};
use crate::auth::UsedToken;
use crate::body::RequestBody;
use crate::error::{Error, Result};
use crate::request::{Operation, Request};
use crate::retry::{RetryEvent, RetryPolicy};
use crate::telemetry::CallSpan;
use crate::timer::within;

/// Why a request is not sent again that would be.
const SENT_ONCE: &str =
    "it was not tried again, as the body is a stream that can be sent only once";

const REDIRECTED_ONCE: &str =
    "the server redirects, and the body is a stream that can be sent only once";

pub(super) struct Call<'a> {
    client: &'a Inner,
    pub(super) request: &'a Request,
    pub(super) operation: &'static Operation,
    pub(super) server: Cow<'a, BaseUrl>,
    pub(super) span: CallSpan,
    policy: RetryPolicy,
    limit: Option<Duration>,
    began: Instant,
    attempts: AtomicU32,
    /// How often it was tried again because of a failure; for a new token does not count.
    retries: AtomicU32,
    /// The token that the attempt is made with, if a provider gave it.
    token: Mutex<Option<UsedToken<'a>>>,
    has_new_token: AtomicBool,
    /// Why there is another attempt.
    last_error: Mutex<Option<Error>>,
}

impl<'a> Call<'a> {
    pub(super) fn new(client: &'a Inner, request: &'a Request) -> Result<Self> {
        let options = request.own_options();
        // What is read while it is sent takes as long as it takes.
        let limit = client
            .timeouts
            .call
            .filter(|_| !request.has_streamed_body());
        let server = client.servers.of(request.operation(), &client.base_url)?;
        Ok(Self {
            client,
            request,
            operation: request.operation(),
            span: CallSpan::new(request, &server),
            server,
            policy: options.retry.unwrap_or(client.retry),
            limit: options.call_timeout.or(limit),
            began: client.timer.now(),
            attempts: AtomicU32::new(0),
            retries: AtomicU32::new(0),
            token: Mutex::new(None),
            has_new_token: AtomicBool::new(false),
            last_error: Mutex::new(None),
        })
    }

    /// Counts an attempt that begins: how many it makes.
    pub(super) fn count_attempt(&self) -> u32 {
        self.attempts.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn attempts(&self) -> u32 {
        self.attempts.load(Ordering::Relaxed)
    }

    /// Whether there are the credentials that the operation asks for, before it takes its place
    /// among those that wait.
    pub(super) fn check_credentials(&self, request: &http::Request<RequestBody>) -> Result<()> {
        self.client.keychain.check(self.operation, request)
    }

    /// Adds the credentials that the operation asks for to an attempt.
    pub(super) async fn sign(&self, request: &mut http::Request<RequestBody>) -> Result<()> {
        let client = self.client;
        let signing = client
            .keychain
            .sign(self.operation, request, &*client.timer);
        let used = signing.await?;
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = used;
        Ok(())
    }

    /// Whether the token was refused and there may be a new one, which there is once a call.
    /// A refused request was not acted on, so any may be sent again.
    fn may_have_new_token(&self, error: &Error) -> bool {
        // A 401 of a provider behind the server says nothing of this token.
        let is_refused = error.is_status()
            && error.status() == Some(StatusCode::UNAUTHORIZED)
            && error.is_provider_fault() != Some(true);
        if !is_refused {
            return false;
        }
        let used = self
            .token
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(used) = used else {
            return false;
        };
        used.tokens.refuse(used.number);
        !self.has_new_token.swap(true, Ordering::Relaxed)
    }

    /// Waits until it is time to try again. When there is to be no further attempt the error
    /// is given back, at once.
    pub(super) async fn recover(&self, error: Error) -> Result<()> {
        let attempts = self.attempts();
        let has_new_token = self.may_have_new_token(&error);
        // A stream that was begun cannot be sent a second time.
        let is_sendable = self.request.is_body_sendable();
        if has_new_token && is_sendable {
            self.span.failed(&error, attempts, Some(Duration::ZERO));
            return Ok(());
        }
        let retries = self.retries.load(Ordering::Relaxed);
        let timer = &self.client.timer;
        let elapsed = timer.now().saturating_duration_since(self.began);
        let wait = self.policy.wait_after(
            &error,
            retries,
            elapsed,
            timer.system_now(),
            &*self.client.randomness,
        );
        // A wait that ends after the call's own time would only hide the error.
        let is_in_time = |wait: Duration| {
            self.limit
                .is_none_or(|limit| elapsed.saturating_add(wait) < limit)
        };
        let wait =
            wait.filter(|wait| attempts > 0 && self.request.is_idempotent() && is_in_time(*wait));
        let (wait, error) = if !is_sendable && (wait.is_some() || has_new_token) {
            (None, error.with_note(SENT_ONCE))
        } else if !is_sendable && is_redirect(&error) {
            (None, error.with_message(REDIRECTED_ONCE))
        } else {
            (wait, error)
        };
        self.span.failed(&error, attempts, wait);
        let Some(wait) = wait else {
            return Err(error.after_attempts(attempts));
        };
        if let Some(hook) = &self.client.retry_hook {
            hook.call(&RetryEvent {
                operation: self.operation.id,
                retry: retries + 1,
                wait,
                elapsed,
                error: &error,
            });
        }
        self.retries.store(retries + 1, Ordering::Relaxed);
        *self.last_error() = Some(error);
        if !wait.is_zero() {
            timer.sleep(wait).await;
        }
        Ok(())
    }

    /// Holds the work to the call's limit of time.
    pub(super) async fn limited<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let limited = async {
            let outcome = within(&*self.client.timer, self.limit, work).await;
            outcome.unwrap_or_else(|| {
                let attempts = self.attempts();
                let message = format!(
                    "the call took longer than its limit of {:?} in all",
                    self.limit.unwrap_or_default()
                );
                let last = self.last_error().take();
                Err(Error::timeout(self.operation, message, last).after_attempts(attempts))
            })
        };
        self.span.around(limited).await
    }

    /// The error of an attempt that the client had to break off.
    pub(super) fn attempt_timeout(&self, limit: Option<Duration>) -> Error {
        Error::timeout(self.operation, attempt_limit(limit), None)
    }

    fn last_error(&self) -> std::sync::MutexGuard<'_, Option<Error>> {
        self.last_error
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the request was to be sent again elsewhere, with its body.
fn is_redirect(error: &Error) -> bool {
    let status = error.status();
    status.is_some_and(|status| matches!(status.as_u16(), 307 | 308))
}

/// What is said of an attempt that took too long.
pub(super) fn attempt_limit(limit: Option<Duration>) -> String {
    format!(
        "it took too long: an attempt has a limit of {:?}",
        limit.unwrap_or_default()
    )
}
