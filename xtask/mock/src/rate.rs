//! The rate-limit headers: they count down, and nothing is ever refused.

use std::time::{Duration, Instant};

use hyper::header::{HeaderMap, HeaderName, HeaderValue};

/// Truto's documented limit for one integrated account: 50 requests in 10 seconds.
const QUOTA: u32 = 50;
const WINDOW: Duration = Duration::from_secs(10);

/// A window that begins with its first request.
#[derive(Debug, Default)]
pub(crate) struct RateWindow {
    current: Option<(Instant, u32)>,
}

/// What the headers of one answer say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RateState {
    remaining: u32,
    reset: u64,
}

impl RateWindow {
    /// Counts one request at `now`.
    pub(crate) fn count(&mut self, now: Instant) -> RateState {
        let (began, used) = match self.current {
            Some((began, used)) if now.saturating_duration_since(began) < WINDOW => (began, used),
            _ => (now, 0),
        };
        let used = used.saturating_add(1);
        self.current = Some((began, used));

        let left = WINDOW.saturating_sub(now.saturating_duration_since(began));
        // Rounded up: a client that waits this long is in the next window for certain.
        let reset = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        RateState {
            remaining: QUOTA.saturating_sub(used),
            reset,
        }
    }
}

impl RateState {
    pub(crate) fn write(self, headers: &mut HeaderMap) {
        let limit = HeaderValue::from_static("50;w=10");
        headers.insert(HeaderName::from_static("ratelimit-limit"), limit);
        headers.insert(
            HeaderName::from_static("ratelimit-remaining"),
            self.remaining.into(),
        );
        headers.insert(
            HeaderName::from_static("ratelimit-reset"),
            self.reset.into(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_down_stays_at_zero_and_begins_again() {
        let mut window = RateWindow::default();
        let start = Instant::now();
        assert_eq!(
            window.count(start),
            RateState {
                remaining: 49,
                reset: 10
            }
        );
        let later = start + Duration::from_millis(2_500);
        assert_eq!(
            window.count(later),
            RateState {
                remaining: 48,
                reset: 8
            }
        );
        for _ in 0..100 {
            window.count(later);
        }
        assert_eq!(window.count(later).remaining, 0);
        assert_eq!(
            window.count(start + WINDOW),
            RateState {
                remaining: 49,
                reset: 10
            }
        );
    }

    #[test]
    fn the_headers_have_the_documented_form() {
        let mut headers = HeaderMap::new();
        RateState {
            remaining: 7,
            reset: 3,
        }
        .write(&mut headers);
        assert_eq!(headers["ratelimit-limit"], "50;w=10");
        assert_eq!(headers["ratelimit-remaining"], "7");
        assert_eq!(headers["ratelimit-reset"], "3");
        assert!(QUOTA == 50 && WINDOW.as_secs() == 10);
    }
}
