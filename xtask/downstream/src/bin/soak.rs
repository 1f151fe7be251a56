//! Lists everything from a server that fails, and holds it against what must come.
//!
//! Started by `cargo xtask soak`, which runs the server: what is measured here is the client's
//! own memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Parser;
use truto_ats::oas_runtime::client::Timeouts;
use truto_ats::oas_runtime::retry::RetryPolicy;
use truto_ats::{Client, ItemStream};
use truto_mock::MockConfig;

type Candidates = ItemStream<truto_ats::operations::candidates::ListCandidates>;

/// How much the memory may grow after the first tenth, in mebibytes.
const GROWTH: u64 = 16;

/// For how long the server may be silent. It stalls on purpose, and is quick otherwise.
const SILENCE: Duration = Duration::from_millis(250);

/// How many errors in a row are borne.
const PATIENCE: usize = 100;

#[derive(Debug, Parser)]
struct Arguments {
    /// The server
    #[arg(long)]
    base_url: String,
    #[arg(long)]
    page_size: u32,
    /// How many candidates the server has
    #[arg(long)]
    candidates: u64,
    /// The seed of the server's candidates
    #[arg(long)]
    seed: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let expected = MockConfig {
        candidates: arguments.candidates,
        seed: arguments.seed,
        ..MockConfig::default()
    };
    let mut expected = expected.candidate_ids();
    let retries = Arc::new(AtomicU64::new(0));
    let mut items = list(&arguments, Arc::clone(&retries))?;

    let began = Instant::now();
    let tenth = (arguments.candidates / 10).max(1);
    let mut arrived: u64 = 0;
    let mut asked_again: u64 = 0;
    let mut memory = Vec::new();
    while let Some(found) = next(&mut items, &mut asked_again).await? {
        let Some(expected) = expected.next() else {
            bail!("`{}` came after the last candidate", found.id);
        };
        if expected != found.id {
            bail!(
                "candidate {arrived} is `{}` and should be `{expected}`",
                found.id
            );
        }
        arrived += 1;
        if arrived.is_multiple_of(tenth) {
            memory.push(resident());
        }
    }
    if arrived != arguments.candidates {
        bail!("{arrived} candidates came of {}", arguments.candidates);
    }
    let pages = items.pages_fetched();
    let retries = retries.load(Ordering::Relaxed);
    println!(
        "{arrived} candidates on {pages} pages in {:.1} s: each once, in order",
        began.elapsed().as_secs_f64()
    );
    println!(
        "{} requests: {retries} retries by the client, {asked_again} pages asked for again after \
         an error",
        pages + retries + asked_again
    );
    report_memory(&memory)
}

/// The next candidate, whatever stands in the way. The pager stays where it was after an
/// error: asking again asks for that page again.
async fn next(
    items: &mut Candidates,
    asked_again: &mut u64,
) -> anyhow::Result<Option<truto_ats::models::Candidate>> {
    for _ in 0..PATIENCE {
        match items.try_next().await {
            Ok(found) => return Ok(found),
            Err(error) if error.raw_record().is_some() => {
                return Err(error).context("a record was lost");
            }
            Err(error) if error.is_pagination() => {
                return Err(error).context("the list came to a wrong end");
            }
            Err(_) => *asked_again += 1,
        }
    }
    bail!("{PATIENCE} errors in a row");
}

fn list(arguments: &Arguments, retries: Arc<AtomicU64>) -> anyhow::Result<Candidates> {
    // One retry, so that errors come through to the pager, too.
    let soon = Duration::from_millis(10);
    let policy = RetryPolicy::default()
        .with_max_retries(1)
        .with_base_delay(Duration::from_millis(1))
        .with_max_delay(soon)
        .with_max_retry_after(soon);
    let client = Client::builder()
        .base_url(&arguments.base_url)
        .bearer_token("soak")
        .timeouts(Timeouts::default().with_idle(SILENCE))
        .retry(policy)
        .on_retry(move |_| {
            retries.fetch_add(1, Ordering::Relaxed);
        })
        .build()?;
    let list = client.candidates().list("soak").limit(arguments.page_size);
    Ok(list.stream())
}

/// The memory of this process, in mebibytes, where the system says so.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024)
}

fn report_memory(samples: &[Option<u64>]) -> anyhow::Result<()> {
    let samples: Vec<u64> = samples.iter().copied().flatten().collect();
    let (Some(first), Some(most)) = (samples.first(), samples.iter().max()) else {
        println!("this system does not say how much memory a process has");
        return Ok(());
    };
    let shown: Vec<String> = samples.iter().map(ToString::to_string).collect();
    println!("memory after each tenth, in MiB: {}", shown.join(" "));
    if *most > first + GROWTH {
        bail!("the memory grew from {first} to {most} MiB");
    }
    Ok(())
}
