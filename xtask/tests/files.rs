//! A document in several files, some of which lie where they should not be read.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use serde_json::Value;
use support::{Ended, PETS, Place, snapshot, xtask};

/// A folder `api` with the document, whose schema of a pet stands in `path`, as it is written
/// in a reference; the program runs in the folder above.
fn split(path: &str) -> Place {
    let place = Place::new("");
    let (document, pet) = PETS.split_once("    Pet:\n").unwrap();
    fs::create_dir(place.root().join("api")).unwrap();
    let document = format!("{document}    Pet:\n      $ref: '{path}'\n");
    fs::write(place.root().join("api/pets.yaml"), document).unwrap();
    let pet: String = pet
        .lines()
        .map(|line| format!("{}\n", &line[6..]))
        .collect();
    fs::write(place.root().join("api/pet.yaml"), &pet).unwrap();
    fs::write(place.root().join("secret.yaml"), &pet).unwrap();
    place
}

fn codegen(place: &Place, flags: &[&str]) -> Ended {
    let mut command = xtask();
    command
        .current_dir(place.root())
        .args([
            "codegen",
            "--spec",
            "api/pets.yaml",
            "--out",
            "out",
            "--name",
            "pets",
        ])
        .args(flags);
    Ended::of(command)
}

#[test]
fn the_crate_is_that_of_the_document_in_one_file() {
    let whole = Place::written(PETS);
    let place = split("pet.yaml");
    codegen(&place, &[]).succeeded();
    let sources = |place: &Place| {
        let mut files = snapshot(&place.out());
        files.retain(|path, _| path.starts_with("src/"));
        files
    };
    assert!(sources(&place) == sources(&whole));
    codegen(&place, &["--check"]).succeeded();
}

#[test]
fn a_file_outside_is_read_only_where_that_is_allowed() {
    let elsewhere = split("pet.yaml");
    let absolute = elsewhere.root().join("secret.yaml").display().to_string();
    for path in ["../secret.yaml", absolute.as_str()] {
        let place = split(path);
        for flags in [&[][..], &["--lenient"]] {
            codegen(&place, flags)
                .ended_with(1)
                .told("error[outside-file]")
                .told("api/pets.yaml:");
        }
        assert!(!place.out().exists());
        codegen(&place, &["--allow-outside"]).succeeded();
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_outside_is_outside() {
    let place = split("link.yaml");
    std::os::unix::fs::symlink("../secret.yaml", place.root().join("api/link.yaml")).unwrap();
    codegen(&place, &["--lenient"])
        .ended_with(1)
        .told("error[outside-file]");
    codegen(&place, &["--allow-outside"]).succeeded();
}

#[test]
fn a_fault_in_a_file_has_its_place_in_that_file() {
    let place = split("pet.yaml");
    let file = place.root().join("api/pet.yaml");
    let faulty = fs::read_to_string(&file)
        .unwrap()
        .replace("properties:", "propertys:");
    fs::write(&file, faulty).unwrap();
    codegen(&place, &[])
        .ended_with(1)
        .told("error[misspelled-keyword]")
        .told("--> api/pet.yaml:4:1");
    let ended = codegen(&place, &["--format", "json"]).ended_with(1);
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    let found = report["diagnostics"].as_array().unwrap();
    let fault = found
        .iter()
        .find(|one| one["code"] == "misspelled-keyword")
        .unwrap();
    assert_eq!(fault["file"], "api/pet.yaml");
    assert_eq!(fault["pointer"], "#/propertys");
    assert_eq!((&fault["line"], &fault["column"]), (&4.into(), &1.into()));
}
