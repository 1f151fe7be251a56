//! `cargo xtask mock`: the mock on its own, for other programs to talk to.

use std::process::ExitCode;

use anyhow::Context;
use truto_mock::{MockConfig, MockServer, PATH};

use crate::cli::MockArguments;
use crate::output;

/// An account for examples: the mock takes any.
pub(crate) const EXAMPLE_ACCOUNT: &str = "62f44730-dd91-461e-bd6a-aedd9e0ad79d";

/// Serves until the process is ended.
pub(crate) fn run(arguments: &MockArguments) -> anyhow::Result<ExitCode> {
    let server = MockServer::start_blocking(config(arguments)?)?;
    if let (Some(file), Some(certificate)) = (&arguments.certificate, server.certificate_pem()) {
        std::fs::write(file, certificate)
            .with_context(|| format!("cannot write the certificate to {}", file.display()))?;
    }
    let base_url = server.base_url();
    let trust = match (&arguments.certificate, arguments.tls) {
        (Some(file), _) => format!("--cacert '{}' ", file.display()),
        (None, true) => "--insecure ".to_owned(),
        (None, false) => String::new(),
    };
    let mut text = format!(
        "\
{base_url} answers for {candidates}, {page_size} a page. Ctrl-C ends it.

Ask it with curl:
  curl {trust}-H 'Authorization: Bearer demo' '{base_url}{PATH}?integrated_account_id={EXAMPLE_ACCOUNT}&limit=2'",
        candidates = output::counted(usize::try_from(arguments.candidates)?, "candidate"),
        page_size = arguments.page_size,
    );
    // The example trusts the authorities that everybody trusts, and this is none.
    if !arguments.tls {
        text.push_str(&format!(
            "

Or with the generated crate:
  TRUTO_API_TOKEN=demo cargo run -p truto-ats --example list_candidates -- --account {EXAMPLE_ACCOUNT} --base-url {base_url}"
        ));
    }
    output::print(&text)?;
    server.wait();
    Ok(ExitCode::SUCCESS)
}

fn config(arguments: &MockArguments) -> anyhow::Result<MockConfig> {
    #[cfg(not(feature = "tls"))]
    if arguments.tls {
        anyhow::bail!(
            "`--tls` is not in this build, because it needs a C compiler; run \
             `cargo run -p xtask --features tls -- mock --tls`"
        );
    }
    Ok(MockConfig {
        port: arguments.port,
        page_size: arguments.page_size,
        candidates: arguments.candidates,
        seed: arguments.seed,
        partial: arguments.partial,
        latency: std::time::Duration::from_millis(arguments.latency),
        faults: arguments.faults.clone(),
        fault_seed: arguments.fault_seed,
        #[cfg(feature = "tls")]
        tls: arguments.tls,
        ..MockConfig::default()
    })
}
