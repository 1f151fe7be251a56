//! Turns an OpenAPI document into a typed Rust crate: text in, a tree of files out.
//!
//! ```text
//! source ─► bundle ─► document ─► resolve ─► lower ─► api ─► emit ─► format ─► tree
//!   text     files     OpenAPI     $ref      names    types  tokens   text     path → bytes
//! ```
//!
//! Each stage takes the output of the one before it and knows nothing of those after it. All
//! of them report to one [`Diagnostics`] sink and go on after a fault, so that one run
//! names every fault. Nothing here prints, exits or touches a disk.
//!
//! ```
//! use oas_codegen::{Options, Source, generate};
//!
//! let source = Source::new("pets.yaml", "openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n");
//! let outcome = generate(&source, &Options::new("pets"), &|path| Err(format!("no file {path} here")));
//! let tree = outcome.tree.expect("a document without faults gives a crate");
//! assert!(tree.get("src/lib.rs").is_some());
//! ```

pub mod api;
mod bundle;
pub mod diagnostics;
mod document;
mod emit;
mod format;
mod lower;
mod resolve;
mod source;
mod tree;

pub use bundle::{OUTSIDE_FOLDER, ReadFile};
pub use diagnostics::{Diagnostic, Severity};
pub use emit::{Options, RuntimeDependency};
pub use source::{Place, Pointer, Source};
pub use tree::Tree;

use bundle::Bundle;
use diagnostics::Diagnostics;

/// What came of a document.
#[derive(Debug)]
pub struct Outcome {
    /// The crate; none if there was an error.
    pub tree: Option<Tree>,
    /// Everything there was to say, errors, warnings and notes, in the order of the stages.
    pub diagnostics: Vec<Diagnostic>,
    /// What the document holds and what became of it.
    pub summary: Summary,
}

/// Counts of what a document holds and what became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Operations that the document declares.
    pub operations_declared: usize,
    /// Operations with code.
    pub operations_emitted: usize,
    /// Named schemas that the document declares.
    pub schemas_declared: usize,
    /// Types with code, those of inline schemas included.
    pub types_emitted: usize,
    /// Requests that the server sends, by webhooks and callbacks: their bodies have types, and
    /// the documentation tells of them; no code receives them.
    pub incoming_requests: usize,
}

/// Turns a document into a crate.
///
/// `read_file` gives the text of the other files that the document refers to; the path is
/// relative to the document. See [`ReadFile`].
#[must_use]
pub fn generate(source: &Source, options: &Options, read_file: &ReadFile<'_>) -> Outcome {
    let diagnostics = if options.is_lenient() {
        Diagnostics::lenient()
    } else {
        Diagnostics::new()
    };
    let mut summary = Summary::default();
    let Some(root) = source.read(&diagnostics) else {
        return Outcome {
            tree: None,
            diagnostics: diagnostics.into_vec(),
            summary,
        };
    };
    let outside = options.allows_outside_files();
    let bundle = bundle::bundle(root, source, outside, read_file, &diagnostics);
    let read_file = bundle::guard(outside, read_file);
    let tree = stages(&bundle, options, &read_file, &diagnostics, &mut summary);
    let tree = tree.filter(|_| !diagnostics.has_errors());
    let mut diagnostics = diagnostics.into_vec();
    for diagnostic in &mut diagnostics {
        bundle.attach(diagnostic);
    }
    Outcome {
        tree,
        diagnostics,
        summary,
    }
}

fn stages(
    bundle: &Bundle,
    options: &Options,
    read_file: &ReadFile<'_>,
    diagnostics: &Diagnostics,
    summary: &mut Summary,
) -> Option<Tree> {
    let document = document::read(bundle, diagnostics)?;
    summary.operations_declared = document::operations_declared(bundle);
    summary.schemas_declared = document.components.schemas.len();
    let resolved = resolve::resolve(&document, diagnostics);
    let api = lower::lower(&resolved, read_file, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    summary.operations_emitted = api.operations().count();
    summary.types_emitted = api.types.len();
    summary.incoming_requests = api.incoming.len();
    Some(emit::emit(&api, options))
}
