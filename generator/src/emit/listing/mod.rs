//! The listing of the crate: of each item, what the files say of it.
//!
//! Types are written by the same functions as in the files, so that the listing cannot say
//! another type than the code.

mod access;
mod builders;
mod operations;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::api::Type;
use crate::listing::{Item, Listing};

impl Emitter<'_> {
    pub(super) fn listing(&self) -> Listing {
        let mut items = Vec::new();
        self.list_access(&mut items);
        self.list_operations(&mut items);
        self.list_types(&mut items);
        Listing::new(items)
    }

    /// A type as a reader writes it: those of `models` by their name.
    fn listed_type(&self, value: &Type) -> String {
        tidy(&self.type_tokens(value, &quote!(models)))
    }
}

/// Rust in one line, with the spaces that people put.
fn tidy(tokens: &TokenStream) -> String {
    let text = tokens.to_string().replace("models :: ", "");
    let letters: Vec<char> = text.chars().collect();
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut tidy = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(index + 1);
        let is_kept = match (letter, before, after) {
            (' ', Some(before), Some(after)) => {
                (is_word(*before) && is_word(*after))
                    || (*before == ',' || matches!(*before, '=' | '+'))
                    || matches!(*after, '=' | '+')
                    || (*before == ':' && !tidy.ends_with("::"))
            }
            (' ', ..) => false,
            _ => true,
        };
        if is_kept {
            tidy.push(*letter);
        }
    }
    tidy
}

/// A list in one text.
fn joined<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(word.as_ref());
    }
    text
}

/// An optional fact.
fn with(item: Item, key: &str, value: Option<impl Into<String>>) -> Item {
    match value {
        Some(value) => item.fact(key, value),
        None => item,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::tidy;

    #[test]
    fn rust_is_written_as_people_write_it() {
        for (tokens, text) in [
            (quote!(Option<Vec<models::Pet>>), "Option<Vec<Pet>>"),
            (
                quote!(IndexMap<String, json::RawJson>),
                "IndexMap<String, json::RawJson>",
            ),
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, u32)>),
                "impl IntoIterator<Item = (impl Into<String>, u32)>",
            ),
            (
                quote!(impl IntoIterator<Item = impl Into<Range<models::Day>>>),
                "impl IntoIterator<Item = impl Into<Range<Day>>>",
            ),
            (quote!(id: impl Into<String>), "id: impl Into<String>"),
        ] {
            assert_eq!(tidy(&tokens), text);
        }
    }
}
