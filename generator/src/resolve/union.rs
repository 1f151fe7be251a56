//! `oneOf` and `anyOf`: the alternatives, their names and their tags.

use indexmap::IndexMap;

use super::Context;
use super::inheritance::is_made_of;
use super::shape::resolve;
use super::types::{Constant, Member, Schema, Shape, Union};
use crate::diagnostics::Code;
use crate::document::{self, Discriminator, SchemaType, component_name};
use crate::source::Node;

/// The shape of a schema with `oneOf` or `anyOf`, and whether it includes null. `None` if they
/// only restrict what `properties` beside them describe.
pub(super) fn alternatives(
    context: &Context<'_>,
    schema: &document::Schema,
) -> Option<(Shape, bool)> {
    let all: Vec<&document::Schema> = schema.one_of.iter().chain(&schema.any_of).collect();
    let null = all.iter().any(|member| is_null(member));
    let members: Vec<&document::Schema> =
        all.into_iter().filter(|member| !is_null(member)).collect();

    if !members.iter().any(|member| describes(member)) {
        // Alternatives such as `required: [a]` or `maxLength: 5` say nothing of the shape.
        let nothing_else = schema.types.is_empty() && schema.properties.is_empty();
        return (null && nothing_else).then_some((Shape::Any, true));
    }
    let beside = !schema.properties.is_empty();
    if beside && context.expanding.get() {
        context.diagnostics.warning(
            Code::UnsupportedKeyword,
            &schema.pointer,
            "alternatives beside `properties`, inside such alternatives, are not typed: what only they describe is kept as unknown fields",
            "give the inner schema a name, and refer to it",
        );
        return None;
    }

    let mut resolved: Vec<Member> = members
        .iter()
        .map(|member| Member {
            name: name_of(context, member),
            tags: Vec::new(),
            schema: if beside && !is_made_of(context, member, &schema.pointer) {
                context.expanding.set(true);
                let both = resolve(context, &with_base(schema, member));
                context.expanding.set(false);
                both
            } else {
                resolve(context, member)
            },
        })
        .collect();
    let null = null || resolved.iter().any(|member| member.schema.nullable);
    if let Some(values) = open_enumeration(&resolved) {
        return Some((Shape::Enum(values), null));
    }
    if let Some(constants) = open_constants(&resolved) {
        return Some((Shape::Constants(constants), null));
    }
    if resolved.len() == 1 {
        return resolved.pop().map(|single| (single.schema.shape, null));
    }
    let discriminator = schema.discriminator.as_ref();
    if let Some(discriminator) = discriminator {
        add_tags(context, discriminator, &members, &mut resolved);
    }
    let union = Union {
        discriminator: discriminator.map(|discriminator| discriminator.property.clone()),
        members: resolved,
    };
    Some((Shape::Union(union), null))
}

/// Whether a member says of which shape a value is.
fn describes(member: &document::Schema) -> bool {
    !member.types.is_empty()
        || member.reference.is_some()
        || !member.properties.is_empty()
        || member.items.is_some()
        || !member.prefix_items.is_empty()
        || member.values.is_some()
        || !member.all_of.is_empty()
        || !member.one_of.is_empty()
        || !member.any_of.is_empty()
}

fn is_null(schema: &document::Schema) -> bool {
    schema.types.as_slice() == [SchemaType::Null] || schema.values.as_deref() == Some(&[Node::Null])
}

/// What every alternative has, and what this one has beside it.
fn with_base(schema: &document::Schema, member: &document::Schema) -> document::Schema {
    let mut base = schema.clone();
    base.one_of.clear();
    base.any_of.clear();
    base.discriminator = None;
    base.title = None;
    base.description = None;
    base.examples.clear();
    document::Schema {
        pointer: member.pointer.clone(),
        title: member.title.clone(),
        description: member.description.clone(),
        all_of: vec![base, member.clone()],
        ..document::Schema::default()
    }
}

fn name_of(context: &Context<'_>, member: &document::Schema) -> Option<String> {
    let of_reference = |reference: &Option<String>| {
        let target = reference.as_ref()?;
        component_name(target).or_else(|| context.references.name_of(target))
    };
    of_reference(&member.reference)
        .or_else(|| member.title.clone())
        .or_else(|| match member.all_of.as_slice() {
            [single] => of_reference(&single.reference),
            _ => None,
        })
        .filter(|name| !name.trim().is_empty())
}

