//! The built-in transport, on `reqwest`.

use std::fmt;
use std::pin::pin;
use std::time::Duration;

use reqwest::redirect::{Attempt as Redirect, Policy};

use super::limits::{ConnectLimit, Punctual, connecting_within, silent};
use super::resend::{Progress, Spare};
use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::body::{Body, RequestBody};
use crate::client::Timeouts;
use crate::error::{Error, Result};
use crate::timer::{TokioTimer, within};

/// How many redirects within an origin are followed.
const MAX_REDIRECTS: usize = 10;

/// Sends with `reqwest`. Needs a tokio runtime around it.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    idle: Option<Duration>,
    follows_redirects: bool,
}

impl ReqwestTransport {
    /// A transport with this crate's own settings.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up.
    pub fn new(timeouts: &Timeouts) -> Result<Self> {
        Self::from_builder(reqwest::Client::builder(), timeouts)
    }

    /// A transport with one's own settings: certificates, proxies, name resolution. Timeouts
    /// and the rule for redirects are set here.
    ///
    /// # Errors
    ///
    /// The settings do not fit together.
    pub fn from_builder(builder: reqwest::ClientBuilder, timeouts: &Timeouts) -> Result<Self> {
        // A referer would carry the query elsewhere.
        let builder = builder
            .redirect(Policy::custom(within_origin))
            .referer(false)
            // reqwest's own limits hold for all requests alike.
            .connector_layer(ConnectLimit(timeouts.connect));
        match builder.build() {
            Ok(client) => Ok(Self {
                client,
                idle: timeouts.idle,
                follows_redirects: true,
            }),
            Err(error) => {
                let error = error.without_url();
                Err(
                    Error::configuration(format!("the HTTP client cannot be set up: {error}"))
                        .caused_by(error),
                )
            }
        }
    }

    /// A transport on a client that is already there. Its own rule for redirects holds, and
    /// its own timeouts, except for that of a whole attempt and, where a request says so, for
    /// that of silence. A rule that follows redirects to another host takes keys there which
    /// are not in `Authorization` or `Cookie`: `reqwest` knows those two only.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self {
            client,
            idle: None,
            follows_redirects: false,
        }
    }

    /// Sends the request, and waits for the head of its answer.
    async fn execute(
        &self,
        request: http::Request<RequestBody>,
        attempt: Option<Attempt>,
        idle: Option<Duration>,
    ) -> Result<reqwest::Response, TransportError> {
        let progress = Progress::default();
        let request = request.map(|body| progress.watch(body));
        let mut request = reqwest::Request::try_from(request).map_err(convert)?;
        if let Some(timeout) = attempt.and_then(|attempt| attempt.timeout) {
            *request.timeout_mut() = Some(timeout);
        }
        let connect = attempt.and_then(|attempt| attempt.connect_timeout);
        let mut call = pin!(connecting_within(connect, self.client.execute(request)));
        loop {
            let before = progress.pieces();
            match within(&TokioTimer, idle, call.as_mut()).await {
                Some(response) => return response.map_err(convert),
                // As long as the server takes the body in it is not silent.
                None if progress.pieces() > before => {}
                None => return Err(silent(idle.unwrap_or_default())),
            }
        }
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ReqwestTransport")
            .finish_non_exhaustive()
    }
}

/// Follows redirects within the origin. Others end with the answer that redirects: it
/// becomes an error with that status.
fn within_origin(redirect: Redirect<'_>) -> reqwest::redirect::Action {
    if redirect.previous().len() > MAX_REDIRECTS {
        return redirect.error("more than 10 redirects");
    }
    let is_same = redirect
        .previous()
        .last()
        .is_some_and(|from| from.origin() == redirect.url().origin());
    if is_same {
        redirect.follow()
    } else {
        redirect.stop()
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        mut request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let attempt = request.extensions().get::<Attempt>().copied();
        Box::pin(async move {
            let idle = attempt.and_then(|attempt| attempt.idle_timeout);
            let idle = idle.or(self.idle);
            let mut redirects = 0;
            let response = loop {
                let spare = self
                    .follows_redirects
                    .then(|| Spare::of(&request))
                    .flatten();
                let response = self.execute(request, attempt, idle).await?;
                let Some(next) = spare.and_then(|spare| spare.redirected(&response)) else {
                    break response;
                };
                redirects += 1;
                if redirects > MAX_REDIRECTS {
                    let words = "more than 10 redirects";
                    return Err(TransportError::new(TransportErrorKind::Redirect, words));
                }
                request = next;
            };
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(|body| {
                let body =
                    Body::from_http_body(body, |error| convert_as(TransportErrorKind::Body, error));
                match idle {
                    Some(limit) => Body::from_stream(Punctual::new(body, limit)),
                    None => body,
                }
            }))
        })
    }
}

fn convert(error: reqwest::Error) -> TransportError {
    convert_as(TransportErrorKind::Other, error)
}

/// The URL is taken out of the error: its query may hold personal values.
fn convert_as(otherwise: TransportErrorKind, error: reqwest::Error) -> TransportError {
    let error = match own_error(error) {
        Ok(own) => return own,
        Err(error) => error,
    };
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_redirect() {
        TransportErrorKind::Redirect
    } else if error.is_body() || error.is_decode() {
        TransportErrorKind::Body
    } else {
        otherwise
    };
    TransportError::new(kind, error.without_url())
}

/// The error of the request's own body, which comes back from where it was handed in.
fn own_error(error: reqwest::Error) -> Result<TransportError, reqwest::Error> {
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        if let Some(own) = inner.downcast_ref::<TransportError>() {
            let words = own.to_string();
            return Ok(TransportError::new(own.kind(), words));
        }
        cause = inner.source();
    }
    Err(error)
}
