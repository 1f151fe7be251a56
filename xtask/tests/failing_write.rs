//! A write that fails leaves every old file whole.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use support::{PETS, Place, snapshot};

/// The same crate with other text in it.
fn changed() -> String {
    PETS.replace("title: Pets", "title: Animals")
        .replace("Lists all pets.", "Lists animals.")
}

#[test]
fn a_folder_in_place_of_a_file() {
    let place = Place::written(PETS);
    fs::remove_file(place.file("src/lib.rs")).unwrap();
    fs::create_dir(place.file("src/lib.rs")).unwrap();
    fs::write(place.file("src/lib.rs/precious"), "mine").unwrap();
    let before = snapshot(&place.out());
    place.set_document(&changed());
    place
        .codegen(&[])
        .ended_with(1)
        .told("`out/src/lib.rs`: a folder stands where a file must be; nothing was written");
    assert_eq!(snapshot(&place.out()), before);
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("in the way: out/src/lib.rs: ");
}

#[test]
fn a_file_in_place_of_a_folder() {
    let place = Place::written(PETS);
    fs::remove_dir_all(place.file("src")).unwrap();
    fs::write(place.file("src"), "mine").unwrap();
    let before = snapshot(&place.out());
    place.set_document(&changed());
    place
        .codegen(&[])
        .ended_with(1)
        .told("`out/src`: a file stands where a folder must be; nothing was written");
    assert_eq!(snapshot(&place.out()), before);
    place
        .codegen(&["--check"])
        .ended_with(1)
        .printed("in the way: out/src: a file");
}

#[test]
fn the_folder_itself_is_a_file() {
    let place = Place::new(PETS);
    fs::write(place.out(), "mine").unwrap();
    place
        .codegen(&[])
        .ended_with(1)
        .told("out` is not a folder");
    assert_eq!(fs::read(place.out()).unwrap(), b"mine");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;
    use crate::support::Ended;

    #[test]
    fn a_link_in_place_of_a_folder_is_not_written_through() {
        let place = Place::written(PETS);
        fs::remove_dir_all(place.file("src")).unwrap();
        fs::create_dir(place.root().join("elsewhere")).unwrap();
        symlink("../elsewhere", place.file("src")).unwrap();
        place
            .codegen(&[])
            .ended_with(1)
            .told("`out/src`: a symbolic link stands where a folder must be");
        assert!(snapshot(&place.root().join("elsewhere")).is_empty());
    }

    /// The system refuses to let any file grow beyond a few bytes, as a full disk would.
    #[test]
    fn a_full_disk() {
        let place = Place::written(PETS);
        let before = snapshot(&place.out());
        place.set_document(&changed());
        let mut command = Command::new("bash");
        command.current_dir(place.root()).args([
            "-c",
            // Without the trap the process would be killed instead of told.
            r#"trap '' XFSZ; ulimit -f 0; exec "$0" "$@""#,
            env!("CARGO_BIN_EXE_xtask"),
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "out",
            "--name",
            "pets",
        ]);
        Ended::of(command)
            .ended_with(1)
            .told("cannot write `out/")
            .told("every file is as it was before");
        assert_eq!(
            snapshot(&place.out()),
            before,
            "old files whole, nothing left over"
        );

        place.codegen(&[]).succeeded();
        assert_ne!(snapshot(&place.out()), before);
    }

    #[test]
    fn a_full_disk_in_a_new_place_leaves_no_trace() {
        let place = Place::new(PETS);
        let mut command = Command::new("bash");
        command.current_dir(place.root()).args([
            "-c",
            r#"trap '' XFSZ; ulimit -f 0; exec "$0" codegen --spec pets.yaml --out deep/out --name pets"#,
            env!("CARGO_BIN_EXE_xtask"),
        ]);
        Ended::of(command)
            .ended_with(1)
            .told("cannot write `deep/out/Cargo.toml`");
        assert!(!place.root().join("deep").exists());
    }
}
