//! Waiting for a future on the calling thread, while another does the input and output.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use crate::error::Result;

/// Clones share the thread.
#[derive(Clone)]
pub(super) struct Runtime {
    #[cfg(feature = "reqwest")]
    worker: Arc<Worker>,
}

impl Runtime {
    #[cfg(feature = "reqwest")]
    pub(super) fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("oas-runtime-blocking")
            .enable_all()
            .build();
        let runtime = runtime.map_err(|error| {
            let message = format!("no thread can be had for input and output: {error}");
            crate::error::Error::configuration(message).caused_by(error)
        })?;
        let worker = Arc::new(Worker(Some(runtime)));
        Ok(Self { worker })
    }

    #[cfg(not(feature = "reqwest"))]
    #[allow(
        clippy::unnecessary_wraps,
        reason = "with the built-in transport it can fail"
    )]
    pub(super) fn new() -> Result<Self> {
        Ok(Self {})
    }

    /// Waits. Unlike tokio's own `block_on` this is allowed everywhere, on a thread of
    /// another runtime as well.
    pub(super) fn wait<F: Future>(&self, future: F) -> F::Output {
        #[cfg(feature = "reqwest")]
        let _context = self.worker.0.as_ref().map(tokio::runtime::Runtime::enter);
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut future = pin!(future);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(output) => return output,
                Poll::Pending => thread::park(),
            }
        }
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Runtime")
    }
}

#[cfg(feature = "reqwest")]
struct Worker(Option<tokio::runtime::Runtime>);

#[cfg(feature = "reqwest")]
impl Drop for Worker {
    fn drop(&mut self) {
        // A runtime that is simply dropped waits, which is not allowed everywhere.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
