//! Overlays from their text to the crate, and what is said of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::{all_rendered, assert_golden, assert_holds, document, tree_of};
use oas_codegen::diagnostics::{Code, render};
use oas_codegen::{Options, Outcome, Severity, Source, generate};
use proptest::prelude::*;
use serde_json::{Value, json};

const HEAD: &str = "overlay: 1.0.0\ninfo:\n  title: Corrections\n  version: 1.0.0\nactions:\n";

const PETS: &str = "\
openapi: 3.1.0
info:
  title: Pets
  version: 1.0.0
servers:
  - url: https://pets.example
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: debug, in: query, schema: {type: string}}
        - {name: kind, in: query, schema: {type: string}}
      responses:
        '200':
          description: All of them.
          content:
            application/json:
              schema:
                type: array
                items: {$ref: '#/components/schemas/Pet'}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
";

fn laid_over(source: &Source, overlays: &[Source], lenient: bool) -> Outcome {
    let options = Options::new("subject").lenient(lenient);
    let overlays = overlays.iter().cloned();
    let options = overlays.fold(options, Options::with_overlay);
    generate(source, &options, &|path| Err(format!("no file `{path}`")))
}

fn laid(actions: &str) -> Outcome {
    let overlay = Source::new("spec/overlay.yaml", format!("{HEAD}{actions}"));
    laid_over(&Source::new("spec/pets.yaml", PETS), &[overlay], false)
}

/// Severity, code, file, line and column of what is more than a note.
fn found(outcome: &Outcome, source: &Source) -> Vec<(Severity, Code, String)> {
    let worse = |severity| severity > Severity::Note;
    let findings = outcome.diagnostics.iter().filter(|it| worse(it.severity));
    findings
        .map(|it| {
            let place = render(it, source);
            let place = format!("{}:{}:{}", place.file, place.line, place.column);
            (it.severity, it.code, place)
        })
        .collect()
}

#[test]
fn a_corrected_document_is_what_is_emitted() {
    let outcome = laid(
        "\
\x20 - target: $.paths[*][?@.operationId == 'listPets'].parameters[?@.name == 'debug']
    remove: true
  - target: $.paths['/pets'].get.parameters
    update: {name: colour, in: query, schema: {type: string}}
  - target: $.components.schemas.Pet
    update:
      required: [age]
      properties:
        age: {type: integer, description: In years.}
",
    );
    let source = Source::new("spec/pets.yaml", PETS);
    assert!(
        found(&outcome, &source).is_empty(),
        "{}",
        all_rendered(&outcome.diagnostics, &source)
    );
    let tree = outcome.tree.unwrap();
    let mut models = String::new();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.starts_with("src/")) {
        let _ = write!(models, "{path}\n{}", String::from_utf8_lossy(bytes));
    }
    assert!(models.contains("pub age: i64"), "{models}");
    assert!(models.contains("pub fn colour("), "{models}");
    assert!(!models.contains("debug"), "{models}");
    assert_holds(&tree, "src/lib.rs", "//!");
    // It is what a document gives that says so itself.
    let said = PETS
        .replace(
            "        - {name: debug, in: query, schema: {type: string}}\n",
            "",
        )
        .replace(
            "      responses:\n",
            "        - {name: colour, in: query, schema: {type: string}}\n      responses:\n",
        )
        .replace("required: [name]", "required: [name, age]")
        + "        age: {type: integer, description: In years.}\n";
    assert_eq!(tree, tree_of(&Source::new("spec/pets.yaml", said)));
}

/// A fault in what an overlay brought is shown in the overlay; one in what was there before is
/// shown where it stands in the document, also when others before it are gone.
#[test]
fn faults_are_shown_where_they_were_written() {
    let source = Source::new(
        "spec/pets.yaml",
        PETS.replace("name: kind, in: query", "name: kind, in: qeury"),
    );
    let overlay = Source::new(
        "spec/overlay.yaml",
        format!(
            "{HEAD}\
\x20 - target: $.paths['/pets'].get.parameters[?@.name == 'debug']
    remove: true
  - target: $.paths['/pets'].get
    update:
      parameters:
        - {{name: colour, in: query, schema: {{$ref: '#/components/schemas/Color'}}}}
  - target: $.components.schemas.Pet.properties
    update:
      name:
        type: strnig
      age:
        type: integer
        frobnicate: 1
"
        ),
    );
    let outcome = laid_over(&source, &[overlay], false);
    let mut text = String::new();
    for diagnostic in &outcome.diagnostics {
        text.push_str(&render(diagnostic, &source).text);
        text.push('\n');
    }
    assert_golden("overlay_places.txt", &text);
    let found = found(&outcome, &source);
    for place in [
        "spec/pets.yaml:14:28",
        "spec/overlay.yaml:11:52",
        "spec/overlay.yaml:15:15",
        "spec/overlay.yaml:18:9",
    ] {
        assert!(
            found.iter().any(|(_, _, at)| at == place),
            "{place} in {found:#?}"
        );
    }
}

