//! The command line: wrong usage is exit code 2, help is help.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use support::{Ended, PETS, Place, xtask};

fn run(arguments: &[&str]) -> Ended {
    let mut command = xtask();
    command.args(arguments);
    Ended::of(command)
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [
        &[][..],
        &["bake"],
        &["codegen", "--spec", "a.yaml"],
        &["codegen", "--out", "a", "--name", "b"],
        &["codegen", "--unheard-of"],
        &[
            "codegen", "--spec", "a.yaml", "--out", "b", "--name", "../c",
        ],
        &[
            "codegen", "--spec", "a.yaml", "--out", "b", "--name", "type",
        ],
        &["mock", "--port", "x"],
        &["mock", "--page-size", "0"],
        &["demo", "extra"],
    ] {
        let ended = run(arguments).ended_with(2);
        assert!(
            ended.stdout.is_empty() && !ended.stderr.is_empty(),
            "{arguments:?}"
        );
    }
    run(&["codegen", "--spec", "a", "--out", "b", "--name", "a b"])
        .ended_with(2)
        .told("invalid value 'a b' for '--name <CRATE>'")
        .told("this one has ` `");
}

#[test]
fn help_names_the_commands() {
    run(&["--help"])
        .succeeded()
        .printed("Usage: cargo xtask")
        .printed("codegen")
        .printed("mock")
        .printed("demo")
        .printed("shared");
    run(&["codegen", "--help"])
        .succeeded()
        .printed("--check")
        .printed("--spec <FILE>")
        .printed("cargo xtask codegen --spec pets.yaml");
}

#[test]
fn notes_are_counted_and_shown_when_asked_for() {
    // A name that the crate must change is a note.
    let document = PETS.replace(
        "        name:\n          type: string\n",
        "        name:\n          type: string\n        Name:\n          type: string\n",
    );
    let place = Place::new(&document);
    let quiet = place.codegen(&[]).succeeded();
    let shown = place.codegen(&["--verbose"]).succeeded();
    if quiet.stderr.contains("--verbose shows") {
        assert!(!quiet.stderr.contains("note["), "{}", quiet.stderr);
        assert!(shown.stderr.contains("note["), "{}", shown.stderr);
    }
}

#[test]
fn the_mock_says_where_it_is_and_answers() {
    let mut server = xtask()
        .args(["mock", "--candidates", "3", "--page-size", "2"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .split_whitespace()
        .next()
        .unwrap()
        .strip_prefix("http://")
        .unwrap()
        .to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(
        stream,
        "GET /unified/ats/candidates?integrated_account_id=1 HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer x\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(line.contains("3 candidates, 2 a page"), "{line}");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    run(&["mock", "--port", &port])
        .ended_with(1)
        .told("cannot listen on 127.0.0.1:");
}
