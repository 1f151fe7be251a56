//! What a request for one record wishes for, and what a list of applications does.

use jiff::Timestamp;

use super::reader::Reader;
use super::{
    ACCOUNT, Format, RecordShape, Refusal, brackets, excluded, filters, format, limit, position,
};
use crate::cursor::fingerprint;
use crate::filter::{Comparison, DateField};

/// A request for one record, or for one to be made.
#[derive(Clone, Debug)]
pub(crate) struct RecordQuery {
    pub(crate) account: String,
    pub(crate) format: Format,
    pub(crate) shape: RecordShape,
}

/// A request for a page of applications.
#[derive(Clone, Debug)]
pub(crate) struct ApplicationQuery {
    /// Alternatives; empty takes all.
    pub(crate) candidates: Vec<String>,
    pub(crate) jobs: Vec<String>,
    pub(crate) moments: Vec<(DateField, Comparison, Timestamp)>,
    pub(crate) fingerprint: u64,
    pub(crate) position: u64,
    pub(crate) limit: Option<usize>,
    pub(crate) format: Format,
    pub(crate) key_by: Option<String>,
    pub(crate) shape: RecordShape,
}

/// The account, or all that is wrong so far.
fn account(reader: &mut Reader) -> Option<String> {
    reader.text(ACCOUNT).filter(|account| !account.is_empty())
}

fn no_account(reader: Reader) -> Refusal {
    match reader.into_failures() {
        failures if failures.is_empty() => Refusal::MissingParameters(&[ACCOUNT]),
        failures => Refusal::InvalidParameters(failures),
    }
}

fn shape(reader: &mut Reader) -> RecordShape {
    RecordShape {
        excluded: excluded(reader),
        without_remote_data: reader.flag("truto_ignore_remote_data"),
        partial: false,
    }
}

impl RecordQuery {
    /// `sources` are the values that `application_source` may have, where there is such.
    pub(crate) fn read(query: &str, sources: &[&str]) -> Result<Self, Refusal> {
        const SOURCE: &str = "application_source";
        let mut reader = Reader::new(brackets::read(query));
        let Some(account) = account(&mut reader) else {
            return Err(no_account(reader));
        };
        let format = format(&mut reader);
        let shape = shape(&mut reader);
        if !sources.is_empty()
            && let Some(source) = reader.text(SOURCE)
            && !sources.contains(&source.as_str())
        {
            reader.fail(SOURCE, "must be applicant or lead");
        }
        match reader.into_failures() {
            failures if failures.is_empty() => Ok(Self {
                account,
                format,
                shape,
            }),
            failures => Err(Refusal::InvalidParameters(failures)),
        }
    }
}

impl ApplicationQuery {
    pub(crate) fn read(query: &str) -> Result<Self, Refusal> {
        let mut reader = Reader::new(brackets::read(query));
        let Some(account) = account(&mut reader) else {
            return Err(no_account(reader));
        };
        let candidates = reader.texts("candidate_id");
        let mut jobs = reader.texts("job_id");
        jobs.extend(reader.nested_texts("jobs", "id"));
        let mut moments = Vec::new();
        for field in [DateField::CreatedAt, DateField::UpdatedAt] {
            for (comparison, moment) in filters::moments(&mut reader, field) {
                moments.push((field, comparison, moment));
            }
        }
        let fingerprint = fingerprint(&("applications", account, &candidates, &jobs, &moments));
        let position = position(&mut reader, fingerprint);
        let limit = limit(&mut reader);
        let ignore_limit = reader.flag("truto_ignore_limit");
        let format = format(&mut reader);
        let key_by = reader
            .text("truto_key_by")
            .filter(|field| !field.is_empty());
        let shape = shape(&mut reader);
        match reader.into_failures() {
            failures if failures.is_empty() => Ok(Self {
                candidates,
                jobs,
                moments,
                fingerprint,
                position,
                limit: limit.filter(|_| !ignore_limit),
                format,
                key_by,
                shape,
            }),
            failures => Err(Refusal::InvalidParameters(failures)),
        }
    }
}
