//! Doc comments from a document's CommonMark.
//!
//! The text is data. Whatever it holds, the emitted comment must not run as a doctest,
//! must not become a broken link, and must not upset rustdoc or clippy.

use std::ops::Range;

use proc_macro2::TokenStream;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use quote::quote;

/// `#[doc]` attributes for these paragraphs.
///
/// A text of which nothing is left is replaced: every public item of the crate has words.
pub(super) fn attributes(paragraphs: &[String]) -> TokenStream {
    let mut lines = lines(paragraphs);
    if lines.is_empty() {
        lines.push("The document says nothing about this.".to_owned());
    }
    let lines = lines.iter().map(|line| padded(line));
    quote! { #(#[doc = #lines])* }
}

/// `#![doc]` attributes for these paragraphs.
pub(super) fn inner_attributes(paragraphs: &[String]) -> TokenStream {
    let lines = lines(paragraphs);
    let lines = lines.iter().map(|line| padded(line));
    quote! { #(#![doc = #lines])* }
}

/// A text of the document as code in a sentence.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        "the empty text".to_owned()
    } else if text.contains(['`', '\n', '\r']) {
        format!("{text:?}")
    } else {
        format!("`{text}`")
    }
}

/// `#[doc]` attributes for lines that the generator wrote itself, code blocks included.
pub(super) fn trusted(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| padded(line));
    quote! { #(#[doc = #lines])* }
}

fn padded(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// The first paragraph as one line, for tables of contents.
pub(super) fn summary(paragraphs: &[String]) -> String {
    let first = paragraphs
        .first()
        .map(|text| sanitize(text))
        .unwrap_or_default();
    let paragraph = first.split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a comment with these paragraphs.
pub(super) fn lines(paragraphs: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let text = sanitize(paragraph);
        if text.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    }
    lines
}

/// How often a text may change its structure by being made safe before it is given up on.
const MOST_PASSES: usize = 4;

/// CommonMark that means the same and is safe in a doc comment.
///
/// Escaping a tag can bring to life what stood inside it as mere text, so the result is read
/// again until nothing changes. What still holds code or links then is shown as plain text.
fn sanitize(markdown: &str) -> String {
    let mut text = printable(markdown);
    for _ in 0..MOST_PASSES {
        let next = sanitize_once(&text);
        if next == text && is_harmless(&text) {
            return text;
        }
        text = next;
    }
    if is_harmless(&text) {
        return text;
    }
    let fence = "`".repeat(longest_run_of_backticks(&text).max(2) + 1);
    format!("{fence}text\n{text}\n{fence}")
}

/// Whether rustdoc finds nothing to run and nothing to resolve in a text.
fn is_harmless(text: &str) -> bool {
    Parser::new_ext(text, Options::ENABLE_TABLES).all(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => false,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            !info.is_empty() && language(&info) == &*info
        }
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            is_absolute(&dest_url)
        }
        Event::Html(_) | Event::InlineHtml(_) => false,
        _ => true,
    })
}

fn sanitize_once(markdown: &str) -> String {
    let text = markdown.trim_end().trim_start_matches('\n');
    let mut edits = Edits::new(text);
    let mut inside = Inside::default();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                inside.code = true;
                edits.code_block(&kind, range);
            }
            Event::End(TagEnd::CodeBlock) => inside.code = false,
            Event::Start(Tag::Item) => inside.items.push(None),
            Event::End(TagEnd::Item) => {
                inside.items.pop();
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                inside.note_content(text, &range);
                if is_absolute(&dest_url) {
                    inside.links += 1;
                } else {
                    // Rustdoc would look for an item of that name.
                    edits.insert(range.start, "\\");
                    inside.links += 1;
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                inside.links = inside.links.saturating_sub(1)
            }
            Event::Text(_) if !inside.code => {
                inside.note_content(text, &range);
                edits.plain_text(range, inside.links > 0);
            }
            Event::Code(_) => inside.note_content(text, &range),
            Event::Html(_) | Event::InlineHtml(_) => {
                inside.note_content(text, &range);
                edits.escape(range, &['<']);
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(Some(column)) = inside.items.last() {
                    edits.indent_next_line(range, *column);
                }
            }
            _ => {}
        }
    }
    edits.apply()
}

