//! Partial records are completed some at a time, in their order, and none is lost.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use oas_runtime::futures_core::Stream;
use oas_runtime::http::Method;
use oas_runtime::page::{CompletedStream, ItemStream, PagePosition};
use oas_runtime::request::Operation;
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::{Error, Request, Result, response};

use common::{Candidate, List, ListAll};

static GET: Operation = Operation::new("getCandidate", Method::GET, "/candidates/{id}");

fn page(ids: &[&str], cursor: &str) -> Answer {
    let items: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let items = items.join(",");
    Answer::json(
        200,
        format!(r#"{{"result":[{items}],"next_cursor":{cursor}}}"#),
    )
}

fn items(answers: impl IntoIterator<Item = Answer>) -> (ScriptedTransport, ItemStream<ListAll>) {
    let transport = ScriptedTransport::new(answers);
    let stream = ItemStream::new(List::new(&transport.client().unwrap()));
    (transport, stream)
}

/// The calls that were begun, and which of them may end.
#[derive(Clone, Default)]
struct Gate(Arc<Mutex<Calls>>);

#[derive(Default)]
struct Calls {
    begun: Vec<String>,
    open: Vec<String>,
    ended: usize,
    dropped: usize,
    most: usize,
}

struct Call(Gate, bool);

impl Drop for Call {
    fn drop(&mut self) {
        if !self.1 {
            self.0.0.lock().unwrap().dropped += 1;
        }
    }
}

impl Gate {
    fn open(&self, ids: &[&str]) {
        let mut calls = self.0.lock().unwrap();
        calls.open.extend(ids.iter().map(|id| (*id).to_owned()));
    }

    fn begun(&self) -> Vec<String> {
        self.0.lock().unwrap().begun.clone()
    }

    fn complete(
        &self,
        items: ItemStream<ListAll>,
        concurrency: usize,
    ) -> CompletedStream<ListAll, String> {
        let gate = self.clone();
        items.complete_with(concurrency, move |candidate: Candidate| {
            let gate = gate.clone();
            {
                let mut calls = gate.0.lock().unwrap();
                calls.begun.push(candidate.id.clone());
                calls.most = calls.most.max(calls.begun.len() - calls.ended);
            }
            async move {
                let mut call = Call(gate.clone(), false);
                poll_fn(|_| {
                    let is_open = gate.0.lock().unwrap().open.contains(&candidate.id);
                    if is_open {
                        Poll::Ready(())
                    } else {
                        Poll::Pending
                    }
                })
                .await;
                call.1 = true;
                gate.0.lock().unwrap().ended += 1;
                match candidate.id.as_str() {
                    "gone" => Err(refusal()),
                    id => Ok(format!("whole {id}")),
                }
            }
        })
    }
}

/// What a call that failed gives.
fn refusal() -> Error {
    let transport = ScriptedTransport::new([Answer::json(404, r#"{"message":"gone"}"#)]);
    block_on(
        transport
            .client()
            .unwrap()
            .send(Request::new(&common::LIST)),
    )
    .unwrap_err()
}

fn poll<T>(stream: &mut CompletedStream<ListAll, T>) -> Poll<Option<Result<T>>> {
    let mut context = Context::from_waker(Waker::noop());
    Pin::new(stream).poll_next(&mut context)
}

fn ready<T>(stream: &mut CompletedStream<ListAll, T>) -> Option<Result<T>> {
    match poll(stream) {
        Poll::Ready(item) => item,
        Poll::Pending => panic!("it waits for a call that may end"),
    }
}

#[test]
fn the_order_is_that_of_the_list_whichever_call_ends_first() {
    let (_, items) = items([page(&["1", "2", "3"], "null")]);
    let gate = Gate::default();
    let mut stream = gate.complete(items, 3);
    assert!(poll(&mut stream).is_pending());
    assert_eq!(gate.begun(), ["1", "2", "3"]);
    gate.open(&["3", "2"]);
    assert!(poll(&mut stream).is_pending());
    gate.open(&["1"]);
    for id in ["1", "2", "3"] {
        assert_eq!(ready(&mut stream).unwrap().unwrap(), format!("whole {id}"));
    }
    assert!(ready(&mut stream).is_none() && ready(&mut stream).is_none());
    assert_eq!((stream.items_yielded(), stream.items_failed()), (3, 0));
}

#[test]
fn no_more_calls_are_under_way_than_were_asked_for() {
    for concurrency in [0, 1, 2, 5, 100] {
        let ids: Vec<String> = (0..20).map(|id| id.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let (_, items) = items([
            page(&ids[..7], r#""a""#),
            page(&[], r#""b""#),
            page(&ids[7..], "null"),
        ]);
        let gate = Gate::default();
        let mut stream = gate.complete(items, concurrency);
        let most = concurrency.clamp(1, 20);
        for (given, id) in ids.iter().enumerate() {
            assert!(poll(&mut stream).is_pending());
            // What has been given out, and so many more.
            assert_eq!(gate.begun().len(), (given + most).min(20));
            gate.open(&[id]);
            assert_eq!(ready(&mut stream).unwrap().unwrap(), format!("whole {id}"));
        }
        assert!(ready(&mut stream).is_none());
        assert_eq!(gate.0.lock().unwrap().most, most);
    }
}

#[test]
fn a_call_that_there_is_room_for_leaves_before_the_item_is_worked_on() {
    let (_, items) = items([page(&["1", "2", "3"], "null")]);
    let gate = Gate::default();
    gate.open(&["1"]);
    let mut stream = gate.complete(items, 2);
    ready(&mut stream).unwrap().unwrap();
    assert_eq!(gate.begun(), ["1", "2", "3"]);
}

#[test]
fn a_record_that_cannot_be_completed_or_read_is_an_error_in_its_place() {
    let answer = r#"{"result":[{"id":"1"},{"id":5},{"id":"gone"},{"id":"4"}],"next_cursor":"a"}"#;
    let (_, items) = items([Answer::json(200, answer), page(&["5"], "null")]);
    let gate = Gate::default();
    gate.open(&["1", "gone", "4", "5"]);
    let mut stream = gate.complete(items, 3);
    let mut seen = Vec::new();
    while let Some(item) = block_on(stream.next()) {
        seen.push(match item {
            Ok(text) => text,
            Err(error) => match (error.record_index(), error.status()) {
                (Some(index), _) => format!("unreadable {index}"),
                (None, Some(status)) => format!("status {}", status.as_u16()),
                (None, None) => panic!("{error}"),
            },
        });
    }
    let expected = [
        "whole 1",
        "unreadable 1",
        "status 404",
        "whole 4",
        "whole 5",
    ];
    assert_eq!(seen, expected);
    assert_eq!((stream.items_yielded(), stream.items_failed()), (3, 2));
}

#[test]
fn a_page_that_fails_comes_after_the_records_before_it_and_is_asked_for_again() {
    let (transport, items) = items([
        page(&["1", "2"], r#""a""#),
        Answer::status(502),
        page(&["3"], "null"),
    ]);
    let gate = Gate::default();
    gate.open(&["1", "2", "3"]);
    let mut stream = gate.complete(items, 8);
    assert_eq!(ready(&mut stream).unwrap().unwrap(), "whole 1");
    assert_eq!(ready(&mut stream).unwrap().unwrap(), "whole 2");
    assert_eq!(stream.position(), &PagePosition::Cursor("a".into()));
    assert_eq!(
        ready(&mut stream).unwrap().unwrap_err().status().unwrap(),
        502
    );
    // Nobody has asked on: nothing more was sent.
    assert_eq!(transport.requests().len(), 2);
    assert_eq!(stream.position(), &PagePosition::Cursor("a".into()));
    assert_eq!(ready(&mut stream).unwrap().unwrap(), "whole 3");
    assert!(ready(&mut stream).is_none());
    assert_eq!(stream.position(), &PagePosition::End);
}

/// Stopped after any number of items, and resumed where it was: every item comes, those of the
/// page at hand perhaps twice.
#[test]
fn a_position_skips_nothing() {
    let pages = || {
        [
            page(&["1", "2", "3"], r#""a""#),
            page(&["4"], r#""b""#),
            page(&[], r#""c""#),
            page(&["5", "6"], "null"),
        ]
    };
    let first_of = ["1", "1", "1", "4", "5", "5"];
    for concurrency in [1, 3, 9] {
        for (had, expected) in first_of.iter().enumerate() {
            let (_, items) = items(pages());
            let gate = Gate::default();
            gate.open(&["1", "2", "3", "4", "5", "6"]);
            let mut stream = gate.complete(items, concurrency);
            for _ in 0..had {
                ready(&mut stream).unwrap().unwrap();
            }
            let position = stream.position().clone();
            let from = match position.cursor() {
                None => 0,
                Some("a") => 1,
                Some("b") => 2,
                Some(_) => 3,
            };
            let rest = ScriptedTransport::new(pages().into_iter().skip(from));
            let rest = ItemStream::new(List::new(&rest.client().unwrap())).resume_at(position);
            let mut rest = gate.complete(rest, concurrency);
            let first = ready(&mut rest).unwrap().unwrap();
            assert_eq!(first, format!("whole {expected}"), "{concurrency} {had}");
        }
    }
}

#[test]
fn dropping_it_ends_the_calls_under_way() {
    let (transport, items) = items([page(&["1", "2", "3", "4"], r#""a""#)]);
    let gate = Gate::default();
    gate.open(&["1"]);
    let mut stream = gate.complete(items, 3);
    ready(&mut stream).unwrap().unwrap();
    assert_eq!(gate.0.lock().unwrap().dropped, 0);
    drop(stream);
    assert_eq!(gate.0.lock().unwrap().dropped, 3);
    assert_eq!(gate.begun().len(), 4);
    // The page ahead had left already, and nothing after it.
    assert!(transport.requests().len() <= 2);
}

#[test]
fn the_limit_of_the_list_is_that_of_the_calls() {
    let (transport, items) = items([page(&["1", "2", "3"], r#""a""#)]);
    let gate = Gate::default();
    gate.open(&["1", "2", "3"]);
    let stream = gate.complete(items.limit_items(2), 8);
    assert_eq!(
        block_on(stream.collect_all()).unwrap(),
        ["whole 1", "whole 2"]
    );
    assert_eq!(gate.begun(), ["1", "2"]);
    assert_eq!(transport.requests().len(), 1);
}

/// Through the client, as emitted code does it.
#[test]
fn calls_go_through_the_client() {
    let (transport, items) = items([
        page(&["1", "2"], "null"),
        Answer::json(200, r#"{"id":"1","name":"One"}"#),
        Answer::json(404, r#"{"message":"gone"}"#),
    ]);
    let client = transport.client().unwrap();
    let mut stream = items.complete_with(2, move |partial: Candidate| {
        let client = client.clone();
        async move {
            let mut request = Request::new(&GET);
            request.path_parameter("id", &partial.id)?;
            let answer = client.send(request).await?;
            Ok(response::decode::<Candidate>(answer, &GET)?.into_body())
        }
    });
    let first = block_on(stream.try_next()).unwrap().unwrap();
    assert_eq!(first.name.as_deref(), Some("One"));
    assert_eq!(
        block_on(stream.try_next()).unwrap_err().status().unwrap(),
        404
    );
    assert!(block_on(stream.try_next()).unwrap().is_none());
    let paths: Vec<String> = transport
        .requests()
        .iter()
        .skip(1)
        .map(|request| request.path().to_owned())
        .collect();
    assert_eq!(paths, ["/candidates/1", "/candidates/2"]);
}
