//! From bytes to a value, with a clear word for each way it can fail.

use http::StatusCode;
use http::header::CONTENT_ENCODING;
use serde::de::DeserializeOwned;

use super::{RawResponse, Response, ResponseInfo};
use crate::error::{DecodeProblem, Error, Result};
use crate::request::Operation;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The body without the mark that some servers put before it.
pub(crate) fn without_byte_order_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}

/// Reads the body as JSON.
///
/// # Errors
///
/// A decode error whose [`DecodeProblem`] tells the cases apart. When the JSON has another
/// shape than `T`, the error has the path to the place.
pub fn decode<T: DeserializeOwned>(
    response: RawResponse,
    operation: &'static Operation,
) -> Result<Response<T>> {
    let value = json_text(&response, operation).and_then(|text| {
        serde_json::from_str(text)
            .map_err(|error| shape_error::<T>(operation, &response.info, text, "", error))
    });
    match value {
        Ok(body) => Ok(Response {
            body,
            info: response.info,
        }),
        Err(error) => Err(error.with_info(response.info).with_body(response.body)),
    }
}

/// The body as text that may be JSON.
pub(crate) fn json_text<'a>(
    response: &'a RawResponse,
    operation: &'static Operation,
) -> Result<&'a str> {
    let status = response.info.status;
    let fail = |problem, message: String| Err(Error::decode(operation, problem, message));
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT) {
        return fail(
            DecodeProblem::NoContent,
            format!("the server answered {status}, where an answer with JSON is expected"),
        );
    }
    let body = without_byte_order_mark(&response.body);
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            let coding = response.info.headers.get(CONTENT_ENCODING);
            let hint = match coding.and_then(|coding| coding.to_str().ok()) {
                Some(coding) => format!(
                    "; it is compressed ({coding}), which this build of the client cannot undo"
                ),
                None => String::new(),
            };
            return fail(
                DecodeProblem::NotUtf8,
                format!(
                    "the answer is not UTF-8 from byte {} on{hint}",
                    error.valid_up_to()
                ),
            );
        }
    };
    let visible = text.trim_start();
    if visible.is_empty() {
        return fail(
            DecodeProblem::Empty,
            format!("the answer ({status}) is empty, where JSON is expected"),
        );
    }
    if visible.starts_with('<') {
        return fail(
            DecodeProblem::Markup,
            format!(
                "a page of HTML or XML{} came where JSON is expected; does the base URL point at \
                 the API, and is no proxy in between?",
                content_type_note(&response.info)
            ),
        );
    }
    Ok(text)
}

fn content_type_note(info: &ResponseInfo) -> String {
    info.content_type()
        .map(|content_type| format!(" ({content_type})"))
        .unwrap_or_default()
}

/// The error for text that is not the JSON of a `T`. Only here, on the failing document, it
/// is read a second time, to learn the path. `prefix` is the path of the text itself.
pub(crate) fn shape_error<T: DeserializeOwned>(
    operation: &'static Operation,
    info: &ResponseInfo,
    text: &str,
    prefix: &str,
    error: serde_json::Error,
) -> Error {
    let (problem, message) = match error.classify() {
        serde_json::error::Category::Eof => (
            DecodeProblem::Truncated,
            format!("the JSON ends early, after {} bytes", text.len()),
        ),
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => (
            DecodeProblem::NotJson,
            format!("the answer{} is not JSON: {error}", content_type_note(info)),
        ),
        serde_json::error::Category::Data => {
            let path = path_of::<T>(text, prefix);
            let reason = without_values(&error);
            let message = if path.is_empty() {
                format!("the answer has an unexpected shape: {reason}")
            } else {
                format!("the answer has an unexpected shape at `{path}`: {reason}")
            };
            return Error::decode(operation, DecodeProblem::Shape, message)
                .at_path(path)
                .caused_by(Described(reason));
        }
    };
    Error::decode(operation, problem, message).caused_by(error)
}

/// What serde says, without the values it quotes: they may be about a person.
///
/// Strings stand in double quotes; other values stand in backquotes after one of a few
/// words. What else is in backquotes are names of fields, which are worth showing.
pub(crate) fn without_values(error: &serde_json::Error) -> String {
    const BEFORE_VALUES: [&str; 4] = ["integer ", "floating point ", "character ", "variant "];
    let text = error.to_string();
    let mut words = String::with_capacity(text.len());
    let mut left = text.as_str();
    while let Some(place) = left.find(['"', '`']) {
        let (before, quoted) = left.split_at(place);
        words.push_str(before);
        let quote = if quoted.starts_with('"') { '"' } else { '`' };
        let inside = quoted.get(1..).unwrap_or_default();
        let is_value = quote == '"' || BEFORE_VALUES.iter().any(|word| before.ends_with(word));
        let (content, after) = split_quoted(inside, quote);
        if is_value {
            words.push('…');
        } else {
            words.push('`');
            words.push_str(content);
            words.push('`');
        }
        left = after;
    }
    words.push_str(left);
    words
}

/// What stands before the closing quote, and what after.
fn split_quoted(text: &str, quote: char) -> (&str, &str) {
    let mut is_escaped = false;
    for (place, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if quote == '"' => is_escaped = true,
            _ if character == quote => {
                let (content, rest) = text.split_at(place);
                return (content, rest.get(1..).unwrap_or_default());
            }
            _ => {}
        }
    }
    (text, "")
}

/// The cause of a decode error in words that quote no value.
#[derive(Debug)]
struct Described(String);

impl std::fmt::Display for Described {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Described {}

fn path_of<T: DeserializeOwned>(text: &str, prefix: &str) -> String {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let path = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Ok(_) => String::new(),
        Err(error) => error.path().to_string(),
    };
    match (prefix, path.as_str()) {
        // `.` is how the library calls the whole.
        (prefix, "." | "") => prefix.to_owned(),
        ("", path) => path.to_owned(),
        (prefix, path) if path.starts_with('[') => format!("{prefix}{path}"),
        (prefix, path) => format!("{prefix}.{path}"),
    }
}