/// Gives each alternative the values of the discriminator that mean it: those of `mapping`, the
/// values that its own property allows, or else the name of its schema.
fn add_tags(
    context: &Context<'_>,
    discriminator: &Discriminator,
    members: &[&document::Schema],
    resolved: &mut [Member],
) {
    let names: Vec<Option<String>> = members
        .iter()
        .map(|member| name_of(context, member))
        .collect();
    let mut claimed: IndexMap<String, usize> = IndexMap::new();
    for (value, target) in &discriminator.mapping {
        let name = component_name(target)
            .or_else(|| context.references.name_of(target))
            .unwrap_or_else(|| target.clone());
        let found = members
            .iter()
            .position(|member| member.reference.as_ref() == Some(target))
            .or_else(|| names.iter().position(|known| *known == Some(name.clone())));
        match found {
            Some(index) => {
                claimed.insert(value.clone(), index);
            }
            None => context.diagnostics.warning(
                Code::DanglingReference,
                &schema_place(members).child(value),
                format!(
                    "`{}` is none of the alternatives: `{value}` is read as an unknown tag",
                    document::shown(target)
                ),
                "a mapping leads to the alternatives of `oneOf` or `anyOf`",
            ),
        }
    }
    for (index, member) in resolved.iter().enumerate() {
        for value in values_of(context, &member.schema, &discriminator.property) {
            claimed.entry(value).or_insert(index);
        }
    }
    for (index, name) in names.iter().enumerate() {
        let has_tags = claimed.values().any(|claimer| *claimer == index);
        if let Some(name) = name.as_ref().filter(|_| !has_tags) {
            claimed.entry(name.clone()).or_insert(index);
        }
    }
    for (value, index) in claimed {
        if let Some(member) = resolved.get_mut(index) {
            if member.name.is_none() {
                member.name = Some(value.clone());
            }
            member.tags.push(value);
        }
    }
}

fn schema_place(members: &[&document::Schema]) -> crate::source::Pointer {
    members
        .first()
        .map(|member| member.pointer.clone())
        .unwrap_or_default()
}

/// The texts that a property of an alternative allows.
fn values_of(context: &Context<'_>, schema: &Schema, property: &str) -> Vec<String> {
    let named = match &schema.shape {
        Shape::Object(object) => match object.properties.get(property).map(|value| &value.shape) {
            Some(Shape::Enum(values)) => return values.clone(),
            _ => return Vec::new(),
        },
        Shape::Reference(name) => context.references.named(name),
        _ => None,
    };
    named.map_or_else(Vec::new, |schema| texts_of(context, schema, property, 3))
}

/// The same of a schema that is not resolved yet.
fn texts_of(
    context: &Context<'_>,
    schema: &document::Schema,
    property: &str,
    depth: usize,
) -> Vec<String> {
    let Some(depth) = depth.checked_sub(1) else {
        return Vec::new();
    };
    if let Some(values) = schema
        .properties
        .get(property)
        .and_then(|value| value.values.as_ref())
    {
        return values
            .iter()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect();
    }
    let referenced = schema
        .reference
        .as_ref()
        .and_then(|target| context.references.name_of(target))
        .and_then(|name| context.references.named(&name));
    referenced
        .into_iter()
        .chain(schema.all_of.iter().rev())
        .map(|part| texts_of(context, part, property, depth))
        .find(|values| !values.is_empty())
        .unwrap_or_default()
}

/// Several enums of texts, perhaps with `type: string` among them, are one enum: all are open.
fn open_enumeration(members: &[Member]) -> Option<Vec<String>> {
    let mut values: Vec<String> = Vec::new();
    for member in members {
        match &member.schema.shape {
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

/// Several constants that are not texts are one list, in which the titles are names.
fn open_constants(members: &[Member]) -> Option<Vec<Constant>> {
    let mut constants: Vec<Constant> = Vec::new();
    for member in members {
        let Shape::Constants(values) = &member.schema.shape else {
            return None;
        };
        for constant in values {
            if constants.iter().any(|known| known.value == constant.value) {
                continue;
            }
            constants.push(Constant {
                value: constant.value.clone(),
                name: match values.as_slice() {
                    [_] => member.name.clone().or_else(|| constant.name.clone()),
                    _ => constant.name.clone(),
                },
            });
        }
    }
    Some(constants)
}
