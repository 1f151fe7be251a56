//! What a change of the document does to those who use the crate.
//!
//! ```text
//! old listing ─┬─► matching ─► differences ─► report ─► text, Markdown
//! new listing ─┘   who is who   class, reason  verdict
//! ```
//!
//! ```
//! use oas_codegen::changes::{Class, compare};
//! use oas_codegen::listing::Listing;
//!
//! let old = Listing::parse("crate pets: 1.2.0\ntype Pet: struct\nfield Pet.name: Option<String>  (name, optional)")?;
//! let new = Listing::parse("crate pets: 1.2.0\ntype Pet: struct\nfield Pet.name: String  (name, required)")?;
//! let report = compare(&old, &new);
//! assert_eq!(report.verdict.class, Some(Class::Breaking));
//! assert_eq!(report.verdict.needed.as_deref(), Some("2.0.0"));
//! # Ok::<(), oas_codegen::listing::ParseError>(())
//! ```

mod differences;
mod facts;
mod markdown;
mod matching;
mod renames;
mod text;
mod verdict;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::listing::{Kind, Listing};

pub use verdict::{Verdict, next_version};

/// What became of the items of one crate in another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The name of the crate.
    pub package: String,
    /// Each change, the breaking ones first.
    pub changes: Vec<Change>,
    /// What they come to.
    pub verdict: Verdict,
}

/// One change of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What kind of item it is about.
    pub kind: Kind,
    /// What happened to it.
    pub action: Action,
    /// What of it changed, such as `type`; for [`Action::Changed`] only.
    pub facet: Option<String>,
    /// Its path in the new listing, or if it was removed in the old one.
    pub path: String,
    /// What it is in the words of the document: ``property `name` of `Pet` ``.
    pub spec: String,
    /// What it is in Rust: ``field `Pet.name: String` ``.
    pub rust: String,
    /// What was: its path or its value.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// What it means for those who use the crate.
    pub class: Class,
    /// Why.
    pub reason: String,
}

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Action {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It has another name.
    Renamed {
        /// Whether that it is the same is only likely: it looks the same.
        guess: bool,
    },
    /// Something of it is not what it was.
    Changed,
}

/// What a change means for those who use the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Only texts for readers changed.
    Documentation,
    /// What compiled before compiles still; there may be more to use, or other bytes on the wire.
    Additive,
    /// A program that used the crate may not compile any more.
    Breaking,
}

impl Class {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::Documentation];

    /// `breaking`, `additive` or `documentation`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Documentation => "documentation",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl Action {
    /// `added`, `removed`, `renamed` or `changed`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed { .. } => "renamed",
            Self::Changed => "changed",
        }
    }
}

/// Compares the listings of two versions of a crate.
///
/// What is inside something that was added or removed is not told again: its line says how much
/// that is.
#[must_use]
pub fn compare(old: &Listing, new: &Listing) -> Report {
    let matching = matching::Matching::of(old, new);
    let mut changes = differences::all(&matching);
    changes.sort_by(|left, right| {
        let class = right.class.cmp(&left.class);
        class
            .then_with(|| left.kind.cmp(&right.kind))
            .then_with(|| left.path.split('.').cmp(right.path.split('.')))
            .then_with(|| left.action.cmp(&right.action))
    });
    let class = changes.iter().map(|change| change.class).max();
    Report {
        package: new.package().unwrap_or_default().to_owned(),
        verdict: Verdict::new(class, old.version(), new.version()),
        changes,
    }
}

impl Report {
    /// The changes of one class.
    pub fn of_class(&self, class: Class) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.class == class)
    }

    /// Whether there is nothing to report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
