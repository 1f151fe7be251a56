//! What is written, read back in the manner of `qs`, is what was meant.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;

use oas_runtime::Request;
use oas_runtime::json::RawJson;
use oas_runtime::query::{QueryParameter, QueryStyle};
use oas_runtime::serde_json::{Map, Value};
use proptest::prelude::*;

use common::LIST;

static PARAMETER: QueryParameter = QueryParameter::new("p", QueryStyle::BRACKETS);

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut left = text.bytes();
    while let Some(byte) = left.next() {
        if byte == b'%' {
            let digits: String = [left.next().unwrap(), left.next().unwrap()]
                .map(char::from)
                .iter()
                .collect();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap());
        } else {
            assert!(
                byte.is_ascii_alphanumeric() || b"-._~".contains(&byte),
                "{text}"
            );
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[derive(Default)]
struct Node {
    text: Option<String>,
    fields: BTreeMap<String, Node>,
    elements: BTreeMap<usize, Node>,
}

impl Node {
    fn insert(&mut self, segments: &[String], value: String) {
        let Some((first, rest)) = segments.split_first() else {
            assert!(self.text.is_none(), "two values in one place");
            self.text = Some(value);
            return;
        };
        let below = if first.is_empty() {
            let next = self.elements.len();
            self.elements.entry(next).or_default()
        } else if let Ok(index) = first.parse() {
            self.elements.entry(index).or_default()
        } else {
            self.fields.entry(first.clone()).or_default()
        };
        below.insert(rest, value);
    }

    fn into_value(self) -> Value {
        if let Some(text) = self.text {
            assert!(self.fields.is_empty() && self.elements.is_empty());
            Value::String(text)
        } else if self.elements.is_empty() {
            let fields = self.fields.into_iter();
            Value::Object(
                fields
                    .map(|(name, node)| (name, node.into_value()))
                    .collect(),
            )
        } else {
            assert!(self.fields.is_empty());
            Value::Array(self.elements.into_values().map(Node::into_value).collect())
        }
    }
}

fn read(query: &str) -> Option<Value> {
    let mut root = Node::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap();
        let name = percent_decode(name);
        let brackets = name.strip_prefix('p').unwrap();
        let segments: Vec<String> = brackets
            .split('[')
            .skip(1)
            .map(|segment| segment.strip_suffix(']').unwrap().to_owned())
            .collect();
        root.insert(&segments, percent_decode(value));
    }
    (!query.is_empty()).then(|| root.into_value())
}

/// Scalars as text; without nulls, empty arrays and empty objects.
fn meant(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(_) => Some(value.clone()),
        Value::Bool(_) | Value::Number(_) => Some(Value::String(value.to_string())),
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(meant).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(fields) => {
            let fields: Map<String, Value> = fields
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), meant(value)?)))
                .collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        "[a-z&=+%#;/ é日\\]\\[]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-z][a-z0-9&=+%. é日-]{0,4}", inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_back(value in values()) {
        let mut request = Request::new(&LIST);
        request.query(&PARAMETER, &value).unwrap();
        let query = request.query_string();
        prop_assert_eq!(read(query), meant(&value), "{}", query);

        // JSON text is written exactly like the value.
        let mut raw = Request::new(&LIST);
        raw.query(&PARAMETER, &RawJson::from_value(&value).unwrap()).unwrap();
        prop_assert_eq!(raw.query_string(), query);
    }

    #[test]
    fn never_panics_on_raw_json(text in "[\\[\\]{}\",:0-9a-z \\\\.eE+-]{0,40}") {
        if let Ok(raw) = RawJson::from_text(text) {
            let mut request = Request::new(&LIST);
            let _ = request.query(&PARAMETER, &raw);
        }
    }
}
