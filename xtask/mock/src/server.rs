//! Sockets, connections and their end.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use crate::blocking::BlockingMockServer;
use crate::config::MockConfig;
use crate::connection::Connection;
use crate::error::MockError;
use crate::fault::{Fault, FaultRule};
use crate::log::RecordedRequest;
use crate::service::Service;
#[cfg(feature = "tls")]
use crate::tls::Tls;

/// A running server. Dropping it stops it as well, without waiting for anything.
#[derive(Debug)]
pub struct MockServer {
    listening: Arc<Listening>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    /// The origin that some redirects lead to.
    other: Option<Box<MockServer>>,
}

/// What can be asked of a server while it runs.
#[derive(Debug)]
pub(crate) struct Listening {
    pub(crate) service: Arc<Service>,
    pub(crate) address: SocketAddr,
    pub(crate) certificate: Option<String>,
    /// The service of the other origin.
    pub(crate) other: Option<Arc<Service>>,
}

impl Listening {
    pub(crate) fn base_url(&self) -> String {
        let scheme = if self.certificate.is_some() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.address)
    }

    pub(crate) fn other_origin_requests(&self) -> Vec<RecordedRequest> {
        self.other
            .as_ref()
            .map(|other| other.requests())
            .unwrap_or_default()
    }
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
        // One for both origins: a client that trusts this server must be able to reach the
        // other, or the certificate would keep its token safe and not the client.
        let security = Security::new(&config)?;
        let leaves = |rule: &FaultRule| rule.fault == Fault::Redirect;
        let other = if config.faults.iter().any(leaves) {
            let healthy = MockConfig {
                port: 0,
                faults: Vec::new(),
                ..config.clone()
            };
            Some(Box::new(
                Self::listen(healthy, security.clone(), None).await?,
            ))
        } else {
            None
        };
        Self::listen(config, security, other).await
    }

    async fn listen(
        config: MockConfig,
        security: Security,
        other: Option<Box<Self>>,
    ) -> Result<Self, MockError> {
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, config.port));
        let listen = |source| MockError::Listen {
            address: wanted,
            source,
        };
        let listener = TcpListener::bind(wanted).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let service = Arc::new(Service::new(
            &config,
            other.as_ref().map(|it| it.base_url()),
        ));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(accept(
            listener,
            security.acceptor,
            Arc::clone(&service),
            stopped,
            config.shutdown_grace,
        ));
        let listening = Listening {
            service,
            address,
            certificate: security.certificate,
            other: other.as_ref().map(|it| Arc::clone(&it.listening.service)),
        };
        Ok(Self {
            listening: Arc::new(listening),
            stop,
            task,
            other,
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

    /// What goes before the path of an operation: `http://127.0.0.1:PORT`, or `https://` where
    /// it speaks that.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.listening.base_url()
    }

    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.listening.address
    }

    /// The certificate to trust, as PEM, of a server that speaks HTTPS.
    #[must_use]
    pub fn certificate_pem(&self) -> Option<&str> {
        self.listening.certificate.as_deref()
    }

    /// What was asked so far, oldest first, as many as
    /// [`MockConfig::remembered_requests`] says.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.listening.service.requests()
    }

    /// What was asked of the origin that [`Fault::Redirect`] leads to.
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

    /// Takes no more connections, lets answers that are on their way finish within
    /// [`MockConfig::shutdown_grace`], and closes what is left.
    pub async fn shutdown(self) {
        // Either fails only when the task has ended, which is what is wanted.
        let _ = self.stop.send(());
        let _ = self.task.await;
        if let Some(other) = self.other {
            let _ = other.stop.send(());
            let _ = other.task.await;
        }
    }

    pub(crate) fn listening(&self) -> Arc<Listening> {
        Arc::clone(&self.listening)
    }
}

/// How a connection begins.
#[derive(Clone)]
enum Acceptor {
    Plain,
    #[cfg(feature = "tls")]
    Tls(tokio_rustls::TlsAcceptor),
}

/// Whether connections are plain, and if not, what a client must trust.
#[derive(Clone)]
struct Security {
    acceptor: Acceptor,
    certificate: Option<String>,
}

impl Security {
    #[cfg(feature = "tls")]
    fn new(config: &MockConfig) -> Result<Self, MockError> {
        let tls = config.tls.then(Tls::new).transpose()?;
        Ok(tls.map_or_else(Self::plain, |tls| Self {
            acceptor: Acceptor::Tls(tls.acceptor),
            certificate: Some(tls.certificate),
        }))
    }

    #[cfg(not(feature = "tls"))]
    #[allow(clippy::unnecessary_wraps, reason = "a certificate may fail")]
    fn new(_: &MockConfig) -> Result<Self, MockError> {
        Ok(Self::plain())
    }

    fn plain() -> Self {
        Self {
            acceptor: Acceptor::Plain,
            certificate: None,
        }
    }
}

async fn accept(
    listener: TcpListener,
    acceptor: Acceptor,
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
                    let service = Arc::clone(&service);
                    connections.spawn(begin(stream, acceptor.clone(), service, graceful.watcher()));
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

/// Serves a connection, after a handshake where there is one.
async fn begin(stream: TcpStream, acceptor: Acceptor, service: Arc<Service>, watcher: Watcher) {
    // Small pieces leave when they are written; a stack that cannot do that is only slower.
    let _ = stream.set_nodelay(true);
    let reset = Arc::new(AtomicBool::new(false));
    let stream = Connection::new(stream, Arc::clone(&reset));
    match acceptor {
        Acceptor::Plain => serve(stream, service, watcher, reset).await,
        #[cfg(feature = "tls")]
        Acceptor::Tls(acceptor) => {
            // A client that does not trust the certificate goes away here.
            if let Ok(stream) = acceptor.accept(stream).await {
                serve(stream, service, watcher, reset).await;
            }
        }
    }
}

/// Serves a connection until either side closes it.
async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    service: Arc<Service>,
    watcher: Watcher,
    reset: Arc<AtomicBool>,
) {
    let answer = service_fn(move |request| Arc::clone(&service).serve(request, Arc::clone(&reset)));
    let connection = http1::Builder::new()
        // A client that has said all it wants and closed its side still gets its answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), answer);
    // An error here is a client that went away or does not speak HTTP, which hyper has told it,
    // or a fault that is meant.
    let _ = watcher.watch(connection).await;
}
