//! Which operations are lists in pages, and what is said where an extension does not fit.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_codegen::diagnostics::Code;
use oas_codegen::{Options, Outcome, Severity, Source, generate};

fn outcome(text: &str) -> Outcome {
    let source = Source::new("pagination.yaml", text);
    generate(&source, &Options::new("pagination"), &|path| {
        Err(format!("no `{path}`"))
    })
}

/// The operations with pages, by the files that have a stream.
fn paged(outcome: &Outcome) -> Vec<String> {
    let tree = outcome.tree.as_ref().unwrap();
    tree.iter()
        .filter(|(path, bytes)| {
            path.starts_with("src/operations/")
                && String::from_utf8_lossy(bytes).contains("fn stream(self)")
        })
        .map(|(path, _)| {
            let path = path.trim_start_matches("src/operations/");
            path.trim_end_matches(".rs").to_owned()
        })
        .collect()
}

#[test]
fn what_is_certain_is_recognised_and_near_misses_are_plain() {
    let outcome = outcome(&common::document("pagination.yaml"));
    let expected = [
        "declared/cursor",
        "declared/last",
        "declared/links",
        "declared/numbers",
        "declared/offsets",
        "declared/open",
        "declared/open_others",
        "declared/urls",
        "recognised/by_cursor",
        "recognised/by_cursor_further_inside",
        "recognised/by_cursor_or_url",
        "recognised/by_last_item",
        "recognised/by_link",
        "recognised/by_number",
        "recognised/by_number_in_array",
        "recognised/by_number_with_link",
        "recognised/by_offset",
        "recognised/by_token",
        "recognised/by_url",
        "recognised/by_url_with_example",
    ];
    assert_eq!(paged(&outcome), expected);
    let told: Vec<String> = outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::RecognisedPagination)
        .map(|diagnostic| {
            assert_eq!(diagnostic.severity, Severity::Note);
            let help = diagnostic.help.as_deref().unwrap();
            assert!(help.contains("`x-pagination: false`"));
            diagnostic.pointer.to_string()
        })
        .collect();
    assert_eq!(told.len(), 12);
    assert!(
        told.iter()
            .all(|place| place.starts_with("#/paths/~1recognised"))
    );
}

/// A document with one operation of this extension.
fn with_extension(extension: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: T, version: 1.0.0}}
servers: [{{url: 'https://api.example.com'}}]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - {{name: cursor, in: query, schema: {{type: string}}}}
        - {{name: number, in: query, schema: {{type: integer}}}}
        - {{name: flag, in: query, schema: {{type: boolean}}}}
      x-pagination: {extension}
      responses:
        '200':
          description: A page
          content:
            application/json:
              schema:
                type: object
                properties:
                  things: {{type: array, items: {{type: object, properties: {{id: {{type: string}}}}}}}}
                  meta: {{type: object, properties: {{next: {{type: string}}, list: {{type: array, items: {{type: string}}}}}}}}
"
    )
}

#[test]
fn an_extension_that_does_not_fit_is_an_error_with_its_place() {
    for (extension, place, words) in [
        ("true", "x-pagination", "an object, or `false`"),
        (
            "{style: pages, parameter: cursor, next-cursor: meta.next, items: things}",
            "style",
            "`style` cannot be `pages`",
        ),
        (
            "{style: cursor, parameter: crsr, next-cursor: meta.next, items: things}",
            "parameter",
            "no query parameter `crsr`",
        ),
        (
            "{style: cursor, parameter: flag, next-cursor: meta.next, items: things}",
            "parameter",
            "not a text or a number",
        ),
        (
            "{style: page, parameter: cursor, items: things}",
            "parameter",
            "`cursor` is not a number",
        ),
        (
            "{style: cursor, parameter: cursor, next-cursor: meta.nxt, items: things}",
            "next-cursor",
            "no property `meta.nxt`",
        ),
        (
            "{style: cursor, parameter: cursor, next-cursor: meta, items: things}",
            "next-cursor",
            "no property `meta` with a single value",
        ),
        (
            "{style: cursor, parameter: cursor, next-cursor: meta.list, items: things}",
            "next-cursor",
            "no property `meta.list`",
        ),
        (
            "{style: cursor, parameter: cursor, next-cursor: meta.next, items: meta}",
            "items",
            "`meta` of the response is not an array",
        ),
        (
            "{style: link, items: nothing}",
            "items",
            "`nothing` of the response is not an array",
        ),
        ("{style: link}", "items", "the response is not an array"),
        (
            "{style: link, next: meta.url, items: things}",
            "next",
            "no property `meta.url`",
        ),
        (
            "{style: offset, parameter: number, items: things, total: all}",
            "total",
            "no property `all`",
        ),
        (
            "{style: page, parameter: number, items: things, total-pages: all}",
            "total-pages",
            "no property `all`",
        ),
        (
            "{style: page, parameter: number, items: things, has-more: more}",
            "has-more",
            "no property `more`",
        ),
        (
            "{style: page, parameter: number, items: things, first: one}",
            "first",
            "`first` is a whole number",
        ),
        (
            "{style: last-item, parameter: cursor, items: things, id: key}",
            "id",
            "an item has no property `key`",
        ),
        (
            "{style: last-item, parameter: cursor, items: things}",
            "x-pagination",
            "`id` is required",
        ),
        (
            "{style: page, items: things}",
            "x-pagination",
            "`parameter` is required",
        ),
        (
            "{style: link, items: things, parameter: cursor}",
            "parameter",
            "`parameter`",
        ),
        (
            "{style: cursor, parameter: cursor, next-cursor: meta.next, items: things, total: all}",
            "total",
            "`total`",
        ),
    ] {
        let outcome = outcome(&with_extension(extension));
        let found = outcome.diagnostics.iter().find(|diagnostic| {
            let pointer = diagnostic.pointer.to_string();
            diagnostic.severity != Severity::Note
                && diagnostic.message.contains(words)
                && pointer.contains("/get/x-pagination")
                && pointer.ends_with(place)
        });
        let source = Source::new("pagination.yaml", with_extension(extension));
        assert!(
            found.is_some(),
            "{extension}: {}",
            common::all_rendered(&outcome.diagnostics, &source)
        );
    }
}

#[test]
fn an_extension_comes_before_what_would_be_recognised() {
    for extension in ["false", "{style: none}"] {
        let text = with_extension(extension).replace(
            "meta:",
            "next_cursor: {type: string}\n                  meta:",
        );
        let outcome = outcome(&text);
        assert!(paged(&outcome).is_empty());
        let unmarked = text.replace(&format!("      x-pagination: {extension}\n"), "");
        assert_eq!(paged(&self::outcome(&unmarked)), ["general/list_things"]);
    }
}

#[test]
fn where_faults_are_worked_around_the_call_is_plain() {
    let text = with_extension("{style: cursor, parameter: flag, next-cursor: nope, items: nope}");
    let source = Source::new("pagination.yaml", text);
    let options = Options::new("pagination").lenient(true);
    let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
    assert!(paged(&outcome).is_empty());
}
