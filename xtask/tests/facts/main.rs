//! Every row of the facts about *List Candidates* is in the spec and in the emitted crate.
//!
//! `table` holds the rows, typed by hand. `spec` walks the document with a reader that is not
//! the generator's, `crate_check` the emitted code with `syn`; both hold what they find
//! against the table, and both are shown to notice every single fault that is put in.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod crate_check;
mod document;
mod emitted;
mod mutations;
mod others;
mod schemas;
mod spec;
mod table;

use std::path::Path;

use document::Document;
use emitted::{Emitted, Files};
use table::{INTEGRATIONS, LIST, PARAMETERS, Row};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

fn document() -> Document {
    let path = folder().join("truto-unified-ats.yaml");
    Document::parse(&std::fs::read_to_string(path).unwrap())
}

fn count(rows: &[Row]) -> usize {
    rows.iter().map(|row| 1 + count(row.children())).sum()
}

#[test]
fn the_table_is_as_large_as_the_page() {
    assert_eq!(INTEGRATIONS.len(), 25);
    assert_eq!(INTEGRATIONS.iter().filter(|it| it.2).count(), 11);
    assert_eq!(PARAMETERS.len(), 13 + 7 + 2);
    let nested: usize = PARAMETERS.iter().map(|it| count(it.row.children())).sum();
    assert_eq!(nested, 7);
    // "12 properties", "9 properties", ... of the page, and the envelope's own.
    let candidate = LIST[1].children();
    assert_eq!((LIST.len(), candidate.len()), (5, 19));
    assert_eq!(count(candidate), 81);
    // The trap of section 2: these numbers are those of the properties.
    for parameter in PARAMETERS {
        let property = candidate.iter().find(|it| it.name == parameter.row.name);
        if let Some(count) = parameter.count_of_property {
            assert_eq!(
                property.unwrap().count,
                Some(count),
                "{}",
                parameter.row.name
            );
        }
    }
}

#[test]
fn the_spec_has_every_row() {
    let report = spec::check(&document());
    assert!(report.problems.is_empty(), "{}", report.problems.join("\n"));
    let example = std::fs::read_to_string(folder().join("examples/error-provider.json")).unwrap();
    assert!(spec::check_provider_error(&example));
    assert!(!spec::check_provider_error(&example.replace("422", "421")));
}

#[test]
fn every_single_fault_of_the_spec_is_noticed() {
    let document = document();
    let rows = spec::check(&document).found;
    let mut mutations = mutations::of_integrations(&document);
    assert!(mutations.len() > 25 + 11 + 40, "{}", mutations.len());
    for found in &rows {
        mutations.extend(mutations::of_row(&document, found));
    }
    let unnoticed: Vec<&str> = mutations
        .iter()
        .filter(|mutation| mutation.noticed().is_empty())
        .map(|mutation| mutation.what.as_str())
        .collect();
    assert!(
        unnoticed.is_empty(),
        "not noticed:\n{}",
        unnoticed.join("\n")
    );
    println!(
        "{} faults in {} rows, all noticed",
        mutations.len(),
        rows.len()
    );
}

#[test]
fn the_emitted_crate_has_every_row() {
    let problems = crate_check::check(&Emitted::parse(&emitted::checked_in()));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_single_fault_of_the_emitted_types_is_noticed() {
    let emitted = Emitted::parse(&emitted::checked_in());
    let places = crate_check::places(&emitted);
    assert!(places.len() > 100, "{}", places.len());
    for (path, model, wire) in &places {
        for fault in ["renamed", "dropped", "retyped", "unset", "unwritten"] {
            let mut changed = emitted.clone();
            let model = changed.structs.get_mut(model).unwrap();
            let at = model.read.iter().position(|arm| arm.wire == *wire).unwrap();
            let field = model.read[at].field.clone();
            match fault {
                "renamed" => model.read[at].wire.push('x'),
                "dropped" => {
                    model.read.remove(at);
                    model.fields.retain(|it| it.name != field);
                }
                "retyped" => {
                    let field = model.fields.iter_mut().find(|it| it.name == field);
                    field.unwrap().kind = "Option<char>".to_owned();
                }
                "unset" => {
                    let setter = format!("set_{}", field.trim_start_matches("r#"));
                    model.methods.remove(&setter).unwrap();
                }
                _ => model.written.retain(|(name, _)| name != wire),
            }
            let about = format!("{path}: ");
            let problems = crate_check::check(&changed);
            assert!(
                problems.iter().any(|problem| problem.starts_with(&about)),
                "{path} {fault}: {problems:?}"
            );
        }
    }
    for parameter in PARAMETERS {
        let name = parameter.row.name.to_uppercase();
        let mut changed = emitted.clone();
        changed.values.remove(&name).unwrap();
        let about = format!("?{}: ", parameter.row.path(""));
        let problems = crate_check::check(&changed);
        assert!(problems.iter().any(|it| it.starts_with(&about)), "{name}");
        let mut changed = emitted.clone();
        changed.sent.retain(|(sent, _)| *sent != name);
        let problems = crate_check::check(&changed);
        assert!(problems.iter().any(|it| it.starts_with(&about)), "{name}");
    }
}

/// From end to end: a fault of the spec is a fault of the crate that is made from it.
#[test]
fn a_fault_of_the_spec_is_noticed_in_the_crate() {
    let document = document();
    let made = |document: &Document| -> Emitted {
        // Nor what joins two operations: it would not fit one of them changed.
        let mut document = document.clone();
        let place = spec::OPERATION.map(str::to_owned);
        document.mapping_mut(&place).remove("x-completed-by");
        let text = serde_yaml::to_string(&document.root).unwrap();
        let source = oas_codegen::Source::new("changed.yaml", text);
        // An example of a parameter does not fit either, when its type is another.
        let options = oas_codegen::Options::new("truto-ats").lenient(true);
        // Without the examples: they would not fit what was changed, and are no part of this.
        let outcome = oas_codegen::generate(&source, &options, &|_| Ok("{}".to_owned()));
        let tree = outcome
            .tree
            .unwrap_or_else(|| panic!("{:?}", outcome.diagnostics));
        let files: Files = tree
            .iter()
            .map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap()))
            .collect();
        Emitted::parse(&files)
    };
    let whole = crate_check::check(&made(&document));
    assert!(whole.is_empty(), "{}", whole.join("\n"));
    let rows = spec::check(&document).found;
    for path in [
        "?organization_id",
        "?created_at",
        "?remote_query",
        "result[].last_interaction_at",
        "result[].applications[].current_stage.name",
        "result[].attachments[].file_url",
        "error.truto_error_insight.missing_required_body_fields.value",
    ] {
        let found = rows.iter().find(|it| it.path == path).unwrap();
        // Renamed, dropped, retyped: the first three.
        for mutation in mutations::of_row(&document, found).into_iter().take(3) {
            let problems = crate_check::check(&made(&mutation.document));
            let about = format!("{path}: ");
            assert!(
                problems.iter().any(|problem| problem.starts_with(&about)),
                "{}: {problems:?}",
                mutation.what
            );
        }
    }
}
