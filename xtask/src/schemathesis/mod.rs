//! `cargo xtask schemathesis`: requests that a foreign program makes of the spec, to the mock.
//!
//! What it finds is a fault of the spec or of the mock: they say different things.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, bail};
use truto_mock::{MockConfig, MockServer};

use crate::cli::SchemathesisArguments;
use crate::downstream;
use crate::workspace::Workspace;

/// The program with everything that it stands on.
const REQUIREMENTS: &str = include_str!("requirements.txt");

const SETTINGS: &str = include_str!("schemathesis.toml");

/// The checks that stand in the place of those of [`REPLACED`].
const HOOKS: &str = include_str!("hooks.py");

/// All other checks run as they are.
const REPLACED: [&str; 4] = [
    "response_schema_conformance",
    "content_type_conformance",
    "ignored_auth",
    "negative_data_rejection",
];

const SPEC: &str = "spec/truto-unified-ats.yaml";

pub(crate) fn run(
    arguments: &SchemathesisArguments,
    workspace: &Workspace,
) -> anyhow::Result<ExitCode> {
    let folder = downstream::target(workspace).join("schemathesis");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let folder = folder
        .canonicalize()
        .with_context(|| format!("cannot read `{}`", folder.display()))?;
    let python = install(&folder)?;
    // What it remembers of a run stays in the folder as well.
    write(&folder.join("schemathesis.toml"), SETTINGS)?;
    write(&folder.join("hooks.py"), HOOKS)?;
    let server = MockServer::start_blocking(MockConfig {
        faults: arguments.faults.clone(),
        ..MockConfig::default()
    })?;
    let mut command = Command::new(&python);
    command
        .current_dir(&folder)
        .args(["-m", "schemathesis.cli", "run"])
        .arg(workspace.root().join(SPEC))
        .args(["--url", &server.base_url()])
        .args(["--header", "Authorization: Bearer any"])
        .args(["--checks", "all", "--exclude-checks", &REPLACED.join(",")])
        .args(["--max-examples", &arguments.examples.to_string()])
        .args(["--seed", &arguments.seed.to_string()])
        .args(["--generation-database", "none", "--continue-on-failure"])
        .env_remove("SCHEMATHESIS_HOOKS");
    // A proxy of this machine cannot reach a port that only this machine has.
    for variable in ["NO_PROXY", "no_proxy"] {
        command.env(variable, "127.0.0.1");
    }
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", python.display()))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// An environment of Python with the program in it, made once for each list of requirements.
fn install(folder: &Path) -> anyhow::Result<PathBuf> {
    let environment = folder.join("environment");
    let python = if cfg!(windows) {
        environment.join("Scripts").join("python.exe")
    } else {
        environment.join("bin").join("python")
    };
    let requirements = environment.join("requirements.txt");
    if fs::read_to_string(&requirements).is_ok_and(|text| text == REQUIREMENTS) {
        return Ok(python);
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv", "--clear"]).arg(&environment);
    succeed(make, "Python cannot make an environment")?;
    let wanted = folder.join("requirements.txt");
    write(&wanted, REQUIREMENTS)?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet"])
        .args(["--disable-pip-version-check", "--requirement"])
        .arg(&wanted);
    succeed(pip, "pip cannot install schemathesis")?;
    // Last: an environment without it is not whole.
    write(&requirements, REQUIREMENTS)?;
    Ok(python)
}

fn succeed(mut command: Command, what: &str) -> anyhow::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{program}`: this needs Python 3.11 or newer"))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        bail!("{what}; it needs Python 3.11 or newer. {}", said.trim());
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_check_that_is_left_out_has_one_in_its_place() {
        for check in REPLACED {
            assert!(
                HOOKS.contains(&format!("\"\"\"In place of `{check}`")),
                "{check}"
            );
            assert!(HOOKS.contains(&format!("checks.{check}(ctx")), "{check}");
        }
        assert_eq!(HOOKS.matches("@schemathesis.check").count(), REPLACED.len());
    }

    #[test]
    fn every_requirement_is_pinned() {
        let lines = REQUIREMENTS.lines().filter(|line| !line.starts_with('#'));
        assert!(lines.clone().any(|line| line.starts_with("schemathesis==")));
        for line in lines {
            assert!(line.contains("=="), "{line}");
        }
    }
}
