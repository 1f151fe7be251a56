//! What goes back, and how its bytes leave.

mod formats;
mod lines;
mod problem;
mod records;

use std::io;

use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::Response;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::http::StatusCode;
use serde_json::Value;

use crate::fault::Steps;
pub(crate) use formats::list;
pub(crate) use lines::Lines;
pub(crate) use problem::Problem;
pub(crate) use records::{applications, record, size};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// The body that hyper is given. Its error is how a body breaks off.
pub(crate) type HttpBody = UnsyncBoxBody<Bytes, io::Error>;

/// An answer before it is HTTP: a value that a test can look at and that a fault could change.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

/// How the bytes leave.
#[derive(Debug)]
pub(crate) enum Body {
    /// At once, with their length.
    Whole(Bytes),
    /// Chunk by chunk, made as they go.
    Lines(Box<Lines>),
    /// As a fault wants it.
    Steps(Steps),
}

impl Answer {
    /// A JSON document.
    pub(crate) fn json(status: StatusCode, value: &Value) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, JSON);
        Self {
            status,
            headers,
            body: Body::Whole(value.to_string().into()),
        }
    }

    pub(crate) fn into_response(self) -> Response<HttpBody> {
        let body = match self.body {
            Body::Whole(bytes) => HttpBody::new(Full::new(bytes).map_err(|never| match never {})),
            Body::Lines(lines) => HttpBody::new(*lines),
            Body::Steps(steps) => HttpBody::new(steps),
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
