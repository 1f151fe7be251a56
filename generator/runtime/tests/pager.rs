//! The pager contract, row by row.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use oas_runtime::error::ErrorKind;
use oas_runtime::futures_core::Stream;
use oas_runtime::page::{
    ItemStream, PagePosition, PageStream, PagedOperation, RepeatedCursor, fetch_page,
};
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::transport::TransportErrorKind;
use oas_runtime::{Error, Request, Result};

use common::{Candidate, List, ListAll, ListKeyed, Page};

fn page(ids: &[&str], cursor: &str) -> Answer {
    let items: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    Answer::json(
        200,
        format!(
            r#"{{"result":[{}],"next_cursor":{cursor}}}"#,
            items.join(",")
        ),
    )
}

fn script(answers: impl IntoIterator<Item = Answer>) -> (ScriptedTransport, ItemStream<ListAll>) {
    let transport = ScriptedTransport::new(answers);
    let stream = ItemStream::new(List::new(&transport.client().unwrap()));
    (transport, stream)
}

fn pages(answers: impl IntoIterator<Item = Answer>) -> (ScriptedTransport, PageStream<ListAll>) {
    let transport = ScriptedTransport::new(answers);
    let stream = PageStream::new(List::new(&transport.client().unwrap()));
    (transport, stream)
}

/// Identifiers, and `!` with the kind for each error.
fn drain(stream: &mut ItemStream<ListAll>) -> Vec<String> {
    let mut seen = Vec::new();
    while let Some(item) = block_on(stream.next()) {
        seen.push(match item {
            Ok(candidate) => candidate.id,
            Err(error) => format!("!{:?}", error.kind()),
        });
    }
    assert!(block_on(stream.next()).is_none(), "the end stays the end");
    seen
}

fn queries(transport: &ScriptedTransport) -> Vec<String> {
    let requests = transport.requests();
    requests
        .iter()
        .map(|request| request.query().to_owned())
        .collect()
}

