//! `qs`, the parser that servers of this kind use, reads what the crate sends.

use std::path::Path;
use std::process::Command;

use super::program::{Program, show, write};
use crate::npm;
use crate::output;

/// Pinned: another version may read a query differently, and that is to be seen.
const VERSION: &str = "6.15.4";

const SCRIPT: &str = include_str!("program/read_back.mjs.txt");

/// Reads the queries back; when node or npm is missing it says so, and that is no fault.
pub(super) fn run(program: &Program<'_>, vectors: &Path) -> anyhow::Result<bool> {
    if let Some(tool) = npm::missing_tool() {
        output::print(&format!("  `{tool}` is not there: not checked"))?;
        return Ok(true);
    }
    let folder = program.folder().join("node");
    write(&folder.join("read_back.mjs"), SCRIPT)?;
    npm::install(&folder, "qs", VERSION)?;
    output::print(&format!("  qs {VERSION}"))?;
    let mut node = Command::new("node");
    node.current_dir(&folder)
        .arg("read_back.mjs")
        .arg(vectors)
        .arg(program.sent());
    show(node)
}
