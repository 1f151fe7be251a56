//! The program that uses the emitted crate: written, built and run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::output;
use crate::workspace::Workspace;

/// The project, from the root of the checkout. Its manifest names the way back.
const FOLDER: &str = "target/shared-check";

const FILES: [(&str, &str); 6] = [
    ("Cargo.toml", include_str!("program/Cargo.toml.txt")),
    ("src/main.rs", include_str!("program/main.rs.txt")),
    ("src/builder.rs", include_str!("program/builder.rs.txt")),
    ("src/json.rs", include_str!("program/json.rs.txt")),
    ("src/page.rs", include_str!("program/page.rs.txt")),
    ("src/vectors.rs", include_str!("program/vectors.rs.txt")),
];

/// The scratch project.
pub(super) struct Program<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
}

impl<'a> Program<'a> {
    pub(super) fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            folder: workspace.root().join(FOLDER),
        }
    }

    /// Where the project stands.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the queries that were made of the vectors are kept.
    pub(super) fn sent(&self) -> PathBuf {
        self.folder.join("sent.json")
    }

    /// Writes the project and builds it; a fault of the compiler is shown.
    pub(super) fn build(&self) -> anyhow::Result<bool> {
        if !self.workspace.root().join("generated/Cargo.toml").is_file() {
            bail!("generated/ is not there yet: run `cargo xtask codegen` first");
        }
        for (path, text) in FILES {
            write(&self.folder.join(path), text)?;
        }
        // The versions of the checkout: nothing is looked up, and what is tested is what is
        // used here. Cargo takes out of the copy what this project does not need.
        let lock = self.workspace.root().join("Cargo.lock");
        let versions = fs::read_to_string(&lock)
            .with_context(|| format!("cannot read `{}`", lock.display()))?;
        write(&self.folder.join("Cargo.lock"), &versions)?;

        // What was built before needs no network. A second attempt may fetch, and shows what
        // was wrong if it was something else.
        let mut cargo = self.cargo("build");
        let output = cargo.arg("--offline").output();
        if output.is_ok_and(|output| output.status.success()) {
            return Ok(true);
        }
        let status = self.cargo("build").status().context("cannot start cargo")?;
        Ok(status.success())
    }

    /// Sends the vectors through the encoder and the builder.
    pub(super) fn vectors(&self, vectors: &Path) -> anyhow::Result<bool> {
        self.run(&["vectors".as_ref(), vectors, &self.sent()])
    }

    /// Decodes a page and writes it again.
    pub(super) fn page(&self, page: &Path) -> anyhow::Result<bool> {
        self.run(&["page".as_ref(), page])
    }

    fn run(&self, arguments: &[&Path]) -> anyhow::Result<bool> {
        let mut cargo = self.cargo("run");
        cargo.args(["--offline", "--"]).args(arguments);
        show(cargo)
    }

    fn cargo(&self, what: &str) -> Command {
        let mut cargo = self.workspace.cargo();
        cargo
            .args([what, "--quiet", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"));
        // The crates that the checkout has built already serve here, too.
        if env::var_os("CARGO_TARGET_DIR").is_none() {
            cargo.env("CARGO_TARGET_DIR", self.workspace.root().join("target"));
        }
        cargo
    }
}

/// Runs a program, prints what it prints, and says whether it went well.
pub(super) fn show(mut command: Command) -> anyhow::Result<bool> {
    let output = command
        .output()
        .with_context(|| format!("cannot start `{}`", command.get_program().display()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !said.trim().is_empty() {
        output::tell(said.trim_end());
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    if !printed.trim().is_empty() {
        output::print(printed.trim_end())?;
    }
    Ok(output.status.success())
}

/// Writes a file unless it holds this text: what is not touched is not built again.
pub(super) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}
