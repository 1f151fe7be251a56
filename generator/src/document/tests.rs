use super::{AdditionalProperties, Document, ReferenceOr, SchemaType, read};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::Source;

/// Reads a document whose text after the head is given.
fn read_text(version: &str, rest: &str) -> (Option<Document>, Vec<Diagnostic>) {
    let text = format!("openapi: {version}\ninfo: {{title: Test, version: 1.0.0}}\n{rest}");
    let diagnostics = Diagnostics::new();
    let root = Source::new("test.yaml", text).read(&diagnostics).unwrap();
    let document = read(&crate::bundle::Bundle::of(root), &diagnostics);
    (document, diagnostics.into_vec())
}

fn codes(found: &[Diagnostic]) -> Vec<(Code, String)> {
    found
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.pointer.to_string()))
        .collect()
}

#[test]
fn the_type_list_of_a_schema_is_read_whole() {
    let (document, found) = read_text(
        "3.1.0",
        "components:\n  schemas:\n    A: {type: [string, \"null\", integer]}\n    B: {type: \"null\"}\n    C: {type: [string, 5, ~]}\n    D: {type: strng}\n",
    );
    let schemas = document.unwrap().components.schemas;
    assert_eq!(
        schemas["A"].types,
        [SchemaType::String, SchemaType::Integer]
    );
    assert!(schemas["A"].nullable);
    assert_eq!(schemas["B"].types, [SchemaType::Null]);
    assert_eq!(schemas["C"].types, [SchemaType::String]);
    assert!(schemas["C"].nullable);
    assert_eq!(
        codes(&found),
        [
            (Code::WrongType, "#/components/schemas/C/type/1".to_owned()),
            (Code::InvalidValue, "#/components/schemas/D/type".to_owned()),
        ]
    );
    assert_eq!(found[1].help.as_deref(), Some("did you mean `string`?"));
}

#[test]
fn each_dialect_has_its_own_null() {
    let schemas = "paths: {}\ncomponents:\n  schemas:\n    A: {type: string, nullable: true}\n    B: {type: [string, \"null\"]}\n";
    let (old, found) = read_text("3.0.3", schemas);
    assert!(old.unwrap().components.schemas["A"].nullable);
    assert_eq!(
        codes(&found),
        [(Code::WrongType, "#/components/schemas/B/type".to_owned())]
    );
    let (new, found) = read_text("3.1.0", schemas);
    let schemas = new.unwrap().components.schemas;
    assert!(!schemas["A"].nullable);
    assert!(schemas["B"].nullable);
    assert_eq!(
        codes(&found),
        [(
            Code::UnsupportedKeyword,
            "#/components/schemas/A/nullable".to_owned()
        )]
    );
}

#[test]
fn what_stands_beside_a_reference_counts_in_3_1_only() {
    let schemas = "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/B', description: mine}\n    B: {type: string}\n";
    let (old, found) = read_text("3.0.3", schemas);
    assert_eq!(old.unwrap().components.schemas["A"].description, None);
    assert_eq!(
        codes(&found),
        [(
            Code::UnsupportedKeyword,
            "#/components/schemas/A/description".to_owned()
        )]
    );
    let (new, found) = read_text("3.1.0", schemas);
    assert_eq!(
        new.unwrap().components.schemas["A"].description.as_deref(),
        Some("mine")
    );
    assert!(found.is_empty());
}

#[test]
fn additional_properties_in_all_forms() {
    let (document, found) = read_text(
        "3.1.0",
        "components:\n  schemas:\n    A: {additionalProperties: false}\n    B: {additionalProperties: {type: string}}\n    C: {additionalProperties: 7}\n",
    );
    let schemas = document.unwrap().components.schemas;
    assert!(matches!(
        schemas["A"].additional,
        Some(AdditionalProperties::Untyped)
    ));
    assert!(matches!(
        schemas["B"].additional,
        Some(AdditionalProperties::Schema(_))
    ));
    assert_eq!(
        codes(&found),
        [(
            Code::WrongType,
            "#/components/schemas/C/additionalProperties".to_owned()
        )]
    );
}

