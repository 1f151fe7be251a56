//! Arbitrary sequences of answers to a pager, against a model of what it promises.
//!
//! The clock moves only when the pager waits, and every wait is given up and begun anew.

use std::fmt::{Debug, Write as _};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use arbitrary::{Arbitrary, Unstructured};
use oas_runtime::client::Timeouts;
use oas_runtime::page::{
    ItemStream, PageItems, PagePosition, PageStream, PagedOperation, Progress, RepeatedCursor,
};
use oas_runtime::testing::{Answer, ScriptedTransport, TestTimer};
use oas_runtime::transport::TransportErrorKind;
use oas_runtime::{Client, Error, Result, RetryPolicy};
use serde::de::DeserializeOwned;

use crate::operations::{Candidate, List, PERSONAL, Page, TOKEN};

mod model;

use model::{Expected, Outcome, expect};

/// What the server does, and how the pager is set.
#[derive(Arbitrary, Debug)]
pub struct Script {
    /// Pages of objects, not of arrays.
    pub is_keyed: bool,
    /// Pages are asked for, not items.
    pub is_by_page: bool,
    /// Where it begins.
    pub start: Option<Cursor>,
    /// How many items are wanted.
    pub limit: Option<u8>,
    /// Whether it looks one page ahead.
    pub prefetch: bool,
    /// Whether a cursor that comes again is the end, not an error.
    pub stop: bool,
    /// How often a call is tried again.
    pub retries: u8,
    /// What the server answers.
    pub steps: Vec<Step>,
}

/// One answer.
#[derive(Arbitrary, Debug, Clone)]
pub enum Step {
    /// A page.
    Page {
        /// Its records.
        records: Vec<Record>,
        /// What stands in `next_cursor`.
        next: Next,
        /// Whether the cursor stands before the records.
        is_cursor_first: bool,
        /// In how many pieces it comes.
        pieces: u8,
    },
    /// An answer that is no page.
    NoPage(NoPage),
    /// A status, and what `Retry-After` says.
    Status(u16, Option<u8>),
    /// No answer.
    Failure(Failure),
    /// No answer, ever.
    Silence,
    /// Half a page.
    Cut,
}

/// A record.
#[derive(Arbitrary, Debug, Clone, Copy, PartialEq)]
pub enum Record {
    /// It can be read.
    Good,
    /// With fields that nobody knows.
    Odd,
    /// Without what is required.
    Incomplete,
    /// Of another type.
    Null,
    /// Deeper than is read.
    Deep,
}

/// What stands in `next_cursor`.
#[derive(Arbitrary, Debug, Clone)]
pub enum Next {
    /// Nothing.
    Absent,
    /// `null`.
    Null,
    /// An empty text.
    Empty,
    /// A cursor.
    Cursor(Cursor),
    /// A number.
    Number(u8),
}

/// One of few, so that they come again, or any.
#[derive(Arbitrary, Debug, Clone)]
pub enum Cursor {
    /// One of few.
    Numbered(u8),
    /// Any text.
    Text(String),
}

/// What is no page.
#[derive(Arbitrary, Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names say it")]
pub enum NoPage {
    Empty,
    NoContent,
    Markup,
    NoItems,
    WrongItems,
    WrongCursor,
    Truncated,
    NotUtf8,
}

/// How a transport fails.
#[derive(Arbitrary, Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Failure {
    Connect,
    Timeout,
    Redirect,
    Other,
}

impl Script {
    fn retries(&self) -> u32 {
        u32::from(self.retries % 3)
    }
}

impl Cursor {
    fn text(&self) -> String {
        match self {
            Self::Numbered(number) => format!("c{}", number % 16),
            Self::Text(text) => text.clone(),
        }
    }
}

impl Next {
    fn cursor(&self) -> Option<String> {
        match self {
            Self::Absent | Self::Null | Self::Empty => None,
            Self::Cursor(cursor) => Some(cursor.text()).filter(|text| !text.is_empty()),
            Self::Number(number) => Some(number.to_string()),
        }
    }

    /// As it stands in the page.
    fn json(&self) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Null => Some("null".to_owned()),
            Self::Empty => Some("\"\"".to_owned()),
            Self::Cursor(cursor) => {
                Some(oas_runtime::serde_json::to_string(&cursor.text()).expect("a text"))
            }
            Self::Number(number) => Some(number.to_string()),
        }
    }
}

impl Record {
    fn is_good(self) -> bool {
        matches!(self, Self::Good | Self::Odd)
    }

