//! Limits of time: of an attempt and of a whole call. The clock is the tests' own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::time::Duration;

use oas_runtime::client::{ClientBuilder, Timeouts};
use oas_runtime::testing::{Answer, ScriptedTransport, TestTimer, block_on};
use oas_runtime::{Client, Error, Request, RequestOptions, RetryPolicy};

use common::LIST;

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
fn an_attempt_has_a_limit_and_is_tried_again() {
    let (transport, timer, builder) = script([Answer::silence(), Answer::json(200, "{}")]);
    let timeouts = Timeouts::default().with_attempt(Duration::from_secs(9));
    assert_eq!(send(builder.timeouts(timeouts)).unwrap(), "{}");
    assert_eq!(milliseconds(&timer), [9000, 500]);
    assert_eq!(
        transport.requests()[0].timeout,
        Some(Duration::from_secs(9))
    );

    let (_, timer, builder) = script([Answer::silence(), Answer::status(404)]);
    let mut request = Request::new(&LIST);
    request.options(&RequestOptions::new().timeout(Duration::from_secs(2)));
    send_request(builder.retry(RetryPolicy::default()), request).unwrap_err();
    assert_eq!(milliseconds(&timer), [2000, 500]);

    let (_, _, builder) = script([Answer::silence()]);
    let error = send(builder.retry(RetryPolicy::none())).unwrap_err();
    assert!(error.is_timeout() && error.attempts() == 1, "{error:?}");
    assert!(error.to_string().contains("limit of 300s"), "{error}");

    // The head of a stream, when the request says so.
    let (_, _, builder) = script([Answer::silence()]);
    let client: Client = builder.retry(RetryPolicy::none()).build().unwrap();
    let mut request = Request::new(&LIST);
    request.timeout(Duration::from_secs(2));
    let error = block_on(client.send_streaming(request)).unwrap_err();
    assert!(error.to_string().contains("limit of 2s"), "{error}");
}

#[test]
fn the_whole_call_has_a_limit() {
    // Waits that would go past it are not begun: the error is the server's.
    let (_, timer, builder) =
        script((0..9).map(|_| Answer::status(500).header("retry-after", "10")));
    let policy = RetryPolicy::default().with_max_retries(8);
    let timeouts = Timeouts::default().with_call(Duration::from_secs(30));
    let error = send(builder.retry(policy).timeouts(timeouts)).unwrap_err();
    assert_eq!((error.attempts(), error.is_status()), (3, true));
    assert_eq!(timer.elapsed().as_secs(), 20);

    // What is under way is broken off.
    let (_, timer, builder) = script([Answer::status(502), Answer::silence()]);
    let timeouts = Timeouts::default()
        .with_attempt(None)
        .with_call(Duration::from_secs(30));
    let error = send(builder.timeouts(timeouts)).unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.attempts(), 2);
    assert_eq!(
        error.to_string(),
        "listCandidates failed: the call took longer than its limit of 30s in all (after 2 attempts)"
    );
    let last = std::error::Error::source(&error).unwrap();
    assert!(last.to_string().contains("502"), "{last}");
    assert_eq!(milliseconds(&timer), [500, 30_000]);

    // Of one request, and of a stream.
    let (_, timer, builder) = script([Answer::silence()]);
    let client: Client = builder.build().unwrap();
    let mut request = Request::new(&LIST);
    request.call_timeout(Duration::from_secs(4));
    assert!(
        block_on(client.send_streaming(request))
            .unwrap_err()
            .is_timeout()
    );
    assert_eq!(milliseconds(&timer), [4000]);
    assert_eq!(Timeouts::default().call, Some(Duration::from_secs(600)));
}
