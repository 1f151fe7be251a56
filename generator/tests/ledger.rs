//! Nothing is dropped silently: a keyword that no one knows is reported wherever an object can
//! stand, once and with its place, in both dialects and both notations.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{all_rendered, document, run, to_yaml};
use oas_codegen::diagnostics::{Code, Target, render};
use oas_codegen::{Diagnostic, Severity, Source};
use serde_json::{Value, json};

/// Members of these are names of the document's own, or values about which OpenAPI says nothing.
/// Every other object of the document must report an unknown keyword.
const MAPS: [&str; 24] = [
    "links",
    "variables",
    "schemas",
    "parameters",
    "responses of components",
    "requestBodies",
    "headers",
    "examples",
    "securitySchemes",
    "properties",
    "content",
    "encoding",
    "scopes",
    "notes",
    "fields",
    "formats",
    "flags",
    "value",
    "example",
    "x-request",
    // A scheme that is not declared is a dangling reference.
    "security",
    // Paths and codes have shapes of their own: an unknown key is an invalid one.
    "paths",
    "responses of an operation",
    "x-example",
];

/// The pointers of all objects that have a vocabulary.
fn objects(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(document, "#", "", false, &mut found);
    found
}

fn collect(value: &Value, pointer: &str, name: &str, named: bool, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            let in_components =
                pointer.starts_with("#/components/") && pointer.matches('/').count() == 2;
            let role = match name {
                "responses" if in_components => "responses of components",
                "responses" => "responses of an operation",
                other => other,
            };
            // A property may be called like a map: what is named by the document is no keyword.
            let is_map = !named && MAPS.contains(&role);
            if matches!(role, "value" | "example" | "x-request") && !named {
                return;
            }
            if !is_map {
                found.push(pointer.to_owned());
            }
            for (key, value) in members {
                let escaped = key.replace('~', "~0").replace('/', "~1");
                collect(value, &format!("{pointer}/{escaped}"), key, is_map, found);
            }
        }
        Value::Array(elements) if name != "security" => {
            for (index, element) in elements.iter().enumerate() {
                collect(element, &format!("{pointer}/{index}"), "", false, found);
            }
        }
        _ => {}
    }
}

/// Puts both unheard-of keywords into every object of the list.
fn with_unknown_keywords(document: &Value, places: &[String]) -> Value {
    let mut changed = document.clone();
    for place in places {
        let object = changed.pointer_mut(place.trim_start_matches('#')).unwrap();
        let members = object.as_object_mut().unwrap();
        members.insert("frobnicate".to_owned(), json!({"frobnicate": 1}));
        members.insert("x-frobnicate".to_owned(), json!([{"x-frobnicate": 1}]));
    }
    changed
}

/// The document in both dialects and both notations.
fn variants(document: &Value) -> Vec<Source> {
    let mut sources = Vec::new();
    for version in ["3.0.3", "3.1.0"] {
        let mut document = document.clone();
        document["openapi"] = version.into();
        sources.push(Source::new(
            format!("{version}.json"),
            serde_json::to_string_pretty(&document).unwrap(),
        ));
        sources.push(Source::new(format!("{version}.yaml"), to_yaml(&document)));
    }
    sources
}

fn every_object() -> Value {
    serde_json::from_str(&document("every-object.json")).unwrap()
}

#[test]
fn the_document_of_every_object_is_valid() {
    for source in variants(&every_object()) {
        let outcome = run(&source);
        assert!(
            outcome.tree.is_some(),
            "{}",
            all_rendered(&outcome.diagnostics, &source)
        );
    }
}

