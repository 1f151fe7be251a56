//! The headers of successes, as a struct with a field for each.

use indexmap::IndexMap;

use super::Context;
use super::answers;
use super::docs::Docs;
use super::names::{Case, Scope};
use super::statuses::status;
use super::types::Types;
use crate::api::{HeaderField, Headers, Type, TypeKind};
use crate::diagnostics::{Code, Severity};
use crate::resolve::{self, Header, Shape};

/// Headers that have a place elsewhere: OpenAPI takes the first from the media types, the runtime
/// reads the others of every answer.
const READ_ELSEWHERE: [&str; 5] = [
    "content-type",
    "retry-after",
    "ratelimit-limit",
    "ratelimit-remaining",
    "ratelimit-reset",
];

/// The name of the struct that most operations with headers share.
const SHARED_NAME: &str = "AnswerHeaders";

/// The headers of an operation's successes, by their names in lower case.
type Described<'a> = IndexMap<String, (&'a String, &'a Header)>;

fn described<'a>(context: &Context<'_>, operation: &'a resolve::Operation) -> Described<'a> {
    let mut described = Described::new();
    let mut successes: Vec<_> = answers::described(operation).collect();
    successes.sort_by_key(|(key, _)| status(key));
    for (_, response) in successes {
        for (name, header) in &response.headers {
            // HTTP does not tell upper case from lower.
            let key = name.to_ascii_lowercase();
            if READ_ELSEWHERE.contains(&key.as_str()) || !is_name(context, name, header) {
                continue;
            }
            described.entry(key).or_insert((name, header));
        }
    }
    described
}

/// A text that is the same for headers of the same names and types.
fn signature(described: &Described<'_>) -> String {
    let mut parts: Vec<String> = described
        .iter()
        .map(|(name, (_, header))| {
            format!("{name:?}{}{}", header.is_json, header.schema.signature())
        })
        .collect();
    parts.sort_unstable();
    parts.join("\n")
}

/// The headers that the answers of most operations have.
#[derive(Debug, Default)]
pub(super) struct UsualHeaders {
    signature: Option<String>,
    pub(super) headers: Option<Headers>,
}

impl UsualHeaders {
    /// Looks at all operations. The set of more than half of those with headers, and of more
    /// than one, has one struct for all: so an operation that is added with other headers does
    /// not take it away.
    pub(super) fn of(context: &Context<'_>, types: &mut Types<'_>) -> Self {
        let mut sets: IndexMap<String, (usize, Described<'_>)> = IndexMap::new();
        let mut all = 0;
        for operation in &context.resolved.operations {
            let described = described(context, operation);
            if described.is_empty() {
                continue;
            }
            all += 1;
            let entry = sets.entry(signature(&described));
            entry.or_insert((0, described)).0 += 1;
        }
        let usual = sets
            .into_iter()
            .find(|(_, (count, _))| *count > 1 && count * 2 > all);
        let Some((signature, (_, described))) = usual else {
            return Self::default();
        };
        let fields = fields(context, types, described, SHARED_NAME);
        Self {
            signature: Some(signature),
            headers: Some(Headers {
                name: SHARED_NAME.to_owned(),
                is_shared: true,
                alias: None,
                fields,
            }),
        }
    }

    /// The headers of an operation, if its answers have some.
    pub(super) fn lower(
        &self,
        context: &Context<'_>,
        types: &mut Types<'_>,
        operation: &resolve::Operation,
        struct_name: &str,
        headers_name: &str,
    ) -> Option<Headers> {
        let described = described(context, operation);
        if described.is_empty() {
            return None;
        }
        if self.signature.as_ref() == Some(&signature(&described)) {
            let mut headers = self.headers.clone()?;
            headers.alias = Some(headers_name.to_owned());
            return Some(headers);
        }
        Some(Headers {
            name: headers_name.to_owned(),
            is_shared: false,
            alias: None,
            fields: fields(context, types, described, struct_name),
        })
    }
}

fn fields(
    context: &Context<'_>,
    types: &mut Types<'_>,
    described: Described<'_>,
    hint: &str,
) -> Vec<HeaderField> {
    let names = Scope::default().take_all(described.keys().map(String::as_str), Case::Snake);
    described
        .into_iter()
        .zip(names)
        .map(|((wire_name, (written, header)), name)| HeaderField {
            value: value_type(context, types, header, &format!("{hint}_{name}")),
            docs: words(written, header),
            is_json: header.is_json,
            wire_name,
            name,
        })
        .collect()
}

/// Whether a text can be the name of a header at all.
fn is_name(context: &Context<'_>, name: &str, header: &Header) -> bool {
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
    if !is_name {
        context.diagnostics.warning(
            Code::InvalidValue,
            &header.pointer,
            format!("`{name}` cannot be the name of a header: it is not read"),
            "a header's name is of letters, digits and `-`",
        );
    }
    is_name
}

/// A header is a text, a number, a boolean, a date, or a list of these; anything by JSON.
fn value_type(context: &Context<'_>, types: &mut Types<'_>, header: &Header, hint: &str) -> Type {
    if header.is_json {
        return types.use_of(&header.schema, hint);
    }
    // What would be given as its text needs no type of its own.
    let element = match &header.schema.shape {
        Shape::Array(element) => element,
        _ => &header.schema,
    };
    let is_simple = match &element.shape {
        Shape::Reference(_) => {
            let value = types.use_of(element, hint);
            is_scalar(types, &value)
        }
        Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Constants(_) => true,
        _ => false,
    };
    if is_simple {
        return types.use_of(&header.schema, hint);
    }
    if !matches!(element.shape, Shape::Any) {
        context.diagnostics.report(
            Severity::Note,
            Code::UnsupportedKeyword,
            &header.pointer,
            "an object in a header is given as its text",
            "",
        );
    }
    Type::String
}

fn is_scalar(types: &Types<'_>, value: &Type) -> bool {
    let mut current = value;
    // Aliases can lead to one another; a chain without end is no scalar.
    for _ in 0..=types.definitions.len() {
        match current {
            Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Range(_) | Type::Json => {
                return false;
            }
            Type::Named(name) => {
                let mut definitions = types.definitions.iter();
                let definition = definitions.find(|definition| definition.name == *name);
                match definition.map(|definition| &definition.kind) {
                    Some(TypeKind::Alias(next)) => current = next,
                    Some(TypeKind::Enum(_) | TypeKind::Constants(_)) => return true,
                    _ => return false,
                }
            }
            _ => return true,
        }
    }
    false
}

fn words(name: &str, header: &Header) -> Vec<String> {
    let described = header
        .description
        .clone()
        .or_else(|| header.schema.annotations.description.clone());
    let docs = Docs::new()
        .paragraph(described.unwrap_or_else(|| format!("The header `{name}`.")))
        .details(&header.schema.annotations)
        .deprecation(header.deprecated || header.schema.annotations.deprecated);
    if header.required {
        docs.paragraph("The API says that it is always there.")
            .into_paragraphs()
    } else {
        docs.into_paragraphs()
    }
}