/// What a person reads of each fault of an overlay itself.
#[test]
fn what_a_person_reads() {
    let source = Source::new("spec/pets.yaml", PETS);
    let overlays = [
        Source::new(
            "spec/overlay.yaml",
            format!(
                "{}extends: ./cats.yaml\n{}\
\x20 - target: $.paths['/cats'].get
    update: {{summary: x}}
  - target: $.info
    update: {{title: Pets}}
  - target: $.info
    update: {{title: {{en: Pets}}}}
  - target: $.info.title
    remove: true
  - target: $.paths./pets
    update: {{}}
  - target: $.paths
  - update: {{}}
  - target: $
    copy: $.paths
  - target: $.servers
    remvoe: true
    update: {{url: 'https://pets.example'}}
    frobnicate: 1
",
                HEAD.split_at(HEAD.find("actions").unwrap()).0,
                "actions:\n",
            ),
        ),
        Source::new("old.yaml", "overlay: 0.9.0\n"),
        Source::new("number.json", "{\"overlay\": 1.0}"),
        Source::new("broken.yaml", "overlay: 1.0.0\ninfo: [\n"),
        Source::new("pets.yaml", PETS),
    ];
    let mut text = String::new();
    for overlay in overlays {
        let outcome = laid_over(&source, &[overlay], false);
        assert!(outcome.tree.is_none());
        for diagnostic in &outcome.diagnostics {
            text.push_str(&render(diagnostic, &source).text);
            text.push('\n');
        }
    }
    assert_golden("overlay_faults.txt", &text);
}

#[test]
fn a_stale_correction_is_an_error_that_lenient_does_not_work_around() {
    let source = Source::new("spec/pets.yaml", PETS);
    let overlay = format!("{HEAD}  - target: $.paths['/cats']\n    remove: true\n");
    for lenient in [false, true] {
        let overlay = Source::new("spec/overlay.yaml", overlay.as_str());
        let outcome = laid_over(&source, &[overlay], lenient);
        assert!(outcome.tree.is_none());
        let place = "spec/overlay.yaml:6:13".to_owned();
        assert_eq!(
            found(&outcome, &source),
            [(Severity::Error, Code::StaleCorrection, place)]
        );
    }
    // One that the document has taken over is a warning.
    let outcome = laid("  - target: $.info\n    update:\n      version: 1.0.0\n");
    assert!(outcome.tree.is_some());
    let place = "spec/overlay.yaml:8:7".to_owned();
    assert_eq!(
        found(&outcome, &source),
        [(Severity::Warning, Code::StaleCorrection, place)]
    );
}

/// A document that is refused as it is gives a crate with its corrections.
#[test]
fn what_the_document_has_wrong_can_be_mended() {
    let wrong = PETS
        .replace("openapi: 3.1.0", "openapi: 2.9.0")
        .replace("type: integer", "type: intger");
    let source = Source::new("spec/pets.yaml", wrong);
    assert!(common::run(&source).tree.is_none());
    let overlay = Source::new(
        "overlay.json",
        json!({
            "overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "extends": "pets.yaml",
            "actions": [
                {"target": "$", "update": {"openapi": "3.1.0"}},
                {"target": "$..schema[?@ == 'intger']", "remove": true, "x-note": "selects nothing that 1.0 allows"},
            ],
        })
        .to_string(),
    );
    let outcome = laid_over(&source, &[overlay], false);
    assert_eq!(found(&outcome, &source)[0].1, Code::InvalidTarget);
    let overlay = Source::new(
        "overlay.yaml",
        format!(
            "{HEAD}  - target: $\n    update: {{openapi: 3.1.0}}\n  - target: $..[?@.type == 'intger']\n    update: {{type: integer}}\n"
        ),
    );
    let outcome = laid_over(&source, &[overlay], false);
    assert!(found(&outcome, &source).is_empty());
    assert_eq!(
        outcome.tree.unwrap(),
        tree_of(&Source::new("spec/pets.yaml", PETS))
    );
}

