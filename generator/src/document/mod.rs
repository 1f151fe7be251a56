//! The OpenAPI document as OpenAPI sees it: the second stage.
//!
//! [`read`] turns the tree of values into typed objects of OpenAPI 3.0 or 3.1, in the
//! order of the text. It knows nothing of Rust, follows no reference, and takes every
//! member of every object into account: what it does not know it reports.

mod components;
mod encoding;
mod extensions;
mod operation;
mod reader;
mod schema;
mod types;

pub use extensions::{
    ArrayForm, ExampleProgram, FormatKind, Integration, OperationExtensions, Pagination,
    ParameterCoverage, ParameterExtensions, Provenance, ResponseFormats, SchemaExtensions,
};
pub(crate) use schema::component_name;
pub use types::*;

use std::cell::RefCell;

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostics, Severity};
use crate::source::{Node, Pointer};
use reader::ObjectReader;

/// What the readers of all objects share.
pub(crate) struct Context<'a> {
    version: Version,
    diagnostics: &'a Diagnostics,
    /// References of schemas to places outside `components/schemas`.
    loose_references: RefCell<Vec<String>>,
}

/// Reads the whole document. `None` if it is not an OpenAPI document at all.
pub(crate) fn read(root: &Node, diagnostics: &Diagnostics) -> Option<Document> {
    let pointer = Pointer::root();
    let Some(members) = root.as_object() else {
        diagnostics.error(
            Code::WrongType,
            &pointer,
            format!("an OpenAPI document is an object; this is {}", root.kind()),
            "the first line is usually `openapi: 3.1.0`",
        );
        return None;
    };
    let version = version(
        members.get("openapi"),
        members.contains_key("swagger"),
        diagnostics,
    )?;
    let context = Context {
        version,
        diagnostics,
        loose_references: RefCell::default(),
    };
    let mut object = ObjectReader::new(&context, members, &pointer);
    object.act_on("openapi");
    object.note_only("jsonSchemaDialect");
    object.note_only("$self");

    let info = object
        .required_object("info")
        .map(|(members, pointer)| components::info(&context, members, &pointer))
        .unwrap_or_default();
    let servers = components::servers(&context, &mut object);
    let security = components::security(&context, &mut object);
    let tags = components::tags(&context, &mut object);
    let external_docs = components::external_docs(&context, &mut object);
    let integrations = extensions::integrations(&context, &mut object);
    let components = object
        .optional_object("components")
        .map(|(members, pointer)| components::components(&context, members, &pointer))
        .unwrap_or_default();
    let paths = match version {
        Version::V30 => object.required_object("paths"),
        Version::V31 => object.optional_object("paths"),
    };
    let operations = paths
        .map(|(members, pointer)| operation::paths(&context, members, &pointer))
        .unwrap_or_default();
    object.unsupported(
        "webhooks",
        "webhooks are requests that the server sends; no code is emitted for them",
    );
    object.finish();
    let loose_schemas = loose_schemas(&context, root);

    Some(Document {
        info,
        servers,
        security,
        tags,
        external_docs,
        integrations,
        components,
        loose_schemas,
        operations,
    })
}

/// How many operations stand under `paths`, those included that cannot be read.
pub(crate) fn operations_declared(root: &Node) -> usize {
    let paths = root.as_object().and_then(|members| members.get("paths"));
    let items = paths.and_then(Node::as_object);
    items
        .into_iter()
        .flat_map(|items| items.iter())
        .filter(|(path, _)| !path.starts_with("x-"))
        .filter_map(|(_, item)| item.as_object())
        .map(|item| {
            let methods = types::Method::ALL.iter();
            methods.filter(|(key, _)| item.contains_key(*key)).count()
        })
        .sum()
}

/// The schemas that references reach outside `components/schemas`, by the text of the reference.
/// Places that do not exist are left to the next stage to report.
fn loose_schemas(context: &Context<'_>, root: &Node) -> IndexMap<String, Schema> {
    let mut schemas = IndexMap::new();
    loop {
        let pending = context.loose_references.take();
        if pending.is_empty() {
            return schemas;
        }
        for target in pending {
            if schemas.contains_key(&target) {
                continue;
            }
            let Some(pointer) = Pointer::parse(&target) else {
                continue;
            };
            if let Some(node) = root
                .get(pointer.segments())
                .filter(|_| holds_schema(&pointer))
            {
                let schema = schema::schema(context, node, &pointer);
                schemas.insert(target, schema);
            }
        }
    }
}

/// Whether a schema is what stands at a place: a reference may also lead to a parameter or to
/// the whole document, and to read those as a schema would make nonsense of both.
fn holds_schema(pointer: &Pointer) -> bool {
    const MAPS_AND_LISTS: [&str; 10] = [
        "schemas",
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "definitions",
        "allOf",
        "oneOf",
        "anyOf",
        "prefixItems",
    ];
    const SINGLE: [&str; 12] = [
        "schema",
        "items",
        "additionalProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "propertyNames",
        "contentSchema",
        "contains",
        "not",
        "if",
        "then",
        "else",
    ];
    match pointer.segments().as_slice() {
        [.., holder, _] if MAPS_AND_LISTS.contains(holder) => true,
        [.., last] if SINGLE.contains(last) => true,
        [first, _, ..] => first.starts_with("x-"),
        _ => false,
    }
}

fn version(found: Option<&Node>, swagger: bool, diagnostics: &Diagnostics) -> Option<Version> {
    let pointer = Pointer::root().child("openapi");
    let text = match found {
        Some(Node::String(text)) => text.clone(),
        // `openapi: 3.1` without quotes is a number to YAML.
        Some(Node::Number(number)) => number.to_string(),
        Some(other) => {
            diagnostics.error(
                Code::WrongType,
                &pointer,
                format!(
                    "`openapi` is a version text such as `3.1.0`; this is {}",
                    other.kind()
                ),
                "write `openapi: 3.1.0`",
            );
            return None;
        }
        None => {
            let (message, help) = if swagger {
                (
                    "this is a Swagger 2.0 document; OpenAPI 3.0 and 3.1 are understood",
                    "convert it, for example with `swagger2openapi`",
                )
            } else {
                (
                    "`openapi` is missing: this does not say that it is an OpenAPI document",
                    "write `openapi: 3.1.0` as the first line",
                )
            };
            diagnostics.error(Code::MissingField, &Pointer::root(), message, help);
            return None;
        }
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(Version::V30),
        (Some("3"), Some("1")) => Some(Version::V31),
        (Some("3"), Some("2")) => {
            diagnostics.report(
                Severity::Warning,
                Code::UnsupportedVersion,
                &pointer,
                format!("OpenAPI {text} is read as 3.1: what 3.2 added is reported as unknown"),
                "",
            );
            Some(Version::V31)
        }
        _ => {
            diagnostics.error(
                Code::UnsupportedVersion,
                &pointer,
                format!("OpenAPI `{text}` is not understood; 3.0 and 3.1 are"),
                "set `openapi` to the version that the document follows",
            );
            None
        }
    }
}

#[cfg(test)]
mod tests;
