//! How a builder asks for its pages: as they are, keyed, or with items of the caller's own type.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::operation::allow_deprecated;
use super::{Emitter, docs, ident};
use crate::api::{Operation, Pagination};

/// The struct of a request whose result is a map.
pub(super) fn keyed_name(operation: &Operation) -> Ident {
    format_ident!("{}KeyedBy", operation.struct_name)
}

/// The struct of a request whose items have the caller's type.
pub(super) fn typed_name(operation: &Operation) -> Ident {
    format_ident!("{}As", operation.struct_name)
}

/// A struct around a builder that reads its pages in another way.
struct Wrapper {
    name: Ident,
    /// What it is, for its documentation; a link to the builder goes before it.
    words: &'static str,
    /// `<T: ..>` of the implementations, and `<T>` of the type.
    bounds: TokenStream,
    parameters: TokenStream,
    derives: TokenStream,
    /// Fields beside the builder.
    fields: TokenStream,
    /// The collection of the items.
    items: TokenStream,
    /// What `request_with` gets as the key.
    key: TokenStream,
}

impl Emitter<'_> {
    pub(super) fn paging(&self, operation: &Operation) -> TokenStream {
        let Some(pagination) = &operation.pagination else {
            return quote!();
        };
        let name = ident(&operation.struct_name);
        let page = ident(&pagination.page);
        let item = self.type_tokens(&pagination.item, &quote!(models));
        let allow = allow_deprecated(operation);
        let members = self.members(operation, pagination, &quote!(self), &quote!(None));
        let keyed = pagination.key_parameter.map(|_| {
            let wrapper = Wrapper {
                name: keyed_name(operation),
                words: "whose items come keyed by one of their fields.",
                bounds: quote!(),
                parameters: quote!(),
                derives: quote!(#[derive(Clone, Debug)]),
                fields: quote!(key_by: String,),
                items: quote!(IndexMap<String, #item>),
                key: quote!(Some(&self.key_by)),
            };
            self.wrapper(operation, pagination, &wrapper)
        });
        let typed = Wrapper {
            name: typed_name(operation),
            words: "whose items are read as a type of the caller's.",
            bounds: quote!(<T: DeserializeOwned + Send + 'static>),
            parameters: quote!(<T>),
            derives: quote!(#[derive(Clone, Debug)]),
            fields: quote!(item: PhantomData<fn() -> T>,),
            items: quote!(Vec<T>),
            key: quote!(None),
        };
        let typed = self.wrapper(operation, pagination, &typed);
        quote! {
            #allow
            impl PagedOperation for #name {
                type Items = Vec<#item>;
                type Page = models::#page;
                #members
            }

            #keyed
            #typed
        }
    }

    /// What is the same for a plain request and one around it, `this` being the plain one.
    fn members(
        &self,
        operation: &Operation,
        pagination: &Pagination,
        this: &TokenStream,
        key: &TokenStream,
    ) -> TokenStream {
        let items = &pagination.items;
        let next_cursor = &pagination.next_cursor;
        let cursor = operation
            .parameters
            .get(pagination.cursor_parameter)
            .map(|parameter| ident(&parameter.name));
        let (_, names) = self.request_arguments(operation);
        let values = names.iter().map(|name| match name.to_string().as_str() {
            "cursor" => quote!(cursor),
            "key_by" => key.clone(),
            _ => quote!(None),
        });
        quote! {
            const SHAPE: PageShape = PageShape {
                items: #items,
                next_cursor: #next_cursor,
            };

            fn client(&self) -> &Client {
                &#this.client
            }

            fn start_cursor(&self) -> Option<&str> {
                #this.#cursor.as_deref()
            }

            fn request(&self, cursor: Option<&str>) -> Result<Request> {
                #this.request_with(#(#values),*)
            }
        }
    }

    fn wrapper(
        &self,
        operation: &Operation,
        pagination: &Pagination,
        wrapper: &Wrapper,
    ) -> TokenStream {
        let plain = ident(&operation.struct_name);
        let page = ident(&pagination.page);
        let allow = allow_deprecated(operation);
        let Wrapper {
            name,
            words,
            bounds,
            parameters,
            derives,
            fields,
            items,
            key,
        } = wrapper;
        let members = self.members(operation, pagination, &quote!(self.request), key);
        // The link is the generator's own, so it is not escaped.
        let text = docs::trusted(&[format!(
            "A request like [`{}`], {words}",
            operation.struct_name
        )]);
        quote! {
            #text
            #allow
            #derives
            #[must_use = "a request does nothing until it is sent"]
            pub struct #name #parameters {
                request: #plain,
                #fields
            }

            #allow
            impl #bounds #name #parameters {
                /// The request as a value, for those who send it themselves.
                ///
                /// # Errors
                ///
                /// A parameter cannot be sent; the message names it.
                pub fn to_request(&self) -> Result<Request> {
                    PagedOperation::request(self, PagedOperation::start_cursor(self))
                }

                /// Sends the request for one page: the first, or the one of the cursor that was set.
                ///
                /// # Errors
                ///
                /// A parameter cannot be sent, no answer came, the server refused, or its answer
                /// cannot be read.
                pub async fn send(self) -> Result<models::#page<#items>> {
                    Ok(self.send_with_info().await?.into_body())
                }

                /// As [`send`](Self::send), with status, headers and rate limit of the answer.
                ///
                /// # Errors
                ///
                /// As [`send`](Self::send).
                pub async fn send_with_info(self) -> Result<Response<models::#page<#items>>> {
                    page::fetch_page(&self).await
                }

                /// All items of all pages.
                #[must_use = "a stream does nothing until it is polled"]
                pub fn stream(self) -> ItemStream<Self> {
                    ItemStream::new(self)
                }

                /// All pages.
                #[must_use = "a stream does nothing until it is polled"]
                pub fn pages(self) -> PageStream<Self> {
                    PageStream::new(self)
                }
            }

            #allow
            impl #bounds PagedOperation for #name #parameters {
                type Items = #items;
                type Page = models::#page<#items>;
                #members
            }
        }
    }
}
