//! How the bytes of a spoiled answer leave: pieces, pauses, and an end that is none.

use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame};
use tokio::time::Sleep;

use crate::answer::Lines;

/// How many blanks leave at a time.
static BLANKS: [u8; 65_536] = [b' '; 65_536];

/// What happens next on the connection.
#[derive(Debug)]
pub(crate) enum Step {
    Send(Bytes),
    /// What is left of a stream of records.
    Rest(Box<Lines>),
    /// So many blanks.
    Blanks(u64),
    Pause(Duration),
    /// Nothing more happens, and the connection stays open.
    Stall,
    /// The connection is closed without the rest.
    Break,
    /// The connection is reset.
    Reset,
}

/// A body of steps.
#[derive(Debug)]
pub(crate) struct Steps {
    steps: VecDeque<Step>,
    pause: Option<Pin<Box<Sleep>>>,
    /// Tells the connection to end with a reset.
    reset: Arc<AtomicBool>,
}

impl Steps {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>, reset: Arc<AtomicBool>) -> Self {
        Self {
            steps: steps.into_iter().collect(),
            pause: None,
            reset,
        }
    }
}

impl Body for Steps {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                if pause.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                self.pause = None;
            }
            match self.steps.pop_front() {
                None => return Poll::Ready(None),
                Some(Step::Send(bytes)) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(Step::Rest(mut lines)) => match Pin::new(&mut *lines).poll_frame(context) {
                    Poll::Ready(None) => {}
                    progress => {
                        self.steps.push_front(Step::Rest(lines));
                        return progress;
                    }
                },
                Some(Step::Blanks(0)) => {}
                Some(Step::Blanks(left)) => {
                    let length = left.min(BLANKS.len() as u64);
                    self.steps.push_front(Step::Blanks(left - length));
                    let length = usize::try_from(length).unwrap_or(BLANKS.len());
                    let blanks = Bytes::from_static(&BLANKS).slice(..length);
                    return Poll::Ready(Some(Ok(Frame::data(blanks))));
                }
                Some(Step::Pause(duration)) => {
                    self.pause = Some(Box::pin(tokio::time::sleep(duration)));
                }
                // Nobody wakes this task again but the connection's own end.
                Some(Step::Stall) => {
                    self.steps.push_front(Step::Stall);
                    return Poll::Pending;
                }
                Some(Step::Break) => {
                    return Poll::Ready(Some(Err(io::Error::other("cut on purpose"))));
                }
                Some(Step::Reset) => {
                    self.reset.store(true, Ordering::Release);
                    return Poll::Ready(Some(Err(io::Error::other("reset on purpose"))));
                }
            }
        }
    }
}
