//! A response as the document has it: the properties by which paging is known.

use super::words::{AROUND, NOT_ITEMS, WRAPPERS, plain};
use crate::lower::Context;
use crate::lower::answers::json_of;
use crate::resolve::{self, Object, Response, Schema, Shape};

/// How deep what is said of the pages can be.
const DEEPEST: usize = 3;

/// The response that a plain call returns.
pub(super) fn success(operation: &resolve::Operation) -> Option<&Response> {
    let mut responses = operation.responses.iter();
    responses
        .find(|(status, response)| status.starts_with('2') && !response.content.is_empty())
        .map(|(_, response)| response)
}

/// The schema of the response's body.
pub(super) fn body<'r>(context: &'r Context<'_>, response: &'r Response) -> Option<&'r Schema> {
    let schema = json_of(&response.content)?.schema.as_ref()?;
    target(context, schema)
}

/// What a schema refers to in the end.
pub(super) fn target<'r>(context: &'r Context<'_>, schema: &'r Schema) -> Option<&'r Schema> {
    let mut current = schema;
    for _ in 0..context.resolved.schemas.len() + 1 {
        match &current.shape {
            Shape::Reference(name) => current = context.resolved.schemas.get(name)?,
            _ => return Some(current),
        }
    }
    None
}

pub(super) fn object<'r>(context: &'r Context<'_>, schema: &'r Schema) -> Option<&'r Object> {
    match &target(context, schema)?.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// Where the items are, if there is no doubt: the body itself, or the only array of objects.
pub(super) fn items(context: &Context<'_>, body: &Schema) -> Option<Vec<String>> {
    if is_list_of_objects(context, body) {
        return Some(Vec::new());
    }
    let object = object(context, body)?;
    let mut found = lists(context, object, &[]);
    if found.is_empty() {
        for (name, property) in &object.properties {
            if WRAPPERS.contains(&plain(name).as_str())
                && let Some(inner) = self::object(context, property)
            {
                found.extend(lists(context, inner, std::slice::from_ref(name)));
            }
        }
    }
    match found.as_slice() {
        [single] => Some(single.clone()),
        _ => None,
    }
}

fn lists(context: &Context<'_>, object: &Object, before: &[String]) -> Vec<Vec<String>> {
    object
        .properties
        .iter()
        .filter(|(name, property)| {
            !NOT_ITEMS.contains(&plain(name).as_str()) && is_list_of_objects(context, property)
        })
        .map(|(name, _)| [before, std::slice::from_ref(name)].concat())
        .collect()
}

fn is_list_of_objects(context: &Context<'_>, schema: &Schema) -> bool {
    let Some(Shape::Array(element)) = target(context, schema).map(|schema| &schema.shape) else {
        return false;
    };
    target(context, element).is_some_and(|element| {
        matches!(
            element.shape,
            Shape::Object(_) | Shape::FreeObject | Shape::Map(_) | Shape::Union(_)
        )
    })
}

/// The schema of an item.
pub(super) fn item<'r>(
    context: &'r Context<'_>,
    body: &'r Schema,
    items: &[String],
) -> Option<&'r Schema> {
    let mut current = target(context, body)?;
    for name in items {
        current = target(context, object(context, current)?.properties.get(name)?)?;
    }
    match &current.shape {
        Shape::Array(element) => target(context, element),
        _ => None,
    }
}

/// A property that says something of the pages.
pub(super) struct Leaf<'r> {
    pub(super) path: Vec<String>,
    /// Its own name, without case and signs.
    pub(super) name: String,
    /// The name of the object around it; empty at the top.
    pub(super) around: String,
    /// What stands at its use: words of its own, maybe a reference.
    pub(super) at_use: &'r Schema,
    pub(super) schema: &'r Schema,
}

/// All properties that may say something of the pages: the nearest first.
pub(super) fn leaves<'r>(context: &'r Context<'_>, body: &'r Schema) -> Vec<Leaf<'r>> {
    let mut leaves = Vec::new();
    if let Some(object) = object(context, body) {
        collect(context, object, &[], &mut leaves);
    }
    leaves.sort_by_key(|leaf| leaf.path.len());
    leaves
}

fn collect<'r>(
    context: &'r Context<'_>,
    object: &'r Object,
    before: &[String],
    leaves: &mut Vec<Leaf<'r>>,
) {
    for (name, property) in &object.properties {
        let path = [before, std::slice::from_ref(name)].concat();
        let Some(schema) = target(context, property) else {
            continue;
        };
        let own = plain(name);
        match &schema.shape {
            Shape::Object(inner) if AROUND.contains(&own.as_str()) && path.len() < DEEPEST => {
                collect(context, inner, &path, leaves);
            }
            Shape::String(_) | Shape::Integer(_) | Shape::Boolean => leaves.push(Leaf {
                name: own,
                around: before.last().map(|name| plain(name)).unwrap_or_default(),
                path,
                at_use: property,
                schema,
            }),
            _ => {}
        }
    }
}

impl Leaf<'_> {
    /// Whether it is a text that is no date and the like; a URL is one.
    pub(super) fn is_text(&self) -> bool {
        match &self.schema.shape {
            Shape::String(format) => !matches!(
                format.as_deref(),
                Some("date" | "date-time" | "time" | "duration" | "binary" | "byte")
            ),
            _ => false,
        }
    }

    pub(super) fn is_flag(&self) -> bool {
        matches!(self.schema.shape, Shape::Boolean)
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.schema.shape, Shape::Integer(_))
    }

    /// What the document says of it, in lower case.
    fn description(&self) -> String {
        let of_use = self.at_use.annotations.description.as_deref();
        let own = self.schema.annotations.description.as_deref();
        [of_use, own]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    }

    fn examples(&self) -> impl Iterator<Item = &str> {
        let both = [self.at_use, self.schema];
        both.into_iter()
            .flat_map(|schema| &schema.annotations.examples)
            .filter_map(|example| example.as_str())
    }

    /// The whole URLs among its examples.
    pub(super) fn example_urls(&self) -> impl Iterator<Item = &str> {
        self.examples()
            .filter(|example| example.starts_with("https://") || example.starts_with("http://"))
    }

    /// Whether its format or its examples are those of a URL.
    pub(super) fn has_url_form(&self) -> bool {
        let has_format = matches!(
            &self.schema.shape,
            Shape::String(Some(format)) if matches!(format.as_str(), "uri" | "url" | "uri-reference")
        );
        let is_path = |example: &str| example.starts_with(['/', '?']);
        has_format || self.example_urls().next().is_some() || self.examples().any(is_path)
    }

    /// Whether something says that it is a URL.
    pub(super) fn is_url(&self) -> bool {
        self.has_url_form() || has_word(&self.description(), &["url", "uri", "link", "hyperlink"])
    }

    /// Whether it is a cursor by its description, or by an example that is an opaque text.
    pub(super) fn is_cursor(&self) -> bool {
        let is_opaque = |text: &str| {
            text.len() >= 8
                && text.chars().all(|character| {
                    character.is_ascii_alphanumeric() || "+/=_-.:".contains(character)
                })
        };
        has_word(&self.description(), &["cursor", "token"]) || self.examples().any(is_opaque)
    }

    /// Whether it is described as something for the next page.
    pub(super) fn is_for_next(&self) -> bool {
        has_word(&self.description(), &["next", "subsequent"])
    }
}

/// Whether a text in lower case has one of these words.
pub(super) fn has_word(text: &str, wanted: &[&str]) -> bool {
    text.split(|character: char| !character.is_alphanumeric())
        .any(|word| wanted.contains(&word))
}
