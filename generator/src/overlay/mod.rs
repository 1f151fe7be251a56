//! Corrections laid over the document: the stage between its text and its files.
//!
//! An overlay (OpenAPI Overlay 1.0) is a list of actions. Each selects values of the document
//! by JSONPath, and merges an update with them or removes them. They are carried out one after
//! the other on the document's own tree; the files that it refers to stay as they are.
//!
//! Only a correction that corrects something is one: a target that selects nothing is an
//! error, also where faults of the document are worked around, for an overlay is written by
//! those who use it.
//!
//! What an overlay brought into the document stands in the overlay, and there a diagnostic
//! about it points: see [`Corrections::attach`].

mod apply;
mod merge;
mod origins;
mod read;
mod target;

use std::sync::Arc;

use apply::{Context, Laid};
use origins::{Origin, Origins};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{Node, Pointer, Source};

/// Where each part of a corrected document was written.
#[derive(Debug)]
pub(crate) struct Corrections {
    sources: Vec<Arc<Source>>,
    origins: Origins,
}

/// Lays the overlays over a document. `None` if one of them cannot be read, which is then
/// reported: what the document would be is not known.
pub(crate) fn lay(
    root: Node,
    document: &Source,
    overlays: &[Source],
    diagnostics: &Diagnostics,
) -> Option<(Node, Corrections)> {
    if overlays.is_empty() {
        let origins = Origins::of(Origin::Document(Pointer::root()));
        let sources = Vec::new();
        return Some((root, Corrections { sources, origins }));
    }
    let sources: Vec<Arc<Source>> = overlays.iter().cloned().map(Arc::new).collect();
    let read = |source: &Arc<Source>| {
        let found = Diagnostics::new();
        let overlay = read::read(source, document.name(), &found);
        hand_over(found, source, diagnostics);
        overlay
    };
    let read: Vec<_> = sources.iter().map(read).collect();
    let read: Vec<_> = read.into_iter().collect::<Option<_>>()?;
    let mut laid = Laid::new(root);
    for ((index, source), overlay) in sources.iter().enumerate().zip(read) {
        let found = Diagnostics::new();
        let context = Context {
            overlay: index,
            single_values: overlay.single_values,
            diagnostics: &found,
        };
        for action in &overlay.actions {
            laid.act(action, &context);
        }
        hand_over(found, source, diagnostics);
    }
    let Laid { root, origins, .. } = laid;
    Some((root, Corrections { sources, origins }))
}

/// Passes on what was found in an overlay.
fn hand_over(found: Diagnostics, source: &Arc<Source>, diagnostics: &Diagnostics) {
    for mut diagnostic in found.into_vec() {
        diagnostic.file = Some(Arc::clone(source));
        diagnostics.push(diagnostic);
    }
}

impl Corrections {
    /// Gives a diagnostic about a part of the document the place where that part was written:
    /// in an overlay, or in the document, where an index may be another one than it is now.
    pub(crate) fn attach(&self, diagnostic: &mut Diagnostic) {
        let elsewhere = diagnostic.file.is_some() || diagnostic.pointer.split_file().0.is_some();
        if self.sources.is_empty() || elsewhere {
            return;
        }
        match self.origins.find(&diagnostic.pointer) {
            Origin::Document(place) => diagnostic.pointer = place,
            Origin::Overlay(overlay, place) => {
                diagnostic.file = self.sources.get(overlay).map(Arc::clone);
                diagnostic.pointer = place;
            }
        }
    }
}

#[cfg(test)]
mod tests;
