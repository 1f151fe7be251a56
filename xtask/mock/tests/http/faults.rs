//! Each fault, as it is on the wire.

use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use reqwest::Certificate;
use truto_mock::{Fault, FaultRule, MockConfig, MockServer};

use crate::support::{Answer, TOKEN, list, receive};

async fn with(rules: &[&str]) -> MockServer {
    let rules = rules.iter().map(|rule| rule.parse().unwrap()).collect();
    let config = MockConfig {
        candidates: 60,
        faults: rules,
        shutdown_grace: Duration::ZERO,
        ..MockConfig::default()
    };
    MockServer::start(config).await.unwrap()
}

/// The answer to the first request of a server with one rule.
async fn first(rule: &str) -> Answer {
    list(&with(&[rule]).await, &[]).await
}

/// What came of a request whose answer may break off.
async fn raw(server: &MockServer) -> Result<Vec<u8>, reqwest::Error> {
    let url = format!(
        "{}{}?integrated_account_id=1",
        server.base_url(),
        truto_mock::PATH
    );
    let request = reqwest::Client::new().get(url).bearer_auth(TOKEN);
    let response = request.send().await?;
    Ok(response.bytes().await?.to_vec())
}

fn io_kind(error: &(dyn std::error::Error + 'static)) -> Option<std::io::ErrorKind> {
    let mut current = Some(error);
    let mut found = None;
    while let Some(error) = current {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            found = Some(io.kind());
        }
        current = error.source();
    }
    found
}

#[tokio::test]
async fn statuses_and_bodies() {
    for (rule, status, words) in [
        ("status=500", 500, "Internal Server Error"),
        ("status=504", 504, "Gateway Timeout"),
        ("unavailable=3", 503, "Service Unavailable"),
        ("cut-error", 502, "Bad Gateway"),
        ("unauthorized-insight", 401, "remote_error"),
        ("forbidden-insight", 403, "missing_scopes"),
        ("provider-error", 422, "\"message\":\"\""),
        ("provider-error=text", 422, "says the provider"),
        ("no-content", 204, ""),
        ("html", 200, "<!DOCTYPE html>"),
        ("html-error", 502, "<!DOCTYPE html>"),
        ("empty-body", 200, ""),
        ("not-json", 200, "everything is fine"),
        ("wrong-types", 200, "\"result\":\"none today\""),
        ("null-result", 200, "\"result\":null"),
        ("missing-result", 200, "\"next_cursor\""),
        ("unknown-enum", 200, "carrier-pigeon"),
        ("unknown-fields", 200, "octarine"),
        ("bad-record=2", 200, "\"id\":17"),
    ] {
        let answer = first(rule).await;
        assert_eq!(answer.status, status, "{rule}");
        assert!(answer.body.contains(words), "{rule}: {}", answer.body);
    }
    assert_eq!(first("unavailable=3").await.headers["retry-after"], "3");
    let cut = first("cut-error").await.body;
    assert!(serde_json::from_str::<serde_json::Value>(&cut).is_err());
    assert!(!first("missing-result").await.body.contains("\"result\":"));
    let insight = &first("forbidden-insight").await.json()["truto_error_insight"];
    assert_eq!(insight.as_object().unwrap().len(), 7);
}

#[tokio::test]
async fn each_kind_of_retry_after() {
    let header = |answer: &Answer, name: &str| {
        let value = answer.headers.get(name);
        value.map(|value| value.to_str().unwrap().to_owned())
    };
    for (rule, expected) in [
        ("rate-limit=2", Some("2")),
        ("rate-limit=0", Some("0")),
        ("rate-limit=garbage", Some("soon")),
        ("rate-limit=none", None),
        ("rate-limit=reset", None),
    ] {
        let answer = first(rule).await;
        assert_eq!(answer.status, 429);
        assert_eq!(
            header(&answer, "retry-after").as_deref(),
            expected,
            "{rule}"
        );
        let reset = header(&answer, "ratelimit-reset");
        assert_eq!(reset.is_some(), rule == "rate-limit=reset", "{rule}");
    }
    let date = header(&first("rate-limit=date:60").await, "retry-after").unwrap();
    assert!(date.ends_with(" GMT"), "{date}");
}

#[tokio::test]
async fn bytes_that_are_not_as_they_should_be() {
    let server = with(&["invalid-utf8x1", "byte-order-markx1"]).await;
    assert!(String::from_utf8(raw(&server).await.unwrap()).is_err());
    assert!(raw(&server).await.unwrap().starts_with(b"\xef\xbb\xbf{"));
    let cut = first("truncated-json").await.body;
    assert!(cut.starts_with('{') && !cut.ends_with('}'));
}

#[tokio::test]
async fn answers_that_break_off() {
    for rule in ["truncated", "truncated-chunked", "reset", "reset-early"] {
        let server = with(&[rule]).await;
        let error = raw(&server).await.unwrap_err();
        if rule.starts_with("reset") {
            let kind = io_kind(&error);
            assert_eq!(
                kind,
                Some(std::io::ErrorKind::ConnectionReset),
                "{rule}: {error:?}"
            );
        }
    }
}

