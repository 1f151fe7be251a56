//! From a request to an answer.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use hyper::header::{AUTHORIZATION, HeaderMap};
use hyper::http::Method;
use hyper::{Request, Response};

use crate::answer::{self, Answer, HttpBody, Problem};
use crate::candidate::Population;
use crate::config::MockConfig;
use crate::log::{RecordedRequest, RequestLog};
use crate::query::ListQuery;
use crate::rate::RateWindow;
use crate::selection::Candidates;

/// The one path that is served.
pub const PATH: &str = "/unified/ats/candidates";

/// What all connections of a server share.
#[derive(Debug)]
pub(crate) struct Service {
    page_size: usize,
    candidates: Candidates,
    log: RequestLog,
    rate: Mutex<RateWindow>,
}

/// What of a request decides the answer.
struct Asked {
    method: Method,
    path: String,
    query: String,
    has_token: bool,
}

impl Service {
    pub(crate) fn new(config: &MockConfig) -> Self {
        Self {
            page_size: config.page_size,
            candidates: Candidates::new(Population::new(config.seed, config.candidates)),
            log: RequestLog::new(config.remembered_requests),
            rate: Mutex::default(),
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.log.requests()
    }

    /// Answers one request. It cannot fail: what goes wrong inside is a 500.
    pub(crate) async fn serve<B>(
        self: Arc<Self>,
        request: Request<B>,
    ) -> Result<Response<HttpBody>, Infallible> {
        let asked = Asked::of(&request);
        self.log.record(RecordedRequest {
            method: asked.method.to_string(),
            path: asked.path.clone(),
            query: asked.query.clone(),
            has_token: asked.has_token,
        });
        // A scan over a million candidates takes a while, and a panic must not take the
        // connection with it: both are the business of another thread.
        let work = tokio::task::spawn_blocking(move || self.answer(&asked));
        let answer = work
            .await
            .unwrap_or_else(|_| Problem::internal().into_answer());
        Ok(answer.into_response())
    }

    fn answer(&self, asked: &Asked) -> Answer {
        if asked.path != PATH {
            return Problem::not_found().into_answer();
        }
        if asked.method != Method::GET {
            return Problem::method_not_allowed().into_answer();
        }
        if !asked.has_token {
            return Problem::unauthorized().into_answer();
        }
        // Counted and told only to those who are known: the quota is an account's.
        let rate = self
            .rate
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .count(Instant::now());
        let mut answer = match ListQuery::read(&asked.query) {
            Ok(query) => answer::list(&self.candidates, query, self.page_size),
            Err(refusal) => Problem::from(refusal).into_answer(),
        };
        rate.write(&mut answer.headers);
        answer
    }
}

impl Asked {
    fn of<B>(request: &Request<B>) -> Self {
        Self {
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            has_token: has_token(request.headers()),
        }
    }
}

/// Whether there is a bearer token that is not empty. Any is good.
fn has_token(headers: &HeaderMap) -> bool {
    let value = headers
        .get(AUTHORIZATION)
        .map(|value| value.as_bytes())
        .unwrap_or_default();
    value
        .split_first_chunk::<7>()
        .is_some_and(|(scheme, token)| {
            scheme.eq_ignore_ascii_case(b"Bearer ") && !token.trim_ascii().is_empty()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    #[test]
    fn tokens() {
        let has = |value: &'static str| {
            has_token(&HeaderMap::from_iter([(
                AUTHORIZATION,
                HeaderValue::from_static(value),
            )]))
        };
        assert!(has("Bearer x") && has("bearer x y") && has("BEARER  x"));
        assert!(
            !has("")
                && !has("Bearer")
                && !has("Bearer ")
                && !has("Bearer   ")
                && !has("Basic eDp5")
        );
        assert!(!has("Bearerx") && !has("x"));
        assert!(!has_token(&HeaderMap::new()));
    }
}
