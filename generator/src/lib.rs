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
//! `emit` makes the [`listing`] of the crate as well, and [`changes`] tells from two of them what
//! became of one crate in another.
//!
//! # From an xtask of one's own
//!
//! The outcome is a [`Tree`] in memory and a list of [`Diagnostic`]s: where to write, and what
//! to print, is the caller's affair.
//!
//! ```
//! use std::{fs, io, path::Path};
//!
//! use oas_codegen::diagnostics::render;
//! use oas_codegen::{Options, RuntimeDependency, Severity, Source, generate};
//!
//! fn make_client(document: &Path, out: &Path) -> io::Result<bool> {
//!     let source = Source::new(document.display().to_string(), fs::read_to_string(document)?);
//!     let options = Options::new("pets-client")
//!         .with_runtime(RuntimeDependency::Version("0.1".to_owned()))
//!         .standalone(true);
//!     let beside = document.parent().unwrap_or(Path::new("."));
//!     let outcome = generate(&source, &options, &|path| {
//!         fs::read_to_string(beside.join(path)).map_err(|error| error.to_string())
//!     });
//!     for diagnostic in &outcome.diagnostics {
//!         if diagnostic.severity > Severity::Note {
//!             eprintln!("{}", render(diagnostic, &source).text);
//!         }
//!     }
//!     let Some(tree) = outcome.tree else {
//!         return Ok(false);
//!     };
//!     for (path, bytes) in tree.iter() {
//!         let file = out.join(path);
//!         if let Some(folder) = file.parent() {
//!             fs::create_dir_all(folder)?;
//!         }
//!         // What did not change is not touched, so that cargo does not compile it again.
//!         if fs::read(&file).ok().as_deref() != Some(bytes) {
//!             fs::write(file, bytes)?;
//!         }
//!     }
//!     Ok(true)
//! }
//! # let folder = std::env::temp_dir().join(format!("oas-codegen-example-{}", std::process::id()));
//! # fs::create_dir_all(&folder)?;
//! # let document = folder.join("pets.yaml");
//! # fs::write(&document, "openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n")?;
//! # assert!(make_client(&document, &folder.join("client"))?);
//! # assert!(folder.join("client/src/lib.rs").is_file());
//! # fs::remove_dir_all(&folder)?;
//! # Ok::<(), io::Error>(())
//! ```
//!
//! # From a build script
//!
//! What is emitted is a crate, not a module, and is meant to be checked in: a reader sees what
//! a change of the document changes, and nobody who depends on the crate needs the generator.
//! A build script can hold the crate against its document:
//!
//! ```
//! use std::{fs, path::Path};
//!
//! use oas_codegen::{Options, Source, generate};
//!
//! /// The files of the crate that are not what the document gives.
//! fn outdated(text: &str, folder: &Path) -> Vec<String> {
//!     let source = Source::new("pets.yaml", text);
//!     let outcome = generate(&source, &Options::new("pets"), &|path| Err(format!("no {path} here")));
//!     let Some(tree) = outcome.tree else {
//!         return vec!["the document has faults".to_owned()];
//!     };
//!     tree.iter()
//!         .filter(|(path, bytes)| fs::read(folder.join(path)).ok().as_deref() != Some(bytes))
//!         .map(|(path, _)| path.to_owned())
//!         .collect()
//! }
//! let text = "openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n";
//! assert!(outdated(text, Path::new("nowhere")).contains(&"src/lib.rs".to_owned()));
//! ```

pub mod api;
mod bundle;
pub mod changes;
pub mod diagnostics;
mod document;
mod emit;
mod format;
pub mod listing;
mod lower;
mod resolve;
mod source;
mod tree;

pub use bundle::{OUTSIDE_FOLDER, ReadFile};
pub use diagnostics::{Diagnostic, Severity};
pub use emit::{GroupFeatures, Options, RuntimeDependency};
pub use source::{Place, Pointer, Source};
pub use tree::Tree;

use bundle::Bundle;
use diagnostics::Diagnostics;

/// What came of a document.
#[derive(Debug)]
pub struct Outcome {
    /// The crate; none if there was an error.
    pub tree: Option<Tree>,
    /// The public items of the crate that come from the document, as its `api.txt` lists them;
    /// none if there was an error.
    pub listing: Option<listing::Listing>,
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
            listing: None,
            diagnostics: diagnostics.into_vec(),
            summary,
        };
    };
    let outside = options.allows_outside_files();
    let bundle = bundle::bundle(root, source, outside, read_file, &diagnostics);
    let read_file = bundle::guard(outside, read_file);
    let made = stages(&bundle, options, &read_file, &diagnostics, &mut summary);
    let made = made.filter(|_| !diagnostics.has_errors());
    let (tree, listing) = made.unzip();
    let mut diagnostics = diagnostics.into_vec();
    for diagnostic in &mut diagnostics {
        bundle.attach(diagnostic);
    }
    Outcome {
        tree,
        listing,
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
) -> Option<(Tree, listing::Listing)> {
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
