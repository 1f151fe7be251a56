//! What an item is.

/// What an item is, in the words of the listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The crate itself, with its version.
    Crate,
    /// How a client is made.
    Client,
    /// A way to authenticate: a setter of the credentials.
    Credential,
    /// An address to choose.
    Server,
    /// A variable of an address: a setter.
    Variable,
    /// A system behind the API: a constant.
    Integration,
    /// What is known of the systems behind, for one operation: a constant.
    Coverage,
    /// The operations of a tag: a method of the client.
    Group,
    /// An operation: a method of its group.
    Operation,
    /// A parameter: an argument of the operation's method, or a setter.
    Parameter,
    /// The body of a request: an argument, or a setter.
    Body,
    /// What a success returns.
    Answer,
    /// Another method of an operation or of its builder.
    Method,
    /// A schema, or something else with a type of its own.
    Type,
    /// A property: a public field.
    Field,
    /// A value of an enum: a variant.
    Value,
    /// An alternative of a union, or an answer of several: a variant.
    Alternative,
    /// A part of a body: an argument of its constructor, or a setter.
    Part,
}

/// The parts of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Section {
    Crate,
    Operations,
    Types,
}

impl Section {
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Crate => "The crate",
            Self::Operations => "Operations",
            Self::Types => "Types",
        }
    }
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Crate,
        Self::Client,
        Self::Credential,
        Self::Server,
        Self::Variable,
        Self::Integration,
        Self::Coverage,
        Self::Group,
        Self::Operation,
        Self::Parameter,
        Self::Body,
        Self::Answer,
        Self::Method,
        Self::Type,
        Self::Field,
        Self::Value,
        Self::Alternative,
        Self::Part,
    ];

    /// The word that begins the line of an item.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Crate => "crate",
            Self::Client => "client",
            Self::Credential => "credential",
            Self::Server => "server",
            Self::Variable => "variable",
            Self::Integration => "integration",
            Self::Coverage => "coverage",
            Self::Group => "group",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Body => "body",
            Self::Answer => "answer",
            Self::Method => "method",
            Self::Type => "type",
            Self::Field => "field",
            Self::Value => "value",
            Self::Alternative => "alternative",
            Self::Part => "part",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether an empty line stands before it.
    pub(super) fn has_paragraph(self) -> bool {
        matches!(self, Self::Group | Self::Operation | Self::Type)
    }

    pub(super) fn section(self) -> Section {
        match self {
            Self::Crate
            | Self::Client
            | Self::Credential
            | Self::Server
            | Self::Variable
            | Self::Integration
            | Self::Coverage => Section::Crate,
            Self::Group
            | Self::Operation
            | Self::Parameter
            | Self::Body
            | Self::Answer
            | Self::Method => Section::Operations,
            Self::Type | Self::Field | Self::Value | Self::Alternative | Self::Part => {
                Section::Types
            }
        }
    }

    /// What an item of this kind belongs to.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Crate
            | Self::Client
            | Self::Credential
            | Self::Server
            | Self::Integration
            | Self::Coverage
            | Self::Group
            | Self::Type => None,
            Self::Variable => Some(Self::Server),
            Self::Operation => Some(Self::Group),
            Self::Parameter | Self::Body | Self::Answer | Self::Method => Some(Self::Operation),
            Self::Field | Self::Value | Self::Alternative | Self::Part => Some(Self::Type),
        }
    }
}
