//! The text of a listing, and its way back.
//!
//! ```text
//! field Candidate.first_name: Option<String>  (first_name, optional) #1f2e3d4c
//! kind  path                  rust             name        facts     digest
//! ```
//!
//! A name or a value that could be read otherwise is written as JSON. What begins with `#` is a
//! remark.

use std::fmt;
use std::fmt::Write as _;

use super::{Fact, Item, Kind, Listing};

const HEAD: &str = "\
# Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated
#
# Every public item of this crate that comes from the document, one a line, so that a change of
# the document can be seen as what it is for those who use the crate:
#
#   kind path: what Rust says of it  (its name in the document, what else is known) #documentation
#
# What belongs to an item follows it, its path begins with the item's. An operation is called as
# `client.` and its path; what it takes as an argument says at which place, all other parameters
# are setters. A field without a value is `None` where it says `optional`. The last word is a
# digest of the documentation (FNV-1a): it tells that a text changed, and nothing else.
";

/// Text that is no listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

impl fmt::Display for Listing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HEAD)?;
        let mut last = None;
        for item in self.items() {
            let section = item.kind.section();
            if last != Some(section) {
                last = Some(section);
                write!(formatter, "\n# {}\n", section.heading())?;
                if !item.kind.has_paragraph() {
                    formatter.write_char('\n')?;
                }
            }
            if item.kind.has_paragraph() {
                formatter.write_char('\n')?;
            }
            writeln!(formatter, "{item}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.kind.word(), self.path)?;
        if !self.rust.is_empty() {
            write!(formatter, ": {}", self.rust)?;
        }
        if self.spec.is_some() || !self.facts.is_empty() {
            formatter.write_str("  (")?;
            match &self.spec {
                Some(name) => formatter.write_str(&written(name))?,
                None => formatter.write_char('-')?,
            }
            for fact in &self.facts {
                write!(formatter, ", {}", fact.key)?;
                if !fact.value.is_empty() {
                    write!(formatter, " {}", written(&fact.value))?;
                }
            }
            formatter.write_char(')')?;
        }
        if let Some(digest) = self.docs {
            write!(formatter, " #{digest:08x}")?;
        }
        Ok(())
    }
}

/// As it is, where it cannot be taken for anything else; else as JSON.
fn written(text: &str) -> String {
    let is_plain = !matches!(text, "" | "-")
        && text.trim() == text
        && !text.contains("  ")
        && text
            .chars()
            .all(|letter| !letter.is_control() && !matches!(letter, ',' | '(' | ')' | '"' | '#'));
    if is_plain {
        text.to_owned()
    } else {
        // Line ends that JSON leaves as they are would end the line.
        let json = serde_json::Value::from(text).to_string();
        json.replace('\u{85}', "\\u0085")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029")
    }
}

impl Listing {
    /// Reads what [`Display`](fmt::Display) writes.
    ///
    /// # Errors
    ///
    /// A line is none of a listing.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut items = Vec::new();
        for (index, line) in text.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            items.push(item(line).map_err(|message| ParseError {
                line: index + 1,
                message: message.to_owned(),
            })?);
        }
        Ok(Self::new(items))
    }
}

fn item(line: &str) -> Result<Item, &'static str> {
    let (word, rest) = line.split_once(' ').ok_or("there is no path")?;
    let kind = Kind::of_word(word).ok_or("the first word is no kind of item")?;
    let (head, tail) = match rest.split_once("  (") {
        Some((head, tail)) => (head, Some(tail)),
        None => (rest, None),
    };
    let mut item = Item::new(kind, "");
    let head = match tail {
        Some(tail) => {
            let rest = facts(tail, &mut item)?;
            item.docs = match rest {
                "" => None,
                rest => Some(docs(
                    rest.strip_prefix(" #")
                        .ok_or("there is something after the `)`")?,
                )?),
            };
            head
        }
        None => match head.rsplit_once(" #") {
            Some((head, digest)) => {
                item.docs = Some(docs(digest)?);
                head
            }
            None => head,
        },
    };
    let (path, rust) = head.split_once(": ").unwrap_or((head, ""));
    if path.is_empty() {
        return Err("there is no path");
    }
    item.path = path.to_owned();
    item.rust = rust.to_owned();
    Ok(item)
}

fn docs(digest: &str) -> Result<u32, &'static str> {
    u32::from_str_radix(digest, 16).map_err(|_| "the digest is no hexadecimal number")
}

/// What stands in parentheses; gives what comes after them.
fn facts<'t>(text: &'t str, item: &mut Item) -> Result<&'t str, &'static str> {
    let (name, mut rest) = value(text)?;
    item.spec = name;
    while let Some(more) = rest.strip_prefix(", ") {
        let end = more
            .find([' ', ',', ')'])
            .ok_or("the parenthesis has no end")?;
        let (key, more) = more.split_at(end);
        let (value, more) = match more.strip_prefix(' ') {
            Some(more) => value(more)?,
            None => (None, more),
        };
        item.facts.push(Fact {
            key: key.to_owned(),
            value: value.unwrap_or_default(),
        });
        rest = more;
    }
    rest.strip_prefix(')').ok_or("the parenthesis has no end")
}

/// A name or a value, and what comes after it. None for `-`.
fn value(text: &str) -> Result<(Option<String>, &str), &'static str> {
    if text.starts_with('"') {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
        let value = values
            .next()
            .and_then(Result::ok)
            .ok_or("a text in quotation marks is no JSON")?;
        let rest = text.get(values.byte_offset()..).unwrap_or_default();
        return Ok((Some(value), rest));
    }
    let end = text.find([',', ')']).ok_or("the parenthesis has no end")?;
    let (value, rest) = text.split_at(end);
    Ok(((value != "-").then(|| value.to_owned()), rest))
}
