//! One candidate by its id, and lists that hold only a part of each.

use serde_json::{Value, json};
use truto_mock::{MockConfig, MockServer, PATH};

use crate::support::{everything, id, list, send, server};

fn path(id: &str) -> String {
    format!("{PATH}/{id}?integrated_account_id=acc_1")
}

#[tokio::test]
async fn it_is_what_the_list_holds_and_in_no_envelope() {
    let server = server(40).await;
    for record in everything(&server, &[]).await {
        let answer = send(&server, "GET", &path(&id(&record))).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.json(), record);
        assert_eq!(answer.headers["ratelimit-limit"], "50;w=10");
    }
}

#[tokio::test]
async fn an_id_that_nobody_has_is_404_with_the_error_body() {
    let server = server(3).await;
    let known = list(&server, &[]).await.ids()[0].clone();
    for unknown in [
        "1",
        "%20",
        "a%2Fb",
        &known[1..],
        &format!("{known}0"),
        "created_1",
    ] {
        let answer = send(&server, "GET", &path(unknown)).await;
        let body = answer.json();
        assert_eq!(answer.status, 404, "{unknown}");
        assert_eq!(body["statusCode"], 404);
        assert_eq!(body["error"], "Not Found");
        assert!(
            body["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert_eq!(body.as_object().unwrap().len(), 3);
    }
    let without_account = send(&server, "GET", &format!("{PATH}/{known}")).await;
    assert_eq!(without_account.status, 400);
}

#[tokio::test]
async fn formats_and_fields() {
    let server = server(3).await;
    let whole = list(&server, &[]).await.records()[0].clone();
    let ask =
        async |rest: &str| send(&server, "GET", &format!("{}&{rest}", path(&id(&whole)))).await;
    for (rest, expected) in [
        ("truto_response_format=unified", whole.clone()),
        ("truto_response_format=normalized", whole.clone()),
        ("truto_response_format=raw", whole["remote_data"].clone()),
        ("truto_response_format=stream", whole["remote_data"].clone()),
    ] {
        assert_eq!(ask(rest).await.json(), expected, "{rest}");
    }
    let bare = ask("truto_ignore_remote_data=true&truto_exclude_fields[]=id")
        .await
        .json();
    assert!(bare.get("remote_data").is_none() && bare.get("id").is_none());
    assert_eq!(bare["emails"], whole["emails"]);
    for wrong in [
        "truto_response_format=xml",
        "truto_ignore_remote_data=maybe",
    ] {
        assert_eq!(ask(wrong).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn a_partial_list_holds_a_part_of_what_get_has() {
    let config = MockConfig {
        candidates: 30,
        partial: true,
        ..MockConfig::default()
    };
    let server = MockServer::start(config).await.unwrap();
    let envelope = list(&server, &[]).await.json();
    assert_eq!(envelope["is_partial_response"], true);
    let mut fuller = 0;
    for part in everything(&server, &[]).await {
        let whole = send(&server, "GET", &path(&id(&part))).await.json();
        let part = part.as_object().unwrap();
        assert!(
            part.keys()
                .all(|name| ["id", "name", "created_at", "updated_at"].contains(&name.as_str()))
        );
        for (name, value) in part {
            assert_eq!(&whole[name], value);
        }
        fuller += usize::from(whole.as_object().unwrap().len() > part.len() + 5);
    }
    assert_eq!(fuller, 30);
    // Keyed lists are as partial.
    let keyed = list(&server, &[("truto_key_by", "id")]).await.json();
    let first = keyed["result"]
        .as_object()
        .unwrap()
        .values()
        .next()
        .unwrap();
    assert!(first.get("emails").is_none());
}

#[tokio::test]
async fn faults_come_here_too_and_latency_is_kept() {
    let config = MockConfig {
        candidates: 3,
        faults: vec![
            "status=502x1".parse().unwrap(),
            "truncated-jsonx1".parse().unwrap(),
        ],
        latency: std::time::Duration::from_millis(30),
        ..MockConfig::default()
    };
    let known = config.candidate_ids().next().unwrap();
    let server = MockServer::start(config).await.unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(send(&server, "GET", &path(&known)).await.status, 502);
    assert!(begun.elapsed().as_millis() >= 30);
    let cut = send(&server, "GET", &path(&known)).await;
    assert!(serde_json::from_str::<Value>(&cut.body).is_err());
    assert_eq!(
        send(&server, "GET", &path(&known)).await.json()["id"],
        json!(known)
    );
    let both = [path(&known), path("none")];
    let (one, other) = (
        send(&server, "GET", &both[0]),
        send(&server, "GET", &both[1]),
    );
    let (one, other) = tokio::join!(one, other);
    assert_eq!((one.status, other.status), (200, 404));
    assert_eq!(server.most_requests_at_once(), 2);
}
