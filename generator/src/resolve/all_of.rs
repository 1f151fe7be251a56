//! Merges the parts of an `allOf` into one schema.

use super::Context;
use super::inheritance::is_made_of;
use super::shape::has_structure;
use crate::diagnostics::Code;
use crate::document::{AdditionalProperties, Schema, SchemaType};

/// What an `allOf` amounts to.
pub(super) enum Merged {
    /// A reference with annotations of its own.
    Reference(String),
    /// One schema with everything that the parts say.
    Schema(Box<Schema>),
}

pub(super) fn merge(context: &Context<'_>, schema: &Schema) -> Merged {
    if let Some(reference) = only_reference(schema) {
        return Merged::Reference(reference);
    }
    let mut base = schema.clone();
    let parts = std::mem::take(&mut base.all_of);
    let reference = base.reference.take();
    let outer_nullable = base.nullable;
    let mut all_nullable = !parts.is_empty();
    let mut merged = base;

    let mut seen = vec![schema.pointer.clone()];
    if let Some(target) = reference {
        let part = Schema {
            reference: Some(target),
            pointer: schema.pointer.clone(),
            ..Schema::default()
        };
        add(context, &mut merged, &part, &mut seen, &mut all_nullable);
    }
    for part in &parts {
        add(context, &mut merged, part, &mut seen, &mut all_nullable);
    }
    merged.nullable = outer_nullable || (all_nullable && !parts.is_empty());
    Merged::Schema(Box::new(merged))
}

/// The single reference of an `allOf` whose other parts only annotate it.
fn only_reference(schema: &Schema) -> Option<String> {
    let mut outer = schema.clone();
    outer.all_of.clear();
    if has_structure(&outer) || outer.reference.is_some() {
        return None;
    }
    let mut references = schema
        .all_of
        .iter()
        .filter_map(|part| part.reference.as_ref());
    let single = references.next()?;
    let rest_annotates = schema.all_of.iter().all(|part| !has_structure(part))
        && schema.all_of.iter().all(|part| {
            part.reference.is_some() || part.types.is_empty() || part.types == [SchemaType::Object]
        });
    (references.next().is_none() && rest_annotates).then(|| single.clone())
}

/// Adds what `part` says to `merged`, following its reference and its own `allOf`.
fn add(
    context: &Context<'_>,
    merged: &mut Schema,
    part: &Schema,
    seen: &mut Vec<crate::source::Pointer>,
    all_nullable: &mut bool,
) {
    if let Some(target) = &part.reference
        && let Some((name, referenced)) = context.references.schema(target, &part.pointer)
    {
        if seen.contains(&referenced.pointer) {
            context.diagnostics.fault(
                Code::ReferenceCycle,
                &part.pointer,
                format!("`{name}` is part of itself by `allOf`"),
                "an object can hold another of its kind in a property, but not be made of itself",
                "the part is left out",
            );
        } else {
            seen.push(referenced.pointer.clone());
            let annotations = (merged.title.clone(), merged.description.clone());
            let without_alternatives = without_alternatives(context, referenced, seen);
            let referenced = without_alternatives.as_ref().unwrap_or(referenced);
            add(context, merged, referenced, seen, all_nullable);
            // The description of a part is not that of the whole.
            (merged.title, merged.description) = annotations;
            seen.pop();
        }
    }
    for inner in &part.all_of {
        add(context, merged, inner, seen, all_nullable);
    }
    *all_nullable &= part.nullable || part.reference.is_some() || !part.all_of.is_empty();
    add_own(context, merged, part);
}

/// A part without its `oneOf` and `anyOf`, if one of these is what is being merged: that it is
/// one of them says nothing of it.
fn without_alternatives(
    context: &Context<'_>,
    part: &Schema,
    seen: &[crate::source::Pointer],
) -> Option<Schema> {
    let outermost = seen.first()?;
    let mut alternatives = part.one_of.iter().chain(&part.any_of);
    if !alternatives.any(|member| is_made_of(context, member, outermost)) {
        return None;
    }
    let mut part = part.clone();
    part.one_of.clear();
    part.any_of.clear();
    part.discriminator = None;
    Some(part)
}

