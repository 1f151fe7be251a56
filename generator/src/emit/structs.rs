//! Structs: definition, setters, reading, writing, `Debug`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::types::is_plain;
use super::{Emitter, docs, ident};
use crate::api::{Field, Presence, Struct, Type, TypeDefinition};

/// The bits in one word of a set of fields.
const WORD: usize = 64;

impl Emitter<'_> {
    pub(super) fn structure(&self, definition: &TypeDefinition, structure: &Struct) -> TokenStream {
        let name = ident(&definition.name);
        let parts = Parts {
            emitter: self,
            type_name: &definition.name,
            structure,
        };
        let text = docs::attributes(&definition.docs);
        let allow_deprecated = parts.allow_deprecated();
        let fields = parts.fields();
        let marks = parts.marks();
        let additional = parts.additional_field();
        let generics = parts.generics();
        let constructor = parts.constructor();
        let setters = parts.setters();
        let read = parts.read();
        let write = parts.write();
        let debug = parts.debug();
        quote! {
            #text
            #allow_deprecated
            #[derive(Clone, Default, PartialEq)]
            #[non_exhaustive]
            pub struct #name #generics {
                #(#fields)*
                /// What was sent beside the known fields, as it was sent. It is written back.
                pub unknown_fields: json::UnknownFields,
                #additional
                #marks
            }

            #constructor
            #setters
            #read
            #write
            #debug
        }
    }
}

struct Parts<'a> {
    emitter: &'a Emitter<'a>,
    type_name: &'a str,
    structure: &'a Struct,
}

