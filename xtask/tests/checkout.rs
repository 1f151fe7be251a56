//! The repository's own crate, in a checkout made for the test.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use support::{Ended, PETS, snapshot, xtask};

/// A checkout with a small document, a runtime in name only, and a cargo that takes notes.
struct Checkout(tempfile::TempDir);

impl Checkout {
    fn new() -> Self {
        let checkout = Self(tempfile::tempdir().unwrap());
        for (path, text) in [
            ("Cargo.toml", "[workspace]\nmembers = [\"g*\", \"xtask\"]\n"),
            ("generator/runtime/Cargo.toml", ""),
            ("spec/truto-unified-ats.yaml", PETS),
            ("xtask/Cargo.toml", ""),
        ] {
            fs::create_dir_all(checkout.path(path).parent().unwrap()).unwrap();
            fs::write(checkout.path(path), text).unwrap();
        }
        checkout.set_cargo("echo \"$@\" >>called");
        checkout
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn set_cargo(&self, script: &str) {
        fs::write(self.path("cargo"), format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(self.path("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let mut command = xtask();
        command
            .args(arguments)
            .env("CARGO_MANIFEST_DIR", self.path("xtask"))
            .env("CARGO", self.path("cargo"))
            .env_remove("TRUTO_API_TOKEN")
            .env_remove("TRUTO_ACCOUNT_ID")
            .env_remove("TRUTO_BASE_URL")
            .current_dir(self.path("xtask"));
        Ended::of(command)
    }

    /// What cargo was called with, line by line, since the last time.
    fn calls(&self) -> String {
        let calls = fs::read_to_string(self.path("called")).unwrap_or_default();
        let _ = fs::remove_file(self.path("called"));
        calls
    }
}

fn runtime_of(manifest: &Path) -> (String, bool) {
    let table: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    let runtime = table["dependencies"]["oas-runtime"]["path"]
        .as_str()
        .unwrap()
        .to_owned();
    (runtime, table.contains_key("workspace"))
}

#[test]
fn the_own_crate_is_written_beside_the_generator() {
    let checkout = Checkout::new();
    checkout
        .run(&["codegen"])
        .succeeded()
        .printed("written  generated/Cargo.toml")
        .printed("truto-ats: 2 operations, ");
    assert_eq!(
        runtime_of(&checkout.path("generated/Cargo.toml")),
        ("../generator/runtime".to_owned(), false)
    );
    checkout.run(&["codegen", "--check"]).succeeded();
    // In a member of a workspace cargo keeps nothing: a lock file there is a stray one.
    fs::write(checkout.path("generated/Cargo.lock"), "").unwrap();
    checkout
        .run(&["codegen", "--check"])
        .ended_with(1)
        .printed("extra:   generated/Cargo.lock")
        .printed("`cargo xtask codegen` mends it");
}

#[test]
fn cargo_is_called_when_the_manifest_is_new_and_only_then() {
    let checkout = Checkout::new();
    checkout.run(&["codegen", "--check"]).ended_with(1);
    assert_eq!(checkout.calls(), "");
    checkout.run(&["codegen"]).succeeded();
    assert!(checkout.calls().contains("--offline"));
    checkout.run(&["codegen"]).succeeded();
    fs::remove_file(checkout.path("generated/src/lib.rs")).unwrap();
    checkout.run(&["codegen"]).succeeded();
    assert_eq!(checkout.calls(), "");
}

#[test]
fn a_cargo_that_fails_is_a_warning() {
    let checkout = Checkout::new();
    checkout.set_cargo("echo 'no index' >&2; exit 101");
    checkout
        .run(&["codegen"])
        .succeeded()
        .told("warning: the crate is written, but Cargo.lock could not be brought up to date")
        .told("no index");
    fs::remove_dir_all(checkout.path("generated")).unwrap();
    fs::remove_file(checkout.path("cargo")).unwrap();
    checkout
        .run(&["codegen"])
        .succeeded()
        .told("warning: the crate is written");
}

#[test]
fn a_warning_about_the_own_document_is_an_error() {
    let checkout = Checkout::new();
    let document = PETS.replace(
        "        name:\n          type: string\n",
        "        name:\n          type: string\n          unheardOf: 1\n",
    );
    fs::write(checkout.path("spec/truto-unified-ats.yaml"), document).unwrap();
    checkout
        .run(&["codegen"])
        .ended_with(1)
        .told("spec/truto-unified-ats.yaml:")
        .told("truto-ats: 0 errors, 1 warning, and warnings are denied; nothing was written");
    assert!(!checkout.path("generated").exists());
}

#[test]
fn other_crates_in_the_checkout_are_members_or_not() {
    let checkout = Checkout::new();
    let write = |out: &str| {
        let out = checkout.path(out);
        let spec = checkout.path("spec/truto-unified-ats.yaml");
        checkout
            .run(&[
                "codegen",
                "--spec",
                spec.to_str().unwrap(),
                "--out",
                out.to_str().unwrap(),
                "--name",
                "pets",
            ])
            .succeeded();
        runtime_of(&out.join("Cargo.toml"))
    };
    assert_eq!(write("guests"), ("../generator/runtime".to_owned(), false));
    assert!(checkout.calls().contains("--offline"));
    assert_eq!(
        write("clients/pets"),
        ("../../generator/runtime".to_owned(), true)
    );
    assert_eq!(checkout.calls(), "");
}

#[test]
fn a_checkout_without_its_manifest_is_not_written_over() {
    let checkout = Checkout::new();
    checkout.run(&["codegen"]).succeeded();
    fs::remove_file(checkout.path("generated/Cargo.toml")).unwrap();
    fs::write(checkout.path("generated/notes.txt"), "mine").unwrap();
    let before = snapshot(&checkout.path("generated"));
    checkout
        .run(&["codegen"])
        .ended_with(1)
        .told("such as `notes.txt`");
    checkout
        .run(&["codegen", "--check"])
        .ended_with(1)
        .printed("missing: generated/Cargo.toml")
        .printed("extra:   generated/notes.txt");
    assert_eq!(snapshot(&checkout.path("generated")), before);
}

#[test]
fn the_demo_runs_the_example_against_the_mock() {
    let checkout = Checkout::new();
    checkout
        .run(&["demo"])
        .ended_with(1)
        .told("run `cargo xtask codegen` first");
    checkout.run(&["codegen"]).succeeded();
    checkout.set_cargo("echo \"$TRUTO_API_TOKEN $NO_PROXY $@\"; exit 7");
    checkout
        .run(&["demo"])
        .ended_with(7)
        .printed("demo 127.0.0.1")
        .printed("run --quiet --package truto-ats --example list_candidates -- --account ")
        .printed(" --base-url http://127.0.0.1:");
}

#[test]
fn the_demo_takes_the_real_service_when_both_variables_are_set() {
    let checkout = Checkout::new();
    checkout.run(&["codegen"]).succeeded();
    checkout.set_cargo("echo \"$TRUTO_API_TOKEN $@\"");
    let run = |variables: &[(&str, &str)]| {
        let mut command = xtask();
        command
            .arg("demo")
            .env("CARGO_MANIFEST_DIR", checkout.path("xtask"))
            .env("CARGO", checkout.path("cargo"))
            .env_remove("TRUTO_API_TOKEN")
            .env_remove("TRUTO_ACCOUNT_ID")
            .env_remove("TRUTO_BASE_URL")
            .envs(variables.iter().copied());
        Ended::of(command).succeeded()
    };
    let token = ("TRUTO_API_TOKEN", "secret");
    let account = ("TRUTO_ACCOUNT_ID", "mine");
    let real = run(&[token, account])
        .printed("secret run --quiet")
        .printed("--account mine");
    assert!(!real.stdout.contains("--base-url"), "{}", real.stdout);
    run(&[token, account, ("TRUTO_BASE_URL", "https://eu.example")])
        .printed("--base-url https://eu.example");
    let half = run(&[token, ("TRUTO_ACCOUNT_ID", "")])
        .printed("--base-url http://127.0.0.1:")
        .told("TRUTO_ACCOUNT_ID is not");
    assert!(!half.stdout.contains("secret") && !half.stderr.contains("secret"));
}

#[test]
fn notes_for_a_release_are_written_beside_the_document_and_reach_the_crate() {
    let checkout = Checkout::new();
    checkout.run(&["codegen"]).succeeded();
    assert!(!checkout.path("generated/CHANGELOG.md").exists());
    checkout
        .run(&["release-notes"])
        .succeeded()
        .printed("spec/CHANGELOG.md: section 1.0.0 is written");
    let first = fs::read_to_string(checkout.path("spec/CHANGELOG.md")).unwrap();
    assert!(
        first.contains("## 1.0.0\n") && first.contains("The first version: 2 operations, 2 types."),
        "{first}"
    );
    assert!(first.contains("- `GET /pets` (`client."), "{first}");
    let emitted = || fs::read_to_string(checkout.path("generated/CHANGELOG.md")).unwrap();
    assert_eq!(emitted(), first);
    // The crate's folder can be made again at any time.
    fs::remove_dir_all(checkout.path("generated")).unwrap();
    checkout.run(&["codegen"]).succeeded();
    assert_eq!(emitted(), first);
    checkout.run(&["codegen", "--check"]).succeeded();

    checkout
        .run(&["release-notes", "--released"])
        .succeeded()
        .printed("spec/released/api.txt: version 1.0.0");
    checkout
        .run(&["release-notes"])
        .succeeded()
        .printed("nothing changed since 1.0.0; nothing was written");

    let grown = format!("{PETS}        age:\n          type: integer\n");
    fs::write(checkout.path("spec/truto-unified-ats.yaml"), &grown).unwrap();
    checkout
        .run(&["release-notes"])
        .ended_with(1)
        .told("the document's `info.version` is 1.0.0, and must be 1.1.0 or higher after 1.0.0; nothing was written");
    let unchanged = fs::read_to_string(checkout.path("spec/CHANGELOG.md")).unwrap();
    assert_eq!(unchanged, first);

    let grown = grown.replace("version: 1.0.0", "version: 1.1.0");
    fs::write(checkout.path("spec/truto-unified-ats.yaml"), grown).unwrap();
    checkout.run(&["release-notes"]).succeeded();
    let second = emitted();
    assert!(
        second.contains(
            "### Additive\n\n- Added: property `age` of `Pet` (field `Pet.age: Option<i64>`)\n"
        ),
        "{second}"
    );
    let (newer, older) = (second.find("## 1.1.0"), second.find("## 1.0.0"));
    assert!(newer.is_some() && newer < older, "{second}");
    // Written anew, not once more.
    checkout.run(&["release-notes"]).succeeded();
    assert_eq!(emitted(), second);
}
