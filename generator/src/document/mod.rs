//! The OpenAPI document as OpenAPI sees it: the second stage.
//!
//! [`read`] turns the tree of values into typed objects of OpenAPI 3.0, 3.1 or 3.2, in the
//! order of the text. It knows nothing of Rust, follows no reference, and takes every
//! member of every object into account: what it does not know it reports.

mod completion;
mod components;
mod encoding;
mod extensions;
mod follow;
mod incoming;
mod later;
mod links;
mod loose;
mod operation;
mod pagination;
mod reader;
mod schema;
mod schema_types;
mod security;
mod servers;
mod types;
mod writing;

pub use completion::CompletedBy;
pub use extensions::{
    ArrayForm, ExampleProgram, FormatKind, Integration, OperationExtensions, ParameterCoverage,
    ParameterExtensions, Provenance, ResponseFormats, SchemaExtensions,
};
pub(crate) use follow::shown;
pub(crate) use loose::component_of;
pub use pagination::{Pagination, PaginationForm};
pub(crate) use reader::most_similar;
pub(crate) use schema::component_name;
pub use schema_types::*;
pub use types::*;
pub use writing::Writing;
pub(crate) use writing::is_json;

use std::cell::{Cell, RefCell};

use crate::bundle::{Bundle, Kind};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{Node, Pointer};
use reader::ObjectReader;

/// What the readers of all objects share.
pub(crate) struct Context<'a> {
    version: Version,
    diagnostics: &'a Diagnostics,
    bundle: &'a Bundle,
    /// References to places outside `components`, with what they say stands there.
    loose_references: RefCell<Vec<(Kind, String)>>,
    /// How many objects are being read, one inside another.
    depth: Cell<usize>,
    /// How many objects were read, those that references lead to each time.
    objects: Cell<usize>,
    /// How many may be read before references are no longer followed.
    most_objects: usize,
    /// The places of callbacks that were met.
    pending_callbacks: RefCell<Vec<Pointer>>,
}

/// Reads the whole document. `None` if it is not an OpenAPI document at all.
pub(crate) fn read(bundle: &Bundle, diagnostics: &Diagnostics) -> Option<Document> {
    let root = bundle.root();
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
        bundle,
        loose_references: RefCell::default(),
        depth: Cell::default(),
        objects: Cell::default(),
        most_objects: 8 * bundle.objects() + 100_000,
        pending_callbacks: RefCell::default(),
    };
    let mut object = ObjectReader::new(&context, members, &pointer);
    object.act_on("openapi");
    object.note_only("jsonSchemaDialect");
    object.note_only("$self");

    let info = object
        .required_object("info")
        .map(|(members, pointer)| components::info(&context, members, &pointer))
        .unwrap_or_default();
    let servers = servers::servers(&context, &mut object);
    let security = security::security(&context, &mut object);
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
    let webhooks = incoming::webhooks(&context, &mut object);
    object.finish();
    let (loose, callbacks) = loose::read(&context, bundle);

    Some(Document {
        info,
        servers,
        security,
        tags,
        external_docs,
        integrations,
        components,
        loose,
        operations,
        webhooks,
        callbacks,
    })
}

/// How many operations stand under `paths`, those included that cannot be read.
pub(crate) fn operations_declared(bundle: &Bundle) -> usize {
    let members = bundle.root().as_object();
    let paths = members.and_then(|members| members.get("paths"));
    let items = paths.and_then(Node::as_object);
    items
        .into_iter()
        .flat_map(|items| items.iter())
        .filter(|(path, _)| !path.starts_with("x-"))
        .filter_map(|(_, item)| follow::end(bundle, item)?.as_object())
        .map(|item| {
            let methods = types::Method::ALL.iter();
            let usual = methods.filter(|(key, _)| item.contains_key(*key));
            let others = item.get("additionalOperations").and_then(Node::as_object);
            usual.count() + others.map_or(0, |others| others.len())
        })
        .sum()
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
                    "this is a Swagger 2.0 document; OpenAPI 3.0, 3.1 and 3.2 are understood",
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
        // What 3.2 added is read in all documents, and reported where nothing acts on it.
        (Some("3"), Some("1" | "2")) => Some(Version::V31),
        _ => {
            diagnostics.error(
                Code::UnsupportedVersion,
                &pointer,
                format!("OpenAPI `{text}` is not understood; 3.0, 3.1 and 3.2 are"),
                "set `openapi` to the version that the document follows",
            );
            None
        }
    }
}

#[cfg(test)]
mod tests;
