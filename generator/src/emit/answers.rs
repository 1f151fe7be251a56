//! What answers are: the enum of an operation's successes, that of its failures, the struct of
//! its headers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emitter, docs, ident, imports};
use crate::api::{
    AnswerContent, Choice, Failure, FailureVariant, HeaderField, Headers, Operation, ResponseBody,
    Status, Type,
};
use crate::format;

impl Emitter<'_> {
    /// Everything that stands beside the builder for its answers.
    pub(super) fn answers(&self, operation: &Operation) -> TokenStream {
        let choice = match &operation.response {
            ResponseBody::Choice(choice) => Some(self.choice(operation, choice)),
            _ => None,
        };
        let failure = operation.failure.as_ref();
        let failure = failure.map(|failure| self.failure(operation, failure));
        let headers = operation.headers.iter().find(|headers| !headers.is_shared);
        let headers = headers.map(|headers| {
            let whose = format!("a success of {}", docs::code(&operation.id));
            self.headers(headers, &whose)
        });
        let alias = operation.headers.as_ref().and_then(|headers| {
            let (alias, name) = (ident(headers.alias.as_ref()?), ident(&headers.name));
            let text = docs::trusted(&[format!(
                "The headers of a success of {}: they are the usual ones.",
                docs::code(&operation.id)
            )]);
            Some(quote! { #text pub type #alias = crate::#name; })
        });
        quote! { #choice #failure #headers #alias }
    }

    fn content_type(&self, content: &AnswerContent) -> Option<TokenStream> {
        match content {
            AnswerContent::Nothing => None,
            AnswerContent::Json(value) => Some(self.type_tokens(value, &quote!(models))),
            AnswerContent::Text => Some(quote!(String)),
            AnswerContent::Stream => Some(quote!(ByteStream)),
        }
    }

    fn choice(&self, operation: &Operation, choice: &Choice) -> TokenStream {
        let name = ident(&choice.name);
        let text = docs::attributes(&[
            format!(
                "What a success of {} gives: its status says which.",
                docs::code(&operation.id)
            ),
            "A success of a status that the API does not describe is a decode error, which has the body."
                .to_owned(),
        ]);
        let variants = choice.variants.iter().map(|variant| {
            let text = docs::attributes(&variant.docs);
            let name = ident(&variant.name);
            match self.content_type(&variant.content) {
                Some(value) => quote! { #text #name(#value), },
                None => quote! { #text #name, },
            }
        });
        let derives = if choice.has_stream() {
            quote!(#[derive(Debug)])
        } else {
            quote!(#[derive(Clone, Debug, PartialEq)])
        };
        let values = choice.variants.iter().filter_map(|it| match &it.content {
            AnswerContent::Json(value) => Some(value),
            _ => None,
        });
        let large = allow_large(values, choice.variants.len());
        let read = self.read(choice);
        let accessors = choice.variants.iter().filter_map(|variant| {
            let value = self.content_type(&variant.content)?;
            let accessor = ident(&variant.accessor);
            let name = ident(&variant.name);
            let text = docs::trusted(&[format!(
                "What came, if it is [`{0}`](Self::{0}).",
                variant.name
            )]);
            Some(quote! {
                #text
                #[must_use]
                pub fn #accessor(self) -> Option<#value> {
                    match self {
                        Self::#name(value) => Some(value),
                        _ => None,
                    }
                }
            })
        });
        quote! {
            #text
            #derives
            #[non_exhaustive]
            #large
            pub enum #name {
                #(#variants)*
            }

            impl #name {
                #(#accessors)*

                #read
            }
        }
    }

    /// From an answer to the variant of its status.
    fn read(&self, choice: &Choice) -> TokenStream {
        let is_streamed = choice.has_stream();
        let whole = is_streamed.then(|| quote!(let answer = client.read_whole(answer).await?;));
        let arms = by_status(&choice.variants, |variant| variant.status).map(|variant| {
            let pattern = pattern(variant.status);
            let name = ident(&variant.name);
            let value = match &variant.content {
                AnswerContent::Nothing => quote!(Ok(answer.map(|_| Self::#name))),
                AnswerContent::Json(value) => {
                    let value = self.type_tokens(value, &quote!(models));
                    quote!(Ok(response::decode::<#value>(answer, &OPERATION)?.map(Self::#name)))
                }
                AnswerContent::Text => {
                    quote!(Ok(response::decode_text(answer, &OPERATION)?.map(Self::#name)))
                }
                AnswerContent::Stream => {
                    return quote! {
                        #pattern => {
                            let info = answer.info().clone();
                            Ok(Response::new(Self::#name(answer), info))
                        }
                    };
                }
            };
            if is_streamed {
                quote! { #pattern => { #whole #value } }
            } else {
                quote! { #pattern => #value, }
            }
        });
        let arms: Vec<TokenStream> = arms.collect();
        let has_default = choice
            .variants
            .iter()
            .any(|variant| variant.status == Status::Default);
        let otherwise = (!has_default).then(|| {
            if is_streamed {
                quote! { _ => { #whole Err(response::undescribed(answer, &OPERATION)) } }
            } else {
                quote! { _ => Err(response::undescribed(answer, &OPERATION)), }
            }
        });
        if is_streamed {
            quote! {
                async fn read(client: &Client, answer: ByteStream) -> Result<Response<Self>> {
                    match answer.info().status.as_u16() {
                        #(#arms)*
                        #otherwise
                    }
                }
            }
        } else {
            quote! {
                fn read(answer: RawResponse) -> Result<Response<Self>> {
                    match answer.info.status.as_u16() {
                        #(#arms)*
                        #otherwise
                    }
                }
            }
        }
    }

    fn failure(&self, operation: &Operation, failure: &Failure) -> TokenStream {
        let name = ident(&failure.name);
        let text = docs::attributes(&[format!(
            "What the API says in the body of a failure of {}: its status says which.",
            docs::code(&operation.id)
        )]);
        let typed: Vec<(&FailureVariant, &Type)> = failure
            .variants
            .iter()
            .filter_map(|variant| Some((variant, variant.value.as_ref()?)))
            .collect();
        let variants = typed.iter().map(|(variant, value)| {
            let text = docs::attributes(&variant.docs);
            let name = ident(&variant.name);
            let value = self.type_tokens(value, &quote!(models));
            quote! { #text #name(#value), }
        });
        let large = allow_large(typed.iter().map(|(_, value)| *value), typed.len());
        // A status whose body is not described is not one of a wider range that is.
        let is_covered = |status: Status| {
            typed.iter().any(|(other, _)| match (status, other.status) {
                (Status::Code(code), Status::Class(class)) => code / 100 == class,
                (Status::Code(_) | Status::Class(_), Status::Default) => true,
                _ => false,
            })
        };
        let arms = by_status(&failure.variants, |variant| variant.status).filter_map(|variant| {
            let pattern = pattern(variant.status);
            let name = ident(&variant.name);
            if variant.value.is_some() {
                Some(quote! { #pattern => error.body_as()?.ok().map(Self::#name), })
            } else {
                is_covered(variant.status).then(|| quote! { #pattern => None, })
            }
        });
        let arms: Vec<TokenStream> = arms.collect();
        let has_default = typed
            .iter()
            .any(|(variant, _)| variant.status == Status::Default);
        let otherwise = (!has_default).then(|| quote! { _ => None, });
        let of_status = match typed.as_slice() {
            // Where every failure is one type there is nothing to choose.
            [(variant, _)] if has_default && arms.len() == 1 => {
                let name = ident(&variant.name);
                quote!(error.body_as()?.ok().map(Self::#name))
            }
            _ => quote! {
                match error.status()?.as_u16() {
                    #(#arms)*
                    #otherwise
                }
            },
        };
        quote! {
            #text
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            #large
            pub enum #name {
                #(#variants)*
            }

            impl #name {
                /// What came with an error of this operation. `None` if no answer came, if its
                /// status is none of these, or if its body is not what the API describes; the
                /// error has the body all the same.
                #[must_use]
                pub fn of(error: &Error) -> Option<Self> {
                    if !error.is_status() {
                        return None;
                    }
                    #of_status
                }
            }
        }
    }

    /// `src/headers.rs`: the headers that the answers of most operations have.
    pub(super) fn headers_file(&self) -> Option<String> {
        let headers = self.api.headers.as_ref()?;
        let body = self.headers(headers, "most operations");
        let imports = imports::for_operation(&body);
        Some(format::rust_file(quote! {
            //! The headers that the answers of most operations have.

            #imports

            #body
        }))
    }

    fn headers(&self, headers: &Headers, whose: &str) -> TokenStream {
        let name = ident(&headers.name);
        let text = docs::attributes(&[
            format!("The headers that the API describes for {whose}."),
            "A header that did not come, or is not of its type, is `None`: its text is among the `headers`\n\
             of the `ResponseInfo` all the same."
                .to_owned(),
        ]);
        let fields = headers.fields.iter().map(|field| {
            let text = docs::attributes(&field.docs);
            let name = ident(&field.name);
            let value = self.type_tokens(&field.value, &quote!(models));
            quote! { #text pub #name: Option<#value>, }
        });
        let values = headers.fields.iter().map(|field| {
            let name = ident(&field.name);
            let wire_name = &field.wire_name;
            let read = header_function(field);
            quote! { #name: response::#read(info, #wire_name), }
        });
        quote! {
            #text
            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
            }

            impl From<&ResponseInfo> for #name {
                fn from(info: &ResponseInfo) -> Self {
                    Self {
                        #(#values)*
                    }
                }
            }
        }
    }

    /// Sentences on a builder about the types beside it; the links are the generator's own.
    pub(super) fn answer_words(&self, operation: &Operation) -> TokenStream {
        let mut lines = Vec::new();
        let mut paragraph = |text: String| lines.extend([String::new(), text]);
        if let Some(failure) = &operation.failure {
            paragraph(format!(
                "[`{0}::of`] reads what the API says in the body of an error.",
                failure.name
            ));
        }
        if let Some(headers) = &operation.headers {
            let name = &headers.name;
            let link = if headers.is_shared {
                format!("[`{name}`](crate::{name})")
            } else {
                format!("[`{name}`]")
            };
            paragraph(format!(
                "{link} reads the headers of an answer that comes with its info."
            ));
        }
        docs::trusted(&lines)
    }
}

fn header_function(field: &HeaderField) -> proc_macro2::Ident {
    ident(match &field.value {
        _ if field.is_json => "header_json",
        Type::List(_) => "header_list",
        _ => "header_value",
    })
}

/// The items in the order in which a status is looked up: a code, then its class, then the rest.
fn by_status<T>(items: &[T], status: impl Fn(&T) -> Status) -> impl Iterator<Item = &T> {
    let mut sorted: Vec<&T> = items.iter().collect();
    sorted.sort_by_key(|item| status(item));
    sorted.into_iter()
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Class(class) => {
            // A range would overlap with the codes in it, which clippy minds.
            let class = Literal::u16_unsuffixed(class);
            quote!(code if code / 100 == #class)
        }
        Status::Default => quote!(_),
    }
}

/// Answers are looked at at once, so that a box around a large one would only be in the way.
fn allow_large<'t>(
    mut values: impl Iterator<Item = &'t Type>,
    variants: usize,
) -> Option<TokenStream> {
    let may_differ = variants > 1 && values.any(|value| matches!(value, Type::Named(_)));
    may_differ.then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "an answer is looked at as it comes, not kept")])
    })
}
