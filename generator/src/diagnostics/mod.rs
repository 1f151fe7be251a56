//! What the stages have to say about a document: one sink for all of them.
//!
//! A stage reports and goes on, so that one run names every fault. A diagnostic
//! carries only the JSON pointer of its place; the line and the column are looked
//! up by [`crate::source::Source::locate`] when it is rendered.

mod render;

pub use render::{Rendered, render};

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use indexmap::IndexSet;

use crate::source::{Pointer, Source};

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing that describes the API was left out.
    Note,
    /// Something of the document has no effect on the emitted crate.
    Warning,
    /// The document is wrong or cannot be followed; no crate is emitted.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident => $text:literal,)+) => {
        /// The kind of a diagnostic: a stable word to search and filter by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the stages.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// The code as it is printed, for example `dangling-reference`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$variant => $text,)+
                }
            }
        }
    };
}

codes! {
    /// The text is not YAML or not JSON.
    Syntax => "syntax",
    /// A mapping holds the same key twice.
    DuplicateKey => "duplicate-key",
    /// The target of an overlay's action is not JSONPath, or asks too much.
    InvalidTarget => "invalid-target",
    /// An action of an overlay that finds nothing to correct.
    StaleCorrection => "stale-correction",
    /// An update of an overlay that does not fit what it is to be merged with.
    IncompatibleUpdate => "incompatible-update",
    /// An overlay that would make the document too large.
    TooLargeOverlay => "too-large-overlay",
    /// The document is not OpenAPI 3.0, 3.1 or 3.2.
    UnsupportedVersion => "unsupported-version",
    /// A value has another type than OpenAPI gives it.
    WrongType => "wrong-type",
    /// A field that OpenAPI requires is not there.
    MissingField => "missing-field",
    /// A keyword that OpenAPI does not know and that resembles one it knows.
    MisspelledKeyword => "misspelled-keyword",
    /// A keyword that OpenAPI does not know.
    UnknownKeyword => "unknown-keyword",
    /// A keyword of OpenAPI that this generator does not act on.
    UnsupportedKeyword => "unsupported-keyword",
    /// An `x-` field that belongs to another tool.
    ForeignExtension => "foreign-extension",
    /// A value outside the list of those allowed at its place.
    InvalidValue => "invalid-value",
    /// A `$ref` that leads nowhere, or to another kind of object.
    DanglingReference => "dangling-reference",
    /// A `$ref` into another document.
    ExternalReference => "external-reference",
    /// A file that the document refers to and that cannot be read.
    UnreadableFile => "unreadable-file",
    /// A file outside the document's folder, where that is not allowed.
    OutsideFile => "outside-file",
    /// More files, or more in them, than a document may have.
    TooManyFiles => "too-many-files",
    /// References that lead only to one another.
    ReferenceCycle => "reference-cycle",
    /// Parts of an `allOf` that contradict each other.
    AllOfConflict => "all-of-conflict",
    /// Two operations with the same `operationId`.
    DuplicateOperationId => "duplicate-operation-id",
    /// The same parameter twice in one operation.
    DuplicateParameter => "duplicate-parameter",
    /// A path template and the path parameters do not match.
    PathParameterMismatch => "path-parameter-mismatch",
    /// A schema whose alternatives cannot be told apart; kept as raw JSON.
    AmbiguousUnion => "ambiguous-union",
    /// A media type without a typed form here.
    UnsupportedMediaType => "unsupported-media-type",
    /// An extension of this generator that does not fit the operation it stands on.
    InvalidExtension => "invalid-extension",
    /// An example that does not fit its schema or cannot be read.
    InvalidExample => "invalid-example",
    /// A name was changed because Rust or the crate already uses it.
    RenamedItem => "renamed-item",
    /// An operation was taken for a list in pages, because its form leaves no doubt.
    RecognisedPagination => "recognised-pagination",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which part of the place a diagnostic points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The value at the pointer.
    Value,
    /// The key under which the value at the pointer stands.
    Key,
    /// The second occurrence of that key.
    RepeatedKey,
}

