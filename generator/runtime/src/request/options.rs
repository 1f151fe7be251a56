//! Settings for one request, in place of the client's.

use std::time::Duration;

use crate::retry::RetryPolicy;

/// Settings for one request, in place of the client's. What is not set stays as the client
/// has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestOptions {
    /// How long one attempt may take, its body included.
    pub timeout: Option<Duration>,
    /// How long the whole call may take, with all attempts and waits.
    pub call_timeout: Option<Duration>,
    /// How long making a connection may take.
    pub connect_timeout: Option<Duration>,
    /// For how long nothing may arrive.
    pub idle_timeout: Option<Duration>,
    /// When the request is sent again.
    pub retry: Option<RetryPolicy>,
}

impl RequestOptions {
    /// Nothing set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long one attempt may take, its body included.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// How long the whole call may take, with all attempts and waits. Of a stream it is the
    /// time until its head has arrived.
    #[must_use]
    pub fn call_timeout(mut self, limit: Duration) -> Self {
        self.call_timeout = Some(limit);
        self
    }

    /// How long making a connection may take. A transport of one's own may not heed it.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = Some(limit);
        self
    }

    /// For how long nothing may arrive. A transport of one's own may not heed it.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle_timeout = Some(limit);
        self
    }

    /// When the request is sent again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sets what `other` sets.
    pub(super) fn overlay(&mut self, other: &Self) {
        self.timeout = other.timeout.or(self.timeout);
        self.call_timeout = other.call_timeout.or(self.call_timeout);
        self.connect_timeout = other.connect_timeout.or(self.connect_timeout);
        self.idle_timeout = other.idle_timeout.or(self.idle_timeout);
        self.retry = other.retry.or(self.retry);
    }
}
