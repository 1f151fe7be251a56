//! `use` lines, exactly those that a file needs.

use indexmap::IndexMap;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// How a name must stand in the code for its `use` line to be needed.
#[derive(Clone, Copy)]
enum Wanted {
    /// Anywhere: the name of a type, a trait or a function.
    Name,
    /// Before `::`: the name of a module.
    Module,
}

/// A name, how it stands in the code, and the module that it comes from.
type Candidate = (&'static str, Wanted, &'static str);

/// Names for the file of a type. Other names may be the document's own.
const FOR_MODEL: &[Candidate] = &[
    ("fmt", Wanted::Module, "std"),
    ("IndexMap", Wanted::Name, "oas_runtime::indexmap"),
    ("json", Wanted::Module, "oas_runtime"),
    ("DeserializeOwned", Wanted::Name, "oas_runtime::serde::de"),
    ("MapAccess", Wanted::Name, "oas_runtime::serde::de"),
    ("Deserialize", Wanted::Name, "oas_runtime::serde"),
    ("Deserializer", Wanted::Name, "oas_runtime::serde"),
    ("Serialize", Wanted::Name, "oas_runtime::serde"),
    ("Serializer", Wanted::Name, "oas_runtime::serde"),
];

/// Names for `client.rs`, which defines `Client` itself.
const FOR_CLIENT: &[Candidate] = &[
    ("Result", Wanted::Name, "oas_runtime"),
    ("Secret", Wanted::Name, "oas_runtime"),
];

/// Names for `credentials.rs`.
const FOR_CREDENTIALS: &[Candidate] = &[
    ("auth", Wanted::Module, "oas_runtime"),
    ("Secret", Wanted::Name, "oas_runtime"),
    ("Credential", Wanted::Name, "oas_runtime::auth"),
    ("SecurityScheme", Wanted::Name, "oas_runtime::auth"),
    ("TokenProvider", Wanted::Name, "oas_runtime::auth"),
];

/// Names for a file of an operation or a group.
const FOR_OPERATION: &[Candidate] = &[
    ("fmt", Wanted::Module, "std"),
    ("PhantomData", Wanted::Name, "std::marker"),
    ("Bytes", Wanted::Name, "oas_runtime::bytes"),
    ("ByteStream", Wanted::Name, "oas_runtime::body"),
    ("FileContent", Wanted::Name, "oas_runtime::body"),
    ("Multipart", Wanted::Name, "oas_runtime::body"),
    ("Part", Wanted::Name, "oas_runtime::body"),
    ("OperationCoverage", Wanted::Name, "oas_runtime::coverage"),
    ("ParameterCoverage", Wanted::Name, "oas_runtime::coverage"),
    ("Support", Wanted::Name, "oas_runtime::coverage"),
    ("ErrorBody", Wanted::Name, "oas_runtime::error"),
    ("Method", Wanted::Name, "oas_runtime::http"),
    ("IndexMap", Wanted::Name, "oas_runtime::indexmap"),
    ("json", Wanted::Module, "oas_runtime"),
    ("CompletedStream", Wanted::Name, "oas_runtime::page"),
    ("ItemStream", Wanted::Name, "oas_runtime::page"),
    ("LenientPage", Wanted::Name, "oas_runtime::page"),
    ("PageShape", Wanted::Name, "oas_runtime::page"),
    ("PageStream", Wanted::Name, "oas_runtime::page"),
    ("PagedOperation", Wanted::Name, "oas_runtime::page"),
    ("page", Wanted::Module, "oas_runtime"),
    ("ArrayForm", Wanted::Name, "oas_runtime::query"),
    ("FreeValue", Wanted::Name, "oas_runtime::query"),
    ("NestedForm", Wanted::Name, "oas_runtime::query"),
    ("QueryParameter", Wanted::Name, "oas_runtime::query"),
    ("QueryStyle", Wanted::Name, "oas_runtime::query"),
    ("Range", Wanted::Name, "oas_runtime::query"),
    ("CookieStyle", Wanted::Name, "oas_runtime::request"),
    ("HeaderStyle", Wanted::Name, "oas_runtime::request"),
    ("FormField", Wanted::Name, "oas_runtime::request"),
    ("FormStyle", Wanted::Name, "oas_runtime::request"),
    ("Operation", Wanted::Name, "oas_runtime::request"),
    ("PathStyle", Wanted::Name, "oas_runtime::request"),
    ("RawResponse", Wanted::Name, "oas_runtime::response"),
    ("response", Wanted::Module, "oas_runtime"),
    ("DeserializeOwned", Wanted::Name, "oas_runtime::serde::de"),
    ("Serialize", Wanted::Name, "oas_runtime::serde"),
    ("Client", Wanted::Name, "oas_runtime"),
    ("Error", Wanted::Name, "oas_runtime"),
    ("Request", Wanted::Name, "oas_runtime"),
    ("RequestOptions", Wanted::Name, "oas_runtime"),
    ("Response", Wanted::Name, "oas_runtime"),
    ("ResponseInfo", Wanted::Name, "oas_runtime"),
    ("Result", Wanted::Name, "oas_runtime"),
    ("Secret", Wanted::Name, "oas_runtime"),
    ("models", Wanted::Module, "crate"),
];

/// The `use` lines for the file of a type.
pub(super) fn for_model(body: &TokenStream) -> TokenStream {
    needed(body, FOR_MODEL)
}

/// The `use` lines for `client.rs`.
pub(super) fn for_client(body: &TokenStream) -> TokenStream {
    needed(body, FOR_CLIENT)
}

/// The `use` lines for `credentials.rs`.
pub(super) fn for_credentials(body: &TokenStream) -> TokenStream {
    needed(body, FOR_CREDENTIALS)
}

/// The `use` lines for a file of an operation, a group or the coverage.
pub(super) fn for_operation(body: &TokenStream) -> TokenStream {
    needed(body, FOR_OPERATION)
}

/// One `use` line for each module of which a name is needed.
fn needed(body: &TokenStream, candidates: &[Candidate]) -> TokenStream {
    let mut by_module: IndexMap<&str, Vec<proc_macro2::Ident>> = IndexMap::new();
    for (name, wanted, module) in candidates {
        if mentions(body, name, *wanted) {
            by_module
                .entry(module)
                .or_default()
                .push(super::ident(name));
        }
    }
    by_module
        .into_iter()
        .map(|(module, names)| {
            let path: Vec<_> = module.split("::").map(super::ident).collect();
            match names.as_slice() {
                [single] => quote!(use #(#path ::)* #single;),
                several => quote!(use #(#path ::)* {#(#several),*};),
            }
        })
        .collect()
}

fn mentions(tokens: &TokenStream, name: &str, wanted: Wanted) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_sign = |tree: Option<&TokenTree>, sign: char| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    let tree_at = |index: Option<usize>| index.and_then(|index| trees.get(index));
    trees.iter().enumerate().any(|(index, tree)| match tree {
        TokenTree::Group(group) => mentions(&group.stream(), name, wanted),
        TokenTree::Ident(ident) if *ident == name => {
            // `a::Name` and `value.name` bring their own meaning.
            let previous = tree_at(index.checked_sub(1));
            let path_before = is_sign(previous, ':') && is_sign(tree_at(index.checked_sub(2)), ':');
            let path_after =
                is_sign(trees.get(index + 1), ':') && is_sign(trees.get(index + 2), ':');
            !path_before
                && !is_sign(previous, '.')
                && match wanted {
                    Wanted::Name => true,
                    Wanted::Module => path_after,
                }
        }
        _ => false,
    })
}
