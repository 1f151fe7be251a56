//! Reads links: what can be asked for next, and with which values of this answer.

use super::Context;
use super::reader::ObjectReader;
use super::types::Link;
use crate::diagnostics::Code;

pub(super) fn link<'a>(context: &'a Context<'a>, mut object: ObjectReader<'a>) -> Option<Link> {
    let pointer = object.pointer().clone();
    let operation_id = object.string("operationId");
    let operation_reference = object.string("operationRef");
    let parameters = object
        .entries("parameters")
        .into_iter()
        .map(|(name, node, _)| (name.to_owned(), node.clone()))
        .collect();
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
