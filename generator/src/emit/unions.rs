//! Values of one of several types: told apart by their kind of JSON where that is enough, else
//! by a tag or by what they look like.

use indexmap::{IndexMap, IndexSet};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emitter, docs, forms, ident};
use crate::api::{JsonKind, Type, TypeDefinition, Union, UnionVariant};

impl Emitter<'_> {
    pub(super) fn union_type(&self, definition: &TypeDefinition, union: &Union) -> TokenStream {
        let variants = union.variants.as_slice();
        let name = ident(&definition.name);
        let hidden_other = format!("{}([hidden])", definition.name);
        let text = docs::attributes(&definition.docs);
        let names: Vec<_> = variants
            .iter()
            .map(|variant| ident(&variant.name))
            .collect();
        let values: Vec<TokenStream> = variants
            .iter()
            .map(|variant| {
                let value = self.type_tokens(&variant.value, &quote!(super));
                if variant.boxed {
                    quote!(Box<#value>)
                } else {
                    value
                }
            })
            .collect();
        let texts: Vec<TokenStream> = variants
            .iter()
            .map(|variant| docs::attributes(&words(union, variant)))
            .collect();
        let conversions = self.conversions(&name, variants, &values);
        let deserialize = deserialize(union, &names);
        let shown = variants.iter().map(|variant| {
            let variant_name = ident(&variant.name);
            if self.is_redactable(&variant.value) {
                quote! { Self::#variant_name(value) => json::Redact::fmt_redacted(value, formatter, reveal), }
            } else {
                quote! { Self::#variant_name(value) => fmt::Debug::fmt(value, formatter), }
            }
        });
        let hidden = definition.personal.then(|| {
            quote! {
                if !reveal {
                    return formatter.write_str("[personal data]");
                }
            }
        });
        let reveal = !self.has_personal_data;
        quote! {
            #text
            #[derive(Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#texts #names(#values),)*
                /// Anything else, as it was sent.
                Other(json::RawJson),
            }

            impl Default for #name {
                fn default() -> Self {
                    Self::Other(json::RawJson::default())
                }
            }

            #conversions

            impl<'de> Deserialize<'de> for #name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    #deserialize
                }
            }

            impl Serialize for #name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        #(Self::#names(value) => value.serialize(serializer),)*
                        Self::Other(value) => value.serialize(serializer),
                    }
                }
            }

            impl json::Redact for #name {
                fn fmt_redacted(&self, formatter: &mut fmt::Formatter<'_>, reveal: bool) -> fmt::Result {
                    #hidden
                    match self {
                        #(#shown)*
                        Self::Other(_) if !reveal => formatter.write_str(#hidden_other),
                        Self::Other(value) => fmt::Debug::fmt(value, formatter),
                    }
                }
            }

            impl fmt::Debug for #name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    json::Redact::fmt_redacted(self, formatter, #reveal)
                }
            }
        }
    }

    /// `From` each type that only one alternative has.
    fn conversions(
        &self,
        name: &proc_macro2::Ident,
        variants: &[UnionVariant],
        values: &[TokenStream],
    ) -> TokenStream {
        let mut users: IndexMap<String, usize> = IndexMap::new();
        for variant in variants {
            *users.entry(self.identity(&variant.value)).or_default() += 1;
        }
        let conversions = variants.iter().zip(values).filter_map(|(variant, value)| {
            if users.get(&self.identity(&variant.value)) != Some(&1) {
                return None;
            }
            let variant_name = ident(&variant.name);
            let from_text = matches!(variant.value, Type::String).then(|| {
                quote! {
                    impl From<&str> for #name {
                        fn from(value: &str) -> Self {
                            Self::#variant_name(value.to_owned())
                        }
                    }
                }
            });
            let from_unboxed = variant.boxed.then(|| {
                let value = self.type_tokens(&variant.value, &quote!(super));
                quote! {
                    impl From<#value> for #name {
                        fn from(value: #value) -> Self {
                            Self::#variant_name(Box::new(value))
                        }
                    }
                }
            });
            Some(quote! {
                impl From<#value> for #name {
                    fn from(value: #value) -> Self {
                        Self::#variant_name(value)
                    }
                }
                #from_unboxed
                #from_text
            })
        });
        quote!(#(#conversions)*)
    }
}

/// The body of `deserialize`.
fn deserialize(union: &Union, names: &[proc_macro2::Ident]) -> TokenStream {
    if let Some(kinds) = distinct_kinds(union) {
        return quote! {
            let raw = json::RawJson::deserialize(deserializer)?;
            let known = match raw.kind() {
                #(json::Kind::#kinds => raw.parse().ok().map(Self::#names),)*
                _ => None,
            };
            Ok(known.unwrap_or(Self::Other(raw)))
        };
    }
    let alternatives = union.variants.iter().map(|variant| {
        let form = forms::tokens(&variant.form);
        let tags = &variant.tags;
        quote! { json::Alternative { tags: &[#(#tags),*], form: #form } }
    });
    let indexes = (0..names.len()).map(Literal::usize_unsuffixed);
    let discriminator = match &union.discriminator {
        Some(property) => quote!(Some(#property)),
        None => quote!(None),
    };
    quote! {
        const ALTERNATIVES: &[json::Alternative] = &[#(#alternatives),*];
        let raw = json::RawJson::deserialize(deserializer)?;
        for index in json::alternatives(&raw, #discriminator, ALTERNATIVES) {
            let known = match index {
                #(#indexes => raw.parse().ok().map(Self::#names),)*
                _ => None,
            };
            if let Some(known) = known {
                return Ok(known);
            }
        }
        Ok(Self::Other(raw))
    }
}

/// The kinds of the alternatives, if each has one of its own and no tag decides.
fn distinct_kinds(union: &Union) -> Option<Vec<proc_macro2::Ident>> {
    let kinds: Vec<JsonKind> = union
        .variants
        .iter()
        .map(|variant| variant.form.kind())
        .collect::<Option<_>>()?;
    let distinct: IndexSet<JsonKind> = kinds.iter().copied().collect();
    (distinct.len() == kinds.len() && union.discriminator.is_none())
        .then(|| kinds.into_iter().map(kind).collect())
}

/// What is said of an alternative.
fn words(union: &Union, variant: &UnionVariant) -> Vec<String> {
    let mut paragraphs = vec![match (variant.form.kind(), &variant.value) {
        (Some(JsonKind::Object), Type::Named(name)) if distinct_kinds(union).is_none() => {
            format!("`{name}`")
        }
        (Some(kind), _) => format!("A JSON {}.", word(kind)),
        (None, _) => "One of several kinds of JSON.".to_owned(),
    }];
    if let (Some(property), false) = (&union.discriminator, variant.tags.is_empty()) {
        let tags: Vec<String> = variant.tags.iter().map(|tag| docs::code(tag)).collect();
        paragraphs.push(format!(
            "Its {} is {}.",
            docs::code(property),
            tags.join(" or ")
        ));
    }
    paragraphs
}

fn kind(kind: JsonKind) -> proc_macro2::Ident {
    ident(match kind {
        JsonKind::Boolean => "Boolean",
        JsonKind::Number => "Number",
        JsonKind::String => "String",
        JsonKind::Array => "Array",
        JsonKind::Object => "Object",
    })
}

fn word(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "boolean",
        JsonKind::Number => "number",
        JsonKind::String => "text",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}
