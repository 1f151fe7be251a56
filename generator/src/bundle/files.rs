//! Reads the other files of a document, each once.

use std::sync::Arc;

use indexmap::IndexMap;

use super::paths::Target;
use super::{HOW_TO_ALLOW, OUTSIDE_FOLDER, ReadFile};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{Node, Pointer, Source};

/// How many files a document may be written in.
const MOST_FILES: usize = 10_000;

/// How many bytes they may have together.
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// What is done without a file.
pub(super) const INSTEAD: &str =
    "any JSON is taken for a schema; a parameter, a body or a response is left out";

pub(super) struct Files<'a> {
    read_file: &'a ReadFile<'a>,
    diagnostics: &'a Diagnostics,
    allow_outside: bool,
    /// The document's path as far as it is known: its folder, for the names of the others.
    folder: String,
    /// The name of the document itself, by which the other files refer to it.
    document: String,
    /// Files that were asked for, and what became of them.
    known: IndexMap<String, Result<(), Failure>>,
    bytes: usize,
    pub(super) sources: IndexMap<String, Arc<Source>>,
}

/// Why a file is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Failure {
    Outside,
    TooMuch,
    Unreadable(String),
    /// What is wrong with its text is reported at its place.
    Syntax,
}

/// Where a reference leads.
pub(super) enum Found {
    /// The document itself.
    Document,
    /// A file, and its tree if it was not known yet.
    File(String, Option<Node>),
    /// A file that could not be read, which is reported.
    Nothing(String),
    /// A URL, about which nothing was done.
    Url,
}

impl<'a> Files<'a> {
    pub(super) fn new(
        source: &Source,
        allow_outside: bool,
        read_file: &'a ReadFile<'a>,
        diagnostics: &'a Diagnostics,
    ) -> Self {
        let (folder, document) = match source.name().rfind(['/', '\\']) {
            Some(end) => source.name().split_at(end + 1),
            None => ("", source.name()),
        };
        Self {
            read_file,
            diagnostics,
            allow_outside,
            folder: folder.to_owned(),
            document: document.to_owned(),
            known: IndexMap::new(),
            bytes: 0,
            sources: IndexMap::new(),
        }
    }

    /// The file meant by a path in the file `base`; what cannot be read is reported at `place`,
    /// where the reference stands.
    pub(super) fn find(&mut self, path: &str, base: Option<&str>, place: &Pointer) -> Found {
        let base = base.unwrap_or(&self.document);
        let (file, outside) = match super::paths::target(path, base) {
            Target::Url => return Found::Url,
            Target::Inside(file) => (file, false),
            Target::Outside(file) => (file, true),
        };
        if file == self.document {
            return Found::Document;
        }
        let mut tree = None;
        if !self.known.contains_key(&file) {
            let outcome = if outside && !self.allow_outside {
                Err(Failure::Outside)
            } else {
                self.load(&file).map(|node| tree = Some(node))
            };
            self.known.insert(file.clone(), outcome);
        }
        match self.known.get(&file) {
            Some(Err(failure)) => {
                self.report(failure, path, place);
                Found::Nothing(file)
            }
            _ => Found::File(file, tree),
        }
    }

    fn load(&mut self, file: &str) -> Result<Node, Failure> {
        if self.known.len() >= MOST_FILES || self.bytes >= MOST_BYTES {
            return Err(Failure::TooMuch);
        }
        let text = (self.read_file)(file).map_err(|reason| match reason.as_str() {
            OUTSIDE_FOLDER => Failure::Outside,
            _ => Failure::Unreadable(reason),
        })?;
        self.bytes += text.len();
        if self.bytes > MOST_BYTES {
            return Err(Failure::TooMuch);
        }
        let source = Source::new(format!("{}{file}", self.folder), text);
        let own = self.diagnostics.of_file();
        let node = source.read(&own);
        for mut diagnostic in own.into_vec() {
            let segments = diagnostic.pointer.segments();
            let place = segments
                .iter()
                .fold(Pointer::in_file(file), |place, segment| {
                    place.child(segment)
                });
            diagnostic.pointer = place;
            if diagnostic.code == Code::Syntax {
                self.diagnostics.push_fault(diagnostic, INSTEAD);
            } else {
                self.diagnostics.push(diagnostic);
            }
        }
        self.sources.insert(file.to_owned(), Arc::new(source));
        node.ok_or(Failure::Syntax)
    }

    fn report(&self, failure: &Failure, path: &str, place: &Pointer) {
        match failure {
            Failure::Syntax => {}
            Failure::Outside => self.diagnostics.error(
                Code::OutsideFile,
                place,
                format!("`{path}` is not read: {OUTSIDE_FOLDER}"),
                HOW_TO_ALLOW,
            ),
            Failure::TooMuch => self.diagnostics.error(
                Code::TooManyFiles,
                place,
                format!(
                    "`{path}` is not read: a document has no more than {MOST_FILES} files and {} MiB in them",
                    MOST_BYTES / (1024 * 1024)
                ),
                "bundle the files into one, for example with `redocly bundle`",
            ),
            Failure::Unreadable(reason) => self.diagnostics.fault(
                Code::UnreadableFile,
                place,
                format!("`{path}` cannot be read: {reason}"),
                "the path is relative to the file that the reference stands in",
                INSTEAD,
            ),
        }
    }
}
