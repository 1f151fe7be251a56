//! How long things may take.

use std::time::Duration;

/// Limits of time. Each can be switched off with `None`, and each can be another for one
/// request: see [`RequestOptions`](crate::RequestOptions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For making a connection: 10 seconds unless set.
    pub connect: Option<Duration>,
    /// For the time in which no byte arrives: 60 seconds unless set.
    pub idle: Option<Duration>,
    /// For one attempt in all, its body included: 5 minutes unless set. It does not hold for
    /// streams, which take as long as they take: answers that are given as they arrive, and
    /// bodies that are read from files or streams as they are sent.
    pub attempt: Option<Duration>,
    /// For one call in all, with every attempt and the waits in between: 10 minutes unless
    /// set. Of a stream it is the time until its head has arrived. It does not hold for bodies
    /// that are read from files or streams as they are sent.
    pub call: Option<Duration>,
}

impl Timeouts {
    /// The same with another limit for making a connection.
    #[must_use]
    pub fn with_connect(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect = limit.into();
        self
    }

    /// The same with another limit for the time in which no byte arrives.
    #[must_use]
    pub fn with_idle(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.idle = limit.into();
        self
    }

    /// The same with another limit for one attempt.
    #[must_use]
    pub fn with_attempt(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.attempt = limit.into();
        self
    }

    /// The same with another limit for one call in all.
    #[must_use]
    pub fn with_call(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.call = limit.into();
        self
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(10)),
            idle: Some(Duration::from_secs(60)),
            attempt: Some(Duration::from_secs(300)),
            call: Some(Duration::from_secs(600)),
        }
    }
}
