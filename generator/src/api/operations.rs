//! The operations of the emitted crate.

use super::answers::{Choice, Failure, Headers, OtherForm};
use super::bodies::Body;
use super::completion::Completion;
use super::security::Requirement;
use super::types::Type;
use super::writing::Writing;

/// The operations of one tag.
#[derive(Debug, Clone)]
pub struct Group {
    /// The tag.
    pub tag: String,
    /// The struct that holds the methods.
    pub struct_name: String,
    /// The module, and the client's method that returns the struct.
    pub module: String,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
    /// The operations in the order of the document.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The id in the document; messages name it.
    pub id: String,
    /// The method of the group's struct.
    pub method_name: String,
    /// The method for callers whose token implies some of the parameters, if there are such.
    pub token_method: Option<String>,
    /// The builder's struct.
    pub struct_name: String,
    /// The builder's module.
    pub module: String,
    /// The constant's prefix, for example `LIST_CANDIDATES`.
    pub constant: String,
    /// The HTTP method, for example `GET`.
    pub http_method: &'static str,
    /// The path template.
    pub path: String,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
    /// What the document says of each answer, CommonMark.
    pub answers: Vec<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The alternatives of what it asks its caller for; `None` if a client's token is all that
    /// can be meant.
    pub security: Option<Vec<Requirement>>,
    /// The index of the server that it has in place of the client's.
    pub server: Option<usize>,
    /// The parameters in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The body to send.
    pub body: Option<Body>,
    /// What a success returns.
    pub response: ResponseBody,
    /// The media type that it is asked for as, if that is not `application/json`.
    pub accept: Option<String>,
    /// Other forms in which a success can be had.
    pub other_forms: Vec<OtherForm>,
    /// What the bodies of its failures are, where that is not the same for the whole API.
    pub failure: Option<Failure>,
    /// The headers of its successes.
    pub headers: Option<Headers>,
    /// Paging, if the operation has it.
    pub pagination: Option<Pagination>,
    /// How its partial records are completed.
    pub completion: Option<Completion>,
    /// Other formats of the response.
    pub formats: Option<Formats>,
    /// What is known of the systems behind.
    pub coverage: Option<Coverage>,
    /// The program that shows how to use it.
    pub example_program: Option<ExampleProgram>,
    /// Responses in the document, to be read and written back by a test.
    pub fixtures: Vec<Fixture>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The name on the wire.
    pub wire_name: String,
    /// The field and the setter, without `r#`.
    pub name: String,
    /// The constant that describes it.
    pub constant: String,
    /// Where it is sent, and how.
    pub location: ParameterLocation,
    /// How its value is written, as far as `location` does not say.
    pub writing: Writing,
    /// The type of its value.
    pub value: Type,
    /// Whether it is an argument.
    pub required: bool,
    /// With which tokens it need not be sent, in words: then it is an argument of one method
    /// and absent from another.
    pub implied_by_token: Option<String>,
    /// Who sets it: the caller, or the paging and the formats.
    pub role: ParameterRole,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether its value says something about a person.
    pub personal: bool,
    /// Values with the query that each must give.
    pub examples: Vec<ParameterExample>,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query, in this style.
    Query(QueryStyle),
    /// As a header.
    Header,
    /// As a cookie.
    Cookie,
}

/// How a query parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub enum QueryStyle {
    Form {
        explode: bool,
    },
    SpaceDelimited {
        explode: bool,
    },
    PipeDelimited {
        explode: bool,
    },
    DeepObject,
    /// JSON.
    Json,
    /// Nested brackets.
    Nested {
        /// How arrays of scalars are written.
        scalar_arrays: ArrayForm,
        /// How arrays of objects are written.
        object_arrays: ArrayForm,
    },
}

/// How arrays are written in nested brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArrayForm {
    /// `a[]=x`
    Brackets,
    /// `a[0]=x`
    Indices,
    /// `a=x`, once for each element.
    Repeat,
}

/// Who sets a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterRole {
    /// The caller.
    Caller,
    /// The caller for the first page, the pager from then on.
    Cursor,
    /// Methods that change what is returned: the key of a keyed page.
    KeyBy,
    /// Methods that change what is returned: the format.
    Format,
}

