//! Telling the time and waiting, as a trait: tests put in a clock of their own and take no
//! real time.

mod thread;
#[cfg(feature = "reqwest")]
mod tokio;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

pub use self::thread::ThreadTimer;
#[cfg(feature = "reqwest")]
pub use self::tokio::TokioTimer;

use crate::transport::BoxFuture;

/// Tells the time and waits.
pub trait Timer: Send + Sync + 'static {
    /// The time that has passed, for measuring.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// The time of day, for dates in headers.
    fn system_now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Waits. Dropping the future ends the wait.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

impl<T: Timer + ?Sized> Timer for Arc<T> {
    fn now(&self) -> Instant {
        (**self).now()
    }

    fn system_now(&self) -> SystemTime {
        (**self).system_now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }
}

/// The timer of tokio where there is one, else one on a thread of its own.
pub(crate) fn default_timer() -> Arc<dyn Timer> {
    #[cfg(feature = "reqwest")]
    return Arc::new(TokioTimer);
    #[cfg(not(feature = "reqwest"))]
    return Arc::new(ThreadTimer);
}

/// Works until it is done, or until the time is up, which is `None`.
pub(crate) async fn within<T>(
    timer: &dyn Timer,
    limit: Option<Duration>,
    work: impl Future<Output = T>,
) -> Option<T> {
    let Some(limit) = limit else {
        return Some(work.await);
    };
    let mut work = pin!(work);
    let mut limit = timer.sleep(limit);
    // The work comes first: what is ready in time counts.
    std::future::poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}
