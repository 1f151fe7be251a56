//! Files on disk, read on a thread where they hold nothing up.

use std::fs::File;
use std::future::Future;
use std::io::{self, Read as _};
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;

use super::content::unreadable;
use crate::transport::{BoxFuture, TransportError};

/// How much is read at a time.
pub(super) const PIECE: usize = 128 * 1024;

/// The length of a file; of what is no plain file, such as a pipe, it is not known.
pub(super) async fn length(path: Arc<Path>) -> Result<Option<u64>, TransportError> {
    let of = path.clone();
    let metadata = off_thread(move || std::fs::metadata(of)).await;
    let metadata = metadata.map_err(|error| cannot_read(&path, &error))?;
    Ok(metadata.is_file().then_some(metadata.len()))
}

fn cannot_read(path: &Path, error: &io::Error) -> TransportError {
    let words = format!("the file `{}`: {error}", path.display());
    unreadable(io::Error::new(error.kind(), words))
}

/// A file piece by piece, each read when it is asked for.
pub(super) struct PathStream {
    path: Arc<Path>,
    state: State,
}

enum State {
    Closed,
    Reading(BoxFuture<'static, io::Result<(File, Bytes)>>),
    Open(File),
    Ended,
}

impl PathStream {
    pub(super) fn new(path: Arc<Path>) -> Self {
        Self {
            path,
            state: State::Closed,
        }
    }
}

impl Stream for PathStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            match std::mem::replace(&mut this.state, State::Ended) {
                State::Closed => {
                    let path = this.path.clone();
                    this.state =
                        State::Reading(Box::pin(off_thread(move || piece(File::open(path)?))));
                }
                State::Open(file) => {
                    this.state = State::Reading(Box::pin(off_thread(move || piece(file))));
                }
                State::Reading(mut reading) => {
                    let Poll::Ready(outcome) = reading.as_mut().poll(context) else {
                        this.state = State::Reading(reading);
                        return Poll::Pending;
                    };
                    return Poll::Ready(match outcome {
                        Ok((_, bytes)) if bytes.is_empty() => None,
                        Ok((file, bytes)) => {
                            this.state = State::Open(file);
                            Some(Ok(bytes))
                        }
                        Err(error) => Some(Err(cannot_read(&this.path, &error))),
                    });
                }
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

fn piece(mut file: File) -> io::Result<(File, Bytes)> {
    let mut bytes = vec![0; PIECE];
    let length = loop {
        match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => break outcome?,
        }
    };
    bytes.truncate(length);
    Ok((file, bytes.into()))
}

/// Does work that holds its thread up: on tokio's threads for such work where there is a
/// runtime of tokio, else on a new one.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    #[cfg(feature = "reqwest")]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        return runtime
            .spawn_blocking(work)
            .await
            .map_err(io::Error::other)?;
    }
    let outcome = Arc::new(Mutex::new(Outcome {
        value: None,
        waker: None,
    }));
    let shared = outcome.clone();
    std::thread::Builder::new()
        .name("oas-runtime-file".to_owned())
        .spawn(move || {
            let value = work();
            let mut outcome = shared.lock().unwrap_or_else(PoisonError::into_inner);
            outcome.value = Some(value);
            if let Some(waker) = outcome.waker.take() {
                waker.wake();
            }
        })?;
    Waiting(outcome).await
}

struct Outcome<T> {
    value: Option<io::Result<T>>,
    waker: Option<Waker>,
}

struct Waiting<T>(Arc<Mutex<Outcome<T>>>);

impl<T> Future for Waiting<T> {
    type Output = io::Result<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut outcome = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = outcome.value.take() {
            return Poll::Ready(value);
        }
        outcome.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll, Waker};

    use futures_core::Stream as _;

    use super::{PIECE, PathStream};

    #[test]
    fn a_file_is_read_only_as_far_as_it_is_asked_for() {
        let path = std::env::temp_dir().join(format!("oas-runtime-path-{}", std::process::id()));
        let text: Vec<u8> = (0..PIECE * 2 + 5)
            .map(|place| (place % 251) as u8)
            .collect();
        std::fs::write(&path, &text).unwrap();
        let mut stream = Box::pin(PathStream::new(path.as_path().into()));
        let mut lengths = Vec::new();
        let mut read = Vec::new();
        loop {
            match stream
                .as_mut()
                .poll_next(&mut Context::from_waker(Waker::noop()))
            {
                Poll::Pending => std::thread::yield_now(),
                Poll::Ready(None) => break,
                Poll::Ready(Some(piece)) => {
                    let piece = piece.unwrap();
                    lengths.push(piece.len());
                    read.extend_from_slice(&piece);
                }
            }
        }
        std::fs::remove_file(&path).unwrap();
        assert_eq!(read, text);
        assert_eq!(lengths, [PIECE, PIECE, 5]);
    }
}
