//! The text of a document, and the places in it.
//!
//! The first stage: text becomes a tree of [`Node`]s. Where something stands is not
//! kept with the tree; [`Source::locate`] reads the text again when a diagnostic is
//! rendered, so that a document without faults pays nothing for it.

mod json;
mod node;
mod places;
mod pointer;
mod yaml;

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

pub use node::Node;
pub use pointer::Pointer;
pub(crate) use pointer::percent_decode;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Target};
use node::NodeReader;
use places::Places;

/// The notation a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    Yaml,
    Json,
}

/// A document before it is read: its name for messages, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    notation: Notation,
    /// Looked up when the first place is asked for.
    index: OnceLock<Lookup>,
}

/// Two sources are the same if their names and their texts are.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Source {}

impl Hash for Source {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

/// Where things stand in the text.
#[derive(Debug, Clone)]
struct Lookup {
    /// The byte offset at which each line begins.
    lines: Vec<usize>,
    marks: Marks,
}

#[derive(Debug, Clone)]
enum Marks {
    Yaml(Places<Place>),
    Json(Places<usize>),
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What a parser could not read.
struct SyntaxError {
    message: String,
    place: Option<Place>,
}

impl Source {
    /// A document with the name that messages shall give it, usually its path. The last part
    /// of the path is also the name by which other files of the document refer to this one.
    ///
    /// A name that ends in `.json` makes it JSON, `.yaml` and `.yml` make it YAML;
    /// under any other name a text that begins with `{` is taken for JSON.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let name = name.into();
        let text: String = text.into();
        let text = text
            .strip_prefix('\u{feff}')
            .map_or_else(|| text.clone(), str::to_owned);
        let lower = name.to_lowercase();
        let notation = if lower.ends_with(".json") {
            Notation::Json
        } else if lower.ends_with(".yaml") || lower.ends_with(".yml") {
            Notation::Yaml
        } else if text.trim_start().starts_with('{') {
            Notation::Json
        } else {
            Notation::Yaml
        };
        Self {
            name,
            text,
            notation,
            index: OnceLock::new(),
        }
    }

    /// The name given to [`Source::new`].
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads the text. `None` if it cannot be read at all, which is then reported.
    pub(crate) fn read(&self, diagnostics: &Diagnostics) -> Option<Node> {
        let mut reader = NodeReader::default();
        let result = match self.notation {
            Notation::Yaml => yaml::read(&self.text, &mut reader),
            Notation::Json => json::read(&self.text, &mut reader),
        };
        for path in &reader.duplicates {
            let pointer = path
                .iter()
                .fold(Pointer::root(), |pointer, key| pointer.child(key));
            let key = path.last().map_or("", String::as_str);
            let mut duplicate = Diagnostic::new(
                Severity::Error,
                Code::DuplicateKey,
                &pointer,
                format!("the key `{key}` stands twice in the same object"),
                "remove one of the two, or rename it",
            );
            duplicate.target = Target::RepeatedKey;
            diagnostics.push_fault(duplicate, "the last of them is taken");
        }
        match result {
            Ok(node) => Some(node),
            Err(error) => {
                let notation = match self.notation {
                    Notation::Yaml => "YAML",
                    Notation::Json => "JSON",
                };
                let place = error.place.unwrap_or(Place { line: 1, column: 1 });
                diagnostics.push(
                    Diagnostic::new(
                        Severity::Error,
                        Code::Syntax,
                        &Pointer::root(),
                        format!("this is not {notation}: {}", error.message),
                        "nothing after this place could be read; mend it and run again",
                    )
                    .at_position(place.line, place.column),
                );
                None
            }
        }
    }

    /// Where the value at `pointer`, or its key, begins. If there is no such value,
    /// where the nearest one that would hold it begins.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer, target: Target) -> Place {
        let segments = pointer.segments();
        let lookup = self.lookup();
        let found = |path: &[&str], target: Target| match &lookup.marks {
            Marks::Yaml(places) => places.find(path, target),
            Marks::Json(places) => places
                .find(path, target)
                .map(|offset| lookup.place_of(&self.text, offset)),
        };
        if let Some(place) = found(&segments, target) {
            return place;
        }
        (0..segments.len())
            .rev()
            .find_map(|length| found(segments.get(..length)?, Target::Key))
            .unwrap_or(Place { line: 1, column: 1 })
    }

    /// Brings a place that a parser gave into the bounds of the text.
    pub(crate) fn place_at(&self, line: usize, column: usize) -> Place {
        let lines = self.text.lines().count().max(1);
        Place {
            line: line.clamp(1, lines),
            column: column.max(1),
        }
    }

    /// The text of a line, from 1, without its end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let lines = &self.lookup().lines;
        let begins = lines.get(line.saturating_sub(1)).copied();
        let Some(rest) = begins.and_then(|begins| self.text.get(begins..)) else {
            return "";
        };
        rest.lines().next().unwrap_or_default()
    }

    fn lookup(&self) -> &Lookup {
        self.index.get_or_init(|| {
            let newlines = self.text.match_indices('\n').map(|(offset, _)| offset + 1);
            Lookup {
                lines: std::iter::once(0).chain(newlines).collect(),
                marks: match self.notation {
                    Notation::Yaml => Marks::Yaml(yaml::places(&self.text)),
                    Notation::Json => Marks::Json(json::places(&self.text)),
                },
            }
        })
    }
}

impl Lookup {
    /// Line and column of a byte offset.
    fn place_of(&self, text: &str, offset: usize) -> Place {
        let line = self.lines.partition_point(|begins| *begins <= offset);
        let begins = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Place {
            line: line.max(1),
            column: text.get(begins..offset).unwrap_or_default().chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests;
