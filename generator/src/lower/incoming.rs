//! What the server sends of its own accord: types for the bodies, and words.

use indexmap::IndexMap;

use super::answers::json_of;
use super::types::Types;
use crate::api::{Group, Incoming, Type};
use crate::resolve::{self, Resolved};
use crate::source::Pointer;

/// Defines the types of what the server sends, and tells of it in the documentation of the
/// operations that it is sent because of.
pub(super) fn lower(
    resolved: &Resolved,
    types: &mut Types<'_>,
    groups: &mut [Group],
) -> Vec<Incoming> {
    let mut owners: IndexMap<&Pointer, Vec<(&str, &resolve::Operation)>> = IndexMap::new();
    for operation in &resolved.operations {
        for callback in &operation.callbacks {
            let entry = owners.entry(&callback.place).or_default();
            entry.push((callback.name.as_str(), operation));
        }
    }
    let mut incoming = Vec::new();
    let mut paragraphs: IndexMap<(&str, &str), Vec<String>> = IndexMap::new();
    for request in &resolved.incoming {
        let owners = request
            .callback
            .as_ref()
            .and_then(|place| owners.get(place));
        let owners = owners.map_or(&[][..], Vec::as_slice);
        let name = match (&request.callback, owners.first()) {
            (None, _) => request.operation.path.clone(),
            (Some(_), Some((name, _))) => (*name).to_owned(),
            // A component that no operation refers to.
            (Some(place), None) => place
                .segments()
                .last()
                .map(|name| (*name).to_owned())
                .unwrap_or_default(),
        };
        let lowered = lower_request(types, request, &name);
        for (name, owner) in owners {
            let said = format!(
                "The server {}: the callback {}.",
                sentence(&lowered),
                code(name)
            );
            let place = (owner.method.as_str(), owner.path.as_str());
            paragraphs.entry(place).or_default().push(said);
        }
        incoming.push(lowered);
    }
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let said = paragraphs.get(&(operation.http_method, operation.path.as_str()));
        operation.docs.extend(said.into_iter().flatten().cloned());
    }
    incoming
}

fn lower_request(types: &mut Types<'_>, request: &resolve::Incoming, name: &str) -> Incoming {
    let operation = &request.operation;
    let hint = match (&operation.id, &request.callback) {
        (Some(id), _) => id.clone(),
        (None, None) => format!("{name} Webhook"),
        (None, Some(_)) => format!("{name} Callback"),
    };
    let body = operation.request_body.as_ref().map(|body| {
        let Some(media_type) = json_of(&body.content) else {
            let names: Vec<String> = body.content.keys().map(|name| code(name)).collect();
            return format!("a body of {}", names.join(" or "));
        };
        let value = match &media_type.schema {
            Some(schema) => types.use_of(schema, &format!("{hint}_Body")),
            None => Type::Json,
        };
        words(&value)
    });
    // What is to be answered has types as well: a server written in Rust needs them.
    for response in operation.responses.values() {
        if let Some(schema) =
            json_of(&response.content).and_then(|media_type| media_type.schema.as_ref())
        {
            types.use_of(schema, &format!("{hint}_Response"));
        }
    }
    Incoming {
        webhook: request.callback.is_none(),
        name: name.to_owned(),
        http_method: operation.method.as_str(),
        address: operation.path.clone(),
        summary: operation.summary.clone(),
        body,
    }
}

/// `sends POST to {$url} with models::Event`.
fn sentence(request: &Incoming) -> String {
    let mut text = format!("sends `{}`", request.http_method);
    if !request.webhook {
        text.push_str(&format!(" to {}", code(&request.address)));
    }
    if let Some(body) = &request.body {
        text.push_str(&format!(" with {body}"));
    }
    text
}

fn words(body: &Type) -> String {
    match body {
        Type::Named(name) => format!("`models::{name}`"),
        Type::Nullable(inner) => format!("{} or null", words(inner)),
        Type::List(inner) => format!("a list of {}", words(inner)),
        Type::Map(inner) => format!("a map of {}", words(inner)),
        Type::Json => "any JSON".to_owned(),
        Type::Boolean => "a boolean".to_owned(),
        Type::Number(_) => "a number".to_owned(),
        _ => "a text".to_owned(),
    }
}

/// A text of the document as code in a sentence.
fn code(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|character| match character {
            '`' => '\'',
            character if character.is_control() => ' ',
            character => character,
        })
        .collect();
    format!("`{plain}`")
}
