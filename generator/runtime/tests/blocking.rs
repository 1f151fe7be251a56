//! The client that waits.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(feature = "blocking")]

mod common;

use std::io::Read as _;

use oas_runtime::blocking::Client;
use oas_runtime::page::{ItemStream, PagePosition, PageStream};
use oas_runtime::testing::{Answer, ScriptedTransport};
use oas_runtime::{Request, RetryPolicy};

use common::{LIST, ListAll};

fn script(answers: impl IntoIterator<Item = Answer>) -> (ScriptedTransport, Client) {
    let transport = ScriptedTransport::new(answers);
    let client = Client::new(transport.client().unwrap()).unwrap();
    (transport, client)
}

fn page(id: &str, cursor: &str) -> Answer {
    Answer::json(
        200,
        format!(r#"{{"result":[{{"id":"{id}"}}],"next_cursor":{cursor}}}"#),
    )
}

#[test]
fn lists_are_iterators() {
    let answers = || {
        [
            page("1", r#""a""#),
            Answer::status(500),
            page("2", r#""b""#),
            page("3", "null"),
        ]
    };
    let (_, blocking) = script(answers());
    let mut items = blocking.items(ItemStream::new(ListAll::new(blocking.client())));
    let seen: Vec<_> = items
        .by_ref()
        .map(|item| item.map_or_else(|error| error.kind().to_text(), |item| item.id))
        .collect();
    assert_eq!(seen, ["1", "Status", "2", "3"]);
    assert_eq!(items.stream().position(), &PagePosition::End);
    assert_eq!(items.stream().progress().items, 3);

    let (_, blocking) = script(answers());
    let mut pages = blocking.pages(PageStream::new(ListAll::new(blocking.client())));
    let sizes: Vec<_> = pages
        .by_ref()
        .map(|page| page.map(|page| page.result.len()))
        .collect();
    assert_eq!(sizes.iter().filter(|size| size.is_ok()).count(), 3);
    assert_eq!(pages.stream().pages_fetched(), 3);
}

trait ToText {
    fn to_text(&self) -> String;
}

impl ToText for oas_runtime::ErrorKind {
    fn to_text(&self) -> String {
        format!("{self:?}")
    }
}

#[test]
fn calls_wait_and_streams_are_readers() {
    let answer = || {
        Answer::status(200)
            .header("content-type", "a/b")
            .piece("ab")
            .piece("cde")
    };
    let (_, blocking) = script([answer(), answer(), answer(), Answer::status(404), answer()]);
    let request = || Request::new(&LIST);
    assert_eq!(blocking.send(request()).unwrap().body, "abcde");
    let mut reader = blocking.send_streaming(request()).unwrap();
    assert_eq!(
        (reader.content_type(), reader.info().attempts),
        (Some("a/b"), 1)
    );
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(text, "abcde");
    let pieces: Vec<_> = blocking
        .send_streaming(request())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(pieces, ["ab", "cde"]);
    assert!(blocking.send_streaming(request()).is_err());
    let waited = blocking.wait(blocking.client().send(request()));
    assert_eq!(waited.unwrap().body, "abcde");
}

#[test]
fn retries_wait_too() {
    let transport = ScriptedTransport::new([Answer::status(500), page("1", "null")]);
    let client = transport
        .builder()
        .retry(RetryPolicy::default())
        .randomness(|| 0.001)
        .build()
        .unwrap();
    let blocking = Client::new(client).unwrap();
    assert!(blocking.clone().send(Request::new(&LIST)).is_ok());
}

/// A server for so many connections, each for one request.
#[cfg(feature = "reqwest")]
fn serve(answers: Vec<String>) -> std::net::SocketAddr {
    use std::io::Write as _;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                head.extend(byte);
            }
            let length = answer.len();
            let head =
                format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
            stream.write_all((head + &answer).as_bytes()).unwrap();
        }
    });
    address
}

#[cfg(feature = "reqwest")]
fn real_client(address: std::net::SocketAddr) -> Client {
    use oas_runtime::client::Timeouts;
    use oas_runtime::transport::ReqwestTransport;
    let builder = ::reqwest::Client::builder().no_proxy();
    let transport = ReqwestTransport::from_builder(builder, &Timeouts::default()).unwrap();
    let client = oas_runtime::Client::builder()
        .base_url(format!("http://{address}"))
        .transport(transport)
        .build()
        .unwrap();
    Client::new(client).unwrap()
}

#[cfg(feature = "reqwest")]
fn all_pages() -> Vec<String> {
    ["\"a\"", "\"b\"", "null"]
        .into_iter()
        .map(|cursor| format!(r#"{{"result":[{{"id":"1"}}],"next_cursor":{cursor}}}"#))
        .collect()
}

#[cfg(feature = "reqwest")]
#[test]
fn over_a_real_connection() {
    let blocking = real_client(serve(all_pages()));
    let items = blocking.items(ItemStream::new(ListAll::new(blocking.client())));
    assert_eq!(items.map(Result::unwrap).count(), 3);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn within_another_runtime_nothing_panics() {
    let blocking = real_client(serve(all_pages()));
    let items = blocking.items(ItemStream::new(ListAll::new(blocking.client())));
    assert_eq!(items.map(Result::unwrap).count(), 3);
    drop(blocking);
}
