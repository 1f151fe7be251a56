//! Readers as streams of pieces.

#[cfg(feature = "futures-io")]
pub(super) use of_futures::FuturesPieces;
#[cfg(feature = "reqwest")]
pub(super) use of_tokio::TokioPieces;

macro_rules! pieces {
    ($name:ident, $reader:path, |$this:ident, $context:ident, $buffer:ident| $read:expr) => {
        /// What a reader gives, piece by piece.
        pub(in crate::body) struct $name<R> {
            reader: Pin<Box<R>>,
            buffer: Vec<u8>,
        }

        impl<R: $reader> $name<R> {
            pub(in crate::body) fn new(reader: R) -> Self {
                Self {
                    reader: Box::pin(reader),
                    buffer: Vec::new(),
                }
            }
        }

        impl<R: $reader> Stream for $name<R> {
            type Item = io::Result<Bytes>;

            fn poll_next(
                mut self: Pin<&mut Self>,
                $context: &mut Context<'_>,
            ) -> Poll<Option<Self::Item>> {
                let $this = &mut *self;
                $this.buffer.resize(PIECE, 0);
                let $buffer = &mut $this.buffer;
                let length = match ready!($read) {
                    Ok(0) => return Poll::Ready(None),
                    Ok(length) => length,
                    Err(error) => return Poll::Ready(Some(Err(error))),
                };
                let mut piece = std::mem::take(&mut $this.buffer);
                piece.truncate(length);
                Poll::Ready(Some(Ok(piece.into())))
            }
        }
    };
}

#[cfg(feature = "reqwest")]
mod of_tokio {
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll, ready};

    use bytes::Bytes;
    use futures_core::Stream;
    use tokio::io::{AsyncRead, ReadBuf};

    use crate::body::path::PIECE;

    pieces!(TokioPieces, AsyncRead, |this, context, buffer| {
        let mut buffer = ReadBuf::new(buffer);
        this.reader
            .as_mut()
            .poll_read(context, &mut buffer)
            .map(|outcome| outcome.map(|()| buffer.filled().len()))
    });
}

#[cfg(feature = "futures-io")]
mod of_futures {
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll, ready};

    use bytes::Bytes;
    use futures_core::Stream;
    use futures_io::AsyncRead;

    use crate::body::path::PIECE;

    pieces!(FuturesPieces, AsyncRead, |this, context, buffer| {
        this.reader.as_mut().poll_read(context, buffer)
    });
}
