//! `Cargo.lock`, which lists the emitted crate when that is a member of the workspace.

use super::job::Job;
use super::plan::Plan;
use crate::output;
use crate::workspace::Workspace;

/// Adds and removes members and touches nothing else; needs neither the network nor, unlike
/// `cargo metadata`, the sources of dependencies that were never built here.
const ARGUMENTS: [&str; 3] = ["update", "--workspace", "--offline"];

/// Brings `Cargo.lock` up to date after the manifest of a member was written.
///
/// While `generated/` is not there, `cargo xtask` itself takes the crate out of the file; so
/// what removed the crate and made it again would leave a difference for git to see.
pub(super) fn refresh(job: &Job, plan: &Plan<'_>, workspace: &Workspace) {
    if job.standalone || !plan.writes("Cargo.toml") {
        return;
    }
    let mut cargo = workspace.cargo();
    cargo.args(ARGUMENTS);
    let reason = match cargo.output() {
        Ok(output) if output.status.success() => return,
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    output::tell(&format!(
        "warning: the crate is written, but Cargo.lock could not be brought up to date; \
         the next build does it. `cargo {}` says:\n{reason}",
        ARGUMENTS.join(" ")
    ));
}
