//! One meaning for each way of saying it: the third stage.
//!
//! References are followed, `allOf` is merged, and both dialects of null, of one-value
//! enums and of annotated references become one [`Shape`]. What leaves this stage
//! has no dialect and no dangling reference.

mod all_of;
mod references;
mod shape;
mod types;
mod union;

pub use types::*;

use std::cell::{Cell, RefCell};

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostics};
use crate::document::{self, Document, ReferenceOr, SecuritySchemeKind};
use crate::source::Pointer;
use references::References;

/// What the parts of this stage share.
pub(crate) struct Context<'a> {
    document: &'a Document,
    references: References<'a>,
    diagnostics: &'a Diagnostics,
    /// The places of the `allOf`s that are being merged, outermost first.
    merging: RefCell<Vec<Pointer>>,
    /// Whether alternatives are being merged with the properties beside them: doing so at every
    /// depth would multiply the document.
    expanding: Cell<bool>,
}

/// Resolves the whole document.
pub(crate) fn resolve(document: &Document, diagnostics: &Diagnostics) -> Resolved {
    let context = Context {
        document,
        references: References::new(document, diagnostics),
        diagnostics,
        merging: RefCell::default(),
        expanding: Cell::default(),
    };
    let schemas = context
        .references
        .schemas()
        .map(|(name, schema)| (name.to_owned(), shape::define(&context, schema)))
        .collect();
    let operations: Vec<Operation> = document
        .operations
        .iter()
        .map(|operation| context.operation(operation))
        .collect();
    context.check_unused();
    let security = context.security();
    Resolved {
        info: document.info.clone(),
        servers: document.servers.clone(),
        security,
        tags: document.tags.clone(),
        external_docs: document.external_docs.clone(),
        integrations: document.integrations.clone(),
        schemas,
        operations,
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
            let same = parameters.iter().any(|earlier| {
                earlier.name == parameter.name && earlier.location == parameter.location
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
        let headers = response
            .headers
            .iter()
            .filter_map(|(name, header)| {
                let (header, description) = self.references.header(header)?;
                Some((
                    name.clone(),
                    description.or_else(|| header.description.clone()),
                ))
            })
            .collect();
        Some(Response {
            pointer: response.pointer.clone(),
            description: description.or_else(|| response.description.clone()),
            headers,
            content: self.content(&response.content),
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
            self.references.header(item);
        }
        for item in components.examples.values() {
            self.references.example(item);
        }
        for name in components.security_schemes.keys() {
            self.references.security_scheme(name, &Pointer::root());
        }
    }

    /// What a client must be able to do to be let in, by the first requirement that is met
    /// with a bearer token; the kinds of all others are reported.
    fn security(&self) -> Security {
        let mut security = Security::default();
        let own = self
            .document
            .operations
            .iter()
            .filter_map(|operation| operation.security.as_ref());
        for requirement in self.document.security.iter().chain(own).flatten() {
            for name in &requirement.schemes {
                let place = requirement.pointer.child(name);
                let Some(scheme) = self.references.security_scheme(name, &place) else {
                    continue;
                };
                match &scheme.kind {
                    SecuritySchemeKind::Bearer => {
                        security.bearer = true;
                        security.description =
                            security.description.or_else(|| scheme.description.clone());
                    }
                    SecuritySchemeKind::Other(kind) => {
                        if !security.unsupported.contains(kind) {
                            security.unsupported.push(kind.clone());
                            self.diagnostics.warning(
                                Code::UnsupportedKeyword,
                                &scheme.pointer,
                                format!(
                                    "the client does not authenticate by `{kind}` (scheme `{name}`)"
                                ),
                                "a transport of one's own can add what the server wants",
                            );
                        }
                    }
                }
            }
        }
        security
    }
}

#[cfg(test)]
mod tests;
