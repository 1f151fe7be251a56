//! The table in `FEATURES.md` against the tests that there are.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("../FEATURES.md");

/// The cells of the rows, without heads and rules.
fn rows() -> Vec<(&'static str, &'static str)> {
    TABLE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| feature"))
        .map(|line| line.trim_matches('|').rsplit_once('|').unwrap())
        .map(|(feature, tests)| (feature.trim(), tests.trim()))
        .collect()
}

/// The file of a test and its name.
fn place(named: &str) -> (String, &str) {
    if let Some((file, name)) = named.split_once("::") {
        return (file.to_owned(), name);
    }
    let (document, name) = named.split_once(": ").unwrap();
    let file = format!("tests/documents/{document}_by_hand.rs.txt");
    (file, name)
}

#[test]
fn every_test_that_the_table_names_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rows = rows();
    assert!(rows.len() > 45, "{} rows", rows.len());
    let mut missing = Vec::new();
    for (feature, tests) in rows {
        let mut named = tests.split('`').skip(1).step_by(2).peekable();
        assert!(named.peek().is_some(), "no test for: {feature}");
        for named in named {
            let (file, name) = place(named);
            let text = fs::read_to_string(folder.join(&file)).unwrap_or_default();
            let is_there = [format!("fn {name}("), format!("{name} => ")]
                .iter()
                .any(|wanted| text.contains(wanted));
            if !is_there {
                missing.push(format!("{feature}: {named}"));
            }
        }
    }
    assert!(missing.is_empty(), "no such test:\n{}", missing.join("\n"));
}

#[test]
fn the_tests_of_every_document_are_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let runs = fs::read_to_string(folder.join("emitted_runs.rs")).unwrap();
    for entry in fs::read_dir(folder.join("documents")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(document) = name.strip_suffix("_by_hand.rs.txt") {
            assert!(runs.contains(&format!("=> \"{document}\"")), "{document}");
        }
    }
}
