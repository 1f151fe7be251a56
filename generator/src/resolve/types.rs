//! The document without references, `allOf` and dialects.

use indexmap::IndexMap;

use crate::document::{
    Encoding, Example, ExternalDocs, Info, Integration, Location, Method, OperationExtensions,
    ParameterExtensions, SchemaExtensions, Server, Style, Tag,
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
    /// The headers, with their descriptions.
    pub headers: IndexMap<String, Option<String>>,
    pub content: IndexMap<String, MediaType>,
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
