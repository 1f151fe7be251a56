//! What every example asks its caller for.

use anyhow::Context;
use truto_ats::{Client, ClientBuilder};

/// Whom to ask, and for which account: the options that all examples have.
#[derive(Debug, clap::Args)]
pub struct Connection {
    /// The address of the API, in place of the usual one
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The ID of the integrated account: one customer's connection to one provider
    #[arg(long, value_name = "ID")]
    pub account: String,
}

impl Connection {
    /// A client with the usual settings.
    ///
    /// # Errors
    ///
    /// There is no token, or the address or the token cannot be used.
    pub fn client(&self) -> anyhow::Result<Client> {
        Ok(self.builder()?.build()?)
    }

    /// The same before it is built, for those who change its settings.
    ///
    /// # Errors
    ///
    /// `TRUTO_API_TOKEN` is not set. The token is no option of the command line, because
    /// every process of the machine can read those.
    pub fn builder(&self) -> anyhow::Result<ClientBuilder> {
        let token =
            std::env::var("TRUTO_API_TOKEN").context("TRUTO_API_TOKEN must hold the API token")?;
        let builder = Client::builder().bearer_token(token);
        Ok(match &self.base_url {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }
}
