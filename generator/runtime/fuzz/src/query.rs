//! Arbitrary values in a query: refused, or read back by a parser in the manner of `qs` as what
//! was meant.

use std::collections::BTreeMap;

use arbitrary::{Arbitrary, Unstructured};
use oas_runtime::json::RawJson;
use oas_runtime::query::{ArrayForm, NestedForm, QueryParameter, QueryStyle};
use oas_runtime::serde_json::{self, Map, Value};
use oas_runtime::{Request, Result};

use crate::operations::LIST;

/// A value, or several of them.
#[derive(Arbitrary, Debug)]
pub struct Input<'a> {
    style: u8,
    is_raw: bool,
    value: Json<'a>,
}

/// JSON of any shape.
#[derive(Arbitrary, Debug)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number.
    Integer(i64),
    /// A number.
    Fraction(f64),
    /// A text.
    Text(&'a str),
    /// An array.
    Array(Vec<Self>),
    /// As many of the same, to get past the limits.
    Many(u16, &'a str),
    /// An object.
    Object(Vec<(Key<'a>, Self)>),
    /// An array in an array, and so on, to get past the limits.
    Nested(u8, Box<Self>),
}

/// The key of an object.
#[derive(Arbitrary, Debug)]
pub enum Key<'a> {
    /// Any text.
    Text(&'a str),
    /// An index as it looks.
    Number(u8),
    /// One that means something in JavaScript.
    Inherited(u8),
}

const INHERITED: [&str; 4] = ["__proto__", "constructor", "toString", "hasOwnProperty"];

static STYLES: [QueryParameter; 10] = [
    QueryParameter::new("p", QueryStyle::BRACKETS),
    QueryParameter::new(
        "p",
        QueryStyle::Nested(NestedForm {
            scalar_arrays: ArrayForm::Indices,
            object_arrays: ArrayForm::Indices,
        }),
    ),
    QueryParameter::new("p", QueryStyle::DeepObject),
    QueryParameter::new("p", QueryStyle::Form { explode: true }),
    QueryParameter::new("p", QueryStyle::Form { explode: false }),
    QueryParameter::new("p", QueryStyle::SpaceDelimited { explode: false }),
    QueryParameter::new("p", QueryStyle::PipeDelimited { explode: false }),
    QueryParameter::new(
        "p",
        QueryStyle::Nested(NestedForm {
            scalar_arrays: ArrayForm::Repeat,
            object_arrays: ArrayForm::Brackets,
        }),
    ),
    QueryParameter::new("p", QueryStyle::Form { explode: true }).allow_reserved(),
    QueryParameter::new("p", QueryStyle::Json),
];

/// How many of the styles lose nothing of any shape.
const FAITHFUL: usize = 2;

/// Runs the target on bytes.
pub fn run(data: &[u8]) {
    if let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) {
        let value = input.value.into_value(40);
        let style = usize::from(input.style) % STYLES.len();
        check(style, input.is_raw, &value);
    }
}

/// Writes the value in the style with this number.
pub fn check(style: usize, is_raw: bool, value: &Value) {
    let Some(parameter) = STYLES.get(style) else {
        return;
    };
    let mut request = Request::new(&LIST);
    let outcome: Result<()> = match RawJson::from_value(value) {
        Ok(raw) if is_raw => request.query(parameter, &raw),
        _ => request.query(parameter, value),
    };
    let text = request.query_string();
    if let Err(error) = outcome {
        assert!(error.is_invalid_parameter());
        assert!(error.to_string().contains("parameter `p"), "{error}");
        assert!(text.is_empty(), "what is refused leaves nothing behind");
        return;
    }
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || b"-._~%=&,".contains(&byte)
            || (parameter.allow_reserved && b":/?@!$'()*;".contains(&byte))
    };
    assert!(text.bytes().all(is_plain), "{text}");
    if parameter.style == QueryStyle::Json && !value.is_null() {
        let json = percent_decode(text.strip_prefix("p=").expect("the parameter"));
        // As texts: reading could round a number.
        assert_eq!(json, serde_json::to_string(value).expect("JSON"));
    }
    // An empty key beside others is sent, as the contract wants, and read as the index 0.
    if style < FAITHFUL && !has_empty_key(value) {
        let (given, meant) = (read(text), meant(value));
        let is_same = match (&given, &meant) {
            (Some(given), Some(meant)) => is_same(given, meant),
            (given, meant) => given == meant,
        };
        assert!(is_same, "{text}: {given:?} is not {meant:?}");
    }
}

fn has_empty_key(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_empty_key),
        Value::Object(fields) => fields
            .iter()
            .any(|(key, value)| key.is_empty() || has_empty_key(value)),
        _ => false,
    }
}

