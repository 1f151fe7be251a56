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

macro_rules! runs {
    ($($test:ident => $document:literal,)+) => {
        $(
            #[test]
            fn $test() {
                let by_hand = include_str!(concat!("documents/", $document, "_by_hand.rs.txt"));
                run($document, by_hand);
            }
        )+
    };
}

// Beside the tests that the generator emits, what only code can show.
runs! {
    the_emitted_tests_of_every_schema_pass => "schemas",
    every_kind_of_body_is_sent_as_what_it_is => "bodies",
    every_part_of_a_body_is_sent_as_what_it_is => "multipart",
    every_parameter_is_sent_where_it_belongs => "parameters",
    every_style_of_a_path => "path_styles",
    every_style_of_a_query => "query_styles",
    every_style_of_headers_and_cookies => "header_and_cookie_styles",
    parameters_written_as_a_media_type_says => "content_parameters",
    every_answer_is_what_the_document_describes => "answers",
    every_operation_gets_the_credentials_that_it_asks_for => "security",
    every_operation_goes_to_its_server => "servers",
    what_the_server_sends_has_types => "incoming",
    what_3_2_added_is_on_the_wire => "three_two",
    every_form_of_paging_gives_all_items => "pagination",
    partial_records_are_completed => "completed",
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
    fs::create_dir_all(folder.join("tests/kept")).unwrap();
    let kept = include_str!("documents/kept.rs.txt");
    fs::write(folder.join("tests/kept/mod.rs"), kept).unwrap();
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
