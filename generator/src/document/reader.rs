//! Reads one object and keeps the ledger of what was asked of it.
//!
//! Every member must be acted on, or said to be unsupported, or be unknown and so
//! reported by [`ObjectReader::finish`]: nothing is dropped silently.

use std::cell::Cell;

use indexmap::IndexMap;

use super::{Context, follow};
use crate::bundle::Kind;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::{Node, Pointer};

/// How many words of a vocabulary help; a schema's would fill the screen.
const LONGEST_VOCABULARY: usize = 24;

/// The members of an object, as the readers hand them around.
pub(super) type Members = IndexMap<String, Node>;

pub(super) struct ObjectReader<'a> {
    context: &'a Context<'a>,
    members: &'a Members,
    pointer: Pointer,
    /// Every keyword asked for, present or not: the vocabulary of this kind of object.
    asked: Vec<&'static str>,
    /// Whether unknown keywords are legal annotations here (JSON Schema 2020-12).
    open_vocabulary: bool,
    _depth: Depth<'a>,
}

/// Counts an object for as long as it is being read.
struct Depth<'a>(&'a Cell<usize>);

impl<'a> Depth<'a> {
    fn one_more(context: &'a Context<'a>) -> Self {
        context.depth.set(context.depth.get() + 1);
        context.objects.set(context.objects.get() + 1);
        Self(&context.depth)
    }
}

impl Drop for Depth<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

impl<'a> ObjectReader<'a> {
    pub(super) fn new(context: &'a Context<'a>, members: &'a Members, pointer: &Pointer) -> Self {
        Self {
            context,
            members,
            pointer: pointer.clone(),
            asked: Vec::with_capacity(32),
            open_vocabulary: false,
            _depth: Depth::one_more(context),
        }
    }

    /// Takes `node` as an object, or reports that it is none.
    pub(super) fn of(
        context: &'a Context<'a>,
        node: &'a Node,
        pointer: &Pointer,
        what: &str,
    ) -> Option<Self> {
        let Some(members) = node.as_object() else {
            context.diagnostics.fault(
                Code::WrongType,
                pointer,
                format!("{what} is an object; this is {}", node.kind()),
                "",
                "it is left out",
            );
            return None;
        };
        Some(Self::new(context, members, pointer))
    }

    pub(super) fn with_open_vocabulary(mut self) -> Self {
        self.open_vocabulary = true;
        self
    }

    pub(super) fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    pub(super) fn at(&self, key: &str) -> Pointer {
        self.pointer.child(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.members.contains_key(key)
    }

    /// A member that may not be meant for us: it counts as read only when it is asked for.
    pub(super) fn peek(&self, key: &str) -> Option<&'a Node> {
        self.members.get(key)
    }

    /// Marks a keyword as acted on without reading it.
    pub(super) fn act_on(&mut self, key: &'static str) {
        self.asked.push(key);
    }

