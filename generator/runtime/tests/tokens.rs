//! Tokens that expire: asked for once, by however many calls.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::VecDeque;
use std::error::Error as _;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use oas_runtime::auth::{ProviderError, Token, TokenProvider};
use oas_runtime::body::{Body, RequestBody};
use oas_runtime::error::ErrorKind;
use oas_runtime::http::StatusCode;
use oas_runtime::testing::{Answer, ScriptedTransport, TestTimer, block_on};
use oas_runtime::transport::{BoxFuture, Transport, TransportError};
use oas_runtime::{Client, Error, Request, RetryPolicy};

use common::{CREATE, LIST};

/// Gives `token-1`, `token-2` and so on. While it is told to hold it never answers.
#[derive(Clone, Default)]
struct Numbered(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    asked: u32,
    holds: bool,
    fails: bool,
    waiting: VecDeque<Waker>,
    until: Option<SystemTime>,
    lifetime: Option<Duration>,
}

impl Numbered {
    fn asked(&self) -> u32 {
        self.0.lock().unwrap().asked
    }

    fn set(&self, change: impl FnOnce(&mut Inner)) {
        let mut inner = self.0.lock().unwrap();
        change(&mut inner);
        inner.waiting.drain(..).for_each(Waker::wake);
    }
}

impl TokenProvider for Numbered {
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>> {
        let number = {
            let mut inner = self.0.lock().unwrap();
            inner.asked += 1;
            inner.asked
        };
        Box::pin(std::future::poll_fn(move |context| {
            let mut inner = self.0.lock().unwrap();
            if inner.holds {
                inner.waiting.push_back(context.waker().clone());
                return Poll::Pending;
            }
            if inner.fails {
                return Poll::Ready(Err("the vault is shut".into()));
            }
            let mut token = Token::new(format!("token-{number}"));
            if let Some(lifetime) = inner.lifetime {
                token = token.lasting(lifetime);
            }
            if let Some(until) = inner.until {
                token = token.until(until);
            }
            Poll::Ready(Ok(token))
        }))
    }
}

fn script(
    answers: impl IntoIterator<Item = Answer>,
    provider: impl TokenProvider,
) -> (ScriptedTransport, TestTimer, Client) {
    let transport = ScriptedTransport::new(answers);
    let timer = TestTimer::still();
    let builder = transport.builder().timer(timer.clone());
    let client = builder.token_provider(provider).build().unwrap();
    (transport, timer, client)
}

fn fine() -> impl Iterator<Item = Answer> {
    (0..50).map(|_| Answer::json(200, "{}"))
}

fn tokens(transport: &ScriptedTransport) -> Vec<String> {
    let requests = transport.requests();
    let token = |index: usize| requests[index].header("authorization").map(str::to_owned);
    (0..requests.len())
        .map(|index| token(index).unwrap().replace("Bearer ", ""))
        .collect()
}

#[test]
fn a_token_is_used_until_shortly_before_its_end() {
    let provider = Numbered::default();
    provider.set(|inner| inner.lifetime = Some(Duration::from_secs(900)));
    let (transport, timer, client) = script(fine(), provider.clone());
    for _ in 0..3 {
        block_on(client.send(Request::new(&LIST))).unwrap();
    }
    timer.advance(Duration::from_secs(869));
    block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(provider.asked(), 1);
    timer.advance(Duration::from_secs(1));
    block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(tokens(&transport)[3..], ["token-1", "token-2"]);
    assert!(transport.requests()[0].headers["authorization"].is_sensitive());

    // A time of day is as good; a short life is not eaten up by the margin.
    let provider = Numbered::default();
    provider.set(|inner| inner.until = Some(SystemTime::UNIX_EPOCH + Duration::from_secs(10)));
    let (transport, timer, client) = script(fine(), provider.clone());
    for seconds in [8, 1, 90] {
        block_on(client.send(Request::new(&LIST))).unwrap();
        timer.advance(Duration::from_secs(seconds));
    }
    block_on(client.send(Request::new(&LIST))).unwrap();
    block_on(client.send(Request::new(&LIST))).unwrap();
    let used = ["token-1", "token-1", "token-2", "token-3", "token-4"];
    assert_eq!(
        tokens(&transport),
        used,
        "what it gives is used once at least"
    );

    // Without an end it is used on.
    let provider = Numbered::default();
    let (_, timer, client) = script(fine(), provider.clone());
    block_on(client.send(Request::new(&LIST))).unwrap();
    timer.advance(Duration::from_secs(1_000_000));
    block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(provider.asked(), 1);
}

