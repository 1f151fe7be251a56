//! Reads path items, operations, parameters, bodies and responses.

use indexmap::IndexMap;

use super::components::{self, item_or_reference};
use super::reader::{Members, ObjectReader, note_foreign_extension};
use super::types::{
    Example, Header, Location, MediaType, Method, Operation, Parameter, ReferenceOr, RequestBody,
    Response, Server, Style,
};
use super::{
    Context, encoding, extensions, follow, incoming, later, links, schema, security, servers,
    writing,
};
use crate::bundle::Kind;
use crate::diagnostics::Code;
use crate::source::{Node, Pointer};

pub(super) fn paths<'a>(
    context: &'a Context<'a>,
    members: &'a Members,
    pointer: &Pointer,
) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, node) in members {
        let pointer = pointer.child(path);
        if path.starts_with("x-") {
            note_foreign_extension(context, path, &pointer);
            continue;
        }
        if !path.starts_with('/') {
            context.diagnostics.fault(
                Code::InvalidValue,
                &pointer,
                format!("the path `{path}` does not begin with a slash"),
                format!("write `/{path}`"),
                "its operations are left out",
            );
            continue;
        }
        if path
            .contains(|character: char| character.is_whitespace() || matches!(character, '?' | '#'))
        {
            context.diagnostics.fault(
                Code::InvalidValue,
                &pointer,
                format!("the path `{path}` has a character that no path has"),
                "a query is described by parameters; a space is written `%20`",
                "its operations are left out",
            );
            continue;
        }
        if let Some(object) = follow::object(context, node, &pointer, Kind::PathItem) {
            operations.extend(path_item(context, path, object));
        }
    }
    operations
}

pub(super) fn path_item<'a>(
    context: &'a Context<'a>,
    path: &str,
    mut object: ObjectReader<'a>,
) -> Vec<Operation> {
    object.note_only("summary");
    object.note_only("description");
    let shared_servers = servers::servers(context, &mut object);
    let shared = parameters(context, &mut object);
    let mut operations = Vec::new();
    for (key, method) in Method::ALL {
        let Some((members, pointer)) = object.optional_object(key) else {
            continue;
        };
        let reader = ObjectReader::new(context, members, &pointer);
        operations.push(operation(
            context,
            reader,
            method,
            path,
            &shared,
            &shared_servers,
        ));
    }
    later::operations(context, &mut object, |reader| {
        operation(context, reader, Method::Get, path, &shared, &shared_servers);
    });
    object.finish();
    operations
}

fn operation<'a>(
    context: &'a Context<'a>,
    mut object: ObjectReader<'a>,
    method: Method,
    path: &str,
    shared: &[ReferenceOr<Parameter>],
    shared_servers: &[Server],
) -> Operation {
    let pointer = object.pointer().clone();
    let mut parameters = parameters(context, &mut object);
    let own_parameters = parameters.len();
    parameters.extend(shared.iter().cloned());

    let body_pointer = object.at("requestBody");
    let request_body = object
        .node("requestBody")
        .and_then(|node| item_or_reference(context, node, &body_pointer, request_body));
    let mut responses = IndexMap::new();
    if !object.has("responses") && context.version == super::Version::V30 {
        context.diagnostics.fault(
            Code::MissingField,
            &pointer,
            "`responses` is required here and missing",
            "describe at least one response",
            "the operation's answer is not read",
        );
    }
    for (status, node, pointer) in object.entries("responses") {
        if status.starts_with("x-") {
            note_foreign_extension(context, status, &pointer);
            continue;
        }
        if !is_status(status) {
            context.diagnostics.fault(
                Code::InvalidValue,
                &pointer,
                format!("`{status}` is not a response code"),
                "a response stands under a code such as `200`, a range such as `4XX`, or `default`",
                "the response is left out",
            );
            continue;
        }
        if let Some(item) = item_or_reference(context, node, &pointer, response) {
            responses.insert(status.to_owned(), item);
        }
    }
    let callbacks = incoming::callbacks(context, &mut object);
    let mut servers = servers::servers(context, &mut object);
    if servers.is_empty() {
        servers = shared_servers.to_vec();
    }

    let operation = Operation {
        pointer,
        method,
        path: path.to_owned(),
        id: object.string("operationId"),
        summary: object.string("summary"),
        description: object.string("description"),
        external_docs: components::external_docs(context, &mut object),
        tags: object.strings("tags"),
        parameters,
        own_parameters,
        request_body,
        responses,
        deprecated: object.boolean("deprecated").unwrap_or(false),
        security: security::security(context, &mut object),
        servers,
        callbacks,
        extensions: extensions::of_operation(context, &mut object),
    };
    object.finish();
    operation
}

