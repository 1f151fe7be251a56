//! When a request that failed is sent again, and how long to wait before.
//!
//! What is worth another try is [`Error::is_retryable`](crate::Error::is_retryable); what
//! may be sent twice is told by the method, or by an `Idempotency-Key` on the request.

mod backoff;
mod policy;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use backoff::{Randomness, ThreadRandomness};
pub use policy::RetryPolicy;

use crate::error::Error;

/// What a hook is told before a request is sent again.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RetryEvent<'a> {
    /// The operation's identifier.
    pub operation: &'static str,
    /// Which retry comes: the first is 1.
    pub retry: u32,
    /// How long it is waited before.
    pub wait: Duration,
    /// How long the call has taken so far.
    pub elapsed: Duration,
    /// Why: the error of the attempt before.
    pub error: &'a Error,
}

/// Called before each retry.
#[derive(Clone)]
pub(crate) struct RetryHook(Arc<dyn Fn(&RetryEvent<'_>) + Send + Sync>);

impl RetryHook {
    pub(crate) fn new(hook: impl Fn(&RetryEvent<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hook))
    }

    pub(crate) fn call(&self, event: &RetryEvent<'_>) {
        (self.0)(event);
    }
}

impl fmt::Debug for RetryHook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RetryHook")
    }
}
