//! Faults behind the other ways to ask: bytes, pages, other formats, and without `async`.

use std::io::Read as _;
use std::time::Duration;

use serde_json::Value;
use truto_ats::oas_runtime::blocking;
use truto_ats::oas_runtime::client::Timeouts;
use truto_ats::{PagePosition, RepeatedCursor, TypedErrorBody as _};
use truto_mock::{MockConfig, MockServer};

use crate::support::{
    ACCOUNT, all_ids, builder, client, config, https, keeps_secrets, of_either_kind, patient,
    quick, server,
};

#[tokio::test]
async fn bytes_that_break_off_are_an_error_and_no_end() {
    for rule in ["truncated", "truncated-chunked", "reset"] {
        for server in [server(&[rule]).await, https(&[rule]).await] {
            let client = of_either_kind(&server).build().unwrap();
            let list = client.candidates().list(ACCOUNT);
            let mut bytes = list.send_stream().await.unwrap();
            let mut length = 0;
            let error = loop {
                match bytes.next().await {
                    Some(Ok(piece)) => length += piece.len(),
                    Some(Err(error)) => break error,
                    None => panic!("{rule}: a clean end after {length} bytes"),
                }
            };
            keeps_secrets(&error);
            assert!(error.is_retryable() && !error.is_decode(), "{error}");
            // Only the head was answered for: nothing is asked for again behind one's back.
            assert_eq!(server.requests().len(), 1, "{rule}");
            assert!(bytes.next().await.is_none(), "{rule}: it goes on");
        }
    }
}

#[tokio::test]
async fn bytes_that_do_not_come_are_a_timeout() {
    let server = server(&["stalled"]).await;
    let timeouts = Timeouts::default().with_idle(Duration::from_millis(200));
    let client = builder(&server).timeouts(timeouts).build().unwrap();
    let list = client.candidates().list(ACCOUNT);
    let mut bytes = list.send_stream().await.unwrap();
    let error = loop {
        match bytes.next().await {
            Some(Ok(_)) => {}
            Some(Err(error)) => break error,
            None => panic!("a clean end"),
        }
    };
    keeps_secrets(&error);
    assert!(error.is_timeout(), "{error}");
    assert!(
        error.to_string().contains("nothing arrived for 200ms"),
        "{error}"
    );
}

#[tokio::test]
async fn the_head_of_a_stream_is_asked_for_again() {
    for rule in ["status=500x2", "reset-earlyx2", "rate-limit=0x2"] {
        let server = server(&[rule]).await;
        let list = patient(&server, 2).candidates().list(ACCOUNT);
        let mut bytes = list.send_stream().await.unwrap();
        let mut lines = 0;
        while let Some(piece) = bytes.next().await {
            lines += piece.unwrap().iter().filter(|byte| **byte == b'\n').count();
        }
        assert_eq!((lines, server.requests().len()), (60, 3), "{rule}");
    }
    let server = server(&["status=403"]).await;
    let list = client(&server).candidates().list(ACCOUNT);
    let error = list.send_stream().await.unwrap_err();
    keeps_secrets(&error);
    assert_eq!(error.message(), Some("It failed on purpose"));
}

#[tokio::test]
async fn three_hundred_megabytes_of_bytes_take_no_memory() {
    let server = server(&["huge"]).await;
    let list = client(&server).candidates().list(ACCOUNT);
    let mut bytes = list.send_stream().await.unwrap();
    let before = resident();
    let (mut length, mut most) = (0_u64, before);
    while let Some(piece) = bytes.next().await {
        length += piece.unwrap().len() as u64;
        most = most.max(resident());
    }
    assert_eq!(length, 300_000_000);
    // Other tests run beside this one; the answer as a whole would be 300 MB.
    assert!(most < before + 150_000_000, "{before} bytes became {most}");
}

/// The memory of this process in bytes; 0 where the system does not say.
fn resident() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let resident = pages.split_whitespace().nth(1).unwrap_or("0");
    resident.parse::<u64>().unwrap() * 4_096
}

#[tokio::test]
async fn wrong_answers_are_errors_for_raw_and_normalized_too() {
    for rule in [
        "no-content",
        "html",
        "empty-body",
        "invalid-utf8",
        "not-json",
        "truncated-json",
    ] {
        let server = server(&[rule]).await;
        let list = client(&server).candidates().list(ACCOUNT);
        let raw = list.clone().send_raw::<Value>().await.unwrap_err();
        let normalized = list.send_normalized::<Value>().await.unwrap_err();
        for error in [raw, normalized] {
            keeps_secrets(&error);
            assert!(
                error.is_decode() && error.decode_problem().is_some(),
                "{rule}: {error}"
            );
        }
    }
}