impl Parts<'_> {
    fn is_items(&self, index: usize) -> bool {
        self.structure.items == Some(index)
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.structure.fields.iter().enumerate()
    }

    fn has(&self, presence: Presence) -> bool {
        self.structure
            .fields
            .iter()
            .any(|field| field.presence == presence)
    }

    fn has_null_marks(&self) -> bool {
        self.has(Presence::Optional) || self.has(Presence::Tolerant)
    }

    fn has_absent_marks(&self) -> bool {
        self.has(Presence::Tolerant)
    }

    fn words(&self) -> usize {
        self.structure.fields.len().div_ceil(WORD).max(1)
    }

    /// Code that touches a deprecated field must be allowed to.
    fn allow_deprecated(&self) -> Option<TokenStream> {
        self.structure
            .fields
            .iter()
            .any(|field| field.deprecated)
            .then(|| quote!(#[allow(deprecated, reason = "deprecated fields are still read and written")]))
    }

    /// The type of a field's value, without `Option`.
    fn value(&self, index: usize, field: &Field) -> TokenStream {
        if self.is_items(index) {
            return quote!(R);
        }
        let value = self.emitter.type_tokens(&field.value, &quote!(super));
        if field.boxed {
            match &field.value {
                Type::Nullable(inner) => {
                    let inner = self.emitter.type_tokens(inner, &quote!(super));
                    quote!(Option<Box<#inner>>)
                }
                _ => quote!(Box<#value>),
            }
        } else {
            value
        }
    }

    fn fields(&self) -> Vec<TokenStream> {
        self.numbered()
            .map(|(index, field)| {
                let text = docs::attributes(&field.docs);
                let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
                let name = ident(&field.name);
                let value = self.value(index, field);
                let value = match field.presence {
                    Presence::Optional => quote!(Option<#value>),
                    Presence::Required | Presence::Tolerant => value,
                };
                quote! { #text #deprecated pub #name: #value, }
            })
            .collect()
    }

    fn marks(&self) -> TokenStream {
        let words = Literal::usize_unsuffixed(self.words());
        let nulls = self
            .has_null_marks()
            .then(|| quote!(null_fields: json::FieldSet<#words>,));
        let absent = self
            .has_absent_marks()
            .then(|| quote!(absent_fields: json::FieldSet<#words>,));
        quote! { #nulls #absent }
    }

    fn additional(&self) -> Option<TokenStream> {
        let value = self.structure.additional.as_ref()?;
        Some(self.emitter.type_tokens(value, &quote!(super)))
    }

    fn additional_field(&self) -> Option<TokenStream> {
        let value = self.additional()?;
        Some(quote! {
            /// The members beside the known fields. One whose value is of another type is kept
            /// in `unknown_fields`.
            pub additional_properties: IndexMap<String, #value>,
        })
    }

    fn additional_setter(&self) -> Option<TokenStream> {
        let value = self.additional()?;
        Some(quote! {
            /// Sets [`additional_properties`](Self::additional_properties).
            #[must_use]
            pub fn set_additional_properties(
                mut self,
                value: impl IntoIterator<Item = (impl Into<String>, impl Into<#value>)>,
            ) -> Self {
                self.additional_properties = value
                    .into_iter()
                    .map(|(name, value)| (name.into(), value.into()))
                    .collect();
                self
            }
        })
    }

    /// `<R = Vec<Item>>` of a page.
    fn generics(&self) -> TokenStream {
        match self.items_type() {
            Some(items) => quote!(<R = #items>),
            None => quote!(),
        }
    }

    fn items_type(&self) -> Option<TokenStream> {
        let field = self.structure.fields.get(self.structure.items?)?;
        Some(self.emitter.type_tokens(&field.value, &quote!(super)))
    }

    /// `impl<R: Bounds> Trait for Name<R>`, or without `R`.
    fn implementation(&self, bounds: &TokenStream, head: &TokenStream) -> TokenStream {
        let name = ident(self.type_name);
        if self.structure.items.is_some() {
            quote!(impl<R: #bounds> #head #name<R>)
        } else {
            quote!(impl #head #name)
        }
    }

    fn constructor(&self) -> TokenStream {
        let name = ident(self.type_name);
        let redacted = if self.emitter.has_personal_data {
            quote! {
                /// This value with everything that `Debug` hides, for those who mean to see it.
                pub fn reveal_personal_data(&self) -> impl fmt::Debug + '_ {
                    json::Revealed(self)
                }
            }
        } else {
            quote!()
        };
        quote! {
            impl #name {
                /// A value without any content, to be filled by the setters.
                #[must_use]
                pub fn new() -> Self {
                    Self::default()
                }

                #redacted
            }
        }
    }

    fn setters(&self) -> TokenStream {
        let setters: Vec<TokenStream> = self
            .numbered()
            .map(|(index, field)| self.setter(index, field))
            .chain(self.additional_setter())
            .collect();
        if setters.is_empty() {
            return quote!();
        }
        let name = ident(self.type_name);
        let allow = self.allow_deprecated();
        if self.structure.items.is_some() {
            quote! { #allow impl<R> #name<R> { #(#setters)* } }
        } else {
            quote! { #allow impl #name { #(#setters)* } }
        }
    }

    fn setter(&self, index: usize, field: &Field) -> TokenStream {
        let setter = format_ident!("set_{}", field.name);
        let name = ident(&field.name);
        let shown = &field.name;
        let text = docs::trusted(&[format!("Sets [`{shown}`](Self::{shown}).")]);
        let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
        let (argument, converted) = if self.is_items(index) {
            (quote!(R), quote!(value))
        } else {
            let value = self.emitter.type_tokens(&field.value, &quote!(super));
            match (&field.value, field.boxed) {
                (Type::Nullable(inner), true) => {
                    let inner = self.emitter.type_tokens(inner, &quote!(super));
                    (quote!(Option<#inner>), quote!(value.map(Box::new)))
                }
                (plain, false) if is_plain(plain) => (value, quote!(value)),
                (_, true) => (quote!(impl Into<#value>), quote!(Box::new(value.into()))),
                (_, false) => (quote!(impl Into<#value>), quote!(value.into())),
            }
        };
        let assigned = match field.presence {
            Presence::Optional => quote!(Some(#converted)),
            Presence::Required | Presence::Tolerant => converted,
        };
        let null = self.null_methods(index, field);
        quote! {
            #text
            #deprecated
            #[must_use]
            pub fn #setter(mut self, value: #argument) -> Self {
                self.#name = #assigned;
                self
            }

            #null
        }
    }

    /// Where null means something else than absent: a setter for it, and a question.
    fn null_methods(&self, index: usize, field: &Field) -> Option<TokenStream> {
        let taken = |name: &str| self.structure.fields.iter().any(|other| other.name == name);
        if !field.sent_null || taken(&format!("null_{}", field.name)) {
            return None;
        }
        let name = ident(&field.name);
        let shown = &field.name;
        let index = Literal::usize_unsuffixed(index);
        let set = format_ident!("set_null_{}", field.name);
        let is = format_ident!("is_null_{}", field.name);
        let set_text = docs::trusted(&[format!(
            "Sets [`{shown}`](Self::{shown}) to null, which is sent: left out, it would be `None` too."
        )]);
        let is_text = docs::trusted(&[format!(
            "Whether [`{shown}`](Self::{shown}) is null, rather than left out."
        )]);
        let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
        Some(quote! {
            #set_text
            #deprecated
            #[must_use]
            pub fn #set(mut self) -> Self {
                self.#name = None;
                self.null_fields.insert(#index);
                self
            }

            #is_text
            #deprecated
            #[must_use]
            pub fn #is(&self) -> bool {
                self.#name.is_none() && self.null_fields.contains(#index)
            }
        })
    }

    fn read(&self) -> TokenStream {
        let allow = self.allow_deprecated();
        let arms: Vec<TokenStream> = self
            .numbered()
            .map(|(index, field)| {
                let wire_name = &field.wire_name;
                let name = ident(&field.name);
                let index = Literal::usize_unsuffixed(index);
                let call = match field.presence {
                    Presence::Required => quote!(required(#index, &mut self.#name)),
                    Presence::Optional => {
                        quote!(optional(#index, &mut self.#name, &mut self.null_fields))
                    }
                    Presence::Tolerant => {
                        quote!(tolerant(#index, &mut self.#name, &mut self.null_fields))
                    }
                };
                quote! { #wire_name => field.#call, }
            })
            .collect();
        let checks: Vec<TokenStream> = self
            .numbered()
            .filter_map(|(index, field)| {
                let index = Literal::usize_unsuffixed(index);
                let wire_name = &field.wire_name;
                match field.presence {
                    Presence::Optional => None,
                    Presence::Required => Some(quote! {
                        if !seen.contains(#index) {
                            return Err(#wire_name);
                        }
                    }),
                    Presence::Tolerant => Some(quote! {
                        if !seen.contains(#index) {
                            self.absent_fields.insert(#index);
                        }
                    }),
                }
            })
            .collect();
        let finish = (!checks.is_empty()).then(|| {
            quote! {
                fn finish(&mut self, seen: json::SeenFields) -> Result<(), &'static str> {
                    #(#checks)*
                    Ok(())
                }
            }
        });
        let object = self.implementation(
            &quote!(Default + DeserializeOwned),
            &quote!(json::Object for),
        );
        let unknown = if self.structure.additional.is_some() {
            quote! {
                _ => field.additional(&mut self.additional_properties, &mut self.unknown_fields),
            }
        } else {
            quote! { _ => field.unknown(&mut self.unknown_fields), }
        };
        let type_name = ident(self.type_name);
        let shown_name = self.type_name;
        let deserialize = if self.structure.items.is_some() {
            quote!(impl<'de, R: Default + DeserializeOwned> Deserialize<'de> for #type_name<R>)
        } else {
            quote!(impl<'de> Deserialize<'de> for #type_name)
        };
        quote! {
            #allow
            #object {
                const NAME: &'static str = #shown_name;

                fn read_field<'de, A: MapAccess<'de>>(
                    &mut self,
                    name: &str,
                    field: json::FieldReader<'_, A>,
                ) -> Result<(), A::Error> {
                    match name {
                        #(#arms)*
                        #unknown
                    }
                }

                #finish
            }

            #deserialize {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    json::deserialize_object(deserializer)
                }
            }
        }
    }

    fn write(&self) -> TokenStream {
        let allow = self.allow_deprecated();
        let calls: Vec<TokenStream> = self
            .numbered()
            .map(|(index, field)| {
                let index = Literal::usize_unsuffixed(index);
                let wire_name = &field.wire_name;
                let name = ident(&field.name);
                match field.presence {
                    Presence::Required => quote! { object.required(#wire_name, &self.#name)?; },
                    Presence::Optional => quote! {
                        object.optional(#index, #wire_name, &self.#name, &self.null_fields)?;
                    },
                    Presence::Tolerant => quote! {
                        object.tolerant(#index, #wire_name, &self.#name, &self.absent_fields, &self.null_fields)?;
                    },
                }
            })
            .collect();
        let additional = self
            .structure
            .additional
            .as_ref()
            .map(|_| quote!(object.additional(&self.additional_properties)?;));
        let head = self.implementation(&quote!(Serialize), &quote!(Serialize for));
        quote! {
            #allow
            #head {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut object = json::ObjectWriter::new(serializer)?;
                    #(#calls)*
                    #additional
                    object.unknown(&self.unknown_fields)?;
                    object.end()
                }
            }
        }
    }

    fn debug(&self) -> TokenStream {
        let allow = self.allow_deprecated();
        let calls: Vec<TokenStream> = self
            .numbered()
            .map(|(_, field)| {
                let shown = &field.name;
                let name = ident(&field.name);
                let method = if field.personal {
                    ident("personal")
                } else if self.emitter.is_redactable(&field.value) {
                    ident("nested")
                } else {
                    ident("field")
                };
                quote! { object.#method(#shown, &self.#name); }
            })
            .collect();
        let additional = self.structure.additional.as_ref().map(|value| {
            let method = if self.emitter.is_redactable(value) {
                ident("nested")
            } else {
                ident("field")
            };
            quote! { object.#method("additional_properties", &self.additional_properties); }
        });
        let nested_items = self
            .structure
            .items
            .and_then(|index| self.structure.fields.get(index))
            .is_some_and(|field| self.emitter.is_redactable(&field.value));
        let bounds = if nested_items {
            quote!(json::Redact)
        } else {
            quote!(fmt::Debug)
        };
        let redact = self.implementation(&bounds, &quote!(json::Redact for));
        let debug = self.implementation(&bounds, &quote!(fmt::Debug for));
        // Without personal data there is nothing to hide, unknown fields included.
        let reveal = !self.emitter.has_personal_data;
        let shown_name = self.type_name;
        quote! {
            #allow
            #redact {
                fn fmt_redacted(&self, formatter: &mut fmt::Formatter<'_>, reveal: bool) -> fmt::Result {
                    let mut object = json::ObjectFormatter::new(formatter, #shown_name, reveal);
                    #(#calls)*
                    #additional
                    object.unknown(&self.unknown_fields).finish()
                }
            }

            #debug {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    json::Redact::fmt_redacted(self, formatter, #reveal)
                }
            }
        }
    }
}
