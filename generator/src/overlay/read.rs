//! Reads an overlay: OpenAPI Overlay 1.0, and 1.1 but for `copy`.

use indexmap::IndexMap;

use super::target::Target;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{Node, Pointer, Source, percent_decode};

/// What is to be done to the document.
#[derive(Debug)]
pub(super) struct Action {
    /// Where it stands in the overlay.
    pub(super) place: Pointer,
    pub(super) target: Target,
    pub(super) change: Change,
}

#[derive(Debug)]
pub(super) enum Change {
    Update(Node),
    Remove,
}

/// An overlay that could be read.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) actions: Vec<Action>,
    /// Whether a target may be a text, a number, a truth value or null: since 1.1.
    pub(super) single_values: bool,
}

/// Reads an overlay for the document of that name. `None` if it is no overlay that is known
/// here; which is then reported.
pub(super) fn read(source: &Source, document: &str, diagnostics: &Diagnostics) -> Option<Overlay> {
    let node = source.read(diagnostics)?;
    let root = Pointer::root();
    let Node::Object(mut members) = node else {
        diagnostics.error(
            Code::WrongType,
            &root,
            format!("an overlay is an object; this is {}", node.kind()),
            "the first line is usually `overlay: 1.0.0`",
        );
        return None;
    };
    let single_values = version(&members, diagnostics)?;
    let mut known = vec!["overlay", "info", "extends", "actions"];
    keywords(&members, &root, &known, diagnostics);
    match members.get("info") {
        Some(info) => read_info(info, single_values, diagnostics),
        None => missing("info", &root, diagnostics),
    }
    if let Some(extends) = members.get("extends") {
        read_extends(extends, document, diagnostics);
    }
    known = vec!["target", "description", "update", "remove"];
    if single_values {
        known.push("copy");
    }
    let place = root.child("actions");
    let mut actions = Vec::new();
    match members.swap_remove("actions") {
        None => missing("actions", &root, diagnostics),
        Some(Node::Array(elements)) if elements.is_empty() => diagnostics.error(
            Code::InvalidValue,
            &place,
            "an overlay has at least one action",
            "add an action, or do without the overlay",
        ),
        Some(Node::Array(elements)) => {
            for (index, element) in elements.into_iter().enumerate() {
                let place = place.child(index);
                actions.extend(action(element, &place, &known, diagnostics));
            }
        }
        Some(other) => wrong_type("actions", "a list", &other, &place, diagnostics),
    }
    Some(Overlay {
        actions,
        single_values,
    })
}

/// Whether it is 1.1; 1.0 is taken for one that does not say.
fn version(members: &IndexMap<String, Node>, diagnostics: &Diagnostics) -> Option<bool> {
    let root = Pointer::root();
    let place = root.child("overlay");
    let help = "this generator reads OpenAPI Overlay 1.0, and 1.1 but for `copy`: `overlay: 1.0.0`";
    let Some(node) = members.get("overlay") else {
        if members.contains_key("openapi") || !members.contains_key("actions") {
            diagnostics.error(
                Code::MissingField,
                &root,
                "this is not an overlay: it has no `overlay`",
                help,
            );
            return None;
        }
        missing("overlay", &root, diagnostics);
        return Some(false);
    };
    let Some(text) = node.as_str() else {
        // `overlay: 1.0` is a number.
        diagnostics.error(
            Code::WrongType,
            &place,
            format!("`overlay` is a text; this is {}", node.kind()),
            help,
        );
        return None;
    };
    let mut parts = text.split('.');
    let is_number = |part: &str| part.parse::<u32>().is_ok();
    let known = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("1"), Some("0"), Some(patch), None) if is_number(patch) => Some(false),
        (Some("1"), Some("1"), Some(patch), None) if is_number(patch) => Some(true),
        _ => None,
    };
    if known.is_none() {
        diagnostics.error(
            Code::UnsupportedVersion,
            &place,
            format!("`{text}` is not a version of OpenAPI Overlay that is known here"),
            help,
        );
    }
    known
}

fn read_info(info: &Node, described: bool, diagnostics: &Diagnostics) {
    let place = Pointer::root().child("info");
    let Some(members) = info.as_object() else {
        return wrong_type("info", "an object", info, &place, diagnostics);
    };
    let known = ["title", "version", "description"];
    let known = known.get(..if described { 3 } else { 2 });
    keywords(members, &place, known.unwrap_or_default(), diagnostics);
    for key in ["title", "version"] {
        if !members.contains_key(key) {
            missing(key, &place, diagnostics);
        }
    }
    for key in known.unwrap_or_default() {
        text(members, key, &place, diagnostics);
    }
}

/// The document that the overlay is meant for.
fn read_extends(extends: &Node, document: &str, diagnostics: &Diagnostics) {
    let place = Pointer::root().child("extends");
    let Some(meant) = extends.as_str() else {
        return wrong_type("extends", "a text", extends, &place, diagnostics);
    };
    let scheme = meant.split(['/', '?', '#']).next().unwrap_or_default();
    if scheme.contains(':') || meant.starts_with("//") {
        // Where a document came from is not known here, only its name.
        return diagnostics.report(
            Severity::Note,
            Code::UnsupportedKeyword,
            &place,
            format!("`extends` is the address `{meant}`, which is not compared with the document"),
            "the path of the document's file is compared",
        );
    }
    let path = meant.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode(path);
    let last = |path: &str| path.rsplit(['/', '\\']).next().map(str::to_owned);
    if last(&path) != last(document) {
        diagnostics.warning(
            Code::InvalidValue,
            &place,
            format!("the overlay is meant for `{meant}`, and is laid over `{document}`"),
            "give the document that it is meant for, or correct `extends`",
        );
    }
}

