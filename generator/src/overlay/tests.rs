//! Each rule of OpenAPI Overlay, on small trees.

use proptest::prelude::*;

use super::*;
use crate::diagnostics::{Code, Severity, Target};

/// What is left of a document, and what was said: code, pointer and line.
fn laid(document: &str, overlays: &[&str]) -> (String, Vec<(Code, String, usize)>) {
    let source = Source::new("api.yaml", document);
    let overlays: Vec<Source> = overlays
        .iter()
        .enumerate()
        .map(|(index, text)| Source::new(format!("overlay-{index}.yaml"), *text))
        .collect();
    let diagnostics = Diagnostics::lenient();
    let root = source.read(&diagnostics).unwrap();
    let result = lay(root, &source, &overlays, &diagnostics);
    let text = result.map_or_else(String::new, |(root, _)| root.to_json_text());
    let said = diagnostics.into_vec();
    let said = said
        .into_iter()
        .map(|it| {
            let file = it.file.unwrap();
            let line = file.locate(&it.pointer, it.target).line;
            (it.code, it.pointer.to_string(), line)
        })
        .collect();
    (text, said)
}

const HEAD: &str = "overlay: 1.0.0\ninfo: {title: t, version: v}\nactions:\n";

/// The result of actions that apply without a word.
#[track_caller]
fn becomes(document: &str, actions: &str, expected: &str) {
    for head in [HEAD, &HEAD.replace("1.0.0", "1.1.0")] {
        let (text, said) = laid(document, &[&format!("{head}{actions}")]);
        assert_eq!(said, [], "{actions}");
        assert_eq!(text, expected, "{actions}");
    }
}

/// What is said of actions, and that the document stays as it is.
#[track_caller]
fn refused(document: &str, actions: &str, expected: &[(Code, &str, usize)]) {
    refused_by(&format!("{HEAD}{actions}"), document, expected);
}

#[track_caller]
fn refused_by(overlay: &str, document: &str, expected: &[(Code, &str, usize)]) {
    let (before, _) = laid(document, &[]);
    let (text, said) = laid(document, &[overlay]);
    let said: Vec<(Code, &str, usize)> = said
        .iter()
        .map(|(code, pointer, line)| (*code, pointer.as_str(), *line))
        .collect();
    assert_eq!(said, expected, "{overlay}");
    assert!(text.is_empty() || text == before, "{text}");
}

#[test]
fn objects_are_merged_in_their_order() {
    becomes(
        "{a: {x: 1, y: {p: 1, q: [1]}, z: 3}, b: 2}",
        "- {target: $.a, update: {n: {deep: [1, {}]}, y: {q: [2, [3]], r: null, p: two}, x: 5}}\n",
        r#"{"a":{"x":5,"y":{"p":"two","q":[1,2,[3]],"r":null},"z":3,"n":{"deep":[1,{}]}},"b":2}"#,
    );
}

#[test]
fn the_root_can_be_updated() {
    becomes(
        "{info: {title: t}}",
        "- {target: $, update: {info: {version: '1'}, tags: []}}\n",
        r#"{"info":{"title":"t","version":"1"},"tags":[]}"#,
    );
}

#[test]
fn to_a_selected_array_an_entry_or_a_list_of_them_is_appended() {
    becomes(
        "{a: [1]}",
        "- {target: $.a, update: {x: 1}}\n",
        r#"{"a":[1,{"x":1}]}"#,
    );
    becomes(
        "{a: [1]}",
        "- {target: $.a, update: text}\n",
        r#"{"a":[1,"text"]}"#,
    );
    becomes(
        "{a: []}",
        "- {target: $.a, update: [2, 3]}\n",
        r#"{"a":[2,3]}"#,
    );
    // A list as an entry stands in a list.
    becomes(
        "{a: []}",
        "- {target: $.a, update: [[2, 3]]}\n",
        r#"{"a":[[2,3]]}"#,
    );
}

#[test]
fn actions_follow_one_another() {
    becomes(
        "{a: {old: 1}, b: {}}",
        "- {target: $.a, remove: true}\n- {target: $, update: {a: {new: 1}}}\n- {target: $.a, update: {more: 2}}\n",
        r#"{"b":{},"a":{"new":1,"more":2}}"#,
    );
}

