//! From the head of an answer and its arriving body to an answer that is whole, or an error.

use http::header::{CONTENT_LENGTH, LOCATION};
use http::{HeaderMap, StatusCode};

use crate::body::{Body, Collected, collect};
use crate::error::{Error, Result};
use crate::request::Operation;
use crate::response::{RawResponse, Response, ResponseInfo};

/// How much of the body of an error is kept at most.
const MAX_ERROR_BYTES: u64 = 8 * 1024 * 1024;

/// Reads the answer whole.
pub(super) async fn read(
    operation: &'static Operation,
    info: ResponseInfo,
    body: Body,
    limit: u64,
) -> Result<RawResponse> {
    if !info.status.is_success() {
        return Err(status_error(operation, info, body, limit).await);
    }
    if declared_length(&info.headers) > Some(limit) {
        return Err(Error::too_large(operation, info, limit));
    }
    match collect(body, limit).await {
        Collected::Whole(bytes) => Ok(Response::new(bytes, info)),
        Collected::TooLarge(_) => Err(Error::too_large(operation, info, limit)),
        Collected::Broken(bytes, error) => Err(Error::transport(operation, error)
            .with_info(info)
            .with_body(bytes)),
    }
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// A status that is not a success is an error with that status, whatever becomes of its body.
pub(super) async fn status_error(
    operation: &'static Operation,
    info: ResponseInfo,
    body: Body,
    limit: u64,
) -> Error {
    let note = redirect_note(&info);
    match collect(body, limit.min(MAX_ERROR_BYTES)).await {
        Collected::Whole(bytes) => Error::bad_status(operation, Response::new(bytes, info), note),
        Collected::TooLarge(bytes) => Error::bad_status(
            operation,
            Response::new(bytes, info),
            "its body is too large to be kept whole",
        ),
        Collected::Broken(bytes, error) => {
            Error::bad_status(operation, Response::new(bytes, info), "its body broke off")
                .caused_by(error)
        }
    }
}

/// Where a redirect that was not followed leads: the origin only, as the rest may hold
/// values of the query.
fn redirect_note(info: &ResponseInfo) -> String {
    if !info.status.is_redirection() || info.status == StatusCode::NOT_MODIFIED {
        return String::new();
    }
    let origin = info
        .headers
        .get(LOCATION)
        .and_then(|location| location.to_str().ok())
        .and_then(|location| location.parse::<http::Uri>().ok())
        .and_then(|location| origin(&location));
    match origin {
        Some(origin) => format!(
            "the server redirects to {origin}, where the token must not go unasked; if that is \
             the right address, set it as the base URL"
        ),
        None => "the server redirects, and the redirect was not followed".to_owned(),
    }
}

/// Scheme, host and port. What stands before an `@` is a secret of somebody's.
fn origin(location: &http::Uri) -> Option<String> {
    let (scheme, host) = (location.scheme_str()?, location.host()?);
    Some(match location.port() {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}
