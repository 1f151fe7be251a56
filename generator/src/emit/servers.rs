//! `src/servers.rs`: the addresses to choose from.

use proc_macro2::TokenStream;
use quote::quote;

use super::credentials::{Section, cell};
use super::{Emitter, docs, ident, written};
use crate::api::{Operation, Server, ServerValues, ServerVariable};
use crate::format;

const OWN_SERVERS: &str = "Some operations have a server of their own: `ClientBuilder::server` puts another in its place.";

impl Emitter<'_> {
    pub(super) fn servers_file(&self) -> Option<String> {
        if self.api.servers.is_empty() {
            return None;
        }
        let servers = self.api.servers.iter().map(|server| {
            if server.variables.is_empty() {
                constant(server)
            } else {
                self.server_builder(server)
            }
        });
        let mut words =
            vec!["The servers of the API: addresses for `ClientBuilder::base_url`.".to_owned()];
        words.extend(self.has_own_servers().then(|| OWN_SERVERS.to_owned()));
        let text = docs::inner_attributes(&words);
        Some(format::rust_file(quote! {
            #text
            #(#servers)*
        }))
    }

    /// Where an operation goes that has a server of its own, for its `static`.
    pub(super) fn operation_server(&self, operation: &Operation) -> Option<TokenStream> {
        let server = self.api.servers.get(operation.server?)?;
        let name = ident(&server.name);
        let default = (!server.variables.is_empty()).then(|| quote!(::DEFAULT));
        Some(quote!(.with_server(crate::servers::#name #default)))
    }

    pub(super) fn servers_section(&self) -> Option<Section> {
        if self.api.servers.is_empty() {
            return None;
        }
        let mut lines = vec![
            "An address of the module `servers` is given to the client's builder by `base_url`."
                .to_owned(),
        ];
        lines.extend(self.has_own_servers().then(|| OWN_SERVERS.to_owned()));
        lines.extend([
            String::new(),
            "| in `servers` | address | what it is |".to_owned(),
            "|---|---|---|".to_owned(),
        ]);
        lines.extend(self.api.servers.iter().map(|server| {
            let what = docs::summary(&server.docs).replace('|', "\\|");
            let url = cell(&server.url);
            let what = if what == url { String::new() } else { what };
            format!("| `{}` | {url} | {what} |", written(&server.name))
        }));
        Some(("Servers", lines))
    }

    /// Whether any operation goes to a server of its own.
    fn has_own_servers(&self) -> bool {
        let mut operations = self.api.operations();
        operations.any(|operation| operation.server.is_some())
    }

    fn server_builder(&self, server: &Server) -> TokenStream {
        let name = ident(&server.name);
        let text = docs::attributes(&server.docs);
        let example = docs::trusted(&self.server_example(server));
        let (url, default_url) = (&server.url, &server.default_url);
        let fields = server.variables.iter().map(|variable| {
            let (field, field_type) = (ident(&variable.name), value_type(variable));
            quote!(#field: #field_type,)
        });
        let defaults = server.variables.iter().map(|variable| {
            let field = ident(&variable.name);
            let default = &variable.default;
            quote!(#field: #default.into(),)
        });
        let setters = server.variables.iter().map(setter);
        let declared = server.variables.iter().map(|variable| {
            let (name, known) = (&variable.wire_name, &variable.known);
            quote!(oas_runtime::client::ServerVariable::new(#name, &[#(#known),*]))
        });
        let values = server.variables.iter().map(|variable| {
            let field = ident(&variable.name);
            quote!(self.#field.as_str())
        });
        let enums = server
            .variables
            .iter()
            .filter_map(|variable| Some(enumeration(variable, variable.values.as_ref()?)));
        quote! {
            #text
            ///
            /// A value that would change more than its place in the address, as one with a slash
            /// may, is refused when the client is built.
            ///
            #example
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct #name {
                #(#fields)*
            }

            impl #name {
                /// The address with every variable at its default.
                pub const DEFAULT: &'static str = #default_url;

                /// The address with every variable at its default, to be changed.
                #[must_use]
                pub fn new() -> Self {
                    Self { #(#defaults)* }
                }

                #(#setters)*
            }

            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }

            impl std::fmt::Display for #name {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    const TEMPLATE: oas_runtime::client::ServerTemplate =
                        oas_runtime::client::ServerTemplate::new(#url, &[#(#declared),*]);
                    formatter.write_str(&TEMPLATE.fill(&[#(#values),*]))
                }
            }

            impl From<#name> for String {
                fn from(server: #name) -> Self {
                    server.to_string()
                }
            }

            #(#enums)*
        }
    }

    fn server_example(&self, server: &Server) -> Vec<String> {
        let library = self.options.library_name();
        let setter = server.variables.first().map(|variable| {
            let value = variable.known.last().unwrap_or(&variable.default);
            format!(".{}({value:?})", written(&variable.name))
        });
        let name = written(&server.name);
        let used = if server.is_for_all {
            "base_url(address)".to_owned()
        } else {
            format!("server({library}::servers::{name}::DEFAULT, address)")
        };
        vec![
            "```".to_owned(),
            format!(
                "let address = {library}::servers::{name}::new(){};",
                setter.unwrap_or_default()
            ),
            format!("let builder = {library}::Client::builder().{used};"),
            format!("# let _: {library}::ClientBuilder = builder;"),
            "```".to_owned(),
        ]
    }
}

fn constant(server: &Server) -> TokenStream {
    let name = ident(&server.name);
    let text = docs::attributes(&server.docs);
    let url = &server.url;
    quote! {
        #text
        pub const #name: &str = #url;
    }
}

fn value_type(variable: &ServerVariable) -> TokenStream {
    match &variable.values {
        Some(values) => {
            let name = ident(&values.type_name);
            quote!(#name)
        }
        None => quote!(String),
    }
}

fn setter(variable: &ServerVariable) -> TokenStream {
    let name = ident(&variable.name);
    let value_type = value_type(variable);
    let mut paragraphs: Vec<String> = variable.description.iter().cloned().collect();
    let place = cell(&variable.wire_name);
    paragraphs.push(if variable.default.is_empty() {
        format!("The value of {place}; empty unless set.")
    } else {
        format!(
            "The value of {place}; {} unless set.",
            cell(&variable.default)
        )
    });
    let text = docs::attributes(&paragraphs);
    quote! {
        #text
        #[must_use]
        pub fn #name(mut self, #name: impl Into<#value_type>) -> Self {
            self.#name = #name.into();
            self
        }
    }
}

fn enumeration(variable: &ServerVariable, values: &ServerValues) -> TokenStream {
    let name = ident(&values.type_name);
    let text = docs::attributes(&[format!("Values of {}.", cell(&variable.wire_name))]);
    let declared = values.variants.iter().map(|(variant, value)| {
        let text = docs::attributes(&[docs::code(value)]);
        let variant = ident(variant);
        quote! { #text #variant, }
    });
    let names: Vec<_> = values
        .variants
        .iter()
        .map(|(variant, _)| ident(variant))
        .collect();
    let texts: Vec<&String> = values.variants.iter().map(|(_, value)| value).collect();
    quote! {
        #text
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#declared)*
            /// A value that the API's description does not list.
            Unknown(String),
        }

        impl #name {
            /// The value as it stands in the address.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #texts,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#texts => Self::#names,)*
                    _ => Self::Unknown(text.to_owned()),
                }
            }
        }

        impl From<String> for #name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }
    }
}
