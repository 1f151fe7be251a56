//! How the value of a parameter is written: by a style, or by a media type.

use indexmap::IndexMap;

use super::operation::content;
use super::reader::ObjectReader;
use super::schema_types::Schema;
use super::types::{Example, Location, ReferenceOr, Style};
use super::{Context, schema};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::Pointer;

/// What a parameter says of how it is written, beside `style` and `explode`.
#[derive(Debug, Clone, Default)]
pub struct Writing {
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `allowEmptyValue`.
    pub allow_empty_value: bool,
    /// The media type of `content`, and its place.
    pub media_type: Option<(String, Pointer)>,
}

/// All that was read.
pub(super) struct Read {
    pub(super) style: Option<Style>,
    pub(super) explode: Option<bool>,
    pub(super) schema: Option<Schema>,
    pub(super) writing: Writing,
    /// The examples beside the media type.
    pub(super) examples: IndexMap<String, ReferenceOr<Example>>,
}

const STYLES: [(&str, Style); 8] = [
    ("simple", Style::Simple),
    ("label", Style::Label),
    ("matrix", Style::Matrix),
    ("form", Style::Form),
    ("spaceDelimited", Style::SpaceDelimited),
    ("pipeDelimited", Style::PipeDelimited),
    ("deepObject", Style::DeepObject),
    ("cookie", Style::Cookie),
];

/// The styles of a place, the usual one first.
fn styles_of(location: Location) -> (&'static str, &'static [Style]) {
    match location {
        Location::Path => ("path", &[Style::Simple, Style::Label, Style::Matrix]),
        Location::Query => (
            "query",
            &[
                Style::Form,
                Style::SpaceDelimited,
                Style::PipeDelimited,
                Style::DeepObject,
            ],
        ),
        Location::Header => ("header", &[Style::Simple]),
        Location::Cookie => ("cookie", &[Style::Form, Style::Cookie]),
    }
}

fn word(style: Style) -> &'static str {
    STYLES
        .iter()
        .find(|(_, known)| *known == style)
        .map_or("", |(word, _)| *word)
}

pub(super) fn read<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
    location: Option<Location>,
) -> Read {
    let schema_pointer = object.at("schema");
    let has_schema = object.has("schema");
    let mut read = Read {
        style: None,
        explode: None,
        schema: object
            .node("schema")
            .map(|node| schema::schema(context, node, &schema_pointer)),
        writing: Writing::default(),
        examples: IndexMap::new(),
    };
    let content_pointer = object.at("content");
    let has_content = object.has("content");
    let entries = content(context, object);
    if has_content && has_schema {
        context.diagnostics.fault(
            Code::InvalidValue,
            &content_pointer,
            "a parameter has `schema` or `content`, not both",
            "remove one of the two",
            "it is written by its `schema`; the `content` is left out",
        );
    } else if has_content {
        if entries.len() > 1 {
            context.diagnostics.fault(
                Code::InvalidValue,
                &content_pointer,
                format!(
                    "the `content` of a parameter has one media type; this has {}",
                    entries.len()
                ),
                "keep the one that is sent",
                "the first one that is JSON is taken, or else the first",
            );
        }
        let mut entries: Vec<_> = entries.into_iter().collect();
        let place = entries
            .iter()
            .position(|(media_type, _)| is_json(media_type));
        if entries.is_empty() {
            context.diagnostics.fault(
                Code::MissingField,
                &content_pointer,
                "the `content` of a parameter says its media type; this is empty",
                "add for example `application/json: {schema: {type: object}}`",
                "it is taken as a text",
            );
        } else {
            let (media_type, entry) = entries.swap_remove(place.unwrap_or(0));
            read.writing.media_type = Some((media_type, entry.pointer));
            read.schema = entry.schema;
            read.examples = entry.examples;
        }
    } else if !has_schema {
        context.diagnostics.fault(
            Code::MissingField,
            object.pointer(),
            "a parameter has a `schema`; it is missing",
            "add for example `schema: {type: string}`",
            "it is taken as a text",
        );
    }
    if read.writing.media_type.is_some() {
        for key in ["style", "explode", "allowReserved"] {
            object.unsupported(
                key,
                "a parameter with `content` is written as its media type says",
            );
        }
        allow_empty(context, object, location);
    } else {
        by_style(context, object, location, &mut read);
    }
    read
}

/// Whether a media type is JSON, whatever it is called.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

fn by_style<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
    location: Option<Location>,
    read: &mut Read,
) {
    read.style = object.word("style", &STYLES);
    read.explode = object.boolean("explode");
    if let (Some(style), Some(location)) = (read.style, location) {
        let (place, styles) = styles_of(location);
        if !styles.contains(&style) {
            let known: Vec<String> = styles
                .iter()
                .map(|style| format!("`{}`", word(*style)))
                .collect();
            let usual = known.first().cloned().unwrap_or_default();
            context.diagnostics.fault(
                Code::InvalidValue,
                &object.at("style"),
                format!("no {place} parameter has the style `{}`", word(style)),
                match known.as_slice() {
                    [only] => format!("its only style is {only}"),
                    _ => format!("it is one of {}", known.join(", ")),
                },
                format!("it is written in the style {usual}"),
            );
            read.style = None;
        }
    }
    let undefined = match (read.style, read.explode) {
        (Some(Style::DeepObject), Some(false)) => {
            Some("`explode` means nothing in the style `deepObject`")
        }
        (Some(Style::SpaceDelimited | Style::PipeDelimited), Some(true)) => {
            Some("OpenAPI does not say what `explode` is in this style; it is written like `form`")
        }
        _ => None,
    };
    if let Some(words) = undefined {
        context.diagnostics.push(
            Diagnostic::new(
                Severity::Note,
                Code::UnsupportedKeyword,
                &object.at("explode"),
                words,
                "",
            )
            .at_key(),
        );
    }
    if location == Some(Location::Header) || read.style == Some(Style::Cookie) {
        object.unsupported(
            "allowReserved",
            "nothing is percent-encoded here in any case",
        );
    } else {
        read.writing.allow_reserved = object.boolean("allowReserved").unwrap_or(false);
    }
    read.writing.allow_empty_value = allow_empty(context, object, location);
}

fn allow_empty<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
    location: Option<Location>,
) -> bool {
    let allowed = object.boolean("allowEmptyValue").unwrap_or(false);
    if allowed && location != Some(Location::Query) {
        context.diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                Code::UnsupportedKeyword,
                &object.at("allowEmptyValue"),
                "`allowEmptyValue` has no effect: OpenAPI has it for query parameters only",
                "",
            )
            .at_key(),
        );
    }
    allowed
}
