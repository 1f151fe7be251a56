//! Requests wait so that a rate limit is not met. The clock is the tests' own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::Duration;

use oas_runtime::limiter::RateLimiter;
use oas_runtime::testing::{Answer, ScriptedTransport, TestTimer, block_on};
use oas_runtime::{Client, Request, RetryPolicy};

use common::{JOB_ID, LIST};

const WINDOW: Duration = Duration::from_secs(10);

fn script(limiter: RateLimiter) -> (ScriptedTransport, TestTimer, Client) {
    let transport = ScriptedTransport::new((0..200).map(|_| Answer::json(200, "{}")));
    let timer = TestTimer::still();
    let builder = transport.builder().timer(timer.clone());
    let client = builder.rate_limiter(limiter).build().unwrap();
    (transport, timer, client)
}

fn request(account: &str) -> Request {
    let mut request = Request::new(&LIST);
    request.query(&JOB_ID, account).unwrap();
    request
}

type Call = Pin<Box<dyn Future<Output = String> + Send>>;

/// A call that gives the account it asked for.
fn call(client: &Client, account: &str) -> Call {
    let (client, account) = (client.clone(), account.to_owned());
    Box::pin(async move {
        client.send(request(&account)).await.unwrap();
        account
    })
}

/// Polls all, and takes away those that are done.
fn poll(calls: &mut Vec<Call>) -> Vec<String> {
    let mut done = Vec::new();
    calls.retain_mut(|call| {
        let poll = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        match poll {
            std::task::Poll::Ready(account) => {
                done.push(account);
                false
            }
            std::task::Poll::Pending => true,
        }
    });
    done
}

#[test]
fn those_that_are_too_many_wait_for_the_window() {
    let (transport, timer, client) = script(RateLimiter::new().in_all(3, WINDOW));
    let mut calls: Vec<Call> = (0..7).map(|_| call(&client, "a")).collect();
    assert_eq!(poll(&mut calls).len(), 3);
    timer.advance(Duration::from_millis(9_999));
    assert_eq!(poll(&mut calls).len(), 0);
    timer.advance(Duration::from_millis(1));
    assert_eq!(poll(&mut calls).len(), 3);
    timer.advance(WINDOW);
    assert_eq!(poll(&mut calls).len(), 1);
    assert_eq!(transport.requests().len(), 7);
}

#[test]
fn in_no_span_of_the_window_are_there_more() {
    let (_, timer, client) = script(RateLimiter::new().in_all(2, WINDOW));
    let at = |seconds| timer.advance(Duration::from_secs(seconds));
    let mut calls = vec![call(&client, "a")];
    assert_eq!(poll(&mut calls).len(), 1); // 0 s
    at(9);
    calls.extend([call(&client, "a"), call(&client, "a")]);
    assert_eq!(poll(&mut calls).len(), 1); // 9 s
    at(1);
    assert_eq!(poll(&mut calls).len(), 1, "the first has left the window"); // 10 s
    calls.push(call(&client, "a"));
    at(8);
    assert_eq!(poll(&mut calls).len(), 0, "those of 9 s and 10 s are in it");
    at(1);
    assert_eq!(poll(&mut calls).len(), 1); // 19 s
}

#[test]
fn each_account_has_its_own_and_does_not_hold_up_another() {
    let limiter = RateLimiter::new()
        .in_all(4, WINDOW)
        .for_each("job_id", 2, WINDOW);
    let (_, timer, client) = script(limiter);
    let mut calls: Vec<Call> = ["a", "a", "a", "a", "a", "b", "b", "b"]
        .iter()
        .map(|account| call(&client, account))
        .collect();
    assert_eq!(poll(&mut calls), ["a", "a", "b", "b"]);
    timer.advance(WINDOW);
    assert_eq!(poll(&mut calls), ["a", "a", "b"]);
    timer.advance(WINDOW);
    assert_eq!(poll(&mut calls), ["a"]);

    // Requests without the parameter count together.
    let (_, _, client) = script(RateLimiter::new().for_each("job_id", 1, WINDOW));
    block_on(client.send(Request::new(&LIST))).unwrap();
    let other = client.clone();
    let mut calls: Vec<Call> = vec![Box::pin(async move {
        other.send(Request::new(&LIST)).await.unwrap();
        String::new()
    })];
    assert!(poll(&mut calls).is_empty());
}

