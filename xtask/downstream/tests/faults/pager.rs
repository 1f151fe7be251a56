//! Pages that do not follow one another as they should.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use truto_ats::RepeatedCursor;

use crate::support::{ACCOUNT, all_ids, attempt, builder, client, patient, quick, server};

#[tokio::test]
async fn an_empty_page_with_a_cursor_is_not_the_end() {
    let ids = all_ids().await;
    let server = server(&["empty-pagex1", "empty-pagex2+2"]).await;
    let all = client(&server)
        .candidates()
        .list(ACCOUNT)
        .stream()
        .collect_all()
        .await
        .unwrap();
    let read: Vec<_> = all.into_iter().map(|candidate| candidate.id).collect();
    assert_eq!(read, ids);
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn a_missing_and_an_empty_cursor_are_the_end() {
    for rule in ["missing-cursor+1", "empty-cursor+1"] {
        let server = server(&[rule]).await;
        let all = client(&server)
            .candidates()
            .list(ACCOUNT)
            .stream()
            .collect_all()
            .await
            .unwrap();
        assert_eq!(all.len(), 50, "{rule}");
        assert_eq!(server.requests().len(), 2, "{rule}");
    }
}

#[tokio::test]
async fn a_cursor_that_repeats_is_one_error_and_then_the_end() {
    let server = server(&["repeated-cursor"]).await;
    let mut items = client(&server).candidates().list(ACCOUNT).stream();
    let mut count = 0;
    let error = loop {
        match items.try_next().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("no error after {count}"),
            Err(error) => break error,
        }
    };
    assert!(error.is_pagination() && !error.is_retryable(), "{error}");
    assert_eq!(count, 50, "what the page held is not lost");
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_cursor_that_repeats_can_be_taken_for_the_end() {
    let server = server(&["repeated-cursor"]).await;
    let items = client(&server).candidates().list(ACCOUNT).stream();
    let all = items
        .on_repeated_cursor(RepeatedCursor::Stop)
        .collect_all()
        .await
        .unwrap();
    assert_eq!(all.len(), 50);
}

#[tokio::test]
async fn a_page_that_failed_is_asked_for_again() {
    let ids = all_ids().await;
    for rule in [
        "status=500x2+1",
        "resetx2+1",
        "truncated-jsonx2+1",
        "htmlx2+1",
    ] {
        let server = server(&[rule]).await;
        let mut items = client(&server).candidates().list(ACCOUNT).stream();
        let mut read = Vec::new();
        let mut errors = 0;
        loop {
            match items.try_next().await {
                Ok(Some(candidate)) => read.push(candidate.id),
                Ok(None) => break,
                Err(_) => errors += 1,
            }
        }
        assert_eq!(errors, 2, "{rule}");
        assert_eq!(read, ids, "{rule}");
    }
}

#[tokio::test]
async fn retries_happen_under_the_stream() {
    let ids = all_ids().await;
    let server = server(&["status=502x1+1", "resetx1+3"]).await;
    let all = patient(&server, 2)
        .candidates()
        .list(ACCOUNT)
        .stream()
        .collect_all()
        .await
        .unwrap();
    assert_eq!(all.into_iter().map(|it| it.id).collect::<Vec<_>>(), ids);
}

#[tokio::test]
async fn the_filters_go_with_every_page() {
    let server = server(&[]).await;
    let request = client(&server).candidates().list(ACCOUNT).limit(10);
    let created = truto_ats::Range::gte("2000-01-01T00:00:00Z");
    request
        .created_at(created)
        .stream()
        .collect_all()
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 6);
    for request in &requests {
        assert!(
            request
                .query
                .contains("created_at%5Bgte%5D=2000-01-01T00%3A00%3A00Z")
        );
        assert!(request.query.contains("limit=10") && request.query.contains(ACCOUNT));
    }
}

#[tokio::test]
async fn it_begins_at_the_requests_own_cursor() {
    let ids = all_ids().await;
    let server = server(&[]).await;
    let list = || client(&server).candidates().list(ACCOUNT);
    let first = list().send().await.unwrap();
    let rest = list()
        .next_cursor(first.next_cursor.unwrap())
        .stream()
        .collect_all()
        .await
        .unwrap();
    assert_eq!(
        rest.into_iter().map(|it| it.id).collect::<Vec<_>>(),
        ids[25..]
    );
}

