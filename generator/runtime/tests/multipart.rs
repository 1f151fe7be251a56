//! Bodies of several parts, of files and of streams: their bytes, and how often they are sent.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use oas_runtime::auth::Token;
use oas_runtime::body::{FileContent, Multipart, Part, RequestBody};
use oas_runtime::bytes::Bytes;
use oas_runtime::error::ErrorKind;
use oas_runtime::futures_core::Stream;
use oas_runtime::http::Method;
use oas_runtime::request::Operation;
use oas_runtime::serde_json::json;
use oas_runtime::testing::{Answer, RecordedRequest, ScriptedTransport, TestTimer, block_on};
use oas_runtime::transport::TransportErrorKind;
use oas_runtime::{Client, Error, Request, RetryPolicy};

static UPLOAD: Operation = Operation::new("upload", Method::PUT, "/files");

/// Gives what it has, and counts how often it was asked.
struct Pieces(VecDeque<Result<&'static str, io::Error>>, Arc<AtomicUsize>);

impl Stream for Pieces {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(self.0.pop_front().map(|piece| piece.map(Bytes::from)))
    }
}

fn pieces(texts: &[&'static str]) -> Pieces {
    Pieces(texts.iter().copied().map(Ok).collect(), Arc::default())
}

fn upload(body: &Multipart) -> Request {
    let mut request = Request::new(&UPLOAD);
    request.multipart_body(body).unwrap();
    request
}

/// The request and its body as they are sent.
fn sent(request: Request) -> RecordedRequest {
    let transport = ScriptedTransport::new([Answer::status(204)]);
    block_on(transport.client().unwrap().send(request)).unwrap();
    transport.requests().pop().unwrap()
}

fn text(request: &RecordedRequest) -> String {
    String::from_utf8(request.body.to_vec()).unwrap()
}

#[test]
fn every_kind_of_part_byte_by_byte() {
    let body = Multipart::new()
        .text("title", "a\r\nb ü")
        .json("tags", &json!({"a": [1, null]}))
        .file(
            "held",
            FileContent::from("x,y\n").with_content_type("text/csv"),
        )
        .part(Part::value("count", &5))
        .part(Part::value("nothing", &None::<u8>))
        .part(Part::value("object", &json!({"b": true})))
        .part(Part::text("note", "n").with_content_type("text/markdown"))
        .file(
            "stream",
            FileContent::from_stream(pieces(&["one", "", "two"])).with_file_name("s.bin"),
        )
        .with_boundary("BOUNDARY");
    let request = sent(upload(&body));
    assert_eq!(
        request.header("content-type"),
        Some("multipart/form-data; boundary=BOUNDARY")
    );
    // A stream of unknown length: the length of the whole is not known either.
    assert_eq!(request.header("content-length"), None);
    let expected = "--BOUNDARY\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na\r\nb ü\r\n\
        --BOUNDARY\r\nContent-Disposition: form-data; name=\"tags\"\r\nContent-Type: application/json\r\n\r\n{\"a\":[1,null]}\r\n\
        --BOUNDARY\r\nContent-Disposition: form-data; name=\"held\"; filename=\"held\"\r\nContent-Type: text/csv\r\n\r\nx,y\n\r\n\
        --BOUNDARY\r\nContent-Disposition: form-data; name=\"count\"\r\n\r\n5\r\n\
        --BOUNDARY\r\nContent-Disposition: form-data; name=\"object\"\r\nContent-Type: application/json\r\n\r\n{\"b\":true}\r\n\
        --BOUNDARY\r\nContent-Disposition: form-data; name=\"note\"\r\nContent-Type: text/markdown\r\n\r\nn\r\n\
        --BOUNDARY\r\nContent-Disposition: form-data; name=\"stream\"; filename=\"s.bin\"\r\nContent-Type: application/octet-stream\r\n\r\nonetwo\r\n\
        --BOUNDARY--\r\n";
    assert_eq!(text(&request), expected);
    assert_eq!(
        text(&sent(upload(&Multipart::new().with_boundary("b")))),
        "--b--\r\n"
    );
}

#[test]
fn no_name_and_no_content_type_reaches_beyond_its_place() {
    let evil = "a\"\r\nX-Evil: 1; é%22\\";
    let body = Multipart::new()
        .text(evil, "")
        .file("f", FileContent::from("").with_file_name(evil))
        .with_boundary("b");
    let escaped = "a%22%0D%0AX-Evil: 1; é%22\\";
    let expected = format!(
        "--b\r\nContent-Disposition: form-data; name=\"{escaped}\"\r\n\r\n\r\n\
         --b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"{escaped}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n"
    );
    assert_eq!(text(&sent(upload(&body))), expected);

    let refused = |body: Multipart, words: &str| {
        let error = Request::new(&UPLOAD).multipart_body(&body).unwrap_err();
        assert!(error.is_invalid_parameter());
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    };
    let csv = FileContent::from("secret").with_content_type("text/csv\r\nX-Evil: secret");
    refused(
        Multipart::new().file("f", csv),
        "the part `f`: its content type",
    );
    refused(
        Multipart::new().part(Part::value("n", &f64::NAN)),
        "the part `n`: a number",
    );
    for boundary in ["", "a b", "a\r\nb", "\"", &"x".repeat(71)] {
        refused(
            Multipart::new().with_boundary(boundary),
            "a boundary has up to 70",
        );
    }
    let holds_it = Multipart::new()
        .text("t", "secret--xyz")
        .with_boundary("xyz");
    refused(holds_it, "the part `t` has the boundary in it");
}

#[test]
fn boundaries_differ_and_stay_through_retries() {
    let body = Multipart::new().text("a", "b");
    let transport = ScriptedTransport::new([Answer::status(500), Answer::status(204)]);
    let client: Client = retrying(&transport);
    let request = upload(&body);
    block_on(client.send(request)).unwrap();
    let requests = transport.requests();
    assert_eq!(
        requests[0].header("content-type"),
        requests[1].header("content-type")
    );
    assert_eq!(requests[0].body, requests[1].body);
    let other = sent(upload(&body));
    assert_ne!(
        requests[0].header("content-type"),
        other.header("content-type")
    );
    let boundary = other
        .header("content-type")
        .unwrap()
        .split_once("boundary=")
        .unwrap()
        .1;
    // 128 bits, and a few letters.
    assert_eq!(boundary.len(), 32 + 4);
    assert!(text(&other).starts_with(&format!("--{boundary}\r\n")));
}

#[test]
fn parts_that_are_set_stand_in_their_order() {
    let mut body = Multipart::in_order(&["a", "b", "c"]).with_boundary("-");
    body.set("c", [Part::text("c", "1")]);
    body.set("x", [Part::text("x", "2")]);
    body.set("a", [Part::text("a", "3"), Part::text("a", "4")]);
    body.set("b", [Part::text("b", "5")]);
    body.set("a", [Part::text("a", "6"), Part::text("a", "7")]);
    body.set("b", []);
    let text = text(&sent(upload(&body)));
    let names: Vec<&str> = text
        .split("name=\"")
        .skip(1)
        .map(|part| &part[..1])
        .collect();
    assert_eq!(names, ["a", "a", "c", "x"]);
    assert!(text.contains("\r\n6\r\n") && !text.contains("\r\n3\r\n"));
}

#[test]
fn debug_output_shows_no_content_and_no_file_name() {
    let body = Multipart::new()
        .text("title", "secret")
        .file("file", FileContent::from_path("/secret/secret.txt"));
    let request = upload(&body);
    for shown in [
        format!("{body:?}"),
        format!("{request:?}"),
        format!("{:?}", FileContent::from_path("secret")),
        format!("{:?}", RequestBody::from("secret".to_owned())),
    ] {
        assert!(!shown.contains("secret"), "{shown}");
    }
    assert_eq!(format!("{body:?}"), r#"["title": 6 bytes, "file": file]"#);
}

fn retrying(transport: &ScriptedTransport) -> Client {
    transport
        .builder()
        .retry(RetryPolicy::default())
        .timer(TestTimer::jumping())
        .build()
        .unwrap()
}

/// Sends through these answers: the outcome, and what was sent each time.
fn send(
    file: &FileContent,
    answers: impl IntoIterator<Item = Answer>,
) -> (Result<(), Error>, Vec<RecordedRequest>) {
    let transport = ScriptedTransport::new(answers);
    let mut request = Request::new(&UPLOAD);
    request.file_body("image/png", file).unwrap();
    let outcome = block_on(retrying(&transport).send(request));
    (outcome.map(|_| ()), transport.requests())
}

fn unavailable() -> Answer {
    Answer::status(503).header("retry-after", "0")
}

#[test]
fn what_can_be_made_again_is_sent_again() {
    let path = std::env::temp_dir().join(format!("oas-runtime-upload-{}", std::process::id()));
    std::fs::write(&path, "from a file").unwrap();
    let made = Arc::new(AtomicUsize::new(0));
    let counted = made.clone();
    let files = [
        FileContent::from("from a file"),
        FileContent::from_path(&path),
        FileContent::from_stream_fn(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            pieces(&["from", " a file"])
        })
        .with_length(11),
    ];
    for file in files {
        let (outcome, requests) = send(&file, [unavailable(), Answer::status(204)]);
        outcome.unwrap();
        assert_eq!(requests.len(), 2);
        for request in &requests {
            assert_eq!(request.body, "from a file");
            assert_eq!(request.header("content-type"), Some("image/png"));
        }
    }
    assert_eq!(made.load(Ordering::Relaxed), 2);
    let (_, requests) = send(&FileContent::from_path(&path), [Answer::status(204)]);
    assert_eq!(requests[0].header("content-length"), Some("11"));
    let named = FileContent::from_path(&path).with_content_type("image/gif");
    let (_, requests) = send(&named, [Answer::status(204)]);
    assert_eq!(requests[0].header("content-type"), Some("image/gif"));
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_stream_that_exists_once_is_sent_once() {
    let once = || FileContent::from_stream(pieces(&["abc"])).with_length(3);
    let said = "it was not tried again, as the body is a stream that can be sent only once";
    for answer in [unavailable(), Answer::failure(TransportErrorKind::Other)] {
        let file = once();
        let (outcome, requests) = send(&file, [answer, Answer::status(204)]);
        let error = outcome.unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].body, "abc");
        assert_eq!(requests[0].header("content-length"), Some("3"));
        assert!(!file.is_sendable());
        // A request made of it afterwards ends before anything is sent.
        let (outcome, requests) = send(&file, [Answer::status(204)]);
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::RequestBody);
        assert!(requests.is_empty());
    }
    // An error that would not be tried again says nothing of it.
    let (outcome, _) = send(&once(), [Answer::status(400)]);
    assert!(!outcome.unwrap_err().to_string().contains(said));
    let (outcome, _) = send(
        &once(),
        [Answer::status(307).header("location", "/elsewhere")],
    );
    let error = outcome.unwrap_err().to_string();
    assert!(
        error.contains("the server redirects, and the body is a stream"),
        "{error}"
    );
}

