//! The healthy answer, spoiled.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use bytes::Bytes;
use hyper::header::{CONTENT_LENGTH, HeaderValue, LOCATION};
use hyper::http::StatusCode;
use serde_json::{Map, Value, json};

use super::kind::Fault;
use super::{Step, Steps, refusal};
use crate::answer::{Answer, Body};
use crate::cursor::Cursor;
use crate::query::ListQuery;

/// Long enough for what was written to be on its way.
const FLUSH: Duration = Duration::from_millis(2);

/// How much of a stream of records is held before it leaves.
const HEAD: usize = 65_536;

/// A parameter by which the server knows a request that it sent on its way.
pub(crate) const REDIRECTED: &str = "redirected";

/// What of a request and of the server a fault needs to know.
pub(crate) struct Asked<'a> {
    pub(crate) path: &'a str,
    /// As it was sent.
    pub(crate) query: &'a str,
    /// As it was answered: with the account, where the token says which.
    pub(crate) query_with_account: &'a str,
    /// Which of the requests it is.
    pub(crate) number: u64,
    /// Where a redirect to another origin leads.
    pub(crate) other_origin: Option<&'a str>,
    /// Tells the connection to end with a reset.
    pub(crate) reset: Arc<AtomicBool>,
}

/// What comes of a request with a fault; no answer stands for silence.
pub(crate) fn spoil(fault: &Fault, asked: &Asked<'_>, healthy: Answer) -> Option<Answer> {
    if let Some(answer) = refusal::answer(fault) {
        return Some(answer);
    }
    match fault {
        Fault::StalledHeaders | Fault::ResetEarly => None,
        Fault::Redirect | Fault::RedirectSame | Fault::RedirectLoop => {
            Some(redirect(fault, asked, healthy))
        }
        Fault::ByteOrderMark => Some(with_mark(asked, healthy)),
        Fault::Huge(bytes) | Fault::HugeDeclared(bytes) => Some(huge(fault, *bytes, asked)),
        Fault::EmptyPage
        | Fault::RepeatedCursor
        | Fault::MissingCursor
        | Fault::EmptyCursor
        | Fault::NumericCursor
        | Fault::BadRecord(_)
        | Fault::UnknownEnum
        | Fault::UnknownFields
        | Fault::WrongTypes
        | Fault::MissingResult
        | Fault::NullResult => Some(changed(fault, asked, healthy)),
        _ => Some(broken_off(fault, asked, healthy)),
    }
}

/// A body as bytes and what comes after them: nothing, but for a long stream of records.
fn split(body: Body) -> (Bytes, Option<Step>) {
    match body {
        Body::Whole(bytes) => (bytes, None),
        Body::Lines(mut lines) => (lines.take(HEAD), Some(Step::Rest(lines))),
        Body::Steps(_) => (Bytes::new(), None),
    }
}

fn with_mark(asked: &Asked<'_>, mut healthy: Answer) -> Answer {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    healthy.body = match healthy.body {
        Body::Whole(bytes) => Body::Whole([MARK, &bytes[..]].concat().into()),
        streamed => {
            let (head, rest) = split(streamed);
            let marked = [Step::Send(Bytes::from_static(MARK)), Step::Send(head)];
            let steps = marked.into_iter().chain(rest);
            Body::Steps(Steps::new(steps, Arc::clone(&asked.reset)))
        }
    };
    healthy
}

/// Answers whose bytes do not all come, or not as they should.
fn broken_off(fault: &Fault, asked: &Asked<'_>, mut healthy: Answer) -> Answer {
    let (bytes, rest) = split(healthy.body);
    let half = bytes.slice(..bytes.len() / 2);
    let flushed_half = [Step::Send(half.clone()), Step::Pause(FLUSH)];
    let mut declared = None;
    let mut steps: Vec<Step> = Vec::new();
    match fault {
        Fault::TruncatedJson => {
            healthy.body = Body::Whole(half);
            return healthy;
        }
        Fault::Truncated => {
            declared = Some(bytes.len());
            steps.extend(flushed_half);
            steps.push(Step::Break);
        }
        Fault::Stalled => {
            declared = Some(bytes.len());
            steps.extend(flushed_half);
            steps.push(Step::Stall);
        }
        Fault::Reset => {
            steps.extend(flushed_half);
            steps.push(Step::Reset);
        }
        Fault::Slow(pause) => {
            for piece in bytes.chunks(bytes.len().div_ceil(10).max(1)) {
                steps.push(Step::Send(bytes.slice_ref(piece)));
                steps.push(Step::Pause(Duration::from_millis(*pause)));
            }
            steps.extend(rest);
        }
        // Truncated in chunks, which is what a body without a length becomes.
        _ => {
            steps.extend(flushed_half);
            steps.push(Step::Break);
        }
    }
    if let Some(length) = declared {
        healthy.headers.insert(CONTENT_LENGTH, length.into());
    }
    healthy.body = Body::Steps(Steps::new(steps, Arc::clone(&asked.reset)));
    healthy
}

