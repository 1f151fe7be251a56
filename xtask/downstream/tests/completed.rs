//! Partial lists, completed record by record, over real HTTP.

use std::time::{Duration, Instant};

use truto_ats::models::{Candidate, NewCandidate};
use truto_ats::{Client, ItemStream, Result};
use truto_mock::{MockConfig, MockServer};

const ACCOUNT: &str = "account-of-a-test";

async fn partial(
    candidates: u64,
    faults: &[&str],
    latency: u64,
) -> (MockServer, Client, Vec<String>) {
    let config = MockConfig {
        candidates,
        partial: true,
        page_size: 10,
        latency: Duration::from_millis(latency),
        faults: faults.iter().map(|rule| rule.parse().unwrap()).collect(),
        ..MockConfig::default()
    };
    let ids = config.candidate_ids().collect();
    let server = MockServer::start(config).await.unwrap();
    let client = Client::builder()
        .bearer_token("any")
        .base_url(server.base_url())
        .retry(truto_ats::oas_runtime::retry::RetryPolicy::none())
        .build()
        .unwrap();
    (server, client, ids)
}

#[tokio::test]
async fn every_record_is_whole_and_in_its_place() {
    let (server, client, ids) = partial(35, &[], 0).await;
    let parts: Vec<Candidate> = client
        .candidates()
        .list(ACCOUNT)
        .stream()
        .collect_all()
        .await
        .unwrap();
    assert!(
        parts
            .iter()
            .all(|part| part.emails.is_none() && part.applications.is_none())
    );
    let wholes = client
        .candidates()
        .list(ACCOUNT)
        .stream_completed(4)
        .collect_all()
        .await
        .unwrap();
    let found: Vec<&str> = wholes.iter().map(|whole| whole.id.as_str()).collect();
    assert_eq!(found, ids);
    // The emails are in every record but those of a list that is partial.
    assert!(wholes.iter().all(|whole| whole.emails.is_some()));
    let asked = server.requests();
    let gets = asked
        .iter()
        .filter(|request| request.path.ends_with(&ids[3]))
        .count();
    assert_eq!(gets, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_calls_are_under_way_and_no_more() {
    for concurrency in [1, 4] {
        let (server, client, ids) = partial(20, &[], 20).await;
        let begun = Instant::now();
        let list = client.candidates().list(ACCOUNT);
        // Without the page ahead, so that only the calls are counted.
        let stream = ItemStream::new(list.clone()).prefetch(false);
        let candidates = client.candidates();
        let stream = stream.complete_with(concurrency, move |part: Candidate| {
            candidates.get(part.id, ACCOUNT).send()
        });
        assert_eq!(stream.collect_all().await.unwrap().len(), ids.len());
        let most = server.most_requests_at_once();
        // One more: a page may be asked for while calls are under way.
        assert!(
            (concurrency..=concurrency + 1).contains(&most),
            "{concurrency}: {most}"
        );
        if concurrency == 1 {
            assert!(begun.elapsed() >= Duration::from_millis(20 * 20));
        }
    }
}

#[tokio::test]
async fn a_call_that_fails_is_an_error_in_its_place_and_the_rest_follows() {
    // The first request is the page, the next are calls, one after the other; the page ahead
    // leaves before the first of them.
    let (_server, client, ids) = partial(12, &["status=500x1+4"], 0).await;
    let mut stream = client.candidates().list(ACCOUNT).stream_completed(1);
    let (mut at, mut failed) = (0, Vec::new());
    while let Some(item) = stream.next().await {
        match item {
            Ok(whole) => assert_eq!(whole.id, ids[at]),
            Err(error) => {
                assert_eq!(error.status().unwrap().as_u16(), 500);
                failed.push(at);
            }
        }
        at += 1;
    }
    assert_eq!((at, failed.len()), (12, 1));
    assert_eq!((stream.items_yielded(), stream.items_failed()), (11, 1));
}

#[tokio::test]
async fn it_is_resumed_where_it_was_and_skips_nothing() {
    let (_server, client, ids) = partial(35, &[], 0).await;
    for had in [0, 1, 9, 10, 11, 34, 35] {
        let mut stream = client.candidates().list(ACCOUNT).stream_completed(4);
        for id in &ids[..had] {
            assert_eq!(stream.next().await.unwrap().unwrap().id, *id);
        }
        let position = stream.position().clone();
        drop(stream);
        let rest = client
            .candidates()
            .list(ACCOUNT)
            .stream_completed(4)
            .resume_at(position);
        let rest = rest.collect_all().await.unwrap();
        // From the page of the next item on, to the end.
        let from = ids.len() - rest.len();
        let found: Vec<&str> = rest.iter().map(|whole| whole.id.as_str()).collect();
        assert_eq!(found, ids[from..], "{had}");
        assert!(from <= had && had - from < 10, "{had}: {from}");
    }
}

#[tokio::test]
async fn dropped_it_asks_for_nothing_more() {
    let (server, client, _) = partial(200, &[], 5).await;
    let mut stream = client.candidates().list(ACCOUNT).stream_completed(3);
    for _ in 0..5 {
        stream.next().await.unwrap().unwrap();
    }
    drop(stream);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let asked = server.requests().len();
    // Five that were had, three under way, the page and the one ahead.
    assert!(asked <= 5 + 3 + 2, "{asked}");
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(server.requests().len(), asked);
}

#[tokio::test]
async fn a_new_candidate_is_made_once_for_each_key() -> Result<()> {
    let (server, _, _) = partial(1, &["truncatedx1"], 0).await;
    let client = Client::builder()
        .bearer_token("any")
        .base_url(server.base_url())
        .build()?;
    let new = NewCandidate::new()
        .set_first_name("Fabrica")
        .set_last_name("Invented");
    let create = client
        .candidates()
        .create(ACCOUNT, new)
        .job_id("job_1")
        .idempotency_key("once");
    // The first answer breaks off; with a key it may be asked for again, and nothing is made twice.
    let made = create.clone().send().await?;
    assert_eq!(create.send().await?.id, made.id);
    assert_eq!(server.candidates_created(), 1);
    let got = client.candidates().get(&made.id, ACCOUNT).send().await?;
    assert_eq!(got.name.as_deref(), Some("Fabrica Invented"));
    let missing = client
        .candidates()
        .get("nobody", ACCOUNT)
        .send()
        .await
        .unwrap_err();
    assert_eq!(missing.status().unwrap().as_u16(), 404);
    let applications = client
        .applications()
        .list(ACCOUNT)
        .stream()
        .collect_all()
        .await?;
    for application in applications {
        let id = application.id.clone().unwrap();
        assert_eq!(
            client.applications().get(id, ACCOUNT).send().await?,
            application
        );
    }
    Ok(())
}
