//! `src/operations/`: a module for each group, a file for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident, imports};
use crate::api::{Group, Operation, Parameter, ResponseBody, Type};
use crate::format;
use crate::tree::Tree;

impl Emitter<'_> {
    pub(super) fn groups(&self, tree: &mut Tree) {
        if self.api.groups.is_empty() {
            return;
        }
        let modules = self.api.groups.iter().map(|group| {
            let module = ident(&group.module);
            let condition = self.condition_of_group(&group.module);
            quote!(#condition pub mod #module;)
        });
        let text = docs::inner_attributes(&[
            "The operations of the API, a module for each group of them.".to_owned(),
        ]);
        tree.add(
            "src/operations/mod.rs",
            format::rust_file(quote! { #text #(#modules)* }),
        );
        for group in &self.api.groups {
            tree.add(
                format!("src/operations/{}/mod.rs", group.module),
                self.group_file(group),
            );
            for operation in &group.operations {
                tree.add(
                    format!("src/operations/{}/{}.rs", group.module, operation.module),
                    self.operation_file(operation),
                );
            }
        }
    }

    /// The attribute by which a group is compiled only with its feature.
    pub(super) fn condition_of_group(&self, module: &str) -> Option<TokenStream> {
        self.features.as_ref()?.on_group(module)
    }

    fn group_file(&self, group: &Group) -> String {
        let head = docs::inner_attributes(&group.docs);
        let text = docs::attributes(&group.docs);
        let name = ident(&group.struct_name);
        let mut modules: Vec<&str> = group
            .operations
            .iter()
            .map(|operation| operation.module.as_str())
            .collect();
        modules.sort_unstable();
        let modules = modules.into_iter().map(ident);
        let exports = group.operations.iter().map(|operation| {
            let module = ident(&operation.module);
            let builder = ident(&operation.struct_name);
            let allow = super::operation::allow_deprecated(operation);
            let mut names = vec![builder];
            names.extend(super::paging::wrapper_names(operation));
            if let ResponseBody::Choice(choice) = &operation.response {
                names.push(ident(&choice.name));
            }
            names.extend(operation.failure.iter().map(|failure| ident(&failure.name)));
            let own_headers = operation.headers.as_ref();
            names.extend(
                own_headers
                    .filter(|it| !it.is_shared)
                    .map(|it| ident(&it.name)),
            );
            names.extend(own_headers.and_then(|it| it.alias.as_deref()).map(ident));
            if let Some(content) = operation.body.as_ref().map(|body| &body.content) {
                if let crate::api::BodyContent::Either(name, ..) = content {
                    names.push(ident(name));
                }
                names.extend(content.parts().map(|parts| ident(&parts.struct_name)));
            }
            match names.as_slice() {
                [single] => quote! { #allow pub use #module::#single; },
                several => quote! { #allow pub use #module::{#(#several),*}; },
            }
        });
        let methods = group.operations.iter().map(|operation| {
            let mut paragraphs = operation.docs.clone();
            paragraphs.extend(super::setters::required(operation).map(|parameter| {
                format!("`{}`: {}", parameter.name, parameter.docs.join("\n\n"))
            }));
            let text = docs::attributes(&paragraphs);
            let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
            let allow = super::operation::allow_deprecated(operation);
            let method = ident(&operation.method_name);
            let builder = ident(&operation.struct_name);
            let (arguments, names) = self.arguments(operation);
            // A builder is one value, however many arguments a document asks for.
            let many = (arguments.len() > 6)
                .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "all of them are required by the API")]));
            let for_token = self.token_method(operation);
            quote! {
                #text
                #deprecated
                #allow
                #many
                pub fn #method(&self, #(#arguments),*) -> #builder {
                    #builder::new(self.client.clone(), #(#names),*)
                }

                #for_token
            }
        });
        let body = quote! {
            #text
            #[derive(Clone, Debug)]
            pub struct #name {
                client: Client,
            }

            impl #name {
                pub(crate) fn new(client: Client) -> Self {
                    Self { client }
                }

                #(#methods)*
            }
        };
        let imports = imports::for_operation(&body);
        format::rust_file(quote! {
            #head
            #(mod #modules;)*
            #imports
            #(#exports)*
            #body
        })
    }

    /// The lines of the example on an operation.
    pub(super) fn example_lines(&self, operation: &Operation) -> Vec<String> {
        self.example_lines_of(operation, &self.call(operation))
    }

    /// The same with a call of its own.
    pub(super) fn example_lines_of(&self, operation: &Operation, call: &str) -> Vec<String> {
        let library = self.options.library_name();
        let mut lines = vec![
            String::new(),
            "# Example".to_owned(),
            String::new(),
            "```no_run".to_owned(),
            format!(
                "# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{"
            ),
        ];
        if operation.pagination.is_some() {
            lines.push(format!("let mut items = {call}.stream();"));
            lines.push("while let Some(item) = items.try_next().await? {".to_owned());
            lines.push("    println!(\"{item:?}\");".to_owned());
            lines.push("}".to_owned());
        } else {
            match operation.response {
                ResponseBody::Empty => lines.push(format!("{call}.send().await?;")),
                ResponseBody::Json(_) | ResponseBody::Text | ResponseBody::Choice(_) => {
                    lines.push(format!("let answer = {call}.send().await?;"));
                    lines.push("println!(\"{answer:?}\");".to_owned());
                }
                ResponseBody::Bytes => {
                    lines.push(format!("let mut bytes = {call}.send().await?;"));
                    lines.push("while let Some(piece) = bytes.next().await {".to_owned());
                    lines.push("    println!(\"{} bytes\", piece?.len());".to_owned());
                    lines.push("}".to_owned());
                }
            }
        }
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        lines
    }

    /// The call that makes a builder, with an example for each argument.
    pub(super) fn call(&self, operation: &Operation) -> String {
        self.call_with(
            operation,
            &operation.method_name,
            super::setters::required(operation),
        )
    }

    /// The call of another method, which has arguments for these parameters.
    pub(super) fn call_with<'p>(
        &self,
        operation: &Operation,
        method: &str,
        parameters: impl Iterator<Item = &'p Parameter>,
    ) -> String {
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
            .map_or("operations", |group| group.module.as_str());
        let mut arguments: Vec<String> = parameters
            .map(|parameter| {
                let example = parameter
                    .examples
                    .first()
                    .and_then(|example| serde_json::from_str::<String>(&example.value).ok());
                match (&parameter.value, example) {
                    (Type::String | Type::DateTime | Type::Date, Some(example)) => {
                        format!("{example:?}")
                    }
                    (value, _) => self.example_value(value),
                }
            })
            .collect();
        if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
            arguments.push(self.body_example(operation, body));
        }
        format!(
            "client.{}().{}({})",
            super::written(group),
            super::written(method),
            arguments.join(", ")
        )
    }

    pub(super) fn example_value(&self, value: &Type) -> String {
        let models = format!("{}::models", self.options.library_name());
        match value {
            Type::String | Type::Json => "\"value\"".to_owned(),
            Type::Boolean | Type::BooleanOrString => "true".to_owned(),
            Type::Number("f32" | "f64") => "1.0".to_owned(),
            Type::Number(_) => "1".to_owned(),
            Type::DateTime => "\"2024-01-01T00:00:00Z\"".to_owned(),
            Type::Date => "\"2024-01-01\"".to_owned(),
            Type::List(inner) => format!("[{}]", self.example_value(inner)),
            Type::Map(inner) => format!("[(\"key\", {})]", self.example_value(inner)),
            Type::Nullable(_) => "None".to_owned(),
            Type::Range(inner) => self.example_value(inner),
            Type::Named(name) => format!("{models}::{name}::default()"),
        }
    }
}
