//! The struct of a multipart body, with a setter for each part; and the enum of a body that is
//! JSON or parts.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::operation::query_style;
use super::setters::allow_operator;
use super::types::{is_plain, mentions};
use super::{Emitter, docs, ident};
use crate::api::{
    Body, BodyContent, FormStyle, MultipartBody, Operation, Part, PartKind, QueryStyle, Type,
};

impl Emitter<'_> {
    /// What sends the body, called `body`.
    pub(super) fn send_body(&self, body: &Body) -> TokenStream {
        let media_type = &body.media_type;
        let json = |value: TokenStream| match media_type.as_str() {
            "application/json" => quote!(request.json_body(#value)?;),
            _ => quote!(request.json_body_as(#media_type, #value)?;),
        };
        match &body.content {
            BodyContent::Json(_) => json(quote!(body)),
            BodyContent::Form(_, fields) if fields.is_empty() => quote!(request.form_body(body)?;),
            BodyContent::Form(_, fields) => {
                let fields = fields.iter().map(|field| {
                    let name = &field.name;
                    let style = match field.style {
                        FormStyle::Json => quote!(FormStyle::Json),
                        FormStyle::Query(QueryStyle::Nested { .. }) => {
                            quote!(FormStyle::DEEP_OBJECT)
                        }
                        FormStyle::Query(style) => {
                            let style = query_style(style);
                            quote!(FormStyle::Query(#style))
                        }
                    };
                    quote!(FormField::new(#name, #style))
                });
                quote!(request.form_body_with(body, &[#(#fields),*])?;)
            }
            BodyContent::Multipart(_) => quote!(request.multipart_body(&body.parts)?;),
            BodyContent::FreeMultipart => quote!(request.multipart_body(body)?;),
            BodyContent::Either(name, ..) => {
                let name = ident(name);
                let json = json(quote!(&**body));
                quote! {
                    match body {
                        #name::Json(body) => { #json }
                        #name::Multipart(body) => request.multipart_body(&body.parts)?,
                    }
                }
            }
            BodyContent::Text => quote!(request.bytes_body(#media_type, body.clone())?;),
            BodyContent::Bytes => quote!(request.file_body(#media_type, body)?;),
        }
    }

    /// The types that the body of an operation needs beside its builder.
    pub(super) fn body_types(&self, operation: &Operation) -> Option<TokenStream> {
        let body = operation.body.as_ref()?;
        match &body.content {
            BodyContent::Multipart(parts) => Some(self.parts_struct(operation, parts)),
            BodyContent::Either(name, json, parts) => {
                let parts_struct = self.parts_struct(operation, parts);
                let either = self.either_enum(operation, name, json, parts);
                Some(quote! { #parts_struct #either })
            }
            _ => None,
        }
    }

    fn parts_struct(&self, operation: &Operation, body: &MultipartBody) -> TokenStream {
        let name = ident(&body.struct_name);
        let mut paragraphs = body.docs.clone();
        paragraphs.push(format!(
            "The body of {}, part by part. Files are read while they are sent.",
            docs::code(&operation.id)
        ));
        let text = docs::attributes(&paragraphs);
        let order = body.parts.iter().map(|part| &part.wire_name);
        let mut arguments = Vec::new();
        let mut calls = Vec::new();
        for part in body.required() {
            let name = ident(&part.name);
            let argument = self.part_input(part).argument;
            arguments.push(quote!(#name: #argument));
            calls.push(quote!(.#name(#name)));
        }
        let many = (arguments.len() > 7)
            .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "all of them are required by the API")]));
        let default = arguments.is_empty().then(|| {
            quote! {
                impl Default for #name {
                    fn default() -> Self {
                        Self::new()
                    }
                }
            }
        });
        // A deprecated part that is required is set all the same.
        let allow = body.required().any(|part| part.deprecated).then(
            || quote!(#[allow(deprecated, reason = "a deprecated part can still be required")]),
        );
        let setters = body.parts.iter().map(|part| self.part_setter(part));
        let additional = body.additional.as_ref().map(|kind| self.additional(kind));
        quote! {
            #text
            #[derive(Clone, Debug)]
            #[must_use = "a body does nothing until it is sent"]
            pub struct #name {
                parts: Multipart,
            }

            impl #name {
                /// A body with the parts that it cannot be without.
                #many
                #allow
                pub fn new(#(#arguments),*) -> Self {
                    Self { parts: Multipart::in_order(&[#(#order),*]) } #(#calls)*
                }

                #(#setters)*

                #additional

                /// Adds a part that this crate does not know, such as one that the API got after
                /// the crate was made.
                pub fn extra_part(mut self, part: Part) -> Self {
                    self.parts = self.parts.part(part);
                    self
                }

                /// Sets the text that stands between the parts, for tests that compare bytes. It
                /// is random unless set.
                pub fn with_boundary(mut self, boundary: impl Into<String>) -> Self {
                    self.parts = self.parts.with_boundary(boundary);
                    self
                }
            }

            #default
        }
    }

    fn part_setter(&self, part: &Part) -> TokenStream {
        let mut paragraphs = part.docs.clone();
        paragraphs.push(format!("Sent as {}.", docs::code(&part.wire_name)));
        let text = docs::attributes(&paragraphs);
        let deprecated = part.deprecated.then(|| quote!(#[deprecated]));
        let operator = allow_operator(&part.name);
        let name = ident(&part.name);
        let wire_name = &part.wire_name;
        let PartInput { argument, parts } = self.part_input(part);
        quote! {
            #text
            #deprecated
            #operator
            pub fn #name(mut self, #name: #argument) -> Self {
                self.parts.set(#wire_name, #parts);
                self
            }
        }
    }

    fn part_input(&self, part: &Part) -> PartInput {
        let name = ident(&part.name);
        let wire_name = &part.wire_name;
        let variable = if part.repeated {
            ident("part")
        } else {
            name.clone()
        };
        let PartValue {
            argument,
            value,
            function,
        } = self.part_value(&part.kind, &variable);
        let content_type = part.content_type.as_ref().and_then(|content_type| {
            match (&part.kind, content_type.as_str()) {
                (PartKind::Json(_), "application/json") => None,
                (PartKind::File, _) => Some(quote!(.or_content_type(#content_type))),
                _ => Some(quote!(.with_content_type(#content_type))),
            }
        });
        let made = quote!(Part::#function(#wire_name, #value) #content_type);
        if part.repeated {
            PartInput {
                argument: quote!(impl IntoIterator<Item = #argument>),
                parts: quote!(#name.into_iter().map(|part| #made)),
            }
        } else {
            PartInput {
                argument,
                parts: quote!([#made]),
            }
        }
    }

    /// What the setter of a part takes.
    pub(super) fn part_argument(&self, part: &Part) -> TokenStream {
        self.part_input(part).argument
    }

    /// What the method for parts of any name takes.
    pub(super) fn additional_argument(&self, kind: &PartKind) -> TokenStream {
        self.part_value(kind, &ident("value")).argument
    }

    /// How one part is made of an argument of this name.
    fn part_value(&self, kind: &PartKind, name: &Ident) -> PartValue {
        let (value, function) = match kind {
            PartKind::File => {
                return PartValue {
                    argument: quote!(impl Into<FileContent>),
                    value: quote!(#name),
                    function: ident("file"),
                };
            }
            PartKind::Value(Type::String) => {
                return PartValue {
                    argument: quote!(impl Into<String>),
                    value: quote!(#name),
                    function: ident("text"),
                };
            }
            PartKind::Value(value) => (value, ident("value")),
            PartKind::Json(value) => (value, ident("json")),
        };
        let models = quote!(models);
        let argument = self.input(value, name).argument;
        let value = match value {
            _ if mentions(value, |value| matches!(value, Type::Json)) => quote!(&#name),
            plain if is_plain(plain) => quote!(&#name),
            Type::List(element) => {
                let into = (!is_plain(element)).then(|| quote!(.into_iter().map(Into::into)));
                let element = self.type_tokens(element, &models);
                quote!(&Vec::<#element>::from_iter(#name #into))
            }
            Type::Map(inner) => {
                let into = (!is_plain(inner)).then(|| quote!(.into()));
                let inner = self.type_tokens(inner, &models);
                quote! {
                    &IndexMap::<String, #inner>::from_iter(
                        #name.into_iter().map(|(key, value)| (key.into(), value #into))
                    )
                }
            }
            other => {
                let converted = self.type_tokens(other, &models);
                quote!(&Into::<#converted>::into(#name))
            }
        };
        PartValue {
            argument,
            value,
            function,
        }
    }

    fn additional(&self, kind: &PartKind) -> TokenStream {
        let PartValue {
            argument,
            value,
            function,
        } = self.part_value(kind, &ident("value"));
        quote! {
            /// Adds a part of a name of the caller's own, as the API allows.
            pub fn additional_part(mut self, name: impl Into<String>, value: #argument) -> Self {
                self.parts = self.parts.part(Part::#function(name, #value));
                self
            }
        }
    }

    fn either_enum(
        &self,
        operation: &Operation,
        name: &str,
        json: &Type,
        parts: &MultipartBody,
    ) -> TokenStream {
        let name = ident(name);
        let json = self.type_tokens(json, &quote!(models));
        let parts = ident(&parts.struct_name);
        let text = docs::attributes(&[format!(
            "The body of {}: JSON, or parts of which some are files.",
            docs::code(&operation.id)
        )]);
        quote! {
            #text
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub enum #name {
                /// Sent as JSON.
                Json(Box<#json>),
                /// Sent as `multipart/form-data`.
                Multipart(#parts),
            }

            impl From<#json> for #name {
                fn from(body: #json) -> Self {
                    Self::Json(Box::new(body))
                }
            }

            impl From<#parts> for #name {
                fn from(body: #parts) -> Self {
                    Self::Multipart(body)
                }
            }
        }
    }
}

/// What one part is made of, and the function that makes it.
struct PartValue {
    argument: TokenStream,
    value: TokenStream,
    function: Ident,
}

/// What a setter takes, and the parts that it makes.
struct PartInput {
    argument: TokenStream,
    parts: TokenStream,
}
