//! `qs`, the parser that servers of this kind use, reads what the crate sends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::program::{Program, show, write};
use crate::output;

/// Pinned: another version may read a query differently, and that is to be seen.
const VERSION: &str = "6.15.4";

const SCRIPT: &str = include_str!("program/read_back.mjs.txt");

/// Reads the queries back; when node or npm is missing it says so, and that is no fault.
pub(super) fn run(program: &Program<'_>, vectors: &Path) -> anyhow::Result<bool> {
    for tool in ["node", "npm"] {
        if !is_there(tool) {
            output::print(&format!("  `{tool}` is not there: not checked"))?;
            return Ok(true);
        }
    }
    let folder = program.folder().join("node");
    write(&folder.join("read_back.mjs"), SCRIPT)?;
    install(&folder)?;
    output::print(&format!("  qs {VERSION}"))?;
    let mut node = Command::new("node");
    node.current_dir(&folder)
        .arg("read_back.mjs")
        .arg(vectors)
        .arg(program.sent());
    show(node)
}

/// Whether a program can be started.
fn is_there(tool: &str) -> bool {
    let mut command = Command::new(tool);
    command
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Installs `qs` into the folder, once.
fn install(folder: &Path) -> anyhow::Result<()> {
    if installed(folder).as_deref() == Some(VERSION) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["install", "--prefix"])
        .arg(folder)
        // Nothing of the package is run, and nothing is asked but the package.
        .args(["--ignore-scripts", "--no-audit", "--no-fund", "--no-save"])
        .args(["--no-package-lock", "--loglevel", "error"])
        .arg(format!("qs@{VERSION}"));
    let output = npm.output().context("cannot start `npm`")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("npm cannot install qs {VERSION}: {}", said.trim());
    }
    match installed(folder) {
        Some(version) if version == VERSION => Ok(()),
        other => bail!("npm installed qs {other:?}, not {VERSION}"),
    }
}

/// The version of the package that is in the folder.
fn installed(folder: &Path) -> Option<String> {
    let manifest: PathBuf = folder.join("node_modules/qs/package.json");
    let text = fs::read_to_string(manifest).ok()?;
    let (_, rest) = text.split_once("\"version\"")?;
    rest.split('"').nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_is_there_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(installed(folder.path()), None);
        let manifest = folder.path().join("node_modules/qs/package.json");
        write(
            &manifest,
            "{\n  \"name\": \"qs\",\n  \"version\": \"6.0.1\"\n}\n",
        )
        .unwrap();
        assert_eq!(installed(folder.path()).as_deref(), Some("6.0.1"));
    }

    #[test]
    fn a_tool_that_is_not_there_is_known() {
        assert!(!is_there("no-such-tool-in-any-place"));
    }
}
