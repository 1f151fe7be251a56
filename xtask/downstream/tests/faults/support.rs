//! A misbehaving server, and a client that does not wait long.

use std::time::Duration;

use truto_ats::oas_runtime::client::Timeouts;
use truto_ats::oas_runtime::retry::RetryPolicy;
use truto_ats::oas_runtime::transport::ReqwestTransport;
use truto_ats::{Client, ClientBuilder, Error};
use truto_mock::{MockConfig, MockServer};

pub const TOKEN: &str = "token-that-nobody-may-see";
pub const ACCOUNT: &str = "acc_1";
/// A value of a parameter that says something of a person.
pub const PERSON: &str = "grace.hopper@example.org";

/// A server with 60 candidates, 25 a page, and these faults.
pub async fn server(rules: &[&str]) -> MockServer {
    start(rules, false).await
}

/// The same over HTTPS.
pub async fn https(rules: &[&str]) -> MockServer {
    start(rules, true).await
}

async fn start(rules: &[&str], tls: bool) -> MockServer {
    MockServer::start(config(rules, tls)).await.unwrap()
}

pub fn config(rules: &[&str], tls: bool) -> MockConfig {
    MockConfig {
        candidates: 60,
        faults: rules.iter().map(|rule| rule.parse().unwrap()).collect(),
        shutdown_grace: Duration::ZERO,
        tls,
        ..MockConfig::default()
    }
}

/// A client that trusts the server's own certificate and no other.
pub fn trusting(server: &MockServer) -> ClientBuilder {
    let pem = server.certificate_pem().unwrap();
    let certificate = reqwest::Certificate::from_pem(pem.as_bytes()).unwrap();
    let http = reqwest::Client::builder().tls_certs_only([certificate]);
    let transport = ReqwestTransport::from_builder(http, &Timeouts::default()).unwrap();
    builder(server).transport(transport)
}

/// A client of a server that speaks HTTP or HTTPS.
pub fn of_either_kind(server: &MockServer) -> ClientBuilder {
    match server.certificate_pem() {
        Some(_) => trusting(server),
        None => builder(server),
    }
}

pub fn builder(server: &MockServer) -> ClientBuilder {
    Client::builder()
        .base_url(server.base_url())
        .bearer_token(TOKEN)
        .retry(quick(0))
}

/// A client that tries once.
pub fn client(server: &MockServer) -> Client {
    builder(server).build().unwrap()
}

/// A client that tries again so many times, soon.
pub fn patient(server: &MockServer, retries: u32) -> Client {
    builder(server).retry(quick(retries)).build().unwrap()
}

/// Waits that a test does not feel.
pub fn quick(retries: u32) -> RetryPolicy {
    RetryPolicy::default()
        .with_max_retries(retries)
        .with_base_delay(Duration::from_millis(1))
        .with_max_delay(Duration::from_millis(5))
        .with_max_retry_after(Duration::from_millis(20))
}

pub fn attempt(limit: Duration) -> Timeouts {
    Timeouts::default().with_attempt(limit)
}

/// The error of one page, asked for with a personal filter. It shows no secret.
pub async fn error_of(server: &MockServer) -> Error {
    let request = client(server).candidates().list(ACCOUNT).name(PERSON);
    let error = request.send().await.expect_err("it fails");
    keeps_secrets(&error);
    error
}

/// Neither the token nor the personal value is shown, by this error or by what caused it.
pub fn keeps_secrets(error: &Error) {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        shown.push_str(&format!("{source} {source:?}"));
        cause = source.source();
    }
    for secret in [TOKEN, PERSON, "grace.hopper", "hopper%40"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

/// The ids of all candidates, in the server's order, asked of a healthy one.
pub async fn all_ids() -> Vec<String> {
    let server = server(&[]).await;
    let mut items = client(&server).candidates().list(ACCOUNT).stream();
    let mut ids = Vec::new();
    while let Some(candidate) = items.try_next().await.unwrap() {
        ids.push(candidate.id);
    }
    assert_eq!(ids.len(), 60);
    ids
}
