//! Redirects of requests whose body is read as it is sent: `reqwest` can send such a body only
//! once, this crate can make it anew.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Method, StatusCode, header};

use super::TransportError;
use crate::body::RequestBody;

/// A request as it was before it was sent, if its body can be made anew.
pub(super) struct Spare(http::Request<RequestBody>);

impl Spare {
    pub(super) fn of(request: &http::Request<RequestBody>) -> Option<Self> {
        // Whole bytes are sent again by `reqwest` itself.
        if request.body().as_bytes().is_some() {
            return None;
        }
        copy(request).map(Self)
    }

    /// The request that the answer redirects to, within its origin and with its body.
    pub(super) fn redirected(
        self,
        answer: &reqwest::Response,
    ) -> Option<http::Request<RequestBody>> {
        let keeps_body = match answer.status() {
            StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
            // Of a POST these make a GET, which `reqwest` has sent already.
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => self.0.method() != Method::POST,
            _ => false,
        };
        if !keeps_body {
            return None;
        }
        let location = answer.headers().get(header::LOCATION)?.to_str().ok()?;
        let target = answer.url().join(location).ok()?;
        if target.origin() != answer.url().origin() {
            return None;
        }
        // Since then its stream may have been begun.
        let mut request = copy(&self.0)?;
        *request.uri_mut() = target.as_str().parse().ok()?;
        Some(request)
    }
}

fn copy(request: &http::Request<RequestBody>) -> Option<http::Request<RequestBody>> {
    let mut copy = http::Request::new(request.body().try_clone()?);
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.version_mut() = request.version();
    *copy.headers_mut() = request.headers().clone();
    Some(copy)
}

/// Counts the pieces of a body that were asked for: while it is sent, nothing arrives.
#[derive(Clone, Default)]
pub(super) struct Progress(Arc<AtomicU64>);

impl Progress {
    pub(super) fn pieces(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn watch(&self, body: RequestBody) -> reqwest::Body {
        match body.as_bytes() {
            Some(bytes) => bytes.clone().into(),
            None => reqwest::Body::wrap(Watched {
                body,
                progress: self.clone(),
            }),
        }
    }
}

struct Watched {
    body: RequestBody,
    progress: Progress,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if frame.is_ready() {
            self.progress.0.fetch_add(1, Ordering::Relaxed);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}
