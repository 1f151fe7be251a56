//! What is sent again, how often and how soon. The clock and the chance are the tests' own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::future::Future as _;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use oas_runtime::client::ClientBuilder;
use oas_runtime::error::ErrorKind;
use oas_runtime::http::Method;
use oas_runtime::request::Operation;
use oas_runtime::testing::{Answer, ScriptedTransport, TestTimer, block_on};
use oas_runtime::transport::TransportErrorKind;
use oas_runtime::{Client, Error, Request, RequestOptions, RetryPolicy};

use common::{CREATE, LIST};

/// Waits are as long as they can be.
fn script(
    answers: impl IntoIterator<Item = Answer>,
) -> (ScriptedTransport, TestTimer, ClientBuilder) {
    let transport = ScriptedTransport::new(answers);
    let timer = TestTimer::jumping();
    let builder = transport
        .builder()
        .retry(RetryPolicy::default())
        .timer(timer.clone())
        .randomness(|| 1.0);
    (transport, timer, builder)
}

fn send(builder: ClientBuilder) -> Result<String, Error> {
    send_request(builder, Request::new(&LIST))
}

fn send_request(builder: ClientBuilder, request: Request) -> Result<String, Error> {
    let client: Client = builder.build().unwrap();
    block_on(client.send(request))
        .map(|response| String::from_utf8(response.body.to_vec()).unwrap())
}

fn milliseconds(timer: &TestTimer) -> Vec<u128> {
    timer.slept().iter().map(Duration::as_millis).collect()
}

#[test]
fn what_may_succeed_later_is_sent_again_with_growing_waits() {
    let (transport, timer, builder) = script([
        Answer::status(500),
        Answer::failure(TransportErrorKind::Connect),
        Answer::failure(TransportErrorKind::Other),
        Answer::json(200, "here"),
    ]);
    let client: Client = builder.build().unwrap();
    let response = block_on(client.send(Request::new(&LIST))).unwrap();
    assert_eq!(response.body, "here");
    assert_eq!(response.info.attempts, 4);
    assert_eq!(milliseconds(&timer), [500, 1000, 2000]);
    assert_eq!(transport.requests().len(), 4);
}

#[test]
fn which_statuses_are_sent_again() {
    for (status, is_again) in [
        (400, false),
        (401, false),
        (403, false),
        (404, false),
        (405, false),
        (408, true),
        (409, false),
        (422, false),
        (425, true),
        (429, true),
        (500, true),
        (501, false),
        (502, true),
        (503, false),
        (504, true),
    ] {
        let (transport, _, builder) = script([Answer::status(status), Answer::json(200, "{}")]);
        assert_eq!(send(builder).is_ok(), is_again, "{status}");
        assert_eq!(transport.requests().len(), 1 + usize::from(is_again));
    }
    // 503 means a blocked account unless the server says when to come back.
    let (_, timer, builder) = script([
        Answer::status(503).header("retry-after", "2"),
        Answer::json(200, "{}"),
    ]);
    assert!(send(builder).is_ok());
    assert_eq!(milliseconds(&timer), [2000]);
}

#[test]
fn the_server_says_how_long_to_wait() {
    let cases: [(Answer, &[u128]); 7] = [
        (Answer::status(429).header("retry-after", "10"), &[10_000]),
        (Answer::status(429).header("retry-after", "0"), &[]),
        (
            Answer::status(502).header("retry-after", "Thu, 01 Jan 1970 00:00:07 GMT"),
            &[7000],
        ),
        (
            Answer::status(429).header("retry-after", "Thu, 01 Jan 1970 00:00:00 GMT"),
            &[],
        ),
        (Answer::status(429).header("ratelimit-reset", "4"), &[4000]),
        (Answer::status(500).header("ratelimit-reset", "4"), &[500]),
        (Answer::status(429).header("retry-after", "soon"), &[500]),
    ];
    for (answer, waits) in cases {
        let description = format!("{answer:?}");
        let (transport, timer, builder) = script([answer, Answer::json(200, "{}")]);
        timer.set_system_time(SystemTime::UNIX_EPOCH);
        assert!(send(builder).is_ok());
        assert_eq!(milliseconds(&timer), waits, "{description}");
        assert_eq!(transport.requests().len(), 2);
    }
}

