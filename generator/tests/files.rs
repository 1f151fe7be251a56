//! Documents that are written in several files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use common::{all_rendered, assert_golden, document};
use oas_codegen::diagnostics::{Code, render};
use oas_codegen::{OUTSIDE_FOLDER, Options, Outcome, Severity, Source, generate};

/// Generates a document of `documents/files`, which is there with all its files.
fn from_folder(name: &str) -> (Source, Outcome) {
    let source = Source::new(name, document(&format!("files/{name}")));
    let folder = common::tests_folder().join("documents/files");
    let outcome = generate(&source, &Options::new("subject"), &|path| {
        std::fs::read_to_string(folder.join(path)).map_err(|error| error.to_string())
    });
    (source, outcome)
}

/// Generates a document whose other files are given.
fn from_memory(files: &[(&str, &str)], options: &Options) -> (Source, Outcome) {
    let texts: BTreeMap<&str, &str> = files.iter().copied().collect();
    let (name, text) = files[0];
    let source = Source::new(format!("spec/{name}"), text);
    let outcome = generate(&source, options, &|path| {
        let text = texts.get(path).map(|text| (*text).to_owned());
        text.ok_or_else(|| "there is no such file".to_owned())
    });
    (source, outcome)
}

#[test]
fn a_document_in_files_gives_the_crate_that_it_gives_in_one() {
    let trees: Vec<_> = ["one-file.yaml", "openapi.yaml"]
        .into_iter()
        .map(|name| {
            let (source, outcome) = from_folder(name);
            let said = all_rendered(&outcome.diagnostics, &source);
            assert!(said.is_empty(), "{said}");
            outcome.tree.unwrap()
        })
        .collect();
    let paths = |index: usize| -> Vec<String> {
        trees[index]
            .iter()
            .map(|(path, _)| path.to_owned())
            .collect()
    };
    assert_eq!(paths(0), paths(1));
    for (path, bytes) in trees[0].iter() {
        let other = trees[1].get(path).unwrap();
        assert_eq!(
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(other),
            "{path}"
        );
    }
}

#[test]
fn schemas_of_files_have_the_names_of_their_files_or_places() {
    let files = [
        (
            "openapi.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\ncomponents:\n  schemas:\n    Holder:\n      type: object\n      properties:\n        a: {$ref: schemas/pet.v1.yaml}\n        b: {$ref: 'common.yaml#/components/schemas/Owner'}\n        c: {$ref: 'common.yaml#/Thing'}\n        d: {$ref: 'other/common.yaml#/Thing'}\n        e: {$ref: './other/../common.yaml#/Thing'}\n",
        ),
        (
            "schemas/pet.v1.yaml",
            "{type: object, properties: {x: {type: string}}}",
        ),
        (
            "common.yaml",
            "components: {schemas: {Owner: {type: object, properties: {x: {type: string}}}}}\nThing: {type: object, properties: {x: {type: string}}}\n",
        ),
        (
            "other/common.yaml",
            "Thing: {type: object, properties: {y: {type: string}}}\n",
        ),
    ];
    let (source, outcome) = from_memory(&files, &Options::new("subject"));
    let said = all_rendered(&outcome.diagnostics, &source);
    let tree = outcome.tree.unwrap_or_else(|| panic!("{said}"));
    let holder = common::file(&tree, "src/models/holder.rs");
    for field in [
        "a: Option<super::Pet>",
        "b: Option<super::Owner>",
        "c: Option<super::Thing>",
        "d: Option<super::Thing2>",
        "e: Option<super::Thing>",
    ] {
        assert!(
            holder.contains(&format!("pub {field}")),
            "{field} in {holder}"
        );
    }
}

/// What a person reads of faults in files and on the way to them.
#[test]
fn a_fault_in_a_file_is_shown_in_that_file() {
    let files = [
        (
            "openapi.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a:\n    $ref: paths/a.yaml\n    get: {responses: {}}\n  /b:\n    $ref: 'common.yaml#/components/parameters/limit'\n  /c:\n    $ref: 'https://example.org/c.yaml'\n  /d:\n    $ref: 'paths/a.yaml#/nowhere'\n  /e:\n    $ref: 'paths/cycle.yaml'\ncomponents:\n  schemas:\n    Missing: {$ref: 'schemas/missing.yaml'}\n    Secret: {$ref: '../secret.yaml#/Key'}\n    Broken: {$ref: broken.json}\n",
        ),
        (
            "paths/a.yaml",
            "get:\n  operationId: getA\n  paramters: []\n  parameters:\n    - $ref: ../common.yaml#/components/parameters/limit\n    - $ref: ../common.yaml#/components/responses/Problem\n  responses:\n    200:\n      description: Fine.\n      content:\n        application/json:\n          schema:\n            type: object\n            properties:\n              b: {type: strong}\n              c: {$ref: '#/components/schemas/C'}\n",
        ),
        (
            "common.yaml",
            "components:\n  parameters:\n    limit: {name: limit, in: query, scheme: {type: integer}}\n  responses:\n    Problem: {description: It failed.}\n",
        ),
        ("paths/cycle.yaml", "$ref: ./cycle.yaml\n"),
        ("broken.json", "{\"type\": \"object\",\n}"),
    ];
    let (source, outcome) = from_memory(&files, &Options::new("subject"));
    assert!(outcome.tree.is_none());
    let mut text = String::new();
    for diagnostic in &outcome.diagnostics {
        if diagnostic.severity != Severity::Note {
            let _ = writeln!(text, "{}", render(diagnostic, &source).text);
        }
    }
    assert_golden("files.txt", &text);

    // All of it but the file outside can be worked around.
    let document = files[0].1.replace("../secret.yaml#/Key", "none.yaml");
    let mut files = files;
    files[0].1 = &document;
    let (source, outcome) = from_memory(&files, &Options::new("subject").lenient(true));
    let said = all_rendered(&outcome.diagnostics, &source);
    assert!(outcome.tree.is_some(), "{said}");
    assert!(said.contains("worked around: "), "{said}");
}

