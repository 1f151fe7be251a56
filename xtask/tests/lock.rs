//! `Cargo.lock` loses nothing while `generated/` is not there.
//!
//! Cargo takes out of the file what no member needs. A dependency of the emitted crate alone
//! would go and come back in whichever version is the newest then: to delete the folder and
//! to make it again would leave a difference for git to see.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names in every table of dependencies of a manifest.
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    let table: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|kind| table.get(*kind)?.as_table())
        .flat_map(|table| table.keys().cloned())
        .collect()
}

#[test]
fn what_the_emitted_crate_needs_another_member_needs_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let emitted = dependencies(&root.join("generated/Cargo.toml"));
    let others: BTreeSet<String> = ["generator", "generator/runtime", "xtask", "xtask/mock"]
        .iter()
        .flat_map(|member| dependencies(&root.join(member).join("Cargo.toml")))
        // The runtime is a member itself.
        .chain(["oas-runtime".to_owned()])
        .collect();
    let alone: Vec<&String> = emitted.difference(&others).collect();
    assert!(
        alone.is_empty(),
        "name these in xtask/Cargo.toml under [dev-dependencies]: {alone:?}"
    );
}
