//! `cargo xtask conformance`: one list of requests, sent by the generated crate to servers
//! that have nothing in common but the spec.
//!
//! The list is in `xtask/downstream/src/bin/conformance/`. It is the same for the mock of this
//! repository and for prism, a server that others wrote.

mod spec;

use std::process::{Command, ExitCode};

use anyhow::Context;
use truto_mock::{FaultRule, MockConfig, MockServer};

use crate::cli::ConformanceArguments;
use crate::downstream;
use crate::output;
use crate::prism::{self, Prism};
use crate::workspace::Workspace;

/// What the refusing mock answers with, one after another: `STATUSES` of the list.
const REFUSALS: [&str; 12] = [
    "status=400x1",
    "status=401x1",
    "status=403x1",
    "status=404x1",
    "status=405x1",
    "status=409x1",
    "status=422x1",
    "rate-limit=10x1",
    "status=500x1",
    "status=502x1",
    "status=503x1",
    "status=504x1",
];

const TOKEN: &str = "TRUTO_API_TOKEN";

/// Ends with the exit code of the program that has the list.
pub(crate) fn run(
    arguments: &ConformanceArguments,
    workspace: &Workspace,
) -> anyhow::Result<ExitCode> {
    let spec = spec::read(workspace)?;
    let mut program = downstream::program(workspace, "conformance")?;
    program.args(["--parameters", &spec::query_parameters(&spec).join(",")]);
    if let Some(base_url) = &arguments.base_url {
        output::print(&format!("against {base_url}"))?;
        program.args(["--base-url", base_url]);
        return status(program);
    }
    // A real token is not for these.
    program.env(TOKEN, "conformance");
    if arguments.prism {
        let folder = downstream::target(workspace).join("conformance");
        let document = spec::for_prism(workspace, &spec, &folder)?;
        let server = Prism::start(&downstream::target(workspace).join("prism"), &document)?;
        let base_url = server.base_url();
        output::print(&format!("against prism {} at {base_url}", prism::VERSION))?;
        // Prism gives the status that it is asked for.
        program.args(["--base-url", &base_url, "--refusing-url", &base_url]);
        return status(program);
    }
    let server = MockServer::start_blocking(MockConfig::default())?;
    let refusing = MockServer::start_blocking(MockConfig {
        faults: refusals()?,
        ..MockConfig::default()
    })?;
    let base_url = server.base_url();
    output::print(&format!("against the mock at {base_url}"))?;
    program
        .args(["--base-url", &base_url])
        .args(["--refusing-url", &refusing.base_url()]);
    status(program)
}

fn refusals() -> anyhow::Result<Vec<FaultRule>> {
    REFUSALS
        .iter()
        .map(|rule| rule.parse().map_err(anyhow::Error::new))
        .collect()
}

fn status(mut program: Command) -> anyhow::Result<ExitCode> {
    let status = program.status().context("cannot start cargo")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refusals_are_faults_of_the_mock() {
        let rules = refusals().unwrap();
        assert!(rules.iter().all(|rule| rule.times == Some(1)));
    }
}
