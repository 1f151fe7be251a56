//! From a query string to typed wishes.

mod brackets;
mod filters;
mod reader;
mod record;

use serde_json::Value;

use crate::cursor::{Cursor, fingerprint};
use crate::filter::{Filter, Sort};
pub(crate) use brackets::unescaped;
pub(crate) use reader::Failure;
use reader::Reader;
pub(crate) use record::{ApplicationQuery, RecordQuery};

/// The parameter without which there is no account to ask.
const ACCOUNT: &str = "integrated_account_id";

/// What one request wishes for, all of it valid.
#[derive(Clone, Debug)]
pub(crate) struct ListQuery {
    pub(crate) filter: Filter,
    pub(crate) sort: Sort,
    /// Of the account, the filter and the sort: what a cursor is bound to.
    pub(crate) fingerprint: u64,
    /// The first position of the page.
    pub(crate) position: u64,
    /// How many the request asks for, when it says so and is not told to be ignored.
    pub(crate) limit: Option<usize>,
    pub(crate) format: Format,
    pub(crate) key_by: Option<String>,
    pub(crate) shape: RecordShape,
}

/// What is taken out of each record.
#[derive(Clone, Debug, Default)]
pub(crate) struct RecordShape {
    pub(crate) excluded: Vec<String>,
    pub(crate) without_remote_data: bool,
    /// Only what a partial list holds of a record.
    pub(crate) partial: bool,
}

/// `truto_response_format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Unified,
    Raw,
    Normalized,
    Stream,
}

/// Why a query cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// These are required, and absent or empty.
    MissingParameters(&'static [&'static str]),
    /// At least one.
    InvalidParameters(Vec<Failure>),
}

impl ListQuery {
    /// Reads a query string. All that is wrong with it is told at once.
    pub(crate) fn read(query: &str) -> Result<Self, Refusal> {
        let mut reader = Reader::new(brackets::read(query));
        let Some(account) = reader.text(ACCOUNT).filter(|account| !account.is_empty()) else {
            return Err(match reader.into_failures() {
                failures if failures.is_empty() => Refusal::MissingParameters(&[ACCOUNT]),
                failures => Refusal::InvalidParameters(failures),
            });
        };
        let filter = filters::filter(&mut reader);
        let sort = filters::sort(&mut reader);
        let fingerprint = fingerprint(&(account, &filter, &sort));
        let position = position(&mut reader, fingerprint);
        let limit = limit(&mut reader);
        let ignore_limit = reader.flag("truto_ignore_limit");
        let format = format(&mut reader);
        // Empty is as good as absent: nothing can be keyed by no field.
        let key_by = reader
            .text("truto_key_by")
            .filter(|field| !field.is_empty());
        let shape = RecordShape {
            excluded: excluded(&reader),
            without_remote_data: reader.flag("truto_ignore_remote_data"),
            partial: false,
        };

        let failures = reader.into_failures();
        if !failures.is_empty() {
            return Err(Refusal::InvalidParameters(failures));
        }
        let limit = limit.filter(|_| !ignore_limit);
        Ok(Self {
            filter,
            sort,
            fingerprint,
            position,
            limit,
            format,
            key_by,
            shape,
        })
    }
}

/// `next_cursor`; empty is the first page, as Truto's TypeScript SDK sends it.
fn position(reader: &mut Reader, fingerprint: u64) -> u64 {
    const NAME: &str = "next_cursor";
    let Some(text) = reader.text(NAME).filter(|text| !text.is_empty()) else {
        return 0;
    };
    match Cursor::decode(&text) {
        Err(_) => {
            reader.fail(
                NAME,
                "is not a cursor of this server; send the next_cursor of the last page as it came",
            );
            0
        }
        Ok(cursor) if cursor.fingerprint != fingerprint => {
            reader.fail(
                NAME,
                "belongs to other filters; send the same integrated_account_id, filters and sort_by with every page",
            );
            0
        }
        Ok(cursor) => cursor.position,
    }
}

