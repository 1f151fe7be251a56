//! From schemas to the types of the emitted crate.

use indexmap::IndexMap;

use super::docs::Docs;
use super::examples;
use super::names::{Case, Scope, name};
use super::unions::is_boolean_or_string;
use crate::api::{
    Constants, Field, Presence, Struct, Tuple, Type, TypeDefinition, TypeKind, Variant,
};
use crate::diagnostics::{Code, Diagnostics};
use crate::resolve::{self, Constant, Object, Resolved, Schema, Shape};
use crate::source::{Node, Pointer};

/// Names that every struct of the emitted crate uses for itself.
const RESERVED_FIELDS: [&str; 5] = [
    "unknown_fields",
    "null_fields",
    "absent_fields",
    "new",
    "reveal_personal_data",
];

/// Makes definitions for named schemas and for those inside them.
pub(super) struct Types<'a> {
    pub(super) resolved: &'a Resolved,
    pub(super) diagnostics: &'a Diagnostics,
    /// The Rust names of the named schemas.
    named: IndexMap<&'a str, String>,
    names: Scope,
    modules: Scope,
    pub(super) definitions: Vec<TypeDefinition>,
}

impl<'a> Types<'a> {
    pub(super) fn new(resolved: &'a Resolved, diagnostics: &'a Diagnostics) -> Self {
        let mut names = Scope::default();
        let rust_names = names.take_all(
            resolved.schemas.keys().map(String::as_str),
            Case::UpperCamel,
        );
        let named = resolved
            .schemas
            .keys()
            .map(String::as_str)
            .zip(rust_names)
            .collect();
        Self {
            resolved,
            diagnostics,
            named,
            names,
            modules: Scope::with_reserved(&["mod", "oas_runtime"]),
            definitions: Vec::new(),
        }
    }

    /// The Rust name of a named schema.
    pub(super) fn rust_name(&self, schema: &str) -> Option<String> {
        self.named.get(schema).cloned()
    }

    /// The places of the named schemas by their Rust names.
    pub(super) fn places(&self) -> IndexMap<String, Pointer> {
        self.named
            .iter()
            .filter_map(|(schema_name, rust_name)| {
                let schema = self.resolved.schemas.get(*schema_name)?;
                Some((rust_name.clone(), schema.pointer.clone()))
            })
            .collect()
    }

    /// Defines all named schemas in their order.
    pub(super) fn define_named(&mut self) {
        for (schema_name, schema) in &self.resolved.schemas {
            let Some(rust_name) = self.named.get(schema_name.as_str()).cloned() else {
                continue;
            };
            if rust_name != name(schema_name, Case::UpperCamel)
                || rust_name == format!("{schema_name}Model")
            {
                self.diagnostics.report(
                    crate::diagnostics::Severity::Note,
                    Code::RenamedItem,
                    &schema.pointer,
                    format!("the schema `{schema_name}` is the type `{rust_name}` in Rust"),
                    "its usual name is taken by Rust or by another schema",
                );
            }
            self.define(&rust_name, schema);
        }
    }

