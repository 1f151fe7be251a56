//! Which item of the old listing is which of the new one.
//!
//! From the outside in: what belongs to an item is looked for in what that item became. First
//! the same path, then the same name in the document, then what looks the same.

use std::collections::{HashMap, HashSet};

use super::renames::{self, Renamings};
use crate::listing::{Item, Kind, Listing};

/// How two items were found to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Path,
    Spec,
    Guess,
}

/// An item in both listings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'l> {
    pub(super) old: &'l Item,
    pub(super) new: &'l Item,
    pub(super) how: How,
}

/// The items of both listings, put together.
#[derive(Debug)]
pub(super) struct Matching<'l> {
    pub(super) old: &'l Listing,
    pub(super) new: &'l Listing,
    pub(super) pairs: Vec<Pair<'l>>,
    /// What is in the old one only, without what belongs to such.
    pub(super) removed: Vec<&'l Item>,
    /// What is in the new one only, without what belongs to such.
    pub(super) added: Vec<&'l Item>,
    /// The names that types and modules have got.
    pub(super) renamings: Renamings<'l>,
    /// The new item of each old one.
    became: HashMap<(Kind, &'l str), &'l Item>,
    taken: HashSet<(Kind, &'l str)>,
}

/// What belongs to something comes after it.
const LEVELS: [&[Kind]; 4] = [
    &[
        Kind::Crate,
        Kind::Client,
        Kind::Credential,
        Kind::Server,
        Kind::Integration,
        Kind::Coverage,
        Kind::Group,
    ],
    &[Kind::Type],
    &[
        Kind::Operation,
        Kind::Field,
        Kind::Value,
        Kind::Alternative,
        Kind::Part,
        Kind::Variable,
    ],
    &[Kind::Parameter, Kind::Body, Kind::Answer, Kind::Method],
];

impl<'l> Matching<'l> {
    pub(super) fn of(old: &'l Listing, new: &'l Listing) -> Self {
        let mut matching = Self {
            old,
            new,
            pairs: Vec::new(),
            removed: Vec::new(),
            added: Vec::new(),
            renamings: Renamings::default(),
            became: HashMap::new(),
            taken: HashSet::new(),
        };
        for kinds in LEVELS {
            for kind in kinds {
                matching.kind(*kind);
            }
        }
        matching
            .pairs
            .sort_by_key(|pair| (pair.new.kind, pair.new.path.as_str()));
        matching.rest();
        matching
    }

    fn kind(&mut self, kind: Kind) {
        let old: Vec<&Item> = self
            .old
            .items()
            .iter()
            .filter(|it| it.kind == kind)
            .collect();
        let new: Vec<&Item> = self
            .new
            .items()
            .iter()
            .filter(|it| it.kind == kind)
            .collect();
        let (Some(first_old), Some(first_new)) = (old.first(), new.first()) else {
            return;
        };
        if kind == Kind::Crate {
            // It may have got another name, and is the crate all the same.
            self.pair(first_old, first_new, How::Path);
            return;
        }
        // An operation is itself wherever it stands.
        if kind == Kind::Operation {
            self.by_spec(&old, &new, |_, _, _| true);
        }
        let by_path: HashMap<&str, &Item> = new.iter().map(|it| (it.path.as_str(), *it)).collect();
        for item in &old {
            let Some(path) = self.expected_path(item) else {
                continue;
            };
            if let Some(found) = by_path.get(path.as_str())
                && !is_another(item, found, &new)
            {
                self.pair(item, found, How::Path);
            }
        }
        let belongs = |matching: &Self, old: &Item, new: &Item| matching.is_in_same(old, new);
        self.by_spec(&old, &new, belongs);
        self.by_likeness(&old, &new);
    }

    /// Where an item is if it kept its name; none if what it belongs to is gone.
    pub(super) fn expected_path(&self, item: &Item) -> Option<String> {
        match item.kind.parent() {
            None => Some(self.renamings.in_modules(&item.path)),
            Some(parent) => {
                let parent = self.became.get(&(parent, item.parent()))?;
                Some(format!("{}.{}", parent.path, item.name()))
            }
        }
    }

    fn is_in_same(&self, old: &Item, new: &Item) -> bool {
        match old.kind.parent() {
            None => true,
            Some(parent) => self
                .became
                .get(&(parent, old.parent()))
                .is_some_and(|parent| parent.path == new.parent()),
        }
    }

    fn pair(&mut self, old: &'l Item, new: &'l Item, how: How) {
        let (from, to) = ((old.kind, old.path.as_str()), (new.kind, new.path.as_str()));
        if self.became.contains_key(&from) || !self.taken.insert(to) {
            return;
        }
        self.became.insert(from, new);
        self.renamings.note(old, new);
        self.pairs.push(Pair { old, new, how });
    }

    fn is_open(&self, old: &Item) -> bool {
        !self.became.contains_key(&(old.kind, old.path.as_str()))
    }

    fn is_free(&self, new: &Item) -> bool {
        !self.taken.contains(&(new.kind, new.path.as_str()))
    }

    /// Those of one name in the document, if there is only one of it on either side.
    fn by_spec(
        &mut self,
        old: &[&'l Item],
        new: &[&'l Item],
        fits: impl Fn(&Self, &Item, &Item) -> bool,
    ) {
        let mut by_name: HashMap<&str, Vec<&'l Item>> = HashMap::new();
        for item in new.iter().filter(|item| self.is_free(item)) {
            if let Some(name) = &item.spec {
                by_name.entry(name).or_default().push(item);
            }
        }
        let mut found = Vec::new();
        let mut users: HashMap<(Kind, &str), usize> = HashMap::new();
        for item in old.iter().filter(|item| self.is_open(item)) {
            let named = item.spec.as_deref().and_then(|name| by_name.get(name));
            let mut fitting = named
                .into_iter()
                .flatten()
                .filter(|other| fits(self, item, other));
            if let (Some(only), None) = (fitting.next(), fitting.next()) {
                *users.entry((only.kind, only.path.as_str())).or_default() += 1;
                found.push((*item, *only));
            }
        }
        for (old, new) in found {
            if users.get(&(new.kind, new.path.as_str())) == Some(&1) {
                self.pair(old, new, How::Spec);
            }
        }
    }

    /// Those that look the same, the most alike first.
    fn by_likeness(&mut self, old: &[&'l Item], new: &[&'l Item]) {
        let mut open: HashMap<&str, Vec<&'l Item>> = HashMap::new();
        for item in new.iter().filter(|item| self.is_free(item)) {
            open.entry(parent_of(item)).or_default().push(item);
        }
        let mut found: Vec<(f64, &Item, &Item)> = Vec::new();
        for item in old.iter().filter(|item| self.is_open(item)) {
            let parent = match item.kind.parent() {
                None => "",
                Some(kind) => match self.became.get(&(kind, item.parent())) {
                    Some(parent) => parent.path.as_str(),
                    None => continue,
                },
            };
            for other in open.get(parent).into_iter().flatten() {
                if let Some(score) = renames::likeness(self, item, other) {
                    found.push((score, item, other));
                }
            }
        }
        found.sort_by(|left, right| {
            let score = right.0.total_cmp(&left.0);
            score
                .then_with(|| left.1.path.cmp(&right.1.path))
                .then_with(|| left.2.path.cmp(&right.2.path))
        });
        for (_, old, new) in found {
            self.pair(old, new, How::Guess);
        }
    }

    /// What has no counterpart, but for what belongs to such.
    fn rest(&mut self) {
        let mut removed = Vec::new();
        for item in self.old.items().iter().filter(|item| self.is_open(item)) {
            let parent = item.kind.parent();
            if parent.is_none_or(|kind| self.became.contains_key(&(kind, item.parent()))) {
                removed.push(item);
            }
        }
        let mut added = Vec::new();
        for item in self.new.items().iter().filter(|item| self.is_free(item)) {
            let parent = item.kind.parent();
            if parent.is_none_or(|kind| self.taken.contains(&(kind, item.parent()))) {
                added.push(item);
            }
        }
        self.removed = removed;
        self.added = added;
    }
}

/// Whether what has an item's path is another thing of the document, and the item's own has another
/// path now: what used it would compile, and would mean something else.
fn is_another(old: &Item, found: &Item, new: &[&Item]) -> bool {
    old.spec.is_some()
        && old.spec != found.spec
        && new
            .iter()
            .any(|other| other.spec == old.spec && parent_of(other) == parent_of(found))
}

/// What an item belongs to; nothing, for one whose path only looks so.
fn parent_of(item: &Item) -> &str {
    if item.kind.parent().is_some() {
        item.parent()
    } else {
        ""
    }
}
