//! The error contract: the server's words, whose fault, and nothing that is not to be shown.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use oas_runtime::error::ErrorKind;
use oas_runtime::http::{HeaderMap, StatusCode};
use oas_runtime::indexmap::IndexMap;
use oas_runtime::response::decode;
use oas_runtime::serde_json::{Value, json};
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::transport::TransportErrorKind;
use oas_runtime::{Client, Error, Request, Response, ResponseInfo};

use common::{EMAILS, LIST, Tag};

fn request() -> Request {
    let mut request = Request::new(&LIST);
    request
        .query(&EMAILS, &json!([{"email": "ada@example.com"}]))
        .unwrap();
    request
}

fn failure(answer: Answer) -> Error {
    let client = ScriptedTransport::new([answer]).client().unwrap();
    let error = block_on(client.send(request())).unwrap_err();
    let shown = format!("{error} {error:?} {client:?}");
    for hidden in ["ada", "test-token", "Bearer"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    error
}

#[test]
fn the_servers_words_and_whose_fault() {
    for (status, body, sentence, fault) in [
        (
            422,
            r#"{"statusCode":422,"error":"Unprocessable Entity","message":"Email is invalid",
               "truto_is_remote_error":true,"raw_response":{"errors":[]}}"#,
            "listCandidates failed: 422 Unprocessable Entity from the provider: Email is invalid",
            Some(true),
        ),
        (
            401,
            r#"{"statusCode":401,"error":"Unauthorized","message":"Bad token"}"#,
            "listCandidates failed: 401 Unauthorized: Bad token",
            Some(false),
        ),
        (
            403,
            r#"{"message":"","truto_is_remote_error":true,"raw_response":{"detail":"no seat"}}"#,
            "listCandidates failed: 403 Forbidden from the provider: no seat",
            Some(true),
        ),
        (
            502,
            r#"{"statusCode":502,"mess"#,
            r#"listCandidates failed: 502 Bad Gateway: {"statusCode":502,"mess"#,
            None,
        ),
        (
            503,
            "<html><head><title>Down for maintenance</title>",
            "listCandidates failed: 503 Service Unavailable: Down for maintenance",
            None,
        ),
        (
            500,
            "",
            "listCandidates failed: 500 Internal Server Error, and the server does not say why",
            None,
        ),
        (
            404,
            "nothing\nhere",
            "listCandidates failed: 404 Not Found: nothing here",
            None,
        ),
        (
            299 + 300,
            r#"{"message":"odd"}"#,
            "listCandidates failed: 599: odd",
            Some(false),
        ),
    ] {
        let error = failure(Answer::json(status, body));
        assert_eq!(error.to_string(), sentence);
        assert_eq!(error.is_provider_fault(), fault, "{body}");
        assert!(error.is_status() && error.kind() == ErrorKind::Status);
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.body().unwrap(), body);
        assert_eq!(error.operation(), Some("listCandidates"));
    }
}

#[test]
fn everything_the_server_sent_is_at_hand() {
    let body = "\u{feff}{\"message\":\"slow down\",\"details\":{\"failures\":[1]}}";
    let error = failure(
        Answer::json(429, body)
            .header("retry-after", "7")
            .header("ratelimit-limit", "110;w=10")
            .header("ratelimit-remaining", "0"),
    );
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    let rate_limit = error.rate_limit().unwrap();
    assert_eq!(rate_limit.limit, Some(110));
    assert_eq!(rate_limit.window, Some(Duration::from_secs(10)));
    assert_eq!(rate_limit.remaining, Some(0));
    assert_eq!(error.headers().unwrap()["retry-after"], "7");
    assert_eq!(error.message(), Some("slow down"));
    let typed: Value = error.body_as().unwrap().unwrap();
    assert_eq!(typed["details"]["failures"][0], 1);
    assert!(
        failure(Answer::json(500, "x"))
            .body_as::<Value>()
            .unwrap()
            .is_err()
    );

    let error = failure(Answer::status(503).header("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"));
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_700);
    assert_eq!(error.retry_after_at(now), Some(Duration::from_secs(77)));
}

