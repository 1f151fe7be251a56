//! The body of a request: which of its media types is sent, and what the caller gives.

use indexmap::IndexMap;

use super::docs::Docs;
use super::names::{Case, Scope};
use super::operations::{essence, is_json, json_entry};
use super::types::Types;
use super::{Context, multipart};
use crate::api::{ArrayForm, Body, BodyContent, FormField, FormStyle, QueryStyle, Type};
use crate::diagnostics::{Code, Severity};
use crate::document::Style;
use crate::resolve::{self, MediaType, RequestBody, Resolved, Shape};

/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of forms with files.
const MULTIPART: &str = "multipart/form-data";

/// The names that the body of an operation has in Rust, where it needs any.
#[derive(Debug, Clone, Default)]
pub(super) struct BodyNames {
    /// The struct of a multipart body.
    parts: String,
    /// The enum of a body that is one or the other.
    either: String,
}

/// Names for the bodies of all operations, beside the names of their builders.
pub(super) fn names(context: &Context<'_>, ids: &[String], structs: &mut Scope) -> Vec<BodyNames> {
    let wanted = |is_wanted: fn(&Resolved, &RequestBody) -> bool, suffix: &str| -> Vec<String> {
        let operations = context.resolved.operations.iter().zip(ids);
        operations
            .map(|(operation, id)| match &operation.request_body {
                Some(body) if is_wanted(context.resolved, body) => format!("{id}_{suffix}"),
                _ => String::new(),
            })
            .collect()
    };
    let mut taken = |wanted: Vec<String>| -> Vec<String> {
        let texts = wanted.iter().map(String::as_str);
        let mut names = structs
            .take_all(texts.filter(|text| !text.is_empty()), Case::UpperCamel)
            .into_iter();
        let name = |wanted: String| match wanted.is_empty() {
            true => String::new(),
            false => names.next().unwrap_or_default(),
        };
        wanted.into_iter().map(name).collect()
    };
    let parts = taken(wanted(has_parts, "multipart"));
    let either = taken(wanted(is_either, "body"));
    parts
        .into_iter()
        .zip(either)
        .map(|(parts, either)| BodyNames { parts, either })
        .collect()
}

fn has_parts(resolved: &Resolved, body: &RequestBody) -> bool {
    is_either(resolved, body)
        || chosen(resolved, &body.content)
            .is_some_and(|(name, media_type)| parts_of(resolved, name, media_type).is_some())
}

/// Whether JSON of a type with a name can be sent, and files in its place. Some unions turn
/// out to have no name later on.
fn is_either(resolved: &Resolved, body: &RequestBody) -> bool {
    let is_named = |media_type: &MediaType| {
        media_type.schema.as_ref().is_some_and(|schema| {
            matches!(
                schema.shape,
                Shape::Reference(_) | Shape::Object(_) | Shape::Union(_)
            )
        })
    };
    chosen(resolved, &body.content)
        .is_some_and(|(name, media_type)| is_json(name) && is_named(media_type))
        && with_files(resolved, &body.content).is_some()
}

fn is_form(media_type: &str) -> bool {
    essence(media_type) == FORM
}

fn parts_of<'r>(
    resolved: &'r Resolved,
    name: &str,
    media_type: &'r MediaType,
) -> Option<&'r resolve::Object> {
    if essence(name) != MULTIPART {
        return None;
    }
    multipart::object(resolved, media_type)
}

fn with_files<'r>(
    resolved: &'r Resolved,
    content: &'r IndexMap<String, MediaType>,
) -> Option<(&'r String, &'r MediaType)> {
    content.iter().find(|(name, media_type)| {
        parts_of(resolved, name, media_type)
            .is_some_and(|object| multipart::holds_files(resolved, object, &media_type.encoding))
    })
}

/// The media type that is sent: JSON before files, files before forms, forms before texts, and
/// texts before bytes of any.
fn chosen<'r>(
    resolved: &'r Resolved,
    content: &'r IndexMap<String, MediaType>,
) -> Option<(&'r String, &'r MediaType)> {
    let first = |is_wanted: fn(&str) -> bool| content.iter().find(|(name, _)| is_wanted(name));
    json_entry(content)
        .or_else(|| with_files(resolved, content))
        .or_else(|| first(is_form))
        .or_else(|| first(|name| essence(name) == MULTIPART))
        .or_else(|| first(is_text))
        .or_else(|| content.first())
}

fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/") && !media_type.contains('*')
}

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    body: &RequestBody,
    struct_name: &str,
    names: &BodyNames,
) -> Option<Body> {
    let docs = Docs::new()
        .paragraph(
            body.description
                .clone()
                .unwrap_or_else(|| "The body of the request.".to_owned()),
        )
        .into_paragraphs();
    let (chosen, media_type) = chosen(context.resolved, &body.content)?;
    let mut typed = || match &media_type.schema {
        Some(schema) => types.use_of(schema, &format!("{struct_name}Body")),
        None => Type::Json,
    };
    let mut beside = None;
    let (content, sent_as) = if is_json(chosen) {
        let json = typed();
        let files = with_files(context.resolved, &body.content)
            .filter(|_| !names.either.is_empty() && matches!(json, Type::Named(_)));
        let parts = files.and_then(|(name, media_type)| {
            beside = Some(name);
            multipart::lower(context, types, media_type, &names.parts)
        });
        let content = match parts {
            Some(parts) => BodyContent::Either(names.either.clone(), json, parts),
            None => BodyContent::Json(json),
        };
        (content, chosen.as_str())
    } else if chosen == "*/*" {
        (BodyContent::Json(typed()), "application/json")
    } else if is_form(chosen) {
        let value = typed();
        (BodyContent::Form(value, fields(context, media_type)), FORM)
    } else if essence(chosen) == MULTIPART {
        let content = match multipart::lower(context, types, media_type, &names.parts) {
            Some(parts) => BodyContent::Multipart(parts),
            None => {
                context.diagnostics.report(
                    Severity::Note,
                    Code::UnsupportedMediaType,
                    &media_type.pointer,
                    format!(
                        "the parts of a body of `{chosen}` are given by hand: its schema names none"
                    ),
                    "describe them as the `properties` of an object",
                );
                BodyContent::FreeMultipart
            }
        };
        (content, MULTIPART)
    } else if is_text(chosen) {
        if essence(chosen).ends_with("xml") {
            context.diagnostics.report(
                Severity::Note,
                Code::UnsupportedMediaType,
                &media_type.pointer,
                format!(
                    "a body of `{chosen}` is given as a text: this generator does not write XML"
                ),
                "",
            );
        }
        (BodyContent::Text, chosen.as_str())
    } else {
        context.diagnostics.report(
            Severity::Note,
            Code::UnsupportedMediaType,
            &media_type.pointer,
            format!("a body of `{chosen}` is given as bytes: its parts are not typed"),
            "",
        );
        // A range names no type: what is sent is bytes of any.
        let sent_as = if chosen.contains('*') {
            "application/octet-stream"
        } else {
            chosen.as_str()
        };
        (BodyContent::Bytes, sent_as)
    };
    report_others(context, body, chosen, beside);
    Some(Body {
        content,
        media_type: sent_as.to_owned(),
        required: body.required,
        docs,
    })
}

/// What else could be sent. Files that cannot be are missed, the others say the same in
/// another notation.
fn report_others(context: &Context<'_>, body: &RequestBody, chosen: &str, beside: Option<&String>) {
    let files = with_files(context.resolved, &body.content).map(|(name, _)| name);
    for (name, media_type) in &body.content {
        if name == chosen || Some(name) == beside || (is_json(name) && is_json(chosen)) {
            continue;
        }
        let severity = match files == Some(name) {
            true => Severity::Warning,
            false => Severity::Note,
        };
        context.diagnostics.report(
            severity,
            Code::UnsupportedMediaType,
            &media_type.pointer,
            format!("a body of `{name}` cannot be sent: another media type of this body is used"),
            "",
        );
    }
}

/// The fields of a form of whose writing the document says something.
fn fields(context: &Context<'_>, media_type: &MediaType) -> Vec<FormField> {
    multipart::check_names(context, media_type);
    let mut fields = Vec::new();
    for (name, encoding) in &media_type.encoding {
        let is_styled = encoding.style.is_some() || encoding.explode.is_some();
        let style = match (encoding.style, encoding.explode) {
            _ if !is_styled => match encoding.content_type.as_deref() {
                Some(content_type) if is_json(content_type) => FormStyle::Json,
                Some(content_type) if is_text(content_type) => continue,
                Some(content_type) => {
                    context.diagnostics.warning(
                        Code::UnsupportedKeyword,
                        &encoding.pointer.child("contentType"),
                        format!("`{content_type}` has no effect on the field `{name}` of a form"),
                        "a field is a text, or JSON",
                    );
                    continue;
                }
                None => continue,
            },
            (None | Some(Style::Form), explode) => FormStyle::Query(QueryStyle::Form {
                explode: explode.unwrap_or(true),
            }),
            (Some(Style::SpaceDelimited), explode) => {
                FormStyle::Query(QueryStyle::SpaceDelimited {
                    explode: explode.unwrap_or(false),
                })
            }
            (Some(Style::PipeDelimited), explode) => FormStyle::Query(QueryStyle::PipeDelimited {
                explode: explode.unwrap_or(false),
            }),
            // With indices for arrays, of which the standard says nothing.
            (Some(_), _) => FormStyle::Query(QueryStyle::Nested {
                scalar_arrays: ArrayForm::Indices,
                object_arrays: ArrayForm::Indices,
            }),
        };
        fields.push(FormField {
            name: name.clone(),
            style,
        });
    }
    fields
}
