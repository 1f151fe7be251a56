//! Which credentials go with which call, and that they go nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use oas_runtime::auth::{Credential, Credentials, SecurityScheme, Token};
use oas_runtime::http::Method;
use oas_runtime::query::{QueryParameter, QueryStyle};
use oas_runtime::request::Operation;
use oas_runtime::testing::{Answer, RecordedRequest, ScriptedTransport, TestTimer, block_on};
use oas_runtime::{Client, ClientBuilder, Error, ErrorKind, RateLimiter, Request};

static TOKEN: SecurityScheme = SecurityScheme::bearer("token");
static LOGIN: SecurityScheme = SecurityScheme::bearer("login");
static BASIC: SecurityScheme = SecurityScheme::basic("basic");
static API_KEY: SecurityScheme = SecurityScheme::key_in_header("api_key", "X-Api-Key");
static APP_ID: SecurityScheme = SecurityScheme::key_in_query("app_id", "app[id]");
static APP_KEY: SecurityScheme = SecurityScheme::key_in_cookie("app_key", "app_key");

static KEY: Operation = Operation::new("key", Method::GET, "/key").with_security(&[&[&API_KEY]]);
static APP: Operation =
    Operation::new("app", Method::GET, "/app").with_security(&[&[&API_KEY], &[&APP_ID, &APP_KEY]]);
static ANY: Operation =
    Operation::new("any", Method::GET, "/any").with_security(&[&[], &[&TOKEN], &[&BASIC]]);
static PUBLIC: Operation = Operation::new("public", Method::GET, "/public").with_security(&[]);
static PLAIN: Operation = Operation::new("plain", Method::GET, "/plain");
static BOTH: Operation =
    Operation::new("both", Method::GET, "/both").with_security(&[&[&TOKEN, &LOGIN]]);
static ELSEWHERE: Operation = Operation::new("elsewhere", Method::GET, "/files")
    .with_server("https://files.example.com/v1")
    .with_security(&[&[&API_KEY]]);
static APP_ID_PARAMETER: QueryParameter = QueryParameter::new("app[id]", QueryStyle::BRACKETS);

fn builder(transport: &ScriptedTransport) -> ClientBuilder {
    Client::builder()
        .base_url("http://host/base")
        .transport(transport.clone())
}

fn send(
    request: Request,
    with: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<RecordedRequest, Error> {
    let transport = ScriptedTransport::new([Answer::status(204)]);
    let client = with(builder(&transport)).build().unwrap();
    let outcome = block_on(client.send(request));
    assert_eq!(transport.requests().len(), usize::from(outcome.is_ok()));
    outcome.map(|_| transport.requests().remove(0))
}

fn app() -> Credentials {
    Credentials::new()
        .with(&APP_ID, Credential::key("a&b"))
        .with(&APP_KEY, Credential::key("c=d"))
}

#[test]
fn the_first_alternative_that_is_complete_is_taken() {
    let sent = send(Request::new(&APP), |builder| builder.credentials(app())).unwrap();
    assert_eq!(sent.uri, "http://host/base/app?app%5Bid%5D=a%26b");
    assert_eq!(sent.header("cookie"), Some("app_key=c=d"));
    assert_eq!(sent.header("x-api-key"), None);
    let all = app().with(&API_KEY, Credential::key("key"));
    let sent = send(Request::new(&APP), |builder| builder.credentials(all)).unwrap();
    assert_eq!(sent.uri, "http://host/base/app");
    assert_eq!(sent.header("cookie"), None);
    assert_eq!(sent.header("x-api-key"), Some("key"));
    assert!(sent.headers["x-api-key"].is_sensitive());
}

#[test]
fn what_is_missing_is_named_before_anything_is_sent() {
    let half = Credentials::new()
        .with(&APP_ID, Credential::key("hunter2"))
        .with(&BASIC, Credential::password("user", "hunter2"));
    let error = send(Request::new(&APP), |builder| {
        builder.credentials(half).bearer_token("hunter2")
    })
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredentials);
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "app failed: it needs `api_key` or (`app_id` and `app_key`), and the client has `app_id` \
         and `basic` and a bearer token only; give it what is missing when it is built"
    );
    assert!(!format!("{error:?}").contains("hunter2"));
}

