//! Paging, keyed results, other formats and the example program of an operation.

use super::Context;
use super::names::{Case, name};
use super::types::Types;
use crate::api::{
    ExampleProgram, Format, Formats, Operation, Pagination, ParameterLocation, ParameterRole,
    Presence, ResponseBody, Struct, Type, TypeKind,
};
use crate::diagnostics::Code;
use crate::document::{self, FormatKind};
use crate::resolve;
use crate::source::Pointer;

pub(super) fn lower(
    context: &Context<'_>,
    types: &mut Types<'_>,
    operation: &resolve::Operation,
    lowered: &mut Operation,
) {
    let extensions = &operation.extensions;
    if let Some(pagination) = &extensions.pagination {
        lowered.pagination = paging(context, types, pagination, lowered);
    }
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
            Some(pagination) => pagination.key_parameter = parameter,
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

/// The index of a query parameter that an extension names; its role is then the extension's.
fn set_role(
    context: &Context<'_>,
    lowered: &mut Operation,
    wanted: &str,
    place: &Pointer,
    role: ParameterRole,
) -> Option<usize> {
    let found = lowered
        .parameters
        .iter_mut()
        .enumerate()
        .find(|(_, parameter)| {
            parameter.wire_name == wanted
                && matches!(parameter.location, ParameterLocation::Query(_))
        });
    match found {
        Some((index, parameter)) => {
            parameter.role = role;
            Some(index)
        }
        None => {
            context.diagnostics.fault(
                Code::InvalidExtension,
                place,
                format!("this operation has no query parameter `{wanted}`"),
                "",
                "the extension has no effect",
            );
            None
        }
    }
}

fn paging(
    context: &Context<'_>,
    types: &mut Types<'_>,
    pagination: &document::Pagination,
    lowered: &mut Operation,
) -> Option<Pagination> {
    let place = &pagination.pointer;
    let cursor_parameter = set_role(
        context,
        lowered,
        &pagination.parameter,
        &place.child("parameter"),
        ParameterRole::Cursor,
    );
    let page = match &lowered.response {
        ResponseBody::Json(Type::Named(page)) => page.clone(),
        _ => {
            context.diagnostics.fault(
                Code::InvalidExtension,
                place,
                "only a response that is a JSON object with named properties has pages",
                "",
                "the extension has no effect",
            );
            return None;
        }
    };
    let Some(structure) = structure_of(types, &page) else {
        context.diagnostics.fault(
            Code::InvalidExtension,
            place,
            format!("`{page}` is not an object with properties, so it has no items and no cursor"),
            "",
            "the extension has no effect",
        );
        return None;
    };
    let index_of = |structure: &Struct, wire_name: &str| {
        structure
            .fields
            .iter()
            .position(|field| field.wire_name == wire_name)
    };
    if index_of(structure, &pagination.next_cursor).is_none() {
        context.diagnostics.fault(
            Code::InvalidExtension,
            &place.child("next-cursor"),
            format!("`{page}` has no property `{}`", pagination.next_cursor),
            "",
            "the extension has no effect",
        );
    }
    let items = index_of(structure, &pagination.items);
    let item = items
        .and_then(|index| structure.fields.get(index))
        .and_then(|field| match &field.value {
            Type::List(item) if field.presence == Presence::Required => Some((**item).clone()),
            _ => None,
        });
    let (Some(items), Some(item)) = (items, item) else {
        context.diagnostics.fault(
            Code::InvalidExtension,
            &place.child("items"),
            format!("`{}` of `{page}` is not a required array", pagination.items),
            "the items of a page stand in an array that is always there",
            "the extension has no effect",
        );
        return None;
    };
    structure.items = Some(items);
    Some(Pagination {
        page,
        item,
        items: pagination.items.clone(),
        next_cursor: pagination.next_cursor.clone(),
        cursor_parameter: cursor_parameter?,
        key_parameter: None,
    })
}

fn structure_of<'t>(types: &'t mut Types<'_>, name: &str) -> Option<&'t mut Struct> {
    types
        .definitions
        .iter_mut()
        .find(|definition| definition.name == name)
        .and_then(|definition| match &mut definition.kind {
            TypeKind::Struct(structure) => Some(structure),
            _ => None,
        })
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
