//! The parts of a multipart body: a property is a text, JSON, or a file.

use indexmap::IndexMap;

use super::Context;
use super::docs::Docs;
use super::names::{Case, Scope};
use super::operations::is_json;
use super::types::Types;
use crate::api::{MultipartBody, Part, PartKind, Type, TypeKind};
use crate::diagnostics::Code;
use crate::document::Encoding;
use crate::resolve::{MediaType, Object, Resolved, Schema, Shape};
use crate::source::Node;

/// Methods that the struct of a body has for itself, or from traits of the prelude, which take
/// it by value.
const RESERVED_SETTERS: [&str; 8] = [
    "new",
    "default",
    "clone",
    "into",
    "try_into",
    "extra_part",
    "additional_part",
    "with_boundary",
];

/// The object whose properties are the parts. There is none where the schema names no property.
pub(super) fn object<'r>(resolved: &'r Resolved, media_type: &'r MediaType) -> Option<&'r Object> {
    match &target(resolved, media_type.schema.as_ref()?).shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// Whether one of the parts is a file.
pub(super) fn holds_files(
    resolved: &Resolved,
    object: &Object,
    encoding: &IndexMap<String, Encoding>,
) -> bool {
    object
        .properties
        .iter()
        .any(|(name, schema)| is_file(resolved, element(resolved, schema).0, encoding.get(name)))
}

/// Warns of encodings that belong to no property.
pub(super) fn check_names(context: &Context<'_>, media_type: &MediaType) {
    let schema = media_type.schema.as_ref();
    let Some(Shape::Object(object)) = schema.map(|schema| &target(context.resolved, schema).shape)
    else {
        return;
    };
    for (name, encoding) in &media_type.encoding {
        if !object.properties.contains_key(name) && object.additional.is_none() {
            context.diagnostics.warning(
                Code::UnsupportedKeyword,
                &encoding.pointer,
                format!("an encoding for `{name}`, which is no property of the body"),
                "name a property of the schema beside it",
            );
        }
    }
}

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    media_type: &MediaType,
    struct_name: &str,
) -> Option<MultipartBody> {
    let object = object(context.resolved, media_type)?;
    check_names(context, media_type);
    let whole = media_type.schema.as_ref()?;
    let names = Scope::with_reserved(&RESERVED_SETTERS)
        .take_all(object.properties.keys().map(String::as_str), Case::Snake);
    let mut parts = Vec::with_capacity(names.len());
    for ((wire_name, property), name) in object.properties.iter().zip(names) {
        let encoding = media_type.encoding.get(wire_name);
        let (schema, repeated) = element(context.resolved, property);
        let is_file = is_file(context.resolved, schema, encoding);
        let mut value = || {
            known_type(types, whole, wire_name, repeated)
                .unwrap_or_else(|| types.use_of(schema, &hint(struct_name, wire_name)))
        };
        let kind = match written(encoding) {
            _ if is_file => PartKind::File,
            Written::Json => PartKind::Json(value()),
            Written::Other if has_structure(context.resolved, schema) => {
                context.diagnostics.report(
                    crate::diagnostics::Severity::Note,
                    Code::UnsupportedMediaType,
                    &property.pointer,
                    format!(
                        "the part `{wire_name}` is given as bytes: this generator writes only JSON"
                    ),
                    "",
                );
                PartKind::File
            }
            Written::Unsaid | Written::Other => PartKind::Value(value()),
        };
        let annotations = &property.annotations;
        let mut docs = Docs::new()
            .described(annotations, &format!("The part `{wire_name}`."))
            .details(annotations);
        if let Some(listed) = encoding.and_then(|encoding| encoding.content_type.as_ref()) {
            docs = docs.paragraph(format!(
                "Its media type: {}.",
                super::docs::code(&Node::String(listed.clone()))
            ));
        }
        parts.push(Part {
            wire_name: wire_name.clone(),
            name,
            kind,
            repeated,
            content_type: content_type(schema, encoding),
            // What only the server sends cannot be required of the caller.
            required: object.required.contains(wire_name) && !annotations.read_only,
            deprecated: annotations.deprecated,
            docs: docs.into_paragraphs(),
        });
    }
    let additional = object.additional.as_ref().map(|values| {
        let (schema, _) = element(context.resolved, values);
        match is_file(context.resolved, schema, None) {
            true => PartKind::File,
            false => PartKind::Value(types.use_of(schema, &hint(struct_name, "value"))),
        }
    });
    let docs = Docs::new()
        .described(
            &target(context.resolved, whole).annotations,
            "The parts of the body, each with a setter of its own.",
        )
        .into_paragraphs();
    Some(MultipartBody {
        struct_name: struct_name.to_owned(),
        docs,
        parts,
        additional,
    })
}

