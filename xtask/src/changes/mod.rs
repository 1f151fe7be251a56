//! `cargo xtask spec-diff` and `cargo xtask release-notes`: what a change of the document does
//! to those who use the crate. The generator compares; what is here reads, writes and prints.

mod changelog;
mod diff;
mod machine;
mod release;

pub(crate) use diff::run as spec_diff;
pub(crate) use machine::as_json;
pub(crate) use release::{CHANGELOG, run as release_notes};
