//! Follows `$ref`s to the components of the document.

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostics};
use crate::document::{
    Document, Example, Header, Parameter, Reference, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme, component_name, most_similar,
};
use crate::source::Pointer;

/// How many references may lead to one another before the chain counts as a cycle.
const LONGEST_CHAIN: usize = 32;

pub(super) struct References<'a> {
    document: &'a Document,
    diagnostics: &'a Diagnostics,
    /// Names given to the schemas outside `components/schemas`, by the text of `$ref`.
    loose_names: IndexMap<&'a str, String>,
}

/// The object that a reference leads to, and the description beside the reference.
pub(super) type Followed<'a, T> = Option<(&'a T, Option<String>)>;

impl<'a> References<'a> {
    pub(super) fn new(document: &'a Document, diagnostics: &'a Diagnostics) -> Self {
        let mut loose_names: IndexMap<&'a str, String> = IndexMap::new();
        for (target, schema) in &document.loose_schemas {
            // A place can be written in several ways, `%7B` for `{` being one.
            let same = document
                .loose_schemas
                .iter()
                .filter(|(_, other)| other.pointer == schema.pointer)
                .find_map(|(other, _)| loose_names.get(other.as_str()).cloned());
            if let Some(name) = same {
                loose_names.insert(target, name);
                continue;
            }
            let base = name_of_place(target);
            let mut name = base.clone();
            let mut number = 2;
            while document.components.schemas.contains_key(&name)
                || loose_names.values().any(|taken| *taken == name)
            {
                name = format!("{base}{number}");
                number += 1;
            }
            loose_names.insert(target, name);
        }
        Self {
            document,
            diagnostics,
            loose_names,
        }
    }

    /// All schemas that have a name, or that a reference gives one.
    pub(super) fn schemas(&self) -> impl Iterator<Item = (&str, &'a Schema)> {
        let named = self
            .document
            .components
            .schemas
            .iter()
            .map(|(name, schema)| (name.as_str(), schema));
        let loose = self.loose().collect::<IndexMap<_, _>>();
        named.chain(loose)
    }

    /// The name of the schema at a place outside `components/schemas`, if a reference leads to it.
    pub(super) fn loose_name(&self, place: &Pointer) -> Option<&str> {
        self.loose()
            .find_map(|(name, schema)| (schema.pointer == *place).then_some(name))
    }

    /// The name that a place outside `components/schemas` was given.
    pub(super) fn name_of(&self, target: &str) -> Option<String> {
        self.loose_names.get(target).cloned()
    }

