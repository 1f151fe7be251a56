//! Makes a look-up table of candidates: the server keys them, the types say so.
//!
//! ```sh
//! cargo run --example key_by -- --account ID [--look-up CANDIDATE]...
//! ```

use std::collections::HashMap;

use clap::Parser;
use truto_ats::models::Candidate;
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// The ID of a candidate to look up; may be given more than once
    #[arg(long, value_name = "CANDIDATE")]
    look_up: Vec<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.connection.client()?;
    // The request can be cloned; nothing is sent by that.
    let request = client
        .candidates()
        .list(&arguments.connection.account)
        .key_by("id");

    // One page. With `key_by` the result is an object in place of an array, and so it is
    // another type here, an `IndexMap` in the server's order: no cast, no check at run time.
    let page = request.clone().send().await?;
    let first = page.result.keys().next().map_or("none", String::as_str);
    println!(
        "first page: {} candidates, first {first}",
        page.result.len()
    );

    // All pages: each step gives the key and the candidate. Each page is keyed by itself, so
    // choose a field that every record has and no two share: of two records of a page with
    // the same key, one object cannot hold both.
    let mut by_id: HashMap<String, Candidate> = HashMap::new();
    let mut candidates = request.stream();
    while let Some((id, candidate)) = candidates.try_next().await? {
        // The same key on two pages means that the list changed while it was read. The later
        // record is the fresher one.
        by_id.insert(id, candidate);
    }
    println!("all pages: {} candidates", by_id.len());

    for id in &arguments.look_up {
        match by_id.get(id) {
            Some(candidate) => {
                let title = candidate.title.as_deref().unwrap_or("no title");
                println!("{id}: {title}");
            }
            None => println!("{id}: not there"),
        }
    }
    Ok(())
}
