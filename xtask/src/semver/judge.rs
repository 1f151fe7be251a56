//! cargo-semver-checks: finding it, giving it two crates, reading what it says.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use oas_codegen::Tree;

use crate::output;
use crate::workspace::Workspace;

const PROGRAM: &str = "cargo-semver-checks";

const HOW_TO_GET_IT: &str = "cargo-semver-checks is not there, on the path or where cargo installs:\n  \
    cargo install cargo-semver-checks --locked";

/// The judge.
pub(super) struct Judge {
    program: PathBuf,
    version: String,
}

/// What it says of a change.
pub(super) enum Word {
    /// Nothing that breaks.
    Compatible,
    /// The lints that found something.
    Breaking(Vec<String>),
}

impl Word {
    pub(super) fn is_breaking(&self) -> bool {
        matches!(self, Self::Breaking(_))
    }
}

impl fmt::Display for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compatible => formatter.write_str("compatible"),
            Self::Breaking(lints) => write!(formatter, "breaking: {}", lints.join(", ")),
        }
    }
}

impl Judge {
    pub(super) fn find() -> anyhow::Result<Self> {
        let home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        let installed = home.map(|home| home.join("bin").join(PROGRAM));
        for program in [Some(PathBuf::from(PROGRAM)), installed]
            .into_iter()
            .flatten()
        {
            let said = Command::new(&program)
                .args(["semver-checks", "--version"])
                .output();
            let Ok(said) = said else { continue };
            if said.status.success() {
                let version = String::from_utf8_lossy(&said.stdout).trim().to_owned();
                return Ok(Self { program, version });
            }
        }
        bail!(HOW_TO_GET_IT);
    }

    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// The public items of a crate, as rustdoc describes them for programs.
    pub(super) fn described(
        &self,
        workspace: &Workspace,
        folder: &Path,
        name: &str,
        tree: &Tree,
    ) -> anyhow::Result<PathBuf> {
        let package = super::write(&folder.join("crates").join(name), tree)?;
        // The versions that the workspace has, so that nothing need be fetched.
        fs::copy(
            workspace.root().join("Cargo.lock"),
            package.join("Cargo.lock"),
        )?;
        let target = folder.join("rustdoc");
        let said = workspace
            .cargo()
            .args([
                "rustdoc",
                "--quiet",
                "--offline",
                "--lib",
                "--no-default-features",
            ])
            .arg("--manifest-path")
            .arg(package.join("Cargo.toml"))
            .args(["--", "-Zunstable-options", "--output-format", "json"])
            .env("CARGO_TARGET_DIR", &target)
            // The format for programs is not yet stable.
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .context("cannot start cargo")?;
        if !said.status.success() {
            output::tell(&String::from_utf8_lossy(&said.stderr));
            bail!("rustdoc does not describe the crate of {name}");
        }
        let description = folder.join("crates").join(format!("{name}.json"));
        let made = target.join("doc").join(format!("{}.json", super::NAME));
        fs::copy(&made, &description)
            .with_context(|| format!("there is no `{}`", made.display()))?;
        Ok(description)
    }

    /// What it says if the second crate were published as a minor version after the first.
    pub(super) fn word(
        &self,
        workspace: &Workspace,
        before: &Path,
        after: &Path,
    ) -> anyhow::Result<Word> {
        let said = Command::new(&self.program)
            .current_dir(workspace.root())
            .args([
                "semver-checks",
                "--color",
                "never",
                "--release-type",
                "minor",
            ])
            .arg("--baseline-rustdoc")
            .arg(before)
            .arg("--current-rustdoc")
            .arg(after)
            .output()
            .with_context(|| format!("cannot start `{}`", self.program.display()))?;
        let text = format!(
            "{}{}",
            String::from_utf8_lossy(&said.stdout),
            String::from_utf8_lossy(&said.stderr)
        );
        let lints: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("--- failure ")?.split(':').next())
            .map(|lint| lint.trim().to_owned())
            .collect();
        match (said.status.success(), lints.is_empty()) {
            (true, _) => Ok(Word::Compatible),
            (false, false) => Ok(Word::Breaking(lints)),
            (false, true) => bail!("cargo-semver-checks fell over:\n{text}"),
        }
    }
}
