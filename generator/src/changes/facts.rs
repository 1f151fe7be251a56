//! What it means that something known of an item changed.

use super::Class;
use super::matching::Matching;
use crate::listing::{Item, Kind};

/// Words that say whether something is always there.
const PRESENCE: [&str; 3] = ["required", "optional", "may-be-absent"];

/// A fact that is not what it was.
pub(super) struct Difference {
    pub(super) key: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) class: Class,
    pub(super) reason: &'static str,
}

/// The word for whether it is always there.
pub(super) fn presence(item: &Item) -> &'static str {
    let mut words = PRESENCE.into_iter();
    words.find(|word| item.has(word)).unwrap_or_default()
}

/// What another name in the document means where Rust has the same.
pub(super) fn of_name(item: &Item) -> (Class, &'static str) {
    match item.kind {
        Kind::Crate | Kind::Group | Kind::Operation | Kind::Coverage | Kind::Type => (
            Class::Documentation,
            "the same in Rust and on the wire; texts name it",
        ),
        Kind::Parameter if item.get("in") == Some("path") => (
            Class::Documentation,
            "the same in Rust, and its place in the path is the same",
        ),
        _ => (
            Class::Additive,
            "the same in Rust; another name is sent or read",
        ),
    }
}

/// What Rust says, where it is not the same: what of it, before, after. What arguments do to a
/// signature is told at the arguments.
pub(super) fn rust(old: &Item, new: &Item, before: &str) -> Option<(&'static str, String, String)> {
    let result = |text: &str| -> String {
        match text.rsplit_once(" -> ") {
            Some((_, result)) => result.to_owned(),
            None => text.to_owned(),
        }
    };
    let (facet, before, after) = match new.kind {
        Kind::Crate => return None,
        Kind::Operation => ("builder", result(before), result(&new.rust)),
        Kind::Client | Kind::Credential | Kind::Method => {
            ("signature", before.to_owned(), new.rust.clone())
        }
        Kind::Answer => ("result", before.to_owned(), new.rust.clone()),
        // What is inside is told by itself.
        Kind::Type if is_page(&new.rust) && (old.rust == "struct" || is_page(&old.rust)) => {
            return None;
        }
        Kind::Type if !old.has("alias") || !new.has("alias") => {
            ("kind", before.to_owned(), new.rust.clone())
        }
        _ => ("type", before.to_owned(), new.rust.clone()),
    };
    (before != after).then_some((facet, before, after))
}

/// Whether it is a struct whose items can be read as another type.
fn is_page(rust: &str) -> bool {
    rust.starts_with("struct<R = ")
}

/// Whether a struct got a parameter for its items.
pub(super) fn became_page(old: &Item, new: &Item) -> bool {
    new.kind == Kind::Type && old.rust == "struct" && is_page(&new.rust)
}

pub(super) fn rust_reason(kind: Kind) -> &'static str {
    match kind {
        Kind::Operation => "the method returns another builder",
        Kind::Answer => "what is done with the answer does not fit it any more",
        Kind::Parameter | Kind::Body | Kind::Part | Kind::Variable => {
            "values of the old type are not taken, or mean something else"
        }
        Kind::Type => "it is another kind of type",
        _ => "another type: what reads or sets it does not compile any more",
    }
}

/// The facts that are not what they were.
pub(super) fn differences(matching: &Matching<'_>, old: &Item, new: &Item) -> Vec<Difference> {
    let mut keys: Vec<&str> = Vec::new();
    for fact in old.facts.iter().chain(&new.facts) {
        let key = fact.key.as_str();
        if !keys.contains(&key) && !PRESENCE.contains(&key) && !matches!(key, "argument" | "alias")
        {
            keys.push(key);
        }
    }
    keys.into_iter()
        .filter_map(|key| {
            let before = old.get(key).map(|value| matching.renamings.apply(value));
            let after = new.get(key).map(str::to_owned);
            if before == after {
                return None;
            }
            let (class, reason) = if key == "path" && is_same_path(old, new) {
                let reason = "only a part in braces has another name, which is not sent";
                (Class::Documentation, reason)
            } else {
                class(key, new.kind, before.as_deref(), after.as_deref())
            };
            let shown = |value: Option<String>| {
                value.map(|value| {
                    if value.is_empty() {
                        key.to_owned()
                    } else {
                        value
                    }
                })
            };
            Some(Difference {
                key: facet(key).to_owned(),
                old: shown(before),
                new: shown(after),
                class,
                reason,
            })
        })
        .collect()
}

