//! A clock for tests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use crate::timer::Timer;
use crate::transport::BoxFuture;

/// A clock that takes no real time. Clones share it.
#[derive(Clone)]
pub struct TestTimer {
    began: Instant,
    state: Arc<Mutex<State>>,
}

struct State {
    moves_by_itself: bool,
    system_began: SystemTime,
    elapsed: Duration,
    slept: Vec<Duration>,
    waiting: Vec<Waker>,
}

impl TestTimer {
    /// A clock that jumps: whoever waits is done at once, and the clock has moved by as much.
    #[must_use]
    pub fn jumping() -> Self {
        Self::new(true)
    }

    /// A clock that stands still until it is [moved](Self::advance).
    #[must_use]
    pub fn still() -> Self {
        Self::new(false)
    }

    fn new(moves_by_itself: bool) -> Self {
        Self {
            began: Instant::now(),
            state: Arc::new(Mutex::new(State {
                moves_by_itself,
                system_began: SystemTime::UNIX_EPOCH,
                elapsed: Duration::ZERO,
                slept: Vec::new(),
                waiting: Vec::new(),
            })),
        }
    }

    /// Sets the time of day; it is the beginning of 1970 unless set.
    pub fn set_system_time(&self, time: SystemTime) {
        let mut state = self.state();
        state.system_began = time.checked_sub(state.elapsed).unwrap_or(time);
    }

    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        let waiting = {
            let mut state = self.state();
            state.elapsed = state.elapsed.saturating_add(by);
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }

    /// How far the clock has moved.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    /// The waits that came to their end, in order.
    #[must_use]
    pub fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A test that panicked elsewhere has not harmed the clock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Timer for TestTimer {
    fn now(&self) -> Instant {
        let elapsed = self.elapsed();
        self.began.checked_add(elapsed).unwrap_or(self.began)
    }

    fn system_now(&self) -> SystemTime {
        let state = self.state();
        state
            .system_began
            .checked_add(state.elapsed)
            .unwrap_or(state.system_began)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep {
            timer: self.clone(),
            duration,
            deadline: self.elapsed().saturating_add(duration),
        })
    }
}

impl fmt::Debug for TestTimer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TestTimer")
            .field("elapsed", &self.elapsed())
            .finish_non_exhaustive()
    }
}

struct Sleep {
    timer: TestTimer,
    duration: Duration,
    deadline: Duration,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.timer.state();
        if state.moves_by_itself {
            state.elapsed = state.elapsed.max(self.deadline);
        }
        if state.elapsed >= self.deadline {
            state.slept.push(self.duration);
            return Poll::Ready(());
        }
        state.waiting.push(context.waker().clone());
        Poll::Pending
    }
}