#[test]
fn a_file_outside_the_folder_is_an_error_even_if_faults_are_worked_around() {
    let files = [
        (
            "openapi.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a:\n    get:\n      operationId: getA\n      responses:\n        200:\n          description: Fine.\n          content:\n            application/json:\n              schema: {$ref: ../a.yaml}\n              examples: {x: {externalValue: '../a.json'}}\n",
        ),
        (
            "../a.yaml",
            "{type: object, properties: {x: {type: string}}}",
        ),
        ("../a.json", "{\"x\": \"y\"}"),
    ];
    let options = Options::new("subject").lenient(true);
    let (source, outcome) = from_memory(&files, &options);
    let refused = outcome
        .diagnostics
        .iter()
        .filter(|it| it.code == Code::OutsideFile);
    let said = all_rendered(&outcome.diagnostics, &source);
    assert_eq!(
        refused.filter(|it| it.severity == Severity::Error).count(),
        2,
        "{said}"
    );
    assert!(outcome.tree.is_none());
    let (source, outcome) = from_memory(&files, &options.allow_outside_files(true));
    let said = all_rendered(&outcome.diagnostics, &source);
    assert!(said.is_empty(), "{said}");
    assert!(outcome.tree.unwrap().get("src/models/a.rs").is_some());
}

/// A link may lead anywhere: only the reader of files can know.
#[test]
fn what_the_reader_finds_outside_is_refused_in_the_same_way() {
    let source = Source::new(
        "a.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\ncomponents: {schemas: {A: {$ref: link.yaml}}}\n",
    );
    let options = Options::new("subject").lenient(true);
    let outcome = generate(&source, &options, &|_| Err(OUTSIDE_FOLDER.to_owned()));
    let codes: Vec<Code> = outcome.diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::OutsideFile]);
    assert!(outcome.tree.is_none());
}

/// Some tools follow references anywhere, and some documents are written for them.
#[test]
fn a_reference_in_the_place_of_a_map_is_a_fault_that_can_be_worked_around() {
    let files = [
        (
            "openapi.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {$ref: paths/index.yaml}\ncomponents:\n  schemas: {$ref: ./schemas/index.yaml}\n",
        ),
        (
            "paths/index.yaml",
            "/a:\n  get:\n    operationId: getA\n    parameters: {$ref: '../common.yaml#/parameters'}\n    responses:\n      200: {description: Fine., content: {application/json: {schema: {$ref: '../openapi.yaml#/components/schemas/A'}}}}\n",
        ),
        (
            "schemas/index.yaml",
            "A: {$ref: a.yaml}\nB: {$ref: '#/A'}\n",
        ),
        (
            "schemas/a.yaml",
            "{type: object, properties: {$ref: '../common.yaml#/properties'}}",
        ),
        (
            "common.yaml",
            "parameters: [{name: p, in: query, description: P., schema: {type: string}}]\nproperties: {x: {type: string}}\n",
        ),
    ];
    let (source, outcome) = from_memory(&files, &Options::new("subject"));
    let mut places: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| {
            format!(
                "{} {}",
                it.file.as_ref().map_or("", |file| file.name()),
                it.pointer
            )
        })
        .collect();
    let said = all_rendered(&outcome.diagnostics, &source);
    places.sort();
    assert_eq!(
        places,
        [
            " #/components/schemas/$ref",
            " #/paths/$ref",
            "spec/paths/index.yaml #/~1a/get/parameters/$ref",
            "spec/schemas/a.yaml #/properties/$ref",
        ],
        "{said}"
    );
    let (source, outcome) = from_memory(&files, &Options::new("subject").lenient(true));
    let said = all_rendered(&outcome.diagnostics, &source);
    let tree = outcome.tree.unwrap_or_else(|| panic!("{said}"));
    common::assert_holds(&tree, "src/models/a.rs", "pub x: Option<String>");
    let operation = common::file(&tree, "src/operations/general/get_a.rs");
    assert!(operation.contains("Response<models::A>"), "{operation}");
    assert!(operation.contains("pub fn p("), "{operation}");
}
