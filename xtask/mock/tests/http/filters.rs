//! Each filter against a plain re-reading of the JSON that came without it.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::Value;
use truto_mock::MockServer;

use crate::support::{everything, id, list, server};

fn text<'a>(record: &'a Value, name: &str) -> Option<&'a str> {
    record[name].as_str()
}

fn moment(record: &Value, name: &str) -> Option<Timestamp> {
    text(record, name).map(|text| text.parse().expect("an RFC 3339 date-time"))
}

fn array<'a>(record: &'a Value, name: &str) -> &'a [Value] {
    record[name]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// The server's choice must be the predicate's choice, in the same order.
async fn check(
    server: &MockServer,
    all: &[Value],
    parameters: &[(&str, &str)],
    wanted: impl Fn(&Value) -> bool,
) -> usize {
    let expected: Vec<&Value> = all.iter().filter(|record| wanted(record)).collect();
    let mut with_limit = parameters.to_vec();
    with_limit.push(("limit", "7"));
    let found = everything(server, &with_limit).await;
    assert_eq!(
        found.iter().map(id).collect::<Vec<_>>(),
        expected.iter().map(|record| id(record)).collect::<Vec<_>>(),
        "{parameters:?}"
    );
    found.len()
}

#[tokio::test]
async fn filters_choose_what_a_plain_reading_chooses() {
    let server = server(600).await;
    let all = everything(&server, &[("limit", "200")]).await;
    // Applications and the name may be left out of a record that a filter still finds, so
    // the predicates that read them are given those records that show them.
    let shown: Vec<&Value> = all
        .iter()
        .filter(|record| record["applications"].is_array())
        .collect();

    for job in ["job_1", "job_20"] {
        let wanted = |record: &Value| {
            array(record, "applications")
                .iter()
                .any(|application| application["job"]["id"] == job)
        };
        for name in ["job_id", "job[id]"] {
            let found = everything(&server, &[(name, job), ("limit", "200")]).await;
            let found: Vec<&Value> = found
                .iter()
                .filter(|record| record["applications"].is_array())
                .collect();
            let expected: Vec<&Value> = shown
                .iter()
                .copied()
                .filter(|record| wanted(record))
                .collect();
            assert!(!expected.is_empty());
            assert_eq!(found, expected, "{name}={job}");
        }
    }
    let found = everything(&server, &[("stage_id", "stage_3"), ("limit", "200")]).await;
    assert!(!found.is_empty() && found.len() < 600);
    for record in found
        .iter()
        .filter(|record| record["applications"].is_array())
    {
        assert!(
            array(record, "applications")
                .iter()
                .any(|application| application["current_stage"]["id"] == "stage_3")
        );
    }

    let some = |name: &str| {
        all.iter()
            .find_map(|record| text(record, name))
            .expect("someone has it")
            .to_owned()
    };
    for name in ["name", "title", "company"] {
        let value = some(name);
        for asked in [value.clone(), value.to_uppercase(), value.to_lowercase()] {
            let lower = |text: &str| text.to_lowercase();
            let found = check(&server, &all, &[(name, &asked)], |record| {
                text(record, name).is_some_and(|text| lower(text) == lower(&asked))
            })
            .await;
            assert!(found > 0, "{name}={asked}");
        }
        assert_eq!(
            check(&server, &all, &[(name, &format!("{value} "))], |_| {
                false
            })
            .await,
            0
        );
        assert_eq!(check(&server, &all, &[(name, "")], |_| false).await, 0);
    }

    let address = array(
        all.iter()
            .find(|record| !array(record, "emails").is_empty())
            .unwrap(),
        "emails",
    )[0]["email"]
        .as_str()
        .unwrap();
    for parameter in ["emails[0][email]", "emails[][email]", "emails[]"] {
        let upper = address.to_uppercase();
        let found = check(&server, &all, &[(parameter, &upper)], |record| {
            array(record, "emails")
                .iter()
                .any(|email| email["email"] == address)
        })
        .await;
        assert_eq!(found, 1, "{parameter}");
    }
    let two = [
        ("emails[0][email]", address),
        ("emails[0][type]", "work"),
        ("emails[1][email]", "nobody@example.com"),
    ];
    assert_eq!(everything(&server, &two).await.len(), 1);

    for (parameter, value) in [
        ("tags[0][name]", "senior"),
        ("tags[0][id]", "tag_1"),
        ("tags[][name]", "🦊 sourced"),
        ("tags[0][name]", "C++, Rust; no PHP"),
    ] {
        let found = check(&server, &all, &[(parameter, value)], |record| {
            array(record, "tags")
                .iter()
                .any(|tag| tag["name"] == value || tag["id"] == value)
        })
        .await;
        assert!((60..200).contains(&found), "{parameter}={value}");
    }
    check(
        &server,
        &all,
        &[("tags[0][id]", "tag_2"), ("tags[1][name]", "senior")],
        |record| {
            array(record, "tags")
                .iter()
                .any(|tag| tag["id"] == "tag_2" || tag["name"] == "senior")
        },
    )
    .await;

    let one = id(&all[321]);
    assert_eq!(
        check(&server, &all, &[("candidate_id", &one)], |record| id(
            record
        ) == one)
        .await,
        1
    );
    assert_eq!(
        check(&server, &all, &[("candidate_id", "no")], |_| false).await,
        0
    );
}

