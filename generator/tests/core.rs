//! The ordinary core of OpenAPI 3.0 and 3.1, seen in the crate that comes of it.

#![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod common;

use common::{assert_holds, file, run, tree_of_yaml};
use oas_codegen::diagnostics::Code;
use oas_codegen::{Severity, Source, Tree};

/// The crate of a document with these schemas, and the types of the fields of `Subject`.
fn with_schemas(version: &str, schemas: &str) -> Tree {
    tree_of_yaml(&format!(
        "openapi: {version}\ninfo: {{title: Core, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    ))
}

/// The declared fields of a struct: `name: Type`.
fn fields(tree: &Tree, path: &str) -> Vec<String> {
    file(tree, path)
        .lines()
        .skip_while(|line| !line.starts_with("pub struct"))
        .take_while(|line| *line != "}")
        .filter_map(|line| line.trim().strip_prefix("pub "))
        .filter(|line| !line.starts_with("struct") && !line.starts_with("unknown_fields"))
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect()
}

#[test]
fn null_in_both_dialects_is_the_same() {
    let old = with_schemas(
        "3.0.3",
        r##"
    Subject:
      type: object
      required: [a, b, c, d, f]
      properties:
        a: {type: string, nullable: true}
        b: {type: array, items: {type: integer, nullable: true}}
        c: {allOf: [{$ref: '#/components/schemas/Other'}], nullable: true}
        d: {type: object, additionalProperties: {type: boolean, nullable: true}}
        e: {type: string, nullable: true}
        f: {type: string, enum: [x, null], nullable: true}
    Other: {type: object, properties: {x: {type: string}}}
"##,
    );
    let new = with_schemas(
        "3.1.0",
        r##"
    Subject:
      type: object
      required: [a, b, c, d, f]
      properties:
        a: {type: [string, "null"]}
        b: {type: array, items: {type: [integer, "null"]}}
        c: {anyOf: [{$ref: '#/components/schemas/Other'}, {type: "null"}]}
        d: {type: object, additionalProperties: {oneOf: [{type: boolean}, {type: "null"}]}}
        e: {type: ["null", string]}
        f: {enum: [x, null]}
    Other: {type: object, properties: {x: {type: string}}}
"##,
    );
    let expected = [
        "a: Option<String>",
        "b: Vec<Option<i64>>",
        "c: Option<super::Other>",
        "d: IndexMap<String, Option<bool>>",
        "e: Option<String>",
        "f: Option<super::SubjectF>",
    ];
    assert_eq!(fields(&old, "src/models/subject.rs"), expected);
    assert_eq!(fields(&new, "src/models/subject.rs"), expected);
    assert_eq!(
        old, new,
        "the dialects say the same and give the same bytes"
    );
}

#[test]
fn all_of_is_merged() {
    let tree = with_schemas(
        "3.1.0",
        r##"
    Base: {type: object, required: [id], properties: {id: {type: string}, note: {type: string}}}
    Named: {type: object, required: [name], properties: {name: {type: string}}}
    Subject:
      description: Both, and more.
      allOf:
        - $ref: '#/components/schemas/Base'
        - $ref: '#/components/schemas/Named'
        - {type: object, required: [note], properties: {extra: {type: integer}, note: {type: string, description: Refined.}}}
"##,
    );
    assert_eq!(
        fields(&tree, "src/models/subject.rs"),
        [
            "id: String",
            "note: String",
            "name: String",
            "extra: Option<i64>"
        ]
    );
    assert_holds(&tree, "src/models/subject.rs", "/// Both, and more.");
}

#[test]
fn a_reference_with_annotations_is_a_reference() {
    let tree = with_schemas(
        "3.1.0",
        r##"
    Other: {type: object, description: The other., properties: {x: {type: string}}}
    Subject:
      type: object
      properties:
        direct: {$ref: '#/components/schemas/Other', description: Beside the reference.}
        wrapped: {description: Around it., allOf: [{$ref: '#/components/schemas/Other'}]}
        plain: {$ref: '#/components/schemas/Other'}
"##,
    );
    assert_eq!(
        fields(&tree, "src/models/subject.rs"),
        [
            "direct: Option<super::Other>",
            "wrapped: Option<super::Other>",
            "plain: Option<super::Other>"
        ]
    );
    for words in ["Beside the reference.", "Around it.", "The other."] {
        assert_holds(&tree, "src/models/subject.rs", words);
    }
}

#[test]
fn enums_constants_maps_and_arrays() {
    let tree = with_schemas(
        "3.1.0",
        r##"
    Subject:
      type: object
      properties:
        constant: {const: only}
        numbers: {type: integer, enum: [1, 2]}
        flags: {type: boolean, enum: [true]}
        word: {type: string, enum: [a, b, null]}
        matrix: {type: array, items: {type: array, items: {type: number}}}
        map: {type: object, additionalProperties: {type: array, items: {type: string}}}
        maps: {type: object, additionalProperties: {type: object, additionalProperties: {type: integer, format: int32}}}
        free: {type: object}
        anything: {}
        untyped: {properties: {inner: {type: string}}}
        list: {type: array}
"##,
    );
    assert_eq!(
        fields(&tree, "src/models/subject.rs"),
        [
            "constant: Option<super::SubjectConstant>",
            "numbers: Option<super::SubjectNumbers>",
            "flags: Option<bool>",
            "word: Option<super::SubjectWord>",
            "matrix: Option<Vec<Vec<json::Number>>>",
            "map: Option<IndexMap<String, Vec<String>>>",
            "maps: Option<IndexMap<String, IndexMap<String, i32>>>",
            "free: Option<json::RawJson>",
            "anything: Option<json::RawJson>",
            "untyped: Option<super::SubjectUntyped>",
            "list: Option<Vec<json::RawJson>>",
        ]
    );
    assert_holds(
        &tree,
        "src/models/subject_constant.rs",
        "\"only\" => Self::Only",
    );
    assert_holds(&tree, "src/models/subject_word.rs", "&[Self::A, Self::B]");
}

#[test]
fn recursion_is_boxed_where_it_must_be() {
    let tree = with_schemas(
        "3.0.3",
        r##"
    Direct: {type: object, properties: {parent: {$ref: '#/components/schemas/Direct'}, children: {type: array, items: {$ref: '#/components/schemas/Direct'}}}}
    Left: {type: object, required: [right], properties: {right: {$ref: '#/components/schemas/Right'}}}
    Right: {type: object, properties: {left: {$ref: '#/components/schemas/Left'}}}
    Plain: {type: object, properties: {direct: {$ref: '#/components/schemas/Direct'}}}
    Either: {oneOf: [{type: string}, {type: object, properties: {either: {$ref: '#/components/schemas/Either'}}}]}
"##,
    );
    assert_eq!(
        fields(&tree, "src/models/direct.rs"),
        [
            "parent: Option<Box<super::Direct>>",
            "children: Option<Vec<super::Direct>>"
        ]
    );
    assert_eq!(
        fields(&tree, "src/models/left.rs"),
        ["right: Box<super::Right>"]
    );
    assert_eq!(
        fields(&tree, "src/models/right.rs"),
        ["left: Option<Box<super::Left>>"]
    );
    assert_eq!(
        fields(&tree, "src/models/plain.rs"),
        ["direct: Option<super::Direct>"]
    );
    let either = file(&tree, "src/models/either.rs");
    let object = file(&tree, "src/models/either_object.rs");
    assert!(
        either.contains("Box<") || object.contains("Box<"),
        "{either}\n{object}"
    );
}

/// An `allOf` in a property that adds to its own holder would be merged without end.
#[test]
fn an_all_of_that_holds_itself_comes_to_an_end() {
    let text = r##"
openapi: 3.1.0
info: {title: Core, version: 1.0.0}
paths: {}
components:
  schemas:
    Node:
      type: object
      properties:
        child:
          allOf:
            - $ref: '#/components/schemas/Node'
            - {type: object, properties: {weight: {type: integer}}}
    Pair:
      type: object
      properties:
        left: {allOf: [{$ref: '#/components/schemas/Pair'}, {type: object, properties: {a: {type: string}}}]}
        right: {allOf: [{$ref: '#/components/schemas/Pair'}, {type: object, properties: {b: {type: string}}}]}
"##;
    let source = Source::new("api.yaml", text);
    let outcome = run(&source);
    assert!(outcome.tree.is_some());
    let cycles: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::ReferenceCycle)
        .map(|diagnostic| diagnostic.pointer.to_string())
        .collect();
    assert!(
        cycles.contains(&"#/components/schemas/Node/properties/child".to_owned()),
        "{cycles:?}"
    );
}

#[test]
fn a_reference_into_a_schema_names_that_part() {
    let tree = with_schemas(
        "3.1.0",
        r##"
    Holder:
      type: object
      properties:
        part: {type: object, properties: {x: {type: string}}}
        plain: {type: string, format: date-time}
    Subject:
      type: object
      properties:
        part: {$ref: '#/components/schemas/Holder/properties/part'}
        plain: {$ref: '#/components/schemas/Holder/properties/plain'}
"##,
    );
    // One type for both: not a copy for the property and another for the reference.
    assert_eq!(
        fields(&tree, "src/models/holder.rs"),
        [
            "part: Option<super::HolderPart>",
            "plain: Option<json::DateTime>"
        ]
    );
    assert_eq!(
        fields(&tree, "src/models/subject.rs"),
        [
            "part: Option<super::HolderPart>",
            "plain: Option<super::HolderPlain>"
        ]
    );
    assert!(tree.get("src/models/holder_part2.rs").is_none());
}

#[test]
fn a_chain_of_references_to_nothing_is_raw_json_with_its_place() {
    let text = "openapi: 3.1.0\ninfo: {title: x, version: 1.0.0}\npaths: {}\ncomponents:\n  schemas:\n    a_b: {$ref: '#/components/schemas/c_d'}\n    c_d: {$ref: '#/components/schemas/a_b'}\n";
    let outcome = run(&Source::new("api.yaml", text));
    let places: Vec<(Severity, String)> = outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::ReferenceCycle)
        .map(|diagnostic| (diagnostic.severity, diagnostic.pointer.to_string()))
        .collect();
    assert_eq!(
        places[0],
        (Severity::Warning, "#/components/schemas/a_b".to_owned())
    );
    assert!(outcome.tree.is_some());
}

