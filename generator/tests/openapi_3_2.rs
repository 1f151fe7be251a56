//! Documents of OpenAPI 3.2: what it added is acted on, or named with its place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{all_rendered, assert_holds, file, run};
use oas_codegen::diagnostics::Code;
use oas_codegen::{Severity, Source};

const DOCUMENT: &str = r##"
openapi: 3.2.0
$self: https://example.com/openapi.yaml
info: {title: Three two, version: 1.0.0}
servers: [{url: https://example.com, name: main}]
tags:
  - {name: things, summary: All about things, kind: nav}
  - {name: parts, parent: things, description: Their parts.}
paths:
  /things:
    get:
      operationId: listThings
      tags: [things]
      parameters:
        - {name: session, in: cookie, style: cookie, schema: {type: string}}
        - {in: querystring, name: all, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}
      responses:
        '200':
          summary: All things
          content:
            application/json: {$ref: '#/components/mediaTypes/Things'}
    query:
      operationId: queryThings
      responses: {'200': {summary: Some, unknown: 1}}
    additionalOperations:
      COPY:
        operationId: copyThings
        responses: {'204': {summary: Copied}}
  /events:
    get:
      operationId: listEvents
      tags: [parts]
      responses:
        '200':
          description: Events.
          content:
            text/event-stream:
              itemSchema: {$ref: '#/components/schemas/Thing'}
              itemEncoding: {contentType: application/json}
components:
  mediaTypes:
    Things:
      schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}
      examples:
        one: {dataValue: [{kind: a, more: 1}], serializedValue: '[{"kind":"a","more":1}]'}
    Other: {schema: {type: string}, unknown: 1}
  schemas:
    A: {type: object, required: [kind], properties: {kind: {type: string, enum: [a]}, more: {type: integer}}}
    B: {type: object, required: [kind], properties: {kind: {type: string, enum: [b]}}}
    Thing:
      oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind, defaultMapping: A}
  securitySchemes:
    login:
      type: oauth2
      deprecated: true
      oauth2MetadataUrl: https://example.com/.well-known/oauth
      flows: {deviceAuthorization: {deviceAuthorizationUrl: https://example.com/device, tokenUrl: https://example.com/token, scopes: {}}}
security: [{login: []}]
"##;

#[test]
fn what_was_added_is_acted_on_or_named() {
    let source = Source::new("api.yaml", DOCUMENT);
    let outcome = run(&source);
    let said = all_rendered(&outcome.diagnostics, &source);
    let mut found: Vec<(Severity, Code, String)> = outcome
        .diagnostics
        .iter()
        .filter(|it| it.severity > Severity::Note)
        .map(|it| (it.severity, it.code, it.pointer.to_string()))
        .collect();
    found.sort_by(|one, other| one.2.cmp(&other.2));
    let unsupported = [
        "#/components/mediaTypes/Things/examples/one/serializedValue",
        "#/components/schemas/Thing/discriminator/defaultMapping",
        "#/paths/~1events/get/responses/200/content/text~1event-stream/itemEncoding",
        "#/paths/~1events/get/responses/200/content/text~1event-stream/itemSchema",
        "#/paths/~1things/additionalOperations/COPY",
        "#/paths/~1things/get/parameters/1/in",
        "#/tags/1/parent",
    ];
    let unknown = [
        "#/components/mediaTypes/Other/unknown",
        "#/paths/~1things/query/responses/200/unknown",
    ];
    for (code, places) in [
        (Code::UnsupportedKeyword, &unsupported[..]),
        (Code::UnknownKeyword, &unknown),
    ] {
        for place in places {
            let expected = (Severity::Warning, code, (*place).to_owned());
            let count = found.iter().filter(|one| **one == expected).count();
            assert_eq!(count, 1, "{expected:?}\n{said}");
        }
    }
    assert_eq!(outcome.summary.operations_declared, 4);
    assert_eq!(outcome.summary.operations_emitted, 3);
    let tree = outcome.tree.unwrap();
    assert_holds(
        &tree,
        "src/operations/things/list.rs",
        "Result<Vec<models::Thing>>",
    );
    let group = file(&tree, "src/operations/things/mod.rs");
    assert!(group.contains("All about things"), "{group}");
    let list = file(&tree, "src/operations/things/list.rs");
    assert!(list.contains("- `200`: All things"), "{list}");
    assert!(
        tree.get("tests/fixtures/list_things_200_one.json")
            .is_some()
    );
    // Nothing else is amiss; a cookie is another's affair.
    found.retain(|(_, _, place)| {
        !unsupported.contains(&place.as_str())
            && !unknown.contains(&place.as_str())
            && !place.contains("/parameters/")
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_version_to_come_is_refused() {
    for (version, understood) in [
        ("3.2.0", true),
        ("3.2", true),
        ("3.3.0", false),
        ("4.0.0", false),
    ] {
        let text = format!("openapi: {version}\ninfo: {{title: T, version: 1.0.0}}\npaths: {{}}\n");
        let outcome = run(&Source::new("api.yaml", text));
        assert_eq!(outcome.tree.is_some(), understood, "{version}");
        let refused = outcome
            .diagnostics
            .iter()
            .any(|it| it.code == Code::UnsupportedVersion);
        assert_eq!(refused, !understood, "{version}");
    }
}
