//! `cargo xtask demo`: the generated example program, against the mock or the real service.

use std::env;
use std::process::{Command, ExitCode, ExitStatus};

use anyhow::{Context, bail};
use truto_mock::{MockConfig, MockServer};

use crate::cli::DemoArguments;
use crate::mock::EXAMPLE_ACCOUNT;
use crate::output;
use crate::workspace::Workspace;

const TOKEN: &str = "TRUTO_API_TOKEN";
const ACCOUNT: &str = "TRUTO_ACCOUNT_ID";
const BASE_URL: &str = "TRUTO_BASE_URL";

/// Runs the example and ends with its exit code.
pub(crate) fn run(arguments: &DemoArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    if !workspace.root().join("generated/Cargo.toml").is_file() {
        bail!("generated/ is not there yet: run `cargo xtask codegen` first");
    }
    match (variable(TOKEN)?, variable(ACCOUNT)?) {
        (Some(_), Some(account)) => against_the_service(arguments, workspace, &account),
        (Some(_), None) => {
            output::tell(&format!(
                "note: {TOKEN} is set and {ACCOUNT} is not, so this is the mock and the token is not used"
            ));
            against_the_mock(arguments, workspace)
        }
        (None, Some(_)) => {
            output::tell(&format!(
                "note: {ACCOUNT} is set and {TOKEN} is not, so this is the mock"
            ));
            against_the_mock(arguments, workspace)
        }
        (None, None) => against_the_mock(arguments, workspace),
    }
}

fn against_the_service(
    arguments: &DemoArguments,
    workspace: &Workspace,
    account: &str,
) -> anyhow::Result<ExitCode> {
    if arguments.candidates.is_some() || arguments.page_size.is_some() {
        output::tell(
            "note: --candidates and --page-size speak of the mock; they change nothing at the real service",
        );
    }
    let mut example = example(workspace, account);
    // The token is inherited: it appears in no argument, where other users could read it.
    if let Some(base_url) = variable(BASE_URL)? {
        example.args(["--base-url", &base_url]);
    }
    status(example)
}

fn against_the_mock(arguments: &DemoArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let standard = MockConfig::default();
    let server = MockServer::start_blocking(MockConfig {
        port: 0,
        candidates: arguments.candidates.unwrap_or(standard.candidates),
        page_size: arguments.page_size.unwrap_or(standard.page_size),
        ..standard
    })?;
    let mut example = example(workspace, EXAMPLE_ACCOUNT);
    example
        .args(["--base-url", &server.base_url()])
        // A real token is not for the mock.
        .env(TOKEN, "demo");
    // A proxy of this machine cannot reach a port that only this machine has.
    for name in ["NO_PROXY", "no_proxy"] {
        let others = variable(name)?.map(|others| format!(",{others}"));
        example.env(name, format!("127.0.0.1{}", others.unwrap_or_default()));
    }
    status(example)
}

/// `cargo run` of the example, with what both services need.
fn example(workspace: &Workspace, account: &str) -> Command {
    let mut command = workspace.cargo();
    command
        .args(["run", "--quiet", "--package", "truto-ats"])
        .args(["--example", "list_candidates", "--", "--account", account]);
    command
}

fn status(mut command: Command) -> anyhow::Result<ExitCode> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", command.get_program().display()))?;
    Ok(exit_code(status))
}

/// The code of a process as the code of this one.
fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().or_else(|| signal_code(status));
    code.and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from)
}

/// What a shell makes of a process that a signal ended.
#[cfg(unix)]
fn signal_code(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    status.signal().map(|signal| 128 + signal)
}

#[cfg(not(unix))]
fn signal_code(_: ExitStatus) -> Option<i32> {
    None
}

/// A variable of the environment; an empty one is taken for absent.
fn variable(name: &str) -> anyhow::Result<Option<String>> {
    match env::var(name) {
        Ok(value) if value.trim().is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        // The value may be a secret: only its name is said.
        Err(env::VarError::NotUnicode(_)) => bail!("the variable {name} is not UTF-8 text"),
    }
}
