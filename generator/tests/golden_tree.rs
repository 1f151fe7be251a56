//! The whole crate of a small document, byte for byte: a change of what is emitted is seen in
//! review. `UPDATE_GOLDEN=1` rewrites `golden/petstore`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{assert_golden, document, file, tests_folder, tree_of};
use oas_codegen::Source;

const FOLDER: &str = "petstore";

#[test]
fn the_crate_of_a_small_document() {
    let tree = tree_of(&Source::new("petstore.yaml", document("petstore.yaml")));
    let emitted: BTreeSet<String> = tree.iter().map(|(path, _)| golden_name(path)).collect();
    let folder = tests_folder().join("golden").join(FOLDER);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        for stale in checked_in(&folder).difference(&emitted) {
            fs::remove_file(folder.join(stale)).unwrap();
        }
    } else {
        assert_eq!(
            checked_in(&folder),
            emitted,
            "set UPDATE_GOLDEN=1 to rewrite"
        );
    }
    for (path, _) in tree.iter() {
        assert_golden(
            &format!("{FOLDER}/{}", golden_name(path)),
            file(&tree, path),
        );
    }
}

/// Flat and with an ending of its own, so that no tool takes the copy for a crate or for source.
fn golden_name(path: &str) -> String {
    format!("{}.txt", path.replace('/', "__"))
}

fn checked_in(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeSet::new();
    };
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}
