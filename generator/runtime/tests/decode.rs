//! The decode contract, row by row.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_runtime::error::{DecodeProblem, Error};
use oas_runtime::http::{HeaderMap, HeaderValue, StatusCode};
use oas_runtime::page::decode_page;
use oas_runtime::response::{RawResponse, Response, ResponseInfo, decode};
use oas_runtime::serde_json::Value;
use proptest::prelude::*;

use common::{Candidate, LIST, ListAll, ListKeyed, Page};

fn answer(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> RawResponse {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_str(content_type).unwrap());
    let info = ResponseInfo::new(StatusCode::from_u16(status).unwrap(), headers);
    Response::new(body.into().into(), info)
}

fn json(body: impl Into<Vec<u8>>) -> RawResponse {
    answer(200, "application/json", body)
}

fn failure(response: RawResponse) -> Error {
    let body = response.body.clone();
    let error = decode_page::<ListAll>(response, &LIST).unwrap_err();
    assert!(error.is_decode(), "{error:?}");
    assert_eq!(error.operation(), Some("listCandidates"));
    assert_eq!(error.body(), Some(&body), "the body is at hand");
    assert!(error.status().is_some());
    assert!(
        error.to_string().starts_with("listCandidates failed: "),
        "{error}"
    );
    error
}

#[test]
fn what_is_no_json_at_all() {
    for (response, problem, words) in [
        (
            answer(204, "", ""),
            DecodeProblem::NoContent,
            "204 No Content",
        ),
        (
            answer(205, "", "x"),
            DecodeProblem::NoContent,
            "205 Reset Content",
        ),
        (json(""), DecodeProblem::Empty, "is empty"),
        (json(" \r\n"), DecodeProblem::Empty, "is empty"),
        (json("\u{feff}"), DecodeProblem::Empty, "is empty"),
        (
            answer(200, "text/html", "\n<!DOCTYPE html><html>"),
            DecodeProblem::Markup,
            "(text/html) came where JSON is expected",
        ),
        (
            json("<?xml version='1.0'?>"),
            DecodeProblem::Markup,
            "HTML or XML",
        ),
        (
            json(b"{\"result\":[{\"name\":\"Zo\xeb\"}]}"),
            DecodeProblem::NotUtf8,
            "not UTF-8 from byte 22 on",
        ),
        (
            json(r#"{"result":[{"id":"1"},{"id":"2"#),
            DecodeProblem::Truncated,
            "ends early, after 30 bytes",
        ),
        (json("{"), DecodeProblem::Truncated, "ends early"),
        (
            answer(200, "text/plain", "OK"),
            DecodeProblem::NotJson,
            "(text/plain) is not JSON",
        ),
        (
            json(r#"{"result":[]} x"#),
            DecodeProblem::NotJson,
            "is not JSON",
        ),
        (
            json(r#"{"result":[1,]}"#),
            DecodeProblem::NotJson,
            "is not JSON",
        ),
    ] {
        let error = failure(response);
        assert_eq!(error.decode_problem(), Some(problem), "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_compressed_answer_that_this_build_cannot_read() {
    let mut response = json(b"\x1f\x8b\x08\x00\xff");
    response
        .info
        .headers
        .insert("content-encoding", HeaderValue::from_static("gzip"));
    assert!(failure(response).to_string().contains("compressed (gzip)"));
}

#[test]
fn a_byte_order_mark_is_accepted() {
    let page =
        decode_page::<ListAll>(json("\u{feff}{\"result\":[{\"id\":\"1\"}]}"), &LIST).unwrap();
    assert_eq!(page.result[0].id, "1");
    let value = decode::<Value>(json("\u{feff}[1]"), &LIST).unwrap();
    assert_eq!(value.body[0], 1);
}

#[test]
fn result_missing_or_of_the_wrong_type() {
    for (body, words) in [
        ("{}", "the page has no `result`"),
        (
            r#"{"next_cursor":"x","data":[]}"#,
            "the page has no `result`",
        ),
        (
            r#"{"result":null}"#,
            "`result` is null, where an array is expected",
        ),
        (r#"{"result":"[]"}"#, "`result` is a string"),
        (r#"{"result":5}"#, "`result` is a number"),
        (r#"{"result":true}"#, "`result` is a boolean"),
        (r#"{"result":{"1":{}}}"#, "keyed by a field"),
        (
            r#"{"result":[],"next_cursor":{}}"#,
            "`next_cursor` is an object",
        ),
        (
            r#"{"result":[],"next_cursor":false}"#,
            "`next_cursor` is a boolean",
        ),
        ("[]", "expected an object"),
        ("null", "expected an object"),
        ("\"secret\"", "string …, expected an object"),
    ] {
        let error = failure(json(body));
        assert_eq!(error.decode_problem(), Some(DecodeProblem::Shape), "{body}");
        assert!(error.to_string().contains(words), "{body}: {error}");
        assert!(!error.to_string().contains("secret"));
    }
    for (body, words) in [
        ("{}", "the page has no `result`"),
        (
            r#"{"result":[]}"#,
            "is an array, where an object of records by their key",
        ),
    ] {
        let error = decode_page::<ListKeyed>(json(body), &LIST).unwrap_err();
        assert!(
            error.is_decode() && error.to_string().contains(words),
            "{error}"
        );
    }
}

#[test]
fn order_and_repetition_of_keys_do_not_matter() {
    for body in [
        r#"{"next_cursor":"b","result":[{"id":"1"}],"other":{"result":5}}"#,
        r#"{"next_cursor":"b","result":[{"id":"1"}]}"#,
        r#"{"r\u0065sult":[{"id":"1"}],"next_cursor":"b"}"#,
    ] {
        let page = decode_page::<ListAll>(json(body), &LIST).unwrap();
        assert_eq!(page.result.len(), 1);
        assert_eq!(page.next_cursor.as_deref(), Some("b"));
    }
}

#[test]
fn a_shape_error_has_a_path_and_quotes_no_value() {
    let error = failure(json(
        r#"{"result":[{"id":"1"},{"id":"2","tags":[{"id":"t"},{"id":{"x":1}}]}]}"#,
    ));
    assert_eq!(error.json_path(), Some("result[1].tags[1].id"));
    assert!(
        error.to_string().contains("at `result[1].tags[1].id`"),
        "{error}"
    );

    for body in [
        r#"{"result":[{"id":"1","tags":"ada@example.com"}]}"#,
        r#"{"result":[{"id":"1","tags":"a\"da@example.com"}]}"#,
        r#"{"result":[{"id":"1","name":43123456789}]}"#,
        r#"{"result":[{"id":"1","name":4.3123456789}]}"#,
    ] {
        let error = failure(json(body));
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains("example.com") && !shown.contains("123456789"),
            "{shown}"
        );
        assert!(shown.contains("invalid type"), "{shown}");
        assert!(std::error::Error::source(&error).is_some());
    }
    let missing = failure(json(r#"{"result":[{"id":"1","tags":[{}]}]}"#));
    assert!(
        missing.to_string().contains("missing field `id` of Tag"),
        "{missing}"
    );
}

#[test]
fn a_plain_document() {
    let candidate = decode::<Candidate>(json(r#"{"id":"1"}"#), &LIST)
        .unwrap()
        .into_body();
    assert_eq!(candidate.id, "1");
    let error = decode::<Page<Vec<Candidate>>>(json("5"), &LIST).unwrap_err();
    assert_eq!(error.decode_problem(), Some(DecodeProblem::Shape));
    assert_eq!(error.json_path(), None, "the whole has no path");
    assert!(decode::<Value>(answer(204, "", ""), &LIST).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60),
            "[\\[\\]{}\",:0-9a-z\\\\ ]{0,60}".prop_map(String::into_bytes),
            (0..60_usize).prop_map(|length| {
                let whole = "{\"result\":[{\"id\":\"Zo\u{eb}\",\"tags\":[{\"id\":1}]}],\"next_cursor\":5}";
                whole.bytes().take(length).collect()
            }),
        ],
        status in 200_u16..600,
    ) {
        for result in [
            decode_page::<ListAll>(answer(status, "application/json", body.clone()), &LIST).map(drop),
            decode_page::<ListKeyed>(answer(status, "application/json", body.clone()), &LIST).map(drop),
        ] {
            if let Err(error) = result {
                prop_assert!(error.is_decode());
                prop_assert!(error.decode_problem().is_some());
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
