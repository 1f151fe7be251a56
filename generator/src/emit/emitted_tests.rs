//! `tests/` of the emitted crate: examples round-trip, parameters are written as the
//! document says, pages follow their cursors.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::setters::required;
use super::{Emitter, ident};
use crate::api::{
    Fixture, FixtureKind, NextPage, Operation, Parameter, ParameterExample, ParameterLocation,
    ParameterRole, ResponseBody, Type, TypeKind,
};
use crate::format;
use crate::tree::Tree;

impl Emitter<'_> {
    pub(super) fn tests(&self, tree: &mut Tree) {
        for operation in self.api.operations() {
            for fixture in &operation.fixtures {
                tree.add(
                    format!("tests/fixtures/{}", fixture.file_name),
                    fixture.text.clone(),
                );
            }
        }
        if let Some(file) = self.example_tests() {
            tree.add("tests/examples.rs", file);
        }
        if let Some(file) = self.query_tests() {
            tree.add("tests/query.rs", file);
        }
        if let Some(file) = self.pager_tests() {
            tree.add("tests/pager.rs", file);
        }
        if let Some(file) = self.token_tests() {
            tree.add("tests/tokens.rs", file);
        }
    }

    fn example_tests(&self) -> Option<String> {
        let library = self.library_ident();
        let mut tests: Vec<TokenStream> = Vec::new();
        for operation in self.api.operations() {
            for fixture in &operation.fixtures {
                let Some(value) = self.fixture_type(operation, fixture) else {
                    continue;
                };
                let name = ident(fixture.file_name.trim_end_matches(".json"));
                let path = format!("fixtures/{}", fixture.file_name);
                let text =
                    (!fixture.docs.is_empty()).then(|| super::docs::attributes(&fixture.docs));
                tests.push(quote! {
                    #text
                    #[test]
                    fn #name() {
                        round_trip::<#value>(include_str!(#path));
                    }
                });
            }
        }
        for definition in &self.api.types {
            if matches!(definition.kind, TypeKind::Alias(_)) {
                continue;
            }
            let type_name = ident(&definition.name);
            for (index, text) in definition.examples.iter().enumerate() {
                let name = format_ident!("{}_example_{}", definition.module, index + 1);
                tests.push(quote! {
                    #[test]
                    fn #name() {
                        round_trip::<models::#type_name>(#text);
                    }
                });
            }
        }
        if tests.is_empty() {
            return None;
        }
        let mentions_map = self.api.operations().any(|operation| {
            operation
                .fixtures
                .iter()
                .any(|fixture| fixture.kind == FixtureKind::Keyed)
        });
        let map = mentions_map.then(|| quote!(use #library::oas_runtime::indexmap::IndexMap;));
        Some(format::rust_file(quote! {
            //! Every example of the API's description is read and written back without loss.

            #map
            use #library::oas_runtime::serde::Serialize;
            use #library::oas_runtime::serde::de::DeserializeOwned;
            use #library::oas_runtime::json::RawJson;
            use #library::oas_runtime::serde_json;
            use #library::models;

            fn round_trip<T: Serialize + DeserializeOwned>(text: &str) {
                let typed: T = serde_json::from_str(text).expect("the example fits its type");
                let written = serde_json::to_string(&typed).expect("every model can be written");
                let written = RawJson::from_text(written).expect("what is written is JSON");
                let original = RawJson::from_text(text.trim()).expect("the example is JSON");
                assert_eq!(written, original);
            }

            #(#tests)*
        }))
    }

    pub(super) fn library_ident(&self) -> proc_macro2::Ident {
        format_ident!("{}", self.options.library_name())
    }

    fn fixture_type(&self, operation: &Operation, fixture: &Fixture) -> Option<TokenStream> {
        let models = quote!(models);
        if let Some(value) = &fixture.value {
            return matches!(value, Type::Named(_)).then(|| self.type_tokens(value, &models));
        }
        match fixture.kind {
            FixtureKind::Success => match &operation.response {
                ResponseBody::Json(Type::Json) => None,
                ResponseBody::Json(
                    value @ (Type::Named(_) | Type::String | Type::Boolean | Type::Number(_)),
                ) => Some(self.type_tokens(value, &models)),
                ResponseBody::Json(Type::List(inner)) if matches!(**inner, Type::Named(_)) => {
                    let inner = self.type_tokens(inner, &models);
                    Some(quote!(Vec<#inner>))
                }
                _ => None,
            },
            FixtureKind::Keyed => {
                let pagination = operation.pagination.as_ref()?;
                let page = ident(pagination.open_page.as_ref()?);
                let item = self.type_tokens(&pagination.item, &models);
                Some(quote!(models::#page<IndexMap<String, #item>>))
            }
            FixtureKind::Failure(_) => {
                let error = ident(&self.api.error.as_ref()?.type_name);
                Some(quote!(models::#error))
            }
        }
    }

    fn query_tests(&self) -> Option<String> {
        let tests: Vec<TokenStream> = self
            .api
            .operations()
            .flat_map(|operation| {
                operation
                    .parameters
                    .iter()
                    .filter(|parameter| matches!(parameter.location, ParameterLocation::Query(_)))
                    .flat_map(move |parameter| {
                        parameter.examples.iter().filter_map(move |example| {
                            self.query_test(operation, parameter, example)
                        })
                    })
            })
            .collect();
        if tests.is_empty() {
            return None;
        }
        let refusals: Vec<TokenStream> = self
            .api
            .operations()
            .filter_map(|operation| self.refusal_test(operation))
            .collect();
        let library = self.library_ident();
        let is_compared = |test: &TokenStream| test.to_string().contains("contributed (");
        let contributed = tests.iter().any(is_compared).then(|| {
            quote! {
                /// What a parameter alone contributes to a query.
                fn contributed(query: &str, name: &str) -> String {
                    let nested = format!("{name}%5B");
                    let pairs: Vec<&str> = query
                        .split('&')
                        .filter(|pair| {
                            let key = pair.split('=').next().unwrap_or_default();
                            key == name || key.starts_with(&nested)
                        })
                        .collect();
                    pairs.join("&")
                }
            }
        });
        let body = quote! {
            #contributed

            fn client(transport: &ScriptedTransport) -> Client {
                Client::from(transport.client().expect("the settings of the scripted client are good"))
            }

            fn value<T: DeserializeOwned>(text: &str) -> T {
                serde_json::from_str(text).expect("the example fits its type")
            }

            #(#tests)*
            #(#refusals)*
        };
        let models = body
            .to_string()
            .contains("models ::")
            .then(|| quote!(use #library::models;));
        let map = body
            .to_string()
            .contains("IndexMap")
            .then(|| quote!(use #library::oas_runtime::indexmap::IndexMap;));
        let json = body
            .to_string()
            .replace("serde_json :: ", "")
            .contains("json :: ")
            .then(|| quote!(use #library::json;));
        let range = body
            .to_string()
            .contains("Range <")
            .then(|| quote!(use #library::Range;));
        let answer = body
            .to_string()
            .contains("Answer ::")
            .then(|| quote!(use #library::oas_runtime::testing::{Answer, block_on};));
        Some(format::rust_file(quote! {
            //! Every query parameter is written as the API's description shows it.

            #answer
            #map
            use #library::oas_runtime::serde::de::DeserializeOwned;
            use #library::oas_runtime::serde_json;
            use #library::oas_runtime::testing::ScriptedTransport;
            use #library::Client;
            #models
            #json
            #range

            #body
        }))
    }

    fn query_test(
        &self,
        operation: &Operation,
        parameter: &Parameter,
        example: &ParameterExample,
    ) -> Option<TokenStream> {
        let test = format_ident!(
            "{}_{}_{}",
            operation.constant.to_lowercase(),
            parameter.name,
            example.name
        );
        let text = &example.value;
        let wire_name = &parameter.wire_name;
        let expected = &example.query;
        let value = if super::types::mentions(&parameter.value, |value| matches!(value, Type::Json))
        {
            quote!(value::<serde_json::Value>(#text))
        } else {
            let value = self.type_tokens(&parameter.value, &quote!(models));
            quote!(value::<#value>(#text))
        };
        let call = self.call_tokens(operation, parameter, &value);
        let setter = ident(&parameter.name);
        let query = match parameter.role {
            ParameterRole::Caller | ParameterRole::Cursor if parameter.required => quote! {
                let request = client.#call.to_request().expect("the example can be sent");
                let query = request.query_string();
            },
            ParameterRole::Caller | ParameterRole::Cursor => quote! {
                let request = client.#call.#setter(#value).to_request().expect("the example can be sent");
                let query = request.query_string();
            },
            ParameterRole::KeyBy => quote! {
                let request = client.#call.key_by(#value).to_request().expect("the example can be sent");
                let query = request.query_string();
            },
            ParameterRole::Format => quote! {
                transport.push(Answer::json(200, "null"));
                let sent = client.#call.send_with_format::<serde_json::Value>(#value);
                block_on(sent).expect("the scripted answer can be read");
                let requests = transport.requests();
                let query = requests.first().map(|request| request.query()).unwrap_or_default();
            },
        };
        let check = if is_under_own_name(expected, wire_name) {
            quote!(assert_eq!(contributed(query, #wire_name), #expected);)
        } else {
            // The fields of an object can be parameters of their own.
            let within = format!("&{expected}&");
            quote!(assert!(format!("&{query}&").contains(#within), "{query}");)
        };
        Some(quote! {
            #[test]
            fn #test() {
                let transport = ScriptedTransport::default();
                let client = client(&transport);
                #query
                #check
            }
        })
    }

    /// The escape hatch does not set what has methods of its own, in no notation.
    fn refusal_test(&self, operation: &Operation) -> Option<TokenStream> {
        let owned: Vec<&Parameter> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.role != ParameterRole::Caller)
            .collect();
        let untested = Parameter {
            name: String::new(),
            ..(*owned.first()?).clone()
        };
        let names = owned.iter().map(|parameter| &parameter.wire_name);
        let call = self.call_tokens(operation, &untested, &quote!());
        let test = format_ident!(
            "{}_has_methods_of_its_own_for_these",
            operation.constant.to_lowercase()
        );
        Some(quote! {
            #[test]
            fn #test() {
                let client = client(&ScriptedTransport::default());
                for name in [#(#names),*] {
                    for written in [name.to_owned(), format!("{name}[]")] {
                        let request = client.#call.extra_parameter(written, "x").to_request();
                        let error = request.expect_err("the crate sends this parameter itself");
                        assert!(error.is_invalid_parameter() && error.to_string().contains(name));
                    }
                }
                let other = client.#call.extra_parameter("not_of_this_api", "x").to_request();
                let other = other.expect("the crate knows nothing against it");
                assert!(other.query_string().ends_with("not_of_this_api=x"));
            }
        })
    }

    /// `group().method(arguments)`, with the tested value where it is an argument.
    fn call_tokens(
        &self,
        operation: &Operation,
        tested: &Parameter,
        value: &TokenStream,
    ) -> TokenStream {
        self.call_of(
            operation,
            &operation.method_name,
            required(operation),
            Some((tested, value)),
        )
    }

    /// The call of a method that has arguments for these parameters.
    pub(super) fn call_of<'p>(
        &self,
        operation: &Operation,
        method: &str,
        parameters: impl Iterator<Item = &'p Parameter>,
        tested: Option<(&Parameter, &TokenStream)>,
    ) -> TokenStream {
        let group = self
            .api
            .groups
            .iter()
            .find(|group| {
                group
                    .operations
                    .iter()
                    .any(|other| other.id == operation.id)
            })
            .map(|group| ident(&group.module));
        let method = ident(method);
        let mut arguments: Vec<TokenStream> = parameters
            .map(|parameter| match tested {
                Some((tested, value)) if parameter.name == tested.name => value.clone(),
                _ => self.argument_tokens(&parameter.value),
            })
            .collect();
        if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
            arguments.push(self.body_argument(operation, body));
        }
        quote!(#group().#method(#(#arguments),*))
    }

    pub(super) fn argument_tokens(&self, value: &Type) -> TokenStream {
        match value {
            Type::String | Type::Json => quote!("value"),
            // Others would be refused before they are sent.
            Type::DateTime => quote!("2024-01-01T00:00:00Z"),
            Type::Date => quote!("2024-01-01"),
            Type::Boolean | Type::BooleanOrString => quote!(true),
            Type::Number("f32" | "f64") => quote!(1.0),
            Type::Number(_) => quote!(1),
            Type::List(inner) => {
                let inner = self.argument_tokens(inner);
                quote!([#inner])
            }
            Type::Map(inner) => {
                let inner = self.argument_tokens(inner);
                quote!([("key", #inner)])
            }
            Type::Nullable(_) => quote!(None),
            Type::Range(inner) => self.argument_tokens(inner),
            Type::Named(name) => {
                let name = ident(name);
                quote!(models::#name::default())
            }
        }
    }

    fn pager_tests(&self) -> Option<String> {
        let tests: Vec<TokenStream> = self
            .api
            .operations()
            .filter_map(|operation| self.pager_test(operation))
            .collect();
        if tests.is_empty() {
            return None;
        }
        let library = self.library_ident();
        let models = quote!(#(#tests)*)
            .to_string()
            .contains("models ::")
            .then(|| quote!(use #library::models;));
        Some(format::rust_file(quote! {
            //! The pagers keep their promises, against a transport that follows a script.

            use #library::oas_runtime::serde_json::{Value, json};
            use #library::oas_runtime::testing::{Answer, ScriptedTransport, block_on};
            use #library::oas_runtime::transport::TransportErrorKind;
            use #library::{Client, PagePosition, RepeatedCursor};
            #models

            fn client(transport: &ScriptedTransport) -> Client {
                Client::from(transport.client().expect("the settings of the scripted client are good"))
            }

            #(#tests)*
        }))
    }

    fn pager_test(&self, operation: &Operation) -> Option<TokenStream> {
        let pagination = operation.pagination.as_ref()?;
        // The other forms are the runtime's alone.
        let (NextPage::Cursor(next_cursor), None) = (&pagination.next, &pagination.has_more) else {
            return None;
        };
        let ([items], [next_cursor]) = (pagination.items.as_slice(), next_cursor.as_slice()) else {
            return None;
        };
        let module = format_ident!("{}", operation.constant.to_lowercase());
        let fixture = operation.fixtures.iter().find(|fixture| {
            fixture.kind == FixtureKind::Success
                && serde_json::from_str::<serde_json::Value>(&fixture.text).is_ok_and(|page| {
                    page.get(items)
                        .and_then(serde_json::Value::as_array)
                        .is_some_and(|items| items.len() >= 2)
                })
        })?;
        let path = format!("fixtures/{}", fixture.file_name);
        let cursor = operation.parameters.get(pagination.cursor_parameter?)?;
        if cursor.value != Type::String || cursor.required {
            return None;
        }
        let cursor_name = format!("{}=", cursor.wire_name);
        let cursor_pair = format!("{}={{cursor}}", cursor.wire_name);
        let cursor_setter = ident(&cursor.name);
        let untested = Parameter {
            name: String::new(),
            ..cursor.clone()
        };
        let call = self.call_tokens(operation, &untested, &quote!());
        Some(quote! {
            mod #module {
                use super::*;

                /// A page with as many items, and with this cursor.
                fn page(count: usize, next_cursor: Value) -> Answer {
                    let mut page: Value = example();
                    let items: Vec<Value> = page[#items]
                        .as_array()
                        .expect("the example is a page")
                        .iter()
                        .cycle()
                        .take(count)
                        .cloned()
                        .collect();
                    page[#items] = Value::Array(items);
                    page[#next_cursor] = next_cursor;
                    Answer::json(200, page.to_string())
                }

                fn example() -> Value {
                    include_str!(#path).parse().expect("the example is JSON")
                }

                fn cursors(transport: &ScriptedTransport) -> Vec<String> {
                    transport
                        .requests()
                        .iter()
                        .map(|request| {
                            request
                                .query()
                                .split('&')
                                .find(|pair| pair.starts_with(#cursor_name))
                                .unwrap_or_default()
                                .to_owned()
                        })
                        .collect()
                }

                fn pair(cursor: &str) -> String {
                    format!(#cursor_pair)
                }

                #[test]
                fn every_item_of_every_page_arrives() {
                    let transport = ScriptedTransport::new([
                        page(2, json!("two")),
                        page(0, json!("three")),
                        page(1, Value::Null),
                    ]);
                    let stream = client(&transport).#call.stream();
                    let items = block_on(stream.collect_all()).expect("every page is good");
                    assert_eq!(items.len(), 3);
                    assert_eq!(cursors(&transport), [String::new(), pair("two"), pair("three")]);
                }

                #[test]
                fn an_absent_and_an_empty_cursor_are_the_end() {
                    for last in [Value::Null, json!("")] {
                        let transport = ScriptedTransport::new([page(2, last)]);
                        let stream = client(&transport).#call.stream();
                        let items = block_on(stream.collect_all()).expect("the page is good");
                        assert_eq!(items.len(), 2);
                        assert_eq!(transport.requests().len(), 1);
                    }
                }

                #[test]
                fn it_begins_at_the_cursor_of_the_request() {
                    let transport = ScriptedTransport::new([page(1, Value::Null)]);
                    let stream = client(&transport).#call.#cursor_setter("here").stream();
                    block_on(stream.collect_all()).expect("the page is good");
                    assert_eq!(cursors(&transport), [pair("here")]);
                }

                #[test]
                fn a_repeated_cursor_is_one_error_and_then_the_end() {
                    let script = || ScriptedTransport::new([page(1, json!("same")), page(1, json!("same"))]);
                    let transport = script();
                    let mut stream = client(&transport).#call.stream();
                    assert!(matches!(block_on(stream.next()), Some(Ok(_))));
                    assert!(matches!(block_on(stream.next()), Some(Ok(_))));
                    let error = block_on(stream.next()).and_then(Result::err).expect("the cursor repeats");
                    assert!(error.is_pagination());
                    assert!(block_on(stream.next()).is_none());

                    let stream = client(&script()).#call.stream().on_repeated_cursor(RepeatedCursor::Stop);
                    let items = block_on(stream.collect_all()).expect("stopping is no error");
                    assert_eq!(items.len(), 2);
                }

                #[test]
                fn a_page_that_failed_is_asked_for_again() {
                    let transport = ScriptedTransport::new([
                        page(1, json!("two")),
                        Answer::failure(TransportErrorKind::Connect),
                        page(1, Value::Null),
                    ]);
                    let mut stream = client(&transport).#call.stream();
                    assert!(matches!(block_on(stream.next()), Some(Ok(_))));
                    assert!(matches!(block_on(stream.next()), Some(Err(_))));
                    assert_eq!(stream.position(), &PagePosition::Cursor("two".to_owned()));
                    assert!(matches!(block_on(stream.next()), Some(Ok(_))));
                    assert!(block_on(stream.next()).is_none());
                    assert_eq!(cursors(&transport), [String::new(), pair("two"), pair("two")]);
                }
            }
        })
    }
}

/// Whether all pairs of a query have this name, with or without brackets.
fn is_under_own_name(query: &str, name: &str) -> bool {
    query.split('&').all(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        key.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("%5B"))
    })
}
