//! The objects of an OpenAPI document, with the place of each.

use indexmap::{IndexMap, IndexSet};

use super::Writing;
use super::extensions::{Integration, OperationExtensions, ParameterExtensions};
use super::schema_types::Schema;
use crate::bundle::Kind;
use crate::source::{Node, Pointer};

/// The dialect of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// OpenAPI 3.0: `nullable`, `exclusiveMinimum: true`, references without siblings.
    V30,
    /// OpenAPI 3.1 and 3.2: JSON Schema 2020-12.
    V31,
}

/// A whole document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Title, version, licence.
    pub info: Info,
    /// Base addresses, the first one being the default.
    pub servers: Vec<Server>,
    /// Security requirements for all operations.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The declared tags.
    pub tags: Vec<Tag>,
    /// Documentation outside.
    pub external_docs: Option<ExternalDocs>,
    /// `x-integrations`.
    pub integrations: Vec<Integration>,
    /// Everything under `components`.
    pub components: Components,
    /// What references reach outside `components`.
    pub loose: Loose,
    /// The operations of all paths.
    pub operations: Vec<Operation>,
    /// The requests of webhooks; the path of each is the webhook's name.
    pub webhooks: Vec<Operation>,
    /// The requests of callbacks by the places of these; the paths are expressions.
    pub callbacks: IndexMap<Pointer, Vec<Operation>>,
}

/// A callback of an operation.
#[derive(Debug, Clone)]
pub struct CallbackPlace {
    /// What it is called.
    pub name: String,
    /// Where it is described.
    pub place: Pointer,
}

/// What references reach elsewhere than under `components`, each by its place.
#[derive(Debug, Clone, Default)]
pub struct Loose {
    /// The places that references lead to, by the text of `$ref`.
    pub places: IndexMap<String, Pointer>,
    /// Places in files whose content the document has at a place of its own, and that place.
    pub written: IndexMap<Pointer, Pointer>,
    /// Schemas.
    pub schemas: IndexMap<Pointer, Schema>,
    /// Parameters.
    pub parameters: IndexMap<Pointer, ReferenceOr<Parameter>>,
    /// Responses.
    pub responses: IndexMap<Pointer, ReferenceOr<Response>>,
    /// Request bodies.
    pub request_bodies: IndexMap<Pointer, ReferenceOr<RequestBody>>,
    /// Headers.
    pub headers: IndexMap<Pointer, ReferenceOr<Header>>,
    /// Examples.
    pub examples: IndexMap<Pointer, ReferenceOr<Example>>,
    /// Ways to authenticate.
    pub security_schemes: IndexMap<Pointer, ReferenceOr<SecurityScheme>>,
    /// What stands where a reference to another kind of object leads.
    pub(crate) misplaced: IndexMap<(Kind, String), Kind>,
    /// References to files that could not be read, which is reported.
    pub unreadable: IndexSet<String>,
}

/// `info`.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// The name of the API.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// One line.
    pub summary: Option<String>,
    /// CommonMark text.
    pub description: Option<String>,
    /// An address.
    pub terms_of_service: Option<String>,
    /// Whom to ask: name, address, e-mail.
    pub contact: Vec<(&'static str, String)>,
    /// The licence's SPDX expression, or else its name.
    pub license: Option<String>,
}

/// `externalDocs`.
#[derive(Debug, Clone)]
pub struct ExternalDocs {
    /// What is found there.
    pub description: Option<String>,
    /// The address.
    pub url: String,
}

/// One entry of `servers`.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its place.
    pub pointer: Pointer,
    /// The address, with its variables in braces.
    pub url: String,
    /// What it is called (3.2).
    pub name: Option<String>,
    /// What this server is for.
    pub description: Option<String>,
    /// The variables of the address.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A variable of a server's address.
#[derive(Debug, Clone)]
pub struct ServerVariable {
    /// Its place.
    pub pointer: Pointer,
    /// The value to be used unless another is chosen.
    pub default: String,
    /// The values that it can have; empty if it can have any.
    pub values: Vec<String>,
    /// CommonMark text.
    pub description: Option<String>,
}

