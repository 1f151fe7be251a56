//! Limits of time that a request can have of its own: for its connection, and for silence.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tower_layer::Layer;
use tower_service::Service;

use super::{BoxFuture, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::timer::{Timer, TokioTimer, within};

thread_local! {
    /// The limit of the request that is being polled, if it has one of its own. A connector is
    /// not told for which request it connects, but begins while that request is polled.
    static OWN_LIMIT: Cell<Option<Duration>> = const { Cell::new(None) };
}

/// Work whose connections have this limit, where it is given.
pub(super) async fn connecting_within<T>(
    limit: Option<Duration>,
    work: impl Future<Output = T>,
) -> T {
    let mut work = pin!(work);
    poll_fn(|context| {
        let outer = OWN_LIMIT.replace(limit);
        let poll = work.as_mut().poll(context);
        OWN_LIMIT.set(outer);
        poll
    })
    .await
}

/// Makes a connector give up after this long, or after what the request says.
#[derive(Clone, Copy)]
pub(super) struct ConnectLimit(pub(super) Option<Duration>);

impl<S> Layer<S> for ConnectLimit {
    type Service = LimitedConnector<S>;

    fn layer(&self, connector: S) -> LimitedConnector<S> {
        LimitedConnector {
            connector,
            limit: self.0,
        }
    }
}

#[derive(Clone)]
pub(super) struct LimitedConnector<S> {
    connector: S,
    limit: Option<Duration>,
}

type ConnectError = Box<dyn std::error::Error + Send + Sync>;

impl<S, Target> Service<Target> for LimitedConnector<S>
where
    S: Service<Target, Error = ConnectError>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = ConnectError;
    type Future = BoxFuture<'static, Result<S::Response, ConnectError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, target: Target) -> Self::Future {
        let limit = OWN_LIMIT.get().or(self.limit);
        let connecting = self.connector.call(target);
        Box::pin(async move {
            let outcome = within(&TokioTimer, limit, connecting).await;
            outcome.unwrap_or_else(|| {
                let words = format!("no connection within {:?}", limit.unwrap_or_default());
                Err(io::Error::new(io::ErrorKind::TimedOut, words).into())
            })
        })
    }
}

/// The error for a server from which nothing came for this long.
pub(super) fn silent(limit: Duration) -> TransportError {
    let words = format!("nothing arrived for {limit:?}");
    TransportError::new(TransportErrorKind::Timeout, words)
}

/// A body that must not be silent for longer than this.
pub(super) struct Punctual {
    body: Option<Body>,
    limit: Duration,
    silence: Option<BoxFuture<'static, ()>>,
}

impl Punctual {
    pub(super) fn new(body: Body, limit: Duration) -> Self {
        Self {
            body: Some(body),
            limit,
            silence: None,
        }
    }
}

impl Stream for Punctual {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(body) = &mut this.body else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(piece) = Pin::new(body).poll_next(context) {
            this.silence = None;
            return Poll::Ready(piece);
        }
        let limit = this.limit;
        let silence = this.silence.get_or_insert_with(|| TokioTimer.sleep(limit));
        if silence.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        // Dropping the body closes the connection.
        this.body = None;
        Poll::Ready(Some(Err(silent(limit))))
    }
}
