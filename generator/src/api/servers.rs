//! The addresses that the document names.

/// The address of a server.
#[derive(Debug, Clone)]
pub struct Server {
    /// The constant, or the struct if there are variables.
    pub name: String,
    /// The address, with its variables in braces.
    pub url: String,
    /// The address with the variables' defaults.
    pub default_url: String,
    /// Documentation, paragraph by paragraph.
    pub docs: Vec<String>,
    /// Whether all operations can go there, and not only some that have it for themselves.
    pub is_for_all: bool,
    /// The variables, those only that stand in the address.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's address.
#[derive(Debug, Clone)]
pub struct ServerVariable {
    /// The name in the address.
    pub wire_name: String,
    /// The field and the setter.
    pub name: String,
    /// The value unless another is set.
    pub default: String,
    /// All values that the document names, the default among them.
    pub known: Vec<String>,
    /// The enum of its values, if the document lists them.
    pub values: Option<ServerValues>,
    /// What the document says of it, CommonMark.
    pub description: Option<String>,
}

/// The values of a variable.
#[derive(Debug, Clone)]
pub struct ServerValues {
    /// The name of the enum.
    pub type_name: String,
    /// Each variant with its value.
    pub variants: Vec<(String, String)>,
}
