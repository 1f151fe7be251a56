//! How long it is waited before another attempt, by a clock that takes no time.

use std::time::{Duration, SystemTime};

use truto_ats::Client;
use truto_ats::oas_runtime::client::Timeouts;
use truto_ats::oas_runtime::retry::RetryPolicy;
use truto_ats::oas_runtime::testing::TestTimer;
use truto_mock::MockServer;

use crate::support::{ACCOUNT, builder, keeps_secrets, server};

/// A client that waits by the clock alone. Its limits would be over at once by that clock.
fn client(server: &MockServer, timer: &TestTimer, policy: RetryPolicy, chance: f64) -> Client {
    let timeouts = Timeouts::default().with_attempt(None).with_call(None);
    builder(server)
        .timer(timer.clone())
        .timeouts(timeouts)
        .retry(policy)
        .randomness(move || chance)
        .build()
        .unwrap()
}

/// The waits, in milliseconds, and how many requests came.
async fn waits(rule: &str, policy: RetryPolicy, chance: f64) -> (Vec<u128>, usize) {
    let server = server(&[rule]).await;
    let timer = TestTimer::jumping();
    timer.set_system_time(SystemTime::now());
    let client = client(&server, &timer, policy, chance);
    if let Err(error) = client.candidates().list(ACCOUNT).limit(1).send().await {
        keeps_secrets(&error);
        assert!(error.is_retryable(), "{error}");
    }
    let slept = timer.slept().iter().map(Duration::as_millis).collect();
    (slept, server.requests().len())
}

#[tokio::test]
async fn the_server_says_how_long() {
    let usual = RetryPolicy::default();
    for (rule, expected) in [
        ("rate-limit=2x1", &[2_000][..]),
        ("rate-limit=2x3", &[2_000, 2_000, 2_000]),
        ("rate-limit=zerox1", &[]),
        ("rate-limit=resetx1", &[1_000]),
        ("unavailable=3x1", &[3_000]),
        // More than the setting allows.
        ("rate-limit=3600x1", &[60_000]),
        ("unavailable=3600x1", &[60_000]),
        // It says nothing, or nothing that can be read: half a second, and twice as much.
        ("rate-limit=nonex2", &[500, 1_000]),
        ("rate-limit=garbagex2", &[500, 1_000]),
    ] {
        let (slept, requests) = waits(rule, usual, 1.0).await;
        assert_eq!(slept, expected, "{rule}");
        assert!(requests <= 4, "{rule}");
    }
    let (slept, _) = waits("rate-limit=date:20x1", usual, 1.0).await;
    let [wait] = slept.as_slice() else {
        panic!("{slept:?}")
    };
    // A date has whole seconds.
    assert!((15_000..=20_000).contains(wait), "{wait}");
    let (slept, _) = waits("rate-limit=date:0x1", usual, 1.0).await;
    assert!(slept.iter().sum::<u128>() < 1_000, "{slept:?}");
}

#[tokio::test]
async fn waits_grow_and_are_spread_by_chance() {
    let patient = RetryPolicy::default().with_max_retries(7);
    for rule in ["status=500", "status=502", "reset-early", "truncated"] {
        let (slept, requests) = waits(rule, patient, 1.0).await;
        let expected = [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000];
        // None after the last attempt.
        assert_eq!((slept.as_slice(), requests), (&expected[..], 8), "{rule}");
    }
    let (slept, _) = waits("status=500", patient.with_max_retries(3), 0.25).await;
    assert_eq!(slept, [125, 250, 500]);
    let (slept, requests) = waits("status=500", patient, 0.0).await;
    assert_eq!((slept.len(), requests), (0, 8));
}

#[tokio::test]
async fn no_wait_goes_past_the_limit_of_all_of_them() {
    let within = |seconds| RetryPolicy::default().with_max_elapsed(Duration::from_secs(seconds));
    // A wait that would go past it is not begun.
    for (limit, expected) in [(1, 0), (2, 1), (3, 1), (4, 2)] {
        let (slept, requests) = waits("rate-limit=2", within(limit), 1.0).await;
        assert_eq!(
            (slept.len(), requests),
            (expected, expected + 1),
            "{limit} s"
        );
    }
    // Nor is there one where there are no retries.
    for rule in ["rate-limit=2", "status=500", "reset"] {
        let (slept, requests) = waits(rule, RetryPolicy::none(), 1.0).await;
        assert_eq!((slept.len(), requests), (0, 1), "{rule}");
    }
}
