//! Candidates are made, and made once for each key.

use serde_json::{Value, json};
use truto_mock::{MockServer, PATH};

use crate::support::{Answer, TOKEN, receive, send, server};

async fn create(server: &MockServer, query: &str, key: Option<&str>, body: &str) -> Answer {
    let url = format!("{}{PATH}?{query}", server.base_url());
    let mut request = reqwest::Client::new()
        .post(url)
        .bearer_auth(TOKEN)
        .header("content-type", "application/json")
        .body(body.to_owned());
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    receive(request).await
}

const ACCOUNT: &str = "integrated_account_id=acc_1";

#[tokio::test]
async fn what_is_made_can_be_got() {
    let server = server(1).await;
    let body = json!({
        "first_name": "Fabrica", "last_name": "Invented", "locations": ["Nowhere"],
        "emails": [{"email": "fabrica@example.com", "type": null}],
        "attachments": [{"file_name": "a.pdf", "job": {"id": "job_1"}}],
        "remote_data": {"n": 9_007_199_254_740_993_u64}, "custom": {"x": 1},
    });
    let answer = create(
        &server,
        &format!("{ACCOUNT}&job_id=job_1&application_source=lead"),
        None,
        &body.to_string(),
    )
    .await;
    assert!((200..300).contains(&answer.status), "{}", answer.body);
    let made = answer.json();
    assert_eq!(made["name"], "Fabrica Invented");
    for name in ["first_name", "emails", "locations", "custom"] {
        assert_eq!(made[name], body[name], "{name}");
    }
    assert_eq!(made["remote_data"]["Received"], body);
    assert!(made["attachments"][0]["id"].is_string());
    let id = made["id"].as_str().unwrap();
    let got = send(&server, "GET", &format!("{PATH}/{id}?{ACCOUNT}")).await;
    assert_eq!(got.json(), made);
    let bare = create(
        &server,
        &format!("{ACCOUNT}&truto_exclude_fields[]=id&truto_ignore_remote_data=true"),
        None,
        "{}",
    )
    .await;
    assert_eq!(bare.json(), json!({"created_at": made["created_at"]}));
}

#[tokio::test]
async fn a_key_brings_the_first_answer_again() {
    let server = server(1).await;
    let body = r#"{"first_name":"A"}"#;
    let first = create(&server, ACCOUNT, Some("key-1"), body).await.json();
    assert_eq!(
        create(&server, ACCOUNT, Some("key-1"), body).await.json(),
        first
    );
    // Whatever the body: the operation is not done again.
    assert_eq!(
        create(&server, ACCOUNT, Some("key-1"), r#"{"first_name":"B"}"#)
            .await
            .json(),
        first
    );
    assert_eq!(server.candidates_created(), 1);
    // Another key, another account, and no key: each another candidate.
    for (query, key) in [
        (ACCOUNT, Some("key-2")),
        ("integrated_account_id=acc_2", Some("key-1")),
        (ACCOUNT, None),
        (ACCOUNT, None),
    ] {
        assert_ne!(
            create(&server, query, key, body).await.json()["id"],
            first["id"]
        );
    }
    assert_eq!(server.candidates_created(), 5);
    // A refusal did nothing, so its key is free.
    assert_eq!(
        create(&server, ACCOUNT, Some("key-3"), "[]").await.status,
        400
    );
    assert_eq!(
        create(&server, ACCOUNT, Some("key-3"), body).await.json()["first_name"],
        "A"
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_and_no_value_repeated() {
    let server = server(1).await;
    let answer = create(
        &server,
        ACCOUNT,
        None,
        r#"{"first_name":["secret"],"emails":[{"email":7}]}"#,
    )
    .await;
    assert_eq!(answer.status, 400);
    let body = answer.json();
    let message = body["message"].as_str().unwrap();
    assert!(
        message.contains("first_name") && message.contains("emails[0].email"),
        "{message}"
    );
    assert_eq!(
        body["details"]["failures"].as_array().map(Vec::len),
        Some(2)
    );
    assert!(!answer.body.contains("secret"));
    for (query, body, status) in [
        ("", "{}", 400),
        (ACCOUNT, "", 400),
        (ACCOUNT, "null", 400),
        (
            "integrated_account_id=acc_1&application_source=other",
            "{}",
            400,
        ),
        ("integrated_account_id=sandbox-1", "{}", 405),
    ] {
        let answer = create(&server, query, None, body).await;
        assert_eq!(answer.status, status, "{query} {body}");
        assert!(matches!(answer.json()["message"], Value::String(_)));
    }
    assert_eq!(server.candidates_created(), 0);
    let url = format!("{}{PATH}?{ACCOUNT}", server.base_url());
    assert_eq!(
        receive(reqwest::Client::new().post(url).body("{}"))
            .await
            .status,
        401
    );
}