    /// Whether a value of this schema may be null, by itself or by the schema it refers to.
    pub(super) fn is_nullable(&self, schema: &Schema) -> bool {
        let mut current = schema;
        for _ in 0..self.resolved.schemas.len() + 1 {
            if current.nullable {
                return true;
            }
            match &current.shape {
                Shape::Reference(target) => match self.resolved.schemas.get(target) {
                    Some(next) => current = next,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// The type for a use of `schema`; `hint` names it if it must be defined here.
    pub(super) fn use_of(&mut self, schema: &Schema, hint: &str) -> Type {
        match &schema.shape {
            Shape::Any | Shape::FreeObject => Type::Json,
            Shape::Reference(target) => match self.named.get(target.as_str()) {
                Some(rust_name) => Type::Named(rust_name.clone()),
                None => Type::Json,
            },
            Shape::Boolean => Type::Boolean,
            Shape::Integer(format) => Type::Number(integer(format.as_deref(), &schema.annotations)),
            Shape::Number(format) => Type::Number(match format.as_deref() {
                Some("float") => "f32",
                Some("double") => "f64",
                Some("int32") => "i32",
                Some("int64") => "i64",
                _ => Type::ANY_NUMBER,
            }),
            Shape::String(format) => match format.as_deref() {
                Some("date-time") => Type::DateTime,
                Some("date") => Type::Date,
                // `uuid`, `uri`, `time`, `duration`, `byte`, `decimal` and the rest stay texts: a
                // type of their own would have to refuse, or to write differently, what a server
                // sends all the same.
                _ => Type::String,
            },
            Shape::Array(items) => {
                let element = self.element(items, &format!("{hint}Item"));
                Type::List(Box::new(element))
            }
            Shape::Map(values) => {
                let value = self.element(values, &format!("{hint}Value"));
                Type::Map(Box::new(value))
            }
            Shape::Union(union) if is_boolean_or_string(union) => Type::BooleanOrString,
            Shape::Union(union) if self.is_anything(union) => {
                self.report_anything(schema);
                Type::Json
            }
            Shape::Enum(_)
            | Shape::Constants(_)
            | Shape::Tuple(_)
            | Shape::Object(_)
            | Shape::Union(_) => {
                let rust_name = self
                    .names
                    .take(&name(hint, Case::UpperCamel), Case::UpperCamel);
                self.define(&rust_name, schema);
                Type::Named(rust_name)
            }
        }
    }

    pub(super) fn element(&mut self, schema: &Schema, hint: &str) -> Type {
        let element = self.use_of(schema, hint);
        if self.is_nullable(schema) && element != Type::Json {
            Type::Nullable(Box::new(element))
        } else {
            element
        }
    }

    fn define(&mut self, rust_name: &str, schema: &Schema) {
        let docs = Docs::new()
            .described(
                &schema.annotations,
                &format!("The schema `{rust_name}` of the API."),
            )
            .details(&schema.annotations)
            .deprecation(schema.annotations.deprecated)
            .extensions(&schema.extensions, self.resolved.integrations.len())
            .into_paragraphs();
        let examples = schema
            .annotations
            .examples
            .iter()
            .filter(|example| examples::misfit(self.resolved, schema, example).is_none())
            .map(Node::to_json_text)
            .collect();
        // The place in the list is taken before the types inside are defined: parents come first.
        let index = self.definitions.len();
        self.definitions.push(TypeDefinition {
            name: rust_name.to_owned(),
            module: self
                .modules
                .take(&name(rust_name, Case::Module), Case::Module),
            docs,
            kind: TypeKind::Alias(Type::Json),
            personal: schema.extensions.personal_data,
            holds_personal_data: schema.extensions.personal_data,
            examples,
        });
        let kind = match &schema.shape {
            Shape::Object(object) => TypeKind::Struct(self.structure(rust_name, schema, object)),
            Shape::Enum(values) => TypeKind::Enum(variants(values)),
            Shape::Constants(values) => TypeKind::Constants(constants(values)),
            Shape::Tuple(tuple) => TypeKind::Tuple(self.tuple(rust_name, tuple)),
            Shape::Union(union) if !is_boolean_or_string(union) && !self.is_anything(union) => {
                self.union_kind(rust_name, union)
            }
            _ => TypeKind::Alias(self.use_of(schema, rust_name)),
        };
        if let Some(definition) = self.definitions.get_mut(index) {
            definition.kind = kind;
        }
    }

    fn structure(&mut self, rust_name: &str, schema: &Schema, object: &Object) -> Struct {
        let mut reserved = RESERVED_FIELDS.to_vec();
        if object.additional.is_some() {
            reserved.push("additional_properties");
        }
        let mut scope = Scope::with_reserved(&reserved);
        let names = scope.take_all(object.properties.keys().map(String::as_str), Case::Snake);
        let tolerant = schema.extensions.required_may_be_absent;
        let mut fields = Vec::with_capacity(names.len());
        for ((wire_name, property), field_name) in object.properties.iter().zip(names) {
            let value = self.use_of(property, &format!("{rust_name}_{wire_name}"));
            // What only one side sends cannot be required of the other.
            let one_sided = property.annotations.read_only || property.annotations.write_only;
            let required = object.required.contains(wire_name) && !one_sided;
            let nullable = self.is_nullable(property);
            let (value, presence) = match (required, nullable) {
                (false, _) => (value, Presence::Optional),
                (true, true) if value != Type::Json => {
                    (Type::Nullable(Box::new(value)), Presence::Required)
                }
                (true, _) if tolerant => (value, Presence::Tolerant),
                (true, _) => (value, Presence::Required),
            };
            let mut docs =
                Docs::new().described(&property.annotations, &self.words_of(property, wire_name));
            if presence == Presence::Tolerant {
                docs = docs.sentence(
                    "Always sent, unless the request excluded it or a changed mapping removed it: \
                     then this is the type's default.",
                );
            }
            let docs = docs
                .details(&property.annotations)
                .extensions(&property.extensions, self.resolved.integrations.len())
                .into_paragraphs();
            fields.push(Field {
                wire_name: wire_name.clone(),
                name: field_name,
                value,
                presence,
                boxed: false,
                docs,
                personal: property.extensions.personal_data,
                holds_personal_data: false,
                deprecated: property.annotations.deprecated,
                sent_null: nullable && presence == Presence::Optional,
            });
        }
        let additional = object
            .additional
            .as_ref()
            .map(|values| self.element(values, &format!("{rust_name}_Value")))
            .filter(|value| *value != Type::Json);
        Struct {
            fields,
            items: None,
            additional,
        }
    }

    /// What to say of a property about which the document says nothing.
    fn words_of(&self, property: &Schema, wire_name: &str) -> String {
        match &property.shape {
            Shape::Reference(target) => self
                .resolved
                .schemas
                .get(target)
                .and_then(|schema| schema.annotations.description.clone())
                .unwrap_or_else(|| format!("The property `{wire_name}`.")),
            _ => format!("The property `{wire_name}`."),
        }
    }

    fn tuple(&mut self, rust_name: &str, tuple: &resolve::Tuple) -> Tuple {
        let fields = tuple
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                let value = self.use_of(item, &format!("{rust_name}_Item{index}"));
                let required = index < tuple.required;
                let value = if required && self.is_nullable(item) && value != Type::Json {
                    Type::Nullable(Box::new(value))
                } else {
                    value
                };
                Field {
                    wire_name: index.to_string(),
                    name: format!("item_{index}"),
                    value,
                    presence: if required {
                        Presence::Required
                    } else {
                        Presence::Optional
                    },
                    boxed: false,
                    docs: Docs::new()
                        .described(&item.annotations, &format!("The element {index}."))
                        .details(&item.annotations)
                        .into_paragraphs(),
                    personal: item.extensions.personal_data,
                    holds_personal_data: false,
                    deprecated: false,
                    sent_null: false,
                }
            })
            .collect();
        Tuple {
            fields,
            rest: self.element(&tuple.rest, &format!("{rust_name}_Rest")),
        }
    }
}

/// The Rust type of an integer.
///
/// Formats of fewer bits than 32 get 32: a server that sends more than it said is still read.
/// One of which the document itself says that `i64` does not hold it is kept as it is sent.
pub(super) fn integer(format: Option<&str>, annotations: &resolve::Annotations) -> &'static str {
    match format {
        Some("int32" | "int16" | "int8") => "i32",
        Some("uint32" | "uint16" | "uint8") => "u32",
        Some("uint64" | "uint") => "u64",
        Some("int64") => "i64",
        _ => {
            let limits = annotations.constraints.iter().map(|(_, value)| value);
            let too_large = limits
                .chain(&annotations.examples)
                .chain(&annotations.default)
                .any(|value| matches!(value, Node::Number(number) if number.as_i64().is_none()));
            if too_large { Type::ANY_NUMBER } else { "i64" }
        }
    }
}

fn constants(values: &[Constant]) -> Constants {
    let mut scope = Scope::with_reserved(&["Unknown"]);
    let texts: Vec<String> = values
        .iter()
        .map(|constant| match (&constant.name, &constant.value) {
            (Some(name), _) => name.clone(),
            (None, Node::String(text)) => text.clone(),
            (None, other) => other.to_json_text(),
        })
        .collect();
    let names = scope.take_all(texts.iter().map(String::as_str), Case::UpperCamel);
    Constants {
        numbers: values
            .iter()
            .all(|constant| matches!(constant.value, Node::Number(_))),
        variants: values
            .iter()
            .zip(names)
            .map(|(constant, name)| Variant {
                wire_name: constant.value.to_json_text(),
                name,
            })
            .collect(),
    }
}

fn variants(values: &[String]) -> Vec<Variant> {
    let mut scope = Scope::with_reserved(&["Unknown"]);
    let names = scope.take_all(values.iter().map(String::as_str), Case::UpperCamel);
    values
        .iter()
        .zip(names)
        .map(|(wire_name, name)| Variant {
            wire_name: wire_name.clone(),
            name,
        })
        .collect()
}