/// Adds what `part` says by itself.
fn add_own(context: &Context<'_>, merged: &mut Schema, part: &Schema) {
    add_types(context, merged, part);
    for (name, property) in &part.properties {
        match merged.properties.get_mut(name) {
            None => {
                merged.properties.insert(name.clone(), property.clone());
            }
            Some(existing) => refine(context, existing, property),
        }
    }
    for name in &part.required {
        if !merged.required.contains(name) {
            merged.required.push(name.clone());
        }
    }
    if matches!(part.additional, Some(AdditionalProperties::Schema(_)))
        || merged.additional.is_none()
    {
        merged.additional.clone_from(&part.additional);
    }
    keep_first(&mut merged.format, &part.format);
    keep_first(&mut merged.title, &part.title);
    keep_first(&mut merged.description, &part.description);
    keep_first(&mut merged.values, &part.values);
    keep_first(&mut merged.items, &part.items);
    if merged.prefix_items.is_empty() {
        merged.prefix_items.clone_from(&part.prefix_items);
    }
    // Without alternatives it tells the heirs of that part apart, not of this schema.
    if !part.one_of.is_empty() || !part.any_of.is_empty() {
        keep_first(&mut merged.discriminator, &part.discriminator);
    }
    keep_first(&mut merged.default, &part.default);
    keep_first(&mut merged.external_docs, &part.external_docs);
    merged.examples.extend(part.examples.iter().cloned());
    merged.deprecated |= part.deprecated && part.reference.is_none();
    merged.read_only |= part.read_only;
    merged.write_only |= part.write_only;
    for (key, value) in &part.constraints {
        if !merged.constraints.iter().any(|(known, _)| known == key) {
            merged.constraints.push((*key, value.clone()));
        }
    }
    for (key, into, from) in [
        ("oneOf", &mut merged.one_of, &part.one_of),
        ("anyOf", &mut merged.any_of, &part.any_of),
    ] {
        if into.is_empty() {
            into.clone_from(from);
        } else if !from.is_empty() {
            context.diagnostics.warning(
                Code::UnsupportedKeyword,
                &part.pointer.child(key),
                format!("a second `{key}` in one `allOf` is not typed"),
                "",
            );
        }
    }
    let extensions = &mut merged.extensions;
    keep_first(&mut extensions.provenance, &part.extensions.provenance);
    keep_first(&mut extensions.error_body, &part.extensions.error_body);
    extensions.personal_data |= part.extensions.personal_data;
    extensions.required_may_be_absent |= part.extensions.required_may_be_absent;
}

fn keep_first<T: Clone>(into: &mut Option<T>, from: &Option<T>) {
    if into.is_none() {
        into.clone_from(from);
    }
}

fn add_types(context: &Context<'_>, merged: &mut Schema, part: &Schema) {
    if part.types.is_empty() {
        return;
    }
    if merged.types.is_empty() {
        merged.types.clone_from(&part.types);
        return;
    }
    let both: Vec<SchemaType> = merged
        .types
        .iter()
        .copied()
        .filter_map(|kind| match kind {
            _ if part.types.contains(&kind) => Some(kind),
            // Every integer is a number: the narrower of the two is left.
            SchemaType::Integer if part.types.contains(&SchemaType::Number) => Some(kind),
            SchemaType::Number if part.types.contains(&SchemaType::Integer) => {
                Some(SchemaType::Integer)
            }
            _ => None,
        })
        .collect();
    if both.is_empty() {
        context.diagnostics.fault(
            Code::AllOfConflict,
            &part.pointer,
            format!(
                "the parts of this `allOf` contradict each other: {} here, {} before",
                words(&part.types),
                words(&merged.types)
            ),
            "no value is of both types; make them one, or use `oneOf`",
            "what was said before stays",
        );
    } else {
        merged.types = both;
    }
}

fn words(types: &[SchemaType]) -> String {
    let words: Vec<String> = types
        .iter()
        .map(|kind| format!("`{kind:?}`").to_lowercase())
        .collect();
    words.join(" or ")
}

/// The same property in two parts: the later one refines the earlier.
fn refine(context: &Context<'_>, existing: &mut Schema, property: &Schema) {
    if existing.reference == property.reference
        && existing.types == property.types
        && !has_structure(property)
    {
        return;
    }
    if !has_structure(property) && property.reference.is_none() {
        add_types(context, existing, property);
        keep_first(&mut existing.description, &property.description);
        return;
    }
    if existing.reference.is_some() && existing.reference == property.reference {
        return;
    }
    let earlier = std::mem::replace(existing, property.clone());
    let mut both = Schema {
        pointer: property.pointer.clone(),
        description: property
            .description
            .clone()
            .or_else(|| earlier.description.clone()),
        ..Schema::default()
    };
    both.all_of = vec![earlier, property.clone()];
    *existing = both;
}
