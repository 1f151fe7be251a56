//! What types hold at any depth: themselves (and so must be boxed), or personal data.

use indexmap::{IndexMap, IndexSet};

use super::graph::Graph;
use crate::api::{Presence, Type, TypeDefinition, TypeKind};
use crate::diagnostics::{Code, Diagnostics, Severity};
use crate::source::Pointer;

/// Boxes the fields by which a type would hold itself by value.
///
/// `places` are the named schemas' places by Rust name: only a named schema can be an alias.
pub(super) fn box_recursion(
    definitions: &mut [TypeDefinition],
    places: &IndexMap<String, Pointer>,
    diagnostics: &Diagnostics,
) {
    break_alias_cycles(definitions, places, diagnostics);
    let by_value = graph(definitions, held_by_value);
    let required = graph(definitions, required_by_value);
    let (by_value, required) = (by_value.cycles(), required.cycles());
    for definition in definitions {
        let owner = definition.name.clone();
        match &mut definition.kind {
            TypeKind::Struct(structure) => {
                for field in &mut structure.fields {
                    // A value that requires another of its kind has no end: without this its
                    // default would have none either.
                    let endless = field.presence != Presence::Optional
                        && by_value_name(&field.value)
                            .is_some_and(|name| required.lead_back(&owner, name))
                        && !matches!(field.value, Type::Nullable(_));
                    if endless {
                        field.presence = Presence::Optional;
                    }
                    field.boxed = by_value_name(&field.value)
                        .is_some_and(|name| by_value.lead_back(&owner, name));
                }
            }
            TypeKind::Tuple(tuple) => {
                for field in &mut tuple.fields {
                    field.boxed = by_value_name(&field.value)
                        .is_some_and(|name| by_value.lead_back(&owner, name));
                    if field.boxed {
                        field.presence = Presence::Optional;
                    }
                }
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    variant.boxed = by_value_name(&variant.value)
                        .is_some_and(|name| by_value.lead_back(&owner, name));
                }
            }
            TypeKind::Enum(_)
            | TypeKind::Constants(_)
            | TypeKind::Wrapper(_)
            | TypeKind::Alias(_) => {}
        }
    }
}

/// Marks the types and fields in which personal data can stand at any depth.
pub(super) fn mark_personal_data(definitions: &mut [TypeDefinition]) {
    let mut pending: Vec<usize> = Vec::new();
    let mut users: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (index, definition) in definitions.iter_mut().enumerate() {
        let (values, personal) = values_of(&definition.kind);
        for name in values.into_iter().filter_map(Type::named) {
            users.entry(name.to_owned()).or_default().push(index);
        }
        definition.holds_personal_data |= personal;
        if definition.holds_personal_data {
            pending.push(index);
        }
    }
    // From each holder to the types that hold it.
    while let Some(definition) = pending.pop().and_then(|index| definitions.get(index)) {
        let users = users.get(&definition.name).map_or(&[][..], Vec::as_slice);
        for user in users {
            if let Some(user_definition) = definitions.get_mut(*user)
                && !user_definition.holds_personal_data
            {
                user_definition.holds_personal_data = true;
                pending.push(*user);
            }
        }
    }
    let holders: IndexSet<String> = definitions
        .iter()
        .filter(|definition| definition.holds_personal_data)
        .map(|definition| definition.name.clone())
        .collect();
    for definition in definitions {
        if let TypeKind::Struct(structure) = &mut definition.kind {
            for field in &mut structure.fields {
                let named = field.value.named();
                field.holds_personal_data = named.is_some_and(|name| holders.contains(name));
            }
        }
    }
}

/// The types that a type holds, in any way, and whether it holds personal data by itself.
fn values_of(kind: &TypeKind) -> (Vec<&Type>, bool) {
    match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().map(|field| &field.value);
            let personal = structure.fields.iter().any(|field| field.personal);
            (fields.chain(&structure.additional).collect(), personal)
        }
        TypeKind::Tuple(tuple) => {
            let fields = tuple.fields.iter().map(|field| &field.value);
            (fields.chain([&tuple.rest]).collect(), false)
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().map(|variant| &variant.value);
            (variants.collect(), false)
        }
        TypeKind::Alias(value) | TypeKind::Wrapper(value) => (vec![value], false),
        TypeKind::Enum(_) | TypeKind::Constants(_) => (Vec::new(), false),
    }
}

fn graph(definitions: &[TypeDefinition], held: fn(&TypeDefinition) -> Vec<&str>) -> Graph {
    let nodes = definitions.iter();
    Graph::new(nodes.map(|definition| (definition.name.as_str(), held(definition))))
}

fn held_by_value(definition: &TypeDefinition) -> Vec<&str> {
    let values: Vec<&Type> = match &definition.kind {
        TypeKind::Struct(structure) => structure.fields.iter().map(|field| &field.value).collect(),
        TypeKind::Tuple(tuple) => tuple.fields.iter().map(|field| &field.value).collect(),
        TypeKind::Union(union) => union
            .variants
            .iter()
            .map(|variant| &variant.value)
            .collect(),
        TypeKind::Alias(value) | TypeKind::Wrapper(value) => vec![value],
        TypeKind::Enum(_) | TypeKind::Constants(_) => Vec::new(),
    };
    values.into_iter().filter_map(by_value_name).collect()
}

/// The types without a value of which there is none of this one.
fn required_by_value(definition: &TypeDefinition) -> Vec<&str> {
    match &definition.kind {
        TypeKind::Struct(structure) => structure
            .fields
            .iter()
            .filter(|field| {
                field.presence != Presence::Optional && !matches!(field.value, Type::Nullable(_))
            })
            .filter_map(|field| by_value_name(&field.value))
            .collect(),
        _ => held_by_value(definition),
    }
}

/// The type that stands inside without a pointer between; lists and maps are pointers.
pub(super) fn by_value_name(value: &Type) -> Option<&str> {
    match value {
        Type::Named(name) => Some(name),
        Type::Nullable(inner) => by_value_name(inner),
        _ => None,
    }
}

/// Rust has no alias that holds itself, not even in a list.
fn break_alias_cycles(
    definitions: &mut [TypeDefinition],
    places: &IndexMap<String, Pointer>,
    diagnostics: &Diagnostics,
) {
    let aliases = Graph::new(definitions.iter().filter_map(|definition| {
        let TypeKind::Alias(value) = &definition.kind else {
            return None;
        };
        Some((
            definition.name.as_str(),
            value.named().into_iter().collect(),
        ))
    }));
    let cycles = aliases.cycles();
    // An alias leads to one other at most: to break it once ends a cycle.
    let mut broken: IndexSet<usize> = IndexSet::new();
    for definition in definitions {
        let TypeKind::Alias(value) = &definition.kind else {
            continue;
        };
        let cycle = cycles.of(&definition.name);
        if cycle.is_some_and(|cycle| broken.insert(cycle)) {
            if matches!(value, Type::List(_) | Type::Map(_)) {
                definition.kind = TypeKind::Wrapper(value.clone());
                continue;
            }
            diagnostics.report(
                Severity::Warning,
                Code::ReferenceCycle,
                places.get(&definition.name).unwrap_or(&Pointer::root()),
                format!(
                    "`{}` is made of nothing but itself; it is kept as raw JSON",
                    definition.name
                ),
                "a cycle must pass through an object with properties",
            );
            definition.kind = TypeKind::Alias(Type::Json);
        }
    }
}
