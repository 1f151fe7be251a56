//! Bodies: of answers as they arrive, and of requests as they are sent.

mod content;
mod multipart;
mod path;
#[cfg(any(feature = "reqwest", feature = "futures-io"))]
mod reader;
mod request_body;

#[cfg(any(feature = "reqwest", feature = "futures-io", feature = "blocking"))]
mod read;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

pub use content::FileContent;
pub use multipart::{Multipart, Part};
pub use request_body::RequestBody;

pub(crate) use content::Content;

use crate::error::{Error, Result};
use crate::request::Operation;
use crate::response::ResponseInfo;
use crate::transport::TransportError;

/// The body of an answer, in the hands of a [`Transport`](crate::Transport).
pub struct Body(Inner);

enum Inner {
    Whole(Option<Bytes>),
    Arriving(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
}

impl Body {
    /// A body of nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self(Inner::Whole(None))
    }

    /// A body that arrives in pieces.
    pub fn from_stream(
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Inner::Arriving(Box::pin(stream)))
    }

    /// The body of another HTTP stack; `convert` turns its errors.
    pub fn from_http_body<B, F>(body: B, convert: F) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        F: Fn(B::Error) -> TransportError + Send + Unpin + 'static,
    {
        Self::from_stream(Frames {
            body: Box::pin(body),
            convert,
        })
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Whole(Some(bytes)))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Inner::Whole(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Inner::Arriving(stream) => stream.as_mut().poll_next(context),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Whole(bytes) => {
                let length = bytes.as_ref().map_or(0, Bytes::len);
                write!(formatter, "Body({length} bytes)")
            }
            Inner::Arriving(_) => formatter.write_str("Body(arriving)"),
        }
    }
}

/// The data of an HTTP body; trailers are passed over.
struct Frames<B, F> {
    body: Pin<Box<B>>,
    convert: F,
}

impl<B, F> Stream for Frames<B, F>
where
    B: http_body::Body<Data = Bytes>,
    F: Fn(B::Error) -> TransportError + Unpin,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match self.body.as_mut().poll_frame(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err((self.convert)(error)))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => Poll::Ready(Some(Ok(data))),
                    Err(_) => continue,
                },
            };
        }
    }
}

/// An answer of any type as it arrives: never held whole, of any size.
///
/// It is a [`Stream`], tokio's `AsyncRead` and `AsyncBufRead` (feature `reqwest`), and those
/// of `futures-io` (feature `futures-io`). An error that a reader gives has this crate's
/// [`Error`] in it.
#[derive(Debug)]
pub struct ByteStream {
    body: Option<Body>,
    /// What came and a reader has not read yet.
    unread: Bytes,
    info: ResponseInfo,
    operation: &'static Operation,
}

impl ByteStream {
    pub(crate) fn new(body: Body, info: ResponseInfo, operation: &'static Operation) -> Self {
        Self {
            body: Some(body),
            unread: Bytes::new(),
            info,
            operation,
        }
    }

    /// What has not been read yet, and what came before it.
    pub(crate) fn into_parts(self) -> (&'static Operation, ResponseInfo, Body) {
        let rest = self.body.unwrap_or_else(Body::empty);
        let body = if self.unread.is_empty() {
            rest
        } else {
            Body::from_stream(Unread {
                unread: Some(self.unread),
                rest,
            })
        };
        (self.operation, self.info, body)
    }

    /// The content type that came with the answer.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.info.content_type()
    }

    /// Status, headers and rate limit.
    #[must_use]
    pub fn info(&self) -> &ResponseInfo {
        &self.info
    }

    /// The next piece. After an error there is no more.
    pub async fn next(&mut self) -> Option<Result<Bytes>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.unread.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.unread))));
        }
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        match Pin::new(body).poll_next(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Ok(bytes))) => Poll::Ready(Some(Ok(bytes))),
            Poll::Ready(None) => {
                self.body = None;
                Poll::Ready(None)
            }
            Poll::Ready(Some(Err(error))) => {
                self.body = None;
                let error = Error::transport(self.operation, error).with_info(self.info.clone());
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}

/// What a reader left in its buffer, and then the rest.
struct Unread {
    unread: Option<Bytes>,
    rest: Body,
}

impl Stream for Unread {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.unread.take() {
            Some(bytes) => Poll::Ready(Some(Ok(bytes))),
            None => Pin::new(&mut self.rest).poll_next(context),
        }
    }
}

/// As much of a body as may be held.
pub(crate) enum Collected {
    Whole(Bytes),
    /// It is larger than the limit; what came before.
    TooLarge(Bytes),
    /// It broke off; what came before.
    Broken(Bytes, TransportError),
}

/// Reads a body to its end, or to the limit.
pub(crate) async fn collect(mut body: Body, limit: u64) -> Collected {
    let mut first: Option<Bytes> = None;
    let mut rest = bytes::BytesMut::new();
    loop {
        let piece = std::future::poll_fn(|context| Pin::new(&mut body).poll_next(context)).await;
        let piece = match piece {
            None => return Collected::Whole(joined(first, rest)),
            Some(Ok(piece)) if piece.is_empty() => continue,
            Some(Ok(piece)) => piece,
            Some(Err(error)) => return Collected::Broken(joined(first, rest), error),
        };
        let held = first
            .as_ref()
            .map_or(0, Bytes::len)
            .saturating_add(rest.len());
        let room = limit.saturating_sub(u64::try_from(held).unwrap_or(u64::MAX));
        if u64::try_from(piece.len()).unwrap_or(u64::MAX) > room {
            return Collected::TooLarge(joined(first, rest));
        }
        match (&first, rest.is_empty()) {
            // One piece alone is kept without a copy.
            (None, true) => first = Some(piece),
            (Some(bytes), _) => {
                rest.extend_from_slice(bytes);
                rest.extend_from_slice(&piece);
                first = None;
            }
            (None, false) => rest.extend_from_slice(&piece),
        }
    }
}

fn joined(first: Option<Bytes>, rest: bytes::BytesMut) -> Bytes {
    match first {
        Some(bytes) => bytes,
        None => rest.freeze(),
    }
}
