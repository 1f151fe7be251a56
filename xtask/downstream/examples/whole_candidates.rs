//! Lists every candidate of an account in the whole, where the list holds only a part of each.
//!
//! ```sh
//! cargo run --example whole_candidates -- --account ID [--at-once 4]
//! ```

use anyhow::bail;
use clap::Parser;
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// How many candidates are asked for at once
    #[arg(long, value_name = "N", default_value_t = 4)]
    at_once: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.connection.client()?;

    // One request more for each candidate: only for an integration whose list is partial.
    // `truto_ats::coverage::LIST_CANDIDATES.partial` names them.
    let list = client.candidates().list(&arguments.connection.account);
    let mut candidates = list.stream_completed(arguments.at_once);
    while let Some(candidate) = candidates.next().await {
        match candidate {
            Ok(candidate) => {
                let emails = candidate.emails.as_deref().unwrap_or_default();
                println!("{}\t{} addresses", candidate.id, emails.len());
            }
            // One candidate could not be had: deleted since the list was made, for one. The
            // others are good, and follow.
            Err(error) => eprintln!("left out: {error}"),
        }
    }
    match candidates.items_failed() {
        0 => Ok(()),
        failed => bail!("{failed} candidates could not be had"),
    }
}
