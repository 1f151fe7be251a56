//! The paragraphs of a doc comment, from everything that the document says of a thing.

use crate::document::{ExternalDocs, Provenance, SchemaExtensions};
use crate::resolve::Annotations;
use crate::source::Node;

/// Texts longer than this are not repeated as a default or an example.
const LONGEST_VALUE: usize = 120;

/// The width at which sentences of the generator are wrapped.
const WIDTH: usize = 96;

/// Collects paragraphs.
#[derive(Debug, Default)]
pub(super) struct Docs(Vec<String>);

impl Docs {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn paragraph(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.trim().is_empty() && !self.0.contains(&text) {
            self.0.push(text);
        }
        self
    }

    /// A paragraph of words only, wrapped.
    pub(super) fn sentence(self, text: &str) -> Self {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        self.paragraph(lines.join("\n"))
    }

    pub(super) fn optional(self, text: Option<&String>) -> Self {
        match text {
            Some(text) => self.paragraph(text.clone()),
            None => self,
        }
    }

    /// Title and description of a schema, or `otherwise` if it has neither.
    pub(super) fn described(self, annotations: &Annotations, otherwise: &str) -> Self {
        let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        match (said(&annotations.title), said(&annotations.description)) {
            (None, None) => self.paragraph(otherwise),
            (Some(title), None) => self.paragraph(sentence(&title)),
            (None, Some(description)) => self.paragraph(description),
            // A title that the description begins with anyway is not said twice.
            (Some(title), Some(description)) if description.starts_with(title.trim()) => {
                self.paragraph(description)
            }
            (Some(title), Some(description)) => {
                self.paragraph(sentence(&title)).paragraph(description)
            }
        }
    }

    /// Constraints, default, examples and outside documentation.
    pub(super) fn details(mut self, annotations: &Annotations) -> Self {
        let constraints: Vec<String> = annotations
            .constraints
            .iter()
            .map(|(key, value)| format!("{} {}", constraint(key), code(value)))
            .collect();
        if !constraints.is_empty() {
            self = self.paragraph(format!("Constraints: {}.", constraints.join(", ")));
        }
        if let Some(default) = &annotations.default {
            self = self.paragraph(format!("Default: {}.", code(default)));
        }
        let examples: Vec<String> = annotations
            .examples
            .iter()
            .filter(|example| !matches!(example, Node::Object(_) | Node::Array(_) | Node::Null))
            .map(code)
            .filter(|example| example.len() <= LONGEST_VALUE)
            .collect();
        if !examples.is_empty() {
            self = self.paragraph(format!("Example: {}.", examples.join(", ")));
        }
        if annotations.read_only {
            self = self.paragraph("Set by the server only.");
        }
        if annotations.write_only {
            self = self.paragraph("Sent to the server only.");
        }
        self.external(annotations.external_docs.as_ref())
    }

    /// A deprecated type says so in words: the attribute would warn wherever the crate itself uses it.
    pub(super) fn deprecation(self, deprecated: bool) -> Self {
        if deprecated {
            self.paragraph("**Deprecated**: it should no longer be used.")
        } else {
            self
        }
    }

    pub(super) fn external(self, docs: Option<&ExternalDocs>) -> Self {
        match docs {
            Some(docs) => {
                let what = docs.description.as_deref().unwrap_or("See also");
                self.paragraph(format!(
                    "{}: <{}>",
                    what.trim_end_matches(['.', ':']),
                    docs.url
                ))
            }
            None => self,
        }
    }

    pub(super) fn provenance(self, provenance: Option<&Provenance>) -> Self {
        let Some(provenance) = provenance else {
            return self;
        };
        let mut text = match provenance.confidence.as_str() {
            "documented" => "**Documented.**".to_owned(),
            "matched" => "**Matched**, not documented for this place.".to_owned(),
            _ => "**Inferred**, not documented.".to_owned(),
        };
        if let Some(note) = &provenance.note {
            text.push(' ');
            text.push_str(note.trim());
        }
        if let Some(source) = &provenance.source {
            text.push_str(&format!(" (Source: {}.)", source.trim_end_matches('.')));
        }
        self.sentence(&text)
    }

    pub(super) fn extensions(mut self, extensions: &SchemaExtensions, integrations: usize) -> Self {
        if let Some(count) = extensions.supported_count {
            self = self.sentence(&if integrations == 0 {
                format!("Given by {count} integrations.")
            } else {
                format!("Given by {count} of {integrations} integrations.")
            });
        }
        if extensions.personal_data {
            self = self.paragraph("Personal data: hidden in `Debug` output.");
        }
        self.provenance(extensions.provenance.as_ref())
    }

    pub(super) fn into_paragraphs(self) -> Vec<String> {
        self.0
    }
}

/// A title as a sentence.
fn sentence(title: &str) -> String {
    let title = title.trim();
    if title.ends_with(['.', '!', '?', ':']) {
        title.to_owned()
    } else {
        format!("{title}.")
    }
}

/// A value as inline code; the fence is longer than any run of backticks inside.
pub(super) fn code(value: &Node) -> String {
    let text = match value {
        Node::String(text) => text.replace(['\n', '\r'], " "),
        other => other.to_json_text(),
    };
    let text = if text.chars().count() > LONGEST_VALUE {
        let start: String = text.chars().take(LONGEST_VALUE).collect();
        format!("{start}…")
    } else {
        text
    };
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    let longest_run = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest_run + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{padding}{text}{padding}{fence}")
}

fn constraint(key: &str) -> &str {
    match key {
        "multipleOf" => "a multiple of",
        "maximum" => "at most",
        "exclusiveMaximum" => "less than",
        "minimum" => "at least",
        "exclusiveMinimum" => "more than",
        "maxLength" => "length at most",
        "minLength" => "length at least",
        "pattern" => "matches",
        "maxItems" => "elements at most",
        "minItems" => "elements at least",
        "uniqueItems" => "unique elements",
        "maxProperties" => "members at most",
        "minProperties" => "members at least",
        "contentEncoding" => "encoded as",
        "contentMediaType" => "of the media type",
        other => other,
    }
}
