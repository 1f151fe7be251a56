//! What changes of a document are to the users of its crate: our class of each, and a program
//! written against the old crate that compiles with the new one where we say that it does.
//!
//! What others say of the same changes is asked by `cargo xtask semver`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "semver/matrix.rs"]
mod matrix;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use oas_codegen::Tree;

/// At least so many changes are judged.
const FEWEST: usize = 40;

/// The package of a change.
fn package(index: usize) -> String {
    format!("change-{index}")
}

/// Writes what is needed to compile a program against a crate, and nothing else.
fn write(folder: &Path, tree: &Tree, program: &str) {
    for (path, bytes) in tree.iter() {
        if path == "Cargo.toml" || path == "README.md" || path.starts_with("src/") {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }
    fs::create_dir_all(folder.join("examples")).unwrap();
    fs::write(folder.join("examples/downstream.rs"), program).unwrap();
}

#[test]
fn every_change_has_the_class_that_it_is_expected_to_have() {
    let base = matrix::base().unwrap();
    let old = matrix::crate_of(&base, "pets", "runtime").unwrap();
    let old = old.listing.unwrap();
    let changes = matrix::changes().unwrap();
    assert!(changes.len() >= FEWEST, "{}", changes.len());
    let mut wrong = String::new();
    for change in &changes {
        let document = change.applied(&base).unwrap();
        let new = matrix::crate_of(&document, "pets", "runtime")
            .unwrap_or_else(|words| panic!("{}: {words}", change.name));
        let new = new.listing.unwrap();
        let class = matrix::class(&old, &new);
        if class != change.class {
            let report = oas_codegen::changes::compare(&old, &new);
            let _ = writeln!(
                wrong,
                "{}: is {class}, and should be {}\n{report}",
                change.name, change.class
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_program_written_against_the_old_crate_compiles_with_what_is_added() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    let _ = fs::remove_dir_all(&folder);
    let runtime = root.join("generator/runtime");
    let runtime = runtime.to_str().unwrap();
    let base = matrix::base().unwrap();
    let changes = matrix::changes().unwrap();
    assert!(changes.len() >= FEWEST, "{}", changes.len());
    let mut members = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        if change.is_breaking() {
            continue;
        }
        let name = package(index);
        let document = change.applied(&base).unwrap();
        let outcome = matrix::crate_of(&document, &name, runtime)
            .unwrap_or_else(|words| panic!("{}: {words}", change.name));
        let program = matrix::program(&name.replace('-', "_"), None);
        write(&folder.join(&name), &outcome.tree.unwrap(), &program);
        members.push(format!("{name:?}"));
    }
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        ),
    )
    .unwrap();
    // The versions that the workspace has, so that nothing need be fetched.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .args(["--workspace", "--example", "downstream", "--keep-going"])
        .current_dir(&folder)
        // The dependencies are those of `compile.rs`, built once for both.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile.target"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let failed: Vec<&str> = changes
        .iter()
        .enumerate()
        .filter(|(index, _)| said.contains(&format!("`{}` ", package(*index))))
        .map(|(_, change)| change.name.as_str())
        .collect();
    assert!(output.status.success(), "{failed:#?}\n{said}");
}
