//! What `x-completed-by` cannot join is a fault with its place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_codegen::{Options, Source, generate};

/// The document with one thing changed, and the faults of it: place and words.
fn faults(from: &str, to: &str) -> Vec<String> {
    let text = common::document("completed.yaml");
    assert!(text.contains(from), "{from}");
    let source = Source::new("completed.yaml", text.replacen(from, to, 1));
    let outcome = generate(&source, &Options::new("completed"), &|path| {
        Err(format!("no `{path}`"))
    });
    let rendered = common::all_rendered(&outcome.diagnostics, &source);
    assert_eq!(
        outcome.tree.is_some(),
        !rendered.contains("error["),
        "{rendered}"
    );
    outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| {
            rendered.contains("error[") && !diagnostic.pointer.to_string().is_empty()
        })
        .map(|diagnostic| format!("{}: {}", diagnostic.pointer, diagnostic.message))
        .filter(|line| line.contains("x-completed-by"))
        .collect()
}

#[test]
fn every_way_in_which_two_operations_do_not_fit() {
    assert!(faults("title: Completed", "title: Completed").is_empty());
    let at = "#/paths/~1things/get/x-completed-by";
    for (from, to, place, words) in [
        (
            "operation: getThing",
            "operation: getNothing",
            "/operation",
            "no operation `getNothing`",
        ),
        ("{operation: getThing, ", "{", "", "operation"),
        (
            "parameter: type, from",
            "parameter: depth, from",
            "/parameter",
            "no required parameter `depth`",
        ),
        (
            "from: type, parameters",
            "from: name, parameters",
            "/from",
            "no property `name`",
        ),
        (
            "depth, with]}",
            "depth, only_here]}",
            "/parameters/3",
            "`only_here` is no parameter of both",
        ),
        (
            "[account, region, depth",
            "[account, depth",
            "/parameters",
            "requires `region`",
        ),
        (
            "[account, region",
            "[region",
            "/parameters",
            "requires `account`",
        ),
        (
            "{name: depth, in: query, schema: {type: integer, format: int32}}",
            "{name: depth, in: query, schema: {type: string}}",
            "/parameters/2",
            "not the same in both",
        ),
        (
            "      x-pagination: {style: cursor, parameter: cursor, next-cursor: next, items: items}\n",
            "      x-pagination: false\n",
            "",
            "list in pages",
        ),
        (
            "operation: getThing",
            "operation: listThings",
            "/operation",
            "no operation without a body",
        ),
    ] {
        let found = faults(from, to);
        let start = format!("{at}{place}: ");
        assert!(
            found
                .iter()
                .any(|line| line.starts_with(&start) && line.contains(words)),
            "{from} -> {to}: {found:#?}"
        );
    }
}