#[test]
fn what_is_worth_another_try() {
    for (answer, expected) in [
        (Answer::status(400), false),
        (Answer::status(401), false),
        (Answer::status(404), false),
        (Answer::status(408), true),
        (Answer::status(409), false),
        (Answer::status(422), false),
        (Answer::status(425), true),
        (Answer::status(429), true),
        (Answer::status(500), true),
        (Answer::status(501), false),
        (Answer::status(502), true),
        (Answer::status(503), false),
        (Answer::status(503).header("retry-after", "0"), true),
        (Answer::status(504), true),
        (Answer::status(302), false),
        (Answer::failure(TransportErrorKind::Connect), true),
        (Answer::failure(TransportErrorKind::Timeout), true),
        (Answer::json(200, "{").cut(), true),
    ] {
        let error = failure(answer);
        assert_eq!(error.is_retryable(), expected, "{error}");
    }
}

#[test]
fn failures_of_the_transport_keep_their_cause() {
    for (kind, is) in [
        (
            TransportErrorKind::Connect,
            Error::is_connect as fn(&Error) -> bool,
        ),
        (TransportErrorKind::Timeout, Error::is_timeout),
        (TransportErrorKind::Other, |error| {
            error.kind() == ErrorKind::Transport
        }),
    ] {
        let error = failure(Answer::failure(kind));
        assert!(is(&error), "{error:?}");
        assert!(
            error.to_string().contains("(so the script says)"),
            "{error}"
        );
        assert_eq!(error.source().unwrap().to_string(), "so the script says");
        assert_eq!(error.status(), None);
        assert!(error.body().is_none() && error.body_as::<Value>().is_none());
    }
}

#[test]
fn a_cut_answer_keeps_what_came() {
    let error = failure(Answer::json(200, "{\"result\":").piece("[").cut());
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error
            .to_string()
            .contains("broke before the answer was complete"),
        "{error}"
    );
    assert_eq!(error.body().unwrap(), "{\"result\":[");
    assert_eq!(error.status().unwrap().as_u16(), 200);

    let error = failure(Answer::json(502, "{\"message\":\"bad ga").cut());
    assert!(error.is_status() && error.status().unwrap().as_u16() == 502);
    assert!(error.to_string().contains("its body broke off"), "{error}");
    assert!(error.source().is_some());
}

#[test]
fn too_large_an_answer_is_refused_while_it_arrives() {
    let send = |answer: Answer| {
        let transport = ScriptedTransport::new([answer]);
        let client = Client::builder()
            .base_url("http://scripted.invalid")
            .transport(transport)
            .max_response_bytes(10)
            .retry(oas_runtime::RetryPolicy::none())
            .build()
            .unwrap();
        block_on(client.send(Request::new(&LIST)))
    };
    assert_eq!(
        send(Answer::json(200, "0123456789")).unwrap().body,
        "0123456789"
    );
    assert_eq!(
        send(Answer::json(200, "0123").piece("456").piece("789"))
            .unwrap()
            .body,
        "0123456789"
    );
    for answer in [
        Answer::json(200, "0123456789x"),
        Answer::json(200, "01234").piece("56789").piece("x"),
        Answer::status(200).header("content-length", "11"),
    ] {
        let error = send(answer).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert!(
            error.to_string().contains("larger than 10 bytes"),
            "{error}"
        );
        assert_eq!(error.status().unwrap().as_u16(), 200);
        assert!(!error.is_retryable());
    }
    // An error stays an error with its status.
    let error = send(Answer::json(500, "0123").piece("456789x")).unwrap_err();
    assert!(error.is_status());
    assert_eq!(error.body().unwrap(), "0123");
}

#[test]
fn a_redirect_that_was_not_followed_tells_the_origin_only() {
    let error = failure(Answer::status(307).header(
        "location",
        "https://other.example/x?email=ada%40example.com",
    ));
    assert!(
        error
            .to_string()
            .contains("redirects to https://other.example,"),
        "{error}"
    );
    // Its port belongs to it: it may become the base URL.
    let error = failure(Answer::status(307).header("location", "http://ada:pw@[::1]:81/x?y=z"));
    assert!(
        error.to_string().contains("redirects to http://[::1]:81,"),
        "{error}"
    );
    let error = failure(Answer::status(307).header("location", "/elsewhere"));
    assert!(error.to_string().contains("was not followed"), "{error}");
}

