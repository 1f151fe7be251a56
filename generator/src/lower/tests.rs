use super::lower;
use crate::api::{Api, ParameterLocation, Presence, Type, TypeKind};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::Source;
use crate::{document, resolve};

fn lowered(rest: &str) -> (Api, Vec<Diagnostic>) {
    let text = format!("openapi: 3.1.0\ninfo: {{title: Test, version: 1.0.0}}\n{rest}");
    let diagnostics = Diagnostics::new();
    let root = Source::new("test.yaml", text).read(&diagnostics).unwrap();
    let document = document::read(&crate::bundle::Bundle::of(root), &diagnostics).unwrap();
    let resolved = resolve::resolve(&document, &diagnostics);
    let api = lower(&resolved, &|path| Err(format!("no {path}")), &diagnostics);
    (api, diagnostics.into_vec())
}

fn names(api: &Api) -> Vec<&str> {
    api.types
        .iter()
        .map(|definition| definition.name.as_str())
        .collect()
}

#[test]
fn any_name_of_a_schema_is_a_type() {
    let (api, _) = lowered(
        "components:\n  schemas:\n    Option: {type: object, properties: {a: {}}}\n    type: {type: object, properties: {a: {}}}\n    '2fast': {type: string, enum: [a]}\n    '': {type: string, enum: [a]}\n    '../..': {type: string, enum: [a]}\n    foo_bar: {type: string, enum: [a]}\n    fooBar: {type: string, enum: [a]}\n    'ünïcode': {type: string, enum: [a]}\n",
    );
    assert_eq!(
        names(&api),
        [
            "OptionModel",
            "Type",
            "Value2fast",
            "Empty",
            "DotDotSlashDotDot",
            "FooBar2",
            "FooBar",
            "Ünïcode"
        ]
    );
    let mut modules: Vec<&str> = api
        .types
        .iter()
        .map(|definition| definition.module.as_str())
        .collect();
    modules.sort_unstable();
    modules.dedup();
    assert_eq!(modules.len(), api.types.len());
}

/// A reordering of the document renames nothing.
#[test]
fn names_do_not_depend_on_the_order() {
    let schemas = [
        "foo_bar: {type: object, properties: {x: {enum: [a]}}}",
        "fooBar: {type: object, properties: {x: {enum: [b]}}}",
        "FooBar: {type: object, properties: {x: {enum: [c]}}}",
    ];
    let mut found = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let list: Vec<&str> = order.iter().map(|index| schemas[*index]).collect();
        let (api, _) = lowered(&format!(
            "components:\n  schemas:\n    {}\n",
            list.join("\n    ")
        ));
        let mut pairs: Vec<(String, Vec<String>)> = api
            .types
            .iter()
            .filter_map(|definition| match &definition.kind {
                TypeKind::Enum(variants) => Some((
                    definition.name.clone(),
                    variants
                        .iter()
                        .map(|variant| variant.wire_name.clone())
                        .collect(),
                )),
                _ => None,
            })
            .collect();
        pairs.sort();
        found.push(pairs);
    }
    assert_eq!(found[0], found[1]);
    assert_eq!(found[0], found[2]);
}

#[test]
fn a_field_is_required_nullable_or_optional() {
    let (api, _) = lowered(
        "components:\n  schemas:\n    S:\n      type: object\n      required: [a, b, c]\n      properties: {a: {type: string}, b: {type: [string, \"null\"]}, c: {}, d: {type: string}, e: {type: [string, \"null\"]}}\n",
    );
    let TypeKind::Struct(structure) = &api.types[0].kind else {
        panic!("{:?}", api.types[0]);
    };
    let fields: Vec<(Presence, Type)> = structure
        .fields
        .iter()
        .map(|field| (field.presence, field.value.clone()))
        .collect();
    assert_eq!(
        fields,
        [
            (Presence::Required, Type::String),
            (Presence::Required, Type::Nullable(Box::new(Type::String))),
            (Presence::Required, Type::Json),
            (Presence::Optional, Type::String),
            (Presence::Optional, Type::String),
        ]
    );
}

#[test]
fn method_names_are_free_and_unique() {
    let (api, _) = lowered(
        "paths:\n  /a: {get: {operationId: new, tags: [pets]}, put: {operationId: listPets, tags: [pets]}, post: {operationId: list, tags: [pets]}, delete: {tags: [pets]}}\n  /b: {get: {operationId: match, tags: [models]}, put: {operationId: send, tags: [models]}}\n",
    );
    let groups: Vec<(&str, Vec<&str>)> = api
        .groups
        .iter()
        .map(|group| {
            let methods = group
                .operations
                .iter()
                .map(|operation| operation.method_name.as_str());
            (group.module.as_str(), methods.collect())
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("pets", vec!["new_2", "list_pets", "list", "delete_a"]),
            ("models_2", vec!["match", "send"]),
        ]
    );
}

#[test]
fn the_same_name_in_two_places_is_two_parameters() {
    let (api, found) = lowered(
        "paths:\n  /a/{id}:\n    get:\n      parameters:\n        - {name: id, in: path, required: true, schema: {type: string}}\n        - {name: id, in: query, schema: {type: string}}\n        - {name: id, in: header, schema: {type: string}}\n        - {name: id, in: cookie, schema: {type: string}}\n        - {name: Accept, in: header, schema: {type: string}}\n",
    );
    let operation = api.operations().next().unwrap();
    let mut names: Vec<&str> = operation
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["id", "id_2", "id_3", "id_4"]);
    assert!(matches!(
        operation.parameters[0].location,
        ParameterLocation::Path
    ));
    let unsupported = found
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::UnsupportedKeyword)
        .count();
    assert_eq!(unsupported, 1, "{found:?}");
}

#[test]
fn a_type_that_is_only_itself_is_reported_where_it_stands() {
    let (api, found) = lowered(
        "components:\n  schemas:\n    self_made: {$ref: '#/components/schemas/self_made'}\n    list: {type: array, items: {$ref: '#/components/schemas/list'}}\n",
    );
    let places: Vec<String> = found
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::ReferenceCycle)
        .map(|diagnostic| diagnostic.pointer.to_string())
        .collect();
    assert_eq!(places, ["#/components/schemas/self_made"]);
    assert!(matches!(api.types[0].kind, TypeKind::Alias(Type::Json)));
    // A list of itself has a value, the empty list: it is a type around that list.
    assert!(matches!(
        api.types[1].kind,
        TypeKind::Wrapper(Type::List(_))
    ));
}

#[test]
fn personal_data_is_known_at_any_depth() {
    let (api, _) = lowered(
        "components:\n  schemas:\n    A: {type: object, properties: {b: {type: array, items: {$ref: '#/components/schemas/B'}}}}\n    B: {type: object, properties: {c: {$ref: '#/components/schemas/C'}, a: {$ref: '#/components/schemas/A'}}}\n    C: {type: object, properties: {mail: {type: string, x-personal-data: true}}}\n    D: {type: object, properties: {x: {type: string}}}\n",
    );
    let holding: Vec<&str> = api
        .types
        .iter()
        .filter(|definition| definition.holds_personal_data)
        .map(|definition| definition.name.as_str())
        .collect();
    assert_eq!(holding, ["A", "B", "C"]);
}