/// A value of a query parameter with the query that it must give.
#[derive(Debug, Clone)]
pub struct ParameterExample {
    /// Its name, in snake case.
    pub name: String,
    /// The value as JSON.
    pub value: String,
    /// The query.
    pub query: String,
}

/// What a success returns.
#[derive(Debug, Clone)]
pub enum ResponseBody {
    /// Nothing.
    Empty,
    /// JSON of this type.
    Json(Type),
    /// A text.
    Text,
    /// Bytes.
    Bytes,
    /// One of these, by the status.
    Choice(Choice),
}

/// How a list comes in pages.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// The type of a page: what a plain call returns.
    pub page: Type,
    /// The type of an item.
    pub item: Type,
    /// The names that lead to the items; none is the page itself.
    pub items: Vec<String>,
    /// Whether a page without the property of the items has none, and is no fault.
    pub items_may_be_absent: bool,
    /// What leads to the next page.
    pub next: NextPage,
    /// Whether a URL may stand where the cursor does; then the cursor is in its query.
    pub cursor_may_be_url: bool,
    /// Whether there is more exactly where the header `Link` has a next page.
    pub link_if_more: bool,
    /// The names that lead to a flag: whether there is more.
    pub has_more: Option<Vec<String>>,
    /// The names that lead to the number of items in all.
    pub total: Option<Vec<String>>,
    /// The names that lead to the number of pages in all.
    pub total_pages: Option<Vec<String>>,
    /// The page's struct, if it is generic over its items: then they can be keyed, and read as
    /// a type of the caller's.
    pub open_page: Option<String>,
    /// The index of the parameter that takes the position; links need none.
    pub cursor_parameter: Option<usize>,
    /// The index of the parameter that keys the items.
    pub key_parameter: Option<usize>,
}

/// What leads to the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// A cursor in the body, at these names.
    Cursor(Vec<String>),
    /// The header `Link`.
    LinkHeader,
    /// A URL in the body, at these names.
    Link(Vec<String>),
    /// The number of the page; the first has this.
    PageNumber(u64),
    /// The number of items before it; before the first page it is this.
    Offset(u64),
    /// The last item's property at these names.
    LastItem(Vec<String>),
}

/// Other formats of the response, each by a method of its own.
#[derive(Debug, Clone)]
pub struct Formats {
    /// The index of the parameter that chooses.
    pub parameter: usize,
    /// The formats beside the usual one.
    pub formats: Vec<Format>,
}

/// One other format.
#[derive(Debug, Clone)]
pub struct Format {
    /// The value of the parameter.
    pub wire_name: String,
    /// The method.
    pub method_name: String,
    /// Whether it is JSON, or bytes.
    pub json: bool,
}

/// What is known of the systems behind, for one operation.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// Those that answer with partial records.
    pub partial: Vec<String>,
    /// What is known of each parameter and of keys inside it.
    pub parameters: Vec<ParameterCoverage>,
}

/// What is known of one parameter.
#[derive(Debug, Clone)]
pub struct ParameterCoverage {
    /// The parameter, with keys in brackets.
    pub parameter: String,
    /// The integrations known to act on it.
    pub supported: Vec<String>,
    /// The integrations that demand it.
    pub required: Vec<String>,
    /// How many act on it, if that is known.
    pub count: Option<u64>,
    /// Remarks by integration.
    pub notes: Vec<(String, String)>,
}

/// The program that shows how to use an operation.
#[derive(Debug, Clone)]
pub struct ExampleProgram {
    /// The environment variable that holds the token.
    pub token_variable: String,
    /// Flags, and the index of the parameter that each sets.
    pub flags: Vec<(String, usize)>,
    /// The item's fields to print, by Rust name.
    pub columns: Vec<String>,
}

/// A response in the document.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The file that holds it in the emitted crate's tests.
    pub file_name: String,
    /// The JSON text.
    pub text: String,
    /// What it is.
    pub kind: FixtureKind,
    /// The type that it is read as, where the kind does not say it.
    pub value: Option<Type>,
    /// What the document says of it.
    pub docs: Vec<String>,
}

/// What a fixture is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixtureKind {
    /// The response of a success.
    Success,
    /// A page keyed by a field.
    Keyed,
    /// The response of a failure, with its status.
    Failure(u16),
}
