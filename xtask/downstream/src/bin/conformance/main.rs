//! One list of requests, sent to whatever server it is told: what the crate promises must hold
//! of each, whoever wrote it.
//!
//! Started by `cargo xtask conformance`, which runs a server where none is named. A header
//! `Prefer` tells a server that answers with the examples of the spec which one is meant;
//! others have no use for it.

mod schema;
mod server;
mod table;

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::Parser;
use futures_util::TryStreamExt;
use serde_json::{Value, json};
use truto_ats::models::{CandidateEmail, CandidateSort, JobReference, SortDirection, Tag};
use truto_ats::operations::candidates::ListCandidates;
use truto_ats::{Error, PagePosition, Range, RepeatedCursor, TypedErrorBody};

use server::{Change, Server};
use table::{Table, came, counted};

/// In this order the mock gives them.
const STATUSES: [u16; 12] = [400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504];

/// Past twenty an index would no longer be read as one.
const MORE_THAN_TWENTY: usize = 22;

#[derive(Debug, Parser)]
struct Arguments {
    /// The address of the server
    #[arg(long, value_name = "URL")]
    base_url: String,
    /// One that refuses requests, one after another with the statuses of `STATUSES`, or with
    /// the one that the header `Prefer` says
    #[arg(long, value_name = "URL")]
    refusing_url: Option<String>,
    /// The ID of the integrated account
    #[arg(
        long,
        value_name = "ID",
        default_value = "62f44730-dd91-461e-bd6a-aedd9e0ad79d"
    )]
    account: String,
    /// The parameters there are: it is a fault if one of them was in no request
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    parameters: Vec<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut table = Table::default();
    let server = Server::new(&arguments.base_url, &arguments.account)?;
    parameters(&server, &mut table).await;
    pages(&server, &mut table).await;
    schema::made_up(&server, &mut table).await;
    formats(&server, &mut table).await;
    errors(&server, &mut table).await;
    if let Some(refusing) = &arguments.refusing_url {
        let server = Server::new(refusing, &arguments.account)?;
        statuses(&server, &mut table).await;
    }
    let sent = all_sent(&arguments.parameters, &server.sent());
    table.add("every parameter was sent", sent);
    table.print()
}

/// Each parameter with each kind of value that it takes, and then many of them together.
async fn parameters(server: &Server, table: &mut Table) {
    let first = async {
        let page = server.list().limit(2).send().await?;
        page.next_cursor.context("the page has no cursor")
    };
    let cursor = table.check("a page has a cursor", first).await;
    for (name, request) in requests(server, cursor) {
        let answered = async {
            let answer = request.send_with_info().await?;
            ensure!(answer.info.status == 200, "{}", answer.info.status);
            Ok(counted(answer.body.result.len(), "candidate"))
        };
        table.check(name, answered).await;
    }
}

