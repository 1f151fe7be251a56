//! The document without references, `allOf` and dialects.

use indexmap::IndexMap;

use crate::document::{
    CallbackPlace, Encoding, Example, ExternalDocs, Info, Integration, KeyPlace, Location, Method,
    OperationExtensions, ParameterExtensions, SchemaExtensions, Server, Style, Tag, Writing,
};
use crate::source::{Node, Pointer};

/// A resolved document.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// Title, version, licence.
    pub info: Info,
    /// Base addresses.
    pub servers: Vec<Server>,
    /// How to authenticate.
    pub security: Security,
    /// The declared tags.
    pub tags: Vec<Tag>,
    /// Documentation outside.
    pub external_docs: Option<ExternalDocs>,
    /// `x-integrations`.
    pub integrations: Vec<Integration>,
    /// The named schemas; every [`Shape::Reference`] names one of them.
    pub schemas: IndexMap<String, Schema>,
    /// The operations in the order of the document.
    pub operations: Vec<Operation>,
    /// The requests that the server sends: those of webhooks, then those of callbacks.
    pub incoming: Vec<Incoming>,
}

/// A request that the server sends.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The place of the callback that it belongs to; none if it belongs to a webhook.
    pub callback: Option<Pointer>,
    /// What is sent. The path is the name of the webhook or an expression for the address.
    pub operation: Operation,
}

/// How operations authenticate.
#[derive(Debug, Clone, Default)]
pub struct Security {
    /// Whether a bearer token is asked for anywhere.
    pub bearer: bool,
    /// What the document says of the token.
    pub description: Option<String>,
    /// Kinds of schemes that the client cannot serve.
    pub unsupported: Vec<String>,
    /// The schemes that operations ask for and the client can serve.
    pub schemes: IndexMap<String, SecurityScheme>,
}

/// A way to authenticate that a client can serve.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// What is sent.
    pub kind: SchemeKind,
    /// CommonMark text.
    pub description: Option<String>,
}

/// What is sent to authenticate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// A token in `Authorization: Bearer`.
    Bearer,
    /// User name and password in `Authorization: Basic`.
    Basic,
    /// A key.
    Key {
        /// Where it is sent.
        place: KeyPlace,
        /// The name of the header, the query parameter or the cookie.
        name: String,
    },
}

/// One of the alternatives of an operation: all of these schemes go together. One without
/// schemes is a call without credentials, or one that the transport authenticates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requirement {
    /// The names of the schemes, each with its scopes.
    pub schemes: IndexMap<String, Vec<String>>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its place.
    pub pointer: Pointer,
    /// The method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// `operationId`.
    pub id: Option<String>,
    /// One line.
    pub summary: Option<String>,
    /// CommonMark text.
    pub description: Option<String>,
    /// Documentation outside.
    pub external_docs: Option<ExternalDocs>,
    /// The tags.
    pub tags: Vec<String>,
    /// All parameters that apply to it.
    pub parameters: Vec<Parameter>,
    /// The body to send.
    pub request_body: Option<RequestBody>,
    /// The responses by status.
    pub responses: IndexMap<String, Response>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Requests that the server sends because of it.
    pub callbacks: Vec<CallbackPlace>,
    /// What it asks its caller for; `None` if that is not known.
    pub security: Option<Vec<Requirement>>,
    /// The servers that it has in place of the document's.
    pub servers: Vec<Server>,
    /// What this generator adds to OpenAPI.
    pub extensions: OperationExtensions,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub pointer: Pointer,
    pub name: String,
    pub location: Location,
    pub description: Option<String>,
    pub required: bool,
    pub deprecated: bool,
    pub style: Option<Style>,
    pub explode: Option<bool>,
    pub writing: Writing,
    pub schema: Schema,
    pub examples: IndexMap<String, Example>,
    pub extensions: ParameterExtensions,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct RequestBody {
    pub description: Option<String>,
    pub required: bool,
    pub content: IndexMap<String, MediaType>,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    pub pointer: Pointer,
    pub description: Option<String>,
    pub headers: IndexMap<String, Header>,
    pub content: IndexMap<String, MediaType>,
    pub links: Vec<Link>,
}

