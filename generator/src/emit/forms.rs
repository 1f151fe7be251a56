//! What the alternatives of a union look like, as constants of the runtime's types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Form;

pub(super) fn tokens(form: &Form) -> TokenStream {
    match form {
        Form::Any => quote!(json::Form::Any),
        Form::Boolean => quote!(json::Form::Boolean),
        Form::Integer => quote!(json::Form::Integer),
        Form::Number => quote!(json::Form::Number),
        Form::Text => quote!(json::Form::Text),
        Form::DateTime => quote!(json::Form::DateTime),
        Form::Date => quote!(json::Form::Date),
        Form::Texts(texts) => quote!(json::Form::Texts(&[#(#texts),*])),
        Form::Array(element) => {
            let element = tokens(element);
            quote!(json::Form::Array(&#element))
        }
        Form::Map => quote!(json::Form::Map),
        Form::Object {
            required,
            known,
            constants,
        } => {
            let constants = constants
                .iter()
                .map(|(name, values)| quote!((#name, &[#(#values),*])));
            quote! {
                json::Form::Object(json::ObjectForm {
                    required: &[#(#required),*],
                    known: &[#(#known),*],
                    constants: &[#(#constants),*],
                })
            }
        }
        Form::OneOf(forms) => {
            let forms = forms.iter().map(tokens);
            quote!(json::Form::OneOf(&[#(#forms),*]))
        }
    }
}
