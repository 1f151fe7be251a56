//! Follows `$ref`s to the components of the document.

use indexmap::IndexMap;

use crate::bundle::{Kind, LONGEST_CHAIN};
use crate::diagnostics::{Code, Diagnostics};
use crate::document::{
    Document, Example, Header, Parameter, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme, component_name, component_of, most_similar, shown,
};
use crate::source::Pointer;

pub(super) struct References<'a> {
    document: &'a Document,
    diagnostics: &'a Diagnostics,
    /// Names given to the schemas outside `components/schemas`, by their places.
    loose_names: IndexMap<&'a Pointer, String>,
    /// The places of the schemas that were given those names.
    loose_places: IndexMap<String, &'a Pointer>,
}

/// The object that a reference leads to, and the description beside the reference.
pub(super) type Followed<'a, T> = Option<(&'a T, Option<String>)>;

impl<'a> References<'a> {
    pub(super) fn new(document: &'a Document, diagnostics: &'a Diagnostics) -> Self {
        let mut references = Self {
            document,
            diagnostics,
            loose_names: IndexMap::new(),
            loose_places: IndexMap::new(),
        };
        references.name_loose();
        references
    }

    /// Gives names to the schemas outside `components/schemas`. Those that are equal are
    /// numbered by the order of their places, which stays when a document is put in another.
    fn name_loose(&mut self) {
        let components = &self.document.components.schemas;
        let mut sorted: Vec<(String, &'a Pointer)> = self
            .document
            .loose
            .schemas
            .keys()
            .map(|place| {
                let written = self.document.loose.written.get(place);
                (written.unwrap_or(place).to_string(), place)
            })
            .collect();
        sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
        // A component that stands in another file is also met where it stands.
        for (name, schema) in components {
            if schema.pointer.split_file().0.is_some() {
                self.loose_names.insert(&schema.pointer, name.clone());
            }
        }
        let mut next: IndexMap<String, usize> = IndexMap::new();
        for (_, place) in sorted {
            let written = self.document.loose.written.get(place);
            let base = name_of_place(written.unwrap_or(place), &self.loose_names);
            let mut name = base.clone();
            while components.contains_key(&name) || self.loose_places.contains_key(&name) {
                let number = next.entry(base.clone()).or_insert(2);
                name = format!("{base}{number}");
                *number += 1;
            }
            self.loose_names.insert(place, name.clone());
            self.loose_places.insert(name, place);
        }
    }

    /// All schemas that have a name, or that a reference gives one.
    pub(super) fn schemas(&self) -> impl Iterator<Item = (&str, &'a Schema)> {
        let components = &self.document.components.schemas;
        let named = components
            .iter()
            .map(|(name, schema)| (name.as_str(), schema));
        let loose = self.document.loose.schemas.iter();
        named.chain(loose.filter_map(|(place, schema)| Some((self.loose_name(place)?, schema))))
    }

    /// The name of the schema at a place outside `components/schemas`, if a reference leads to it.
    pub(super) fn loose_name(&self, place: &Pointer) -> Option<&str> {
        self.loose_names.get(place).map(String::as_str)
    }

    /// The name of the schema that a reference leads to, if there is one.
    pub(super) fn name_of(&self, target: &str) -> Option<String> {
        self.find(target).map(|(name, _)| name)
    }

    /// The schema of a name, whether it stands in `components/schemas` or was given the name.
    pub(super) fn named(&self, name: &str) -> Option<&'a Schema> {
        self.document.components.schemas.get(name).or_else(|| {
            let place = self.loose_places.get(name)?;
            self.document.loose.schemas.get(*place)
        })
    }

    /// A reference to the schema of a name.
    pub(super) fn reference_to(&self, name: &str) -> Option<String> {
        if self.document.components.schemas.contains_key(name) {
            let escaped = name
                .replace('%', "%25")
                .replace('~', "~0")
                .replace('/', "~1");
            return Some(format!("#/components/schemas/{escaped}"));
        }
        let place = self.loose_places.get(name)?;
        let mut targets = self.document.loose.places.iter();
        targets.find_map(|(target, other)| (other == *place).then(|| target.clone()))
    }

    /// The name and the schema that `target` leads to, if there is one.
    pub(super) fn find(&self, target: &str) -> Option<(String, &'a Schema)> {
        if let Some(name) = component_name(target) {
            let schema = self.document.components.schemas.get(&name)?;
            return Some((name, schema));
        }
        let place = self.document.loose.places.get(target)?;
        let schema = self.document.loose.schemas.get(place)?;
        Some((self.loose_name(place)?.to_owned(), schema))
    }

    /// The name and the schema that `target` leads to; reports when there is none.
    pub(super) fn schema(&self, target: &str, place: &Pointer) -> Option<(String, &'a Schema)> {
        let found = self.find(target);
        if found.is_none() {
            let names = self.document.components.schemas.keys();
            self.report(Kind::Schema, target, &place.child("$ref"), names);
        }
        found
    }

