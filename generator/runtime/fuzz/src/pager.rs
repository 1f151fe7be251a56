//! Arbitrary sequences of answers to a pager, against a model of what it promises.
//!
//! The clock moves only when the pager waits, and every wait is given up and begun anew.

use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use arbitrary::{Arbitrary, Unstructured};
use oas_runtime::client::Timeouts;
use oas_runtime::page::{
    ItemStream, PageItems, PagePosition, PageStream, PagedOperation, Progress, RepeatedCursor,
};
use oas_runtime::testing::{ScriptedTransport, TestTimer};
use oas_runtime::{Client, Error, Result, RetryPolicy};
use serde::de::DeserializeOwned;

use crate::operations::{Candidate, List, PERSONAL, Page, TOKEN};

mod model;
mod script;

use model::{Expected, Outcome, expect};
pub use script::{Cursor, Failure, Next, NoPage, Record, Script, Step};

/// Runs the target on bytes.
pub fn run(data: &[u8]) {
    if let Ok(script) = Script::arbitrary_take_rest(Unstructured::new(data)) {
        play(&script);
    }
}

/// Runs the target on a script.
pub fn play(script: &Script) {
    if script.is_keyed {
        play_as::<oas_runtime::indexmap::IndexMap<String, Candidate>>(script);
    } else {
        play_as::<Vec<Candidate>>(script);
    }
}

fn play_as<Items>(script: &Script)
where
    Items: PageItems + DeserializeOwned + Records,
    Items::Item: Identified,
{
    let answers = script.steps.iter().enumerate();
    let answers = answers.map(|(number, step)| step.answer(number, script.is_keyed));
    let transport = ScriptedTransport::new(answers);
    let timer = TestTimer::still();
    let policy = RetryPolicy::default()
        .with_max_retries(script.retries())
        .with_max_elapsed(None);
    let timeouts = Timeouts::default()
        .with_call(None)
        .with_idle(None)
        .with_attempt(Duration::from_secs(60));
    let builder = transport.builder().bearer_token(TOKEN).timer(timer.clone());
    let builder = builder.retry(policy).randomness(|| 1.0).timeouts(timeouts);
    let client: Client = builder.build().expect("settings");
    let list = List::<Items>::new(&client, script.start.as_ref().map(Cursor::text));
    let what = match script.stop {
        true => RepeatedCursor::Stop,
        false => RepeatedCursor::Error,
    };
    let expected = expect(script);
    if script.is_by_page {
        let pages = PageStream::new(list).prefetch(script.prefetch);
        let pages = pages.on_repeated_cursor(what);
        let number = |page: oas_runtime::Response<Page<Items>>| {
            Outcome::Page(page.body.result.first_identifier())
        };
        watch(script, pages, &timer, &expected, number);
    } else {
        let mut items = ItemStream::new(list).prefetch(script.prefetch);
        if let Some(limit) = script.limit {
            items = items.limit_items(u64::from(limit));
        }
        let items = items.on_repeated_cursor(what);
        watch(script, items, &timer, &expected, |item| {
            Outcome::Item(item.identifier())
        });
    }
    let mut asked: Vec<Option<String>> = transport
        .requests()
        .iter()
        .map(|request| cursor_of(request.query()))
        .collect();
    // At the end of the script every attempt fails.
    asked.truncate(script.steps.len());
    assert_eq!(asked, expected.asked, "{script:?}");
}

/// Asks on and on, and compares.
fn watch<S: Pager>(
    script: &Script,
    mut stream: S,
    timer: &TestTimer,
    expected: &Expected,
    of_item: impl Fn(S::Item) -> Outcome,
) {
    let may_show = format!("{script:?}").contains(TOKEN);
    for (outcome, position, counts) in &expected.outcomes {
        let given = match next(&mut stream, timer, script.steps.len()) {
            None => Outcome::End,
            Some(Ok(item)) => of_item(item),
            Some(Err(error)) => {
                let shown = format!("{error} {error:?} {stream:?}");
                assert!(may_show || !shown.contains(TOKEN), "{shown}");
                assert!(!shown.contains(PERSONAL), "{shown}");
                match error.record_index() {
                    Some(index) => Outcome::BadRecord(index),
                    None if error.is_pagination() => Outcome::Repeated,
                    None => Outcome::Failure,
                }
            }
        };
        assert_eq!(&given, outcome, "{script:?}");
        assert_eq!(stream.place(), position, "{script:?}");
        let progress = stream.so_far();
        let so_far = (progress.pages, progress.items, progress.failed_records);
        assert_eq!(so_far, *counts, "{script:?}");
        if *outcome == Outcome::End {
            assert!(progress.is_over);
            let again = next(&mut stream, timer, script.steps.len());
            assert!(again.is_none(), "the end stays the end");
        }
    }
}

/// What comes next. Every wait is given up and begun anew, and there is an end of waiting.
fn next<S: Pager>(stream: &mut S, timer: &TestTimer, steps: usize) -> Option<Result<S::Item>> {
    let mut context = Context::from_waker(Waker::noop());
    // Each attempt takes a minute at most, and so does each wait before another.
    for _ in 0..(steps + 1) * 3 * 2 * 8 {
        if let Poll::Ready(item) = pin!(stream.step()).poll(&mut context) {
            return item;
        }
        timer.advance(Duration::from_secs(10));
    }
    panic!("it waits for ever");
}

fn cursor_of(query: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, cursor) = pairs.find(|(name, _)| *name == "next_cursor")?;
    Some(crate::query::percent_decode(cursor))
}

/// What both streams can do.
trait Pager: Debug {
    type Item;

    fn step(&mut self) -> impl Future<Output = Option<Result<Self::Item, Error>>>;
    fn place(&self) -> &PagePosition;
    fn so_far(&self) -> Progress<'_>;
}

impl<P: PagedOperation> Pager for ItemStream<P> {
    type Item = <P::Items as PageItems>::Item;

    fn step(&mut self) -> impl Future<Output = Option<Result<Self::Item>>> {
        self.next()
    }

    fn place(&self) -> &PagePosition {
        self.position()
    }

    fn so_far(&self) -> Progress<'_> {
        self.progress()
    }
}

impl<P: PagedOperation> Pager for PageStream<P> {
    type Item = oas_runtime::Response<P::Page>;

    fn step(&mut self) -> impl Future<Output = Option<Result<Self::Item>>> {
        self.next()
    }

    fn place(&self) -> &PagePosition {
        self.position()
    }

    fn so_far(&self) -> Progress<'_> {
        self.progress()
    }
}

/// An item of either kind of page.
trait Identified {
    fn identifier(&self) -> String;
}

impl Identified for Candidate {
    fn identifier(&self) -> String {
        self.id.clone()
    }
}

impl Identified for (String, Candidate) {
    fn identifier(&self) -> String {
        assert_eq!(self.0, self.1.id);
        self.0.clone()
    }
}

/// The items of either kind of page.
trait Records {
    fn first_identifier(&self) -> Option<String>;
}

impl Records for Vec<Candidate> {
    fn first_identifier(&self) -> Option<String> {
        self.first().map(|candidate| candidate.id.clone())
    }
}

impl Records for oas_runtime::indexmap::IndexMap<String, Candidate> {
    fn first_identifier(&self) -> Option<String> {
        self.first().map(|(key, _)| key.clone())
    }
}
