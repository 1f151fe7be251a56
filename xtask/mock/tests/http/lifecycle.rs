//! Starting, stopping, and clients that behave badly.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use truto_mock::{MockConfig, MockError, MockServer};

use crate::support::{TOKEN, list, server};

async fn exchange(server: &MockServer, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(request).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    // A reset after a refused request is an answer as well.
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer))
        .await
        .expect("it ends");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn bad_requests_do_not_hurt_the_server() {
    let server = server(3).await;
    let long = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(70_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(500));
    for request in [
        "",
        "\r\n\r\n",
        "GET\r\n\r\n",
        "\0\u{1}\u{2}\u{3}",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\u{e9} HTTP/1.1\r\n\r\n",
        &long,
        &many,
    ] {
        let answer = exchange(&server, request.as_bytes()).await;
        assert!(
            !answer.starts_with("HTTP/1.1 2") && !answer.starts_with("HTTP/1.1 5"),
            "{answer}"
        );
    }
    for query in [
        "%",
        "%zz",
        "[[[[",
        "a[",
        "]=",
        "&&&===",
        "limit=%ff",
        "next_cursor=%00",
        "created_at[gt]=%0d%0a",
        "tags[9999999999]=1",
    ] {
        let request = format!(
            "GET /unified/ats/candidates?integrated_account_id=1&{query} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {TOKEN}\r\nconnection: close\r\n\r\n"
        );
        let answer = exchange(&server, request.as_bytes()).await;
        assert!(
            answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 400"),
            "{query}: {answer}"
        );
        assert!(!answer.contains(TOKEN));
    }
    assert_eq!(list(&server, &[]).await.status, 200);
}

#[tokio::test]
async fn connections_do_not_wait_for_each_other() {
    let server = server(200_000).await;
    // One that says nothing, one that says half a request, one that does not read its answer.
    let _silent = TcpStream::connect(server.address()).await.unwrap();
    let mut half = TcpStream::connect(server.address()).await.unwrap();
    half.write_all(b"GET /unified/ats/candidates HTTP/1.1\r\nhos")
        .await
        .unwrap();
    let mut deaf = TcpStream::connect(server.address()).await.unwrap();
    let stream = format!(
        "GET /unified/ats/candidates?integrated_account_id=1&truto_response_format=stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {TOKEN}\r\n\r\n"
    );
    deaf.write_all(stream.as_bytes()).await.unwrap();

    let answers =
        futures_util::future::join_all((0..40).map(|_| list(&server, &[("limit", "5")]))).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.ids() == answers[0].ids() && answer.ids().len() == 5)
    );

    // All three are still there; the shutdown does not wait for them for ever.
    let start = Instant::now();
    server.shutdown().await;
    assert!(
        start.elapsed() < Duration::from_secs(6),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn keep_alive_and_shutdown() {
    let server = server(3).await;
    let address = server.address();
    assert!(address.ip().is_loopback());
    assert_eq!(
        server.base_url(),
        format!("http://127.0.0.1:{}", address.port())
    );
    let client = reqwest::Client::new();
    let url = format!(
        "{}{}?integrated_account_id=1",
        server.base_url(),
        truto_mock::PATH
    );
    for _ in 0..3 {
        let answer = client.get(&url).bearer_auth(TOKEN).send().await.unwrap();
        assert!(!answer.text().await.unwrap().is_empty());
    }
    // The client's idle connection does not hold the shutdown up.
    let start = Instant::now();
    server.shutdown().await;
    assert!(
        start.elapsed() < Duration::from_millis(1_500),
        "{:?}",
        start.elapsed()
    );
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn dropping_the_handle_stops_the_server() {
    let server = server(3).await;
    let address = server.address();
    drop(server);
    for _ in 0..100 {
        if TcpStream::connect(address).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it still listens");
}

#[tokio::test]
async fn settings_and_ports_that_cannot_be_had() {
    let first = server(3).await;
    let config = MockConfig {
        port: first.address().port(),
        ..MockConfig::default()
    };
    let error = MockServer::start(config)
        .await
        .expect_err("the port is taken");
    assert!(matches!(error, MockError::Listen { .. }));
    assert!(error.to_string().contains("another port"), "{error}");
    let config = MockConfig {
        page_size: 0,
        ..MockConfig::default()
    };
    assert!(matches!(
        MockServer::start(config).await,
        Err(MockError::Setting {
            name: "page_size",
            ..
        })
    ));
}

#[test]
fn a_caller_without_a_runtime() {
    use std::io::{Read as _, Write as _};

    let server = MockServer::start_blocking(MockConfig {
        candidates: 3,
        page_size: 2,
        ..MockConfig::default()
    })
    .unwrap();
    let address = server.address();
    assert_eq!(server.base_url(), format!("http://{address}"));
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let request = format!(
        "GET /unified/ats/candidates?integrated_account_id=1 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {TOKEN}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200 OK") && answer.contains("\"result_count\":2"),
        "{answer}"
    );
    assert_eq!(server.requests().len(), 1);

    let taken = MockConfig {
        port: address.port(),
        ..MockConfig::default()
    };
    assert!(matches!(
        MockServer::start_blocking(taken),
        Err(MockError::Listen { .. })
    ));
    server.shutdown();
    assert!(std::net::TcpStream::connect(address).is_err());
}
