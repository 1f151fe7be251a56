//! Reads schemas of both dialects.

use indexmap::IndexMap;

use super::reader::ObjectReader;
use super::schema_types::{AdditionalProperties, Discriminator, Schema, SchemaType};
use super::types::Version;
use super::{Context, components, extensions, later, loose};
use crate::bundle::Kind;
use crate::diagnostics::{Code, Severity};
use crate::source::{Node, Pointer};

const TYPES: [(&str, SchemaType); 7] = [
    ("null", SchemaType::Null),
    ("boolean", SchemaType::Boolean),
    ("object", SchemaType::Object),
    ("array", SchemaType::Array),
    ("number", SchemaType::Number),
    ("integer", SchemaType::Integer),
    ("string", SchemaType::String),
];

/// Keywords that restrict values: the server checks them, the documentation says them.
const CONSTRAINTS: [&str; 15] = [
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "contentEncoding",
    "contentMediaType",
];

/// Keywords of JSON Schema that change which values are valid in ways no Rust type says.
const NOT_TYPED: [&str; 15] = [
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "additionalItems",
    "contentSchema",
];

/// Keywords that only matter to tools that move schemas around or write XML.
const NOT_NEEDED: [&str; 9] = [
    "xml",
    "$id",
    "$schema",
    "$comment",
    "$vocabulary",
    "$anchor",
    "$dynamicAnchor",
    "$defs",
    "definitions",
];

pub(super) fn schema(context: &Context<'_>, node: &Node, pointer: &Pointer) -> Schema {
    match node {
        Node::Boolean(allowed) if context.version == Version::V31 => {
            if !allowed {
                context.diagnostics.warning(
                    Code::UnsupportedKeyword,
                    pointer,
                    "the schema `false` allows no value; it is read as any value",
                    "remove what must not be there",
                );
            }
            Schema {
                pointer: pointer.clone(),
                ..Schema::default()
            }
        }
        _ => match ObjectReader::of(context, node, pointer, "a schema") {
            Some(object) => object_schema(context, object),
            None => Schema {
                pointer: pointer.clone(),
                ..Schema::default()
            },
        },
    }
}

fn object_schema(context: &Context<'_>, mut object: ObjectReader<'_>) -> Schema {
    if context.version == Version::V31 {
        object = object.with_open_vocabulary();
    }
    let pointer = object.pointer().clone();
    let reference = object.string("$ref");
    if let Some(target) = &reference {
        loose::note(context, Kind::Schema, target);
    }
    if reference.is_some() && context.version == Version::V30 {
        return lone_reference(context, object, reference);
    }
    let (types, null_type) = types(context, &mut object);
    let mut constraints = Vec::new();
    for key in CONSTRAINTS {
        if let Some(value) = object.node(key) {
            constraints.push((key, value.clone()));
        }
    }
    for key in NOT_TYPED {
        object.unsupported(
            key,
            "this generator gives it no type; values are still read and kept",
        );
    }
    for key in NOT_NEEDED {
        object.note_only(key);
    }
    object.unsupported("$dynamicRef", "dynamic references are not followed");

    let mut examples: Vec<Node> = object.node("example").into_iter().cloned().collect();
    examples.extend(
        object
            .array("examples")
            .into_iter()
            .map(|(node, _)| node.clone()),
    );

    let schema = Schema {
        reference,
        nullable: nullable(context, &mut object) || null_type,
        types,
        format: object.string("format"),
        title: object.text("title"),
        description: object.text("description"),
        values: values(context, &mut object),
        properties: properties(context, &mut object),
        required: object.strings("required"),
        additional: additional(context, &mut object),
        items: items(context, &mut object),
        all_of: list(context, &mut object, "allOf"),
        one_of: list(context, &mut object, "oneOf"),
        any_of: list(context, &mut object, "anyOf"),
        prefix_items: list(context, &mut object, "prefixItems"),
        discriminator: discriminator(context, &mut object),
        default: object.node("default").cloned(),
        examples,
        deprecated: object.boolean("deprecated").unwrap_or(false),
        read_only: object.boolean("readOnly").unwrap_or(false),
        write_only: object.boolean("writeOnly").unwrap_or(false),
        constraints,
        external_docs: components::external_docs(context, &mut object),
        extensions: extensions::of_schema(context, &mut object),
        pointer,
    };
    check_required(context, &schema);
    object.finish();
    schema
}

