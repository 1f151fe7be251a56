//! Unions that are an alternative of themselves: such an alternative adds no value, and reading
//! one would never come to an end.

use indexmap::{IndexMap, IndexSet};

use super::containment::by_value_name;
use super::graph::Graph;
use crate::api::{Type, TypeDefinition, TypeKind};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Pointer;

/// Leaves such alternatives out. `places` are the named schemas' places by Rust name.
pub(super) fn break_union_cycles(
    definitions: &mut [TypeDefinition],
    places: &IndexMap<String, Pointer>,
    diagnostics: &Diagnostics,
) {
    let mut same: IndexMap<String, Vec<String>> = definitions
        .iter()
        .filter_map(|definition| Some((definition.name.clone(), seen_through(definition)?)))
        .collect();
    let nodes = same.iter().map(|(name, inner)| {
        let inner = inner.iter().map(String::as_str);
        (name.as_str(), inner.collect())
    });
    let graph = Graph::new(nodes);
    // Told for all at once, so that a long chain of unions takes no longer than it must.
    let cycles = graph.cycles();
    for definition in definitions {
        let name = definition.name.clone();
        let TypeKind::Union(union) = &mut definition.kind else {
            continue;
        };
        let before = union.variants.len();
        union.variants.retain(|variant| {
            !by_value_name(&variant.value)
                .is_some_and(|inner| cycles.lead_back(&name, inner) && reaches(inner, &name, &same))
        });
        if union.variants.len() == before {
            continue;
        }
        diagnostics.warning(
            Code::ReferenceCycle,
            places.get(&name).unwrap_or(&Pointer::root()),
            format!("`{name}` is one of its own alternatives, which says nothing: it is left out"),
            "an alternative that holds the whole again does so in a property or an array",
        );
        if union.variants.is_empty() {
            definition.kind = TypeKind::Alias(Type::Json);
        }
        same.insert(name, seen_through(definition).unwrap_or_default());
    }
}

/// The types whose values are this type's values, with nothing around them.
fn seen_through(definition: &TypeDefinition) -> Option<Vec<String>> {
    let values: Vec<&Type> = match &definition.kind {
        TypeKind::Union(union) => union.variants.iter().map(|it| &it.value).collect(),
        TypeKind::Alias(value) => vec![value],
        _ => return None,
    };
    let names = values.into_iter().filter_map(by_value_name);
    Some(names.map(str::to_owned).collect())
}

fn reaches(from: &str, goal: &str, same: &IndexMap<String, Vec<String>>) -> bool {
    let mut seen: IndexSet<&str> = IndexSet::new();
    let mut pending = vec![from];
    while let Some(name) = pending.pop() {
        if name == goal {
            return true;
        }
        if seen.insert(name)
            && let Some(next) = same.get(name)
        {
            pending.extend(next.iter().map(String::as_str));
        }
    }
    false
}
