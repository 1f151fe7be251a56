//! Tokens that belong to one account, and tokens that expire.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use truto_ats::Client;
use truto_ats::oas_runtime::auth::Token;
use truto_mock::{MockConfig, MockServer};

async fn server() -> MockServer {
    let config = MockConfig {
        candidates: 60,
        ..MockConfig::default()
    };
    MockServer::start(config).await.unwrap()
}

fn client(server: &MockServer, token: &str) -> Client {
    let builder = Client::builder().base_url(server.base_url());
    builder.bearer_token(token).build().unwrap()
}

#[tokio::test]
async fn a_token_of_one_account_needs_no_account() {
    let server = server().await;
    let client = client(&server, "account-token-1");
    let list = || client.candidates().list_for_token();
    assert_eq!(list().stream().collect_all().await.unwrap().len(), 60);
    assert_eq!(list().limit(5).send().await.unwrap().result.len(), 5);
    let keyed = list().key_by("id").stream().collect_all().await.unwrap();
    assert_eq!(keyed.len(), 60);
    let mut pages = list().pages();
    let mut records = 0;
    while let Some(page) = pages.next().await {
        records += page.unwrap().result.len();
    }
    assert_eq!((records, pages.pages_fetched()), (60, 3));
    let own = list().items_as::<serde_json::Value>().stream();
    assert_eq!(own.collect_all().await.unwrap().len(), 60);
    let list_of_records = list().send_with_format::<Vec<serde_json::Value>>("normalized");
    assert_eq!(list_of_records.await.unwrap().body.len(), 25);
    let raw = list().send_raw::<serde_json::Value>().await.unwrap();
    assert!(raw.body.is_object());
    for request in server.requests() {
        assert!(!request.query.contains("integrated_account_id"));
    }
    // An account can still be named, by the argument or the escape hatch.
    let named = client.candidates().list("acc_1").send().await.unwrap();
    assert_eq!(named.result.len(), 25);
}

#[tokio::test]
async fn any_other_token_is_told_what_is_missing() {
    let server = server().await;
    let list = client(&server, "api-token").candidates().list_for_token();
    let error = list.send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(
        error.to_string().contains("integrated_account_id"),
        "{error}"
    );
}

#[tokio::test]
async fn a_short_token_is_asked_for_once_by_many_calls() {
    let server = server().await;
    let asked = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&asked);
    let client = Client::builder()
        .base_url(server.base_url())
        .token_provider(move || {
            let number = count.fetch_add(1, Ordering::Relaxed);
            async move {
                // Long enough for all calls to be waiting.
                tokio::time::sleep(Duration::from_millis(50)).await;
                let token = Token::new(format!("account-token-{number}"));
                Ok(token.lasting(Duration::from_secs(15 * 60)))
            }
        })
        .build()
        .unwrap();
    let calls = (0..20).map(|_| client.candidates().list_for_token().limit(1).send());
    for page in futures_util::future::join_all(calls).await {
        assert_eq!(page.unwrap().result.len(), 1);
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}