fn requests(server: &Server, cursor: Option<String>) -> Vec<(&'static str, ListCandidates)> {
    let list = || server.list();
    let since = "2024-01-01T00:00:00Z";
    let until = "2024-12-31T23:59:59.999+05:30";
    let newest = CandidateSort::new().set_updated_at(SortDirection::Desc);
    let both = CandidateSort::new()
        .set_created_at(SortDirection::Asc)
        .set_updated_at(SortDirection::Desc);
    let senior = Tag::new().set_name("senior");
    let odd_tag = Tag::new().set_id("t_1").set_name("re-engage: 50% & more");
    let address = CandidateEmail::new().set_email("ada+jobs@example.com");
    let work = CandidateEmail::new()
        .set_email("a@example.org")
        .set_type("work");
    let fields = (0..MORE_THAN_TWENTY).map(|number| format!("custom_{number}"));
    let nested = json!({
        "page_size": 10, "ratio": 0.5, "archived": false, "note": "",
        "expand": ["applications", "stage"],
        "where": {"office": {"city": {"eq": "New York"}}},
        "filters": [{"field": "source", "values": ["referral", "agency"]}],
        "custom field": "a=b", "e+f": "50%",
    });
    let mut requests = vec![
        ("account only", list()),
        ("job_id", list().job_id("123")),
        (
            "job_id: reserved characters",
            list().job_id("job/42 & more=yes+no"),
        ),
        ("organization_id", list().organization_id("org_7")),
        ("sort_by: one field", list().sort_by(newest.clone())),
        ("sort_by: two fields", list().sort_by(both)),
        ("job", list().job(JobReference::new().set_id("job_123"))),
        ("created_at", list().created_at(since)),
        (
            "created_at: between",
            list().created_at(Range::gt(since).and_lt(until)),
        ),
        ("updated_at", list().updated_at(until)),
        (
            "updated_at: from, to",
            list().updated_at(Range::gte(since).and_lte(until)),
        ),
        ("tags: one", list().tags([senior.clone()])),
        ("tags: several", list().tags([senior.clone(), odd_tag])),
        ("emails: one", list().emails([address.clone()])),
        ("emails: several", list().emails([address, work])),
        ("candidate_id", list().candidate_id("c_8a1f")),
        ("name", list().name("Zoë Łukasz 山田")),
        (
            "name: reserved characters",
            list().name(":/?#[]@!$&'()*+,;=%"),
        ),
        ("title", list().title("C++ Developer")),
        ("company", list().company("Example & Sons")),
        ("stage_id", list().stage_id("stage-3")),
        ("truto_ignore_limit", list().truto_ignore_limit(true)),
        (
            "truto_ignore_limit: false",
            list().limit(2).truto_ignore_limit(false),
        ),
        (
            "truto_ignore_remote_data",
            list().truto_ignore_remote_data(true),
        ),
        (
            "truto_ignore_remote_data: false",
            list().truto_ignore_remote_data(false),
        ),
        (
            "truto_exclude_fields",
            list().truto_exclude_fields(["name", "a b", "c&d", "é"]),
        ),
        (
            "truto_exclude_fields: more than twenty",
            list().truto_exclude_fields(fields),
        ),
        ("remote_query", list().remote_query(json!({"foo": "bar"}))),
        ("remote_query: nested", list().remote_query(nested.clone())),
        ("limit", list().limit(1)),
        ("limit: the largest", list().limit(u32::MAX)),
        (
            "a parameter that the spec does not know",
            list().extra_parameter("of_tomorrow", json!({"a": [1]})),
        ),
        (
            "many together",
            list()
                .job_id("123")
                .created_at(Range::gte(since))
                .updated_at(Range::gte(since).and_lt(until))
                .sort_by(newest)
                .tags([senior])
                .title("C++ Developer")
                .truto_exclude_fields(["attachments"])
                .truto_ignore_remote_data(true)
                .remote_query(nested)
                .limit(5),
        ),
    ];
    if let Some(cursor) = cursor {
        let list = list().limit(2).next_cursor(cursor);
        requests.push(("next_cursor", list));
    }
    requests
}

