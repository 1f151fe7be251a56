//! How the values of parameters are written: from OpenAPI's styles and media types.

use super::Context;
use super::forms;
use crate::api::{ArrayForm, Form, ParameterLocation, QueryStyle, Type, ValueForm, Writing};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{self, Location, Style, is_json};
use crate::resolve;

/// What a value is, as far as its writing goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Scalar,
    Array,
    Object,
    /// Any of them.
    Unknown,
}

fn kind(context: &Context<'_>, parameter: &resolve::Parameter) -> Kind {
    if !parameter.extensions.query_operators.is_empty() {
        return Kind::Unknown;
    }
    match forms::of(context.resolved, &parameter.schema) {
        Form::Array(_) => Kind::Array,
        Form::Map | Form::Object { .. } => Kind::Object,
        Form::Any | Form::OneOf(_) => Kind::Unknown,
        _ => Kind::Scalar,
    }
}

/// Whether the name is one that a header or a cookie can have: a token of HTTP.
pub(super) fn has_sendable_name(context: &Context<'_>, parameter: &resolve::Parameter) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let is_sendable = !parameter.name.is_empty() && parameter.name.bytes().all(is_token);
    if !is_sendable {
        let place = match parameter.location {
            Location::Header => "header",
            _ => "cookie",
        };
        context.diagnostics.fault(
            Code::InvalidValue,
            &parameter.pointer.child("name"),
            format!("no {place} can be called {:?}", parameter.name),
            "letters, digits and some signs make such a name, no blanks and no brackets",
            "the parameter is left out",
        );
    }
    is_sendable
}

/// Reports `x-query-encoding` where it says nothing.
fn check_encoding(context: &Context<'_>, parameter: &resolve::Parameter) {
    if parameter.extensions.query_encoding.is_none() {
        return;
    }
    let because = if parameter.location != Location::Query {
        "only a query is written in brackets"
    } else if has_json(parameter) {
        "a value written as JSON has no brackets"
    } else {
        // `style` and `explode` beside it are for other tools.
        return;
    };
    context.diagnostics.fault(
        Code::InvalidExtension,
        &parameter.pointer.child("x-query-encoding"),
        because,
        "remove the extension",
        "the extension has no effect",
    );
}

/// Whether the value is written as JSON.
fn has_json(parameter: &resolve::Parameter) -> bool {
    let media_type = parameter.writing.media_type.as_ref();
    media_type.is_some_and(|(media_type, _)| is_json(media_type))
}

/// Where the parameter is sent, in a query with its style.
pub(super) fn location(context: &Context<'_>, parameter: &resolve::Parameter) -> ParameterLocation {
    check_encoding(context, parameter);
    match parameter.location {
        Location::Path => ParameterLocation::Path,
        Location::Header => ParameterLocation::Header,
        Location::Cookie => ParameterLocation::Cookie,
        Location::Query => ParameterLocation::Query(query_style(context, parameter)),
    }
}

fn query_style(context: &Context<'_>, parameter: &resolve::Parameter) -> QueryStyle {
    if has_json(parameter) {
        return QueryStyle::Json;
    }
    if let Some(encoding) = parameter.extensions.query_encoding {
        return QueryStyle::Nested {
            scalar_arrays: array_form(encoding.scalar_arrays),
            object_arrays: array_form(encoding.object_arrays),
        };
    }
    let unfit = |style: &str, of: &str| {
        context.diagnostics.push(
            Diagnostic::new(
                Severity::Note,
                Code::UnsupportedKeyword,
                &parameter.pointer.child("style"),
                format!(
                    "`{style}` is for {of}; the value of `{}` is written like `form`",
                    parameter.name
                ),
                "",
            )
            .at_key(),
        );
    };
    let kind = kind(context, parameter);
    match parameter.style {
        Some(Style::SpaceDelimited) => {
            if kind == Kind::Scalar {
                unfit("spaceDelimited", "arrays and objects");
            }
            QueryStyle::SpaceDelimited {
                explode: parameter.explode.unwrap_or(false),
            }
        }
        Some(Style::PipeDelimited) => {
            if kind == Kind::Scalar {
                unfit("pipeDelimited", "arrays and objects");
            }
            QueryStyle::PipeDelimited {
                explode: parameter.explode.unwrap_or(false),
            }
        }
        Some(Style::DeepObject) => {
            if matches!(kind, Kind::Scalar | Kind::Array) {
                unfit("deepObject", "objects");
            }
            QueryStyle::DeepObject
        }
        // A style of another place was a fault where the document was read.
        _ => QueryStyle::Form {
            explode: parameter.explode.unwrap_or(true),
        },
    }
}

