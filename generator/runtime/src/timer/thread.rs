//! Waiting without a runtime: one thread wakes all who wait.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use super::Timer;
use crate::transport::BoxFuture;

/// Waits by means of a thread that all such timers share. Works under any runtime, and
/// without one.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThreadTimer;

impl Timer for ThreadTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Box::pin(Sleep {
            // A time past all reckoning never comes.
            deadline: Instant::now().checked_add(duration),
            number: NEXT.fetch_add(1, Ordering::Relaxed),
        })
    }
}

/// Everyone who waits, the earliest first. The number tells apart who waits for the same time.
type Waiting = BTreeMap<(Instant, u64), Waker>;

#[derive(Default)]
struct Alarm {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

impl Alarm {
    fn get() -> &'static Self {
        static ALARM: OnceLock<Alarm> = OnceLock::new();
        static THREAD: OnceLock<bool> = OnceLock::new();
        let alarm = ALARM.get_or_init(Self::default);
        THREAD.get_or_init(|| {
            let builder = thread::Builder::new().name("oas-runtime-timer".to_owned());
            builder.spawn(|| alarm.run()).is_ok()
        });
        alarm
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing under the lock panics; were it so, the map would still be whole.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut waiting = self.lock();
        loop {
            let now = Instant::now();
            let Some(entry) = waiting.first_entry() else {
                let woken = self.changed.wait(waiting);
                waiting = woken.unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let (deadline, _) = *entry.key();
            if deadline <= now {
                let waker = entry.remove();
                drop(waiting);
                waker.wake();
                waiting = self.lock();
            } else {
                let woken = self.changed.wait_timeout(waiting, deadline - now);
                waiting = woken.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }
}

struct Sleep {
    deadline: Option<Instant>,
    number: u64,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(deadline) = self.deadline else {
            return Poll::Pending;
        };
        if deadline <= Instant::now() {
            return Poll::Ready(());
        }
        let alarm = Alarm::get();
        let key = (deadline, self.number);
        let mut waiting = alarm.lock();
        waiting.insert(key, context.waker().clone());
        if waiting.first_key_value().map(|(first, _)| *first) == Some(key) {
            alarm.changed.notify_one();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(deadline) = self.deadline {
            let removed = Alarm::get().lock().remove(&(deadline, self.number));
            // Outside the lock: a waker may run code of its own when it is dropped.
            drop(removed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timer::within;
    use std::sync::Arc;
    use std::task::Wake;

    struct Unpark(thread::Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    fn wait<F: Future>(future: F) -> F::Output {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut future = std::pin::pin!(future);
        loop {
            match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(output) => return output,
                Poll::Pending => thread::park(),
            }
        }
    }

    #[test]
    fn it_wakes_who_waits_and_forgets_who_went() {
        let long = ThreadTimer.sleep(Duration::from_secs(3600));
        let endless = ThreadTimer.sleep(Duration::MAX);
        let result = wait(within(
            &ThreadTimer,
            Some(Duration::from_millis(2)),
            async {
                long.await;
                endless.await;
            },
        ));
        assert_eq!(result, None);
        assert!(
            Alarm::get()
                .lock()
                .keys()
                .all(|(deadline, _)| *deadline < Instant::now() + Duration::from_secs(60)),
            "the long wait is gone"
        );
        wait(ThreadTimer.sleep(Duration::ZERO));
        wait(ThreadTimer.sleep(Duration::from_millis(1)));
    }

    #[test]
    fn what_is_ready_in_time_counts() {
        let ready = within(&ThreadTimer, Some(Duration::ZERO), std::future::ready(7));
        assert_eq!(wait(ready), Some(7));
        assert_eq!(
            wait(within(&ThreadTimer, None, std::future::ready(7))),
            Some(7)
        );
    }
}
