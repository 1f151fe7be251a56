//! The candidates themselves.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;
use truto_mock::{MockConfig, MockServer};

use crate::support::{everything, paths, server};

/// Every property of a candidate in the documentation, `*` for the nine of an attachment.
const DOCUMENTED: &str = "
    id
    applications applications[].applied_at applications[].attachments applications[].attachments[].*
    applications[].candidate applications[].candidate.id applications[].created_at
    applications[].credited_to applications[].credited_to.emails
    applications[].credited_to.emails[].email applications[].credited_to.emails[].is_primary
    applications[].credited_to.emails[].type applications[].credited_to.first_name
    applications[].credited_to.id applications[].credited_to.last_name
    applications[].current_stage applications[].current_stage.created_at applications[].current_stage.id
    applications[].current_stage.job applications[].current_stage.job.id applications[].current_stage.name
    applications[].current_stage.updated_at applications[].id applications[].job applications[].job.id
    applications[].reject_reason applications[].rejected_at applications[].source applications[].source.id
    applications[].source.name applications[].updated_at
    attachments attachments[].*
    can_email company created_at emails emails[].email emails[].type first_name is_private
    last_interaction_at last_name locations name phones phones[].extension phones[].number phones[].type
    remote_data tags tags[].id tags[].name title updated_at urls urls[].type urls[].url";

const ATTACHMENT: [&str; 11] = [
    "id",
    "application",
    "application.id",
    "attachment_type",
    "candidate",
    "candidate.id",
    "created_at",
    "file_name",
    "file_url",
    "job",
    "job.id",
];

fn documented() -> BTreeSet<String> {
    DOCUMENTED
        .split_whitespace()
        .flat_map(|path| match path.strip_suffix('*') {
            Some(start) => ATTACHMENT
                .iter()
                .chain(&["updated_at"])
                .map(|name| format!("{start}{name}"))
                .collect(),
            None => vec![path.to_owned()],
        })
        .collect()
}

#[tokio::test]
async fn every_documented_property_at_every_depth_and_one_that_is_not() {
    let server = server(200).await;
    let records = everything(&server, &[("limit", "200")]).await;
    let found = paths(&records);
    let mut expected = documented();
    expected.insert("custom_fields".to_owned());
    assert_eq!(found.keys().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(found["id"], 200);
    assert!((5..60).contains(&found["custom_fields"]), "now and then");
}

#[tokio::test]
async fn values_vary_as_they_do_in_life() {
    let server = server(200).await;
    let records = everything(&server, &[("limit", "200")]).await;
    let has = |name: &str, wanted: fn(&Value) -> bool| {
        records
            .iter()
            .any(|record| record.get(name).is_some_and(wanted))
    };

    for name in [
        "name",
        "title",
        "company",
        "updated_at",
        "can_email",
        "applications",
        "phones",
        "urls",
        "is_private",
    ] {
        assert!(has(name, Value::is_null), "{name} is null somewhere");
        assert!(
            records.iter().any(|record| record.get(name).is_none()),
            "{name} is absent somewhere"
        );
        assert!(
            has(name, |value| !value.is_null()),
            "{name} is there somewhere"
        );
    }
    for wanted in [
        Value::from("true"),
        "false".into(),
        true.into(),
        false.into(),
    ] {
        assert!(
            records.iter().any(|record| record["is_private"] == wanted),
            "{wanted}"
        );
    }
    let locations: Vec<&Value> = records
        .iter()
        .filter_map(|record| record["locations"].as_array())
        .flatten()
        .collect();
    let objects = locations
        .iter()
        .filter(|location| location.is_object())
        .count();
    assert!(
        locations
            .iter()
            .all(|location| location.is_object() || location.is_string())
    );
    assert!(objects > 0 && objects * 2 < locations.len());

    let names: String = records
        .iter()
        .filter_map(|record| record["name"].as_str())
        .collect();
    for letter in ["ł", "в", "α", "太", "虚", "길", "ل", "פ", "क"] {
        assert!(names.contains(letter), "no name with {letter}");
    }
    let large = records
        .iter()
        .filter_map(|record| record["remote_data"]["PersonId"].as_u64())
        .filter(|number| *number > 1 << 53);
    assert_eq!(large.count(), 200);

    let dates: Vec<&str> = records
        .iter()
        .filter_map(|record| record["created_at"].as_str())
        .collect();
    assert_eq!(dates.len(), 200);
    assert!(dates.iter().all(|date| date.parse::<Timestamp>().is_ok()));
    assert!(
        dates.iter().any(|date| date.ends_with('Z'))
            && dates.iter().any(|date| date.ends_with("+05:30"))
    );
    assert!(
        dates.iter().any(|date| date.contains('.')) && dates.iter().any(|date| !date.contains('.'))
    );
    let years: BTreeSet<&str> = dates.iter().map(|date| &date[..4]).collect();
    assert!(years.contains("2024") && years.contains("2025"));
}

#[tokio::test]
async fn nobody_can_be_written_to() {
    let server = server(200).await;
    let records = everything(&server, &[("limit", "200")]).await;
    let text = serde_json::to_string(&records).unwrap();
    let hosts: BTreeSet<&str> = text
        .split(['@', '"', '\\', '?', '#'])
        .filter_map(|part| {
            part.strip_prefix("https://")
                .or(Some(part).filter(|part| part.contains(".example")))
        })
        .map(|part| part.split('/').next().unwrap_or_default())
        .collect();
    assert!(!hosts.is_empty());
    for host in hosts {
        let kept = [".example", "example.com", "example.org"]
            .iter()
            .any(|end| host.ends_with(end));
        assert!(kept, "{host} may exist");
    }
}

#[tokio::test]
async fn a_seed_tells_the_same_story_and_another_seed_another() {
    let story = async |seed, candidates| {
        let config = MockConfig {
            seed,
            candidates,
            ..MockConfig::default()
        };
        let server = MockServer::start(config).await.unwrap();
        everything(&server, &[("limit", "200")]).await
    };
    let first = story(7, 100).await;
    assert_eq!(first, story(7, 100).await);
    assert_eq!(
        first[..],
        story(7, 150).await[..100],
        "more candidates leave those before as they were"
    );
    assert_ne!(first, story(8, 100).await);
}
