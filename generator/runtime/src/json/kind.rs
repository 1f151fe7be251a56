//! The kinds of JSON, by which emitted unions tell their alternatives apart.

use super::RawJson;

/// What kind of JSON a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A text.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl RawJson {
    /// What kind of JSON this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.get().trim_start().bytes().next() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            _ => Kind::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, RawJson};

    #[test]
    fn every_kind_is_told_by_its_first_character() {
        for (text, kind) in [
            ("null", Kind::Null),
            (" true", Kind::Boolean),
            ("-1.5e3", Kind::Number),
            ("\"{\"", Kind::String),
            ("[1]", Kind::Array),
            ("{}", Kind::Object),
        ] {
            assert_eq!(RawJson::from_text(text).unwrap().kind(), kind, "{text}");
        }
    }
}