#[tokio::test]
async fn dates_are_compared_as_instants() {
    let server = server(500).await;
    let all = everything(&server, &[("limit", "200")]).await;
    let exact = text(&all[100], "created_at").unwrap().to_owned();
    let in_utc = exact.parse::<Timestamp>().unwrap().to_string();
    for name in ["created_at", "updated_at"] {
        let edge = moment(&all[50], name).or(moment(&all[51], name)).unwrap();
        let elsewhere = edge.display_with_offset(jiff::tz::offset(5)).to_string();
        for (operator, keep) in [
            (
                "",
                (|order| order == Ordering::Equal) as fn(Ordering) -> bool,
            ),
            ("[gt]", |order| order == Ordering::Greater),
            ("[gte]", |order| order != Ordering::Less),
            ("[lt]", |order| order == Ordering::Less),
            ("[lte]", |order| order != Ordering::Greater),
        ] {
            for asked in [edge.to_string(), elsewhere.clone()] {
                check(
                    &server,
                    &all,
                    &[(&format!("{name}{operator}"), &asked)],
                    |record| moment(record, name).is_some_and(|moment| keep(moment.cmp(&edge))),
                )
                .await;
            }
        }
    }
    for asked in [exact, in_utc] {
        let found = everything(&server, &[("created_at", &asked)]).await;
        assert!(found.contains(&all[100]), "{asked}");
    }
    let range = [
        ("created_at[gte]", "2024-06-01T00:00:00Z"),
        ("created_at[lt]", "2024-09-01T00:00:00+02:00"),
        ("updated_at[gt]", "2025-01-01T00:00:00Z"),
    ];
    let [from, to, after]: [Timestamp; 3] = range.map(|(_, text)| text.parse().unwrap());
    let found = check(&server, &all, &range, |record| {
        let created = moment(record, "created_at").unwrap();
        from <= created
            && created < to
            && moment(record, "updated_at").is_some_and(|updated| updated > after)
    });
    assert!(found.await > 0);

    for (name, asked) in [
        ("created_at", "2024-01-01"),
        ("created_at[gt]", "now"),
        ("updated_at[lte]", ""),
        ("updated_at[between]", "2024-01-01T00:00:00Z"),
    ] {
        let answer = list(&server, &[(name, asked)]).await;
        assert_eq!(answer.status, 400, "{name}={asked}");
        let body = answer.json();
        let named = body["details"]["failures"][0]["parameter"]
            .as_str()
            .unwrap();
        assert!(name.starts_with(named), "{body}");
    }
}

#[tokio::test]
async fn sorting_is_stable_and_missing_dates_come_last() {
    let server = server(300).await;
    let all = everything(&server, &[("limit", "200")]).await;
    for name in ["created_at", "updated_at"] {
        for direction in ["asc", "desc"] {
            let mut expected = all.clone();
            expected.sort_by(
                |left, right| match (moment(left, name), moment(right, name)) {
                    (Some(left), Some(right)) if direction == "asc" => left.cmp(&right),
                    (Some(left), Some(right)) => right.cmp(&left),
                    (left, right) => right.is_some().cmp(&left.is_some()),
                },
            );
            let found = everything(
                &server,
                &[(&format!("sort_by[{name}]"), direction), ("limit", "11")],
            )
            .await;
            assert_eq!(found, expected, "{name} {direction}");
        }
    }
    let filtered = [
        ("sort_by[updated_at]", "desc"),
        ("tags[0][id]", "tag_1"),
        ("limit", "9"),
    ];
    let found = everything(&server, &filtered).await;
    let moments: Vec<Timestamp> = found
        .iter()
        .filter_map(|record| moment(record, "updated_at"))
        .collect();
    assert!(moments.len() > 10 && moments.is_sorted_by(|left, right| left >= right));

    for (name, value) in [
        ("sort_by[created_at]", "up"),
        ("sort_by[created_at]", ""),
        ("sort_by[name]", "asc"),
        ("sort_by", "x"),
    ] {
        assert_eq!(
            list(&server, &[(name, value)]).await.status,
            400,
            "{name}={value}"
        );
    }
}