/// What surrounds an event.
#[derive(Default)]
struct Inside {
    code: bool,
    links: usize,
    /// For each open list item, the column at which its content begins, once it is known.
    items: Vec<Option<usize>>,
}

impl Inside {
    fn note_content(&mut self, text: &str, range: &Range<usize>) {
        if let Some(column @ None) = self.items.last_mut() {
            let line_start = text
                .get(..range.start)
                .and_then(|before| before.rfind('\n'))
                .map_or(0, |newline| newline + 1);
            *column = Some(range.start - line_start);
        }
    }
}

/// Replacements of parts of a text.
struct Edits<'t> {
    text: &'t str,
    replacements: Vec<(Range<usize>, String)>,
}

impl<'t> Edits<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            replacements: Vec::new(),
        }
    }

    fn insert(&mut self, at: usize, text: &str) {
        self.replacements.push((at..at, text.to_owned()));
    }

    /// Puts a backslash before each of these characters.
    fn escape(&mut self, range: Range<usize>, characters: &[char]) {
        let Some(part) = self.text.get(range.clone()) else {
            return;
        };
        let places: Vec<usize> = part
            .char_indices()
            .filter(|(_, character)| characters.contains(character))
            .map(|(index, _)| range.start + index)
            .collect();
        for place in places {
            if !self
                .text
                .get(..place)
                .is_some_and(|before| before.ends_with('\\'))
            {
                self.insert(place, "\\");
            }
        }
    }

    /// Brackets that are no link stay brackets; addresses become links.
    fn plain_text(&mut self, range: Range<usize>, in_link: bool) {
        let Some(part) = self.text.get(range.clone()) else {
            return;
        };
        if in_link {
            return;
        }
        let mut rest = 0;
        while let Some(found) = part.get(rest..).and_then(find_address) {
            let (start, end) = (rest + found.start, rest + found.end);
            self.escape(range.start + rest..range.start + start, &['[', ']']);
            self.insert(range.start + start, "<");
            self.insert(range.start + end, ">");
            rest = end;
        }
        self.escape(range.start + rest..range.end, &['[', ']']);
    }

    /// A block of code becomes a fenced block that rustdoc takes for text.
    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let Some(block) = self.text.get(range.clone()) else {
            return;
        };
        match kind {
            CodeBlockKind::Fenced(info) => {
                let opening = block.lines().next().unwrap_or_default();
                let fence: String = opening
                    .chars()
                    .take_while(|character| matches!(character, '`' | '~'))
                    .collect();
                let replacement = format!("{fence}{}", language(info));
                self.replacements
                    .push((range.start..range.start + opening.len(), replacement));
                let lines = block.lines().count();
                let closed = lines > 1
                    && block
                        .trim_end()
                        .lines()
                        .last()
                        .is_some_and(|line| line.trim().starts_with(fence.as_str()));
                if !closed {
                    let newline = if block.ends_with('\n') { "" } else { "\n" };
                    self.insert(range.end, &format!("{newline}{fence}\n"));
                }
            }
            CodeBlockKind::Indented => {
                let line_start = self
                    .text
                    .get(..range.start)
                    .and_then(|before| before.rfind('\n'))
                    .map_or(0, |newline| newline + 1);
                let indent = self.text.get(line_start..range.start).unwrap_or_default();
                let indent = indent
                    .get(..indent.len().saturating_sub(4))
                    .unwrap_or_default()
                    .to_owned();
                let fence = "`".repeat(longest_run_of_backticks(block) + 1).to_owned();
                let fence = if fence.len() < 3 {
                    "```".to_owned()
                } else {
                    fence
                };
                let mut replacement = format!("{indent}{fence}text\n");
                for line in block.trim_end().lines() {
                    let code = line.strip_prefix(indent.as_str()).unwrap_or(line);
                    let code = code
                        .strip_prefix("    ")
                        .or_else(|| code.strip_prefix('\t'))
                        .unwrap_or(code);
                    replacement.push_str(&format!("{indent}{code}\n"));
                }
                replacement.push_str(&format!("{indent}{fence}\n"));
                self.replacements.push((line_start..range.end, replacement));
            }
        }
    }

    /// A line that continues a list item is indented as far as the item.
    fn indent_next_line(&mut self, line_break: Range<usize>, column: usize) {
        let Some(after) = self.text.get(line_break.end..) else {
            return;
        };
        let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
        self.replacements
            .push((line_break.end..line_break.end + blank, " ".repeat(column)));
    }

    fn apply(mut self) -> String {
        self.replacements
            .sort_by_key(|(range, _)| (range.start, range.end));
        let mut result = String::with_capacity(self.text.len() + 64);
        let mut position = 0;
        for (range, replacement) in self.replacements {
            // An edit inside a part that is already replaced has nothing left to change.
            if range.start < position {
                continue;
            }
            result.push_str(self.text.get(position..range.start).unwrap_or_default());
            result.push_str(&replacement);
            position = range.end;
        }
        result.push_str(self.text.get(position..).unwrap_or_default());
        result.trim_end().to_owned()
    }
}

