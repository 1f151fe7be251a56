//! Each fault has its code, its JSON pointer, its line and its column, all are found in one run,
//! and what a person reads of each kind is `golden/diagnostics.txt`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{assert_golden, document, findings, run, to_yaml};
use oas_codegen::diagnostics::{Code, render};
use oas_codegen::{Severity, Source};
use serde_json::{Value, json};

/// Every error of `documents/faults.yaml`, in the order of the stages, is in `golden/faults.txt`.
#[test]
fn each_fault_has_its_code_and_place() {
    let source = Source::new("faults.yaml", document("faults.yaml"));
    let outcome = run(&source);
    let mut text = String::new();
    let mut found: Vec<Code> = Vec::new();
    for (severity, code, pointer, line, column) in findings(&outcome, &source) {
        if severity == Severity::Error {
            text.push_str(&format!("{line}:{column} {code} {pointer}\n"));
            found.push(code);
        }
    }
    assert_golden("faults.txt", &text);
    assert!(outcome.tree.is_none());
    // The document is meant to hold every kind of fault that a readable document can have.
    for code in [
        Code::WrongType,
        Code::MissingField,
        Code::MisspelledKeyword,
        Code::InvalidValue,
        Code::DanglingReference,
        Code::ExternalReference,
        Code::ReferenceCycle,
        Code::AllOfConflict,
        Code::DuplicateOperationId,
        Code::DuplicateParameter,
        Code::PathParameterMismatch,
        Code::InvalidExtension,
        Code::InvalidExample,
    ] {
        assert!(found.contains(&code), "{code}");
    }
}

/// The first of each kind, and what only a text that cannot be read can show.
#[test]
fn what_a_person_reads() {
    let mut text = String::new();
    let mut shown: Vec<Code> = Vec::new();
    let sources = [
        Source::new("spec/faults.yaml", document("faults.yaml")),
        Source::new(
            "broken.yaml",
            "openapi: 3.1.0\ninfo:\n  title: [a, b\n  version: 1\n",
        ),
        Source::new(
            "broken.json",
            "{\"openapi\": \"3.1.0\",\n  \"info\": {\"title\": \"x\",}\n}\n",
        ),
        Source::new(
            "twice.yaml",
            "openapi: 3.1.0\ninfo: {title: x, version: 1, title: y}\npaths: {}\n",
        ),
        Source::new("old.json", "{\"swagger\": \"2.0\"}"),
        Source::new("new.yaml", "openapi: 4.0.0\n"),
        Source::new("minified.json", minified()),
        Source::new(
            "signs.yaml",
            "openapi: 3.1.0\ninfo: {title: \"\u{1f980}\tx\", versión: 1, verison: \"1\", version: \"1\"}\npaths: {}\n",
        ),
    ];
    for source in &sources {
        for diagnostic in run(source).diagnostics {
            if diagnostic.severity == Severity::Error
                && (!shown.contains(&diagnostic.code) || source.name() != "spec/faults.yaml")
            {
                shown.push(diagnostic.code);
                text.push_str(&render(&diagnostic, source).text);
                text.push('\n');
            }
        }
    }
    assert!(shown.len() >= 10, "{shown:?}");
    assert_golden("diagnostics.txt", &text);
}

/// A document on one long line: the part around the place is shown.
fn minified() -> String {
    let filler = "x".repeat(2_000);
    json!({"openapi": "3.1.0", "info": {"description": filler, "title": "x", "verison": "1", "version": "1"}, "paths": {}})
        .to_string()
}

/// The places do not depend on the notation: the same faults are found in JSON.
#[test]
fn the_same_faults_are_found_in_both_notations() {
    let every: Value = serde_json::from_str(&document("every-object.json")).unwrap();
    let mut faulty = every;
    let get = &mut faulty["paths"]["/things/{id}"]["get"];
    get["operationId"] = json!("changeThing");
    get["responses"]["404"]["$ref"] = json!("#/components/responses/NotFoundd");
    get["parameters"][1]["in"] = json!("qeury");
    get["parameters"][3]["x-coverage"]["count"] = json!(-1);
    faulty["components"]["schemas"]["Thing"]["type"] = json!("objekt");
    faulty["info"]["titel"] = json!("x");
    let json_source = Source::new("a.json", serde_json::to_string_pretty(&faulty).unwrap());
    let yaml_source = Source::new("a.yaml", to_yaml(&faulty));
    let in_json = findings(&run(&json_source), &json_source);
    let in_yaml = findings(&run(&yaml_source), &yaml_source);
    let errors: Vec<(Code, &str)> = in_json
        .iter()
        .filter(|(severity, ..)| *severity == Severity::Error)
        .map(|(_, code, pointer, ..)| (*code, pointer.as_str()))
        .collect();
    let get = "#/paths/~1things~1{id}/get";
    for (code, pointer) in [
        (Code::MisspelledKeyword, "#/info/titel".to_owned()),
        (
            Code::InvalidValue,
            "#/components/schemas/Thing/type".to_owned(),
        ),
        (Code::InvalidValue, format!("{get}/parameters/1/in")),
        (
            Code::WrongType,
            format!("{get}/parameters/3/x-coverage/count"),
        ),
        (Code::DanglingReference, format!("{get}/responses/404/$ref")),
    ] {
        assert!(
            errors.contains(&(code, pointer.as_str())),
            "{code} {pointer} in {errors:#?}"
        );
    }
    assert!(
        errors
            .iter()
            .any(|(code, _)| *code == Code::DuplicateOperationId)
    );
    for (left, right) in in_json.iter().zip(&in_yaml) {
        assert_eq!((left.0, left.1, &left.2), (right.0, right.1, &right.2));
    }
    assert_eq!(in_json.len(), in_yaml.len());
    for (source, found) in [(&json_source, &in_json), (&yaml_source, &in_yaml)] {
        for (_, _, pointer, line, column) in found {
            let key = pointer.rsplit('/').next().unwrap().replace("~1", "/");
            let text = source.line(*line);
            // A member stands on the line of its key; an element or an object begins there or below.
            let near = text.contains(&key)
                || source.line(line - 1).contains(&key)
                || key.parse::<usize>().is_ok();
            assert!(
                near && *column <= text.chars().count(),
                "{pointer} is not at {line}:{column}: {text}"
            );
        }
    }
}
