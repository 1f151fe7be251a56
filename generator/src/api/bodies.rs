//! The bodies of requests.

use super::operations::QueryStyle;
use super::types::Type;

/// The body of a request.
#[derive(Debug, Clone)]
pub struct Body {
    /// What is sent.
    pub content: BodyContent,
    /// The media type that it is sent as.
    pub media_type: String,
    /// Whether it is an argument.
    pub required: bool,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
}

/// What a request body holds.
#[derive(Debug, Clone)]
pub enum BodyContent {
    /// JSON of this type.
    Json(Type),
    /// A form of this type, `application/x-www-form-urlencoded`, with the fields of whose
    /// writing something is said.
    Form(Type, Vec<FormField>),
    /// Parts, `multipart/form-data`.
    Multipart(MultipartBody),
    /// Parts of which nothing is known.
    FreeMultipart,
    /// JSON of this type or parts, as the caller likes: an enum of this name.
    Either(String, Type, MultipartBody),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl BodyContent {
    /// The types of what is sent.
    pub(crate) fn types(&self) -> Vec<&Type> {
        match self {
            BodyContent::Json(value) | BodyContent::Form(value, _) => vec![value],
            BodyContent::Multipart(parts) => parts.types().collect(),
            BodyContent::Either(_, value, parts) => parts.types().chain([value]).collect(),
            BodyContent::FreeMultipart | BodyContent::Text | BodyContent::Bytes => Vec::new(),
        }
    }

    /// The parts, if they are known.
    pub(crate) fn parts(&self) -> Option<&MultipartBody> {
        match self {
            BodyContent::Multipart(parts) | BodyContent::Either(_, _, parts) => Some(parts),
            _ => None,
        }
    }
}

/// A field of a form, and how it is written.
#[derive(Debug, Clone)]
pub struct FormField {
    /// The name on the wire.
    pub name: String,
    /// How it is written.
    pub style: FormStyle,
}

/// How a field of a form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormStyle {
    /// As a parameter of a query.
    Query(QueryStyle),
    /// As JSON.
    Json,
}

/// A body of several parts.
#[derive(Debug, Clone)]
pub struct MultipartBody {
    /// Its struct.
    pub struct_name: String,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
    /// The parts in the order of the document.
    pub parts: Vec<Part>,
    /// What the parts of other names are, if that is known.
    pub additional: Option<PartKind>,
}

/// A part of a body.
#[derive(Debug, Clone)]
pub struct Part {
    /// The name on the wire.
    pub wire_name: String,
    /// The setter, without `r#`.
    pub name: String,
    /// What it is.
    pub kind: PartKind,
    /// Whether there can be several of its name.
    pub repeated: bool,
    /// The media type that it is sent as, unless the caller says another.
    pub content_type: Option<String>,
    /// Whether the body cannot be without it.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
}

/// What a part is.
#[derive(Debug, Clone)]
pub enum PartKind {
    /// A text, or JSON where the value has structure.
    Value(Type),
    /// JSON in any case.
    Json(Type),
    /// A file.
    File,
}

impl MultipartBody {
    fn types(&self) -> impl Iterator<Item = &Type> {
        let kinds = self.parts.iter().map(|part| &part.kind);
        kinds.chain(&self.additional).filter_map(|kind| match kind {
            PartKind::Value(value) | PartKind::Json(value) => Some(value),
            PartKind::File => None,
        })
    }

    /// The parts that the body cannot be without.
    pub(crate) fn required(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.required)
    }
}