fn is_status(status: &str) -> bool {
    if status == "default" {
        return true;
    }
    let mut characters = status.chars();
    status.len() == 3
        && characters
            .next()
            .is_some_and(|first| ('1'..='5').contains(&first))
        && (status.get(1..) == Some("XX") || characters.all(|digit| digit.is_ascii_digit()))
}

fn parameters<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
) -> Vec<ReferenceOr<Parameter>> {
    object
        .array("parameters")
        .into_iter()
        .filter_map(|(node, pointer)| item_or_reference(context, node, &pointer, parameter))
        .collect()
}

pub(super) fn parameter<'a>(
    context: &'a Context<'a>,
    mut object: ObjectReader<'a>,
) -> Option<Parameter> {
    const LOCATIONS: [(&str, Location); 4] = [
        ("path", Location::Path),
        ("query", Location::Query),
        ("header", Location::Header),
        ("cookie", Location::Cookie),
    ];
    let pointer = object.pointer().clone();
    if later::is_query_string(context, &mut object) {
        content(context, &mut object);
        examples(context, &mut object);
        for key in ["name", "description", "required", "deprecated"] {
            object.act_on(key);
        }
        object.finish();
        return None;
    }
    let name = object.required_string("name");
    if !object.has("in") {
        context.diagnostics.fault(
            Code::MissingField,
            &pointer,
            "a parameter says where it is sent: `in` is missing",
            "add `in: query`, `path`, `header` or `cookie`",
            "the parameter is left out",
        );
    }
    let location = object.word("in", &LOCATIONS);
    let required = object.boolean("required").unwrap_or(false);
    if location == Some(Location::Path) && !required {
        context.diagnostics.fault(
            Code::MissingField,
            &pointer,
            format!(
                "the path parameter `{}` is not marked as required",
                name.as_deref().unwrap_or_default()
            ),
            "add `required: true`: a path cannot be built without it",
            "it is taken as required",
        );
    }
    let description = object.string("description");
    let deprecated = object.boolean("deprecated").unwrap_or(false);
    let read = writing::read(context, &mut object, location);
    let mut examples = examples(context, &mut object);
    for (name, example) in read.examples {
        examples.entry(name).or_insert(example);
    }
    let extensions = extensions::of_parameter(context, &mut object);
    object.finish();
    Some(Parameter {
        pointer,
        name: name?,
        location: location?,
        description,
        required,
        deprecated,
        style: read.style,
        explode: read.explode,
        writing: read.writing,
        schema: read.schema,
        examples,
        extensions,
    })
}

/// `example` and `examples` of a parameter or a media type.
fn examples<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
) -> IndexMap<String, ReferenceOr<Example>> {
    let mut examples: IndexMap<String, ReferenceOr<Example>> = object
        .entries("examples")
        .into_iter()
        .filter_map(|(name, node, pointer)| {
            Some((
                name.to_owned(),
                item_or_reference(context, node, &pointer, example)?,
            ))
        })
        .collect();
    let pointer = object.at("example");
    if let Some(value) = object.node("example") {
        examples.insert(
            "example".to_owned(),
            ReferenceOr::Item(Example {
                pointer,
                summary: None,
                description: None,
                value: Some(value.clone()),
                external_value: None,
                query: None,
                request: IndexMap::new(),
            }),
        );
    }
    examples
}

