//! Files and streams as bodies of requests, sent by the built-in transport to real servers on
//! loopback.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(feature = "reqwest")]

mod server;

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use oas_runtime::body::{FileContent, Multipart};
use oas_runtime::bytes::Bytes;
use oas_runtime::client::Timeouts;
use oas_runtime::error::ErrorKind;
use oas_runtime::futures_core::Stream;
use oas_runtime::http::Method;
use oas_runtime::request::Operation;
use oas_runtime::{Client, Request, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use server::transport;

static UPLOAD: Operation = Operation::new("upload", Method::PUT, "/files");

const PIECE: usize = 64 * 1024;
/// More than the buffers of any socket hold.
const PIECES: u64 = 1024;

fn client(address: SocketAddr, timeouts: Timeouts) -> Client {
    Client::builder()
        .base_url(format!("http://{address}"))
        .bearer_token("tok_1")
        .retry(RetryPolicy::default())
        .transport(transport(timeouts))
        .build()
        .unwrap()
}

/// A stream of as many pieces as it is told to, which counts those that were asked for.
struct Counted {
    left: u64,
    given: Arc<AtomicU64>,
}

impl Stream for Counted {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(left) = self.left.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.left = left;
        self.given.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Bytes::from_static(&[b'x'; PIECE]))))
    }
}

/// Reads to the end of the head.
async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    Some(lines.find(|(key, _)| key.eq_ignore_ascii_case(name))?.1)
}

/// Reads a body of known length, in memory of known size.
async fn body(stream: &mut TcpStream, head: &str) -> u64 {
    let length: u64 = header(head, "content-length").unwrap().parse().unwrap();
    let mut rest = stream.take(length);
    tokio::io::copy(&mut rest, &mut tokio::io::sink())
        .await
        .unwrap()
}

async fn respond(stream: &mut TcpStream, start: &str) {
    let answer = format!("HTTP/1.1 {start}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.unwrap();
}

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

#[tokio::test]
async fn a_stream_is_read_no_faster_than_the_server_takes_it() {
    let (listener, address) = listen().await;
    let given = Arc::new(AtomicU64::new(0));
    let seen = given.clone();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = head(&mut stream).await;
        // Whatever could be sent without being read, is sent by now.
        let mut before = u64::MAX;
        while before != seen.load(Ordering::Relaxed) {
            before = seen.load(Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let length = body(&mut stream, &head).await;
        respond(&mut stream, "204 No Content").await;
        (before, length)
    });
    let stream = Counted {
        left: PIECES,
        given: given.clone(),
    };
    let whole = PIECES * PIECE as u64;
    let file = FileContent::from_stream(stream).with_length(whole);
    let mut request = Request::new(&UPLOAD);
    request.file_body("video/mp4", &file).unwrap();
    client(address, Timeouts::default())
        .send(request)
        .await
        .unwrap();
    let (before, length) = server.await.unwrap();
    assert_eq!(length, whole);
    assert_eq!(given.load(Ordering::Relaxed), PIECES);
    assert!(
        before < PIECES / 2,
        "{before} of {PIECES} pieces were read ahead"
    );
}

/// A file of 64 MiB that takes no room on disk.
struct LargeFile(std::path::PathBuf);

impl LargeFile {
    const LENGTH: u64 = 64 * 1024 * 1024;

    fn new(name: &str) -> Self {
        let name = format!("oas-runtime-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let file = std::fs::File::create(&path).unwrap();
        file.set_len(Self::LENGTH).unwrap();
        Self(path)
    }
}

impl Drop for LargeFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn a_file_on_disk_is_sent_again_after_an_answer_that_asks_for_it() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let mut seen = Vec::new();
        for start in [
            "503 Service Unavailable\r\nRetry-After: 0",
            "307 Temporary Redirect\r\nLocation: /elsewhere",
            "204 No Content",
        ] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let head = head(&mut stream).await;
            let length = body(&mut stream, &head).await;
            let target = head.split(' ').nth(1).unwrap().to_owned();
            seen.push((
                target,
                length,
                header(&head, "authorization").map(str::to_owned),
            ));
            respond(&mut stream, start).await;
        }
        seen
    });
    let file = LargeFile::new("again");
    let body = Multipart::new()
        .text("title", "t")
        .file("video", file.0.as_path());
    let mut request = Request::new(&UPLOAD);
    request.multipart_body(&body).unwrap();
    client(address, Timeouts::default())
        .send(request)
        .await
        .unwrap();
    let seen = server.await.unwrap();
    assert!(seen[0].1 > LargeFile::LENGTH);
    let token = Some("Bearer tok_1".to_owned());
    let length = seen[0].1;
    assert_eq!(
        seen,
        [
            ("/files".to_owned(), length, token.clone()),
            ("/files".to_owned(), length, token.clone()),
            ("/elsewhere".to_owned(), length, token),
        ]
    );
}

