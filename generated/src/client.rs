// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! The client: where everything begins.

use oas_runtime::{Result, Secret};

/// A client of Truto Unified ATS API. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: oas_runtime::Client,
}

/// Settings of a [`Client`]: address, token, limits, transport.
pub type ClientBuilder = oas_runtime::ClientBuilder<Client>;

impl Client {
    /// A client with this token and the usual settings.
    ///
    /// A Truto API token, which belongs to one environment, or an integrated-account token, which lasts 15
    /// minutes and makes `integrated_account_id` unnecessary.
    ///
    /// # Errors
    ///
    /// The token cannot stand in a header, or the system gives no TLS.
    pub fn new(token: impl Into<Secret>) -> Result<Self> {
        Self::builder().bearer_token(token).build()
    }

    /// Settings to be changed before the client is built.
    ///
    /// The address is `https://api.truto.one` unless set.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
            .base_url("https://api.truto.one")
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
    }

    /// The client of the runtime, for requests of one's own.
    #[must_use]
    pub fn runtime(&self) -> &oas_runtime::Client {
        &self.runtime
    }

    /// People who applied, or were found, for a job in the connected applicant tracking system.
    pub fn candidates(&self) -> crate::operations::candidates::Candidates {
        crate::operations::candidates::Candidates::new(self.runtime.clone())
    }

    /// What candidates applied for, and how far each application came.
    pub fn applications(&self) -> crate::operations::applications::Applications {
        crate::operations::applications::Applications::new(self.runtime.clone())
    }
}

impl From<oas_runtime::Client> for Client {
    fn from(runtime: oas_runtime::Client) -> Self {
        Self { runtime }
    }
}
