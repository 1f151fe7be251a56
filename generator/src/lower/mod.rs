//! From the resolved document to the crate to be emitted: names, kinds of types, methods.
//!
//! The last stage that knows OpenAPI.

mod answers;
mod bodies;
mod completions;
mod containment;
mod coverage;
mod docs;
mod examples;
mod extensions;
mod failures;
mod fixtures;
mod forms;
mod graph;
mod headers;
mod incoming;
mod links;
mod media_types;
mod multipart;
mod names;
mod operations;
mod pagination;
mod parameters;
mod path_template;
mod roles;
mod security;
mod sent;
mod servers;
mod statuses;
mod types;
mod union_cycles;
mod unions;
mod writing;

use crate::api::{Api, ErrorType, Integration, TypeKind};
use crate::bundle::ReadFile;
use crate::diagnostics::{Code, Diagnostics, Severity};
use crate::resolve::Resolved;
use crate::source::Pointer;
use failures::Failures;
use headers::UsualHeaders;
use names::{Case, Scope};
use types::Types;

/// What the parts of this stage share.
pub(crate) struct Context<'a> {
    resolved: &'a Resolved,
    diagnostics: &'a Diagnostics,
    read_file: &'a ReadFile<'a>,
}

/// Lowers the whole document.
pub(crate) fn lower(
    resolved: &Resolved,
    read_file: &ReadFile<'_>,
    diagnostics: &Diagnostics,
) -> Api {
    let context = Context {
        resolved,
        diagnostics,
        read_file,
    };
    let mut types = Types::new(resolved, diagnostics);
    types.define_named();
    let (declared, error) = error_type(&context, &types).unzip();
    let mut failures = Failures::of(resolved, declared.as_deref());
    let usual = failures.define_shared(&mut types);
    let error = error.or(usual);
    let usual_headers = UsualHeaders::of(&context, &mut types);
    let mut groups = operations::groups(&context, &mut types, &mut failures, &usual_headers);
    completions::lower(&context, &types, &mut groups);
    let incoming = incoming::lower(resolved, &mut types, &mut groups);
    let credentials = security::lower(&context, &mut groups);
    let servers = servers::lower(&context, &mut groups);
    examples::report(&context);
    let places = types.places();
    let mut definitions = types.definitions;
    union_cycles::break_union_cycles(&mut definitions, &places, diagnostics);
    containment::box_recursion(&mut definitions, &places, diagnostics);
    containment::mark_personal_data(&mut definitions);
    sent::keep_sent_nulls(&mut definitions, &groups);

    let info = &resolved.info;
    Api {
        title: info.title.clone(),
        version: crate_version(&info.version, diagnostics),
        description: info.description.clone().or_else(|| info.summary.clone()),
        remarks: remarks(resolved),
        license: info.license.clone(),
        base_url: base_url(resolved, diagnostics),
        servers,
        credentials,
        bearer: resolved.security.bearer.then(|| {
            resolved
                .security
                .description
                .clone()
                .unwrap_or_else(|| "The token is sent as `Authorization: Bearer`.".to_owned())
        }),
        integrations: integrations(resolved),
        types: definitions,
        groups,
        incoming,
        error,
        headers: usual_headers.headers,
    }
}

/// The address to use unless another is set. One without a host is none.
fn base_url(resolved: &Resolved, diagnostics: &Diagnostics) -> Option<String> {
    let url = resolved.servers.first()?.default_url();
    if servers::is_whole(&url) {
        // A variable without a value has been reported.
        return Some(url).filter(|url| !url.contains(['{', '}']));
    }
    diagnostics.warning(
        Code::InvalidValue,
        &Pointer::root().child("servers").child(0).child("url"),
        format!("`{url}` says no host; the address must be set when a client is built"),
        "write the whole address, for example `https://api.example.com/v1`",
    );
    None
}

fn integrations(resolved: &Resolved) -> Vec<Integration> {
    let constants = Scope::default().take_all(
        resolved
            .integrations
            .iter()
            .map(|integration| integration.name.as_str()),
        Case::Shouty,
    );
    resolved
        .integrations
        .iter()
        .zip(constants)
        .map(|(integration, constant)| Integration {
            id: integration.id.clone(),
            name: integration.name.clone(),
            constant,
        })
        .collect()
}

fn remarks(resolved: &Resolved) -> Vec<String> {
    let info = &resolved.info;
    let mut remarks = Vec::new();
    if let Some(terms) = &info.terms_of_service {
        remarks.push(format!("Terms of service: <{terms}>"));
    }
    for (key, text) in &info.contact {
        remarks.push(match *key {
            "url" | "email" => format!("Contact: <{text}>"),
            _ => format!("Contact: {text}"),
        });
    }
    if let Some(docs) = &resolved.external_docs {
        let what = docs.description.as_deref().unwrap_or("Documentation");
        remarks.push(format!(
            "{}: <{}>",
            what.trim_end_matches(['.', ':']),
            docs.url
        ));
    }
    remarks
}

/// A crate's version is a semantic version; a document's is any text.
fn crate_version(text: &str, diagnostics: &Diagnostics) -> String {
    let core = text.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    let semantic = numbers.len() == 3
        && numbers.iter().all(|number| {
            number
                .parse::<u64>()
                .is_ok_and(|value| value.to_string() == *number)
        })
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '.' | '-'));
    if semantic {
        return text.to_owned();
    }
    diagnostics.report(
        Severity::Note,
        Code::RenamedItem,
        &Pointer::root().child("info").child("version"),
        format!("`{text}` is not a semantic version; the crate gets 0.1.0"),
        "",
    );
    "0.1.0".to_owned()
}

/// The schema that says how to read error responses, by its name.
fn error_type(context: &Context<'_>, types: &Types<'_>) -> Option<(String, ErrorType)> {
    let mut found: Option<(String, ErrorType)> = None;
    for (name, schema) in &context.resolved.schemas {
        let Some(body) = &schema.extensions.error_body else {
            continue;
        };
        let place = schema.pointer.child("x-error-body");
        let Some(type_name) = types.rust_name(name) else {
            continue;
        };
        if found.is_some() {
            context.diagnostics.fault(
                Code::InvalidExtension,
                &place,
                "a second schema says how errors are read",
                "`x-error-body` stands on one schema",
                "the extension has no effect",
            );
            continue;
        }
        let definition = types
            .definitions
            .iter()
            .find(|definition| definition.name == type_name);
        let fields: Vec<&str> = match definition.map(|definition| &definition.kind) {
            Some(TypeKind::Struct(structure)) => structure
                .fields
                .iter()
                .map(|field| field.wire_name.as_str())
                .collect(),
            _ => Vec::new(),
        };
        for (key, property) in [
            ("message", &body.message),
            ("raw", &body.raw),
            ("provider-fault", &body.provider_fault),
        ] {
            if let Some(property) = property
                && !fields.contains(&property.as_str())
            {
                context.diagnostics.fault(
                    Code::InvalidExtension,
                    &place.child(key),
                    format!("`{name}` has no property `{property}`"),
                    format!("it has {}", fields.join(", ")),
                    "the extension has no effect",
                );
            }
        }
        let error = ErrorType {
            type_name,
            is_declared: true,
            message: body.message.clone(),
            raw: body.raw.clone(),
            provider_fault: body.provider_fault.clone(),
        };
        found = Some((name.clone(), error));
    }
    found
}

#[cfg(test)]
mod tests;
