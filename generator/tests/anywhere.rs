//! References to anything in the document, wherever it stands.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{all_rendered, run};
use oas_codegen::diagnostics::Code;
use oas_codegen::{Severity, Source};

/// Everything of the second path is a reference to something of the first, or through another
/// reference; `TWO` stands for that path.
const DOCUMENT: &str = r##"
openapi: 3.1.0
info: {title: Anywhere, version: 1.0.0}
paths:
  /one/{id}:
    parameters:
      - {name: id, in: path, required: true, description: Which., schema: {type: string}}
    post:
      operationId: postOne
      parameters:
        - name: limit
          in: query
          description: How many.
          schema: {type: integer}
          examples:
            five: {value: 5}
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, properties: {a: {type: string}}}
      responses:
        '200':
          description: Fine.
          headers:
            X-Count: {description: The count., schema: {type: integer}}
          content:
            application/json:
              schema: {type: object, properties: {b: {type: string}}}
  /two/{id}:
TWO
components:
  parameters:
    Through: {$ref: '#/paths/~1one~1{id}/post/parameters/0'}
  responses:
    Again: {$ref: '#/x-more/answer'}
  securitySchemes:
    token: {$ref: '#/x-more/token'}
security: [{token: []}]
x-more:
  answer: {$ref: '#/paths/~1one~1%7Bid%7D/post/responses/200'}
  token: {type: http, scheme: bearer, description: A token.}
"##;

const REFERENCES: &str = "
    parameters:
      - {$ref: '#/paths/~1one~1{id}/parameters/0'}
    post:
      operationId: postTwo
      parameters:
        - {$ref: '#/components/parameters/Through'}
        - name: other
          in: query
          description: Another.
          schema: {type: integer}
          examples: {five: {$ref: '#/paths/~1one~1{id}/post/parameters/0/examples/five'}}
      requestBody: {$ref: '#/paths/~1one~1{id}/post/requestBody'}
      responses:
        '200': {$ref: '#/components/responses/Again'}
        '201':
          description: Made.
          headers:
            X-Count: {$ref: '#/components/responses/Again/headers/X-Count'}
";

const WRITTEN_OUT: &str = "
    parameters:
      - {name: id, in: path, required: true, description: Which., schema: {type: string}}
    post:
      operationId: postTwo
      parameters:
        - name: limit
          in: query
          description: How many.
          schema: {type: integer}
          examples:
            five: {value: 5}
        - name: other
          in: query
          description: Another.
          schema: {type: integer}
          examples: {five: {value: 5}}
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, properties: {a: {type: string}}}
      responses:
        '200':
          description: Fine.
          headers:
            X-Count: {description: The count., schema: {type: integer}}
          content:
            application/json:
              schema: {type: object, properties: {b: {type: string}}}
        '201':
          description: Made.
          headers:
            X-Count: {description: The count., schema: {type: integer}}
";

#[test]
fn a_reference_says_what_is_written_where_it_leads() {
    let [references, written_out] = [REFERENCES, WRITTEN_OUT].map(|two| {
        let source = Source::new("api.yaml", DOCUMENT.replace("TWO", two));
        let outcome = run(&source);
        let said = all_rendered(&outcome.diagnostics, &source);
        let errors = outcome
            .diagnostics
            .iter()
            .filter(|it| it.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{said}");
        outcome.tree.unwrap()
    });
    for (path, bytes) in written_out.iter() {
        let other = references.get(path).map(String::from_utf8_lossy);
        assert_eq!(Some(String::from_utf8_lossy(bytes)), other, "{path}");
    }
    let client = common::file(&references, "src/client.rs");
    assert!(client.contains("bearer"), "{client}");
}

#[test]
fn a_path_can_be_that_of_another() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a: {get: {responses: {'200': {description: Fine.}}}}\n  /b: {$ref: '#/paths/~1a'}\n  /c: {$ref: '#/paths/~1b', description: Beside., parameters: []}\n";
    let outcome = run(&Source::new("api.yaml", text));
    assert_eq!(outcome.summary.operations_declared, 3);
    assert_eq!(outcome.summary.operations_emitted, 3);
    let ignored: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|it| it.code == Code::UnsupportedKeyword)
        .map(|it| format!("{} {}", it.severity, it.pointer))
        .collect();
    assert_eq!(
        ignored,
        [
            "note #/paths/~1c/description",
            "warning #/paths/~1c/parameters"
        ]
    );
}

#[test]
fn another_kind_of_object_is_called_by_its_name() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a:\n    get:\n      parameters:\n        - {$ref: '#/components/responses/R'}\n        - {$ref: '#/paths/~1a/get/responses/200/headers/H'}\n        - {$ref: '#/paths'}\n      requestBody: {$ref: '#/components/schemas/S'}\n      responses:\n        '200':\n          description: Fine.\n          headers: {H: {schema: {type: string}}, I: {$ref: '#/components/parameters/P'}}\n          content: {application/json: {schema: {$ref: '#/paths/~1a/get'}}}\n        '400': {$ref: '#/components/schemas/S/properties/x'}\n        '500': {$ref: '#/components/schemas/S/example/x'}\ncomponents:\n  parameters: {P: {name: p, in: query, schema: {type: string}}}\n  responses: {R: {description: Fine.}}\n  schemas: {S: {type: object, properties: {x: {type: string}}, example: {x: {description: a}}}}\n";
    let source = Source::new("api.yaml", text);
    let outcome = run(&source);
    let mut found: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|it| it.code == Code::DanglingReference)
        .map(|it| it.message.as_str())
        .collect();
    found.sort_unstable();
    let mut expected = [
        "`#/components/responses/R` is a response, where a parameter is wanted",
        "`#/paths/~1a/get/responses/200/headers/H` is a header, where a parameter is wanted",
        "`#/paths` is a map of objects, where a parameter is wanted",
        "`#/components/schemas/S` is a schema, where a request body is wanted",
        "`#/components/parameters/P` is a parameter, where a header is wanted",
        "`#/paths/~1a/get` is an operation, where a schema is wanted",
        "`#/components/schemas/S/properties/x` is a schema, where a response is wanted",
        "`#/components/schemas/S/example/x` is a value, where a response is wanted",
    ];
    expected.sort_unstable();
    assert_eq!(
        found,
        expected,
        "{}",
        all_rendered(&outcome.diagnostics, &source)
    );
}

#[test]
fn references_that_lead_only_to_one_another_are_cycles() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a:\n    get:\n      parameters: [{$ref: '#/x-a'}]\n      responses: {'200': {description: Fine.}}\n  /b: {$ref: '#/paths/~1c'}\n  /c: {$ref: '#/paths/~1b'}\nx-a: {$ref: '#/x-b'}\nx-b: {$ref: '#/x-a'}\n";
    let outcome = run(&Source::new("api.yaml", text));
    let places: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|it| it.code == Code::ReferenceCycle)
        .map(|it| it.pointer.to_string())
        .collect();
    assert_eq!(
        places,
        [
            "#/paths/~1b/$ref",
            "#/paths/~1c/$ref",
            "#/paths/~1a/get/parameters/0/$ref"
        ]
    );
}
