//! Requests that the server sends: webhooks and callbacks. And links, which tell what to do
//! with an answer.

use indexmap::IndexMap;

use super::reader::{ObjectReader, note_foreign_extension};
use super::types::{CallbackPlace, Link, Operation};
use super::{Context, follow, operation};
use crate::bundle::Kind;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::{Node, Pointer};

/// The requests of `webhooks`; before OpenAPI 3.1 many wrote `x-webhooks`.
pub(super) fn webhooks<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
) -> Vec<Operation> {
    let mut operations = Vec::new();
    for key in ["webhooks", "x-webhooks"] {
        // Another tool may mean something else by it.
        if key == "x-webhooks" && !object.peek(key).is_some_and(is_map_of_objects) {
            continue;
        }
        note(context, object, key);
        for (name, node, pointer) in object.entries(key) {
            if key == "webhooks" && name.starts_with("x-") {
                note_foreign_extension(context, name, &pointer);
            } else if let Some(item) = follow::object(context, node, &pointer, Kind::PathItem) {
                operations.extend(operation::path_item(context, name, item));
            }
        }
    }
    operations
}

fn is_map_of_objects(node: &Node) -> bool {
    let members = node.as_object();
    members.is_some_and(|members| members.values().all(|value| value.as_object().is_some()))
}

/// The names and places of the callbacks of an operation or of `components`. Each is read
/// once, however many operations refer to it.
pub(super) fn callbacks<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
) -> Vec<CallbackPlace> {
    note(context, object, "callbacks");
    let mut places = Vec::new();
    for (name, node, pointer) in object.entries("callbacks") {
        if let Some((place, _)) = follow::target(context, node, &pointer, Kind::Callback) {
            context.pending_callbacks.borrow_mut().push(place.clone());
            places.push(CallbackPlace {
                name: name.to_owned(),
                place,
            });
        }
    }
    places
}

/// The requests of one callback, whose paths are expressions.
pub(super) fn callback<'a>(
    context: &'a Context<'a>,
    node: &'a Node,
    place: &Pointer,
) -> Vec<Operation> {
    let mut operations = Vec::new();
    if ObjectReader::of(context, node, place, "a callback").is_none() {
        return operations;
    }
    for (expression, node) in node.as_object().into_iter().flatten() {
        let pointer = place.child(expression);
        if expression.starts_with("x-") {
            note_foreign_extension(context, expression, &pointer);
        } else if let Some(item) = follow::object(context, node, &pointer, Kind::PathItem) {
            operations.extend(operation::path_item(context, expression, item));
        }
    }
    operations
}

fn note(context: &Context<'_>, object: &ObjectReader<'_>, key: &str) {
    if object.has(key) {
        let note = Diagnostic::new(
            Severity::Note,
            Code::UnsupportedKeyword,
            &object.at(key),
            format!(
                "`{key}` are requests that the server sends: their bodies are types in `models`, no code receives them"
            ),
            "",
        );
        context.diagnostics.push(note.at_key());
    }
}

/// The links of an answer or of `components`.
pub(super) fn links<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
) -> IndexMap<String, Link> {
    let mut links = IndexMap::new();
    for (name, node, pointer) in object.entries("links") {
        if let Some(reader) = follow::object(context, node, &pointer, Kind::Link) {
            links.insert(name.to_owned(), link(context, reader));
        }
    }
    links
}

fn link<'a>(context: &'a Context<'a>, mut object: ObjectReader<'a>) -> Link {
    let pointer = object.pointer().clone();
    let id = object.string("operationId");
    let reference = object.string("operationRef");
    if id.is_none() == reference.is_none() {
        context.diagnostics.fault(
            Code::MissingField,
            &pointer,
            "a link leads to one operation: by `operationId` or by `operationRef`",
            "keep one of the two",
            "the link is described as far as it is known",
        );
    }
    let mut values: Vec<(String, String)> = object
        .entries("parameters")
        .into_iter()
        .map(|(name, node, _)| (name.to_owned(), text_of(node)))
        .collect();
    if let Some(body) = object.node("requestBody") {
        values.push(("the body".to_owned(), text_of(body)));
    }
    if object.has("server") {
        object.unsupported(
            "server",
            "the client has one base address for all operations",
        );
    } else {
        object.act_on("server");
    }
    let link = Link {
        pointer,
        operation: id.clone().or(reference),
        by_id: id.is_some(),
        description: object.string("description"),
        values,
    };
    object.finish();
    link
}

/// An expression such as `$response.body#/id`, or a constant.
fn text_of(node: &Node) -> String {
    node.as_str()
        .map_or_else(|| node.to_json_text(), str::to_owned)
}
