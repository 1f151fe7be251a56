//! `src/coverage.rs`: what is known of the systems behind the API, as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident, imports};
use crate::api::{Coverage, Operation, ParameterCoverage};
use crate::format;

impl Emitter<'_> {
    pub(super) fn has_coverage(&self) -> bool {
        !self.api.integrations.is_empty()
            || self
                .api
                .operations()
                .any(|operation| operation.coverage.is_some())
    }

    pub(super) fn coverage_file(&self) -> Option<String> {
        if !self.has_coverage() {
            return None;
        }
        let integrations = self.api.integrations.iter().map(|integration| {
            let constant = ident(&integration.constant);
            let id = &integration.id;
            let text = docs::attributes(std::slice::from_ref(&integration.name));
            quote! { #text pub const #constant: &str = #id; }
        });
        let ids: Vec<&str> = self
            .api
            .integrations
            .iter()
            .map(|integration| integration.id.as_str())
            .collect();
        let operations = self.api.operations().filter_map(|operation| {
            Some(self.operation_coverage(operation, operation.coverage.as_ref()?))
        });
        let list = (!ids.is_empty()).then(|| {
            quote! {
                /// The ids of all integrations.
                pub const INTEGRATIONS: &[&str] = &[#(#ids),*];

                /// The id of each integration by its name.
                pub mod integration {
                    #(#integrations)*
                }
            }
        });
        let body = quote! { #list #(#operations)* };
        let imports = imports::for_operation(&body);
        Some(format::rust_file(quote! {
            //! Which integration acts on what, as data: to ask before sending.
            //!
            //! The API ignores a filter that an integration does not support, without an error.
            #imports
            #body
        }))
    }

    fn operation_coverage(&self, operation: &Operation, coverage: &Coverage) -> TokenStream {
        let constant = ident(&operation.constant);
        let id = &operation.id;
        let text = docs::attributes(&[format!("What is known of `{id}`.")]);
        let ids = self
            .api
            .integrations
            .iter()
            .map(|integration| &integration.id);
        let partial = &coverage.partial;
        let parameters = coverage.parameters.iter().map(parameter_coverage);
        quote! {
            #text
            pub static #constant: OperationCoverage = OperationCoverage {
                operation: #id,
                integrations: &[#(#ids),*],
                partial: &[#(#partial),*],
                parameters: &[#(#parameters),*],
            };
        }
    }
}

fn parameter_coverage(coverage: &ParameterCoverage) -> TokenStream {
    let parameter = &coverage.parameter;
    let supported = &coverage.supported;
    let required = &coverage.required;
    let count = match coverage.count.and_then(|count| u32::try_from(count).ok()) {
        Some(count) => quote!(Some(#count)),
        None => quote!(None),
    };
    let notes = coverage.notes.iter().map(|(id, text)| quote!((#id, #text)));
    quote! {
        ParameterCoverage {
            parameter: #parameter,
            supported: &[#(#supported),*],
            required: &[#(#required),*],
            count: #count,
            notes: &[#(#notes),*],
        }
    }
}
