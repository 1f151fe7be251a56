//! Merges an update with what it is for, and takes away what is to be removed.

use indexmap::IndexSet;
use serde_json::Value;

use super::origins::{Origin, Origins};
use super::target::Step;
use crate::source::{Node, Pointer};

/// A value in the document's tree, in the view for targets, and where it comes from.
pub(super) struct Place<'a> {
    pub(super) node: &'a mut Node,
    pub(super) view: &'a mut Value,
    pub(super) origins: &'a mut Origins,
}

impl<'a> Place<'a> {
    pub(super) fn into_child(self, step: &Step) -> Option<Place<'a>> {
        match (self.node, self.view, step) {
            (Node::Object(members), Value::Object(view), Step::Name(name)) => Some(Place {
                node: members.get_mut(name)?,
                view: view.get_mut(name)?,
                origins: self.origins.child(name)?,
            }),
            (Node::Array(elements), Value::Array(view), Step::Index(index)) => Some(Place {
                node: elements.get_mut(*index)?,
                view: view.get_mut(*index)?,
                origins: self.origins.child(&index.to_string())?,
            }),
            _ => None,
        }
    }

    /// The same value for as long as it is borrowed.
    fn again(&mut self) -> Place<'_> {
        Place {
            node: self.node,
            view: self.view,
            origins: self.origins,
        }
    }

    /// Removes members or elements, and keeps the order of the others.
    pub(super) fn remove(&mut self, steps: &IndexSet<&Step>) {
        match (&mut *self.node, &mut *self.view) {
            (Node::Object(members), Value::Object(view)) => {
                let names: IndexSet<&str> = steps
                    .iter()
                    .filter_map(|step| match step {
                        Step::Name(name) => Some(name.as_str()),
                        Step::Index(_) => None,
                    })
                    .collect();
                members.retain(|name, _| !names.contains(name.as_str()));
                view.retain(|name, _| !names.contains(name.as_str()));
                for name in names {
                    self.origins.remove(name);
                }
            }
            (Node::Array(elements), Value::Array(view)) => {
                let origins = self.origins.elements(elements.len());
                let stays = |index: usize| !steps.contains(&Step::Index(index));
                retain(elements, stays);
                retain(view, stays);
                retain(origins, stays);
            }
            _ => {}
        }
    }
}

fn retain<T>(elements: &mut Vec<T>, stays: impl Fn(usize) -> bool) {
    let mut index = 0;
    elements.retain(|_| {
        index += 1;
        stays(index - 1)
    });
}

/// One update on its way into the document.
pub(super) struct Merging<'a> {
    pub(super) overlay: usize,
    /// Entries of the update that an array held already.
    pub(super) held: &'a mut IndexSet<Pointer>,
    /// How many values were compared with entries.
    pub(super) compared: usize,
}

impl Merging<'_> {
    /// Merges what fits (see [`misfit`]); whether anything is changed. `at` is the place of the
    /// update in the overlay.
    pub(super) fn merge(
        &mut self,
        place: &mut Place<'_>,
        update: &Node,
        at: &Pointer,
        selected: bool,
    ) -> bool {
        match (&mut *place.node, update) {
            (Node::Object(_), Node::Object(update)) => {
                let mut changed = false;
                for (key, value) in update {
                    changed |= self.merge_member(place, key, value, &at.child(key));
                }
                changed
            }
            (Node::Array(_), Node::Array(entries)) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.append(place, entry, &at.child(index));
                }
                !entries.is_empty()
            }
            (Node::Array(_), entry) if selected => {
                self.append(place, entry, at);
                true
            }
            (Node::Array(_) | Node::Object(_), _) | (_, Node::Array(_) | Node::Object(_)) => false,
            (old, new) if old == new => false,
            (_, new) => {
                *place.node = new.clone();
                *place.view = new.to_json();
                place.origins.replace(self.origin(at));
                true
            }
        }
    }

    fn merge_member(
        &mut self,
        place: &mut Place<'_>,
        key: &str,
        value: &Node,
        at: &Pointer,
    ) -> bool {
        let name = Step::Name(key.to_owned());
        if let Some(mut member) = place.again().into_child(&name) {
            return self.merge(&mut member, value, at, false);
        }
        if let (Node::Object(members), Value::Object(view)) = (&mut *place.node, &mut *place.view) {
            members.insert(key.to_owned(), value.clone());
            view.insert(key.to_owned(), value.to_json());
            place.origins.set(key, self.origin(at));
        }
        true
    }

    fn append(&mut self, place: &mut Place<'_>, entry: &Node, at: &Pointer) {
        if let (Node::Array(elements), Value::Array(view)) = (&mut *place.node, &mut *place.view) {
            self.compared += elements.len();
            if elements.contains(entry) {
                self.held.insert(at.clone());
            }
            let origin = Origins::of(self.origin(at));
            place.origins.elements(elements.len()).push(origin);
            elements.push(entry.clone());
            view.push(entry.to_json());
        }
    }

    fn origin(&self, at: &Pointer) -> Origin {
        Origin::Overlay(self.overlay, at.clone())
    }
}

/// What of an update does not fit what it is to be merged with: its place, and why.
///
/// An object fits an object, an array an array, and any other value a value that is neither.
/// To an array that was selected itself anything can be appended.
pub(super) fn misfit(
    node: &Node,
    update: &Node,
    at: &Pointer,
    selected: bool,
) -> Option<(Pointer, String)> {
    match (node, update) {
        (Node::Object(members), Node::Object(update)) => update.iter().find_map(|(key, value)| {
            let member = members.get(key)?;
            misfit(member, value, &at.child(key), false)
        }),
        (Node::Array(_), Node::Array(_)) => None,
        (Node::Array(_), _) if selected => None,
        (Node::Object(_) | Node::Array(_), _) | (_, Node::Object(_) | Node::Array(_)) => Some((
            at.clone(),
            format!(
                "{} of the overlay cannot be merged with {} of the document",
                update.kind(),
                node.kind(),
            ),
        )),
        _ => None,
    }
}

/// How deep a value nests.
pub(super) fn depth(node: &Node) -> usize {
    match node {
        Node::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        Node::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        _ => 1,
    }
}

/// About how many bytes a value takes.
pub(super) fn weight(node: &Node) -> usize {
    const EACH: usize = 64;
    match node {
        Node::String(text) => EACH + text.len(),
        Node::Array(elements) => EACH + elements.iter().map(weight).sum::<usize>(),
        Node::Object(members) => {
            let member = |(key, value): (&String, &Node)| key.len() + weight(value);
            EACH + members.iter().map(member).sum::<usize>()
        }
        _ => EACH,
    }
}
