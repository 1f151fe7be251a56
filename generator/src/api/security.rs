//! How operations authenticate.

/// A way to authenticate, with the names that the emitted crate has for it.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub wire_name: String,
    /// The setter.
    pub setter: String,
    /// The setter for tokens that expire, if tokens are what it takes.
    pub provider_setter: Option<String>,
    /// The `static` that describes it.
    pub constant: String,
    /// What is sent.
    pub kind: SchemeKind,
    /// What the document says of it, CommonMark.
    pub description: Option<String>,
}

/// What is sent to authenticate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// A token in `Authorization: Bearer`.
    Bearer,
    /// User name and password in `Authorization: Basic`.
    Basic,
    /// A key as a header of this name.
    Header(String),
    /// A key as a query parameter of this name.
    Query(String),
    /// A key as a cookie of this name.
    Cookie(String),
}

/// One of the alternatives of an operation: all of these go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The indices of the schemes, each with its scopes.
    pub schemes: Vec<(usize, Vec<String>)>,
}
