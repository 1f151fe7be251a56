//! Rust names for the names of a document.
//!
//! Any text becomes a valid name. Names that would collide get a number; which one gets
//! it depends on the texts alone, not on their order, so that moving things about in a
//! document renames nothing.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use indexmap::IndexSet;

/// The kinds of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Types and variants.
    UpperCamel,
    /// Fields, methods.
    Snake,
    /// Modules, which are files too: ASCII only, for Rust finds no other file by itself, and a
    /// script without capitals would give the module the name of its type.
    Module,
    /// Constants: ASCII for the same reason, a name without capitals being a variable's too.
    Shouty,
}

/// Keywords that even `r#` does not make a name; and `gen`, a keyword since the edition 2024,
/// which `syn` does not yet know as one.
const NEVER_RAW: [&str; 5] = ["self", "super", "crate", "_", "gen"];

/// Names that the prelude gives a meaning in every emitted file.
const PRELUDE_TYPES: [&str; 28] = [
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Default",
    "Clone",
    "Copy",
    "Send",
    "Sync",
    "From",
    "Into",
    "Iterator",
    "IntoIterator",
    "ToString",
    "Error",
    "IndexMap",
    "Serialize",
    "Serializer",
    "Deserialize",
    "Deserializer",
    "MapAccess",
    "Range",
];

/// Methods of operators: a method of one argument that is called like one confuses people, and
/// clippy says so.
pub(crate) const OPERATORS: [&str; 10] = [
    "add", "sub", "mul", "div", "rem", "shl", "shr", "bitand", "bitor", "bitxor",
];

/// A valid name for `text`, without regard to others.
pub(crate) fn name(text: &str, case: Case) -> String {
    let spelled = spell_signs(text);
    let cased = match case {
        Case::UpperCamel => spelled.to_upper_camel_case(),
        Case::Snake => spelled.to_snake_case(),
        Case::Module => ascii(&spelled).to_snake_case(),
        Case::Shouty => ascii(&spelled).to_shouty_snake_case(),
    };
    let mut name: String = cased
        .chars()
        .filter(|character| *character == '_' || is_continue(*character))
        .collect();
    let starts_well = name.chars().next().is_some_and(is_start);
    if !starts_well {
        name = match case {
            Case::UpperCamel => format!("Value{name}"),
            Case::Snake | Case::Module => format!("value_{name}"),
            Case::Shouty => format!("VALUE_{name}"),
        };
        name = name.trim_end_matches('_').to_owned();
    }
    if NEVER_RAW.contains(&name.as_str()) {
        name.push('_');
    }
    if case == Case::UpperCamel && PRELUDE_TYPES.contains(&name.as_str()) {
        name.push_str("Model");
    }
    name
}

/// The text with the number of every character that is not ASCII in its place.
fn ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            ascii.push_str(&format!("_u{:x}_", u32::from(character)));
        }
    }
    ascii
}

fn is_start(character: char) -> bool {
    syn::parse_str::<syn::Ident>(&format!("{character}a")).is_ok()
}

fn is_continue(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || syn::parse_str::<syn::Ident>(&format!("a{character}")).is_ok()
}

/// Signs that carry the meaning of a text in which there is nothing else.
fn spell_signs(text: &str) -> String {
    const SIGNS: [(char, &str); 20] = [
        ('+', "plus"),
        ('-', "minus"),
        ('*', "star"),
        ('/', "slash"),
        ('<', "less"),
        ('>', "greater"),
        ('=', "equal"),
        ('!', "not"),
        ('%', "percent"),
        ('&', "and"),
        ('|', "or"),
        ('$', "dollar"),
        ('@', "at"),
        ('#', "hash"),
        ('~', "tilde"),
        ('^', "caret"),
        ('?', "question"),
        ('.', "dot"),
        (',', "comma"),
        (' ', "space"),
    ];
    let word = |sign: char| {
        SIGNS
            .iter()
            .find(|(known, _)| *known == sign)
            .map(|(_, word)| *word)
    };
    if text.is_empty() {
        return "empty".to_owned();
    }
    if !text.chars().any(char::is_alphanumeric) {
        let words: Vec<String> = text
            .chars()
            .map(|sign| word(sign).map_or_else(|| format!("u{:x}", u32::from(sign)), str::to_owned))
            .collect();
        return words.join(" ");
    }
    // `+1` and `-1` are not the same value.
    let mut characters = text.chars();
    match characters.next() {
        Some(sign @ ('+' | '-'))
            if characters
                .as_str()
                .starts_with(|next: char| next.is_ascii_digit()) =>
        {
            format!("{} {}", word(sign).unwrap_or_default(), characters.as_str())
        }
        _ => text.to_owned(),
    }
}

