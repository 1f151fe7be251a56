//! Tokens: what one of them says by itself need not be said again, and some expire.
//!
//! An operation that has parameters with `x-implied-by-token` gets a second method, without
//! these as arguments. Both make the same builder.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::setters::{is_always_set, kept, required};
use super::{Emitter, docs, ident};
use crate::api::{Operation, Parameter, ParameterLocation, Type};
use crate::format;

/// The parameters that a token can imply.
fn implied(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    kept(operation).filter(|parameter| parameter.implied_by_token.is_some())
}

/// The parameters that are arguments whatever the token says.
fn always(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    required(operation).filter(|parameter| is_always_set(parameter))
}

impl Emitter<'_> {
    /// The method of the group for callers whose token implies some of the parameters.
    pub(super) fn token_method(&self, operation: &Operation) -> Option<TokenStream> {
        let name = operation.token_method.as_ref()?;
        let method = ident(name);
        let builder = ident(&operation.struct_name);
        let (arguments, names) = self.arguments_for(operation, always(operation));
        // The link is the generator's own, so it is not escaped.
        let head = docs::trusted(&[format!(
            "As [`{0}`](Self::{0}), for a client whose token says by itself what is no argument here.",
            operation.method_name
        )]);
        let mut paragraphs = Vec::new();
        for parameter in implied(operation) {
            let name = docs::code(&parameter.wire_name);
            paragraphs.push(format!("{name} is not sent."));
            paragraphs.extend(parameter.implied_by_token.clone());
        }
        let text = docs::attributes(&paragraphs);
        let call = self.call_with(operation, name, always(operation));
        let example = docs::trusted(&self.example_lines_of(operation, &call));
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        let allow = super::operation::allow_deprecated(operation);
        let many = (arguments.len() > 6)
            .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "all of them are required by the API")]));
        Some(quote! {
            #head
            ///
            #text
            #example
            #deprecated
            #allow
            #many
            pub fn #method(&self, #(#arguments),*) -> #builder {
                #builder::for_token(self.client.clone(), #(#names),*)
            }
        })
    }

    /// What makes a builder: with everything that the API requires, and without what a token
    /// implies.
    pub(super) fn constructors(&self, operation: &Operation) -> TokenStream {
        let (arguments, _) = self.arguments(operation);
        let values = self.builder_values(operation);
        let fields = quote! {
            Self {
                client,
                #(#values)*
                extra_parameters: Vec::new(),
                options: RequestOptions::default(),
            }
        };
        if operation.token_method.is_none() {
            return quote! {
                pub(crate) fn new(client: Client, #(#arguments),*) -> Self {
                    #fields
                }
            };
        }
        let given = implied(operation).map(|parameter| {
            let name = ident(&parameter.name);
            let conversion = self.input(&parameter.value, &name).conversion;
            quote!(#name: Some(#conversion),)
        });
        let (token_arguments, token_names) = self.arguments_for(operation, always(operation));
        quote! {
            pub(crate) fn new(client: Client, #(#arguments),*) -> Self {
                Self {
                    #(#given)*
                    ..Self::for_token(client, #(#token_names),*)
                }
            }

            pub(crate) fn for_token(client: Client, #(#token_arguments),*) -> Self {
                #fields
            }
        }
    }

    /// How a client is made whose token expires, as an example that is compiled.
    pub(super) fn token_code(&self) -> Vec<String> {
        let library = self.options.library_name();
        let text = format!(
            "```rust
use std::io;
use std::time::Duration;
use {library}::oas_runtime::auth::Token;

async fn new_token() -> Result<(String, Duration), io::Error> {{
    // Whoever gives out the tokens is asked here.
    Ok((\"the token\".to_owned(), Duration::from_secs(15 * 60)))
}}

fn client_with_short_tokens() -> Result<{library}::Client, {library}::Error> {{
    {library}::Client::builder()
        .token_provider(|| async {{
            let (token, lifetime) = new_token().await?;
            Ok(Token::new(token).lasting(lifetime))
        }})
        .build()
}}
```"
        );
        text.lines().map(str::to_owned).collect()
    }

    /// What goes before that example.
    pub(super) fn token_words(&self) -> Vec<String> {
        let mut paragraphs = vec![
            "A token that expires is given by a closure, which is asked for the next one shortly before the\n\
             last expires, and when the server refuses it: once for however many calls wait."
                .to_owned(),
        ];
        let methods: Vec<String> = self
            .api
            .groups
            .iter()
            .flat_map(|group| {
                group.operations.iter().filter_map(|operation| {
                    let method = operation.token_method.as_ref()?;
                    let implied: Vec<String> = implied(operation)
                        .map(|parameter| docs::code(&parameter.wire_name))
                        .collect();
                    Some(format!(
                        "`client.{}().{method}(..)` leaves out {}",
                        group.module,
                        implied.join(", ")
                    ))
                })
            })
            .collect();
        if !methods.is_empty() {
            paragraphs.push(format!(
                "Some tokens say by themselves what others need a parameter for:\n{}.",
                methods.join("; ")
            ));
        }
        paragraphs
    }

    /// `tests/tokens.rs`: what a token implies is not sent, unless it is said all the same.
    pub(super) fn token_tests(&self) -> Option<String> {
        let tests: Vec<TokenStream> = self
            .api
            .operations()
            .filter_map(|operation| self.token_test(operation))
            .collect();
        if tests.is_empty() {
            return None;
        }
        let library = format_ident!("{}", self.options.library_name());
        let models = quote!(#(#tests)*)
            .to_string()
            .contains("models ::")
            .then(|| quote!(use #library::models;));
        Some(format::rust_file(quote! {
            //! What a token says by itself is not sent, unless it is said all the same.

            use #library::oas_runtime::testing::{Answer, ScriptedTransport, block_on};
            use #library::Client;
            #models

            fn client(transport: &ScriptedTransport) -> Client {
                Client::from(transport.client().expect("the settings of the scripted client are good"))
            }

            /// How often a parameter is in the one request that was sent, be it in the query or a header.
            fn sent(transport: &ScriptedTransport, name: &str) -> usize {
                let requests = transport.requests();
                let [request] = requests.as_slice() else {
                    panic!("one request was sent, not {}", requests.len());
                };
                let in_query = request.query().split('&').filter(|pair| {
                    let key = pair.split('=').next().unwrap_or_default();
                    key == name || key.starts_with(&format!("{name}%5B"))
                });
                in_query.count() + usize::from(request.header(name).is_some())
            }

            #(#tests)*
        }))
    }

    fn token_test(&self, operation: &Operation) -> Option<TokenStream> {
        let method = operation.token_method.as_ref()?;
        let test = format_ident!(
            "{}_leaves_out_what_the_token_says",
            operation.constant.to_lowercase()
        );
        let with = self.call_of(operation, &operation.method_name, required(operation), None);
        let without = self.call_of(operation, method, always(operation), None);
        let names = implied(operation).map(|parameter| &parameter.wire_name);
        // An object or a list of which nothing is said may be sent as nothing.
        let always_sent: Vec<&String> = implied(operation)
            .filter(|parameter| {
                matches!(
                    parameter.value,
                    Type::String | Type::Boolean | Type::Number(_) | Type::DateTime | Type::Date
                )
            })
            .map(|parameter| &parameter.wire_name)
            .collect();
        let is_sent = (!always_sent.is_empty()).then(|| {
            quote! {
                let with = silent();
                let _ = block_on(client(&with).#with.send());
                #(assert_eq!(sent(&with, #always_sent), 1);)*
            }
        });
        let queried = implied(operation)
            .filter(|parameter| matches!(parameter.location, ParameterLocation::Query(_)))
            .map(|parameter| &parameter.wire_name);
        let said = queried.map(|name| {
            quote! {
                let named = client(&silent()).#without.extra_parameter(#name, "x").to_request();
                assert!(named.expect("the request has no other").query_string().ends_with("=x"));
                let twice = client(&silent()).#with.extra_parameter(#name, "x").to_request();
                assert!(twice.expect_err("the request has it already").is_invalid_parameter());
            }
        });
        let allow = super::operation::allow_deprecated(operation);
        Some(quote! {
            #[test]
            #allow
            fn #test() {
                // What comes back does not matter here.
                let silent = || ScriptedTransport::new([Answer::status(204)]);
                let without = silent();
                let _ = block_on(client(&without).#without.send());
                #(assert_eq!(sent(&without, #names), 0);)*
                #is_sent
                #(#said)*
            }
        })
    }
}
