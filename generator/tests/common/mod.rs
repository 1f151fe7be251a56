//! What the tests of the stages share.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::fmt::Write as _;
use std::path::PathBuf;

use oas_codegen::diagnostics::{Code, Rendered, render};
use oas_codegen::{Diagnostic, Options, Outcome, Severity, Source, Tree, generate};
use serde_json::Value;

/// The text of a document in `tests/documents`.
pub fn document(name: &str) -> String {
    let path = tests_folder().join("documents").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn tests_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Generates a crate called `subject`, without files beside the document.
pub fn run(source: &Source) -> Outcome {
    generate(source, &Options::new("subject"), &|path| {
        Err(format!("there is no file `{path}` here"))
    })
}

/// The crate of a document that has no errors.
pub fn tree_of(source: &Source) -> Tree {
    let outcome = run(source);
    match outcome.tree {
        Some(tree) => tree,
        None => panic!("no crate:\n{}", all_rendered(&outcome.diagnostics, source)),
    }
}

/// The crate of a YAML document that has no errors.
pub fn tree_of_yaml(text: &str) -> Tree {
    tree_of(&Source::new("api.yaml", text))
}

pub fn all_rendered(diagnostics: &[Diagnostic], source: &Source) -> String {
    let rendered: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| render(diagnostic, source).text)
        .collect();
    rendered.join("\n")
}

/// A file of an emitted crate as text.
pub fn file<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let Some(bytes) = tree.get(path) else {
        let paths: Vec<&str> = tree.iter().map(|(path, _)| path).collect();
        panic!("no file `{path}`, only {paths:?}");
    };
    std::str::from_utf8(bytes).expect("emitted files are UTF-8")
}

/// Text with every run of blanks made one space, so that assertions do not depend on layout.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that a file holds a piece of code, whatever the layout.
#[track_caller]
pub fn assert_holds(tree: &Tree, path: &str, wanted: &str) {
    let text = squeezed(file(tree, path));
    assert!(
        text.contains(&squeezed(wanted)),
        "no `{wanted}` in {path}:\n{}",
        file(tree, path)
    );
}

/// What a diagnostic says, without its words: severity, code, pointer, line and column.
pub type Finding = (Severity, Code, String, usize, usize);

pub fn findings(outcome: &Outcome, source: &Source) -> Vec<Finding> {
    outcome
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let Rendered { line, column, .. } = render(diagnostic, source);
            (
                diagnostic.severity,
                diagnostic.code,
                diagnostic.pointer.to_string(),
                line,
                column,
            )
        })
        .collect()
}

/// The same value as block-style YAML; keys and scalars are written as in JSON.
pub fn to_yaml(value: &Value) -> String {
    let mut text = String::new();
    write_yaml(value, 0, &mut text);
    text
}

fn write_yaml(value: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(members) if !members.is_empty() => {
            text.push('\n');
            for (key, value) in members {
                let _ = write!(text, "{indent}{}:", Value::from(key.as_str()));
                write_yaml(value, depth + 1, text);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            text.push('\n');
            for element in elements {
                let _ = write!(text, "{indent}-");
                write_yaml(element, depth + 1, text);
            }
        }
        scalar => {
            let _ = writeln!(text, " {scalar}");
        }
    }
}

/// Compares with a file in `tests/golden`, or writes it when `UPDATE_GOLDEN` is set.
#[track_caller]
pub fn assert_golden(name: &str, actual: &str) {
    let path = tests_folder().join("golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("golden/{name}: {error}; set UPDATE_GOLDEN=1 to write it"));
    assert!(
        expected == actual,
        "golden/{name} differs; set UPDATE_GOLDEN=1 to rewrite it.\n{}",
        first_difference(&expected, actual)
    );
}

fn first_difference(expected: &str, actual: &str) -> String {
    for (index, (left, right)) in expected.lines().zip(actual.lines()).enumerate() {
        if left != right {
            return format!("line {}:\n  expected {left}\n  actual   {right}", index + 1);
        }
    }
    format!(
        "{} lines were expected, {} are there",
        expected.lines().count(),
        actual.lines().count()
    )
}
