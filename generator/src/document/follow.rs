//! Objects that are read in the place of the reference to them: path items, callbacks, links
//! and media types.

use super::Context;
use super::reader::{ObjectReader, note_foreign_extension};
use crate::bundle::{Bundle, Kind, LONGEST_CHAIN};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::{Node, Pointer};

/// What is done without the object.
const INSTEAD: &str = "it is left out";

/// How deep in objects a reference may stand that is read as if it was written out.
const DEEPEST: usize = 32;

/// The object at a place, or the one that a reference there leads to.
pub(super) fn object<'a>(
    context: &'a Context<'a>,
    node: &'a Node,
    pointer: &Pointer,
    kind: Kind,
) -> Option<ObjectReader<'a>> {
    let (pointer, node) = target(context, node, pointer, kind)?;
    ObjectReader::of(context, node, &pointer, kind.described())
}

/// The node that is meant at a place.
pub(super) fn target<'a>(
    context: &'a Context<'a>,
    node: &'a Node,
    pointer: &Pointer,
    kind: Kind,
) -> Option<(Pointer, &'a Node)> {
    let (mut pointer, mut node) = (pointer.clone(), node);
    let mut first = None;
    for _ in 0..LONGEST_CHAIN {
        let Some(target) = reference(node) else {
            return Some((pointer, node));
        };
        report_siblings(context, node, &pointer, kind);
        let place = pointer.child("$ref");
        if context.depth.get() > DEEPEST {
            context.diagnostics.fault(
                Code::ReferenceCycle,
                &place,
                format!(
                    "`{}` is not followed any deeper: it may lead to itself",
                    shown(target)
                ),
                "let it lead to an object with a name, such as a schema of `components`",
                INSTEAD,
            );
            return None;
        }
        if context.objects.get() > context.most_objects {
            context.diagnostics.fault(
                Code::ReferenceCycle,
                &place,
                format!("`{}` is not followed: by such references the document would be read many times over", shown(target)),
                "let fewer paths or maps lead to the same objects",
                INSTEAD,
            );
            return None;
        }
        (pointer, node) = step(context, target, &place, kind)?;
        first.get_or_insert((target, place));
    }
    let (target, place) = first?;
    context.diagnostics.fault(
        Code::ReferenceCycle,
        &place,
        format!(
            "the reference `{}` leads only to other references",
            shown(target)
        ),
        "one of them must lead to an object",
        INSTEAD,
    );
    None
}

fn step<'a>(
    context: &'a Context<'a>,
    target: &str,
    place: &Pointer,
    kind: Kind,
) -> Option<(Pointer, &'a Node)> {
    let bundle = context.bundle;
    if bundle.unreadable().contains(target) {
        return None;
    }
    let shown = shown(target);
    if !target.starts_with('#') {
        context.diagnostics.fault(
            Code::ExternalReference,
            place,
            format!("`{shown}` is an address; nothing is fetched"),
            "save it as a file beside this one, and refer to that",
            INSTEAD,
        );
        return None;
    }
    let Some((found, node)) = Pointer::parse(target).and_then(|pointer| bundle.get(&pointer))
    else {
        context.diagnostics.fault(
            Code::DanglingReference,
            place,
            format!("`{shown}` leads nowhere"),
            "describe it there, or correct the reference",
            INSTEAD,
        );
        return None;
    };
    let other = bundle.kind(&found);
    if other != Kind::Unknown && kind != Kind::Unknown && other != kind {
        context.diagnostics.fault(
            Code::DanglingReference,
            place,
            format!(
                "`{shown}` is {}, where {} is wanted",
                other.described(),
                kind.described()
            ),
            format!(
                "refer to one under `#/components/{}/`",
                kind.component_key().unwrap_or_default()
            ),
            INSTEAD,
        );
        return None;
    }
    Some((found, node))
}

fn reference(node: &Node) -> Option<&str> {
    node.as_object()?.get("$ref")?.as_str()
}

/// Nothing has a meaning beside `$ref` here. A summary and a description lose nothing that
/// code could be made of.
fn report_siblings(context: &Context<'_>, node: &Node, pointer: &Pointer, kind: Kind) {
    for key in node.as_object().into_iter().flatten().map(|(key, _)| key) {
        if matches!(key.as_str(), "$ref") {
            continue;
        }
        let (severity, code) = match key.as_str() {
            "summary" | "description" => (Severity::Note, Code::UnsupportedKeyword),
            key if key.starts_with("x-") => {
                note_foreign_extension(context, key, &pointer.child(key));
                continue;
            }
            key if kind == Kind::PathItem && kind.child(key) != Kind::Unknown => {
                (Severity::Warning, Code::UnsupportedKeyword)
            }
            _ => (Severity::Warning, Code::UnknownKeyword),
        };
        let ignored = Diagnostic::new(
            severity,
            code,
            &pointer.child(key),
            format!("`{key}` has no effect: it stands beside `$ref`"),
            "write it where the reference leads",
        );
        context.diagnostics.push(ignored.at_key());
    }
}

/// What stands at the end of a chain of references, without a word about it.
pub(super) fn end<'a>(bundle: &'a Bundle, node: &'a Node) -> Option<&'a Node> {
    let mut node = node;
    for _ in 0..LONGEST_CHAIN {
        let Some(target) = reference(node) else {
            return Some(node);
        };
        node = bundle.get(&Pointer::parse(target)?)?.1;
    }
    None
}

/// A reference as its author knows it: the later stages see those to files rewritten.
pub(crate) fn shown(target: &str) -> String {
    match Pointer::parse(target) {
        Some(pointer) if pointer.split_file().0.is_some() => {
            let text = pointer.to_string();
            text.strip_suffix('#').unwrap_or(&text).to_owned()
        }
        _ => target.to_owned(),
    }
}
