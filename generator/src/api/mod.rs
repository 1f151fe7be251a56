//! The crate to be emitted, in the terms of Rust: what the stages before make and `emit` reads.
//!
//! Nothing here knows OpenAPI. Names are final, texts are still the document's own.

mod answers;
mod bodies;
mod completion;
mod mentioned;
mod operations;
mod security;
mod servers;
mod types;
mod writing;

pub use answers::*;
pub use bodies::*;
pub use completion::*;
pub use operations::*;
pub use security::*;
pub use servers::*;
pub use types::*;
pub use writing::*;

/// Names of the runtime that the files of operations use; a builder cannot have one of them.
pub(crate) const RUNTIME_NAMES: [&str; 38] = [
    "RawResponse",
    "ResponseInfo",
    "LenientPage",
    "RequestOptions",
    "PhantomData",
    "Bytes",
    "ByteStream",
    "FileContent",
    "FormField",
    "FormStyle",
    "Multipart",
    "Part",
    "OperationCoverage",
    "ParameterCoverage",
    "Support",
    "ErrorBody",
    "Method",
    "IndexMap",
    "ItemStream",
    "CompletedStream",
    "PageShape",
    "PageStream",
    "PagedOperation",
    "ArrayForm",
    "FreeValue",
    "NestedForm",
    "QueryParameter",
    "QueryStyle",
    "CookieStyle",
    "HeaderStyle",
    "PathStyle",
    "Range",
    "Operation",
    "Client",
    "Request",
    "Response",
    "Result",
    "Secret",
];

/// Everything that the emitted crate says.
#[derive(Debug, Clone)]
pub struct Api {
    /// What the API is called.
    pub title: String,
    /// The crate's version: the document's, if it is a semantic version.
    pub version: String,
    /// What the API is for, CommonMark.
    pub description: Option<String>,
    /// Remarks for the crate's documentation: terms, contact, outside documentation.
    pub remarks: Vec<String>,
    /// The licence's SPDX expression, if the document names one.
    pub license: Option<String>,
    /// The default base address.
    pub base_url: Option<String>,
    /// The addresses to choose from; empty if there is one only.
    pub servers: Vec<Server>,
    /// The ways to authenticate; empty if a bearer token is all that operations ask for.
    pub credentials: Vec<SecurityScheme>,
    /// Whether operations ask for a bearer token, and what is said about it.
    pub bearer: Option<String>,
    /// The systems behind the API.
    pub integrations: Vec<Integration>,
    /// The types in the order of the document.
    pub types: Vec<TypeDefinition>,
    /// The operations by tag.
    pub groups: Vec<Group>,
    /// What the server sends of its own accord.
    pub incoming: Vec<Incoming>,
    /// The type of error bodies, and how to read their words.
    pub error: Option<ErrorType>,
    /// The headers that the answers of most operations have.
    pub headers: Option<Headers>,
}

/// A request that the server sends: there are types for it, and no code that receives it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Whether it belongs to a webhook, or else to a callback.
    pub webhook: bool,
    /// What the webhook or the callback is called.
    pub name: String,
    /// The HTTP method, for example `POST`.
    pub http_method: &'static str,
    /// For a callback, the expression that says where it is sent to.
    pub address: String,
    /// One line.
    pub summary: Option<String>,
    /// What is sent, in words.
    pub body: Option<String>,
}

/// One of the systems behind the API.
#[derive(Debug, Clone)]
pub struct Integration {
    /// The word for programs.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The constant's name.
    pub constant: String,
}

/// How the body of an error response is read.
#[derive(Debug, Clone)]
pub struct ErrorType {
    /// The name of its type.
    pub type_name: String,
    /// Whether the document says which property says what.
    pub is_declared: bool,
    /// The property with the words for people.
    pub message: Option<String>,
    /// The property with the body of the system behind.
    pub raw: Option<String>,
    /// The property that tells whether the system behind is at fault.
    pub provider_fault: Option<String>,
}

impl Api {
    /// All operations of all groups.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}
