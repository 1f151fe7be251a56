//! Groups, methods, bodies and responses.

use indexmap::IndexMap;

use super::docs::Docs;
use super::failures::Failures;
use super::headers::UsualHeaders;
use super::names::{Case, Scope, name, same_noun, words};
use super::types::Types;
use super::{
    Context, answers, bodies, coverage, extensions, fixtures, links, pagination, parameters,
};
use crate::api::{Group, Operation, RUNTIME_NAMES};
use crate::diagnostics::{Code, Severity};
use crate::resolve::{self, MediaType};

/// The tag of operations that have none.
const NO_TAG: &str = "general";

/// Names at the root of the crate and on the client that a group cannot have.
const RESERVED_GROUPS: [&str; 11] = [
    "models",
    "coverage",
    "client",
    "error",
    "new",
    "builder",
    "runtime",
    "mod",
    "std",
    "operations",
    "oas_runtime",
];

/// Methods that the struct of a group has already, or that traits of the prelude give to every
/// value: those take it by value, and so would come before a method that borrows it.
const RESERVED_METHODS: [&str; 3] = ["new", "into", "try_into"];

/// What the file of a group speaks of by these names.
const RESERVED_MODULES: [&str; 3] = ["mod", "models", "oas_runtime"];

pub(super) fn groups(
    context: &Context<'_>,
    types: &mut Types<'_>,
    failures: &mut Failures,
    usual_headers: &UsualHeaders,
) -> Vec<Group> {
    let ids = ids(context);
    let constants = Scope::default().take_all(ids.iter().map(String::as_str), Case::Shouty);

    let mut by_tag: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for tag in &context.resolved.tags {
        by_tag.entry(&tag.name).or_default();
    }
    for (index, operation) in context.resolved.operations.iter().enumerate() {
        let tag = operation.tags.first().map_or(NO_TAG, String::as_str);
        by_tag.entry(tag).or_default().push(index);
    }
    by_tag.retain(|_, operations| !operations.is_empty());

    let modules =
        Scope::with_reserved(&RESERVED_GROUPS).take_all(by_tag.keys().copied(), Case::Module);
    // A group's struct stands in one module with the structs of its operations.
    let beside = pagination::structs_beside_builders(context, &ids);
    let mut reserved = RUNTIME_NAMES.to_vec();
    reserved.extend(beside.iter().map(String::as_str));
    let mut structs = Scope::with_reserved(&reserved);
    let group_structs = structs.take_all(by_tag.keys().copied(), Case::UpperCamel);
    let struct_names = structs.take_all(ids.iter().map(String::as_str), Case::UpperCamel);
    let beside = |structs: &mut Scope, what: &str| -> Vec<String> {
        let wanted = struct_names.iter().map(|name| format!("{name}{what}"));
        wanted
            .map(|wanted| structs.take(&wanted, Case::UpperCamel))
            .collect()
    };
    let answer_names = beside(&mut structs, "Answer");
    let failure_names = beside(&mut structs, "Failure");
    let header_names = beside(&mut structs, "Headers");
    let body_names = bodies::names(context, &ids, &mut structs);
    let mut groups = Vec::new();
    for (((tag, indices), module), struct_name) in
        by_tag.into_iter().zip(modules).zip(group_structs)
    {
        let group_ids: Vec<&str> = indices
            .iter()
            .filter_map(|index| ids.get(*index))
            .map(String::as_str)
            .collect();
        let methods = method_names(tag, &group_ids);
        let reserved: Vec<&str> = methods.iter().map(String::as_str).collect();
        let mut token_methods = Scope::with_reserved(&reserved);
        let mut module_names = Scope::with_reserved(&RESERVED_MODULES);
        // A module in a module of its own name confuses people, and clippy says so.
        module_names.take(&module, Case::Module);
        let mut operations = Vec::new();
        for (index, method_name) in indices.iter().zip(methods.iter().cloned()) {
            let (Some(operation), Some(id)) =
                (context.resolved.operations.get(*index), ids.get(*index))
            else {
                continue;
            };
            let named = Named {
                id: id.clone(),
                struct_name: struct_names.get(*index).cloned().unwrap_or_default(),
                answer: answer_names.get(*index).cloned().unwrap_or_default(),
                failure: failure_names.get(*index).cloned().unwrap_or_default(),
                headers: header_names.get(*index).cloned().unwrap_or_default(),
                constant: constants.get(*index).cloned().unwrap_or_default(),
                module: module_names.take(&name(&method_name, Case::Module), Case::Module),
                method_name,
                body: body_names.get(*index).cloned().unwrap_or_default(),
            };
            let mut lowered =
                lower_operation(context, types, failures, usual_headers, operation, named);
            let mut parameters = lowered.parameters.iter();
            if parameters.any(|parameter| parameter.implied_by_token.is_some()) {
                let wanted = format!("{}_for_token", lowered.method_name);
                lowered.token_method = Some(token_methods.take(&wanted, Case::Snake));
            }
            operations.push(lowered);
        }
        let declared = context.resolved.tags.iter().find(|known| known.name == tag);
        let summary = declared.and_then(|known| known.summary.clone());
        let description = declared.and_then(|known| known.description.clone());
        groups.push(Group {
            docs: Docs::new()
                .optional(summary.as_ref())
                .paragraph(match (description, &summary) {
                    (Some(description), _) => description,
                    (None, Some(_)) => String::new(),
                    (None, None) => format!("The operations of `{tag}`."),
                })
                .external(declared.and_then(|known| known.external_docs.as_ref()))
                .into_paragraphs(),
            tag: tag.to_owned(),
            struct_name,
            module,
            operations,
        });
    }
    groups
}

