//! Arrays whose first elements have types of their own, and types around others.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Emitter, docs, ident};
use crate::api::{Field, Presence, Tuple, Type, TypeDefinition};

impl Emitter<'_> {
    pub(super) fn tuple(&self, definition: &TypeDefinition, tuple: &Tuple) -> TokenStream {
        let name = ident(&definition.name);
        let shown = &definition.name;
        let text = docs::attributes(&definition.docs);
        let rest = self.type_tokens(&tuple.rest, &quote!(super));
        let value = |field: &Field| {
            let value = self.type_tokens(&field.value, &quote!(super));
            if field.boxed {
                quote!(Box<#value>)
            } else {
                value
            }
        };
        let fields = tuple.fields.iter().map(|field| {
            let text = docs::attributes(&field.docs);
            let name = ident(&field.name);
            let value = value(field);
            match field.presence {
                Presence::Optional => quote! { #text pub #name: Option<#value>, },
                Presence::Required | Presence::Tolerant => quote! { #text pub #name: #value, },
            }
        });
        let setters = tuple.fields.iter().map(|field| {
            let setter = format_ident!("set_{}", field.name);
            let name = ident(&field.name);
            let shown = &field.name;
            let text = docs::trusted(&[format!("Sets [`{shown}`](Self::{shown}).")]);
            let value = value(field);
            let assigned = match field.presence {
                Presence::Optional => quote!(Some(value.into())),
                Presence::Required | Presence::Tolerant => quote!(value.into()),
            };
            quote! {
                #text
                #[must_use]
                pub fn #setter(mut self, value: impl Into<#value>) -> Self {
                    self.#name = #assigned;
                    self
                }
            }
        });
        let names: Vec<_> = tuple
            .fields
            .iter()
            .map(|field| ident(&field.name))
            .collect();
        let reads: Vec<TokenStream> = tuple
            .fields
            .iter()
            .map(|field| match field.presence {
                Presence::Optional => quote!(items.optional()?),
                Presence::Required | Presence::Tolerant => quote!(items.required()?),
            })
            .collect();
        let writes = tuple.fields.iter().map(|field| {
            let name = ident(&field.name);
            match field.presence {
                Presence::Optional => quote!(items.optional(&self.#name)?;),
                Presence::Required | Presence::Tolerant => quote!(items.required(&self.#name)?;),
            }
        });
        quote! {
            #text
            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
                /// The elements after those.
                pub rest: Vec<#rest>,
                nulls: json::TrailingNulls,
            }

            impl #name {
                /// A value without any content, to be filled by the setters.
                #[must_use]
                pub fn new() -> Self {
                    Self::default()
                }

                #(#setters)*

                /// Sets [`rest`](Self::rest).
                #[must_use]
                pub fn set_rest(mut self, value: Vec<#rest>) -> Self {
                    self.rest = value;
                    self
                }
            }

            impl<'de> Deserialize<'de> for #name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let mut items = json::TupleReader::new(#shown, deserializer)?;
                    Ok(Self {
                        #(#names: #reads,)*
                        nulls: items.nulls(),
                        rest: items.rest()?,
                    })
                }
            }

            impl Serialize for #name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut items = json::TupleWriter::new(serializer)?;
                    #(#writes)*
                    items.end(&self.rest, self.nulls)
                }
            }
        }
    }

    pub(super) fn newtype(&self, definition: &TypeDefinition, value: &Type) -> TokenStream {
        let name = ident(&definition.name);
        let text = docs::attributes(&definition.docs);
        let value = self.type_tokens(value, &quote!(super));
        quote! {
            #text
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct #name(pub #value);

            impl From<#value> for #name {
                fn from(value: #value) -> Self {
                    Self(value)
                }
            }

            impl std::ops::Deref for #name {
                type Target = #value;

                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }

            impl Serialize for #name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(serializer)
                }
            }

            impl<'de> Deserialize<'de> for #name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Deserialize::deserialize(deserializer).map(Self)
                }
            }
        }
    }
}
