//! Examples that are no values of what they are examples of: no test can be made of them, and
//! a reader would be misled.

use super::Context;
use super::forms::target;
use crate::diagnostics::Code;
use crate::document::Example;
use crate::resolve::{self, Object, Resolved, Schema, Shape, Tuple};
use crate::source::{Node, Pointer};

/// Why an example does not fit, and where in it.
pub(super) struct Misfit {
    path: Vec<String>,
    reason: String,
}

/// What an example has that the type of this schema cannot be read from. Types are lenient: a
/// new value of an enum, another date and a field more are no faults.
pub(super) fn misfit(resolved: &Resolved, schema: &Schema, value: &Node) -> Option<Misfit> {
    let mut path = Vec::new();
    let reason = check(resolved, schema, value, &mut path)?;
    Some(Misfit { path, reason })
}

/// Reports the examples of all schemas, parameters and answers that do not fit.
pub(super) fn report(context: &Context<'_>) {
    for schema in context.resolved.schemas.values() {
        of_schema(context, schema);
    }
    for operation in &context.resolved.operations {
        for parameter in &operation.parameters {
            of_schema(context, &parameter.schema);
            // A range is a value or an object of them.
            let is_range = !parameter.extensions.query_operators.is_empty();
            for example in parameter.examples.values().filter(|_| !is_range) {
                of_example(context, &parameter.schema, example);
            }
        }
        let body = operation.request_body.iter().map(|body| &body.content);
        let answers = operation.responses.values().map(|answer| &answer.content);
        for media_type in body.chain(answers).flat_map(|content| content.iter()) {
            of_media_type(context, media_type);
        }
    }
}

fn of_media_type(context: &Context<'_>, (name, media_type): (&String, &resolve::MediaType)) {
    let Some(schema) = &media_type.schema else {
        return;
    };
    of_schema(context, schema);
    if super::operations::is_json(name) {
        for example in media_type.examples.values() {
            // What a parameter changes is no value of the usual type.
            if example.request.is_empty() {
                of_example(context, schema, example);
            }
        }
    }
}

fn of_example(context: &Context<'_>, schema: &Schema, example: &Example) {
    let Some(value) = &example.value else {
        return;
    };
    // One that stands by itself has its value below a key of its own.
    let is_plain = example.pointer.segments().last() == Some(&"example");
    let place = match is_plain {
        true => example.pointer.clone(),
        false => example.pointer.child("value"),
    };
    if let Some(misfit) = misfit(context.resolved, schema, value) {
        fault(context, &place, &misfit);
    }
}

/// The examples of a schema and of all that stand in it.
fn of_schema(context: &Context<'_>, schema: &Schema) {
    let examples = &schema.annotations.examples;
    for (index, value) in examples.iter().enumerate() {
        let Some(misfit) = misfit(context.resolved, schema, value) else {
            continue;
        };
        let place = match examples.len() {
            1 => schema.pointer.child("example"),
            _ => schema.pointer.child("examples").child(index),
        };
        fault(context, &place, &misfit);
    }
    let inner: Vec<&Schema> = match &schema.shape {
        Shape::Object(object) => object
            .properties
            .values()
            .chain(object.additional.as_deref())
            .collect(),
        Shape::Map(inner) | Shape::Array(inner) => vec![inner],
        Shape::Tuple(tuple) => tuple.items.iter().chain([&*tuple.rest]).collect(),
        Shape::Union(union) => union.members.iter().map(|member| &member.schema).collect(),
        _ => Vec::new(),
    };
    for schema in inner {
        of_schema(context, schema);
    }
}

fn fault(context: &Context<'_>, place: &Pointer, misfit: &Misfit) {
    let at = match misfit.path.is_empty() {
        true => String::new(),
        false => format!("`{}` of ", misfit.path.join(".")),
    };
    let place = misfit
        .path
        .iter()
        .fold(place.clone(), |place, key| place.child(key));
    context.diagnostics.fault(
        Code::InvalidExample,
        &place,
        format!("{at}this example does not fit: {}", misfit.reason),
        "correct the example, or the schema",
        "no test is made of it",
    );
}

