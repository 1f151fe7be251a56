//! The server for callers without an async runtime.

use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use crate::config::MockConfig;
use crate::error::MockError;
use crate::log::RecordedRequest;
use crate::server::{MockServer, base_url};
use crate::service::Service;

/// A server that runs on a thread of its own. Dropping it shuts it down.
#[derive(Debug)]
pub struct BlockingMockServer {
    service: Arc<Service>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl BlockingMockServer {
    pub(crate) fn start(config: MockConfig) -> Result<Self, MockError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| MockError::Thread { source })?;
        let (report, started) = mpsc::sync_channel(1);
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("truto-mock".to_owned())
            .spawn(move || {
                runtime.block_on(async move {
                    let server = match MockServer::start(config).await {
                        Ok(server) => server,
                        Err(error) => {
                            let _ = report.send(Err(error));
                            return;
                        }
                    };
                    if report
                        .send(Ok((server.service(), server.address())))
                        .is_ok()
                    {
                        // Sent, or the handle was dropped.
                        let _ = stopped.await;
                    }
                    server.shutdown().await;
                });
            })
            .map_err(|source| MockError::Thread { source })?;
        let (service, address) = started.recv().map_err(|gone| MockError::Thread {
            source: std::io::Error::other(gone),
        })??;
        Ok(Self {
            service,
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// What goes before the path of an operation: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> String {
        base_url(self.address)
    }

    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was asked so far, oldest first, as many as
    /// [`MockConfig::remembered_requests`] says.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.requests()
    }

    /// Serves until the process ends: what a command does that only runs the server.
    pub fn wait(mut self) {
        join(self.thread.take());
    }

    /// As [`MockServer::shutdown`]; it returns when the thread has ended.
    pub fn shutdown(self) {
        drop(self);
    }
}

impl Drop for BlockingMockServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        join(self.thread.take());
    }
}

fn join(thread: Option<JoinHandle<()>>) {
    if let Some(thread) = thread {
        // It fails when the thread panicked; the panic has been printed.
        let _ = thread.join();
    }
}
