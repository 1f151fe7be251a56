//! The four formats of a list.
//!
//! `unified` is documented. The other three are not beyond a sentence each, so their shapes
//! are the mock's own: `raw` is a document that looks nothing like the envelope, `normalized`
//! is the bare array of records, `stream` is one record a line.

use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::http::StatusCode;
use serde_json::{Map, Value, json};

use super::{Answer, Body, Lines};
use crate::candidate::{Outline, document, provider_record};
use crate::config::MAXIMUM_LIMIT;
use crate::cursor::Cursor;
use crate::query::{Format, ListQuery, RecordShape};
use crate::selection::{Candidates, Page};

/// What a partial list holds of a record. Which properties those are differs from provider to
/// provider and is not documented: the id and a little.
const PARTIAL: [&str; 4] = ["id", "name", "created_at", "updated_at"];

/// Answers a valid request.
pub(crate) fn list(candidates: &Candidates, query: ListQuery, page_size: usize) -> Answer {
    let size = query.limit.unwrap_or(page_size).min(MAXIMUM_LIMIT);
    match query.format {
        Format::Unified => {
            let page = candidates.page(&query, size);
            Answer::json(StatusCode::OK, &unified(&query, page))
        }
        Format::Raw => {
            let page = candidates.page(&query, size);
            Answer::json(StatusCode::OK, &raw(candidates.count(), page))
        }
        Format::Normalized => {
            let page = candidates.page(&query, size);
            let records: Vec<Value> = page
                .candidates
                .iter()
                .map(|candidate| query.shape.record(candidate).into())
                .collect();
            Answer::json(StatusCode::OK, &Value::Array(records))
        }
        Format::Stream => stream(candidates, query),
    }
}

/// The envelope. `next_cursor` is null on the last page.
fn unified(query: &ListQuery, page: Page) -> Value {
    let next_cursor = page.next.map(|position| {
        Cursor {
            position,
            fingerprint: query.fingerprint,
            serial: 0,
        }
        .encode()
    });
    let (result, count) = match &query.key_by {
        None => {
            let records: Vec<Value> = page
                .candidates
                .iter()
                .map(|candidate| query.shape.record(candidate).into())
                .collect();
            let count = records.len();
            (Value::Array(records), count)
        }
        Some(field) => {
            let records = keyed(&page, field, &query.shape);
            let count = records.len();
            (Value::Object(records), count)
        }
    };
    json!({
        "next_cursor": next_cursor,
        "result": result,
        "prev_cursor": null,
        "result_count": count,
        "is_partial_response": query.shape.partial,
    })
}

/// The records by the value of a field. One that lacks the field, or has an array or an object
/// there, has no key and is left out; of two with the same key the later one stays, as in a
/// JavaScript object. The key is taken before the field may be excluded.
fn keyed(page: &Page, field: &str, shape: &RecordShape) -> Map<String, Value> {
    let records = page.candidates.iter().filter_map(|candidate| {
        let whole = document(candidate);
        let key = match whole.get(field)? {
            Value::String(text) => text.clone(),
            value @ (Value::Bool(_) | Value::Number(_)) => value.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        Some((key, shape.apply(whole).into()))
    });
    records.collect()
}

/// What an invented provider answers.
fn raw(total: u64, page: Page) -> Value {
    let people: Vec<Value> = page.candidates.iter().map(provider_record).collect();
    json!({
        "Response": {
            "Status": "OK",
            "Page": {"Size": people.len(), "More": page.next.is_some(), "TotalPeople": total},
            "People": people,
        },
        "ApiVersion": 3,
    })
}

/// Every match from the cursor on, unless `limit` says how many: such an answer has no place
/// for a cursor, and what it is for is more data than fits a page.
fn stream(candidates: &Candidates, query: ListQuery) -> Answer {
    let lines = Lines::new(candidates.walk(&query), query.limit, query.shape);
    let mut headers = HeaderMap::new();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-ndjson"),
    );
    Answer {
        status: StatusCode::OK,
        headers,
        body: Body::Lines(Box::new(lines)),
    }
}

impl RecordShape {
    /// The record of a candidate with what is not wanted taken out.
    pub(crate) fn record(&self, candidate: &Outline) -> Map<String, Value> {
        self.apply(document(candidate))
    }

    pub(crate) fn apply(&self, mut record: Map<String, Value>) -> Map<String, Value> {
        if self.partial {
            record.retain(|name, _| PARTIAL.contains(&name.as_str()));
        }
        if self.without_remote_data {
            record.remove("remote_data");
        }
        for field in &self.excluded {
            record.remove(field);
        }
        record
    }
}
