//! `src/models/`: a file for each type.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs, ident, imports, incoming};
use crate::api::{Type, TypeDefinition, TypeKind};
use crate::format;
use crate::tree::Tree;

impl Emitter<'_> {
    pub(super) fn models(&self, tree: &mut Tree) {
        if self.api.types.is_empty() {
            return;
        }
        for definition in &self.api.types {
            let body = self.model(definition);
            let imports = imports::for_model(&body);
            let tokens = quote! { #imports #body };
            tree.add(
                format!("src/models/{}.rs", definition.module),
                format::rust_file(tokens),
            );
        }
        let mut sorted: Vec<&TypeDefinition> = self.api.types.iter().collect();
        sorted.sort_by(|left, right| left.module.cmp(&right.module));
        let modules = sorted.iter().map(|definition| {
            let module = ident(&definition.module);
            let condition = self.condition_of_type(definition);
            quote!(#condition mod #module;)
        });
        let exports = sorted.iter().map(|definition| {
            let (module, name) = (ident(&definition.module), ident(&definition.name));
            let condition = self.condition_of_type(definition);
            quote!(#condition pub use #module::#name;)
        });
        let mut paragraphs = vec![
            "What the API sends and takes, a file for each schema.".to_owned(),
            "Everything here reads what it does not know and writes it back: unknown fields, unknown values \
             of an enum, dates that are none. Structs are filled by `new` and the setters."
                .to_owned(),
        ];
        paragraphs.extend(incoming::paragraphs(&self.api.incoming));
        let text = docs::inner_attributes(&paragraphs);
        tree.add(
            "src/models/mod.rs",
            format::rust_file(quote! {
                #text
                #(#modules)*
                #(#exports)*
            }),
        );
    }

    /// The attribute by which a type is compiled only with what mentions it.
    pub(super) fn condition_of_type(&self, definition: &TypeDefinition) -> Option<TokenStream> {
        self.features.as_ref()?.on_type(&definition.name)
    }

    fn model(&self, definition: &TypeDefinition) -> TokenStream {
        match &definition.kind {
            TypeKind::Struct(structure) => self.structure(definition, structure),
            TypeKind::Enum(variants) => self.enumeration(definition, variants),
            TypeKind::Constants(constants) => self.constants(definition, constants),
            TypeKind::Tuple(tuple) => self.tuple(definition, tuple),
            TypeKind::Union(union) => self.union_type(definition, union),
            TypeKind::Wrapper(value) => self.newtype(definition, value),
            TypeKind::Alias(value) => self.alias(definition, value),
        }
    }

    fn alias(&self, definition: &TypeDefinition, value: &Type) -> TokenStream {
        let name = ident(&definition.name);
        let text = docs::attributes(&definition.docs);
        let value = self.type_tokens(value, &quote!(super));
        quote! {
            #text
            pub type #name = #value;
        }
    }
}