#[test]
fn overlays_follow_one_another() {
    let first = format!("{HEAD}- {{target: $, update: {{a: {{}}}}}}\n");
    let second = format!("{HEAD}- {{target: $.a, update: {{b: 1}}}}\n");
    let (text, said) = laid("{}", &[&first, &second]);
    assert_eq!((text.as_str(), said.len()), (r#"{"a":{"b":1}}"#, 0));
    let (_, said) = laid("{}", &[&second, &first]);
    assert_eq!(
        said,
        [(Code::StaleCorrection, "#/actions/0/target".to_owned(), 4)]
    );
}

#[test]
fn several_elements_go_at_once() {
    becomes(
        "{a: [{n: 0}, {n: 1}, {n: 2, sub: [{n: 1}, {n: 5}]}, {n: 1}, {n: 4}]}",
        "- {target: '$..[?@.n == 1]', remove: true}\n",
        r#"{"a":[{"n":0},{"n":2,"sub":[{"n":5}]},{"n":4}]}"#,
    );
    becomes(
        "{a: [[0], [1], [2], [3], [4], [5], [6], [7], [8], [9], [10], [11]]}",
        "- {target: '$.a[2,10,3,2]', remove: true}\n",
        r#"{"a":[[0],[1],[4],[5],[6],[7],[8],[9],[11]]}"#,
    );
    // What holds something that goes, goes too.
    becomes(
        "{a: {x: {x: {}}, y: {}}, x: {}}",
        "- {target: $..x, remove: true}\n",
        r#"{"a":{"y":{}}}"#,
    );
}

#[test]
fn targets_are_json_path() {
    let paths = "{paths: {/a: {get: {operationId: a}, put: {operationId: x}}, '/b/{id}': {get: {operationId: x}}}}";
    becomes(
        paths,
        "- {target: \"$.paths[*][?@.operationId == 'x']\", update: {k: 1}}\n",
        r#"{"paths":{"/a":{"get":{"operationId":"a"},"put":{"operationId":"x","k":1}},"/b/{id}":{"get":{"operationId":"x","k":1}}}}"#,
    );
    becomes(
        paths,
        "- {target: \"$.paths['/b/{id}']['get']\", remove: true}\n- target: $[\"paths\"].*.put\n  remove: true\n",
        r#"{"paths":{"/a":{"get":{"operationId":"a"}},"/b/{id}":{}}}"#,
    );
    becomes(
        "{'é~/ü': {'it''s \"': {}}, a.b: {}}",
        "- {target: \"$.*['it\\\\'s \\\"']\", update: {u: \u{1f980}}}\n- {target: '$[''é~/ü'']', update: {\u{3b1}: 1}}\n- {target: \"$['a.b']\", remove: true}\n",
        "{\"é~/ü\":{\"it's \\\"\":{\"u\":\"\u{1f980}\"},\"\u{3b1}\":1}}",
    );
    becomes(
        "{a: [{l: [1]}, {l: [1, 2]}, {}]}",
        "- {target: '$.a[?length(@.l) > 1 || !@.l]', update: {k: 1}}\n- {target: '$.a[-3:-2]', remove: true}\n",
        r#"{"a":[{"l":[1,2],"k":1},{"k":1}]}"#,
    );
}

#[test]
fn numbers_and_order_stay_exact() {
    becomes(
        "{z: 18446744073709551615, a: -9223372036854775808, m: 0.1, o: {}}",
        "- {target: $.o, update: {n: 18446744073709551614, e: 1.0, b: 1e3}}\n",
        r#"{"z":18446744073709551615,"a":-9223372036854775808,"m":0.1,"o":{"n":18446744073709551614,"e":1.0,"b":1000.0}}"#,
    );
    // Members that go leave no gap into which the last one falls.
    becomes(
        "{a: {}, b: {}, c: {}, d: {}}",
        "- {target: \"$['a','c']\", remove: true}\n",
        r#"{"b":{},"d":{}}"#,
    );
}

#[test]
fn single_values_are_targets_since_1_1() {
    let actions =
        "- {target: $.a.b, update: new}\n- {target: \"$.tags[?@ == 'x']\", remove: true}\n";
    let document = "{a: {b: old}, tags: [x, y, x]}";
    let overlay = format!("{}{actions}", HEAD.replace("1.0.0", "1.1.3"));
    let (text, said) = laid(document, &[&overlay]);
    assert_eq!(
        (text.as_str(), said.len()),
        (r#"{"a":{"b":"new"},"tags":["y"]}"#, 0)
    );
    refused(
        document,
        actions,
        &[
            (Code::InvalidTarget, "#/actions/0/target", 4),
            (Code::InvalidTarget, "#/actions/1/target", 5),
        ],
    );
}

#[test]
fn what_does_not_fit_is_refused_as_a_whole() {
    let document = "{o: {l: [1], t: text, o: {}}, l: [{}], n: null}";
    for (target, update, place) in [
        ("$.o", "text", ""),
        ("$.o", "", ""),
        ("$.o", "[1]", ""),
        ("$.o", "{new: 1, l: {}}", "/l"),
        ("$.o", "{new: 1, l: 1}", "/l"),
        ("$.o", "{t: {}}", "/t"),
        ("$.o", "{t: []}", "/t"),
        ("$.o", "{o: null}", "/o"),
        ("$", "{o: {o: [1]}}", "/o/o"),
        ("$", "{n: {}}", "/n"),
        ("$['o','l']", "{a: 1}", ""),
    ] {
        let place = format!("#/actions/0/update{place}");
        refused(
            document,
            &format!("- target: {target}\n  update: {update}\n"),
            &[(Code::IncompatibleUpdate, &place, 5)],
        );
    }
    refused(
        "{a: {}}",
        "- {target: $, remove: true}\n",
        &[(Code::InvalidTarget, "#/actions/0/target", 4)],
    );
}

#[test]
fn a_correction_that_corrects_nothing_is_stale() {
    let document = "{a: {b: {c: 1}}, l: [{n: 1}]}";
    refused(
        document,
        "- target: $.x\n  update: {}\n- target: $.a[?@.c == 2]\n  remove: true\n",
        &[
            (Code::StaleCorrection, "#/actions/0/target", 4),
            (Code::StaleCorrection, "#/actions/1/target", 6),
        ],
    );
    for update in ["{}", "{a: {}}", "{a: {b: {c: 1}}}", "{l: []}"] {
        refused(
            document,
            &format!("- target: $\n  update: {update}\n"),
            &[(Code::StaleCorrection, "#/actions/0/update", 5)],
        );
    }
    // Appending is done, for the specification says so; and said.
    let overlay = format!("{HEAD}- target: $.l\n  update:\n  - {{n: 2}}\n  - {{n: 1}}\n");
    let (text, said) = laid(document, &[&overlay]);
    assert!(
        text.ends_with(r#""l":[{"n":1},{"n":2},{"n":1}]}"#),
        "{text}"
    );
    assert_eq!(
        said,
        [(Code::StaleCorrection, "#/actions/0/update/1".to_owned(), 7)]
    );
    // If one of several is changed, the correction applies.
    becomes(
        "{a: {x: 1}, b: {x: 2}}",
        "- {target: '$[*]', update: {x: 1}}\n",
        r#"{"a":{"x":1},"b":{"x":1}}"#,
    );
}

#[test]
fn an_overlay_is_read_with_the_same_honesty() {
    for (overlay, expected) in [
        ("[]", vec![(Code::WrongType, "#", 1)]),
        ("openapi: 3.1.0\n", vec![(Code::MissingField, "#", 1)]),
        ("overlay: 1.0\n", vec![(Code::WrongType, "#/overlay", 1)]),
        (
            "overlay: 2.0.0\n",
            vec![(Code::UnsupportedVersion, "#/overlay", 1)],
        ),
        (
            "overlay: 1.0.x\n",
            vec![(Code::UnsupportedVersion, "#/overlay", 1)],
        ),
        (
            "overlay: 1.0.0\n",
            vec![(Code::MissingField, "#", 1), (Code::MissingField, "#", 1)],
        ),
        (
            "overlay: 1.0.0\ninfo: {titel: x, version: 1}\nactions: []\n",
            vec![
                (Code::MisspelledKeyword, "#/info/titel", 2),
                (Code::MissingField, "#/info", 2),
                (Code::WrongType, "#/info/version", 2),
                (Code::InvalidValue, "#/actions", 3),
            ],
        ),
        (
            "overlay: 1.0.0\ninfo: t\nextends: 1\nfrobnicate: 1\nx-own: 1\nactions: {}\n",
            vec![
                (Code::UnknownKeyword, "#/frobnicate", 4),
                (Code::ForeignExtension, "#/x-own", 5),
                (Code::WrongType, "#/info", 2),
                (Code::WrongType, "#/extends", 3),
                (Code::WrongType, "#/actions", 6),
            ],
        ),
    ] {
        refused_by(overlay, "{}", &expected);
    }
    for (action, expected) in [
        ("- text\n", vec![(Code::WrongType, "#/actions/0", 4)]),
        (
            "- update: {}\n",
            vec![(Code::MissingField, "#/actions/0", 4)],
        ),
        (
            "- target: $\n",
            vec![(Code::MissingField, "#/actions/0", 4)],
        ),
        (
            "- target: $\n  remove: false\n",
            vec![(Code::MissingField, "#/actions/0", 4)],
        ),
        (
            "- target: $.a\n  remove: yes\n",
            vec![(Code::WrongType, "#/actions/0/remove", 5)],
        ),
        (
            "- target: 1\n  update: {}\n",
            vec![(Code::WrongType, "#/actions/0/target", 4)],
        ),
        (
            "- target: a.b\n  update: {}\n",
            vec![(Code::InvalidTarget, "#/actions/0/target", 4)],
        ),
        (
            "- target: $.paths./a\n  update: {}\n",
            vec![(Code::InvalidTarget, "#/actions/0/target", 4)],
        ),
        (
            "- target: \"$[?match(@.a, 'x')]\"\n  remove: true\n",
            vec![(Code::InvalidTarget, "#/actions/0/target", 4)],
        ),
        (
            "- target: $\n  udpate: {}\n",
            vec![
                (Code::MisspelledKeyword, "#/actions/0/udpate", 5),
                (Code::MissingField, "#/actions/0", 4),
            ],
        ),
        (
            "- target: $\n  copy: $.a\n",
            vec![(Code::UnsupportedKeyword, "#/actions/0/copy", 5)],
        ),
    ] {
        refused("{a: {}}", action, &expected);
    }
    let overlay = format!(
        "{HEAD}- target: $.a\n  description: 1\n  remove: true\n  update: {{}}\n  frobnicate: 1\n"
    );
    let (text, said) = laid("{a: {}}", &[&overlay]);
    assert_eq!(text, "{}");
    assert_eq!(
        said,
        [
            (Code::UnknownKeyword, "#/actions/0/frobnicate".to_owned(), 8),
            (Code::WrongType, "#/actions/0/description".to_owned(), 5),
            (Code::InvalidValue, "#/actions/0/update".to_owned(), 7),
        ]
    );
    refused_by("info: [", "{}", &[(Code::Syntax, "#", 1)]);
}

#[test]
fn the_document_it_is_meant_for_is_compared_by_its_name() {
    let said = |extends: &str| {
        let overlay = format!(
            "overlay: 1.0.0\ninfo: {{title: t, version: v}}\nextends: {extends}\nactions:\n- {{target: $, update: {{a: 1}}}}\n"
        );
        laid("{}", &[&overlay]).1
    };
    for same in ["api.yaml", "./api.yaml", "../x/api.yaml", "'%61pi.yaml'"] {
        assert_eq!(said(same), [], "{same}");
    }
    for other in ["./other.yaml", "api.yaml/", "''"] {
        assert_eq!(
            said(other),
            [(Code::InvalidValue, "#/extends".to_owned(), 3)],
            "{other}"
        );
    }
    for address in [
        "https://example.org/other.yaml",
        "urn:a:b",
        "//example.org/x",
    ] {
        assert_eq!(
            said(address),
            [(Code::UnsupportedKeyword, "#/extends".to_owned(), 3)]
        );
    }
}

/// A fault of an overlay is no warning where faults of the document are.
#[test]
fn lenient_does_not_work_around_an_overlay() {
    let source = Source::new("api.yaml", "{}");
    let overlay = format!("{HEAD}- {{target: $.a, update: {{}}}}\n- {{target: $, update: 1}}\n");
    let diagnostics = Diagnostics::lenient();
    let root = source.read(&diagnostics).unwrap();
    lay(
        root,
        &source,
        &[Source::new("o.yaml", overlay)],
        &diagnostics,
    )
    .unwrap();
    let said = diagnostics.into_vec();
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|it| it.severity == Severity::Error));
}

/// A place in the corrected document is one in the overlay, or one in the text of the document.
#[test]
fn each_place_is_where_it_was_written() {
    let source = Source::new("api.yaml", "{l: [{n: 0}, {n: 1}, {n: 2}], o: {old: 1}}");
    let overlay = format!(
        "{HEAD}- {{target: '$.l[?@.n < 2]', remove: true}}\n- target: $.l\n  update: {{n: 3}}\n- target: $.o\n  update:\n    new:\n      deep: [1]\n    old: 2\n- target: $.o.new\n  update: {{more: 1}}\n"
    );
    let diagnostics = Diagnostics::new();
    let root = source.read(&diagnostics).unwrap();
    let overlays = [Source::new("o.yaml", overlay)];
    let (root, corrections) = lay(root, &source, &overlays, &diagnostics).unwrap();
    assert!(!diagnostics.has_errors());
    assert_eq!(
        root.to_json_text(),
        r#"{"l":[{"n":2},{"n":3}],"o":{"old":2,"new":{"deep":[1],"more":1}}}"#
    );
    for (place, file, written, line) in [
        ("/l", None, "#/l", 1),
        ("/l/0/n", None, "#/l/2/n", 1),
        ("/l/1", Some("o.yaml"), "#/actions/1/update", 6),
        ("/l/1/n", Some("o.yaml"), "#/actions/1/update/n", 6),
        ("/o", None, "#/o", 1),
        ("/o/old", Some("o.yaml"), "#/actions/2/update/old", 11),
        ("/o/new", Some("o.yaml"), "#/actions/2/update/new", 10),
        (
            "/o/new/deep/0",
            Some("o.yaml"),
            "#/actions/2/update/new/deep/0",
            10,
        ),
        ("/o/new/more", Some("o.yaml"), "#/actions/3/update/more", 13),
        ("/o/missing", None, "#/o/missing", 1),
    ] {
        let pointer = Pointer::parse(place).unwrap();
        let mut found = Diagnostic::new(Severity::Error, Code::WrongType, &pointer, "x", "");
        corrections.attach(&mut found);
        let name = found.file.as_ref().map(|file| file.name().to_owned());
        assert_eq!(
            (name.as_deref(), found.pointer.to_string().as_str()),
            (file, written),
            "{place}"
        );
        let text = found.file.as_deref().unwrap_or(&source);
        assert_eq!(
            text.locate(&found.pointer, Target::Value).line,
            line,
            "{place}"
        );
    }
}

/// A small tree whose names come back, so that updates meet what is there.
fn any_node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        Just(Node::Null),
        any::<bool>().prop_map(Node::Boolean),
        (0..4_u64).prop_map(|number| Node::Number(number.into())),
        "[xyz]".prop_map(Node::String),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Node::Array),
            any_object(inner),
        ]
    })
}

