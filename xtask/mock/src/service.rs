//! From a request to an answer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use hyper::header::{AUTHORIZATION, HeaderMap};
use hyper::http::Method;
use hyper::{Request, Response};

use crate::answer::{self, Answer, HttpBody, Problem};
use crate::candidate::Population;
use crate::config::MockConfig;
use crate::fault::{self, Fault, FaultPlan};
use crate::log::{RecordedRequest, RequestLog};
use crate::query::ListQuery;
use crate::rate::RateWindow;
use crate::selection::Candidates;

/// The one path that is served.
pub const PATH: &str = "/unified/ats/candidates";

/// How a token begins that belongs to one account, and needs no `integrated_account_id`.
pub const ACCOUNT_TOKEN: &[u8] = b"account-token";

/// What all connections of a server share.
#[derive(Debug)]
pub(crate) struct Service {
    page_size: usize,
    candidates: Candidates,
    log: RequestLog,
    rate: Mutex<RateWindow>,
    faults: FaultPlan,
    other_origin: Option<String>,
}

/// What of a request decides the answer.
struct Asked {
    method: Method,
    path: String,
    query: String,
    has_token: bool,
    /// Whether the token says by itself which account is meant.
    has_account_token: bool,
}

impl Service {
    /// `other_origin` is where a redirect leads that leaves this server.
    pub(crate) fn new(config: &MockConfig, other_origin: Option<String>) -> Self {
        Self {
            page_size: config.page_size,
            candidates: Candidates::new(Population::new(config.seed, config.candidates)),
            log: RequestLog::new(config.remembered_requests),
            rate: Mutex::default(),
            faults: FaultPlan::new(&config.faults, config.fault_seed),
            other_origin,
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.log.requests()
    }

    pub(crate) fn faults_served(&self) -> BTreeMap<String, u64> {
        self.faults.served()
    }

    /// Answers one request. What goes wrong inside is a 500; an error is a connection that
    /// is to be reset.
    pub(crate) async fn serve<B>(
        self: Arc<Self>,
        request: Request<B>,
        reset: Arc<AtomicBool>,
    ) -> Result<Response<HttpBody>, io::Error> {
        let asked = Asked::of(&request);
        self.log.record(RecordedRequest {
            method: asked.method.to_string(),
            path: asked.path.clone(),
            query: asked.query.clone(),
            has_token: asked.has_token,
        });
        let fault = if asked.path == PATH && asked.method == Method::GET && asked.has_token {
            self.faults.choose()
        } else {
            None
        };
        match fault {
            Some((Fault::StalledHeaders, _)) => return std::future::pending().await,
            Some((Fault::ResetEarly, _)) => {
                reset.store(true, Ordering::Release);
                return Err(io::Error::other("reset on purpose"));
            }
            _ => {}
        }
        // A scan over a million candidates takes a while, and a panic must not take the
        // connection with it: both are the business of another thread.
        let work = tokio::task::spawn_blocking(move || {
            let answer = self.answer(&asked);
            match fault {
                None => answer,
                Some((fault, number)) => self.spoil(&fault, number, &asked, answer, reset),
            }
        });
        let answer = work
            .await
            .unwrap_or_else(|_| Problem::internal().into_answer());
        Ok(answer.into_response())
    }

    fn spoil(
        &self,
        fault: &Fault,
        number: u64,
        asked: &Asked,
        healthy: Answer,
        reset: Arc<AtomicBool>,
    ) -> Answer {
        let asked = fault::Asked {
            path: &asked.path,
            query: &asked.query,
            query_with_account: &asked.query_with_account(),
            number,
            other_origin: self.other_origin.as_deref(),
            reset,
        };
        fault::spoil(fault, &asked, healthy).unwrap_or_else(|| Problem::internal().into_answer())
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
        let mut answer = match ListQuery::read(&asked.query_with_account()) {
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
            has_account_token: token(request.headers()).starts_with(ACCOUNT_TOKEN),
        }
    }

    /// The query with the account that the token belongs to, if it belongs to one.
    fn query_with_account(&self) -> Cow<'_, str> {
        if self.has_account_token && !self.query.contains("integrated_account_id=") {
            let separator = if self.query.is_empty() { "" } else { "&" };
            let query = &self.query;
            Cow::Owned(format!(
                "{query}{separator}integrated_account_id=of-the-token"
            ))
        } else {
            Cow::Borrowed(&self.query)
        }
    }
}

/// Whether there is a bearer token that is not empty. Any is good.
fn has_token(headers: &HeaderMap) -> bool {
    !token(headers).is_empty()
}

/// The bearer token; empty where there is none.
fn token(headers: &HeaderMap) -> &[u8] {
    let value = headers
        .get(AUTHORIZATION)
        .map(|value| value.as_bytes())
        .unwrap_or_default();
    value
        .split_first_chunk::<7>()
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case(b"Bearer "))
        .map(|(_, token)| token.trim_ascii())
        .unwrap_or_default()
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
