//! How a builder asks for its pages, keyed or not.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::allow_deprecated;
use super::sending::keyed_name;
use super::{Emitter, docs, ident};
use crate::api::{Operation, Pagination};

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
        let keyed = pagination
            .key_parameter
            .map(|_| self.keyed(operation, pagination));
        quote! {
            #allow
            impl PagedOperation for #name {
                type Items = Vec<#item>;
                type Page = models::#page;
                #members
            }

            #keyed
        }
    }

    /// What is the same for a plain and a keyed request, `this` being the plain one.
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

    fn keyed(&self, operation: &Operation, pagination: &Pagination) -> TokenStream {
        let plain = ident(&operation.struct_name);
        let keyed = keyed_name(operation);
        let page = ident(&pagination.page);
        let item = self.type_tokens(&pagination.item, &quote!(models));
        let allow = allow_deprecated(operation);
        let members = self.members(
            operation,
            pagination,
            &quote!(self.request),
            &quote!(Some(&self.key_by)),
        );
        // The link is the generator's own, so it is not escaped.
        let text = docs::trusted(&[format!(
            "A request like [`{}`], whose items come keyed by one of their fields.",
            operation.struct_name
        )]);
        quote! {
            #text
            #allow
            #[derive(Clone, Debug)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct #keyed {
                request: #plain,
                key_by: String,
            }

            #allow
            impl #keyed {
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
                pub async fn send(self) -> Result<models::#page<IndexMap<String, #item>>> {
                    Ok(self.send_with_info().await?.into_body())
                }

                /// As [`send`](Self::send), with status, headers and rate limit of the answer.
                ///
                /// # Errors
                ///
                /// As [`send`](Self::send).
                pub async fn send_with_info(self) -> Result<Response<models::#page<IndexMap<String, #item>>>> {
                    page::fetch_page(&self).await
                }

                /// All items of all pages with their keys.
                #[must_use = "a stream does nothing until it is polled"]
                pub fn stream(self) -> ItemStream<Self> {
                    ItemStream::new(self)
                }

                /// All pages, each a map.
                #[must_use = "a stream does nothing until it is polled"]
                pub fn pages(self) -> PageStream<Self> {
                    PageStream::new(self)
                }
            }

            #allow
            impl PagedOperation for #keyed {
                type Items = IndexMap<String, #item>;
                type Page = models::#page<IndexMap<String, #item>>;
                #members
            }
        }
    }
}
