//! `src/credentials.rs`, and what the crate says of how one gets in. A crate of a document
//! that knows bearer tokens only has none of it: every client has a token.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident, imports, written};
use crate::api::{Operation, SchemeKind, SecurityScheme};
use crate::format;

/// A heading, and the lines under it.
pub(super) type Section = (&'static str, Vec<String>);

impl Emitter<'_> {
    pub(super) fn credentials_file(&self) -> Option<String> {
        if self.api.credentials.is_empty() {
            return None;
        }
        let setters = self.api.credentials.iter().map(setters);
        let statics = self.api.credentials.iter().map(description);
        let example = docs::trusted(&self.credentials_example());
        let body = quote! {
            /// What a client authenticates with: as much of it as there is.
            ///
            /// A call is made with the first of its operation's alternatives for which all is there.
            /// If there is none, it fails and names what is missing. No credential is shown by
            /// `Debug`, and none goes to a server that neither the API's description nor the caller
            /// names.
            ///
            #example
            #[derive(Clone, Debug, Default)]
            #[must_use = "credentials do nothing until a client has them"]
            pub struct Credentials(auth::Credentials);

            impl Credentials {
                /// None yet.
                pub fn new() -> Self {
                    Self::default()
                }

                #(#setters)*
            }

            impl From<Credentials> for auth::Credentials {
                fn from(credentials: Credentials) -> Self {
                    credentials.0
                }
            }

            #(#statics)*
        };
        let imports = imports::for_credentials(&body);
        Some(format::rust_file(quote! {
            //! What a client authenticates with.
            #imports
            #body
        }))
    }

    /// The module, and its type for the root of the crate.
    pub(super) fn credentials_modules(&self) -> (Option<TokenStream>, Option<TokenStream>) {
        if self.api.credentials.is_empty() {
            return (None, None);
        }
        (
            Some(quote!(
                mod credentials;
            )),
            Some(quote!(
                pub use credentials::Credentials;
            )),
        )
    }

    pub(super) fn constructor_with_credentials(&self) -> TokenStream {
        quote! {
            /// A client with these credentials and the usual settings.
            ///
            /// # Errors
            ///
            /// One of them cannot be sent, no address is known, or the system gives no TLS.
            pub fn new(credentials: crate::Credentials) -> Result<Self> {
                Self::builder().credentials(credentials).build()
            }
        }
    }

    /// What an operation asks its caller for, for its `static`.
    pub(super) fn operation_security(&self, operation: &Operation) -> Option<TokenStream> {
        let alternatives = operation.security.as_ref()?.iter().map(|requirement| {
            let schemes = requirement.schemes.iter();
            let schemes = schemes
                .filter_map(|(index, _)| self.api.credentials.get(*index))
                .map(|scheme| ident(&scheme.constant));
            quote!(&[#(&crate::credentials::#schemes),*])
        });
        Some(quote!(.with_security(&[#(#alternatives),*])))
    }

    /// How a client is made for this operation, as an example.
    pub(super) fn client_code(&self, shown: Option<&Operation>) -> Vec<String> {
        let library = self.options.library_name();
        if !self.api.credentials.is_empty() {
            let mut lines = vec![format!(
                "let credentials = {};",
                self.credentials_code(shown)
            )];
            lines.push(if self.api.base_url.is_some() {
                format!("let client = {library}::Client::new(credentials)?;")
            } else {
                format!(
                    "let client = {library}::Client::builder().base_url(\"https://api.example.com\").credentials(credentials).build()?;"
                )
            });
            return lines;
        }
        let token = if self.api.bearer.is_some() {
            "\"the token\""
        } else {
            ""
        };
        vec![
            if self.api.base_url.is_some() || self.api.bearer.is_some() {
                format!("let client = {library}::Client::new({token})?;")
            } else {
                format!(
                    "let client = {library}::Client::builder().base_url(\"https://api.example.com\").build()?;"
                )
            },
        ]
    }

    /// Credentials for an operation: of its first alternative, or the first that there are.
    fn credentials_code(&self, shown: Option<&Operation>) -> String {
        let alternatives = shown.and_then(|operation| operation.security.as_ref());
        let mut wanted: Vec<&SecurityScheme> = alternatives
            .into_iter()
            .flatten()
            .find(|requirement| !requirement.schemes.is_empty())
            .into_iter()
            .flat_map(|requirement| &requirement.schemes)
            .filter_map(|(index, _)| self.api.credentials.get(*index))
            .collect();
        if wanted.is_empty() {
            wanted.extend(self.api.credentials.first());
        }
        let calls = wanted.iter().map(|scheme| {
            let arguments = match scheme.kind {
                SchemeKind::Bearer => "\"the token\"",
                SchemeKind::Basic => "\"the user\", \"the password\"",
                SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => {
                    "\"the key\""
                }
            };
            format!(".{}({arguments})", written(&scheme.setter))
        });
        let library = self.options.library_name();
        format!("{library}::Credentials::new(){}", calls.collect::<String>())
    }

    /// How a builder is given the one text that a program has to authenticate with.
    pub(super) fn authentication(&self, operation: &Operation) -> TokenStream {
        let alternatives = operation.security.iter().flatten();
        let mut single = alternatives.filter_map(|requirement| {
            let [(index, _)] = requirement.schemes.as_slice() else {
                return None;
            };
            let scheme = self.api.credentials.get(*index)?;
            (scheme.kind != SchemeKind::Basic).then_some(scheme)
        });
        match single.next() {
            Some(scheme) => {
                let library = ident(&self.options.library_name());
                let setter = ident(&scheme.setter);
                quote!(.credentials(#library::Credentials::new().#setter(token)))
            }
            None => quote!(.bearer_token(token)),
        }
    }

    fn credentials_example(&self) -> Vec<String> {
        let library = self.options.library_name();
        vec![
            "```".to_owned(),
            format!("let credentials = {};", self.credentials_code(None)),
            format!("let builder = {library}::Client::builder().credentials(credentials);"),
            format!("# let _: {library}::ClientBuilder = builder;"),
            "```".to_owned(),
        ]
    }

    /// What the crate's documentation says of credentials and of servers, if there is a choice.
    pub(super) fn access_sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        if !self.api.credentials.is_empty() {
            let mut lines = vec![
                "A client is given as many credentials as there are. Each operation says which it"
                    .to_owned(),
                "needs; a call for which some are missing fails before it is sent.".to_owned(),
                String::new(),
                "| method of `Credentials` | scheme | how it is sent |".to_owned(),
                "|---|---|---|".to_owned(),
            ];
            lines.extend(self.api.credentials.iter().map(|scheme| {
                format!(
                    "| `{}` | {} | {} |",
                    written(&scheme.setter),
                    cell(&scheme.wire_name),
                    how_it_is_sent(&scheme.kind)
                )
            }));
            sections.push(("Credentials", lines));
        }
        sections.extend(self.servers_section());
        sections
    }
}

/// A text of the document as code in a table.
pub(super) fn cell(text: &str) -> String {
    let text = text.replace(['`', '|'], "");
    docs::summary(&[format!("`{text}`")])
}

fn how_it_is_sent(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "a token, as `Authorization: Bearer`".to_owned(),
        SchemeKind::Basic => "user name and password, as `Authorization: Basic`".to_owned(),
        SchemeKind::Header(name) => format!("a key, as the header {}", cell(name)),
        SchemeKind::Query(name) => format!("a key, as the query parameter {}", cell(name)),
        SchemeKind::Cookie(name) => format!("a key, as the cookie {}", cell(name)),
    }
}

fn setters(scheme: &SecurityScheme) -> TokenStream {
    let setter = ident(&scheme.setter);
    let constant = ident(&scheme.constant);
    let mut paragraphs: Vec<String> = scheme.description.iter().cloned().collect();
    let name = cell(&scheme.wire_name);
    let sent = how_it_is_sent(&scheme.kind);
    paragraphs.push(format!("What {name} asks for: {sent}."));
    let text = docs::attributes(&paragraphs);
    match scheme.kind {
        SchemeKind::Bearer => {
            let provider = scheme.provider_setter.as_ref().map(|provider| {
                let provider = ident(provider);
                let text = docs::attributes(&[format!(
                    "Where the tokens for {name} come from, if they expire."
                )]);
                quote! {
                    #text
                    pub fn #provider(self, provider: impl TokenProvider) -> Self {
                        Self(self.0.with(&#constant, Credential::tokens(provider)))
                    }
                }
            });
            quote! {
                #text
                pub fn #setter(self, token: impl Into<Secret>) -> Self {
                    Self(self.0.with(&#constant, Credential::token(token)))
                }

                #provider
            }
        }
        SchemeKind::Basic => quote! {
            #text
            pub fn #setter(self, user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
                Self(self.0.with(&#constant, Credential::password(user, password)))
            }
        },
        SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => quote! {
            #text
            pub fn #setter(self, key: impl Into<Secret>) -> Self {
                Self(self.0.with(&#constant, Credential::key(key)))
            }
        },
    }
}

fn description(scheme: &SecurityScheme) -> TokenStream {
    let constant = ident(&scheme.constant);
    let name = &scheme.wire_name;
    let made = match &scheme.kind {
        SchemeKind::Bearer => quote!(bearer(#name)),
        SchemeKind::Basic => quote!(basic(#name)),
        SchemeKind::Header(header) => quote!(key_in_header(#name, #header)),
        SchemeKind::Query(parameter) => quote!(key_in_query(#name, #parameter)),
        SchemeKind::Cookie(cookie) => quote!(key_in_cookie(#name, #cookie)),
    };
    quote! {
        pub(crate) static #constant: SecurityScheme = SecurityScheme::#made;
    }
}
