//! Successes: what `send` gives, and the other forms in which an answer can be had.
//!
//! Where all successes are of one type, that is what `send` gives; where they are of several, an
//! enum of them. So a success of another type that a document adds to a single one changes what
//! `send` gives; one that it adds to several is one more variant.

use indexmap::IndexMap;

use super::Context;
use super::docs::Docs;
use super::media_types::{self, JSON};
use super::names::{Case, Scope, name};
use super::operations::{self, essence};
use super::statuses::{status, variant_names};
use super::types::Types;
use crate::api::{AnswerContent, Choice, ChoiceVariant, OtherForm, ResponseBody, Status};
use crate::diagnostics::{Code, Severity};
use crate::document::Method;
use crate::resolve::{self, MediaType, Response, Shape};

/// What `send` gives, and what else can be asked for.
pub(super) struct Successes {
    pub(super) response: ResponseBody,
    pub(super) accept: Option<String>,
    pub(super) other_forms: Vec<OtherForm>,
}

/// The successes of an operation: those of 200 to 299, or all that is not named where there is
/// none of these.
pub(super) fn described(
    operation: &resolve::Operation,
) -> impl Iterator<Item = (&String, &Response)> {
    let only_default = !operation
        .responses
        .keys()
        .any(|status| status.starts_with('2'));
    operation.responses.iter().filter(move |(status, _)| {
        status.starts_with('2') || (only_default && *status == "default")
    })
}

/// The methods for the media types of an answer. There is one for each, whether it is needed or
/// not: what another media type is called does not hang on it.
pub(super) fn form_methods(operation: &resolve::Operation) -> IndexMap<String, String> {
    let mut media_types: Vec<&str> = described(operation)
        .flat_map(|(_, response)| response.content.keys())
        .map(String::as_str)
        .collect();
    media_types.sort_unstable();
    let formats = operation.extensions.response_formats.iter();
    let taken: Vec<String> = formats
        .flat_map(|formats| formats.formats.keys())
        .map(|format| format!("send_{}", name(format, Case::Snake)))
        .collect();
    let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
    let mut scope = Scope::with_reserved(&taken);
    let mut methods = IndexMap::new();
    for media_type in media_types {
        if !methods.contains_key(media_type) {
            let word = name(&media_types::word(media_type), Case::Snake);
            let method = scope.take(&format!("send_as_{word}"), Case::Snake);
            methods.insert(media_type.to_owned(), method);
        }
    }
    methods
}

/// Whether an answer is one JSON value, and not a sequence of them.
fn is_json(media_type: &str) -> bool {
    operations::is_json(media_type) && !media_types::is_sequence(media_type)
}

/// A success with the content that decides its type.
struct Success<'a> {
    key: &'a String,
    response: &'a Response,
    status: Status,
    /// The media type that is asked for, and what is said of it.
    chosen: Option<(&'a String, &'a MediaType)>,
    content: AnswerContent,
}

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    struct_name: &str,
    choice_name: &str,
) -> Successes {
    let mut successes = of_operation(context, types, operation, struct_name);
    if operation.extensions.pagination.is_some() {
        keep_page(context, &mut successes);
    }
    let accept = accept(&successes);
    let other_forms = other_forms(context, types, operation, &successes, struct_name);
    let first = successes.first();
    let is_one = successes
        .iter()
        .all(|success| Some(&success.content) == first.map(|first| &first.content));
    let response = if is_one {
        match first.map(|first| first.content.clone()) {
            None | Some(AnswerContent::Nothing) => ResponseBody::Empty,
            Some(AnswerContent::Json(value)) => ResponseBody::Json(value),
            Some(AnswerContent::Text) => ResponseBody::Text,
            Some(AnswerContent::Stream) => ResponseBody::Bytes,
        }
    } else {
        ResponseBody::Choice(choice(successes, choice_name))
    };
    Successes {
        response,
        accept,
        other_forms,
    }
}