type Call = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

fn calls(client: &Client, number: usize) -> Vec<Call> {
    (0..number)
        .map(|_| {
            let client = client.clone();
            let call = async move { client.send(Request::new(&LIST)).await.map(drop) };
            Box::pin(call) as Call
        })
        .collect()
}

fn poll(calls: &mut Vec<Call>) -> Vec<Result<(), Error>> {
    let mut done = Vec::new();
    calls.retain_mut(
        |call| match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => {
                done.push(result);
                false
            }
            Poll::Pending => true,
        },
    );
    done
}

#[test]
fn many_calls_wait_for_one_answer() {
    let provider = Numbered::default();
    provider.set(|inner| inner.holds = true);
    let (transport, _, client) = script(fine(), provider.clone());
    let mut calls = calls(&client, 10);
    assert!(poll(&mut calls).is_empty());
    assert_eq!(provider.asked(), 1);
    provider.set(|inner| inner.holds = false);
    assert_eq!(poll(&mut calls).len(), 10);
    assert_eq!(provider.asked(), 1);
    assert_eq!(tokens(&transport), vec!["token-1"; 10]);
}

#[test]
fn when_the_one_who_asks_gives_up_another_asks() {
    let provider = Numbered::default();
    provider.set(|inner| inner.holds = true);
    let (_, _, client) = script(fine(), provider.clone());
    let mut calls = calls(&client, 3);
    assert!(poll(&mut calls).is_empty());
    drop(calls.remove(0));
    assert!(poll(&mut calls).is_empty());
    assert_eq!(provider.asked(), 2);
    provider.set(|inner| inner.holds = false);
    let done = poll(&mut calls);
    assert!(done.len() == 2 && done.iter().all(Result::is_ok));
    assert_eq!(provider.asked(), 2);
}

#[test]
fn a_provider_that_fails_fails_all_who_wait_and_is_asked_anew_by_the_next() {
    let provider = Numbered::default();
    provider.set(|inner| (inner.holds, inner.fails) = (true, true));
    let (transport, _, client) = script(fine(), provider.clone());
    let mut waiting = calls(&client, 5);
    assert!(poll(&mut waiting).is_empty());
    provider.set(|inner| inner.holds = false);
    let done = poll(&mut waiting);
    assert_eq!((done.len(), provider.asked()), (5, 1));
    for result in done {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoToken);
        assert_eq!(
            error.to_string(),
            "listCandidates failed: there is no token to send, as its provider failed: \
             the vault is shut"
        );
        assert_eq!(error.source().unwrap().to_string(), "the vault is shut");
        assert!(!error.is_retryable() && error.attempts() == 0);
    }
    assert!(transport.requests().is_empty());
    provider.set(|inner| inner.fails = false);
    assert!(poll(&mut calls(&client, 1))[0].is_ok());
    assert_eq!(provider.asked(), 2);
}

