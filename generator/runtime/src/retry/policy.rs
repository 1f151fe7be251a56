//! How often and how soon.

use std::time::{Duration, SystemTime};

use super::backoff::{Randomness, full_jitter};
use crate::error::Error;

/// How often a request is sent again, and how soon.
///
/// The wait before a retry is what the server asks for (`Retry-After`; on a 429 without it
/// the time until the rate limit is reset); where it asks for nothing, a part chosen by
/// chance of a time that doubles with every retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// How many times at most a request is sent again: 3 unless set. 0 is never.
    pub max_retries: u32,
    /// The longest wait before the first retry: half a second unless set.
    pub base_delay: Duration,
    /// The longest wait before any retry: 10 seconds unless set.
    pub max_delay: Duration,
    /// The longest wait that a server can ask for: a minute unless set. If it asks for more,
    /// this long is waited.
    pub max_retry_after: Duration,
    /// After how long in all no retry begins: 5 minutes unless set, without end for `None`. A
    /// wait that would go past it is not begun either.
    pub max_elapsed: Option<Duration>,
}

impl RetryPolicy {
    /// Never again.
    #[must_use]
    pub fn none() -> Self {
        Self::default().with_max_retries(0)
    }

    /// The same with another number of retries.
    #[must_use]
    pub fn with_max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = max_retries;
        self
    }

    /// The same with another longest wait before the first retry.
    #[must_use]
    pub fn with_base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The same with another longest wait before any retry.
    #[must_use]
    pub fn with_max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The same with another longest wait that a server can ask for.
    #[must_use]
    pub fn with_max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// The same with another limit in all.
    #[must_use]
    pub fn with_max_elapsed(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.max_elapsed = limit.into();
        self
    }

    /// How long to wait before the next retry; `None` when there is to be none. It does not
    /// ask whether the request may be sent twice.
    #[must_use]
    pub fn wait_after(
        &self,
        error: &Error,
        retries_so_far: u32,
        elapsed: Duration,
        now: SystemTime,
        randomness: &dyn Randomness,
    ) -> Option<Duration> {
        if retries_so_far >= self.max_retries || !error.is_retryable() {
            return None;
        }
        let wait = match error.retry_after_at(now) {
            Some(asked) => asked.min(self.max_retry_after),
            None => full_jitter(self.base_delay, self.max_delay, retries_so_far, randomness),
        };
        let is_in_time = self
            .max_elapsed
            .is_none_or(|limit| elapsed.saturating_add(wait) <= limit);
        is_in_time.then_some(wait)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(10),
            max_retry_after: Duration::from_secs(60),
            max_elapsed: Some(Duration::from_secs(300)),
        }
    }
}
