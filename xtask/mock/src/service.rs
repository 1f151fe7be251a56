//! From a request to an answer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, HeaderMap};
use hyper::http::Method;
use hyper::{Request, Response};
use serde_json::{Map, Value};

use crate::answer::{self, Answer, HttpBody, Problem};
use crate::applications;
use crate::body;
use crate::candidate::{Population, document, provider_record};
use crate::config::MockConfig;
use crate::created::Created;
use crate::fault::{self, Fault, FaultPlan};
use crate::log::{RecordedRequest, RequestLog};
use crate::query::{ApplicationQuery, ListQuery, RecordQuery, Refusal};
use crate::rate::RateWindow;
use crate::route::Route;
use crate::selection::Candidates;

/// How a token begins that belongs to one account, and needs no `integrated_account_id`.
pub const ACCOUNT_TOKEN: &[u8] = b"account-token";

/// How the id of an account begins that is a sandbox's, and takes no changes.
pub const SANDBOX_ACCOUNT: &str = "sandbox";

/// The longest body that is read.
const LONGEST_BODY: usize = 1 << 20;

/// What `application_source` may be.
const SOURCES: &[&str] = &["applicant", "lead"];

/// What all connections of a server share.
#[derive(Debug)]
pub(crate) struct Service {
    page_size: usize,
    candidates: Candidates,
    created: Created,
    partial: bool,
    latency: Duration,
    at_once: Gauge,
    log: RequestLog,
    rate: Mutex<RateWindow>,
    faults: FaultPlan,
    other_origin: Option<String>,
}

/// How many requests are being answered, and the most so far.
#[derive(Debug, Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// One of them. Dropped when its answer is ready, and when its client goes away before.
struct Measured(Arc<Service>);

impl Measured {
    fn new(service: &Arc<Service>) -> Self {
        let gauge = &service.at_once;
        let now = gauge.now.fetch_add(1, Ordering::SeqCst) + 1;
        gauge.most.fetch_max(now, Ordering::SeqCst);
        Self(Arc::clone(service))
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        self.0.at_once.now.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What of a request decides the answer.
struct Asked {
    method: Method,
    path: String,
    route: Option<Route>,
    idempotency_key: Option<String>,
    /// Empty unless the request makes something.
    body: Bytes,
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
            created: Created::default(),
            partial: config.partial,
            latency: config.latency,
            at_once: Gauge::default(),
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

    pub(crate) fn candidates_created(&self) -> u64 {
        self.created.count()
    }

    pub(crate) fn most_requests_at_once(&self) -> usize {
        self.at_once.most.load(Ordering::SeqCst)
    }

    /// Answers one request. What goes wrong inside is a 500; an error is a connection that
    /// is to be reset.
    pub(crate) async fn serve(
        self: Arc<Self>,
        request: Request<Incoming>,
        reset: Arc<AtomicBool>,
    ) -> Result<Response<HttpBody>, io::Error> {
        let _measured = Measured::new(&self);
        let mut asked = Asked::of(&request);
        self.log.record(RecordedRequest {
            method: asked.method.to_string(),
            path: asked.path.clone(),
            query: asked.query.clone(),
            has_token: asked.has_token,
        });
        let is_known = asked
            .route
            .as_ref()
            .is_some_and(|route| route.takes(&asked.method));
        if is_known && asked.method == Method::POST {
            let body = Limited::new(request.into_body(), LONGEST_BODY)
                .collect()
                .await;
            // Too long, or broken off: as good as none.
            asked.body = body.map(|body| body.to_bytes()).unwrap_or_default();
        }
        if !self.latency.is_zero() {
            tokio::time::sleep(self.latency).await;
        }
        let fault = if is_known && asked.has_token {
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
        let Some(route) = &asked.route else {
            return Problem::not_found().into_answer();
        };
        if !route.takes(&asked.method) {
            return Problem::method_not_allowed(route.allowed()).into_answer();
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
        let query = asked.query_with_account();
        let answered = match route {
            Route::Candidates if asked.method == Method::POST => self.create(asked, &query),
            Route::Candidates => ListQuery::read(&query).map(|mut query| {
                query.shape.partial = self.partial;
                answer::list(&self.candidates, query, self.page_size)
            }),
            Route::Candidate(id) => {
                RecordQuery::read(&query, &[]).map(|query| self.candidate(id, &query))
            }
            Route::Applications => ApplicationQuery::read(&query).map(|query| {
                let size = answer::size(&query, self.page_size);
                let page = applications::page(self.candidates.population(), &query, size);
                answer::applications(&query, page)
            }),
            Route::Application(id) => {
                RecordQuery::read(&query, &[]).map(|query| self.application(id, &query))
            }
        };
        let mut answer = answered.unwrap_or_else(|refusal| Problem::from(refusal).into_answer());
        rate.write(&mut answer.headers);
        answer
    }

    fn candidate(&self, id: &str, query: &RecordQuery) -> Answer {
        if let Some(outline) = self.candidates.population().find(id) {
            return answer::record(query, document(&outline), provider_record(&outline));
        }
        match self.created.find(id) {
            Some(record) => created(query, record),
            None => Problem::no_such_record().into_answer(),
        }
    }

    fn application(&self, id: &str, query: &RecordQuery) -> Answer {
        match applications::find(self.candidates.population(), id) {
            Some(record) => {
                let raw = applications::provider_record(&record);
                answer::record(query, record, raw)
            }
            None => Problem::no_such_record().into_answer(),
        }
    }

    fn create(&self, asked: &Asked, query: &str) -> Result<Answer, Refusal> {
        let query = RecordQuery::read(query, SOURCES)?;
        if query.account.starts_with(SANDBOX_ACCOUNT) {
            return Ok(Problem::read_only().into_answer());
        }
        let body = match body::read(&asked.body) {
            Ok(body) => body,
            Err(wrong) => return Ok(Problem::invalid_body(&wrong).into_answer()),
        };
        let key = asked.idempotency_key.as_deref();
        let record = self.created.create(&query.account, key, &body);
        Ok(created(&query, record))
    }
}

fn created(query: &RecordQuery, record: Map<String, Value>) -> Answer {
    let raw = record.get("remote_data").cloned().unwrap_or_default();
    answer::record(query, record, raw)
}

impl Asked {
    fn of<B>(request: &Request<B>) -> Self {
        Self {
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            route: Route::of(request.uri().path()),
            idempotency_key: text(request.headers(), "idempotency-key"),
            body: Bytes::new(),
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

/// The value of a header, if it is a text that is not empty.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (!value.is_empty()).then(|| value.to_owned())
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
