//! `src/error.rs`: how error bodies are read.

use quote::quote;

use super::{Emitter, ident};
use crate::format;

impl Emitter<'_> {
    pub(super) fn error_file(&self) -> Option<String> {
        let error = self.api.error.as_ref()?;
        let type_name = ident(&error.type_name);
        let message = error.message.as_ref().map(|property| quote!(#property,));
        let optional = |property: &Option<String>| match property {
            Some(property) => quote!(Some(#property)),
            None => quote!(None),
        };
        let raw = optional(&error.raw);
        let provider_fault = optional(&error.provider_fault);
        let import = error.is_declared.then(|| {
            quote!(
                use oas_runtime::error::ErrorBody;
            )
        });
        let constant = error.is_declared.then(|| {
            quote! {
                /// Which property of an error body says what.
                pub(crate) const ERROR_BODY: ErrorBody = ErrorBody {
                    message: &[#message],
                    raw: #raw,
                    provider_fault: #provider_fault,
                };
            }
        });
        Some(format::rust_file(quote! {
            //! The bodies of error responses.

            use oas_runtime::Error;
            #import

            use crate::models;

            #constant

            /// The body of an error response, typed.
            pub trait TypedErrorBody {
                /// What the server sent with the error, if that was an error body of this API.
                fn typed_body(&self) -> Option<models::#type_name>;
            }

            impl TypedErrorBody for Error {
                fn typed_body(&self) -> Option<models::#type_name> {
                    self.body_as()?.ok()
                }
            }
        }))
    }
}
