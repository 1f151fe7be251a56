//! `cargo xtask shared`: what is absent is said, what is wrong is found.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;

use support::{Ended, PETS, xtask};
use tempfile::TempDir;

/// Files in a folder of their own.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn shared(named: Option<&Path>) -> Ended {
    let mut command = xtask();
    command.arg("shared").args(named);
    Ended::of(command)
}

/// Enough of a checkout to be taken for one.
fn checkout() -> TempDir {
    folder(&[
        ("checkout/xtask/Cargo.toml", ""),
        ("checkout/generator/runtime/Cargo.toml", ""),
    ])
}

#[test]
fn the_usual_folder_may_be_absent() {
    let place = checkout();
    let mut command = xtask();
    command
        .arg("shared")
        .env("CARGO_MANIFEST_DIR", place.path().join("checkout/xtask"));
    let ended = Ended::of(command).succeeded();
    assert!(ended.stderr.is_empty(), "{}", ended.stderr);
    ended.printed("is not there, nothing checked");
}

#[test]
fn a_named_folder_must_be_there() {
    let place = folder(&[("file", "")]);
    for name in ["missing", "file"] {
        shared(Some(&place.path().join(name)))
            .ended_with(1)
            .told("is no folder: nothing was checked");
    }
}

#[test]
fn without_the_emitted_crate_the_rest_is_checked_all_the_same() {
    let place = checkout();
    let data = folder(&[("corpus/pets.yaml", PETS)]);
    let mut command = xtask();
    command
        .arg("shared")
        .arg(data.path())
        .env("CARGO_MANIFEST_DIR", place.path().join("checkout/xtask"));
    Ended::of(command)
        .ended_with(1)
        .told("run `cargo xtask codegen` first")
        .told("1 check of 2 failed")
        .printed("1 document, 0 panics");
}

/// One vector that is right, and others that are not; a page with what is easily lost.
#[test]
fn what_is_wrong_is_found() {
    let vectors = r#"[
        {"name": "right", "params": {"integrated_account_id": "a", "limit": 2}, "query": "integrated_account_id=a&limit=2"},
        {"name": "other", "params": {"integrated_account_id": "a", "name": "b c"}, "query": "integrated_account_id=a&name=b+c"}
    ]"#;
    let page = r#"{"result": [
        {"id": "1", "remote_data": {"n": 9007199254740993, "m": 123456789012345678901234567890}, "later": {"x": [1.50]}},
        {"id": "2", "name": null, "is_private": "true", "created_at": "yesterday"}
    ], "next_cursor": null, "more": -0.0}"#;
    let data = folder(&[
        ("data/wire-vectors.json", vectors),
        ("data/candidates-page.json", page),
        ("corpus/pets.yaml", PETS),
    ]);
    let ended = shared(Some(data.path()))
        .ended_with(1)
        .told("1 check of 4 failed: wire vectors")
        .printed("FAULT other as declared parameters: `integrated_account_id=a&name=b%20c`")
        .printed("FAULT other as extra parameters")
        .printed("FAULT other by the builder")
        .printed("2 candidates, 0 applications")
        .printed("2 integers above 2^53")
        .printed("item by item: 2 of 2, each as it was sent");
    assert!(!ended.stdout.contains("FAULT right"), "{}", ended.stdout);
}