#[test]
fn a_stream_that_exists_once_is_not_sent_again_for_a_new_token() {
    for (file, expected) in [
        (FileContent::from_stream(pieces(&["abc"])), 1),
        (FileContent::from_stream_fn(|| pieces(&["abc"])), 2),
    ] {
        let transport = ScriptedTransport::new([Answer::status(401), Answer::status(204)]);
        let client: Client = transport
            .builder()
            .token_provider(|| async { Ok(Token::new("t")) })
            .build()
            .unwrap();
        let mut request = Request::new(&UPLOAD);
        request.file_body("image/png", &file).unwrap();
        let outcome = block_on(client.send(request));
        assert_eq!(transport.requests().len(), expected);
        assert_eq!(outcome.is_ok(), expected == 2);
    }
}

#[test]
fn a_body_that_cannot_be_read_is_an_error_that_says_so() {
    let (outcome, requests) = send(
        &FileContent::from_path("/nowhere/at/all"),
        [Answer::status(204)],
    );
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RequestBody);
    assert!(
        error.to_string().contains("the file `/nowhere/at/all`: "),
        "{error}"
    );
    assert!(requests.is_empty() && !error.is_retryable());

    let broken = Pieces(
        [Ok("a"), Err(io::Error::other("the disk is gone"))].into(),
        Arc::default(),
    );
    let (outcome, _) = send(&FileContent::from_stream(broken), [Answer::status(204)]);
    let error = outcome.unwrap_err().to_string();
    assert!(
        error.contains("the body of the request cannot be read (the disk is gone)"),
        "{error}"
    );

    for (length, words) in [(2, "it is longer than"), (4, "it is shorter than")] {
        let file = FileContent::from_stream(pieces(&["a", "bc"])).with_length(length);
        let (outcome, requests) = send(&file, [Answer::status(204)]);
        let error = outcome.unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
        assert!(requests.is_empty());
    }
}

