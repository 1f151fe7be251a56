//! Values of one of several types, told apart by their kind of JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident};
use crate::api::{JsonKind, Type, TypeDefinition, UnionVariant};

impl Emitter<'_> {
    pub(super) fn union_type(
        &self,
        definition: &TypeDefinition,
        variants: &[UnionVariant],
    ) -> TokenStream {
        let name = ident(&definition.name);
        let hidden_other = format!("{}([hidden])", definition.name);
        let text = docs::attributes(&definition.docs);
        let names: Vec<_> = variants
            .iter()
            .map(|variant| ident(&variant.name))
            .collect();
        let kinds: Vec<_> = variants.iter().map(|variant| kind(variant.kind)).collect();
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
            .map(|variant| docs::attributes(&[format!("A JSON {}.", word(variant.kind))]))
            .collect();
        let conversions = variants.iter().zip(&values).map(|(variant, value)| {
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
            quote! {
                impl From<#value> for #name {
                    fn from(value: #value) -> Self {
                        Self::#variant_name(value)
                    }
                }
                #from_text
            }
        });
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

            #(#conversions)*

            impl<'de> Deserialize<'de> for #name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let raw = json::RawJson::deserialize(deserializer)?;
                    let known = match raw.kind() {
                        #(json::Kind::#kinds => raw.parse().ok().map(Self::#names),)*
                        _ => None,
                    };
                    Ok(known.unwrap_or(Self::Other(raw)))
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
