use super::{Resolved, Shape, resolve};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::document;
use crate::source::Source;

fn resolved(rest: &str) -> (Resolved, Vec<Diagnostic>) {
    let text = format!("openapi: 3.1.0\ninfo: {{title: Test, version: 1.0.0}}\n{rest}");
    let diagnostics = Diagnostics::new();
    let root = Source::new("test.yaml", text).read(&diagnostics).unwrap();
    let document = document::read(&crate::bundle::Bundle::of(root), &diagnostics).unwrap();
    let resolved = resolve(&document, &diagnostics);
    (resolved, diagnostics.into_vec())
}

/// A short notation of a shape, for comparing.
fn shape(resolved: &Resolved, name: &str) -> String {
    let schema = &resolved.schemas[name];
    let null = if schema.nullable { "?" } else { "" };
    format!("{}{null}", notation(&schema.shape))
}

fn notation(shape: &Shape) -> String {
    let inner = |schema: &super::Schema| {
        let null = if schema.nullable { "?" } else { "" };
        format!("{}{null}", notation(&schema.shape))
    };
    match shape {
        Shape::Any => "any".to_owned(),
        Shape::FreeObject => "object".to_owned(),
        Shape::Reference(name) => format!("&{name}"),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer(_) => "integer".to_owned(),
        Shape::Number(_) => "number".to_owned(),
        Shape::String(format) => format.clone().unwrap_or_else(|| "string".to_owned()),
        Shape::Enum(values) => values.join("|"),
        Shape::Object(object) => {
            let properties: Vec<String> = object
                .properties
                .iter()
                .map(|(name, schema)| {
                    let mark = if object.required.contains(name) {
                        "!"
                    } else {
                        ""
                    };
                    format!("{name}{mark}: {}", inner(schema))
                })
                .collect();
            format!("{{{}}}", properties.join(", "))
        }
        Shape::Map(values) => format!("map<{}>", inner(values)),
        Shape::Array(items) => format!("[{}]", inner(items)),
        Shape::Constants(values) => {
            let texts: Vec<String> = values
                .iter()
                .map(|constant| constant.value.to_json_text())
                .collect();
            texts.join("|")
        }
        Shape::Tuple(tuple) => {
            let items: Vec<String> = tuple.items.iter().map(inner).collect();
            format!("[{}, {}..]", items.join(", "), inner(&tuple.rest))
        }
        Shape::Union(members) => {
            let members: Vec<String> = members
                .members
                .iter()
                .map(|member| inner(&member.schema))
                .collect();
            format!("({})", members.join(" or "))
        }
    }
}

#[test]
fn each_way_of_saying_it_has_one_shape() {
    let cases = [
        ("{}", "any"),
        ("{type: object}", "object"),
        ("{type: object, additionalProperties: false}", "object"),
        ("{additionalProperties: {type: string}}", "map<string>"),
        ("{type: object, additionalProperties: {}}", "object"),
        ("{properties: {a: {type: string}}}", "{a: string}"),
        ("{items: {type: integer}}", "[integer]"),
        ("{type: [string, \"null\"]}", "string?"),
        ("{type: [string, integer]}", "(string or integer)"),
        ("{type: \"null\"}", "any?"),
        ("{anyOf: [{type: string}, {type: \"null\"}]}", "string?"),
        (
            "{oneOf: [{type: \"null\"}, {$ref: '#/components/schemas/Other'}]}",
            "&Other?",
        ),
        (
            "{oneOf: [{enum: [a]}, {enum: [b, a]}, {type: string}]}",
            "a|b",
        ),
        ("{oneOf: [{const: a}, {const: b}]}", "a|b"),
        ("{const: null}", "any?"),
        ("{enum: [a, null, b, a]}", "a|b?"),
        ("{enum: [1, 2.5]}", "number"),
        ("{enum: [1, a]}", "1|\"a\""),
        ("{enum: [1, -2]}", "1|-2"),
        ("{enum: [true]}", "boolean"),
        (
            "{anyOf: [{required: [a]}, {required: [b]}], type: object, properties: {a: {}, b: {}}}",
            "{a: any, b: any}",
        ),
        ("{allOf: [{$ref: '#/components/schemas/Other'}]}", "&Other"),
        (
            "{allOf: [{$ref: '#/components/schemas/Other'}, {description: only words}]}",
            "&Other",
        ),
        (
            "{allOf: [{$ref: '#/components/schemas/Other'}, {required: [x]}]}",
            "{x!: string}",
        ),
        (
            "{$ref: '#/components/schemas/Other', properties: {y: {type: integer}}}",
            "{y: integer, x: string}",
        ),
        ("{allOf: [{type: number}, {type: integer}]}", "integer"),
        ("{allOf: [{type: integer}, {type: number}]}", "integer"),
        ("{allOf: [{type: string}, {format: date}]}", "date"),
    ];
    for (text, expected) in cases {
        let (resolved, _) = resolved(&format!(
            "components:\n  schemas:\n    Subject: {text}\n    Other: {{type: object, properties: {{x: {{type: string}}}}}}\n"
        ));
        assert_eq!(shape(&resolved, "Subject"), expected, "{text}");
    }
}

