//! What the server says is wrong.

use truto_ats::TypedErrorBody as _;

use crate::support::{error_of, server};

#[tokio::test]
async fn each_status_is_an_error_with_its_words() {
    for status in [400, 401, 403, 404, 405, 409, 422, 500, 502, 503, 504] {
        let server = server(&[&format!("status={status}")]).await;
        let error = error_of(&server).await;
        assert!(error.is_status(), "{error:?}");
        assert_eq!(error.status().map(|it| it.as_u16()), Some(status));
        assert_eq!(error.message(), Some("It failed on purpose"));
        assert_eq!(
            error.is_retryable(),
            [500, 502, 504].contains(&status),
            "{status}"
        );
        let shown = error.to_string();
        assert!(
            shown.starts_with(&format!("listCandidates failed: {status} ")),
            "{shown}"
        );
        let body = error.typed_body().unwrap();
        assert_eq!(body.status_code, i64::from(status));
        assert_eq!(error.is_provider_fault(), Some(false));
        assert!(error.headers().unwrap().contains_key("content-type"));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_rate_limit_says_when_to_come_back() {
    for (rule, after) in [
        ("rate-limit=2", Some(2)),
        ("rate-limit=0", Some(0)),
        ("rate-limit=none", None),
        ("rate-limit=garbage", None),
    ] {
        let error = error_of(&server(&[rule]).await).await;
        assert!(error.is_rate_limited() && error.is_retryable());
        assert_eq!(error.retry_after().map(|it| it.as_secs()), after, "{rule}");
        let limit = error.rate_limit().unwrap();
        assert_eq!(
            (limit.limit, limit.remaining),
            (Some(50), Some(0)),
            "{rule}"
        );
        assert_eq!(limit.window.map(|it| it.as_secs()), Some(10));
        assert!(
            error
                .typed_body()
                .unwrap()
                .truto_error_insight
                .unwrap()
                .rate_limit_error
                .is_some()
        );
    }
    let error = error_of(&server(&["rate-limit=reset"]).await).await;
    assert_eq!(
        error.rate_limit().unwrap().reset.map(|it| it.as_secs()),
        Some(1)
    );
    let error = error_of(&server(&["rate-limit=date:60"]).await).await;
    let after = error.retry_after().unwrap().as_secs();
    assert!((57..=60).contains(&after), "{after}");
}

#[tokio::test]
async fn a_blocked_account_is_retryable_only_when_told_when() {
    let blocked = error_of(&server(&["status=503"]).await).await;
    assert!(!blocked.is_retryable());
    let busy = error_of(&server(&["unavailable=3"]).await).await;
    assert!(busy.is_retryable());
    assert_eq!(busy.retry_after().map(|it| it.as_secs()), Some(3));
}

#[tokio::test]
async fn all_seven_insights_are_typed() {
    let error = error_of(&server(&["forbidden-insight"]).await).await;
    let insight = error.typed_body().unwrap().truto_error_insight.unwrap();
    let names = insight.missing_required_query_parameters.unwrap();
    assert_eq!(names.value.unwrap(), ["job_id"]);
    let names = insight.missing_required_body_fields.unwrap();
    assert_eq!(names.value.unwrap(), ["email"]);
    assert!(insight.conditionally_required_query_parameters.is_some());
    assert!(insight.conditionally_required_body_fields.is_some());
    assert!(insight.rate_limit_error.is_some());
    let forbidden = insight.forbidden_error.unwrap();
    let scopes = forbidden.value.unwrap().missing_scopes.unwrap();
    assert_eq!(scopes, ["candidates.read"]);
    assert!(insight.remote_error.is_some());
    assert!(insight.unknown_fields.is_empty());
}

#[tokio::test]
async fn a_connection_that_must_be_renewed_is_the_providers_word() {
    let error = error_of(&server(&["unauthorized-insight"]).await).await;
    assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
    assert_eq!(error.is_provider_fault(), Some(true));
    assert!(!error.is_retryable());
    assert!(
        error
            .to_string()
            .contains("401 Unauthorized from the provider"),
        "{error}"
    );
}

#[tokio::test]
async fn an_empty_message_gives_way_to_what_the_provider_said() {
    let error = error_of(&server(&["provider-error"]).await).await;
    assert_eq!(error.is_provider_fault(), Some(true));
    assert!(error.to_string().contains("Email is invalid"), "{error}");
    let raw = error.typed_body().unwrap().raw_response.unwrap();
    assert!(raw.get().contains("\"field\""), "{raw:?}");
    let error = error_of(&server(&["provider-error=text"]).await).await;
    assert!(
        error
            .to_string()
            .contains("Email is invalid, says the provider"),
        "{error}"
    );
}

#[tokio::test]
async fn a_502_whose_json_is_cut_is_still_a_502() {
    let error = error_of(&server(&["cut-error"]).await).await;
    assert!(error.is_status() && error.is_retryable());
    assert_eq!(error.status().map(|it| it.as_u16()), Some(502));
    let body = error.body().unwrap();
    assert!(body.starts_with(b"{") && error.body_as::<serde_json::Value>().unwrap().is_err());
    assert!(error.typed_body().is_none());
}

#[tokio::test]
async fn an_error_page_for_people_is_still_a_502() {
    let error = error_of(&server(&["html-error"]).await).await;
    assert!(error.is_status() && error.is_retryable());
    assert!(error.body().unwrap().starts_with(b"<!DOCTYPE html>"));
    assert!(!error.to_string().contains('\n'), "{error}");
}

#[test]
fn errors_can_be_sent_and_kept() {
    fn is<T: std::error::Error + Send + Sync + 'static>() {}
    is::<truto_ats::Error>();
}