fn of_operation<'a>(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &'a resolve::Operation,
    struct_name: &str,
) -> Vec<Success<'a>> {
    let mut described: Vec<_> = described(operation).collect();
    // Which of them gives a type its name does not hang on their order.
    described.sort_by_key(|(key, _)| status(key));
    let statuses: Vec<Status> = described.iter().map(|(key, _)| status(key)).collect();
    let names = variant_names(&statuses);
    let mut known: IndexMap<String, AnswerContent> = IndexMap::new();
    let mut successes = Vec::new();
    for (((key, response), status), name) in described.into_iter().zip(statuses).zip(names) {
        let chosen = match bodiless(operation, status) {
            Some(why) => {
                report_ignored(context, response, why);
                None
            }
            None => chosen(&response.content),
        };
        let hint = if known.is_empty() {
            format!("{struct_name}Response")
        } else {
            format!("{struct_name}{name}Response")
        };
        let content = match chosen {
            None => AnswerContent::Nothing,
            Some((media_type, described)) if is_json(media_type) || media_type == "*/*" => {
                let schema = described.schema.as_ref();
                let signature = schema.map(resolve::Schema::signature).unwrap_or_default();
                let content = known.entry(signature).or_insert_with(|| {
                    AnswerContent::Json(match schema {
                        Some(schema) => types.element(schema, &hint),
                        None => crate::api::Type::Json,
                    })
                });
                content.clone()
            }
            Some((media_type, _)) if essence(media_type) == "text/plain" => AnswerContent::Text,
            Some((media_type, described)) => {
                report_stream(context, media_type, described);
                AnswerContent::Stream
            }
        };
        successes.push(Success {
            key,
            response,
            status,
            chosen,
            content,
        });
    }
    successes
}

/// The media type that `send` asks for: JSON, or else text, or else any. What is chosen does not
/// hang on the order of the document.
fn chosen(content: &IndexMap<String, MediaType>) -> Option<(&String, &MediaType)> {
    content.iter().min_by_key(|(media_type, _)| {
        let rank = match essence(media_type).as_str() {
            JSON => 0,
            _ if is_json(media_type) => 1,
            "*/*" => 2,
            "text/plain" => 3,
            _ => 4,
        };
        (rank, *media_type)
    })
}

/// What is said of the JSON of an answer.
pub(super) fn json_of(content: &IndexMap<String, MediaType>) -> Option<&MediaType> {
    let (media_type, described) = chosen(content)?;
    (is_json(media_type) || media_type == "*/*").then_some(described)
}

/// Why HTTP has no body where the document may describe one.
fn bodiless(operation: &resolve::Operation, status: Status) -> Option<&'static str> {
    match (operation.method, status) {
        (Method::Head, _) => Some("an answer to HEAD has headers only"),
        (_, Status::Code(204)) => Some("an answer of the status 204 has no body"),
        (_, Status::Code(205)) => Some("an answer of the status 205 has no body"),
        _ => None,
    }
}

fn report_ignored(context: &Context<'_>, response: &Response, why: &str) {
    if response.content.is_empty() {
        return;
    }
    let place = response.pointer.child("content");
    if why.contains("HEAD") {
        // What GET would answer is often described here; nothing is lost by it.
        let code = Code::UnsupportedKeyword;
        let message = format!("{why}: what is said of its body is not read");
        context
            .diagnostics
            .report(Severity::Note, code, &place, message, "");
    } else {
        context.diagnostics.warning(
            Code::UnsupportedKeyword,
            &place,
            format!("{why}: what is said of one is not read"),
            "describe the body under another status, such as `200`",
        );
    }
}

fn report_stream(context: &Context<'_>, media_type: &str, described: &MediaType) {
    let what = if media_types::is_sequence(media_type) {
        "is given as bytes while it arrives: its records are not typed"
    } else {
        "is given as bytes"
    };
    context.diagnostics.report(
        Severity::Note,
        Code::UnsupportedMediaType,
        &described.pointer,
        format!("a response of `{media_type}` {what}"),
        "",
    );
}

/// An operation that is declared to have pages answers with one: its other successes are not.
fn keep_page(context: &Context<'_>, successes: &mut Vec<Success<'_>>) {
    let is_page = |success: &Success<'_>| matches!(success.content, AnswerContent::Json(_));
    let Some(page) = successes.iter().position(is_page) else {
        return;
    };
    let page_content = successes.get(page).map(|success| success.content.clone());
    successes.retain(|success| {
        let is_kept = Some(&success.content) == page_content.as_ref();
        if !is_kept {
            context.diagnostics.warning(
                Code::UnsupportedKeyword,
                &success.response.pointer,
                format!(
                    "the response `{}` is an error to `send`: an operation with pages answers with one",
                    success.key
                ),
                "`to_request` and the client of the runtime give the answer as it is",
            );
        }
        is_kept
    });
}