/// The name in a reference of the form `#/components/schemas/Name`.
pub(crate) fn component_name(target: &str) -> Option<String> {
    loose::component_of(Kind::Schema, target)
}

/// In 3.0 nothing may stand beside `$ref`, and what does has no meaning.
fn lone_reference(
    context: &Context<'_>,
    mut object: ObjectReader<'_>,
    reference: Option<String>,
) -> Schema {
    for key in [
        "description",
        "title",
        "nullable",
        "default",
        "example",
        "readOnly",
        "writeOnly",
        "deprecated",
        "type",
    ] {
        object.unsupported(
            key,
            "OpenAPI 3.0 ignores what stands beside `$ref`; wrap the reference in `allOf`",
        );
    }
    let extensions = extensions::of_schema(context, &mut object);
    let schema = Schema {
        pointer: object.pointer().clone(),
        reference,
        extensions,
        ..Schema::default()
    };
    object.finish();
    schema
}

fn types(context: &Context<'_>, object: &mut ObjectReader<'_>) -> (Vec<SchemaType>, bool) {
    let place = object.at("type");
    let words: Vec<(String, Pointer)> = match object.node("type") {
        None => return (Vec::new(), false),
        Some(Node::String(word)) => vec![(word.clone(), place)],
        // `type: null` without quotes is what most people write who mean "null".
        Some(Node::Null) => vec![("null".to_owned(), place)],
        Some(Node::Array(words)) if context.version == Version::V31 => words
            .iter()
            .enumerate()
            .filter_map(|(index, node)| {
                let place = place.child(index);
                match node {
                    Node::Null => Some(("null".to_owned(), place)),
                    Node::String(word) => Some((word.clone(), place)),
                    other => {
                        context.diagnostics.fault(
                            Code::WrongType,
                            &place,
                            format!(
                                "an element of `type` is the name of a type; this is {}",
                                other.kind()
                            ),
                            "",
                            "the element is left out",
                        );
                        None
                    }
                }
            })
            .collect(),
        Some(other) => {
            let help = match context.version {
                Version::V30 => "OpenAPI 3.0 has one type, and `nullable: true` beside it",
                Version::V31 => "",
            };
            context.diagnostics.fault(
                Code::WrongType,
                &place,
                format!("`type` is the name of a type; this is {}", other.kind()),
                help,
                "the schema is read as if it had no `type`",
            );
            return (Vec::new(), false);
        }
    };
    let mut types = Vec::new();
    let mut null = false;
    for (word, place) in words {
        match TYPES.iter().find(|(known, _)| *known == word) {
            Some((_, SchemaType::Null)) => null = true,
            Some((_, kind)) => types.push(*kind),
            None => context.diagnostics.fault(
                Code::InvalidValue,
                &place,
                format!("`{word}` is not a type"),
                super::reader::one_of(&word, TYPES.iter().map(|(known, _)| *known)),
                "the type is left out",
            ),
        }
    }
    if null && types.is_empty() {
        types.push(SchemaType::Null);
    }
    (types, null)
}

fn nullable(context: &Context<'_>, object: &mut ObjectReader<'_>) -> bool {
    match context.version {
        Version::V30 => object.boolean("nullable").unwrap_or(false),
        Version::V31 => {
            object.unsupported(
                "nullable",
                "OpenAPI 3.1 writes `type: [string, \"null\"]` instead",
            );
            false
        }
    }
}

fn values(context: &Context<'_>, object: &mut ObjectReader<'_>) -> Option<Vec<Node>> {
    let constant = object.node("const").cloned();
    if !object.has("enum") {
        object.act_on("enum");
        return constant.map(|value| vec![value]);
    }
    let values: Vec<Node> = object
        .array("enum")
        .into_iter()
        .map(|(node, _)| node.clone())
        .collect();
    if values.is_empty() {
        context.diagnostics.warning(
            Code::InvalidValue,
            &object.at("enum"),
            "an empty `enum` allows no value; it is ignored",
            "list the values, or remove `enum`",
        );
        return None;
    }
    for (index, value) in values.iter().enumerate() {
        if values.iter().take(index).any(|earlier| earlier == value) {
            context.diagnostics.report(
                Severity::Warning,
                Code::InvalidValue,
                &object.at("enum").child(index),
                format!("`{}` stands twice in this `enum`", value.to_json_text()),
                "remove one of the two",
            );
        }
    }
    Some(values)
}

