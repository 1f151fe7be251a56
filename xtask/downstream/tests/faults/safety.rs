//! HTTPS, and what is never shown or sent.

use truto_ats::{Client, ErrorKind};

use crate::support::{
    ACCOUNT, PERSON, TOKEN, builder, client, https, keeps_secrets, quick, server, trusting,
};

#[tokio::test]
async fn all_pages_come_over_https_through_faults() {
    let rules = ["resetx1", "truncatedx1", "status=502x1", "empty-pagex1"];
    let server = https(&rules).await;
    assert!(server.base_url().starts_with("https://"));
    let all = trusting(&server)
        .retry(quick(4))
        .build()
        .unwrap()
        .candidates()
        .list(ACCOUNT)
        .stream()
        .collect_all()
        .await
        .unwrap();
    assert_eq!(all.len(), 60);
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_refused() {
    let server = https(&[]).await;
    let error = client(&server)
        .candidates()
        .list(ACCOUNT)
        .send()
        .await
        .unwrap_err();
    keeps_secrets(&error);
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_redirect_leaves_the_origin_over_https_either() {
    let server = https(&["redirect"]).await;
    let error = trusting(&server)
        .build()
        .unwrap()
        .candidates()
        .list(ACCOUNT)
        .send()
        .await
        .unwrap_err();
    keeps_secrets(&error);
    assert!(server.other_origin_requests().is_empty());
}

#[tokio::test]
async fn debug_shows_neither_token_nor_person() {
    let server = server(&[]).await;
    let client = client(&server);
    let request = client.candidates().list(ACCOUNT).name(PERSON);
    let built = request.to_request().unwrap();
    let shown = format!("{client:?} {request:?} {built:?} {:?}", builder(&server));
    for secret in [TOKEN, PERSON, "hopper"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let page = client.candidates().list(ACCOUNT).send().await.unwrap();
    let candidate = page
        .result
        .iter()
        .find(|it| it.first_name.is_some())
        .unwrap();
    let name = candidate.first_name.clone().unwrap();
    assert!(!format!("{candidate:?}").contains(&name));
    assert!(!format!("{page:?}").contains(&name));
    assert!(format!("{:?}", candidate.reveal_personal_data()).contains(&name));
}

#[test]
fn a_token_that_cannot_stand_in_a_header_is_refused_at_once() {
    for token in ["a\nb", "a\r\nX: y", "a\0b"] {
        let error = Client::new(token).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
        assert!(!format!("{error} {error:?}").contains(token));
    }
}

#[tokio::test]
async fn each_kind_of_stream_goes_on_unbuffered() {
    let server = server(&[]).await;
    let small = builder(&server).max_response_bytes(10).build().unwrap();
    let mut bytes = small
        .candidates()
        .list(ACCOUNT)
        .send_stream()
        .await
        .unwrap();
    assert_eq!(bytes.content_type(), Some("application/x-ndjson"));
    let mut total = 0;
    while let Some(piece) = bytes.next().await {
        total += piece.unwrap().len();
    }
    assert!(total > 10_000, "{total}");
}