#[test]
fn names_that_a_server_chose_tear_no_log_and_fill_none() {
    let error = failure(Answer::status(307).header(
        "location",
        &format!("https://{}.example/", "k".repeat(5000)),
    ));
    assert!(error.to_string().len() < 1200, "{error}");

    let body = r#"{"a\nb\u001b[2J\u0085":{"id":5}}"#;
    let response = Response::new(
        body.into(),
        ResponseInfo::new(StatusCode::OK, HeaderMap::new()),
    );
    let error = decode::<IndexMap<String, Tag>>(response, &LIST).unwrap_err();
    assert!(error.json_path().unwrap().starts_with("a\nb"));
    let shown = error.to_string();
    assert!(!shown.contains(char::is_control), "{shown:?}");
    assert!(shown.contains("`a b [2J .id`"), "{shown}");
}

#[test]
fn what_the_client_adds_to_a_request() {
    let transport = ScriptedTransport::new([Answer::json(200, "{}"), Answer::json(200, "{}")]);
    let client = transport.client().unwrap();
    let mut with_timeout = request();
    with_timeout.timeout(Duration::from_secs(3));
    block_on(client.send(with_timeout)).unwrap();
    block_on(client.send(request())).unwrap();
    let requests = transport.requests();
    assert_eq!(
        requests[0].header("authorization"),
        Some("Bearer test-token")
    );
    assert!(requests[0].headers["authorization"].is_sensitive());
    assert!(
        requests[0]
            .header("user-agent")
            .unwrap()
            .starts_with("oas-runtime/")
    );
    assert_eq!(requests[0].header("accept"), Some("application/json"));
    assert_eq!(requests[0].timeout, Some(Duration::from_secs(3)));
    assert_eq!(requests[1].timeout, Some(Duration::from_secs(300)));
    assert_eq!(requests[0].path(), "/unified/ats/candidates");
}

#[test]
fn what_a_client_cannot_be_built_with() {
    let builder = || Client::builder().base_url("https://api.example.com");
    for (builder, words) in [
        (Client::builder(), "no base URL"),
        (
            Client::builder().base_url("api.example.com"),
            "the base URL",
        ),
        (builder().bearer_token("tok_1\n"), "the token has"),
        (builder().bearer_token(""), "the token is empty"),
        (builder().user_agent("a\nb"), "the user agent"),
    ] {
        assert!(!format!("{builder:?}").contains("tok_1"));
        let error = builder
            .transport(ScriptedTransport::default())
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.to_string().contains("tok_1"));
    }
}

#[test]
fn bytes_stream_as_they_arrive() {
    let transport = ScriptedTransport::new([
        Answer::status(200)
            .header("content-type", "application/pdf")
            .piece("ab")
            .piece("cd"),
        Answer::status(200).piece("ab").cut(),
        Answer::json(404, "{\"message\":\"gone\"}"),
    ]);
    let client = Client::builder()
        .base_url("http://scripted.invalid")
        .transport(transport.clone())
        .max_response_bytes(1)
        .build()
        .unwrap();
    let mut stream = block_on(client.send_streaming(Request::new(&LIST))).unwrap();
    assert_eq!(stream.content_type(), Some("application/pdf"));
    assert_eq!(block_on(stream.next()).unwrap().unwrap(), "ab");
    assert_eq!(block_on(stream.next()).unwrap().unwrap(), "cd");
    assert!(block_on(stream.next()).is_none());
    assert_eq!(
        transport.requests()[0].timeout,
        None,
        "a stream takes as long as it takes"
    );

    let mut stream = block_on(client.send_streaming(Request::new(&LIST))).unwrap();
    assert_eq!(block_on(stream.next()).unwrap().unwrap(), "ab");
    let error = block_on(stream.next()).unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(block_on(stream.next()).is_none());

    let error = block_on(client.send_streaming(Request::new(&LIST))).unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
}
