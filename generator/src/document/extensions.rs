//! The `x-` fields of this generator: what it must know and OpenAPI cannot say.
//!
//! `spec/README.md` describes each for the people who write documents.

use indexmap::IndexMap;

use super::Context;
use super::completion::{self, CompletedBy};
use super::pagination::{self, Pagination};
use super::reader::{Members, ObjectReader};
use crate::diagnostics::Code;
use crate::source::Pointer;

/// `x-integrations`: one of the systems behind the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integration {
    /// The word that other extensions and programs use.
    pub id: String,
    /// The name that people use.
    pub name: String,
}

/// `x-provenance`: how sure a name or a shape is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// `documented`, `matched` or `inferred`.
    pub confidence: String,
    /// Where it was seen.
    pub source: Option<String>,
    /// The reasoning.
    pub note: Option<String>,
}

/// `x-coverage` of an operation.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Its place.
    pub pointer: Pointer,
    /// The integrations that answer with partial records.
    pub partial: Vec<String>,
}

/// `x-coverage` of a parameter.
#[derive(Debug, Clone, Default)]
pub struct ParameterCoverage {
    /// Its place.
    pub pointer: Pointer,
    /// The integrations known to act on it.
    pub supported: Vec<String>,
    /// The integrations that demand it.
    pub required: Vec<String>,
    /// How many integrations act on it, if that is known.
    pub count: Option<u64>,
    /// Remarks by integration.
    pub notes: IndexMap<String, String>,
    /// The same for keys inside the value.
    pub fields: IndexMap<String, ParameterCoverage>,
}

/// `x-key-by`.
#[derive(Debug, Clone)]
pub struct KeyBy {
    /// Its place.
    pub pointer: Pointer,
    /// The query parameter that turns the array of items into an object.
    pub parameter: String,
}

/// What a response format returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatKind {
    /// The response that the document describes.
    Page,
    /// Any JSON.
    Json,
    /// Bytes of any media type.
    Bytes,
}

/// `x-response-formats`.
#[derive(Debug, Clone)]
pub struct ResponseFormats {
    /// Its place.
    pub pointer: Pointer,
    /// The query parameter that chooses the format.
    pub parameter: String,
    /// Its values, and what each returns.
    pub formats: IndexMap<String, FormatKind>,
}

/// `x-example-program`.
#[derive(Debug, Clone)]
pub struct ExampleProgram {
    /// Its place.
    pub pointer: Pointer,
    /// The environment variable that holds the token.
    pub token_variable: String,
    /// Command line flags, and the parameter that each sets.
    pub flags: IndexMap<String, String>,
    /// The item properties to print as a table.
    pub columns: Vec<String>,
}

/// The extensions of an operation.
#[derive(Debug, Clone, Default)]
pub struct OperationExtensions {
    /// `x-coverage`.
    pub coverage: Option<Coverage>,
    /// `x-pagination`.
    pub pagination: Option<Pagination>,
    /// `x-key-by`.
    pub key_by: Option<KeyBy>,
    /// `x-completed-by`.
    pub completed_by: Option<CompletedBy>,
    /// `x-response-formats`.
    pub response_formats: Option<ResponseFormats>,
    /// `x-example-program`.
    pub example_program: Option<ExampleProgram>,
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

/// `x-query-encoding`: nested brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryEncoding {
    /// How arrays of scalars are written.
    pub scalar_arrays: ArrayForm,
    /// How arrays of objects are written.
    pub object_arrays: ArrayForm,
}

/// The extensions of a parameter.
#[derive(Debug, Clone, Default)]
pub struct ParameterExtensions {
    /// `x-provenance`.
    pub provenance: Option<Provenance>,
    /// `x-coverage`.
    pub coverage: Option<ParameterCoverage>,
    /// `x-query-encoding`.
    pub query_encoding: Option<QueryEncoding>,
    /// `x-query-operators`.
    pub query_operators: Vec<String>,
    /// `x-personal-data`.
    pub personal_data: bool,
    /// `x-implied-by-token`: with which tokens it need not be sent, in words.
    pub implied_by_token: Option<String>,
    /// `x-names-excluded-fields`.
    pub names_excluded_fields: bool,
}

