//! When a fault is served, and that it is the same again for the same seed.

use std::time::Duration;

use futures_util::StreamExt as _;
use reqwest::Certificate;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use truto_mock::{MockConfig, MockServer, PATH};

use crate::support::{TOKEN, list, receive};

fn config(rules: &[&str], fault_seed: u64) -> MockConfig {
    MockConfig {
        candidates: 60,
        faults: rules.iter().map(|rule| rule.parse().unwrap()).collect(),
        fault_seed,
        shutdown_grace: Duration::ZERO,
        ..MockConfig::default()
    }
}

async fn server(rules: &[&str]) -> MockServer {
    MockServer::start(config(rules, 1)).await.unwrap()
}

fn url(server: &MockServer, more: &str) -> String {
    let base = server.base_url();
    format!("{base}{PATH}?integrated_account_id=1{more}")
}

/// A client that trusts the server's certificate and goes nowhere else by itself.
fn trusting(server: &MockServer) -> reqwest::Client {
    let certificate = Certificate::from_pem(server.certificate_pem().unwrap().as_bytes());
    reqwest::Client::builder()
        .tls_certs_only([certificate.unwrap()])
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// The status and the body of each of so many requests.
async fn answers(server: &MockServer, count: usize) -> Vec<(u16, String)> {
    let client = reqwest::Client::new();
    let mut answers = Vec::new();
    for _ in 0..count {
        let answer = receive(client.get(url(server, "")).bearer_auth(TOKEN)).await;
        answers.push((answer.status, answer.body));
    }
    answers
}

#[tokio::test]
async fn times_and_after_count_requests_in_order() {
    let server = server(&["status=503x2+1", "rate-limit=0x1", "no-contentx1+4"]).await;
    let statuses: Vec<u16> = answers(&server, 7).await.iter().map(|it| it.0).collect();
    assert_eq!(statuses, [429, 503, 503, 200, 204, 200, 200]);
    let served: Vec<(String, u64)> = server.faults_served().into_iter().collect();
    let expected = [("no-content", 1), ("rate-limit", 1), ("status", 2)];
    assert_eq!(
        served,
        expected.map(|(name, count)| (name.to_owned(), count))
    );
}

#[tokio::test]
async fn a_seed_gives_the_same_answers_to_the_byte() {
    let rules = ["status=500@0.2", "empty-page@0.3", "unknown-enum@0.2"];
    let mut seen = Vec::new();
    for seed in [7, 7, 8] {
        let server = MockServer::start(config(&rules, seed)).await.unwrap();
        seen.push(answers(&server, 40).await);
        assert_eq!(
            server.faults_served().len(),
            3,
            "each of them at least once"
        );
    }
    assert!(seen[0] == seen[1], "the same seed");
    assert!(seen[0] != seen[2], "another seed");
}

#[tokio::test]
async fn requests_that_are_not_in_order_use_no_fault_up() {
    let server = server(&["html-errorx1"]).await;
    let client = reqwest::Client::new();
    let without_token = receive(client.get(url(&server, ""))).await;
    assert_eq!(without_token.status, 401);
    let elsewhere = client.get(format!("{}/else", server.base_url()));
    assert_eq!(receive(elsewhere.bearer_auth(TOKEN)).await.status, 404);
    assert!(server.faults_served().is_empty());
    assert_eq!(list(&server, &[]).await.status, 502);
}

/// All that arrives on a bare socket until it ends or nothing more comes.
async fn bytes_on_the_wire(server: &MockServer) -> (String, bool) {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let request = format!(
        "GET {PATH}?integrated_account_id=1 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {TOKEN}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut received = Vec::new();
    let patience = Duration::from_millis(500);
    let ended = tokio::time::timeout(patience, stream.read_to_end(&mut received)).await;
    (
        String::from_utf8_lossy(&received).into_owned(),
        ended.is_ok(),
    )
}

#[tokio::test]
async fn what_is_promised_and_what_is_sent() {
    for (rule, ends) in [("truncated", true), ("stalled", false)] {
        let (answer, ended) = bytes_on_the_wire(&server(&[rule]).await).await;
        assert_eq!(ended, ends, "{rule}");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let promised = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let promised: usize = promised.unwrap().parse().unwrap();
        assert!(body.len() > promised / 3 && body.len() < promised, "{rule}");
    }
    let (answer, ended) = bytes_on_the_wire(&server(&["truncated-chunked"]).await).await;
    assert!(ended && answer.contains("transfer-encoding: chunked"));
    assert!(!answer.ends_with("0\r\n\r\n"), "no last chunk");
    let (answer, ended) = bytes_on_the_wire(&server(&["stalled-headers"]).await).await;
    assert!(!ended && answer.is_empty());
}

/// The bytes of `truto_response_format=stream`, and whether they broke off.
async fn stream(rule: &str) -> (Vec<u8>, bool) {
    let server = server(&[rule]).await;
    let request = reqwest::Client::new().get(url(&server, "&truto_response_format=stream"));
    let response = request.bearer_auth(TOKEN).send().await.unwrap();
    let mut pieces = response.bytes_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(piece) => bytes.extend_from_slice(&piece),
            Err(_) => return (bytes, true),
        }
    }
    (bytes, false)
}

