//! Whom the requests go to, and what is changed of them on their way.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use truto_ats::oas_runtime::body::{Body, RequestBody};
use truto_ats::oas_runtime::http::header::{AUTHORIZATION, HeaderValue};
use truto_ats::oas_runtime::http::{Request, Response};
use truto_ats::oas_runtime::retry::RetryPolicy;
use truto_ats::oas_runtime::transport::{BoxFuture, ReqwestTransport, TransportError};
use truto_ats::operations::candidates::ListCandidates;
use truto_ats::{Client, Transport};

/// A server, and what was sent to it.
pub struct Server {
    base_url: String,
    account: String,
    token: String,
    http: reqwest::Client,
    usual: Client,
    sent: Arc<Mutex<BTreeSet<String>>>,
}

/// What a request has that the crate did not give it.
#[derive(Clone, Debug)]
pub enum Change {
    None,
    /// The header `Prefer`: which of the spec's answers a server is to give.
    Prefer(HeaderValue),
    /// No `Authorization`. The crate itself sends nothing without a token.
    NoToken,
}

impl Server {
    pub fn new(base_url: &str, account: &str) -> anyhow::Result<Self> {
        let token = std::env::var("TRUTO_API_TOKEN").unwrap_or_else(|_| "conformance".to_owned());
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .build()?;
        let sent = Arc::default();
        let usual = client(&http, base_url, &token, &sent, Change::None)?;
        Ok(Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            account: account.to_owned(),
            token,
            http,
            usual,
            sent,
        })
    }

    pub fn account(&self) -> &str {
        &self.account
    }

    /// A request as everybody sends it.
    pub fn list(&self) -> ListCandidates {
        self.usual.candidates().list(&self.account)
    }

    /// A request that says which answer it wants, where a server has several.
    pub fn preferring(&self, answer: &str) -> anyhow::Result<ListCandidates> {
        let client = self.client_preferring(answer)?;
        Ok(client.candidates().list(&self.account))
    }

    /// A client whose requests all say so.
    pub fn client_preferring(&self, answer: &str) -> anyhow::Result<Client> {
        self.client(Change::Prefer(HeaderValue::from_str(answer)?))
    }

    pub fn client(&self, change: Change) -> anyhow::Result<Client> {
        client(&self.http, &self.base_url, &self.token, &self.sent, change)
    }

    /// A client that asks for a path which the server does not have.
    pub fn elsewhere(&self) -> anyhow::Result<Client> {
        let base_url = format!("{}/elsewhere", self.base_url);
        client(&self.http, &base_url, &self.token, &self.sent, Change::None)
    }

    /// The names of the parameters that were sent.
    pub fn sent(&self) -> BTreeSet<String> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.clone()
    }
}

fn client(
    http: &reqwest::Client,
    base_url: &str,
    token: &str,
    sent: &Arc<Mutex<BTreeSet<String>>>,
    change: Change,
) -> anyhow::Result<Client> {
    let wire = Wire {
        inner: ReqwestTransport::from_client(http.clone()),
        change,
        sent: Arc::clone(sent),
    };
    let client = Client::builder()
        .base_url(base_url)
        .bearer_token(token)
        // An answer is taken as it comes: what a retry hides is not seen.
        .retry(RetryPolicy::none())
        .transport(wire)
        .build()?;
    Ok(client)
}

/// Stands between the crate and the network.
struct Wire {
    inner: ReqwestTransport,
    change: Change,
    sent: Arc<Mutex<BTreeSet<String>>>,
}

impl Transport for Wire {
    fn send(
        &self,
        mut request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        match &self.change {
            Change::None => {}
            Change::Prefer(value) => {
                request.headers_mut().insert("prefer", value.clone());
            }
            Change::NoToken => {
                request.headers_mut().remove(AUTHORIZATION);
            }
        }
        let query = request.uri().query().unwrap_or_default();
        let names = query.split('&').filter_map(|pair| {
            let (name, _) = pair.split_once('=')?;
            // `tags%5B0%5D%5Bname%5D` is of `tags`.
            name.split("%5B").next().map(str::to_owned)
        });
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(names);
        self.inner.send(request)
    }
}
