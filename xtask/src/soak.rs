//! `cargo xtask soak`: thousands of pages from a server that fails, each record exactly once.

use std::process::ExitCode;

use anyhow::Context;
use truto_mock::{FaultRule, MockConfig, MockServer};

use crate::cli::SoakArguments;
use crate::downstream;
use crate::output;
use crate::workspace::Workspace;

/// Faults through which every record can still be had.
const FAULTS: [&str; 18] = [
    "status=500",
    "status=502",
    "status=504",
    "rate-limit=0",
    "unavailable=0",
    "cut-error",
    "html-error",
    "reset",
    "reset-early",
    "truncated",
    "truncated-chunked",
    "truncated-json",
    "html",
    "empty-page",
    "byte-order-mark",
    "slow=1",
    "unknown-fields",
    "redirect-same",
];

/// Runs both servers here and the client in a process of its own.
pub(crate) fn run(arguments: &SoakArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let candidates = arguments.pages.saturating_mul(arguments.page_size as u64);
    let healthy_config = MockConfig {
        page_size: arguments.page_size,
        candidates,
        seed: arguments.seed,
        remembered_requests: 0,
        ..MockConfig::default()
    };
    // Built before the clock runs.
    let mut build = downstream::program(workspace, "soak")?;
    build.arg("--help").stdout(std::process::Stdio::null());
    if !build.status().context("cannot start cargo")?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let failing = MockServer::start_blocking(MockConfig {
        faults: rules(arguments.fault_rate)?,
        fault_seed: arguments.seed,
        ..healthy_config.clone()
    })?;
    let healthy = MockServer::start_blocking(healthy_config)?;
    let status = downstream::program(workspace, "soak")?
        .args(["--base-url", &failing.base_url()])
        .args(["--healthy-url", &healthy.base_url()])
        .args(["--page-size", &arguments.page_size.to_string()])
        .args(["--candidates", &candidates.to_string()])
        .status()
        .context("cannot start cargo")?;
    let served = failing.faults_served();
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
