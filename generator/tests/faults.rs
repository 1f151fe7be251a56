//! What is wrong with a document is named with its place, all of it in one run, and no crate
//! comes of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::run;
use oas_codegen::diagnostics::{Code, render};
use oas_codegen::{Severity, Source};

/// Every fault of a kind that a person makes, each once.
const FAULTY: &str = r##"openapi: 3.1.0
info: {title: Faulty, version: 1.0.0}
paths:
  /pets:
    get:
      operationId: listPets
      desciption: a typo in a keyword
      parameters:
        - {name: limit, in: qurey, schema: {type: integer}}
        - {name: page, in: query, schema: {type: intger}}
        - {name: page, in: query, schema: {type: integer}}
        - $ref: '#/components/parameters/Missing'
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pett'}
              examples:
                far: {externalValue: not-there.json}
        '2000': {description: no such code}
        '404': {$ref: '#/components/responses/Missing'}
  /pets/{id}:
    get:
      operationId: listPets
      tags: animals
      responses: {'200': {$ref: '#/components/schemas/Pet'}}
    post:
      requestBody: {$ref: 'other.yaml#/Body'}
      responses: {'200': {description: ok}}
  pets: {}
components:
  schemas:
    Pet:
      type: object
      required: [nmae]
      properties:
        name: {type: string}
        kind: {allOf: [{type: string}, {type: integer}]}
    Loop:
      allOf:
        - $ref: '#/components/schemas/Loop'
        - {type: object, properties: {name: {type: string}}}
"##;

/// Line, column, code of each fault.
const EXPECTED: &[(usize, usize, Code)] = &[
    (7, 7, Code::MisspelledKeyword),
    (9, 29, Code::InvalidValue),
    (10, 50, Code::InvalidValue),
    (11, 11, Code::DuplicateParameter),
    (12, 17, Code::DanglingReference),
    (18, 30, Code::DanglingReference),
    (21, 17, Code::InvalidValue),
    (22, 23, Code::DanglingReference),
    (25, 20, Code::DuplicateOperationId),
    (26, 13, Code::WrongType),
    (27, 33, Code::DanglingReference),
    (29, 27, Code::UnreadableFile),
    (31, 9, Code::InvalidValue),
    (36, 18, Code::MisspelledKeyword),
    (39, 40, Code::AllOfConflict),
];

fn errors(source: &Source) -> Vec<(usize, usize, Code)> {
    let outcome = run(source);
    assert!(
        outcome.tree.is_none(),
        "no crate comes of a faulty document"
    );
    let mut found: Vec<(usize, usize, Code)> = outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| {
            let rendered = render(diagnostic, source);
            (rendered.line, rendered.column, diagnostic.code)
        })
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn every_fault_is_named_in_one_run() {
    let found = errors(&Source::new("faulty.yaml", FAULTY));
    for expected in EXPECTED {
        assert!(
            found.contains(expected),
            "{expected:?} is not in {found:#?}"
        );
    }
    let unreadable_example = found
        .iter()
        .any(|(_, _, code)| *code == Code::InvalidExample);
    assert!(unreadable_example, "{found:#?}");
    let cycle = found
        .iter()
        .any(|(_, _, code)| *code == Code::ReferenceCycle);
    assert!(cycle, "{found:#?}");
    let path = found
        .iter()
        .filter(|(_, _, code)| *code == Code::PathParameterMismatch)
        .count();
    assert_eq!(path, 2, "{found:#?}");
}

#[test]
fn a_diagnostic_is_shown_with_its_line_and_what_to_do() {
    let source = Source::new(
        "spec/pets.yaml",
        "openapi: 3.1.0\ninfo:\n  title: Pets\n  version: 1.0.0\n  desciption: x\npaths: {}\n",
    );
    let outcome = run(&source);
    let text = render(&outcome.diagnostics[0], &source).text;
    let expected = "\
error[misspelled-keyword]: `desciption` is not a keyword here
 --> spec/pets.yaml:5:3
  |
5 |   desciption: x
  |   ^^^^^^^^^^
  |
  = note: at #/info/desciption
  = help: did you mean `description`?
";
    assert_eq!(text, expected);
}

#[test]
fn a_lenient_run_says_what_it_did_instead_of_each_fault() {
    let source = Source::new("faults.yaml", common::document("faults.yaml"));
    let strict = run(&source);
    let errors = |diagnostics: &[oas_codegen::Diagnostic]| {
        let errors = diagnostics.iter();
        errors.filter(|it| it.severity == Severity::Error).count()
    };
    assert!(errors(&strict.diagnostics) > 50 && strict.tree.is_none());
    assert!(strict.diagnostics.iter().all(|it| it.instead.is_none()));

    let options = oas_codegen::Options::new("subject").lenient(true);
    let lenient = oas_codegen::generate(&source, &options, &|_| Err("no file".to_owned()));
    let text = common::all_rendered(&lenient.diagnostics, &source);
    assert_eq!(errors(&lenient.diagnostics), 0, "{text}");
    assert!(lenient.tree.is_some());
    for fault in &strict.diagnostics {
        if fault.severity != Severity::Error {
            continue;
        }
        let worked_around = lenient
            .diagnostics
            .iter()
            .any(|it| it.pointer == fault.pointer && it.code == fault.code && it.instead.is_some());
        assert!(worked_around, "{fault:?} is not in\n{text}");
    }
    assert!(text.contains("= note: worked around: "), "{text}");
}

#[test]
fn a_text_that_cannot_be_read_has_its_place() {
    for (name, text, line) in [
        ("a.yaml", "openapi: 3.1.0\ninfo: {title: x\npaths: {}\n", 3),
        ("a.json", "{\"openapi\": \"3.1.0\",\n \"info\": {,}\n}", 2),
    ] {
        let found = errors(&Source::new(name, text));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].2), (line, Code::Syntax));
    }
}

#[test]
fn what_is_no_openapi_document_is_refused() {
    for text in [
        "",
        "[]",
        "swagger: '2.0'",
        "openapi: 4.0.0",
        "openapi: [3]",
        "just words",
        "openapi: 3.0.3\ninfo: {title: x, version: 1}\n",
    ] {
        assert!(!errors(&Source::new("a.yaml", text)).is_empty(), "{text}");
    }
}

#[test]
fn nesting_without_end_is_an_error_and_no_crash() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for name in ["a.json", "a.yaml"] {
        let found = errors(&Source::new(name, deep.clone()));
        assert_eq!(found[0].2, Code::Syntax, "{name}");
    }
}
