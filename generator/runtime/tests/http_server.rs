//! The built-in transport against a real server on loopback.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(feature = "reqwest")]

mod common;
mod server;

use std::net::SocketAddr;

use oas_runtime::client::Timeouts;
use oas_runtime::error::ErrorKind;
use oas_runtime::page::ItemStream;
use oas_runtime::transport::ReqwestTransport;
use oas_runtime::{Client, Request, RetryPolicy};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use common::{EMAILS, JOB_ID, LIST, ListAll};
use server::{answer, redirect, serve, serve_raw, transport};

fn client(address: SocketAddr) -> Client {
    Client::builder()
        .base_url(format!("http://{address}/api"))
        .bearer_token("tok_1")
        .max_response_bytes(1000)
        .retry(RetryPolicy::none())
        .transport(transport(Timeouts::default()))
        .build()
        .unwrap()
}

#[test]
fn a_client_needs_no_transport_of_ones_own() {
    let client = Client::builder()
        .base_url("https://api.example.com")
        .build();
    assert!(client.is_ok());
}

#[tokio::test]
async fn the_token_and_the_address_arrive_as_written() {
    let (address, seen) = serve(|_| answer(200, "{}")).await;
    let mut request = Request::new(&LIST);
    let odd = ":/?#[]@!$&'()*+,;= é\\^`{|}\"<>%41";
    request.query(&JOB_ID, odd).unwrap();
    let expected = request.query_string().to_owned();
    let response = client(address).send(request).await.unwrap();
    assert_eq!(response.body, "{}");
    assert_eq!(
        *seen.lock().unwrap(),
        [(
            format!("/api/unified/ats/candidates?{expected}"),
            Some("Bearer tok_1".to_owned())
        )]
    );
}

