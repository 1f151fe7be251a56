//! Kills `resume_after_crash` for real, at moments that nobody chose, and runs it again.
//!
//! `tests/examples.rs` lets it crash where it says so itself, between two candidates. Here the
//! signal comes at any moment: while a line is printed, while the state is written, before it
//! has its name. What the example promises must hold all the same.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use truto_mock::{MockConfig, MockServer};

const CANDIDATES: u64 = 240;

/// After how many lines a run is killed; one after the other until a run comes to the end.
const KILLED_AFTER: [usize; 9] = [1, 0, 7, 24, 25, 26, 3, 50, 2];

#[test]
fn a_killed_run_loses_nothing_and_repeats_one_candidate_at_most() {
    // Pages come slowly, so that no run is at its end before the signal comes.
    let config = MockConfig {
        candidates: CANDIDATES,
        faults: vec!["slow=5".parse().unwrap()],
        ..MockConfig::default()
    };
    let server = MockServer::start_blocking(config).unwrap();
    let state = Path::new(env!("CARGO_TARGET_TMPDIR")).join("killed.json");
    let _ = fs::remove_file(&state);

    let mut runs: Vec<Vec<String>> = Vec::new();
    let mut killed_after = KILLED_AFTER.iter().copied().cycle();
    let mut kills = 0;
    loop {
        let mut child = Command::new(program())
            .args(["--base-url", &server.base_url(), "--account", "acc_1"])
            .arg("--state")
            .arg(&state)
            .env("TRUTO_API_TOKEN", "token")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = killed_after.next().unwrap();
        let mut run: Vec<String> = lines.by_ref().take(wanted).map(Result::unwrap).collect();
        let has_ended = run.len() < wanted;
        if !has_ended {
            // SIGKILL: nothing of it runs on. It may be lines ahead of this reader.
            child.kill().unwrap();
            kills += 1;
        }
        run.extend(lines.map(Result::unwrap));
        runs.push(run);
        let status = child.wait().unwrap();
        if let Ok(text) = fs::read(&state) {
            serde_json::from_slice::<serde_json::Value>(&text).expect("never half a state");
        }
        if status.success() {
            break;
        }
        assert!(!has_ended, "it failed by itself: {status}");
        assert!(kills < 200, "it makes no headway");
    }
    let _ = fs::remove_file(&state);

    // Of two runs the later may begin with the candidate that the earlier ended with.
    let mut found: Vec<String> = Vec::new();
    let mut repeated = 0;
    for run in runs {
        let mut run = run.into_iter().peekable();
        if run.peek().is_some() && run.peek() == found.last() {
            run.next();
            repeated += 1;
        }
        found.extend(run);
    }
    println!("{kills} kills, {repeated} candidates twice");
    assert_eq!(found, expected());
    assert!(kills >= 3, "hardly killed at all: {kills}");
}

/// This test is `deps/resume_killed-HASH`, an example is `examples/NAME`.
fn program() -> std::path::PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let name = format!("resume_after_crash{}", std::env::consts::EXE_SUFFIX);
    profile.join("examples").join(name)
}

/// The IDs in the order of another server with the same candidates, on pages of another size.
fn expected() -> Vec<String> {
    let config = MockConfig {
        candidates: CANDIDATES,
        page_size: 200,
        ..MockConfig::default()
    };
    let server = MockServer::start_blocking(config).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let client = truto_ats::Client::builder()
        .base_url(server.base_url())
        .bearer_token("token")
        .build()
        .unwrap();
    let all = client.candidates().list("acc_1").stream().collect_all();
    let all = runtime.block_on(all).unwrap();
    assert_eq!(all.len() as u64, CANDIDATES);
    all.into_iter().map(|candidate| candidate.id).collect()
}
