//! What changes of a document are to the users of its crate: our class of each, and a program
//! written against the old crate that compiles with the new one where we say that it does.
//!
//! What others say of the same changes is asked by `cargo xtask semver`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[expect(
    dead_code,
    reason = "what excuses the judge is read by `cargo xtask semver`"
)]
#[path = "semver/matrix.rs"]
mod matrix;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::thread;

use matrix::Change;
use oas_codegen::Tree;
use oas_codegen::listing::Listing;

/// At least so many changes are judged.
const FEWEST: usize = 40;

/// The package of a change.
fn package(index: usize) -> String {
    format!("change-{index}")
}

/// Writes what is needed to compile a program against a crate, and nothing else.
fn write(folder: &Path, tree: &Tree, program: &str) {
    for (path, bytes) in tree.iter() {
        if path == "Cargo.toml" || path == "README.md" || path.starts_with("src/") {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            keep(&file, bytes);
        }
    }
    fs::create_dir_all(folder.join("examples")).unwrap();
    keep(&folder.join("examples/downstream.rs"), program.as_bytes());
}

/// Writes what is not there yet: what cargo has compiled once is not compiled again.
fn keep(file: &Path, bytes: &[u8]) {
    if fs::read(file).ok().as_deref() != Some(bytes) {
        fs::write(file, bytes).unwrap();
    }
}

/// The crate of a change.
struct Made {
    change: Change,
    tree: Tree,
    listing: Listing,
}

/// The crates of all changes, made once for all tests.
fn made() -> &'static [Made] {
    static MADE: OnceLock<Vec<Made>> = OnceLock::new();
    MADE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let runtime = root.join("runtime").to_str().unwrap().to_owned();
        let base = matrix::base().unwrap();
        let make = |(index, change): (usize, Change)| {
            let document = change.applied(&base).unwrap();
            let outcome = matrix::crate_of(&document, &package(index), &runtime)
                .unwrap_or_else(|words| panic!("{}: {words}", change.name));
            Made {
                change,
                tree: outcome.tree.unwrap(),
                listing: outcome.listing.unwrap(),
            }
        };
        let mut halves: Vec<_> = matrix::changes().unwrap().into_iter().enumerate().collect();
        let second = halves.split_off(halves.len() / 2);
        thread::scope(|scope| {
            let second = scope.spawn(|| second.into_iter().map(make).collect::<Vec<_>>());
            let first = halves.into_iter().map(make).collect::<Vec<_>>();
            first.into_iter().chain(second.join().unwrap()).collect()
        })
    })
}

#[test]
fn every_change_has_the_class_that_it_is_expected_to_have() {
    let base = matrix::base().unwrap();
    let old = matrix::crate_of(&base, "pets", "runtime").unwrap();
    let old = old.listing.unwrap();
    assert!(made().len() >= FEWEST, "{}", made().len());
    let mut wrong = String::new();
    for Made {
        change, listing, ..
    } in made()
    {
        let class = matrix::class(&old, listing);
        if class != change.class {
            let report = oas_codegen::changes::compare(&old, listing);
            let _ = writeln!(
                wrong,
                "{}: is {class}, and should be {}\n{report}",
                change.name, change.class
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_program_written_against_the_old_crate_compiles_with_what_is_added() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    let mut members = Vec::new();
    for (index, Made { change, tree, .. }) in made().iter().enumerate() {
        if change.is_breaking() {
            continue;
        }
        let name = package(index);
        let program = matrix::program(&name.replace('-', "_"), None);
        write(&folder.join(&name), tree, &program);
        members.push(format!("{name:?}"));
    }
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        ),
    )
    .unwrap();
    // The versions that the workspace has, so that nothing need be fetched.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .args(["--workspace", "--example", "downstream", "--keep-going"])
        .current_dir(&folder)
        // The dependencies are those of `compile.rs`, built once for both.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile.target"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let failed: Vec<&str> = made()
        .iter()
        .enumerate()
        .filter(|(index, _)| said.contains(&format!("`{}` ", package(*index))))
        .map(|(_, made)| made.change.name.as_str())
        .collect();
    assert!(output.status.success(), "{failed:#?}\n{said}");
}

/// The class of a change from one document to another.
fn class_of(old: &str, new: &str) -> &'static str {
    let [old, new] = [old, new].map(|text| {
        let document = serde_yaml::from_str(text).unwrap();
        let outcome = matrix::crate_of(&document, "pets", "runtime");
        outcome
            .unwrap_or_else(|words| panic!("{words}"))
            .listing
            .unwrap()
    });
    matrix::class(&old, &new)
}

