//! One record a line, made while it is sent.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame};
use serde_json::Value;

use crate::query::RecordShape;
use crate::selection::{Step, Walk};

/// Pieces are cut after so many bytes, wherever that is: in the middle of a line, of a
/// character. A reader that takes a piece for a line finds out here.
const PIECE: usize = 1_000;

/// How many candidates are looked at before other connections get their turn.
const BUDGET: usize = 500;

/// A body that never holds more than a record and a piece.
#[derive(Debug)]
pub(crate) struct Lines {
    walk: Walk,
    left: Option<usize>,
    shape: RecordShape,
    buffer: BytesMut,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(walk: Walk, limit: Option<usize>, shape: RecordShape) -> Self {
        Self {
            walk,
            left: limit,
            shape,
            buffer: BytesMut::new(),
            ended: false,
        }
    }

    /// Takes so many bytes off the start, or as many as there are.
    pub(crate) fn take(&mut self, most: usize) -> Bytes {
        while self.buffer.len() < most && !self.ended {
            self.advance();
        }
        let length = self.buffer.len().min(most);
        self.buffer.split_to(length).freeze()
    }

    /// Looks at one candidate.
    fn advance(&mut self) {
        if self.left == Some(0) {
            self.ended = true;
            return;
        }
        match self.walk.step() {
            Step::Match(_, candidate) => {
                self.left = self.left.map(|left| left.saturating_sub(1));
                let line = Value::Object(self.shape.record(&candidate)).to_string();
                self.buffer.extend_from_slice(line.as_bytes());
                self.buffer.extend_from_slice(b"\n");
            }
            Step::Skip => {}
            Step::End => self.ended = true,
        }
    }
}

impl Body for Lines {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        for _ in 0..BUDGET {
            if self.buffer.len() >= PIECE || self.ended {
                break;
            }
            self.advance();
        }
        let length = self.buffer.len().min(PIECE);
        if length == PIECE || (self.ended && length > 0) {
            let piece = self.buffer.split_to(length).freeze();
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        if self.ended {
            return Poll::Ready(None);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
