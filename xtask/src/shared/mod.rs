//! `cargo xtask shared`: the project held against data that stands beside the checkout.
//!
//! ```text
//! wire-vectors.json    ─► program: encoder, typed builder ─► queries ─► qs reads them back
//! candidates-page.json ─► program: decoded, written again, item by item
//! corpus/              ─► the generator, in memory
//! ```
//!
//! The program is a cargo project of its own, because it uses the emitted crate and this one
//! must not: `cargo xtask codegen` runs while `generated/` is not there.

mod corpus;
mod program;
mod read_back;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use crate::cli::SharedArguments;
use crate::output::{self, counted};
use crate::workspace::Workspace;
use program::Program;

/// From the root of the checkout.
const USUAL: &str = "../shared";

const VECTORS: &str = "data/wire-vectors.json";
const PAGE: &str = "data/candidates-page.json";
const CORPUS: &str = "corpus";

/// Runs every check, also after one that failed.
pub(crate) fn run(arguments: &SharedArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let Some(folder) = folder(arguments.folder.as_deref(), workspace)? else {
        output::print(&format!(
            "{USUAL}, beside the checkout, is not there, nothing checked"
        ))?;
        return Ok(ExitCode::SUCCESS);
    };
    let program = Program::new(workspace);
    let vectors = folder.join(VECTORS);
    let mut failed = Vec::new();
    let mut checks = 0;
    let mut check = |name: &'static str, work: &dyn Fn() -> anyhow::Result<bool>| {
        checks += 1;
        output::print(name)?;
        let good = work().unwrap_or_else(|error| {
            output::tell(&format!("  error: {error:#}"));
            false
        });
        if !good {
            failed.push(name);
        }
        anyhow::Ok(good)
    };
    // Built first, so that a fault of the build is told once.
    if check("the program that uses the crate", &|| program.build())? {
        if check("wire vectors", &|| program.vectors(&vectors))? {
            check("wire vectors, read back by qs", &|| {
                read_back::run(&program, &vectors)
            })?;
        }
        check("a page of candidates", &|| program.page(&folder.join(PAGE)))?;
    }
    check("documents of others", &|| corpus::run(&folder.join(CORPUS)))?;

    if failed.is_empty() {
        output::print(&format!("{} done, none failed", counted(checks, "check")))?;
        return Ok(ExitCode::SUCCESS);
    }
    output::tell(&format!(
        "error: {} of {checks} failed: {}",
        counted(failed.len(), "check"),
        failed.join(", ")
    ));
    Ok(ExitCode::FAILURE)
}

/// The folder with the data. Only the usual one may be absent: who names one means it.
fn folder(named: Option<&Path>, workspace: &Workspace) -> anyhow::Result<Option<PathBuf>> {
    let folder = match named {
        Some(named) if !named.is_dir() => {
            bail!("`{}` is no folder: nothing was checked", named.display())
        }
        Some(named) => named.to_owned(),
        None => workspace.root().join(USUAL),
    };
    if named.is_none() && !folder.exists() {
        return Ok(None);
    }
    folder
        .canonicalize()
        .with_context(|| format!("cannot read `{}`", folder.display()))
        .map(Some)
}
