//! Which types a request body can hold: there null can mean something else than absent.

use indexmap::{IndexMap, IndexSet};

use crate::api::{BodyContent, Group, Type, TypeDefinition, TypeKind, ValueForm};

/// Leaves `sent_null` only on the fields of types that are sent.
pub(super) fn keep_sent_nulls(definitions: &mut [TypeDefinition], groups: &[Group]) {
    let inside: IndexMap<&str, Vec<&str>> = definitions
        .iter()
        .map(|definition| (definition.name.as_str(), definition.names_inside()))
        .collect();
    let mut sent: IndexSet<String> = IndexSet::new();
    let operations = || groups.iter().flat_map(|group| &group.operations);
    let mut pending: Vec<&str> = operations()
        .filter_map(|operation| Some(&operation.body.as_ref()?.content))
        .flat_map(BodyContent::types)
        .filter_map(Type::named)
        .collect();
    // JSON within a parameter has nulls as well; other styles have none.
    pending.extend(
        operations()
            .flat_map(|operation| &operation.parameters)
            .filter(|parameter| parameter.writing.form == ValueForm::Json)
            .filter_map(|parameter| parameter.value.named()),
    );
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