/// The names of one operation.
struct Named {
    id: String,
    struct_name: String,
    answer: String,
    failure: String,
    headers: String,
    constant: String,
    module: String,
    method_name: String,
    body: bodies::BodyNames,
}

/// The id of each operation; where the document gives none, or one that is taken, one made
/// of method and path.
fn ids(context: &Context<'_>) -> Vec<String> {
    let mut first_places: IndexMap<&str, String> = IndexMap::new();
    let mut ids = Vec::new();
    for operation in &context.resolved.operations {
        let here = format!("{} {}", operation.http_method(), operation.path);
        let Some(id) = &operation.id else {
            let made = id_of_place(operation);
            context.diagnostics.report(
                Severity::Note,
                Code::RenamedItem,
                &operation.pointer,
                format!("an operation without id is named `{made}`"),
                "add an `operationId`: a name made of the path changes with it",
            );
            ids.push(made);
            continue;
        };
        if let Some(first) = first_places.get(id.as_str()) {
            let made = id_of_place(operation);
            context.diagnostics.fault(
                Code::DuplicateOperationId,
                &operation.pointer.child("operationId"),
                format!("the operation id `{id}` is taken by {first}"),
                "an operation id names one operation; give this one another",
                format!("this one is named `{made}`, after its path"),
            );
            ids.push(made);
        } else {
            first_places.insert(id, here);
            ids.push(id.clone());
        }
    }
    ids
}

/// A name for an operation, made of its method and its path.
fn id_of_place(operation: &resolve::Operation) -> String {
    let path: Vec<&str> = operation
        .path
        .split('/')
        .map(|segment| segment.trim_matches(['{', '}']))
        .filter(|segment| !segment.is_empty())
        .collect();
    let method = operation.http_method().to_lowercase();
    name(&format!("{method} {}", path.join(" ")), Case::Snake)
}

/// `listCandidates` in the group `candidates` is `list`; where several operations would be called so,
/// the one of the shortest id is, and the others by their whole ids: so most that are added leave
/// the names that there are.
fn method_names(tag: &str, ids: &[&str]) -> Vec<String> {
    let tag_words = words(tag);
    let short = |id: &str| {
        let id_words = words(id);
        let rest: Vec<String> = id_words
            .iter()
            .filter(|word| !tag_words.iter().any(|tag_word| same_noun(word, tag_word)))
            .cloned()
            .collect();
        let removed_all = id_words.len() - rest.len() == tag_words.len();
        (removed_all && !rest.is_empty()).then(|| name(&rest.join("_"), Case::Snake))
    };
    let shorts: Vec<String> = ids
        .iter()
        .map(|id| short(id).unwrap_or_else(|| name(id, Case::Snake)))
        .collect();
    let is_first = |candidate: &String, id: &str| {
        let others = shorts
            .iter()
            .zip(ids)
            .filter(|(other, _)| *other == candidate);
        others.map(|(_, other)| (other.len(), *other)).min() == Some((id.len(), id))
    };
    let chosen: Vec<String> = shorts
        .iter()
        .zip(ids)
        .map(|(candidate, id)| {
            if is_first(candidate, id) {
                candidate.clone()
            } else {
                name(id, Case::Snake)
            }
        })
        .collect();
    Scope::with_reserved(&RESERVED_METHODS).take_all(chosen.iter().map(String::as_str), Case::Snake)
}

