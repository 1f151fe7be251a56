//! One meaning for each way of saying it: the third stage.
//!
//! References are followed, `allOf` is merged, and both dialects of null, of one-value
//! enums and of annotated references become one [`Shape`]. What leaves this stage
//! has no dialect and no dangling reference.

mod all_of;
mod incoming;
mod inheritance;
mod links;
mod references;
mod security;
mod shape;
mod signature;
mod types;
mod union;

pub use types::*;

use std::cell::{Cell, RefCell};

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostics};
use crate::document::{self, Document, Location, ReferenceOr};
use crate::source::Pointer;
use inheritance::Heirs;
use references::References;

/// What the parts of this stage share.
pub(crate) struct Context<'a> {
    document: &'a Document,
    references: References<'a>,
    diagnostics: &'a Diagnostics,
    /// Which schemas are made of which.
    heirs: Heirs,
    /// The places of the `allOf`s that are being merged, outermost first.
    merging: RefCell<Vec<Pointer>>,
    /// Whether alternatives are being merged with the properties beside them: doing so at every
    /// depth would multiply the document.
    expanding: Cell<bool>,
}

/// Resolves the whole document.
pub(crate) fn resolve(document: &Document, diagnostics: &Diagnostics) -> Resolved {
    let references = References::new(document, diagnostics);
    let context = Context {
        document,
        heirs: Heirs::of(&references),
        references,
        diagnostics,
        merging: RefCell::default(),
        expanding: Cell::default(),
    };
    let schemas = context
        .references
        .schemas()
        .map(|(name, schema)| {
            (
                name.to_owned(),
                inheritance::define_named(&context, name, schema),
            )
        })
        .collect();
    let mut operations: Vec<Operation> = document
        .operations
        .iter()
        .map(|operation| context.operation(operation))
        .collect();
    let incoming = context.incoming();
    context.check_unused();
    let (security, requirements) = context.security();
    for (operation, requirements) in operations.iter_mut().zip(requirements) {
        operation.security = requirements;
    }
    Resolved {
        info: document.info.clone(),
        servers: document.servers.clone(),
        security,
        tags: document.tags.clone(),
        external_docs: document.external_docs.clone(),
        integrations: document.integrations.clone(),
        schemas,
        operations,
        incoming,
    }
}

impl Context<'_> {
    fn operation(&self, operation: &document::Operation) -> Operation {
        Operation {
            parameters: self.parameters(operation),
            request_body: operation
                .request_body
                .as_ref()
                .and_then(|body| self.request_body(body)),
            responses: operation
                .responses
                .iter()
                .filter_map(|(status, response)| Some((status.clone(), self.response(response)?)))
                .collect(),
            pointer: operation.pointer.clone(),
            method: operation.method,
            path: operation.path.clone(),
            id: operation.id.clone(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            external_docs: operation.external_docs.clone(),
            tags: operation.tags.clone(),
            deprecated: operation.deprecated,
            callbacks: operation.callbacks.clone(),
            security: None,
            servers: operation.servers.clone(),
            extensions: operation.extensions.clone(),
        }
    }

    /// The operation's own parameters and those of its path item that it does not replace.
    fn parameters(&self, operation: &document::Operation) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for (index, item) in operation.parameters.iter().enumerate() {
            let Some(parameter) = self.parameter(item) else {
                continue;
            };
            // The names of headers are the same in any case.
            let same = parameters.iter().any(|earlier| {
                let same_name = match parameter.location {
                    Location::Header => earlier.name.eq_ignore_ascii_case(&parameter.name),
                    _ => earlier.name == parameter.name,
                };
                same_name && earlier.location == parameter.location
            });
            if !same {
                parameters.push(parameter);
            } else if index < operation.own_parameters {
                self.diagnostics.fault(
                    Code::DuplicateParameter,
                    &parameter.pointer,
                    format!(
                        "the parameter `{}` stands twice in this operation",
                        parameter.name
                    ),
                    "remove one of the two",
                    "the first of the two is kept",
                );
            }
        }
        parameters
    }

    fn parameter(&self, item: &ReferenceOr<document::Parameter>) -> Option<Parameter> {
        let (parameter, description) = self.references.parameter(item)?;
        Some(Parameter {
            pointer: parameter.pointer.clone(),
            name: parameter.name.clone(),
            location: parameter.location,
            description: description.or_else(|| parameter.description.clone()),
            required: parameter.required,
            deprecated: parameter.deprecated,
            style: parameter.style,
            explode: parameter.explode,
            writing: parameter.writing.clone(),
            schema: parameter.schema.as_ref().map_or_else(
                || Schema::any(&parameter.pointer),
                |schema| shape::resolve(self, schema),
            ),
            examples: self.examples(&parameter.examples),
            extensions: parameter.extensions.clone(),
        })
    }

    fn request_body(&self, item: &ReferenceOr<document::RequestBody>) -> Option<RequestBody> {
        let (body, description) = self.references.request_body(item)?;
        Some(RequestBody {
            description: description.or_else(|| body.description.clone()),
            required: body.required,
            content: self.content(&body.content),
        })
    }

    fn response(&self, item: &ReferenceOr<document::Response>) -> Option<Response> {
        let (response, description) = self.references.response(item)?;
        Some(Response {
            pointer: response.pointer.clone(),
            description: description.or_else(|| response.description.clone()),
            headers: self.headers(&response.headers),
            content: self.content(&response.content),
            links: self.links(&response.links),
        })
    }

    fn content(
        &self,
        content: &IndexMap<String, document::MediaType>,
    ) -> IndexMap<String, MediaType> {
        content
            .iter()
            .map(|(name, media_type)| {
                let resolved = MediaType {
                    pointer: media_type.pointer.clone(),
                    schema: media_type
                        .schema
                        .as_ref()
                        .map(|schema| shape::resolve(self, schema)),
                    examples: self.examples(&media_type.examples),
                    encoding: media_type.encoding.clone(),
                };
                (name.clone(), resolved)
            })
            .collect()
    }

    fn examples(
        &self,
        examples: &IndexMap<String, ReferenceOr<document::Example>>,
    ) -> IndexMap<String, document::Example> {
        examples
            .iter()
            .filter_map(|(name, item)| {
                Some((name.clone(), self.references.example(item)?.0.clone()))
            })
            .collect()
    }

    /// Everything under `components` is checked, used or not: a fault there waits for its first user.
    fn check_unused(&self) {
        let components = &self.document.components;
        for item in components.parameters.values() {
            self.parameter(item);
        }
        for item in components.responses.values() {
            self.response(item);
        }
        for item in components.request_bodies.values() {
            self.request_body(item);
        }
        for item in components.headers.values() {
            self.header(item);
        }
        for item in components.links.values() {
            self.link(item);
        }
        for item in components.examples.values() {
            self.references.example(item);
        }
        for name in components.security_schemes.keys() {
            self.references.security_scheme(name, &Pointer::root());
        }
    }
}

#[cfg(test)]
mod tests;
