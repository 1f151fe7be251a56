//! Cursors, limits and what follows from them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{everything, id, list, pages, server};

#[tokio::test]
async fn every_candidate_comes_exactly_once() {
    let server = server(103).await;
    for (parameters, sizes) in [
        (vec![], vec![25, 25, 25, 25, 3]),
        (vec![("limit", "1")], vec![1; 103]),
        (vec![("limit", "50")], vec![50, 50, 3]),
        (vec![("limit", "103")], vec![103]),
        (vec![("limit", "1000")], vec![103]),
        (
            vec![("sort_by[created_at]", "desc"), ("limit", "40")],
            vec![40, 40, 23],
        ),
        (
            vec![("created_at[gte]", "2024-01-01T00:00:00Z"), ("limit", "60")],
            vec![60, 43],
        ),
    ] {
        let pages = pages(&server, &parameters).await;
        assert_eq!(
            pages.iter().map(Vec::len).collect::<Vec<_>>(),
            sizes,
            "{parameters:?}"
        );
        let ids: BTreeSet<String> = pages.iter().flatten().map(id).collect();
        assert_eq!(ids.len(), 103, "{parameters:?}");
    }
}

#[tokio::test]
async fn the_envelope() {
    let server = server(30).await;
    let first = list(&server, &[]).await.json();
    let mut names: Vec<&String> = first.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        [
            "is_partial_response",
            "next_cursor",
            "prev_cursor",
            "result",
            "result_count"
        ]
    );
    assert_eq!(first["result_count"], 25);
    assert_eq!(first["is_partial_response"], false);
    assert_eq!(first["prev_cursor"], Value::Null);
    let cursor = first["next_cursor"].as_str().unwrap();
    assert!(
        cursor
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    );

    let second = list(&server, &[("next_cursor", cursor)]).await.json();
    assert_eq!(second["next_cursor"], Value::Null);
    assert_eq!(second["result_count"], 5);
    // The same cursor again is the same page again.
    assert_eq!(
        list(&server, &[("next_cursor", cursor)]).await.json(),
        second
    );
    assert_eq!(list(&server, &[("next_cursor", "")]).await.json(), first);
}

#[tokio::test]
async fn no_candidates_is_an_empty_last_page() {
    let empty = server(0).await;
    let answer = list(&empty, &[]).await.json();
    assert_eq!(
        (&answer["result"], &answer["next_cursor"]),
        (&json!([]), &Value::Null)
    );
    let none = list(&server(30).await, &[("job_id", "job_none")])
        .await
        .json();
    assert_eq!(
        (&none["result"], &none["next_cursor"]),
        (&json!([]), &Value::Null)
    );
}

#[tokio::test]
async fn a_cursor_with_other_filters_or_none_at_all_is_refused() {
    let server = server(400).await;
    let of = async |parameters: &[(&str, &str)]| {
        let json = list(&server, parameters).await.json();
        json["next_cursor"]
            .as_str()
            .expect("there is more")
            .to_owned()
    };
    let plain = of(&[]).await;
    let filtered = of(&[("created_at[gt]", "2024-02-01T00:00:00Z")]).await;
    for (cursor, parameters, words) in [
        (plain.as_str(), vec![("job_id", "job_1")], "other filters"),
        (
            &plain,
            vec![("sort_by[created_at]", "asc")],
            "other filters",
        ),
        (&filtered, vec![], "other filters"),
        (
            &filtered,
            vec![("created_at[gt]", "2024-02-01T00:00:01Z")],
            "other filters",
        ),
        ("nonsense", vec![], "not a cursor"),
        ("eyJwYWdlIjoyfQ==", vec![], "not a cursor"),
        (&plain[1..], vec![], "not a cursor"),
    ] {
        let mut all = parameters.clone();
        all.push(("next_cursor", cursor));
        let answer = list(&server, &all).await;
        assert_eq!(answer.status, 400, "{parameters:?}");
        let body = answer.json();
        assert!(body["message"].as_str().unwrap().contains(words), "{body}");
        assert_eq!(body["details"]["failures"][0]["parameter"], "next_cursor");
    }
    // What changes only the look of a page goes with any cursor; so does the same instant in
    // another offset.
    for parameters in [
        vec![("limit", "7")],
        vec![("truto_key_by", "id")],
        vec![("truto_exclude_fields[]", "name")],
        vec![("truto_ignore_remote_data", "true")],
    ] {
        let mut all = parameters;
        all.push(("next_cursor", &plain));
        assert_eq!(list(&server, &all).await.status, 200, "{all:?}");
    }
    let same_instant = [
        ("created_at[gt]", "2024-02-01T03:00:00+03:00"),
        ("next_cursor", &filtered),
    ];
    assert_eq!(list(&server, &same_instant).await.status, 200);
}

#[tokio::test]
async fn ignoring_the_limit_gives_the_default_page() {
    let server = server(60).await;
    let answer = list(&server, &[("limit", "3"), ("truto_ignore_limit", "true")]).await;
    assert_eq!(answer.ids().len(), 25);
    assert_eq!(
        list(&server, &[("limit", "3"), ("truto_ignore_limit", "false")])
            .await
            .ids()
            .len(),
        3
    );
    assert_eq!(list(&server, &[("limit", "500")]).await.ids().len(), 60);
    let large = crate::support::server(300).await;
    for limit in ["201", "1000", "99999999999999999999"] {
        let answer = list(&large, &[("limit", limit)]).await;
        assert_eq!(answer.ids().len(), 200, "{limit}");
    }
    for limit in ["0", "-1", "many", "", "2.5"] {
        let answer = list(&server, &[("limit", limit)]).await;
        assert_eq!(answer.status, 400, "{limit}");
        assert_eq!(
            answer.json()["details"]["failures"][0]["parameter"],
            "limit"
        );
    }
}

#[tokio::test]
async fn a_change_of_limit_between_pages_skips_nothing() {
    let server = server(60).await;
    let whole: Vec<String> = everything(&server, &[]).await.iter().map(id).collect();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    for limit in ["1", "13", "2", "40", "40"] {
        let answer = list(&server, &[("limit", limit), ("next_cursor", &cursor)]).await;
        seen.extend(answer.ids());
        match answer.json()["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    assert_eq!(seen, whole);
}
