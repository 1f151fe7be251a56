//! The pager contract in every form of paging but the plain cursor, which `pager.rs` has.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use oas_runtime::http::Method;
use oas_runtime::indexmap::IndexMap;
use oas_runtime::page::{
    ItemStream, PagePosition, PageShape, PageStream, PagedOperation, RepeatedCursor, fetch_page,
    fetch_page_leniently,
};
use oas_runtime::query::{QueryParameter, QueryStyle};
use oas_runtime::request::Operation;
use oas_runtime::testing::{Answer, ScriptedTransport, block_on};
use oas_runtime::transport::TransportErrorKind;
use oas_runtime::{Client, Request, Result};
use serde_json::Value;

static LIST: Operation = Operation::new("listThings", Method::GET, "/v1/things/{owner}");
static FILTER: QueryParameter = QueryParameter::new("filter", QueryStyle::BRACKETS);
static AT: QueryParameter = QueryParameter::new("at", QueryStyle::BRACKETS);

struct Thing<const FORM: usize> {
    client: Client,
    start: Option<u64>,
}

const CURSOR: usize = 0;
const HEADER: usize = 1;
const LINK: usize = 2;
const NUMBER: usize = 3;
const OFFSET: usize = 4;
const LAST: usize = 5;
const ZERO: usize = 6;
const KEYED: usize = 7;
const URLS: usize = 8;
const NUMBER_WITH_LINK: usize = 9;

const SHAPES: [PageShape; 10] = [
    PageShape::cursor(&["data", "items"], &["meta", "next"])
        .with_has_more(&["meta", "more"])
        .with_items_that_may_be_absent(),
    PageShape::link_header(&[]),
    PageShape::link(&["items"], &["links", "next"]),
    PageShape::page_number(&["items"], 1)
        .with_total(&["total"])
        .with_total_pages(&["pages"])
        .with_has_more(&["more"]),
    PageShape::offset(&["items"], 0)
        .with_total(&["total"])
        .with_has_more(&["more"]),
    PageShape::last_item(&["items"], &["id"]).with_has_more(&["more"]),
    PageShape::page_number(&[], 0),
    PageShape::cursor(&["data", "items"], &["data", "next"]),
    PageShape::cursor(&["items"], &["next"]).with_cursor_in_urls("at"),
    PageShape::page_number(&[], 1).with_link_header_if_more(),
];

macro_rules! paged {
    ($form:ident, $items:ty) => {
        impl PagedOperation for Thing<$form> {
            type Items = $items;
            type Page = Value;
            const SHAPE: PageShape = SHAPES[$form];

            fn client(&self) -> &Client {
                &self.client
            }

            fn start_position(&self) -> PagePosition {
                PagePosition::of_parameter(&self.start)
            }

            fn request(&self, cursor: Option<&str>) -> Result<Request> {
                let mut request = Request::new(&LIST);
                request.path_parameter("owner", "o 1")?;
                request.query(&FILTER, "f")?;
                request.query(&AT, &cursor)?;
                Ok(request)
            }
        }
    };
}

paged!(CURSOR, Vec<Value>);
paged!(HEADER, Vec<Value>);
paged!(LINK, Vec<Value>);
paged!(NUMBER, Vec<Value>);
paged!(OFFSET, Vec<Value>);
paged!(LAST, Vec<Value>);
paged!(ZERO, Vec<Value>);
paged!(KEYED, IndexMap<String, Value>);
paged!(URLS, Vec<Value>);
paged!(NUMBER_WITH_LINK, Vec<Value>);

fn thing<const FORM: usize>(transport: &ScriptedTransport) -> Thing<FORM> {
    Thing {
        client: transport.client().unwrap(),
        start: None,
    }
}

fn json(body: &str) -> Answer {
    Answer::json(200, body.to_owned())
}

/// What a stream gives, an error as its words, and what was asked for.
fn run<const FORM: usize>(
    answers: impl IntoIterator<Item = Answer>,
    prepare: impl FnOnce(ItemStream<Thing<FORM>>) -> ItemStream<Thing<FORM>>,
) -> (Vec<String>, Vec<String>)
where
    Thing<FORM>: PagedOperation<Items = Vec<Value>>,
{
    let transport = ScriptedTransport::new(answers);
    let mut stream = prepare(ItemStream::new(thing(&transport)));
    let mut seen = Vec::new();
    while let Some(item) = block_on(stream.next()) {
        seen.push(match item {
            Ok(item) => item.get("id").unwrap_or(&item).to_string(),
            Err(error) => format!("!{error}"),
        });
        assert!(seen.len() < 50, "it never ends");
    }
    assert!(block_on(stream.next()).is_none(), "the end stays the end");
    assert_eq!(transport.answers_left(), 0, "{seen:?}");
    (seen, queries(&transport))
}

