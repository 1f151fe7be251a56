//! What is written into a path, read back by the rules of RFC 6570, is what was meant.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use oas_runtime::Request;
use oas_runtime::client::BaseUrl;
use oas_runtime::http::Method;
use oas_runtime::indexmap::IndexMap;
use oas_runtime::request::{Operation, PathStyle};
use proptest::prelude::*;
use serde::Serialize;

static ONE: Operation = Operation::new("one", Method::GET, "/before/{id}/after");

#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Simple,
    Label,
    Matrix,
}

fn style(form: Form, explode: bool) -> PathStyle {
    let style = match form {
        Form::Simple => PathStyle::SIMPLE,
        Form::Label => PathStyle::LABEL,
        Form::Matrix => PathStyle::MATRIX,
    };
    if explode { style.exploded() } else { style }
}

/// The segment that was written, as a server finds it; `None` if the value was refused.
fn segment<T: Serialize>(style: PathStyle, value: &T) -> Option<String> {
    let mut request = Request::new(&ONE);
    request.path_parameter_as("id", style, value).ok()?;
    let base = BaseUrl::new("https://api.example.com").unwrap();
    let http = request.to_http(&base).ok()?;
    assert_eq!(http.uri().query(), None);
    let path = http.uri().path();
    let segments: Vec<&str> = path.split('/').collect();
    assert_eq!(segments.len(), 4, "{path}");
    assert_eq!((segments[1], segments[3]), ("before", "after"));
    Some(segments[2].to_owned())
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut index = 0;
    while index < bytes.len() {
        if bytes[index] == b'%' {
            decoded.push(u8::from_str_radix(&text[index + 1..index + 3], 16).unwrap());
            index += 3;
        } else {
            decoded.push(bytes[index]);
            index += 1;
        }
    }
    String::from_utf8(decoded).unwrap()
}

/// The values, still encoded, without the sign and the name before them.
fn parts(form: Form, explode: bool, text: &str) -> Vec<String> {
    let (first, between) = match (form, explode) {
        (Form::Simple, _) => ("", ','),
        (Form::Label, false) => (".", ','),
        (Form::Label, true) => (".", '.'),
        (Form::Matrix, false) => (";id=", ','),
        (Form::Matrix, true) => (";", ';'),
    };
    let rest = text.strip_prefix(first).unwrap();
    rest.split(between).map(str::to_owned).collect()
}

fn read_array(form: Form, explode: bool, text: &str) -> Vec<String> {
    parts(form, explode, text)
        .iter()
        .map(|part| match (form, explode) {
            (Form::Matrix, true) if part == "id" => String::new(),
            (Form::Matrix, true) => decode(part.strip_prefix("id=").unwrap()),
            _ => decode(part),
        })
        .collect()
}

fn read_object(form: Form, explode: bool, text: &str) -> Vec<(String, String)> {
    let parts = parts(form, explode, text);
    if explode {
        return parts
            .iter()
            .map(|part| {
                let (key, value) = part.split_once('=').unwrap_or((part, ""));
                (decode(key), decode(value))
            })
            .collect();
    }
    parts
        .chunks(2)
        .map(|pair| (decode(&pair[0]), decode(&pair[1])))
        .collect()
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,6}",
        "[a-z./?#;,=&%+ \\\\|é日\u{0}-\u{1f}\\]\\[]{0,6}",
        Just("..".to_owned()),
        Just("%2e".to_owned()),
    ]
}

fn forms() -> impl Strategy<Value = Form> {
    prop_oneof![Just(Form::Simple), Just(Form::Label), Just(Form::Matrix)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scalars(form in forms(), explode: bool, value in texts()) {
        let Some(text) = segment(style(form, explode), &value) else {
            // Only what would be no segment or a step within the path is refused.
            let written = if form == Form::Label { format!(".{value}") } else { value };
            prop_assert!(matches!(written.as_str(), "" | "." | ".."), "{:?}", written);
            return Ok(());
        };
        let read = match form {
            Form::Simple => text.as_str(),
            Form::Label => text.strip_prefix('.').unwrap(),
            Form::Matrix if text == ";id" => "",
            Form::Matrix => text.strip_prefix(";id=").unwrap(),
        };
        prop_assert_eq!(decode(read), value);
    }

    #[test]
    fn arrays(form in forms(), explode: bool, values in prop::collection::vec(texts(), 1..5)) {
        if let Some(text) = segment(style(form, explode), &values) {
            prop_assert_eq!(read_array(form, explode, &text), values, "{}", text);
        } else {
            prop_assert!(form != Form::Matrix && values.iter().all(|value| value.len() <= 3));
        }
    }

    #[test]
    fn objects(form in forms(), explode: bool, fields in prop::collection::hash_map(texts(), texts(), 1..5)) {
        let fields: IndexMap<String, String> = fields.into_iter().collect();
        let text = segment(style(form, explode), &fields).unwrap();
        let expected: Vec<(String, String)> = fields.into_iter().collect();
        prop_assert_eq!(read_object(form, explode, &text), expected, "{}", text);
    }
}
