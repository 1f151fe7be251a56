//! From the keywords of a schema to its shape.

use super::types::{Annotations, Constant, Member, Object, Schema, Shape, Tuple, Union};
use super::union::alternatives;
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
        Shape::Object(_) | Shape::Enum(_) | Shape::Constants(_) | Shape::Tuple(_) | Shape::Union(_)
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
        || !schema.prefix_items.is_empty()
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
    if schema.discriminator.is_some() {
        context.diagnostics.warning(
            Code::UnsupportedKeyword,
            &schema.pointer.child("discriminator"),
            "there is nothing to tell apart: no schema is made of this one",
            "a discriminator stands beside `oneOf` or `anyOf`, or on a schema with a name that others have in their `allOf`",
        );
    }
    if let Some(values) = &schema.values {
        return enumeration(schema, values);
    }
    match schema.types.as_slice() {
        [] => (untyped(context, schema), false),
        [single] => (typed(context, schema, *single), *single == SchemaType::Null),
        several => {
            let members = several
                .iter()
                .map(|kind| Member {
                    name: None,
                    tags: Vec::new(),
                    schema: Schema {
                        shape: typed(context, schema, *kind),
                        ..Schema::any(&schema.pointer)
                    },
                })
                .collect();
            let union = Union {
                discriminator: None,
                members,
            };
            (Shape::Union(union), false)
        }
    }
}

fn untyped(context: &Context<'_>, schema: &document::Schema) -> Shape {
    if !schema.properties.is_empty() || schema.additional.is_some() {
        typed(context, schema, SchemaType::Object)
    } else if schema.items.is_some() || !schema.prefix_items.is_empty() {
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
        SchemaType::Array if !schema.prefix_items.is_empty() => tuple(context, schema),
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
            let additional = match &schema.additional {
                Some(AdditionalProperties::Schema(values)) => Some(resolve(context, values))
                    .filter(|values| !matches!(values.shape, Shape::Any)),
                _ => None,
            };
            Shape::Object(Object {
                properties: schema
                    .properties
                    .iter()
                    .map(|(name, property)| (name.clone(), resolve(context, property)))
                    .collect(),
                required: schema.required.clone(),
                additional: additional.map(Box::new),
            })
        }
    }
}

fn tuple(context: &Context<'_>, schema: &document::Schema) -> Shape {
    let least = schema
        .constraints
        .iter()
        .find(|(key, _)| *key == "minItems")
        .and_then(|(_, value)| match value {
            Node::Number(number) => usize::try_from(number.as_u64()?).ok(),
            _ => None,
        })
        .unwrap_or(0);
    Shape::Tuple(Tuple {
        items: schema
            .prefix_items
            .iter()
            .map(|item| resolve(context, item))
            .collect(),
        required: least.min(schema.prefix_items.len()),
        rest: Box::new(match &schema.items {
            Some(items) => resolve(context, items),
            None => Schema::any(&schema.pointer),
        }),
    })
}

fn enumeration(schema: &document::Schema, values: &[Node]) -> (Shape, bool) {
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
    } else if all(|value| matches!(value, Node::Number(_)))
        && others
            .iter()
            .any(|value| matches!(value, Node::Number(number) if number.is_f64()))
    {
        // Fractions are measures rather than names.
        Shape::Number(schema.format.clone())
    } else {
        let mut constants: Vec<Constant> = Vec::new();
        for value in others {
            if !constants.iter().any(|known| known.value == *value) {
                constants.push(Constant {
                    value: value.clone(),
                    name: None,
                });
            }
        }
        Shape::Constants(constants)
    };
    (shape, null)
}