fn properties(context: &Context<'_>, object: &mut ObjectReader<'_>) -> IndexMap<String, Schema> {
    object
        .entries("properties")
        .into_iter()
        .map(|(name, node, pointer)| (name.to_owned(), schema(context, node, &pointer)))
        .collect()
}

/// The members without a name of their own: those whose names match a pattern are read like
/// all others, so that whatever one of the patterns allows is allowed for any.
fn additional(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> Option<AdditionalProperties> {
    let mut values: Vec<Schema> = object
        .entries("patternProperties")
        .into_iter()
        .map(|(_, node, pointer)| schema(context, node, &pointer))
        .collect();
    let pointer = object.at("additionalProperties");
    let mut untyped = false;
    match object.node("additionalProperties") {
        None => {}
        Some(Node::Boolean(allowed)) => untyped = *allowed || values.is_empty(),
        Some(node) => values.push(schema(context, node, &pointer)),
    }
    if untyped {
        return Some(AdditionalProperties::Untyped);
    }
    let value = match values.len() {
        0 => return None,
        1 => values.pop()?,
        _ => Schema {
            pointer: object.at("patternProperties"),
            any_of: values,
            ..Schema::default()
        },
    };
    Some(AdditionalProperties::Schema(Box::new(value)))
}

fn discriminator(context: &Context<'_>, object: &mut ObjectReader<'_>) -> Option<Discriminator> {
    let (members, pointer) = object.optional_object("discriminator")?;
    let mut reader = ObjectReader::new(context, members, &pointer);
    let property = reader.required_string("propertyName");
    let mut mapping = IndexMap::new();
    for (value, node, place) in reader.entries("mapping") {
        match node {
            Node::String(target) => {
                mapping.insert(value.to_owned(), target.clone());
            }
            other => context.diagnostics.fault(
                Code::WrongType,
                &place,
                format!(
                    "a value of `mapping` is the name of a schema or a reference; this is {}",
                    other.kind()
                ),
                "",
                "the value is left out of the mapping",
            ),
        }
    }
    later::default_mapping(&mut reader);
    reader.finish();
    Some(Discriminator {
        property: property?,
        mapping,
    })
}

fn items(context: &Context<'_>, object: &mut ObjectReader<'_>) -> Option<Box<Schema>> {
    let pointer = object.at("items");
    let node = object.node("items")?;
    Some(Box::new(schema(context, node, &pointer)))
}

fn list(context: &Context<'_>, object: &mut ObjectReader<'_>, key: &'static str) -> Vec<Schema> {
    object
        .array(key)
        .into_iter()
        .map(|(node, pointer)| schema(context, node, &pointer))
        .collect()
}

/// A required name that no property has is mostly a slip; with `allOf` and references it may
/// speak of a property that stands elsewhere.
fn check_required(context: &Context<'_>, schema: &Schema) {
    if schema.properties.is_empty() {
        return;
    }
    for (index, name) in schema.required.iter().enumerate() {
        if schema.properties.contains_key(name) {
            continue;
        }
        let known = schema.properties.keys().map(String::as_str);
        if let Some(similar) = super::reader::most_similar(name, known) {
            context.diagnostics.fault(
                Code::MisspelledKeyword,
                &schema.pointer.child("required").child(index),
                format!("`{name}` is required, but there is no such property"),
                format!("did you mean `{similar}`?"),
                "the name is left out of `required`",
            );
        } else if schema.all_of.is_empty() && schema.reference.is_none() {
            context.diagnostics.report(
                Severity::Note,
                Code::InvalidValue,
                &schema.pointer.child("required").child(index),
                format!("`{name}` is required, but there is no such property; it is kept as an unknown field"),
                "describe it under `properties`, or remove it from `required`",
            );
        }
    }
}