#[test]
fn nothing_asked_for_is_nothing_sent() {
    for operation in [&PUBLIC, &ANY] {
        let credentials = app().with(&API_KEY, Credential::key("key"));
        let sent = send(Request::new(operation), |builder| {
            builder.credentials(credentials)
        })
        .unwrap();
        assert_eq!(sent.query(), "");
        let names: Vec<&str> = sent.headers.keys().map(|name| name.as_str()).collect();
        assert_eq!(names, ["accept", "user-agent"]);
    }
    let sent = send(Request::new(&PUBLIC), |builder| builder.bearer_token("t")).unwrap();
    assert_eq!(sent.header("authorization"), None);
}

#[test]
fn what_may_be_left_out_is_sent_all_the_same_if_it_is_there() {
    let sent = send(Request::new(&ANY), |builder| builder.bearer_token("t")).unwrap();
    assert_eq!(sent.header("authorization"), Some("Bearer t"));
    let basic = Credentials::new().with(&BASIC, Credential::password("user", ""));
    let sent = send(Request::new(&ANY), |builder| builder.credentials(basic)).unwrap();
    assert_eq!(sent.header("authorization"), Some("Basic dXNlcjo="));
}

#[test]
fn without_any_credentials_a_transport_may_authenticate() {
    for operation in [&KEY, &APP, &ANY, &PUBLIC, &PLAIN] {
        let sent = send(Request::new(operation), |builder| builder).unwrap();
        assert_eq!(sent.header("authorization"), None);
    }
}

/// The token of a client for tests stands for whatever would be there, and gives way.
#[test]
fn a_client_for_tests_needs_no_credentials() {
    let transport = ScriptedTransport::new([204, 204, 204, 204].map(Answer::status));
    let client = transport.client().unwrap();
    for operation in [&KEY, &APP, &ANY] {
        block_on(client.send(Request::new(operation))).unwrap();
    }
    let builder: ClientBuilder = transport.builder().credentials(app());
    let client: Client = builder.build().unwrap();
    block_on(client.send(Request::new(&ANY))).unwrap();
    let error = block_on(client.send(Request::new(&KEY))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredentials);
    let sent = transport.requests();
    let tokens: Vec<_> = sent
        .iter()
        .map(|sent| sent.header("authorization"))
        .collect();
    assert_eq!(tokens, [None, None, Some("Bearer test-token"), None]);
    // A token that is given is no such token.
    let client: Client = transport.builder().bearer_token("t").build().unwrap();
    let error = block_on(client.send(Request::new(&KEY))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredentials);
}

#[test]
fn an_operation_of_which_nothing_is_known_gets_the_token() {
    let all = app().with(&TOKEN, Credential::token("own"));
    let sent = send(Request::new(&PLAIN), |builder| {
        builder.credentials(all.clone()).bearer_token("general")
    })
    .unwrap();
    assert_eq!(sent.header("authorization"), Some("Bearer general"));
    assert_eq!(sent.header("cookie"), None);
    let sent = send(Request::new(&PLAIN), |builder| builder.credentials(all)).unwrap();
    assert_eq!(sent.header("authorization"), None);
}

#[test]
fn a_token_of_its_own_comes_before_the_general_one() {
    let own = Credentials::new().with(&TOKEN, Credential::token("own"));
    let sent = send(Request::new(&ANY), |builder| {
        builder.bearer_token("general").credentials(own.clone())
    })
    .unwrap();
    assert_eq!(sent.header("authorization"), Some("Bearer own"));
    // Two that are sent in the same place: one of them is all that there is room for.
    let sent = send(Request::new(&BOTH), |builder| builder.credentials(own)).unwrap();
    assert_eq!(sent.header("authorization"), Some("Bearer own"));
    let sent = send(Request::new(&BOTH), |builder| builder.bearer_token("t")).unwrap();
    assert_eq!(sent.header("authorization"), Some("Bearer t"));
}

#[test]
fn what_a_call_says_itself_stays() {
    let credentials = || app().with(&TOKEN, Credential::token("own"));
    let mut request = Request::new(&KEY);
    request.header("X-Api-Key", "mine").unwrap();
    let sent = send(request, |builder| builder.credentials(credentials())).unwrap();
    assert_eq!(sent.header("x-api-key"), Some("mine"));
    let mut request = Request::new(&APP);
    request.query(&APP_ID_PARAMETER, "mine").unwrap();
    request.cookie("other", "1").unwrap();
    let sent = send(request, |builder| builder.credentials(credentials())).unwrap();
    assert_eq!(sent.query(), "app%5Bid%5D=mine");
    assert_eq!(sent.header("cookie"), Some("other=1; app_key=c=d"));
    let mut request = Request::new(&APP);
    request.cookie("app_key", "mine").unwrap();
    let sent = send(request, |builder| builder.credentials(credentials())).unwrap();
    assert_eq!(sent.header("cookie"), Some("app_key=mine"));
}

