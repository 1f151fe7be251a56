//! Bodies in examples and tests, and what the crate's root says of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, ident, written};
use crate::api::{Body, BodyContent, Operation, PartKind};

impl Emitter<'_> {
    /// What the bodies of the crate are made of, at its root.
    pub(super) fn body_exports(&self) -> Option<TokenStream> {
        let contents = || {
            let operations = self.api.operations();
            operations.filter_map(|operation| Some(&operation.body.as_ref()?.content))
        };
        let has_parts = contents().any(|content| {
            content.parts().is_some() || matches!(content, BodyContent::FreeMultipart)
        });
        let has_bytes = contents().any(|content| matches!(content, BodyContent::Bytes));
        match (has_parts, has_bytes) {
            (true, _) => Some(quote!(
                pub use oas_runtime::body::{FileContent, Multipart, Part};
            )),
            (false, true) => Some(quote!(
                pub use oas_runtime::body::FileContent;
            )),
            (false, false) => None,
        }
    }

    /// An example of a body, as it is written in documentation.
    pub(super) fn body_example(&self, operation: &Operation, body: &Body) -> String {
        match &body.content {
            BodyContent::Json(value)
            | BodyContent::Form(value, _)
            | BodyContent::Either(_, value, _) => self.example_value(value),
            BodyContent::Text | BodyContent::Bytes => "\"the body\"".to_owned(),
            BodyContent::FreeMultipart => {
                let library = self.options.library_name();
                format!("{library}::oas_runtime::body::Multipart::new().text(\"name\", \"value\")")
            }
            BodyContent::Multipart(parts) => {
                let arguments: Vec<String> = parts
                    .required()
                    .map(|part| {
                        let one = match &part.kind {
                            PartKind::File => "\"the content\"".to_owned(),
                            PartKind::Value(value) | PartKind::Json(value) => {
                                self.example_value(value)
                            }
                        };
                        match part.repeated {
                            true => format!("[{one}]"),
                            false => one,
                        }
                    })
                    .collect();
                format!(
                    "{}::operations::{}::{}::new({})",
                    self.options.library_name(),
                    written(self.group_of(operation)),
                    parts.struct_name,
                    arguments.join(", ")
                )
            }
        }
    }

    /// The same as tokens, for tests.
    pub(super) fn body_argument(&self, operation: &Operation, body: &Body) -> TokenStream {
        let library = self.library_ident();
        match &body.content {
            BodyContent::Json(value)
            | BodyContent::Form(value, _)
            | BodyContent::Either(_, value, _) => self.argument_tokens(value),
            BodyContent::Text | BodyContent::Bytes => quote!("the body"),
            BodyContent::FreeMultipart => quote!(#library::oas_runtime::body::Multipart::new()),
            BodyContent::Multipart(parts) => {
                let group = ident(self.group_of(operation));
                let name = ident(&parts.struct_name);
                let arguments = parts.required().map(|part| {
                    let one = match &part.kind {
                        PartKind::File => quote!("the content"),
                        PartKind::Value(value) | PartKind::Json(value) => {
                            self.argument_tokens(value)
                        }
                    };
                    match part.repeated {
                        true => quote!([#one]),
                        false => one,
                    }
                });
                quote!(#library::operations::#group::#name::new(#(#arguments),*))
            }
        }
    }

    /// The module of the group that an operation belongs to.
    fn group_of(&self, operation: &Operation) -> &str {
        let mut groups = self.api.groups.iter();
        let group = groups.find(|group| {
            let mut operations = group.operations.iter();
            operations.any(|other| other.id == operation.id)
        });
        group.map_or("operations", |group| group.module.as_str())
    }
}
