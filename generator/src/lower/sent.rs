//! Which types a request body can hold: there null can mean something else than absent.

use indexmap::{IndexMap, IndexSet};

use crate::api::{BodyContent, Group, TypeDefinition, TypeKind};

/// Leaves `sent_null` only on the fields of types that are sent.
pub(super) fn keep_sent_nulls(definitions: &mut [TypeDefinition], groups: &[Group]) {
    let inside: IndexMap<&str, Vec<&str>> = definitions
        .iter()
        .map(|definition| (definition.name.as_str(), definition.names_inside()))
        .collect();
    let mut sent: IndexSet<String> = IndexSet::new();
    let mut pending: Vec<&str> = groups
        .iter()
        .flat_map(|group| &group.operations)
        .filter_map(|operation| match &operation.body.as_ref()?.content {
            BodyContent::Json(value) | BodyContent::Form(value) => value.named(),
            _ => None,
        })
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
