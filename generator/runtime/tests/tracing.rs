//! A span for each call, an event for each attempt, and nothing personal in either.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(feature = "tracing")]

mod common;

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use oas_runtime::auth::{Credential, Credentials, SecurityScheme};
use oas_runtime::http::Method;
use oas_runtime::request::Operation;
use oas_runtime::testing::{Answer, ScriptedTransport, TestTimer, block_on};
use oas_runtime::transport::TransportErrorKind;
use oas_runtime::{Client, Request, RetryPolicy};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use common::{EMAILS, JOB_ID, LIST};

/// Keeps the fields of each span, and each event as a line.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Recorded>>);

#[derive(Default)]
struct Recorded {
    spans: Vec<BTreeMap<String, String>>,
    events: Vec<String>,
}

struct Fields<'a>(&'a mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("oas_runtime")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = BTreeMap::new();
        attributes.record(&mut Fields(&mut fields));
        let mut recorded = self.0.lock().unwrap();
        recorded.spans.push(fields);
        Id::from_u64(u64::try_from(recorded.spans.len()).unwrap())
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        let index = usize::try_from(id.into_u64()).unwrap() - 1;
        values.record(&mut Fields(&mut self.0.lock().unwrap().spans[index]));
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = BTreeMap::new();
        event.record(&mut Fields(&mut fields));
        let mut line = format!("in {} ", event.parent().unwrap().into_u64());
        for (name, value) in fields {
            write!(line, "{name}={value} ").unwrap();
        }
        self.0
            .lock()
            .unwrap()
            .events
            .push(line.trim_end().to_owned());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

static KEY: SecurityScheme = SecurityScheme::key_in_query("key", "key");
static COOKIE: SecurityScheme = SecurityScheme::key_in_cookie("cookie", "key");

fn record(answers: impl IntoIterator<Item = Answer>, request: Request) -> Arc<Mutex<Recorded>> {
    let transport = ScriptedTransport::new(answers);
    let client: Client = transport
        .builder()
        .base_url("https://api.example.com:8443/base")
        .bearer_token("very-secret")
        .credentials(
            Credentials::new()
                .with(&KEY, Credential::key("very-secret"))
                .with(&COOKIE, Credential::key("very-secret")),
        )
        .retry(RetryPolicy::default())
        .timer(TestTimer::jumping())
        .randomness(|| 1.0)
        .build()
        .unwrap();
    let recorder = Recorder::default();
    tracing::subscriber::with_default(recorder.clone(), || {
        let _ = block_on(client.send(request));
    });
    let recorded = recorder.0.lock().unwrap();
    let shown = format!("{:?} {:?}", recorded.spans, recorded.events);
    for hidden in ["ada", "very-secret", "Bearer", "in-path"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    drop(recorded);
    recorder.0
}

fn request() -> Request {
    let mut request = Request::new(&LIST);
    request.query(&JOB_ID, "j 1").unwrap();
    request.query(&EMAILS, &["ada@example.com"]).unwrap();
    request.extra_query("more", "ada").unwrap();
    request
}

#[test]
fn a_call_is_a_span_with_the_usual_names() {
    let recorded = record([Answer::json(200, "{}")], request());
    let recorded = recorded.lock().unwrap();
    let expected = [
        ("http.request.method", "GET"),
        ("http.response.status_code", "200"),
        ("operation", "listCandidates"),
        ("otel.kind", "client"),
        ("otel.name", "GET /unified/ats/candidates"),
        ("server.address", "api.example.com"),
        ("server.port", "8443"),
        (
            "url.full",
            "https://api.example.com:8443/base/unified/ats/candidates?job_id=j%201\
             &emails=REDACTED&more=REDACTED",
        ),
        ("url.scheme", "https"),
        ("url.template", "/unified/ats/candidates"),
    ];
    let expected: BTreeMap<_, _> = expected
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert_eq!(recorded.spans, [expected]);
    assert_eq!(
        recorded.events,
        ["in 1 http.request.resend_count=0 http.response.status_code=200 message=answered"]
    );
}

#[test]
fn attempts_are_events_and_the_outcome_is_told() {
    let words = r#"{"message":"ada@example.com is blocked"}"#;
    let recorded = record(
        [
            Answer::json(500, words),
            Answer::failure(TransportErrorKind::Connect),
            Answer::json(422, words),
        ],
        request(),
    );
    let recorded = recorded.lock().unwrap();
    assert_eq!(
        recorded.events,
        [
            "in 1 http.request.resend_count=0 http.response.status_code=500 message=answered",
            "in 1 error.type=500 http.request.resend_count=0 is_sent_again=true \
             message=attempt failed wait_milliseconds=500",
            "in 1 error.type=Connect http.request.resend_count=1 is_sent_again=true \
             message=attempt failed wait_milliseconds=1000",
            "in 1 http.request.resend_count=2 http.response.status_code=422 message=answered",
            "in 1 error.type=422 http.request.resend_count=2 is_sent_again=false \
             message=attempt failed",
        ]
    );
    assert_eq!(recorded.spans.len(), 1);
    let span = &recorded.spans[0];
    assert_eq!(span["error.type"], "422");
    assert_eq!(span["otel.status_code"], "ERROR");
    assert_eq!(span["http.response.status_code"], "422");
    assert_eq!(span["http.request.resend_count"], "2");
}

#[test]
fn a_server_of_its_own_is_told_and_no_key() {
    static FILES: Operation = Operation::new("listFiles", Method::GET, "/files")
        .with_server("http://files.example.com/v1")
        .with_security(&[&[&KEY, &COOKIE]]);
    let recorded = record([Answer::json(200, "{}")], Request::new(&FILES));
    let span = &recorded.lock().unwrap().spans[0];
    assert_eq!(span["http.response.status_code"], "200");
    assert_eq!(span["server.address"], "files.example.com");
    assert_eq!(span["server.port"], "80");
    assert_eq!(span["url.full"], "http://files.example.com/v1/files");
}

#[test]
fn values_of_the_path_are_not_told() {
    static ONE: Operation = Operation::new("getCandidate", Method::GET, "/candidates/{id}");
    let mut request = Request::new(&ONE);
    request.path_parameter("id", "in-path").unwrap();
    let recorded = record([Answer::json(200, "{}")], request);
    let span = &recorded.lock().unwrap().spans[0];
    assert_eq!(span["otel.name"], "GET /candidates/{id}");
    assert!(span["url.full"].ends_with("/base/candidates/{id}"));
}