/// What a foreign HTTP stack sees of it.
#[test]
fn a_body_tells_its_length_and_gives_no_more() {
    use http_body_util::BodyExt as _;

    let body = |length: u64| {
        let file = FileContent::from_stream(pieces(&["abc", "de"])).with_length(length);
        RequestBody::from(file)
    };
    let mut whole = body(5);
    assert_eq!(hyper::body::Body::size_hint(&whole).exact(), Some(5));
    let first = block_on(whole.frame()).unwrap().unwrap();
    assert_eq!(first.into_data().unwrap(), "abc");
    assert_eq!(hyper::body::Body::size_hint(&whole).exact(), Some(2));
    assert!(!hyper::body::Body::is_end_stream(&whole));
    assert!(whole.try_clone().is_none());
    assert_eq!(
        block_on(whole.frame())
            .unwrap()
            .unwrap()
            .into_data()
            .unwrap(),
        "de"
    );
    assert!(hyper::body::Body::is_end_stream(&whole));
    // The piece with which it has its length is kept back until it is sure to be the last.
    let mut longer = body(3);
    assert!(block_on(longer.frame()).unwrap().is_err());
    assert!(block_on(longer.frame()).is_none());
    assert!(hyper::body::Body::is_end_stream(&RequestBody::empty()));
    assert_eq!(RequestBody::empty().length(), Some(0));
}