#[tokio::test]
async fn resuming_at_any_item_skips_nothing() {
    let ids = all_ids().await;
    let server = server(&[]).await;
    for stop in [0, 1, 24, 25, 26, 50, 59] {
        let list = || client(&server).candidates().list(ACCOUNT).stream();
        let mut items = list();
        let mut read = Vec::new();
        for _ in 0..stop {
            read.push(items.try_next().await.unwrap().unwrap().id);
        }
        let position = items.position().clone();
        drop(items);
        let rest = list().resume_at(position).collect_all().await.unwrap();
        let rest: Vec<_> = rest.into_iter().map(|it| it.id).collect();
        // The page of the next item comes whole: nothing is skipped, some may come again.
        assert!(ids.ends_with(&rest), "{stop}");
        assert!(read.len() + rest.len() >= ids.len(), "{stop}");
        assert!(read.len() + rest.len() < ids.len() + 25, "{stop}");
    }
}

#[tokio::test]
async fn a_limit_asks_for_no_page_that_is_not_needed() {
    for (limit, pages) in [(1, 1), (25, 1), (26, 2), (50, 2), (51, 3), (1_000, 3)] {
        let server = server(&[]).await;
        let items = client(&server).candidates().list(ACCOUNT).stream();
        let all = items.limit_items(limit).collect_all().await.unwrap();
        assert_eq!(all.len() as u64, limit.min(60));
        assert_eq!(server.requests().len(), pages, "{limit}");
    }
}

#[tokio::test]
async fn the_next_page_is_asked_for_while_this_one_is_read() {
    let server = server(&[]).await;
    let mut items = client(&server).candidates().list(ACCOUNT).stream();
    items.try_next().await.unwrap().unwrap();
    // Nothing more is asked of the stream: the request is on its way by itself.
    let deadline = Instant::now() + Duration::from_secs(30);
    while server.requests().len() < 2 {
        assert!(Instant::now() < deadline, "it waits to be asked");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let second = server.requests().pop().unwrap();
    assert!(second.query.contains("next_cursor="), "{}", second.query);
}

#[tokio::test]
async fn at_most_one_page_is_fetched_ahead_and_dropping_stops_it() {
    let server = server(&[]).await;
    let list = || client(&server).candidates().list(ACCOUNT);
    let mut items = list().limit(10).stream();
    for _ in 0..10 {
        items.try_next().await.unwrap().unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(server.requests().len() <= 2);
    }
    drop(items);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(server.requests().len() <= 2);

    // None ahead, where that is not wanted.
    let before = server.requests().len();
    let mut items = list().stream().prefetch(false);
    for _ in 0..25 {
        items.try_next().await.unwrap().unwrap();
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(server.requests().len(), before + 1);
}

#[tokio::test]
async fn a_page_that_stalls_is_given_up_and_asked_for_again() {
    let ids = all_ids().await;
    for rule in ["stalledx1+1", "stalled-headersx1+2"] {
        for retries in [0, 1] {
            let server = server(&[rule]).await;
            let client = builder(&server)
                .timeouts(attempt(Duration::from_secs(2)))
                .retry(quick(retries))
                .build()
                .unwrap();
            let mut items = client.candidates().list(ACCOUNT).stream();
            let (mut read, mut errors) = (Vec::new(), 0);
            loop {
                match items.try_next().await {
                    Ok(Some(candidate)) => read.push(candidate.id),
                    Ok(None) => break,
                    Err(error) => {
                        assert!(error.is_timeout(), "{rule}: {error}");
                        errors += 1;
                    }
                }
            }
            assert_eq!(read, ids, "{rule}");
            assert_eq!(errors, 1 - retries, "{rule}");
        }
    }
}

#[tokio::test]
async fn progress_can_be_watched_and_asked_for() {
    let server = server(&[]).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&seen);
    let mut items = client(&server)
        .candidates()
        .list(ACCOUNT)
        .stream()
        .on_progress(move |progress| {
            let limit = progress.rate_limit().and_then(|limit| limit.limit);
            hook.lock()
                .unwrap()
                .push((progress.pages, progress.items, progress.bytes, limit));
        });
    while items.try_next().await.unwrap().is_some() {}
    let progress = items.progress();
    assert!(progress.is_over);
    assert_eq!((progress.pages, progress.items), (3, 60));
    let seen = seen.lock().unwrap();
    let last = seen.last().unwrap();
    assert_eq!((last.0, last.1, last.3), (3, 60, Some(50)));
    assert!(last.2 > 10_000 && seen.len() >= 60);
    assert!(items.last_info().unwrap().rate_limit.remaining.is_some());
}

#[tokio::test]
async fn a_number_for_a_cursor_is_named_or_followed_but_never_lost() {
    let server = server(&["numeric-cursorx1"]).await;
    let mut items = client(&server).candidates().list(ACCOUNT).stream();
    let mut count = 0;
    let error = loop {
        match items.try_next().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("an empty success after {count}"),
            Err(error) => break error,
        }
    };
    // It is sent back as it came, and this server does not know it.
    assert_eq!(count, 25);
    assert!(error.is_status() || error.is_decode(), "{error}");
}
