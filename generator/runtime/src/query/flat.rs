//! Values of at most one level: what the styles of paths, headers and cookies can carry.

use serde::ser::Serialize;

use super::leaf::{EncodeError, Leaf, leaf};

/// A value without anything nested in it. Nulls are left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Flat {
    /// Null, or an array or object without anything in it.
    #[default]
    Nothing,
    Scalar(String),
    Array(Vec<String>),
    Object(Vec<(String, String)>),
}

/// Whether the value is sent as nothing because it is null, not because it is empty.
pub(crate) fn is_null<T: Serialize + ?Sized>(value: &T) -> bool {
    matches!(leaf(value), Ok(Leaf::Null))
}

/// The value as JSON text; `None` for null, which is not sent.
pub(crate) fn json_text<T: Serialize + ?Sized>(value: &T) -> Result<Option<String>, EncodeError> {
    if is_null(value) {
        return Ok(None);
    }
    match serde_json::to_string(value) {
        Ok(text) => Ok(Some(text)),
        Err(error) => Err(EncodeError::Custom(error.to_string())),
    }
}