    pub(super) fn parameter(&self, item: &'a ReferenceOr<Parameter>) -> Followed<'a, Parameter> {
        self.follow(
            &self.document.components.parameters,
            &self.document.loose.parameters,
            Kind::Parameter,
            item,
        )
    }

    pub(super) fn request_body(
        &self,
        item: &'a ReferenceOr<RequestBody>,
    ) -> Followed<'a, RequestBody> {
        self.follow(
            &self.document.components.request_bodies,
            &self.document.loose.request_bodies,
            Kind::RequestBody,
            item,
        )
    }

    pub(super) fn response(&self, item: &'a ReferenceOr<Response>) -> Followed<'a, Response> {
        self.follow(
            &self.document.components.responses,
            &self.document.loose.responses,
            Kind::Response,
            item,
        )
    }

    pub(super) fn header(&self, item: &'a ReferenceOr<Header>) -> Followed<'a, Header> {
        self.follow(
            &self.document.components.headers,
            &self.document.loose.headers,
            Kind::Header,
            item,
        )
    }

    pub(super) fn example(&self, item: &'a ReferenceOr<Example>) -> Followed<'a, Example> {
        self.follow(
            &self.document.components.examples,
            &self.document.loose.examples,
            Kind::Example,
            item,
        )
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
        let loose = &self.document.loose.security_schemes;
        Some(self.follow(schemes, loose, Kind::SecurityScheme, item)?.0)
    }

    fn follow<T>(
        &self,
        components: &'a IndexMap<String, ReferenceOr<T>>,
        loose: &'a IndexMap<Pointer, ReferenceOr<T>>,
        kind: Kind,
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
            let target = reference.target.as_str();
            let next = match component_of(kind, target) {
                Some(name) => components.get(&name),
                None => (self.document.loose.places.get(target)).and_then(|place| loose.get(place)),
            };
            match next {
                Some(next) => current = next,
                None => {
                    let place = reference.pointer.child("$ref");
                    self.report(kind, target, &place, components.keys());
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
                    shown(&reference.target)
                ),
                "one of them must lead to an object",
                "what refers to it is left out",
            );
        }
        None
    }

    /// Says why nothing of the kind wanted stands where a reference leads.
    fn report<'n>(
        &self,
        kind: Kind,
        target: &str,
        place: &Pointer,
        names: impl Iterator<Item = &'n String>,
    ) {
        let loose = &self.document.loose;
        if loose.unreadable.contains(target) {
            return;
        }
        let Some(found) = loose.misplaced.get(&(kind, target.to_owned())) else {
            return self.dangling(target, place, names);
        };
        self.diagnostics.fault(
            Code::DanglingReference,
            place,
            format!(
                "`{}` is {}, where {} is wanted",
                shown(target),
                found.described(),
                kind.described()
            ),
            format!(
                "refer to one under `#/components/{}/`",
                kind.component_key().unwrap_or_default()
            ),
            "any JSON is taken for a schema; a parameter, a body or a response is left out",
        );
    }

    fn dangling<'n>(&self, target: &str, place: &Pointer, names: impl Iterator<Item = &'n String>) {
        if !target.starts_with('#') {
            self.diagnostics.fault(
                Code::ExternalReference,
                place,
                format!("`{target}` is an address; nothing is fetched"),
                "save it as a file beside this one, and refer to that",
                "any JSON is taken for a schema; a parameter, a body or a response is left out",
            );
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
            format!("`{}` leads nowhere", shown(target)),
            help,
            "any JSON is taken for a schema; a parameter, a body or a response is left out",
        );
    }
}

/// A name for a schema without one: the words of the path to it, without OpenAPI's own, below
/// the name of the component or of the file that it is a part of.
fn name_of_place(place: &Pointer, names: &IndexMap<&Pointer, String>) -> String {
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
    // A path that begins with one of these begins at a schema: the file is one.
    const OF_SCHEMAS: [&str; 7] = [
        "properties",
        "items",
        "prefixItems",
        "additionalProperties",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    let (file, inside) = place.split_file();
    let segments = inside.segments();
    // The whole of a file is what the file is called.
    let name = file.and_then(|path| path.rsplit('/').next());
    let stem = name
        .and_then(|name| name.split('.').next())
        .filter(|stem| !stem.is_empty());
    let mut holder = None;
    let mut above = place.clone();
    for depth in (0..segments.len()).rev().filter(|_| file.is_some()) {
        above = above.parent();
        if let Some(name) = names.get(&above) {
            holder = Some((name.as_str(), depth));
            break;
        }
    }
    let part_of_file = segments
        .first()
        .is_some_and(|first| OF_SCHEMAS.contains(first));
    let (holder, depth) = match holder {
        Some((name, depth)) => (Some(name), depth),
        None if part_of_file => (stem, 0),
        None => (None, 0),
    };
    let rest = segments.into_iter().skip(depth);
    let words: Vec<&str> = holder
        .into_iter()
        .chain(rest.filter(|segment| !STRUCTURE.contains(segment)))
        .collect();
    if words.is_empty() {
        stem.unwrap_or("Document").to_owned()
    } else {
        words.join("_")
    }
}
