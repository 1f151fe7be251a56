//! From schemas to the types of the emitted crate.

use indexmap::IndexMap;

use super::docs::Docs;
use super::names::{Case, Scope, name};
use crate::api::{
    Field, JsonKind, Presence, Struct, Type, TypeDefinition, TypeKind, UnionVariant, Variant,
};
use crate::diagnostics::{Code, Diagnostics};
use crate::resolve::{Object, Resolved, Schema, Shape};
use crate::source::Pointer;

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
    resolved: &'a Resolved,
    diagnostics: &'a Diagnostics,
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
            Shape::Integer(format) => Type::Number(match format.as_deref() {
                Some("int32" | "int16" | "int8") => "i32",
                Some("uint32" | "uint16" | "uint8") => "u32",
                Some("uint64") => "u64",
                _ => "i64",
            }),
            Shape::Number(format) => Type::Number(match format.as_deref() {
                Some("float") => "f32",
                Some("int32") => "i32",
                Some("int64") => "i64",
                _ => "f64",
            }),
            Shape::String(format) => match format.as_deref() {
                Some("date-time") => Type::DateTime,
                Some("date") => Type::Date,
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
            Shape::Union(members) if is_boolean_or_string(members) => Type::BooleanOrString,
            Shape::Enum(_) | Shape::Object(_) | Shape::Union(_) => {
                if let Shape::Union(members) = &schema.shape
                    && let Some(ambiguous) = self.ambiguity(members)
                {
                    self.report_ambiguity(schema, &ambiguous);
                    return Type::Json;
                }
                let rust_name = self
                    .names
                    .take(&name(hint, Case::UpperCamel), Case::UpperCamel);
                self.define(&rust_name, schema);
                Type::Named(rust_name)
            }
        }
    }

    fn element(&mut self, schema: &Schema, hint: &str) -> Type {
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
            .map(crate::source::Node::to_json_text)
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
            Shape::Union(members) if !is_boolean_or_string(members) => {
                match self.ambiguity(members) {
                    None => TypeKind::Union(self.union_variants(rust_name, members)),
                    Some(ambiguous) => {
                        self.report_ambiguity(schema, &ambiguous);
                        TypeKind::Alias(Type::Json)
                    }
                }
            }
            _ => TypeKind::Alias(self.use_of(schema, rust_name)),
        };
        if let Some(definition) = self.definitions.get_mut(index) {
            definition.kind = kind;
        }
    }

    fn structure(&mut self, rust_name: &str, schema: &Schema, object: &Object) -> Struct {
        let mut scope = Scope::with_reserved(&RESERVED_FIELDS);
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
            });
        }
        Struct {
            fields,
            items: None,
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

    fn union_variants(&mut self, rust_name: &str, members: &[Schema]) -> Vec<UnionVariant> {
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut variants = Vec::new();
        for member in members {
            let Some(kind) = self.kind_of(member) else {
                continue;
            };
            let word = match kind {
                JsonKind::Boolean => "Boolean",
                JsonKind::Number => "Number",
                JsonKind::String => "Text",
                JsonKind::Array => "List",
                JsonKind::Object => "Object",
            };
            let value = self.use_of(member, &format!("{rust_name}_{word}"));
            variants.push(UnionVariant {
                name: scope.take(word, Case::UpperCamel),
                value,
                kind,
                boxed: false,
            });
        }
        variants
    }

    /// Why the members of a union cannot be told apart by their kind of JSON, if they cannot.
    fn ambiguity(&self, members: &[Schema]) -> Option<String> {
        let mut kinds = Vec::new();
        for member in members {
            let Some(kind) = self.kind_of(member) else {
                return Some("one alternative can be any JSON".to_owned());
            };
            if kinds.contains(&kind) {
                let word = format!("{kind:?}").to_lowercase();
                return Some(format!("two alternatives are written as a JSON {word}"));
            }
            kinds.push(kind);
        }
        None
    }

    fn report_ambiguity(&self, schema: &Schema, why: &str) {
        self.diagnostics.warning(
            Code::AmbiguousUnion,
            &schema.pointer,
            format!("these alternatives are kept as raw JSON: {why}"),
            "alternatives of different kinds of JSON become an enum",
        );
    }

    fn kind_of(&self, schema: &Schema) -> Option<JsonKind> {
        let mut current = schema;
        for _ in 0..self.resolved.schemas.len() + 1 {
            return Some(match &current.shape {
                Shape::Reference(target) => {
                    current = self.resolved.schemas.get(target)?;
                    continue;
                }
                Shape::Any | Shape::Union(_) => return None,
                Shape::FreeObject | Shape::Object(_) | Shape::Map(_) => JsonKind::Object,
                Shape::Boolean => JsonKind::Boolean,
                Shape::Integer(_) | Shape::Number(_) => JsonKind::Number,
                Shape::String(_) | Shape::Enum(_) => JsonKind::String,
                Shape::Array(_) => JsonKind::Array,
            });
        }
        None
    }
}

/// The union that some servers make of a boolean by mistake.
fn is_boolean_or_string(members: &[Schema]) -> bool {
    match members {
        [first, second] => matches!(
            (&first.shape, &second.shape),
            (Shape::Boolean, Shape::String(None)) | (Shape::String(None), Shape::Boolean)
        ),
        _ => false,
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
