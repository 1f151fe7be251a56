//! Finds the references to other files, and rewrites them.
//!
//! Only what is referred to is looked at: a file of common schemas may hold much that a
//! document has no use for, and faults that do not concern it.

use std::collections::VecDeque;

use indexmap::{IndexMap, IndexSet};

use super::files::{Files, Found};
use super::{Bundle, Kind, Trees, paths};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{Node, Pointer};

/// Whether any text that may be a reference leads to another file.
pub(super) fn refers_to_files(node: &Node) -> bool {
    match node {
        Node::Object(members) => members
            .iter()
            .any(|(key, value)| match (key.as_str(), value) {
                ("$ref", Node::String(target)) => !target.starts_with('#'),
                _ => refers_to_files(value),
            }),
        Node::Array(elements) => elements.iter().any(refers_to_files),
        _ => false,
    }
}

pub(super) struct Scanner<'a> {
    trees: Trees,
    files: Files<'a>,
    diagnostics: &'a Diagnostics,
    /// Places that references lead to, to be looked at.
    pending: VecDeque<(Pointer, Kind)>,
    /// Objects that were looked at.
    seen: IndexSet<(Pointer, Kind)>,
    /// The schema that each place in a file is the content of.
    names: IndexMap<Pointer, String>,
    adopted: IndexMap<String, Pointer>,
    /// The place of the document that stands for each place in a file.
    written: IndexMap<Pointer, Pointer>,
    /// The references by which those schemas are what they are.
    holders: IndexSet<Pointer>,
    unreadable: IndexSet<String>,
}

/// The maps of `components` whose entries may be references.
const COMPONENTS: [&str; 11] = [
    "schemas",
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "examples",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];

/// The reference that an object is nothing but.
fn lone_reference(node: &Node) -> Option<&str> {
    let members = node.as_object().filter(|members| members.len() == 1)?;
    members.get("$ref")?.as_str()
}

impl<'a> Scanner<'a> {
    pub(super) fn new(root: Node, files: Files<'a>, diagnostics: &'a Diagnostics) -> Self {
        Self {
            trees: Trees {
                root,
                files: IndexMap::new(),
            },
            files,
            diagnostics,
            pending: VecDeque::new(),
            seen: IndexSet::new(),
            names: IndexMap::new(),
            adopted: IndexMap::new(),
            written: IndexMap::new(),
            holders: IndexSet::new(),
            unreadable: IndexSet::new(),
        }
    }

    pub(super) fn run(mut self) -> Bundle {
        self.adopt();
        let mut root = std::mem::replace(&mut self.trees.root, Node::Null);
        self.scan(&mut root, Kind::Document, &Pointer::root(), None);
        self.trees.root = root;
        while let Some((target, kind)) = self.pending.pop_front() {
            self.follow(&target, kind);
        }
        Bundle {
            trees: self.trees,
            sources: self.files.sources,
            adopted: self.adopted,
            written: self.written,
            unreadable: self.unreadable,
        }
    }

    /// Finds what `components` and `paths` hold that is nothing but a reference to a file.
    fn adopt(&mut self) {
        let root = Pointer::root();
        let components = root.child("components");
        for key in COMPONENTS {
            self.adopt_entries(components.child(key), key == "schemas");
        }
        self.adopt_entries(root.child("paths"), false);
    }

    fn adopt_entries(&mut self, map: Pointer, schemas: bool) {
        let Some((_, node)) = self.trees.get(&map) else {
            return;
        };
        // The whole map may stand in another file.
        let mut found = map.clone();
        let whole = lone_reference(node).map(str::to_owned);
        if let Some(target) = whole {
            match self.target(&target, None, &map.child("$ref")) {
                Some(Ok(pointer)) => found = pointer,
                _ => return,
            }
        }
        let file = found.split_file().0.map(str::to_owned);
        let members = self
            .trees
            .get(&found)
            .and_then(|(_, node)| node.as_object());
        let entries: Vec<(String, Option<String>)> = members
            .into_iter()
            .flatten()
            .map(|(name, entry)| (name.clone(), lone_reference(entry).map(str::to_owned)))
            .collect();
        for (name, _) in entries.iter().filter(|_| file.is_some()) {
            self.written.insert(found.child(name), map.child(name));
            if schemas {
                self.names.insert(found.child(name), name.clone());
            }
        }
        for (name, target) in entries {
            let place = found.child(&name).child("$ref");
            let Some(target) = target.filter(|target| !target.starts_with('#')) else {
                continue;
            };
            let Some(Ok(pointer)) = self.target(&target, file.as_deref(), &place) else {
                continue;
            };
            if pointer.split_file().0.is_none() || self.trees.get(&pointer).is_none() {
                continue;
            }
            if schemas && !self.names.contains_key(&pointer) {
                self.names.insert(pointer.clone(), name.clone());
                self.adopted.insert(name.clone(), pointer.clone());
                self.holders.insert(place);
            }
            self.written
                .entry(pointer)
                .or_insert_with(|| map.child(&name));
        }
    }

    fn follow(&mut self, target: &Pointer, kind: Kind) {
        let Some((place, _)) = self.trees.get(target) else {
            return;
        };
        let found = self.trees.kind(&place);
        if (found != Kind::Unknown && found != kind) || self.seen.contains(&(place.clone(), kind)) {
            return;
        }
        let (file, inside) = place.split_file();
        let file = file.map(str::to_owned);
        let Some(tree) = self.tree(file.as_deref()) else {
            return;
        };
        let mut tree = std::mem::replace(tree, Node::Null);
        if let Some(node) = tree.get_mut(inside.segments()) {
            self.scan(node, kind, &place, file.as_deref());
        }
        if let Some(emptied) = self.tree(file.as_deref()) {
            *emptied = tree;
        }
    }

