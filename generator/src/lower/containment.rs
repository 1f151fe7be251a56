//! What types hold at any depth: themselves (and so must be boxed), or personal data.

use indexmap::{IndexMap, IndexSet};

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
    let by_value: IndexMap<String, Vec<String>> = definitions
        .iter()
        .map(|definition| (definition.name.clone(), held_by_value(definition)))
        .collect();
    let required: IndexMap<String, Vec<String>> = definitions
        .iter()
        .map(|definition| (definition.name.clone(), required_by_value(definition)))
        .collect();
    for definition in definitions {
        let owner = definition.name.clone();
        match &mut definition.kind {
            TypeKind::Struct(structure) => {
                for field in &mut structure.fields {
                    // A value that requires another of its kind has no end: without this its
                    // default would have none either.
                    let endless = field.presence != Presence::Optional
                        && by_value_name(&field.value)
                            .is_some_and(|name| reaches(name, &owner, &required))
                        && !matches!(field.value, Type::Nullable(_));
                    if endless {
                        field.presence = Presence::Optional;
                    }
                    field.boxed = by_value_name(&field.value)
                        .is_some_and(|name| reaches(name, &owner, &by_value));
                }
            }
            TypeKind::Tuple(tuple) => {
                for field in &mut tuple.fields {
                    field.boxed = by_value_name(&field.value)
                        .is_some_and(|name| reaches(name, &owner, &by_value));
                    if field.boxed {
                        field.presence = Presence::Optional;
                    }
                }
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    variant.boxed = by_value_name(&variant.value)
                        .is_some_and(|name| reaches(name, &owner, &by_value));
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
    loop {
        let holders: IndexSet<String> = definitions
            .iter()
            .filter(|definition| definition.holds_personal_data)
            .map(|definition| definition.name.clone())
            .collect();
        let holds = |value: &Type| value.named().is_some_and(|name| holders.contains(name));
        let mut changed = false;
        for definition in &mut *definitions {
            let personal = match &mut definition.kind {
                TypeKind::Struct(structure) => {
                    for field in &mut structure.fields {
                        field.holds_personal_data = holds(&field.value);
                    }
                    structure
                        .fields
                        .iter()
                        .any(|field| field.personal || field.holds_personal_data)
                        || structure.additional.as_ref().is_some_and(holds)
                }
                TypeKind::Tuple(tuple) => {
                    holds(&tuple.rest) || tuple.fields.iter().any(|field| holds(&field.value))
                }
                TypeKind::Union(union) => {
                    union.variants.iter().any(|variant| holds(&variant.value))
                }
                TypeKind::Alias(value) | TypeKind::Wrapper(value) => holds(value),
                TypeKind::Enum(_) | TypeKind::Constants(_) => false,
            };
            if personal && !definition.holds_personal_data {
                definition.holds_personal_data = true;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

fn held_by_value(definition: &TypeDefinition) -> Vec<String> {
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
    values
        .into_iter()
        .filter_map(by_value_name)
        .map(str::to_owned)
        .collect()
}

/// The types without a value of which there is none of this one.
fn required_by_value(definition: &TypeDefinition) -> Vec<String> {
    match &definition.kind {
        TypeKind::Struct(structure) => structure
            .fields
            .iter()
            .filter(|field| {
                field.presence != Presence::Optional && !matches!(field.value, Type::Nullable(_))
            })
            .filter_map(|field| by_value_name(&field.value))
            .map(str::to_owned)
            .collect(),
        _ => held_by_value(definition),
    }
}

/// The type that stands inside without a pointer between; lists and maps are pointers.
fn by_value_name(value: &Type) -> Option<&str> {
    match value {
        Type::Named(name) => Some(name),
        Type::Nullable(inner) => by_value_name(inner),
        _ => None,
    }
}

fn reaches(from: &str, goal: &str, edges: &IndexMap<String, Vec<String>>) -> bool {
    let mut seen: IndexSet<&str> = IndexSet::new();
    let mut pending = vec![from];
    while let Some(name) = pending.pop() {
        if name == goal {
            return true;
        }
        if seen.insert(name)
            && let Some(next) = edges.get(name)
        {
            pending.extend(next.iter().map(String::as_str));
        }
    }
    false
}

/// Rust has no alias that holds itself, not even in a list.
fn break_alias_cycles(
    definitions: &mut [TypeDefinition],
    places: &IndexMap<String, Pointer>,
    diagnostics: &Diagnostics,
) {
    let aliases: IndexMap<String, Vec<String>> = definitions
        .iter()
        .filter_map(|definition| match &definition.kind {
            TypeKind::Alias(value) => Some((
                definition.name.clone(),
                value.named().map(str::to_owned).into_iter().collect(),
            )),
            _ => None,
        })
        .collect();
    let mut aliases = aliases;
    for definition in definitions {
        let TypeKind::Alias(value) = &definition.kind else {
            continue;
        };
        if value
            .named()
            .is_some_and(|name| reaches(name, &definition.name, &aliases))
        {
            aliases.shift_remove(&definition.name);
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
