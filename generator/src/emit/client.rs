//! `src/lib.rs` and `src/client.rs`.

use quote::quote;

use super::{Emitter, docs, ident, imports};
use crate::format;

impl Emitter<'_> {
    pub(super) fn library(&self) -> String {
        let mut paragraphs = vec![format!("Typed client of {}.", self.api.title.trim())];
        paragraphs.extend(self.api.description.clone());
        paragraphs.extend(self.api.remarks.iter().cloned());
        let text = docs::inner_attributes(&paragraphs);
        let start = self.start_lines();
        let start = start.iter().map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        });
        let coverage = self.has_coverage().then(|| {
            quote!(
                pub mod coverage;
            )
        });
        let error = self.api.error.is_some().then(|| {
            quote!(
                mod error;
            )
        });
        let error_trait = self.api.error.is_some().then(|| {
            quote!(
                pub use error::TypedErrorBody;
            )
        });
        let headers = self.api.headers.as_ref();
        let headers_struct = headers.map(|headers| {
            let name = ident(&headers.name);
            quote!(
                pub use headers::#name;
            )
        });
        let headers = headers.map(|_| {
            quote!(
                mod headers;
            )
        });
        let models = (!self.api.types.is_empty()).then(|| {
            quote!(
                pub mod models;
            )
        });
        let operations = (!self.api.groups.is_empty()).then(|| {
            quote!(
                pub mod operations;
            )
        });
        let condition = match &self.features {
            Some(_) => quote!(#[cfg(all(doctest, feature = "full"))]),
            None => quote!(#[cfg(doctest)]),
        };
        let (credentials, credentials_type) = self.credentials_modules();
        let servers = (!self.api.servers.is_empty()).then(|| {
            quote!(
                pub mod servers;
            )
        });
        let bodies = self.body_exports();
        let mut operations_of_all = self.api.groups.iter().flat_map(|group| &group.operations);
        let completed = operations_of_all
            .any(|operation| operation.completion.is_some())
            .then(|| quote!(CompletedStream,));
        format::rust_file(quote! {
            #text
            #(#![doc = #start])*
            #![forbid(unsafe_code)]
            #![deny(missing_docs)]

            mod client;
            #credentials
            #error
            #headers
            #coverage
            #models
            #operations
            #servers

            pub use client::{Client, ClientBuilder};
            #credentials_type
            #error_trait
            #headers_struct
            pub use oas_runtime;
            #bodies
            pub use oas_runtime::page::{#completed ItemStream, PagePosition, PageStream, RepeatedCursor};
            pub use oas_runtime::{Error, ErrorKind, RateLimit, Range, Response, ResponseInfo, Result, Secret, Transport, json};

            /// The examples of the README are tests.
            #condition
            #[doc = include_str!("../README.md")]
            struct Readme;
        })
    }

    /// How to begin, as the first thing that the documentation shows.
    fn start_lines(&self) -> Vec<String> {
        let mut lines = vec![String::new(), "# Getting started".to_owned(), String::new()];
        lines.extend(self.start_code(true));
        let table: [(&str, &str); 9] = [
            (
                "`reqwest`, `rustls` (default)",
                "sends with `reqwest` over TLS by rustls; without them bring a `Transport`",
            ),
            ("`native-tls`", "TLS by the platform in place of rustls"),
            ("`http2`, `gzip`, `brotli`, `zstd`", "what their names say"),
            ("`system-proxy`", "the proxy that the system is set to"),
            (
                "`jiff`, `chrono`, `time`",
                "conversions of date-times to and from these crates",
            ),
            (
                "`tracing`",
                "a span for each call and an event for each attempt",
            ),
            (
                "`blocking`",
                "a client that waits, and lists as iterators: `oas_runtime::blocking`",
            ),
            (
                "`futures-io`",
                "`AsyncRead` of `futures` for byte streams; tokio's comes with `reqwest`",
            ),
            ("`testing`", "a transport that follows a script, for tests"),
        ];
        for (title, section) in self.access_sections() {
            lines.extend([String::new(), format!("# {title}"), String::new()]);
            lines.extend(section);
        }
        if self.api.bearer.is_some() {
            lines.extend([
                String::new(),
                "# Tokens that expire".to_owned(),
                String::new(),
            ]);
            lines.extend(self.token_words().join("\n\n").lines().map(str::to_owned));
            lines.push(String::new());
            lines.extend(self.token_code());
        }
        lines.extend([String::new(), "# Features".to_owned(), String::new()]);
        lines.push("| feature | what it brings |".to_owned());
        lines.push("|---|---|".to_owned());
        lines.extend(
            table
                .iter()
                .map(|(feature, what)| format!("| {feature} | {what} |")),
        );
        lines.extend(self.group_feature_lines());
        lines
    }

    /// The rows of the features of groups.
    fn group_feature_lines(&self) -> Vec<String> {
        let Some(features) = &self.features else {
            return Vec::new();
        };
        let mut lines = vec!["| `full` (default) | all that follow, and every model |".to_owned()];
        for group in &self.api.groups {
            if let Some(feature) = features.of_group(&group.module) {
                lines.push(format!(
                    "| {} | {}, and the models that they mention |",
                    docs::code(feature),
                    docs::code(&format!("client.{}()", super::written(&group.module)))
                ));
            }
        }
        lines
    }

    /// A program that uses the crate; in a doc comment its frame is hidden.
    pub(super) fn start_code(&self, in_comment: bool) -> Vec<String> {
        let library = self.options.library_name();
        let mut lines = vec![if in_comment {
            "```no_run".to_owned()
        } else {
            "```rust".to_owned()
        }];
        let frame = if in_comment { "# " } else { "" };
        let indent = if in_comment { "" } else { "    " };
        if in_comment && self.features.is_some() {
            lines.push("# #[cfg(feature = \"full\")]".to_owned());
        }
        lines.push(format!(
            "{frame}async fn example() -> Result<(), {library}::Error> {{"
        ));
        let paged = self
            .api
            .operations()
            .find(|operation| operation.pagination.is_some());
        let shown = paged.or_else(|| self.api.operations().next());
        let client = self.client_code(shown);
        lines.extend(client.into_iter().map(|line| format!("{indent}{line}")));
        match shown {
            Some(operation) if operation.pagination.is_some() => {
                let call = self.call(operation);
                lines.push(format!("{indent}let mut items = {call}.stream();"));
                lines.push(format!(
                    "{indent}while let Some(item) = items.try_next().await? {{"
                ));
                lines.push(format!("{indent}    println!(\"{{item:?}}\");"));
                lines.push(format!("{indent}}}"));
            }
            Some(operation) => {
                lines.push(format!("{indent}{}.send().await?;", self.call(operation)))
            }
            None => lines.push(format!("{indent}println!(\"{{client:?}}\");")),
        }
        lines.push(format!("{frame}{indent}Ok(())"));
        lines.push(format!("{frame}}}"));
        lines.push("```".to_owned());
        lines
    }

    pub(super) fn client(&self) -> String {
        let title = docs::attributes(&[format!(
            "A client of {}. Clones share their connections.",
            self.api.title.trim()
        )]);
        let accessors = self.api.groups.iter().map(|group| {
            let text = docs::attributes(&group.docs);
            let module = ident(&group.module);
            let name = ident(&group.struct_name);
            let condition = self.condition_of_group(&group.module);
            quote! {
                #text
                #condition
                pub fn #module(&self) -> crate::operations::#module::#name {
                    crate::operations::#module::#name::new(self.runtime.clone())
                }
            }
        });
        let base_url = self
            .api
            .base_url
            .as_ref()
            .map(|url| quote!(.base_url(#url)));
        let base_words = match &self.api.base_url {
            Some(url) => format!("The address is `{url}` unless set."),
            None => "The address must be set: the API's description names none.".to_owned(),
        };
        let base_words = docs::attributes(&[base_words]);
        let constructor = match &self.api.bearer {
            _ if !self.api.credentials.is_empty() => self.constructor_with_credentials(),
            Some(words) => {
                let words = docs::attributes(std::slice::from_ref(words));
                quote! {
                    /// A client with this token and the usual settings.
                    ///
                    #words
                    ///
                    /// # Errors
                    ///
                    /// The token cannot stand in a header, or the system gives no TLS.
                    pub fn new(token: impl Into<Secret>) -> Result<Self> {
                        Self::builder().bearer_token(token).build()
                    }
                }
            }
            None => quote! {
                /// A client with the usual settings.
                ///
                /// # Errors
                ///
                /// No address is known, or the system gives no TLS.
                pub fn new() -> Result<Self> {
                    Self::builder().build()
                }
            },
        };
        let body = quote! {
            #title
            #[derive(Clone, Debug)]
            pub struct Client {
                runtime: oas_runtime::Client,
            }

            /// Settings of a [`Client`]: address, token, limits, transport.
            pub type ClientBuilder = oas_runtime::ClientBuilder<Client>;

            impl Client {
                #constructor

                /// Settings to be changed before the client is built.
                ///
                #base_words
                pub fn builder() -> ClientBuilder {
                    ClientBuilder::new()
                        #base_url
                        .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
                }

                /// The client of the runtime, for requests of one's own.
                #[must_use]
                pub fn runtime(&self) -> &oas_runtime::Client {
                    &self.runtime
                }

                #(#accessors)*
            }

            impl From<oas_runtime::Client> for Client {
                fn from(runtime: oas_runtime::Client) -> Self {
                    Self { runtime }
                }
            }
        };
        let imports = imports::for_client(&body);
        format::rust_file(quote! {
            //! The client: where everything begins.
            #imports
            #body
        })
    }
}
