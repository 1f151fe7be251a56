//! Uses of types.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, ident};
use crate::api::{Type, TypeKind};

impl Emitter<'_> {
    /// The type as it is written; `models` is the path to the crate's own types, such as `super`.
    pub(super) fn type_tokens(&self, value: &Type, models: &TokenStream) -> TokenStream {
        match value {
            Type::String => quote!(String),
            Type::Boolean => quote!(bool),
            Type::BooleanOrString => quote!(json::BooleanOrString),
            Type::Number(Type::ANY_NUMBER) => quote!(json::Number),
            Type::Number(name) => {
                let name = ident(name);
                quote!(#name)
            }
            Type::DateTime => quote!(json::DateTime),
            Type::Date => quote!(json::Date),
            Type::Json => quote!(json::RawJson),
            Type::List(element) => {
                let element = self.type_tokens(element, models);
                quote!(Vec<#element>)
            }
            Type::Map(value) => {
                let value = self.type_tokens(value, models);
                quote!(IndexMap<String, #value>)
            }
            Type::Nullable(inner) => {
                let inner = self.type_tokens(inner, models);
                quote!(Option<#inner>)
            }
            Type::Range(inner) => {
                let inner = self.type_tokens(inner, models);
                quote!(Range<#inner>)
            }
            Type::Named(name) => {
                let name = ident(name);
                quote!(#models::#name)
            }
        }
    }

    /// The type behind aliases.
    pub(super) fn target<'t>(&'t self, value: &'t Type) -> &'t Type {
        let mut current = value;
        // There are no cycles of aliases; the bound only keeps this loop honest.
        for _ in 0..self.definitions.len() {
            match current {
                Type::Named(name) => {
                    match self
                        .definitions
                        .get(name.as_str())
                        .map(|definition| &definition.kind)
                    {
                        Some(TypeKind::Alias(next)) => current = next,
                        _ => return current,
                    }
                }
                _ => return current,
            }
        }
        current
    }

    /// A text that is the same for two uses of one type, whatever aliases they go by.
    pub(super) fn identity(&self, value: &Type) -> String {
        match self.target(value) {
            Type::List(inner) => format!("[{}]", self.identity(inner)),
            Type::Map(inner) => format!("{{{}}}", self.identity(inner)),
            Type::Nullable(inner) => format!("{}?", self.identity(inner)),
            other => format!("{other:?}"),
        }
    }

    /// Whether a value has a redacted form: structs, unions and collections of them.
    pub(super) fn is_redactable(&self, value: &Type) -> bool {
        match self.target(value) {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.is_redactable(inner)
            }
            Type::Named(name) => self
                .definitions
                .get(name.as_str())
                .is_some_and(|definition| {
                    matches!(definition.kind, TypeKind::Struct(_) | TypeKind::Union(_))
                }),
            _ => false,
        }
    }
}

/// Whether a setter takes the value as it is: `impl Into` would leave a literal's type open.
pub(super) fn is_plain(value: &Type) -> bool {
    match value {
        Type::Boolean | Type::Nullable(_) => true,
        Type::Number(name) => *name != Type::ANY_NUMBER,
        _ => false,
    }
}

/// Whether the type, anywhere inside, is of this kind.
pub(super) fn mentions(value: &Type, test: fn(&Type) -> bool) -> bool {
    test(value)
        || match value {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Range(inner) => {
                mentions(inner, test)
            }
            _ => false,
        }
}
