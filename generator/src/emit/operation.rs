//! The file of an operation: its description, its builder.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::paging::own_cursor;
use super::placement::{query_marks, send_parameter};
use super::setters::{constant, is_always_set, kept};
use super::{Emitter, docs, ident, imports, written};
use crate::api::{ArrayForm, Operation, Parameter, ParameterLocation, ParameterRole, QueryStyle};
use crate::format;

impl Emitter<'_> {
    pub(super) fn operation_file(&self, operation: &Operation) -> String {
        let description = self.description(operation);
        let builder = self.builder(operation);
        let body_types = self.body_types(operation);
        let sending = self.sending(operation);
        let paging = self.paging(operation);
        let answers = self.answers(operation);
        let incomplete = self.incomplete_call(operation);
        let body =
            quote! { #builder #body_types #sending #paging #answers #incomplete #description };
        let imports = imports::for_operation(&body);
        let head = format!(
            "`{}`: `{} {}`.",
            operation.id, operation.http_method, operation.path
        );
        let head = docs::inner_attributes(&[head]);
        format::rust_file(quote! { #head #imports #body })
    }

    /// A test that a call without what is required does not compile.
    fn incomplete_call(&self, operation: &Operation) -> Option<TokenStream> {
        let (arguments, _) = self.arguments(operation);
        if arguments.is_empty() {
            return None;
        }
        let library = self.options.library_name();
        let call = self.call(operation);
        let call = call.split_once('(').map_or("", |(group, _)| group);
        let method = written(&operation.method_name);
        let text = docs::trusted(&[
            "What the API requires is an argument: a call without it does not compile.".to_owned(),
            String::new(),
            "```compile_fail,E0061".to_owned(),
            format!("fn incomplete(client: &{library}::Client) {{"),
            format!("    let _ = {call}().{method}();"),
            "}".to_owned(),
            "```".to_owned(),
        ]);
        Some(quote! {
            #text
            #[cfg(doctest)]
            struct IncompleteCall;
        })
    }

    /// The `static`s that describe the operation and its query parameters.
    fn description(&self, operation: &Operation) -> TokenStream {
        let id = &operation.id;
        let method = ident(operation.http_method);
        let path = &operation.path;
        let error_body = self
            .api
            .error
            .as_ref()
            .is_some_and(|error| error.is_declared)
            .then(|| quote!(.with_error_body(crate::error::ERROR_BODY)));
        let security = self.operation_security(operation);
        let server = self.operation_server(operation);
        let parameters = operation.parameters.iter().filter_map(|parameter| {
            let ParameterLocation::Query(style) = &parameter.location else {
                return None;
            };
            let constant = constant(parameter);
            let name = &parameter.wire_name;
            let style = query_style(*style);
            let marks = query_marks(parameter);
            Some(quote! {
                static #constant: QueryParameter = QueryParameter::new(#name, #style) #marks;
            })
        });
        quote! {
            static OPERATION: Operation =
                Operation::new(#id, Method::#method, #path) #error_body #security #server;

            #(#parameters)*
        }
    }

    fn builder(&self, operation: &Operation) -> TokenStream {
        let name = ident(&operation.struct_name);
        let mut paragraphs = operation.docs.clone();
        paragraphs.extend(operation.answers.iter().cloned());
        paragraphs.push("A request to be filled by its setters and then sent.".to_owned());
        let text = docs::attributes(&paragraphs);
        let answer_words = self.answer_words(operation);
        let example = docs::trusted(&self.example_lines(operation));
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        let fields = self.builder_fields(operation);
        let constructors = self.constructors(operation);
        let setters = self.builder_setters(operation);
        let request = self.request(operation);
        let support = self.support(operation);
        let debug = debug(operation);
        let allow = allow_deprecated(operation);
        quote! {
            #text
            #answer_words
            #example
            #deprecated
            #[derive(Clone)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct #name {
                client: Client,
                #(#fields)*
                extra_parameters: Vec<(String, FreeValue)>,
                options: RequestOptions,
            }

            #allow
            impl #name {
                #constructors

                #(#setters)*

                /// Adds a query parameter that this crate does not know, such as one that the API
                /// got after the crate was made. Objects and arrays are written in brackets.
                pub fn extra_parameter(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
                    self.extra_parameters.push((name.into(), FreeValue::new(&value)));
                    self
                }

                /// Timeouts and retries for this request, in place of the client's.
                pub fn with_options(mut self, options: RequestOptions) -> Self {
                    self.options = options;
                    self
                }

                #request
                #support
            }

            #debug
        }
    }

    /// `to_request`, and the function behind it that paging and formats use as well.
    fn request(&self, operation: &Operation) -> TokenStream {
        let cursor = own_cursor(operation);
        let (signature, own_arguments) = self.request_arguments(operation);
        let calls: Vec<TokenStream> = operation.parameters.iter().map(send_parameter).collect();
        let own_values: Vec<TokenStream> = own_arguments
            .iter()
            .map(|argument| match (argument.to_string().as_str(), &cursor) {
                ("cursor", Some(cursor)) => cursor.clone(),
                _ => quote!(None),
            })
            .collect();
        let refused = refusals(operation);
        let accept = operation
            .accept
            .as_ref()
            .map(|accept| quote!(request.accept(#accept);));
        let body = operation.body.as_ref().map(|body| {
            let send = self.send_body(body);
            if body.required {
                quote! { let body = &self.body; #send }
            } else {
                quote! { if let Some(body) = &self.body { #send } }
            }
        });
        quote! {
            /// The request as a value, for those who send it themselves.
            ///
            /// # Errors
            ///
            /// A parameter cannot be sent; the message names it.
            pub fn to_request(&self) -> Result<Request> {
                self.request_with(#(#own_values),*)
            }

            fn request_with(&self, #(#signature),*) -> Result<Request> {
                let mut request = Request::new(&OPERATION);
                #accept
                #(#calls)*
                for (name, value) in &self.extra_parameters {
                    #refused
                    request.extra_query(name, value)?;
                }
                #body
                request.options(&self.options);
                Ok(request)
            }
        }
    }

    /// What a request can be made with beside the builder's own fields.
    pub(super) fn request_arguments(
        &self,
        operation: &Operation,
    ) -> (Vec<TokenStream>, Vec<proc_macro2::Ident>) {
        let mut signature = Vec::new();
        let mut names = Vec::new();
        for (role, name) in [
            (ParameterRole::Cursor, "cursor"),
            (ParameterRole::KeyBy, "key_by"),
            (ParameterRole::Format, "format"),
        ] {
            if operation
                .parameters
                .iter()
                .any(|parameter| parameter.role == role)
            {
                let name = ident(name);
                signature.push(quote!(#name: Option<&str>));
                names.push(name);
            }
        }
        (signature, names)
    }

    /// Whether something is known of what integrations do with the parameters.
    pub(super) fn has_support(&self, operation: &Operation) -> bool {
        self.support(operation).is_some()
    }

    /// A method that tells which of the parameters that were set an integration acts on.
    fn support(&self, operation: &Operation) -> Option<TokenStream> {
        let coverage = operation.coverage.as_ref()?;
        let known: Vec<&Parameter> = kept(operation)
            .filter(|parameter| {
                coverage
                    .parameters
                    .iter()
                    .any(|known| known.parameter == parameter.wire_name)
            })
            .collect();
        if known.is_empty() {
            return None;
        }
        let checks = known.iter().map(|parameter| {
            let name = ident(&parameter.name);
            let wire_name = &parameter.wire_name;
            let nested = format!("{wire_name}[");
            let names: Vec<&String> = coverage
                .parameters
                .iter()
                .map(|known| &known.parameter)
                .filter(|known| *known == wire_name || known.starts_with(&nested))
                .collect();
            if is_always_set(parameter) {
                quote! { set.extend([#(#names),*]); }
            } else {
                quote! { if self.#name.is_some() { set.extend([#(#names),*]); } }
            }
        });
        let constant = ident(&operation.constant);
        Some(quote! {
            /// How far this integration acts on the parameters that are set and about which
            /// something is known. The API ignores a filter that an integration does not
            /// support, and answers without it: ask before sending. The integration is named by
            /// its id; nothing is known of others.
            #[must_use]
            pub fn support(&self, integration: &str) -> Vec<(&'static str, Support)> {
                let mut set = Vec::new();
                #(#checks)*
                set.into_iter()
                    .map(|name| (name, crate::coverage::#constant.support(name, integration)))
                    .collect()
            }
        })
    }
}

/// What the crate sends itself is not sent a second time by the escape hatch.
fn refusals(operation: &Operation) -> Option<TokenStream> {
    let mut arms = Vec::new();
    for parameter in &operation.parameters {
        if !matches!(parameter.location, ParameterLocation::Query(_)) {
            continue;
        }
        let wire_name = &parameter.wire_name;
        let name = ident(&parameter.name);
        let (condition, reason) = match parameter.role {
            ParameterRole::KeyBy => (None, "it changes the type of the result; call `key_by`"),
            ParameterRole::Format => (
                None,
                "it changes what is returned; call `send_with_format` or one of its kind",
            ),
            ParameterRole::Cursor => (None, "the pages set it; call the method of its name"),
            ParameterRole::Caller if parameter.required => (
                (!is_always_set(parameter)).then(|| quote!(if self.#name.is_some())),
                "the request has it already",
            ),
            ParameterRole::Caller => (
                Some(quote!(if self.#name.is_some())),
                "it is set by the method of its name as well",
            ),
        };
        arms.push((wire_name, condition, reason));
    }
    // A choice of one is no choice.
    if let [(wire_name, None, reason)] = arms.as_slice() {
        return Some(quote! {
            if name.split('[').next() == Some(#wire_name) {
                return Err(request.refused(name, #reason));
            }
        });
    }
    let arms: Vec<TokenStream> = arms
        .into_iter()
        .map(|(wire_name, condition, reason)| {
            quote! { #wire_name #condition => return Err(request.refused(name, #reason)), }
        })
        .collect();
    (!arms.is_empty()).then(|| {
        quote! {
            match name.split('[').next().unwrap_or_default() {
                #(#arms)*
                _ => {}
            }
        }
    })
}

pub(super) fn query_style(style: QueryStyle) -> TokenStream {
    match style {
        QueryStyle::Form { explode } => quote!(QueryStyle::Form { explode: #explode }),
        QueryStyle::SpaceDelimited { explode } => {
            quote!(QueryStyle::SpaceDelimited { explode: #explode })
        }
        QueryStyle::PipeDelimited { explode } => {
            quote!(QueryStyle::PipeDelimited { explode: #explode })
        }
        QueryStyle::DeepObject => quote!(QueryStyle::DeepObject),
        QueryStyle::Json => quote!(QueryStyle::Json),
        QueryStyle::Nested {
            scalar_arrays: ArrayForm::Brackets,
            object_arrays: ArrayForm::Indices,
        } => quote!(QueryStyle::BRACKETS),
        QueryStyle::Nested {
            scalar_arrays,
            object_arrays,
        } => {
            let (scalar_arrays, object_arrays) =
                (array_form(scalar_arrays), array_form(object_arrays));
            quote! {
                QueryStyle::Nested(NestedForm {
                    scalar_arrays: #scalar_arrays,
                    object_arrays: #object_arrays,
                })
            }
        }
    }
}

fn array_form(form: ArrayForm) -> TokenStream {
    match form {
        ArrayForm::Brackets => quote!(ArrayForm::Brackets),
        ArrayForm::Indices => quote!(ArrayForm::Indices),
        ArrayForm::Repeat => quote!(ArrayForm::Repeat),
    }
}

fn debug(operation: &Operation) -> TokenStream {
    let name = ident(&operation.struct_name);
    let shown_name = &operation.struct_name;
    let allow = allow_deprecated(operation);
    let fields = kept(operation).map(|parameter| {
        let shown = &parameter.name;
        let field = ident(&parameter.name);
        let method = format_ident!(
            "{}",
            if parameter.personal {
                "personal"
            } else {
                "field"
            }
        );
        quote! { object.#method(#shown, &self.#field); }
    });
    quote! {
        #allow
        impl fmt::Debug for #name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut object = json::ObjectFormatter::new(formatter, #shown_name, false);
                #(#fields)*
                object.finish()
            }
        }
    }
}

/// Code inside the crate that touches a deprecated operation must be allowed to.
pub(super) fn allow_deprecated(operation: &Operation) -> Option<TokenStream> {
    operation
        .deprecated
        .then(|| quote!(#[allow(deprecated, reason = "a deprecated operation can still be sent")]))
}