/// `limit`: a whole number from 1. How many a page may hold is not this reader's business.
fn limit(reader: &mut Reader) -> Option<usize> {
    const NAME: &str = "limit";
    let text = reader.text(NAME)?;
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || text.bytes().all(|byte| byte == b'0') {
        reader.fail(NAME, "must be a whole number from 1");
        return None;
    }
    // Digits that do not fit the type are a large number all the same.
    Some(text.parse().unwrap_or(usize::MAX))
}

fn format(reader: &mut Reader) -> Format {
    const NAME: &str = "truto_response_format";
    match reader.text(NAME).as_deref() {
        None | Some("unified") => Format::Unified,
        Some("raw") => Format::Raw,
        Some("normalized") => Format::Normalized,
        Some("stream") => Format::Stream,
        Some(_) => {
            reader.fail(NAME, "must be unified, raw, normalized or stream");
            Format::Unified
        }
    }
}

/// `truto_exclude_fields[]=a` and `[0]=a` by the reference; `=a,b` by another page of the
/// documentation. Both are understood.
fn excluded(reader: &Reader) -> Vec<String> {
    match reader.value("truto_exclude_fields") {
        Some(Value::String(text)) => text
            .split(',')
            .map(|field| field.trim().to_owned())
            .collect(),
        Some(value) => reader::texts_within(value),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> Result<ListQuery, Refusal> {
        ListQuery::read(&format!("integrated_account_id=1&{rest}"))
    }

    #[test]
    fn limits() {
        for (text, expected) in [
            ("", None),
            ("limit=1", Some(1)),
            ("limit=007", Some(7)),
            ("limit=201", Some(201)),
            ("limit=99999999999999999999999999", Some(usize::MAX)),
        ] {
            assert_eq!(read(text).unwrap().limit, expected, "{text}");
        }
        for text in [
            "0",
            "00",
            "",
            "-1",
            "+1",
            "1.5",
            "x",
            "1e3",
            "٣",
            "1&limit=2",
        ] {
            assert!(read(&format!("limit={text}")).is_err(), "{text}");
        }
        assert_eq!(read("limit=5&truto_ignore_limit=true").unwrap().limit, None);
        assert_eq!(
            read("limit=5&truto_ignore_limit=false").unwrap().limit,
            Some(5)
        );
        assert!(read("truto_ignore_limit=maybe").is_err());
    }

    #[test]
    fn excluded_fields_in_every_form() {
        for text in [
            "[]=id&truto_exclude_fields[]=name",
            "[0]=id&truto_exclude_fields[1]=name",
            "=id,%20name",
        ] {
            let query = read(&format!("truto_exclude_fields{text}")).unwrap();
            assert_eq!(query.shape.excluded, ["id", "name"], "{text}");
        }
        let many: String = (0..25)
            .map(|index| format!("&truto_exclude_fields[{index}]=f{index}"))
            .collect();
        assert_eq!(read(&many).unwrap().shape.excluded.len(), 25);
    }

    #[test]
    fn a_cursor_is_bound_to_account_filter_and_sort_however_they_are_written() {
        let fingerprint = |text: &str| ListQuery::read(text).unwrap().fingerprint;
        let one = fingerprint(
            "integrated_account_id=1&job_id=j&created_at[gt]=2024-01-01T00:00:00Z&sort_by[updated_at]=asc",
        );
        let same = fingerprint(
            "limit=3&sort_by%5Bupdated_at%5D=asc&created_at[gt]=2024-01-01T02:00:00%2B02:00&job_id=j&integrated_account_id=1&other=x",
        );
        assert_eq!(one, same);
        for other in [
            "integrated_account_id=2&job_id=j&created_at[gt]=2024-01-01T00:00:00Z&sort_by[updated_at]=asc",
            "integrated_account_id=1&job_id=k&created_at[gt]=2024-01-01T00:00:00Z&sort_by[updated_at]=asc",
            "integrated_account_id=1&job_id=j&created_at[gte]=2024-01-01T00:00:00Z&sort_by[updated_at]=asc",
            "integrated_account_id=1&job_id=j&created_at[gt]=2024-01-01T00:00:00Z&sort_by[updated_at]=desc",
            "integrated_account_id=1",
        ] {
            assert_ne!(one, fingerprint(other), "{other}");
        }
    }
}
