//! What OpenAPI 3.2 added. It is acted on or named in documents of any version: a keyword
//! that stands there is meant.

use super::reader::ObjectReader;
use super::{Context, schema};
use crate::diagnostics::Code;
use crate::source::Node;

/// Operations of methods that have no name in OpenAPI, and no constant in `http`: they are
/// read for their faults and left out.
pub(super) fn operations<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
    mut read: impl FnMut(ObjectReader<'a>),
) {
    for (method, node, pointer) in object.entries("additionalOperations") {
        let Some(reader) = ObjectReader::of(context, node, &pointer, "an operation") else {
            continue;
        };
        context.diagnostics.warning(
            Code::UnsupportedKeyword,
            &pointer,
            format!("`{method}` has no effect: the client does not send requests of this method"),
            "the operation is left out",
        );
        read(reader);
    }
}

/// Whether a parameter is the whole query string, of which nothing is made.
pub(super) fn is_query_string(context: &Context<'_>, object: &mut ObjectReader<'_>) -> bool {
    if object.node("in").and_then(Node::as_str) != Some("querystring") {
        return false;
    }
    context.diagnostics.warning(
        Code::UnsupportedKeyword,
        &object.at("in"),
        "a parameter that is the whole query string has no setter: it is left out",
        "describe each of its parts as a parameter `in: query`, or send them by `extra_query`",
    );
    true
}

/// A summary stands in for a description that is not there.
pub(super) fn description_or_summary(object: &mut ObjectReader<'_>) -> Option<String> {
    let summary = object.string("summary");
    object.string("description").or(summary)
}

/// `value`, or `dataValue`, which is the same where a schema describes it.
pub(super) fn example_value(object: &mut ObjectReader<'_>) -> Option<Node> {
    let value = object.node("value").cloned();
    let data = object.node("dataValue").cloned();
    object.unsupported(
        "serializedValue",
        "tests are made of values, not of what they look like on the wire",
    );
    value.or(data)
}

/// A sequence of items, such as lines of JSON or events.
pub(super) fn media_type<'a>(context: &'a Context<'a>, object: &mut ObjectReader<'a>) {
    let place = object.at("itemSchema");
    if let Some(node) = object.node("itemSchema") {
        schema::schema(context, node, &place);
    }
    object.unsupported(
        "itemSchema",
        "a sequence of items is given as bytes; a named schema has a type to decode each with",
    );
    for key in ["itemEncoding", "prefixEncoding"] {
        object.unsupported(key, "the parts of a sequence are not written one by one");
    }
}

/// The place of a tag among others.
pub(super) fn tag(object: &mut ObjectReader<'_>) {
    object.unsupported(
        "parent",
        "groups of operations are not put into one another",
    );
    object.note_only("kind");
}

/// The alternative of a value whose tag says nothing.
pub(super) fn default_mapping(object: &mut ObjectReader<'_>) {
    object.unsupported(
        "defaultMapping",
        "a value without a known tag is kept as it was sent, as `Other`",
    );
}