#[test]
fn what_the_server_asks_for_is_capped() {
    for (cap, wait) in [(None, 60_000), (Some(5), 5000)] {
        let (_, timer, builder) = script([
            Answer::status(429).header("retry-after", "3600"),
            Answer::json(200, "{}"),
        ]);
        let mut policy = RetryPolicy::default();
        if let Some(cap) = cap {
            policy = policy.with_max_retry_after(Duration::from_secs(cap));
        }
        assert!(send(builder.retry(policy)).is_ok());
        assert_eq!(milliseconds(&timer), [wait]);
    }
}

#[test]
fn retries_are_counted_as_retries_and_no_wait_follows_the_last() {
    for retries in 0..4 {
        let answers = (0..9).map(|_| Answer::json(500, r#"{"message":"busy"}"#));
        let (transport, timer, builder) = script(answers);
        let policy = RetryPolicy::default().with_max_retries(retries);
        let error = send(builder.retry(policy)).unwrap_err();
        let attempts = usize::try_from(retries).unwrap() + 1;
        assert_eq!(transport.requests().len(), attempts);
        assert_eq!(timer.slept().len(), attempts - 1);
        assert_eq!(error.attempts(), retries + 1);
        let told = match retries {
            0 => String::new(),
            _ => format!(" (after {attempts} attempts)"),
        };
        assert_eq!(
            error.to_string(),
            format!("listCandidates failed: 500 Internal Server Error: busy{told}")
        );
    }
    assert_eq!(RetryPolicy::none().max_retries, 0);
}

#[test]
fn waits_have_settings_and_are_spread_by_chance() {
    let answers = || (0..9).map(|_| Answer::status(500));
    let policy = RetryPolicy::default()
        .with_max_retries(4)
        .with_base_delay(Duration::from_secs(2))
        .with_max_delay(Duration::from_secs(5));
    let (_, timer, builder) = script(answers());
    send(builder.retry(policy)).unwrap_err();
    assert_eq!(milliseconds(&timer), [2000, 4000, 5000, 5000]);
    let (_, timer, builder) = script(answers());
    send(builder.retry(policy).randomness(|| 0.25)).unwrap_err();
    assert_eq!(milliseconds(&timer), [500, 1000, 1250, 1250]);
}

#[test]
fn there_is_a_limit_in_all() {
    let answers = || (0..9).map(|_| Answer::status(500).header("retry-after", "10"));
    let policy = RetryPolicy::default().with_max_retries(8);
    let limited = policy.with_max_elapsed(Duration::from_secs(25));
    let (transport, timer, builder) = script(answers());
    assert_eq!(send(builder.retry(limited)).unwrap_err().attempts(), 3);
    assert_eq!(timer.elapsed(), Duration::from_secs(20), "no wait in vain");
    assert_eq!(transport.requests().len(), 3);

    let (_, _, builder) = script(answers());
    let endless = policy.with_max_elapsed(None);
    assert_eq!(send(builder.retry(endless)).unwrap_err().attempts(), 9);
}

#[test]
fn only_what_may_be_sent_twice_is_sent_again() {
    static METHODS: [(Operation, bool); 7] = {
        const fn operation(method: Method) -> Operation {
            Operation::new("operation", method, "/x")
        }
        [
            (operation(Method::GET), true),
            (operation(Method::HEAD), true),
            (operation(Method::PUT), true),
            (operation(Method::DELETE), true),
            (operation(Method::OPTIONS), true),
            (operation(Method::POST), false),
            (operation(Method::PATCH), false),
        ]
    };
    for (operation, is_again) in &METHODS {
        let (transport, _, builder) = script([Answer::status(502), Answer::json(200, "{}")]);
        let request = Request::new(operation);
        assert_eq!(request.is_idempotent(), *is_again);
        assert_eq!(send_request(builder, request).is_ok(), *is_again);
        assert_eq!(transport.requests().len(), 1 + usize::from(*is_again));
    }
    let (transport, _, builder) = script([Answer::status(502), Answer::json(200, "{}")]);
    let mut request = Request::new(&CREATE);
    request.header("Idempotency-Key", "k1").unwrap();
    request.json_body("body").unwrap();
    assert!(send_request(builder, request).is_ok());
    let requests = transport.requests();
    assert_eq!(requests[1].header("idempotency-key"), Some("k1"));
    assert_eq!(requests[1].body, "\"body\"");
    assert_eq!(requests[0].headers, requests[1].headers);
}

#[test]
fn a_body_that_is_cut_is_sent_again_and_a_stream_is_not() {
    let answers = || {
        [
            Answer::json(200, "{\"res").cut(),
            Answer::json(502, "{\"mess").cut(),
            Answer::json(200, "{}"),
        ]
    };
    let (_, timer, builder) = script(answers());
    assert_eq!(send(builder).unwrap(), "{}");
    assert_eq!(milliseconds(&timer), [500, 1000]);

    let (transport, _, builder) = script(answers());
    let client: Client = builder.build().unwrap();
    let mut stream = block_on(client.send_streaming(Request::new(&LIST))).unwrap();
    assert!(block_on(stream.next()).unwrap().is_ok());
    assert!(block_on(stream.next()).unwrap().is_err());
    assert_eq!(transport.requests().len(), 1, "its head had arrived");

    let (_, timer, builder) = script([
        Answer::status(502),
        Answer::failure(TransportErrorKind::Connect),
        Answer::json(200, "{}"),
    ]);
    let client: Client = builder.build().unwrap();
    let stream = block_on(client.send_streaming(Request::new(&LIST))).unwrap();
    assert_eq!(stream.info().attempts, 3);
    assert_eq!(milliseconds(&timer), [500, 1000]);
}

#[test]
fn a_circle_of_redirects_and_an_answer_too_large_stay_what_they_are() {
    let (transport, _, builder) = script([Answer::failure(TransportErrorKind::Redirect)]);
    assert!(!send(builder).unwrap_err().is_retryable());
    assert_eq!(transport.requests().len(), 1);
    let (transport, _, builder) = script([Answer::json(200, "123456"), Answer::json(200, "{}")]);
    let error = send(builder.max_response_bytes(5)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn a_hook_sees_each_retry() {
    let (_, _, builder) = script([
        Answer::json(429, r#"{"message":"slow down"}"#).header("retry-after", "3"),
        Answer::status(500),
        Answer::status(404),
    ]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let hook = {
        let seen = seen.clone();
        move |event: &oas_runtime::retry::RetryEvent<'_>| {
            let seconds = (event.wait.as_secs(), event.elapsed.as_secs());
            let line = format!(
                "{} {} {seconds:?} {}",
                event.operation,
                event.retry,
                event.error.status().unwrap().as_u16()
            );
            seen.lock().unwrap().push(line);
        }
    };
    let error = send(builder.on_retry(hook)).unwrap_err();
    assert_eq!(
        *seen.lock().unwrap(),
        ["listCandidates 1 (3, 0) 429", "listCandidates 2 (1, 3) 500"]
    );
    assert_eq!(error.attempts(), 3);
    assert!(format!("{error:?}").contains("attempts: 3"), "{error:?}");
}

#[test]
fn a_request_can_have_a_policy_of_its_own() {
    let (transport, _, builder) = script([Answer::status(500), Answer::json(200, "{}")]);
    let mut request = Request::new(&LIST);
    request.retry(RetryPolicy::none());
    assert!(send_request(builder, request).is_err());
    assert_eq!(transport.requests().len(), 1);

    let (_, timer, builder) = script([Answer::status(500), Answer::json(200, "{}")]);
    let mut request = Request::new(&LIST);
    let policy = RetryPolicy::default().with_base_delay(Duration::from_secs(1));
    request.options(&RequestOptions::new().retry(policy));
    assert!(send_request(builder.retry(RetryPolicy::none()), request).is_ok());
    assert_eq!(milliseconds(&timer), [1000]);
}

#[test]
fn a_future_that_is_dropped_asks_no_more() {
    let transport = ScriptedTransport::new([Answer::status(500), Answer::json(200, "{}")]);
    let timer = TestTimer::still();
    let client: Client = transport
        .builder()
        .retry(RetryPolicy::default())
        .timer(timer.clone())
        .randomness(|| 1.0)
        .build()
        .unwrap();
    let mut context = Context::from_waker(Waker::noop());
    {
        let mut call = pin!(client.send(Request::new(&LIST)));
        assert!(call.as_mut().poll(&mut context).is_pending());
        timer.advance(Duration::from_millis(499));
        assert!(call.as_mut().poll(&mut context).is_pending());
        assert_eq!(transport.requests().len(), 1, "it waits");
    }
    timer.advance(Duration::from_secs(10));
    assert_eq!(transport.answers_left(), 1);
    let mut call = pin!(client.send(Request::new(&LIST)));
    assert!(matches!(
        call.as_mut().poll(&mut context),
        Poll::Ready(Ok(_))
    ));
}
