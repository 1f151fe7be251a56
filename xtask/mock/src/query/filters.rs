//! The parameters that choose candidates and their order.

use jiff::Timestamp;
use serde_json::Value;

use super::reader::Reader;
use crate::filter::{Comparison, Condition, DateField, Direction, Filter, Sort};

/// Reads every filter that the mock knows. Those that it does not know are ignored without a
/// word, as Truto ignores a filter that an integration does not support.
pub(super) fn filter(reader: &mut Reader) -> Filter {
    let mut filter = Filter::default();
    let mut alternatives = |values: Vec<String>, condition: fn(Vec<String>) -> Condition| {
        if !values.is_empty() {
            filter.push(condition(values));
        }
    };
    alternatives(reader.texts("candidate_id"), Condition::Identifier);
    alternatives(reader.texts("job_id"), Condition::Job);
    alternatives(reader.nested_texts("job", "id"), Condition::Job);
    alternatives(reader.texts("stage_id"), Condition::Stage);
    alternatives(reader.element_texts("emails", &["email"]), Condition::Email);
    alternatives(
        reader.element_texts("tags", &["id", "name"]),
        Condition::Tag,
    );
    alternatives(reader.texts("name"), Condition::Name);
    alternatives(reader.texts("title"), Condition::Title);
    alternatives(reader.texts("company"), Condition::Company);
    for field in [DateField::CreatedAt, DateField::UpdatedAt] {
        for (comparison, moment) in moments(reader, field) {
            filter.push(Condition::Moment(field, comparison, moment));
        }
    }
    filter
}

/// `sort_by[created_at]=asc`; with both, `created_at` decides first. The page also lists the
/// two names as plain values, so `sort_by=created_at` is understood as ascending.
pub(super) fn sort(reader: &mut Reader) -> Sort {
    const FIELDS: [DateField; 2] = [DateField::CreatedAt, DateField::UpdatedAt];
    let mut sort = Sort::default();
    let mut wrong = false;
    match reader.value("sort_by") {
        None => {}
        Some(Value::String(name)) => match FIELDS.into_iter().find(|field| field.name() == name) {
            Some(field) => sort.0.push((field, Direction::Ascending)),
            None => wrong = true,
        },
        Some(Value::Object(keys)) => {
            wrong = keys
                .keys()
                .any(|name| !FIELDS.iter().any(|field| field.name() == name));
            for field in FIELDS {
                match keys.get(field.name()).map(Value::as_str) {
                    None => {}
                    Some(Some("asc")) => sort.0.push((field, Direction::Ascending)),
                    Some(Some("desc")) => sort.0.push((field, Direction::Descending)),
                    Some(_) => wrong = true,
                }
            }
        }
        Some(_) => wrong = true,
    }
    if wrong {
        reader.fail(
            "sort_by",
            "must be sort_by[created_at] or sort_by[updated_at] with the value asc or desc",
        );
    }
    sort
}

/// The dates of `created_at` or `updated_at`: a plain one, or one for each operator.
pub(super) fn moments(reader: &mut Reader, field: DateField) -> Vec<(Comparison, Timestamp)> {
    let name = field.name();
    let mut asked: Vec<(Option<Comparison>, Option<String>)> = Vec::new();
    let own = |value: &Value| value.as_str().map(str::to_owned);
    let mut element = |value: &Value| match value {
        Value::Object(operators) => {
            asked.extend(
                operators
                    .iter()
                    .map(|(operator, value)| (comparison(operator), own(value))),
            );
        }
        other => asked.push((Some(Comparison::Equal), own(other))),
    };
    match reader.value(name) {
        None => {}
        Some(Value::Array(elements)) => elements.iter().for_each(&mut element),
        Some(other) => element(other),
    }

    let mut moments = Vec::new();
    for (comparison, text) in asked {
        let moment = text.and_then(|text| text.parse().ok());
        match (comparison, moment) {
            (Some(comparison), Some(moment)) => moments.push((comparison, moment)),
            (None, _) => reader.fail(
                name,
                "knows a plain value and the operators gt, gte, lt and lte",
            ),
            (Some(comparison), None) => {
                reader.fail(
                    parameter(field, comparison),
                    "must be an RFC 3339 date-time, such as 2024-01-31T08:00:00Z",
                );
            }
        }
    }
    // In one order, so that the same range has the same fingerprint however it is written.
    moments.sort_by_key(|(comparison, moment)| (*comparison as u8, *moment));
    moments
}

fn comparison(operator: &str) -> Option<Comparison> {
    match operator {
        "gt" => Some(Comparison::Greater),
        "gte" => Some(Comparison::GreaterOrEqual),
        "lt" => Some(Comparison::Less),
        "lte" => Some(Comparison::LessOrEqual),
        _ => None,
    }
}

