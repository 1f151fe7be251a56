//! What the values of a schema look like, as far as it tells alternatives apart.

use indexmap::IndexSet;

use crate::api::Form;
use crate::resolve::{Constant, Member, Object, Resolved, Schema, Shape};
use crate::source::Node;

/// How deep elements and alternatives inside alternatives are looked at.
const DEPTH: usize = 4;

pub(super) fn of(resolved: &Resolved, schema: &Schema) -> Form {
    within(resolved, schema, DEPTH)
}

fn within(resolved: &Resolved, schema: &Schema, depth: usize) -> Form {
    match &target(resolved, schema).map(|schema| &schema.shape) {
        None | Some(Shape::Any) => Form::Any,
        Some(Shape::Reference(_)) => Form::Any,
        Some(Shape::Boolean) => Form::Boolean,
        Some(Shape::Integer(_)) => Form::Integer,
        Some(Shape::Number(_)) => Form::Number,
        Some(Shape::String(format)) => match format.as_deref() {
            Some("date-time") => Form::DateTime,
            Some("date") => Form::Date,
            _ => Form::Text,
        },
        Some(Shape::Enum(values)) => Form::Texts(values.clone()),
        Some(Shape::Constants(values)) => of_constants(values),
        Some(Shape::Tuple(_)) => Form::Array(Box::new(Form::Any)),
        Some(Shape::Array(items)) => Form::Array(Box::new(match depth.checked_sub(1) {
            Some(depth) => within(resolved, items, depth),
            None => Form::Any,
        })),
        Some(Shape::FreeObject | Shape::Map(_)) => Form::Map,
        Some(Shape::Object(object)) => of_object(object),
        Some(Shape::Union(union)) => match depth.checked_sub(1) {
            Some(depth) => Form::OneOf(
                union
                    .members
                    .iter()
                    .map(|member| within(resolved, &member.schema, depth))
                    .collect(),
            ),
            None => Form::Any,
        },
    }
}

/// The schema behind references.
pub(super) fn target<'r>(resolved: &'r Resolved, schema: &'r Schema) -> Option<&'r Schema> {
    let mut current = schema;
    for _ in 0..=resolved.schemas.len() {
        match &current.shape {
            Shape::Reference(name) => current = resolved.schemas.get(name)?,
            _ => return Some(current),
        }
    }
    None
}

fn of_constants(values: &[Constant]) -> Form {
    let mut forms: Vec<Form> = Vec::new();
    for value in values {
        let form = match &value.value {
            Node::Null => continue,
            Node::Boolean(_) => Form::Boolean,
            Node::Number(number) if number.is_f64() => Form::Number,
            Node::Number(_) => Form::Integer,
            Node::String(text) => Form::Texts(vec![text.clone()]),
            Node::Array(_) => Form::Array(Box::new(Form::Any)),
            Node::Object(_) => Form::Map,
        };
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    match forms.pop() {
        Some(single) if forms.is_empty() => single,
        Some(last) => {
            forms.push(last);
            Form::OneOf(forms)
        }
        None => Form::Any,
    }
}

fn of_object(object: &Object) -> Form {
    let required = object
        .properties
        .iter()
        .filter(|(name, property)| {
            let one_sided = property.annotations.read_only || property.annotations.write_only;
            object.required.contains(name) && !one_sided
        })
        .map(|(name, _)| name.clone())
        .collect();
    Form::Object {
        required,
        known: object.properties.keys().cloned().collect(),
        constants: Vec::new(),
    }
}

/// Adds the properties by whose listed values objects are told apart: those for which no two
/// alternatives list the same value.
pub(super) fn add_constants(resolved: &Resolved, members: &[Member], forms: &mut [Form]) {
    let objects: Vec<Option<&Object>> = members
        .iter()
        .map(|member| match &target(resolved, &member.schema)?.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        })
        .collect();
    let mut properties: IndexSet<&String> = IndexSet::new();
    for object in objects.iter().flatten() {
        properties.extend(object.properties.keys());
    }
    properties.sort();
    for property in properties {
        let listed: Vec<Option<Vec<String>>> = objects
            .iter()
            .map(|object| values(resolved, object.as_ref()?.properties.get(property)?))
            .collect();
        let mut all: IndexSet<&String> = IndexSet::new();
        let disjoint = listed
            .iter()
            .flatten()
            .flatten()
            .all(|value| all.insert(value));
        if !disjoint || listed.iter().flatten().count() < 2 {
            continue;
        }
        for (form, values) in forms.iter_mut().zip(&listed) {
            if let (Form::Object { constants, .. }, Some(values)) = (form, values) {
                constants.push((property.clone(), values.clone()));
            }
        }
    }
}

/// The values that a property can have, as JSON, if they are listed.
fn values(resolved: &Resolved, schema: &Schema) -> Option<Vec<String>> {
    match &target(resolved, schema)?.shape {
        Shape::Enum(texts) => Some(
            texts
                .iter()
                .map(|text| Node::String(text.clone()).to_json_text())
                .collect(),
        ),
        Shape::Constants(values) => Some(
            values
                .iter()
                .map(|constant| constant.value.to_json_text())
                .collect(),
        ),
        _ => None,
    }
}