/// The media types that are asked for; JSON alone goes without saying.
fn accept(successes: &[Success<'_>]) -> Option<String> {
    let mut wanted: Vec<String> = Vec::new();
    for (media_type, _) in successes.iter().filter_map(|success| success.chosen) {
        let media_type = match (is_json(media_type), media_type.as_str()) {
            (false, "*/*") => JSON.to_owned(),
            _ => media_types::asked_for(media_type),
        };
        if !wanted.contains(&media_type) {
            wanted.push(media_type);
        }
    }
    let accept = wanted.join(", ");
    (!accept.is_empty() && accept != JSON).then_some(accept)
}

fn choice(successes: Vec<Success<'_>>, choice_name: &str) -> Choice {
    let statuses: Vec<Status> = successes.iter().map(|success| success.status).collect();
    Choice {
        name: choice_name.to_owned(),
        variants: successes
            .into_iter()
            .zip(variant_names(&statuses))
            .map(|(success, variant)| ChoiceVariant {
                accessor: format!("into_{}", name(&variant, Case::Snake)),
                name: variant,
                status: success.status,
                docs: words(success.key, success.response),
                content: success.content,
            })
            .collect(),
    }
}

/// What the document says of an answer, after its status.
pub(super) fn words(key: &str, response: &Response) -> Vec<String> {
    let described = response.description.as_deref().unwrap_or_default().trim();
    let which = match status(key) {
        Status::Code(_) => format!("The status `{key}`"),
        Status::Class(_) => format!("Another status of `{key}`"),
        Status::Default => "Any other status".to_owned(),
    };
    Docs::new()
        .paragraph(if described.is_empty() {
            format!("{which}.")
        } else {
            format!("{which}: {described}")
        })
        .into_paragraphs()
}

/// What can be had in place of what `send` asks for.
fn other_forms(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    successes: &[Success<'_>],
    struct_name: &str,
) -> Vec<OtherForm> {
    let methods = form_methods(operation);
    let mut forms: Vec<OtherForm> = Vec::new();
    for success in successes {
        let Some((chosen, main)) = success.chosen else {
            continue;
        };
        for (media_type, described) in &success.response.content {
            let asked_for = media_types::asked_for(media_type);
            let is_known = media_type == chosen
                || successes
                    .iter()
                    .any(|other| other.chosen.is_some_and(|(chosen, _)| chosen == media_type))
                || forms.iter().any(|form| form.media_type == asked_for);
            if is_known || is_same_json(context, (chosen, main), (media_type, described)) {
                continue;
            }
            let Some(method_name) = methods.get(media_type) else {
                continue;
            };
            let content = if is_json(media_type) {
                AnswerContent::Json(match &described.schema {
                    Some(schema) => types.element(
                        schema,
                        &format!("{struct_name}_{}", media_types::word(media_type)),
                    ),
                    None => crate::api::Type::Json,
                })
            } else if essence(media_type) == "text/plain" {
                AnswerContent::Text
            } else {
                AnswerContent::Stream
            };
            forms.push(OtherForm {
                method_name: method_name.clone(),
                media_type: asked_for,
                content,
            });
        }
    }
    forms
}

/// Whether a media type is only another name for the JSON that `send` asks for.
fn is_same_json(
    context: &Context<'_>,
    (chosen, main): (&str, &MediaType),
    (media_type, other): (&str, &MediaType),
) -> bool {
    if !is_json(chosen) {
        return false;
    }
    let signature = |it: &MediaType| it.schema.as_ref().map(resolve::Schema::signature);
    if is_json(media_type) {
        return signature(main) == signature(other);
    }
    // Some frameworks list `text/plain` for whatever they can write.
    let holds_text = other.schema.as_ref().is_none_or(|schema| {
        matches!(
            schema.shape,
            Shape::String(_) | Shape::Any | Shape::Enum(_) | Shape::Reference(_)
        )
    });
    let is_listed = essence(media_type) == "text/plain"
        && (!holds_text || (other.schema.is_some() && signature(main) == signature(other)));
    if is_listed {
        context.diagnostics.report(
            Severity::Note,
            Code::UnsupportedMediaType,
            &other.pointer,
            format!(
                "`{media_type}` is taken for another name of `{chosen}`: it has no text of its own"
            ),
            "",
        );
    }
    is_listed
}
