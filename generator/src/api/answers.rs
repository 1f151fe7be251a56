//! What the answers of an operation are: successes, failures, headers.

use super::types::Type;

/// Which status an answer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// This one.
    Code(u16),
    /// One of a hundred: 2 is `2XX`.
    Class(u16),
    /// Any that is not named.
    Default,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerContent {
    /// None.
    Nothing,
    /// JSON of this type.
    Json(Type),
    /// A text.
    Text,
    /// Bytes as they arrive.
    Stream,
}

/// The successes of an operation, where they are of several types: an enum.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// The successes by their status.
    pub variants: Vec<ChoiceVariant>,
}

/// One success.
#[derive(Debug, Clone)]
pub struct ChoiceVariant {
    /// Its name in Rust.
    pub name: String,
    /// The method that gives what comes with it.
    pub accessor: String,
    /// When it is this one.
    pub status: Status,
    /// What comes with it.
    pub content: AnswerContent,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
}

impl Choice {
    /// Whether one of them is given as it arrives.
    #[must_use]
    pub fn has_stream(&self) -> bool {
        self.variants
            .iter()
            .any(|variant| variant.content == AnswerContent::Stream)
    }
}

/// Another form in which a success can be had, by a method of its own.
#[derive(Debug, Clone)]
pub struct OtherForm {
    /// The method.
    pub method_name: String,
    /// The media type that is asked for.
    pub media_type: String,
    /// What is given.
    pub content: AnswerContent,
}

/// The bodies of the failures of an operation: an enum.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its name.
    pub name: String,
    /// The failures in the order of the document.
    pub variants: Vec<FailureVariant>,
}

/// One failure.
#[derive(Debug, Clone)]
pub struct FailureVariant {
    /// Its name in Rust.
    pub name: String,
    /// When it is this one.
    pub status: Status,
    /// The type of its body; one without has no variant, and is not any other's.
    pub value: Option<Type>,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
}

/// The headers of the successes of an operation: a struct.
#[derive(Debug, Clone)]
pub struct Headers {
    /// Its name.
    pub name: String,
    /// Whether it is the one that most operations have: it stands at the root of the crate.
    pub is_shared: bool,
    /// What the operation calls it all the same: so it is no matter to its users if another
    /// operation comes to have the same headers.
    pub alias: Option<String>,
    /// The headers in the order of the document.
    pub fields: Vec<HeaderField>,
}

/// One header.
#[derive(Debug, Clone)]
pub struct HeaderField {
    /// The name on the wire.
    pub wire_name: String,
    /// The field, without `r#`.
    pub name: String,
    /// The type of its value.
    pub value: Type,
    /// Whether the value is JSON, and not in the style of headers.
    pub is_json: bool,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
}
