//! The tests of emitted crates run, and pass: every example of a document that has one property
//! for each feature of schemas comes back as it was, and a request is on the wire what its
//! document says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use oas_codegen::{Options, RuntimeDependency, Source, generate};

#[test]
fn the_emitted_tests_of_every_feature_pass() {
    // What only code can show, beside the tests that the generator emits.
    run("schemas", include_str!("documents/schemas_by_hand.rs.txt"));
}

#[test]
fn every_kind_of_body_is_sent_as_what_it_is() {
    run("bodies", include_str!("documents/bodies_by_hand.rs.txt"));
}

#[test]
fn every_part_of_a_body_is_sent_as_what_it_is() {
    run(
        "multipart",
        include_str!("documents/multipart_by_hand.rs.txt"),
    );
}

#[test]
fn every_parameter_is_sent_where_it_belongs() {
    run(
        "parameters",
        include_str!("documents/parameters_by_hand.rs.txt"),
    );
}

/// Generates the crate of a document and runs its tests and those written by hand.
fn run(name: &str, by_hand: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("runs")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    let runtime = root.join("generator/runtime");
    let options = Options::new(name)
        .standalone(true)
        .with_runtime(RuntimeDependency::Path(
            runtime.to_str().unwrap().to_owned(),
        ));
    let file_name = format!("{name}.yaml");
    let source = Source::new(&file_name, common::document(&file_name));
    let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
    let Some(tree) = outcome.tree else {
        panic!("{}", common::all_rendered(&outcome.diagnostics, &source));
    };
    for (path, bytes) in tree.iter() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    fs::create_dir_all(folder.join("tests")).unwrap();
    fs::write(folder.join("tests/by_hand.rs"), by_hand).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--offline", "--no-default-features"])
        .current_dir(&folder)
        // The dependencies are those of `compile.rs`, built once for both.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile.target"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{said}");
}
