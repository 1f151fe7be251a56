// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! What a token says by itself is not sent, unless it is said all the same.

use truto_ats::oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use truto_ats::Client;
use truto_ats::models;

fn client(transport: &ScriptedTransport) -> Client {
    Client::from(
        transport.client().expect("the settings of the scripted client are good"),
    )
}

/// How often a parameter is in the one request that was sent, be it in the query or a header.
fn sent(transport: &ScriptedTransport, name: &str) -> usize {
    let requests = transport.requests();
    let [request] = requests.as_slice() else {
        panic!("one request was sent, not {}", requests.len());
    };
    let in_query = request
        .query()
        .split('&')
        .filter(|pair| {
            let key = pair.split('=').next().unwrap_or_default();
            key == name || key.starts_with(&format!("{name}%5B"))
        });
    in_query.count() + usize::from(request.header(name).is_some())
}

#[test]
fn list_candidates_leaves_out_what_the_token_says() {
    let silent = || ScriptedTransport::new([Answer::status(204)]);
    let without = silent();
    let _ = block_on(client(&without).candidates().list_for_token().send());
    assert_eq!(sent(& without, "integrated_account_id"), 0);
    let with = silent();
    let _ = block_on(client(&with).candidates().list("value").send());
    assert_eq!(sent(& with, "integrated_account_id"), 1);
    let named = client(&silent())
        .candidates()
        .list_for_token()
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(named.expect("the request has no other").query_string().ends_with("=x"));
    let twice = client(&silent())
        .candidates()
        .list("value")
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(twice.expect_err("the request has it already").is_invalid_parameter());
}

#[test]
fn create_candidates_leaves_out_what_the_token_says() {
    let silent = || ScriptedTransport::new([Answer::status(204)]);
    let without = silent();
    let _ = block_on(
        client(&without)
            .candidates()
            .create_for_token(models::NewCandidate::default())
            .send(),
    );
    assert_eq!(sent(& without, "integrated_account_id"), 0);
    let with = silent();
    let _ = block_on(
        client(&with)
            .candidates()
            .create("value", models::NewCandidate::default())
            .send(),
    );
    assert_eq!(sent(& with, "integrated_account_id"), 1);
    let named = client(&silent())
        .candidates()
        .create_for_token(models::NewCandidate::default())
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(named.expect("the request has no other").query_string().ends_with("=x"));
    let twice = client(&silent())
        .candidates()
        .create("value", models::NewCandidate::default())
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(twice.expect_err("the request has it already").is_invalid_parameter());
}

#[test]
fn get_candidates_leaves_out_what_the_token_says() {
    let silent = || ScriptedTransport::new([Answer::status(204)]);
    let without = silent();
    let _ = block_on(client(&without).candidates().get_for_token("value").send());
    assert_eq!(sent(& without, "integrated_account_id"), 0);
    let with = silent();
    let _ = block_on(client(&with).candidates().get("value", "value").send());
    assert_eq!(sent(& with, "integrated_account_id"), 1);
    let named = client(&silent())
        .candidates()
        .get_for_token("value")
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(named.expect("the request has no other").query_string().ends_with("=x"));
    let twice = client(&silent())
        .candidates()
        .get("value", "value")
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(twice.expect_err("the request has it already").is_invalid_parameter());
}

#[test]
fn list_applications_leaves_out_what_the_token_says() {
    let silent = || ScriptedTransport::new([Answer::status(204)]);
    let without = silent();
    let _ = block_on(client(&without).applications().list_for_token().send());
    assert_eq!(sent(& without, "integrated_account_id"), 0);
    let with = silent();
    let _ = block_on(client(&with).applications().list("value").send());
    assert_eq!(sent(& with, "integrated_account_id"), 1);
    let named = client(&silent())
        .applications()
        .list_for_token()
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(named.expect("the request has no other").query_string().ends_with("=x"));
    let twice = client(&silent())
        .applications()
        .list("value")
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(twice.expect_err("the request has it already").is_invalid_parameter());
}

#[test]
fn get_applications_leaves_out_what_the_token_says() {
    let silent = || ScriptedTransport::new([Answer::status(204)]);
    let without = silent();
    let _ = block_on(client(&without).applications().get_for_token("value").send());
    assert_eq!(sent(& without, "integrated_account_id"), 0);
    let with = silent();
    let _ = block_on(client(&with).applications().get("value", "value").send());
    assert_eq!(sent(& with, "integrated_account_id"), 1);
    let named = client(&silent())
        .applications()
        .get_for_token("value")
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(named.expect("the request has no other").query_string().ends_with("=x"));
    let twice = client(&silent())
        .applications()
        .get("value", "value")
        .extra_parameter("integrated_account_id", "x")
        .to_request();
    assert!(twice.expect_err("the request has it already").is_invalid_parameter());
}
