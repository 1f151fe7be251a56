//! The report for a pull request and for a changelog.

use std::fmt::Write as _;

use super::text::{action, heading};
use super::{Change, Class, Report};

impl Report {
    /// The report as Markdown: the verdict, then a table for each class.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = format!("## Changes of `{}`\n\n**{}**\n", self.package, self.verdict);
        if self.is_empty() {
            return text;
        }
        let counts: Vec<String> = Class::ALL
            .into_iter()
            .map(|class| (class, self.of_class(class).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(class, count)| format!("{count} {class}"))
            .collect();
        let _ = writeln!(text, "\n{}", counts.join(", "));
        for class in Class::ALL {
            let mut changes = self.of_class(class).peekable();
            if changes.peek().is_none() {
                continue;
            }
            let _ = write!(text, "\n### {}\n\n", heading(class));
            text.push_str(
                "| what | in the document | in Rust | from, to | why |\n|---|---|---|---|---|\n",
            );
            for change in changes {
                let _ = writeln!(
                    text,
                    "| {} | {} | {} | {} | {} |",
                    cell(&what(change)),
                    cell(&change.spec),
                    cell(&change.rust),
                    from_to(change),
                    cell(&change.reason)
                );
            }
        }
        text
    }

    /// The report as a section of a changelog: a list for each class.
    #[must_use]
    pub fn to_changelog(&self) -> String {
        let mut text = String::new();
        for class in Class::ALL {
            let mut changes = self.of_class(class).peekable();
            if changes.peek().is_none() {
                continue;
            }
            let _ = write!(text, "### {}\n\n", heading(class));
            for change in changes {
                let _ = write!(text, "- {}: {}", capital(&what(change)), change.spec);
                let values = from_to(change);
                if !values.is_empty() {
                    let _ = write!(text, ", {values}");
                }
                let _ = writeln!(text, " ({})", change.rust);
            }
            text.push('\n');
        }
        text
    }
}

fn what(change: &Change) -> String {
    match &change.facet {
        Some(facet) => format!("{facet} {}", action(change.action)),
        None => action(change.action).to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn from_to(change: &Change) -> String {
    match (&change.old, &change.new) {
        (None, None) => String::new(),
        (Some(old), None) => format!("no {} any more", code(old)),
        (None, Some(new)) => format!("now {}", code(new)),
        (Some(old), Some(new)) => format!("{} → {}", code(old), code(new)),
    }
}

/// Code in a cell.
fn code(text: &str) -> String {
    let text = cell(text);
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// Text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