fn array_form(form: document::ArrayForm) -> ArrayForm {
    match form {
        document::ArrayForm::Brackets => ArrayForm::Brackets,
        document::ArrayForm::Indices => ArrayForm::Indices,
        document::ArrayForm::Repeat => ArrayForm::Repeat,
    }
}

/// What the location does not say.
pub(super) fn writing(context: &Context<'_>, parameter: &resolve::Parameter) -> Writing {
    let form = match parameter.style {
        _ if has_json(parameter) => ValueForm::Json,
        Some(Style::Label) => ValueForm::Label,
        Some(Style::Matrix) => ValueForm::Matrix,
        Some(Style::Cookie) => ValueForm::Raw,
        // A text of any other media type is the caller's.
        None if parameter.location == Location::Cookie
            && parameter.writing.media_type.is_some() =>
        {
            ValueForm::Raw
        }
        _ => ValueForm::Usual,
    };
    let usual = parameter.location == Location::Cookie;
    // For what has no parts it means nothing.
    let matters = form != ValueForm::Json && kind(context, parameter) != Kind::Scalar;
    let explode = parameter.explode.filter(|_| matters).unwrap_or(usual);
    if explode != usual && parameter.location == Location::Cookie {
        context.diagnostics.push(
            Diagnostic::new(
                Severity::Note,
                Code::UnsupportedKeyword,
                &parameter.pointer.child("explode"),
                "a list is written with commas, which RFC 6265 does not allow in a cookie; most \
                 servers read them",
                "",
            )
            .at_key(),
        );
    }
    Writing {
        form,
        explode,
        allow_reserved: parameter.writing.allow_reserved,
        allow_empty: parameter.writing.allow_empty_value && parameter.location == Location::Query,
    }
}

/// The type of a value under a media type that is not JSON: a text, unless it is a scalar that
/// has one.
pub(super) fn text_type(context: &Context<'_>, parameter: &resolve::Parameter) -> Option<Type> {
    let (media_type, pointer) = parameter.writing.media_type.as_ref()?;
    if is_json(media_type) {
        return None;
    }
    let is_text = media_type.trim().to_ascii_lowercase().starts_with("text/");
    let is_scalar = kind(context, parameter) == Kind::Scalar;
    if is_text && is_scalar {
        return None;
    }
    if !is_text {
        context.diagnostics.warning(
            Code::UnsupportedMediaType,
            pointer,
            format!(
                "a value of `{media_type}` is not written here: the parameter `{}` takes its text",
                parameter.name
            ),
            "",
        );
    } else if !matches!(parameter.schema.shape, resolve::Shape::Any) {
        context.diagnostics.warning(
            Code::UnsupportedMediaType,
            pointer,
            format!(
                "`{media_type}` does not say how an array or an object is written: the parameter \
                 `{}` takes a text",
                parameter.name
            ),
            "",
        );
    }
    Some(Type::String)
}

