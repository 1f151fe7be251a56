//! What was asked of the server.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// A request as it came in. The token is not in it, only whether there was one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, such as `GET`.
    pub method: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// The query as sent, still percent-encoded, without the `?`; empty when there is none.
    pub query: String,
    /// Whether a bearer token that is not empty came with it.
    pub has_token: bool,
}

/// The last requests, oldest first.
#[derive(Debug)]
pub(crate) struct RequestLog {
    capacity: usize,
    requests: Mutex<VecDeque<RecordedRequest>>,
}

impl RequestLog {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            requests: Mutex::default(),
        }
    }

    /// Adds a request and forgets the oldest when there are too many.
    pub(crate) fn record(&self, request: RecordedRequest) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.push_back(request);
        while requests.len() > self.capacity {
            requests.pop_front();
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(path: &str) -> RecordedRequest {
        RecordedRequest {
            method: "GET".into(),
            path: path.into(),
            query: String::new(),
            has_token: true,
        }
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let log = RequestLog::new(2);
        for path in ["/1", "/2", "/3"] {
            log.record(request(path));
        }
        assert_eq!(log.requests(), [request("/2"), request("/3")]);

        let none = RequestLog::new(0);
        none.record(request("/1"));
        assert!(none.requests().is_empty());
    }
}
