//! Lists every candidate of an account, page after page, one line each.
//!
//! ```sh
//! cargo run --example list -- --account ID [--updated-since 2024-01-01T00:00:00Z]
//! ```

use anyhow::bail;
use clap::Parser;
use truto_ats::Range;
use truto_ats::models::{CandidateSort, SortDirection};
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// Only candidates that changed at this time or later, as RFC 3339 writes it
    #[arg(long, value_name = "TIME")]
    updated_since: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.connection.client()?;

    // The account is an argument because the API requires it; all else is a setter.
    let mut request = client.candidates().list(&arguments.connection.account);
    if let Some(time) = arguments.updated_since {
        // An integration that does not support a filter or an order ignores it, without an
        // error: `request.support("lever")` tells which of these Lever acts on.
        request = request
            .updated_at(Range::gte(time))
            .sort_by(CandidateSort::new().set_updated_at(SortDirection::Asc));
    }

    // Nothing is sent before the first `next`. From then on the stream asks for one page
    // ahead, so that the next page is on its way while this one is printed.
    let mut candidates = request.stream();
    while let Some(candidate) = candidates.next().await {
        match candidate {
            // All but the ID may be absent: not every provider keeps everything.
            Ok(candidate) => {
                let title = candidate.title.as_deref().unwrap_or("-");
                println!("{}\t{title}", candidate.id);
            }
            // One record is not what the description says. The others are good, and follow.
            Err(error) if error.record_index().is_some() => eprintln!("left out: {error}"),
            // A page could not be had, after the client tried as often as its policy says.
            // Calling `next` again would ask for the same page again.
            Err(error) => return Err(error.into()),
        }
    }

    eprintln!(
        "{} candidates on {} pages",
        candidates.items_yielded(),
        candidates.pages_fetched()
    );
    // A list with holes must not look like a whole one to the script that called.
    match candidates.records_failed() {
        0 => Ok(()),
        failed => bail!("{failed} candidates could not be read"),
    }
}
