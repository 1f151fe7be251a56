//! Answers beside JSON: texts, streams that are read whole after all, headers as values.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_runtime::error::{DecodeProblem, ErrorKind};
use oas_runtime::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use oas_runtime::json::{Date, DateTime, Number, RawJson};
use oas_runtime::response::{
    RawResponse, Response, ResponseInfo, decode_text, header_json, header_list, header_value,
    undescribed,
};
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::{Client, Request};

use common::LIST;

fn answer(status: u16, content_type: Option<&str>, body: impl Into<Vec<u8>>) -> RawResponse {
    let mut headers = HeaderMap::new();
    if let Some(content_type) = content_type {
        headers.insert("content-type", HeaderValue::from_str(content_type).unwrap());
    }
    let info = ResponseInfo::new(StatusCode::from_u16(status).unwrap(), headers);
    Response::new(body.into().into(), info)
}

#[test]
fn texts_are_read() {
    for (content_type, body, expected) in [
        (Some("text/plain"), "a ü".as_bytes(), "a ü"),
        (None, b"a", "a"),
        (Some("text/plain;charset=UTF-8"), b"a", "a"),
        (Some("text/plain; Charset=\"utf-8\"; x=y"), b"a", "a"),
        (Some("text/plain; charset=us-ascii"), b"a", "a"),
        (Some("text/plain; charset=ISO-8859-1"), b"plain", "plain"),
        // What some servers call a text.
        (Some("application/json"), b"\"a\"", "\"a\""),
        (Some("text/plain"), b"\xef\xbb\xbfa", "a"),
        (Some("text/plain"), b"<b>", "<b>"),
        (Some("text/plain"), b"", ""),
    ] {
        let text = decode_text(answer(200, content_type, body), &LIST).unwrap();
        assert_eq!(text.body, expected, "{content_type:?}");
        assert_eq!(text.info.status, 200);
    }
}

#[test]
fn what_is_no_text_is_an_error_that_says_so_and_has_the_body() {
    for (status, content_type, body, problem, words) in [
        (
            200,
            "text/plain; charset=iso-8859-1",
            b"\xfcber".as_slice(),
            DecodeProblem::NotUtf8,
            "`iso-8859-1`",
        ),
        (
            200,
            "text/plain; charset=utf-16le",
            b"a\0",
            DecodeProblem::NotUtf8,
            "`utf-16le`",
        ),
        (
            200,
            "text/plain",
            b"ok\xff",
            DecodeProblem::NotUtf8,
            "from byte 2",
        ),
        (
            200,
            "text/html; charset=utf-8",
            b"<p>",
            DecodeProblem::Markup,
            "a page of HTML",
        ),
        (204, "text/plain", b"", DecodeProblem::NoContent, "204"),
    ] {
        let error = decode_text(answer(status, Some(content_type), body), &LIST).unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.decode_problem(), Some(problem), "{content_type}");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.body().unwrap().as_ref(), body);
        assert_eq!(error.status().unwrap(), status);
    }
}

#[test]
fn a_success_that_nobody_described_is_kept_whole() {
    let error = undescribed(answer(203, None, "what it said"), &LIST);
    assert!(error.is_decode() && !error.is_retryable());
    assert_eq!(error.decode_problem(), Some(DecodeProblem::Status));
    assert_eq!(error.body().unwrap(), "what it said");
    assert_eq!(error.operation(), Some("listCandidates"));
    assert!(
        error
            .to_string()
            .contains("203 Non Authoritative Information"),
        "{error}"
    );
}

fn client(answer: Answer, limit: u64) -> Client {
    let builder = ScriptedTransport::new([answer]).builder();
    builder.max_response_bytes(limit).build().unwrap()
}

