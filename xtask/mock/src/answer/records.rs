//! One record, and lists of applications, in the four formats.
//!
//! `raw`, `normalized` and `stream` are as little documented here as for a list: `raw` is what
//! an invented provider keeps, `normalized` the record itself, `stream` the provider's bytes.

use hyper::http::StatusCode;
use serde_json::{Map, Value, json};

use super::Answer;
use crate::applications::{ApplicationPage, provider_record};
use crate::config::MAXIMUM_LIMIT;
use crate::cursor::Cursor;
use crate::query::{ApplicationQuery, Format, RecordQuery, RecordShape};

/// A record, as it is and not in an envelope.
pub(crate) fn record(query: &RecordQuery, record: Map<String, Value>, raw: Value) -> Answer {
    let value = match query.format {
        Format::Unified | Format::Normalized => query.shape.apply(record).into(),
        Format::Raw | Format::Stream => raw,
    };
    Answer::json(StatusCode::OK, &value)
}

/// How many records a page of applications holds.
pub(crate) fn size(query: &ApplicationQuery, page_size: usize) -> usize {
    query.limit.unwrap_or(page_size).min(MAXIMUM_LIMIT)
}

/// A page of applications.
pub(crate) fn applications(query: &ApplicationQuery, page: ApplicationPage) -> Answer {
    let next_cursor = page.next.map(|position| {
        Cursor {
            position,
            fingerprint: query.fingerprint,
            serial: 0,
        }
        .encode()
    });
    if matches!(query.format, Format::Raw | Format::Stream) {
        let raw: Vec<Value> = page.records.iter().map(provider_record).collect();
        return Answer::json(StatusCode::OK, &json!({"Applications": raw}));
    }
    let count = page.records.len();
    let result: Value = match (&query.key_by, query.format) {
        (Some(field), Format::Unified) => {
            let keyed = page.records.into_iter().filter_map(|record| {
                let key = key(record.get(field)?)?;
                Some((key, query.shape.apply(record).into()))
            });
            Value::Object(keyed.collect())
        }
        _ => shaped(page.records, &query.shape),
    };
    if query.format == Format::Normalized {
        return Answer::json(StatusCode::OK, &result);
    }
    let page = json!({
        "next_cursor": next_cursor,
        "result": result,
        "prev_cursor": null,
        "result_count": count,
        "is_partial_response": false,
    });
    Answer::json(StatusCode::OK, &page)
}

fn shaped(records: Vec<Map<String, Value>>, shape: &RecordShape) -> Value {
    let records = records.into_iter();
    records
        .map(|record| Value::Object(shape.apply(record)))
        .collect()
}

/// What can be the key of an object.
fn key(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