#[test]
fn a_refused_token_is_replaced_once() {
    let provider = Numbered::default();
    let answers = [
        Answer::json(401, r#"{"message":"expired"}"#),
        Answer::json(200, "{}"),
    ];
    let (transport, timer, client) = script(answers, provider.clone());
    // Without retries, and for a method that is not sent twice after a failure.
    let response = block_on(client.send(Request::new(&CREATE))).unwrap();
    assert_eq!(response.info.attempts, 2);
    assert_eq!(tokens(&transport), ["token-1", "token-2"]);
    assert!(timer.slept().is_empty());

    let (transport, _, client) = script((0..9).map(|_| Answer::status(401)), Numbered::default());
    let error = block_on(client.send_streaming(Request::new(&LIST))).unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (401, 2)
    );
    assert_eq!(tokens(&transport), ["token-1", "token-2"]);
}

/// Refuses the first token, and lets every call wait once before it answers.
struct RefusesFirst;

impl Transport for RefusesFirst {
    fn send(
        &self,
        request: oas_runtime::http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<oas_runtime::http::Response<Body>, TransportError>> {
        let is_first = request.headers()["authorization"] == "Bearer token-1";
        let mut has_waited = false;
        Box::pin(std::future::poll_fn(move |_| {
            if !std::mem::replace(&mut has_waited, true) {
                return Poll::Pending;
            }
            let mut response = oas_runtime::http::Response::new(Body::empty());
            *response.status_mut() = if is_first {
                StatusCode::UNAUTHORIZED
            } else {
                StatusCode::OK
            };
            Poll::Ready(Ok(response))
        }))
    }
}

#[test]
fn many_calls_that_are_refused_ask_for_one_new_token() {
    let provider = Numbered::default();
    let client: Client = ScriptedTransport::default()
        .builder()
        .transport(RefusesFirst)
        .token_provider(provider.clone())
        .build()
        .unwrap();
    let mut calls = calls(&client, 3);
    assert!(poll(&mut calls).is_empty(), "all are under way");
    assert!(poll(&mut calls).is_empty(), "all were refused");
    let done = poll(&mut calls);
    assert!(done.len() == 3 && done.iter().all(Result::is_ok));
    assert_eq!(provider.asked(), 2);
}

#[test]
fn whose_refusal_it_is_counts_and_retries_are_counted_apart() {
    let body = r#"{"message":"reconnect","truto_is_remote_error":true}"#;
    let provider = Numbered::default();
    let (transport, _, client) = script([Answer::json(401, body)], provider.clone());
    assert!(block_on(client.send(Request::new(&LIST))).is_err());
    assert_eq!((provider.asked(), transport.requests().len()), (1, 1));

    // Another status does not ask for a token.
    let (_, _, client) = script([Answer::status(403)], provider.clone());
    assert!(block_on(client.send(Request::new(&LIST))).is_err());
    assert_eq!(provider.asked(), 2);

    let transport = ScriptedTransport::new([
        Answer::status(401),
        Answer::status(500),
        Answer::status(500),
        Answer::json(200, "{}"),
    ]);
    let client: Client = transport
        .builder()
        .timer(TestTimer::jumping())
        .retry(RetryPolicy::default().with_max_retries(2))
        .token_provider(Numbered::default())
        .build()
        .unwrap();
    let response = block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(response.info.attempts, 4);
}

#[test]
fn a_closure_will_do_and_nothing_is_shown() {
    let provider = || async { Ok(Token::new("very-secret")) };
    let (transport, _, client) = script(fine(), provider);
    block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(tokens(&transport), ["very-secret"]);
    let token = Token::new("very-secret");
    let shown = format!("{client:?} {token:?}");
    assert!(!shown.contains("very-secret"), "{shown}");

    // What cannot stand in a header is the provider's failure.
    let (_, _, client) = script(fine(), || async { Ok(Token::new("bad\n")) });
    let error = block_on(client.send(Request::new(&LIST))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoToken);

    // A token that is given replaces the provider, and the other way round.
    let transport = ScriptedTransport::new(fine());
    let builder = transport.builder().token_provider(Numbered::default());
    let client: Client = builder.bearer_token("fixed").build().unwrap();
    block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(tokens(&transport), ["fixed"]);
    fn check_send<T: Send>(_: T) {}
    check_send(client.send(Request::new(&LIST)));
}