/// One entry of `security`: every scheme in it is needed.
#[derive(Debug, Clone)]
pub struct SecurityRequirement {
    /// Its place.
    pub pointer: Pointer,
    /// The names of the schemes, each with its scopes.
    pub schemes: IndexMap<String, Vec<String>>,
}

/// A declared tag.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The name that operations use.
    pub name: String,
    /// One line.
    pub summary: Option<String>,
    /// CommonMark text.
    pub description: Option<String>,
    /// Documentation outside.
    pub external_docs: Option<ExternalDocs>,
}

/// A reference as it stands in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The place of the object that holds `$ref`.
    pub pointer: Pointer,
    /// The text of `$ref`.
    pub target: String,
    /// A description beside it (3.1), which replaces the target's.
    pub description: Option<String>,
}

/// An object, or a reference to one.
#[derive(Debug, Clone)]
pub enum ReferenceOr<T> {
    /// `$ref`.
    Reference(Reference),
    /// The object itself.
    Item(T),
}

/// `components`.
#[derive(Debug, Clone, Default)]
pub struct Components {
    /// Schemas.
    pub schemas: IndexMap<String, Schema>,
    /// Parameters.
    pub parameters: IndexMap<String, ReferenceOr<Parameter>>,
    /// Responses.
    pub responses: IndexMap<String, ReferenceOr<Response>>,
    /// Request bodies.
    pub request_bodies: IndexMap<String, ReferenceOr<RequestBody>>,
    /// Headers.
    pub headers: IndexMap<String, ReferenceOr<Header>>,
    /// Examples.
    pub examples: IndexMap<String, ReferenceOr<Example>>,
    /// Links.
    pub links: IndexMap<String, Link>,
    /// Ways to authenticate.
    pub security_schemes: IndexMap<String, ReferenceOr<SecurityScheme>>,
}

/// A way to authenticate.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// Its place.
    pub pointer: Pointer,
    /// What kind of scheme.
    pub kind: SecuritySchemeKind,
    /// CommonMark text.
    pub description: Option<String>,
}

/// The kinds of security schemes that matter to a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// A token in `Authorization: Bearer`; OAuth 2 and OpenID Connect end in one too.
    Bearer,
    /// User name and password in `Authorization: Basic`.
    Basic,
    /// A key under a name of its own.
    Key {
        /// Where it is sent.
        place: KeyPlace,
        /// The name of the header, the query parameter or the cookie.
        name: String,
    },
    /// Anything else, by its name.
    Other(String),
    /// One of which too little is said; that was reported.
    Unusable,
}

/// Where a key is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// As a header.
    Header,
    /// After `?`.
    Query,
    /// As a cookie.
    Cookie,
}

/// The methods of HTTP that a path item can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    /// Of OpenAPI 3.2: a GET with a body.
    Query,
}

impl Method {
    /// All methods, with the key of each in a path item.
    pub const ALL: [(&'static str, Method); 9] = [
        ("get", Method::Get),
        ("put", Method::Put),
        ("post", Method::Post),
        ("delete", Method::Delete),
        ("options", Method::Options),
        ("head", Method::Head),
        ("patch", Method::Patch),
        ("trace", Method::Trace),
        ("query", Method::Query),
    ];

    /// The method's name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
            Method::Trace => "TRACE",
            Method::Query => "QUERY",
        }
    }
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its place.
    pub pointer: Pointer,
    /// The method.
    pub method: Method,
    /// The path template, for example `/candidates/{id}`.
    pub path: String,
    /// `operationId`.
    pub id: Option<String>,
    /// One line.
    pub summary: Option<String>,
    /// CommonMark text.
    pub description: Option<String>,
    /// Documentation outside.
    pub external_docs: Option<ExternalDocs>,
    /// The tags, the first one being the group.
    pub tags: Vec<String>,
    /// The operation's parameters, then those of its path item.
    pub parameters: Vec<ReferenceOr<Parameter>>,
    /// How many of `parameters` are the operation's own.
    pub own_parameters: usize,
    /// The body to send.
    pub request_body: Option<ReferenceOr<RequestBody>>,
    /// The responses by status: `200`, `4XX`, `default`.
    pub responses: IndexMap<String, ReferenceOr<Response>>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Its own security requirements.
    pub security: Option<Vec<SecurityRequirement>>,
    /// Requests that the server sends because of it.
    pub callbacks: Vec<CallbackPlace>,
    /// Its own servers, or else those of its path item; empty if it has those of the document.
    pub servers: Vec<Server>,
    /// What this generator adds to OpenAPI.
    pub extensions: OperationExtensions,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path template.
    Path,
    /// After `?`.
    Query,
    /// As a header.
    Header,
    /// As a cookie.
    Cookie,
}

