//! From the keywords of a schema to its shape.

use super::types::{Annotations, Object, Schema, Shape};
use super::{Context, all_of};
use crate::diagnostics::Code;
use crate::document::{self, AdditionalProperties, SchemaType};
use crate::source::Node;

/// A schema where it is used. One that a reference from elsewhere gave a name is used by that
/// name, lest it become two types.
pub(super) fn resolve(context: &Context<'_>, schema: &document::Schema) -> Schema {
    let mut resolved = define(context, schema);
    if matches!(
        resolved.shape,
        Shape::Object(_) | Shape::Enum(_) | Shape::Union(_)
    ) && let Some(name) = context.references.loose_name(&schema.pointer)
    {
        resolved.shape = Shape::Reference(name.to_owned());
    }
    resolved
}

/// A schema where its name is defined.
pub(super) fn define(context: &Context<'_>, schema: &document::Schema) -> Schema {
    if !schema.all_of.is_empty() || (schema.reference.is_some() && has_structure(schema)) {
        return merged(context, schema);
    }
    if let Some(target) = &schema.reference {
        return annotated_reference(context, schema, target);
    }
    let (shape, null) = shape(context, schema);
    Schema {
        shape,
        nullable: schema.nullable || null,
        ..without_shape(schema)
    }
}

/// The schema that an `allOf` amounts to.
fn merged(context: &Context<'_>, schema: &document::Schema) -> Schema {
    if context.merging.borrow().contains(&schema.pointer) {
        context.diagnostics.warning(
            Code::ReferenceCycle,
            &schema.pointer,
            "this `allOf` is merged into a schema that holds it again: it is kept as raw JSON",
            "put what it adds into a schema with a name, and refer to that",
        );
        return without_shape(schema);
    }
    context.merging.borrow_mut().push(schema.pointer.clone());
    let merged = match all_of::merge(context, schema) {
        all_of::Merged::Reference(reference) => annotated_reference(context, schema, &reference),
        all_of::Merged::Schema(merged) => define(context, &merged),
    };
    context.merging.borrow_mut().pop();
    merged
}

fn annotated_reference(context: &Context<'_>, schema: &document::Schema, target: &str) -> Schema {
    let shape = match context.references.schema(target, &schema.pointer) {
        Some((name, _)) => Shape::Reference(name),
        None => Shape::Any,
    };
    Schema {
        shape,
        nullable: schema.nullable,
        ..without_shape(schema)
    }
}

fn without_shape(schema: &document::Schema) -> Schema {
    Schema {
        pointer: schema.pointer.clone(),
        shape: Shape::Any,
        nullable: false,
        annotations: Annotations {
            title: schema.title.clone(),
            description: schema.description.clone(),
            default: schema.default.clone(),
            examples: schema.examples.clone(),
            deprecated: schema.deprecated,
            read_only: schema.read_only,
            write_only: schema.write_only,
            constraints: schema.constraints.clone(),
            external_docs: schema.external_docs.clone(),
        },
        extensions: schema.extensions.clone(),
    }
}

/// Whether a schema says more than annotations: something that restricts values by itself.
pub(super) fn has_structure(schema: &document::Schema) -> bool {
    !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.items.is_some()
        || schema.values.is_some()
        || matches!(schema.additional, Some(AdditionalProperties::Schema(_)))
        || !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
}

/// The shape of a schema without reference and `allOf`, and whether it includes null.
fn shape(context: &Context<'_>, schema: &document::Schema) -> (Shape, bool) {
    if (!schema.one_of.is_empty() || !schema.any_of.is_empty())
        && let Some(union) = alternatives(context, schema)
    {
        return union;
    }
    if let Some(values) = &schema.values {
        return enumeration(context, schema, values);
    }
    match schema.types.as_slice() {
        [] => (untyped(context, schema), false),
        [single] => (typed(context, schema, *single), *single == SchemaType::Null),
        several => {
            let members = several
                .iter()
                .map(|kind| Schema {
                    shape: typed(context, schema, *kind),
                    ..Schema::any(&schema.pointer)
                })
                .collect();
            (Shape::Union(members), false)
        }
    }
}

fn untyped(context: &Context<'_>, schema: &document::Schema) -> Shape {
    if !schema.properties.is_empty() || schema.additional.is_some() {
        typed(context, schema, SchemaType::Object)
    } else if schema.items.is_some() {
        typed(context, schema, SchemaType::Array)
    } else {
        Shape::Any
    }
}

