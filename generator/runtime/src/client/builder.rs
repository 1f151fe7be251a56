//! Setting a client up.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::HeaderValue;

use super::servers::Servers;
use super::{BaseUrl, Client, Inner, Timeouts};
use crate::auth::{Bearer, Credentials, Keychain, Secret, TokenProvider, Tokens};
use crate::error::{Error, Result};
use crate::limiter::RateLimiter;
use crate::retry::{Randomness, RetryEvent, RetryHook, RetryPolicy, ThreadRandomness};
use crate::timer::{Timer, default_timer};
use crate::transport::Transport;

/// Sets a client up: a [`Client`], or the client of an emitted crate. Nothing is checked
/// before [`build`](Self::build).
#[must_use]
pub struct ClientBuilder<C = Client> {
    base_url: Option<String>,
    servers: Vec<(String, String)>,
    token: Option<Secret>,
    tokens: Option<Tokens>,
    token_is_placeholder: bool,
    credentials: Credentials,
    user_agent: String,
    transport: Option<Box<dyn Transport>>,
    max_response_bytes: u64,
    timeouts: Timeouts,
    limiter: Option<RateLimiter>,
    retry: RetryPolicy,
    retry_hook: Option<RetryHook>,
    timer: Option<Arc<dyn Timer>>,
    randomness: Option<Box<dyn Randomness>>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// The usual settings, without an address.
    pub fn new() -> Self {
        Self {
            base_url: None,
            servers: Vec::new(),
            token: None,
            tokens: None,
            token_is_placeholder: false,
            credentials: Credentials::new(),
            user_agent: concat!("oas-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
            transport: None,
            max_response_bytes: 256 * 1024 * 1024,
            timeouts: Timeouts::default(),
            limiter: None,
            retry: RetryPolicy::default(),
            retry_hook: None,
            timer: None,
            randomness: None,
            client: PhantomData,
        }
    }

    /// Where the API is.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Where operations are that the description puts on this server of their own, be it for
    /// a test, a proxy or another region. The declared one is named as it is described there;
    /// one that no operation has is not noticed.
    pub fn server(mut self, declared: impl Into<String>, own: impl Into<String>) -> Self {
        self.servers.push((declared.into(), own.into()));
        self
    }

    /// The token, sent as `Authorization: Bearer`. Of an API that knows several it is the one
    /// for all for which [`credentials`](Self::credentials) has none.
    pub fn bearer_token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self.tokens = None;
        self.token_is_placeholder = false;
        self
    }

    /// A token as for tests: operations that ask for something else are sent without it.
    #[cfg(feature = "testing")]
    pub(crate) fn placeholder_token(mut self, token: &str) -> Self {
        self = self.bearer_token(token);
        self.token_is_placeholder = true;
        self
    }

    /// What the client authenticates with, by the ways that the API's description knows. Those
    /// that were given before stay.
    ///
    /// A call is made with the first of its operation's alternatives for which all is there.
    /// If there is none, the call fails and names what is missing; but a client without any
    /// credentials sends it as it is, because its transport may authenticate.
    pub fn credentials(mut self, credentials: impl Into<Credentials>) -> Self {
        self.credentials = self.credentials.overlay(credentials.into());
        if self.token_is_placeholder {
            self.token = None;
        }
        self
    }

    /// Where the token comes from, for tokens that expire; in place of a token that is given.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = Some(Tokens::new(provider));
        self.token = None;
        self.token_is_placeholder = false;
        self
    }

    /// The name that the server sees.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// What carries the requests, in place of the built-in transport. The limits of
    /// [`Timeouts`] for connecting and for silence are then the transport's own affair.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// How large an answer may be that is read whole: 256 MiB unless set.
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// How long things may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Lets requests wait so that the server's rate limit is not met. Clones of the client
    /// share it, and so do clients that are given clones of it.
    ///
    /// At most 500 requests in ten seconds, and of these at most 50 for each account:
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use oas_runtime::{Client, RateLimiter};
    /// let window = Duration::from_secs(10);
    /// let limiter = RateLimiter::new()
    ///     .in_all(500, window)
    ///     .for_each("integrated_account_id", 50, window);
    /// let builder = Client::builder().rate_limiter(limiter);
    /// # let _: oas_runtime::ClientBuilder = builder;
    /// ```
    pub fn rate_limiter(mut self, limiter: RateLimiter) -> Self {
        self.limiter = Some(limiter);
        self
    }

    /// When a request that failed is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Called before a request is sent again, to count or to log.
    pub fn on_retry(mut self, hook: impl Fn(&RetryEvent<'_>) + Send + Sync + 'static) -> Self {
        self.retry_hook = Some(RetryHook::new(hook));
        self
    }

    /// What tells the time and waits, in place of tokio (or, without tokio, of a thread).
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(Arc::new(timer));
        self
    }

    /// The chance by which waits are spread.
    pub fn randomness(mut self, randomness: impl Randomness) -> Self {
        self.randomness = Some(Box::new(randomness));
        self
    }

    /// Checks what was set and builds the client.
    ///
    /// # Errors
    ///
    /// The base URL is missing or wrong, the token, another credential or the user agent
    /// cannot be sent, or there is no transport.
    pub fn build(self) -> Result<C> {
        let Some(base_url) = &self.base_url else {
            return Err(Error::configuration(
                "no base URL is set; call `base_url` with the address of the API",
            ));
        };
        let base_url = BaseUrl::new(base_url)?;
        let servers = Servers::new(self.servers)?;
        let bearer = match (&self.token, self.tokens) {
            (_, Some(tokens)) => Some(Bearer::Provided(Arc::new(tokens))),
            (Some(token), None) => Some(Bearer::Fixed(token.bearer()?)),
            (None, None) => None,
        };
        let keychain = Keychain::new(bearer, self.token_is_placeholder, self.credentials)?;
        let user_agent = HeaderValue::try_from(self.user_agent.as_str()).map_err(|_| {
            Error::configuration("the user agent has a character that a header cannot carry")
        })?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&self.timeouts)?,
        };
        let client = Client(Arc::new(Inner {
            transport,
            base_url,
            servers,
            keychain,
            user_agent,
            max_response_bytes: self.max_response_bytes,
            timeouts: self.timeouts,
            limiter: self.limiter,
            retry: self.retry,
            retry_hook: self.retry_hook,
            timer: self.timer.unwrap_or_else(default_timer),
            randomness: self
                .randomness
                .unwrap_or_else(|| Box::new(ThreadRandomness)),
        }));
        Ok(client.into())
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(timeouts: &Timeouts) -> Result<Box<dyn Transport>> {
    let transport = crate::transport::ReqwestTransport::new(timeouts)?;
    Ok(Box::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: &Timeouts) -> Result<Box<dyn Transport>> {
    Err(Error::configuration(
        "there is no transport; call `transport`, or build with the feature `reqwest`",
    ))
}

impl<C: From<Client>> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("servers", &self.servers)
            .field("token", &self.token)
            .field("credentials", &self.credentials)
            .field("user_agent", &self.user_agent)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