/// A reference in an update is relative to the document, which it becomes a part of.
#[test]
fn an_update_may_refer_to_files_beside_the_document() {
    let overlay = format!(
        "{HEAD}  - target: $.components.schemas.Pet.properties\n    update:\n      toy: {{$ref: 'toys/toy.yaml'}}\n      lost: {{$ref: 'lost.yaml'}}\n"
    );
    let options = Options::new("subject").with_overlay(Source::new("corrections/o.yaml", overlay));
    let source = Source::new("spec/pets.yaml", PETS);
    let outcome = generate(&source, &options, &|path| match path {
        "toys/toy.yaml" => Ok("type: object\nproperties: {squeaks: {type: strnig}}\n".to_owned()),
        other => Err(format!("no file `{other}`")),
    });
    let found = found(&outcome, &source);
    let places: Vec<&str> = found.iter().map(|(_, _, place)| place.as_str()).collect();
    assert_eq!(
        places,
        ["corrections/o.yaml:9:20", "spec/toys/toy.yaml:2:30"],
        "{found:?}"
    );
}

/// The names of keywords in the overlay are held to the same ledger as those of the document.
#[test]
fn no_keyword_is_dropped_in_silence() {
    let overlay = json!({
        "overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "extends": "pets.yaml",
        "actions": [{"target": "$.info", "description": "d", "update": {"summary": "s"}}],
    });
    for place in ["", "/info", "/actions/0"] {
        let mut changed = overlay.clone();
        let object = changed.pointer_mut(place).unwrap().as_object_mut().unwrap();
        object.insert("frobnicate".to_owned(), json!(1));
        object.insert("x-frobnicate".to_owned(), json!(1));
        for text in [changed.to_string(), common::to_yaml(&changed)] {
            let source = Source::new("spec/pets.yaml", PETS);
            let outcome = laid_over(&source, &[Source::new("overlay", text)], false);
            let said = |key: &str, code: Code| {
                outcome.diagnostics.iter().any(|it| {
                    it.code == code
                        && it.pointer.to_string() == format!("#{place}/{key}")
                        && it.file.is_some()
                })
            };
            assert!(said("frobnicate", Code::UnknownKeyword), "{place}");
            assert!(said("x-frobnicate", Code::ForeignExtension), "{place}");
        }
    }
}

#[test]
fn the_same_overlay_gives_the_same_crate() {
    let text = document("every-object.json");
    let source = Source::new("every-object.json", text);
    let overlay = format!(
        "{HEAD}  - target: $..[?@.type == 'string']\n    update: {{description: A text.}}\n"
    );
    let run = || {
        let overlay = Source::new("overlay.yaml", overlay.as_str());
        let outcome = laid_over(&source, &[overlay], true);
        (outcome.tree.unwrap(), outcome.diagnostics)
    };
    let (tree, diagnostics) = run();
    let (again, same) = run();
    assert!(tree == again && diagnostics == same);
}