#[test]
fn places_outside_the_components_are_read_when_a_reference_leads_there() {
    let (document, found) = read_text(
        "3.1.0",
        "components:\n  schemas:\n    A: {type: object, properties: {b: {type: object, properties: {c: {type: string}}}}}\n    B: {$ref: '#/components/schemas/A/properties/b'}\n    C: {$ref: '#/components/parameters/P'}\n    D: {$ref: '#/info'}\n    E: {$ref: '#'}\n  parameters:\n    P: {name: p, in: query, schema: {type: string}}\n",
    );
    let loose: Vec<String> = document.unwrap().loose.places.into_keys().collect();
    assert_eq!(loose, ["#/components/schemas/A/properties/b"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn response_codes_and_paths_have_a_shape() {
    let (document, found) = read_text(
        "3.1.0",
        "paths:\n  /a:\n    get:\n      responses:\n        200: {description: a number to YAML}\n        4XX: {description: range}\n        default: {description: rest}\n        4xx: {description: small}\n        600: {description: none}\n        x-note: 1\n  b: {}\n  x-tool: {}\n",
    );
    let operations = document.unwrap().operations;
    let statuses: Vec<&String> = operations[0].responses.keys().collect();
    assert_eq!(statuses, ["200", "4XX", "default"]);
    assert_eq!(
        codes(&found),
        [
            (
                Code::InvalidValue,
                "#/paths/~1a/get/responses/4xx".to_owned()
            ),
            (
                Code::InvalidValue,
                "#/paths/~1a/get/responses/600".to_owned()
            ),
            (
                Code::ForeignExtension,
                "#/paths/~1a/get/responses/x-note".to_owned()
            ),
            (Code::InvalidValue, "#/paths/b".to_owned()),
            (Code::ForeignExtension, "#/paths/x-tool".to_owned()),
        ]
    );
}

#[test]
fn parameters_of_the_path_item_come_after_those_of_the_operation() {
    let (document, _) = read_text(
        "3.1.0",
        "paths:\n  /a:\n    parameters: [{name: shared, in: query, schema: {}}]\n    get:\n      parameters: [{name: own, in: query, schema: {}}, {$ref: '#/components/parameters/P'}]\n",
    );
    let operation = &document.unwrap().operations[0];
    assert_eq!(operation.own_parameters, 2);
    let names: Vec<&str> = operation
        .parameters
        .iter()
        .map(|parameter| match parameter {
            ReferenceOr::Item(parameter) => parameter.name.as_str(),
            ReferenceOr::Reference(reference) => reference.target.as_str(),
        })
        .collect();
    assert_eq!(names, ["own", "#/components/parameters/P", "shared"]);
}

#[test]
fn what_an_extension_lacks_is_reported() {
    let (_, found) = read_text(
        "3.1.0",
        "x-integrations: [{}]\ncomponents:\n  schemas:\n    A: {x-provenance: {note: why, sorce: x}}\npaths:\n  /a:\n    get:\n      x-example-program: {token-variable: T, flags: {a: 1}}\n      x-key-by: {}\n",
    );
    assert_eq!(
        codes(&found),
        [
            (Code::MissingField, "#/x-integrations/0".to_owned()),
            (Code::MissingField, "#/x-integrations/0".to_owned()),
            (
                Code::MissingField,
                "#/components/schemas/A/x-provenance".to_owned()
            ),
            (
                Code::MisspelledKeyword,
                "#/components/schemas/A/x-provenance/sorce".to_owned()
            ),
            (Code::MissingField, "#/paths/~1a/get/x-key-by".to_owned()),
            (
                Code::WrongType,
                "#/paths/~1a/get/x-example-program/flags/a".to_owned()
            ),
        ]
    );
}
