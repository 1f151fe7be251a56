//! Goes on where an earlier run was cut off, with a position that is kept in a file.
//!
//! ```sh
//! cargo run --example resume_after_crash -- --account ID --state state.json --stop-after 90
//! cargo run --example resume_after_crash -- --account ID --state state.json
//! ```
//!
//! What is guaranteed, if the account, the filters and the page size stay the same:
//!
//! - **No candidate is skipped,** but for a record that cannot be read, which is reported. The
//!   position is that of the page of the next candidate, and it is saved only after the work
//!   on a candidate is done.
//! - **A candidate whose work was saved does not come again.** A cursor leads to a page and
//!   not into it, so that a resumed page comes again whole; the file also holds the IDs of
//!   that page that are done.
//! - **One candidate may be worked on twice:** the one of a crash between its work and its
//!   save. Make the work one that may be repeated ("insert or replace"), or write the work
//!   and the position in one transaction of a database: then it is exactly once.
//! - The file is either the old or the new one, never half of one: it is written beside its
//!   place, brought to disk, and renamed.
//!
//! What is not: the list as it was at one moment. A candidate that a provider moves to
//! another page between the runs can be missed or come twice, and a cursor may become
//! invalid: then the API answers with an error, and one begins anew without the file.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use serde::{Deserialize, Serialize};
use truto_ats::PagePosition;
use truto_downstream::Connection;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// The file that holds how far the work has come
    #[arg(long, value_name = "FILE")]
    state: PathBuf,
    /// Crash after so many candidates
    #[arg(long, value_name = "N")]
    stop_after: Option<u64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.connection.client()?;
    let mut state = State::load(&arguments.state).context("the state cannot be read")?;

    let request = client.candidates().list(&arguments.connection.account);
    let mut candidates = request.stream().resume_at(state.position());
    let mut worked_on = 0;
    while let Some(candidate) = candidates.next().await {
        let candidate = match candidate {
            Ok(candidate) => candidate,
            // Ending here would mean to end here in every run, as the record comes again.
            Err(error) if error.record_index().is_some() => {
                eprintln!("left out: {error}");
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        if state.done.contains(&candidate.id) {
            continue; // An earlier run had it.
        }
        println!("{}", candidate.id); // Here is the work.
        worked_on += 1;
        state.advance(candidates.position(), candidate.id);
        state
            .save(&arguments.state)
            .context("the state cannot be saved")?;
        if arguments.stop_after == Some(worked_on) {
            // As a crash would: no destructor runs, and the page asked for ahead is lost.
            std::process::exit(3);
        }
    }
    state.advance_to(candidates.position());
    state
        .save(&arguments.state)
        .context("the state cannot be saved")?;
    eprintln!("all done, {worked_on} candidates in this run");
    Ok(())
}

/// How far the work has come.
#[derive(Default, Deserialize, Serialize)]
struct State {
    /// Of the page of the next candidate; none is the first page.
    cursor: Option<String>,
    is_finished: bool,
    /// The candidates of that page that are done. Not those of all pages: the file stays
    /// small, however long the list is.
    done: BTreeSet<String>,
}

impl State {
    /// The saved one, or that of the very beginning.
    fn load(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    fn position(&self) -> PagePosition {
        match &self.cursor {
            _ if self.is_finished => PagePosition::End,
            Some(cursor) => PagePosition::Cursor(cursor.clone()),
            None => PagePosition::First,
        }
    }

    /// Notes that a candidate is done. It may be the last one of its page, or the first of a
    /// page after empty ones: it is kept in both cases, because one ID too many does no harm.
    fn advance(&mut self, position: &PagePosition, id: String) {
        self.advance_to(position);
        self.done.insert(id);
    }

    fn advance_to(&mut self, position: &PagePosition) {
        if *position != self.position() {
            self.cursor = position.cursor().map(str::to_owned);
            self.is_finished = *position == PagePosition::End;
            self.done.clear();
        }
    }

    fn save(&self, path: &Path) -> io::Result<()> {
        // In the same directory: a rename is atomic only within one file system.
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let mut file = File::create(&beside)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        // Before the rename, or a power failure could leave the new name with no content. It
        // takes milliseconds: work that is quicker is better saved page by page.
        file.sync_all()?;
        fs::rename(&beside, path)
    }
}
