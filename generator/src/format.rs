//! From tokens to the text of a file, without calling any program.
//!
//! `prettyplease` lays out each item; this stage puts the blank lines between items and
//! members that a person would.

use proc_macro2::TokenStream;

/// The first line of every emitted Rust file.
const MARKER: &str =
    "// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated\n";

/// The text of a Rust file.
///
/// Tokens that are no Rust file are a fault of `emit`, not of the document; they are given
/// back as they are, so that the compiler of the emitted crate names the place.
pub(crate) fn rust_file(tokens: TokenStream) -> String {
    let file: syn::File = match syn::parse2(tokens.clone()) {
        Ok(file) => file,
        Err(error) => {
            return format!(
                "{MARKER}\ncompile_error!({:?});\n\n{tokens}\n",
                error.to_string()
            );
        }
    };
    let mut text = String::from(MARKER);
    if !file.attrs.is_empty() {
        let head = file_of(file.attrs, Vec::new());
        text.push('\n');
        text.push_str(&with_blank_line_after_docs(&prettyplease::unparse(&head)));
    }
    let mut previous: Option<Kind> = None;
    for item in file.items {
        let kind = Kind::of(&item);
        if previous != Some(kind) || kind == Kind::Other {
            text.push('\n');
        }
        let spaced = matches!(item, syn::Item::Impl(_) | syn::Item::Trait(_));
        let laid_out = prettyplease::unparse(&file_of(Vec::new(), vec![item]));
        if spaced {
            push_with_blank_lines(&mut text, &laid_out);
        } else {
            text.push_str(&laid_out);
        }
        previous = Some(kind);
    }
    text
}

fn file_of(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>) -> syn::File {
    syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    }
}

/// Items that stand together without blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Use,
    PublicUse,
    ExternalUse,
    Module,
    PublicModule,
    Other,
}

impl Kind {
    fn of(item: &syn::Item) -> Self {
        let documented = |attributes: &[syn::Attribute]| !attributes.is_empty();
        match item {
            syn::Item::Use(item) if matches!(item.vis, syn::Visibility::Public(_)) => {
                Kind::PublicUse
            }
            syn::Item::Use(item) => match &item.tree {
                syn::UseTree::Path(path) if path.ident == "super" || path.ident == "crate" => {
                    Kind::Use
                }
                _ => Kind::ExternalUse,
            },
            syn::Item::Mod(module) if module.content.is_none() && !documented(&module.attrs) => {
                if matches!(module.vis, syn::Visibility::Public(_)) {
                    Kind::PublicModule
                } else {
                    Kind::Module
                }
            }
            _ => Kind::Other,
        }
    }
}

/// Inner attributes stand apart from the documentation above them.
fn with_blank_line_after_docs(head: &str) -> String {
    let mut text = String::new();
    let mut in_docs = false;
    for line in head.lines() {
        let doc = line.starts_with("//!");
        if in_docs && !doc {
            text.push('\n');
        }
        in_docs = doc;
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// A blank line between members of an `impl` or a `trait`; one-line members stand together.
fn push_with_blank_lines(text: &mut String, item: &str) {
    let mut previous_ends_member = false;
    let mut previous_is_short = false;
    for line in item.lines() {
        let member = line
            .strip_prefix("    ")
            .filter(|rest| !rest.starts_with(' '));
        let starts = member.is_some_and(|rest| {
            [
                "///",
                "#[",
                "pub ",
                "fn ",
                "async ",
                "const ",
                "type ",
                "pub(crate) ",
            ]
            .iter()
            .any(|word| rest.starts_with(word))
        });
        let short = member.is_some_and(|rest| {
            (rest.starts_with("type ") || rest.starts_with("const ")) && rest.ends_with(';')
        });
        if starts && previous_ends_member && !(short && previous_is_short) {
            text.push('\n');
        }
        previous_ends_member = member
            .is_some_and(|rest| rest == "}" || (rest.ends_with(';') && !rest.starts_with("///")));
        previous_is_short = short;
        text.push_str(line);
        text.push('\n');
    }
}
