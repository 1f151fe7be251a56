//! Packages of npm that a command needs: installed into a folder of their own, never globally.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// What a package is installed and run with.
const TOOLS: [&str; 2] = ["node", "npm"];

/// The first of the tools that is not there.
pub(crate) fn missing_tool() -> Option<&'static str> {
    TOOLS.into_iter().find(|tool| !is_there(tool))
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

/// Installs this version of a package into the folder, once.
pub(crate) fn install(folder: &Path, package: &str, version: &str) -> anyhow::Result<()> {
    if installed(folder, package).as_deref() == Some(version) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["install", "--prefix"])
        .arg(folder)
        // Nothing of the package is run, and nothing is asked but the package.
        .args(["--ignore-scripts", "--no-audit", "--no-fund", "--no-save"])
        .args(["--no-package-lock", "--loglevel", "error"])
        .arg(format!("{package}@{version}"))
        .stdin(Stdio::null());
    let output = npm.output().context("cannot start `npm`")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("npm cannot install {package} {version}: {}", said.trim());
    }
    match installed(folder, package) {
        Some(found) if found == version => Ok(()),
        other => bail!("npm installed {package} {other:?}, not {version}"),
    }
}

/// The version of the package that is in the folder.
fn installed(folder: &Path, package: &str) -> Option<String> {
    let manifest = folder
        .join("node_modules")
        .join(package)
        .join("package.json");
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
        assert_eq!(installed(folder.path(), "@some/package"), None);
        let package = folder.path().join("node_modules/@some/package");
        fs::create_dir_all(&package).unwrap();
        let manifest = "{\n  \"name\": \"@some/package\",\n  \"version\": \"6.0.1\"\n}\n";
        fs::write(package.join("package.json"), manifest).unwrap();
        let found = installed(folder.path(), "@some/package");
        assert_eq!(found.as_deref(), Some("6.0.1"));
    }

    #[test]
    fn a_tool_that_is_not_there_is_known() {
        assert!(!is_there("no-such-tool-in-any-place"));
    }
}
