//! What looks like the same thing under another name, and the names of types inside of types.

use std::collections::HashMap;

use super::matching::Matching;
use crate::listing::{Item, Kind, Listing};

/// Names more alike than this are of one thing, if all else is the same.
const NAMES_ALIKE: f64 = 0.6;

/// Types with more of their members in common than this are one.
const MEMBERS_ALIKE: f64 = 0.5;

/// The names that types and modules have got.
#[derive(Debug, Default)]
pub(super) struct Renamings<'l> {
    types: HashMap<&'l str, &'l str>,
    /// `operations::old::` and what it is now.
    modules: Vec<(String, String)>,
}

impl<'l> Renamings<'l> {
    pub(super) fn note(&mut self, old: &'l Item, new: &'l Item) {
        if old.path == new.path {
            return;
        }
        match old.kind {
            Kind::Type => {
                self.types.insert(&old.path, &new.path);
            }
            Kind::Group => self.modules.push((module(old), module(new))),
            _ => {}
        }
    }

    /// A path or a text of Rust with the modules of now.
    pub(super) fn in_modules(&self, rust: &str) -> String {
        let mut text = rust.to_owned();
        for (old, new) in &self.modules {
            text = text.replace(old, new);
        }
        text
    }

    /// A text of Rust with the modules and the types of now.
    pub(super) fn apply(&self, rust: &str) -> String {
        if self.types.is_empty() {
            return self.in_modules(rust);
        }
        // The types are known by the paths that they had, so their turn is first.
        let mut renamed = String::new();
        let mut rest = rust;
        while let Some(first) = rest.chars().next() {
            let length = path_length(rest);
            if length == 0 {
                renamed.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            }
            let (path, after) = rest.split_at(length);
            renamed.push_str(self.types.get(path).copied().unwrap_or(path));
            rest = after;
        }
        self.in_modules(&renamed)
    }
}

fn module(group: &Item) -> String {
    format!("operations::{}::", group.path.trim_end_matches("()"))
}

/// The length of the path that a text begins with: names with `::` between them.
fn path_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = text.get(length..).unwrap_or_default();
        let name = rest
            .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(rest.len());
        length += name;
        let after = rest.get(name..).unwrap_or_default();
        if name == 0 || !after.starts_with("::") {
            return length;
        }
        length += "::".len();
    }
}

/// How much an item of the old listing looks like one of the new; none if it is not enough.
pub(super) fn likeness(matching: &Matching<'_>, old: &Item, new: &Item) -> Option<f64> {
    let names = names_alike(old.name(), new.name());
    match old.kind {
        Kind::Type | Kind::Group => {
            let (before, after) = (members(matching.old, old), members(matching.new, new));
            if before.is_empty() && after.is_empty() {
                let same = matching.renamings.apply(&old.rust) == new.rust;
                return (same && names > NAMES_ALIKE).then_some(names);
            }
            let members = shared(&before, &after);
            let enough = if names > NAMES_ALIKE {
                MEMBERS_ALIKE
            } else {
                0.7
            };
            let same_kind = old.kind == Kind::Group || old.rust == new.rust;
            // One member in common is chance, unless the name says the same.
            let is_likely = members >= enough && (before.len() > 1 || names > NAMES_ALIKE);
            (same_kind && is_likely).then_some(members + names)
        }
        Kind::Operation => {
            let same = ["method", "path"].map(|key| old.get(key) == new.get(key));
            match same {
                [true, true] => Some(2.0),
                [true, false] if old.docs.is_some() && old.docs == new.docs => {
                    (names > NAMES_ALIKE).then_some(1.0)
                }
                _ => None,
            }
        }
        // What it is called is all that these are.
        Kind::Answer | Kind::Body | Kind::Client | Kind::Crate | Kind::Coverage => None,
        _ => {
            let same = matching.renamings.apply(&old.rust) == new.rust;
            let place = old.get("in") == new.get("in");
            let words = old.docs.is_some() && old.docs == new.docs;
            let is_same_argument = old.get("in") == Some("path")
                && old.get("argument").is_some()
                && old.get("argument") == new.get("argument");
            if !same || !place {
                None
            } else if is_same_argument {
                // What a part of the path is called is nobody's affair but the document's.
                Some(2.0 + names)
            } else if words {
                Some(1.0 + names)
            } else {
                (names > NAMES_ALIKE).then_some(names)
            }
        }
    }
}

/// From 0 to 1: by letters, or by words.
fn names_alike(old: &str, new: &str) -> f64 {
    let words = |name: &str| -> Vec<String> {
        let name = heck::ToSnakeCase::to_snake_case(name);
        name.split('_').map(str::to_owned).collect()
    };
    let by_words = shared(&words(old), &words(new));
    strsim::normalized_levenshtein(&old.to_lowercase(), &new.to_lowercase()).max(by_words)
}

fn members(listing: &Listing, item: &Item) -> Vec<String> {
    let members = listing
        .items()
        .iter()
        .filter(|member| member.kind.parent() == Some(item.kind) && member.parent() == item.path);
    members.map(|member| member.name().to_owned()).collect()
}

/// How many are in both, of all.
#[expect(clippy::cast_precision_loss, reason = "a few members")]
fn shared(old: &[String], new: &[String]) -> f64 {
    let both = old.iter().filter(|name| new.contains(name)).count();
    let all = old.len() + new.len() - both;
    if all == 0 {
        0.0
    } else {
        both as f64 / all as f64
    }
}