#[tokio::test]
async fn answers_that_do_not_come() {
    for rule in ["stalled", "stalled-headers"] {
        let server = with(&[rule]).await;
        let waited = tokio::time::timeout(Duration::from_millis(300), raw(&server)).await;
        assert!(waited.is_err(), "{rule}");
    }
    let began = Instant::now();
    let server = with(&["slow=30"]).await;
    let slow = raw(&server).await.unwrap();
    assert!(began.elapsed() >= Duration::from_millis(270));
    assert!(serde_json::from_slice::<serde_json::Value>(&slow).is_ok());
}

#[tokio::test]
async fn a_huge_body_is_made_while_it_is_sent() {
    for (rule, declared) in [
        ("huge=50000000", None),
        ("huge-declared=50000000", Some(50_000_000)),
    ] {
        let server = with(&[rule]).await;
        let url = format!(
            "{}{}?integrated_account_id=1",
            server.base_url(),
            truto_mock::PATH
        );
        let request = reqwest::Client::new().get(url).bearer_auth(TOKEN);
        let response = request.send().await.unwrap();
        assert_eq!(response.content_length(), declared, "{rule}");
        let mut bytes = response.bytes_stream();
        let mut total = 0;
        while let Some(piece) = bytes.next().await {
            total += piece.unwrap().len();
        }
        assert_eq!(total, 50_000_000, "{rule}");
    }
}

#[tokio::test]
async fn cursors() {
    let next = |answer: &Answer| answer.json().get("next_cursor").cloned();
    assert_eq!(next(&first("missing-cursor").await), None);
    assert_eq!(next(&first("empty-cursor").await), Some("".into()));
    assert_eq!(next(&first("numeric-cursor").await), Some(12_345.into()));

    let server = with(&["empty-page"]).await;
    let empty = list(&server, &[]).await;
    assert!(empty.records().is_empty());
    let first_cursor = next(&empty).unwrap();
    let again = list(&server, &[("next_cursor", first_cursor.as_str().unwrap())]).await;
    assert!(again.records().is_empty());
    assert_ne!(next(&again), Some(first_cursor));

    // What was not shown is not lost.
    let server = with(&["empty-pagex1"]).await;
    let cursor = next(&list(&server, &[]).await).unwrap();
    let page = list(&server, &[("next_cursor", cursor.as_str().unwrap())]).await;
    let healthy = list(&server, &[]).await;
    assert_eq!(page.ids(), healthy.ids());

    let server = with(&["repeated-cursor"]).await;
    let cursor = next(&list(&server, &[]).await).unwrap();
    let page = list(&server, &[("next_cursor", cursor.as_str().unwrap())]).await;
    assert_eq!(page.records().len(), 25);
    assert_eq!(next(&page), Some(cursor));
}

#[tokio::test]
async fn redirects() {
    let server = with(&["redirect"]).await;
    // This client goes where it is sent, and leaves its token behind.
    assert_eq!(list(&server, &[]).await.status, 401);
    let strangers = server.other_origin_requests();
    assert_eq!(strangers.len(), 1);
    assert!(!strangers[0].has_token);

    let server = with(&["redirect-same"]).await;
    assert_eq!(list(&server, &[]).await.records().len(), 25);
    assert_eq!(server.requests().len(), 2);

    let server = with(&["redirect-loop"]).await;
    assert!(raw(&server).await.unwrap_err().is_redirect());
}

#[tokio::test]
async fn every_fault_is_served_and_counted() {
    for (fault, _) in Fault::all() {
        let config = MockConfig {
            candidates: 60,
            faults: vec![FaultRule::times(fault.clone(), 1)],
            shutdown_grace: Duration::ZERO,
            ..MockConfig::default()
        };
        let server = MockServer::start(config).await.unwrap();
        // Whatever comes: what matters is that the next request is answered well.
        let patience = Duration::from_millis(400);
        let _ = tokio::time::timeout(patience, raw(&server)).await;
        assert_eq!(server.faults_served()[fault.name()], 1, "{fault}");
        assert_eq!(list(&server, &[]).await.records().len(), 25, "{fault}");
    }
}

#[tokio::test]
async fn https_with_a_certificate_of_its_own() {
    let config = MockConfig {
        candidates: 60,
        tls: true,
        ..MockConfig::default()
    };
    let server = MockServer::start(config).await.unwrap();
    assert!(server.base_url().starts_with("https://127.0.0.1:"));
    assert!(raw(&server).await.is_err(), "nobody trusts it yet");
    let certificate = Certificate::from_pem(server.certificate_pem().unwrap().as_bytes()).unwrap();
    let client = reqwest::Client::builder()
        .tls_certs_only([certificate])
        .build()
        .unwrap();
    let url = format!(
        "{}{}?integrated_account_id=1",
        server.base_url(),
        truto_mock::PATH
    );
    let answer = receive(client.get(url).bearer_auth(TOKEN)).await;
    assert_eq!(answer.records().len(), 25);
}
