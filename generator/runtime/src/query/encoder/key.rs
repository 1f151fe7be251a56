//! Keys of objects that `qs` takes for something else.

use super::MAX_INDEX;

/// What every object of JavaScript has: `qs` drops such keys.
const INHERITED: [&str; 12] = [
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Why a key in brackets would not arrive as it is.
pub(super) fn misread(key: &str) -> Option<&'static str> {
    if !is_balanced(key) {
        Some("a key with a bracket that has no other, at which servers cut it; close it")
    } else if INHERITED.contains(&key) {
        Some("a key that all objects of JavaScript have, which servers drop; use another")
    } else {
        None
    }
}

/// Brackets within brackets are read, as long as each has its other.
fn is_balanced(key: &str) -> bool {
    let mut open = 0_usize;
    for byte in key.bytes() {
        match byte {
            b'[' => open += 1,
            b']' => match open.checked_sub(1) {
                Some(less) => open = less,
                None => return false,
            },
            _ => {}
        }
    }
    open == 0
}

/// Whether an object with only such keys is read as an array. The empty key is one of them.
pub(super) fn is_index(key: &str) -> bool {
    let index = key.parse::<usize>();
    key.is_empty() || index.is_ok_and(|index| index <= MAX_INDEX && index.to_string() == key)
}

#[cfg(test)]
mod tests {
    use super::{is_balanced, is_index};

    #[test]
    fn brackets_have_their_other() {
        for key in ["", "a", "e[f]", "[]", "a[b[c]d]", "[a][b]"] {
            assert!(is_balanced(key), "{key}");
        }
        for key in ["[", "]", "a[b", "a]", "a][b", "[[]"] {
            assert!(!is_balanced(key), "{key}");
        }
    }

    #[test]
    fn indices_are_those_that_javascript_writes() {
        for (key, expected) in [
            ("0", true),
            ("20", true),
            ("21", false),
            ("00", false),
            ("+1", false),
            ("-1", false),
            ("1.0", false),
            ("", true),
        ] {
            assert_eq!(is_index(key), expected, "{key}");
        }
    }
}
