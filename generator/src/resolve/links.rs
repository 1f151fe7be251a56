//! Headers and links of responses.

use indexmap::IndexMap;

use super::{Context, Header, Link, Schema, Shape, shape};
use crate::diagnostics::Code;
use crate::document::{self, ReferenceOr};
use crate::source::Pointer;

impl Context<'_> {
    pub(super) fn headers(
        &self,
        headers: &IndexMap<String, ReferenceOr<document::Header>>,
    ) -> IndexMap<String, Header> {
        headers
            .iter()
            .filter_map(|(name, item)| Some((name.clone(), self.header(item)?)))
            .collect()
    }

    pub(super) fn header(&self, item: &ReferenceOr<document::Header>) -> Option<Header> {
        let (header, description) = self.references.header(item)?;
        let resolved = |schema: &Option<document::Schema>| {
            schema.as_ref().map_or_else(
                || Schema::any(&header.pointer),
                |schema| shape::resolve(self, schema),
            )
        };
        let content = header.content.first();
        let is_json = content.is_some_and(|(media_type, _)| {
            media_type.contains("/json") || media_type.contains("+json")
        });
        let schema = match content {
            Some((_, media_type)) if is_json => resolved(&media_type.schema),
            // Of another form the text is given.
            Some((_, media_type)) => Schema {
                shape: Shape::String(None),
                ..Schema::any(&media_type.pointer)
            },
            None => resolved(&header.schema),
        };
        Some(Header {
            pointer: header.pointer.clone(),
            description: description.or_else(|| header.description.clone()),
            required: header.required,
            deprecated: header.deprecated,
            schema,
            is_json,
        })
    }

    pub(super) fn links(&self, links: &IndexMap<String, document::Link>) -> Vec<Link> {
        links.values().filter_map(|link| self.link(link)).collect()
    }

    pub(super) fn link(&self, link: &document::Link) -> Option<Link> {
        let operation = match (&link.operation_id, &link.operation_reference) {
            (Some(id), _) => self.operation_of_id(id, &link.pointer)?,
            (None, Some(reference)) => self.operation_of_reference(reference, &link.pointer)?,
            (None, None) => return None,
        };
        Some(Link {
            operation,
            parameters: link.parameters.clone(),
            request_body: link.request_body.clone(),
            description: link.description.clone(),
        })
    }

    fn operation_of_id(&self, id: &str, place: &Pointer) -> Option<String> {
        let ids = || {
            let operations = self.document.operations.iter();
            operations.filter_map(|operation| operation.id.as_deref())
        };
        if ids().any(|known| known == id) {
            return Some(id.to_owned());
        }
        let similar = ids()
            .map(|known| (strsim::damerau_levenshtein(known, id), known))
            .filter(|(distance, known)| *distance <= (known.len() / 3).max(1))
            .min_by_key(|(distance, _)| *distance);
        self.diagnostics.fault(
            Code::DanglingReference,
            &place.child("operationId"),
            format!("there is no operation `{id}`"),
            match similar {
                Some((_, known)) => format!("did you mean `{known}`?"),
                None => "name an operation of this document".to_owned(),
            },
            "the link is left out",
        );
        None
    }

    /// The operation that `#/paths/~1things~1{id}/get` leads to; one elsewhere is named as it is.
    fn operation_of_reference(&self, reference: &str, place: &Pointer) -> Option<String> {
        if !reference.starts_with('#') {
            return Some(reference.to_owned());
        }
        let target = Pointer::parse(reference);
        let found = self.document.operations.iter().find(|operation| {
            // One whose path item is in another file has its place there.
            target.as_ref().is_some_and(|target| {
                let by_path = match target.segments().as_slice() {
                    ["paths", path, method] => {
                        operation.path == *path
                            && operation.method.as_str().eq_ignore_ascii_case(method)
                    }
                    _ => false,
                };
                by_path || operation.pointer == *target
            })
        });
        if let Some(operation) = found {
            return Some(
                operation
                    .id
                    .clone()
                    .unwrap_or_else(|| format!("{} {}", operation.method.as_str(), operation.path)),
            );
        }
        self.diagnostics.fault(
            Code::DanglingReference,
            &place.child("operationRef"),
            format!("`{reference}` leads to no operation"),
            "write for example `#/paths/~1things~1{id}/get`",
            "the link is left out",
        );
        None
    }
}
