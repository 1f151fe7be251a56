//! Headers of answers as values.
//!
//! What is not there, or is not of its type, is `None`: its text is among the headers all the
//! same, and an answer is not lost because of a header.

use http::header::SET_COOKIE;
use serde::de::DeserializeOwned;

use super::ResponseInfo;

/// The text of a header. Several of one name are one list, as HTTP says.
fn text(info: &ResponseInfo, name: &str) -> Option<String> {
    let mut texts = info.headers.get_all(name).into_iter().filter_map(|value| {
        let text = std::str::from_utf8(value.as_bytes()).ok()?;
        Some(text.trim().to_owned())
    });
    let mut text = texts.next()?;
    // A cookie has commas of its own.
    if !name.eq_ignore_ascii_case(SET_COOKIE.as_str()) {
        for next in texts {
            text.push_str(", ");
            text.push_str(&next);
        }
    }
    Some(text)
}

/// A value from a text: as the text that it is, or as the JSON that it looks like.
fn value<T: DeserializeOwned>(text: &str) -> Option<T> {
    let quoted = serde_json::to_string(text).ok()?;
    serde_json::from_str(&quoted)
        .or_else(|_| serde_json::from_str(text))
        .ok()
}

/// A header as a text, a number, a boolean, a date, or one of a list of words.
#[must_use]
pub fn header_value<T: DeserializeOwned>(info: &ResponseInfo, name: &str) -> Option<T> {
    value(&text(info, name)?)
}

/// A header as a list: its elements stand between commas.
#[must_use]
pub fn header_list<T: DeserializeOwned>(info: &ResponseInfo, name: &str) -> Option<Vec<T>> {
    let text = text(info, name)?;
    let elements = text.split(',').map(str::trim);
    elements
        .filter(|element| !element.is_empty())
        .map(value)
        .collect()
}

/// A header that holds JSON.
#[must_use]
pub fn header_json<T: DeserializeOwned>(info: &ResponseInfo, name: &str) -> Option<T> {
    serde_json::from_str(&text(info, name)?).ok()
}