#[test]
fn the_filters_go_with_every_page_and_the_cursor_is_encoded() {
    let (transport, mut stream) = script([page(&["1", "2"], r#""a&b=+%""#), page(&["3"], "null")]);
    assert!(
        transport.requests().is_empty(),
        "nothing is sent before the first poll"
    );
    assert_eq!(drain(&mut stream), ["1", "2", "3"]);
    assert_eq!(
        queries(&transport),
        ["job_id=j%201", "job_id=j%201&next_cursor=a%26b%3D%2B%25"]
    );
    assert_eq!(stream.pages_fetched(), 2);
    assert_eq!(stream.items_yielded(), 3);
    assert!(stream.bytes_received() > 60);
    assert_eq!(stream.position(), &PagePosition::End);
}

#[test]
fn it_begins_at_the_operations_own_cursor() {
    let transport = ScriptedTransport::new([page(&["7"], "null"), page(&["8"], "null")]);
    let client = transport.client().unwrap();
    let stream = ItemStream::new(ListAll::new(&client).starting_at("c7"));
    assert_eq!(stream.position(), &PagePosition::Cursor("c7".into()));
    assert_eq!(block_on(stream.collect_all()).unwrap().len(), 1);
    let stream = ItemStream::new(ListAll::new(&client).starting_at(""));
    assert_eq!(stream.position(), &PagePosition::First);
    assert_eq!(block_on(stream.collect_all()).unwrap().len(), 1);
    assert_eq!(
        queries(&transport),
        ["job_id=j%201&next_cursor=c7", "job_id=j%201"]
    );
}

#[test]
fn what_ends_it() {
    for last in [
        page(&["2"], "null"),
        page(&["2"], r#""""#),
        Answer::json(200, r#"{"result":[{"id":"2"}]}"#),
    ] {
        let (transport, mut stream) = script([page(&["1"], r#""x""#), last]);
        assert_eq!(drain(&mut stream), ["1", "2"]);
        assert_eq!(transport.requests().len(), 2);
    }
}

#[test]
fn an_empty_page_with_a_cursor_does_not_end_it() {
    let (_, mut stream) = script([
        page(&[], r#""a""#),
        page(&[], r#""b""#),
        page(&["1"], r#""c""#),
        page(&[], "null"),
    ]);
    assert_eq!(drain(&mut stream), ["1"]);
    assert_eq!(stream.pages_fetched(), 4);
}

#[test]
fn a_cursor_that_is_a_number() {
    let (transport, mut stream) = script([page(&["1"], "2"), page(&["2"], "null")]);
    assert_eq!(drain(&mut stream), ["1", "2"]);
    assert_eq!(queries(&transport)[1], "job_id=j%201&next_cursor=2");
}

#[test]
fn a_repeated_cursor_is_one_error_after_the_items_and_then_the_end() {
    let (transport, mut stream) = script([
        page(&["1"], r#""a""#),
        page(&["2"], r#""b""#),
        page(&["3"], r#""a""#),
        page(&["never"], "null"),
    ]);
    assert_eq!(drain(&mut stream), ["1", "2", "3", "!Pagination"]);
    assert_eq!(transport.answers_left(), 1);

    // The cursor of the start counts as seen.
    let transport = ScriptedTransport::new([page(&["1"], r#""a""#)]);
    let list = ListAll::new(&transport.client().unwrap()).starting_at("a");
    let mut stream = ItemStream::new(list);
    assert_eq!(drain(&mut stream), ["1", "!Pagination"]);

    let (_, mut stream) = pages([page(&["1"], r#""a""#), page(&["2"], r#""a""#)]);
    assert!(block_on(stream.try_next()).unwrap().is_some());
    assert!(block_on(stream.try_next()).unwrap().is_some());
    let error = block_on(stream.try_next()).unwrap_err();
    assert!(error.is_pagination() && error.info().is_some());
    assert!(error.to_string().contains("after 2 pages"), "{error}");
    assert!(block_on(stream.next()).is_none());
}

#[test]
fn a_repeated_cursor_can_be_the_end() {
    let (_, stream) = script([page(&["1"], r#""a""#), page(&["2"], r#""a""#)]);
    let mut stream = stream.on_repeated_cursor(RepeatedCursor::Stop);
    assert_eq!(drain(&mut stream), ["1", "2"]);
    assert_eq!(stream.position(), &PagePosition::End);
}

#[test]
fn an_error_leaves_it_where_it_was() {
    let (transport, mut stream) = script([
        page(&["1"], r#""a""#),
        Answer::json(502, "{\"message\":\"busy\"}"),
        Answer::failure(TransportErrorKind::Connect),
        Answer::json(200, r#"{"result":[{"id":"#),
        Answer::json(200, "{}"),
        Answer::json(200, r#"{"result":[{"id":"2"}"#).cut(),
        page(&["2"], "null"),
    ]);
    assert_eq!(
        drain(&mut stream),
        [
            "1",
            "!Status",
            "!Connect",
            "!Decode",
            "!Decode",
            "!Transport",
            "2"
        ]
    );
    assert_eq!(
        queries(&transport)[1..],
        vec!["job_id=j%201&next_cursor=a"; 6]
    );
    assert_eq!(stream.pages_fetched(), 2);

    let (transport, stream) = pages([
        Answer::status(500),
        Answer::json(200, r#"{"result":[{"id":"1","tags":5}],"next_cursor":"z"}"#),
        page(&["1"], r#""z""#),
        page(&["2"], "null"),
    ]);
    // Without a look ahead, which would ask for a page before this one has failed.
    let mut stream = stream.prefetch(false);
    assert_eq!(
        block_on(stream.try_next()).unwrap_err().kind(),
        ErrorKind::Status
    );
    assert_eq!(
        block_on(stream.try_next()).unwrap_err().json_path(),
        Some("result[0].tags")
    );
    assert_eq!(stream.position(), &PagePosition::First);
    assert_eq!(stream.pages_fetched(), 0);
    assert_eq!(
        block_on(stream.collect_all()).unwrap().len(),
        2,
        "the cursor is not yet seen"
    );
    assert_eq!(transport.requests().len(), 4);
}

#[test]
fn a_position_to_resume_from_skips_nothing() {
    let answers = || {
        [
            page(&["1", "2"], r#""a""#),
            page(&["3", "4"], r#""b""#),
            page(&["5"], "null"),
        ]
    };
    let (_, mut stream) = script(answers());
    let mut positions = vec![stream.position().clone()];
    while block_on(stream.try_next()).unwrap().is_some() {
        positions.push(stream.position().clone());
    }
    let cursor = |text: &str| PagePosition::Cursor(text.into());
    assert_eq!(
        positions,
        [
            PagePosition::First,
            PagePosition::First,
            cursor("a"),
            cursor("a"),
            cursor("b"),
            PagePosition::End
        ]
    );
    let (transport, stream) = script([page(&["3", "4"], r#""b""#), page(&["5"], "null")]);
    let mut stream = stream.resume_at(cursor("a"));
    assert_eq!(drain(&mut stream), ["3", "4", "5"]);
    assert_eq!(queries(&transport)[0], "job_id=j%201&next_cursor=a");

    let (transport, stream) = script([]);
    assert_eq!(drain(&mut stream.resume_at(PagePosition::End)), [""; 0]);
    assert!(transport.requests().is_empty());
}

#[test]
fn one_bad_record_is_an_error_in_its_place() {
    let bad = r#"{"id":"2","tags":[{"id":"t"},{"id":43123456789}]}"#;
    let body = format!(r#"{{"next_cursor":"n","result":[{{"id":"1"}},{bad},{{"id":"3"}},7]}}"#);
    let (_, mut stream) = script([
        Answer::json(200, body).header("ratelimit-remaining", "9"),
        page(&["4"], "null"),
    ]);
    assert_eq!(block_on(stream.try_next()).unwrap().unwrap().id, "1");
    let error = block_on(stream.try_next()).unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.record_index(), Some(1));
    assert_eq!(error.json_path(), Some("result[1].tags[1].id"));
    assert_eq!(error.raw_record().unwrap().get(), bad);
    assert_eq!(error.rate_limit().unwrap().remaining, Some(9));
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("43123456789"), "{shown}");
    assert!(
        stream.position() == &PagePosition::First,
        "two are still to come"
    );
    assert_eq!(block_on(stream.try_next()).unwrap().unwrap().id, "3");
    let error = block_on(stream.try_next()).unwrap_err();
    assert_eq!(
        (error.record_index(), error.json_path()),
        (Some(3), Some("result[3]"))
    );
    assert_eq!(drain(&mut stream), ["4"]);
    assert_eq!((stream.items_yielded(), stream.records_failed()), (3, 2));
}

#[test]
fn a_bad_record_does_not_hold_up_those_before_it() {
    let depth = 200;
    let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let body = format!(r#"{{"result":[{{"id":"1"}},{{"id":"2","tags":{deep}}}]}}"#);
    let (_, mut stream) = script([Answer::json(200, body)]);
    assert_eq!(drain(&mut stream), ["1", "!Decode"]);
}

#[test]
fn keyed_pages_give_keys_with_items() {
    let transport = ScriptedTransport::new([
        Answer::json(
            200,
            r#"{"result":{"b":{"id":"1"},"a":{"id":5},"c":{"id":"3"}},"next_cursor":"n"}"#,
        ),
        Answer::json(200, r#"{"result":{},"next_cursor":null}"#),
    ]);
    let mut stream = ItemStream::new(ListKeyed::new(&transport.client().unwrap()));
    let (key, candidate) = block_on(stream.try_next()).unwrap().unwrap();
    assert_eq!((key.as_str(), candidate.id.as_str()), ("b", "1"));
    let error = block_on(stream.try_next()).unwrap_err();
    assert_eq!(error.json_path(), Some("result.a.id"));
    assert_eq!(block_on(stream.try_next()).unwrap().unwrap().0, "c");
    assert!(block_on(stream.try_next()).unwrap().is_none());
}

#[test]
fn the_single_page_call() {
    let transport = ScriptedTransport::new([
        page(&["1"], r#""a""#).header("ratelimit-limit", "110;w=10"),
        Answer::json(200, r#"{"result":[{"id":"1"},{"name":[]}]}"#),
        Answer::status(204),
    ]);
    let list = ListAll::new(&transport.client().unwrap()).starting_at("here");
    let answer = block_on(fetch_page(&list)).unwrap();
    assert_eq!(answer.result.len(), 1);
    assert_eq!(answer.next_cursor.as_deref(), Some("a"));
    assert_eq!(answer.info.rate_limit.limit, Some(110));
    assert_eq!(queries(&transport), ["job_id=j%201&next_cursor=here"]);
    let error = block_on(fetch_page(&list)).unwrap_err();
    assert_eq!(error.json_path(), Some("result[1].name"));
    assert!(block_on(fetch_page(&list)).unwrap_err().is_decode());
}

/// Its requests cannot be built.
struct Broken(ListAll);

impl PagedOperation for Broken {
    type Items = Vec<Candidate>;
    type Page = Page<Vec<Candidate>>;
    const SHAPE: oas_runtime::page::PageShape = ListAll::SHAPE;

    fn client(&self) -> &oas_runtime::Client {
        &self.0.client
    }

    fn start_cursor(&self) -> Option<&str> {
        None
    }

    fn request(&self, _: Option<&str>) -> Result<Request> {
        let mut request = self.0.request(None)?;
        request.query(&common::JOB_ID, &f64::NAN)?;
        Ok(request)
    }
}

#[test]
fn a_request_that_cannot_be_built_is_one_error_and_the_end() {
    let transport = ScriptedTransport::new([]);
    let mut stream = ItemStream::new(Broken(List::new(&transport.client().unwrap())));
    assert!(
        block_on(stream.next())
            .unwrap()
            .unwrap_err()
            .is_invalid_parameter()
    );
    assert!(block_on(stream.next()).is_none());
    assert!(transport.requests().is_empty());
}

#[test]
fn a_cursor_that_no_address_can_carry_is_one_error_and_the_end() {
    let long = format!("\"{}\"", "c".repeat(70_000));
    for prefetch in [true, false] {
        let (transport, stream) = script([page(&["1"], &long), page(&["never"], "null")]);
        let mut stream = stream.prefetch(prefetch);
        assert_eq!(drain(&mut stream), ["1", "!InvalidParameter"]);
        assert_eq!(transport.requests().len(), 1);
        assert!(stream.progress().is_over);
    }
}

#[test]
fn waiting_can_be_cancelled_and_dropping_stops_it() {
    let (transport, mut stream) = script([Answer::silence(), page(&["1"], "null")]);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..3 {
        // Each poll is a wait given up; the request under way is the same.
        assert!(matches!(
            Pin::new(&mut stream).poll_next(&mut context),
            Poll::Pending
        ));
    }
    assert_eq!(transport.requests().len(), 1);
    drop(stream);
    assert_eq!(transport.answers_left(), 1);
}

#[test]
fn streams_can_be_sent_to_other_threads_and_kept() {
    fn check<T: Send + Unpin + 'static>() {}
    check::<ItemStream<ListAll>>();
    check::<PageStream<ListAll>>();
    check::<ItemStream<ListKeyed>>();
    fn check_future(_: impl Send + 'static) {}
    let transport = ScriptedTransport::new([]);
    check_future(fetch_page(&ListAll::new(&transport.client().unwrap())));
    fn check_error<T: std::error::Error + Send + Sync + 'static>() {}
    check_error::<Error>();
}
