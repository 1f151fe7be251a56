//! Reads links: what can be asked for next, and with which values of this answer.

use indexmap::IndexMap;

use super::reader::ObjectReader;
use super::types::Link;
use super::{Context, follow};
use crate::bundle::Kind;
use crate::diagnostics::Code;

/// The links of an answer or of `components`.
pub(super) fn links<'a>(
    context: &'a Context<'a>,
    object: &mut ObjectReader<'a>,
) -> IndexMap<String, Link> {
    let mut links = IndexMap::new();
    for (name, node, pointer) in object.entries("links") {
        let found = follow::object(context, node, &pointer, Kind::Link)
            .and_then(|reader| link(context, reader));
        if let Some(link) = found {
            links.insert(name.to_owned(), link);
        }
    }
    links
}

fn link<'a>(context: &'a Context<'a>, mut object: ObjectReader<'a>) -> Option<Link> {
    let pointer = object.pointer().clone();
    let operation_id = object.string("operationId");
    let operation_reference = object.string("operationRef");
    let parameters = object.values("parameters");
    let request_body = object.node("requestBody").cloned();
    let description = object.string("description");
    object.unsupported(
        "server",
        "the client has one base address for all operations",
    );
    object.finish();
    if operation_id.is_some() == operation_reference.is_some() {
        context.diagnostics.fault(
            Code::MissingField,
            &pointer,
            "a link names one operation, by `operationId` or by `operationRef`",
            "keep one of the two",
            if operation_id.is_some() {
                "`operationRef` has no effect"
            } else {
                "the link is left out"
            },
        );
    }
    if operation_id.is_none() && operation_reference.is_none() {
        return None;
    }
    Some(Link {
        pointer,
        operation_id,
        operation_reference,
        parameters,
        request_body,
        description,
    })
}
