//! Schemas that others are made of by `allOf`: with a `discriminator` on it, a value of the
//! first is a value of one of the others.

use indexmap::{IndexMap, IndexSet};

use super::Context;
use super::shape::define;
use super::types::Schema;
use crate::document::{self, Document, component_name};
use crate::source::Pointer;

/// What the alternative is called that has only what all have.
const PLAIN: &str = "Base";

/// The schemas that name each schema in their `allOf`.
#[derive(Default)]
pub(super) struct Heirs<'a>(IndexMap<String, Vec<&'a str>>);

impl<'a> Heirs<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut heirs: IndexMap<String, Vec<&str>> = IndexMap::new();
        for (name, schema) in &document.components.schemas {
            let mut pending: Vec<&document::Schema> = schema.all_of.iter().collect();
            while let Some(part) = pending.pop() {
                pending.extend(&part.all_of);
                if let Some(base) = part.reference.as_deref().and_then(component_name) {
                    let known = heirs.entry(base).or_default();
                    if !known.contains(&name.as_str()) {
                        known.push(name);
                    }
                }
            }
        }
        Self(heirs)
    }

    /// All that are made of this schema, directly or by way of others.
    fn all(&self, base: &str) -> IndexSet<&'a str> {
        let mut found = IndexSet::new();
        let mut pending: Vec<&str> = vec![base];
        while let Some(name) = pending.pop() {
            for heir in self.0.get(name).into_iter().flatten() {
                if *heir != base && found.insert(*heir) {
                    pending.push(heir);
                }
            }
        }
        found.sort();
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
    let mapped = discriminator
        .mapping
        .values()
        .map(|target| component_name(target).unwrap_or_else(|| target.clone()));
    let mapped: IndexSet<String> = mapped.collect();
    for target in &mapped {
        if let Some((known, _)) = context.document.components.schemas.get_key_value(target)
            && known != name
        {
            heirs.insert(known);
        }
    }
    if heirs.is_empty() {
        return define(context, schema);
    }
    define(context, &as_alternatives(name, schema, &heirs, &mapped))
}

/// The same as a `oneOf` of the schemas that are made of it, and of itself if it has values of
/// its own.
fn as_alternatives(
    name: &str,
    schema: &document::Schema,
    heirs: &IndexSet<&str>,
    mapped: &IndexSet<String>,
) -> document::Schema {
    let mut union = document::Schema {
        one_of: heirs
            .iter()
            .map(|heir| document::Schema {
                pointer: schema.pointer.clone(),
                reference: Some(reference(heir)),
                ..document::Schema::default()
            })
            .collect(),
        pointer: schema.pointer.clone(),
        nullable: schema.nullable,
        title: schema.title.clone(),
        description: schema.description.clone(),
        deprecated: schema.deprecated,
        external_docs: schema.external_docs.clone(),
        extensions: schema.extensions.clone(),
        discriminator: schema.discriminator.clone(),
        ..document::Schema::default()
    };
    // With a mapping that leaves it out it is abstract.
    if mapped.is_empty() || mapped.contains(name) {
        let mut plain = schema.clone();
        plain.discriminator = None;
        plain.title = Some(PLAIN.to_owned());
        plain.nullable = false;
        union.one_of.push(plain);
        if let Some(discriminator) = &mut union.discriminator {
            for target in discriminator.mapping.values_mut() {
                if component_name(target).as_deref().unwrap_or(target) == name {
                    PLAIN.clone_into(target);
                }
            }
            if discriminator.mapping.is_empty() {
                discriminator
                    .mapping
                    .insert(name.to_owned(), PLAIN.to_owned());
            }
        }
    }
    union
}

/// The text of a reference to a named schema.
fn reference(name: &str) -> String {
    let name = name
        .replace('%', "%25")
        .replace('~', "~0")
        .replace('/', "~1");
    format!("#/components/schemas/{name}")
}

/// Whether a schema is made of the one at this place: by reference, or by `allOf`.
pub(super) fn is_made_of(
    context: &Context<'_>,
    schema: &document::Schema,
    place: &Pointer,
) -> bool {
    let mut seen: IndexSet<&str> = IndexSet::new();
    let mut pending = vec![schema];
    while let Some(part) = pending.pop() {
        if part.pointer == *place {
            return true;
        }
        pending.extend(&part.all_of);
        if let Some(target) = part.reference.as_deref()
            && let Some(name) = component_name(target)
            && let Some((name, referenced)) =
                context.document.components.schemas.get_key_value(&name)
            && seen.insert(name)
        {
            pending.push(referenced);
        }
    }
    false
}