/// One finding about the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// The file it is in, if that is not the document itself but one that it refers to, or an
    /// overlay.
    pub file: Option<Arc<Source>>,
    /// Where it is.
    pub pointer: Pointer,
    /// Whether the key or the value at `pointer` is meant.
    pub target: Target,
    /// Line and column (both from 1) where the parser already knew them: syntax errors.
    pub position: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What was done instead of what the document says, where faults are worked around.
    pub instead: Option<String>,
}

/// Collects diagnostics from all stages. Shared by reference: reporting needs no `&mut`.
///
/// What is said twice of the same place is kept once: a schema can be reached by several ways.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: RefCell<IndexSet<Diagnostic>>,
    lenient: bool,
}

impl Diagnostics {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty sink that makes warnings of the faults that can be worked around.
    #[must_use]
    pub fn lenient() -> Self {
        Self {
            lenient: true,
            ..Self::default()
        }
    }

    /// An empty sink for a file of the document, which says the same of faults.
    pub(crate) fn of_file(&self) -> Self {
        Self {
            lenient: self.lenient,
            ..Self::default()
        }
    }

    /// Adds a diagnostic as it is.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().insert(diagnostic);
    }

    /// Reports about the value at `pointer`.
    pub(crate) fn report(
        &self,
        severity: Severity,
        code: Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(severity, code, pointer, message, help));
    }

    /// Reports an error about the value at `pointer`.
    pub(crate) fn error(
        &self,
        code: Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Severity::Error, code, pointer, message, help);
    }

    /// Reports a fault of the document that the stages can work around: an error, or, where
    /// the sink is lenient, a warning that says what was done instead.
    pub(crate) fn fault(
        &self,
        code: Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
        instead: impl Into<String>,
    ) {
        let fault = Diagnostic::new(Severity::Error, code, pointer, message, help);
        self.push_fault(fault, instead);
    }

    /// As [`Diagnostics::fault`], for a diagnostic that was made before.
    pub(crate) fn push_fault(&self, mut fault: Diagnostic, instead: impl Into<String>) {
        if self.lenient {
            fault.severity = Severity::Warning;
            fault.instead = Some(instead.into());
        }
        self.push(fault);
    }

    /// Reports a warning about the value at `pointer`.
    pub(crate) fn warning(
        &self,
        code: Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Severity::Warning, code, pointer, message, help);
    }

    /// Whether an error was reported.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found
            .borrow()
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many diagnostics were reported so far.
    pub(crate) fn count(&self) -> usize {
        self.found.borrow().len()
    }

    /// The diagnostics in the order in which they were reported.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found.into_inner().into_iter().collect()
    }
}

impl Diagnostic {
    /// A diagnostic about the value at `pointer`; an empty `help` is none.
    pub(crate) fn new(
        severity: Severity,
        code: Code,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let help = help.into();
        Self {
            severity,
            code,
            file: None,
            pointer: pointer.clone(),
            target: Target::Value,
            position: None,
            message: shortened(message.into()),
            help: (!help.is_empty()).then(|| shortened(help)),
            instead: None,
        }
    }

    /// Points at the key instead of the value.
    pub(crate) fn at_key(mut self) -> Self {
        self.target = Target::Key;
        self
    }

    /// Sets the place that the parser reported.
    pub(crate) fn at_position(mut self, line: usize, column: usize) -> Self {
        self.position = Some((line, column));
        self
    }
}

/// The most bytes of a message: a document may have a name or a reference of megabytes.
const LONGEST_MESSAGE: usize = 2_000;

fn shortened(mut text: String) -> String {
    if text.len() > LONGEST_MESSAGE {
        let is_whole = |end: &usize| text.is_char_boundary(*end);
        let end = (0..=LONGEST_MESSAGE).rev().find(is_whole);
        text.truncate(end.unwrap_or(0));
        text.push('…');
    }
    text
}
