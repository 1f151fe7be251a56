//! Features for the groups of a large document: a program compiles the groups it uses, and of
//! the models those that these groups mention.

use indexmap::{IndexMap, IndexSet};
use proc_macro2::TokenStream;
use quote::quote;

use super::manifest::PASSED_ON;
use crate::api::{Api, Group, Type};

/// When each group of operations has a feature of its own, without which it is not compiled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GroupFeatures {
    /// When the document has more than a hundred operations, in several groups.
    #[default]
    WhenLarge,
    /// Whatever the document holds.
    Always,
    /// Never. A document that may grow, and whose crate others use without its default
    /// features, settles for this or for [`GroupFeatures::Always`]: the day it becomes large
    /// would break them.
    Never,
}

/// The feature that brings all groups and all models; a default one.
pub(super) const FULL: &str = "full";

/// With more operations than this a document is large.
const LARGE: usize = 100;

/// A model that more groups mention than this is always compiled.
const MOST_CONDITIONS: usize = 12;

/// The features of groups.
pub(super) struct Features<'a> {
    /// The feature of each group by its module.
    by_group: IndexMap<&'a str, String>,
    /// The modules of the groups that mention a type, by the type's name. A type that is not
    /// here is mentioned by none; one that is always needed has no modules.
    by_type: IndexMap<&'a str, IndexSet<&'a str>>,
}

impl<'a> Features<'a> {
    /// The features, if there are to be any.
    pub(super) fn of(api: &'a Api, when: GroupFeatures) -> Option<Self> {
        let wanted = match when {
            GroupFeatures::WhenLarge => api.groups.len() > 1 && api.operations().count() > LARGE,
            GroupFeatures::Always => !api.groups.is_empty(),
            GroupFeatures::Never => false,
        };
        wanted.then(|| Self {
            by_group: names(&api.groups),
            by_type: users(api),
        })
    }

    /// The names, in the order of the groups.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_group.values().map(String::as_str)
    }

    /// The feature of a group.
    pub(super) fn of_group(&self, module: &str) -> Option<&str> {
        self.by_group.get(module).map(String::as_str)
    }

    /// The features any of which needs a type; none if it is always needed.
    pub(super) fn of_type(&self, name: &str) -> Vec<&str> {
        match self.by_type.get(name) {
            None => vec![FULL],
            Some(modules) if modules.len() > MOST_CONDITIONS => Vec::new(),
            Some(modules) => modules
                .iter()
                .filter_map(|module| self.of_group(module))
                .collect(),
        }
    }

    /// The attribute for what belongs to a group.
    pub(super) fn on_group(&self, module: &str) -> Option<TokenStream> {
        let feature = self.of_group(module)?;
        Some(quote!(#[cfg(feature = #feature)]))
    }

    /// The attribute for what belongs to a type.
    pub(super) fn on_type(&self, name: &str) -> Option<TokenStream> {
        match self.of_type(name).as_slice() {
            [] => None,
            [feature] => Some(quote!(#[cfg(feature = #feature)])),
            features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
        }
    }
}

/// A feature for each group, none of which is one that the crate has anyway.
fn names(groups: &[Group]) -> IndexMap<&str, String> {
    let mut taken: IndexSet<String> = PASSED_ON.iter().map(|name| (*name).to_owned()).collect();
    taken.extend(["default".to_owned(), FULL.to_owned()]);
    let mut names = IndexMap::new();
    for group in groups {
        let mut name = group.module.replace('_', "-").trim_matches('-').to_owned();
        while name.is_empty() || !taken.insert(name.clone()) {
            name.push_str("-operations");
        }
        names.insert(group.module.as_str(), name);
    }
    names
}

/// The modules of the groups that mention each type, directly or by way of others.
fn users(api: &Api) -> IndexMap<&str, IndexSet<&str>> {
    let inside: IndexMap<&str, Vec<&str>> = api
        .types
        .iter()
        .map(|definition| (definition.name.as_str(), definition.names_inside()))
        .collect();
    let mut users: IndexMap<&str, IndexSet<&str>> = IndexMap::new();
    for group in &api.groups {
        let begin = group.operations.iter().flat_map(|it| it.types());
        for name in reached(begin.filter_map(|value| value.named()).collect(), &inside) {
            users.entry(name).or_default().insert(&group.module);
        }
    }
    // What stands at the root of the crate is compiled with any group.
    let error = api.error.as_ref().map(|error| error.type_name.as_str());
    let headers = api.headers.iter().flat_map(|headers| headers.types());
    let at_root = error.into_iter().chain(headers.filter_map(Type::named));
    for name in reached(at_root.collect(), &inside) {
        let all = api.groups.iter().map(|group| group.module.as_str());
        users.insert(name, all.collect());
    }
    for modules in users.values_mut() {
        if modules.len() == api.groups.len() {
            // Not quite always: without any group nothing mentions it, but that is no program.
            modules.clear();
        }
    }
    users
}

/// The types that can be come by from these.
fn reached<'a>(
    mut pending: Vec<&'a str>,
    inside: &IndexMap<&'a str, Vec<&'a str>>,
) -> IndexSet<&'a str> {
    let mut reached = IndexSet::new();
    while let Some(name) = pending.pop() {
        if let Some((name, names)) = inside.get_key_value(name)
            && reached.insert(*name)
        {
            pending.extend(names);
        }
    }
    reached
}
