//! Timeouts and lost connections of a real server on loopback.

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
use oas_runtime::page::ItemStream;
use oas_runtime::{Client, Request, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use common::{LIST, ListAll};
use server::{serve_raw, transport};

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let (_hold, held) = oneshot::channel::<()>();
    let address = serve_raw(|stream| async move {
        let _ = held.await;
        drop(stream);
    })
    .await;
    let limit = Duration::from_millis(10);
    let timeouts = Timeouts::default().with_attempt(limit);
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .timeouts(timeouts)
        .retry(RetryPolicy::none())
        .transport(transport(timeouts))
        .build()
        .unwrap();
    let error = client.send(Request::new(&LIST)).await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    // The client or the transport may notice first; it is said in the same words.
    let words = "it took too long: an attempt has a limit of 10ms";
    assert!(error.to_string().ends_with(words), "{error}");
}

/// A client that tries again at once.
fn persistent_client(address: SocketAddr, timeouts: Timeouts) -> Client {
    Client::builder()
        .base_url(format!("http://{address}"))
        .timeouts(timeouts)
        .randomness(|| 0.0)
        .transport(transport(timeouts))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_cut_body_and_a_lost_connection_are_asked_for_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let answers: [&[u8]; 3] = [
            b"",
            b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"result\":",
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}",
        ];
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            stream.write_all(answer).await.unwrap();
        }
    });
    let client = persistent_client(address, Timeouts::default());
    let response = client.send(Request::new(&LIST)).await.unwrap();
    assert_eq!(response.body, "{}");
    assert_eq!(response.info.attempts, 3);
}

#[tokio::test]
async fn the_whole_call_ends_in_time_and_a_dropped_call_aborts_its_request() {
    // The server tells when the other side has gone.
    let (gone, is_gone) = oneshot::channel();
    let address = serve_raw(|mut stream| async move {
        let _ = stream.read(&mut [0; 1]).await;
        let _ = gone.send(());
    })
    .await;
    let timeouts = Timeouts::default().with_call(Duration::from_millis(10));
    let client = persistent_client(address, timeouts);
    let error = client.send(Request::new(&LIST)).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(
        error.to_string().contains("limit of 10ms in all"),
        "{error}"
    );
    is_gone.await.unwrap();

    let (gone, is_gone) = oneshot::channel();
    let (arrived, has_arrived) = oneshot::channel();
    let address = serve_raw(|mut stream| async move {
        let _ = arrived.send(());
        let _ = stream.read(&mut [0; 1]).await;
        let _ = gone.send(());
    })
    .await;
    let client = persistent_client(address, Timeouts::default());
    let call = tokio::spawn(async move { client.send(Request::new(&LIST)).await });
    has_arrived.await.unwrap();
    call.abort();
    is_gone.await.unwrap();
}

/// Tells when the other side has gone.
async fn gone(mut stream: tokio::net::TcpStream, tell: oneshot::Sender<()>) {
    let _ = stream.read(&mut [0; 1]).await;
    let _ = tell.send(());
}

#[tokio::test]
async fn a_dropped_list_aborts_the_request_for_the_page_ahead() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, is_gone) = oneshot::channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        for is_first in [true, false] {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            if is_first {
                let page = r#"{"result":[{"id":"1"},{"id":"2"}],"next_cursor":"a"}"#;
                let length = page.len();
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
                stream.write_all((head + page).as_bytes()).await.unwrap();
            }
        }
        gone(stream, tell).await;
    });
    let client = persistent_client(address, Timeouts::default());
    let mut items = ItemStream::new(ListAll::new(&client));
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "1");
    // The request for the page ahead leaves while this one sleeps.
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "2");
    drop(items);
    // The client lives, and keeps connections that are of use.
    is_gone.await.unwrap();
    drop(client);
}

#[tokio::test]
async fn a_stream_that_is_dropped_half_read_closes_its_connection() {
    let (tell, is_gone) = oneshot::channel();
    let address = serve_raw(|mut stream| async move {
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc";
        stream.write_all(head).await.unwrap();
        gone(stream, tell).await;
    })
    .await;
    let client = persistent_client(address, Timeouts::default());
    let mut stream = client.send_streaming(Request::new(&LIST)).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), "abc");
    drop(stream);
    is_gone.await.unwrap();
    drop(client);
}
