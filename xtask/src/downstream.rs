//! The package of a downstream developer: a workspace of its own, run as a child process.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;

use crate::workspace::Workspace;

/// From the root of the checkout.
const MANIFEST: &str = "xtask/downstream/Cargo.toml";

/// `cargo run` of one of its programs; what comes after are the program's own arguments.
pub(crate) fn program(workspace: &Workspace, name: &str) -> anyhow::Result<Command> {
    if !workspace.root().join("generated/Cargo.toml").is_file() {
        bail!("generated/ is not there yet: run `cargo xtask codegen` first");
    }
    let mut command = workspace.cargo();
    command
        .args(["run", "--quiet", "--manifest-path", MANIFEST])
        .args(["--bin", name, "--"])
        .env("CARGO_TARGET_DIR", target(workspace));
    // A proxy of this machine cannot reach a port that only this machine has.
    for variable in ["NO_PROXY", "no_proxy"] {
        command.env(variable, "127.0.0.1");
    }
    Ok(command)
}

/// The folder that cargo builds in: what the checkout has built serves here, too.
pub(crate) fn target(workspace: &Workspace) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || workspace.root().join("target"),
        |folder| Path::new(&folder).to_owned(),
    )
}
