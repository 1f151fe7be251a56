//! What is tried again, how often, and what is not.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use truto_ats::Client;
use truto_ats::oas_runtime::RequestOptions;
use truto_ats::oas_runtime::client::Timeouts;

use crate::support::{ACCOUNT, builder, keeps_secrets, patient, quick, server};

async fn first_page(client: &Client) -> Result<usize, truto_ats::Error> {
    let page = client.candidates().list(ACCOUNT).send().await?;
    Ok(page.result.len())
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    for rule in [
        "status=500",
        "status=502",
        "status=504",
        "status=408",
        "status=425",
        "rate-limit=0",
        "rate-limit=none",
        "rate-limit=garbage",
        "rate-limit=date:0",
        "unavailable=0",
        "cut-error",
        "html-error",
        "reset",
        "reset-early",
        "truncated",
        "truncated-chunked",
    ] {
        let server = server(&[&format!("{rule}x2")]).await;
        assert_eq!(
            first_page(&patient(&server, 2)).await.unwrap(),
            25,
            "{rule}"
        );
        assert_eq!(server.requests().len(), 3, "{rule}");
    }
}

#[tokio::test]
async fn what_stays_is_not_tried_again() {
    for rule in [
        "status=400",
        "status=401",
        "status=403",
        "status=404",
        "status=409",
        "status=422",
        "status=503",
        "html",
        "no-content",
        "empty-body",
        "not-json",
        "wrong-types",
        "missing-result",
        "null-result",
        "invalid-utf8",
        "redirect-loop",
    ] {
        let server = server(&[rule]).await;
        let error = first_page(&patient(&server, 3)).await.unwrap_err();
        keeps_secrets(&error);
        assert!(!error.is_retryable(), "{rule}: {error}");
        if rule != "redirect-loop" {
            assert_eq!(server.requests().len(), 1, "{rule}");
        }
    }
}

#[tokio::test]
async fn retries_are_counted_as_retries() {
    for retries in [0, 1, 3] {
        let server = server(&["status=500"]).await;
        let error = first_page(&patient(&server, retries)).await.unwrap_err();
        let sent = usize::try_from(retries).unwrap() + 1;
        assert_eq!(server.requests().len(), sent);
        assert_eq!(error.attempts() as usize, sent);
        if retries > 0 {
            assert!(
                error
                    .to_string()
                    .contains(&format!("after {sent} attempts")),
                "{error}"
            );
        }
    }
}

#[tokio::test]
async fn a_request_can_have_a_policy_of_its_own() {
    let server = server(&["status=500"]).await;
    let request = patient(&server, 5).candidates().list(ACCOUNT);
    let options = RequestOptions::default().retry(quick(1));
    request.with_options(options).send().await.unwrap_err();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_hook_sees_each_retry() {
    let server = server(&["rate-limit=0x1", "status=502x1"]).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&seen);
    let client = builder(&server)
        .retry(quick(3))
        .on_retry(move |event| {
            let status = event.error.status().map(|status| status.as_u16());
            hook.lock().unwrap().push((event.retry, status));
        })
        .build()
        .unwrap();
    assert_eq!(first_page(&client).await.unwrap(), 25);
    assert_eq!(*seen.lock().unwrap(), [(1, Some(429)), (2, Some(502))]);
}

#[tokio::test]
async fn a_server_that_asks_for_too_much_patience_gets_what_the_setting_allows() {
    let server = server(&["rate-limit=3600x1"]).await;
    let began = Instant::now();
    assert_eq!(first_page(&patient(&server, 1)).await.unwrap(), 25);
    assert!(began.elapsed() < Duration::from_secs(60));
}

#[tokio::test]
async fn the_reset_of_the_rate_limit_stands_in_for_retry_after() {
    let server = server(&["rate-limit=resetx1"]).await;
    let policy = quick(1).with_max_retry_after(Duration::from_secs(5));
    let client = builder(&server).retry(policy).build().unwrap();
    let began = Instant::now();
    assert_eq!(first_page(&client).await.unwrap(), 25);
    assert!(
        began.elapsed() >= Duration::from_millis(900),
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn a_whole_call_has_its_limit_too() {
    let server = server(&["rate-limit=1"]).await;
    let policy = quick(1_000).with_max_retry_after(Duration::from_secs(1));
    let timeouts = Timeouts::default().with_call(Duration::from_millis(300));
    let client = builder(&server)
        .retry(policy)
        .timeouts(timeouts)
        .build()
        .unwrap();
    let error = first_page(&client).await.unwrap_err();
    // What the server said last is told, or that the time was up.
    assert!(error.is_timeout() || error.is_rate_limited(), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_whole_answer_with_cut_json_is_worth_asking_again_but_not_by_itself() {
    let server = server(&["truncated-jsonx1"]).await;
    let client = patient(&server, 3);
    let error = first_page(&client).await.unwrap_err();
    assert!(error.is_decode() && error.is_retryable(), "{error}");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(first_page(&client).await.unwrap(), 25);
}
