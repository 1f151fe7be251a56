//! Schemas that others are made of by `allOf`: with a `discriminator` on it, a value of the
//! first is a value of one of the others.

use indexmap::{IndexMap, IndexSet};

use super::Context;
use super::references::References;
use super::shape::define;
use super::types::Schema;
use crate::document;
use crate::source::Pointer;

/// What the alternative is called that has only what all have.
const PLAIN: &str = "Base";

/// The schemas that name each schema in their `allOf`.
#[derive(Default)]
pub(super) struct Heirs(IndexMap<String, IndexSet<String>>);

impl Heirs {
    pub(super) fn of(references: &References<'_>) -> Self {
        let mut heirs: IndexMap<String, IndexSet<String>> = IndexMap::new();
        for (name, schema) in references.schemas() {
            let mut pending: Vec<&document::Schema> = schema.all_of.iter().collect();
            while let Some(part) = pending.pop() {
                pending.extend(&part.all_of);
                let target = part.reference.as_deref();
                if let Some(base) = target.and_then(|target| references.name_of(target)) {
                    heirs.entry(base).or_default().insert(name.to_owned());
                }
            }
        }
        Self(heirs)
    }

    /// All that are made of this schema, directly or by way of others.
    fn all(&self, base: &str) -> IndexSet<String> {
        let mut found = IndexSet::new();
        let mut pending: Vec<&str> = vec![base];
        while let Some(name) = pending.pop() {
            for heir in self.0.get(name).into_iter().flatten() {
                if *heir != base && found.insert(heir.clone()) {
                    pending.push(heir);
                }
            }
        }
        found
    }
}

/// A schema where its name is defined.
pub(super) fn define_named(context: &Context<'_>, name: &str, schema: &document::Schema) -> Schema {
    let alternatives = !schema.one_of.is_empty() || !schema.any_of.is_empty();
    let Some(discriminator) = schema.discriminator.as_ref().filter(|_| !alternatives) else {
        return define(context, schema);
    };
    let mut heirs = context.heirs.all(name);
    // A mapping has names or references.
    let meant = |target: &str| {
        let by_reference = context.references.name_of(target);
        by_reference.unwrap_or_else(|| target.to_owned())
    };
    let mapped: IndexSet<String> = discriminator.mapping.values().map(|it| meant(it)).collect();
    let known = mapped
        .iter()
        .filter(|target| target.as_str() != name && context.references.named(target).is_some());
    heirs.extend(known.cloned());
    heirs.sort();
    if heirs.is_empty() {
        return define(context, schema);
    }
    let mut union = as_alternatives(context, schema, &heirs);
    // With a mapping that leaves it out it is abstract.
    if mapped.is_empty() || mapped.contains(name) {
        add_plain(name, schema, &mut union, meant);
    }
    define(context, &union)
}

/// The same as a `oneOf` of the schemas that are made of it.
fn as_alternatives(
    context: &Context<'_>,
    schema: &document::Schema,
    heirs: &IndexSet<String>,
) -> document::Schema {
    let alternatives = heirs.iter().map(|heir| document::Schema {
        pointer: schema.pointer.clone(),
        reference: context.references.reference_to(heir),
        ..document::Schema::default()
    });
    document::Schema {
        one_of: alternatives.collect(),
        pointer: schema.pointer.clone(),
        nullable: schema.nullable,
        title: schema.title.clone(),
        description: schema.description.clone(),
        examples: schema.examples.clone(),
        deprecated: schema.deprecated,
        external_docs: schema.external_docs.clone(),
        extensions: schema.extensions.clone(),
        discriminator: schema.discriminator.clone(),
        ..document::Schema::default()
    }
}

/// Adds the schema itself as an alternative, for values that are no other's.
fn add_plain(
    name: &str,
    schema: &document::Schema,
    union: &mut document::Schema,
    meant: impl Fn(&str) -> String,
) {
    let mut plain = schema.clone();
    // Its own place is that of the union, which may have its name by it.
    plain.pointer = schema.pointer.child("properties");
    plain.discriminator = None;
    plain.title = Some(PLAIN.to_owned());
    plain.nullable = false;
    plain.examples.clear();
    union.one_of.push(plain);
    let Some(discriminator) = &mut union.discriminator else {
        return;
    };
    for target in discriminator.mapping.values_mut() {
        if meant(target) == name {
            PLAIN.clone_into(target);
        }
    }
    if discriminator.mapping.is_empty() {
        let mapping = &mut discriminator.mapping;
        mapping.insert(name.to_owned(), PLAIN.to_owned());
    }
}

/// Whether a schema is made of the one at this place: by reference, or by `allOf`.
pub(super) fn is_made_of(
    context: &Context<'_>,
    schema: &document::Schema,
    place: &Pointer,
) -> bool {
    let mut seen: IndexSet<String> = IndexSet::new();
    let mut pending = vec![schema];
    while let Some(part) = pending.pop() {
        if part.pointer == *place {
            return true;
        }
        pending.extend(&part.all_of);
        if let Some(target) = part.reference.as_deref()
            && let Some((name, referenced)) = context.references.find(target)
            && seen.insert(name)
        {
            pending.push(referenced);
        }
    }
    false
}
