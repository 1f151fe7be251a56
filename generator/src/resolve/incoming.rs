//! Webhooks, callbacks and links.

use super::{Context, Incoming};
use crate::diagnostics::Code;

impl Context<'_> {
    /// The requests that the server sends.
    pub(super) fn incoming(&self) -> Vec<Incoming> {
        let webhooks = self
            .document
            .webhooks
            .iter()
            .map(|operation| (None, operation));
        let callbacks = self.document.callbacks.iter();
        let callbacks = callbacks.flat_map(|(place, operations)| {
            operations
                .iter()
                .map(move |operation| (Some(place), operation))
        });
        webhooks
            .chain(callbacks)
            .map(|(place, operation)| Incoming {
                callback: place.cloned(),
                operation: self.operation(operation),
            })
            .collect()
    }

    /// A link leads to an operation of this document.
    pub(super) fn check_links(&self) {
        for operation in &self.document.operations {
            for response in operation.responses.values() {
                let Some((response, _)) = self.references.response(response) else {
                    continue;
                };
                for link in response.links.values() {
                    let Some(id) = link.operation.as_ref().filter(|_| link.by_id) else {
                        continue;
                    };
                    let mut operations = self.document.operations.iter();
                    if !operations.any(|known| known.id.as_ref() == Some(id)) {
                        self.diagnostics.fault(
                            Code::DanglingReference,
                            &link.pointer.child("operationId"),
                            format!("there is no operation `{id}`"),
                            "a link names the `operationId` of an operation of this document",
                            "the link is described as it is",
                        );
                    }
                }
            }
        }
    }
}