/// Pages, items, what is keyed and what is left out. Nothing of a record may be lost.
async fn pages(server: &Server, table: &mut Table) {
    for example in ["list", "last_page", "empty_with_cursor", "partial"] {
        let list = server.preferring(&format!("example={example}"));
        let name = format!("a page (example {example}): nothing is lost");
        table.check(&name, nothing_is_lost(list)).await;
    }
    let without_id = server
        .preferring("example=without_id")
        .map(|list| list.truto_exclude_fields(["id"]));
    let checked = async {
        let list = without_id?;
        let page = list.clone().items_as::<Value>().send().await?;
        let with_id = page.result.iter().filter(|item| item.get("id").is_some());
        ensure!(with_id.count() == 0, "an `id` is still there");
        nothing_is_lost(Ok(list)).await
    };
    table
        .check("fields excluded: not even an id", checked)
        .await;

    let keyed = server
        .preferring("example=keyed")
        .map(|list| list.key_by("id"));
    let checked = async {
        let page = keyed?.send().await?;
        ensure!(!page.result.is_empty(), "no candidate came");
        let wrong = page.result.iter().find(|(key, item)| **key != item.id);
        ensure!(wrong.is_none(), "a key is not its candidate's id");
        Ok(counted(page.result.len(), "candidate"))
    };
    table.check("truto_key_by: a look-up table", checked).await;

    let keyed = server
        .preferring("example=keyed")
        .map(|list| list.key_by("id"));
    let checked = async {
        let mut items = keyed?.stream().on_repeated_cursor(RepeatedCursor::Stop);
        let mut keys = BTreeSet::new();
        while let Some((key, _)) = items.try_next().await? {
            ensure!(keys.insert(key), "a key came twice");
        }
        ensure!(!keys.is_empty(), "no candidate came");
        Ok(came(items.items_yielded(), items.pages_fetched()))
    };
    table.check("truto_key_by: all of them", checked).await;

    let checked = async {
        let page = server.list().limit(3).send_leniently().await?;
        let (page, errors) = page.body.into_parts();
        ensure!(errors.is_empty(), "{} cannot be read", errors.len());
        Ok(counted(page.result.len(), "candidate"))
    };
    table.check("a page, leniently", checked).await;

    // A server that gives its one page again and again is told of once, and asked no more.
    let checked = async {
        let (ids, repeats) = by_hand(server).await?;
        ensure!(!ids.is_empty(), "no candidate came");
        let mut items = server.list().limit(20).stream();
        let (mut found, mut errors) = (Vec::new(), 0);
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => found.push(item.id),
                Err(error) => {
                    ensure!(error.is_pagination(), "{error}");
                    errors += 1;
                }
            }
        }
        ensure!(
            found == ids,
            "they are not those that one gets page by page"
        );
        ensure!(errors == i32::from(repeats), "{errors} errors");
        let came = came(items.items_yielded(), items.pages_fetched());
        Ok(if repeats {
            format!("{came}; its cursor repeats: one error, then the end")
        } else {
            came
        })
    };
    table
        .check("all items: each once, no endless list", checked)
        .await;

    let checked = async {
        let (ids, _) = by_hand(server).await?;
        let list = server.list().limit(20);
        let mut items = list.stream().on_repeated_cursor(RepeatedCursor::Stop);
        let mut found = Vec::new();
        while let Some(item) = items.try_next().await? {
            found.push(item.id);
        }
        ensure!(
            found == ids,
            "they are not those that one gets page by page"
        );
        ensure!(
            *items.position() == PagePosition::End,
            "it is not at its end"
        );
        Ok(came(items.items_yielded(), items.pages_fetched()))
    };
    table.check("all items: a clean end", checked).await;

    let checked = async {
        let pages = server.list().limit(20).pages();
        let pages = pages.on_repeated_cursor(RepeatedCursor::Stop);
        let pages = pages.collect_all().await?;
        ensure!(!pages.is_empty(), "no page came");
        Ok(counted(pages.len(), "page"))
    };
    table.check("all pages", checked).await;

    let checked = async {
        let items = server.list().limit(2).stream().take(2);
        let items = items.collect_all().await?;
        ensure!(!items.is_empty() && items.len() <= 2, "{}", items.len());
        Ok(counted(items.len(), "candidate"))
    };
    table.check("the first two", checked).await;
}

/// The ids of all candidates, asked for page by page, and whether a cursor came twice.
async fn by_hand(server: &Server) -> anyhow::Result<(Vec<String>, bool)> {
    let (mut ids, mut cursors) = (Vec::new(), BTreeSet::new());
    let mut list = server.list().limit(20);
    loop {
        let page = list.send().await?;
        ids.extend(page.result.into_iter().map(|item| item.id));
        let cursor = page.next_cursor.unwrap_or_default();
        if cursor.is_empty() {
            return Ok((ids, false));
        }
        if !cursors.insert(cursor.clone()) {
            return Ok((ids, true));
        }
        list = server.list().limit(20).next_cursor(cursor);
    }
}

/// What is decoded and written again is what the caller's own type would have got.
async fn nothing_is_lost(list: anyhow::Result<ListCandidates>) -> anyhow::Result<String> {
    let list = list?;
    let typed = list.clone().send().await?;
    let own = list.items_as::<Value>().send().await?;
    let (typed, own) = (serde_json::to_value(&typed)?, serde_json::to_value(&own)?);
    ensure!(typed == own, "it is written otherwise than it came");
    let records = typed["result"].as_array().map_or(0, Vec::len);
    Ok(counted(records, "candidate"))
}

