//! Runs every example as a program of its own, against the loopback server.
//!
//! They are built from here: `cargo test` alone builds them too, but `cargo test --test
//! examples` does not, and would run those of another day.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use truto_mock::{BlockingMockServer, MockConfig, MockServer};

const CANDIDATES: usize = 240;
const ACCOUNT: &str = "account-of-an-example";
const TOKEN: &str = "token-that-must-not-be-shown";

fn server() -> BlockingMockServer {
    server_with(&[])
}

fn server_with(faults: &[&str]) -> BlockingMockServer {
    let faults = faults.iter().map(|rule| rule.parse().unwrap()).collect();
    MockServer::start_blocking(MockConfig {
        candidates: CANDIDATES as u64,
        faults,
        ..MockConfig::default()
    })
    .unwrap()
}

/// What an example did.
struct Run {
    output: Output,
}

impl Run {
    fn of(example: &str, server: &BlockingMockServer, arguments: &[&str]) -> Self {
        let output = Command::new(program(example))
            .args(["--base-url", &server.base_url(), "--account", ACCOUNT])
            .args(arguments)
            .env("TRUTO_API_TOKEN", TOKEN)
            .output()
            .unwrap();
        let run = Self { output };
        assert!(!run.errors().contains(TOKEN) && !run.text().contains(TOKEN));
        run
    }

    /// Its standard output, once it is known that it ended well.
    fn lines(&self) -> Vec<String> {
        assert!(self.output.status.success(), "{}", self.errors());
        self.lines_so_far()
    }

    fn lines_so_far(&self) -> Vec<String> {
        self.text().lines().map(str::to_owned).collect()
    }

    /// The first column of its standard output.
    fn ids(&self) -> Vec<String> {
        self.lines().iter().map(|line| first_column(line)).collect()
    }

    fn text(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    fn errors(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }
}

/// Where an example is, once it is built.
fn program(example: &str) -> PathBuf {
    static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(build);
    let name = format!("{example}{}", std::env::consts::EXE_SUFFIX);
    DIRECTORY.join(name)
}

/// Builds all examples beside this test, which is `TARGET/PROFILE/deps/examples-HASH`.
fn build() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let name = match profile.file_name().and_then(OsStr::to_str).unwrap() {
        "debug" => "dev",
        name => name,
    };
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--examples", "--profile", name])
        .arg("--target-dir")
        .arg(profile.parent().unwrap())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(status.success());
    profile.join("examples")
}

fn first_column(line: &str) -> String {
    line.split('\t').next().unwrap_or_default().to_owned()
}

/// Every candidate as the server itself has it, without the crate that is under test.
fn expected(server: &BlockingMockServer) -> Vec<serde_json::Value> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let mut query = format!("integrated_account_id={ACCOUNT}&limit=100");
        if let Some(cursor) = cursor {
            query += &format!("&next_cursor={cursor}");
        }
        let url = format!("{}{}?{query}", server.base_url(), truto_mock::PATH);
        let text = runtime.block_on(async {
            let request = reqwest::Client::new().get(url).bearer_auth(TOKEN);
            request.send().await.unwrap().text().await.unwrap()
        });
        let page: serde_json::Value = serde_json::from_str(&text).unwrap();
        all.extend(page["result"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(all.len(), CANDIDATES);
    all
}

fn expected_ids(server: &BlockingMockServer) -> Vec<String> {
    let id = |record: &serde_json::Value| record["id"].as_str().unwrap().to_owned();
    expected(server).iter().map(id).collect()
}

#[test]
fn list_prints_every_candidate_in_order() {
    let server = server();
    let run = Run::of("list", &server, &[]);
    assert_eq!(run.ids(), expected_ids(&server));
    assert!(run.errors().contains("240 candidates on 10 pages"));
}

#[test]
fn list_filters_and_sorts() {
    let server = server();
    let run = Run::of(
        "list",
        &server,
        &["--updated-since", "2024-06-01T00:00:00Z"],
    );
    let found = run.ids();
    assert!(!found.is_empty() && found.len() < CANDIDATES);
    let requests = server.requests();
    for request in &requests {
        assert!(request.query.contains("updated_at"), "{}", request.query);
        assert!(request.query.contains("sort_by"), "{}", request.query);
    }
}

#[test]
fn list_fails_for_a_record_that_cannot_be_read_but_prints_the_others() {
    let server = server_with(&["bad-record=3x1"]);
    let run = Run::of("list", &server, &[]);
    assert!(!run.output.status.success());
    assert_eq!(run.lines_so_far().len(), CANDIDATES - 1);
    assert!(run.errors().contains("1 candidates could not be read"));
}

#[test]
fn progress_is_that_of_the_stream() {
    let server = server();
    let lines = Run::of("stream_with_progress", &server, &[]).lines();
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].starts_with("240 candidates (10 pages, "),
        "{}",
        lines[0]
    );
    assert!(lines[0].ends_with("requests left)"), "{}", lines[0]);
}