    fn json(self, id: &str) -> String {
        match self {
            Self::Good => format!(r#"{{"id":"{id}","name":"n"}}"#),
            Self::Odd => format!(r#"{{"x":[1,{{}}],"id":"{id}","name":null}}"#),
            Self::Incomplete => r#"{"name":"no identifier"}"#.to_owned(),
            Self::Null => "null".to_owned(),
            Self::Deep => {
                let (open, close) = ("[".repeat(200), "]".repeat(200));
                format!(r#"{{"id":"{id}","tags":{open}{close}}}"#)
            }
        }
    }
}

impl Step {
    /// Whether a call tries again after it at once.
    fn is_retried_at_once(&self) -> bool {
        self.is_retried() && matches!(self, Self::Status(_, Some(0)))
    }

    fn answer(&self, number: usize, is_keyed: bool) -> Answer {
        match self {
            Self::Page {
                records,
                next,
                is_cursor_first,
                pieces,
            } => page(number, records, next, *is_cursor_first, is_keyed, *pieces),
            Self::NoPage(kind) => kind.answer(is_keyed),
            Self::Status(status, retry_after) => {
                let answer = Answer::json(failing(*status), r#"{"message":"no"}"#);
                match retry_after {
                    Some(seconds) => answer.header("retry-after", &seconds.to_string()),
                    None => answer,
                }
            }
            Self::Failure(kind) => Answer::failure(match kind {
                Failure::Connect => TransportErrorKind::Connect,
                Failure::Timeout => TransportErrorKind::Timeout,
                Failure::Redirect => TransportErrorKind::Redirect,
                Failure::Other => TransportErrorKind::Other,
            }),
            Self::Silence => Answer::silence(),
            Self::Cut => Answer::json(200, r#"{"result":["#).cut(),
        }
    }

    /// Whether a call tries again after it.
    fn is_retried(&self) -> bool {
        match self {
            Self::Page { .. } | Self::NoPage(_) => false,
            Self::Status(status, retry_after) => match failing(*status) {
                408 | 425 | 429 | 500 | 502 | 504 => true,
                503 => retry_after.is_some(),
                _ => false,
            },
            Self::Failure(kind) => !matches!(kind, Failure::Redirect),
            Self::Silence | Self::Cut => true,
        }
    }
}

fn identifier(page: usize, place: usize) -> String {
    format!("{page}.{place}")
}

/// A status that is no success. Statuses before 200 are none that a call ends with.
fn failing(status: u16) -> u16 {
    300 + status % 300
}

fn page(
    number: usize,
    records: &[Record],
    next: &Next,
    is_cursor_first: bool,
    is_keyed: bool,
    pieces: u8,
) -> Answer {
    let mut items = String::new();
    for (place, record) in records.iter().enumerate() {
        if place > 0 {
            items.push(',');
        }
        let id = identifier(number, place);
        if is_keyed {
            let _ = write!(items, "\"{id}\":");
        }
        items.push_str(&record.json(&id));
    }
    let items = match is_keyed {
        true => format!("\"result\":{{{items}}}"),
        false => format!("\"result\":[{items}]"),
    };
    let cursor = next.json().map(|json| format!("\"next_cursor\":{json}"));
    let mut fields = vec![items];
    if let Some(cursor) = cursor {
        fields.insert(usize::from(!is_cursor_first), cursor);
    }
    let text = format!("{{{}}}", fields.join(","));
    let mut answer = Answer::status(200);
    let mut left = text.into_bytes();
    for _ in 0..pieces % 4 {
        let rest = left.split_off(left.len() / 2);
        answer = answer.piece(left);
        left = rest;
    }
    answer.piece(left)
}

impl NoPage {
    fn answer(self, is_keyed: bool) -> Answer {
        let (array, object) = (r#"{"result":[]}"#, r#"{"result":{}}"#);
        match self {
            Self::Empty => Answer::status(200),
            Self::NoContent => Answer::status(204),
            Self::Markup => Answer::json(200, "<html>"),
            Self::NoItems => Answer::json(200, r#"{"next_cursor":"c1"}"#),
            Self::WrongItems if is_keyed => Answer::json(200, array),
            Self::WrongItems => Answer::json(200, object),
            Self::WrongCursor if is_keyed => Answer::json(200, r#"{"result":{},"next_cursor":{}}"#),
            Self::WrongCursor => Answer::json(200, r#"{"result":[],"next_cursor":[]}"#),
            Self::Truncated => Answer::json(200, r#"{"result":["#),
            Self::NotUtf8 => Answer::status(200).piece(&b"{\"result\":[\"\xff\"]}"[..]),
        }
    }
}

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
