//! A stream of bytes as a reader: of tokio, of `futures-io`, and of whoever wants neither.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Buf;
use futures_core::Stream;

use super::ByteStream;
use crate::error::Error;

impl ByteStream {
    /// What can be read without waiting, or what comes next; nothing at the end.
    pub(crate) fn poll_fill(&mut self, context: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        while self.unread.is_empty() {
            match ready!(Pin::new(&mut *self).poll_next(context)) {
                Some(Ok(bytes)) => self.unread = bytes,
                Some(Err(error)) => return Poll::Ready(Err(to_io(error))),
                None => break,
            }
        }
        Poll::Ready(Ok(&self.unread))
    }

    /// Takes away what was read.
    pub(crate) fn consume_bytes(&mut self, amount: usize) {
        self.unread.advance(amount.min(self.unread.len()));
    }

    /// Reads as much into the buffer as there is at once.
    #[cfg(any(feature = "futures-io", feature = "blocking"))]
    pub(crate) fn poll_into(
        &mut self,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        if buffer.is_empty() {
            return Poll::Ready(Ok(0));
        }
        let mut bytes = ready!(self.poll_fill(context))?;
        let amount = io::Read::read(&mut bytes, buffer)?;
        self.consume_bytes(amount);
        Poll::Ready(Ok(amount))
    }
}

/// The error can be had back from it with `into_inner` or `downcast`.
fn to_io(error: Error) -> io::Error {
    let kind = if error.is_timeout() {
        io::ErrorKind::TimedOut
    } else {
        io::ErrorKind::Other
    };
    io::Error::new(kind, error)
}

#[cfg(feature = "reqwest")]
impl tokio::io::AsyncRead for ByteStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        let bytes = ready!(self.poll_fill(context))?;
        let (now, _) = bytes.split_at(bytes.len().min(buffer.remaining()));
        buffer.put_slice(now);
        let amount = now.len();
        self.consume_bytes(amount);
        Poll::Ready(Ok(()))
    }
}

#[cfg(feature = "reqwest")]
impl tokio::io::AsyncBufRead for ByteStream {
    fn poll_fill_buf(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        self.get_mut().poll_fill(context)
    }

    fn consume(mut self: Pin<&mut Self>, amount: usize) {
        self.consume_bytes(amount);
    }
}

#[cfg(feature = "futures-io")]
impl futures_io::AsyncRead for ByteStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_into(context, buffer)
    }
}

#[cfg(feature = "futures-io")]
impl futures_io::AsyncBufRead for ByteStream {
    fn poll_fill_buf(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        self.get_mut().poll_fill(context)
    }

    fn consume(mut self: Pin<&mut Self>, amount: usize) {
        self.consume_bytes(amount);
    }
}
