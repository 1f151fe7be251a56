//! Webhooks and callbacks.

use super::{Context, Incoming};

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
}
