//! Parameters: where they are sent, how they are written, what the caller gives.

use super::Context;
use super::answers;
use super::docs::Docs;
use super::examples;
use super::names::{Case, Scope};
use super::path_template;
use super::types::Types;
use super::writing;
use crate::api::{Parameter, ParameterExample, ParameterLocation, ParameterRole, QueryStyle, Type};
use crate::diagnostics::{Code, Severity};
use crate::document::Location;
use crate::resolve;

/// Methods of every builder, and the fields it has besides its parameters.
const RESERVED_SETTERS: [&str; 21] = [
    "for_token",
    "request_with",
    "support",
    "options",
    "with_options",
    "send_leniently",
    "items_as",
    "client",
    "extra_parameters",
    "extra_parameter",
    "body",
    "send",
    "send_with_info",
    "stream",
    "stream_completed",
    "pages",
    "key_by",
    "to_request",
    "request",
    "new",
    "clone",
];

/// Headers that HTTP clients set themselves; OpenAPI says that parameters of these names are ignored.
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// The operators of a range.
const RANGE_OPERATORS: [&str; 4] = ["gt", "gte", "lt", "lte"];

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    struct_name: &str,
) -> Vec<Parameter> {
    let described = path_template::parameters(context, operation);
    let sent: Vec<&resolve::Parameter> = described
        .iter()
        .filter(|parameter| is_sent(context, parameter))
        .collect();
    let mut reserved: Vec<String> = RESERVED_SETTERS
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    if let Some(formats) = &operation.extensions.response_formats {
        reserved.extend(
            formats
                .formats
                .keys()
                .map(|format| format!("send_{format}")),
        );
    }
    reserved.extend(answers::form_methods(operation).into_values());
    let reserved: Vec<&str> = reserved.iter().map(String::as_str).collect();
    let mut scope = Scope::with_reserved(&reserved);
    let names = scope.take_all(
        sent.iter().map(|parameter| parameter.name.as_str()),
        Case::Snake,
    );
    let constants = Scope::with_reserved(&["OPERATION"])
        .take_all(names.iter().map(String::as_str), Case::Shouty);
    sent.into_iter()
        .zip(names)
        .zip(constants)
        .map(|((parameter, name), constant)| {
            // In a script without cases a constant would be called like the setter's argument.
            let constant = if constant == name { format!("{constant}_PARAMETER") } else { constant };
            let value = value_type(context, types, parameter, struct_name);
            let schema = &parameter.schema;
            let docs = Docs::new()
                .paragraph(
                    parameter
                        .description
                        .clone()
                        .or_else(|| schema.annotations.description.clone())
                        .unwrap_or_else(|| format!("The parameter `{}`.", parameter.name)),
                )
                .details(&schema.annotations);
            let docs = match writing::words(context, parameter) {
                Some(words) => docs.sentence(&words),
                None => docs,
            };
            let docs = if parameter.extensions.names_excluded_fields {
                docs.sentence(
                    "A field that is left out this way reads as `None`, or as its type's default where it is \
                     required.",
                )
            } else {
                docs
            };
            let docs = coverage_words(context, parameter, docs)
                .provenance(parameter.extensions.provenance.as_ref())
                .into_paragraphs();
            Parameter {
                wire_name: parameter.name.clone(),
                name,
                constant,
                location: writing::location(context, parameter),
                writing: writing::writing(context, parameter),
                value,
                required: parameter.required,
                implied_by_token: implied_by_token(context, parameter),
                role: ParameterRole::Caller,
                docs,
                deprecated: parameter.deprecated || schema.annotations.deprecated,
                personal: parameter.extensions.personal_data || schema.extensions.personal_data,
                examples: examples(context, parameter),
            }
        })
        .collect()
}

/// With which tokens a parameter need not be sent.
fn implied_by_token(context: &Context<'_>, parameter: &resolve::Parameter) -> Option<String> {
    let words = parameter.extensions.implied_by_token.clone()?;
    let (message, help) = if parameter.location == Location::Path {
        (
            "a token cannot imply a part of the path: there is no request without it",
            "remove the extension",
        )
    } else if !parameter.required {
        (
            "a token can only imply what is required",
            "remove the extension: an optional parameter can be left out anyway",
        )
    } else if words.trim().is_empty() {
        (
            "`x-implied-by-token` says with which tokens the parameter need not be sent",
            "write it in words: they become documentation",
        )
    } else {
        return Some(words);
    };
    context.diagnostics.fault(
        Code::InvalidExtension,
        &parameter.pointer.child("x-implied-by-token"),
        message,
        help,
        "the extension has no effect",
    );
    None
}

