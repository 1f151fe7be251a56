//! The applications of all candidates, as a list of their own.
//!
//! Application `p` of candidate `i` is what that candidate's record holds, with the raw data of
//! its own. The list goes through the candidates in their order.

use serde_json::{Map, Value, json};

use crate::candidate::{Outline, Population, applications};
use crate::query::ApplicationQuery;

/// No candidate has more applications than this: a position is the candidate's number times
/// this and the application's.
const MOST: u64 = 4;

/// One page.
#[derive(Debug)]
pub(crate) struct ApplicationPage {
    pub(crate) records: Vec<Map<String, Value>>,
    /// The position of the first match after the page.
    pub(crate) next: Option<u64>,
}

/// The page at the query's position.
pub(crate) fn page(
    population: Population,
    query: &ApplicationQuery,
    size: usize,
) -> ApplicationPage {
    let mut records = Vec::with_capacity(size);
    for index in query.position / MOST..population.count() {
        let candidate = population.outline(index);
        if !could_match(&candidate, query) {
            continue;
        }
        for (application, record) in (0..MOST).zip(whole(&candidate)) {
            let position = index * MOST + application;
            if position < query.position || !matches(&candidate, &record, query) {
                continue;
            }
            if records.len() == size {
                return ApplicationPage {
                    records,
                    next: Some(position),
                };
            }
            records.push(record);
        }
    }
    ApplicationPage {
        records,
        next: None,
    }
}

/// The application with this id, if there is one.
pub(crate) fn find(population: Population, id: &str) -> Option<Map<String, Value>> {
    let (index, _) = id.strip_prefix("application_")?.split_once('_')?;
    let index = index
        .parse()
        .ok()
        .filter(|index| *index < population.count())?;
    let records = whole(&population.outline(index));
    let mut records = records.into_iter();
    records.find(|record| record.get("id").and_then(Value::as_str) == Some(id))
}

/// What an invented provider keeps of an application.
pub(crate) fn provider_record(record: &Map<String, Value>) -> Value {
    json!({
        "ApplicationKey": record.get("id"),
        // 2^53 + 1: a reader that keeps numbers as doubles loses it.
        "Ledger": 9_007_199_254_740_993_u64,
        "Prospect": false,
    })
}

fn whole(candidate: &Outline) -> Vec<Map<String, Value>> {
    let mut records = applications(candidate);
    for record in &mut records {
        let raw = provider_record(record);
        record.insert("remote_data".into(), raw);
    }
    records
}

/// Whether any application of the candidate can be a match, by what costs little.
fn could_match(candidate: &Outline, query: &ApplicationQuery) -> bool {
    let is_wanted = query.candidates.is_empty() || query.candidates.contains(&candidate.id());
    is_wanted
        && (query.jobs.is_empty()
            || candidate
                .applications
                .iter()
                .any(|it| query.jobs.contains(&it.job_id())))
}

fn matches(candidate: &Outline, record: &Map<String, Value>, query: &ApplicationQuery) -> bool {
    let job = record.get("job").and_then(|job| job.get("id"));
    let has_job = query.jobs.is_empty()
        || job
            .and_then(Value::as_str)
            .is_some_and(|job| query.jobs.iter().any(|wanted| wanted == job));
    has_job
        && could_match(candidate, query)
        && query.moments.iter().all(|(field, comparison, wanted)| {
            let text = record.get(field.name()).and_then(Value::as_str);
            text.and_then(|text| text.parse().ok())
                .is_some_and(|moment| comparison.holds(moment, *wanted))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::document;

    fn query(text: &str) -> ApplicationQuery {
        ApplicationQuery::read(&format!("integrated_account_id=1&{text}")).unwrap()
    }

    #[test]
    fn they_are_those_of_the_candidates() {
        let population = Population::new(1, 50);
        let all = page(population, &query(""), 1_000);
        assert_eq!(all.next, None);
        let mut had = all.records.iter();
        for index in 0..50 {
            let candidate = population.outline(index);
            let nested = document(&candidate).remove("applications");
            let records: Vec<_> = had.by_ref().take(candidate.applications.len()).collect();
            for (at, record) in records.iter().enumerate() {
                let id = record["id"].as_str().unwrap();
                assert_eq!(find(population, id).as_ref(), Some(*record));
                if let Some(Value::Array(nested)) = &nested {
                    let mut bare = (*record).clone();
                    bare.remove("remote_data").unwrap();
                    assert_eq!(nested[at], Value::Object(bare));
                }
            }
        }
        assert_eq!(had.count(), 0);
    }

    #[test]
    fn pages_meet_without_a_gap() {
        let population = Population::new(1, 30);
        let all = page(population, &query(""), 1_000).records;
        for size in [1, 2, 7] {
            let (mut found, mut position) = (Vec::new(), 0);
            loop {
                let part = ApplicationQuery {
                    position,
                    ..query("")
                };
                let part = page(population, &part, size);
                assert!(part.records.len() <= size);
                found.extend(part.records);
                match part.next {
                    Some(next) => position = next,
                    None => break,
                }
            }
            assert_eq!(found, all, "{size}");
        }
    }

    #[test]
    fn unknown_ids() {
        let population = Population::new(1, 5);
        for id in [
            "",
            "x",
            "application_",
            "application_0",
            "application_9_0",
            "application_0_7",
            "application_-1_0",
        ] {
            assert!(find(population, id).is_none(), "{id}");
        }
    }
}