#[test]
fn progress_ends_at_the_limit_and_asks_for_no_page_more() {
    let server = server();
    let lines = Run::of("stream_with_progress", &server, &["--at-most", "50"]).lines();
    assert!(
        lines[0].starts_with("50 candidates (2 pages, "),
        "{}",
        lines[0]
    );
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn resuming_after_a_crash_gives_every_candidate_once() {
    // At the beginning, around the end of a page, within one, and around the end of the list.
    std::thread::scope(|scope| {
        for stop_after in [1, 24, 25, 26, 90, 240] {
            scope.spawn(move || crash_and_resume(stop_after));
        }
    });
}

fn crash_and_resume(stop_after: usize) {
    let server = server();
    let state = StateFile::new(&format!("crash-{stop_after}"));
    let cut_off = resume(&server, &state, &["--stop-after", &stop_after.to_string()]);
    assert_eq!(cut_off.output.status.code(), Some(3));
    let mut found = cut_off.lines_so_far();
    assert_eq!(found.len(), stop_after);
    found.extend(resume(&server, &state, &[]).lines());
    assert_eq!(found, expected_ids(&server), "after {stop_after}");

    // Done is done.
    assert!(resume(&server, &state, &[]).lines().is_empty());
}

#[test]
fn resuming_goes_on_after_a_record_that_cannot_be_read() {
    // The last record of the second page.
    let server = server_with(&["bad-record=24x1+1"]);
    let state = StateFile::new("bad-record");
    let run = resume(&server, &state, &[]);
    let mut expected = expected_ids(&server);
    expected.remove(49);
    assert_eq!(run.lines(), expected);
    assert!(run.errors().contains("left out"));
}

#[test]
fn many_crashes_are_like_one() {
    // Empty pages stand in between, which move the position on without a candidate.
    let server = server_with(&["empty-page@0.2"]);
    let state = StateFile::new("many-crashes");
    let mut found = Vec::new();
    loop {
        let run = resume(&server, &state, &["--stop-after", "37"]);
        found.extend(run.lines_so_far());
        if run.output.status.success() {
            break;
        }
        assert_eq!(run.output.status.code(), Some(3), "{}", run.errors());
    }
    let once: HashSet<&String> = found.iter().collect();
    assert_eq!(once.len(), found.len());
    assert_eq!(found, expected_ids(&self::server()));
    assert!(!server.faults_served().is_empty());
}

#[test]
fn key_by_makes_a_table() {
    let server = server();
    let ids = expected_ids(&server);
    let arguments = ["--look-up", &ids[200], "--look-up", "nobody"];
    let lines = Run::of("key_by", &server, &arguments).lines();
    assert_eq!(
        lines[0],
        format!("first page: 25 candidates, first {}", ids[0])
    );
    assert_eq!(lines[1], "all pages: 240 candidates");
    assert!(lines[2].starts_with(&ids[200]) && !lines[2].ends_with("not there"));
    assert_eq!(lines[3], "nobody: not there");
    // The first three are those of `expected_ids`.
    let requests = server.requests();
    let mut keyed = requests[3..].iter();
    assert_eq!(keyed.len(), 11);
    assert!(keyed.all(|request| request.query.contains("truto_key_by=id")));
}

#[test]
fn custom_fields_are_read() {
    let server = server();
    let expected: Vec<String> = expected(&server)
        .iter()
        .filter_map(|record| {
            let salary = record["custom_fields"]["expected_salary"].as_f64()?;
            let title = record["title"].as_str().unwrap_or("-");
            Some(format!("{}\t{title}\t{salary:.2}", record["id"].as_str()?))
        })
        .collect();
    let run = Run::of("custom_fields", &server, &[]);
    assert!(!expected.is_empty());
    assert_eq!(run.lines(), expected);
    assert!(run.errors().contains("of 240 candidates"));
}

#[test]
fn the_own_http_client_sends_every_attempt() {
    let server = server_with(&["status=502x1"]);
    let run = Run::of("own_http_client", &server, &[]);
    let sent = server.requests().len();
    assert_eq!(run.lines(), [format!("240 candidates, {sent} requests")]);
    let log = run.errors();
    assert_eq!(log.lines().count(), sent);
    assert!(log.contains("GET /unified/ats/candidates: 200 OK in "));
    assert!(!log.contains(ACCOUNT));
}

#[test]
fn blocking_prints_every_candidate_in_order() {
    let server = server();
    let run = Run::of("blocking", &server, &[]);
    assert_eq!(run.ids(), expected_ids(&server));
    assert!(run.errors().contains("has candidates: true"));
    assert!(run.errors().contains("240 candidates on 10 pages"));
}

#[test]
fn each_example_says_that_the_token_is_missing() {
    let server = server();
    for example in [
        "list",
        "stream_with_progress",
        "key_by",
        "custom_fields",
        "blocking",
    ] {
        let output = Command::new(program(example))
            .args(["--base-url", &server.base_url(), "--account", ACCOUNT])
            .env_remove("TRUTO_API_TOKEN")
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success());
        assert!(errors.contains("TRUTO_API_TOKEN"), "{errors}");
    }
    assert!(server.requests().is_empty());
}

fn resume(server: &BlockingMockServer, state: &StateFile, arguments: &[&str]) -> Run {
    let mut all = vec!["--state", state.0.to_str().unwrap()];
    all.extend(arguments);
    Run::of("resume_after_crash", server, &all)
}

/// A file in the build directory, which is away before and after the test.
struct StateFile(PathBuf);

impl StateFile {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
        let file = Self(path);
        file.remove();
        file
    }

    fn remove(&self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Drop for StateFile {
    fn drop(&mut self) {
        self.remove();
    }
}

#[test]
fn whole_candidates_of_a_partial_list() {
    let config = MockConfig {
        candidates: 30,
        partial: true,
        ..MockConfig::default()
    };
    let ids: Vec<String> = config.candidate_ids().collect();
    let server = MockServer::start_blocking(config).unwrap();
    let lines = Run::of("whole_candidates", &server, &["--at-once", "3"]).lines();
    let found: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(found, ids);
    // A partial record has no addresses at all.
    assert!(lines.iter().any(|line| line.ends_with("\t1 addresses")));
}