impl Json<'_> {
    fn into_value(self, depth: usize) -> Value {
        let Some(depth) = depth.checked_sub(1) else {
            return Value::Null;
        };
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => value.into(),
            Self::Integer(value) => value.into(),
            Self::Fraction(value) => value.into(),
            Self::Text(text) => text.into(),
            Self::Array(items) => items
                .into_iter()
                .map(|item| item.into_value(depth))
                .collect(),
            Self::Many(number, text) => vec![text; usize::from(number % 1200)].into(),
            Self::Object(fields) => fields
                .into_iter()
                .map(|(key, value)| (key.text(), value.into_value(depth)))
                .collect(),
            Self::Nested(levels, inner) => {
                let inner = inner.into_value(depth);
                (0..levels % 100).fold(inner, |inner, level| match level % 2 {
                    0 => Value::Array(vec![inner]),
                    _ => Map::from_iter([("k".to_owned(), inner)]).into(),
                })
            }
        }
    }
}

impl Key<'_> {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Number(number) => (number % 32).to_string(),
            Self::Inherited(number) => INHERITED[usize::from(*number) % INHERITED.len()].to_owned(),
        }
    }
}

/// Undoes percent-encoding.
#[must_use]
pub fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut left = text.bytes();
    while let Some(byte) = left.next() {
        if byte == b'%' {
            let digits =
                [left.next(), left.next()].map(|digit| char::from(digit.expect("a digit")));
            let digits: String = digits.iter().collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// What stands at one place.
#[derive(Debug, Default)]
struct Node {
    text: Option<String>,
    /// By key, in the order of their coming.
    below: Vec<(String, Node)>,
    unnamed: usize,
}

impl Node {
    fn insert(&mut self, segments: &[String], value: String) {
        let Some((first, rest)) = segments.split_first() else {
            assert!(self.text.is_none(), "two values in one place");
            self.text = Some(value);
            return;
        };
        let key = if first.is_empty() {
            self.unnamed += 1;
            (self.unnamed - 1).to_string()
        } else {
            first.clone()
        };
        let place = self.below.iter().position(|(other, _)| *other == key);
        let place = place.unwrap_or_else(|| {
            self.below.push((key, Self::default()));
            self.below.len() - 1
        });
        self.below[place].1.insert(rest, value);
    }

    /// As `qs` reads it: an array where all keys are indices up to 20 (or none was given), its
    /// gaps closed; an object otherwise.
    fn into_value(self) -> Value {
        if let Some(text) = self.text {
            assert!(self.below.is_empty(), "a value and what is below it");
            return Value::String(text);
        }
        let index = |key: &str| -> Option<usize> {
            let index = key.parse().ok()?;
            (key == format!("{index}")).then_some(index)
        };
        let are_indices = self.unnamed > 0
            || self
                .below
                .iter()
                .all(|(key, _)| index(key).is_some_and(|index| index <= 20));
        if are_indices {
            let indexed = self.below.into_iter();
            let indexed: BTreeMap<_, _> = indexed
                .map(|(key, node)| (index(&key), node.into_value()))
                .collect();
            return indexed.into_values().collect();
        }
        let fields = self.below.into_iter();
        let fields: Map<String, Value> =
            fields.map(|(key, node)| (key, node.into_value())).collect();
        fields.into()
    }
}

/// Reads a query with the one parameter in the manner of `qs`.
fn read(query: &str) -> Option<Value> {
    if query.is_empty() {
        return None;
    }
    let mut root = Node::default();
    let pairs: Vec<&str> = query.split('&').collect();
    assert!(pairs.len() <= 1000, "the rest is dropped");
    for pair in pairs {
        let (name, value) = pair.split_once('=').expect("a pair");
        // It decodes first and looks for brackets then.
        let name = percent_decode(name);
        let mut left = name.strip_prefix('p').expect("the parameter");
        let mut segments = Vec::new();
        while left.starts_with('[') {
            let end = closing(left).expect("a closing bracket");
            let segment = &left[1..end];
            let is_inherited = INHERITED.contains(&segment);
            assert!(!is_inherited, "dropped without a word: {name}");
            segments.push(segment.to_owned());
            left = &left[end + 1..];
        }
        assert!(left.is_empty(), "not a name: {name}");
        assert!(segments.len() <= 5, "folded into one key: {name}");
        root.insert(&segments, percent_decode(value));
    }
    Some(root.into_value())
}

/// Where the bracket ends that the text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0;
    text.char_indices().find_map(|(place, character)| {
        match character {
            '[' => open += 1,
            ']' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(place)
    })
}

/// All that was read is text: a number is the same however it is written.
fn is_same(given: &Value, meant: &Value) -> bool {
    match (given, meant) {
        (Value::String(text), Value::Number(number)) => {
            *text == number.to_string() || text.parse().ok() == number.as_f64()
        }
        (Value::String(text), Value::Bool(value)) => *text == value.to_string(),
        (Value::Array(given), Value::Array(meant)) => {
            given.len() == meant.len()
                && (given.iter().zip(meant)).all(|(given, meant)| is_same(given, meant))
        }
        (Value::Object(given), Value::Object(meant)) => {
            given.len() == meant.len()
                && meant
                    .iter()
                    .all(|(key, meant)| given.get(key).is_some_and(|given| is_same(given, meant)))
        }
        (given, meant) => given == meant,
    }
}

/// Without nulls, empty arrays and empty objects.
fn meant(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(_) | Value::Bool(_) | Value::Number(_) => Some(value.clone()),
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
