//! Paging, keyed results, other formats and the example program of an operation.

use super::Context;
use super::names::{Case, name};
use super::pagination;
use super::roles::{set_role, structure_of};
use super::types::Types;
use crate::api::{ExampleProgram, Format, Formats, Operation, ParameterRole, Presence, Type};
use crate::diagnostics::Code;
use crate::document::{self, FormatKind};
use crate::resolve;

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    lowered: &mut Operation,
) {
    let extensions = &operation.extensions;
    lowered.pagination = pagination::lower(context, types, operation, lowered);
    check_excluded_fields(context, types, operation, lowered);
    if let Some(key_by) = &extensions.key_by {
        let place = key_by.pointer.child("parameter");
        let parameter = set_role(
            context,
            lowered,
            &key_by.parameter,
            &place,
            ParameterRole::KeyBy,
        );
        match &mut lowered.pagination {
            Some(pagination) if pagination.open_page.is_some() => {
                pagination.key_parameter = parameter;
            }
            Some(_) => context.diagnostics.fault(
                Code::InvalidExtension,
                &key_by.pointer,
                "only items in a required array, a property of the page itself, can be keyed",
                "",
                "the extension has no effect",
            ),
            None => context.diagnostics.fault(
                Code::InvalidExtension,
                &key_by.pointer,
                "`x-key-by` says how items are keyed, but this operation has no `x-pagination` that names the items",
                "", "the extension has no effect",),
        }
    }
    if let Some(formats) = &extensions.response_formats {
        lowered.formats = response_formats(context, formats, lowered);
    }
    check_implied(context, operation, lowered);
    if let Some(program) = &extensions.example_program {
        lowered.example_program = example_program(context, types, program, lowered);
    }
}

/// What methods set is no argument, so there is no method without that argument.
fn check_implied(context: &Context<'_>, operation: &resolve::Operation, lowered: &mut Operation) {
    for parameter in &mut lowered.parameters {
        let set_by_methods = matches!(parameter.role, ParameterRole::KeyBy | ParameterRole::Format);
        if !set_by_methods || parameter.implied_by_token.take().is_none() {
            continue;
        }
        let described = operation
            .parameters
            .iter()
            .find(|described| described.name == parameter.wire_name);
        if let Some(described) = described {
            context.diagnostics.fault(
                Code::InvalidExtension,
                &described.pointer.child("x-implied-by-token"),
                format!(
                    "`{}` is set by methods of its own, so no token implies it",
                    described.name
                ),
                "remove the extension",
                "the extension has no effect",
            );
        }
    }
}

/// A parameter that leaves fields out of the items makes every required one optional in truth.
fn check_excluded_fields(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    lowered: &Operation,
) {
    let excluding = operation
        .parameters
        .iter()
        .find(|parameter| parameter.extensions.names_excluded_fields);
    let item = lowered
        .pagination
        .as_ref()
        .and_then(|pagination| pagination.item.named());
    let (Some(parameter), Some(item)) = (excluding, item.map(str::to_owned)) else {
        return;
    };
    let Some(structure) = structure_of(types, &item) else {
        return;
    };
    for field in structure
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
    {
        context.diagnostics.fault(
            Code::InvalidExtension,
            &parameter.pointer.child("x-names-excluded-fields"),
            format!(
                "`{}` can leave `{}` out of `{item}`, which could then not be read",
                parameter.name, field.wire_name
            ),
            format!("add `x-required-may-be-absent: true` to the schema of `{item}`"),
            "the extension has no effect",
        );
    }
}

fn response_formats(
    context: &Context<'_>,
    formats: &document::ResponseFormats,
    lowered: &mut Operation,
) -> Option<Formats> {
    let parameter = set_role(
        context,
        lowered,
        &formats.parameter,
        &formats.pointer.child("parameter"),
        ParameterRole::Format,
    )?;
    Some(Formats {
        parameter,
        formats: formats
            .formats
            .iter()
            .filter(|(_, kind)| **kind != FormatKind::Page)
            .map(|(wire_name, kind)| Format {
                wire_name: wire_name.clone(),
                method_name: format!("send_{}", name(wire_name, Case::Snake)),
                json: *kind == FormatKind::Json,
            })
            .collect(),
    })
}

fn example_program(
    context: &Context<'_>,
    types: &mut Types<'_>,
    program: &document::ExampleProgram,
    lowered: &Operation,
) -> Option<ExampleProgram> {
    let Some(pagination) = &lowered.pagination else {
        context.diagnostics.fault(
            Code::InvalidExtension,
            &program.pointer,
            "an example program lists items, but this operation has no `x-pagination`",
            "",
            "the extension has no effect",
        );
        return None;
    };
    let mut flags = Vec::new();
    for (flag, wire_name) in &program.flags {
        let index = lowered
            .parameters
            .iter()
            .position(|parameter| parameter.wire_name == *wire_name);
        let usable = index
            .and_then(|index| lowered.parameters.get(index))
            .is_some_and(|parameter| matches!(parameter.value, Type::String | Type::Number(_)));
        match index {
            Some(index) if usable => flags.push((flag.clone(), index)),
            _ => context.diagnostics.fault(
                Code::InvalidExtension,
                &program.pointer.child("flags").child(flag),
                format!("`{wire_name}` is not a parameter that is a text or a number"),
                "",
                "the extension has no effect",
            ),
        }
    }
    for parameter in &lowered.parameters {
        let set = program
            .flags
            .values()
            .any(|wire_name| *wire_name == parameter.wire_name);
        if parameter.required && !set {
            context.diagnostics.fault(
                Code::InvalidExtension,
                &program.pointer.child("flags"),
                format!(
                    "no flag sets the required parameter `{}`",
                    parameter.wire_name
                ),
                "",
                "the extension has no effect",
            );
        }
    }
    let item = pagination.item.named().unwrap_or_default().to_owned();
    let fields: Vec<(String, String)> = structure_of(types, &item)
        .map(|structure| {
            structure
                .fields
                .iter()
                .map(|field| (field.wire_name.clone(), field.name.clone()))
                .collect()
        })
        .unwrap_or_default();
    let mut columns = Vec::new();
    for (index, column) in program.columns.iter().enumerate() {
        match fields.iter().find(|(wire_name, _)| wire_name == column) {
            Some((_, field_name)) => columns.push(field_name.clone()),
            None => context.diagnostics.fault(
                Code::InvalidExtension,
                &program.pointer.child("columns").child(index),
                format!("an item has no property `{column}`"),
                "",
                "the extension has no effect",
            ),
        }
    }
    Some(ExampleProgram {
        token_variable: program.token_variable.clone(),
        flags,
        columns,
    })
}