    pub(super) fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.members.get(key)
    }

    fn wrong_type(&self, key: &str, expected: &str, found: &Node) {
        self.context.diagnostics.fault(
            Code::WrongType,
            &self.at(key),
            format!("`{key}` is {expected}; this is {}", found.kind()),
            "",
            format!("the object is read as if it had no `{key}`"),
        );
    }

    fn missing(&self, key: &str) {
        self.context.diagnostics.fault(
            Code::MissingField,
            &self.pointer,
            format!("`{key}` is required here and missing"),
            format!("add `{key}`"),
            "it is read as empty; what cannot be without it is left out",
        );
    }

    pub(super) fn string(&mut self, key: &'static str) -> Option<String> {
        match self.node(key)? {
            Node::String(text) => Some(text.clone()),
            other => {
                self.wrong_type(key, "a text", other);
                None
            }
        }
    }

    /// A text that YAML may take for a number, such as `version: 1.0`.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        match self.node(key)? {
            Node::Number(number) => Some(number.to_string()),
            Node::String(text) => Some(text.clone()),
            other => {
                self.wrong_type(key, "a text", other);
                None
            }
        }
    }

    pub(super) fn required_string(&mut self, key: &'static str) -> Option<String> {
        if !self.has(key) {
            self.asked.push(key);
            self.missing(key);
            return None;
        }
        self.text(key)
    }

    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        match self.node(key)? {
            Node::Boolean(value) => Some(*value),
            other => {
                self.wrong_type(key, "`true` or `false`", other);
                None
            }
        }
    }

    pub(super) fn unsigned(&mut self, key: &'static str) -> Option<u64> {
        match self.node(key)? {
            Node::Number(number) if number.as_u64().is_some() => number.as_u64(),
            other => {
                self.wrong_type(key, "a whole number from 0", other);
                None
            }
        }
    }

    pub(super) fn optional_object(&mut self, key: &'static str) -> Option<(&'a Members, Pointer)> {
        let (pointer, node) = self.written_out(key)?;
        match node {
            Node::Object(members) => Some((members, pointer)),
            other => {
                self.wrong_type(key, "an object", other);
                None
            }
        }
    }

    /// A map of values by names of the document's own, of which `$ref` is one like others.
    pub(super) fn values(&mut self, key: &'static str) -> Members {
        match self.node(key) {
            None => Members::default(),
            Some(Node::Object(members)) => members.clone(),
            Some(other) => {
                self.wrong_type(key, "an object", other);
                Members::default()
            }
        }
    }

    /// A member, or what a reference in the place of a whole map or list leads to: OpenAPI has
    /// none there, but some tools follow them anywhere.
    fn written_out(&mut self, key: &'static str) -> Option<(Pointer, &'a Node)> {
        let node = self.node(key)?;
        let pointer = self.at(key);
        if lone_reference(node).is_none() {
            return Some((pointer, node));
        }
        self.context.diagnostics.fault(
            Code::InvalidValue,
            &pointer.child("$ref"),
            format!("`{key}` cannot be a reference: only single objects can"),
            "write it out here, and let each of its entries refer to what it is",
            "it is read as if what it leads to stood here",
        );
        follow::target(self.context, node, &pointer, Kind::Unknown)
    }

    pub(super) fn required_object(&mut self, key: &'static str) -> Option<(&'a Members, Pointer)> {
        if !self.has(key) {
            self.asked.push(key);
            self.missing(key);
            return None;
        }
        self.optional_object(key)
    }

    pub(super) fn array(&mut self, key: &'static str) -> Vec<(&'a Node, Pointer)> {
        match self.written_out(key) {
            None => Vec::new(),
            Some((pointer, Node::Array(elements))) => elements
                .iter()
                .enumerate()
                .map(|(index, element)| (element, pointer.child(index)))
                .collect(),
            Some((_, other)) => {
                self.wrong_type(key, "an array", other);
                Vec::new()
            }
        }
    }

    pub(super) fn strings(&mut self, key: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for (element, pointer) in self.array(key) {
            match element {
                Node::String(text) => texts.push(text.clone()),
                other => self.context.diagnostics.fault(
                    Code::WrongType,
                    &pointer,
                    format!("an element of `{key}` is a text; this is {}", other.kind()),
                    "",
                    "the element is left out",
                ),
            }
        }
        texts
    }

    /// The entries of a map from names to objects, such as `properties`.
    pub(super) fn entries(&mut self, key: &'static str) -> Vec<(&'a str, &'a Node, Pointer)> {
        self.optional_object(key)
            .map(|(members, pointer)| {
                members
                    .iter()
                    .map(|(name, node)| (name.as_str(), node, pointer.child(name)))
                    .collect()
            })
            .unwrap_or_default()
    }

    /// One of a list of words.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.string(key)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            self.context.diagnostics.fault(
                Code::InvalidValue,
                &self.at(key),
                format!("`{key}` cannot be `{text}`"),
                one_of(&text, words.iter().map(|(word, _)| *word)),
                format!("the object is read as if it had no `{key}`"),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Warns that a keyword of OpenAPI has no effect on the emitted crate.
    pub(super) fn unsupported(&mut self, key: &'static str, why: &str) {
        self.asked.push(key);
        if self.has(key) {
            self.context.diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::UnsupportedKeyword,
                    &self.at(key),
                    format!("`{key}` has no effect: {why}"),
                    "",
                )
                .at_key(),
            );
        }
    }

    /// Notes a keyword that says nothing a client could act on.
    pub(super) fn note_only(&mut self, key: &'static str) {
        self.asked.push(key);
        if self.has(key) {
            self.context.diagnostics.push(
                Diagnostic::new(
                    Severity::Note,
                    Code::UnsupportedKeyword,
                    &self.at(key),
                    format!("`{key}` is not needed and not used"),
                    "",
                )
                .at_key(),
            );
        }
    }

    /// Reports every member that was not asked for.
    pub(super) fn finish(self) {
        for (key, _) in self.members {
            if self.asked.contains(&key.as_str()) {
                continue;
            }
            self.report_unknown(key);
        }
    }

    fn report_unknown(&self, key: &str) {
        let pointer = self.at(key);
        let own = key.starts_with("x-");
        let vocabulary = self
            .asked
            .iter()
            .copied()
            .filter(|known| known.starts_with("x-") == own);
        if let Some(known) = most_similar(key, vocabulary) {
            let fault = Diagnostic::new(
                Severity::Error,
                Code::MisspelledKeyword,
                &pointer,
                format!("`{key}` is not a keyword here"),
                format!("did you mean `{known}`?"),
            );
            let diagnostics = self.context.diagnostics;
            return diagnostics.push_fault(fault.at_key(), "it has no effect");
        }
        if own {
            return note_foreign_extension(self.context, key, &pointer);
        }
        let help = self
            .vocabulary()
            .filter(|_| !self.open_vocabulary)
            .map_or_else(
                || "a keyword of one's own begins with `x-`".to_owned(),
                |words| format!("known here: {words}"),
            );
        let unknown = Diagnostic::new(
            Severity::Warning,
            Code::UnknownKeyword,
            &pointer,
            format!("`{key}` is not known here and has no effect"),
            help,
        );
        self.context.diagnostics.push(unknown.at_key());
    }

    /// The keywords of this kind of object, if they are few enough to be read.
    fn vocabulary(&self) -> Option<String> {
        let mut known: Vec<String> = Vec::new();
        for word in self.asked.iter().filter(|word| !word.starts_with("x-")) {
            let word = format!("`{word}`");
            if !known.contains(&word) {
                known.push(word);
            }
        }
        (1..=LONGEST_VOCABULARY)
            .contains(&known.len())
            .then(|| known.join(", "))
    }
}

