//! Applications of all candidates: a list of their own, and one of them.

use serde_json::Value;
use truto_mock::{APPLICATIONS_PATH, MockServer};

use crate::support::{Answer, id, send, server};

async fn ask(server: &MockServer, rest: &str) -> Answer {
    send(server, "GET", &format!("{APPLICATIONS_PATH}{rest}")).await
}

/// All that the filters let through, in pages of this size.
async fn all(server: &MockServer, filters: &str, limit: usize) -> Vec<Value> {
    let (mut records, mut cursor) = (Vec::new(), String::new());
    loop {
        let rest = format!("?integrated_account_id=1&limit={limit}&next_cursor={cursor}&{filters}");
        let page = ask(server, &rest).await;
        let found = page.records();
        assert!(found.len() <= limit);
        records.extend(found);
        match &page.json()["next_cursor"] {
            Value::String(next) => cursor.clone_from(next),
            _ => return records,
        }
    }
}

#[tokio::test]
async fn pages_give_each_once_and_get_gives_the_same() {
    let server = server(60).await;
    let whole = all(&server, "", 200).await;
    assert!(whole.len() > 30);
    assert_eq!(all(&server, "", 7).await, whole);
    let mut ids: Vec<String> = whole.iter().map(id).collect();
    for record in &whole {
        let one = ask(&server, &format!("/{}?integrated_account_id=1", id(record))).await;
        assert_eq!(&one.json(), record);
        assert!(record["remote_data"].is_object());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), whole.len());
    let none = ask(&server, "/application_999_0?integrated_account_id=1").await;
    assert_eq!(
        (none.status, &none.json()["error"]),
        (404, &"Not Found".into())
    );
}

#[tokio::test]
async fn filters() {
    let server = server(80).await;
    let whole = all(&server, "", 200).await;
    let some = |test: &dyn Fn(&Value) -> bool| -> Vec<String> {
        whole.iter().filter(|it| test(it)).map(id).collect()
    };
    let found = async |filters: &str| -> Vec<String> {
        all(&server, filters, 10).await.iter().map(id).collect()
    };
    let of_job = some(&|it| it["job"]["id"] == "job_3");
    assert!(!of_job.is_empty());
    assert_eq!(found("job_id=job_3").await, of_job);
    assert_eq!(found("jobs%5Bid%5D=job_3").await, of_job);
    let candidate = whole
        .iter()
        .find_map(|it| it["candidate"]["id"].as_str())
        .unwrap();
    let of_candidate = found(&format!("candidate_id={candidate}")).await;
    let number: u64 = candidate.rsplit('-').next().unwrap().parse().unwrap();
    assert_eq!(
        of_candidate,
        some(&|it| id(it).starts_with(&format!("application_{number}_")))
    );
    let since = found("created_at%5Bgte%5D=2025-01-01T00:00:00Z").await;
    let expected = some(&|it| {
        it["created_at"].as_str().is_some_and(|text| {
            text.parse::<jiff::Timestamp>().unwrap() >= "2025-01-01T00:00:00Z".parse().unwrap()
        })
    });
    assert!(!since.is_empty() && since.len() < whole.len());
    assert_eq!(since, expected);
    assert!(found("candidate_id=nobody").await.is_empty());
}

#[tokio::test]
async fn keys_fields_and_formats() {
    let server = server(20).await;
    let keyed = ask(&server, "?integrated_account_id=1&limit=3&truto_key_by=id")
        .await
        .json();
    let keyed = keyed["result"].as_object().unwrap().clone();
    assert_eq!(keyed.len(), 3);
    assert!(keyed.iter().all(|(key, record)| *key == id(record)));
    let bare = ask(
        &server,
        "?integrated_account_id=1&limit=1&truto_ignore_remote_data=true&truto_exclude_fields[]=job",
    )
    .await;
    let bare = &bare.records()[0];
    assert!(bare.get("remote_data").is_none() && bare.get("job").is_none());
    let raw = ask(
        &server,
        "?integrated_account_id=1&truto_response_format=raw",
    )
    .await
    .json();
    assert!(raw["Applications"].is_array());
    let normalized = ask(
        &server,
        "?integrated_account_id=1&truto_response_format=normalized",
    )
    .await
    .json();
    assert!(normalized.is_array());
    for wrong in [
        "limit=0",
        "next_cursor=x",
        "created_at=never",
        "truto_response_format=xml",
    ] {
        assert_eq!(
            ask(&server, &format!("?integrated_account_id=1&{wrong}"))
                .await
                .status,
            400,
            "{wrong}"
        );
    }
    assert_eq!(ask(&server, "").await.status, 400);
}
