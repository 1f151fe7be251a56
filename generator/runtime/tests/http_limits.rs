//! Limits of time for a connection and for silence, of a client and of one request, against
//! real servers on loopback.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(feature = "reqwest")]

mod common;
mod server;

use std::net::SocketAddr;
use std::time::Duration;

use oas_runtime::client::Timeouts;
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::transport::ReqwestTransport;
use oas_runtime::{Client, Error, Request, RequestOptions, RetryPolicy};
use tokio::io::AsyncWriteExt;

use common::LIST;
use server::{serve_raw, transport};

const SHORT: Duration = Duration::from_millis(30);
const LONG: Duration = Duration::from_secs(60);

fn client(address: SocketAddr, timeouts: Timeouts) -> Client {
    Client::builder()
        .base_url(format!("http://{address}"))
        .timeouts(timeouts)
        .retry(RetryPolicy::none())
        .transport(transport(timeouts))
        .build()
        .unwrap()
}

fn request(options: RequestOptions) -> Request {
    let mut request = Request::new(&LIST);
    request.options(&options);
    request
}

/// Sends this much and then nothing, for as long as the other side listens.
async fn silent_after(start: &'static [u8]) -> SocketAddr {
    serve_raw(move |mut stream| async move {
        stream.write_all(start).await.unwrap();
        std::future::pending::<()>().await;
    })
    .await
}

fn assert_silent(error: &Error) {
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    let words = "it took too long (nothing arrived for 30ms)";
    assert!(error.to_string().contains(words), "{error}");
}

#[tokio::test]
async fn silence_has_a_limit_of_the_client_or_of_the_request() {
    const HALF: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"re";
    let usual = Timeouts::default();
    let cases: [(&[u8], Timeouts, RequestOptions); 4] = [
        (b"", usual.with_idle(SHORT), RequestOptions::new()),
        (HALF, usual.with_idle(SHORT), RequestOptions::new()),
        (b"", usual, RequestOptions::new().idle_timeout(SHORT)),
        (
            HALF,
            usual.with_idle(None),
            RequestOptions::new().idle_timeout(SHORT),
        ),
    ];
    for (start, timeouts, options) in cases {
        let address = silent_after(start).await;
        let error = client(address, timeouts)
            .send(request(options))
            .await
            .unwrap_err();
        assert_silent(&error);
        if !start.is_empty() {
            assert_eq!(error.body().unwrap(), "{\"re", "what came is kept");
            assert_eq!(error.status().unwrap().as_u16(), 200);
        }
    }
    // A request can also wait for longer than the client does.
    let address = silent_after(HALF).await;
    let options = RequestOptions::new().idle_timeout(LONG);
    let options = options.timeout(Duration::from_millis(200));
    let client = client(address, usual.with_idle(SHORT));
    let error = client.send(request(options)).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(!error.to_string().contains("nothing arrived"), "{error}");
}

#[tokio::test]
async fn a_stream_must_not_be_silent_but_may_be_slow() {
    const PIECES: u32 = 6;
    let address = serve_raw(|mut stream| async move {
        let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        stream.write_all(head).await.unwrap();
        for _ in 0..PIECES {
            tokio::time::sleep(Duration::from_millis(100)).await;
            stream.write_all(b"1\r\nx\r\n").await.unwrap();
        }
        std::future::pending::<()>().await;
    })
    .await;
    // Less than all pieces take, more than one does.
    let limit = Duration::from_millis(400);
    let client = client(address, Timeouts::default().with_idle(limit));
    let mut stream = client.send_streaming(Request::new(&LIST)).await.unwrap();
    for _ in 0..PIECES {
        assert_eq!(stream.next().await.unwrap().unwrap(), "x");
    }
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(stream.next().await.is_none());
}

/// A server that accepts connections and says nothing, so that TLS never comes about.
#[cfg(feature = "rustls")]
#[tokio::test]
async fn connecting_has_a_limit_of_the_client_or_of_the_request() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut held = Vec::new();
        loop {
            held.push(listener.accept().await.unwrap());
        }
    });
    let usual = Timeouts::default();
    for (timeouts, options) in [
        (usual.with_connect(SHORT), RequestOptions::new()),
        (usual, RequestOptions::new().connect_timeout(SHORT)),
        (
            usual.with_connect(None),
            RequestOptions::new().connect_timeout(SHORT),
        ),
    ] {
        let builder = Client::builder().base_url(format!("https://{address}"));
        let client = builder.timeouts(timeouts).retry(RetryPolicy::none());
        let client = client.transport(transport(timeouts)).build().unwrap();
        let error = client.send(request(options)).await.unwrap_err();
        assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
        let words = "it took too long (no connection within 30ms)";
        assert!(error.to_string().contains(words), "{error}");
        // The limit was of that request, not of those after it.
        let options = RequestOptions::new().connect_timeout(LONG);
        let options = options.timeout(Duration::from_millis(100));
        let error = client.send(request(options)).await.unwrap_err();
        assert!(
            !error.to_string().contains("no connection within"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn ones_own_client_keeps_its_limits_but_for_those_of_the_request() {
    let own = ::reqwest::Client::builder().no_proxy().build().unwrap();
    let builder = Client::builder().retry(RetryPolicy::none());
    let address = silent_after(b"").await;
    let client = builder
        .base_url(format!("http://{address}"))
        .transport(ReqwestTransport::from_client(own))
        .timeouts(Timeouts::default().with_idle(SHORT))
        .build()
        .unwrap();
    let options = RequestOptions::new().idle_timeout(SHORT);
    assert_silent(&client.send(request(options)).await.unwrap_err());
}

#[test]
fn a_transport_of_ones_own_is_told_of_the_requests_limits() {
    let transport = ScriptedTransport::new([Answer::json(200, "{}"), Answer::json(200, "{}")]);
    let client = transport.client().unwrap();
    let options = RequestOptions::new().connect_timeout(SHORT);
    let mut with_limits = request(options.idle_timeout(LONG));
    // What is not set in further options stays.
    with_limits.options(&RequestOptions::new());
    block_on(client.send(with_limits)).unwrap();
    block_on(client.send(Request::new(&LIST))).unwrap();
    let told: Vec<_> = transport
        .requests()
        .iter()
        .map(|request| request.attempt.unwrap())
        .map(|attempt| (attempt.connect_timeout, attempt.idle_timeout))
        .collect();
    assert_eq!(told, [(Some(SHORT), Some(LONG)), (None, None)]);
}
