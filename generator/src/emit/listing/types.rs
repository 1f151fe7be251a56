//! The models, and the headers that most answers have.

use quote::quote;

use super::{joined, tidy, with};
use crate::api::{
    Field, Headers, Presence, Struct, Type, TypeDefinition, TypeKind, Union, Variant,
};
use crate::emit::Emitter;
use crate::listing::{Fact, Item, Kind};

impl Emitter<'_> {
    pub(super) fn list_types(&self, items: &mut Vec<Item>) {
        for definition in &self.api.types {
            self.list_type(definition, items);
        }
        if let Some(headers) = &self.api.headers {
            self.list_headers(&format!("crate::{}", headers.name), headers, items);
        }
    }

    fn list_type(&self, definition: &TypeDefinition, items: &mut Vec<Item>) {
        let path = &definition.name;
        let (rust, members) = match &definition.kind {
            TypeKind::Struct(structure) => self.struct_members(path, structure),
            TypeKind::Enum(variants) => ("enum".to_owned(), values(path, variants)),
            TypeKind::Constants(constants) => {
                let rust = if constants.numbers {
                    "enum of numbers"
                } else {
                    "enum of JSON values"
                };
                (rust.to_owned(), values(path, &constants.variants))
            }
            TypeKind::Tuple(tuple) => {
                let fields = tuple.fields.iter().map(|field| self.field(path, field));
                let rest = Item::new(Kind::Field, format!("{path}.rest"))
                    .rust(format!("Vec<{}>", self.listed_type(&tuple.rest)));
                (
                    "struct of an array".to_owned(),
                    fields.chain([rest]).collect(),
                )
            }
            TypeKind::Union(union) => ("enum of types".to_owned(), self.alternatives(path, union)),
            TypeKind::Wrapper(value) => {
                (format!("struct({})", self.listed_type(value)), Vec::new())
            }
            TypeKind::Alias(value) => (self.listed_type(value), Vec::new()),
        };
        let texts: Vec<&String> = definition.docs.iter().chain(&definition.examples).collect();
        let item = Item::new(Kind::Type, path)
            .rust(rust)
            .flag("alias", matches!(definition.kind, TypeKind::Alias(_)))
            .flag("personal", definition.personal);
        // What can only be one thing is that from the start.
        let single = match &definition.kind {
            TypeKind::Enum(variants) => variants.as_slice(),
            TypeKind::Constants(constants) => constants.variants.as_slice(),
            _ => &[],
        };
        let item = match single {
            [single] => item.fact("default", &single.name),
            _ => item,
        };
        let item = match &definition.kind {
            TypeKind::Union(union) => with(item, "discriminator", union.discriminator.as_deref()),
            _ => item,
        };
        let features = self.features.as_ref();
        let features = features.map(|features| joined(features.of_type(&definition.name)));
        let features = features.filter(|features| !features.is_empty());
        items.push(with(item, "features", features).docs(&texts));
        items.extend(members);
    }

    fn struct_members(&self, path: &str, structure: &Struct) -> (String, Vec<Item>) {
        // The items of a page are `R`, which is their type unless another is asked for.
        let fields = structure.fields.iter();
        let mut members: Vec<Item> = fields.map(|field| self.field(path, field)).collect();
        // A method is not made where a property has its name.
        for (index, field) in structure.fields.iter().enumerate() {
            let null = format!("null_{}", field.name);
            let is_made =
                field.sent_null && structure.fields.iter().all(|other| other.name != null);
            if let Some(member) = members.get_mut(index).filter(|_| is_made) {
                member.facts.push(Fact {
                    key: "null".to_owned(),
                    value: String::new(),
                });
            }
        }
        if let Some(value) = &structure.additional {
            let value = self.listed_type(value);
            members.push(
                Item::new(Kind::Field, format!("{path}.additional_properties"))
                    .rust(format!("IndexMap<String, {value}>")),
            );
        }
        let rust = match structure
            .items
            .and_then(|index| structure.fields.get(index))
        {
            Some(field) => format!("struct<R = {}>", self.listed_type(&field.value)),
            None => "struct".to_owned(),
        };
        (rust, members)
    }

    fn field(&self, path: &str, field: &Field) -> Item {
        let value = self.listed_type(&field.value);
        let value = match (&field.value, field.boxed) {
            (Type::Nullable(inner), true) => format!("Option<Box<{}>>", self.listed_type(inner)),
            (_, true) => format!("Box<{value}>"),
            (_, false) => value,
        };
        let (rust, presence) = match field.presence {
            Presence::Optional => (format!("Option<{value}>"), "optional"),
            Presence::Required => (value, "required"),
            Presence::Tolerant => (value, "may-be-absent"),
        };
        Item::new(Kind::Field, format!("{path}.{}", field.name))
            .rust(rust)
            .spec(&field.wire_name)
            .flag(presence, true)
            .flag("deprecated", field.deprecated)
            .flag("personal", field.personal)
            .docs(&field.docs)
    }

    fn alternatives(&self, path: &str, union: &Union) -> Vec<Item> {
        let identities: Vec<String> = union
            .variants
            .iter()
            .map(|variant| self.identity(&variant.value))
            .collect();
        let variants = union.variants.iter().zip(&identities);
        variants
            .map(|(variant, identity)| {
                let value = self.listed_type(&variant.value);
                let value = if variant.boxed {
                    format!("Box<{value}>")
                } else {
                    value
                };
                let same = identities.iter().filter(|other| *other == identity).count();
                let item = Item::new(Kind::Alternative, format!("{path}.{}", variant.name))
                    .rust(value)
                    .flag("from", same == 1);
                let tags = (!variant.tags.is_empty()).then(|| joined(&variant.tags));
                with(item, "tags", tags)
            })
            .collect()
    }

    pub(super) fn list_headers(&self, path: &str, headers: &Headers, items: &mut Vec<Item>) {
        items.push(
            Item::new(Kind::Type, path)
                .rust("struct")
                .flag("headers", true),
        );
        for field in &headers.fields {
            let value = self.type_tokens(&field.value, &quote!(models));
            items.push(
                Item::new(Kind::Field, format!("{path}.{}", field.name))
                    .rust(format!("Option<{}>", tidy(&value)))
                    .spec(&field.wire_name)
                    .flag("json", field.is_json)
                    .docs(&field.docs),
            );
        }
    }
}

fn values(path: &str, variants: &[Variant]) -> Vec<Item> {
    let value = |variant: &Variant| {
        Item::new(Kind::Value, format!("{path}.{}", variant.name)).spec(&variant.wire_name)
    };
    variants.iter().map(value).collect()
}
