//! The same document gives the same bytes, and moving things about in it renames nothing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;

use oas_codegen::{Source, Tree};
use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;
use serde_json::Value;

const SMALL: &str = "openapi: 3.1.0
info: {title: Small, version: 1.0.0}
paths:
  /a/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: b, in: query, schema: {type: string, enum: [x, y]}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/C'}}}}}
components:
  schemas:
    C: {type: object, properties: {d: {type: integer}, e: {oneOf: [{type: string}, {type: integer}]}}}
";

#[test]
fn a_thousand_runs_give_the_same_bytes() {
    // Small, because of the thousand: what could differ is in any document with several names.
    let source = Source::new("small.yaml", SMALL);
    let first = common::tree_of(&source);
    for _ in 0..1_000 {
        assert!(common::tree_of(&source) == first);
    }
}

/// Puts the members of every object into another order, decided by `numbers`.
fn shuffle(value: &mut Value, numbers: &mut impl FnMut() -> usize) {
    match value {
        Value::Object(members) => {
            let mut left: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
            while !left.is_empty() {
                let (key, mut value) = left.remove(numbers() % left.len());
                shuffle(&mut value, numbers);
                members.insert(key, value);
            }
        }
        Value::Array(elements) => {
            for element in elements {
                shuffle(element, numbers);
            }
        }
        _ => {}
    }
}

/// Every identifier of every Rust file, with how often it stands there.
fn names(tree: &Tree) -> BTreeMap<String, BTreeMap<String, usize>> {
    let mut files = BTreeMap::new();
    for (path, bytes) in tree.iter() {
        let mut names = BTreeMap::new();
        if path.ends_with(".rs") && !path.starts_with("tests/") {
            let text = std::str::from_utf8(bytes).unwrap();
            count(text.parse().unwrap(), &mut names);
        }
        files.insert(path.to_owned(), names);
    }
    files
}

fn count(tokens: TokenStream, names: &mut BTreeMap<String, usize>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => count(group.stream(), names),
            TokenTree::Ident(ident) => *names.entry(ident.to_string()).or_default() += 1,
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn from_yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn a_shuffled_document_has_the_same_names(seed in any::<u64>()) {
        let documents = [
            serde_json::from_str(&common::document("every-object.json")).unwrap(),
            from_yaml(&common::document("every-use.yaml")),
            from_yaml(&common::document("petstore.yaml")),
            from_yaml(&common::document("answers.yaml")),
            from_yaml(&common::document("security.yaml")),
            from_yaml(&common::document("servers.yaml")),
        ];
        for original in documents {
            let mut state = seed;
            let mut numbers = || {
                // An xorshift: enough to put things out of order.
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                usize::try_from(state % 1_000_003).unwrap()
            };
            let mut shuffled = original.clone();
            shuffle(&mut shuffled, &mut numbers);
            prop_assert_eq!(&shuffled, &original, "only the order changes");
            let of = |value: &Value| names(&common::tree_of(&Source::new("a.json", value.to_string())));
            let (expected, found) = (of(&original), of(&shuffled));
            let paths = |files: &BTreeMap<String, _>| files.keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(paths(&expected), paths(&found));
            for (path, names) in &expected {
                prop_assert_eq!(names, &found[path], "{}", path);
            }
        }
    }
}
