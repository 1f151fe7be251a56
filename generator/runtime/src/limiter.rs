//! Holding requests back so that a server's rate limit is not met.
//!
//! Within any span of a window no more requests leave than the limit allows; those that are
//! too many wait, in their order. (A bucket that fills drop by drop would let through nearly
//! twice as many in the worst window.)

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::request::Request;
use crate::timer::Timer;

/// After how many values of the parameter those that are idle are forgotten.
const REMEMBERED: usize = 1024;

/// Lets requests wait so that no limit is met. Clones share their counts: give one to all
/// clients that use the same token.
///
/// ```
/// # use std::time::Duration;
/// # use oas_runtime::limiter::RateLimiter;
/// let window = Duration::from_secs(10);
/// let limiter = RateLimiter::new()
///     .in_all(500, window)
///     .for_each("integrated_account_id", 50, window);
/// ```
#[derive(Clone)]
pub struct RateLimiter {
    in_all: Option<Quota>,
    each: Option<(&'static str, Quota)>,
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Copy, Debug)]
struct Quota {
    requests: usize,
    window: Duration,
}

impl Quota {
    fn new(requests: u32, window: Duration) -> Self {
        Self {
            // With none allowed nothing would ever leave.
            requests: usize::try_from(requests.max(1)).unwrap_or(usize::MAX),
            window,
        }
    }
}

#[derive(Default)]
struct State {
    next_ticket: u64,
    in_all: Count,
    each: HashMap<String, Count>,
}

impl RateLimiter {
    /// Without a limit.
    #[must_use]
    pub fn new() -> Self {
        Self {
            in_all: None,
            each: None,
            state: Arc::default(),
        }
    }

    /// At most this many requests within the window in all. 0 counts as 1.
    #[must_use]
    pub fn in_all(mut self, requests: u32, window: Duration) -> Self {
        self.in_all = Some(Quota::new(requests, window));
        self
    }

    /// At most this many requests within the window for each value of a query parameter, the
    /// account for one. Requests without it count together. 0 counts as 1.
    #[must_use]
    pub fn for_each(mut self, parameter: &'static str, requests: u32, window: Duration) -> Self {
        self.each = Some((parameter, Quota::new(requests, window)));
        self
    }

    /// Waits until the request may leave.
    pub(crate) async fn admit(&self, request: &Request, timer: &dyn Timer) {
        let key = self
            .each
            .map(|(parameter, _)| request.query_text(parameter).unwrap_or_default().to_owned());
        let mut ticket = Ticket::take(self, key);
        while let Some(wait) = ticket.wait_at(timer.now()) {
            timer.sleep(wait).await;
        }
    }

    /// How many values of the parameter it has counts for. Those that are idle are forgotten
    /// in time.
    #[must_use]
    pub fn remembered(&self) -> usize {
        self.lock().each.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing under the lock panics; were it so, the counts would still be whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for RateLimiter {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for RateLimiter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RateLimiter")
            .field("in_all", &self.in_all)
            .field("each", &self.each)
            .finish_non_exhaustive()
    }
}

/// A place in the queue, given up when it is dropped.
struct Ticket<'a> {
    limiter: &'a RateLimiter,
    number: u64,
    key: Option<String>,
}

impl<'a> Ticket<'a> {
    fn take(limiter: &'a RateLimiter, key: Option<String>) -> Self {
        let mut state = limiter.lock();
        let number = state.next_ticket;
        state.next_ticket += 1;
        if let Some(key) = &key {
            let count = state.each.entry(key.clone()).or_default();
            count.waiting.insert(number);
        }
        Self {
            limiter,
            number,
            key,
        }
    }

    /// How long to wait still; `None` when the request may leave, which is then counted.
    fn wait_at(&mut self, now: Instant) -> Option<Duration> {
        let mut state = self.limiter.lock();
        let state = &mut *state;
        let each = match (self.limiter.each, &self.key) {
            (Some((_, quota)), Some(key)) => state.each.get_mut(key).map(|count| (count, quota)),
            _ => None,
        };
        if let Some((count, quota)) = &each
            && let Some(wait) = count.wait_at(now, *quota, self.number)
        {
            // It does not stand in the queue of all yet, where it would hold up others.
            return Some(wait);
        }
        if let Some(quota) = self.limiter.in_all {
            if let Some(wait) = state.in_all.wait_at(now, quota, self.number) {
                state.in_all.waiting.insert(self.number);
                return Some(wait);
            }
            state.in_all.grant(now, quota);
        }
        if let Some((count, quota)) = each {
            count.grant(now, quota);
        }
        None
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let mut state = self.limiter.lock();
        state.in_all.waiting.remove(&self.number);
        if let Some(key) = &self.key
            && let Some(count) = state.each.get_mut(key)
        {
            count.waiting.remove(&self.number);
        }
        if let Some((_, quota)) = self.limiter.each
            && state.each.len() > REMEMBERED
        {
            let latest = state.each.values().filter_map(|count| count.granted.back());
            // The clock is the caller's; the latest of its times is near enough.
            let Some(latest) = latest.max().copied() else {
                return;
            };
            state
                .each
                .retain(|_, count| !count.is_idle(latest, quota.window));
        }
    }
}

/// What has left, and who waits.
#[derive(Default)]
struct Count {
    /// When those of the last window left.
    granted: VecDeque<Instant>,
    waiting: BTreeSet<u64>,
}

impl Count {
    /// How long this ticket has to wait still.
    fn wait_at(&self, now: Instant, quota: Quota, ticket: u64) -> Option<Duration> {
        let left_at = |granted: &Instant| {
            let end = granted.checked_add(quota.window);
            end.map_or(quota.window, |end| end.saturating_duration_since(now))
        };
        let over = self.granted.partition_point(|at| left_at(at).is_zero());
        let ahead = self.waiting.range(..ticket).count();
        let place = self.granted.len() - over + ahead;
        let excess = place.checked_sub(quota.requests)?;
        // When the one leaves the window whose place this ticket takes.
        let wait = self
            .granted
            .get(over + excess)
            .map_or(quota.window, left_at);
        Some(wait)
    }

    fn grant(&mut self, now: Instant, quota: Quota) {
        self.granted.push_back(now);
        // More are never looked at.
        while self.granted.len() > quota.requests {
            self.granted.pop_front();
        }
    }

    fn is_idle(&self, now: Instant, window: Duration) -> bool {
        self.waiting.is_empty()
            && self
                .granted
                .back()
                .is_none_or(|last| now.saturating_duration_since(*last) > window)
    }
}