#[test]
fn parts_refine_each_other() {
    let (resolved, found) = resolved(
        "components:\n  schemas:\n    A: {type: object, required: [k], properties: {k: {type: string}, o: {type: object, properties: {p: {type: string}}}}}\n    B:\n      allOf:\n        - $ref: '#/components/schemas/A'\n        - {properties: {k: {enum: [x]}, o: {properties: {q: {type: integer}}}}}\n",
    );
    assert_eq!(shape(&resolved, "B"), "{k!: x, o: {p: string, q: integer}}");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_contradiction_is_an_error_once() {
    let (_, found) = resolved(
        "components:\n  schemas:\n    A: {allOf: [{type: string}, {$ref: '#/components/schemas/B'}]}\n    B: {type: integer}\n",
    );
    let conflicts = found
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::AllOfConflict)
        .count();
    assert_eq!(conflicts, 1, "{found:?}");
}

#[test]
fn every_kind_of_component_is_checked_even_if_unused() {
    for kind in [
        "schemas",
        "parameters",
        "responses",
        "requestBodies",
        "headers",
        "examples",
        "securitySchemes",
    ] {
        let (_, found) = resolved(&format!(
            "components:\n  {kind}:\n    A: {{$ref: '#/components/{kind}/Missing'}}\n    B: {{$ref: '#/components/{kind}/A'}}\n    C: {{$ref: '#/components/links/D'}}\n"
        ));
        let errors: Vec<String> = found
            .iter()
            .filter(|diagnostic| diagnostic.code == Code::DanglingReference)
            .map(|diagnostic| diagnostic.pointer.to_string())
            .collect();
        assert_eq!(
            errors,
            [
                format!("#/components/{kind}/A/$ref"),
                format!("#/components/{kind}/C/$ref")
            ],
            "{kind}: {found:?}"
        );
    }
}

#[test]
fn a_fault_in_a_shared_component_is_said_once() {
    let (_, found) = resolved(
        "paths:\n  /a/{x}:\n    parameters: [{$ref: '#/components/parameters/P'}]\n    get: {}\n    put: {}\ncomponents:\n  parameters:\n    P: {name: x, in: path, required: true, schema: {allOf: [{type: string}, {type: array}]}}\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_description_beside_a_reference_replaces_the_other() {
    let (resolved, _) = resolved(
        "paths:\n  /a:\n    get:\n      parameters: [{$ref: '#/components/parameters/P', description: mine}]\n      responses: {'200': {$ref: '#/components/responses/R'}}\ncomponents:\n  parameters:\n    P: {name: p, in: query, description: theirs, schema: {type: string}}\n  responses:\n    R: {description: a response}\n",
    );
    let operation = &resolved.operations[0];
    assert_eq!(operation.parameters[0].description.as_deref(), Some("mine"));
    assert_eq!(
        operation.responses["200"].description.as_deref(),
        Some("a response")
    );
}
