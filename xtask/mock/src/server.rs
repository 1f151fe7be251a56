//! Sockets, connections and their end.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use crate::blocking::BlockingMockServer;
use crate::config::MockConfig;
use crate::error::MockError;
use crate::log::RecordedRequest;
use crate::service::Service;

/// A running server. Dropping it stops it as well, without waiting for anything.
#[derive(Debug)]
pub struct MockServer {
    service: Arc<Service>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl MockServer {
    /// Starts a server on 127.0.0.1, on the tokio runtime of the caller.
    ///
    /// When this returns, the port is open.
    ///
    /// # Errors
    ///
    /// When a setting cannot be served or the port cannot be had.
    pub async fn start(config: MockConfig) -> Result<Self, MockError> {
        config.validate()?;
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, config.port));
        let listen = |source| MockError::Listen {
            address: wanted,
            source,
        };
        let listener = TcpListener::bind(wanted).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let service = Arc::new(Service::new(&config));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(accept(
            listener,
            Arc::clone(&service),
            stopped,
            config.shutdown_grace,
        ));
        Ok(Self {
            service,
            address,
            stop,
            task,
        })
    }

    /// Starts a server on a thread with its own runtime, for a caller that has none.
    ///
    /// # Errors
    ///
    /// As [`MockServer::start`], and when the thread cannot be made.
    pub fn start_blocking(config: MockConfig) -> Result<BlockingMockServer, MockError> {
        BlockingMockServer::start(config)
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

    /// Takes no more connections, lets answers that are on their way finish within
    /// [`MockConfig::shutdown_grace`], and closes what is left.
    pub async fn shutdown(self) {
        // Either fails only when the task has ended, which is what is wanted.
        let _ = self.stop.send(());
        let _ = self.task.await;
    }

    pub(crate) fn service(&self) -> Arc<Service> {
        Arc::clone(&self.service)
    }
}

pub(crate) fn base_url(address: SocketAddr) -> String {
    format!("http://{address}")
}

async fn accept(
    listener: TcpListener,
    service: Arc<Service>,
    mut stopped: oneshot::Receiver<()>,
    grace: Duration,
) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, Arc::clone(&service), graceful.watcher()));
                }
                // No file descriptor left, or a client gone before it was let in: the next may fare better.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
            // Sent, or the handle was dropped.
            _ = &mut stopped => break,
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    // What is still busy after that is cut off below.
    let _ = tokio::time::timeout(grace, graceful.shutdown()).await;
    connections.shutdown().await;
}

/// Serves a connection until either side closes it.
async fn serve(
    stream: TcpStream,
    service: Arc<Service>,
    watcher: hyper_util::server::graceful::Watcher,
) {
    // Small pieces leave when they are written; a stack that cannot do that is only slower.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request| Arc::clone(&service).serve(request));
    let connection = http1::Builder::new()
        // A client that has said all it wants and closed its side still gets its answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), answer);
    // An error here is a client that went away or does not speak HTTP: hyper has told it so.
    let _ = watcher.watch(connection).await;
}