fn all<const FORM: usize>(answers: impl IntoIterator<Item = Answer>) -> (Vec<String>, Vec<String>)
where
    Thing<FORM>: PagedOperation<Items = Vec<Value>>,
{
    run::<FORM>(answers, |stream| stream)
}

fn queries(transport: &ScriptedTransport) -> Vec<String> {
    let requests = transport.requests();
    requests
        .iter()
        .map(|request| {
            assert_eq!(request.path(), "/v1/things/o%201");
            request.query().to_owned()
        })
        .collect()
}

#[test]
fn a_cursor_and_items_further_inside() {
    let (seen, asked) = all::<CURSOR>([
        json(r#"{"meta":{"more":true,"next":"b"},"data":{"x":[1],"items":[{"id":1}]}}"#),
        // Nothing where the items should be is no item, and a page without items goes on.
        json(r#"{"meta":{"next":"c"},"data":null}"#),
        json(r#"{"meta":{"next":"d","more":null},"data":{"items":null}}"#),
        json(r#"{"data":{"items":[{"id":2}]},"meta":{"more":false,"next":"never"}}"#),
    ]);
    assert_eq!(seen, ["1", "2"]);
    assert_eq!(
        asked,
        [
            "filter=f",
            "filter=f&at=b",
            "filter=f&at=c",
            "filter=f&at=d"
        ]
    );
    for end in [r#"{"meta":null}"#, r#"{"meta":{"next":null}}"#, "{}"] {
        assert_eq!(all::<CURSOR>([json(end)]).0, Vec::<String>::new());
    }
}

#[test]
fn a_cursor_that_may_stand_in_a_url() {
    let (seen, asked) = all::<URLS>([
        json(r#"{"items":[{"id":1}],"next":"plain"}"#),
        // Wherever the URL leads: only its cursor is used.
        json(r#"{"items":[{"id":2}],"next":"https://elsewhere.example.com/x?at=a%3D%3D&y=1"}"#),
        json(r#"{"items":[{"id":3}],"next":"https://elsewhere.example.com/x?y=1"}"#),
    ]);
    assert_eq!(seen[..3], ["1", "2", "3"]);
    assert!(seen[3].contains("no parameter `at`"), "{seen:?}");
    assert_eq!(
        asked,
        ["filter=f", "filter=f&at=plain", "filter=f&at=a%3D%3D"]
    );
}

#[test]
fn more_pages_without_a_cursor_is_an_error_after_the_items() {
    let (seen, _) = all::<CURSOR>([json(
        r#"{"meta":{"more":true},"data":{"items":[{"id":1}]}}"#,
    )]);
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0], "1");
    assert!(seen[1].contains("gives no `meta.next`"), "{seen:?}");
}

#[test]
fn what_is_of_another_type_is_an_error_and_no_empty_list() {
    for (body, words) in [
        (r#"{"data":[]}"#, "not as expected"),
        (r#"{"data":{"items":{}}}"#, "`data.items` is an object"),
        (
            r#"{"data":{"items":[]},"meta":{"next":{}}}"#,
            "`meta.next` is an object",
        ),
        (
            r#"{"data":{"items":[]},"meta":{"more":"yes"}}"#,
            "`meta.more` is a string",
        ),
        ("[]", "not as expected"),
    ] {
        let transport = ScriptedTransport::new([json(body)]);
        let mut stream = ItemStream::new(thing::<CURSOR>(&transport));
        let error = block_on(stream.next()).unwrap().unwrap_err();
        assert!(error.is_decode(), "{body}");
        assert!(error.to_string().contains(words), "{body}: {error}");
    }
    // These have to be there.
    for body in [r#"{"links":{}}"#, r#"{"items":null}"#] {
        let transport = ScriptedTransport::new([json(body)]);
        let error = block_on(fetch_page(&thing::<LINK>(&transport))).unwrap_err();
        assert!(error.is_decode(), "{body}");
    }
}

#[test]
fn a_keyed_page_further_inside() {
    let transport = ScriptedTransport::new([
        json(r#"{"data":{"next":"b","items":{"x":1}}}"#),
        json(r#"{"data":{"items":{"y":2}}}"#),
    ]);
    let items = block_on(ItemStream::new(thing::<KEYED>(&transport)).collect_all()).unwrap();
    assert_eq!(
        items,
        [("x".to_owned(), 1.into()), ("y".to_owned(), 2.into())]
    );
}

#[test]
fn a_header_leads_on_and_its_query_is_all_that_is_used() {
    let (seen, asked) = all::<HEADER>([
        json(r#"[{"id":1},{"id":2}]"#).header(
            "link",
            r#"<http://scripted.invalid/v1/things/o%201?filter=f&page=2>; rel="next", <?page=9>; rel="last""#,
        ),
        // Without an item, and relative.
        json("[]").header("link", r#"<?page=3&a=b c>; rel=next"#),
        json(r#"[{"id":3}]"#).header("link", r#"<?page=1>; rel="first""#),
    ]);
    assert_eq!(seen, ["1", "2", "3"]);
    assert_eq!(asked, ["filter=f", "filter=f&page=2", "page=3&a=b%20c"]);
}

#[test]
fn a_link_that_leads_elsewhere_is_an_error_after_the_items() {
    for target in [
        "https://evil.example.com/v1/things/o%201?page=2",
        "ftp://scripted.invalid/v1/things/o%201?page=2",
        "http://scripted.invalid/v1/secrets?page=2",
        "/v1/things/o%201",
    ] {
        let (seen, asked) =
            all::<HEADER>([json(r#"[{"id":1}]"#).header("link", &format!("<{target}>; rel=next"))]);
        assert_eq!(seen.len(), 2, "{target}");
        assert!(seen[1].contains("cannot be followed"), "{seen:?}");
        assert!(!seen[1].contains("page=2"), "{seen:?}");
        assert_eq!(asked.len(), 1);
    }
}

#[test]
fn a_link_to_itself_is_noticed() {
    let itself = || json(r#"[{"id":1}]"#).header("link", "<?filter=f>; rel=next");
    let (seen, _) = all::<HEADER>([itself()]);
    assert_eq!(seen.len(), 2);
    assert!(seen[1].contains("gave a cursor again"), "{seen:?}");
    let (seen, _) = run::<HEADER>([itself()], |stream| {
        stream.on_repeated_cursor(RepeatedCursor::Stop)
    });
    assert_eq!(seen, ["1"]);
}

#[test]
fn a_link_can_be_resumed_at_and_is_asked_for_again_after_an_error() {
    let transport = ScriptedTransport::new([
        json(r#"[{"id":1}]"#).header("link", "<?cursor=a%26b>; rel=next"),
        Answer::failure(TransportErrorKind::Connect),
        json(r#"[{"id":2}]"#).header("link", "<?cursor=c>; rel=next"),
        json(r#"[{"id":3}]"#),
    ]);
    let mut stream = ItemStream::new(thing::<HEADER>(&transport)).prefetch(false);
    assert!(block_on(stream.next()).unwrap().is_ok());
    let there = PagePosition::Cursor("cursor=a%26b".to_owned());
    assert_eq!(stream.position(), &there);
    assert!(block_on(stream.next()).unwrap().is_err());
    assert_eq!(stream.position(), &there);
    drop(stream);
    let stream = ItemStream::new(thing::<HEADER>(&transport)).resume_at(there);
    assert_eq!(block_on(stream.collect_all()).unwrap().len(), 2);
    assert_eq!(
        queries(&transport),
        ["filter=f", "cursor=a%26b", "cursor=a%26b", "cursor=c"]
    );
}

#[test]
fn a_link_in_the_body() {
    let (seen, asked) = all::<LINK>([
        json(r#"{"items":[{"id":1}],"links":{"next":"/v1/things/o%201?offset=20"}}"#),
        json(
            r#"{"items":[],"links":{"next":"http://scripted.invalid/v1/things/o%201?offset=40"}}"#,
        ),
        json(r#"{"items":[{"id":2}],"links":{"next":null}}"#),
    ]);
    assert_eq!(seen, ["1", "2"]);
    assert_eq!(asked, ["filter=f", "offset=20", "offset=40"]);
}

#[test]
fn numbered_pages_end_where_the_server_says() {
    // By the number of pages, one of which is empty.
    let (seen, asked) = all::<NUMBER>([
        json(r#"{"items":[{"id":1}],"pages":3}"#),
        json(r#"{"items":[],"pages":3}"#),
        json(r#"{"items":[{"id":2}],"pages":3}"#),
    ]);
    assert_eq!(seen, ["1", "2"]);
    assert_eq!(asked, ["filter=f", "filter=f&at=2", "filter=f&at=3"]);
    // By the number of items.
    let (seen, _) = all::<NUMBER>([
        json(r#"{"items":[{"id":1},{"id":2}],"total":3}"#),
        json(r#"{"items":[{"id":3}],"total":"3"}"#),
    ]);
    assert_eq!(seen, ["1", "2", "3"]);
    // By a flag.
    let (seen, _) = all::<NUMBER>([
        json(r#"{"items":[{"id":1}],"more":true}"#),
        json(r#"{"items":[],"more":true}"#),
        json(r#"{"items":[{"id":2}],"more":false}"#),
    ]);
    assert_eq!(seen, ["1", "2"]);
    // By a page without items.
    let (seen, _) = all::<NUMBER>([
        json(r#"{"items":[{"id":1}],"total":null,"pages":-1}"#),
        json(r#"{"items":[]}"#),
    ]);
    assert_eq!(seen, ["1"]);
    let (seen, asked) = all::<ZERO>([json("[1,1]"), json("[1,1]"), json("[]")]);
    assert_eq!(seen.len(), 4, "what is no object may come twice");
    assert_eq!(asked, ["filter=f", "filter=f&at=1", "filter=f&at=2"]);
}

#[test]
fn numbered_pages_may_end_where_no_link_leads_on() {
    let elsewhere = "<https://canonical.example.com/things/7?page=2>; rel=\"next\"";
    let (seen, asked) = all::<NUMBER_WITH_LINK>([
        json(r#"[{"id":1}]"#).header("link", elsewhere),
        json("[]").header("link", elsewhere),
        json(r#"[{"id":2}]"#).header("link", "<?page=1>; rel=first"),
    ]);
    assert_eq!(seen, ["1", "2"]);
    assert_eq!(asked, ["filter=f", "filter=f&at=2", "filter=f&at=3"]);
}

#[test]
fn a_bad_record_of_a_body_that_is_an_array() {
    let transport =
        ScriptedTransport::new([json("\u{feff}[{\"id\":1},{\"id\":\"x\"},{\"id\":3}]")]);
    let client = transport.client().unwrap();
    let answer = block_on(fetch_page_leniently(&Numbers(client))).unwrap();
    let (page, errors) = answer.into_body().into_parts();
    assert_eq!(page.len(), 2);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].json_path(), Some("[1].id"));
}

/// Its items have a type.
struct Numbers(Client);

impl PagedOperation for Numbers {
    type Items = Vec<IndexMap<String, u64>>;
    type Page = Vec<IndexMap<String, u64>>;
    const SHAPE: PageShape = PageShape::page_number(&[], 1);

    fn client(&self) -> &Client {
        &self.0
    }

    fn request(&self, _: Option<&str>) -> Result<Request> {
        let mut request = Request::new(&LIST);
        request.path_parameter("owner", "o")?;
        Ok(request)
    }
}

#[test]
fn a_total_ends_nothing_when_items_before_were_not_counted() {
    let (seen, asked) = run::<NUMBER>(
        [
            json(r#"{"items":[{"id":8},{"id":9}],"total":2}"#),
            json(r#"{"items":[],"total":2}"#),
        ],
        |stream| stream.resume_at(PagePosition::Cursor("7".to_owned())),
    );
    assert_eq!(seen, ["8", "9"]);
    assert_eq!(asked, ["filter=f&at=7", "filter=f&at=8"]);
}

#[test]
fn the_last_page_again_under_the_next_number_is_one_error_and_the_end() {
    let same = || json(r#"{"items":[{"id":1}]}"#);
    let (seen, _) = all::<NUMBER>([same(), same()]);
    assert_eq!(seen.len(), 2);
    assert!(seen[1].contains("the same page again"), "{seen:?}");
    let (seen, _) = run::<NUMBER>([same(), same()], |stream| {
        stream.on_repeated_cursor(RepeatedCursor::Stop)
    });
    assert_eq!(seen, ["1"]);
}

#[test]
fn offsets_grow_by_what_arrived() {
    let (seen, asked) = all::<OFFSET>([
        json(r#"{"items":[{"id":1},{"id":2}]}"#),
        json(r#"{"items":[{"id":3}]}"#),
        json(r#"{"items":[]}"#),
    ]);
    assert_eq!(seen, ["1", "2", "3"]);
    assert_eq!(asked, ["filter=f", "filter=f&at=2", "filter=f&at=3"]);
    let (seen, _) = all::<OFFSET>([
        json(r#"{"items":[{"id":1},{"id":2}],"total":3.0}"#),
        json(r#"{"items":[{"id":3}],"total":3}"#),
    ]);
    assert_eq!(seen, ["1", "2", "3"]);
    let (seen, _) = all::<OFFSET>([json(r#"{"items":[{"id":1}],"more":false}"#)]);
    assert_eq!(seen, ["1"]);
    let (seen, _) = all::<OFFSET>([json(r#"{"items":[],"more":true}"#)]);
    assert!(seen[0].contains("none to count on from"), "{seen:?}");
    // The total counts from the first item, wherever one resumes.
    let (seen, _) = run::<OFFSET>([json(r#"{"items":[{"id":3}],"total":3}"#)], |stream| {
        stream.resume_at(PagePosition::Cursor("2".to_owned()))
    });
    assert_eq!(seen, ["3"]);
}

#[test]
fn a_number_begins_where_the_caller_says_and_goes_on_from_there() {
    let transport = ScriptedTransport::new([
        json(r#"{"items":[{"id":1}],"more":true}"#),
        json(r#"{"items":[{"id":2}],"more":false}"#),
    ]);
    let mut at_five = thing::<NUMBER>(&transport);
    at_five.start = Some(5);
    let stream = PageStream::new(at_five);
    assert_eq!(stream.position(), &PagePosition::Cursor("5".to_owned()));
    assert_eq!(block_on(stream.collect_all()).unwrap().len(), 2);
    assert_eq!(queries(&transport), ["filter=f&at=5", "filter=f&at=6"]);
}

#[test]
fn a_position_of_another_form_is_refused_before_it_is_sent() {
    let transport = ScriptedTransport::new([]);
    let stream = ItemStream::new(thing::<OFFSET>(&transport));
    let mut stream = stream.resume_at(PagePosition::Cursor("abc".to_owned()));
    let error = block_on(stream.next()).unwrap().unwrap_err();
    assert!(error.is_pagination());
    assert!(block_on(stream.next()).is_none());
    assert!(transport.requests().is_empty());
}

#[test]
fn a_number_past_all_numbers_ends() {
    let (seen, _) = run::<NUMBER>([json(r#"{"items":[{"id":1}],"more":true}"#)], |stream| {
        stream.resume_at(PagePosition::Cursor(u64::MAX.to_string()))
    });
    assert_eq!(seen, ["1"]);
}

#[test]
fn the_last_items_identifier_leads_on() {
    let (seen, asked) = all::<LAST>([
        json(r#"{"more":true,"items":[{"id":"a"},{"x":{"id":"no"},"id":"b c"}]}"#),
        json(r#"{"items":[{"id":7}]}"#),
        json(r#"{"items":[],"more":false}"#),
    ]);
    assert_eq!(seen, [r#""a""#, r#""b c""#, "7"]);
    assert_eq!(asked, ["filter=f", "filter=f&at=b%20c", "filter=f&at=7"]);
    for (body, words) in [
        (r#"{"items":[{"name":"x"}],"more":true}"#, "has no `id`"),
        (r#"{"items":[{"id":null}]}"#, "has no `id`"),
        (r#"{"items":[3]}"#, "has no `id`"),
        (r#"{"items":[],"more":true}"#, "no item to go on from"),
    ] {
        let (seen, _) = all::<LAST>([json(body)]);
        assert!(seen.last().unwrap().contains(words), "{body}: {seen:?}");
    }
    let (seen, _) = all::<LAST>([
        json(r#"{"items":[{"id":"a"}]}"#),
        json(r#"{"items":[{"id":"a"}]}"#),
    ]);
    assert!(seen[2].contains("gave a cursor again"), "{seen:?}");
}

#[test]
fn the_next_page_is_on_its_way_in_every_form_and_one_that_failed_comes_again() {
    let transport = ScriptedTransport::new([
        json(r#"{"items":[{"id":1},{"id":2}]}"#),
        Answer::failure(TransportErrorKind::Connect),
        json(r#"{"items":[{"id":3}],"more":false}"#),
    ]);
    let mut stream = ItemStream::new(thing::<OFFSET>(&transport));
    assert!(block_on(stream.next()).unwrap().is_ok());
    assert_eq!(transport.requests().len(), 2, "it is asked for ahead");
    assert_eq!(stream.position(), &PagePosition::First);
    assert!(block_on(stream.next()).unwrap().is_ok());
    assert!(block_on(stream.next()).unwrap().is_err());
    assert_eq!(stream.position(), &PagePosition::Cursor("2".to_owned()));
    assert!(block_on(stream.next()).unwrap().is_ok());
    assert!(block_on(stream.next()).is_none());
    assert_eq!(
        queries(&transport),
        ["filter=f", "filter=f&at=2", "filter=f&at=2"]
    );
}
