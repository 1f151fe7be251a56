//! The listing of a crate: every public item that comes from the document, one a line.
//!
//! It is emitted as `api.txt`, is read back without loss, and is what two versions of a crate
//! are compared by: see [`changes`](crate::changes).

mod digest;
mod kind;
mod text;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

pub use kind::Kind;
pub use text::ParseError;

pub(crate) use digest::digest;

/// The file of an emitted crate that holds its listing.
pub const FILE: &str = "api.txt";

/// Every public item of a crate that comes from the document, in a stable order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    items: Vec<Item>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Where it is in the crate: the path of what it belongs to and its own name, with a dot
    /// between them, such as `candidates().list.job_id` or `Candidate.first_name`.
    pub path: String,
    /// What Rust says of it: a type, or the signature of a method. Empty if there is nothing to say.
    pub rust: String,
    /// Its name in the document, if it has one.
    pub spec: Option<String>,
    /// What else is known of it, in a fixed order.
    pub facts: Vec<Fact>,
    /// The digest of its documentation, if it has any.
    pub docs: Option<u32>,
}

/// Something that is known of an item: a word, or a word and a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is known, one word of letters, digits and `-`.
    pub key: String,
    /// Its value; empty if the word says it all.
    pub value: String,
}

impl Listing {
    /// Of these items, in whatever order they come.
    pub(crate) fn new(mut items: Vec<Item>) -> Self {
        items.sort_by(order);
        Self { items }
    }

    /// The items.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The name of the crate.
    #[must_use]
    pub fn package(&self) -> Option<&str> {
        Some(self.of_crate()?.path.as_str())
    }

    /// The version of the crate: the document's, if that is a semantic version.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        Some(self.of_crate()?.rust.as_str())
    }

    fn of_crate(&self) -> Option<&Item> {
        self.items.iter().find(|item| item.kind == Kind::Crate)
    }
}

impl Item {
    /// An item of which nothing else is known.
    pub(crate) fn new(kind: Kind, path: impl Into<String>) -> Self {
        Self {
            kind,
            path: path.into(),
            rust: String::new(),
            spec: None,
            facts: Vec::new(),
            docs: None,
        }
    }

    pub(crate) fn rust(mut self, rust: impl Into<String>) -> Self {
        self.rust = rust.into();
        self
    }

    pub(crate) fn spec(mut self, name: impl Into<String>) -> Self {
        self.spec = Some(name.into());
        self
    }

    /// A word, where it holds.
    pub(crate) fn flag(mut self, key: &str, holds: bool) -> Self {
        if holds {
            self.facts.push(Fact {
                key: key.to_owned(),
                value: String::new(),
            });
        }
        self
    }

    /// A word with its value.
    pub(crate) fn fact(mut self, key: &str, value: impl Into<String>) -> Self {
        self.facts.push(Fact {
            key: key.to_owned(),
            value: value.into(),
        });
        self
    }

    /// Its documentation, paragraph by paragraph.
    pub(crate) fn docs<T: AsRef<str>>(mut self, paragraphs: &[T]) -> Self {
        self.docs = digest(paragraphs);
        self
    }

    /// The path of what it belongs to; empty for what stands for itself.
    #[must_use]
    pub fn parent(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(parent, _)| parent)
    }

    /// Its own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path
            .rsplit_once('.')
            .map_or(self.path.as_str(), |(_, name)| name)
    }

    /// The value of a fact, if it is known; empty for a mere word.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.facts
            .iter()
            .find(|fact| fact.key == key)
            .map(|fact| fact.value.as_str())
    }

    /// Whether a fact holds.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

/// The crate, then by section, and what belongs to an item right after it.
fn order(left: &Item, right: &Item) -> Ordering {
    let of_crate = |item: &Item| item.kind != Kind::Crate;
    let section = left.kind.section().cmp(&right.kind.section());
    section
        .then_with(|| of_crate(left).cmp(&of_crate(right)))
        .then_with(|| left.path.split('.').cmp(right.path.split('.')))
        .then_with(|| left.kind.cmp(&right.kind))
}