pub(super) fn example<'a>(_: &'a Context<'a>, mut object: ObjectReader<'a>) -> Option<Example> {
    let example = Example {
        pointer: object.pointer().clone(),
        summary: object.string("summary"),
        description: object.string("description"),
        value: later::example_value(&mut object),
        external_value: object.string("externalValue"),
        query: object.string("x-query"),
        request: object
            .optional_object("x-request")
            .map(|(members, _)| members.clone())
            .unwrap_or_default(),
    };
    object.finish();
    Some(example)
}

pub(super) fn header<'a>(context: &'a Context<'a>, mut object: ObjectReader<'a>) -> Option<Header> {
    let pointer = object.pointer().clone();
    let schema_pointer = object.at("schema");
    let schema = object
        .node("schema")
        .map(|node| schema::schema(context, node, &schema_pointer));
    let content = content(context, &mut object);
    examples(context, &mut object);
    object.word("style", &[("simple", Style::Simple)]);
    // Said of objects only, whose text is given as it is.
    object.boolean("explode");
    let header = Header {
        pointer,
        description: object.string("description"),
        required: object.boolean("required").unwrap_or(false),
        deprecated: object.boolean("deprecated").unwrap_or(false),
        schema,
        content,
    };
    object.finish();
    Some(header)
}

pub(super) fn request_body<'a>(
    context: &'a Context<'a>,
    mut object: ObjectReader<'a>,
) -> Option<RequestBody> {
    let body = RequestBody {
        pointer: object.pointer().clone(),
        description: object.string("description"),
        required: object.boolean("required").unwrap_or(false),
        content: content_of(context, &mut object, encoding::Place::RequestBody),
    };
    if body.content.is_empty() {
        context.diagnostics.fault(
            Code::MissingField,
            &body.pointer,
            "a request body says its media type: `content` is missing or empty",
            "add for example `content: {application/json: {schema: ...}}`",
            "the operation is emitted without a body",
        );
    }
    object.finish();
    Some(body)
}

pub(super) fn response<'a>(
    context: &'a Context<'a>,
    mut object: ObjectReader<'a>,
) -> Option<Response> {
    let mut headers = IndexMap::new();
    for (name, node, pointer) in object.entries("headers") {
        if let Some(item) = item_or_reference(context, node, &pointer, header) {
            headers.insert(name.to_owned(), item);
        }
    }
    let response = Response {
        pointer: object.pointer().clone(),
        description: later::description_or_summary(&mut object),
        headers,
        content: content(context, &mut object),
        links: links::links(context, &mut object),
    };
    object.finish();
    Some(response)
}

pub(super) fn content<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
) -> IndexMap<String, MediaType> {
    content_of(context, object, encoding::Place::Elsewhere)
}

fn content_of<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
    place: encoding::Place,
) -> IndexMap<String, MediaType> {
    media_types(context, object.entries("content"), place)
}

/// Media types by their names: what a body may be, or what `components` holds of them.
pub(super) fn media_types<'a>(
    context: &'a Context<'a>,
    entries: Vec<(&'a str, &'a Node, Pointer)>,
    place: encoding::Place,
) -> IndexMap<String, MediaType> {
    let mut content = IndexMap::new();
    for (media_type, node, pointer) in entries {
        let Some(mut entry) = follow::object(context, node, &pointer, Kind::MediaType) else {
            continue;
        };
        let pointer = entry.pointer().clone();
        let schema_pointer = entry.at("schema");
        let schema = entry
            .node("schema")
            .map(|node| schema::schema(context, node, &schema_pointer));
        let examples = examples(context, &mut entry);
        later::media_type(context, &mut entry);
        let encoding = encoding::encodings(context, &mut entry, media_type, place);
        entry.finish();
        content.insert(
            media_type.to_owned(),
            MediaType {
                pointer,
                schema,
                examples,
                encoding,
            },
        );
    }
    content
}
