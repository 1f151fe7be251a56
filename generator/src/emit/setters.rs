//! What a caller gives: arguments, setters, and the fields that keep them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::types::{is_plain, mentions};
use super::{Emitter, docs, ident};
use crate::api::{Body, BodyContent, Operation, Parameter, ParameterRole, Type};

/// How a value gets from the caller into the builder.
pub(super) struct Input {
    /// The type of the argument.
    pub(super) argument: TokenStream,
    /// The type of the field.
    pub(super) field: TokenStream,
    /// From the argument, called `name`, to the field.
    pub(super) conversion: TokenStream,
}

impl Emitter<'_> {
    pub(super) fn input(&self, value: &Type, name: &proc_macro2::Ident) -> Input {
        let models = quote!(models);
        let plain_type = self.type_tokens(value, &models);
        if mentions(value, |value| matches!(value, Type::Json)) {
            return Input {
                argument: quote!(impl Serialize),
                field: quote!(FreeValue),
                conversion: quote!(FreeValue::new(&#name)),
            };
        }
        match value {
            Type::List(element) => {
                let element_type = self.type_tokens(element, &models);
                let (argument, conversion) = if is_plain(element) {
                    (
                        quote!(impl IntoIterator<Item = #element_type>),
                        quote!(#name.into_iter().collect()),
                    )
                } else {
                    (
                        quote!(impl IntoIterator<Item = impl Into<#element_type>>),
                        quote!(#name.into_iter().map(Into::into).collect()),
                    )
                };
                Input {
                    argument,
                    field: plain_type,
                    conversion,
                }
            }
            Type::Map(inner) => {
                let inner_type = self.type_tokens(inner, &models);
                let (argument, convert) = if is_plain(inner) {
                    (quote!(#inner_type), quote!(value))
                } else {
                    (quote!(impl Into<#inner_type>), quote!(value.into()))
                };
                Input {
                    argument: quote!(impl IntoIterator<Item = (impl Into<String>, #argument)>),
                    field: plain_type,
                    conversion: quote!(#name.into_iter().map(|(key, value)| (key.into(), #convert)).collect()),
                }
            }
            plain if is_plain(plain) => Input {
                argument: plain_type.clone(),
                field: plain_type,
                conversion: quote!(#name),
            },
            _ => Input {
                argument: quote!(impl Into<#plain_type>),
                field: plain_type,
                conversion: quote!(#name.into()),
            },
        }
    }

    pub(super) fn body_input(&self, body: &Body) -> Input {
        let into = |field: TokenStream| Input {
            argument: quote!(impl Into<#field>),
            field,
            conversion: quote!(body.into()),
        };
        match &body.content {
            BodyContent::Json(value) | BodyContent::Form(value, _) => {
                self.input(value, &ident("body"))
            }
            BodyContent::Text => self.input(&Type::String, &ident("body")),
            BodyContent::Bytes => into(quote!(FileContent)),
            BodyContent::FreeMultipart => Input {
                argument: quote!(Multipart),
                field: quote!(Multipart),
                conversion: quote!(body),
            },
            BodyContent::Multipart(parts) => {
                let name = ident(&parts.struct_name);
                Input {
                    argument: quote!(#name),
                    field: quote!(#name),
                    conversion: quote!(body),
                }
            }
            BodyContent::Either(name, ..) => {
                let name = ident(name);
                into(quote!(#name))
            }
        }
    }

    /// The arguments of the method that makes the builder: what a request cannot be without.
    pub(super) fn arguments(
        &self,
        operation: &Operation,
    ) -> (Vec<TokenStream>, Vec<proc_macro2::Ident>) {
        self.arguments_for(operation, required(operation))
    }

    /// Arguments for these parameters, and for the body if a request cannot be without it.
    pub(super) fn arguments_for<'p>(
        &self,
        operation: &Operation,
        parameters: impl Iterator<Item = &'p Parameter>,
    ) -> (Vec<TokenStream>, Vec<proc_macro2::Ident>) {
        let mut arguments = Vec::new();
        let mut names = Vec::new();
        for parameter in parameters {
            let name = ident(&parameter.name);
            let argument = self.input(&parameter.value, &name).argument;
            arguments.push(quote!(#name: #argument));
            names.push(name);
        }
        if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
            let argument = self.body_input(body).argument;
            arguments.push(quote!(body: #argument));
            names.push(ident("body"));
        }
        (arguments, names)
    }

    pub(super) fn builder_fields(&self, operation: &Operation) -> Vec<TokenStream> {
        let mut fields: Vec<TokenStream> = kept(operation)
            .map(|parameter| {
                let name = ident(&parameter.name);
                let field = self.input(&parameter.value, &name).field;
                if is_always_set(parameter) {
                    quote!(#name: #field,)
                } else {
                    quote!(#name: Option<#field>,)
                }
            })
            .collect();
        if let Some(body) = &operation.body {
            let field = self.body_input(body).field;
            fields.push(if body.required {
                quote!(body: #field,)
            } else {
                quote!(body: Option<#field>,)
            });
        }
        fields
    }

    /// The values of a builder for which nothing was given that can be left out.
    pub(super) fn builder_values(&self, operation: &Operation) -> Vec<TokenStream> {
        let mut values: Vec<TokenStream> = kept(operation)
            .map(|parameter| {
                let name = ident(&parameter.name);
                if is_always_set(parameter) {
                    let conversion = self.input(&parameter.value, &name).conversion;
                    if name == conversion.to_string().as_str() {
                        quote!(#name,)
                    } else {
                        quote!(#name: #conversion,)
                    }
                } else {
                    quote!(#name: None,)
                }
            })
            .collect();
        if let Some(body) = &operation.body {
            let conversion = self.body_input(body).conversion;
            values.push(if body.required && conversion.to_string() == "body" {
                quote!(body,)
            } else if body.required {
                quote!(body: #conversion,)
            } else {
                quote!(body: None,)
            });
        }
        values
    }

    pub(super) fn builder_setters(&self, operation: &Operation) -> Vec<TokenStream> {
        let mut setters: Vec<TokenStream> = kept(operation)
            .filter(|parameter| !parameter.required)
            .map(|parameter| self.builder_setter(parameter))
            .collect();
        if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
            let text = docs::attributes(&body.docs);
            let input = self.body_input(body);
            let (argument, conversion) = (input.argument, input.conversion);
            setters.push(quote! {
                #text
                pub fn body(mut self, body: #argument) -> Self {
                    self.body = Some(#conversion);
                    self
                }
            });
        }
        setters
    }

    fn builder_setter(&self, parameter: &Parameter) -> TokenStream {
        let mut paragraphs = parameter.docs.clone();
        let wire = if parameter.wire_name.contains('`') {
            format!("Sent as {:?}.", parameter.wire_name)
        } else {
            format!("Sent as `{}`.", parameter.wire_name)
        };
        paragraphs.push(wire);
        let text = docs::attributes(&paragraphs);
        let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
        let operator = allow_operator(&parameter.name);
        let name = ident(&parameter.name);
        let input = self.input(&parameter.value, &name);
        let (argument, conversion) = (input.argument, input.conversion);
        quote! {
            #text
            #deprecated
            #operator
            pub fn #name(mut self, #name: #argument) -> Self {
                self.#name = Some(#conversion);
                self
            }
        }
    }
}

/// A setter may be called like the method of an operator.
pub(super) fn allow_operator(name: &str) -> Option<TokenStream> {
    const OPERATORS: [&str; 10] = [
        "add", "sub", "mul", "div", "rem", "shl", "shr", "bitand", "bitor", "bitxor",
    ];
    OPERATORS
        .contains(&name)
        .then(|| quote!(#[allow(clippy::should_implement_trait, reason = "the API calls it so")]))
}

/// Whether every builder has a value for the parameter.
pub(super) fn is_always_set(parameter: &Parameter) -> bool {
    parameter.required && parameter.implied_by_token.is_none()
}

/// The parameters that become arguments.
pub(super) fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    kept(operation).filter(|parameter| parameter.required)
}

/// The parameters that the builder keeps: all but those that its methods set.
pub(super) fn kept(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| {
        matches!(
            parameter.role,
            ParameterRole::Caller | ParameterRole::Cursor
        )
    })
}

/// The `static` that describes a query parameter.
pub(super) fn constant(parameter: &Parameter) -> proc_macro2::Ident {
    format_ident!("{}", parameter.constant)
}