/// How a parameter's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its place.
    pub pointer: Pointer,
    /// The name on the wire.
    pub name: String,
    /// Where it is sent.
    pub location: Location,
    /// CommonMark text.
    pub description: Option<String>,
    /// Whether a request without it is wrong.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// How its value is written, if said.
    pub style: Option<Style>,
    /// Whether each element is written by itself, if said.
    pub explode: Option<bool>,
    /// What else it says of how its value is written.
    pub writing: Writing,
    /// The type of its value.
    pub schema: Option<Schema>,
    /// Examples by name.
    pub examples: IndexMap<String, ReferenceOr<Example>>,
    /// What this generator adds to OpenAPI.
    pub extensions: ParameterExtensions,
}

/// A response header.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its place.
    pub pointer: Pointer,
    /// CommonMark text.
    pub description: Option<String>,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The type of its value.
    pub schema: Option<Schema>,
    /// The form of its value by media type, in place of `schema`.
    pub content: IndexMap<String, MediaType>,
}

/// A link from an answer to an operation.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its place.
    pub pointer: Pointer,
    /// The id of the operation.
    pub operation_id: Option<String>,
    /// A reference to the operation, in place of its id.
    pub operation_reference: Option<String>,
    /// What the operation's parameters are: expressions or values.
    pub parameters: IndexMap<String, Node>,
    /// What the operation's body is.
    pub request_body: Option<Node>,
    /// CommonMark text.
    pub description: Option<String>,
}

/// An example.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its place.
    pub pointer: Pointer,
    /// One line.
    pub summary: Option<String>,
    /// CommonMark text.
    pub description: Option<String>,
    /// The value, in the document.
    pub value: Option<Node>,
    /// The value, in another file.
    pub external_value: Option<String>,
    /// `x-query`: what the value of a query parameter looks like on the wire.
    pub query: Option<String>,
    /// `x-request`: the query parameters that this response answers, where they change its shape.
    pub request: IndexMap<String, Node>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// Its place.
    pub pointer: Pointer,
    /// CommonMark text.
    pub description: Option<String>,
    /// Whether a request without it is wrong.
    pub required: bool,
    /// The forms it can take, by media type.
    pub content: IndexMap<String, MediaType>,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    /// Its place.
    pub pointer: Pointer,
    /// CommonMark text.
    pub description: Option<String>,
    /// Its headers.
    pub headers: IndexMap<String, ReferenceOr<Header>>,
    /// The forms it can take, by media type.
    pub content: IndexMap<String, MediaType>,
    /// What can be asked for next.
    pub links: IndexMap<String, Link>,
}

/// The content of a body under one media type.
#[derive(Debug, Clone)]
pub struct MediaType {
    /// Its place.
    pub pointer: Pointer,
    /// The type of the content.
    pub schema: Option<Schema>,
    /// Examples by name.
    pub examples: IndexMap<String, ReferenceOr<Example>>,
    /// How the properties are written, in forms and multipart bodies.
    pub encoding: IndexMap<String, Encoding>,
}

/// How a property is written, in a form or as a part.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// Its place.
    pub pointer: Pointer,
    /// The media types, separated by commas.
    pub content_type: Option<String>,
    /// How it is written, in forms.
    pub style: Option<Style>,
    /// Whether each element has a pair of its own, in forms.
    pub explode: Option<bool>,
}
