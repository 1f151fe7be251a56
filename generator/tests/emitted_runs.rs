//! The tests of an emitted crate run, and pass: every example of a document that has one property
//! for each feature of schemas comes back as it was.

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

/// What only code can show, beside the tests that the generator emits.
const BY_HAND: &str = include_str!("documents/schemas_by_hand.rs.txt");

#[test]
fn the_emitted_tests_of_every_feature_pass() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runs/schemas");
    let _ = fs::remove_dir_all(&folder);
    let runtime = root.join("generator/runtime");
    let options = Options::new("schemas")
        .standalone(true)
        .with_runtime(RuntimeDependency::Path(
            runtime.to_str().unwrap().to_owned(),
        ));
    let source = Source::new("schemas.yaml", common::document("schemas.yaml"));
    let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
    let Some(tree) = outcome.tree else {
        panic!("{}", common::all_rendered(&outcome.diagnostics, &source));
    };
    for (path, bytes) in tree.iter() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    fs::write(folder.join("tests/by_hand.rs"), BY_HAND).unwrap();
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
