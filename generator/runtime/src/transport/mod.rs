//! What carries a request to a server and its answer back.
//!
//! The core makes an [`http::Request`] and reads an [`http::Response`]; a [`Transport`] is
//! all that does I/O. Put in your own to use another HTTP stack, or to wrap one: tests do.

#[cfg(feature = "reqwest")]
mod limits;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "reqwest")]
mod resend;

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::body::{Body, RequestBody};
use crate::request::Request;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and gives its answer, whatever its status.
///
/// Dropping the future must abort the request. A transport must not follow a redirect to
/// another origin with a header that is marked as sensitive, of which `Authorization` is only
/// one, nor a redirect from https to http. The address may hold a key: no error is to show it.
///
/// The body is read as it is sent, which for files and streams is never before. A transport
/// that needs it whole calls [`RequestBody::into_bytes`]; one that sends it twice, on a redirect say, asks [`RequestBody::try_clone`] whether it may.
///
/// The extensions of the request hold an [`Attempt`], which tells the operation and how
/// long the attempt may take.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request.
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }
}

/// What a transport may want to know of a request beyond HTTP. Stands in its extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation's identifier.
    pub operation: &'static str,
    /// How long the attempt may take in all, its body included. `None` is without end.
    pub timeout: Option<Duration>,
    /// How long making a connection may take, in place of the transport's setting. `None`
    /// leaves it to the transport.
    pub connect_timeout: Option<Duration>,
    /// For how long nothing may arrive, in place of the transport's setting. `None` leaves it
    /// to the transport.
    pub idle_timeout: Option<Duration>,
}

impl Attempt {
    pub(crate) fn new(request: &Request, timeout: Option<Duration>) -> Self {
        let options = request.own_options();
        Self {
            operation: request.operation().id,
            timeout,
            connect_timeout: options.connect_timeout,
            idle_timeout: options.idle_timeout,
        }
    }
}

/// Why a transport has no answer, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// The kinds of [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: nothing was sent.
    Connect,
    /// It took longer than it was allowed to.
    Timeout,
    /// The body broke off.
    Body,
    /// The body of the request could not be read: a file or a stream failed.
    RequestBody,
    /// The server redirects in a circle, or too often.
    Redirect,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error with its cause. The cause must not show the query or a header of the request.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(formatter)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // Its words are this error's own words.
        self.source.source()
    }
}
