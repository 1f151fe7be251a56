//! Answers that are not what they should be.

use truto_ats::oas_runtime::error::DecodeProblem;

use crate::support::{ACCOUNT, all_ids, client, error_of, server};

#[tokio::test]
async fn each_wrong_answer_has_its_own_word() {
    for (rule, problem) in [
        ("no-content", DecodeProblem::NoContent),
        ("empty-body", DecodeProblem::Empty),
        ("html", DecodeProblem::Markup),
        ("invalid-utf8", DecodeProblem::NotUtf8),
        ("truncated-json", DecodeProblem::Truncated),
        ("not-json", DecodeProblem::NotJson),
        ("wrong-types", DecodeProblem::Shape),
        ("null-result", DecodeProblem::Shape),
        ("missing-result", DecodeProblem::Shape),
    ] {
        let error = error_of(&server(&[rule]).await).await;
        assert!(error.is_decode(), "{rule}: {error:?}");
        assert_eq!(error.decode_problem(), Some(problem), "{rule}: {error}");
        assert!(
            error.to_string().starts_with("listCandidates failed: "),
            "{error}"
        );
        assert!(error.status().is_some() && error.headers().is_some());
    }
}

#[tokio::test]
async fn each_wrong_answer_ends_a_stream_with_an_error_and_not_as_empty() {
    for rule in [
        "no-content",
        "empty-body",
        "html",
        "invalid-utf8",
        "truncated-json",
        "not-json",
        "wrong-types",
        "null-result",
        "missing-result",
    ] {
        let server = server(&[&format!("{rule}x1+1")]).await;
        let mut items = client(&server).candidates().list(ACCOUNT).stream();
        let mut count = 0;
        let error = loop {
            match items.try_next().await {
                Ok(Some(_)) => count += 1,
                Ok(None) => panic!("{rule}: it ended well after {count}"),
                Err(error) => break error,
            }
        };
        assert!(error.is_decode(), "{rule}: {error}");
        assert_eq!(count, 25, "{rule}");
        // Asking again asks for that page again.
        let rest = items.collect_all().await.unwrap();
        assert_eq!(rest.len(), 35, "{rule}");
    }
}

#[tokio::test]
async fn a_byte_order_mark_is_read_over() {
    let server = server(&["byte-order-mark"]).await;
    let page = client(&server)
        .candidates()
        .list(ACCOUNT)
        .send()
        .await
        .unwrap();
    assert_eq!(page.result.len(), 25);
    let all = client(&server)
        .candidates()
        .list(ACCOUNT)
        .stream()
        .collect_all()
        .await;
    assert_eq!(all.unwrap().len(), 60);
}

#[tokio::test]
async fn one_bad_record_does_not_lose_a_page() {
    let ids = all_ids().await;
    let server = server(&["bad-record=2x1"]).await;
    let mut items = client(&server).candidates().list(ACCOUNT).stream();
    let mut read = Vec::new();
    let mut errors = Vec::new();
    loop {
        match items.try_next().await {
            Ok(Some(candidate)) => read.push(candidate.id),
            Ok(None) => break,
            Err(error) => {
                assert_eq!(read.len(), 2, "in its own place");
                errors.push(error);
            }
        }
    }
    let expected = ids.iter().enumerate().filter(|(at, _)| *at != 2);
    let expected: Vec<_> = expected.map(|(_, id)| id.clone()).collect();
    assert_eq!(read, expected);
    let [error] = errors.as_slice() else {
        panic!("{errors:?}")
    };
    assert!(error.is_decode() && !error.is_retryable());
    assert_eq!(error.record_index(), Some(2));
    assert_eq!(error.json_path(), Some("result[2].id"));
    let raw = error.raw_record().unwrap();
    assert!(raw.get().starts_with('{') && raw.get().contains("\"id\":17"));
    // The record is a person's: it is at hand, and not shown.
    assert!(!format!("{error} {error:?}").contains("\"first_name\""));
    assert_eq!(items.records_failed(), 1);
}

#[tokio::test]
async fn the_strict_page_fails_and_the_lenient_one_does_not() {
    let server = server(&["bad-record=24"]).await;
    let request = client(&server).candidates().list(ACCOUNT);
    let error = request.clone().send().await.unwrap_err();
    assert_eq!(error.json_path(), Some("result[24].id"));
    let page = request.send_leniently().await.unwrap();
    let (page, errors) = page.body.into_parts();
    assert_eq!((page.result.len(), errors.len()), (24, 1));
    assert_eq!(errors[0].record_index(), Some(24));
}

#[tokio::test]
async fn a_keyed_page_loses_one_record_too() {
    let server = server(&["bad-record=1"]).await;
    let mut items = client(&server)
        .candidates()
        .list(ACCOUNT)
        .key_by("id")
        .stream();
    let (mut read, mut failed) = (0, 0);
    loop {
        match items.try_next().await {
            Ok(Some(_)) => read += 1,
            Ok(None) => break,
            Err(error) => {
                assert!(error.raw_record().is_some(), "{error}");
                failed += 1;
            }
        }
    }
    assert_eq!((read, failed), (57, 3));
}

#[tokio::test]
async fn what_nobody_described_is_kept() {
    let server = server(&["unknown-fieldsx1", "unknown-enumx1"]).await;
    let page = client(&server)
        .candidates()
        .list(ACCOUNT)
        .send()
        .await
        .unwrap();
    let colour = page.result[0]
        .unknown_fields
        .get("favourite_colour")
        .unwrap();
    assert!(colour.get().contains("octarine"));
    assert!(page.unknown_fields.get("took_milliseconds").is_some());
    let page = client(&server)
        .candidates()
        .list(ACCOUNT)
        .send()
        .await
        .unwrap();
    let written = serde_json::to_string(&page.result[0]).unwrap();
    assert!(
        written.contains("\"attachment_type\":\"carrier-pigeon\""),
        "{written}"
    );
}
