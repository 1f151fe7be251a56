//! How the values of parameters are written.

/// What a parameter's location does not say of how its value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// The form of the value.
    pub form: ValueForm,
    /// Whether each element of an array, or each field of an object, is written by itself. A
    /// query has it in its style.
    pub explode: bool,
    /// Whether reserved characters stand as they are, where they can.
    pub allow_reserved: bool,
    /// Whether an empty array is sent as an empty value. In a query only.
    pub allow_empty: bool,
}

/// The form of a value in a path, a header or a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueForm {
    /// The usual one of the place: `simple`, or in cookies `form`.
    Usual,
    /// `.a,b`, in a path.
    Label,
    /// `;id=a,b`, in a path.
    Matrix,
    /// As it is, in a cookie.
    Raw,
    /// JSON.
    Json,
}
