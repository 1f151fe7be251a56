//! A small soak, by the program that `cargo xtask soak` starts; and that it notices what it is for.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::process::{Command, Output};

use truto_ats::Client;
use truto_mock::{MockConfig, MockServer};

const SEED: u64 = 7;

/// Two hundred pages of five.
fn config(rules: &[&str]) -> MockConfig {
    MockConfig {
        candidates: 1_000,
        page_size: 5,
        seed: SEED,
        fault_seed: SEED,
        faults: rules.iter().map(|rule| rule.parse().unwrap()).collect(),
        ..MockConfig::default()
    }
}

fn soak(base_url: &str, candidates: u64) -> Output {
    Command::new(env!("CARGO_BIN_EXE_soak"))
        .args(["--base-url", base_url, "--page-size", "5"])
        .args(["--candidates", &candidates.to_string()])
        .args(["--seed", &SEED.to_string()])
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_candidate_comes_once_through_faults() {
    let rules = [
        "status=500@0.03",
        "rate-limit=5@0.03",
        "cut-error@0.03",
        "reset@0.03",
        "truncated-chunked@0.03",
        "truncated-json@0.03",
        "empty-page@0.03",
        "stalled@0.01",
    ];
    let server = MockServer::start_blocking(config(&rules)).unwrap();
    let output = soak(&server.base_url(), 1_000);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.starts_with("1000 candidates on "), "{said}");
    assert!(said.contains("each once, in order"), "{said}");
    let served = server.faults_served();
    assert_eq!(served.len(), rules.len(), "{served:?}");
    assert!(served.values().sum::<u64>() > 20, "{served:?}");
    server.shutdown();
}

#[test]
fn what_is_lost_is_noticed() {
    for (rule, words) in [
        // The list ends early.
        ("missing-cursor+100", "505 candidates came of 1000"),
        ("bad-record=3x1+100", "a record was lost"),
        ("repeated-cursor+100", "came to a wrong end"),
        ("status=500+100", "100 errors in a row"),
    ] {
        let server = MockServer::start_blocking(config(&[rule])).unwrap();
        let output = soak(&server.base_url(), 1_000);
        let said = text(&output.stderr);
        assert!(!output.status.success(), "{rule}");
        assert!(said.contains(words), "{rule}: {said}");
        server.shutdown();
    }
    // Other candidates than those that must come.
    let server = MockServer::start_blocking(MockConfig {
        seed: SEED + 1,
        ..config(&[])
    })
    .unwrap();
    let output = soak(&server.base_url(), 1_000);
    assert!(text(&output.stderr).contains("candidate 0 is "));
    server.shutdown();
}

#[tokio::test]
async fn what_must_come_is_what_a_healthy_server_lists() {
    let config = config(&[]);
    let server = MockServer::start(config.clone()).await.unwrap();
    let client = Client::builder()
        .base_url(server.base_url())
        .bearer_token("soak")
        .build()
        .unwrap();
    let list = client.candidates().list("soak").limit(200);
    let listed = list.stream().collect_all().await.unwrap();
    assert!(
        config
            .candidate_ids()
            .eq(listed.into_iter().map(|it| it.id))
    );
}