#[test]
fn the_limits_of_calls_do_not_hold_for_what_is_read_while_it_is_sent() {
    // The clock jumps to the end of any limit while the file is read.
    let file = FileContent::from_path(std::env::current_exe().unwrap());
    let (outcome, requests) = send(&file, [Answer::status(204)]);
    outcome.unwrap();
    assert!(requests[0].timeout.is_none());
    // Unless the request says so.
    let transport = ScriptedTransport::new([Answer::status(204)]);
    let mut request = Request::new(&UPLOAD);
    request.file_body("image/png", &file).unwrap();
    request.call_timeout(std::time::Duration::from_secs(3600));
    let error = block_on(retrying(&transport).send(request)).unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let (_, requests) = send(&FileContent::from("held"), [Answer::status(204)]);
    assert!(requests[0].timeout.is_some());
}

#[cfg(feature = "futures-io")]
#[test]
fn a_reader_of_futures_io_is_a_file_as_well() {
    struct Reader(&'static [u8]);

    impl futures_io::AsyncRead for Reader {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            buffer: &mut [u8],
        ) -> Poll<io::Result<usize>> {
            // No more than two bytes at a time.
            let buffer = &mut buffer[..2];
            Poll::Ready(io::Read::read(&mut self.0, buffer))
        }
    }

    let (outcome, requests) = send(
        &FileContent::from_futures_reader(Reader(b"read me")),
        [Answer::status(204)],
    );
    outcome.unwrap();
    assert_eq!(requests[0].body, "read me");
}
