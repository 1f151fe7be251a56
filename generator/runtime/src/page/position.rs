//! Places in a list.

use serde::Serialize;
use serde_json::Value;

/// A place in a list, between pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PagePosition {
    /// Before the first page.
    First,
    /// Before the page of this cursor: of this number or this query of a link, where the list
    /// has these.
    Cursor(String),
    /// After the last page.
    End,
}

impl PagePosition {
    /// The cursor, if there is one.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        match self {
            Self::Cursor(cursor) => Some(cursor),
            Self::First | Self::End => None,
        }
    }

    /// The position that a parameter of a request stands for: of its text, or of its number.
    #[must_use]
    pub fn of_parameter<T: Serialize + ?Sized>(value: &T) -> Self {
        match serde_json::to_value(value) {
            Ok(Value::String(text)) => Self::from_cursor(Some(&text)),
            Ok(Value::Number(number)) => Self::Cursor(number.to_string()),
            _ => Self::First,
        }
    }

    pub(super) fn from_cursor(cursor: Option<&str>) -> Self {
        match cursor {
            None | Some("") => Self::First,
            Some(cursor) => Self::Cursor(cursor.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PagePosition;

    #[test]
    fn a_parameter_stands_for_a_position() {
        let cursor = |text: &str| PagePosition::Cursor(text.to_owned());
        assert_eq!(PagePosition::of_parameter(&Some("a")), cursor("a"));
        assert_eq!(PagePosition::of_parameter(&Some(0)), cursor("0"));
        assert_eq!(PagePosition::of_parameter(&7_u64), cursor("7"));
        assert_eq!(PagePosition::of_parameter(&Some("")), PagePosition::First);
        assert_eq!(
            PagePosition::of_parameter(&None::<i64>),
            PagePosition::First
        );
    }
}
