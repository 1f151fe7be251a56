//! How the partial records of a list are completed.

use super::types::Type;

/// The operation that gives the whole of a partial record, and what it is asked with.
#[derive(Debug, Clone)]
pub struct Completion {
    /// The id of that operation.
    pub operation: String,
    /// The module of its group.
    pub module: String,
    /// Its builder.
    pub struct_name: String,
    /// The property of the record that says which one it is, in JSON and in Rust.
    pub from: String,
    /// The field of that property.
    pub field: String,
    /// Whether that field is an `Option`.
    pub field_is_optional: bool,
    /// What the operation answers with.
    pub whole: Type,
    /// The arguments of the builder that it has whatever the token says, in their order.
    pub arguments: Vec<CompletionArgument>,
    /// All of its arguments, where a token implies some of them.
    pub all_arguments: Option<Vec<CompletionArgument>>,
    /// The setters that take over what the list was given, each with the field of the list.
    pub setters: Vec<(String, String)>,
}

/// An argument of the builder that asks for the whole record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompletionArgument {
    /// Which record it is.
    Record,
    /// A field of the list's builder that is always set.
    Field(String),
    /// A field of the list's builder that is absent where a token implies it.
    Implied(String),
}
