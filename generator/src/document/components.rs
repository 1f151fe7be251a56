//! Reads `info`, `tags` and everything under `components`.

use indexmap::IndexMap;

use super::loose::{self, Referable};
use super::reader::{Members, ObjectReader};
use super::types::{Components, ExternalDocs, Info, Reference, ReferenceOr, Tag};
use super::{Context, encoding, follow, incoming, later, links, operation, schema, security};
use crate::bundle::Kind;
use crate::diagnostics::Code;
use crate::source::{Node, Pointer};

pub(super) fn info(context: &Context<'_>, members: &Members, pointer: &Pointer) -> Info {
    let mut object = ObjectReader::new(context, members, pointer);
    let mut contact = Vec::new();
    if let Some((members, pointer)) = object.optional_object("contact") {
        let mut entry = ObjectReader::new(context, members, &pointer);
        for key in ["name", "url", "email"] {
            let text = match key {
                "url" => address(context, &mut entry, key),
                _ => entry.string(key),
            };
            contact.extend(text.map(|text| (key, text)));
        }
        entry.finish();
    }
    let license = object
        .optional_object("license")
        .and_then(|(members, pointer)| {
            let mut entry = ObjectReader::new(context, members, &pointer);
            let name = entry.required_string("name");
            let identifier = entry.string("identifier");
            entry.note_only("url");
            entry.finish();
            identifier.or(name)
        });
    let info = Info {
        title: object.required_string("title").unwrap_or_default(),
        version: object.required_string("version").unwrap_or_default(),
        summary: object.string("summary"),
        description: object.string("description"),
        terms_of_service: address(context, &mut object, "termsOfService"),
        contact,
        license,
    };
    object.finish();
    info
}

/// An address for documentation: one that no browser could follow would be a broken link.
fn address(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
    key: &'static str,
) -> Option<String> {
    let text = object.string(key)?;
    let is_broken = |character: char| {
        character.is_whitespace() || character.is_control() || "<>\"{}|\\^`".contains(character)
    };
    if !text.is_empty() && !text.contains(is_broken) {
        return Some(text);
    }
    context.diagnostics.fault(
        Code::InvalidValue,
        &object.at(key),
        format!("`{text}` is no address"),
        "write for example `https://example.com/docs`; a space is `%20`",
        "the link is left out",
    );
    None
}

pub(super) fn external_docs(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> Option<ExternalDocs> {
    let (members, pointer) = object.optional_object("externalDocs")?;
    let mut entry = ObjectReader::new(context, members, &pointer);
    let description = entry.string("description");
    entry.required_string("url");
    let url = address(context, &mut entry, "url");
    entry.finish();
    Some(ExternalDocs {
        description,
        url: url?,
    })
}

pub(super) fn tags(context: &Context<'_>, object: &mut ObjectReader<'_>) -> Vec<Tag> {
    let mut tags = Vec::new();
    for (node, pointer) in object.array("tags") {
        let Some(mut entry) = ObjectReader::of(context, node, &pointer, "a tag") else {
            continue;
        };
        let name = entry.required_string("name");
        let description = entry.string("description");
        let external_docs = external_docs(context, &mut entry);
        let summary = entry.string("summary");
        later::tag(&mut entry);
        entry.finish();
        if let Some(name) = name {
            tags.push(Tag {
                name,
                summary,
                description,
                external_docs,
            });
        }
    }
    tags
}

pub(super) fn components(
    context: &Context<'_>,
    members: &Members,
    pointer: &Pointer,
) -> Components {
    let mut object = ObjectReader::new(context, members, pointer);
    let components = Components {
        schemas: object
            .entries("schemas")
            .into_iter()
            .map(|(name, node, pointer)| {
                let (pointer, node) = context.bundle.adopted(name).unwrap_or((pointer, node));
                (name.to_owned(), schema::schema(context, node, &pointer))
            })
            .collect(),
        parameters: items(context, &mut object, "parameters", operation::parameter),
        responses: items(context, &mut object, "responses", operation::response),
        request_bodies: items(
            context,
            &mut object,
            "requestBodies",
            operation::request_body,
        ),
        headers: items(context, &mut object, "headers", operation::header),
        examples: items(context, &mut object, "examples", operation::example),
        links: links::links(context, &mut object),
        security_schemes: items(
            context,
            &mut object,
            "securitySchemes",
            security::security_scheme,
        ),
    };
    incoming::callbacks(context, &mut object);
    // Their operations are those of the paths that refer to them; here only faults are found.
    for (name, node, pointer) in object.entries("pathItems") {
        if let Some(item) = follow::object(context, node, &pointer, Kind::PathItem) {
            operation::path_item(context, name, item);
        }
    }
    operation::media_types(
        context,
        object.entries("mediaTypes"),
        encoding::Place::Elsewhere,
    );
    object.finish();
    components
}

/// A map from names to objects or references.
fn items<'a, T: Referable>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
    key: &'static str,
    read: fn(&'a Context<'a>, ObjectReader<'a>) -> Option<T>,
) -> IndexMap<String, ReferenceOr<T>> {
    object
        .entries(key)
        .into_iter()
        .filter_map(|(name, node, pointer)| {
            Some((
                name.to_owned(),
                item_or_reference(context, node, &pointer, read)?,
            ))
        })
        .collect()
}

pub(super) fn item_or_reference<'a, T: Referable>(
    context: &'a Context<'a>,
    node: &'a Node,
    pointer: &Pointer,
    read: fn(&'a Context<'a>, ObjectReader<'a>) -> Option<T>,
) -> Option<ReferenceOr<T>> {
    let mut object = ObjectReader::of(context, node, pointer, "this")?;
    if !object.has("$ref") {
        return read(context, object).map(ReferenceOr::Item);
    }
    let target = object.string("$ref")?;
    loose::note(context, T::KIND, &target);
    object.note_only("summary");
    let description = object.string("description");
    object.finish();
    Some(ReferenceOr::Reference(Reference {
        pointer: pointer.clone(),
        target,
        description,
    }))
}
