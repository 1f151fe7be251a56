//! The methods of a builder that send.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::allow_deprecated;
use super::paging::{keyed_name, own_cursor, typed_name};
use super::{Emitter, docs, ident};
use crate::api::{AnswerContent, Choice, Format, Operation, OtherForm, ResponseBody, Type};

impl Emitter<'_> {
    pub(super) fn sending(&self, operation: &Operation) -> TokenStream {
        let name = ident(&operation.struct_name);
        let allow = allow_deprecated(operation);
        let send = match (&operation.response, &operation.pagination) {
            (_, Some(pagination)) if pagination.open_page.is_some() => self.send_page(operation),
            (ResponseBody::Json(value), _) => self.send_json(value),
            (ResponseBody::Empty, _) => send_for_nothing(),
            (ResponseBody::Text, _) => send_for_text(),
            (ResponseBody::Bytes, _) => send_for_bytes(),
            (ResponseBody::Choice(choice), _) => send_for_choice(choice),
        };
        let all_pages = self.send_all_pages(operation);
        let other_forms = operation.other_forms.iter();
        let other_forms = other_forms.map(|form| self.send_other_form(operation, form));
        let completed = self.stream_completed(operation);
        let formats = self.send_formats(operation);
        quote! {
            #allow
            impl #name {
                #send
                #(#other_forms)*
                #all_pages
                #completed
                #formats
            }
        }
    }

    fn send_json(&self, value: &Type) -> TokenStream {
        let value = self.type_tokens(value, &quote!(models));
        quote! {
            /// Sends the request.
            ///
            /// # Errors
            ///
            /// A parameter cannot be sent, no answer came, the server refused, or its answer
            /// cannot be read.
            pub async fn send(self) -> Result<#value> {
                Ok(self.send_with_info().await?.into_body())
            }

            /// As [`send`](Self::send), with status, headers and rate limit of the answer.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send).
            pub async fn send_with_info(self) -> Result<Response<#value>> {
                let request = self.to_request()?;
                let answer = self.client.send(request).await?;
                response::decode(answer, &OPERATION)
            }
        }
    }

    fn send_page(&self, operation: &Operation) -> TokenStream {
        let Some(pagination) = &operation.pagination else {
            return quote!();
        };
        let page = self.type_tokens(&pagination.page, &quote!(models));
        let typed = typed_name(operation);
        let key_by = pagination
            .key_parameter
            .and_then(|index| operation.parameters.get(index))
            .map(|parameter| {
                let keyed = keyed_name(operation);
                let text = docs::attributes(&parameter.docs);
                quote! {
                    #text
                    ///
                    /// The result is a map then, typed as one.
                    pub fn key_by(self, field: impl Into<String>) -> #keyed {
                        #keyed {
                            request: self,
                            key_by: field.into(),
                        }
                    }
                }
            });
        quote! {
            /// Sends the request for one page: the first, or the one of the cursor that was set.
            ///
            /// Every record must be readable; [`stream`](Self::stream) gives the others all the same.
            ///
            /// # Errors
            ///
            /// A parameter cannot be sent, no answer came, the server refused, or its answer
            /// cannot be read.
            pub async fn send(self) -> Result<#page> {
                Ok(self.send_with_info().await?.into_body())
            }

            /// As [`send`](Self::send), with status, headers and rate limit of the answer.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send).
            pub async fn send_with_info(self) -> Result<Response<#page>> {
                page::fetch_page(&self).await
            }

            /// As [`send_with_info`](Self::send_with_info), with the records that can be read, and an
            /// error for each that cannot.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but for records that cannot be read.
            pub async fn send_leniently(self) -> Result<Response<LenientPage<#page>>> {
                page::fetch_page_leniently(&self).await
            }

            /// All items of all pages, page by page as they are asked for.
            ///
            /// A record that cannot be read is an error in its place, and the rest follows. After
            /// a page that could not be had, the stream asks for that page again when polled.
            #[must_use = "a stream does nothing until it is polled"]
            pub fn stream(self) -> ItemStream<Self> {
                ItemStream::new(self)
            }

            /// All pages, as they are asked for.
            #[must_use = "a stream does nothing until it is polled"]
            pub fn pages(self) -> PageStream<Self> {
                PageStream::new(self)
            }

            #key_by

            /// The same request, whose items are read as a type of the caller's: for fields that a
            /// mapping of one's own adds. Pages and streams work as they do here.
            pub fn items_as<T: DeserializeOwned + Send + 'static>(self) -> #typed<T> {
                #typed {
                    request: self,
                    item: PhantomData,
                }
            }
        }
    }

    fn send_formats(&self, operation: &Operation) -> Option<TokenStream> {
        let formats = operation.formats.as_ref()?;
        let parameter = operation.parameters.get(formats.parameter)?;
        let methods: Vec<TokenStream> = formats
            .formats
            .iter()
            .map(|format| self.send_format(operation, &parameter.wire_name, format))
            .collect();
        let format_type = self.type_tokens(&parameter.value, &quote!(models));
        let text = docs::attributes(&[
            format!(
                "Asks for this `{}`, and reads the answer as JSON of any type.",
                parameter.wire_name
            ),
            "For formats that the crate has no method for.".to_owned(),
        ]);
        let values = self.request_values(operation, &quote!(Some(&format)));
        let as_text = match &parameter.value {
            Type::Named(_) => quote!(let format = format.into().to_string();),
            _ => quote!(let format: String = format.into();),
        };
        Some(quote! {
            #(#methods)*

            #text
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send).
            pub async fn send_with_format<T: DeserializeOwned>(
                self,
                format: impl Into<#format_type>,
            ) -> Result<Response<T>> {
                #as_text
                let request = self.request_with(#(#values),*)?;
                let answer = self.client.send(request).await?;
                response::decode(answer, &OPERATION)
            }
        })
    }

    fn send_format(&self, operation: &Operation, parameter: &str, format: &Format) -> TokenStream {
        let method = ident(&format.method_name);
        let wire_name = &format.wire_name;
        let values = self.request_values(operation, &quote!(Some(#wire_name)));
        let how = if format.json {
            "the answer is any JSON: `T` is the caller's type, or `serde_json::Value`."
        } else {
            "the answer is a stream of bytes of the content type that the provider gives, never held whole."
        };
        let text = docs::attributes(&[format!(
            "Sends the request with `{parameter}={wire_name}`: {how}"
        )]);
        if format.json {
            quote! {
                #text
                ///
                /// # Errors
                ///
                /// As [`send`](Self::send).
                pub async fn #method<T: DeserializeOwned>(self) -> Result<Response<T>> {
                    let request = self.request_with(#(#values),*)?;
                    let answer = self.client.send(request).await?;
                    response::decode(answer, &OPERATION)
                }
            }
        } else {
            quote! {
                #text
                ///
                /// # Errors
                ///
                /// As [`send`](Self::send); later ones come from the stream itself.
                pub async fn #method(self) -> Result<ByteStream> {
                    let mut request = self.request_with(#(#values),*)?;
                    request.accept("*/*");
                    self.client.send_streaming(request).await
                }
            }
        }
    }

    /// A method that asks for another media type.
    fn send_other_form(&self, operation: &Operation, form: &OtherForm) -> TokenStream {
        let method = ident(&form.method_name);
        let media_type = &form.media_type;
        let (value, how, send) = match &form.content {
            AnswerContent::Json(value) => (
                {
                    let value = self.type_tokens(value, &quote!(models));
                    quote!(Response<#value>)
                },
                "",
                quote! {
                    let answer = self.client.send(request).await?;
                    response::decode(answer, &OPERATION)
                },
            ),
            AnswerContent::Text => (
                quote!(Response<String>),
                ", a text",
                quote! {
                    let answer = self.client.send(request).await?;
                    response::decode_text(answer, &OPERATION)
                },
            ),
            AnswerContent::Nothing | AnswerContent::Stream => (
                quote!(ByteStream),
                ", as it arrives, never held whole",
                quote!(self.client.send_streaming(request).await),
            ),
        };
        let what = if media_type == "*/*" {
            "any type".to_owned()
        } else {
            docs::code(media_type)
        };
        let text = docs::attributes(&[format!(
            "Sends the request and asks for an answer of {what}{how}."
        )]);
        let values = self.request_values(operation, &quote!(None));
        quote! {
            #text
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send).
            pub async fn #method(self) -> Result<#value> {
                let mut request = self.request_with(#(#values),*)?;
                request.accept(#media_type);
                #send
            }
        }
    }

    /// The arguments of `request_with` for one request at the builder's own cursor.
    fn request_values(&self, operation: &Operation, format: &TokenStream) -> Vec<TokenStream> {
        let cursor = own_cursor(operation);
        let (_, names) = self.request_arguments(operation);
        names
            .iter()
            .map(|name| match (name.to_string().as_str(), &cursor) {
                ("cursor", Some(cursor)) => cursor.clone(),
                ("format", _) => format.clone(),
                _ => quote!(None),
            })
            .collect()
    }
}

fn send_for_nothing() -> TokenStream {
    quote! {
        /// Sends the request.
        ///
        /// # Errors
        ///
        /// A parameter cannot be sent, no answer came, or the server refused.
        pub async fn send(self) -> Result<()> {
            self.send_with_info().await?;
            Ok(())
        }

        /// As [`send`](Self::send), with status, headers, rate limit and body of the answer.
        ///
        /// # Errors
        ///
        /// As [`send`](Self::send).
        pub async fn send_with_info(self) -> Result<Response<Bytes>> {
            let request = self.to_request()?;
            self.client.send(request).await
        }
    }
}

fn send_for_bytes() -> TokenStream {
    quote! {
        /// Sends the request and gives the body as it arrives, never held whole.
        ///
        /// # Errors
        ///
        /// A parameter cannot be sent, no answer came, or the server refused.
        pub async fn send(self) -> Result<ByteStream> {
            let request = self.to_request()?;
            self.client.send_streaming(request).await
        }
    }
}

fn send_for_text() -> TokenStream {
    quote! {
        /// Sends the request and gives the text that comes.
        ///
        /// # Errors
        ///
        /// A parameter cannot be sent, no answer came, the server refused, or its answer is no
        /// text in UTF-8.
        pub async fn send(self) -> Result<String> {
            Ok(self.send_with_info().await?.into_body())
        }

        /// As [`send`](Self::send), with status, headers and rate limit of the answer.
        ///
        /// # Errors
        ///
        /// As [`send`](Self::send).
        pub async fn send_with_info(self) -> Result<Response<String>> {
            let request = self.to_request()?;
            let answer = self.client.send(request).await?;
            response::decode_text(answer, &OPERATION)
        }
    }
}

fn send_for_choice(choice: &Choice) -> TokenStream {
    let name = ident(&choice.name);
    let streams = choice.has_stream().then(|| {
        quote! {
            ///
            /// A body of bytes is given as it arrives, never held whole. Once an answer has begun
            /// it is not asked for again.
        }
    });
    let read = if choice.has_stream() {
        quote! {
            let answer = self.client.send_streaming(request).await?;
            #name::read(&self.client, answer).await
        }
    } else {
        quote! {
            let answer = self.client.send(request).await?;
            #name::read(answer)
        }
    };
    quote! {
        /// Sends the request. What comes depends on the status of the answer.
        #streams
        ///
        /// # Errors
        ///
        /// A parameter cannot be sent, no answer came, the server refused, or its answer
        /// cannot be read.
        pub async fn send(self) -> Result<#name> {
            Ok(self.send_with_info().await?.into_body())
        }

        /// As [`send`](Self::send), with status, headers and rate limit of the answer.
        ///
        /// # Errors
        ///
        /// As [`send`](Self::send).
        pub async fn send_with_info(self) -> Result<Response<#name>> {
            let request = self.to_request()?;
            #read
        }
    }
}
