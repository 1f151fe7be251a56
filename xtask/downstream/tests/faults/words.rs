//! Every fault in one place: what a page becomes, and in which words, over HTTP and HTTPS alike.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;
use truto_mock::{Fault, MockConfig, MockServer};

use crate::support::{
    ACCOUNT, PERSON, attempt, config, https, keeps_secrets, of_either_kind, quick, server,
};

/// Each rule with what comes of it: how many records and whether there is a cursor; or the kind
/// of the error, whether it is worth another try, and how its words begin.
const WORDS: [(&str, &str); 43] = [
    (
        "rate-limit=2",
        "Status, retry: 429 Too Many Requests: Too many requests, on purpose",
    ),
    (
        "status=400",
        "Status, stop: 400 Bad Request: It failed on purpose",
    ),
    (
        "status=500",
        "Status, retry: 500 Internal Server Error: It failed on purpose",
    ),
    (
        "status=503",
        "Status, stop: 503 Service Unavailable: It failed on purpose",
    ),
    (
        "unavailable=1",
        "Status, retry: 503 Service Unavailable: It is not available on purpose",
    ),
    (
        "cut-error",
        r#"Status, retry: 502 Bad Gateway: {"statusCode":502,"error":"Bad Gateway""#,
    ),
    (
        "unauthorized-insight",
        "Status, stop: 401 Unauthorized from the provider: The connection must be renewed",
    ),
    (
        "forbidden-insight",
        "Status, stop: 403 Forbidden: A scope is missing",
    ),
    (
        "provider-error",
        "Status, stop: 422 Unprocessable Entity from the provider: Email is invalid",
    ),
    (
        "provider-error=text",
        "Status, stop: 422 Unprocessable Entity from the provider: Email is invalid, says the provider",
    ),
    (
        "no-content",
        "Decode, stop: the server answered 204 No Content, where an answer with JSON is expected",
    ),
    (
        "html",
        "Decode, stop: a page of HTML or XML (text/html; charset=utf-8) came where JSON is \
         expected; does the base URL point at the API, and is no proxy in between?",
    ),
    ("html-error", "Status, retry: 502 Bad Gateway: Bad gateway"),
    (
        "empty-body",
        "Decode, stop: the answer (200 OK) is empty, where JSON is expected",
    ),
    (
        "invalid-utf8",
        "Decode, stop: the answer is not UTF-8 from byte 37 on",
    ),
    ("byte-order-mark", "25 records, more"),
    (
        "not-json",
        "Decode, stop: the answer (application/json) is not JSON: expected value at line 1 column 1",
    ),
    (
        "truncated",
        "Transport, retry: the connection broke before the answer was complete (",
    ),
    (
        "truncated-chunked",
        "Transport, retry: the connection broke before the answer was complete (",
    ),
    (
        "truncated-json",
        "Decode, retry: the JSON ends early, after ",
    ),
    (
        "stalled",
        "Timeout, retry: it took too long: an attempt has a limit of 400ms",
    ),
    (
        "stalled-headers",
        "Timeout, retry: it took too long: an attempt has a limit of 400ms",
    ),
    ("slow=5", "25 records, more"),
    (
        "reset",
        "Transport, retry: the connection broke before the answer was complete (",
    ),
    ("reset-early", "Transport, retry: no answer came ("),
    ("empty-page", "0 records, more"),
    ("repeated-cursor", "25 records, more"),
    ("missing-cursor", "25 records, no more"),
    ("empty-cursor", "25 records, more"),
    (
        "numeric-cursor",
        "Decode, stop: the answer has an unexpected shape at `next_cursor`: invalid type: integer …, \
         expected a string",
    ),
    (
        "bad-record=3",
        "Decode, stop: the answer has an unexpected shape at `result[3].id`: invalid type: integer …, \
         expected a string",
    ),
    ("unknown-enum", "25 records, more"),
    ("unknown-fields", "25 records, more"),
    (
        "wrong-types",
        "Decode, stop: the page's `result` is a string, where an array is expected",
    ),
    (
        "missing-result",
        "Decode, stop: the page has no `result`, where its items should be",
    ),
    (
        "null-result",
        "Decode, stop: the page's `result` is null, where an array is expected",
    ),
    (
        "huge",
        "TooLarge, stop: the answer is larger than 1000000 bytes; ask for smaller pages, stream it, \
         or raise the client's `max_response_bytes`",
    ),
    (
        "huge-declared",
        "TooLarge, stop: the answer is larger than 1000000 bytes; ask for smaller pages, stream it, \
         or raise the client's `max_response_bytes`",
    ),
    (
        "redirect",
        "Status, stop: 307 Temporary Redirect, and the server does not say why (the server redirects \
         to SCHEME://127.0.0.1:",
    ),
    ("redirect-same", "25 records, more"),
    (
        "redirect-loop",
        "Transport, stop: the server redirects without end (more than 10 redirects)",
    ),
    ("huge=900000", "0 records, no more"),
    ("huge-declared=900000", "0 records, no more"),
];