#[tokio::test]
async fn a_lenient_page_is_no_refuge_for_wrong_answers() {
    for rule in [
        "no-content",
        "html",
        "empty-body",
        "invalid-utf8",
        "not-json",
        "truncated-json",
        "wrong-types",
        "missing-result",
        "null-result",
    ] {
        let server = server(&[rule]).await;
        let list = client(&server).candidates().list(ACCOUNT);
        let error = list.send_leniently().await.unwrap_err();
        keeps_secrets(&error);
        assert!(error.is_decode(), "{rule}: {error}");
    }
}

#[tokio::test]
async fn pages_keep_the_same_promises() {
    let ids = all_ids().await;
    // A page that failed is asked for again; an empty one is not the end.
    let server = server(&["htmlx1+1", "resetx1+2", "empty-pagex1+3"]).await;
    let mut pages = client(&server).candidates().list(ACCOUNT).pages();
    let (mut read, mut errors) = (Vec::new(), 0);
    loop {
        match pages.try_next().await {
            Ok(Some(page)) => read.extend(page.body.result.into_iter().map(|it| it.id)),
            Ok(None) => break,
            Err(error) => {
                keeps_secrets(&error);
                assert!(matches!(pages.position(), PagePosition::Cursor(_)));
                errors += 1;
            }
        }
    }
    assert_eq!((read, errors), (ids, 2));
    assert_eq!(*pages.position(), PagePosition::End);

    // One bad record fails its page, and no other.
    let server = crate::support::server(&["bad-record=1x1+1"]).await;
    let mut pages = client(&server).candidates().list(ACCOUNT).pages();
    pages.try_next().await.unwrap().unwrap();
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.json_path(), Some("result[1].id"));
    assert_eq!(pages.collect_all().await.unwrap().len(), 2);

    let server = crate::support::server(&["repeated-cursor"]).await;
    let list = || client(&server).candidates().list(ACCOUNT).pages();
    let error = list().collect_all().await.unwrap_err();
    assert!(error.is_pagination(), "{error}");
    let stopped = list().on_repeated_cursor(RepeatedCursor::Stop);
    assert_eq!(stopped.collect_all().await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_details_of_a_refusal_are_at_hand() {
    let server = server(&[]).await;
    let list = client(&server).candidates().list(ACCOUNT).limit(0);
    let error = list.send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    let details = error.typed_body().unwrap().details.unwrap();
    let failures = details.failures.unwrap();
    assert!(failures[0].get().contains("limit"), "{failures:?}");
    assert!(
        error.to_string().contains("limit must be a whole number"),
        "{error}"
    );
    let missing = client(&server).candidates().list("").send().await;
    let insight = missing
        .unwrap_err()
        .typed_body()
        .unwrap()
        .truto_error_insight;
    let names = insight.unwrap().missing_required_query_parameters.unwrap();
    assert_eq!(names.value.unwrap(), ["integrated_account_id"]);
}

#[test]
fn the_same_without_async() {
    let rules = [
        "resetx1",
        "truncatedx1+2",
        "bad-record=0x1+4",
        "empty-pagex1+5",
    ];
    let server = MockServer::start_blocking(MockConfig {
        page_size: 20,
        ..config(&rules, false)
    })
    .unwrap();
    let client = truto_ats::Client::builder()
        .base_url(server.base_url())
        .bearer_token(crate::support::TOKEN)
        .retry(quick(1))
        .build()
        .unwrap();
    let waiting = blocking::Client::new(client.runtime().clone()).unwrap();
    let list = || client.candidates().list(ACCOUNT);
    let (mut good, mut bad) = (0, 0);
    for item in waiting.items(list().stream()) {
        match item {
            Ok(_) => good += 1,
            Err(error) => {
                keeps_secrets(&error);
                assert!(error.raw_record().is_some(), "{error}");
                bad += 1;
            }
        }
    }
    assert_eq!((good, bad), (59, 1));
    let bytes = waiting.wait(list().send_stream()).unwrap();
    let mut text = String::new();
    waiting.reader(bytes).read_to_string(&mut text).unwrap();
    assert_eq!(text.lines().count(), 60);
    server.shutdown();
}
