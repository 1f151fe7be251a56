//! What the Truto parameters make of an answer.

use futures_util::StreamExt as _;
use serde_json::Value;

use crate::support::{TOKEN, everything, id, list, server};

#[tokio::test]
async fn keyed_by_a_field() {
    let server = server(60).await;
    let plain = list(&server, &[]).await;
    let keyed = list(&server, &[("truto_key_by", "id")]).await.json();
    let result = keyed["result"].as_object().expect("an object");
    assert_eq!(result.len(), 25);
    assert_eq!(keyed["result_count"], 25);
    assert_eq!(keyed["next_cursor"], plain.json()["next_cursor"]);
    for record in plain.records() {
        assert_eq!(result[&id(&record)], record);
    }

    // Records without the field are left out, and so are those whose value is no key.
    let with_title: Vec<Value> = plain
        .records()
        .into_iter()
        .filter(|record| record["title"].is_string())
        .collect();
    let by_title = list(&server, &[("truto_key_by", "title")]).await.json();
    let titles = by_title["result"].as_object().unwrap();
    assert!(
        !titles.is_empty()
            && titles
                .iter()
                .all(|(title, record)| record["title"] == title.as_str())
    );
    assert!(
        with_title
            .iter()
            .all(|record| titles.contains_key(record["title"].as_str().unwrap()))
    );
    assert_eq!(
        list(&server, &[("truto_key_by", "emails")]).await.json()["result"]
            .as_object()
            .unwrap()
            .len(),
        0
    );
    assert_eq!(
        list(&server, &[("truto_key_by", "no_such")]).await.json()["result_count"],
        0
    );

    let excluded = [("truto_key_by", "id"), ("truto_exclude_fields[]", "id")];
    let excluded = list(&server, &excluded).await.json();
    assert_eq!(excluded["result_count"], 25);
    assert!(
        excluded["result"]
            .as_object()
            .unwrap()
            .values()
            .all(|record| record.get("id").is_none())
    );
}

#[tokio::test]
async fn fields_are_taken_out() {
    let server = server(25).await;
    let plain = list(&server, &[]).await.records();
    let expected = |names: &[&str]| -> Vec<Value> {
        let mut records = plain.clone();
        for record in &mut records {
            for name in names {
                record.as_object_mut().unwrap().remove(*name);
            }
        }
        records
    };
    let both = expected(&["id", "applications"]);
    for parameters in [
        [
            ("truto_exclude_fields[]", "id"),
            ("truto_exclude_fields[]", "applications"),
        ],
        [
            ("truto_exclude_fields[0]", "id"),
            ("truto_exclude_fields[1]", "applications"),
        ],
        [("truto_exclude_fields", "id,applications"), ("other", "")],
    ] {
        assert_eq!(
            list(&server, &parameters).await.records(),
            both,
            "{parameters:?}"
        );
    }
    assert!(plain.iter().all(|record| record["remote_data"].is_object()));
    let without = list(&server, &[("truto_ignore_remote_data", "true")])
        .await
        .records();
    assert_eq!(without, expected(&["remote_data"]));
    assert_eq!(
        list(&server, &[("truto_ignore_remote_data", "false")])
            .await
            .records(),
        plain
    );
    // Only whole fields at the top: a name inside is not reached.
    assert_eq!(
        list(&server, &[("truto_exclude_fields[]", "emails.email")])
            .await
            .records(),
        plain
    );
}

#[tokio::test]
async fn unified_raw_and_normalized() {
    let server = server(30).await;
    let plain = list(&server, &[]).await;
    let unified = list(&server, &[("truto_response_format", "unified")]).await;
    assert_eq!(unified.json(), plain.json());

    let raw = list(&server, &[("truto_response_format", "raw")]).await;
    assert_eq!(raw.status, 200);
    assert_eq!(
        raw.headers["content-type"],
        "application/json; charset=utf-8"
    );
    let raw = raw.json();
    assert!(raw.get("result").is_none() && raw.get("next_cursor").is_none());
    let people = raw["Response"]["People"].as_array().unwrap();
    let remote: Vec<Value> = plain
        .records()
        .iter()
        .map(|record| record["remote_data"].clone())
        .collect();
    assert_eq!(people, &remote);

    let normalized = list(
        &server,
        &[("truto_response_format", "normalized"), ("limit", "4")],
    )
    .await;
    assert_eq!(normalized.json().as_array().unwrap(), &plain.records()[..4]);

    for format in ["debug", "", "RAW", "xml"] {
        let answer = list(&server, &[("truto_response_format", format)]).await;
        assert_eq!(answer.status, 400, "{format}");
        assert_eq!(
            answer.json()["details"]["failures"][0]["parameter"],
            "truto_response_format"
        );
    }
}

#[tokio::test]
async fn a_stream_is_written_in_pieces_and_holds_every_match() {
    let server = server(300).await;
    let all = everything(&server, &[("limit", "200")]).await;
    let url = format!(
        "{}{}?integrated_account_id=1&truto_response_format=stream",
        server.base_url(),
        truto_mock::PATH
    );
    let response = reqwest::Client::new()
        .get(&url)
        .bearer_auth(TOKEN)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/x-ndjson");
    assert_eq!(response.headers()["transfer-encoding"], "chunked");
    assert!(response.headers().contains_key("ratelimit-limit"));
    assert!(response.content_length().is_none());
    let mut pieces = response.bytes_stream();
    let (mut count, mut text) = (0, Vec::new());
    while let Some(piece) = pieces.next().await {
        count += 1;
        text.extend_from_slice(&piece.unwrap());
    }
    assert!(count > 50, "{count} pieces");
    let text = String::from_utf8(text).unwrap();
    assert!(text.ends_with('\n'));
    let records: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records, all);

    let limited = [
        ("truto_response_format", "stream"),
        ("limit", "3"),
        ("sort_by[created_at]", "asc"),
        ("tags[][id]", "tag_1"),
        ("truto_exclude_fields[]", "remote_data"),
    ];
    let limited = list(&server, &limited).await;
    let expected = [
        ("limit", "3"),
        ("sort_by[created_at]", "asc"),
        ("tags[][id]", "tag_1"),
        ("truto_exclude_fields[]", "remote_data"),
    ];
    let expected = list(&server, &expected).await.records();
    let lines: Vec<Value> = limited
        .body
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines, expected);

    let more_than_a_page = [("truto_response_format", "stream"), ("limit", "250")];
    let lines = list(&server, &more_than_a_page).await.body;
    assert_eq!(lines.lines().count(), 250);

    let none = list(
        &server,
        &[("truto_response_format", "stream"), ("job_id", "none")],
    )
    .await;
    assert_eq!((none.status, none.body.as_str()), (200, ""));
}