/// One page through the fault, in words. Nothing secret is in them.
async fn outcome(rule: &str, server: &MockServer) -> String {
    // The others do not hang on how busy the machine is.
    let limit = if rule.starts_with("stalled") {
        Duration::from_millis(400)
    } else {
        Duration::from_secs(60)
    };
    let client = of_either_kind(server)
        .timeouts(attempt(limit))
        .max_response_bytes(1_000_000)
        .build()
        .unwrap();
    let request = client.candidates().list(ACCOUNT);
    // The server passes it on and does not act on it: all records come.
    let request = request.remote_query(json!({"email": PERSON}));
    match request.send().await {
        Ok(page) => {
            let more = match page.next_cursor {
                Some(_) => "more",
                None => "no more",
            };
            format!("{} records, {more}", page.result.len())
        }
        Err(error) => {
            keeps_secrets(&error);
            let shown = error.to_string();
            let words = shown.strip_prefix("listCandidates failed: ").unwrap();
            assert!(!words.contains(char::is_control), "{words:?}");
            let worth = if error.is_retryable() {
                "retry"
            } else {
                "stop"
            };
            format!("{:?}, {worth}: {words}", error.kind())
        }
    }
}

#[tokio::test]
async fn each_fault_has_its_words() {
    for (rule, words) in WORDS {
        let found = outcome(rule, &server(&[rule]).await).await;
        let words = words.replace("SCHEME", "http");
        assert!(found.starts_with(&words), "{rule}: {found}");
    }
}

#[tokio::test]
async fn each_fault_has_the_same_words_over_https() {
    for (rule, words) in WORDS {
        let found = outcome(rule, &https(&[rule]).await).await;
        let words = words.replace("SCHEME", "https");
        assert!(found.starts_with(&words), "{rule}: {found}");
    }
}

#[test]
fn no_fault_is_left_out() {
    let tested: BTreeSet<&str> = WORDS
        .iter()
        .map(|(rule, _)| rule.split('=').next().unwrap())
        .collect();
    let all: BTreeSet<&str> = Fault::all().iter().map(|(fault, _)| fault.name()).collect();
    assert_eq!(tested, all);
}

/// Faults that pass, and through which the whole list must come.
const PASSING: [&str; 21] = [
    "rate-limit=0",
    "rate-limit=none",
    "status=408",
    "status=425",
    "status=500",
    "status=502",
    "status=504",
    "unavailable=0",
    "cut-error",
    "html-error",
    "html",
    "no-content",
    "empty-body",
    "invalid-utf8",
    "not-json",
    "truncated",
    "truncated-chunked",
    "truncated-json",
    "reset",
    "reset-early",
    "empty-page",
];

/// Six candidates on three pages.
async fn small(rules: &[&str], tls: bool) -> MockServer {
    let config = MockConfig {
        candidates: 6,
        page_size: 2,
        ..config(rules, tls)
    };
    MockServer::start(config).await.unwrap()
}

/// All ids of the list, asked for again after each error, as the pager allows; and how many
/// errors came.
async fn small_list(server: &MockServer, retries: u32) -> (Vec<String>, usize) {
    let client = of_either_kind(server).retry(quick(retries)).build();
    let mut items = client.unwrap().candidates().list(ACCOUNT).stream();
    let (mut ids, mut errors) = (Vec::new(), 0);
    loop {
        match items.try_next().await {
            Ok(Some(candidate)) => ids.push(candidate.id),
            Ok(None) => return (ids, errors),
            Err(error) => {
                keeps_secrets(&error);
                assert!(error.raw_record().is_none(), "{error}");
                errors += 1;
                assert!(errors < 50, "{error}");
            }
        }
    }
}

#[tokio::test]
async fn a_list_comes_whole_through_each_fault_that_passes() {
    let expected = small_list(&small(&[], false).await, 0).await.0;
    assert_eq!(expected.len(), 6);
    for rule in PASSING {
        // On the first, on the second and on the last page; with retries below and without.
        for (after, retries) in [(0, 0), (1, 0), (1, 2), (2, 0)] {
            let rule = format!("{rule}x2+{after}");
            let server = small(&[&rule], false).await;
            let (ids, errors) = small_list(&server, retries).await;
            assert_eq!(ids, expected, "{rule}, {errors} errors");
            let requests = server.requests().len();
            assert_eq!(requests, 5, "{rule}: three pages, and two in vain");
        }
    }
}

#[tokio::test]
async fn a_list_comes_whole_over_https_through_all_of_them_at_once() {
    let expected = small_list(&small(&[], false).await, 0).await.0;
    let rules: Vec<String> = PASSING.iter().map(|rule| format!("{rule}x1")).collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    for retries in [0, 2] {
        let server = small(&rules, true).await;
        let (ids, errors) = small_list(&server, retries).await;
        assert_eq!(ids, expected, "{errors} errors");
        let served: u64 = server.faults_served().values().sum();
        assert_eq!(served, PASSING.len() as u64);
    }
}
