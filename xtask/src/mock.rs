//! `cargo xtask mock`: the mock on its own, for other programs to talk to.

use std::process::ExitCode;

use truto_mock::{MockConfig, MockServer, PATH};

use crate::cli::MockArguments;
use crate::output;

/// An account for examples: the mock takes any.
pub(crate) const EXAMPLE_ACCOUNT: &str = "62f44730-dd91-461e-bd6a-aedd9e0ad79d";

/// Serves until the process is ended.
pub(crate) fn run(arguments: &MockArguments) -> anyhow::Result<ExitCode> {
    let server = MockServer::start_blocking(MockConfig {
        port: arguments.port,
        page_size: arguments.page_size,
        candidates: arguments.candidates,
        seed: arguments.seed,
        faults: arguments.faults.clone(),
        fault_seed: arguments.fault_seed,
        ..MockConfig::default()
    })?;
    let base_url = server.base_url();
    output::print(&format!(
        "\
{base_url} answers for {candidates}, {page_size} a page. Ctrl-C ends it.

Ask it with curl:
  curl -H 'Authorization: Bearer demo' '{base_url}{PATH}?integrated_account_id={EXAMPLE_ACCOUNT}&limit=2'

Or with the generated crate:
  TRUTO_API_TOKEN=demo cargo run -p truto-ats --example list_candidates -- --account {EXAMPLE_ACCOUNT} --base-url {base_url}",
        candidates = output::counted(usize::try_from(arguments.candidates)?, "candidate"),
        page_size = arguments.page_size,
    ))?;
    server.wait();
    Ok(ExitCode::SUCCESS)
}
