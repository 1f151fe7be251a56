//! Turns diagnostics into the text a maintainer reads: code, message, place, the line with a mark, help.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::Source;

/// Of a longer line only a part is shown: a minified document is one line of a megabyte.
const LONGEST_LINE_SHOWN: usize = 300;

/// How many characters of such a line are shown before and from the place on.
const SHOWN_BEFORE: usize = 40;
const SHOWN_FROM: usize = 60;

/// A diagnostic with its place looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The name of the file: that of the document, or of one that it refers to.
    pub file: String,
    /// Line in the source, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text for a terminal, without colours, ending in a newline.
    pub text: String,
}

/// Renders one diagnostic against the document that it speaks of. One about another file that
/// the document refers to brings that file along.
#[must_use]
pub fn render(diagnostic: &Diagnostic, source: &Source) -> Rendered {
    let source = diagnostic.file.as_deref().unwrap_or(source);
    let place = match diagnostic.position {
        Some((line, column)) => source.place_at(line, column),
        None => source.locate(&diagnostic.pointer, diagnostic.target),
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group: Group<'_> = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.as_str())
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());

    let line_text = source.line(place.line);
    let part = part_around(line_text, place.column);
    let (shown, column) = match &part {
        Some((part, column)) => (part.as_str(), *column),
        None => (line_text, place.column),
    };
    if !shown.is_empty() {
        group = group.element(
            Snippet::source(shown)
                .path(source.name())
                .line_start(place.line)
                .annotation(AnnotationKind::Primary.span(mark(shown, column))),
        );
    } else {
        group = group.element(
            Origin::path(source.name())
                .line(place.line)
                .char_column(place.column),
        );
    }
    let pointer = format!("at {}", diagnostic.pointer);
    group = group.element(Level::NOTE.message(pointer.as_str()));
    let instead = diagnostic.instead.as_ref();
    let instead = instead.map(|instead| format!("worked around: {instead}"));
    if let Some(instead) = &instead {
        group = group.element(Level::NOTE.message(instead.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }

    let mut text = Renderer::plain()
        .decor_style(DecorStyle::Ascii)
        .render(&[group]);
    text.push('\n');
    if part.is_some() {
        // The column is that of the whole line.
        let head = |column: usize| format!("{}:{}:{column}\n", source.name(), place.line);
        text = text.replacen(&head(column), &head(place.column), 1);
    }
    Rendered {
        file: source.name().to_owned(),
        line: place.line,
        column: place.column,
        text,
    }
}

/// The part of a long line around a column, and the column in that part.
fn part_around(line: &str, column: usize) -> Option<(String, usize)> {
    if line.len() <= LONGEST_LINE_SHOWN {
        return None;
    }
    let skipped = column.saturating_sub(1 + SHOWN_BEFORE);
    let mut rest = line.chars().skip(skipped);
    let kept: String = rest.by_ref().take(SHOWN_BEFORE + SHOWN_FROM).collect();
    let before = if skipped > 0 { "…" } else { "" };
    let after = if rest.next().is_some() { "…" } else { "" };
    let column = column - skipped + usize::from(skipped > 0);
    Some((format!("{before}{kept}{after}"), column))
}

/// The byte range to underline: the word that begins at the column.
fn mark(line: &str, column: usize) -> Range<usize> {
    let start = line
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(index, _)| index);
    let rest = line.get(start..).unwrap_or_default();
    let quoted = rest.starts_with(['"', '\'']);
    let end = if quoted {
        let quote = rest.chars().next().unwrap_or('"');
        rest.char_indices()
            .skip(1)
            .find(|(_, character)| *character == quote)
            .map(|(index, character)| index + character.len_utf8())
    } else {
        rest.char_indices()
            .find(|(_, character)| {
                character.is_whitespace() || matches!(character, ':' | ',' | '}' | ']')
            })
            .map(|(index, _)| index)
    };
    let length = end
        .unwrap_or_else(|| rest.trim_end().len())
        .max(usize::from(!rest.is_empty()));
    start..(start + length).min(line.len())
}
