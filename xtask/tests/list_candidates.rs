//! What a user of the emitted crate sees: its example program, over real HTTP.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;

use serde_json::{Value, json};
use support::Ended;
use truto_mock::{BlockingMockServer, MockConfig, MockServer, PATH};

const ACCOUNT: &str = "62f44730-dd91-461e-bd6a-aedd9e0ad79d";
const TOKEN: &str = "token-that-nobody-may-repeat";

/// The program, built once for all tests. Nothing but cargo knows where it is put.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let output = Command::new(cargo)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
            .args(["build", "--package", "truto-ats", "--example"])
            .args(["list_candidates", "--message-format", "json"])
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        assert!(output.status.success(), "the example does not build");
        let messages = String::from_utf8(output.stdout).unwrap();
        let path = messages
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|message| message["target"]["name"] == "list_candidates")
            .find_map(|message| message["executable"].as_str().map(PathBuf::from));
        path.unwrap_or_else(|| panic!("cargo names no program:\n{messages}"))
    })
}

/// The program with a token, an account and an address.
fn list(base_url: &str, flags: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .env("TRUTO_API_TOKEN", TOKEN)
        .args(["--account", ACCOUNT, "--base-url", base_url])
        .args(flags);
    command
}

fn run(base_url: &str, flags: &[&str]) -> Ended {
    Ended::of(list(base_url, flags))
}

fn mock(candidates: u64) -> BlockingMockServer {
    MockServer::start_blocking(MockConfig {
        candidates,
        ..MockConfig::default()
    })
    .unwrap()
}

/// The queries that the program sent.
fn queries(server: &BlockingMockServer) -> Vec<String> {
    server.requests().into_iter().map(|it| it.query).collect()
}

/// The records of all pages, asked for without the crate.
fn records(server: &BlockingMockServer, query: &str) -> Vec<Value> {
    let mut records = Vec::new();
    let mut cursor = String::new();
    loop {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        // The cursors of the mock need no percent-encoding.
        write!(
            stream,
            "GET {PATH}?integrated_account_id={ACCOUNT}{query}{cursor} HTTP/1.0\r\n\
             authorization: Bearer {TOKEN}\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let page: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        records.extend(page["result"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&next_cursor={next}"),
            None => return records,
        }
    }
}

fn lines(ended: &Ended) -> Vec<Value> {
    let lines = ended.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_candidate_of_every_page_is_one_line_of_json() {
    let server = mock(240);
    let ended = run(&server.base_url(), &["--json"]).succeeded();
    assert_eq!(ended.stderr, "");
    let sent = server.requests();
    assert_eq!(sent.len(), 10);
    assert!(sent.iter().all(|it| it.path == PATH && it.has_token));
    let expected = records(&server, "");
    assert_eq!(expected.len(), 240);
    assert_eq!(lines(&ended), expected);
}

#[test]
fn an_account_without_candidates_is_no_error() {
    let server = mock(0);
    let ended = run(&server.base_url(), &["--json"]).succeeded();
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("", ""));
}

#[test]
fn limit_and_job_go_with_every_page() {
    let server = mock(240);
    let all = records(&server, "");
    let job = all
        .iter()
        .find_map(|it| it["applications"][0]["job"]["id"].as_str())
        .unwrap();
    let expected = records(&server, &format!("&job_id={job}"));
    assert!(expected.len() > 2 && expected.len() < 240);

    let before = server.requests().len();
    let ended = run(
        &server.base_url(),
        &["--json", "--limit", "2", "--job-id", job],
    )
    .succeeded();
    assert_eq!(lines(&ended), expected);
    let sent = queries(&server).split_off(before);
    assert_eq!(sent.len(), expected.len().div_ceil(2));
    let first = format!("job_id={job}&integrated_account_id={ACCOUNT}&limit=2");
    assert_eq!(sent[0], first);
    for query in &sent[1..] {
        assert!(
            query.starts_with(&format!("{first}&next_cursor=")),
            "{query}"
        );
    }
}

#[test]
fn a_table_has_a_head_and_a_line_for_each_candidate() {
    let server = mock(60);
    let ended = run(&server.base_url(), &[]).succeeded();
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines.len(), 1 + 60);
    let titles: Vec<&str> = lines[0].split_whitespace().collect();
    assert_eq!(titles, ["ID", "NAME", "TITLE", "COMPANY", "UPDATED", "AT"]);
    for (line, record) in lines[1..].iter().zip(records(&server, "")) {
        assert!(line.starts_with(record["id"].as_str().unwrap()), "{line}");
    }
    assert!(ended.stderr.contains("60"), "{}", ended.stderr);
    assert!(ended.stderr.contains('3'), "pages: {}", ended.stderr);
}

/// `script` of util-linux makes the terminal; where it is missing there is nothing to see.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_it_draws_how_far_it_is() {
    let server = mock(60);
    let mut command = Command::new("script");
    command
        .args(["--quiet", "--return", "--command"])
        .arg(r#"exec "$PROGRAM" --account "$ACCOUNT" --base-url "$BASE_URL""#)
        .arg("/dev/null")
        .stdin(Stdio::null())
        .env("TERM", "xterm")
        .env("TRUTO_API_TOKEN", TOKEN)
        .env("PROGRAM", program())
        .env("ACCOUNT", ACCOUNT)
        .env("BASE_URL", server.base_url());
    if Command::new("script").arg("--version").output().is_err() {
        println!("not tested: there is no `script` here");
        return;
    }
    let ended = Ended::of(command)
        .succeeded()
        .printed("pages: 0, items: 0, 0 B")
        .printed("pages: 3, items: 60, ")
        .printed("requests left: 47 of 50");
    // A row begins where the line was cleared; the line is gone when the last words come.
    let cleared = "\u{1b}[2K";
    for record in records(&server, "") {
        let row = format!("{cleared}{}", record["id"].as_str().unwrap());
        assert!(ended.stdout.contains(&row), "{}", ended.stdout);
    }
    let end = format!("{cleared}items: 60, pages: 3\r\n");
    assert!(ended.stdout.ends_with(&end), "{}", ended.stdout);
}