/// Some servers know their callers by a header that a client has in any case.
#[test]
fn a_key_may_be_the_name_of_the_client() {
    static AGENT: SecurityScheme = SecurityScheme::key_in_header("agent", "User-Agent");
    static NAMED: Operation =
        Operation::new("named", Method::GET, "/named").with_security(&[&[&AGENT]]);
    let agent = || Credentials::new().with(&AGENT, Credential::key("(example, a@b.c)"));
    let sent = send(Request::new(&NAMED), |builder| builder.credentials(agent())).unwrap();
    assert_eq!(sent.header("user-agent"), Some("(example, a@b.c)"));
    let sent = send(Request::new(&PLAIN), |builder| builder.credentials(agent())).unwrap();
    assert!(
        sent.header("user-agent")
            .unwrap()
            .starts_with("oas-runtime/")
    );
}

/// What cannot be sent does not use up what a rate limit allows.
#[test]
fn what_is_missing_is_noticed_before_the_rate_limit() {
    let transport = ScriptedTransport::new([Answer::status(204)]);
    let timer = TestTimer::jumping();
    let client = builder(&transport)
        .bearer_token("t")
        .timer(timer.clone())
        .rate_limiter(RateLimiter::new().in_all(1, Duration::from_secs(3600)))
        .build()
        .unwrap();
    for _ in 0..3 {
        block_on(client.send(Request::new(&KEY))).unwrap_err();
    }
    block_on(client.send(Request::new(&ANY))).unwrap();
    assert!(timer.slept().is_empty(), "nothing had to wait");
}

#[test]
fn a_provider_of_one_scheme_is_asked_again_when_its_token_is_refused() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let provider = Credential::tokens(move || {
        let number = counter.fetch_add(1, Ordering::Relaxed);
        async move { Ok(Token::new(format!("t{number}"))) }
    });
    let transport = ScriptedTransport::new([401, 204, 204].map(Answer::status));
    let client = builder(&transport)
        .credentials(Credentials::new().with(&TOKEN, provider))
        .build()
        .unwrap();
    block_on(client.send(Request::new(&ANY))).unwrap();
    block_on(client.send(Request::new(&ANY))).unwrap();
    let sent: Vec<RecordedRequest> = transport.requests();
    let tokens: Vec<_> = sent
        .iter()
        .map(|sent| sent.header("authorization"))
        .collect();
    assert_eq!(
        tokens,
        [Some("Bearer t0"), Some("Bearer t1"), Some("Bearer t1")]
    );
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[test]
fn an_operation_of_another_server_goes_there() {
    let key = || Credentials::new().with(&API_KEY, Credential::key("key"));
    let sent = send(Request::new(&ELSEWHERE), |builder| {
        builder.credentials(key())
    })
    .unwrap();
    assert_eq!(sent.uri, "https://files.example.com/v1/files");
    assert_eq!(sent.header("x-api-key"), Some("key"));
    let sent = send(Request::new(&ELSEWHERE), |builder| {
        builder
            .credentials(key())
            .server("https://files.example.com/v1", "http://127.0.0.1:1/own/")
    })
    .unwrap();
    assert_eq!(sent.uri, "http://127.0.0.1:1/own/files");
}

#[test]
fn bad_credentials_are_refused_when_the_client_is_built() {
    let transport = ScriptedTransport::new([]);
    let bad = Credentials::new().with(&API_KEY, Credential::key("hunter2\n"));
    let error = builder(&transport).credentials(bad).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`api_key`"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

#[test]
fn nothing_secret_is_shown() {
    let credentials = app()
        .with(&API_KEY, Credential::key("hunter2"))
        .with(&BASIC, Credential::password("hunter2", "hunter2"));
    let shown = format!("{credentials:?}");
    assert!(shown.contains("api_key"), "{shown}");
    let transport = ScriptedTransport::new([Answer::status(500)]);
    let builder = builder(&transport).credentials(credentials);
    let shown = format!("{shown} {builder:?}");
    let client = builder.build().unwrap();
    let error = block_on(client.send(Request::new(&KEY))).unwrap_err();
    let shown = format!("{shown} {client:?} {error} {error:?}");
    assert!(
        !shown.contains("hunter2") && !shown.contains("c=d"),
        "{shown}"
    );
}
