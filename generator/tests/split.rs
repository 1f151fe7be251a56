//! A document means the same however it is split into files: each schema, parameter, response
//! and path is put into a file of its own, and the crate is the same to the byte.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;

use common::all_rendered;
use oas_codegen::{Options, Outcome, Source, generate};
use serde_json::{Value, json};

const DOCUMENTS: [&str; 8] = [
    "petstore.yaml",
    "schemas.yaml",
    "parameters.yaml",
    "bodies.yaml",
    "incoming.yaml",
    "three_two.yaml",
    "every-object.json",
    "files/one-file.yaml",
];

/// The other files by their paths, and the document without what went into them.
fn split(mut document: Value) -> (String, BTreeMap<String, String>) {
    let mut files = BTreeMap::new();
    for holder in [
        "/paths",
        "/components/schemas",
        "/components/parameters",
        "/components/responses",
        "/components/requestBodies",
        "/components/headers",
        "/components/examples",
        "/components/pathItems",
    ] {
        let Some(Value::Object(members)) = document.pointer_mut(holder) else {
            continue;
        };
        let folder = holder.rsplit('/').next().unwrap();
        for (index, (name, value)) in members.iter_mut().enumerate() {
            let one_reference = value
                .as_object()
                .is_some_and(|one| one.contains_key("$ref"));
            if name.starts_with("x-") || !value.is_object() || one_reference {
                continue;
            }
            // The names of files say nothing: those of the components are what counts.
            let path = format!("{folder}/{index} of these.json");
            let reference = path.replace(' ', "%20");
            let mut moved = std::mem::replace(value, json!({ "$ref": reference }));
            lead_out(&mut moved);
            files.insert(path, moved.to_string());
        }
    }
    (document.to_string(), files)
}

/// References in a file of a folder lead to the document above it.
fn lead_out(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if text.starts_with("#/") && key != "example" => {
                        *text = format!("../openapi.json{text}");
                    }
                    Value::String(text) if key == "externalValue" => *text = format!("../{text}"),
                    _ => lead_out(value),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(lead_out),
        _ => {}
    }
}

fn run(text: &str, files: &BTreeMap<String, String>) -> (Source, Outcome) {
    let source = Source::new("openapi.json", text);
    let outcome = generate(&source, &Options::new("subject"), &|path| {
        let own = files.get(path).cloned();
        own.or_else(|| {
            std::fs::read_to_string(common::tests_folder().join("documents/files").join(path)).ok()
        })
        .ok_or_else(|| "there is no such file".to_owned())
    });
    (source, outcome)
}

/// `serde_yaml` makes no `Value` of a number beyond `u64`.
fn without_large_numbers(text: &str) -> String {
    let mut kept = String::new();
    let mut digits = 0;
    for character in text.chars() {
        digits = if character.is_ascii_digit() {
            digits + 1
        } else {
            0
        };
        if digits < 18 {
            kept.push(character);
        }
    }
    kept
}

#[test]
fn a_document_means_the_same_in_files() {
    let own = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../spec/truto-unified-ats.yaml"
    ));
    let texts = DOCUMENTS.iter().map(|name| (*name, common::document(name)));
    for (name, text) in texts.chain([("the repository's own", own.unwrap())]) {
        let text = without_large_numbers(&text);
        let document: Value = serde_yaml::from_str(&text).unwrap();
        let (_, whole) = run(&document.to_string(), &BTreeMap::new());
        let (text, files) = split(document);
        let (source, parts) = run(&text, &files);
        let said = all_rendered(&parts.diagnostics, &source);
        assert_eq!(
            whole.diagnostics.len(),
            parts.diagnostics.len(),
            "{name}\n{said}"
        );
        assert_eq!(whole.summary, parts.summary, "{name}");
        assert_eq!(whole.tree.is_some(), parts.tree.is_some(), "{name}");
        let (Some(whole), Some(parts)) = (whole.tree, parts.tree) else {
            continue;
        };
        for (path, bytes) in whole.iter() {
            let other = parts.get(path).map(String::from_utf8_lossy);
            assert_eq!(
                Some(String::from_utf8_lossy(bytes)),
                other,
                "{name}: {path}"
            );
        }
        assert_eq!(whole.iter().count(), parts.iter().count(), "{name}");
        assert!(!files.is_empty(), "{name}");
    }
}
