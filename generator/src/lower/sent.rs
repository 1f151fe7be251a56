//! Which types a request body can hold: there null can mean something else than absent.

use indexmap::{IndexMap, IndexSet};

use crate::api::{BodyContent, Group, Type, TypeDefinition, TypeKind};

/// Leaves `sent_null` only on the fields of types that are sent.
pub(super) fn keep_sent_nulls(definitions: &mut [TypeDefinition], groups: &[Group]) {
    let inside: IndexMap<&str, Vec<&str>> = definitions
        .iter()
        .map(|definition| (definition.name.as_str(), names_inside(definition)))
        .collect();
    let mut sent: IndexSet<String> = IndexSet::new();
    let mut pending: Vec<&str> = groups
        .iter()
        .flat_map(|group| &group.operations)
        .filter_map(|operation| Some(&operation.body.as_ref()?.content))
        .flat_map(BodyContent::types)
        .filter_map(Type::named)
        .collect();
    while let Some(name) = pending.pop() {
        if sent.insert(name.to_owned()) {
            pending.extend(inside.get(name).into_iter().flatten());
        }
    }
    for definition in definitions {
        let is_sent = sent.contains(&definition.name);
        if let TypeKind::Struct(structure) = &mut definition.kind {
            for field in &mut structure.fields {
                field.sent_null &= is_sent;
            }
        }
    }
}

fn names_inside(definition: &TypeDefinition) -> Vec<&str> {
    let values: Vec<&Type> = match &definition.kind {
        TypeKind::Struct(structure) => structure
            .fields
            .iter()
            .map(|field| &field.value)
            .chain(&structure.additional)
            .collect(),
        TypeKind::Tuple(tuple) => tuple
            .fields
            .iter()
            .map(|field| &field.value)
            .chain([&tuple.rest])
            .collect(),
        TypeKind::Union(union) => union
            .variants
            .iter()
            .map(|variant| &variant.value)
            .collect(),
        TypeKind::Alias(value) | TypeKind::Wrapper(value) => vec![value],
        TypeKind::Enum(_) | TypeKind::Constants(_) => Vec::new(),
    };
    values.into_iter().filter_map(Type::named).collect()
}