async fn formats(server: &Server, table: &mut Table) {
    let checked = async {
        let page = server.list().send_with_format::<Value>("unified").await?;
        ensure!(page.body["result"].is_array(), "there is no `result`");
        Ok("as the envelope".to_owned())
    };
    table.check("format unified", checked).await;
    let checked = async {
        let answer = server.list().limit(2).send_raw::<Value>().await?;
        Ok(counted(answer.body.to_string().len(), "byte"))
    };
    table.check("format raw", checked).await;
    let checked = async {
        let answer = server.list().limit(2).send_normalized::<Value>().await?;
        Ok(counted(answer.body.to_string().len(), "byte"))
    };
    table.check("format normalized", checked).await;
    let checked = async {
        let mut stream = server.list().limit(2).send_stream().await?;
        let content_type = stream.content_type().context("no content type")?.to_owned();
        let mut bytes = 0;
        while let Some(chunk) = stream.try_next().await? {
            bytes += chunk.len();
        }
        ensure!(bytes > 0, "it is empty");
        Ok(format!("{} of {content_type}", counted(bytes, "byte")))
    };
    table.check("format stream", checked).await;
}

/// Requests that no server may answer with candidates. The documentation says 400 of a request
/// that is wrong; a server that only knows the spec says 422.
async fn errors(server: &Server, table: &mut Table) {
    const WRONG: &[u16] = &[400, 422];
    let checked = async {
        let client = server.client(Change::NoToken)?;
        let list = client.candidates().list(server.account());
        refused(list.send().await, &[401])
    };
    table.check("error: no token", checked).await;
    let checked = async {
        let client = server.client(Change::None)?;
        refused(client.candidates().list_for_token().send().await, WRONG)
    };
    table.check("error: no account", checked).await;
    let list = server.list().limit(0);
    let checked = async { refused(list.send().await, WRONG) };
    table.check("error: a limit of none", checked).await;
    let sideways = CandidateSort::new().set_updated_at("sideways");
    let list = server.list().sort_by(sideways);
    let checked = async { refused(list.send().await, WRONG) };
    table
        .check("error: a direction there is not", checked)
        .await;
    let list = server.list();
    let checked = async { refused(list.send_with_format::<Value>("debug").await, WRONG) };
    table.check("error: a format there is not", checked).await;
    // Of what is not in the spec, no server says it in the spec's words.
    let checked = async {
        let elsewhere = server.elsewhere()?;
        let answer = elsewhere.candidates().list(server.account()).send().await;
        let error = answer.err().context("it was answered")?;
        let status = error.status().map(|status| status.as_u16());
        ensure!(status == Some(404), "{error}");
        Ok("404".to_owned())
    };
    table.check("error: another path", checked).await;
}

/// Each status of the spec that is none of success.
async fn statuses(server: &Server, table: &mut Table) {
    for status in STATUSES {
        let list = server.preferring(&format!("code={status}"));
        let checked = async { refused(list?.send().await, &[status]) };
        table.check(&format!("status {status}"), checked).await;
    }
}

/// Whether the server refused with one of these statuses, in the words of the spec.
fn refused<T>(answer: Result<T, Error>, statuses: &[u16]) -> anyhow::Result<String> {
    let Err(error) = answer else {
        bail!("it was answered");
    };
    let status = error.status().with_context(|| error.to_string())?.as_u16();
    ensure!(statuses.contains(&status), "{error}");
    ensure!(error.is_status(), "{error:?}");
    ensure!(error.is_rate_limited() == (status == 429), "{error:?}");
    let asked_again = error.retry_after().is_some();
    let retryable = matches!(status, 429 | 500 | 502 | 504) || (status == 503 && asked_again);
    ensure!(
        error.is_retryable() == retryable,
        "retryable: {}",
        !retryable
    );
    let body = error.typed_body().context("the body is no error body")?;
    let is_remote = body.truto_is_remote_error == Some(true);
    ensure!(error.is_provider_fault() == Some(is_remote), "whose fault?");
    let message = error.message().context("no message")?;
    let shown = error.to_string();
    ensure!(shown.contains(message), "{shown} hides {message}");
    Ok(shown)
}

fn all_sent(names: &[String], sent: &BTreeSet<String>) -> anyhow::Result<String> {
    let missing: Vec<&str> = names
        .iter()
        .filter(|name| !sent.contains(*name))
        .map(String::as_str)
        .collect();
    ensure!(missing.is_empty(), "not {}", missing.join(", "));
    Ok(format!("{} of {}", names.len(), names.len()))
}