const OPERATIONS: &str = r##"
openapi: 3.0.3
info: {title: Core, version: 1.0.0}
paths:
  /things/{thing_id}:
    parameters:
      - {name: thing_id, in: path, required: true, schema: {type: string}}
      - {name: verbose, in: query, description: Of the path item., schema: {type: string}}
      - {name: X-Trace, in: header, schema: {type: string}}
    get:
      operationId: getThing
      tags: [things]
      parameters:
        - {name: verbose, in: query, description: Of the operation., required: true, schema: {type: boolean}}
        - {name: verbose, in: header, schema: {type: integer}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
    put:
      operationId: putThing
      tags: [things]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'204': {description: done}}
    patch:
      operationId: patchThing
      tags: [things]
      requestBody: {content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'200': {description: text, content: {text/plain: {schema: {type: string}}}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
"##;

#[test]
fn parameters_of_a_path_item_are_replaced_by_those_of_the_operation() {
    let tree = tree_of_yaml(OPERATIONS);
    let get = "src/operations/things/get.rs";
    for path in [get, "src/operations/things/mod.rs"] {
        assert!(!file(&tree, path).contains("Of the path item."));
    }
    assert_holds(
        &tree,
        get,
        "request.path_parameter(\"thing_id\", &self.thing_id)?",
    );
    assert_holds(&tree, get, "request.header(\"X-Trace\", &self.x_trace)?");
    // The same name in another place is another parameter.
    assert_holds(&tree, get, "request.header(\"verbose\",");
    assert_holds(&tree, get, "thing_id: impl Into<String>");
    assert_holds(&tree, get, "verbose: bool");
    let put = "src/operations/things/put.rs";
    assert_holds(&tree, put, "Of the path item.");
    assert_holds(&tree, put, "verbose: Option<String>");
}

#[test]
fn bodies_and_responses() {
    let tree = tree_of_yaml(OPERATIONS);
    assert_holds(
        &tree,
        "src/operations/things/get.rs",
        "Result<models::Thing>",
    );
    assert_holds(
        &tree,
        "src/operations/things/put.rs",
        "body: impl Into<models::Thing>",
    );
    assert_holds(&tree, "src/operations/things/put.rs", "Result<()>");
    assert_holds(
        &tree,
        "src/operations/things/patch.rs",
        "body: Option<models::Thing>",
    );
    assert_holds(&tree, "src/operations/things/patch.rs", "Result<String>");
}