fn lower_operation(
    context: &Context<'_>,
    types: &mut Types<'_>,
    failures: &mut Failures,
    usual_headers: &UsualHeaders,
    operation: &resolve::Operation,
    named: Named,
) -> Operation {
    let parameters = parameters::lower(context, types, operation, &named.struct_name);
    let docs = Docs::new()
        .paragraph(
            operation
                .summary
                .clone()
                .unwrap_or_else(|| format!("The operation `{}`.", named.id)),
        )
        .optional(operation.description.as_ref())
        .paragraph(format!("`{} {}`", operation.http_method(), operation.path))
        .external(operation.external_docs.as_ref())
        .into_paragraphs();
    let body = operation
        .request_body
        .as_ref()
        .and_then(|body| bodies::lower(context, types, body, &named.struct_name, &named.body));
    let struct_name = named.struct_name.as_str();
    let successes = answers::lower(context, types, operation, struct_name, &named.answer);
    let failure = failures.lower(types, operation, struct_name, &named.failure);
    let headers = usual_headers.lower(context, types, operation, struct_name, &named.headers);
    let mut lowered = Operation {
        id: named.id,
        method_name: named.method_name,
        token_method: None,
        struct_name: named.struct_name,
        module: named.module,
        constant: named.constant,
        http_method: operation.http_method(),
        path: operation.path.clone(),
        docs,
        answers: answers(operation),
        deprecated: operation.deprecated,
        security: None,
        server: None,
        parameters,
        body,
        response: successes.response,
        accept: successes.accept,
        other_forms: successes.other_forms,
        failure,
        headers,
        pagination: None,
        completion: None,
        formats: None,
        coverage: None,
        example_program: None,
        fixtures: Vec::new(),
    };
    extensions::lower(context, types, operation, &mut lowered);
    lowered.coverage = coverage::lower(context, operation);
    lowered.fixtures = fixtures::lower(context, operation, &lowered);
    lowered
}

/// The answers that the document describes, with their headers.
fn answers(operation: &resolve::Operation) -> Vec<String> {
    let mut headers: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for (status, response) in &operation.responses {
        let words = response.description.as_deref().unwrap_or_default();
        let words = words.split("\n\n").next().unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.push(if words.is_empty() {
            format!("- `{status}`")
        } else {
            format!("- `{status}`: {words}")
        });
        for name in response.headers.keys() {
            if !headers.contains(&name.as_str()) {
                headers.push(name);
            }
        }
    }
    let mut paragraphs = Vec::new();
    if !lines.is_empty() {
        paragraphs.push(format!("Answers:\n\n{}", lines.join("\n")));
    }
    if !headers.is_empty() {
        let headers: Vec<String> = headers
            .iter()
            .map(|name| format!("`{}`", name.replace('`', "")))
            .collect();
        paragraphs.push(format!("Headers of answers: {}.", headers.join(", ")));
    }
    if operation.responses.keys().any(|key| key.starts_with('3')) {
        paragraphs.push(
            "A redirect within the same origin is followed. What is not followed, or is no redirect, is an \
             error with that status, its headers and its body."
                .to_owned(),
        );
    }
    paragraphs.extend(links::words(operation));
    paragraphs
}

impl resolve::Operation {
    pub(super) fn http_method(&self) -> &'static str {
        self.method.as_str()
    }
}

pub(super) fn json_entry(content: &IndexMap<String, MediaType>) -> Option<(&String, &MediaType)> {
    content
        .iter()
        .find(|(name, _)| is_json(name))
        .or_else(|| content.iter().find(|(name, _)| *name == "*/*"))
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}
