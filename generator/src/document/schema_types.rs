//! Schemas as the document has them.

use indexmap::IndexMap;

use super::extensions::SchemaExtensions;
use super::types::ExternalDocs;
use crate::source::{Node, Pointer};

/// The types of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SchemaType {
    Null,
    Boolean,
    Object,
    Array,
    Number,
    Integer,
    String,
}

/// `additionalProperties`.
#[derive(Debug, Clone)]
pub enum AdditionalProperties {
    /// `true` or `false`; members without a description are kept in either case.
    Untyped,
    /// Values of this type.
    Schema(Box<Schema>),
}

/// `discriminator`: the property whose value names the alternative.
#[derive(Debug, Clone)]
pub struct Discriminator {
    /// The name of the property.
    pub property: String,
    /// The references or names of schemas by value.
    pub mapping: IndexMap<String, String>,
}

/// A schema.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Its place.
    pub pointer: Pointer,
    /// `$ref`; in 3.1 the other members may stand beside it.
    pub reference: Option<String>,
    /// `type`; empty if not said. The boolean schema `false` is not representable and reported.
    pub types: Vec<SchemaType>,
    /// `nullable` of 3.0.
    pub nullable: bool,
    /// `format`.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`, CommonMark.
    pub description: Option<String>,
    /// `enum`; a `const` is an `enum` of one.
    pub values: Option<Vec<Node>>,
    /// `properties`.
    pub properties: IndexMap<String, Schema>,
    /// `required`.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional: Option<AdditionalProperties>,
    /// `items`.
    pub items: Option<Box<Schema>>,
    /// `prefixItems` of 3.1: the first elements of an array, each with a type of its own.
    pub prefix_items: Vec<Schema>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `oneOf`.
    pub one_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Vec<Schema>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `default`.
    pub default: Option<Node>,
    /// `example` and `examples`.
    pub examples: Vec<Node>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `minimum`, `pattern` and so on: said in the documentation, checked by the server.
    pub constraints: Vec<(&'static str, Node)>,
    /// Documentation outside.
    pub external_docs: Option<ExternalDocs>,
    /// What this generator adds to OpenAPI.
    pub extensions: SchemaExtensions,
}