/// A header of a response.
#[derive(Debug, Clone)]
pub struct Header {
    pub pointer: Pointer,
    pub description: Option<String>,
    pub required: bool,
    pub deprecated: bool,
    /// The type of its value.
    pub schema: Schema,
    /// Whether the value is JSON, and not in the style of headers.
    pub is_json: bool,
}

/// What can be asked for after an answer.
#[derive(Debug, Clone)]
pub struct Link {
    /// The id of the operation, or its method and path.
    pub operation: String,
    /// What its parameters are: expressions or values.
    pub parameters: IndexMap<String, Node>,
    /// What its body is.
    pub request_body: Option<Node>,
    pub description: Option<String>,
}

/// The content of a body under one media type.
#[derive(Debug, Clone)]
pub struct MediaType {
    pub pointer: Pointer,
    pub schema: Option<Schema>,
    pub examples: IndexMap<String, Example>,
    /// How the properties are written, in forms and multipart bodies.
    pub encoding: IndexMap<String, Encoding>,
}

/// A schema: what it is, and what is said about it.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Its place.
    pub pointer: Pointer,
    /// What it is.
    pub shape: Shape,
    /// Whether `null` is a value too.
    pub nullable: bool,
    /// What is said about it.
    pub annotations: Annotations,
    /// What this generator adds to OpenAPI.
    pub extensions: SchemaExtensions,
}

/// The documentation of a schema.
#[derive(Debug, Clone, Default)]
pub struct Annotations {
    pub title: Option<String>,
    pub description: Option<String>,
    pub default: Option<Node>,
    pub examples: Vec<Node>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub constraints: Vec<(&'static str, Node)>,
    pub external_docs: Option<ExternalDocs>,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any JSON.
    Any,
    /// An object about whose members nothing is said.
    FreeObject,
    /// The named schema.
    Reference(String),
    /// `true` or `false`.
    Boolean,
    /// A whole number, with its format.
    Integer(Option<String>),
    /// A number, with its format.
    Number(Option<String>),
    /// A text, with its format.
    String(Option<String>),
    /// One of these texts.
    Enum(Vec<String>),
    /// An object with known properties.
    Object(Object),
    /// An object of unknown names with values of one kind.
    Map(Box<Schema>),
    /// An array.
    Array(Box<Schema>),
    /// One of these numbers, or of these values of several types.
    Constants(Vec<Constant>),
    /// An array whose first elements have types of their own.
    Tuple(Tuple),
    /// One of several shapes.
    Union(Union),
}

/// An object with known properties.
#[derive(Debug, Clone, Default)]
pub struct Object {
    /// The properties in order.
    pub properties: IndexMap<String, Schema>,
    /// Those that must be there.
    pub required: Vec<String>,
    /// The values of all members without a name of their own, if they have a type.
    pub additional: Option<Box<Schema>>,
}

/// A value out of a list.
#[derive(Debug, Clone)]
pub struct Constant {
    /// The value.
    pub value: Node,
    /// What the document calls it.
    pub name: Option<String>,
}

/// An array whose first elements have types of their own.
#[derive(Debug, Clone)]
pub struct Tuple {
    /// The first elements.
    pub items: Vec<Schema>,
    /// How many of them are always there.
    pub required: usize,
    /// The elements after them.
    pub rest: Box<Schema>,
}

/// One of several shapes.
#[derive(Debug, Clone, Default)]
pub struct Union {
    /// The property whose value names the alternative.
    pub discriminator: Option<String>,
    /// The alternatives.
    pub members: Vec<Member>,
}

/// An alternative of a union.
#[derive(Debug, Clone)]
pub struct Member {
    /// What it is called: by the schema referred to, by its title or by its tag.
    pub name: Option<String>,
    /// The values of the discriminator that mean it.
    pub tags: Vec<String>,
    /// What it is.
    pub schema: Schema,
}

impl Schema {
    /// A schema that says nothing.
    pub(crate) fn any(pointer: &Pointer) -> Self {
        Self {
            pointer: pointer.clone(),
            shape: Shape::Any,
            nullable: false,
            annotations: Annotations::default(),
            extensions: SchemaExtensions::default(),
        }
    }
}
