//! Connections that break, stall or lead elsewhere.

use std::time::Duration;

use truto_ats::{Client, Error};

use crate::support::{ACCOUNT, attempt, builder, client, error_of, keeps_secrets, quick, server};

fn causes(error: &Error) -> String {
    let mut text = String::new();
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        text.push_str(&format!("{source}; "));
        cause = source.source();
    }
    text
}

#[tokio::test]
async fn a_cut_connection_is_an_error_and_no_short_page() {
    for rule in ["truncated", "truncated-chunked", "reset", "reset-early"] {
        let error = error_of(&server(&[rule]).await).await;
        assert!(error.is_retryable(), "{rule}: {error}");
        assert!(!error.is_status() && !error.is_timeout(), "{rule}: {error}");
        assert!(
            !causes(&error).is_empty(),
            "{rule}: the chain ends early: {error:?}"
        );
    }
}

#[tokio::test]
async fn nobody_listens() {
    let server = server(&[]).await;
    let client = client(&server);
    server.shutdown().await;
    let error = client.candidates().list(ACCOUNT).send().await.unwrap_err();
    keeps_secrets(&error);
    assert!(error.is_connect() && error.is_retryable(), "{error:?}");
    assert!(
        causes(&error).to_lowercase().contains("refused"),
        "{}",
        causes(&error)
    );
}

#[tokio::test]
async fn a_stalled_answer_is_a_timeout() {
    for rule in ["stalled", "stalled-headers"] {
        let server = server(&[rule]).await;
        let limit = Duration::from_millis(200);
        let client = builder(&server).timeouts(attempt(limit)).build().unwrap();
        let error = client.candidates().list(ACCOUNT).send().await.unwrap_err();
        assert!(
            error.is_timeout() && error.is_retryable(),
            "{rule}: {error:?}"
        );
        keeps_secrets(&error);

        // The next attempt is not the last one's.
        let server = crate::support::server(&[&format!("{rule}x1")]).await;
        let client = builder(&server)
            .timeouts(attempt(limit))
            .retry(quick(1))
            .build()
            .unwrap();
        let page = client.candidates().list(ACCOUNT).send().await.unwrap();
        assert_eq!(page.result.len(), 25, "{rule}");
    }
}

#[tokio::test]
async fn silence_in_the_middle_is_a_timeout_of_its_own() {
    let server = server(&["stalled"]).await;
    let timeouts = attempt(Duration::from_secs(300)).with_idle(Duration::from_millis(200));
    let client = builder(&server).timeouts(timeouts).build().unwrap();
    let error = client.candidates().list(ACCOUNT).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_slow_answer_is_no_fault() {
    let server = server(&["slow=20"]).await;
    let page = client(&server)
        .candidates()
        .list(ACCOUNT)
        .send()
        .await
        .unwrap();
    assert_eq!(page.result.len(), 25);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_while_it_arrives() {
    for rule in ["huge", "huge-declared"] {
        let server = server(&[rule]).await;
        let client: Client = builder(&server)
            .max_response_bytes(1_000_000)
            .build()
            .unwrap();
        let error = client.candidates().list(ACCOUNT).send().await.unwrap_err();
        assert_eq!(
            error.kind(),
            truto_ats::ErrorKind::TooLarge,
            "{rule}: {error}"
        );
        assert!(!error.is_retryable());
        assert!(error.to_string().contains("1000000"), "{error}");
    }
}

#[tokio::test]
async fn three_hundred_megabytes_are_over_the_usual_limit() {
    let server = server(&["huge-declared"]).await;
    let error = error_of(&server).await;
    assert_eq!(error.kind(), truto_ats::ErrorKind::TooLarge, "{error}");
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    let server = server(&["redirect"]).await;
    let error = error_of(&server).await;
    assert!(!error.is_retryable(), "{error}");
    assert!(
        server.other_origin_requests().is_empty(),
        "nothing went there"
    );
}

#[tokio::test]
async fn a_redirect_within_the_origin_is_followed_with_the_token() {
    let server = server(&["redirect-same"]).await;
    let page = client(&server)
        .candidates()
        .list(ACCOUNT)
        .send()
        .await
        .unwrap();
    assert_eq!(page.result.len(), 25);
    let requests = server.requests();
    assert!(requests.len() == 2 && requests.iter().all(|request| request.has_token));
}

#[tokio::test]
async fn a_circle_of_redirects_ends() {
    let server = server(&["redirect-loop"]).await;
    let error = error_of(&server).await;
    assert!(!error.is_retryable(), "{error}");
    assert!(server.requests().len() < 50);
}

#[tokio::test]
async fn a_dropped_call_is_not_tried_again() {
    let server = server(&["stalled-headers"]).await;
    let request = client(&server).candidates().list(ACCOUNT).send();
    assert!(
        tokio::time::timeout(Duration::from_millis(200), request)
            .await
            .is_err()
    );
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.requests().len(), 1);
}
