//! Enums of texts, open to values that the document does not list.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident};
use crate::api::{TypeDefinition, Variant};

impl Emitter<'_> {
    pub(super) fn enumeration(
        &self,
        definition: &TypeDefinition,
        variants: &[Variant],
    ) -> TokenStream {
        let name = ident(&definition.name);
        let text = docs::attributes(&definition.docs);
        let declared = variants.iter().map(|variant| {
            let text = docs::attributes(&[wire_words(&variant.wire_name)]);
            let variant = ident(&variant.name);
            let default = (variants.len() == 1).then(|| quote!(#[default]));
            quote! { #text #default #variant, }
        });
        let names: Vec<_> = variants
            .iter()
            .map(|variant| ident(&variant.name))
            .collect();
        let wire_names: Vec<&str> = variants
            .iter()
            .map(|variant| variant.wire_name.as_str())
            .collect();
        // What can only be one thing is that from the start.
        let single = names.len() == 1;
        let derived = single.then(|| quote!(#[derive(Default)]));
        let default = (!single).then(|| {
            quote! {
                impl Default for #name {
                    fn default() -> Self {
                        Self::Unknown(String::new())
                    }
                }
            }
        });
        quote! {
            #text
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #derived
            #[non_exhaustive]
            pub enum #name {
                #(#declared)*
                /// A value that this version of the crate does not know, as it was sent.
                Unknown(String),
            }

            impl #name {
                /// The values that the API's description lists.
                pub const KNOWN: &'static [Self] = &[#(Self::#names,)*];

                /// The value as it is sent.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#names => #wire_names,)*
                        Self::Unknown(text) => text,
                    }
                }
            }

            #default

            impl json::OpenEnum for #name {
                fn from_wire(text: &str) -> Self {
                    match text {
                        #(#wire_names => Self::#names,)*
                        _ => Self::Unknown(text.to_owned()),
                    }
                }

                fn as_str(&self) -> &str {
                    self.as_str()
                }
            }

            impl From<&str> for #name {
                fn from(text: &str) -> Self {
                    json::OpenEnum::from_wire(text)
                }
            }

            impl From<String> for #name {
                fn from(text: String) -> Self {
                    json::OpenEnum::from_wire(&text)
                }
            }

            impl fmt::Display for #name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(self.as_str())
                }
            }

            impl Serialize for #name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    json::serialize_open_enum(self, serializer)
                }
            }

            impl<'de> Deserialize<'de> for #name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    json::deserialize_open_enum(deserializer)
                }
            }
        }
    }
}

fn wire_words(wire_name: &str) -> String {
    if wire_name.is_empty() {
        "The empty text.".to_owned()
    } else if wire_name.contains(['`', '\n', '\r']) {
        format!("The value {wire_name:?}.")
    } else {
        format!("`{wire_name}`")
    }
}