#[tokio::test]
async fn a_stream_that_exists_once_is_not_sent_twice() {
    for (start, words) in [
        (
            "503 Service Unavailable\r\nRetry-After: 0",
            "it was not tried again, as the body is",
        ),
        (
            "307 Temporary Redirect\r\nLocation: /elsewhere",
            "the server redirects, and the body is",
        ),
    ] {
        let (listener, address) = listen().await;
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let head = head(&mut stream).await;
            let length = body(&mut stream, &head).await;
            respond(&mut stream, start).await;
            let second = tokio::time::timeout(Duration::from_millis(200), listener.accept()).await;
            (length, second.is_ok())
        });
        let stream = Counted {
            left: 3,
            given: Arc::default(),
        };
        let file = FileContent::from_stream(stream).with_length(3 * PIECE as u64);
        let mut request = Request::new(&UPLOAD);
        request.file_body("video/mp4", &file).unwrap();
        let error = client(address, Timeouts::default())
            .send(request)
            .await
            .unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.attempts(), 1);
        assert_eq!(server.await.unwrap(), (3 * PIECE as u64, false));
    }
}

#[tokio::test]
async fn a_stream_that_was_not_begun_is_still_there_for_another_attempt() {
    // A port at which nobody listens.
    let (listener, address) = listen().await;
    drop(listener);
    let file = FileContent::from_stream(Counted {
        left: 1,
        given: Arc::default(),
    });
    let mut request = Request::new(&UPLOAD);
    request.file_body("video/mp4", &file).unwrap();
    let options = oas_runtime::RequestOptions::new()
        .retry(RetryPolicy::default().with_base_delay(Duration::from_millis(1)));
    request.options(&options);
    let error = client(address, Timeouts::default())
        .send(request)
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 4));
    assert!(file.is_sendable());
}

#[tokio::test]
async fn a_redirect_to_another_origin_gets_no_file() {
    let (other, elsewhere) = listen().await;
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = head(&mut stream).await;
        body(&mut stream, &head).await;
        let start = format!("307 Temporary Redirect\r\nLocation: http://{elsewhere}/files");
        respond(&mut stream, &start).await;
        let second = tokio::time::timeout(Duration::from_millis(200), other.accept()).await;
        second.is_ok()
    });
    let file = FileContent::from_stream_fn(|| Counted {
        left: 1,
        given: Arc::default(),
    });
    let mut request = Request::new(&UPLOAD);
    request
        .file_body("video/mp4", &file.with_length(PIECE as u64))
        .unwrap();
    let error = client(address, Timeouts::default())
        .send(request)
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the server redirects to http://"),
        "{error}"
    );
    assert!(!server.await.unwrap());
}

#[tokio::test]
async fn what_cannot_be_read_breaks_the_request_off_and_says_why() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all).await;
        all.len()
    });
    let short = FileContent::from_stream(Counted {
        left: 1,
        given: Arc::default(),
    });
    let mut request = Request::new(&UPLOAD);
    let short = short.with_length(2 * PIECE as u64);
    request.file_body("video/mp4", &short).unwrap();
    let error = client(address, Timeouts::default())
        .send(request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RequestBody, "{error}");
    assert!(
        error
            .to_string()
            .contains("it is shorter than it was said to be"),
        "{error}"
    );
    assert!(server.await.unwrap() < 2 * PIECE);
}

