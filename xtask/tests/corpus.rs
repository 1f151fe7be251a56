//! `codegen --lenient`, `--format json` and `corpus`, on documents with and without faults.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use serde_json::Value;
use support::{Ended, PETS, Place, xtask};

/// Two operations of one name, one of them at a path that is none.
fn faulty() -> String {
    PETS.replace("operationId: getPet", "operationId: listPets")
}

#[test]
fn faults_are_worked_around_when_asked() {
    let place = Place::new(&faulty());
    place
        .codegen(&[])
        .ended_with(1)
        .told("error[duplicate-operation-id]");
    assert!(!place.out().exists());
    place
        .codegen(&["--lenient"])
        .succeeded()
        .told("warning[duplicate-operation-id]")
        .told("= note: worked around: this one is named `get_pets_id`, after its path");
    let all = fs::read_to_string(place.file("src/operations/general/mod.rs")).unwrap();
    assert!(all.contains("get_pets_id") && all.contains("list_pets"));
}

#[test]
fn a_run_is_one_json_object() {
    let read = |ended: &Ended| serde_json::from_str::<Value>(&ended.stdout).unwrap();
    let place = Place::new(&faulty());
    let refused = place.codegen(&["--format", "json"]).ended_with(1);
    let report = read(&refused);
    assert_eq!(report["outcome"], "refused");
    assert_eq!(report["files"], Value::Null);
    let fault = &report["diagnostics"][0];
    assert_eq!(fault["severity"], "error");
    assert_eq!(fault["code"], "duplicate-operation-id");
    assert_eq!(fault["pointer"], "#/paths/~1pets~1{id}/get/operationId");
    assert_eq!(fault["file"], "pets.yaml");
    assert_eq!((&fault["line"], &fault["column"]), (&26.into(), &20.into()));

    let lenient = ["--lenient", "--format", "json"];
    let written = place.codegen(&lenient).succeeded();
    assert!(written.stderr.is_empty(), "{}", written.stderr);
    let report = read(&written);
    assert_eq!(report["outcome"], "written");
    assert_eq!(report["summary"]["operations"]["emitted"], 2);
    assert!(report["files"]["missing"].as_array().unwrap().len() > 10);
    assert!(report["diagnostics"][0]["instead"].is_string());

    let check = ["--lenient", "--format", "json", "--check"];
    assert_eq!(read(&place.codegen(&check).succeeded())["outcome"], "same");
    fs::write(place.file("src/lib.rs"), "").unwrap();
    let report = read(&place.codegen(&check).ended_with(1));
    assert_eq!(report["outcome"], "different");
    assert_eq!(report["files"]["changed"][0], "src/lib.rs");
}

#[test]
fn each_document_of_a_corpus_has_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("documents");
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("good.yaml"), PETS).unwrap();
    fs::write(corpus.join("faulty.yaml"), faulty()).unwrap();
    fs::write(corpus.join("broken.json"), "{").unwrap();
    let run = |flags: &[&str]| {
        let mut command = xtask();
        command
            .env("CARGO_TARGET_DIR", folder.path().join("target"))
            .args(["corpus", "--no-check"])
            .args(flags)
            .arg(&corpus);
        Ended::of(command)
    };
    let ended = run(&["--json"]).ended_with(1);
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    let outcomes: Vec<(&str, &str)> = report["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["document"].as_str().unwrap(),
                row["outcome"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            ("broken.json", "refused"),
            ("faulty.yaml", "generated"),
            ("good.yaml", "generated"),
        ]
    );
    assert_eq!(report["documents"][1]["worked_around"], 1);
    run(&["--strict"])
        .ended_with(1)
        .printed("1 of 3 documents generated")
        .printed("the first: line 26: duplicate-operation-id");
    fs::remove_file(corpus.join("broken.json")).unwrap();
    run(&[]).succeeded().printed("2 of 2 documents generated");
    run(&["--largest", "1"])
        .ended_with(1)
        .told("there are no OpenAPI documents to take");
}
