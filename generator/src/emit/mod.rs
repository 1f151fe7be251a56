//! From the crate's model to its files: the stage that writes Rust.
//!
//! Each file has its module here. Text of the document reaches the output only through
//! [`docs`], as a string literal, or as a name that `lower` made.

mod answers;
mod bodies;
mod client;
mod completion;
mod constants;
mod coverage;
mod credentials;
mod docs;
mod emitted_tests;
mod enums;
mod error;
mod example_program;
mod features;
mod forms;
mod groups;
mod imports;
mod incoming;
mod listing;
mod manifest;
mod models;
mod multipart;
mod operation;
mod paging;
mod placement;
mod readme;
mod sending;
mod servers;
mod setters;
mod structs;
mod tokens;
mod tuples;
mod types;
mod unions;

use indexmap::IndexMap;
use proc_macro2::{Ident, Span};

use crate::api::{Api, TypeDefinition};
use crate::listing::{self as listings, Listing};
use crate::source::Source;
use crate::tree::Tree;
use features::Features;

pub use features::GroupFeatures;
pub use manifest::RuntimeDependency;

/// What the emitted crate is called and what it stands beside.
#[derive(Debug, Clone)]
pub struct Options {
    name: String,
    runtime: RuntimeDependency,
    standalone: bool,
    lenient: bool,
    group_features: GroupFeatures,
    outside_files: bool,
    overlays: Vec<Source>,
    changelog: Option<String>,
}

impl Options {
    /// Options for a crate of this name. It is part of a workspace, and depends on the
    /// version of `oas-runtime` that belongs to this generator.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            runtime: RuntimeDependency::Version(env!("CARGO_PKG_VERSION").to_owned()),
            standalone: false,
            lenient: false,
            group_features: GroupFeatures::default(),
            outside_files: false,
            overlays: Vec::new(),
            changelog: None,
        }
    }

    /// Where the emitted crate finds `oas-runtime`.
    #[must_use]
    pub fn with_runtime(mut self, runtime: RuntimeDependency) -> Self {
        self.runtime = runtime;
        self
    }

    /// Whether the crate is a workspace of its own, so that it can stand anywhere.
    #[must_use]
    pub fn standalone(mut self, standalone: bool) -> Self {
        self.standalone = standalone;
        self
    }

    /// Whether faults of the document that can be worked around are warnings, which say what
    /// was done instead, rather than errors.
    #[must_use]
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = lenient;
        self
    }

    /// When each group of operations has a feature of its own, so that a program can leave out
    /// those it does not use.
    #[must_use]
    pub fn with_group_features(mut self, when: GroupFeatures) -> Self {
        self.group_features = when;
        self
    }

    /// Whether a document may refer to files outside its own folder.
    ///
    /// A document may come from elsewhere: without this, it has nothing read that does not lie
    /// beside it.
    #[must_use]
    pub fn allow_outside_files(mut self, allow: bool) -> Self {
        self.outside_files = allow;
        self
    }

    /// An overlay (OpenAPI Overlay 1.0) to lay over the document before anything is made of it;
    /// several are laid in the order in which they are given.
    ///
    /// It holds corrections to a document that is not one's own to edit. A correction that no
    /// longer applies is an error, with [`lenient`](Self::lenient) as well: the overlay is one's
    /// own, and can be mended.
    #[must_use]
    pub fn with_overlay(mut self, overlay: Source) -> Self {
        self.overlays.push(overlay);
        self
    }

    pub(crate) fn overlays(&self) -> &[Source] {
        &self.overlays
    }

    /// A `CHANGELOG.md` for the crate: its text lives elsewhere, so that the crate's folder can
    /// be made again at any time.
    #[must_use]
    pub fn with_changelog(mut self, text: Option<String>) -> Self {
        self.changelog = text;
        self
    }

    pub(crate) fn allows_outside_files(&self) -> bool {
        self.outside_files
    }

    pub(crate) fn is_lenient(&self) -> bool {
        self.lenient
    }

    /// The crate's name in `use` declarations.
    fn library_name(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// What all files are made from.
struct Emitter<'a> {
    api: &'a Api,
    options: &'a Options,
    /// The types by name.
    definitions: IndexMap<&'a str, &'a TypeDefinition>,
    /// Whether any part of the document is marked as personal data.
    has_personal_data: bool,
    /// The features of groups, if they have any.
    features: Option<Features<'a>>,
}

/// Emits all files of the crate, among them its listing.
pub(crate) fn emit(api: &Api, options: &Options) -> (Tree, Listing) {
    let emitter = Emitter {
        api,
        options,
        definitions: api
            .types
            .iter()
            .map(|definition| (definition.name.as_str(), definition))
            .collect(),
        has_personal_data: api
            .types
            .iter()
            .any(|definition| definition.holds_personal_data),
        features: Features::of(api, options.group_features),
    };
    let mut tree = Tree::default();
    tree.add("README.md", emitter.readme());
    tree.add("rustfmt.toml", manifest::RUSTFMT);
    tree.add("src/lib.rs", emitter.library());
    tree.add("src/client.rs", emitter.client());
    if let Some(file) = emitter.credentials_file() {
        tree.add("src/credentials.rs", file);
    }
    if let Some(file) = emitter.servers_file() {
        tree.add("src/servers.rs", file);
    }
    if let Some(file) = emitter.error_file() {
        tree.add("src/error.rs", file);
    }
    if let Some(file) = emitter.headers_file() {
        tree.add("src/headers.rs", file);
    }
    if let Some(file) = emitter.coverage_file() {
        tree.add("src/coverage.rs", file);
    }
    emitter.models(&mut tree);
    emitter.groups(&mut tree);
    emitter.example_programs(&mut tree);
    emitter.tests(&mut tree);
    let tests: Vec<String> = tree
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("tests/")?.strip_suffix(".rs"))
        .map(str::to_owned)
        .collect();
    tree.add("Cargo.toml", emitter.manifest(&tests));
    if let Some(changelog) = &options.changelog {
        tree.add("CHANGELOG.md", changelog.as_str());
    }
    let listing = emitter.listing();
    tree.add(listings::FILE, listing.to_string());
    (tree, listing)
}

/// An identifier; a keyword becomes a raw one, but for those that have no raw form.
fn ident(name: &str) -> Ident {
    let stays = matches!(name, "crate" | "self" | "super" | "Self");
    if stays || syn::parse_str::<Ident>(name).is_ok() {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new_raw(name, Span::call_site())
    }
}

/// A name as it is written in a file: `r#type`.
fn written(name: &str) -> String {
    ident(name).to_string()
}
