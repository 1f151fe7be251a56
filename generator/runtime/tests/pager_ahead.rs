//! The pager looks one page ahead, asks for nothing in vain, and tells how far it is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use oas_runtime::body::{Body, RequestBody};
use oas_runtime::error::ErrorKind;
use oas_runtime::futures_core::Stream;
use oas_runtime::page::{ItemStream, PagePosition, PageStream, RepeatedCursor};
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::transport::{BoxFuture, Transport, TransportError};

use common::{List, ListAll};

fn page(ids: &[&str], cursor: &str) -> Answer {
    let items: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let items = items.join(",");
    Answer::json(
        200,
        format!(r#"{{"result":[{items}],"next_cursor":{cursor}}}"#),
    )
    .header("ratelimit-remaining", "9")
}

fn script(answers: impl IntoIterator<Item = Answer>) -> (ScriptedTransport, ItemStream<ListAll>) {
    let transport = ScriptedTransport::new(answers);
    let stream = ItemStream::new(List::new(&transport.client().unwrap()));
    (transport, stream)
}

fn next(stream: &mut ItemStream<ListAll>) -> Option<String> {
    let item = block_on(stream.next())?;
    Some(item.map_or_else(|error| format!("!{:?}", error.kind()), |item| item.id))
}

#[test]
fn the_next_request_leaves_before_the_first_record_is_read() {
    let (transport, mut stream) = script([
        // A record that cannot be read shows that none was when the request left.
        Answer::json(200, r#"{"result":[{"id":5},{"id":"2"}],"next_cursor":"a"}"#),
        page(&["3"], r#""b""#),
        page(&["4"], "null"),
    ]);
    assert_eq!(next(&mut stream).unwrap(), "!Decode");
    assert_eq!(transport.requests().len(), 2);
    assert_eq!(
        transport.requests()[1].query(),
        "job_id=j%201&next_cursor=a"
    );
    assert_eq!(stream.position(), &PagePosition::First);
    // One page ahead and no more, though the page that was asked for has come.
    assert_eq!(next(&mut stream).unwrap(), "2");
    assert_eq!(transport.requests().len(), 2);
    assert_eq!(stream.pages_fetched(), 1);
    assert_eq!(stream.position(), &PagePosition::Cursor("a".into()));
    assert_eq!(next(&mut stream).unwrap(), "3");
    assert_eq!(transport.requests().len(), 3);
    assert_eq!(next(&mut stream).unwrap(), "4");
    assert_eq!(next(&mut stream), None);
    assert_eq!(transport.requests().len(), 3);
}

#[test]
fn it_can_be_switched_off() {
    let (transport, stream) = script([page(&["1", "2"], r#""a""#), page(&["3"], "null")]);
    let mut stream = stream.prefetch(false);
    for (id, requests) in [("1", 1), ("2", 1), ("3", 2)] {
        assert_eq!(next(&mut stream).unwrap(), id);
        assert_eq!(transport.requests().len(), requests);
    }
    // A place to resume from keeps the setting.
    let (transport, stream) = script([page(&["1"], r#""a""#), page(&["2"], "null")]);
    let mut stream = stream.prefetch(false).resume_at(PagePosition::First);
    next(&mut stream).unwrap();
    assert_eq!(transport.requests().len(), 1);
}

/// Answers the first request at once, and counts how often the answer to the next is asked for.
struct Counting(Arc<AtomicUsize>, AtomicUsize);

impl Transport for Counting {
    fn send(
        &self,
        _: oas_runtime::http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<oas_runtime::http::Response<Body>, TransportError>> {
        let body = r#"{"result":[{"id":"1"},{"id":"2"},{"id":"3"}],"next_cursor":"a"}"#;
        let is_first = self.1.fetch_add(1, Ordering::Relaxed) == 0;
        let polls = self.0.clone();
        Box::pin(std::future::poll_fn(move |_| {
            if is_first {
                let body = Body::from(body.to_owned());
                return Poll::Ready(Ok(oas_runtime::http::Response::new(body)));
            }
            polls.fetch_add(1, Ordering::Relaxed);
            Poll::Pending
        }))
    }
}

#[test]
fn the_page_ahead_makes_headway_while_items_are_given_out() {
    let polls = Arc::new(AtomicUsize::new(0));
    let client = ScriptedTransport::default()
        .builder()
        .transport(Counting(polls.clone(), AtomicUsize::new(0)))
        .build()
        .unwrap();
    let mut stream = ItemStream::<ListAll>::new(List::new(&client));
    for (id, polled) in [("1", 1), ("2", 2), ("3", 3)] {
        assert_eq!(next(&mut stream).unwrap(), id);
        assert_eq!(polls.load(Ordering::Relaxed), polled);
    }
}

#[test]
fn the_page_ahead_is_asked_for_once_and_dropped_with_the_stream() {
    let (transport, mut stream) = script([page(&["1", "2"], r#""a""#), Answer::silence()]);
    assert_eq!(next(&mut stream).unwrap(), "1");
    assert_eq!(next(&mut stream).unwrap(), "2");
    let mut context = Context::from_waker(Waker::noop());
    assert!(matches!(
        Pin::new(&mut stream).poll_next(&mut context),
        Poll::Pending
    ));
    assert_eq!(transport.requests().len(), 2, "asked for once");
    drop(stream);
}

#[test]
fn a_page_ahead_that_fails_is_an_error_in_its_turn_and_asked_for_again() {
    let (transport, mut stream) = script([
        page(&["1", "2"], r#""a""#),
        Answer::status(500),
        page(&["3"], "null"),
    ]);
    assert_eq!(next(&mut stream).unwrap(), "1");
    assert_eq!(transport.requests().len(), 2);
    assert_eq!(next(&mut stream).unwrap(), "2");
    assert_eq!(next(&mut stream).unwrap(), "!Status");
    assert_eq!(stream.position(), &PagePosition::Cursor("a".into()));
    assert_eq!(next(&mut stream).unwrap(), "3");
    assert_eq!(next(&mut stream), None);
}

#[test]
fn a_repeated_cursor_is_not_followed_ahead() {
    for what in [RepeatedCursor::Error, RepeatedCursor::Stop] {
        let answers = || [page(&["1"], r#""a""#), page(&["2"], r#""a""#)];
        let (transport, stream) = script(answers());
        let mut stream = stream.on_repeated_cursor(what);
        while next(&mut stream).is_some() {}
        assert_eq!(transport.requests().len(), 2);

        let transport = ScriptedTransport::new(answers());
        let stream = PageStream::<ListAll>::new(List::new(&transport.client().unwrap()));
        let mut stream = stream.on_repeated_cursor(what);
        while block_on(stream.next()).is_some() {}
        assert_eq!(transport.requests().len(), 2);
    }
}

#[test]
fn pages_look_ahead_too() {
    let bad = || Answer::json(200, r#"{"result":[{"id":"1","tags":5}],"next_cursor":"z"}"#);
    let transport = ScriptedTransport::new([
        page(&["0"], r#""y""#),
        bad(),
        page(&["thrown away"], "null"),
        page(&["1"], r#""z""#),
        page(&["2"], "null"),
    ]);
    let mut stream = PageStream::<ListAll>::new(List::new(&transport.client().unwrap()));
    assert_eq!(
        block_on(stream.try_next()).unwrap().unwrap().result[0].id,
        "0"
    );
    assert_eq!(transport.requests().len(), 2);
    let error = block_on(stream.try_next()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(
        transport.requests().len(),
        3,
        "it left before the page was read"
    );
    assert_eq!(stream.position(), &PagePosition::Cursor("y".into()));
    assert_eq!(
        block_on(stream.try_next()).unwrap().unwrap().result[0].id,
        "1"
    );
    assert_eq!(
        block_on(stream.try_next()).unwrap().unwrap().result[0].id,
        "2"
    );
    assert!(block_on(stream.try_next()).unwrap().is_none());

    let transport = ScriptedTransport::new([page(&["0"], r#""y""#), page(&["1"], "null")]);
    let stream = PageStream::<ListAll>::new(List::new(&transport.client().unwrap()));
    let mut stream = stream.prefetch(false);
    block_on(stream.try_next()).unwrap();
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn a_limit_of_items_asks_for_no_page_that_is_not_needed() {
    let answers = || {
        [
            page(&["1", "2"], r#""a""#),
            page(&["3", "4"], r#""b""#),
            page(&["5"], "null"),
        ]
    };
    for (limit, requests) in [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 3)] {
        for is_on in [true, false] {
            let (transport, stream) = script(answers());
            let mut stream = stream.limit_items(limit).prefetch(is_on);
            let mut items = 0;
            while next(&mut stream).is_some() {
                items += 1;
                assert!(transport.requests().len() <= requests);
            }
            assert_eq!(items, limit.min(5));
            assert_eq!(transport.requests().len(), requests, "limit {limit}");
            assert!(stream.progress().is_over);
            assert_eq!(next(&mut stream), None);
        }
    }
    // A record that cannot be read is no item: the next page is needed after all.
    let (transport, stream) = script([
        Answer::json(200, r#"{"result":[{"id":5},{"id":"2"}],"next_cursor":"a"}"#),
        page(&["3", "4"], r#""b""#),
    ]);
    let mut stream = stream.limit_items(2);
    assert_eq!(next(&mut stream).unwrap(), "!Decode");
    assert_eq!(transport.requests().len(), 1, "it may not be needed");
    assert_eq!(next(&mut stream).unwrap(), "2");
    assert_eq!(next(&mut stream).unwrap(), "3");
    assert_eq!(next(&mut stream), None);
    // What was not given out comes again.
    let (_, stream) = script(answers());
    let mut stream = stream.limit_items(3);
    while next(&mut stream).is_some() {}
    let kept = script(answers())
        .1
        .limit_items(1)
        .resume_at(PagePosition::First);
    assert_eq!(block_on(kept.collect_all()).unwrap().len(), 1);
}

#[test]
fn take_asks_for_no_page_that_is_not_needed() {
    let answers = || {
        [
            page(&["1", "2"], r#""a""#),
            page(&["3", "4"], r#""b""#),
            page(&["5"], "null"),
        ]
    };
    for (number, requests) in [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 3)] {
        let (transport, stream) = script(answers());
        let all = block_on(stream.take(number).collect_all()).unwrap();
        assert_eq!(all.len(), number.min(5));
        assert_eq!(transport.requests().len(), requests, "take {number}");
    }
    // So many more, and never more than a limit that there is already.
    let (transport, stream) = script(answers());
    let mut stream = stream.prefetch(false);
    next(&mut stream).unwrap();
    let mut stream = stream.take(1);
    assert_eq!(next(&mut stream).unwrap(), "2");
    assert_eq!(next(&mut stream), None);
    assert_eq!(transport.requests().len(), 1);
    let (_, stream) = script(answers());
    let few = stream.limit_items(2).take(4);
    assert_eq!(block_on(few.collect_all()).unwrap().len(), 2);
}

#[test]
fn a_limit_leaves_a_position_that_skips_nothing() {
    let (_, stream) = script([page(&["1", "2"], r#""a""#), page(&["3", "4"], r#""b""#)]);
    let mut stream = stream.limit_items(3);
    let mut positions = Vec::new();
    while next(&mut stream).is_some() {
        positions.push(stream.position().clone());
    }
    let a = PagePosition::Cursor("a".into());
    assert_eq!(positions, [PagePosition::First, a.clone(), a.clone()]);
    assert_eq!(stream.position(), &a, "the fourth item is on that page");
}

#[test]
fn progress_can_be_watched_and_asked_for() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let watch = |seen: &Arc<Mutex<Vec<_>>>| {
        let seen = seen.clone();
        move |progress: &oas_runtime::page::Progress<'_>| {
            assert_eq!(progress.rate_limit().unwrap().remaining, Some(9));
            let counts = (progress.pages, progress.items, progress.failed_records);
            seen.lock().unwrap().push((counts, progress.is_over));
        }
    };
    let first = Answer::json(200, r#"{"result":[{"id":5},{"id":"2"}],"next_cursor":"a"}"#)
        .header("ratelimit-remaining", "9");
    let (_, stream) = script([first, page(&["3"], "null")]);
    let mut stream = stream.on_progress(watch(&seen));
    assert!(stream.progress().rate_limit().is_none());
    while next(&mut stream).is_some() {}
    assert_eq!(
        *seen.lock().unwrap(),
        [
            ((1, 0, 0), false),
            ((1, 0, 1), false),
            ((1, 1, 1), false),
            ((2, 1, 1), false),
            ((2, 2, 1), true)
        ]
    );
    let progress = stream.progress();
    assert_eq!((progress.pages, progress.items), (2, 2));
    assert!(progress.bytes > 60 && progress.is_over);

    seen.lock().unwrap().clear();
    let transport = ScriptedTransport::new([page(&["1"], r#""a""#), page(&[], "null")]);
    let stream = PageStream::<ListAll>::new(List::new(&transport.client().unwrap()));
    let stream = stream.on_progress(watch(&seen));
    assert_eq!(block_on(stream.collect_all()).unwrap().len(), 2);
    assert_eq!(
        *seen.lock().unwrap(),
        [((1, 0, 0), false), ((2, 0, 0), true)]
    );
}
