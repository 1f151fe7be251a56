//! Features for groups: each compiles alone, without a warning, and brings only what it needs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use oas_codegen::{GroupFeatures, Options, RuntimeDependency, Source, Tree, generate};

/// Three groups, one of them called like a feature that every crate has.
const DOCUMENT: &str = r##"openapi: 3.1.0
info: {title: Groups, version: 1.0.0}
servers: [{url: https://api.example.com}]
tags: [{name: Charges}, {name: Customers}, {name: Testing}]
paths:
  /charges:
    get: {operationId: listCharges, tags: [Charges], parameters: [{name: page, in: query, schema: {type: string}, example: a}], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Charge'}, examples: {one: {value: {id: c, money: {amount: 1}}}}}}}}}
  /customers:
    get: {operationId: getCustomer, tags: [Customers], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Customer'}}}}}}
  /clock:
    post: {operationId: advance, tags: [Testing], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Clock'}}}}, responses: {'204': {description: done}}}
components:
  schemas:
    Charge: {type: object, properties: {id: {type: string}, money: {$ref: '#/components/schemas/Money'}, note: {$ref: '#/components/schemas/Note'}}}
    Customer: {type: object, properties: {name: {type: string}, balance: {$ref: '#/components/schemas/Money'}, note: {$ref: '#/components/schemas/Note'}}}
    Money: {type: object, properties: {amount: {type: integer}}}
    Clock: {type: object, properties: {at: {type: string, format: date-time}, note: {$ref: '#/components/schemas/Note'}}}
    Note: {type: string, enum: [a, b]}
    Unused: {type: object, properties: {id: {type: string}}}
"##;

fn tree(text: &str, when: GroupFeatures, runtime: &str) -> Tree {
    let options = Options::new("groups")
        .standalone(true)
        .with_runtime(RuntimeDependency::Path(runtime.to_owned()))
        .with_group_features(when);
    let source = Source::new("groups.yaml", text);
    let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
    match outcome.tree {
        Some(tree) => tree,
        None => panic!("{}", common::all_rendered(&outcome.diagnostics, &source)),
    }
}

#[test]
fn a_model_is_compiled_with_the_groups_that_mention_it() {
    let tree = tree(DOCUMENT, GroupFeatures::Always, "runtime");
    let manifest = common::file(&tree, "Cargo.toml");
    for line in [
        "default = [\"reqwest\", \"rustls\", \"full\"]",
        "full = [\"charges\", \"customers\", \"testing-operations\"]",
        "testing-operations = []",
        "testing = [\"oas-runtime/testing\"]",
    ] {
        assert!(manifest.contains(line), "no `{line}` in:\n{manifest}");
    }
    let models = "src/models/mod.rs";
    for wanted in [
        "#[cfg(feature = \"charges\")] mod charge;",
        "#[cfg(any(feature = \"charges\", feature = \"customers\"))] mod money;",
        "#[cfg(feature = \"testing-operations\")] mod clock;",
        "#[cfg(feature = \"full\")] mod unused;",
        // What all mention has no condition.
        "mod money; mod note; #[cfg(feature = \"full\")] mod unused;",
        "#[cfg(feature = \"charges\")] pub use charge::Charge;",
    ] {
        common::assert_holds(&tree, models, wanted);
    }
    common::assert_holds(
        &tree,
        "src/operations/mod.rs",
        "#[cfg(feature = \"customers\")] pub mod customers;",
    );
}

#[test]
fn every_choice_of_groups_compiles_and_the_tests_need_all() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("group_features");
    let _ = fs::remove_dir_all(&folder);
    let runtime = root.join("generator/runtime");
    let tree = tree(DOCUMENT, GroupFeatures::Always, runtime.to_str().unwrap());
    for (path, bytes) in tree.iter() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--quiet", "--offline", "--no-default-features"])
            .current_dir(&folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile.target"),
            )
            .env("RUSTFLAGS", "-D warnings")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
    };
    for features in [
        "",
        "charges",
        "customers",
        "testing-operations",
        "charges,testing-operations",
    ] {
        cargo(&["check", "--all-targets", "--features", features]);
    }
    cargo(&["test", "--features", "full"]);
}

#[test]
fn only_a_large_document_of_several_groups_has_them_by_itself() {
    let text = |operations: usize, groups: usize| {
        let mut text = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n".to_owned();
        for number in 0..operations {
            let group = number % groups;
            let _ = writeln!(
                text,
                "  /p{number}: {{get: {{operationId: o{number}, tags: [t{group}], responses: {{'204': {{description: x}}}}}}}}"
            );
        }
        text
    };
    for (operations, groups, when, expected) in [
        (101, 2, GroupFeatures::WhenLarge, true),
        (100, 2, GroupFeatures::WhenLarge, false),
        (101, 1, GroupFeatures::WhenLarge, false),
        (101, 2, GroupFeatures::Never, false),
        (1, 1, GroupFeatures::Always, true),
    ] {
        let tree = tree(&text(operations, groups), when, "runtime");
        let manifest = common::file(&tree, "Cargo.toml");
        assert_eq!(
            manifest.contains("full = ["),
            expected,
            "{operations} operations in {groups} groups, {when:?}"
        );
    }
}
