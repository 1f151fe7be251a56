//! `codegen --check`: the same path, nothing written.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use support::{Ended, PETS, Place, snapshot, xtask};

#[test]
fn equal_files_are_said_in_one_line() {
    let place = Place::written(PETS);
    let ended = place
        .codegen(&["--check"])
        .succeeded()
        .printed(" as the document says, in ");
    assert_eq!(ended.stdout.lines().count(), 1, "{}", ended.stdout);
}

#[test]
fn a_changed_a_missing_and_an_extra_file_are_named_and_left_alone() {
    let place = Place::written(PETS);
    let library = fs::read_to_string(place.file("src/lib.rs")).unwrap();
    fs::write(place.file("src/lib.rs"), format!("// by hand\n{library}")).unwrap();
    fs::remove_file(place.file("README.md")).unwrap();
    fs::write(place.file("src/extra.rs"), "").unwrap();
    let before = snapshot(&place.out());
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("changed: out/src/lib.rs\n--- out/src/lib.rs (on disk)\n+++ out/src/lib.rs (from the document)\n@@ ")
        .printed("\n-// by hand\n")
        .printed("missing: out/README.md")
        .printed("extra:   out/src/extra.rs")
        .printed("pets: 1 changed, 1 missing, 1 extra, ")
        .printed("the same command without --check mends it");
    assert_eq!(snapshot(&place.out()), before);
}

#[test]
fn each_difference_alone_is_enough() {
    let place = Place::written(PETS);
    let files = snapshot(&place.out());
    let manifest = files["Cargo.toml"].clone();

    fs::remove_file(place.file("Cargo.toml")).unwrap();
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("missing: out/Cargo.toml");
    fs::write(
        place.file("Cargo.toml"),
        [manifest.as_slice(), b"#\n"].concat(),
    )
    .unwrap();
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("changed: out/Cargo.toml");
    fs::write(place.file("Cargo.toml"), manifest).unwrap();
    fs::write(place.file("extra"), "").unwrap();
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("extra:   out/extra");
    fs::remove_file(place.file("extra")).unwrap();
    place.codegen(&["--check"]).succeeded();

    place.set_document(&PETS.replace("Lists all pets.", "Lists every pet."));
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("+")
        .printed("Lists every pet.");
    assert_eq!(snapshot(&place.out()), files);
}

#[test]
fn a_crate_that_is_not_there_misses_everything_and_is_not_made() {
    let place = Place::new(PETS);
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("missing: out/src/lib.rs");
    assert!(!place.out().exists());
}

#[test]
fn faults_of_the_document_are_faults_of_the_check() {
    let place = Place::written(PETS);
    place.set_document(&PETS.replace("schemas/Pets'", "schemas/Cats'"));
    place
        .codegen(&["--check"])
        .ended_with(1)
        .told("1 error, 0 warnings; nothing was compared");
}

/// What is checked in is what the document gives.
#[test]
fn the_checked_in_crate_is_up_to_date() {
    let mut command = xtask();
    command.args(["codegen", "--check"]);
    Ended::of(command).succeeded();
}