/// What asks for too much is refused soon, with its place.
#[test]
fn hostile_overlays_end_within_their_bounds() {
    let mut large = format!("{PETS}x-large:\n");
    for index in 0..4_000 {
        let _ = writeln!(large, "  - {{a: {{b: {{c: {{d: {index}}}}}}}}}");
    }
    let source = Source::new("spec/pets.yaml", large);
    let action =
        |target: &str, update: &str| format!("  - target: \"{target}\"\n    update: {update}\n");
    let nested = |key: &str| format!("{}1{}", format!("{{{key}: ").repeat(60), "}".repeat(60));
    let deeper = [
        action("$", "{x-deep: {}}"),
        action("$['x-deep']", &nested("k")),
        action(&format!("$['x-deep']{}", ".k".repeat(59)), &nested("l")),
        action(
            &format!("$['x-deep']{}{}", ".k".repeat(59), ".l".repeat(59)),
            &nested("m"),
        ),
    ];
    let attacks = [
        (
            "filters in filters",
            action("$..[?@..[?@..[?@..d == 1]]]", "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "the root for each",
            action("$..[?$..d]", "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "all, again and again",
            action(&format!("${}", "..*".repeat(20)), "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "the same twice",
            action(&format!("$['x-large']{}", "[*,*]".repeat(40)), "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "the same name twice",
            action(&format!("${}", "['x','x']".repeat(60)), "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "brackets",
            action(&format!("${}", "[?@".repeat(900)), "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "parentheses",
            action(&format!("$[?{}", "(".repeat(3_000)), "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "a long target",
            action(&format!("$.{}", "a".repeat(1_000_000)), "{x: 1}"),
            Code::InvalidTarget,
        ),
        (
            "many searches",
            action("$..[?@.d == 1]", "{x: 1}").repeat(10_000),
            Code::InvalidTarget,
        ),
        (
            "many of them",
            action("$..[?@.d]", &format!("{{x: {}}}", "y".repeat(100_000))),
            Code::TooLargeOverlay,
        ),
        ("deeper and deeper", deeper.concat(), Code::TooLargeOverlay),
        (
            "many stale ones",
            action("$.nowhere", "{x: 1}").repeat(20_000),
            Code::StaleCorrection,
        ),
    ];
    for (name, actions, code) in attacks {
        let began = Instant::now();
        let overlay = Source::new("spec/overlay.yaml", format!("{HEAD}{actions}"));
        let outcome = laid_over(&source, &[overlay], true);
        let took = began.elapsed();
        println!("{name}: {took:?}");
        assert!(outcome.tree.is_none(), "{name}");
        let finding = outcome.diagnostics.iter().find(|it| it.code == code);
        let Some(finding) = finding else {
            panic!("{name}: {:?}", outcome.diagnostics.first());
        };
        let place = render(finding, &source);
        assert!(
            place.file == "spec/overlay.yaml" && place.text.len() < 20_000,
            "{name}"
        );
        assert!(took < Duration::from_secs(90), "{name}: {took:?}");
    }
}

/// A large overlay that asks for nothing unreasonable is laid.
#[test]
fn a_huge_overlay_is_laid() {
    let mut actions = String::new();
    for index in 0..4_000 {
        let _ = write!(
            actions,
            "  - target: $['x-own']\n    update: {{k{index}: {index}}}\n"
        );
    }
    let overlay = format!("{HEAD}  - target: $\n    update: {{x-own: {{}}}}\n{actions}");
    let began = Instant::now();
    let source = Source::new("spec/pets.yaml", PETS);
    let outcome = laid_over(&source, &[Source::new("o.yaml", overlay)], false);
    assert!(found(&outcome, &source).is_empty() && outcome.tree.is_some());
    assert!(
        began.elapsed() < Duration::from_secs(90),
        "{:?}",
        began.elapsed()
    );
}

/// The places of all objects.
fn objects(value: &Value, target: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            found.push((target.to_owned(), value.clone()));
            for (key, member) in members {
                let key = key.replace('\\', "\\\\").replace('\'', "\\'");
                objects(member, &format!("{target}['{key}']"), found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                objects(element, &format!("{target}[{index}]"), found);
            }
        }
        _ => {}
    }
}

/// The same value without what an update would append again.
fn without_arrays(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, member)| !member.is_array())
            .map(|(key, member)| (key.clone(), without_arrays(member)))
            .collect(),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// An overlay that says what the document says changes nothing, and is told so.
    #[test]
    fn what_is_there_already_changes_nothing(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        let text = document("every-object.json");
        let every: Value = serde_json::from_str(&text).unwrap();
        let mut places = Vec::new();
        objects(&every, "$", &mut places);
        let actions: Vec<Value> = picks
            .iter()
            .map(|pick| {
                let (target, value) = pick.get(&places);
                json!({"target": target, "update": without_arrays(value)})
            })
            .collect();
        let overlay = json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": actions});
        let source = Source::new("every-object.json", text);
        let outcome = laid_over(&source, &[Source::new("o.json", overlay.to_string())], true);
        let stale = outcome.diagnostics.iter().filter(|it| it.code == Code::StaleCorrection);
        prop_assert_eq!(stale.count(), actions.len());
        let plain = laid_over(&source, &[], true);
        prop_assert!(plain.tree.is_some() && outcome.tree == plain.tree);
        let others: Vec<_> = outcome.diagnostics.into_iter().filter(|it| it.code != Code::StaleCorrection).collect();
        prop_assert_eq!(others, plain.diagnostics);
    }
}
