//! The report for a terminal.

use std::fmt;

use super::{Action, Change, Class, Report, Verdict};

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}: {}", self.package, self.verdict)?;
        for class in Class::ALL {
            let mut changes = self.of_class(class).peekable();
            if changes.peek().is_some() {
                writeln!(formatter, "\n{}", heading(class))?;
            }
            for change in changes {
                writeln!(formatter, "  {}", headline(change))?;
                if let Some(values) = values(change) {
                    writeln!(formatter, "      {values}")?;
                }
                writeln!(formatter, "      {}; {}", change.rust, change.reason)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.class {
            None => return formatter.write_str("no change for those who use the crate"),
            Some(Class::Breaking) => "breaking",
            Some(Class::Additive) => "additive",
            Some(Class::Documentation) => "documentation only",
        };
        formatter.write_str(word)?;
        let (Some(old), Some(needed)) = (&self.old, &self.needed) else {
            return Ok(());
        };
        write!(formatter, ": after {old} the crate should be {needed}")?;
        match (self.is_enough(), &self.new) {
            (Some(true), Some(new)) => write!(formatter, ", and the document says {new}"),
            (Some(false), Some(new)) => {
                write!(formatter, ", but the document's `info.version` is {new}")
            }
            _ => Ok(()),
        }
    }
}

pub(super) fn heading(class: Class) -> &'static str {
    match class {
        Class::Breaking => "Breaking",
        Class::Additive => "Additive",
        Class::Documentation => "Documentation only",
    }
}

/// ``changed: type of property `name` of `Pet` ``
fn headline(change: &Change) -> String {
    let facet = change
        .facet
        .as_ref()
        .map(|facet| format!("{facet} of "))
        .unwrap_or_default();
    format!("{}: {facet}{}", action(change.action), change.spec)
}

pub(super) fn action(action: Action) -> &'static str {
    match action {
        Action::Renamed { guess: true } => "renamed, it seems",
        other => other.word(),
    }
}

fn values(change: &Change) -> Option<String> {
    match (&change.old, &change.new) {
        (None, None) => None,
        (old, new) => {
            let shown =
                |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
            Some(format!("{} -> {}", shown(old), shown(new)))
        }
    }
}
