//! What is told of a change: by `codegen`, and by `spec-diff`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use serde_json::Value;
use support::{Ended, PETS, Place, xtask};

/// The same pets with one more property, or with one less.
fn more() -> String {
    format!("{PETS}        age:\n          type: integer\n")
}

fn less() -> String {
    PETS.replace("        name:\n          type: string\n", "")
}

fn spec_diff(place: &Place, old: &str, new: &str, flags: &[&str]) -> Ended {
    fs::write(place.root().join("old.yaml"), old).unwrap();
    fs::write(place.root().join("new.yaml"), new).unwrap();
    let mut command = xtask();
    command
        .current_dir(place.root())
        .args(["spec-diff", "old.yaml", "new.yaml"])
        .args(flags);
    Ended::of(command)
}

#[test]
fn codegen_tells_what_an_addition_means_once() {
    let place = Place::new(PETS);
    let first = place.codegen(&[]).succeeded();
    assert!(!first.stdout.contains("additive"), "{}", first.stdout);
    place.set_document(&more());
    for flags in [["--check"].as_slice(), &[]] {
        place
            .codegen(flags)
            .ended_with(i32::from(!flags.is_empty()))
            .printed("pets: additive: after 1.0.0 the crate should be 1.1.0, but the document's `info.version` is 1.0.0")
            .printed("  added: property `age` of `Pet`\n      field `Pet.age: Option<i64>`; ");
    }
    let again = place.codegen(&[]).succeeded();
    assert!(!again.stdout.contains("additive"), "{}", again.stdout);
}

#[test]
fn codegen_tells_programs_as_well() {
    let place = Place::written(PETS);
    let report =
        |flags: &[&str]| -> Value { serde_json::from_str(&place.codegen(flags).stdout).unwrap() };
    assert_eq!(report(&["--format", "json"])["changes"], Value::Null);
    place.set_document(&less());
    for flags in [
        ["--format", "json", "--check"].as_slice(),
        &["--format", "json"],
    ] {
        let report = report(flags);
        let changes = &report["changes"];
        assert_eq!(changes["class"], "breaking", "{report}");
        assert_eq!(changes["needed"], "2.0.0");
        assert_eq!(changes["is_enough"], false);
        assert_eq!(changes["changes"][0]["action"], "removed");
        assert_eq!(changes["changes"][0]["path"], "Pet.name");
        assert_eq!(changes["changes"][0]["kind"], "field");
    }
}

#[test]
fn a_crate_without_a_listing_or_with_a_broken_one_is_said() {
    let place = Place::written(PETS);
    fs::remove_file(place.file("api.txt")).unwrap();
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("there is no `out/api.txt`: the crate was made before there was one");
    fs::write(place.file("api.txt"), "<<<<<<< HEAD\n").unwrap();
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("`out/api.txt` cannot be read (line 1: the first word is no kind of item)");
    place.codegen(&[]).succeeded();
    place.codegen(&["--check"]).succeeded();
}

#[test]
fn two_documents_are_compared_and_nothing_is_written() {
    let place = Place::new(PETS);
    spec_diff(&place, PETS, PETS, &["--deny", "documentation"])
        .succeeded()
        .printed("new: no change for those who use the crate");
    spec_diff(&place, PETS, &less(), &[])
        .succeeded()
        .printed("removed: property `name` of `Pet`");
    spec_diff(&place, PETS, &more(), &["--markdown"])
        .succeeded()
        .printed("### Additive\n\n| what |")
        .printed("| added | property `age` of `Pet` | field `Pet.age: Option<i64>` |");
    let json = spec_diff(&place, PETS, &more(), &["--json"]).succeeded();
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["changes"][0]["spec"], "property `age` of `Pet`");
    let mut files: Vec<_> = fs::read_dir(place.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    files.sort();
    assert_eq!(files, ["new.yaml", "old.yaml", "pets.yaml"]);
}

#[test]
fn a_class_is_denied_with_those_that_are_worse() {
    let place = Place::new(PETS);
    let reworded = PETS.replace("Lists all pets.", "Lists every pet.");
    for (new, codes) in [
        (&less(), [1, 1, 1]),
        (&more(), [0, 1, 1]),
        (&reworded, [0, 0, 1]),
    ] {
        for (class, code) in ["breaking", "additive", "documentation"].iter().zip(codes) {
            spec_diff(&place, PETS, new, &["--deny", class]).ended_with(code);
        }
    }
}

#[test]
fn faults_of_a_document_are_told_unless_they_can_be_worked_around() {
    let place = Place::new(PETS);
    let faulty = PETS.replace("in: query", "in: qurey");
    spec_diff(&place, &faulty, PETS, &[])
        .ended_with(1)
        .told("old.yaml:")
        .told("old.yaml: 1 error, 0 warnings; nothing was compared");
    spec_diff(&place, PETS, &faulty, &["--lenient"]).succeeded();
    spec_diff(&place, PETS, PETS, &["--json", "--markdown"]).ended_with(2);
}

#[test]
fn listings_are_compared_as_documents_are() {
    let place = Place::written(PETS);
    let mut command = xtask();
    command
        .current_dir(place.root())
        .args(["spec-diff", "out/api.txt", "out/api.txt"]);
    Ended::of(command).succeeded().printed("pets: no change");
    fs::write(place.root().join("broken.txt"), "# a remark\nfield\n").unwrap();
    let mut command = xtask();
    command
        .current_dir(place.root())
        .args(["spec-diff", "broken.txt", "out/api.txt"]);
    Ended::of(command)
        .ended_with(1)
        .told("broken.txt:2: there is no path");
}
