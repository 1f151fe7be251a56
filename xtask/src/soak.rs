//! `cargo xtask soak`: thousands of pages from a server that fails, each record exactly once.

use std::process::ExitCode;

use anyhow::Context;
use truto_mock::{FaultRule, MockConfig, MockServer};

use crate::cli::SoakArguments;
use crate::downstream;
use crate::output;
use crate::workspace::Workspace;

/// Faults through which every record can still be had.
const FAULTS: [&str; 32] = [
    "status=408",
    "status=500",
    "status=502",
    "status=504",
    "rate-limit=0",
    "rate-limit=5",
    "rate-limit=date:5",
    "rate-limit=none",
    "rate-limit=garbage",
    "rate-limit=reset",
    "unavailable=0",
    "cut-error",
    "html-error",
    "reset",
    "reset-early",
    "truncated",
    "truncated-chunked",
    "truncated-json",
    "stalled",
    "slow=1",
    "html",
    "no-content",
    "empty-body",
    "invalid-utf8",
    "not-json",
    "missing-result",
    "null-result",
    "wrong-types",
    "empty-page",
    "byte-order-mark",
    "unknown-fields",
    "redirect-same",
];

/// Runs the server here and the client in a process of its own.
pub(crate) fn run(arguments: &SoakArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let candidates = arguments.pages.saturating_mul(arguments.page_size as u64);
    // Built before the clock runs.
    let mut build = downstream::program(workspace, "soak")?;
    build.arg("--help").stdout(std::process::Stdio::null());
    if !build.status().context("cannot start cargo")?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let server = MockServer::start_blocking(MockConfig {
        page_size: arguments.page_size,
        candidates,
        seed: arguments.seed,
        remembered_requests: 0,
        faults: rules(arguments.fault_rate)?,
        fault_seed: arguments.seed,
        ..MockConfig::default()
    })?;
    let status = downstream::program(workspace, "soak")?
        .args(["--base-url", &server.base_url()])
        .args(["--page-size", &arguments.page_size.to_string()])
        .args(["--candidates", &candidates.to_string()])
        .args(["--seed", &arguments.seed.to_string()])
        .status()
        .context("cannot start cargo")?;
    let served = server.faults_served();
    let total: u64 = served.values().sum();
    let kinds: Vec<String> = served
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    output::print(&format!("{total} faults served: {}", kinds.join(", ")))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Each fault with a probability such that all together make the rate.
fn rules(rate: f64) -> anyhow::Result<Vec<FaultRule>> {
    let count = FAULTS.len() as f64;
    let each = 1.0 - (1.0 - rate).powf(1.0 / count);
    FAULTS
        .iter()
        .map(|name| {
            let fault = name.parse().map_err(anyhow::Error::new)?;
            Ok(FaultRule {
                probability: each,
                ..FaultRule::always(fault)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faults_together_make_the_rate() {
        for rate in [0.0, 0.2, 0.9] {
            let none = rules(rate)
                .unwrap()
                .iter()
                .fold(1.0, |none, rule| none * (1.0 - rule.probability));
            assert!((1.0 - none - rate).abs() < 1e-9, "{rate}");
        }
    }
}
