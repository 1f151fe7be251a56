//! Tokens that expire.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use http::HeaderValue;

use super::Secret;
use crate::error::{Error, Result};
use crate::timer::Timer;
use crate::transport::BoxFuture;

/// Any error of a [`TokenProvider`]. It must not show the token.
pub type ProviderError = Box<dyn StdError + Send + Sync>;

/// How long before its end a token is no longer used, unless it is short-lived.
const LEEWAY: Duration = Duration::from_secs(30);

/// Gives tokens. It is asked when there is none yet, shortly before the last one expires,
/// and once when the server refuses it (401); however many calls wait for the answer.
///
/// A closure that gives a future will do:
///
/// ```
/// # use std::time::Duration;
/// # use oas_runtime::auth::Token;
/// # use oas_runtime::Client;
/// # async fn ask_my_server() -> Result<String, std::io::Error> { Ok(String::new()) }
/// let builder = Client::builder().token_provider(|| async {
///     let token = ask_my_server().await?;
///     Ok(Token::new(token).lasting(Duration::from_secs(15 * 60)))
/// });
/// # let _: oas_runtime::ClientBuilder = builder;
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is good now.
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>>;
}

impl<F, Answer> TokenProvider for F
where
    F: Fn() -> Answer + Send + Sync + 'static,
    Answer: Future<Output = Result<Token, ProviderError>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>> {
        Box::pin(self())
    }
}

/// A token and how long it is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    secret: Secret,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Unknown,
    After(Duration),
    At(SystemTime),
}

impl Token {
    /// A token that is used until the server refuses it.
    #[must_use]
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            end: End::Unknown,
        }
    }

    /// It is good for this long from now on.
    #[must_use]
    pub fn lasting(mut self, lifetime: Duration) -> Self {
        self.end = End::After(lifetime);
        self
    }

    /// It is good until then.
    #[must_use]
    pub fn until(mut self, end: SystemTime) -> Self {
        self.end = End::At(end);
        self
    }

    /// Until when to use it; `None` is without end.
    fn use_until(&self, timer: &dyn Timer) -> Option<Instant> {
        let lifetime = match self.end {
            End::Unknown => return None,
            End::After(lifetime) => lifetime,
            End::At(end) => end.duration_since(timer.system_now()).unwrap_or_default(),
        };
        let lifetime = lifetime.saturating_sub(LEEWAY.min(lifetime / 10));
        timer.now().checked_add(lifetime)
    }
}

/// A provider and the token it gave last.
pub(crate) struct Tokens {
    provider: Box<dyn TokenProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// Counts how often the provider was asked.
    round: u64,
    is_asking: bool,
    /// The last round that failed, and why.
    failure: Option<(u64, Failure)>,
    waiting: Vec<Waker>,
}

#[derive(Clone)]
struct Current {
    header: HeaderValue,
    use_until: Option<Instant>,
    round: u64,
}

impl Tokens {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self {
            provider: Box::new(provider),
            state: Mutex::default(),
        }
    }

    /// The header with the token, and the number to [refuse](Self::refuse) it by.
    pub(crate) async fn header(&self, timer: &dyn Timer) -> Result<(HeaderValue, u64)> {
        let mut waits_for = None;
        let turn = std::future::poll_fn(|context| {
            let mut state = self.lock();
            let fresh = |current: &&Current| {
                let until = current.use_until;
                until.is_none_or(|until| timer.now() < until)
            };
            if let Some(current) = state.current.as_ref().filter(fresh) {
                return Poll::Ready(Turn::Have(current.clone()));
            }
            if let (Some(round), Some((failed, failure))) = (waits_for, &state.failure)
                && round == *failed
            {
                return Poll::Ready(Turn::Failed(failure.clone()));
            }
            if state.is_asking {
                waits_for = Some(state.round);
                state.waiting.push(context.waker().clone());
                return Poll::Pending;
            }
            state.is_asking = true;
            state.round += 1;
            Poll::Ready(Turn::Ask(Asking(self), state.round))
        })
        .await;
        match turn {
            Turn::Have(current) => Ok((current.header, current.round)),
            Turn::Failed(failure) => Err(failure.into()),
            Turn::Ask(asking, round) => self.ask(asking, round, timer).await,
        }
    }

    async fn ask(
        &self,
        asking: Asking<'_>,
        round: u64,
        timer: &dyn Timer,
    ) -> Result<(HeaderValue, u64)> {
        let answer = self.provider.token().await;
        let token = answer.and_then(|token| Ok((token.secret.bearer()?, token.use_until(timer))));
        let outcome = match token {
            Ok((header, use_until)) => {
                let current = Current {
                    header,
                    use_until,
                    round,
                };
                self.lock().current = Some(current.clone());
                Ok((current.header, round))
            }
            Err(error) => {
                let failure = Failure(Arc::from(error));
                self.lock().failure = Some((round, failure.clone()));
                Err(failure.into())
            }
        };
        drop(asking);
        outcome
    }

    /// The server refused this token. One that came after it is kept.
    pub(crate) fn refuse(&self, round: u64) {
        let mut state = self.lock();
        if state
            .current
            .as_ref()
            .is_some_and(|current| current.round == round)
        {
            state.current = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing under the lock panics; were it so, the state would still be whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Turn<'a> {
    Have(Current),
    Failed(Failure),
    Ask(Asking<'a>, u64),
}

/// Held while the provider is asked. When it is dropped, finished or not, the others go on:
/// one of them asks if there is still no token.
struct Asking<'a>(&'a Tokens);

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.lock();
            state.is_asking = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

/// Why there is no token, for all who waited for it.
#[derive(Clone, Debug)]
struct Failure(Arc<dyn StdError + Send + Sync>);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::no_token(failure)
    }
}
