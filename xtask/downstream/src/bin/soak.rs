//! Lists everything from a server that fails, beside a healthy one that tells what must come.
//!
//! Started by `cargo xtask soak`, which runs both servers: what is measured here is the
//! client's own memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Parser;
use truto_ats::oas_runtime::retry::RetryPolicy;
use truto_ats::{Client, ItemStream};

type Candidates = ItemStream<truto_ats::operations::candidates::ListCandidates>;

/// How much the memory may grow after the first tenth, in mebibytes.
const GROWTH: u64 = 16;

#[derive(Debug, Parser)]
struct Arguments {
    /// The server that fails
    #[arg(long)]
    base_url: String,
    /// One with the same candidates that does not
    #[arg(long)]
    healthy_url: String,
    #[arg(long)]
    page_size: u32,
    #[arg(long)]
    candidates: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let retries = Arc::new(AtomicU64::new(0));
    let mut failing = list(&arguments.base_url, &arguments, Arc::clone(&retries))?;
    let mut healthy = list(&arguments.healthy_url, &arguments, Arc::default())?;

    let began = Instant::now();
    let mut arrived = 0;
    let mut asked_again: u64 = 0;
    let mut memory = Vec::new();
    loop {
        let expected = healthy.try_next().await?;
        let found = next(&mut failing, &mut asked_again).await?;
        let (Some(expected), Some(found)) = (&expected, &found) else {
            if expected.is_some() || found.is_some() {
                bail!("after {arrived} candidates one server was at its end and the other not");
            }
            break;
        };
        if expected.id != found.id {
            let (found, expected) = (&found.id, &expected.id);
            bail!("candidate {arrived} is `{found}` and should be `{expected}`");
        }
        arrived += 1;
        if arrived % (arguments.candidates / 10).max(1) == 0 {
            memory.push(resident());
        }
    }
    if arrived != arguments.candidates {
        bail!("{arrived} candidates came of {}", arguments.candidates);
    }
    println!(
        "{arrived} candidates on {} pages in {:.1} s: each once, in order",
        failing.pages_fetched(),
        began.elapsed().as_secs_f64()
    );
    println!(
        "{} retries by the client, {asked_again} pages asked for again",
        retries.load(Ordering::Relaxed)
    );
    report_memory(&memory)
}

/// The next candidate, whatever stands in the way. The pager stays where it was after an
/// error: asking again asks for that page again.
async fn next(
    items: &mut Candidates,
    asked_again: &mut u64,
) -> anyhow::Result<Option<truto_ats::models::Candidate>> {
    for _ in 0..100 {
        match items.try_next().await {
            Ok(found) => return Ok(found),
            Err(error) if error.raw_record().is_some() => {
                return Err(error).context("a record was lost");
            }
            Err(_) => *asked_again += 1,
        }
    }
    bail!("a hundred errors in a row");
}

fn list(
    base_url: &str,
    arguments: &Arguments,
    retries: Arc<AtomicU64>,
) -> anyhow::Result<Candidates> {
    let policy = RetryPolicy::default()
        .with_base_delay(Duration::from_millis(1))
        .with_max_delay(Duration::from_millis(10));
    let client = Client::builder()
        .base_url(base_url)
        .bearer_token("soak")
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
