//! Neither a token nor a personal value gets into any log: of this crate, or of the crates
//! that it sends with. Everything that any of them says at any level is looked at.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
#![cfg(all(feature = "tracing", feature = "reqwest"))]

mod common;
mod server;

use std::fmt::{Debug, Write as _};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread;

use oas_runtime::auth::{Credential, Credentials, SecurityScheme};
use oas_runtime::client::Timeouts;
use oas_runtime::http::Method;
use oas_runtime::request::Operation;
use oas_runtime::transport::ReqwestTransport;
use oas_runtime::{Client, Request, RetryPolicy};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use common::{EMAILS, JOB_ID};

static TOKEN: SecurityScheme = SecurityScheme::bearer("token");
static HEADER: SecurityScheme = SecurityScheme::key_in_header("header", "x-key");
static QUERY: SecurityScheme = SecurityScheme::key_in_query("query", "key");
static COOKIE: SecurityScheme = SecurityScheme::key_in_cookie("cookie", "key");
static LIST: Operation = Operation::new("list", Method::GET, "/list")
    .with_security(&[&[&TOKEN, &HEADER, &QUERY, &COOKIE]]);

/// Keeps what is said, through either of the two ways in use.
static SAID: Mutex<String> = Mutex::new(String::new());

struct Listener;

impl log::Log for Listener {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{}: {}\n", record.target(), record.args());
        SAID.lock().unwrap().push_str(&line);
    }

    fn flush(&self) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Line {
    fn keep(self) {
        SAID.lock().unwrap().push_str(&(self.0 + "\n"));
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut line = Line(attributes.metadata().target().to_owned());
        attributes.record(&mut line);
        line.keep();
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("more of a span:".to_owned());
        values.record(&mut line);
        line.keep();
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().target().to_owned());
        event.record(&mut line);
        line.keep();
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// A server on a thread of its own, whose logs are its own affair.
fn server(is_second_version: bool) -> SocketAddr {
    let (told, address) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap().block_on(async {
            let answer = |address: &str| {
                if address.contains("/moved") {
                    return server::answer(422, r#"{"message":"no"}"#);
                }
                let (_, query) = address.split_once('?').unwrap();
                server::redirect(format!("/moved?{query}"))
            };
            let (address, _) = server::serve_either(is_second_version, answer).await;
            told.send(address).unwrap();
            std::future::pending::<()>().await;
        });
    });
    address.recv().unwrap()
}

fn call(base_url: String, builder: ::reqwest::ClientBuilder) {
    let transport = ReqwestTransport::from_builder(builder.no_proxy(), &Timeouts::default());
    let client = Client::builder()
        .base_url(base_url)
        .bearer_token("very-secret")
        .credentials(
            Credentials::new()
                .with(&HEADER, Credential::key("very-secret"))
                .with(&QUERY, Credential::key("very-secret"))
                .with(&COOKIE, Credential::key("very-secret")),
        )
        .retry(RetryPolicy::default().with_max_retries(1))
        .randomness(|| 0.0)
        .transport(transport.unwrap())
        .build()
        .unwrap();
    let mut request = Request::new(&LIST);
    request.query(&JOB_ID, "j1").unwrap();
    request.query(&EMAILS, &["ada@example.com"]).unwrap();
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build().unwrap();
    let outcome = runtime.block_on(client.send(request));
    assert!(outcome.is_err());
}

#[test]
fn no_token_and_no_personal_value_gets_into_any_log() {
    log::set_boxed_logger(Box::new(Listener)).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let first = server(false);
    // A port where nobody is.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = listener.local_addr().unwrap();
    drop(listener);
    tracing::subscriber::with_default(Arc::new(Listener), || {
        call(format!("http://{first}"), ::reqwest::Client::builder());
        call(format!("http://{nobody}"), ::reqwest::Client::builder());
        #[cfg(feature = "http2")]
        {
            let second = server(true);
            let builder = ::reqwest::Client::builder().http2_prior_knowledge();
            call(format!("http://{second}"), builder);
        }
        #[cfg(feature = "rustls")]
        call(format!("https://{first}"), ::reqwest::Client::builder());
    });
    let said = SAID.lock().unwrap();
    for expected in ["reqwest::", "oas_runtime", "job_id=j1&emails=REDACTED"] {
        assert!(said.contains(expected), "the listener hears: {said}");
    }
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("ada") || line.contains("very-secret"))
        .collect();
    assert!(lines.is_empty(), "{lines:#?}");
}
