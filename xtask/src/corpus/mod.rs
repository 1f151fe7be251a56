//! `cargo xtask corpus`: documents of others, each made into a crate, each crate compiled.
//!
//! ```text
//! folder ─► documents ─► generate: a process each ─► check: one workspace, cargo ─► table
//! ```
//!
//! Each document is generated in a process of its own, so that one that brings the generator
//! down is one row of the table and not the end of the run.

mod check;
mod documents;
mod generate;
mod table;

pub(crate) use check::wrapped_compiler;

use std::process::ExitCode;

use anyhow::bail;

use crate::cli::CorpusArguments;
use crate::downstream;
use crate::output;
use crate::workspace::Workspace;
use check::Checked;
use documents::Document;
use generate::Generated;

/// Where crates and their build are kept, in the target folder.
const FOLDER: &str = "corpus";

/// What became of one document.
struct Row {
    document: Document,
    generated: Generated,
    /// None where there was no crate to check, or none was to be checked.
    checked: Option<Checked>,
}

impl Row {
    fn good(&self, check: bool) -> bool {
        self.generated.is_made() && (!check || matches!(self.checked, Some(Checked::Good { .. })))
    }
}

/// Generates and checks every document of a folder. A crate that does not come of its
/// document, or does not compile, makes the exit code 1.
pub(crate) fn run(arguments: &CorpusArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let found = documents::of(&arguments.folder, arguments.largest)?;
    if found.is_empty() {
        bail!(
            "there are no OpenAPI documents to take in `{}`: .json, .yaml and .yml files are read",
            arguments.folder.display()
        );
    }
    let folder = downstream::target(workspace).join(FOLDER);
    let generated = generate::all(&found, &folder, arguments.strict, arguments.jobs())?;
    let checked = if arguments.no_check {
        Vec::new()
    } else {
        check::all(&generated, &folder, workspace, arguments)?
    };
    let mut checked = checked.into_iter();
    let rows: Vec<Row> = found
        .into_iter()
        .zip(generated)
        .map(|(document, generated)| Row {
            document,
            checked: checked.next().flatten(),
            generated,
        })
        .collect();
    let check = !arguments.no_check;
    output::print(&if arguments.json {
        table::json(&rows, check)
    } else {
        table::text(&rows, check)
    })?;
    Ok(if rows.iter().all(|row| row.good(check)) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