/// `x-error-body`: which properties of an error response say what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorBody {
    /// The property with the words for people.
    pub message: Option<String>,
    /// The property with the body of the system behind.
    pub raw: Option<String>,
    /// The property that is `true` when the system behind is at fault.
    pub provider_fault: Option<String>,
}

/// The extensions of a schema.
#[derive(Debug, Clone, Default)]
pub struct SchemaExtensions {
    /// `x-provenance`.
    pub provenance: Option<Provenance>,
    /// `x-personal-data`.
    pub personal_data: bool,
    /// `x-supported-count`.
    pub supported_count: Option<u64>,
    /// `x-required-may-be-absent`.
    pub required_may_be_absent: bool,
    /// `x-error-body`.
    pub error_body: Option<ErrorBody>,
}

pub(super) fn integrations(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> Vec<Integration> {
    let mut integrations = Vec::new();
    for (node, pointer) in object.array("x-integrations") {
        let Some(mut entry) = ObjectReader::of(context, node, &pointer, "an integration") else {
            continue;
        };
        // Both are asked for, so that both are reported when both are missing.
        let id = entry.required_string("id");
        let name = entry.required_string("name");
        if let (Some(id), Some(name)) = (id, name) {
            integrations.push(Integration { id, name });
        }
        entry.finish();
    }
    integrations
}

pub(super) fn provenance(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> Option<Provenance> {
    let (members, pointer) = object.optional_object("x-provenance")?;
    let mut entry = ObjectReader::new(context, members, &pointer);
    let words = ["documented", "matched", "inferred"].map(|word| (word, word));
    if !entry.has("confidence") {
        entry.required_string("confidence");
    }
    let confidence = entry.word("confidence", &words);
    let source = entry.string("source");
    let note = entry.string("note");
    entry.finish();
    Some(Provenance {
        confidence: confidence?.to_owned(),
        source,
        note,
    })
}

pub(super) fn of_operation(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> OperationExtensions {
    OperationExtensions {
        coverage: object
            .optional_object("x-coverage")
            .map(|(members, pointer)| {
                let mut entry = ObjectReader::new(context, members, &pointer);
                let partial = entry.strings("partial");
                entry.finish();
                Coverage { pointer, partial }
            }),
        pagination: pagination::of_operation(context, object),
        key_by: object
            .optional_object("x-key-by")
            .and_then(|(members, pointer)| {
                let mut entry = ObjectReader::new(context, members, &pointer);
                let parameter = entry.required_string("parameter");
                entry.finish();
                Some(KeyBy {
                    pointer,
                    parameter: parameter?,
                })
            }),
        completed_by: completion::of_operation(context, object),
        response_formats: object
            .optional_object("x-response-formats")
            .and_then(|(members, pointer)| response_formats(context, members, pointer)),
        example_program: object
            .optional_object("x-example-program")
            .and_then(|(members, pointer)| example_program(context, members, pointer)),
    }
}

fn response_formats(
    context: &Context<'_>,
    members: &Members,
    pointer: Pointer,
) -> Option<ResponseFormats> {
    const KINDS: [(&str, FormatKind); 3] = [
        ("page", FormatKind::Page),
        ("json", FormatKind::Json),
        ("bytes", FormatKind::Bytes),
    ];
    let mut entry = ObjectReader::new(context, members, &pointer);
    let parameter = entry.required_string("parameter");
    let mut formats = IndexMap::new();
    for (name, node, place) in entry.entries("formats") {
        match node
            .as_str()
            .and_then(|word| KINDS.iter().find(|(known, _)| *known == word))
        {
            Some((_, kind)) => {
                formats.insert(name.to_owned(), *kind);
            }
            None => context.diagnostics.fault(
                Code::InvalidValue,
                &place,
                format!("the format `{name}` does not say what it returns"),
                "it is one of `page`, `json`, `bytes`",
                "the format is left out",
            ),
        }
    }
    entry.finish();
    Some(ResponseFormats {
        pointer,
        parameter: parameter?,
        formats,
    })
}

fn example_program(
    context: &Context<'_>,
    members: &Members,
    pointer: Pointer,
) -> Option<ExampleProgram> {
    let mut entry = ObjectReader::new(context, members, &pointer);
    let token_variable = entry.required_string("token-variable");
    let flags = texts(context, &mut entry, "flags");
    let columns = entry.strings("columns");
    entry.finish();
    Some(ExampleProgram {
        pointer,
        token_variable: token_variable?,
        flags,
        columns,
    })
}

fn texts(
    context: &Context<'_>,
    entry: &mut ObjectReader<'_>,
    key: &'static str,
) -> IndexMap<String, String> {
    let mut texts = IndexMap::new();
    for (name, node, place) in entry.entries(key) {
        match node.as_str() {
            Some(text) => {
                texts.insert(name.to_owned(), text.to_owned());
            }
            None => context.diagnostics.fault(
                Code::WrongType,
                &place,
                format!("`{name}` of `{key}` is a text; this is {}", node.kind()),
                "",
                "the text is left out",
            ),
        }
    }
    texts
}

fn parameter_coverage(
    context: &Context<'_>,
    members: &Members,
    pointer: &Pointer,
) -> ParameterCoverage {
    let mut entry = ObjectReader::new(context, members, pointer);
    let mut coverage = ParameterCoverage {
        pointer: pointer.clone(),
        supported: entry.strings("supported"),
        required: entry.strings("required"),
        count: entry.unsigned("count"),
        notes: texts(context, &mut entry, "notes"),
        fields: IndexMap::new(),
    };
    for (name, node, place) in entry.entries("fields") {
        match node.as_object() {
            Some(members) => {
                coverage.fields.insert(
                    name.to_owned(),
                    parameter_coverage(context, members, &place),
                );
            }
            None => context.diagnostics.fault(
                Code::WrongType,
                &place,
                format!(
                    "the coverage of `{name}` is an object; this is {}",
                    node.kind()
                ),
                "",
                "it is left out",
            ),
        }
    }
    entry.finish();
    coverage
}

pub(super) fn of_parameter(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> ParameterExtensions {
    const FORMS: [(&str, ArrayForm); 3] = [
        ("brackets", ArrayForm::Brackets),
        ("indices", ArrayForm::Indices),
        ("repeat", ArrayForm::Repeat),
    ];
    ParameterExtensions {
        provenance: provenance(context, object),
        coverage: object
            .optional_object("x-coverage")
            .map(|(members, pointer)| parameter_coverage(context, members, &pointer)),
        query_encoding: object
            .optional_object("x-query-encoding")
            .map(|(members, pointer)| {
                let mut entry = ObjectReader::new(context, members, &pointer);
                let encoding = QueryEncoding {
                    scalar_arrays: entry
                        .word("scalar-arrays", &FORMS)
                        .unwrap_or(ArrayForm::Brackets),
                    object_arrays: entry
                        .word("object-arrays", &FORMS)
                        .unwrap_or(ArrayForm::Indices),
                };
                entry.finish();
                encoding
            }),
        query_operators: object.strings("x-query-operators"),
        personal_data: object.boolean("x-personal-data").unwrap_or(false),
        names_excluded_fields: object.boolean("x-names-excluded-fields").unwrap_or(false),
        implied_by_token: object.string("x-implied-by-token"),
    }
}

pub(super) fn of_schema(context: &Context<'_>, object: &mut ObjectReader<'_>) -> SchemaExtensions {
    SchemaExtensions {
        provenance: provenance(context, object),
        personal_data: object.boolean("x-personal-data").unwrap_or(false),
        supported_count: object.unsigned("x-supported-count"),
        required_may_be_absent: object.boolean("x-required-may-be-absent").unwrap_or(false),
        error_body: object
            .optional_object("x-error-body")
            .map(|(members, pointer)| {
                let mut entry = ObjectReader::new(context, members, &pointer);
                let error_body = ErrorBody {
                    message: entry.string("message"),
                    raw: entry.string("raw"),
                    provider_fault: entry.string("provider-fault"),
                };
                entry.finish();
                error_body
            }),
    }
}
