//! Answers that are not JSON: texts, and those of a status that was not foreseen.

use http::StatusCode;

use super::{RawResponse, Response, ResponseInfo, without_byte_order_mark};
use crate::error::{DecodeProblem, Error, Result};
use crate::request::Operation;

/// The charsets in which a text of ASCII is the same as in UTF-8.
const LIKE_ASCII: [&str; 5] = [
    "iso-8859-1",
    "latin1",
    "windows-1252",
    "iso-8859-15",
    "ansi_x3.4-1968",
];

/// Reads the body as text.
///
/// # Errors
///
/// A decode error: a page of HTML came, the charset is another than UTF-8, or the text is not
/// UTF-8. The error has the body.
pub fn decode_text(
    response: RawResponse,
    operation: &'static Operation,
) -> Result<Response<String>> {
    match text(&response) {
        Ok(body) => Ok(Response {
            body,
            info: response.info,
        }),
        Err((problem, message)) => Err(Error::decode(operation, problem, message)
            .with_info(response.info)
            .with_body(response.body)),
    }
}

fn text(response: &RawResponse) -> Result<String, (DecodeProblem, String)> {
    let info = &response.info;
    if matches!(
        info.status,
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
    ) {
        return Err((
            DecodeProblem::NoContent,
            format!(
                "the server answered {}, where an answer with a text is expected",
                info.status
            ),
        ));
    }
    let content_type = info.content_type().unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("text/html") {
        return Err((
            DecodeProblem::Markup,
            format!(
                "a page of HTML ({content_type}) came where text is expected; does the base URL \
                 point at the API, and is no proxy in between?"
            ),
        ));
    }
    let body = without_byte_order_mark(&response.body);
    if let Some(charset) = charset(info).filter(|charset| !is_readable(charset, body)) {
        return Err((
            DecodeProblem::NotUtf8,
            format!("the answer is in the charset `{charset}`: only UTF-8 is read as text"),
        ));
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err((
            DecodeProblem::NotUtf8,
            format!(
                "the answer is not UTF-8 from byte {} on",
                error.valid_up_to()
            ),
        )),
    }
}

/// The parameter `charset` of the content type, in lower case.
fn charset(info: &ResponseInfo) -> Option<String> {
    let parameters = info.content_type()?.split(';').skip(1);
    parameters
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase())
}

fn is_readable(charset: &str, body: &[u8]) -> bool {
    matches!(charset, "utf-8" | "utf8" | "us-ascii" | "ascii" | "")
        || (LIKE_ASCII.contains(&charset) && body.is_ascii())
}

/// The error for a success whose status the description of the API does not have.
#[must_use]
pub fn undescribed(response: RawResponse, operation: &'static Operation) -> Error {
    let message = format!(
        "the server answered {}, a success that the description of the API does not have",
        response.info.status
    );
    Error::decode(operation, DecodeProblem::Status, message)
        .with_info(response.info)
        .with_body(response.body)
}
