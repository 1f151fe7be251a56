//! Each fault has its code, its JSON pointer, its line and its column, all are found in one run,
//! and what a person reads of each kind is `golden/diagnostics.txt`.

mod common;

use common::{assert_golden, document, findings, run, to_yaml};
use oas_codegen::diagnostics::{Code, render};
use oas_codegen::{Severity, Source};
use serde_json::{Value, json};

/// Every error of `documents/faults.yaml`, in the order of the stages.
const EXPECTED: &[(Code, &str, usize, usize)] = &[
    (Code::WrongType, "#/info/description", 5, 16),
    (Code::MisspelledKeyword, "#/info/licence", 6, 3),
    (Code::InvalidValue, "#/servers/0/url", 8, 10),
    (Code::MissingField, "#/x-integrations/0", 12, 5),
    (
        Code::MisspelledKeyword,
        "#/components/schemas/Page/properties/things/itmes",
        62,
        31,
    ),
    (
        Code::WrongType,
        "#/components/schemas/Page/properties/next/type/1",
        63,
        31,
    ),
    (
        Code::MisspelledKeyword,
        "#/components/schemas/Page/required/0",
        60,
        18,
    ),
    (
        Code::MissingField,
        "#/components/securitySchemes/token",
        75,
        12,
    ),
    (Code::InvalidValue, "#/paths/no-slash", 14, 13),
    (
        Code::InvalidValue,
        "#/paths/~1things~1{id}/get/parameters/1/schema/type",
        20,
        52,
    ),
    (
        Code::InvalidValue,
        "#/paths/~1things~1{id}/get/parameters/3/in",
        22,
        29,
    ),
    (
        Code::InvalidValue,
        "#/paths/~1things~1{id}/get/responses/99",
        31,
        15,
    ),
    (
        Code::InvalidValue,
        "#/paths/~1things~1{id}/get/x-pagination/style",
        43,
        29,
    ),
    (
        Code::InvalidValue,
        "#/paths/~1things~1{id}/get/x-response-formats/formats/raw",
        45,
        62,
    ),
    (
        Code::WrongType,
        "#/paths/~1things~1{id}/get/x-example-program/flags/id",
        46,
        62,
    ),
    (
        Code::WrongType,
        "#/paths/~1things~1{id}/put/security/0/token",
        55,
        26,
    ),
    (
        Code::AllOfConflict,
        "#/components/schemas/Page/properties/both/allOf/1",
        64,
        40,
    ),
    (
        Code::DanglingReference,
        "#/components/schemas/Page/properties/whole/$ref",
        65,
        23,
    ),
    (
        Code::DanglingReference,
        "#/components/schemas/Page/properties/deep/$ref",
        66,
        22,
    ),
    (
        Code::ReferenceCycle,
        "#/components/schemas/Chain/allOf/0",
        67,
        21,
    ),
    (
        Code::DuplicateParameter,
        "#/paths/~1things~1{id}/get/parameters/2",
        21,
        11,
    ),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/get/parameters/4/$ref",
        23,
        18,
    ),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/get/parameters/5/$ref",
        24,
        18,
    ),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/get/responses/200/headers/Missing/$ref",
        35,
        29,
    ),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/get/responses/200/content/application~1json/schema/$ref",
        38,
        30,
    ),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/get/responses/200/content/application~1json/examples/lost/$ref",
        41,
        30,
    ),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/get/responses/404/$ref",
        42,
        23,
    ),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/put/requestBody/$ref",
        53,
        27,
    ),
    (
        Code::ExternalReference,
        "#/paths/~1things~1{id}/post/requestBody/$ref",
        49,
        27,
    ),
    (
        Code::ReferenceCycle,
        "#/components/parameters/Round/$ref",
        69,
        19,
    ),
    (
        Code::ReferenceCycle,
        "#/components/parameters/About/$ref",
        70,
        19,
    ),
    (
        Code::DanglingReference,
        "#/components/headers/Unused/$ref",
        73,
        20,
    ),
    (
        Code::DanglingReference,
        "#/components/securitySchemes/Unused/$ref",
        76,
        20,
    ),
    (Code::DanglingReference, "#/security/0/tokenn", 10, 13),
    (
        Code::DanglingReference,
        "#/paths/~1things~1{id}/put/security/0/token",
        55,
        26,
    ),
    (
        Code::DuplicateOperationId,
        "#/paths/~1things~1{id}/post/operationId",
        48,
        20,
    ),
    (
        Code::PathParameterMismatch,
        "#/paths/~1things~1{id}/get",
        17,
        7,
    ),
    (
        Code::PathParameterMismatch,
        "#/paths/~1things~1{id}/get/parameters/0",
        19,
        11,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/parameters/6/x-query-operators",
        28,
        30,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/x-pagination/parameter",
        43,
        47,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/x-pagination",
        43,
        21,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/x-key-by/parameter",
        44,
        29,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/x-key-by",
        44,
        17,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/x-response-formats/parameter",
        45,
        39,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/x-example-program",
        46,
        26,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/parameters/6/x-coverage/supported/0",
        29,
        36,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/parameters/6/x-coverage/supported/1",
        29,
        41,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/parameters/6/x-coverage/required/0",
        29,
        60,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/parameters/6/x-coverage/required/0",
        29,
        60,
    ),
    (
        Code::InvalidExtension,
        "#/paths/~1things~1{id}/get/parameters/6/x-coverage/count",
        29,
        73,
    ),
    (
        Code::InvalidExample,
        "#/paths/~1things~1{id}/get/responses/200/content/application~1json/examples/far/externalValue",
        40,
        38,
    ),
    (
        Code::PathParameterMismatch,
        "#/paths/~1things~1{id}/put",
        52,
        7,
    ),
    (
        Code::PathParameterMismatch,
        "#/paths/~1things~1{id}/post",
        48,
        7,
    ),
];

#[test]
fn each_fault_has_its_code_and_place() {
    let source = Source::new("faults.yaml", document("faults.yaml"));
    let outcome = run(&source);
    let found: Vec<(Code, String, usize, usize)> = findings(&outcome, &source)
        .into_iter()
        .filter(|(severity, ..)| *severity == Severity::Error)
        .map(|(_, code, pointer, line, column)| (code, pointer, line, column))
        .collect();
    let expected: Vec<(Code, String, usize, usize)> = EXPECTED
        .iter()
        .map(|(code, pointer, line, column)| (*code, (*pointer).to_owned(), *line, *column))
        .collect();
    for missing in expected.iter().filter(|fault| !found.contains(fault)) {
        println!("not found: {missing:?}");
    }
    assert_eq!(found, expected);
    assert!(outcome.tree.is_none());
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

/// A document on one long line: the line is not shown, its place is.
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
