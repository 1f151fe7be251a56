//! The server for callers without an async runtime.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use crate::config::MockConfig;
use crate::error::MockError;
use crate::log::RecordedRequest;
use crate::server::{Listening, MockServer};

/// A server that runs on a thread of its own. Dropping it shuts it down.
#[derive(Debug)]
pub struct BlockingMockServer {
    listening: Arc<Listening>,
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
                    if report.send(Ok(server.listening())).is_ok() {
                        // Sent, or the handle was dropped.
                        let _ = stopped.await;
                    }
                    server.shutdown().await;
                });
            })
            .map_err(|source| MockError::Thread { source })?;
        let listening = started.recv().map_err(|gone| MockError::Thread {
            source: std::io::Error::other(gone),
        })??;
        Ok(Self {
            listening,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// What goes before the path of an operation: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.listening.base_url()
    }

    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.listening.address
    }

    /// What was asked so far, oldest first, as many as
    /// [`MockConfig::remembered_requests`] says.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.listening.service.requests()
    }

    /// The certificate to trust, as PEM, of a server that speaks HTTPS.
    #[must_use]
    pub fn certificate_pem(&self) -> Option<&str> {
        self.listening.certificate.as_deref()
    }

    /// What was asked of the origin that [`Fault::Redirect`](crate::Fault::Redirect) leads to.
    #[must_use]
    pub fn other_origin_requests(&self) -> Vec<RecordedRequest> {
        self.listening.other_origin_requests()
    }

    /// How many candidates were created, each counted once however often its key came.
    #[must_use]
    pub fn candidates_created(&self) -> u64 {
        self.listening.service.candidates_created()
    }

    /// How many requests were being answered at once, at most.
    #[must_use]
    pub fn most_requests_at_once(&self) -> usize {
        self.listening.service.most_requests_at_once()
    }

    /// How often each fault was served, by its name.
    #[must_use]
    pub fn faults_served(&self) -> BTreeMap<String, u64> {
        self.listening.service.faults_served()
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
