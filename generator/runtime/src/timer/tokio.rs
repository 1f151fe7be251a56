//! Waiting with tokio.

use std::time::Duration;

use tokio::runtime::Handle;

use super::{ThreadTimer, Timer};
use crate::transport::BoxFuture;

/// Waits with tokio's timer; outside a tokio runtime as [`ThreadTimer`] does, because a
/// transport of one's own may run elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if Handle::try_current().is_ok() {
            Box::pin(tokio::time::sleep(duration))
        } else {
            ThreadTimer.sleep(duration)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Timer, TokioTimer};

    #[tokio::test]
    async fn within_a_runtime() {
        TokioTimer.sleep(Duration::from_millis(1)).await;
    }
}