fn document(operations: &[String]) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: 1.0.0}}\ncomponents:\n  schemas:\n    Problem: \
         {{type: object, properties: {{message: {{type: string}}}}}}\n    Other: \
         {{type: object, properties: {{code: {{type: integer}}}}}}\npaths:\n  {}\n",
        operations.join("\n  ")
    )
}

/// An operation of a group of its own, or of one of two, with this beside its success.
fn operation(name: &str, tag: &str, success: &str, failures: &str) -> String {
    format!(
        "/{name}: {{get: {{operationId: {name}, tags: [{tag}], responses: \
         {{'204': {{description: ok{success}}}{failures}}}}}}}"
    )
}

#[test]
fn an_operation_that_turns_what_is_usual_is_said_to_break() {
    let failing = |name: &str, status: &str, schema: &str| {
        let failure = format!(
            ", '{status}': {{description: no, content: {{application/json: {{schema: {schema}}}}}}}"
        );
        operation(name, "All", "", &failure)
    };
    let problem = "{$ref: '#/components/schemas/Problem'}";
    let other = "{$ref: '#/components/schemas/Other'}";
    let inline = "{type: object, properties: {why: {type: string}}}";
    let one = failing("one", "404", problem);
    let two = failing("two", "404", problem);
    let class = |old: &[&String], new: &[&String]| {
        let all = |operations: &[&String]| {
            document(&operations.iter().copied().cloned().collect::<Vec<_>>())
        };
        class_of(&all(old), &all(new))
    };
    // The second with a body makes it the one of the whole API: the first has none of its own more.
    assert_eq!(class(&[&one], &[&one, &two]), "breaking");
    let three = failing("three", "404", problem);
    assert_eq!(class(&[&one, &two], &[&one, &two, &three]), "additive");
    // With as many others there is none of the whole API any more.
    let others = [failing("four", "404", other), failing("five", "404", other)];
    assert_eq!(class(&[&one, &two], &[&one, &two, &others[0]]), "additive");
    assert_eq!(
        class(&[&one, &two], &[&one, &two, &others[0], &others[1]]),
        "breaking"
    );
    // A body without a name has that of the operation, until another has it.
    let first = failing("one", "404", inline);
    assert_eq!(
        class(
            &[&first, &others[0]],
            &[&first, &others[0], &failing("two", "404", inline)]
        ),
        "breaking"
    );
    let with_header = |name: &str, header: &str| {
        let headers = format!(", headers: {{{header}: {{schema: {{type: string}}}}}}");
        operation(name, "All", &headers, "")
    };
    let (a, b) = (with_header("a", "X-A"), with_header("b", "X-A"));
    let (c, d) = (with_header("c", "X-C"), with_header("d", "X-D"));
    assert_eq!(class(&[&a], &[&a, &b]), "additive");
    assert_eq!(class(&[&a, &b], &[&a, &b, &c]), "additive");
    assert_eq!(class(&[&a, &b], &[&a, &b, &c, &d]), "breaking");
}

#[test]
fn the_operation_that_makes_a_document_large_is_said_to_break() {
    let operations: Vec<String> = (0..101)
        .map(|number| {
            let tag = if number % 2 == 0 { "Even" } else { "Odd" };
            operation(&format!("n{number}"), tag, "", "")
        })
        .collect();
    let of = |count: usize| document(&operations[..count]);
    assert_eq!(class_of(&of(99), &of(100)), "additive");
    assert_eq!(class_of(&of(100), &of(101)), "breaking");
}
