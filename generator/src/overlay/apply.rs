//! Carries out the actions of overlays, one after the other.
//!
//! The document is kept as it is read by the later stages, as `serde_json` has it for the
//! search of targets, and beside both where each part comes from: each change is made to all
//! three.

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::merge::{Place, depth, misfit, weight};
use super::origins::{Origin, Origins};
use super::read::{Action, Change};
use super::target::{Step, Way};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{Node, Pointer};

/// As deep as a document may nest that is read from text.
const DEEPEST: usize = 128;

/// How many bytes all updates may add.
const MOST_ADDED: usize = 128 * 1024 * 1024;

/// How many steps it may take to find all targets.
const MOST_STEPS: f64 = 1e8;

pub(super) struct Laid {
    pub(super) root: Node,
    pub(super) origins: Origins,
    view: Value,
    /// How many values there are at each depth, with all that were added.
    depths: Vec<usize>,
    added: usize,
    steps: f64,
}

/// What all actions of an overlay have in common.
pub(super) struct Context<'a> {
    /// The number of the overlay.
    pub(super) overlay: usize,
    pub(super) single_values: bool,
    pub(super) diagnostics: &'a Diagnostics,
}

impl Laid {
    pub(super) fn new(root: Node) -> Self {
        let mut depths = Vec::new();
        count(&root, 0, &mut depths);
        Self {
            view: root.to_json(),
            root,
            origins: Origins::of(Origin::Document(Pointer::root())),
            depths,
            added: 0,
            steps: 0.0,
        }
    }

    /// The document as targets are searched in.
    #[cfg(test)]
    pub(super) fn view(&self) -> &Value {
        &self.view
    }

    pub(super) fn act(&mut self, action: &Action, context: &Context<'_>) {
        let at = action.place.child("target");
        let target = action.target.text();
        self.steps += action.target.cost(&self.depths);
        if self.steps > MOST_STEPS {
            return context.diagnostics.error(
                Code::InvalidTarget,
                &at,
                format!("too many steps may be needed to find `{target}` in this document"),
                "write out the way to what is meant, with fewer `..` and `*`",
            );
        }
        let ways = action.target.find(&self.view);
        if ways.is_empty() {
            return context.diagnostics.error(
                Code::StaleCorrection,
                &at,
                format!("this correction no longer applies: nothing matches `{target}`"),
                "remove the action, or mend its target",
            );
        }
        if !context.single_values && self.selects_single_values(&ways) {
            return context.diagnostics.error(
                Code::InvalidTarget,
                &at,
                format!("`{target}` selects a value that is neither an object nor an array"),
                "select the object that holds it, and give the member in `update`; or, if the overlay is of version 1.1, say `overlay: 1.1.0`",
            );
        }
        match &action.change {
            Change::Remove => self.remove(&ways, &at, context),
            Change::Update(update) => self.update(&ways, update, action, context),
        }
    }

    fn selects_single_values(&self, ways: &[Way]) -> bool {
        ways.iter()
            .filter_map(|way| node_at(&self.root, way))
            .any(|node| !matches!(node, Node::Object(_) | Node::Array(_)))
    }

    fn update(&mut self, ways: &[Way], update: &Node, action: &Action, context: &Context<'_>) {
        let at = action.place.child("update");
        if !self.fits(ways, update, &at, context) {
            return;
        }
        let deepest = ways.iter().map(Vec::len).max().unwrap_or(0) + depth(update);
        self.added = self
            .added
            .saturating_add(weight(update).saturating_mul(ways.len()));
        if deepest > DEEPEST || self.added > MOST_ADDED {
            return context.diagnostics.error(
                Code::TooLargeOverlay,
                &at,
                format!(
                    "with this update the document would nest deeper than {DEEPEST}, or the overlays add more than {} MiB",
                    MOST_ADDED / (1024 * 1024)
                ),
                "",
            );
        }
        let mut changed = false;
        let mut held = IndexSet::new();
        for way in ways {
            let Some(mut place) = self.place(way) else {
                continue;
            };
            let mut merging = super::merge::Merging {
                overlay: context.overlay,
                held: &mut held,
                compared: 0,
            };
            changed |= merging.merge(&mut place, update, &at, true);
            self.steps += merging.compared as f64;
            self.grow(way.len(), update);
        }
        for place in held {
            context.diagnostics.warning(
                Code::StaleCorrection,
                &place,
                "the array holds this already; now it holds it twice",
                "remove it from the overlay",
            );
        }
        if !changed {
            context.diagnostics.warning(
                Code::StaleCorrection,
                &at,
                "this correction changes nothing: the document says so already",
                "remove the action",
            );
        }
    }