fn is_absolute(address: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

/// The first bare address in a text.
fn find_address(text: &str) -> Option<Range<usize>> {
    let start = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme))
        .min()?;
    let tail = text.get(start..)?;
    let end = tail
        .find(|character: char| {
            character.is_whitespace() || matches!(character, '<' | '>' | '"' | ')' | '`')
        })
        .unwrap_or(tail.len());
    let address = tail
        .get(..end)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
    Some(start..start + address.len())
}

/// An info string that rustdoc does not take for Rust.
fn language(info: &str) -> &str {
    const RUST: [&str; 8] = [
        "rust",
        "rs",
        "ignore",
        "no_run",
        "should_panic",
        "compile_fail",
        "test_harness",
        "standalone_crate",
    ];
    let word = info
        .split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .next()
        .unwrap_or_default();
    let is_rust = word.is_empty() || RUST.contains(&word) || word.starts_with("edition");
    if is_rust { "text" } else { word }
}

fn longest_run_of_backticks(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// Without characters that a comment cannot hold or that change how it is shown.
fn printable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|character| if character == '\r' { '\n' } else { character })
        .filter(|character| {
            let direction = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
            let control = character.is_control() && !matches!(character, '\n' | '\t');
            !direction && !control && *character != '\u{feff}'
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn no_block_is_a_doctest() {
        assert_eq!(sanitize("```\nlet x;\n```"), "```text\nlet x;\n```");
        assert_eq!(sanitize("```rust,ignore\nx\n```"), "```text\nx\n```");
        assert_eq!(sanitize("```json\n{}\n```"), "```json\n{}\n```");
        assert_eq!(sanitize("~~~\nx"), "~~~text\nx\n~~~");
        assert_eq!(
            sanitize("See:\n\n    let x = 1;\n    panic!()\n\nEnd"),
            "See:\n\n```text\nlet x = 1;\npanic!()\n```\n\nEnd"
        );
        assert_eq!(sanitize("    first"), "```text\nfirst\n```");
    }

    #[test]
    fn what_a_tag_or_a_quote_hides_is_no_doctest_either() {
        for text in [
            "<table>\n```\nstd::process::exit(1);\n```\n</table>",
            "<div>\n\n    indented();\n\n</div>\n```\nfenced();\n",
            "> ```\n> quoted();\n> ```\nprose",
            "> > ```rust\n> > quoted();\n",
            "- ```\n  item();\n  ```\n  text",
            "<!-- ```\ncomment();\n``` -->",
            "1. <b>\n   ```\n   x();\n   ```\n</b>",
        ] {
            let safe = sanitize(text);
            assert!(super::is_harmless(&safe), "{text:?} became {safe:?}");
        }
    }

    #[test]
    fn brackets_and_tags_are_text() {
        assert_eq!(sanitize("use tags[] or [id]"), "use tags\\[\\] or \\[id\\]");
        assert_eq!(
            sanitize("[x](other.md) [y](https://e.org)"),
            "\\[x\\](other.md) [y](https://e.org)"
        );
        assert_eq!(sanitize("a <token> and Vec<T>"), "a \\<token> and Vec\\<T>");
        assert_eq!(sanitize("`a[0]`"), "`a[0]`");
        assert_eq!(sanitize("see https://e.org/a."), "see <https://e.org/a>.");
    }

    #[test]
    fn list_items_are_indented() {
        assert_eq!(
            sanitize("- one\ntwo\n- three\n     four"),
            "- one\n  two\n- three\n  four"
        );
    }

    #[test]
    fn nothing_invisible_is_left() {
        assert_eq!(sanitize("a\u{202e}b\u{0}c\r\nd\re"), "abc\nd\ne");
    }
}