/// The reference that an object is nothing but.
pub(super) fn lone_reference(node: &Node) -> Option<&str> {
    let members = node.as_object().filter(|members| members.len() == 1)?;
    members.get("$ref")?.as_str()
}

/// Notes an extension of another tool in an object whose keys are the document's own.
pub(super) fn note_foreign_extension(context: &Context<'_>, key: &str, pointer: &Pointer) {
    context.diagnostics.push(
        Diagnostic::new(
            Severity::Note,
            Code::ForeignExtension,
            pointer,
            format!("the extension `{key}` belongs to another tool and is not used"),
            "",
        )
        .at_key(),
    );
}

/// Help for a word outside its list.
pub(super) fn one_of<'w>(found: &str, words: impl Iterator<Item = &'w str> + Clone) -> String {
    if let Some(word) = most_similar(found, words.clone()) {
        return format!("did you mean `{word}`?");
    }
    let listed: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    format!("it is one of {}", listed.join(", "))
}

/// The word that `found` is most likely a slip of, if any is near enough.
pub(crate) fn most_similar<'w>(
    found: &str,
    words: impl Iterator<Item = &'w str>,
) -> Option<&'w str> {
    let length = found.chars().count();
    let allowed = match length {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    words
        .map(|word| {
            let same_letters = word.eq_ignore_ascii_case(found);
            let distance = if same_letters {
                1
            } else {
                strsim::damerau_levenshtein(word, found)
            };
            (distance, word)
        })
        .filter(|(distance, word)| {
            *distance > 0 && (*distance <= allowed || word.eq_ignore_ascii_case(found))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