fn typed(context: &Context<'_>, schema: &document::Schema, kind: SchemaType) -> Shape {
    match kind {
        SchemaType::Null => Shape::Any,
        SchemaType::Boolean => Shape::Boolean,
        SchemaType::Integer => Shape::Integer(schema.format.clone()),
        SchemaType::Number => Shape::Number(schema.format.clone()),
        SchemaType::String => Shape::String(schema.format.clone()),
        SchemaType::Array => Shape::Array(Box::new(match &schema.items {
            Some(items) => resolve(context, items),
            None => Schema::any(&schema.pointer),
        })),
        SchemaType::Object if schema.properties.is_empty() => match &schema.additional {
            Some(AdditionalProperties::Schema(values)) => {
                let values = resolve(context, values);
                match values.shape {
                    Shape::Any => Shape::FreeObject,
                    _ => Shape::Map(Box::new(values)),
                }
            }
            _ => Shape::FreeObject,
        },
        SchemaType::Object => {
            if let Some(AdditionalProperties::Schema(values)) = &schema.additional
                && !matches!(resolve(context, values).shape, Shape::Any)
            {
                context.diagnostics.warning(
                    Code::UnsupportedKeyword,
                    &schema.pointer.child("additionalProperties"),
                    "beside `properties`, `additionalProperties` is not typed: such members are kept as raw JSON",
                    "",
                );
            }
            Shape::Object(Object {
                properties: schema
                    .properties
                    .iter()
                    .map(|(name, property)| (name.clone(), resolve(context, property)))
                    .collect(),
                required: schema.required.clone(),
            })
        }
    }
}

fn enumeration(context: &Context<'_>, schema: &document::Schema, values: &[Node]) -> (Shape, bool) {
    let null = values.contains(&Node::Null);
    let others: Vec<&Node> = values
        .iter()
        .filter(|value| **value != Node::Null)
        .collect();
    let mut texts: Vec<String> = Vec::new();
    for value in &others {
        if let Some(text) = value.as_str()
            && !texts.iter().any(|known| known == text)
        {
            texts.push(text.to_owned());
        }
    }
    let all = |test: fn(&Node) -> bool| others.iter().all(|value| test(value));
    let shape = if others.is_empty() {
        Shape::Any
    } else if all(|value| matches!(value, Node::String(_))) {
        Shape::Enum(texts)
    } else if all(|value| matches!(value, Node::Boolean(_))) {
        Shape::Boolean
    } else if all(|value| matches!(value, Node::Number(number) if !number.is_f64())) {
        Shape::Integer(schema.format.clone())
    } else if all(|value| matches!(value, Node::Number(_))) {
        Shape::Number(schema.format.clone())
    } else {
        context.diagnostics.warning(
            Code::UnsupportedKeyword,
            &schema.pointer.child("enum"),
            "an `enum` of values of several types is read as any JSON",
            "",
        );
        Shape::Any
    };
    (shape, null)
}

/// `oneOf` and `anyOf`. `None` if they only restrict what `properties` beside them describe.
fn alternatives(context: &Context<'_>, schema: &document::Schema) -> Option<(Shape, bool)> {
    let all: Vec<&document::Schema> = schema.one_of.iter().chain(&schema.any_of).collect();
    let null = all.iter().any(|member| is_null(member));
    let members: Vec<&document::Schema> =
        all.into_iter().filter(|member| !is_null(member)).collect();

    let describes = |member: &document::Schema| {
        !member.types.is_empty()
            || member.reference.is_some()
            || !member.properties.is_empty()
            || member.items.is_some()
            || member.values.is_some()
            || !member.all_of.is_empty()
            || !member.one_of.is_empty()
            || !member.any_of.is_empty()
    };
    if !schema.properties.is_empty() {
        if members.iter().any(|member| describes(member)) {
            let key = if schema.one_of.is_empty() {
                "anyOf"
            } else {
                "oneOf"
            };
            context.diagnostics.warning(
                Code::UnsupportedKeyword,
                &schema.pointer.child(key),
                format!("beside `properties`, `{key}` is not typed: what only it describes is kept as unknown fields"),
                "",
            );
        }
        return None;
    }
    if !members.iter().any(|member| describes(member)) {
        // Alternatives such as `required: [a]` or `maxLength: 5` say nothing of the shape.
        return (null && schema.types.is_empty()).then_some((Shape::Any, true));
    }

    let resolved: Vec<Schema> = members
        .iter()
        .map(|member| resolve(context, member))
        .collect();
    let null = null || resolved.iter().any(|member| member.nullable);
    if let Some(values) = open_enumeration(&resolved) {
        return Some((Shape::Enum(values), null));
    }
    let mut resolved = resolved;
    match resolved.len() {
        1 => resolved.pop().map(|single| (single.shape, null)),
        _ => Some((Shape::Union(resolved), null)),
    }
}

fn is_null(schema: &document::Schema) -> bool {
    schema.types.as_slice() == [SchemaType::Null] || schema.values.as_deref() == Some(&[Node::Null])
}

/// Several enums of texts, perhaps with `type: string` among them, are one enum: all are open.
fn open_enumeration(members: &[Schema]) -> Option<Vec<String>> {
    let mut values: Vec<String> = Vec::new();
    for member in members {
        match &member.shape {
            Shape::Enum(texts) => {
                for text in texts {
                    if !values.contains(text) {
                        values.push(text.clone());
                    }
                }
            }
            Shape::String(None) => {}
            _ => return None,
        }
    }
    (!values.is_empty()).then_some(values)
}
