//! Items in words: those of the document, and those of Rust.

use crate::listing::{Item, Kind, Listing};

/// Text as code that can stand in a line of Markdown.
fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// What the item is in the document.
pub(super) fn spec(listing: &Listing, item: &Item) -> String {
    let name = code(item.spec.as_deref().unwrap_or_else(|| item.name()));
    let parent = item.kind.parent().and_then(|kind| {
        let mut items = listing.items().iter();
        items.find(|other| other.kind == kind && other.path == item.parent())
    });
    let whose = parent.map_or(String::new(), |parent| {
        let name = parent.spec.as_deref().unwrap_or(&parent.path);
        format!(" of {}", code(name))
    });
    match item.kind {
        Kind::Crate => format!("document {name}"),
        Kind::Client => "servers and security".to_owned(),
        Kind::Credential => format!("security scheme {name}"),
        Kind::Server => format!("server {name}"),
        Kind::Variable => format!("server variable {name}"),
        Kind::Integration => format!("integration {name}"),
        Kind::Coverage => format!("coverage of {name}"),
        Kind::Group => format!("tag {name}"),
        Kind::Operation => {
            let method = item.get("method").unwrap_or_default();
            let path = item.get("path").unwrap_or_default();
            format!("operation {name} ({})", code(&format!("{method} {path}")))
        }
        Kind::Parameter => match item.get("in") {
            Some(place) => format!("{place} parameter {name}{whose}"),
            None => format!("parameter {name}{whose}"),
        },
        Kind::Body => format!("request body{whose}"),
        Kind::Answer => format!("answer{whose}"),
        Kind::Method => format!("answer{whose}"),
        Kind::Type if item.path.contains("::") => format!("body or answer {name}"),
        Kind::Type => format!("schema {name}"),
        Kind::Field => format!("property {name}{whose}"),
        Kind::Value => format!("value {name}{whose}"),
        Kind::Alternative => match item.get("status") {
            Some(status) => format!("answer {}{whose}", code(status)),
            None => format!("alternative {name}{whose}"),
        },
        Kind::Part => format!("part {name}{whose}"),
    }
}

/// What the item is in Rust.
pub(super) fn rust(item: &Item) -> String {
    let with_type = |path: &str| {
        if item.rust.is_empty() {
            code(path)
        } else {
            code(&format!("{path}: {}", item.rust))
        }
    };
    let variant = || code(&format!("{}::{}", item.parent(), item.name()));
    match item.kind {
        Kind::Crate => format!("crate {}", code(&item.path)),
        Kind::Client | Kind::Credential => format!("method {}", with_type(&item.path)),
        Kind::Server | Kind::Integration | Kind::Coverage => {
            format!("constant {}", code(&item.path))
        }
        Kind::Group => format!("method {}", code(&format!("client.{}", item.path))),
        Kind::Operation => format!("method {}", code(&format!("client.{}", item.path))),
        Kind::Parameter if item.rust.is_empty() => {
            format!("in {}", code(&format!("client.{}", item.parent())))
        }
        Kind::Parameter | Kind::Body | Kind::Part | Kind::Variable => {
            let what = if item.has("argument") {
                "argument"
            } else {
                "setter"
            };
            format!("{what} {}", with_type(&item.path))
        }
        Kind::Answer | Kind::Method => format!("method {}", with_type(&item.path)),
        Kind::Type => format!("type {}", code(&item.path)),
        Kind::Field => format!("field {}", with_type(&item.path)),
        Kind::Value => format!("variant {}", variant()),
        Kind::Alternative => {
            let variant = format!("{}::{}", item.parent(), item.name());
            format!(
                "variant {}",
                code(&if item.rust.is_empty() {
                    variant
                } else {
                    format!("{variant}({})", item.rust)
                })
            )
        }
    }
}

/// How much belongs to an item: `; with 3 fields`.
pub(super) fn inside(listing: &Listing, item: &Item) -> String {
    let (below, under) = (format!("{}.", item.path), item.kind);
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for other in listing.items() {
        let is_inside = other.kind.parent() == Some(under)
            || under == Kind::Group && other.kind.parent() == Some(Kind::Operation);
        if !is_inside || !other.path.starts_with(&below) {
            continue;
        }
        match counts.iter_mut().find(|(kind, _)| *kind == other.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((other.kind, 1)),
        }
    }
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(kind, _)| !matches!(kind, Kind::Answer | Kind::Method))
        .map(|(kind, count)| {
            let word = match (kind, count) {
                (Kind::Body, 2..) => "bodies",
                _ => kind.word(),
            };
            let ending = if count == 1 || word == "bodies" {
                ""
            } else {
                "s"
            };
            format!("{count} {word}{ending}")
        })
        .collect();
    if counts.is_empty() {
        String::new()
    } else {
        format!("; with {}", counts.join(", "))
    }
}