/// The type that a property has in the model of its schema already, if that has a name.
fn known_type(types: &Types<'_>, whole: &Schema, wire_name: &str, repeated: bool) -> Option<Type> {
    let Shape::Reference(name) = &whole.shape else {
        return None;
    };
    let rust_name = types.rust_name(name)?;
    let mut definitions = types.definitions.iter();
    let definition = definitions.find(|definition| definition.name == rust_name)?;
    let TypeKind::Struct(structure) = &definition.kind else {
        return None;
    };
    let mut fields = structure.fields.iter();
    let field = fields.find(|field| field.wire_name == wire_name)?;
    let not_null = |value: &Type| match value {
        Type::Nullable(inner) => (**inner).clone(),
        other => other.clone(),
    };
    match (not_null(&field.value), repeated) {
        (Type::List(element), true) => Some(not_null(&element)),
        // An array by another name.
        (_, true) => None,
        (value, false) => Some(value),
    }
}

fn hint(struct_name: &str, wire_name: &str) -> String {
    format!("{struct_name}_{wire_name}")
}

/// The schema behind references.
fn target<'r>(resolved: &'r Resolved, schema: &'r Schema) -> &'r Schema {
    let mut current = schema;
    for _ in 0..=resolved.schemas.len() {
        match &current.shape {
            Shape::Reference(name) => match resolved.schemas.get(name) {
                Some(next) => current = next,
                None => return current,
            },
            _ => return current,
        }
    }
    current
}

/// The schema of one part, and whether there can be several of its name: those of an array
/// have a part each.
fn element<'r>(resolved: &'r Resolved, schema: &'r Schema) -> (&'r Schema, bool) {
    match &target(resolved, schema).shape {
        Shape::Array(items) => (items, true),
        _ => (schema, false),
    }
}

fn is_file(resolved: &Resolved, schema: &Schema, encoding: Option<&Encoding>) -> bool {
    let schema = target(resolved, schema);
    match &schema.shape {
        Shape::String(Some(format)) if format == "binary" => true,
        // What is encoded is a text; a media type alone tells of bytes.
        Shape::String(_) | Shape::Any => match text(schema, "contentEncoding") {
            Some("binary") => true,
            Some(_) => false,
            None => {
                text(schema, "contentMediaType").is_some() || written(encoding) == Written::Other
            }
        },
        _ => false,
    }
}

fn text<'s>(schema: &'s Schema, key: &str) -> Option<&'s str> {
    let mut constraints = schema.annotations.constraints.iter();
    match constraints.find(|(known, _)| *known == key) {
        Some((_, Node::String(text))) => Some(text),
        _ => None,
    }
}

fn has_structure(resolved: &Resolved, schema: &Schema) -> bool {
    matches!(
        &target(resolved, schema).shape,
        Shape::Object(_) | Shape::FreeObject | Shape::Map(_) | Shape::Array(_) | Shape::Tuple(_)
    )
}

/// How the document has a part written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It does not say, or says a text.
    Unsaid,
    Json,
    /// As bytes of another media type.
    Other,
}

fn written(encoding: Option<&Encoding>) -> Written {
    let Some(listed) = encoding.and_then(|encoding| encoding.content_type.as_deref()) else {
        return Written::Unsaid;
    };
    let mut listed = listed.split(',').map(str::trim);
    let all: Vec<&str> = listed.by_ref().filter(|one| !one.is_empty()).collect();
    if all.iter().any(|one| is_json(one)) {
        Written::Json
    } else if all.is_empty()
        || all
            .iter()
            .any(|one| one.starts_with("text/") || *one == "*/*")
    {
        Written::Unsaid
    } else {
        Written::Other
    }
}

/// The media type of a part, where the document says a single one.
fn content_type(schema: &Schema, encoding: Option<&Encoding>) -> Option<String> {
    let said = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let said = said.or_else(|| text(schema, "contentMediaType"))?.trim();
    let is_single = !said.is_empty() && !said.contains(['*', ',']);
    let can_be_sent = said.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (is_single && can_be_sent).then(|| said.to_owned())
}