#[test]
fn every_kind_of_object_is_in_the_list() {
    let places = objects(&every_object());
    assert!(places.len() > 80, "{} objects", places.len());
    for place in [
        "#",
        "#/info",
        "#/info/contact",
        "#/info/license",
        "#/servers/0",
        "#/servers/0/variables/region",
        "#/paths/~1things~1{id}/servers/0",
        "#/paths/~1things~1{id}/get/servers/0/variables/tenant",
        "#/tags/0",
        "#/tags/0/externalDocs",
        "#/externalDocs",
        "#/x-integrations/0",
        "#/paths/~1things~1{id}",
        "#/paths/~1things~1{id}/get",
        "#/paths/~1things~1{id}/parameters/0",
        "#/paths/~1things~1{id}/get/x-coverage",
        "#/paths/~1things~1{id}/get/x-pagination",
        "#/paths/~1things~1{id}/get/x-key-by",
        "#/paths/~1things~1{id}/get/x-response-formats",
        "#/paths/~1things~1{id}/get/x-example-program",
        "#/paths/~1things~1{id}/get/parameters/0",
        "#/paths/~1things~1{id}/get/parameters/3/x-query-encoding",
        "#/paths/~1things~1{id}/get/parameters/3/x-provenance",
        "#/paths/~1things~1{id}/get/parameters/5/content/application~1json",
        "#/paths/~1things~1{id}/get/parameters/5/content/application~1json/schema",
        "#/paths/~1things~1{id}/get/parameters/5/content/application~1json/examples/one",
        "#/paths/~1things~1{id}/get/parameters/3/x-coverage",
        "#/paths/~1things~1{id}/get/parameters/3/x-coverage/fields/gt",
        "#/paths/~1things~1{id}/get/parameters/3/examples/day",
        "#/paths/~1things~1{id}/get/responses/200",
        "#/paths/~1things~1{id}/get/responses/200/headers/Limit",
        "#/paths/~1things~1{id}/get/responses/200/headers/Limit/schema",
        "#/paths/~1things~1{id}/get/responses/200/headers/Typed/content/text~1plain",
        "#/paths/~1things~1{id}/get/responses/200/content/application~1json",
        "#/paths/~1things~1{id}/post/requestBody",
        "#/components",
        "#/components/schemas/Thing",
        "#/components/schemas/Thing/x-provenance",
        "#/components/schemas/Thing/properties/labels/additionalProperties",
        "#/components/schemas/Thing/properties/labels/additionalProperties/items",
        "#/components/schemas/Thing/properties/all/allOf/1/properties/b",
        "#/components/schemas/Thing/properties/one/oneOf/0",
        "#/components/schemas/Thing/properties/any/anyOf/1/items",
        "#/components/schemas/Failure/x-error-body",
        "#/components/schemas/Unused/properties/deep/items/properties/deeper",
        "#/components/securitySchemes/token",
        "#/components/securitySchemes/basic",
        "#/components/securitySchemes/session",
        "#/components/securitySchemes/login/flows",
        "#/components/securitySchemes/login/flows/authorizationCode",
        "#/components/headers/Shared/examples/one",
        "#/components/examples/Day",
        "#/components/requestBodies/Replace",
        "#/components/links/Replace",
        "#/paths/~1things~1{id}/get/responses/200/links/Change",
        "#/components/responses/NotFound",
        "#/components/parameters/Cursor",
    ] {
        assert!(
            places.iter().any(|known| known == place),
            "{place} in {places:#?}"
        );
    }
}

#[test]
fn an_unknown_keyword_is_reported_once_wherever_an_object_stands() {
    let plain = every_object();
    let places = objects(&plain);
    let changed = with_unknown_keywords(&plain, &places);
    for (before, after) in variants(&plain).iter().zip(variants(&changed)) {
        let known = run(before).diagnostics;
        let outcome = run(&after);
        let mut missed = Vec::new();
        for place in &places {
            for (key, code, severity) in [
                ("frobnicate", Code::UnknownKeyword, Severity::Warning),
                ("x-frobnicate", Code::ForeignExtension, Severity::Note),
            ] {
                let pointer = format!("{place}/{key}");
                let found: Vec<&Diagnostic> = outcome
                    .diagnostics
                    .iter()
                    .filter(|diagnostic| diagnostic.pointer.to_string() == pointer)
                    .collect();
                match found.as_slice() {
                    [one] if one.code == code && one.severity == severity => {
                        assert_points_at_key(one, &after, key);
                    }
                    other => missed.push(format!("{pointer}: {other:?}")),
                }
            }
        }
        assert!(
            missed.is_empty(),
            "{}:\n{}",
            after.name(),
            missed.join("\n")
        );
        // Nothing else is said because of them.
        assert_eq!(
            outcome.diagnostics.len(),
            known.len() + places.len() * 2,
            "{}",
            all_rendered(&outcome.diagnostics, &after)
        );
        assert!(outcome.tree.is_some());
    }
}

#[track_caller]
fn assert_points_at_key(diagnostic: &Diagnostic, source: &Source, key: &str) {
    assert_eq!(diagnostic.target, Target::Key);
    let place = render(diagnostic, source);
    let line = source.line(place.line);
    let rest: String = line.chars().skip(place.column - 1).collect();
    assert!(
        rest.starts_with(&format!("\"{key}\"")),
        "{}:{}:{} is `{rest}`",
        source.name(),
        place.line,
        place.column
    );
}