#[tokio::test]
async fn streams_break_off_as_well() {
    // Sent to nobody, this rule leaves the server healthy.
    let (healthy, _) = stream("html@0").await;
    assert_eq!(healthy.iter().filter(|byte| **byte == b'\n').count(), 60);
    for rule in ["truncated", "truncated-chunked"] {
        let (bytes, broken) = stream(rule).await;
        assert!(broken && !bytes.is_empty(), "{rule}");
        assert!(healthy.starts_with(&bytes), "{rule}");
    }
    assert!(stream("reset").await.1);
    assert_eq!(stream("slow=1").await, (healthy.clone(), false));
    let (marked, _) = stream("byte-order-mark").await;
    assert_eq!(marked.strip_prefix(b"\xef\xbb\xbf"), Some(&healthy[..]));
}

#[tokio::test]
async fn faults_and_the_other_origin_over_https() {
    let tls = MockConfig {
        tls: true,
        ..config(&["resetx1", "truncatedx1", "redirectx1"], 1)
    };
    let server = MockServer::start(tls).await.unwrap();
    let client = trusting(&server);
    let get = || client.get(url(&server, "")).bearer_auth(TOKEN).send();
    for rule in ["reset", "truncated"] {
        let broken = match get().await {
            Ok(response) => response.bytes().await.is_err(),
            Err(_) => true,
        };
        assert!(broken, "{rule}");
    }
    let redirect = get().await.unwrap();
    assert_eq!(redirect.status().as_u16(), 307);
    let elsewhere = redirect.headers()["location"].to_str().unwrap().to_owned();
    assert!(elsewhere.starts_with("https://") && !elsewhere.starts_with(&server.base_url()));
    // Whoever trusts this server reaches the other origin as well: a client that follows with
    // its token is caught, and none is let off by the certificate.
    let answer = receive(client.get(elsewhere).bearer_auth(TOKEN)).await;
    assert_eq!(answer.records().len(), 25);
    let strangers = server.other_origin_requests();
    assert!(strangers.len() == 1 && strangers[0].has_token);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_blocking_server_tells_the_same() {
    let tls = MockConfig {
        tls: true,
        ..config(&["redirect"], 1)
    };
    let server = MockServer::start_blocking(tls).unwrap();
    assert!(server.base_url().starts_with("https://"));
    assert!(
        server
            .certificate_pem()
            .unwrap()
            .contains("BEGIN CERTIFICATE")
    );
    assert!(server.faults_served().is_empty() && server.other_origin_requests().is_empty());
    server.shutdown();
}
