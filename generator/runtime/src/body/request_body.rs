//! The body of a request on its way to a transport.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::content::{Content, FileContent, Pieces, unreadable};
use crate::transport::TransportError;

/// The body of a request, in the hands of a [`Transport`](crate::Transport): whole bytes, or
/// a stream of pieces that are read as they are asked for.
///
/// It is a [`Stream`], and a [`http_body::Body`] for HTTP stacks that take one. A stream
/// whose length is known breaks off with an error when it turns out longer or shorter.
pub struct RequestBody {
    /// What it is made of, to be made again.
    content: Content,
    /// In a mutex for `Sync` alone, which HTTP stacks ask for: it is never locked.
    state: Mutex<State>,
    length: Option<u64>,
    /// How much was read of it.
    read: u64,
    /// The last piece, kept back until it is sure to be the last: nobody asks for more once
    /// as much was given as was announced.
    last: Option<Bytes>,
}

enum State {
    Untouched,
    Reading {
        current: Option<Pieces>,
        rest: VecDeque<Content>,
    },
    Ended,
}

impl RequestBody {
    pub(crate) fn new(content: Content) -> Self {
        let length = content.known_length();
        Self {
            content,
            state: Mutex::new(State::Untouched),
            length,
            read: 0,
            last: None,
        }
    }

    /// A body of nothing.
    #[must_use]
    pub fn empty() -> Self {
        Bytes::new().into()
    }

    /// The bytes, where they are held whole: of nothing that is read from a file or a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// How many bytes it has, if that is known. Of files it is known after
    /// [`measure`](Self::measure).
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Asks the file system for what is not known of the length. The client does so before it
    /// hands a request to its transport.
    ///
    /// # Errors
    ///
    /// A file is not there, or may not be read.
    pub async fn measure(&mut self) -> Result<(), TransportError> {
        if self.length.is_none() && matches!(self.state.get_mut(), Ok(State::Untouched)) {
            self.length = self.content.measured_length().await?;
        }
        Ok(())
    }

    /// The same body from its start, for a transport that sends it again: on a redirect, say.
    /// There is none when it is a stream that exists once and was begun.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        self.content.is_readable().then(|| Self {
            content: self.content.clone(),
            state: Mutex::new(State::Untouched),
            length: self.length,
            read: 0,
            last: None,
        })
    }

    /// Reads it to its end.
    ///
    /// # Errors
    ///
    /// A file or a stream cannot be read.
    pub async fn into_bytes(mut self) -> Result<Bytes, TransportError> {
        if let (Content::Bytes(bytes), Ok(State::Untouched)) = (&self.content, self.state.get_mut())
        {
            return Ok(bytes.clone());
        }
        let mut whole = BytesMut::new();
        while let Some(piece) =
            std::future::poll_fn(|context| Pin::new(&mut self).poll_next(context)).await
        {
            whole.extend_from_slice(&piece?);
        }
        Ok(whole.freeze())
    }

    fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        let Ok(state) = self.state.get_mut() else {
            return Poll::Ready(None);
        };
        loop {
            match state {
                State::Untouched => {
                    *state = State::Reading {
                        current: None,
                        rest: self.content.flat().into(),
                    };
                }
                State::Reading {
                    current: Some(pieces),
                    ..
                } => match pieces.as_mut().poll_next(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Some(Ok(piece))) if piece.is_empty() => {}
                    Poll::Ready(Some(Ok(piece))) => {
                        let size = u64::try_from(piece.len()).unwrap_or(u64::MAX);
                        self.read = self.read.saturating_add(size);
                        match self.length {
                            Some(length) if self.read > length => {
                                return Poll::Ready(Some(Err(unreadable(
                                    "it is longer than it was said to be",
                                ))));
                            }
                            Some(length) if self.read == length => self.last = Some(piece),
                            _ => return Poll::Ready(Some(Ok(piece))),
                        }
                    }
                    Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                    Poll::Ready(None) => {
                        if let State::Reading { current, .. } = state {
                            *current = None;
                        }
                    }
                },
                State::Reading {
                    current: current @ None,
                    rest,
                } => match rest.pop_front() {
                    Some(next) => match next.read() {
                        Ok(pieces) => *current = Some(pieces),
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    },
                    None if self.length.is_some_and(|length| self.read < length) => {
                        return Poll::Ready(Some(Err(unreadable(
                            "it is shorter than it was said to be",
                        ))));
                    }
                    None => return Poll::Ready(self.last.take().map(Ok)),
                },
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl Stream for RequestBody {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.poll_piece(context);
        // After its end, or an error, there is nothing more.
        if let (Poll::Ready(None | Some(Err(_))), Ok(state)) = (&piece, self.state.get_mut()) {
            *state = State::Ended;
        }
        piece
    }
}

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        self.poll_next(context)
            .map(|item| item.map(|piece| piece.map(http_body::Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.last.is_none() && self.length == Some(self.read)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        match self.length {
            Some(length) => {
                let kept = self.last.as_ref().map_or(0, Bytes::len);
                let left = length.saturating_sub(self.read);
                http_body::SizeHint::with_exact(left.saturating_add(kept as u64))
            }
            None => http_body::SizeHint::default(),
        }
    }
}

impl From<Bytes> for RequestBody {
    fn from(bytes: Bytes) -> Self {
        Self::new(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for RequestBody {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for RequestBody {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<FileContent> for RequestBody {
    fn from(file: FileContent) -> Self {
        Self::new(file.content)
    }
}

/// Shows what it is, and nothing of what is in it.
impl fmt::Debug for RequestBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RequestBody({:?})", self.content)
    }
}
