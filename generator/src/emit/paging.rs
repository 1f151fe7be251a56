//! How a builder asks for its pages: as they are, keyed, or with items of the caller's own type.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::operation::allow_deprecated;
use super::setters::is_always_set;
use super::{Emitter, docs, ident};
use crate::api::{NextPage, Operation, Pagination, Parameter, ParameterRole, Type};

/// The struct of a request whose result is a map.
pub(super) fn keyed_name(operation: &Operation) -> Ident {
    format_ident!("{}KeyedBy", operation.struct_name)
}

/// The struct of a request whose items have the caller's type.
pub(super) fn typed_name(operation: &Operation) -> Ident {
    format_ident!("{}As", operation.struct_name)
}

/// The structs around a builder that read its pages in another way.
pub(super) fn wrapper_names(operation: &Operation) -> Vec<Ident> {
    let Some(pagination) = &operation.pagination else {
        return Vec::new();
    };
    let keyed = pagination.key_parameter.map(|_| keyed_name(operation));
    let typed = pagination.open_page.as_ref().map(|_| typed_name(operation));
    keyed.into_iter().chain(typed).collect()
}

/// The position that a builder itself begins at, as `request_with` takes it.
pub(super) fn own_cursor(operation: &Operation) -> Option<TokenStream> {
    let parameter = operation
        .parameters
        .iter()
        .find(|parameter| parameter.role == ParameterRole::Cursor)?;
    let field = ident(&parameter.name);
    Some(if is_optional_text(parameter) {
        quote!(self.#field.as_deref())
    } else {
        quote!(page::PagePosition::of_parameter(&self.#field).cursor())
    })
}

/// Whether the builder keeps an `Option<String>`.
fn is_optional_text(parameter: &Parameter) -> bool {
    parameter.value == Type::String && !is_always_set(parameter)
}

/// `&["meta", "next"]`
fn path(names: &[String]) -> TokenStream {
    quote!(&[#(#names),*])
}

/// The constructor of a page's shape.
fn shape(operation: &Operation, pagination: &Pagination) -> TokenStream {
    let items = path(&pagination.items);
    let constructed = match &pagination.next {
        NextPage::Cursor(cursor) => {
            let cursor = path(cursor);
            quote!(PageShape::cursor(#items, #cursor))
        }
        NextPage::LinkHeader => quote!(PageShape::link_header(#items)),
        NextPage::Link(link) => {
            let link = path(link);
            quote!(PageShape::link(#items, #link))
        }
        NextPage::PageNumber(first) => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(PageShape::page_number(#items, #first))
        }
        NextPage::Offset(first) => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(PageShape::offset(#items, #first))
        }
        NextPage::LastItem(id) => {
            let id = path(id);
            quote!(PageShape::last_item(#items, #id))
        }
    };
    let ends = [
        ("with_has_more", &pagination.has_more),
        ("with_total", &pagination.total),
        ("with_total_pages", &pagination.total_pages),
    ];
    let ends = ends.into_iter().filter_map(|(method, names)| {
        let (method, names) = (ident(method), path(names.as_ref()?));
        Some(quote!(.#method(#names)))
    });
    let absent = pagination
        .items_may_be_absent
        .then(|| quote!(.with_items_that_may_be_absent()));
    let in_urls = pagination
        .cursor_parameter
        .filter(|_| pagination.cursor_may_be_url)
        .and_then(|index| operation.parameters.get(index))
        .map(|parameter| {
            let name = &parameter.wire_name;
            quote!(.with_cursor_in_urls(#name))
        });
    let link = pagination
        .link_if_more
        .then(|| quote!(.with_link_header_if_more()));
    quote!(#constructed #(#ends)* #in_urls #link #absent)
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
        let page = self.type_tokens(&pagination.page, &quote!(models));
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
        let keyed = keyed.flatten();
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
                type Page = #page;
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
        let shape = shape(operation, pagination);
        let parameter = pagination
            .cursor_parameter
            .and_then(|index| operation.parameters.get(index));
        let start = parameter.map(|parameter| {
            let field = ident(&parameter.name);
            if is_optional_text(parameter) {
                quote! {
                    fn start_cursor(&self) -> Option<&str> {
                        #this.#field.as_deref()
                    }
                }
            } else {
                quote! {
                    fn start_position(&self) -> page::PagePosition {
                        page::PagePosition::of_parameter(&#this.#field)
                    }
                }
            }
        });
        let (_, names) = self.request_arguments(operation);
        let values = names.iter().map(|name| match name.to_string().as_str() {
            "cursor" => quote!(cursor),
            "key_by" => key.clone(),
            _ => quote!(None),
        });
        let cursor = if parameter.is_some() {
            ident("cursor")
        } else {
            ident("_cursor")
        };
        quote! {
            const SHAPE: PageShape = #shape;

            fn client(&self) -> &Client {
                &#this.client
            }

            #start

            fn request(&self, #cursor: Option<&str>) -> Result<Request> {
                #this.request_with(#(#values),*)
            }
        }
    }

    /// The methods for pages of an operation whose `send` is that of a plain call.
    pub(super) fn send_all_pages(&self, operation: &Operation) -> Option<TokenStream> {
        let pagination = operation.pagination.as_ref()?;
        if pagination.open_page.is_some() {
            return None;
        }
        let page = self.type_tokens(&pagination.page, &quote!(models));
        Some(quote! {
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
        })
    }

    fn wrapper(
        &self,
        operation: &Operation,
        pagination: &Pagination,
        wrapper: &Wrapper,
    ) -> Option<TokenStream> {
        let plain = ident(&operation.struct_name);
        let page = ident(pagination.open_page.as_ref()?);
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
        Some(quote! {
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
        })
    }
}