fn is_sent(context: &Context<'_>, parameter: &resolve::Parameter) -> bool {
    match parameter.location {
        Location::Path | Location::Query => true,
        Location::Cookie => writing::has_sendable_name(context, parameter),
        Location::Header => {
            let ignored = IGNORED_HEADERS
                .iter()
                .any(|known| parameter.name.eq_ignore_ascii_case(known));
            if ignored {
                context.diagnostics.report(
                    Severity::Note,
                    Code::UnsupportedKeyword,
                    &parameter.pointer,
                    format!(
                        "the client sets `{}` itself, as OpenAPI says",
                        parameter.name
                    ),
                    "",
                );
            }
            !ignored && writing::has_sendable_name(context, parameter)
        }
    }
}

fn value_type(
    context: &Context<'_>,
    types: &mut Types<'_>,
    parameter: &resolve::Parameter,
    struct_name: &str,
) -> Type {
    if let Some(text) = writing::text_type(context, parameter) {
        return text;
    }
    let value = types.use_of(
        &parameter.schema,
        &format!("{struct_name}_{}", parameter.name),
    );
    let operators = &parameter.extensions.query_operators;
    if operators.is_empty() {
        return value;
    }
    let place = parameter.pointer.child("x-query-operators");
    let unknown: Vec<&String> = operators
        .iter()
        .filter(|operator| !RANGE_OPERATORS.contains(&operator.as_str()))
        .collect();
    let scalar = matches!(
        value,
        Type::String | Type::Number(_) | Type::DateTime | Type::Date
    );
    if !unknown.is_empty() || operators.len() != RANGE_OPERATORS.len() || !scalar {
        context.diagnostics.fault(
            Code::InvalidExtension,
            &place,
            "a range takes the operators `gt`, `gte`, `lt` and `lte` on a text, a number or a date",
            "write `x-query-operators: [gt, gte, lt, lte]`",
            "the extension has no effect",
        );
        return value;
    }
    if !matches!(
        writing::location(context, parameter),
        ParameterLocation::Query(QueryStyle::Nested { .. } | QueryStyle::DeepObject)
    ) {
        context.diagnostics.fault(
            Code::InvalidExtension,
            &place,
            "a range is written in brackets: this parameter's style has none",
            "add `x-query-encoding: {}` or `style: deepObject`",
            "the extension has no effect",
        );
    }
    Type::Range(Box::new(value))
}

/// Who acts on a filter is worth a line where the filter is set.
fn coverage_words(context: &Context<'_>, parameter: &resolve::Parameter, docs: Docs) -> Docs {
    let Some(coverage) = &parameter.extensions.coverage else {
        return docs;
    };
    let name_of = |id: &String| {
        context
            .resolved
            .integrations
            .iter()
            .find(|integration| integration.id == *id)
            .map_or(id.as_str(), |integration| integration.name.as_str())
            .to_owned()
    };
    let list = |ids: &[String]| ids.iter().map(name_of).collect::<Vec<_>>().join(", ");
    let mut words = match coverage.count {
        Some(1) => "One integration acts on this".to_owned(),
        Some(count) => format!("{count} integrations act on this"),
        None if coverage.supported.is_empty() => {
            "It is not known which integrations act on this".to_owned()
        }
        None => "It is not known how many integrations act on this".to_owned(),
    };
    if !coverage.supported.is_empty() {
        words.push_str(&format!("; known: {}", list(&coverage.supported)));
    }
    if !coverage.required.is_empty() {
        words.push_str(&format!("; required by {}", list(&coverage.required)));
    }
    words.push_str(". An integration that does not support it ignores it without an error.");
    docs.sentence(&words)
}

fn examples(context: &Context<'_>, parameter: &resolve::Parameter) -> Vec<ParameterExample> {
    let names =
        Scope::default().take_all(parameter.examples.keys().map(String::as_str), Case::Snake);
    parameter
        .examples
        .values()
        .zip(names)
        .filter_map(|(example, name)| {
            let value = example.value.as_ref()?;
            // A range is a value or an object of them.
            let is_range = !parameter.extensions.query_operators.is_empty();
            let misfit = examples::misfit(context.resolved, &parameter.schema, value);
            if misfit.is_some() && !is_range {
                return None;
            }
            Some(ParameterExample {
                name,
                value: value.to_json_text(),
                query: example.query.clone()?,
            })
        })
        .collect()
}
