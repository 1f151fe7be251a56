use super::{Node, Place, Pointer, Source};
use crate::diagnostics::{Code, Diagnostics, Target};

const YAML: &str = "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      tags: [x, y]\n      \"é\": {k: 1}\n  /b: ~\n  /b: 1\n";
const JSON: &str = "{\n  \"paths\": {\n    \"/a\": {\"get\": {\"tags\": [\"x\", \"y\"]}},\n    \"/b\": 1, \"/b\" : 2\n  }\n}\n";

fn place(source: &Source, pointer: &str, target: Target) -> (usize, usize) {
    let Place { line, column } = source.locate(&Pointer::parse(pointer).unwrap(), target);
    (line, column)
}

#[test]
fn yaml_places_of_keys_and_values() {
    let source = Source::new("a.yaml", YAML);
    assert_eq!(place(&source, "#/openapi", Target::Value), (1, 10));
    assert_eq!(place(&source, "#/paths/~1a/get", Target::Key), (4, 5));
    assert_eq!(
        place(&source, "#/paths/~1a/get/tags/1", Target::Value),
        (5, 17)
    );
    assert_eq!(place(&source, "#/paths/~1a/get/é/k", Target::Key), (6, 13));
    assert_eq!(place(&source, "#/paths/~1b", Target::RepeatedKey), (8, 3));
}

#[test]
fn json_places_of_keys_and_values() {
    let source = Source::new("a.json", JSON);
    assert_eq!(
        place(&source, "#/paths/~1a/get/tags/1", Target::Value),
        (3, 34)
    );
    assert_eq!(place(&source, "#/paths/~1a/get", Target::Key), (3, 12));
    assert_eq!(place(&source, "#/paths/~1b", Target::RepeatedKey), (4, 14));
}

#[test]
fn a_missing_place_is_told_by_its_nearest_holder() {
    for source in [Source::new("a.yaml", YAML), Source::new("a.json", JSON)] {
        let expected = place(&source, "#/paths/~1a/get", Target::Key);
        assert_eq!(
            place(&source, "#/paths/~1a/get/nothing/here", Target::Value),
            expected
        );
    }
}

#[test]
fn duplicate_keys_are_reported_and_reading_goes_on() {
    for source in [Source::new("a.yaml", YAML), Source::new("a.json", JSON)] {
        let diagnostics = Diagnostics::new();
        assert!(source.read(&diagnostics).is_some());
        let found = diagnostics.into_vec();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, Code::DuplicateKey);
        assert_eq!(found[0].pointer.to_string(), "#/paths/~1b");
    }
}

#[test]
fn syntax_errors_have_their_place() {
    for (name, text, line) in [
        ("a.yaml", "a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a.yaml", "a: 1\n  b: 2\n", 2),
        ("a.yaml", "a: !tag 1\n", 1),
        ("a.json", "{\n\"a\": 1,\n}\n", 3),
        ("a.json", "{} x", 1),
        ("a.yaml", "a: &x [*x]\n", 1),
    ] {
        let diagnostics = Diagnostics::new();
        assert_eq!(Source::new(name, text).read(&diagnostics), None, "{text}");
        let found = diagnostics.into_vec();
        assert_eq!(found[0].code, Code::Syntax);
        assert_eq!(
            found[0].position.map(|(line, _)| line),
            Some(line),
            "{text}"
        );
    }
}

#[test]
fn an_alias_bomb_is_an_error() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let inner = format!("*a{}", level - 1);
        text.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            vec![inner; 9].join(", ")
        ));
    }
    let diagnostics = Diagnostics::new();
    assert_eq!(Source::new("a.yaml", text).read(&diagnostics), None);
    assert!(diagnostics.has_errors());
}

#[test]
fn merge_keys_and_unquoted_codes_are_read() {
    let source = Source::new(
        "a.yaml",
        "base: &base {x: 1, y: 2}\nuse:\n  <<: *base\n  y: 3\n200: ok\n",
    );
    let node = source.read(&Diagnostics::new()).unwrap();
    assert_eq!(node.get(["use", "x"]), Some(&Node::Number(1.into())));
    assert_eq!(node.get(["use", "y"]), Some(&Node::Number(3.into())));
    assert_eq!(node.get(["200"]), Some(&Node::String("ok".into())));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let node = Source::new("a.json", "\u{feff}{\"a\": 1}").read(&Diagnostics::new());
    assert!(node.is_some());
}