    fn tree(&mut self, file: Option<&str>) -> Option<&mut Node> {
        match file {
            None => Some(&mut self.trees.root),
            Some(path) => self.trees.files.get_mut(path),
        }
    }

    fn scan(&mut self, node: &mut Node, kind: Kind, place: &Pointer, file: Option<&str>) {
        if matches!(kind, Kind::Value | Kind::Unknown) {
            return;
        }
        match (kind, node) {
            (Kind::List(_), Node::Array(elements)) => {
                for (index, element) in elements.iter_mut().enumerate() {
                    self.scan(element, kind.child(""), &place.child(index), file);
                }
            }
            (_, Node::Object(members)) => {
                if kind.is_referable() {
                    if !self.seen.insert((place.clone(), kind)) {
                        return;
                    }
                    if let Some(Node::String(target)) = members.get_mut("$ref") {
                        self.rewrite(target, kind, &place.child("$ref"), file);
                        if kind != Kind::Schema {
                            return;
                        }
                    }
                }
                // In the place of a whole map or list there is no reference in OpenAPI; the next
                // stage says so, and may follow it all the same.
                if !kind.is_referable()
                    && members.len() == 1
                    && let Some(Node::String(target)) = members.get_mut("$ref")
                {
                    self.rewrite(target, kind, &place.child("$ref"), file);
                    return;
                }
                if kind == Kind::Discriminator {
                    self.mapping(members, place, file);
                }
                if let (Kind::Example, Some(file), Some(Node::String(path))) =
                    (kind, file, members.get_mut("externalValue"))
                {
                    *path = paths::value(path, file);
                }
                for (key, value) in members.iter_mut() {
                    self.scan(value, kind.child(key), &place.child(key), file);
                }
            }
            _ => {}
        }
    }

    /// The values of a discriminator's `mapping` are names of schemas or references to them.
    fn mapping(
        &mut self,
        members: &mut IndexMap<String, Node>,
        place: &Pointer,
        file: Option<&str>,
    ) {
        let place = place.child("mapping");
        if let Some(Node::Object(mapping)) = members.get_mut("mapping") {
            for (value, target) in mapping.iter_mut() {
                if let Node::String(target) = target {
                    self.rewrite_mapped(target, &place.child(value), file);
                }
            }
        }
        if let Some(Node::String(target)) = members.get_mut("defaultMapping") {
            self.rewrite_mapped(target, &place, file);
        }
    }

    fn rewrite_mapped(&mut self, target: &mut String, place: &Pointer, file: Option<&str>) {
        let (path, _) = paths::split(target);
        let is_file = [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| path.ends_with(end));
        if target.contains('#') || target.starts_with('.') || is_file {
            self.rewrite(target, Kind::Schema, place, file);
        }
    }

    fn rewrite(&mut self, target: &mut String, kind: Kind, place: &Pointer, file: Option<&str>) {
        match self.target(target, file, place) {
            None => {}
            Some(Ok(pointer)) => {
                let name = self.names.get(&pointer).filter(|_| kind == Kind::Schema);
                let own = self.holders.contains(place);
                let inside = file.is_none() && target.starts_with('#');
                if let Some(name) = name.filter(|_| !own) {
                    *target = Pointer::root()
                        .child("components")
                        .child("schemas")
                        .child(name)
                        .to_reference();
                } else if !inside {
                    *target = pointer.to_reference();
                }
                self.pending.push_back((pointer, kind));
            }
            Some(Err(pointer)) => {
                *target = pointer.to_reference();
                self.unreadable.insert(target.clone());
            }
        }
    }

    /// The place that a reference in a file leads to, or would lead to if it could be read;
    /// `None` of what is left as it is for the later stages to report.
    fn target(
        &mut self,
        target: &str,
        file: Option<&str>,
        place: &Pointer,
    ) -> Option<Result<Pointer, Pointer>> {
        let (path, fragment) = paths::split(target);
        let root = if path.is_empty() {
            // Rewritten before.
            let inside = Pointer::parse(target).filter(|pointer| pointer.split_file().0.is_some());
            if inside.is_some() {
                return inside.map(Ok);
            }
            Ok(file.map_or_else(Pointer::root, Pointer::in_file))
        } else {
            match self.files.find(path, file, place) {
                Found::Url => return None,
                Found::Document => Ok(Pointer::root()),
                Found::File(file, tree) => {
                    let root = Pointer::in_file(&file);
                    if let Some(tree) = tree {
                        self.trees.files.insert(file, tree);
                    }
                    Ok(root)
                }
                Found::Nothing(file) => Err(Pointer::in_file(&file)),
            }
        };
        let Some(inside) = Pointer::parse(fragment) else {
            if file.is_none() && path.is_empty() {
                return None;
            }
            self.diagnostics.fault(
                Code::DanglingReference,
                place,
                format!("`{target}` leads nowhere: what follows `#` is no path from the root of the file"),
                "write for example `#/components/schemas/Pet`",
                super::files::INSTEAD,
            );
            let nowhere = root.unwrap_or_else(|root| root).child(fragment);
            return Some(Err(nowhere));
        };
        let below = |root: Pointer| {
            inside
                .segments()
                .iter()
                .fold(root, |place, segment| place.child(segment))
        };
        Some(root.map(below).map_err(below))
    }
}