    /// Whether an update can be merged with all that was selected. If not, that is reported,
    /// and none is changed.
    fn fits(&self, ways: &[Way], update: &Node, at: &Pointer, context: &Context<'_>) -> bool {
        let nodes = || ways.iter().filter_map(|way| node_at(&self.root, way));
        let kinds: IndexSet<_> = nodes().map(std::mem::discriminant).collect();
        let holders = nodes().filter(|node| matches!(node, Node::Object(_) | Node::Array(_)));
        if kinds.len() > 1 && holders.count() > 0 {
            context.diagnostics.error(
                Code::IncompatibleUpdate,
                at,
                "the target selects values of several kinds, with which one update cannot be merged",
                "write an action for the objects and another for the arrays",
            );
            return false;
        }
        let mut fits = true;
        for node in nodes() {
            if let Some((place, message)) = misfit(node, update, at, true) {
                fits = false;
                context.diagnostics.error(
                    Code::IncompatibleUpdate,
                    &place,
                    message,
                    "to replace it, remove it in one action and add it in the next",
                );
            }
        }
        fits
    }

    fn remove(&mut self, ways: &[Way], at: &Pointer, context: &Context<'_>) {
        let mut parents: IndexMap<&[Step], IndexSet<&Step>> = IndexMap::new();
        for way in ways {
            let Some((last, parent)) = way.split_last() else {
                return context.diagnostics.error(
                    Code::InvalidTarget,
                    at,
                    "the whole document cannot be removed",
                    "",
                );
            };
            parents.entry(parent).or_default().insert(last);
        }
        // From the last and the deepest on, so that the ways to the others stay right.
        parents.sort_unstable_by(|one, _, other, _| other.cmp(one));
        for (parent, steps) in parents {
            if let Some(mut place) = self.place(parent) {
                place.remove(&steps);
            }
        }
    }

    fn place(&mut self, way: &[Step]) -> Option<Place<'_>> {
        let mut place = Place {
            node: &mut self.root,
            view: &mut self.view,
            origins: &mut self.origins,
        };
        for step in way {
            place = place.into_child(step)?;
        }
        Some(place)
    }

    /// Counts what was added for the cost of the next targets. What is removed stays counted.
    fn grow(&mut self, depth: usize, update: &Node) {
        count(update, depth + 1, &mut self.depths);
    }
}

fn node_at<'n>(root: &'n Node, way: &[Step]) -> Option<&'n Node> {
    way.iter().try_fold(root, |node, step| match (node, step) {
        (Node::Object(members), Step::Name(name)) => members.get(name),
        (Node::Array(elements), Step::Index(index)) => elements.get(*index),
        _ => None,
    })
}

fn count(node: &Node, depth: usize, depths: &mut Vec<usize>) {
    if depths.len() <= depth {
        depths.resize(depth + 1, 0);
    }
    if let Some(here) = depths.get_mut(depth) {
        *here += 1;
    }
    match node {
        Node::Object(members) => members.values().for_each(|it| count(it, depth + 1, depths)),
        Node::Array(elements) => elements.iter().for_each(|it| count(it, depth + 1, depths)),
        _ => {}
    }
}