/// The parameter's name as it stands in a query.
const fn parameter(field: DateField, comparison: Comparison) -> &'static str {
    match (field, comparison) {
        (DateField::CreatedAt, Comparison::Equal) => "created_at",
        (DateField::CreatedAt, Comparison::Greater) => "created_at[gt]",
        (DateField::CreatedAt, Comparison::GreaterOrEqual) => "created_at[gte]",
        (DateField::CreatedAt, Comparison::Less) => "created_at[lt]",
        (DateField::CreatedAt, Comparison::LessOrEqual) => "created_at[lte]",
        (DateField::UpdatedAt, Comparison::Equal) => "updated_at",
        (DateField::UpdatedAt, Comparison::Greater) => "updated_at[gt]",
        (DateField::UpdatedAt, Comparison::GreaterOrEqual) => "updated_at[gte]",
        (DateField::UpdatedAt, Comparison::Less) => "updated_at[lt]",
        (DateField::UpdatedAt, Comparison::LessOrEqual) => "updated_at[lte]",
    }
}

#[cfg(test)]
mod tests {
    use super::super::brackets;
    use super::*;

    fn reader(query: &str) -> Reader {
        Reader::new(brackets::read(query))
    }

    #[test]
    fn dates_in_every_form() {
        let mut plain = reader("created_at=2024-01-01T00:00:00Z");
        assert_eq!(
            moments(&mut plain, DateField::CreatedAt)[0].0,
            Comparison::Equal
        );
        let mut both =
            reader("created_at=2024-01-01T00:00:00Z&created_at[lt]=2025-01-01T00:00:00-03:30");
        assert_eq!(moments(&mut both, DateField::CreatedAt).len(), 2);
        assert!(both.into_failures().is_empty());

        for (query, parameter) in [
            ("created_at=", "created_at"),
            ("created_at=yesterday", "created_at"),
            ("created_at[gt]=2024-01-01", "created_at[gt]"),
            // A plus sign that was not encoded is a space.
            (
                "created_at[lte]=2024-01-01T00:00:00+02:00",
                "created_at[lte]",
            ),
            ("created_at[gt][x]=2024-01-01T00:00:00Z", "created_at[gt]"),
            ("created_at[]=x", "created_at"),
            ("created_at[around]=2024-01-01T00:00:00Z", "created_at"),
        ] {
            let mut reader = reader(query);
            assert!(
                moments(&mut reader, DateField::CreatedAt).is_empty(),
                "{query}"
            );
            let failures = reader.into_failures();
            assert_eq!(
                failures
                    .iter()
                    .map(|failure| failure.parameter)
                    .collect::<Vec<_>>(),
                [parameter],
                "{query}"
            );
        }
    }

    #[test]
    fn sorts_in_every_form() {
        use DateField::{CreatedAt, UpdatedAt};
        use Direction::{Ascending, Descending};
        for (query, expected) in [
            ("", vec![]),
            ("sort_by=updated_at", vec![(UpdatedAt, Ascending)]),
            ("sort_by[created_at]=desc", vec![(CreatedAt, Descending)]),
            (
                "sort_by[updated_at]=asc&sort_by[created_at]=desc",
                vec![(CreatedAt, Descending), (UpdatedAt, Ascending)],
            ),
        ] {
            let mut reader = reader(query);
            assert_eq!(sort(&mut reader).0, expected, "{query}");
            assert!(reader.into_failures().is_empty(), "{query}");
        }
        for query in [
            "sort_by=",
            "sort_by=name",
            "sort_by[created_at]=up",
            "sort_by[name]=asc",
            "sort_by[]=created_at",
        ] {
            let mut reader = reader(query);
            sort(&mut reader);
            assert_eq!(reader.into_failures().len(), 1, "{query}");
        }
    }

    #[test]
    fn arrays_of_objects_in_every_form() {
        for query in [
            "emails[0][email]=a&emails[0][type]=work&emails[1][email]=b",
            "emails[][email]=a&emails[][email]=b",
            "emails[]=a&emails[]=b",
            "emails[1][email]=a&emails[30][email]=b",
            "emails[email]=a&emails[email]=b",
        ] {
            assert_eq!(
                reader(query).element_texts("emails", &["email"]),
                ["a", "b"],
                "{query}"
            );
        }
        assert_eq!(
            reader("tags[0][id]=1&tags[1][name]=x").element_texts("tags", &["id", "name"]),
            ["1", "x"]
        );
        assert!(
            reader("emails[0][type]=work")
                .element_texts("emails", &["email"])
                .is_empty()
        );
        assert!(
            reader("other=1")
                .element_texts("emails", &["email"])
                .is_empty()
        );
    }
}