fn huge(fault: &Fault, bytes: u64, asked: &Asked<'_>) -> Answer {
    const START: &str = "{\"next_cursor\":null,\"result\":[";
    const END: &str = "]}";
    let mut answer = Answer::json(StatusCode::OK, &Value::Null);
    let frame = (START.len() + END.len()) as u64;
    if matches!(fault, Fault::HugeDeclared(_)) {
        answer
            .headers
            .insert(CONTENT_LENGTH, bytes.max(frame).into());
    }
    let steps = [
        Step::Send(START.into()),
        Step::Blanks(bytes.saturating_sub(frame)),
        Step::Send(END.into()),
    ];
    answer.body = Body::Steps(Steps::new(steps, Arc::clone(&asked.reset)));
    answer
}

fn redirect(fault: &Fault, asked: &Asked<'_>, healthy: Answer) -> Answer {
    let returned = asked
        .query
        .split('&')
        .any(|pair| pair.starts_with(REDIRECTED));
    if returned && matches!(fault, Fault::RedirectSame) {
        return healthy;
    }
    let origin = match fault {
        Fault::Redirect => asked.other_origin.unwrap_or_default(),
        _ => "",
    };
    let mark = if returned { "" } else { "&redirected=1" };
    let target = format!("{origin}{}?{}{mark}", asked.path, asked.query);
    let mut answer = Answer::json(StatusCode::TEMPORARY_REDIRECT, &json!({}));
    if let Ok(target) = HeaderValue::from_str(&target) {
        answer.headers.insert(LOCATION, target);
    }
    answer
}

/// The page with other JSON in it. What is no page, as a stream, stays as it is.
fn changed(fault: &Fault, asked: &Asked<'_>, healthy: Answer) -> Answer {
    let page = match &healthy.body {
        Body::Whole(bytes) => serde_json::from_slice(bytes).ok(),
        Body::Lines(_) | Body::Steps(_) => None,
    };
    let Some(Value::Object(mut page)) = page else {
        return healthy;
    };
    match fault {
        Fault::EmptyPage => empty(&mut page, asked),
        Fault::RepeatedCursor => {
            // The first page was asked for without a cursor: nothing repeats there yet.
            if let Some(cursor) = asked_cursor(asked) {
                page.insert("next_cursor".into(), cursor.into());
            }
        }
        Fault::MissingCursor => {
            page.remove("next_cursor");
        }
        Fault::EmptyCursor => {
            page.insert("next_cursor".into(), "".into());
        }
        Fault::NumericCursor => {
            page.insert("next_cursor".into(), 12_345.into());
        }
        Fault::BadRecord(index) => {
            if let Some(Value::Object(record)) = record(&mut page, *index) {
                record.insert("id".into(), 17.into());
            }
        }
        Fault::UnknownEnum => {
            if let Some(Value::Object(record)) = record(&mut page, 0) {
                let attachment = json!([{"id": "file_1", "attachment_type": "carrier-pigeon"}]);
                record.insert("attachments".into(), attachment);
            }
        }
        Fault::UnknownFields => {
            if let Some(Value::Object(record)) = record(&mut page, 0) {
                let colour = json!({"name": "octarine", "since": 1983});
                record.insert("favourite_colour".into(), colour);
            }
            page.insert("took_milliseconds".into(), 7.into());
        }
        Fault::WrongTypes => {
            page.insert("result".into(), "none today".into());
        }
        Fault::MissingResult => {
            page.remove("result");
        }
        _ => {
            page.insert("result".into(), Value::Null);
        }
    }
    let mut answer = Answer::json(healthy.status, &Value::Object(page));
    answer.headers.extend(healthy.headers);
    answer
}

/// A record of the page, whether it is an array or keyed.
fn record(page: &mut Map<String, Value>, index: usize) -> Option<&mut Value> {
    match page.get_mut("result")? {
        Value::Array(records) => records.get_mut(index),
        Value::Object(records) => records.values_mut().nth(index),
        _ => None,
    }
}

/// No records, and a cursor that leads to this very page. It is another text each time, lest
/// it be a cursor that repeats.
fn empty(page: &mut Map<String, Value>, asked: &Asked<'_>) {
    let Ok(query) = ListQuery::read(asked.query_with_account) else {
        return;
    };
    let cursor = Cursor {
        position: query.position,
        fingerprint: query.fingerprint,
        serial: asked.number,
    };
    let nothing = match page.get("result") {
        Some(Value::Object(_)) => json!({}),
        _ => json!([]),
    };
    page.insert("result".into(), nothing);
    page.insert("result_count".into(), 0.into());
    page.insert("next_cursor".into(), cursor.encode().into());
}

fn asked_cursor(asked: &Asked<'_>) -> Option<String> {
    url::form_urlencoded::parse(asked.query.as_bytes())
        .find(|(name, value)| name == "next_cursor" && !value.is_empty())
        .map(|(_, value)| value.into_owned())
}
