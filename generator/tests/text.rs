//! Text of a document never becomes code: with any words in its descriptions, the emitted items
//! are, token by token, those of the plain document.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use common::{all_rendered, document, run};
use oas_codegen::{Source, Tree};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value;

/// Texts that try to end the comment, the literal or the file they stand in.
const HOSTILE: [&str; 14] = [
    "\"); panic!(); (\"",
    "*/ fn main() {} /*",
    "#![allow(warnings)]\n#[test] fn x() {}",
    "first\n//! second\n/// third\nfn fourth() {}",
    "```\npanic!()\n```",
    "```rust\ncompile_error!(\"x\")",
    "~~~rust,no_run\nloop {}\n~~~~\n",
    "\tindented\n\n        deeper",
    "a \u{202e}\u{2066}b\u{2069} \u{feff}c",
    "nul \0 bell \u{7} carriage\rreturn",
    "[link][x] [`code`] <T> <!-- x --> {{}} {0} {name}",
    "ends in a backslash \\",
    "r#\"raw\"# r##\"raw\"##",
    "- a\n  - b\n\n1) c\n\n| d |\n|---|\n| e |",
];

/// Keys whose values are words for people.
const WORDS: [&str; 9] = [
    "description",
    "summary",
    "title",
    "termsOfService",
    "source",
    "note",
    "default",
    "example",
    "email",
];

fn with_words(value: &mut Value, words: &str) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if member.is_string() && WORDS.contains(&key.as_str()) {
                    *member = words.into();
                } else if key != "variables" {
                    // The default of a server's variable is a part of an address.
                    with_words(member, words);
                }
            }
        }
        Value::Array(elements) => {
            for element in elements {
                with_words(element, words);
            }
        }
        _ => {}
    }
}

/// The tokens of a file without its documentation, each literal being only a literal.
fn skeleton(text: &str, path: &str) -> String {
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    let mut words = Vec::new();
    push_tokens(tokens, &mut words);
    words.join(" ")
}

fn push_tokens(tokens: TokenStream, words: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner =
                    matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                if inner {
                    tokens.next();
                }
                match tokens.peek() {
                    Some(TokenTree::Group(group)) if is_doc(group.stream()) => {
                        tokens.next();
                    }
                    _ => words.push("#".to_owned()),
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                push_tokens(group.stream(), words);
                words.push(close.to_owned());
            }
            TokenTree::Literal(_) => words.push("_".to_owned()),
            other => words.push(other.to_string()),
        }
    }
}

fn is_doc(attribute: TokenStream) -> bool {
    matches!(attribute.into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

fn crate_with(words: &str) -> Tree {
    let mut changed: Value = serde_json::from_str(&document("every-object.json")).unwrap();
    with_words(&mut changed, words);
    let source = Source::new("hostile.json", changed.to_string());
    let outcome = run(&source);
    outcome
        .tree
        .unwrap_or_else(|| panic!("{words:?}: {}", all_rendered(&outcome.diagnostics, &source)))
}

#[test]
fn hostile_words_leave_the_code_as_it_is() {
    let plain = crate_with("plain words");
    for path in [
        "src/lib.rs",
        "src/models/thing.rs",
        "src/operations/things/mod.rs",
    ] {
        assert!(common::file(&plain, path).contains("plain words"), "{path}");
    }
    for words in HOSTILE {
        let hostile = crate_with(words);
        let paths: Vec<&str> = hostile.iter().map(|(path, _)| path).collect();
        let expected: Vec<&str> = plain.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, expected);
        for (path, bytes) in hostile.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let text = std::str::from_utf8(bytes).unwrap();
            let before = std::str::from_utf8(plain.get(path).unwrap()).unwrap();
            assert_eq!(
                skeleton(text, path),
                skeleton(before, path),
                "{words:?} in {path}:\n{text}"
            );
            let hidden = |character: char| matches!(character, '\0' | '\u{7}' | '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
            assert!(!text.contains(hidden), "{words:?} in {path}:\n{text}");
        }
    }
}

/// A block of code in a description is text to rustdoc: its own examples are the only doctests.
#[test]
fn no_description_is_a_doctest() {
    for words in [
        "```\npanic!()\n```",
        "    panic!()",
        "```rust\nx\n```",
        "- a\n\n      panic!()\n",
    ] {
        let tree = crate_with(words);
        for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let text = std::str::from_utf8(bytes).unwrap();
            let mut lines = text
                .lines()
                .map(|line| line.trim_start_matches([' ', '/', '!']));
            while let Some(line) = lines.next() {
                let Some(info) = line.strip_prefix("```") else {
                    continue;
                };
                let inside: Vec<&str> = lines
                    .by_ref()
                    .take_while(|line| !line.starts_with("```"))
                    .collect();
                let hostile = inside
                    .iter()
                    .any(|line| matches!(line.trim(), "panic!()" | "x"));
                assert!(!hostile || info == "text", "`{info}` in {path}:\n{text}");
            }
        }
    }
}