#[test]
fn a_stream_is_read_whole_after_all() {
    let pieces = || Answer::status(202).piece("abc").piece("").piece("de");
    let whole = |answer: Answer, limit: u64| {
        let client = client(answer, limit);
        block_on(async {
            let stream = client.send_streaming(Request::new(&LIST)).await?;
            client.read_whole(stream).await
        })
    };
    let read = whole(pieces(), 5).unwrap();
    assert_eq!(read.body, "abcde");
    assert_eq!(read.info.status, 202);
    assert_eq!(whole(pieces(), 4).unwrap_err().kind(), ErrorKind::TooLarge);
    let long = pieces().header("content-length", "6");
    assert_eq!(whole(long, 5).unwrap_err().kind(), ErrorKind::TooLarge);
    let cut = whole(pieces().cut(), 9).unwrap_err();
    assert_eq!(cut.kind(), ErrorKind::Transport);
    assert_eq!(cut.body().unwrap(), "abcde");

    let client = client(pieces(), 9);
    let rest = block_on(async {
        let mut stream = client.send_streaming(Request::new(&LIST)).await?;
        stream.next().await.unwrap()?;
        client.read_whole(stream).await
    });
    assert_eq!(rest.unwrap().body, "de", "what was taken is taken");
}

fn info(headers: &[(&str, &[u8])]) -> ResponseInfo {
    let headers = headers.iter().map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        (name, HeaderValue::from_bytes(value).unwrap())
    });
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(name, value);
    }
    ResponseInfo::new(StatusCode::OK, map)
}

#[test]
fn headers_are_values_of_their_types() {
    let info = info(&[
        ("x-count", b" 12 "),
        ("x-big", b"123456789012345678901234567890"),
        ("x-flag", b"true"),
        ("x-when", b"2024-01-02T03:04:05Z"),
        ("x-day", b"2024-01-02"),
        ("etag", b"\"abc\""),
        ("x-digits", b"007"),
        ("x-null", b"null"),
        ("x-empty", b""),
        ("x-utf", "ü".as_bytes()),
        ("x-latin", b"\xfc"),
    ]);
    assert_eq!(header_value::<i64>(&info, "X-Count"), Some(12));
    assert_eq!(header_value::<i64>(&info, "x-big"), None);
    let number = header_value::<Number>(&info, "x-big").unwrap();
    assert_eq!(number.to_string(), "123456789012345678901234567890");
    assert_eq!(header_value::<bool>(&info, "x-flag"), Some(true));
    assert_eq!(header_value::<bool>(&info, "x-count"), None);
    let when: DateTime = header_value(&info, "x-when").unwrap();
    assert_eq!(when.as_str(), "2024-01-02T03:04:05Z");
    assert!(header_value::<Date>(&info, "x-day").is_some());
    for (name, expected) in [
        ("etag", Some("\"abc\"")),
        ("x-digits", Some("007")),
        ("x-null", Some("null")),
        ("x-empty", Some("")),
        ("x-utf", Some("ü")),
        ("x-latin", None),
        ("x-absent", None),
    ] {
        let text: Option<String> = header_value(&info, name);
        assert_eq!(text.as_deref(), expected, "{name}");
    }
    assert_eq!(header_value::<i64>(&info, "x-empty"), None);
}

#[test]
fn headers_are_lists_and_json() {
    let info = info(&[
        ("x-tags", b"a, b ,,c"),
        ("x-tags", b"d"),
        ("x-sizes", b"1,2"),
        ("x-mixed", b"1,b"),
        ("x-none", b""),
        ("x-object", br#"{"a": [1]}"#),
        ("set-cookie", b"a=1; expires=Sun, 06 Nov 1994 08:49:37 GMT"),
        ("set-cookie", b"b=2"),
        ("link", b"<a>; rel=next"),
        ("link", b"<b>; rel=last"),
    ]);
    let tags: Vec<String> = header_list(&info, "x-tags").unwrap();
    assert_eq!(tags, ["a", "b", "c", "d"]);
    assert_eq!(header_list::<i64>(&info, "x-sizes"), Some(vec![1, 2]));
    assert_eq!(header_list::<i64>(&info, "x-mixed"), None);
    assert_eq!(header_list::<i64>(&info, "x-none"), Some(vec![]));
    assert_eq!(header_list::<i64>(&info, "x-absent"), None);
    let object: RawJson = header_json(&info, "x-object").unwrap();
    assert_eq!(object.get(), r#"{"a": [1]}"#);
    assert_eq!(header_json::<RawJson>(&info, "link"), None);
    let cookie: String = header_value(&info, "set-cookie").unwrap();
    assert!(
        cookie.starts_with("a=1") && cookie.ends_with("GMT"),
        "{cookie}"
    );
    let link: String = header_value(&info, "link").unwrap();
    assert_eq!(link, "<a>; rel=next, <b>; rel=last");
}
