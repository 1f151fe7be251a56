//! The types of the emitted crate.

/// A use of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `String`
    String,
    /// `bool`
    Boolean,
    /// A boolean that some send as a text.
    BooleanOrString,
    /// `i32`, `i64`, `u32`, `u64`, `f32`, `f64`, or [`Type::ANY_NUMBER`]
    Number(&'static str),
    /// A date-time, kept as it was sent.
    DateTime,
    /// A date, kept as it was sent.
    Date,
    /// Any JSON, kept as it was sent.
    Json,
    /// `Vec`
    List(Box<Type>),
    /// `IndexMap` from texts
    Map(Box<Type>),
    /// `Option`: an element or a value that may be null.
    Nullable(Box<Type>),
    /// A plain value or a range of them, in a query.
    Range(Box<Type>),
    /// A type of this crate, by name.
    Named(String),
}

/// A type that the crate defines.
#[derive(Debug, Clone)]
pub struct TypeDefinition {
    /// Its Rust name.
    pub name: String,
    /// The module that it stands in.
    pub module: String,
    /// Its documentation, CommonMark, paragraph by paragraph.
    pub docs: Vec<String>,
    /// What it is.
    pub kind: TypeKind,
    /// Whether the whole value says something about a person.
    pub personal: bool,
    /// Whether a value of it can hold personal data at any depth.
    pub holds_personal_data: bool,
    /// Examples in the document, as JSON texts.
    pub examples: Vec<String>,
}

/// What a defined type is.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// An object with known properties.
    Struct(Struct),
    /// A text out of a list that may grow.
    Enum(Vec<Variant>),
    /// One of these numbers, or of these values of several types; the list may grow.
    Constants(Constants),
    /// An array whose first elements have types of their own.
    Tuple(Tuple),
    /// One of several types.
    Union(Union),
    /// A type around another: what an alias would be, were it not made of itself.
    Wrapper(Type),
    /// Another name for a type.
    Alias(Type),
}

/// An object with known properties.
#[derive(Debug, Clone)]
pub struct Struct {
    /// The properties in the order of the document.
    pub fields: Vec<Field>,
    /// For a page: which field holds the items. The struct is generic over that field's type.
    pub items: Option<usize>,
    /// The type of the members without a name of their own, if they have one.
    pub additional: Option<Type>,
}

/// Numbers, or values of several types, in a list that may grow.
#[derive(Debug, Clone)]
pub struct Constants {
    /// The values; their wire names are JSON.
    pub variants: Vec<Variant>,
    /// Whether all are numbers.
    pub numbers: bool,
}

/// An array whose first elements have types of their own.
#[derive(Debug, Clone)]
pub struct Tuple {
    /// The first elements.
    pub fields: Vec<Field>,
    /// The type of the elements after them.
    pub rest: Type,
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Union {
    /// The property whose text names the alternative.
    pub discriminator: Option<String>,
    /// The alternatives.
    pub variants: Vec<UnionVariant>,
}

/// A property.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name in JSON.
    pub wire_name: String,
    /// The name in Rust, without `r#`.
    pub name: String,
    /// The type, without the `Option` of an optional property.
    pub value: Type,
    /// Whether it is always there.
    pub presence: Presence,
    /// Whether the value must be boxed because the type holds itself.
    pub boxed: bool,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
    /// Whether the value says something about a person.
    pub personal: bool,
    /// Whether the value's type holds personal data further down.
    pub holds_personal_data: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether null is a value of its own where the type is sent: not the same as absent.
    pub sent_null: bool,
}

/// Whether a property is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// A response without it cannot be read.
    Required,
    /// Required, but a response without it is read all the same.
    Tolerant,
    /// Absent and null mean `None`.
    Optional,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The text on the wire.
    pub wire_name: String,
    /// The name in Rust.
    pub name: String,
}

/// The kinds of JSON that tell the alternatives of a union apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are JSON's")]
pub enum JsonKind {
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// An alternative of a union.
#[derive(Debug, Clone)]
pub struct UnionVariant {
    /// The name in Rust.
    pub name: String,
    /// The type.
    pub value: Type,
    /// What its values look like.
    pub form: Form,
    /// The values of the discriminator that mean it.
    pub tags: Vec<String>,
    /// Whether the value must be boxed because the type holds itself.
    pub boxed: bool,
}

/// What values look like, as far as it tells the alternatives of a union apart: the runtime's
/// type of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the runtime's type says it")]
pub enum Form {
    Any,
    Boolean,
    Integer,
    Number,
    Text,
    DateTime,
    Date,
    Texts(Vec<String>),
    Array(Box<Form>),
    Map,
    Object {
        required: Vec<String>,
        known: Vec<String>,
        constants: Vec<(String, Vec<String>)>,
    },
    OneOf(Vec<Form>),
}

impl Form {
    /// The kind of JSON, if there is only one.
    #[must_use]
    pub fn kind(&self) -> Option<JsonKind> {
        match self {
            Form::Any => None,
            Form::Boolean => Some(JsonKind::Boolean),
            Form::Integer | Form::Number => Some(JsonKind::Number),
            Form::Text | Form::DateTime | Form::Date | Form::Texts(_) => Some(JsonKind::String),
            Form::Array(_) => Some(JsonKind::Array),
            Form::Map | Form::Object { .. } => Some(JsonKind::Object),
            Form::OneOf(forms) => {
                let mut kinds = forms.iter().map(Form::kind);
                let first = kinds.next()??;
                kinds.all(|kind| kind == Some(first)).then_some(first)
            }
        }
    }
}

impl TypeDefinition {
    /// The types that its values are made of, by name.
    #[must_use]
    pub fn names_inside(&self) -> Vec<&str> {
        let values: Vec<&Type> = match &self.kind {
            TypeKind::Struct(structure) => structure
                .fields
                .iter()
                .map(|field| &field.value)
                .chain(&structure.additional)
                .collect(),
            TypeKind::Tuple(tuple) => tuple
                .fields
                .iter()
                .map(|field| &field.value)
                .chain([&tuple.rest])
                .collect(),
            TypeKind::Union(union) => union
                .variants
                .iter()
                .map(|variant| &variant.value)
                .collect(),
            TypeKind::Alias(value) | TypeKind::Wrapper(value) => vec![value],
            TypeKind::Enum(_) | TypeKind::Constants(_) => Vec::new(),
        };
        values.into_iter().filter_map(Type::named).collect()
    }
}

impl Type {
    /// A number of which nothing is said: the runtime keeps it as it was sent.
    pub const ANY_NUMBER: &'static str = "Number";

    /// The name of the defined type inside, if there is one.
    #[must_use]
    pub fn named(&self) -> Option<&str> {
        match self {
            Type::Named(name) => Some(name),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Range(inner) => {
                inner.named()
            }
            _ => None,
        }
    }
}