fn action(
    node: Node,
    place: &Pointer,
    known: &[&str],
    diagnostics: &Diagnostics,
) -> Option<Action> {
    let Node::Object(mut members) = node else {
        wrong_type("an action", "an object", &node, place, diagnostics);
        return None;
    };
    if members.contains_key("copy") {
        diagnostics.push(
            Diagnostic::new(
                Severity::Error,
                Code::UnsupportedKeyword,
                &place.child("copy"),
                "`copy` of OpenAPI Overlay 1.1 is not supported",
                "write what is to be copied as an `update`",
            )
            .at_key(),
        );
        return None;
    }
    keywords(&members, place, known, diagnostics);
    text(&members, "description", place, diagnostics);
    let target = match members.get("target") {
        None => {
            missing("target", place, diagnostics);
            None
        }
        Some(Node::String(text)) => Target::parse(text)
            .map_err(|reason| {
                diagnostics.error(
                    Code::InvalidTarget,
                    &place.child("target"),
                    format!("the target `{text}` is not JSONPath that can be read: {reason}"),
                    "for example `$.paths['/pets'].get` or `$.paths[*][?@.operationId == 'listPets']`; a name that has more than letters, digits and `_` stands in brackets and quotes: `['x-name']`",
                );
            })
            .ok(),
        Some(other) => {
            wrong_type("target", "a text", other, &place.child("target"), diagnostics);
            None
        }
    };
    let remove = match members.get("remove") {
        None | Some(Node::Boolean(false)) => Some(false),
        Some(Node::Boolean(true)) => Some(true),
        Some(other) => {
            wrong_type(
                "remove",
                "true or false",
                other,
                &place.child("remove"),
                diagnostics,
            );
            None
        }
    };
    let change = match (remove?, members.swap_remove("update")) {
        (true, Some(_)) => {
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::InvalidValue,
                    &place.child("update"),
                    "`update` has no effect beside `remove: true`",
                    "leave one of the two out; to replace something, remove it in one action and add it in the next",
                )
                .at_key(),
            );
            Change::Remove
        }
        (true, None) => Change::Remove,
        (false, Some(update)) => Change::Update(update),
        (false, None) => {
            diagnostics.error(
                Code::MissingField,
                place,
                "the action does nothing: it has neither `update` nor `remove: true`",
                "add one of the two, or remove the action",
            );
            return None;
        }
    };
    Some(Action {
        place: place.clone(),
        target: target?,
        change,
    })
}

fn text(members: &IndexMap<String, Node>, key: &str, place: &Pointer, diagnostics: &Diagnostics) {
    if let Some(other) = members.get(key).filter(|node| node.as_str().is_none()) {
        wrong_type(key, "a text", other, &place.child(key), diagnostics);
    }
}

fn missing(key: &str, place: &Pointer, diagnostics: &Diagnostics) {
    diagnostics.error(
        Code::MissingField,
        place,
        format!("`{key}` is required here and missing"),
        format!("add `{key}`"),
    );
}

fn wrong_type(key: &str, expected: &str, found: &Node, place: &Pointer, diagnostics: &Diagnostics) {
    let key = match key {
        "an action" => key.to_owned(),
        key => format!("`{key}`"),
    };
    diagnostics.error(
        Code::WrongType,
        place,
        format!("{key} is {expected}; this is {}", found.kind()),
        "",
    );
}

/// Reports the keywords that have no meaning in an object of an overlay.
fn keywords(
    members: &IndexMap<String, Node>,
    place: &Pointer,
    known: &[&str],
    diagnostics: &Diagnostics,
) {
    for key in members.keys().filter(|key| !known.contains(&key.as_str())) {
        let report = |severity, code, message: String, help: String| {
            let found = Diagnostic::new(severity, code, &place.child(key), message, help);
            diagnostics.push(found.at_key());
        };
        if key.starts_with("x-") {
            report(
                Severity::Note,
                Code::ForeignExtension,
                format!("`{key}` belongs to another tool and has no effect"),
                String::new(),
            );
            continue;
        }
        // A reader would not see that a correction has no effect.
        if let Some(meant) = similar(key, known) {
            report(
                Severity::Error,
                Code::MisspelledKeyword,
                format!("`{key}` is not a keyword here"),
                format!("did you mean `{meant}`?"),
            );
            continue;
        }
        let words: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
        report(
            Severity::Warning,
            Code::UnknownKeyword,
            format!("`{key}` is not known here and has no effect"),
            format!("known here: {}", words.join(", ")),
        );
    }
}

/// The keyword that differs from a word by two letters at most, and by less than a third.
fn similar<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if word.len() > 32 {
        return None;
    }
    let distance = |known: &str| strsim::damerau_levenshtein(&word.to_lowercase(), known);
    let nearest = known.iter().copied().min_by_key(|known| distance(known))?;
    let differs = distance(nearest);
    (differs <= 2 && 3 * differs <= nearest.len()).then_some(nearest)
}
