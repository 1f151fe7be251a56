//! Names that cargo takes for a package and rustc for a crate.

use std::fmt;
use std::str::FromStr;

/// More than any real name has, and less than any file system takes.
const LONGEST: usize = 64;

/// Names that mean something else to rustc, to cargo or to the emitted crate.
const TAKEN: &[&str] = &[
    "std",
    "core",
    "alloc",
    "test",
    "proc_macro",
    "oas_runtime",
    "build",
    "deps",
    "examples",
    "incremental",
    "con",
    "prn",
    "aux",
    "nul",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
];

/// Words that no crate can be called, of every edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A name for the emitted crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageName(String);

impl PackageName {
    /// The name as it stands in `Cargo.toml`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PackageName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Err("a crate's name begins with a letter".to_owned());
        }
        let allowed =
            |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        if let Some(character) = name.chars().find(|character| !allowed(*character)) {
            return Err(format!(
                "a crate's name has only the letters a to z, digits, `-` and `_`, and this one has `{}`",
                character.escape_debug()
            ));
        }
        if name.len() > LONGEST {
            return Err(format!("a crate's name has at most {LONGEST} characters"));
        }
        let library = name.replace('-', "_").to_ascii_lowercase();
        if KEYWORDS.contains(&library.as_str()) {
            return Err(format!(
                "`{name}` is a keyword of Rust; add a word, such as `{name}-client`"
            ));
        }
        if TAKEN.contains(&library.as_str()) {
            return Err(format!(
                "`{name}` has a meaning of its own; add a word, such as `{name}-client`"
            ));
        }
        Ok(Self(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_crates_are_taken() {
        for name in ["truto-ats", "pets", "a", "Pets_2", "type-client", "stdx"] {
            assert!(name.parse::<PackageName>().is_ok(), "{name}");
        }
    }

    #[test]
    fn other_names_are_refused_with_a_reason() {
        for (name, reason) in [
            ("", "letter"),
            ("2pets", "letter"),
            ("-pets", "letter"),
            ("../pets", "letter"),
            ("pets/x", "`/`"),
            ("pets\n", "`\\n`"),
            ("péts", "`é`"),
            ("type", "keyword"),
            ("Self", "keyword"),
            ("std", "meaning"),
            ("proc-macro", "meaning"),
            ("oas-runtime", "meaning"),
            ("nul", "meaning"),
            (&"a".repeat(65), "at most 64"),
        ] {
            let error = name.parse::<PackageName>().unwrap_err();
            assert!(error.contains(reason), "{name}: {error}");
        }
    }
}