/// What a fact is called where it changed.
fn facet(key: &str) -> &str {
    match key {
        "accept" | "sent-as" => "media type",
        "data" => "content",
        "deprecated" => "deprecation",
        "error" => "error body",
        "error-properties" => "properties of error bodies",
        "fields" | "style" => "writing",
        "from" => "conversion",
        "implied-by" => "tokens that imply it",
        "in" => "place",
        "pages" => "paging",
        "personal" | "personal-data" => "personal data",
        other => other,
    }
}

/// Whether two paths differ in nothing but names in braces.
fn is_same_path(old: &Item, new: &Item) -> bool {
    let bare = |item: &Item| {
        let mut bare = String::new();
        let mut is_inside = false;
        for letter in item.get("path").unwrap_or_default().chars() {
            is_inside = match letter {
                '{' => true,
                '}' => false,
                _ => is_inside,
            };
            if !is_inside || letter == '{' {
                bare.push(letter);
            }
        }
        bare
    };
    bare(old) == bare(new)
}

fn class(key: &str, kind: Kind, old: Option<&str>, new: Option<&str>) -> (Class, &'static str) {
    match (key, old, new) {
        ("deprecated", None, _) => (Class::Additive, "callers get a warning, and compile still"),
        ("deprecated", ..) => (Class::Documentation, "callers get no warning any more"),
        ("features", ..) => features(old, new),
        ("from", Some(_), _) => (
            Class::Breaking,
            "no `From` its type any more: another alternative has it too",
        ),
        ("from", ..) => (Class::Additive, "one more `From`"),
        ("null", Some(_), _) => (Class::Breaking, "no setter for null any more"),
        ("null", ..) => (Class::Additive, "one more setter, for null"),
        ("personal-data", Some(_), _) => (
            Class::Breaking,
            "no `reveal_personal_data` any more: nothing is hidden",
        ),
        ("personal-data", ..) => (
            Class::Additive,
            "one more method, `reveal_personal_data`: `Debug` hides what is personal",
        ),
        ("personal", ..) => (
            Class::Additive,
            "the same type; `Debug` shows it or hides it",
        ),
        ("accessor", ..) => (
            Class::Breaking,
            "the method that gives its content has another name",
        ),
        ("error" | "headers", None, _) => (Class::Additive, "one more type to read it with"),
        ("error" | "headers", ..) => (Class::Breaking, "the type to read it with is another"),
        ("implied-by", None, _) => (
            Class::Additive,
            "one more method without it, for such tokens",
        ),
        ("license", ..) => (Class::Documentation, "the same code"),
        ("default", ..) if kind == Kind::Type => (
            Class::Additive,
            "the same type; `Default` gives another value",
        ),
        ("address" | "default" | "server", ..) => (
            Class::Additive,
            "the same in Rust; requests go elsewhere unless told otherwise",
        ),
        ("data", ..) => (Class::Additive, "the same constant with other content"),
        _ => (
            Class::Additive,
            "the same in Rust; other bytes are sent or read",
        ),
    }
}

/// A type or a group is there with any of its features; with none it is always.
fn features(old: Option<&str>, new: Option<&str>) -> (Class, &'static str) {
    let Some(new) = new else {
        return (Class::Additive, "it is there whatever features are chosen");
    };
    let kept = old.is_some_and(|old| {
        old.split(", ")
            .all(|feature| new.split(", ").any(|other| other == feature))
    });
    if kept {
        (Class::Additive, "it is there with more of the features")
    } else {
        (
            Class::Breaking,
            "without the default features it is not there any more where it was",
        )
    }
}