    /// A schema of `components/schemas`.
    pub(super) fn named(&self, name: &str) -> Option<&'a Schema> {
        self.document.components.schemas.get(name)
    }

    fn loose(&self) -> impl Iterator<Item = (&str, &'a Schema)> {
        self.loose_names.iter().filter_map(|(target, name)| {
            Some((name.as_str(), self.document.loose_schemas.get(*target)?))
        })
    }

    /// The name and the schema that `target` leads to; reports when there is none.
    pub(super) fn schema(&self, target: &str, place: &Pointer) -> Option<(String, &'a Schema)> {
        if let Some(name) = component_name(target) {
            if let Some(schema) = self.document.components.schemas.get(&name) {
                return Some((name, schema));
            }
            self.dangling(
                target,
                &place.child("$ref"),
                self.document.components.schemas.keys(),
            );
            return None;
        }
        match (
            self.loose_names.get(target),
            self.document.loose_schemas.get(target),
        ) {
            (Some(name), Some(schema)) => Some((name.clone(), schema)),
            _ if Pointer::parse(target).is_some() => {
                self.diagnostics.fault(
                    Code::DanglingReference,
                    &place.child("$ref"),
                    format!("`{target}` does not lead to a schema"),
                    "put the schema under `#/components/schemas/` and refer to it there",
                    "any JSON is taken in its place",
                );
                None
            }
            _ => {
                self.dangling(
                    target,
                    &place.child("$ref"),
                    self.document.components.schemas.keys(),
                );
                None
            }
        }
    }

    pub(super) fn parameter(&self, item: &'a ReferenceOr<Parameter>) -> Followed<'a, Parameter> {
        self.follow("parameters", &self.document.components.parameters, item)
    }

    pub(super) fn request_body(
        &self,
        item: &'a ReferenceOr<RequestBody>,
    ) -> Followed<'a, RequestBody> {
        self.follow(
            "requestBodies",
            &self.document.components.request_bodies,
            item,
        )
    }

    pub(super) fn response(&self, item: &'a ReferenceOr<Response>) -> Followed<'a, Response> {
        self.follow("responses", &self.document.components.responses, item)
    }

    pub(super) fn header(&self, item: &'a ReferenceOr<Header>) -> Followed<'a, Header> {
        self.follow("headers", &self.document.components.headers, item)
    }

    pub(super) fn example(&self, item: &'a ReferenceOr<Example>) -> Followed<'a, Example> {
        self.follow("examples", &self.document.components.examples, item)
    }

    pub(super) fn security_scheme(
        &self,
        name: &str,
        place: &Pointer,
    ) -> Option<&'a SecurityScheme> {
        let schemes = &self.document.components.security_schemes;
        let Some(item) = schemes.get(name) else {
            let similar = most_similar(name, schemes.keys().map(String::as_str));
            self.diagnostics.fault(
                Code::DanglingReference,
                place,
                format!("`components/securitySchemes` declares no `{name}`"),
                similar.map_or_else(
                    || "declare it there, or correct the name".to_owned(),
                    |similar| format!("did you mean `{similar}`?"),
                ),
                "the requirement is left out; an operation without any other gets the client's bearer token",
            );
            return None;
        };
        Some(self.follow("securitySchemes", schemes, item)?.0)
    }

    fn follow<T>(
        &self,
        kind: &str,
        components: &'a IndexMap<String, ReferenceOr<T>>,
        item: &'a ReferenceOr<T>,
    ) -> Followed<'a, T> {
        let mut current = item;
        let mut description: Option<String> = None;
        for _ in 0..LONGEST_CHAIN {
            let reference = match current {
                ReferenceOr::Item(found) => return Some((found, description)),
                ReferenceOr::Reference(reference) => reference,
            };
            description = description.or_else(|| reference.description.clone());
            let prefix = ["components", kind];
            let name = Pointer::parse(&reference.target).and_then(|pointer| {
                match pointer.segments().as_slice() {
                    [first, second, name] if [*first, *second] == prefix => {
                        Some((*name).to_owned())
                    }
                    _ => None,
                }
            });
            match name.as_ref().and_then(|name| components.get(name)) {
                Some(next) => current = next,
                None => {
                    self.report_unfollowed(kind, reference, components.keys());
                    return None;
                }
            }
        }
        if let ReferenceOr::Reference(reference) = item {
            self.diagnostics.fault(
                Code::ReferenceCycle,
                &reference.pointer.child("$ref"),
                format!(
                    "the reference `{}` leads only to other references",
                    reference.target
                ),
                "one of them must lead to an object",
                "what refers to it is left out",
            );
        }
        None
    }

    fn report_unfollowed<'n>(
        &self,
        kind: &str,
        reference: &Reference,
        names: impl Iterator<Item = &'n String>,
    ) {
        let expected = format!("#/components/{kind}/");
        if !reference.target.starts_with('#') || reference.target.starts_with(&expected) {
            self.dangling(&reference.target, &reference.pointer.child("$ref"), names);
        } else {
            self.diagnostics.fault(
                Code::DanglingReference,
                &reference.pointer.child("$ref"),
                format!("`{}` does not stand under `{expected}`", reference.target),
                format!("move it there, or refer to one of `{expected}`"),
                "what refers to it is left out",
            );
        }
    }

    fn dangling<'n>(&self, target: &str, place: &Pointer, names: impl Iterator<Item = &'n String>) {
        if !target.starts_with('#') {
            self.diagnostics.fault(
                Code::ExternalReference,
                place,
                format!("`{target}` is in another document; only references within this one are followed"),
                "bundle the documents into one, for example with `redocly bundle`", "any JSON is taken for a schema; a parameter, a body or a response is left out",);
            return;
        }
        let wanted = target.rsplit('/').next().unwrap_or_default();
        let similar = names
            .map(|name| (strsim::damerau_levenshtein(name, wanted), name))
            .filter(|(distance, name)| *distance <= (name.len() / 3).max(1))
            .min_by_key(|(distance, _)| *distance);
        let help = match similar {
            Some((_, name)) => format!(
                "did you mean `{}{name}`?",
                target.strip_suffix(wanted).unwrap_or("#/")
            ),
            None => "describe it there, or correct the reference".to_owned(),
        };
        self.diagnostics.fault(
            Code::DanglingReference,
            place,
            format!("`{target}` leads nowhere"),
            help,
            "any JSON is taken for a schema; a parameter, a body or a response is left out",
        );
    }
}

/// A name for a schema without one: the words of the path to it, without OpenAPI's own.
fn name_of_place(target: &str) -> String {
    const STRUCTURE: [&str; 12] = [
        "components",
        "schemas",
        "properties",
        "paths",
        "content",
        "schema",
        "application/json",
        "responses",
        "parameters",
        "$defs",
        "definitions",
        "requestBody",
    ];
    let pointer = Pointer::parse(target).unwrap_or_default();
    let words: Vec<&str> = pointer
        .segments()
        .into_iter()
        .filter(|segment| !STRUCTURE.contains(segment))
        .collect();
    if words.is_empty() {
        "Document".to_owned()
    } else {
        words.join("_")
    }
}