#[test]
fn unknown_keys_of_maps_with_rules_are_reported_too() {
    for (place, key, code) in [
        ("/paths", "frobnicate", Code::InvalidValue),
        ("/paths", "x-frobnicate", Code::ForeignExtension),
        (
            "/paths/~1things~1{id}/get/responses",
            "frobnicate",
            Code::InvalidValue,
        ),
        (
            "/paths/~1things~1{id}/get/responses",
            "x-frobnicate",
            Code::ForeignExtension,
        ),
        ("/security/0", "frobnicate", Code::DanglingReference),
        (
            "/paths/~1things~1{id}/get/security/0",
            "x-frobnicate",
            Code::DanglingReference,
        ),
        (
            "/paths/~1things~1{id}/get/x-example-program/flags",
            "frobnicate",
            Code::InvalidExtension,
        ),
        (
            "/paths/~1things~1{id}/get/x-response-formats/formats",
            "frobnicate",
            Code::InvalidValue,
        ),
        (
            "/paths/~1things~1{id}/get/parameters/3/x-coverage/notes",
            "frobnicate",
            Code::InvalidExtension,
        ),
        ("/components/securitySchemes", "frobnicate", Code::WrongType),
        (
            "/components/schemas/Thing/properties",
            "frobnicate",
            Code::WrongType,
        ),
    ] {
        let mut changed = every_object();
        let value = if code == Code::WrongType {
            json!(1)
        } else {
            json!("1")
        };
        let value = if place.contains("security/") {
            json!([])
        } else {
            value
        };
        changed.pointer_mut(place).unwrap()[key] = value;
        for source in variants(&changed) {
            let outcome = run(&source);
            let found: Vec<Code> = outcome
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.pointer.to_string() == format!("#{place}/{key}"))
                .map(|diagnostic| diagnostic.code)
                .collect();
            assert_eq!(found, [code], "{place}/{key} in {}", source.name());
        }
    }
}

#[test]
fn near_misses_are_errors_that_say_what_was_meant() {
    for (place, wrong, meant) in [
        ("/info", "desciption", "description"),
        ("/info", "titel", "title"),
        ("", "server", "servers"),
        ("", "component", "components"),
        ("/paths/~1things~1{id}", "parameter", "parameters"),
        ("/paths/~1things~1{id}/get", "operationID", "operationId"),
        ("/paths/~1things~1{id}/get", "sumary", "summary"),
        ("/paths/~1things~1{id}/get", "x-paginaton", "x-pagination"),
        (
            "/paths/~1things~1{id}/get/parameters/4",
            "x-implied-by-tokn",
            "x-implied-by-token",
        ),
        (
            "/paths/~1things~1{id}/get/parameters/1",
            "requierd",
            "required",
        ),
        (
            "/paths/~1things~1{id}/get/parameters/1",
            "desciption",
            "description",
        ),
        (
            "/paths/~1things~1{id}/get/responses/200",
            "contents",
            "content",
        ),
        (
            "/paths/~1things~1{id}/post/requestBody",
            "requried",
            "required",
        ),
        ("/components/schemas/Thing", "proprties", "properties"),
        ("/components/schemas/Thing", "requierd", "required"),
        (
            "/components/schemas/Thing/properties/name",
            "maxlength",
            "maxLength",
        ),
        (
            "/components/schemas/Thing/properties/name",
            "descripton",
            "description",
        ),
        (
            "/components/schemas/Thing/properties/labels",
            "aditionalProperties",
            "additionalProperties",
        ),
        ("/components/securitySchemes/token", "shceme", "scheme"),
        (
            "/components/securitySchemes/login/flows",
            "implict",
            "implicit",
        ),
        ("/components/headers/Shared", "shema", "schema"),
        ("/components/headers/Shared", "requird", "required"),
        ("/components/links/Replace", "operationref", "operationRef"),
        ("/components/examples/Day", "externalvalue", "externalValue"),
    ] {
        let mut changed = every_object();
        changed.pointer_mut(place).unwrap()[wrong] = json!("x");
        for source in variants(&changed) {
            let outcome = run(&source);
            let found: Vec<(Severity, Code, Option<&str>)> = outcome
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.pointer.to_string() == format!("#{place}/{wrong}"))
                .map(|diagnostic| {
                    (
                        diagnostic.severity,
                        diagnostic.code,
                        diagnostic.help.as_deref(),
                    )
                })
                .collect();
            let help = format!("did you mean `{meant}`?");
            assert_eq!(
                found,
                [(
                    Severity::Error,
                    Code::MisspelledKeyword,
                    Some(help.as_str())
                )],
                "{place}/{wrong} in {}",
                source.name()
            );
            assert!(outcome.tree.is_none());
        }
    }
}
