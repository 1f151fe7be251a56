//! What is refused, and in which words.

use serde_json::{Value, json};

use crate::support::{TOKEN, list, receive, send, server};

const LIST: &str = "/unified/ats/candidates?integrated_account_id=acc_1";

#[tokio::test]
async fn no_token_is_401() {
    let server = server(3).await;
    let url = format!("{}{LIST}", server.base_url());
    let client = reqwest::Client::new();
    for authorization in [
        None,
        Some(""),
        Some("Bearer"),
        Some("Bearer "),
        Some("Basic dG9rZW4="),
        Some(TOKEN),
    ] {
        let mut request = client.get(&url);
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        let answer = receive(request).await;
        assert_eq!(answer.status, 401, "{authorization:?}");
        let body = answer.json();
        assert_eq!(body["statusCode"], 401);
        assert_eq!(body["error"], "Unauthorized");
        assert!(
            body["message"]
                .as_str()
                .is_some_and(|message| message.contains("Authorization"))
        );
        assert_eq!(body.as_object().unwrap().len(), 3, "{body}");
        assert!(!answer.body.contains(TOKEN));
    }
    assert_eq!(
        receive(client.get(&url).header("authorization", "bearer x"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_missing_or_empty_account_is_400_with_an_insight() {
    let server = server(3).await;
    for query in [
        "",
        "?",
        "?integrated_account_id=",
        "?integrated_account_id",
        "?limit=2",
        "?INTEGRATED_ACCOUNT_ID=1",
    ] {
        let answer = send(&server, "GET", &format!("/unified/ats/candidates{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        let body = answer.json();
        assert_eq!(
            (&body["statusCode"], &body["error"]),
            (&json!(400), &json!("Bad Request"))
        );
        assert!(
            body["message"]
                .as_str()
                .unwrap()
                .contains("integrated_account_id")
        );
        let insight = &body["truto_error_insight"]["missing_required_query_parameters"];
        assert_eq!(insight["value"], json!(["integrated_account_id"]));
        assert!(
            insight["description"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert_eq!(body.get("truto_is_remote_error"), None);
    }
    let twice = send(&server, "GET", &format!("{LIST}&integrated_account_id=b")).await;
    assert_eq!(
        twice.json()["details"]["failures"][0]["parameter"],
        "integrated_account_id"
    );
}

#[tokio::test]
async fn another_path_is_404_and_another_method_405() {
    let server = server(3).await;
    for path in [
        "/",
        "/unified/ats/candidates/",
        "/unified/ats/candidates/1",
        "/unified/ats/jobs",
        "//unified/ats/candidates",
    ] {
        let answer = send(&server, "GET", &format!("{path}?integrated_account_id=1")).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (404, &json!("Not Found")),
            "{path}"
        );
    }
    for (method, target, allowed) in [
        ("PUT", LIST, "GET, POST"),
        ("PATCH", LIST, "GET, POST"),
        ("DELETE", LIST, "GET, POST"),
        ("OPTIONS", LIST, "GET, POST"),
        ("BREW", LIST, "GET, POST"),
        ("POST", "/unified/ats/candidates/1", "GET"),
        ("POST", "/unified/ats/applications", "GET"),
        ("DELETE", "/unified/ats/applications/1", "GET"),
    ] {
        let answer = send(&server, method, target).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (405, &json!("Method Not Allowed")),
            "{method}"
        );
        assert_eq!(answer.headers["allow"], allowed);
    }
    assert_eq!(send(&server, "HEAD", LIST).await.status, 405);
}

#[tokio::test]
async fn every_wrong_parameter_is_named_at_once() {
    let server = server(3).await;
    let parameters = [
        ("created_at[gt]", "yesterday-secret"),
        ("updated_at", "2024-13-01T00:00:00Z"),
        ("sort_by[created_at]", "sideways-secret"),
        ("limit", "0"),
        ("truto_response_format", "xml-secret"),
        ("truto_ignore_remote_data", "yes-secret"),
        ("next_cursor", "not-a-cursor-secret"),
    ];
    let answer = list(&server, &parameters).await;
    assert_eq!(answer.status, 400);
    let body = answer.json();
    let failures = body["details"]["failures"].as_array().unwrap();
    let mut named: Vec<&str> = failures
        .iter()
        .map(|failure| failure["parameter"].as_str().unwrap())
        .collect();
    named.sort_unstable();
    assert_eq!(
        named,
        [
            "created_at[gt]",
            "limit",
            "next_cursor",
            "sort_by",
            "truto_ignore_remote_data",
            "truto_response_format",
            "updated_at"
        ]
    );
    let message = body["message"].as_str().unwrap();
    assert!(named.iter().all(|name| message.contains(name)), "{message}");
    assert!(failures.iter().all(|failure| {
        failure["message"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
    }));
    assert!(
        !answer.body.contains("secret"),
        "values are not repeated: {}",
        answer.body
    );
}

#[tokio::test]
async fn what_a_healthy_answer_has_in_its_head() {
    let server = server(3).await;
    for (position, target) in [LIST, "/unified/ats/candidates", LIST].iter().enumerate() {
        let answer = send(&server, "GET", target).await;
        assert_eq!(
            answer.headers["content-type"],
            "application/json; charset=utf-8"
        );
        assert_eq!(answer.headers["ratelimit-limit"], "50;w=10");
        assert_eq!(
            answer.headers["ratelimit-remaining"],
            (49 - position).to_string().as_str()
        );
        let reset: u64 = answer.headers["ratelimit-reset"]
            .to_str()
            .unwrap()
            .parse()
            .unwrap();
        assert!((1..=10).contains(&reset), "{reset}");
    }
    for _ in 0..60 {
        assert_eq!(
            send(&server, "GET", LIST).await.status,
            200,
            "it never refuses"
        );
    }
}

#[tokio::test]
async fn the_log_tells_what_was_asked_but_no_token() {
    let server = server(3).await;
    send(
        &server,
        "GET",
        &format!("{LIST}&name=a%20b&tags%5B%5D=%C3%A9"),
    )
    .await;
    send(&server, "POST", "/other").await;
    let url = format!("{}{LIST}", server.base_url());
    receive(reqwest::Client::new().get(url)).await;

    let requests = server.requests();
    let told: Vec<(&str, &str, &str, bool)> = requests
        .iter()
        .map(|request| {
            (
                request.method.as_str(),
                request.path.as_str(),
                request.query.as_str(),
                request.has_token,
            )
        })
        .collect();
    let path = "/unified/ats/candidates";
    assert_eq!(
        told,
        [
            (
                "GET",
                path,
                "integrated_account_id=acc_1&name=a%20b&tags%5B%5D=%C3%A9",
                true
            ),
            ("POST", "/other", "", true),
            ("GET", path, "integrated_account_id=acc_1", false),
        ]
    );
    assert!(!format!("{requests:?} {server:?}").contains(TOKEN));
}

#[tokio::test]
async fn unknown_parameters_are_ignored() {
    let server = server(30).await;
    let plain = list(&server, &[]).await.json();
    let parameters = [
        ("organization_id", "o"),
        ("remote_query[page_size]", "10"),
        ("remote_query[a][b][c][d][e][f][g]", "deep"),
        ("emails[0][type]", "work"),
        ("no_such_filter[gt]", "1"),
        ("__proto__[limit]", "1"),
        ("a[b", "x"),
    ];
    let answer = list(&server, &parameters).await;
    assert_eq!(answer.json()["result"], plain["result"]);
    assert_ne!(plain["result"], Value::Null);
}