#[test]
fn who_came_first_goes_first_and_who_gives_up_frees_its_place() {
    let (_, timer, client) = script(RateLimiter::new().for_each("job_id", 1, WINDOW));
    let mut calls = vec![call(&client, "a")];
    poll(&mut calls);
    let tagged = |tag: &'static str| -> Call {
        let first = call(&client, "a");
        Box::pin(async move {
            first.await;
            tag.to_owned()
        })
    };
    calls.extend([tagged("1st"), tagged("2nd"), tagged("3rd")]);
    assert!(poll(&mut calls).is_empty());
    timer.advance(WINDOW);
    // A newcomer, and the later ones, ask before the one whose turn it is.
    calls.push(tagged("4th"));
    calls.reverse();
    assert_eq!(poll(&mut calls), ["1st"]);
    assert_eq!(calls.len(), 3);
    calls.pop(); // the 2nd
    timer.advance(WINDOW);
    assert_eq!(poll(&mut calls), ["3rd"]);
    timer.advance(WINDOW);
    assert_eq!(poll(&mut calls), ["4th"]);
}

#[test]
fn clones_and_clients_with_the_same_limiter_share_it() {
    let limiter = RateLimiter::new().in_all(1, WINDOW);
    let (_, _, first) = script(limiter.clone());
    let (transport, _, second) = script(limiter);
    block_on(first.send(Request::new(&LIST))).unwrap();
    let mut calls = vec![call(&second, "a"), call(&first.clone(), "a")];
    assert!(poll(&mut calls).is_empty());
    assert!(transport.requests().is_empty());
}

#[test]
fn it_waits_instead_of_failing_and_counts_retries_too() {
    let transport = ScriptedTransport::new([
        Answer::status(500),
        Answer::json(200, "{}"),
        Answer::json(200, "{}"),
    ]);
    let timer = TestTimer::jumping();
    let client: Client = transport
        .builder()
        .timer(timer.clone())
        .randomness(|| 0.0)
        .retry(RetryPolicy::default())
        .rate_limiter(RateLimiter::new().in_all(1, WINDOW))
        .build()
        .unwrap();
    for _ in 0..2 {
        block_on(client.send(Request::new(&LIST))).unwrap();
    }
    assert_eq!(timer.slept(), [WINDOW, WINDOW]);
    // None at all would be no limit but a wall.
    let (_, _, client) = script(RateLimiter::new().in_all(0, WINDOW));
    block_on(client.send(Request::new(&LIST))).unwrap();
}

#[test]
fn a_request_that_cannot_be_made_takes_no_place() {
    let (_, _, client) = script(RateLimiter::new().in_all(1, WINDOW));
    static ONE: oas_runtime::request::Operation = oas_runtime::request::Operation::new(
        "getCandidate",
        oas_runtime::http::Method::GET,
        "/candidates/{id}",
    );
    assert!(block_on(client.send(Request::new(&ONE))).is_err());
    block_on(client.send(Request::new(&LIST))).unwrap();
}

#[test]
fn many_accounts_are_not_remembered_for_ever() {
    let transport = ScriptedTransport::new((0..3000).map(|_| Answer::json(200, "{}")));
    let timer = TestTimer::jumping();
    let limiter = RateLimiter::new().for_each("job_id", 1, WINDOW);
    let builder = transport.builder().timer(timer.clone());
    let client: Client = builder.rate_limiter(limiter.clone()).build().unwrap();
    for account in 0..3000 {
        timer.advance(Duration::from_secs(1));
        block_on(client.send(request(&account.to_string()))).unwrap();
    }
    assert!(timer.slept().is_empty());
    assert!(limiter.remembered() <= 1025, "{}", limiter.remembered());
}
