//! Random documents out of a grammar of OpenAPI: each gives a crate that is Rust, and a sample
//! of these crates compiles without a warning.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;
#[path = "common/grammar.rs"]
mod grammar;

use std::fs;
use std::path::Path;
use std::process::Command;

use oas_codegen::{Options, RuntimeDependency, Source, Tree, generate};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How many crates are compiled, unless the variable says another number.
const SAMPLE: usize = 10;
const SAMPLE_VARIABLE: &str = "OAS_GRAMMAR_CRATES";

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..900)
}

/// The crate of a document. A random `allOf` may contradict itself, so faults are worked around.
fn crate_of(document: &serde_json::Value, name: &str, runtime: &str) -> Result<Tree, String> {
    let source = Source::new("grammar.json", document.to_string());
    let options = Options::new(name)
        .lenient(true)
        .with_runtime(RuntimeDependency::Path(runtime.to_owned()));
    let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
    outcome
        .tree
        .ok_or_else(|| common::all_rendered(&outcome.diagnostics, &source))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_document_of_the_grammar_gives_rust(bytes in bytes()) {
        let document = grammar::document(&bytes);
        let tree = match crate_of(&document, "subject", "runtime") {
            Ok(tree) => tree,
            Err(said) => return Err(TestCaseError::fail(format!("{said}\n{document:#}"))),
        };
        for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let text = std::str::from_utf8(text).unwrap();
            prop_assert!(syn::parse_file(text).is_ok(), "{path}:\n{text}\n{document:#}");
        }
    }
}

#[test]
fn a_sample_of_the_crates_compiles_without_a_warning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("grammar");
    let _ = fs::remove_dir_all(&folder);
    let runtime = root.join("generator/runtime");
    let count = std::env::var(SAMPLE_VARIABLE).map_or(SAMPLE, |count| count.parse().unwrap());
    // The same documents each time.
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let mut members = Vec::new();
    for number in 0..count {
        let bytes = bytes().new_tree(&mut runner).unwrap().current();
        let document = grammar::document(&bytes);
        let name = format!("grammar-{number}");
        let tree = crate_of(&document, &name, runtime.to_str().unwrap())
            .unwrap_or_else(|said| panic!("{said}\n{document:#}"));
        for (path, text) in tree.iter() {
            let file = folder.join(&name).join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let text = serde_json::to_string_pretty(&document).unwrap();
        fs::write(folder.join(&name).join("document.json"), text).unwrap();
        members.push(format!("{name:?}"));
    }
    let members = members.join(", ");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--offline",
        ])
        .args(["--no-default-features", "--keep-going"])
        .current_dir(&folder)
        // The dependencies are those of `compile.rs`, built once for both.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile.target"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}
