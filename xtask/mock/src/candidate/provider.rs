//! The same person as an invented provider keeps it: what `remote_data` and the format `raw` hold.

use serde_json::{Value, json};

use super::outline::Outline;
use super::{Purpose, percent, pick, random};

/// 2^53: from here on a reader that keeps numbers as doubles loses digits.
const EXACT_IN_A_DOUBLE: u64 = 1 << 53;

/// Other names, other nesting, and integers that only an exact reader keeps.
pub(crate) fn provider_record(candidate: &Outline) -> Value {
    let mut random = random(candidate.seed, candidate.index, Purpose::Provider);
    let large = EXACT_IN_A_DOUBLE + 1 + 2 * random.u64(0..EXACT_IN_A_DOUBLE);
    let applications: Vec<u64> = candidate
        .applications
        .iter()
        .map(|_| random.u64(EXACT_IN_A_DOUBLE..))
        .collect();
    let pay = f64::from(random.u32(3_000_000..9_000_000)) / 100.0;
    json!({
        "PersonId": large,
        "ExternalKey": candidate.id(),
        "Person": {
            "Given": candidate.given.0,
            "Family": candidate.family.0,
            "Mail": candidate.emails(),
            "Headline": candidate.title,
        },
        "ApplicationIds": applications,
        "LedgerBalance": -(i64::from(random.u32(1..)) << 24),
        "CustomFields": {
            "notice_period": format!("{} months", random.u32(0..7)),
            "expected_salary": {"amount": pay, "currency": pick(&mut random, &["EUR", "JPY", "USD"], "EUR")},
            "relocate": if percent(&mut random, 50) { Value::Null } else { random.bool().into() },
            "free text/with \"odd\" key": "line one\nline two\t\u{2028}end",
        },
        "Created": candidate.created_at.as_second(),
        "Flags": [],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::Population;

    #[test]
    fn it_is_exact_and_larger_than_a_double_keeps() {
        let population = Population::new(1, 10);
        for index in 0..10 {
            let record = provider_record(&population.outline(index));
            let number = record["PersonId"].as_u64().unwrap();
            assert!(
                number > EXACT_IN_A_DOUBLE && number % 2 == 1 && number < 1 << 55,
                "{number}"
            );
            let text = record.to_string();
            assert!(text.contains(&number.to_string()));
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), record);
        }
    }
}