/// Gives a piece every now and then.
struct Slow(u64, Pin<Box<tokio::time::Sleep>>);

impl Stream for Slow {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.1.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.1 = Box::pin(tokio::time::sleep(Duration::from_millis(100)));
        let Some(left) = self.0.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.0 = left;
        Poll::Ready(Some(Ok(Bytes::from_static(b"piece"))))
    }
}

#[tokio::test]
async fn silence_is_counted_from_the_last_piece_that_was_sent() {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = head(&mut stream).await;
        body(&mut stream, &head).await;
        respond(&mut stream, "204 No Content").await;
        let (mut stream, _) = listener.accept().await.unwrap();
        // Takes all, and never answers.
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all).await;
    });
    let timeouts = Timeouts::default().with_idle(Duration::from_millis(400));
    let client = client(address, timeouts);
    let request = || {
        let slow = || Slow(8, Box::pin(tokio::time::sleep(Duration::ZERO)));
        let file = FileContent::from_stream_fn(slow).with_length(8 * 5);
        let mut request = Request::new(&UPLOAD);
        request.file_body("video/mp4", &file).unwrap();
        request.retry(RetryPolicy::none());
        request
    };
    client.send(request()).await.unwrap();
    let error = client.send(request()).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(
        error.to_string().contains("nothing arrived for 400ms"),
        "{error}"
    );
}

#[tokio::test]
async fn a_reader_of_tokio_is_a_file_as_well() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = head(&mut stream).await;
        let mut body = String::new();
        while !body.ends_with("0\r\n\r\n") {
            body.push(stream.read_u8().await.unwrap().into());
        }
        respond(&mut stream, "204 No Content").await;
        (header(&head, "transfer-encoding").map(str::to_owned), body)
    });
    let file = FileContent::from_reader(std::io::Cursor::new("read me"));
    let mut request = Request::new(&UPLOAD);
    request.file_body("text/plain", &file).unwrap();
    client(address, Timeouts::default())
        .send(request)
        .await
        .unwrap();
    let (coding, body) = server.await.unwrap();
    assert_eq!(coding.as_deref(), Some("chunked"));
    assert_eq!(body, "7\r\nread me\r\n0\r\n\r\n");
}

#[tokio::test]
async fn an_answer_that_does_not_wait_for_the_body_is_the_answer() {
    let (listener, address) = listen().await;
    let given = Arc::new(AtomicU64::new(0));
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head(&mut stream).await;
        respond(&mut stream, "413 Payload Too Large").await;
        // Takes no more of it, and waits for the client to go.
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(stream);
    });
    let stream = Counted {
        left: PIECES,
        given: given.clone(),
    };
    let file = FileContent::from_stream(stream).with_length(PIECES * PIECE as u64);
    let mut request = Request::new(&UPLOAD);
    request.file_body("video/mp4", &file).unwrap();
    let client = client(address, Timeouts::default());
    let error = client.send(request).await.unwrap_err();
    assert_eq!(
        error.status().map(|status| status.as_u16()),
        Some(413),
        "{error}"
    );
    assert!(given.load(Ordering::Relaxed) < PIECES / 2);
    server.await.unwrap();
}

#[tokio::test]
async fn a_redirect_to_the_result_is_followed_without_the_body() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let first = head(&mut stream).await;
        body(&mut stream, &first).await;
        respond(&mut stream, "303 See Other\r\nLocation: /result").await;
        let (mut stream, _) = listener.accept().await.unwrap();
        let second = head(&mut stream).await;
        respond(&mut stream, "204 No Content").await;
        second
    });
    let file = FileContent::from_stream(Counted {
        left: 2,
        given: Arc::default(),
    });
    let mut request = Request::new(&UPLOAD);
    let file = file.with_length(2 * PIECE as u64);
    request.file_body("video/mp4", &file).unwrap();
    let client = client(address, Timeouts::default());
    client.send(request).await.unwrap();
    let head = server.await.unwrap();
    assert!(head.starts_with("GET /result "), "{head}");
    assert_eq!(header(&head, "content-length"), None);
    assert_eq!(header(&head, "content-type"), None);
}
