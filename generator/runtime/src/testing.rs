//! For tests: a transport that follows a script, and a way to wait without a runtime.

mod timer;

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use crate::body::{Body, RequestBody};
use crate::client::{Client, ClientBuilder};
use crate::error::Result;
use crate::retry::RetryPolicy;
pub use timer::TestTimer;

use crate::transport::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};

/// A transport that gives the answers it was told to, one after the other, and keeps every
/// request. Clones share both.
#[derive(Clone, Default)]
pub struct ScriptedTransport(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: VecDeque<Answer>,
    requests: Vec<RecordedRequest>,
}

impl ScriptedTransport {
    /// A transport with these answers.
    #[must_use]
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let transport = Self::default();
        transport.state().answers.extend(answers);
        transport
    }

    /// Adds an answer at the end.
    pub fn push(&self, answer: Answer) {
        self.state().answers.push_back(answer);
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().requests.clone()
    }

    /// How many answers are left.
    #[must_use]
    pub fn answers_left(&self) -> usize {
        self.state().answers.len()
    }

    /// A client on this transport, with a token and a base URL that lead nowhere. Operations
    /// that ask for other credentials are sent without any, unless it is given some. It tries
    /// once only, so that an answer is given to the request that it was written for.
    ///
    /// # Errors
    ///
    /// None in practice: the settings are good.
    pub fn client(&self) -> Result<Client> {
        self.builder().build()
    }

    /// The settings of [`client`](Self::client), to be changed: for a client that tries more
    /// than once, or for the client of an emitted crate.
    pub fn builder<C: From<Client>>(&self) -> ClientBuilder<C> {
        ClientBuilder::new()
            .base_url("http://scripted.invalid")
            .placeholder_token("test-token")
            .transport(self.clone())
            .retry(RetryPolicy::none())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A test that panicked elsewhere has not harmed the script.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for ScriptedTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let transport = self.clone();
        // Only a future that is polled sends.
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.into_bytes().await?;
            let request = http::Request::from_parts(head, body);
            let answer = {
                let mut state = transport.state();
                state.requests.push(RecordedRequest::of(request));
                state.answers.pop_front()
            };
            match answer {
                Some(answer) => answer.give().await,
                None => Err(TransportError::new(
                    TransportErrorKind::Other,
                    "the script has no more answers",
                )),
            }
        })
    }
}

impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        formatter
            .debug_struct("ScriptedTransport")
            .field("answers_left", &state.answers.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}

/// A request as the transport got it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method.
    pub method: Method,
    /// The address.
    pub uri: http::Uri,
    /// The headers, the client's own among them.
    pub headers: HeaderMap,
    /// The body, a stream read to its end.
    pub body: Bytes,
    /// How long the attempt was allowed to take.
    pub timeout: Option<Duration>,
    /// What the transport was told of the attempt.
    pub attempt: Option<Attempt>,
}

impl RecordedRequest {
    fn of(request: http::Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let attempt = head.extensions.get::<Attempt>().copied();
        Self {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body,
            timeout: attempt.and_then(|attempt| attempt.timeout),
            attempt,
        }
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query without the question mark, as it was sent.
    #[must_use]
    pub fn query(&self) -> &str {
        self.uri.query().unwrap_or_default()
    }

    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// What the transport gives back.
#[derive(Debug)]
pub struct Answer(Script);

#[derive(Debug)]
enum Script {
    Response {
        status: StatusCode,
        headers: HeaderMap,
        pieces: VecDeque<Bytes>,
        cut: bool,
    },
    Failure(TransportErrorKind),
    Silence,
}

impl Answer {
    /// An answer with this status and no body. A number that is no status becomes 500.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self(Script::Response {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            pieces: VecDeque::new(),
            cut: false,
        })
    }

    /// An answer with this status and JSON text.
    #[must_use]
    pub fn json(status: u16, text: impl Into<String>) -> Self {
        Self::status(status)
            .header("content-type", "application/json; charset=utf-8")
            .piece(text.into())
    }

    /// No answer: the transport fails.
    #[must_use]
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self(Script::Failure(kind))
    }

    /// No answer, ever.
    #[must_use]
    pub fn silence() -> Self {
        Self(Script::Silence)
    }

    /// With a header. What cannot be one is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Script::Response { headers, .. } = &mut self.0
            && let (Ok(name), Ok(value)) = (
                HeaderName::from_bytes(name.as_bytes()),
                HeaderValue::from_bytes(value.as_bytes()),
            )
        {
            headers.append(name, value);
        }
        self
    }

    /// With another piece of the body.
    #[must_use]
    pub fn piece(mut self, piece: impl Into<Bytes>) -> Self {
        if let Script::Response { pieces, .. } = &mut self.0 {
            pieces.push_back(piece.into());
        }
        self
    }

    /// With a connection that breaks after the last piece.
    #[must_use]
    pub fn cut(mut self) -> Self {
        if let Script::Response { cut, .. } = &mut self.0 {
            *cut = true;
        }
        self
    }

    async fn give(self) -> Result<http::Response<Body>, TransportError> {
        match self.0 {
            Script::Response {
                status,
                headers,
                pieces,
                cut,
            } => {
                let mut response = http::Response::new(Body::from_stream(Pieces { pieces, cut }));
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Ok(response)
            }
            Script::Failure(kind) => Err(TransportError::new(kind, "so the script says")),
            Script::Silence => std::future::pending().await,
        }
    }
}

struct Pieces {
    pieces: VecDeque<Bytes>,
    cut: bool,
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(piece) = self.pieces.pop_front() {
            return Poll::Ready(Some(Ok(piece)));
        }
        if std::mem::take(&mut self.cut) {
            let error = TransportError::new(TransportErrorKind::Body, "the script cuts it here");
            return Poll::Ready(Some(Err(error)));
        }
        Poll::Ready(None)
    }
}

/// Waits for a future on this thread, without a runtime.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