#[tokio::test]
async fn all_pages_arrive() {
    let (address, seen) = serve(|address| {
        let (ids, cursor) = match address.rsplit_once("next_cursor=") {
            None => ("12", "\"a\""),
            Some((_, "a")) => ("", "\"b\""),
            Some(_) => ("3", "null"),
        };
        let items: Vec<_> = ids
            .chars()
            .map(|id| format!("{{\"id\":\"{id}\"}}"))
            .collect();
        answer(
            200,
            format!(
                "{{\"result\":[{}],\"next_cursor\":{cursor}}}",
                items.join(",")
            ),
        )
    })
    .await;
    let stream = ItemStream::new(ListAll::new(&client(address)));
    // On another thread, as a program with many tasks would.
    let all = tokio::spawn(stream.collect_all()).await.unwrap().unwrap();
    let ids: Vec<_> = all.into_iter().map(|candidate| candidate.id).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(seen.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn statuses_are_errors_with_the_servers_words() {
    let (address, _) = serve(|_| answer(422, r#"{"message":"Email is invalid"}"#)).await;
    let error = client(address).send(Request::new(&LIST)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "listCandidates failed: 422 Unprocessable Entity: Email is invalid"
    );
    assert!(error.headers().unwrap().contains_key("date"));
}

#[tokio::test]
async fn size_is_limited_declared_or_not() {
    let (address, _) = serve(|_| answer(200, vec![b' '; 1001])).await;
    let error = client(address).send(Request::new(&LIST)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);

    // Without a length, and without an end.
    let address = serve_raw(|mut stream| async move {
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
            .await
            .unwrap();
        while stream.write_all(b"5\r\nabcde\r\n").await.is_ok() {}
    })
    .await;
    let error = client(address).send(Request::new(&LIST)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    let (other, seen_by_other) = serve(|_| answer(200, "{}")).await;
    let (address, seen) = serve(move |_| redirect(format!("http://{other}/x?y=1"))).await;
    let client = client(address);
    let error = client.send(Request::new(&LIST)).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 307);
    let words = format!("redirects to http://{other},");
    assert!(error.to_string().contains(&words), "{error}");
    assert!(!error.is_retryable());
    assert!(client.send_streaming(Request::new(&LIST)).await.is_err());
    assert_eq!(seen.lock().unwrap().len(), 2);
    assert!(
        seen_by_other.lock().unwrap().is_empty(),
        "nothing went there"
    );
}

#[tokio::test]
async fn a_redirect_within_the_origin_is_followed_with_the_token() {
    let (address, seen) = serve(|address| match address {
        "/moved" => answer(200, "here"),
        "/round" => redirect("/round".into()),
        _ => redirect("/moved".into()),
    })
    .await;
    let response = client(address).send(Request::new(&LIST)).await.unwrap();
    assert_eq!(response.body, "here");
    let second = seen.lock().unwrap()[1].clone();
    assert_eq!(
        second,
        ("/moved".to_owned(), Some("Bearer tok_1".to_owned()))
    );

    let (address, seen) = serve(|_| redirect("/round".into())).await;
    let error = client(address).send(Request::new(&LIST)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error.to_string().contains("redirects without end"),
        "{error}"
    );
    assert_eq!(seen.lock().unwrap().len(), 11);
}

#[tokio::test]
async fn a_cut_connection_is_an_error_with_what_came() {
    let address = serve_raw(|mut stream| async move {
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"result\":")
            .await
            .unwrap();
    })
    .await;
    let mut request = Request::new(&LIST);
    request.query(&EMAILS, &["ada@example.com"]).unwrap();
    let error = client(address).send(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_retryable());
    assert_eq!(error.body().unwrap(), "{\"result\":");
    assert!(!format!("{error} {error:?}").contains("ada"), "{error:?}");

    // Before any answer.
    let address = serve_raw(|stream| async move { drop(stream) }).await;
    let mut request = Request::new(&LIST);
    request.query(&EMAILS, &["ada@example.com"]).unwrap();
    let error = client(address).send(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(!format!("{error} {error:?}").contains("ada"), "{error:?}");

    // An error whose body breaks off stays that error.
    let address = serve_raw(|mut stream| async move {
        stream
            .write_all(b"HTTP/1.1 502 Bad\r\ncontent-length: 100\r\n\r\n{\"mess")
            .await
            .unwrap();
    })
    .await;
    let error = client(address).send(Request::new(&LIST)).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 502);
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mut request = Request::new(&LIST);
    request.query(&EMAILS, &["ada@example.com"]).unwrap();
    let error = client(address).send(request).await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable(), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("ada"), "{error:?}");
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    let mut found = false;
    while let Some(error) = source {
        found |= error.is::<std::io::Error>();
        assert!(!error.to_string().contains("ada"), "{error}");
        source = error.source();
    }
    assert!(found, "the chain reaches the cause");
}

#[tokio::test]
async fn a_stream_is_given_out_as_it_arrives() {
    let (first_is_read, wait) = oneshot::channel();
    let address = serve_raw(|mut stream| async move {
        stream
            .write_all(
                b"HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\n\
                  transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n",
            )
            .await
            .unwrap();
        // The rest is not even sent before the first piece is in the caller's hands.
        wait.await.unwrap();
        let big = "x".repeat(2000);
        stream
            .write_all(format!("7D0\r\n{big}\r\n0\r\n\r\n").as_bytes())
            .await
            .unwrap();
    })
    .await;
    let mut stream = client(address)
        .send_streaming(Request::new(&LIST))
        .await
        .unwrap();
    assert_eq!(stream.content_type(), Some("application/pdf"));
    assert_eq!(stream.next().await.unwrap().unwrap(), "abc");
    first_is_read.send(()).unwrap();
    let mut rest = 0;
    while let Some(piece) = stream.next().await {
        rest += piece.unwrap().len();
    }
    assert_eq!(
        rest, 2000,
        "more than the limit for answers that are read whole"
    );
}

#[tokio::test]
async fn ones_own_reqwest_client() {
    let (address, seen) = serve(|_| answer(200, "{}")).await;
    let own =
        ReqwestTransport::from_client(::reqwest::Client::builder().no_proxy().build().unwrap());
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .transport(own)
        .build()
        .unwrap();
    client.send(Request::new(&LIST)).await.unwrap();
    assert_eq!(seen.lock().unwrap()[0].1, None, "no token, no header");
}
