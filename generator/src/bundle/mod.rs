//! The files of a document as one tree: the stage between text and OpenAPI.
//!
//! A document may be written in several files that refer to one another. Each of them is read
//! once and hangs beside the document's own tree; every `$ref` to another file is rewritten to
//! the place where that file hangs, so that the later stages see references within one tree
//! only. Where a diagnostic is about such a place, [`Bundle::attach`] gives it the file's name
//! and text.
//!
//! A component that is nothing but a reference to a file is what the file holds, and all
//! references to that file mean the component: it has one name and one type.

mod files;
mod kinds;
mod paths;
mod scan;

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

pub(crate) use kinds::Kind;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{Node, Pointer, Source};

/// Reads the files that a document refers to: other documents, and the `externalValue` of
/// examples.
///
/// The path is relative to the document, with `/` between its parts, without `.` and with `..`
/// only where [`Options::allow_outside_files`](crate::Options::allow_outside_files) lets it lead
/// out of the document's folder. The error is a reason fit for a message;
/// [`OUTSIDE_FOLDER`] if a link leads out of the folder.
pub type ReadFile<'a> = dyn Fn(&str) -> Result<String, String> + 'a;

/// Why a file is not read that lies outside the document's folder.
///
/// A reader of files gives this reason when it finds that a path leads outside after all,
/// for example by a symbolic link: it is an error that `lenient` does not work around.
pub const OUTSIDE_FOLDER: &str = "it lies outside the document's folder";

/// How to have a file read that lies outside.
pub(crate) const HOW_TO_ALLOW: &str = "move it into the folder, or allow it: `--allow-outside`, or `Options::allow_outside_files` of the library";

/// How many references may lead to one another before the chain counts as a cycle.
pub(crate) const LONGEST_CHAIN: usize = 32;

/// A document with the files it refers to.
#[derive(Debug)]
pub(crate) struct Bundle {
    trees: Trees,
    sources: IndexMap<String, Arc<Source>>,
    /// The components that are nothing but a reference to a file, and the place meant.
    adopted: IndexMap<String, Pointer>,
    /// Where the document has what stands in a file: the component or the path that refers to it.
    written: IndexMap<Pointer, Pointer>,
    /// References that are reported already, as they were rewritten.
    unreadable: IndexSet<String>,
}

/// The trees of all files.
#[derive(Debug)]
struct Trees {
    root: Node,
    files: IndexMap<String, Node>,
}

impl Bundle {
    /// A document that refers to no file.
    pub(crate) fn of(root: Node) -> Self {
        Self {
            trees: Trees {
                root,
                files: IndexMap::new(),
            },
            sources: IndexMap::new(),
            adopted: IndexMap::new(),
            written: IndexMap::new(),
            unreadable: IndexSet::new(),
        }
    }

    /// The document's own tree.
    pub(crate) fn root(&self) -> &Node {
        &self.trees.root
    }

    /// How many objects the document has, with all files.
    pub(crate) fn objects(&self) -> usize {
        fn count(node: &Node) -> usize {
            match node {
                Node::Object(members) => 1 + members.values().map(count).sum::<usize>(),
                Node::Array(elements) => elements.iter().map(count).sum(),
                _ => 0,
            }
        }
        count(&self.trees.root) + self.trees.files.values().map(count).sum::<usize>()
    }

    /// What stands at a place, and its place without the references on the way to it.
    pub(crate) fn get(&self, place: &Pointer) -> Option<(Pointer, &Node)> {
        self.trees.get(place)
    }

    /// The kind of object at a place, as the way to it tells.
    pub(crate) fn kind(&self, place: &Pointer) -> Kind {
        self.trees.kind(place)
    }

    /// What stands in the place of the schema `name`: it is nothing but a reference to a file.
    pub(crate) fn adopted(&self, name: &str) -> Option<(Pointer, &Node)> {
        self.get(self.adopted.get(name)?)
    }

    /// The place in the document that a place in a file stands for, if there is one.
    pub(crate) fn written(&self, place: &Pointer) -> Option<Pointer> {
        place.split_file().0?;
        let mut above = place.clone();
        let mut below: Vec<String> = Vec::new();
        loop {
            if let Some(written) = self.written.get(&above) {
                let below = below.iter().rev();
                return Some(below.fold(written.clone(), |place, segment| place.child(segment)));
            }
            below.push((*above.segments().last()?).to_owned());
            above = above.parent();
        }
    }

    /// The references that lead to files which could not be read.
    pub(crate) fn unreadable(&self) -> &IndexSet<String> {
        &self.unreadable
    }

    /// Gives a diagnostic about a place in a file the file, and the place in it.
    pub(crate) fn attach(&self, diagnostic: &mut Diagnostic) {
        let (file, place) = diagnostic.pointer.split_file();
        if let Some(source) = file.and_then(|file| self.sources.get(file)) {
            diagnostic.file = Some(Arc::clone(source));
            diagnostic.pointer = place;
        }
    }
}

impl Trees {
    fn tree(&self, file: Option<&str>) -> Option<&Node> {
        match file {
            None => Some(&self.root),
            Some(path) => self.files.get(path),
        }
    }

    fn get(&self, place: &Pointer) -> Option<(Pointer, &Node)> {
        let mut place = place.clone();
        'again: for _ in 0..LONGEST_CHAIN {
            let (file, inside) = place.split_file();
            let mut node = self.tree(file)?;
            let segments = inside.segments();
            for (depth, key) in segments.iter().enumerate() {
                if let Some(next) = node.get([*key]) {
                    node = next;
                    continue;
                }
                // What is meant stands where the object on the way refers to.
                let target = node
                    .get(["$ref"])?
                    .as_str()
                    .filter(|target| target.starts_with('#'))?;
                let rest = segments.iter().skip(depth);
                place = rest.fold(Pointer::parse(target)?, |place, segment| {
                    place.child(segment)
                });
                continue 'again;
            }
            return Some((place, node));
        }
        None
    }

    fn kind(&self, place: &Pointer) -> Kind {
        let (file, inside) = place.split_file();
        let root = match file {
            None => Kind::Document,
            Some(path) => self.files.get(path).map_or(Kind::Unknown, Kind::of_root),
        };
        inside.segments().into_iter().fold(root, Kind::child)
    }
}

/// Reads the files that a document refers to.
pub(crate) fn bundle(
    root: Node,
    source: &Source,
    allow_outside: bool,
    read_file: &ReadFile<'_>,
    diagnostics: &Diagnostics,
) -> Bundle {
    if !scan::refers_to_files(&root) {
        return Bundle::of(root);
    }
    let files = files::Files::new(source, allow_outside, read_file, diagnostics);
    scan::Scanner::new(root, files, diagnostics).run()
}

/// The same reader, which does not leave the document's folder unless it may.
pub(crate) fn guard<'a>(
    allow_outside: bool,
    read_file: &'a ReadFile<'a>,
) -> impl Fn(&str) -> Result<String, String> + 'a {
    move |path| match paths::within(path) {
        paths::Target::Url => Err("nothing is fetched, only files are read".to_owned()),
        paths::Target::Outside(_) if !allow_outside => Err(OUTSIDE_FOLDER.to_owned()),
        paths::Target::Outside(path) | paths::Target::Inside(path) => read_file(&path),
    }
}

#[cfg(test)]
mod tests;
