//! What `codegen` writes, changes, removes and leaves alone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use support::{Ended, PETS, Place, snapshot, xtask};

#[test]
fn a_crate_is_written_and_a_second_run_touches_nothing() {
    let place = Place::new(PETS);
    let first = place
        .codegen(&[])
        .succeeded()
        .printed("pets: 2 operations, ")
        .printed("written  out/Cargo.toml")
        .printed(" 0 changed, 0 removed, 0 unchanged, in ");
    let files = snapshot(&place.out());
    assert!(files.contains_key("src/lib.rs"));
    assert!(
        first
            .stdout
            .contains(&format!("; {} files: {0} written, ", files.len())),
        "{}",
        first.stdout
    );
    let modified = |path: &str| fs::metadata(place.file(path)).unwrap().modified().unwrap();
    let before: Vec<_> = files.keys().map(|path| modified(path)).collect();

    place.codegen(&[]).succeeded().printed(&format!(
        ": 0 written, 0 changed, 0 removed, {} unchanged, in ",
        files.len()
    ));
    assert_eq!(snapshot(&place.out()), files);
    let after: Vec<_> = files.keys().map(|path| modified(path)).collect();
    assert_eq!(after, before);
}

#[test]
fn a_deleted_crate_comes_back_byte_for_byte() {
    let place = Place::written(PETS);
    let files = snapshot(&place.out());
    fs::remove_dir_all(place.out()).unwrap();
    place.codegen(&[]).succeeded();
    assert_eq!(snapshot(&place.out()), files);
}

#[test]
fn a_changed_document_changes_and_removes_files() {
    let place = Place::written(PETS);
    let before = snapshot(&place.out());
    let (kept, _) = PETS.split_once("  /pets/{id}:").unwrap();
    let (_, schemas) = PETS.split_once("components:").unwrap();
    let smaller =
        format!("{kept}components:{schemas}").replace("Lists all pets.", "Lists every pet.");
    place.set_document(&smaller);
    place
        .codegen(&[])
        .succeeded()
        .printed("changed  out/")
        .printed("pets: 1 operation, ");
    assert_ne!(snapshot(&place.out()), before);
    let fresh = Place::written(&smaller);
    assert_eq!(
        snapshot(&place.out()),
        snapshot(&fresh.out()),
        "nothing is left of the old crate"
    );
}

#[test]
fn a_stale_file_is_removed_with_its_folder() {
    let place = Place::written(PETS);
    let files = snapshot(&place.out());
    fs::create_dir_all(place.file("src/old/deep")).unwrap();
    fs::write(place.file("src/old/deep/stale.rs"), "").unwrap();
    place
        .codegen(&[])
        .succeeded()
        .printed("removed  out/src/old/deep/stale.rs")
        .printed(" 1 removed, ");
    assert_eq!(snapshot(&place.out()), files);
    assert!(!place.file("src/old").exists());
}

#[test]
fn what_cargo_and_git_keep_in_the_folder_stays() {
    let place = Place::written(PETS);
    for path in ["target/debug/x", ".git/HEAD"] {
        fs::create_dir_all(place.file(path).parent().unwrap()).unwrap();
        fs::write(place.file(path), "").unwrap();
    }
    fs::write(place.file("Cargo.lock"), "").unwrap();
    place.codegen(&[]).succeeded().printed(" 0 removed, ");
    place.codegen(&["--check"]).succeeded();
    for path in ["target/debug/x", ".git/HEAD", "Cargo.lock"] {
        assert!(place.file(path).exists(), "{path}");
    }
}

#[test]
fn the_crate_stands_anywhere_and_finds_its_runtime() {
    let place = Place::written(PETS);
    let manifest = fs::read_to_string(place.file("Cargo.toml")).unwrap();
    assert!(
        manifest.starts_with("# Emitted by oas-codegen"),
        "{manifest}"
    );
    let manifest: toml::Table = manifest.parse().unwrap();
    assert!(manifest.contains_key("workspace"), "a workspace of its own");
    let runtime = manifest["dependencies"]["oas-runtime"]["path"]
        .as_str()
        .unwrap();
    let runtime = place.out().canonicalize().unwrap().join(runtime);
    assert!(
        runtime.join("Cargo.toml").is_file(),
        "{}",
        runtime.display()
    );
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let place = Place::new(PETS);
    let mut command = xtask();
    command
        .current_dir(place.root())
        .args([
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "out",
            "--name",
            "pets",
        ])
        .stdout(closed_pipe())
        .stderr(closed_pipe());
    assert_eq!(command.status().unwrap().code(), Some(0));
    place.codegen(&["--check"]).succeeded();
}

/// The writing end of a pipe that nobody reads.
fn closed_pipe() -> std::io::PipeWriter {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer
}

#[test]
fn folders_of_others_are_refused() {
    let place = Place::new(PETS);
    fs::create_dir_all(place.file("src")).unwrap();
    let cases: [&[(&str, &str)]; 5] = [
        &[("notes.txt", "mine")],
        &[("Cargo.toml", "[package]\nname = \"mine\"\n")],
        &[("Cargo.toml", "[package]\n# Emitted by oas-codegen\n")],
        &[("src/lib.rs", "mine")],
        &[("src/mine.rs", "mine")],
    ];
    for files in cases {
        for (path, text) in files {
            fs::write(place.file(path), text).unwrap();
        }
        let before = snapshot(&place.out());
        place
            .codegen(&[])
            .ended_with(1)
            .told("`out` holds files that codegen did not write, such as `")
            .told("Nothing was written");
        assert_eq!(snapshot(&place.out()), before, "{files:?}");
        for (path, _) in files {
            fs::remove_file(place.file(path)).unwrap();
        }
    }
    // Nothing but empty folders is left: that is an empty place.
    place.codegen(&[]).succeeded();
}

#[test]
fn the_folders_of_the_repository_are_refused() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap();
    let place = Place::new(PETS);
    for folder in [
        "",
        "spec",
        "generator",
        "generator/runtime",
        "xtask",
        "xtask/mock",
    ] {
        let mut command = xtask();
        command
            .current_dir(place.root())
            .args(["codegen", "--spec", "pets.yaml", "--name", "pets", "--out"])
            .arg(root.join(folder));
        Ended::of(command).ended_with(1).told("Nothing was written");
    }
}

#[test]
fn the_folder_of_the_document_is_refused_even_if_it_is_marked() {
    let place = Place::written(PETS);
    fs::write(place.file("pets.yaml"), PETS).unwrap();
    let mut command = xtask();
    command.current_dir(place.root()).args([
        "codegen",
        "--spec",
        "out/pets.yaml",
        "--out",
        "out",
        "--name",
        "pets",
    ]);
    Ended::of(command)
        .ended_with(1)
        .told("holds the document itself");
    assert!(place.file("pets.yaml").exists());
}

#[test]
fn an_interrupted_first_run_is_completed() {
    let place = Place::written(PETS);
    let files = snapshot(&place.out());
    fs::remove_file(place.file("Cargo.toml")).unwrap();
    fs::remove_file(place.file("src/lib.rs")).unwrap();
    place
        .codegen(&[])
        .succeeded()
        .printed(": 2 written, 0 changed, 0 removed, ");
    assert_eq!(snapshot(&place.out()), files);
}