fn check(
    resolved: &Resolved,
    schema: &Schema,
    value: &Node,
    path: &mut Vec<String>,
) -> Option<String> {
    if *value == Node::Null && (schema.nullable || matches!(schema.shape, Shape::Any)) {
        return None;
    }
    let wanted = |what: &str| Some(format!("{what} is wanted, and it is {}", value.kind()));
    match (&schema.shape, value) {
        (Shape::Any | Shape::Union(_) | Shape::Constants(_), _)
        | (Shape::Boolean, Node::Boolean(_))
        | (Shape::String(_) | Shape::Enum(_), Node::String(_))
        | (Shape::FreeObject, Node::Object(_))
        | (Shape::Number(_), Node::Number(_)) => None,
        (Shape::Reference(_), _) => {
            let target =
                target(resolved, schema).filter(|it| !matches!(it.shape, Shape::Reference(_)))?;
            check(resolved, target, value, path)
        }
        (Shape::Integer(format), Node::Number(number)) => {
            integer(format.as_deref(), number, &schema.annotations)
        }
        (Shape::Array(element), Node::Array(values)) => each(
            resolved,
            values.iter().map(|value| (&**element, value)),
            path,
        ),
        (Shape::Tuple(tuple), Node::Array(values)) => of_tuple(resolved, tuple, values, path),
        (Shape::Map(inner), Node::Object(members)) => members
            .iter()
            .find_map(|(name, value)| below(resolved, inner, name, value, path)),
        (Shape::Object(object), Node::Object(members)) => {
            of_object(resolved, schema, object, members, path)
        }
        (Shape::Boolean, _) => wanted("a boolean"),
        (Shape::String(_) | Shape::Enum(_), _) => wanted("a string"),
        (Shape::Integer(_) | Shape::Number(_), _) => wanted("a number"),
        (Shape::Array(_) | Shape::Tuple(_), _) => wanted("an array"),
        (Shape::Map(_) | Shape::FreeObject | Shape::Object(_), _) => wanted("an object"),
    }
}

fn each<'s>(
    resolved: &Resolved,
    values: impl Iterator<Item = (&'s Schema, &'s Node)>,
    path: &mut Vec<String>,
) -> Option<String> {
    for (index, (schema, value)) in values.enumerate() {
        let misfit = below(resolved, schema, &index.to_string(), value, path);
        if misfit.is_some() {
            return misfit;
        }
    }
    None
}

/// Checks a value inside; after a misfit the path leads to it.
fn below(
    resolved: &Resolved,
    schema: &Schema,
    key: &str,
    value: &Node,
    path: &mut Vec<String>,
) -> Option<String> {
    path.push(key.to_owned());
    let misfit = check(resolved, schema, value, path);
    if misfit.is_none() {
        path.pop();
    }
    misfit
}

fn of_tuple(
    resolved: &Resolved,
    tuple: &Tuple,
    values: &[Node],
    path: &mut Vec<String>,
) -> Option<String> {
    if values.len() < tuple.required {
        return Some(format!("at least {} elements are wanted", tuple.required));
    }
    let schemas = tuple.items.iter().chain(std::iter::repeat(&*tuple.rest));
    // An element that may be left out may be null.
    let given = schemas
        .zip(values)
        .enumerate()
        .filter(|(index, (_, value))| *index < tuple.required || **value != Node::Null);
    let mut given = given.map(|(index, (schema, value))| (index, schema, value));
    given
        .find_map(|(index, schema, value)| below(resolved, schema, &index.to_string(), value, path))
}

fn of_object(
    resolved: &Resolved,
    schema: &Schema,
    object: &Object,
    members: &indexmap::IndexMap<String, Node>,
    path: &mut Vec<String>,
) -> Option<String> {
    let may_be_absent = schema.extensions.required_may_be_absent;
    for name in &object.required {
        // What is only sent, or only received, need not be in both.
        let is_needed = object.properties.get(name).is_some_and(|property| {
            !property.annotations.read_only && !property.annotations.write_only
        });
        if !may_be_absent && is_needed && !members.contains_key(name) {
            return Some(format!("`{name}` is required and missing"));
        }
    }
    // A member without a name of its own is kept, whatever it is.
    members.iter().find_map(|(name, value)| {
        let property = object.properties.get(name)?;
        let needed = object.required.contains(name) && !may_be_absent;
        // Null is the same as absent where that is allowed.
        let is_absent = !needed && *value == Node::Null;
        (!is_absent)
            .then(|| below(resolved, property, name, value, path))
            .flatten()
    })
}

fn integer(
    format: Option<&str>,
    number: &serde_json::Number,
    annotations: &resolve::Annotations,
) -> Option<String> {
    let rust_type = super::types::integer(format, annotations);
    let fits = match rust_type {
        "i32" => number.as_i64().is_some_and(|it| i32::try_from(it).is_ok()),
        "u32" => number.as_u64().is_some_and(|it| u32::try_from(it).is_ok()),
        "u64" => number.is_u64(),
        "i64" => number.is_i64(),
        _ => true,
    };
    (!fits).then(|| format!("{number} is no number of {}", format.unwrap_or("int64")))
}
