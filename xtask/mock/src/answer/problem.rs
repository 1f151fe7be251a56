//! Truto's error body: `statusCode`, `error`, `message`, and sometimes an insight or details.

use hyper::header::{ALLOW, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use hyper::http::StatusCode;
use serde_json::{Map, Value, json};

use super::Answer;
use crate::query::{Failure, Refusal};

/// Why a request is not answered with candidates.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    status: StatusCode,
    message: String,
    /// Members of the body after the first three: an insight, or details.
    more: Option<(&'static str, Value)>,
    header: Option<(HeaderName, &'static str)>,
}

impl Problem {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            more: None,
            header: None,
        }
    }

    /// 401: no token. Which one it was, if there was one, is not said.
    pub(crate) fn unauthorized() -> Self {
        let message =
            "A token is needed: send the header Authorization with the value Bearer and your token";
        Self {
            header: Some((WWW_AUTHENTICATE, "Bearer")),
            ..Self::new(StatusCode::UNAUTHORIZED, message)
        }
    }

    /// 404: another path.
    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "There is no such resource; this server knows candidates and applications below /unified/ats",
        )
    }

    /// 404: the path is known, the record is not.
    pub(crate) fn no_such_record() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no record with this id")
    }

    /// 405: another method than the path takes.
    pub(crate) fn method_not_allowed(allowed: &'static str) -> Self {
        Self {
            header: Some((ALLOW, allowed)),
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                format!("This path takes other methods: {allowed}"),
            )
        }
    }

    /// 405: a sandbox account is read-only.
    pub(crate) fn read_only() -> Self {
        Self {
            header: Some((ALLOW, "GET")),
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "A sandbox account is read-only",
            )
        }
    }

    /// 400 that lists every place of a body that is wrong.
    pub(crate) fn invalid_body(wrong: &[String]) -> Self {
        let failures: Vec<Value> = wrong.iter().map(|text| json!({"message": text})).collect();
        Self {
            more: Some(("details", json!({"failures": failures}))),
            ..Self::new(StatusCode::BAD_REQUEST, wrong.join(". "))
        }
    }

    /// 400 with Truto's insight.
    fn missing_parameters(names: &[&str]) -> Self {
        let insight = json!({
            "missing_required_query_parameters": {
                "description": "These query parameters are required and were absent or empty.",
                "value": names,
            },
        });
        Self {
            more: Some(("truto_error_insight", insight)),
            ..Self::new(
                StatusCode::BAD_REQUEST,
                format!("Missing required query parameters: {}", names.join(", ")),
            )
        }
    }

    /// 400 that lists every parameter that is wrong.
    fn invalid_parameters(failures: &[Failure]) -> Self {
        let sentences: Vec<String> = failures
            .iter()
            .map(|failure| format!("{} {}", failure.parameter, failure.message))
            .collect();
        let failures: Vec<Value> = failures
            .iter()
            .map(|failure| json!({"parameter": failure.parameter, "message": failure.message}))
            .collect();
        Self {
            more: Some(("details", json!({"failures": failures}))),
            ..Self::new(StatusCode::BAD_REQUEST, sentences.join(". "))
        }
    }

    /// 500: the mock itself failed.
    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The mock server failed to answer; its standard error output says why",
        )
    }

    pub(crate) fn into_answer(self) -> Answer {
        let mut body = Map::new();
        body.insert("statusCode".into(), self.status.as_u16().into());
        body.insert(
            "error".into(),
            self.status.canonical_reason().unwrap_or("Error").into(),
        );
        body.insert("message".into(), self.message.into());
        if let Some((name, value)) = self.more {
            body.insert(name.into(), value);
        }
        let mut answer = Answer::json(self.status, &Value::Object(body));
        if let Some((name, value)) = self.header {
            answer.headers.insert(name, HeaderValue::from_static(value));
        }
        answer
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::MissingParameters(names) => Self::missing_parameters(names),
            Refusal::InvalidParameters(failures) => Self::invalid_parameters(&failures),
        }
    }
}
