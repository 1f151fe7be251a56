//! `x-completed-by`: joins a list of partial records to the operation that gives a whole one.
//!
//! It looks at two operations at once, so it comes after all of them are known.

use super::Context;
use super::types::Types;
use crate::api::{
    Completion, CompletionArgument, Group, Operation, Parameter, ParameterRole, Presence,
    ResponseBody, Type, TypeKind,
};
use crate::diagnostics::Code;
use crate::document::CompletedBy;
use crate::source::Pointer;

pub(super) fn lower(context: &Context<'_>, types: &Types<'_>, groups: &mut [Group]) {
    for described in &context.resolved.operations {
        let Some(extension) = &described.extensions.completed_by else {
            continue;
        };
        let is_described = |operation: &Operation| {
            operation.path == described.path && operation.http_method == described.http_method()
        };
        let all = || {
            groups.iter().flat_map(|group| {
                let operations = group.operations.iter();
                operations.map(|operation| (group.module.as_str(), operation))
            })
        };
        let Some((_, list)) = all().find(|(_, operation)| is_described(operation)) else {
            continue;
        };
        let target = all().find(|(_, operation)| operation.id == extension.operation);
        let completion = match target {
            Some((module, target)) => join(extension, types, list, module, target),
            None => Err(Refusal::at(
                extension.pointer.child("operation"),
                format!("there is no operation `{}`", extension.operation),
            )),
        };
        match completion {
            Ok(completion) => {
                let operations = groups.iter_mut().flat_map(|group| &mut group.operations);
                for operation in operations.filter(|operation| is_described(operation)) {
                    operation.completion = Some(completion.clone());
                }
            }
            Err(refusal) => context.diagnostics.fault(
                Code::InvalidExtension,
                &refusal.place,
                refusal.message,
                "",
                "the extension has no effect",
            ),
        }
    }
}

/// Why the two cannot be joined.
struct Refusal {
    place: Pointer,
    message: String,
}

impl Refusal {
    fn at(place: Pointer, message: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
        }
    }
}

fn join(
    extension: &CompletedBy,
    types: &Types<'_>,
    list: &Operation,
    module: &str,
    target: &Operation,
) -> Result<Completion, Refusal> {
    let place = |name: &str| extension.pointer.child(name);
    let id = &extension.operation;
    let (field, field_is_optional) = field_of_item(extension, types, list)?;
    let whole = match (&target.response, &target.pagination, &target.body) {
        (ResponseBody::Json(whole), None, None) => whole.clone(),
        _ => {
            return Err(Refusal::at(
                place("operation"),
                format!("`{id}` is no operation without a body that answers with one JSON record"),
            ));
        }
    };
    let record = parameter(target, &extension.parameter).filter(|record| {
        let is_set_by_caller = record.required && record.implied_by_token.is_none();
        is_set_by_caller && record.value == Type::String
    });
    if record.is_none() {
        return Err(Refusal::at(
            place("parameter"),
            format!(
                "`{id}` has no required parameter `{}` that is a text",
                extension.parameter
            ),
        ));
    }
    let mut setters = Vec::new();
    for (index, name) in extension.parameters.iter().enumerate() {
        let here = || place("parameters").child(index.to_string());
        let (Some(own), Some(other)) = (parameter(list, name), parameter(target, name)) else {
            let message = format!("`{name}` is no parameter of both operations");
            return Err(Refusal::at(here(), message));
        };
        let roles = [own.role, other.role];
        let is_same = own.value == other.value
            && own.required == other.required
            && own.implied_by_token.is_some() == other.implied_by_token.is_some()
            && roles == [ParameterRole::Caller; 2];
        if !is_same || matches!(own.value, Type::Json) {
            let message = format!("`{name}` cannot go over: it is not the same in both operations");
            return Err(Refusal::at(here(), message));
        }
        if !own.required {
            setters.push((other.name.clone(), own.name.clone()));
        }
    }
    let mut arguments = Vec::new();
    let mut all_arguments = Vec::new();
    for other in target.parameters.iter().filter(|other| other.required) {
        let name = &other.wire_name;
        if *name == extension.parameter {
            arguments.push(CompletionArgument::Record);
            all_arguments.push(CompletionArgument::Record);
            continue;
        }
        let own = parameter(list, name).filter(|_| extension.parameters.contains(name));
        let Some(own) = own else {
            return Err(Refusal::at(
                place("parameters"),
                format!("`{id}` requires `{name}`, which is not among these"),
            ));
        };
        if other.implied_by_token.is_some() {
            all_arguments.push(CompletionArgument::Implied(own.name.clone()));
        } else {
            arguments.push(CompletionArgument::Field(own.name.clone()));
            all_arguments.push(CompletionArgument::Field(own.name.clone()));
        }
    }
    Ok(Completion {
        operation: id.clone(),
        module: module.to_owned(),
        struct_name: target.struct_name.clone(),
        from: extension.from.clone(),
        field,
        field_is_optional,
        whole,
        all_arguments: target.token_method.is_some().then_some(all_arguments),
        arguments,
        setters,
    })
}

/// The field of an item that says which record it is, and whether it is an `Option`.
fn field_of_item(
    extension: &CompletedBy,
    types: &Types<'_>,
    list: &Operation,
) -> Result<(String, bool), Refusal> {
    let (Some(pagination), None) = (&list.pagination, &list.body) else {
        return Err(Refusal::at(
            extension.pointer.clone(),
            "only the items of a list in pages, asked for without a body, can be completed",
        ));
    };
    let definition = pagination.item.named().and_then(|name| {
        let mut definitions = types.definitions.iter();
        definitions.find(|definition| definition.name == name)
    });
    let field = definition.and_then(|definition| match &definition.kind {
        TypeKind::Struct(structure) => structure
            .fields
            .iter()
            .find(|field| field.wire_name == extension.from && field.value == Type::String),
        _ => None,
    });
    match field {
        Some(field) => Ok((field.name.clone(), field.presence == Presence::Optional)),
        None => Err(Refusal::at(
            extension.pointer.child("from"),
            format!(
                "an item of this list has no property `{}` that is a text",
                extension.from
            ),
        )),
    }
}

fn parameter<'o>(operation: &'o Operation, wire_name: &str) -> Option<&'o Parameter> {
    let mut parameters = operation.parameters.iter();
    parameters.find(|parameter| parameter.wire_name == wire_name)
}