#[test]
fn without_a_token_it_says_what_is_missing() {
    let server = mock(1);
    for change in [Some(""), None] {
        let mut command = list(&server.base_url(), &[]);
        match change {
            Some(token) => command.env("TRUTO_API_TOKEN", token),
            None => command.env_remove("TRUTO_API_TOKEN"),
        };
        let ended = Ended::of(command).ended_with(1).told("TRUTO_API_TOKEN");
        assert_eq!(ended.stdout, "");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn wrong_usage_ends_with_2_and_sends_nothing() {
    let server = mock(1);
    for flags in [
        &["--colour"][..],
        &["--limit"],
        &["--limit", "many"],
        &["--limit=-1"],
        &["extra"],
    ] {
        let ended = run(&server.base_url(), flags).ended_with(2).told("usage: ");
        assert_eq!(ended.stdout, "", "{flags:?}");
    }
    let mut command = Command::new(program());
    command.env("TRUTO_API_TOKEN", TOKEN);
    Ended::of(command).ended_with(2).told("--account");
    assert!(server.requests().is_empty());

    let mut command = Command::new(program());
    command.env_remove("TRUTO_API_TOKEN").arg("--help");
    Ended::of(command).succeeded().printed("--account ID");
}

#[test]
fn an_account_that_the_server_refuses_is_an_error_with_its_words() {
    let server = mock(3);
    let mut command = Command::new(program());
    command.env("TRUTO_API_TOKEN", TOKEN).args([
        "--json",
        "--account=",
        "--base-url",
        &server.base_url(),
    ]);
    let ended = Ended::of(command)
        .ended_with(1)
        .told("integrated_account_id");
    assert!(
        ended
            .stderr
            .starts_with("error: listCandidates failed: 400")
    );
    assert_eq!(ended.stdout, "");
    assert!(!ended.stderr.contains(TOKEN), "{}", ended.stderr);
}

#[test]
fn a_server_that_is_not_there_is_an_error() {
    let port = {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        taken.local_addr().unwrap().port()
    };
    let ended = run(&format!("http://127.0.0.1:{port}"), &["--json"]).ended_with(1);
    assert!(ended.stderr.starts_with("error: "), "{}", ended.stderr);
}

/// What the small server does when the third page is asked for.
#[derive(Clone, Copy)]
enum Third {
    /// 500, with Truto's kind of body.
    Fails,
    /// The connection ends in the middle of the page.
    Breaks,
}

/// Serves two good pages of two records. The second waits until it is told to go.
fn small_server(third: Third, go: Option<mpsc::Receiver<()>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    // It ends with the test's process.
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            reader.read_line(&mut line).unwrap();
            let mut header = String::new();
            while reader.read_line(&mut header).unwrap() > 2 {
                header.clear();
            }
            let (status, body, cut) = if !line.contains("next_cursor=") {
                ("200 OK", page(["1", "2"], "second"), 0)
            } else if line.contains("next_cursor=second") {
                if let Some(go) = &go {
                    let _ = go.recv();
                }
                ("200 OK", page(["3", "4"], "third"), 0)
            } else {
                match third {
                    Third::Fails => ("500 Internal Server Error", failure(), 0),
                    Third::Breaks => ("200 OK", page(["5", "6"], "fourth"), 30),
                }
            };
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\n\
                 content-length: {}\r\nconnection: close\r\n\r\n{}",
                body.len(),
                &body[..body.len() - cut]
            );
        }
    });
    base_url
}

fn page(ids: [&str; 2], next: &str) -> String {
    json!({"result": ids.map(|id| json!({"id": id})), "next_cursor": next}).to_string()
}

fn failure() -> String {
    json!({"statusCode": 500, "error": "Internal Server Error", "message": "out of order"})
        .to_string()
}

#[test]
fn what_came_before_an_error_is_printed() {
    let four: Vec<Value> = ["1", "2", "3", "4"].map(|id| json!({"id": id})).to_vec();
    let fails = run(&small_server(Third::Fails, None), &["--json"])
        .ended_with(1)
        .told("error: listCandidates failed: 500")
        .told("out of order");
    assert_eq!(lines(&fails), four);
    let breaks = run(&small_server(Third::Breaks, None), &["--json"])
        .ended_with(1)
        .told("error: ");
    assert_eq!(lines(&breaks), four);
}

#[test]
fn lines_are_printed_before_the_next_page_is_there() {
    let (go, gate) = mpsc::channel();
    let mut child = list(&small_server(Third::Fails, Some(gate)), &["--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in ["1", "2"] {
        // Until the server is told to go there is no second page.
        let line: Value = serde_json::from_str(&output.next().unwrap().unwrap()).unwrap();
        assert_eq!(line["id"], id);
    }
    go.send(()).unwrap();
    assert_eq!(output.count(), 2);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_reader_that_went_away_is_no_panic() {
    let server = mock(2_000);
    for flags in [&["--json", "--limit", "200"][..], &["--limit", "200"]] {
        let mut child = list(&server.base_url(), flags)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        drop(output);
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!((ended.status.code(), said.as_str()), (Some(0), ""));
    }
}