fn any_object(inner: impl Strategy<Value = Node>) -> impl Strategy<Value = Node> {
    prop::collection::vec(("[abc]", inner), 0..4)
        .prop_map(|members| Node::Object(members.into_iter().collect()))
}

fn any_action() -> impl Strategy<Value = String> {
    let step = prop_oneof![
        Just("[*]".to_owned()),
        Just("..a".to_owned()),
        "[abc]".prop_map(|name| format!(".{name}")),
        (-3..3_i32).prop_map(|index| format!("[{index}]")),
        "[abc]".prop_map(|name| format!("[?@.{name}]")),
        Just("[0,2,'a','b']".to_owned()),
    ];
    let change = prop_oneof![
        Just("\"remove\": true".to_owned()),
        any_node().prop_map(|update| format!("\"update\": {}", update.to_json_text())),
        any_object(any_node()).prop_map(|update| format!("\"update\": {}", update.to_json_text())),
    ];
    (prop::collection::vec(step, 0..4), change)
        .prop_map(|(steps, change)| format!("{{\"target\": \"${}\", {change}}}", steps.concat()))
}

/// That every single value stands, the same, where it is said to have been written.
fn assert_written(node: &Node, place: &Pointer, laid: &Laid, written_in: &[&Node]) {
    match node {
        Node::Object(members) => {
            for (key, member) in members {
                assert_written(member, &place.child(key), laid, written_in);
            }
        }
        Node::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                assert_written(element, &place.child(index), laid, written_in);
            }
        }
        single => {
            let (tree, at) = match laid.origins.find(place) {
                Origin::Document(at) => (0, at),
                Origin::Overlay(overlay, at) => (overlay + 1, at),
            };
            assert_eq!(
                written_in[tree].get(at.segments()),
                Some(single),
                "{place} {at}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is laid over whatever: the view for targets is the document, and each value is
    /// found where it was written.
    #[test]
    fn nothing_is_mixed_up(
        document in any_object(any_node()),
        actions in prop::collection::vec(prop::collection::vec(any_action(), 1..6), 1..3),
    ) {
        let before = document.clone();
        let diagnostics = Diagnostics::new();
        let mut laid = Laid::new(document);
        let mut overlays = Vec::new();
        for (overlay, actions) in actions.iter().enumerate() {
            let text = format!(
                "{{\"overlay\": \"1.1.0\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \"actions\": [{}]}}",
                actions.join(", ")
            );
            let source = Source::new("o.json", text);
            let read = read::read(&source, "api.yaml", &diagnostics).unwrap();
            prop_assert_eq!(read.actions.len(), actions.len());
            let context = Context { overlay, single_values: read.single_values, diagnostics: &diagnostics };
            for action in &read.actions {
                laid.act(action, &context);
                prop_assert_eq!(laid.view(), &laid.root.to_json());
            }
            overlays.push(source.read(&diagnostics).unwrap());
        }
        let written_in: Vec<&Node> = std::iter::once(&before).chain(&overlays).collect();
        assert_written(&laid.root, &Pointer::root(), &laid, &written_in);
    }
}