/// How the value is written, in words, where that is not plain.
pub(super) fn words(context: &Context<'_>, parameter: &resolve::Parameter) -> Option<String> {
    let mut words = form_words(context, parameter);
    if parameter.writing.allow_reserved {
        words.push(
            "Reserved characters that mean nothing there, and what is percent-encoded already, \
             are sent as they are."
                .to_owned(),
        );
    }
    let may_be_empty = matches!(kind(context, parameter), Kind::Array | Kind::Object);
    if writing(context, parameter).allow_empty && may_be_empty && !has_json(parameter) {
        words.push(format!(
            "An empty value is sent as `{}=`.",
            shown(parameter)
        ));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The name in examples, if it can stand there as it is.
fn shown(parameter: &resolve::Parameter) -> &str {
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    if !parameter.name.is_empty() && parameter.name.chars().all(is_plain) {
        &parameter.name
    } else {
        "name"
    }
}

fn form_words(context: &Context<'_>, parameter: &resolve::Parameter) -> Vec<String> {
    let mut words = Vec::new();
    match &parameter.writing.media_type {
        Some((media_type, _)) if is_json(media_type) => words.push("Written as JSON.".to_owned()),
        Some((media_type, _)) if media_type != "text/plain" && !media_type.contains('`') => {
            words.push(format!(
                "A text of the type `{media_type}`, sent as it is given."
            ));
        }
        Some(_) => {}
        None => words.extend(style_words(context, parameter)),
    }
    if writing(context, parameter).form == ValueForm::Raw {
        words.push("Sent as it is: what a cookie cannot hold must be encoded before.".to_owned());
    }
    words
}

fn style_words(context: &Context<'_>, parameter: &resolve::Parameter) -> Option<String> {
    let name = shown(parameter);
    let kind = kind(context, parameter);
    let writing = writing(context, parameter);
    let location = location(context, parameter);
    let example = match (&location, writing.form, kind, writing.explode) {
        (ParameterLocation::Path, form, kind, explode) => path_example(form, kind, explode, name),
        (ParameterLocation::Header, _, Kind::Array, _) => {
            Some("a,b`; an element cannot hold a comma.".to_owned())
        }
        (ParameterLocation::Header, _, Kind::Object, false) => {
            Some("k,v,k2,v2`; neither a name nor a value can hold a comma.".to_owned())
        }
        (ParameterLocation::Header, _, Kind::Object, true) => {
            Some("k=v,k2=v2`; neither a name nor a value can hold a comma.".to_owned())
        }
        (ParameterLocation::Cookie, _, Kind::Array, true) => Some(format!("{name}=a; {name}=b`.")),
        (ParameterLocation::Cookie, _, Kind::Array, false) => Some(format!("{name}=a,b`.")),
        (ParameterLocation::Cookie, _, Kind::Object, true) => Some("k=v; k2=v2`.".to_owned()),
        (ParameterLocation::Cookie, _, Kind::Object, false) => Some(format!("{name}=k,v,k2,v2`.")),
        (ParameterLocation::Query(style), _, kind, _) => query_example(*style, kind, name),
        _ => None,
    };
    example.map(|example| format!("Written as `{example}"))
}

fn path_example(form: ValueForm, kind: Kind, explode: bool, name: &str) -> Option<String> {
    let example = match (form, kind, explode) {
        (ValueForm::Usual, Kind::Array, _) => "a,b".to_owned(),
        (ValueForm::Usual, Kind::Object, false) => "k,v,k2,v2".to_owned(),
        (ValueForm::Usual, Kind::Object, true) => "k=v,k2=v2".to_owned(),
        (ValueForm::Label, Kind::Scalar, _) => ".a".to_owned(),
        (ValueForm::Label, Kind::Array, false) => ".a,b".to_owned(),
        (ValueForm::Label, Kind::Array, true) => ".a.b".to_owned(),
        (ValueForm::Label, Kind::Object, false) => ".k,v,k2,v2".to_owned(),
        (ValueForm::Label, Kind::Object, true) => ".k=v.k2=v2".to_owned(),
        (ValueForm::Matrix, Kind::Scalar, _) => format!(";{name}=a"),
        (ValueForm::Matrix, Kind::Array, false) => format!(";{name}=a,b"),
        (ValueForm::Matrix, Kind::Array, true) => format!(";{name}=a;{name}=b"),
        (ValueForm::Matrix, Kind::Object, false) => format!(";{name}=k,v,k2,v2"),
        (ValueForm::Matrix, Kind::Object, true) => ";k=v;k2=v2".to_owned(),
        _ => return None,
    };
    Some(format!("{example}`."))
}

fn query_example(style: QueryStyle, kind: Kind, name: &str) -> Option<String> {
    let example = match (style, kind) {
        (QueryStyle::DeepObject, Kind::Object) => format!("{name}[k]=v`."),
        (
            QueryStyle::Form { explode: true }
            | QueryStyle::SpaceDelimited { explode: true }
            | QueryStyle::PipeDelimited { explode: true },
            Kind::Object,
        ) => "k=v&k2=v2`, without the parameter's own name.".to_owned(),
        (QueryStyle::Form { explode: false }, Kind::Array) => format!("{name}=a,b`."),
        (QueryStyle::Form { explode: false }, Kind::Object) => format!("{name}=k,v,k2,v2`."),
        (QueryStyle::SpaceDelimited { explode: false }, Kind::Array) => {
            format!("{name}=a%20b`; an element cannot hold a space.")
        }
        (QueryStyle::SpaceDelimited { explode: false }, Kind::Object) => {
            format!("{name}=k%20v`; neither a name nor a value can hold a space.")
        }
        (QueryStyle::PipeDelimited { explode: false }, Kind::Array) => {
            format!("{name}=a%7Cb`; an element cannot hold a pipe.")
        }
        (QueryStyle::PipeDelimited { explode: false }, Kind::Object) => {
            format!("{name}=k%7Cv`; neither a name nor a value can hold a pipe.")
        }
        _ => return None,
    };
    Some(example)
}
