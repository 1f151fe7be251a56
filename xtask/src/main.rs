//! The repository's commands: `cargo xtask codegen`, `spec-diff`, `release-notes`, `corpus`,
//! `mock`, `demo`, `soak`, `conformance`, `schemathesis`, `semver`, `wire`, `shared`.
//!
//! Thin by intent: the generator decides what the emitted crate holds, the mock decides what
//! it answers. What is here reads arguments, touches the disk, starts processes and prints.

mod changes;
mod cli;
mod codegen;
mod conformance;
mod corpus;
mod demo;
mod downstream;
mod mock;
mod npm;
mod output;
mod prism;
mod schemathesis;
mod semver;
mod shared;
mod soak;
mod wire;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use workspace::Workspace;

fn main() -> ExitCode {
    if let Some(code) = corpus::wrapped_compiler() {
        return code;
    }
    // Wrong usage ends here, with exit code 2.
    let command = Cli::parse().command;
    let result = Workspace::find().and_then(|workspace| match command {
        Command::Codegen(arguments) => codegen::run(&arguments, &workspace),
        Command::SpecDiff(arguments) => changes::spec_diff(&arguments),
        Command::ReleaseNotes(arguments) => changes::release_notes(&arguments, &workspace),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments, &workspace),
        Command::Corpus(arguments) => corpus::run(&arguments, &workspace),
        Command::Soak(arguments) => soak::run(&arguments, &workspace),
        Command::Conformance(arguments) => conformance::run(&arguments, &workspace),
        Command::Schemathesis(arguments) => schemathesis::run(&arguments, &workspace),
        Command::Wire(arguments) => wire::run(&arguments, &workspace),
        Command::Semver => semver::run(&workspace),
        Command::Shared(arguments) => shared::run(&arguments, &workspace),
    });
    result.unwrap_or_else(|error| {
        output::tell(&format!("error: {error:#}"));
        ExitCode::FAILURE
    })
}
