//! `cargo xtask semver`: what others say of the changes of the matrix.
//!
//! ```text
//! matrix ─► a crate of each change ─┬─► rustdoc ─► cargo-semver-checks ─┬─► table
//!                                   └─► a program against the old crate ─┘
//! ```
//!
//! The matrix is in `generator/tests/semver`, and says where a judge is known to see less than
//! there is. An excuse that is no longer needed is a fault, too.

mod judge;
#[path = "../../../generator/tests/semver/matrix.rs"]
mod matrix;
mod programs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use oas_codegen::listing::Listing;
use oas_codegen::{Outcome, Tree};
use serde_json::Value;

use self::judge::{Judge, Word};
use self::matrix::Change;
use crate::downstream;
use crate::output;
use crate::workspace::Workspace;

/// The name that the crate of every change has.
const NAME: &str = "pets";

/// What was found of one change.
struct Row {
    change: Change,
    ours: &'static str,
    lints: Word,
    compiles: bool,
}

/// Ends with 1 if someone disagrees without a reason.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let judge = Judge::find()?;
    let folder = downstream::target(workspace).join("semver");
    if folder.join("crates").is_dir() {
        fs::remove_dir_all(folder.join("crates")).context("cannot remove the last run's crates")?;
    }
    let runtime = workspace.runtime();
    let runtime = runtime.to_string_lossy();
    let base = matrix::base().map_err(|why| anyhow!(why))?;
    let changes = matrix::changes().map_err(|why| anyhow!(why))?;
    let made = |document: &Value, name: &str| -> anyhow::Result<(Tree, Listing)> {
        let outcome = matrix::crate_of(document, name, &runtime).map_err(|why| anyhow!(why))?;
        parts(outcome).with_context(|| format!("no crate of `{name}`"))
    };
    let (tree, old) = made(&base, NAME)?;
    let before = judge.described(workspace, &folder, "base", &tree)?;
    let mut programs = programs::Programs::new(&folder);
    let mut rows = Vec::new();
    for (index, change) in changes.into_iter().enumerate() {
        let document = change.applied(&base).map_err(|why| anyhow!(why))?;
        let (tree, new) = made(&document, NAME)?;
        let name = format!("change-{index}");
        let after = judge.described(workspace, &folder, &name, &tree)?;
        let lints = judge.word(workspace, &before, &after)?;
        // One workspace cannot have two packages of one name.
        let (tree, _) = made(&document, &name)?;
        let program = matrix::program(&name.replace('-', "_"), change.use_of.as_deref());
        programs.add(&name, &tree, &program)?;
        rows.push(Row {
            ours: matrix::class(&old, &new),
            lints,
            compiles: true,
            change,
        });
    }
    let (tree, _) = made(&base, "change-none")?;
    programs.add_uses("change-none", &tree, rows.iter().map(|row| &row.change))?;
    let failed = programs.failed(workspace)?;
    if let Some(name) = failed
        .iter()
        .find(|name| !name.starts_with("change-") || name.as_str() == "change-none")
    {
        bail!("a program does not compile with the crate that it is written against: {name}");
    }
    for (index, row) in rows.iter_mut().enumerate() {
        row.compiles = !failed.contains(&format!("change-{index}"));
    }
    table(&judge, &rows)
}

fn parts(outcome: Outcome) -> Option<(Tree, Listing)> {
    Some((outcome.tree?, outcome.listing?))
}

/// Writes the files that a crate is compiled from.
fn write(folder: &Path, tree: &Tree) -> anyhow::Result<PathBuf> {
    for (path, bytes) in tree.iter() {
        if path == "Cargo.toml" || path == "README.md" || path.starts_with("src/") {
            let file = folder.join(path);
            let parent = file.parent().unwrap_or(folder);
            fs::create_dir_all(parent)
                .and_then(|()| fs::write(&file, bytes))
                .with_context(|| format!("cannot write `{}`", file.display()))?;
        }
    }
    Ok(folder.to_owned())
}

impl Row {
    /// What is wrong with what was said, if anything is.
    fn fault(&self) -> Option<&'static str> {
        let change = &self.change;
        let is_breaking = change.is_breaking();
        if self.ours != change.class {
            return Some("our class is not the one expected");
        }
        match (is_breaking, self.compiles, &change.compiles) {
            (false, false, _) => return Some("the program does not compile"),
            (true, true, None) => return Some("the program compiles, and nothing says why"),
            (true, false, Some(_)) => {
                return Some("the program does not compile: no reason is needed");
            }
            _ => {}
        }
        match (self.lints.is_breaking() == is_breaking, &change.lints) {
            (false, None) => Some("cargo-semver-checks disagrees, and nothing says why"),
            (true, Some(_)) => Some("cargo-semver-checks agrees: no reason is needed"),
            _ => None,
        }
    }

    fn reason(&self) -> String {
        let mut reasons: Vec<&str> = Vec::new();
        reasons.extend(self.fault());
        reasons.extend(self.change.lints.as_deref());
        reasons.extend(self.change.compiles.as_deref());
        reasons.join("; ")
    }
}

fn table(judge: &Judge, rows: &[Row]) -> anyhow::Result<ExitCode> {
    let mut lines = vec![
        format!("| change | our class | {} | program | |", judge.version()),
        "|---|---|---|---|---|".to_owned(),
    ];
    lines.extend(rows.iter().map(|row| {
        let program = if row.compiles {
            "compiles"
        } else {
            "does not compile"
        };
        format!(
            "| {} | {} | {} | {program} | {} |",
            row.change.name,
            row.ours,
            row.lints,
            row.reason()
        )
    }));
    output::print(&lines.join("\n"))?;
    let faults = rows.iter().filter(|row| row.fault().is_some()).count();
    let explained = rows.iter().filter(|row| row.change.lints.is_some()).count();
    output::tell(&format!(
        "{}: of {explained} the judge says something else, and it is said why; {} without a reason",
        output::counted(rows.len(), "change"),
        faults
    ));
    Ok(if faults == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
