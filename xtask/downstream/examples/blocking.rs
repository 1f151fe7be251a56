//! Lists candidates from a program without `async`: a list is an iterator.
//!
//! ```sh
//! cargo run --example blocking -- --account ID
//! ```

use clap::Parser;
use truto_ats::oas_runtime::blocking;
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
}

// No `async` here. Within a tokio runtime waiting works too, but keeps its other tasks waiting.
fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.connection.client()?;
    // One thread in the background does the input and output, also while this one works.
    // Make it once; its clones share it.
    let blocking = blocking::Client::new(client.runtime().clone())?;
    let request = client.candidates().list(&arguments.connection.account);

    // `wait` turns any call of the crate into one that waits.
    let page = blocking.wait(request.clone().limit(1).send())?;
    eprintln!("has candidates: {}", !page.result.is_empty());

    // `items` turns any stream of the crate into an iterator, with all that iterators can.
    let mut candidates = blocking.items(request.stream());
    for candidate in candidates.by_ref() {
        // As with the stream, going on after an error is allowed: after a record that could
        // not be read the others follow, and a page that could not be had is asked for again.
        // This program gives up at the first one.
        let candidate = candidate?;
        let title = candidate.title.as_deref().unwrap_or("-");
        println!("{}\t{title}", candidate.id);
    }

    let stream = candidates.stream();
    let (count, pages) = (stream.items_yielded(), stream.pages_fetched());
    eprintln!("{count} candidates on {pages} pages");
    Ok(())
}
