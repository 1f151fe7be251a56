//! Setting a client up.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::HeaderValue;

use super::{BaseUrl, Client, Inner, Timeouts};
use crate::auth::Secret;
use crate::error::{Error, Result};
use crate::transport::Transport;

/// Sets a client up: a [`Client`], or the client of an emitted crate. Nothing is checked
/// before [`build`](Self::build).
#[must_use]
pub struct ClientBuilder<C = Client> {
    base_url: Option<String>,
    token: Option<Secret>,
    user_agent: String,
    transport: Option<Box<dyn Transport>>,
    max_response_bytes: u64,
    timeouts: Timeouts,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// The usual settings, without an address.
    pub fn new() -> Self {
        Self {
            base_url: None,
            token: None,
            user_agent: concat!("oas-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
            transport: None,
            max_response_bytes: 256 * 1024 * 1024,
            timeouts: Timeouts::default(),
            client: PhantomData,
        }
    }

    /// Where the API is.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// The token, sent as `Authorization: Bearer`.
    pub fn bearer_token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
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

    /// Checks what was set and builds the client.
    ///
    /// # Errors
    ///
    /// The base URL is missing or wrong, the token or the user agent cannot stand in a
    /// header, or there is no transport.
    pub fn build(self) -> Result<C> {
        let Some(base_url) = &self.base_url else {
            return Err(Error::configuration(
                "no base URL is set; call `base_url` with the address of the API",
            ));
        };
        let base_url = BaseUrl::new(base_url)?;
        let authorization = self.token.as_ref().map(Secret::bearer).transpose()?;
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
            authorization,
            user_agent,
            max_response_bytes: self.max_response_bytes,
            timeouts: self.timeouts,
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
            .field("token", &self.token)
            .field("user_agent", &self.user_agent)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}
