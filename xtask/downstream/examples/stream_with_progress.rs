//! Lists candidates with a bar of progress on the terminal.
//!
//! ```sh
//! cargo run --example stream_with_progress -- --account ID [--at-most 1000]
//! ```

use std::time::Duration;

use clap::Parser;
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// End after this many candidates
    #[arg(long, value_name = "N")]
    at_most: Option<u64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.connection.client()?;
    let bar = bar(arguments.at_most)?;

    // The hook is called for every page that arrives, for every item and at the end. It
    // must be quick, as the stream waits for it; indicatif draws 20 times a second at most,
    // however often it is told.
    let painted = bar.clone();
    let mut candidates = client
        .candidates()
        .list(&arguments.connection.account)
        .stream()
        .on_progress(move |progress| {
            // What the server still allows in this window, if it says so.
            let allowance = match progress.rate_limit().and_then(|limit| limit.remaining) {
                Some(remaining) => format!(", {remaining} requests left"),
                None => String::new(),
            };
            let bytes = HumanBytes(progress.bytes);
            painted.set_position(progress.items);
            painted.set_message(format!("{} pages, {bytes}{allowance}", progress.pages));
        });
    if let Some(limit) = arguments.at_most {
        // Better than counting in the loop: a page that is not needed is never asked for.
        candidates = candidates.limit_items(limit);
    }

    while let Some(_candidate) = candidates.try_next().await? {
        // Here is the work. What it prints goes through `bar.suspend`, or it would tear the
        // bar apart.
    }

    bar.finish_and_clear();
    println!("{} candidates ({})", bar.position(), bar.message());
    Ok(())
}

/// A bar if the end is known, and else a counter: the API does not tell how many there are.
///
/// It is drawn on standard error, and only on a terminal: a pipe or a log stays clean.
fn bar(total: Option<u64>) -> anyhow::Result<ProgressBar> {
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "{bar:30} {pos}/{len} candidates, {msg}, {eta} to go",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {pos} candidates, {msg}, {elapsed}",
        ),
    };
    bar.set_style(ProgressStyle::with_template(template)?);
    // So that it moves even while a page is awaited.
    bar.enable_steady_tick(Duration::from_millis(100));
    Ok(bar)
}
