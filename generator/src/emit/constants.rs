//! Enums of numbers, and of values of several types, open to values that the document does not
//! list.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident};
use crate::api::{Constants, TypeDefinition};

impl Emitter<'_> {
    pub(super) fn constants(
        &self,
        definition: &TypeDefinition,
        constants: &Constants,
    ) -> TokenStream {
        let name = ident(&definition.name);
        let text = docs::attributes(&definition.docs);
        let declared = constants.variants.iter().map(|variant| {
            let text = docs::attributes(&[docs::code(&variant.wire_name)]);
            let variant = ident(&variant.name);
            let default = (constants.variants.len() == 1).then(|| quote!(#[default]));
            quote! { #text #default #variant, }
        });
        let names: Vec<_> = constants
            .variants
            .iter()
            .map(|variant| ident(&variant.name))
            .collect();
        let wire_names: Vec<&str> = constants
            .variants
            .iter()
            .map(|variant| variant.wire_name.as_str())
            .collect();
        let value = if constants.numbers {
            quote!(json::Number)
        } else {
            quote!(json::RawJson)
        };
        let parse = if constants.numbers {
            quote!(text.parse().unwrap_or_default())
        } else {
            quote!(json::RawJson::from_text(text).unwrap_or_default())
        };
        let from_integer = constants.numbers.then(|| {
            quote! {
                impl From<i64> for #name {
                    fn from(value: i64) -> Self {
                        json::Number::from(value).into()
                    }
                }
            }
        });
        // What can only be one thing is that from the start.
        let single = names.len() == 1;
        let derived = single.then(|| quote!(#[derive(Default)]));
        let default = (!single).then(|| {
            quote! {
                impl Default for #name {
                    fn default() -> Self {
                        Self::Unknown(Default::default())
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
                Unknown(#value),
            }

            impl #name {
                /// The values that the API's description lists.
                pub const KNOWN: &'static [Self] = &[#(Self::#names,)*];

                /// The value as it is sent.
                #[must_use]
                pub fn value(&self) -> #value {
                    let text = match self {
                        #(Self::#names => #wire_names,)*
                        Self::Unknown(value) => return value.clone(),
                    };
                    #parse
                }
            }

            #default

            impl From<#value> for #name {
                fn from(value: #value) -> Self {
                    let known = Self::KNOWN.iter().find(|known| known.value() == value);
                    known.cloned().unwrap_or(Self::Unknown(value))
                }
            }

            #from_integer

            impl fmt::Display for #name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    fmt::Display::fmt(&self.value(), formatter)
                }
            }

            impl Serialize for #name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.value().serialize(serializer)
                }
            }

            impl<'de> Deserialize<'de> for #name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    #value::deserialize(deserializer).map(Self::from)
                }
            }
        }
    }
}
