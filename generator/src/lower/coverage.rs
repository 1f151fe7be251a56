//! What is known of the systems behind, as data.

use super::Context;
use crate::api::{Coverage, ParameterCoverage};
use crate::diagnostics::Code;
use crate::document;
use crate::resolve;
use crate::source::Pointer;

pub(super) fn lower(context: &Context<'_>, operation: &resolve::Operation) -> Option<Coverage> {
    let mut parameters = Vec::new();
    for parameter in &operation.parameters {
        if let Some(coverage) = &parameter.extensions.coverage {
            add(context, &parameter.name, coverage, &mut parameters);
        }
    }
    let partial = operation.extensions.coverage.as_ref();
    if let Some(coverage) = partial {
        check(
            context,
            listed(&coverage.partial, coverage.pointer.child("partial")),
        );
    }
    if partial.is_none() && parameters.is_empty() {
        return None;
    }
    Some(Coverage {
        partial: partial
            .map(|coverage| coverage.partial.clone())
            .unwrap_or_default(),
        parameters,
    })
}

fn add(
    context: &Context<'_>,
    name: &str,
    coverage: &document::ParameterCoverage,
    into: &mut Vec<ParameterCoverage>,
) {
    check(
        context,
        listed(&coverage.supported, coverage.pointer.child("supported")),
    );
    check(
        context,
        listed(&coverage.required, coverage.pointer.child("required")),
    );
    let notes = coverage.pointer.child("notes");
    check(
        context,
        coverage.notes.keys().map(|id| (id, notes.child(id))),
    );
    for (index, id) in coverage.required.iter().enumerate() {
        if !coverage.supported.contains(id) {
            context.diagnostics.fault(
                Code::InvalidExtension,
                &coverage.pointer.child("required").child(index),
                format!("`{id}` requires `{name}`, but is not among those that support it"),
                "add it to `supported`",
                "it is left as it is",
            );
        }
    }
    if let Some(count) = coverage.count
        && count < coverage.supported.len() as u64
    {
        context.diagnostics.fault(
            Code::InvalidExtension,
            &coverage.pointer.child("count"),
            format!(
                "{count} is less than the {} that are listed",
                coverage.supported.len()
            ),
            "",
            "it is left as it is",
        );
    }
    into.push(ParameterCoverage {
        parameter: name.to_owned(),
        supported: coverage.supported.clone(),
        required: coverage.required.clone(),
        count: coverage.count,
        notes: coverage
            .notes
            .iter()
            .map(|(id, text)| (id.clone(), text.clone()))
            .collect(),
    });
    for (key, inner) in &coverage.fields {
        add(context, &format!("{name}[{key}]"), inner, into);
    }
}

/// Every id must be one of `x-integrations`; each comes with its own place.
fn check<'i>(context: &Context<'_>, ids: impl Iterator<Item = (&'i String, Pointer)>) {
    for (id, place) in ids {
        let known = context
            .resolved
            .integrations
            .iter()
            .any(|integration| integration.id == *id);
        if !known {
            context.diagnostics.fault(
                Code::InvalidExtension,
                &place,
                format!("`{id}` is not an integration of `x-integrations`"),
                "add it there, or correct the name",
                "it is left as it is",
            );
        }
    }
}

fn listed(ids: &[String], list: Pointer) -> impl Iterator<Item = (&String, Pointer)> {
    ids.iter()
        .enumerate()
        .map(move |(index, id)| (id, list.child(index)))
}
