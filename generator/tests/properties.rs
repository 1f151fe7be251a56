//! Whatever a document holds, the generator neither panics nor emits text that is no Rust.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{document, run};
use oas_codegen::Source;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Texts that try to break out of the place they land in.
const HOSTILE: [&str; 16] = [
    "\"; panic!(); //",
    "*/ fn main() {}",
    "#![allow(warnings)]",
    "```\npanic!()\n```",
    "```rust\ncompile_error!()",
    "    indented code",
    "\u{202e}\u{2066}bidi",
    "\0\r\u{7}",
    "[link] <tag> `code",
    "../../etc/passwd",
    "crate",
    "r#self",
    "",
    "🦀",
    "\\\\\"",
    "{{}}",
];

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        ".{0,12}",
    ]
}

fn replacement() -> impl Strategy<Value = Value> {
    prop_oneof![
        hostile().prop_map(Value::from),
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(json!({"$ref": "#/components/schemas/Thing"})),
        Just(json!({"type": "object", "properties": {"a": {"type": "string"}}})),
    ]
}

/// One change at a place that the numbers choose: another value, another key, or none.
#[derive(Debug, Clone)]
struct Change {
    path: Vec<u16>,
    value: Value,
    key: Option<String>,
    remove: bool,
}

fn change() -> impl Strategy<Value = Change> {
    (
        proptest::collection::vec(any::<u16>(), 1..9),
        replacement(),
        proptest::option::of(hostile()),
        any::<bool>(),
    )
        .prop_map(|(path, value, key, remove)| Change {
            path,
            value,
            key,
            remove,
        })
}

fn apply(target: &mut Value, change: &Change, depth: usize) {
    let Some(choice) = change.path.get(depth).map(|choice| usize::from(*choice)) else {
        *target = change.value.clone();
        return;
    };
    match target {
        Value::Object(members) if !members.is_empty() => {
            let key = members.keys().nth(choice % members.len()).cloned().unwrap();
            if depth + 1 < change.path.len() {
                apply(&mut members[&key], change, depth + 1);
            } else if change.remove {
                members.remove(&key);
            } else if let Some(new) = &change.key {
                let value = members.remove(&key).unwrap();
                members.insert(new.clone(), value);
            } else {
                members[&key] = change.value.clone();
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            let index = choice % elements.len();
            apply(&mut elements[index], change, depth + 1);
        }
        other => *other = change.value.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn changed_documents_give_rust_or_a_diagnostic(
        changes in proptest::collection::vec(change(), 1..4),
        openapi in proptest::sample::select(vec!["3.0.3", "3.1.0"]),
    ) {
        let mut changed: Value = serde_json::from_str(&document("every-object.json")).unwrap();
        for change in &changes {
            apply(&mut changed, change, 0);
        }
        if let Some(version) = changed.get_mut("openapi") {
            *version = openapi.into();
        }
        let source = Source::new("changed.json", changed.to_string());
        let outcome = run(&source);
        for diagnostic in &outcome.diagnostics {
            prop_assert!(!oas_codegen::diagnostics::render(diagnostic, &source).text.is_empty());
        }
        match outcome.tree {
            None => prop_assert!(!outcome.diagnostics.is_empty()),
            Some(tree) => {
                for (path, bytes) in tree.iter() {
                    let text = std::str::from_utf8(bytes).unwrap();
                    if path.ends_with(".rs") {
                        let refused = text.lines().any(|line| line.starts_with("compile_error!"));
                        prop_assert!(!refused, "{path}:\n{text}");
                        prop_assert!(syn::parse_file(text).is_ok(), "{path}:\n{text}");
                    }
                    prop_assert!(!path.contains(".."), "{path}");
                }
                let again = run(&source).tree;
                prop_assert_eq!(Some(tree), again, "the same document gives the same bytes");
            }
        }
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let plain: Value = serde_json::from_str(&document("every-object.json")).unwrap();
    for hostile in HOSTILE {
        let mut changed = plain.clone();
        changed["info"]["title"] = hostile.into();
        changed["info"]["description"] = hostile.into();
        changed["tags"][0]["name"] = hostile.into();
        changed["components"]["schemas"]["Thing"]["description"] = hostile.into();
        let server = &mut changed["servers"][0];
        server["description"] = hostile.into();
        server["name"] = hostile.into();
        server["variables"]["region"]["description"] = hostile.into();
        server["variables"]["region"]["enum"] = json!(["eu", hostile]);
        let list = &mut changed["paths"]["/things/{id}"]["get"];
        list["servers"][0]["variables"]["tenant"]["default"] =
            hostile.replace(['{', '}'], "").into();
        list["security"][2]["login"] = json!([hostile]);
        let schemes = &mut changed["components"]["securitySchemes"];
        schemes["key"]["description"] = hostile.into();
        schemes["session"] =
            json!({"type": "apiKey", "in": "query", "name": format!("x{hostile}")});
        let put = &mut changed["paths"]["/things/{id}"]["put"]["responses"];
        put["201"]["description"] = hostile.into();
        put["201"]["headers"]["Place"]["description"] = hostile.into();
        put["201"]["content"][hostile] = json!({});
        put["409"]["description"] = hostile.into();
        let links = &mut changed["components"]["links"];
        links["Replace"]["description"] = hostile.into();
        links["Replace"]["parameters"] = json!({hostile: hostile});
        let source = Source::new("hostile.json", changed.to_string());
        let outcome = run(&source);
        let Some(tree) = outcome.tree else {
            panic!(
                "{hostile:?}: {}",
                common::all_rendered(&outcome.diagnostics, &source)
            );
        };
        for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let text = std::str::from_utf8(bytes).unwrap();
            let file =
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            assert!(
                !file
                    .items
                    .iter()
                    .any(|item| matches!(item, syn::Item::Macro(_))),
                "{path}:\n{text}"
            );
            assert!(
                !text
                    .chars()
                    .any(|character| matches!(character, '\0' | '\u{202e}' | '\u{2066}')),
                "{path}"
            );
        }
    }
}
