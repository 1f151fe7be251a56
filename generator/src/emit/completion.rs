//! The stream of a list whose partial records are completed.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident};
use crate::api::{Completion, CompletionArgument, Operation, Type};

impl Emitter<'_> {
    pub(super) fn stream_completed(&self, operation: &Operation) -> Option<TokenStream> {
        let completion = operation.completion.as_ref()?;
        let whole = self.type_tokens(&completion.whole, &quote!(models));
        let (module, builder) = (ident(&completion.module), ident(&completion.struct_name));
        let builder = quote!(crate::operations::#module::#builder);
        let made = made(operation, completion, &builder);
        let setters = completion.setters.iter().map(|(setter, field)| {
            let value = if is_copied(operation, field) {
                quote!(*value)
            } else {
                quote!(value.clone())
            };
            let (setter, field) = (ident(setter), ident(field));
            quote! {
                if let Some(value) = &list.#field {
                    request = request.#setter(#value);
                }
            }
        });
        let mutable = (!completion.setters.is_empty()).then(|| quote!(mut));
        let text = docs::attributes(&words(operation, completion));
        let example = self.example_lines(operation);
        let example = example
            .iter()
            .map(|line| line.replace(".stream()", ".stream_completed(4)"));
        let example = docs::trusted(&example.collect::<Vec<_>>());
        Some(quote! {
            #text
            #example
            #[must_use = "a stream does nothing until it is polled"]
            pub fn stream_completed(self, concurrency: usize) -> CompletedStream<Self, #whole> {
                let list = self.clone();
                ItemStream::new(self).complete_with(concurrency, move |item| {
                    let client = list.client.clone();
                    let #mutable request = #made;
                    #(#setters)*
                    request.with_options(list.options.clone()).send()
                })
            }
        })
    }
}

fn words(operation: &Operation, completion: &Completion) -> Vec<String> {
    let id = docs::code(&completion.operation);
    let mut names: Vec<String> = Vec::new();
    let kept = operation.parameters.iter().filter(|own| {
        let is_setter = completion
            .setters
            .iter()
            .any(|(_, field)| *field == own.name);
        let arguments = completion
            .all_arguments
            .as_ref()
            .unwrap_or(&completion.arguments);
        is_setter
            || arguments.iter().any(|argument| match argument {
                CompletionArgument::Record => false,
                CompletionArgument::Field(field) | CompletionArgument::Implied(field) => {
                    *field == own.name
                }
            })
    });
    names.extend(kept.map(|own| docs::code(&own.wire_name)));
    let with = match names.as_slice() {
        [] => String::new(),
        names => format!(", asked with the {} of this request", names.join(", ")),
    };
    let from = docs::code(&completion.from);
    vec![
        format!(
            "All items of all pages, each in the whole: for a list with partial records. The \
             whole comes from {id}{with}, with its options and with the {from} of the item."
        ),
        "That is one call more for each item. So many are under way at once as `concurrency` \
         says, at least one, all under the client's rate limit; the items come in the order of \
         the list. An item that cannot be completed is an error in its place, and the rest \
         follows."
            .to_owned(),
    ]
}

/// Whether the value of a field is a number or its like: a clone of one is a fault to clippy.
fn is_copied(operation: &Operation, field: &str) -> bool {
    let own = operation.parameters.iter().find(|own| own.name == field);
    own.is_some_and(|own| match &own.value {
        Type::Boolean => true,
        Type::Number(name) => *name != Type::ANY_NUMBER,
        _ => false,
    })
}

/// The builder of the other operation, for the item `item` of the list `list`.
fn made(operation: &Operation, completion: &Completion, builder: &TokenStream) -> TokenStream {
    let field = ident(&completion.field);
    let record = if completion.field_is_optional {
        // The path refuses an empty text.
        quote!(item.#field.unwrap_or_default())
    } else {
        quote!(item.#field)
    };
    let values = |arguments: &[CompletionArgument]| -> Vec<TokenStream> {
        let values = arguments.iter().map(|argument| match argument {
            CompletionArgument::Record => record.clone(),
            CompletionArgument::Field(field) => {
                let name = ident(field);
                if is_copied(operation, field) {
                    quote!(list.#name)
                } else {
                    quote!(list.#name.clone())
                }
            }
            CompletionArgument::Implied(field) => {
                let name = ident(field);
                if is_copied(operation, field) {
                    quote!(*#name)
                } else {
                    quote!(#name.clone())
                }
            }
        });
        values.collect()
    };
    let arguments = values(&completion.arguments);
    let Some(all) = &completion.all_arguments else {
        return quote!(#builder::new(client, #(#arguments),*));
    };
    let implied: Vec<_> = all
        .iter()
        .filter_map(|argument| match argument {
            CompletionArgument::Implied(field) => Some(ident(field)),
            _ => None,
        })
        .collect();
    let all = values(all);
    let (fields, pattern) = match implied.as_slice() {
        [only] => (quote!(&list.#only), quote!(Some(#only))),
        several => (quote!((#(&list.#several),*)), quote!((#(Some(#several)),*))),
    };
    quote! {
        match #fields {
            #pattern => #builder::new(client, #(#all),*),
            _ => #builder::for_token(client, #(#arguments),*),
        }
    }
}
