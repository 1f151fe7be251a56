//! Answers that are no page: errors as Truto and its providers give them, and worse.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use hyper::http::StatusCode;
use serde_json::{Value, json};

use super::kind::{Fault, ProviderBody, RetryAfter};
use crate::answer::{Answer, Body};

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>\n\
                    <body><h1>Something is wrong</h1></body></html>\n";

/// The answer of a fault that has nothing of the page in it.
pub(super) fn answer(fault: &Fault) -> Option<Answer> {
    Some(match fault {
        Fault::RateLimit(when) => rate_limit(when),
        Fault::Status(status) => plain(*status, "It failed on purpose"),
        Fault::Unavailable(seconds) => {
            let mut answer = plain(503, "It is not available on purpose");
            answer.headers.insert(RETRY_AFTER, (*seconds).into());
            answer
        }
        Fault::CutError => {
            let whole = plain(502, "Its body is cut on purpose");
            cut(whole)
        }
        Fault::UnauthorizedInsight => problem(
            401,
            "The connection must be renewed",
            json!({"truto_is_remote_error": true, "truto_error_insight": {
                "remote_error": {"description": "The provider rejected the connection."},
            }}),
        ),
        Fault::ForbiddenInsight => problem(403, "A scope is missing", all_insights()),
        Fault::ProviderError(ProviderBody::Json) => problem(
            422,
            "",
            json!({"truto_is_remote_error": true, "raw_response": {
                "errors": [{"field": "email", "code": "invalid", "message": "Email is invalid"}],
            }}),
        ),
        Fault::ProviderError(ProviderBody::Text) => problem(
            422,
            "",
            json!({"truto_is_remote_error": true, "raw_response": "Email is invalid, says the provider"}),
        ),
        Fault::NoContent => bytes(StatusCode::NO_CONTENT, None, Bytes::new()),
        Fault::Html => bytes(
            StatusCode::OK,
            Some("text/html; charset=utf-8"),
            HTML.into(),
        ),
        Fault::HtmlError => bytes(
            StatusCode::BAD_GATEWAY,
            Some("text/html; charset=utf-8"),
            HTML.into(),
        ),
        Fault::EmptyBody => bytes(StatusCode::OK, Some("application/json"), Bytes::new()),
        Fault::InvalidUtf8 => bytes(
            StatusCode::OK,
            Some("application/json"),
            Bytes::from_static(b"{\"next_cursor\":null,\"result\":[{\"id\":\"\xff\xfe\"}]}"),
        ),
        Fault::NotJson => bytes(
            StatusCode::OK,
            Some("application/json"),
            "everything is fine".into(),
        ),
        _ => return None,
    })
}

fn bytes(status: StatusCode, content_type: Option<&'static str>, body: Bytes) -> Answer {
    let mut headers = HeaderMap::new();
    if let Some(content_type) = content_type {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    Answer {
        status,
        headers,
        body: Body::Whole(body),
    }
}

/// The same answer with half its body, and a length that fits.
fn cut(mut answer: Answer) -> Answer {
    if let Body::Whole(bytes) = &answer.body {
        answer.body = Body::Whole(bytes.slice(..bytes.len() / 2));
    }
    answer
}

fn plain(status: u16, message: &str) -> Answer {
    problem(status, message, json!({}))
}

fn problem(status: u16, message: &str, more: Value) -> Answer {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut body = json!({
        "statusCode": status.as_u16(),
        "error": status.canonical_reason().unwrap_or("Error"),
        "message": message,
    });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    Answer::json(status, &body)
}

fn rate_limit(when: &RetryAfter) -> Answer {
    let mut answer = problem(
        429,
        "Too many requests, on purpose",
        json!({"truto_error_insight": {
            "rate_limit_error": {"description": "The rate limit was met."},
        }}),
    );
    let headers = &mut answer.headers;
    headers.insert(
        HeaderName::from_static("ratelimit-limit"),
        HeaderValue::from_static("50;w=10"),
    );
    headers.insert(HeaderName::from_static("ratelimit-remaining"), 0.into());
    match when {
        RetryAfter::Seconds(seconds) => {
            headers.insert(RETRY_AFTER, (*seconds).into());
        }
        RetryAfter::Date(seconds) => {
            let then = SystemTime::now() + Duration::from_secs(u64::from(*seconds));
            if let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(then)) {
                headers.insert(RETRY_AFTER, date);
            }
        }
        RetryAfter::Garbage => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("soon"));
        }
        RetryAfter::Reset => {
            headers.insert(HeaderName::from_static("ratelimit-reset"), 1.into());
        }
        RetryAfter::None => {}
    }
    answer
}

/// All seven keys that an insight is documented to have.
fn all_insights() -> Value {
    json!({"truto_error_insight": {
        "missing_required_query_parameters": {"description": "Send these.", "value": ["job_id"]},
        "missing_required_body_fields": {"description": "Fill these in.", "value": ["email"]},
        "conditionally_required_query_parameters": {
            "description": "Some are needed at times.", "value": {"job": "needed on Lever"},
        },
        "conditionally_required_body_fields": {
            "description": "Some are needed at times.", "value": {"source": "needed on Greenhouse"},
        },
        "rate_limit_error": {"description": "The rate limit was met."},
        "forbidden_error": {
            "description": "A scope is missing.", "value": {"missing_scopes": ["candidates.read"]},
        },
        "remote_error": {"description": "The provider failed."},
    }})
}
