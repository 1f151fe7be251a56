//! Webhooks, callbacks and links: types for what is sent, words for the rest.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{assert_golden, document, file, run};
use oas_codegen::diagnostics::Code;
use oas_codegen::{Severity, Source};
use serde_json::Value;

#[test]
fn the_documentation_tells_what_the_server_sends() {
    let source = Source::new("incoming.yaml", document("incoming.yaml"));
    let outcome = run(&source);
    let said = common::all_rendered(&outcome.diagnostics, &source);
    let worse = outcome
        .diagnostics
        .iter()
        .filter(|it| it.severity > Severity::Note);
    assert_eq!(worse.count(), 0, "{said}");
    assert_eq!(outcome.summary.incoming_requests, 4);
    assert_eq!(outcome.summary.operations_emitted, 2);
    let tree = outcome.tree.unwrap();
    let head = |path: &str| -> String {
        let lines = file(&tree, path).lines();
        lines
            .skip_while(|line| !line.contains("//!"))
            .take_while(|line| line.contains("//!"))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    let docs = |path: &str| -> String {
        let lines = file(&tree, path).lines();
        lines
            .filter(|line| line.trim_start().starts_with("///"))
            .map(|line| format!("{}\n", line.trim()))
            .take_while(|line| !line.contains("# Example"))
            .collect()
    };
    let text = format!(
        "{}\n{}\n{}",
        head("src/models/mod.rs"),
        docs("src/operations/subscriptions/subscribe.rs"),
        docs("src/operations/subscriptions/unsubscribe.rs"),
    );
    assert_golden("incoming.txt", &text);
}

#[test]
fn before_3_1_webhooks_have_a_prefix() {
    let text = document("incoming.yaml")
        .replace("openapi: 3.1.0", "openapi: 3.0.3")
        .replace("\nwebhooks:", "\nx-webhooks:");
    let outcome = run(&Source::new("incoming.yaml", text));
    assert_eq!(outcome.summary.incoming_requests, 4);
}

#[test]
fn an_extension_that_only_has_that_name_is_another_tools() {
    let text = "openapi: 3.0.3\ninfo: {title: T, version: 1.0.0}\npaths: {}\nx-webhooks: {enabled: true}\n";
    let outcome = run(&Source::new("a.yaml", text));
    let codes: Vec<Code> = outcome.diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::ForeignExtension]);
}

#[test]
fn faults_in_what_the_server_sends_have_their_places() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nwebhooks:\n  a: {post: {frobnicate: 1, requestBody: {content: {application/json: {schema: {tpye: object}}}}}}\n  b: {$ref: '#/components/pathItems/None'}\n  c: {$ref: '#/components/schemas/A'}\ncomponents:\n  schemas: {A: {type: object}}\n  callbacks:\n    one: {'{$url}': {post: {callbacks: {two: {$ref: '#/components/callbacks/one'}}, frobnicate: 1}}}\n    loop: {$ref: '#/components/callbacks/loop'}\n  links:\n    l: {operationId: a, operationRef: b, frobnicate: 1, server: {url: x}}\n  responses:\n    R: {description: d, links: {x: {operationId: none}}}\npaths:\n  /a:\n    get:\n      operationId: getA\n      responses: {'200': {$ref: '#/components/responses/R'}}\n";
    let outcome = run(&Source::new("a.yaml", text));
    let found: Vec<(Code, String)> = outcome
        .diagnostics
        .iter()
        .filter(|it| it.severity > Severity::Note)
        .map(|it| (it.code, it.pointer.to_string()))
        .collect();
    for (code, place) in [
        (Code::UnknownKeyword, "#/webhooks/a/post/frobnicate"),
        (
            Code::MisspelledKeyword,
            "#/webhooks/a/post/requestBody/content/application~1json/schema/tpye",
        ),
        (Code::DanglingReference, "#/webhooks/b/$ref"),
        (Code::DanglingReference, "#/webhooks/c/$ref"),
        (
            Code::UnknownKeyword,
            "#/components/callbacks/one/{$url}/post/frobnicate",
        ),
        (Code::ReferenceCycle, "#/components/callbacks/loop/$ref"),
        (Code::MissingField, "#/components/links/l"),
        (Code::UnknownKeyword, "#/components/links/l/frobnicate"),
        (Code::UnsupportedKeyword, "#/components/links/l/server"),
        (Code::DanglingReference, "#/components/links/l/operationId"),
        (
            Code::DanglingReference,
            "#/components/responses/R/links/x/operationId",
        ),
    ] {
        assert!(
            found.contains(&(code, place.to_owned())),
            "{code} {place} in {found:#?}"
        );
    }
    assert_eq!(found.len(), 11, "{found:#?}");
}

/// The ledger of what is read counts here, too.
#[test]
fn an_unknown_keyword_is_reported_wherever_such_an_object_stands() {
    let places = [
        "/webhooks/subscription paused",
        "/webhooks/subscription paused/post",
        "/webhooks/subscription paused/post/requestBody",
        "/webhooks/subscription paused/post/requestBody/content/application~1json/schema/properties/until",
        "/webhooks/subscription paused/post/responses/204",
        "/paths/~1subscriptions/post/responses/201/links/cancel",
        "/paths/~1subscriptions/post/callbacks/onEvent/{$request.body#~1url}",
        "/paths/~1subscriptions/post/callbacks/onEvent/{$request.body#~1url}/post",
        "/components/links/Again",
        "/components/callbacks/Ended/{$request.body#~1url}~1ended",
        "/components/callbacks/Ended/{$request.body#~1url}~1ended/post/requestBody",
        "/components/pathItems/Ping",
        "/components/pathItems/Ping/get/responses/204",
        "/webhooks/ping",
    ];
    let mut changed: Value = serde_yaml::from_str(&document("incoming.yaml")).unwrap();
    for place in places {
        let members = changed.pointer_mut(place).unwrap().as_object_mut().unwrap();
        members.insert("frobnicate".to_owned(), Value::from(1));
    }
    let outcome = run(&Source::new("incoming.json", changed.to_string()));
    for place in places {
        let pointer = format!("#{place}/frobnicate");
        let found = outcome
            .diagnostics
            .iter()
            .filter(|it| it.pointer.to_string() == pointer);
        let codes: Vec<Code> = found.map(|it| it.code).collect();
        assert_eq!(codes, [Code::UnknownKeyword], "{place}");
    }
}
