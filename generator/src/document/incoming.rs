//! Requests that the server sends: webhooks and callbacks.

use super::reader::{ObjectReader, note_foreign_extension};
use super::types::{CallbackPlace, Operation};
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
