//! The client that waits.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
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

#[test]
fn take_asks_for_no_page_that_is_not_needed() {
    let (transport, blocking) = script([page("1", r#""a""#), page("2", "null")]);
    let items = blocking.items(ItemStream::new(ListAll::new(blocking.client())));
    assert_eq!(items.take(1).map(Result::unwrap).count(), 1);
    assert_eq!(transport.requests().len(), 1);
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

#[test]
fn files_on_disk_are_bodies() {
    let path = std::env::temp_dir().join(format!("oas-runtime-blocking-{}", std::process::id()));
    std::fs::write(&path, "on disk").unwrap();
    let (transport, blocking) = script([Answer::status(204)]);
    let mut request = Request::new(&common::CREATE);
    let file = oas_runtime::body::FileContent::from_path(&path);
    request.file_body("image/png", &file).unwrap();
    blocking.send(request).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(transport.requests()[0].body, "on disk");
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

/// Does the work on a thread of its own, and fails when it does not come to an end: who waits
/// on a thread that should do the work waits for ever.
#[cfg(feature = "reqwest")]
fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, is_done) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = done.send(work());
    });
    let limit = std::time::Duration::from_secs(30);
    is_done
        .recv_timeout(limit)
        .expect("it panics, or waits for ever")
}

#[cfg(feature = "reqwest")]
fn read_all() {
    let blocking = real_client(serve(all_pages()));
    let items = blocking.items(ItemStream::new(ListAll::new(blocking.client())));
    assert_eq!(items.map(Result::unwrap).count(), 3);
    // To drop it is allowed everywhere as well.
    drop(blocking);
}

#[cfg(feature = "reqwest")]
#[test]
fn over_a_real_connection() {
    in_time(read_all);
}

#[cfg(feature = "reqwest")]
#[test]
fn within_another_runtime_it_neither_panics_nor_waits_for_ever() {
    // With one thread, which is the one that waits; and with several.
    in_time(|| {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().build().unwrap();
        runtime.block_on(async { read_all() });
    });
    in_time(|| {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async { tokio::spawn(async { read_all() }).await.unwrap() });
    });
    // And with one that has neither a clock nor input and output.
    in_time(|| {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.build().unwrap().block_on(async { read_all() });
    });
}

#[cfg(feature = "reqwest")]
#[test]
fn waits_are_cut_short_within_another_runtime_too() {
    let error = in_time(|| {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().build().unwrap();
        // Nobody answers: the connection is only made.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let blocking = real_client(listener.local_addr().unwrap());
        let mut request = Request::new(&LIST);
        request.timeout(std::time::Duration::from_millis(20));
        request.retry(RetryPolicy::none());
        runtime.block_on(async { blocking.send(request).unwrap_err() })
    });
    assert!(error.is_timeout(), "{error:?}");
}