/// The names in use at one place.
#[derive(Debug, Default, Clone)]
pub(crate) struct Scope {
    taken: IndexSet<String>,
}

impl Scope {
    /// A scope in which these names belong to the emitted code itself.
    pub(crate) fn with_reserved(reserved: &[&str]) -> Self {
        Self {
            taken: reserved.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// Takes `wanted`, or the first free of `wanted2`, `wanted3` (`wanted_2` in snake case).
    pub(crate) fn take(&mut self, wanted: &str, case: Case) -> String {
        let separator = if case == Case::UpperCamel || wanted.ends_with('_') {
            ""
        } else {
            "_"
        };
        let mut name = wanted.to_owned();
        let mut number = 2;
        while self.taken.contains(&name) {
            // `self_` and `self_2`: two underscores in a row are no snake case.
            let stem = wanted.trim_end_matches('_');
            name = format!("{stem}{separator}{number}");
            number += 1;
        }
        self.taken.insert(name.clone());
        name
    }

    /// Names for texts that stand side by side, in their order.
    pub(crate) fn take_all<'t>(
        &mut self,
        texts: impl IntoIterator<Item = &'t str>,
        case: Case,
    ) -> Vec<String> {
        let texts: Vec<&str> = texts.into_iter().collect();
        let bases: Vec<String> = texts.iter().map(|text| name(text, case)).collect();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        // The text that is already written as the name comes first, then by the text itself.
        order.sort_by_key(|index| {
            let (text, base) = (texts.get(*index), bases.get(*index));
            (text.copied() != base.map(String::as_str), text.copied())
        });
        let mut names = vec![String::new(); texts.len()];
        for index in order {
            if let (Some(base), Some(slot)) = (bases.get(index), names.get_mut(index)) {
                *slot = self.take(base, case);
            }
        }
        names
    }
}

/// The words of a name, in lower case, for comparing names in different notations.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.to_snake_case().split('_').map(str::to_owned).collect()
}

/// Whether two words differ at most by a plural ending.
pub(crate) fn same_noun(left: &str, right: &str) -> bool {
    let singular = |word: &str| {
        word.strip_suffix("ies")
            .map(|stem| format!("{stem}y"))
            .or_else(|| word.strip_suffix('s').map(str::to_owned))
            .unwrap_or_else(|| word.to_owned())
    };
    singular(left) == singular(right)
}

#[cfg(test)]
mod tests {
    use super::{Case, Scope, name, same_noun};

    #[test]
    fn any_text_is_a_name() {
        for (text, camel, snake) in [
            ("created_at", "CreatedAt", "created_at"),
            ("2xx", "Value2xx", "value_2xx"),
            ("", "Empty", "empty"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("$", "Dollar", "dollar"),
            ("self", "SelfModel", "self_"),
            ("Option", "OptionModel", "option"),
            ("../../etc/passwd", "EtcPasswd", "etc_passwd"),
            ("名前", "名前", "名前"),
            ("\u{202e}", "U202e", "u202e"),
            ("a\u{0}b", "AB", "a_b"),
        ] {
            assert_eq!(name(text, Case::UpperCamel), camel, "{text:?}");
            assert_eq!(name(text, Case::Snake), snake, "{text:?}");
        }
    }

    #[test]
    fn a_module_is_a_file_that_rust_finds() {
        for (text, module) in [
            ("名前", "u540d_u524d"),
            ("Ñandú", "ud1_and_ufa"),
            ("HTTPServer", "http_server"),
            ("gen", "gen_"),
        ] {
            assert_eq!(name(text, Case::Module), module, "{text}");
        }
    }

    #[test]
    fn collisions_do_not_depend_on_order() {
        let forward = Scope::default().take_all(["fooBar", "foo_bar", "foo-bar"], Case::Snake);
        let backward = Scope::default().take_all(["foo-bar", "foo_bar", "fooBar"], Case::Snake);
        assert_eq!(forward, ["foo_bar_3", "foo_bar", "foo_bar_2"]);
        assert_eq!(backward, ["foo_bar_2", "foo_bar", "foo_bar_3"]);
    }

    #[test]
    fn reserved_names_are_not_given_out() {
        let names = Scope::with_reserved(&["send"]).take_all(["send"], Case::Snake);
        assert_eq!(names, ["send_2"]);
    }

    #[test]
    fn plurals_are_the_same_noun() {
        assert!(same_noun("candidate", "candidates"));
        assert!(same_noun("categories", "category"));
        assert!(!same_noun("candidate", "job"));
    }
}
