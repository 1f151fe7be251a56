//! What extensions of an operation name: a parameter of it, a struct of the crate.

use super::Context;
use super::types::Types;
use crate::api::{Operation, ParameterLocation, ParameterRole, Struct, Type, TypeKind};
use crate::diagnostics::Code;
use crate::source::Pointer;

/// The index of a query parameter that an extension names.
pub(super) fn parameter_named(
    context: &Context<'_>,
    lowered: &Operation,
    wanted: &str,
    place: &Pointer,
) -> Option<usize> {
    let found = query_parameter(lowered, wanted);
    if found.is_none() {
        context.diagnostics.fault(
            Code::InvalidExtension,
            place,
            format!("this operation has no query parameter `{wanted}`"),
            "",
            "the extension has no effect",
        );
    }
    found
}

/// The index of a query parameter.
pub(super) fn query_parameter(lowered: &Operation, wanted: &str) -> Option<usize> {
    lowered.parameters.iter().position(|parameter| {
        parameter.wire_name == wanted && matches!(parameter.location, ParameterLocation::Query(_))
    })
}

/// The index of a query parameter that an extension names; its role is then the extension's.
pub(super) fn set_role(
    context: &Context<'_>,
    lowered: &mut Operation,
    wanted: &str,
    place: &Pointer,
    role: ParameterRole,
) -> Option<usize> {
    let index = parameter_named(context, lowered, wanted, place)?;
    lowered.parameters.get_mut(index)?.role = role;
    Some(index)
}

/// The struct of this name, if that is one.
pub(super) fn structure_of<'t>(types: &'t mut Types<'_>, name: &str) -> Option<&'t mut Struct> {
    types
        .definitions
        .iter_mut()
        .find(|definition| definition.name == name)
        .and_then(|definition| match &mut definition.kind {
            TypeKind::Struct(structure) => Some(structure),
            _ => None,
        })
}

/// A type by what it is, whatever names it has.
pub(super) fn without_aliases(types: &Types<'_>, value: &Type) -> Type {
    let mut current = value;
    for _ in 0..types.definitions.len() + 1 {
        let Type::Named(name) = current else {
            break;
        };
        let definition = types
            .definitions
            .iter()
            .find(|definition| definition.name == *name);
        match definition.map(|definition| &definition.kind) {
            Some(TypeKind::Alias(target)) => current = target,
            _ => break,
        }
    }
    current.clone()
}
