//! Which operations are lists in pages, and what is said where an extension does not fit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use oas_codegen::diagnostics::Code;
use oas_codegen::{Options, Outcome, Severity, Source, generate};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

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

/// A schema of a value that may be a position, a size or something else.
fn scalar() -> impl Strategy<Value = Value> {
    proptest::sample::select(vec![
        json!({"type": "string"}),
        json!({"type": ["string", "null"]}),
        json!({"type": "string", "format": "uri"}),
        json!({"type": "string", "enum": ["a"]}),
        json!({"type": "integer"}),
        json!({"type": "integer", "default": 1}),
        json!({"type": "integer", "format": "int64", "minimum": 1}),
        json!({"type": "number"}),
        json!({"type": "boolean"}),
        json!({"$ref": "#/components/schemas/Text"}),
        json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
        json!({}),
    ])
}

fn parameter() -> impl Strategy<Value = Value> {
    let names = vec![
        "cursor",
        "page",
        "page[after]",
        "page_token",
        "after",
        "starting_after",
        "offset",
        "limit",
        "per_page",
        "stream",
        "items_as",
    ];
    (proptest::sample::select(names), scalar(), any::<bool>()).prop_map(
        |(name, schema, required)| json!({"name": name, "in": "query", "schema": schema, "required": required}),
    )
}

/// An object with what pages have, here or further inside.
fn page() -> impl Strategy<Value = Value> {
    let names = vec![
        "next_cursor",
        "next",
        "nextPageToken",
        "next_url",
        "after",
        "has_more",
        "total",
        "total_pages",
        "previous",
        "meta",
        "links",
        "data",
        "items",
        "id",
        "href",
    ];
    let list = json!({"type": "array", "items": {"$ref": "#/components/schemas/Item"}});
    let leaf = prop_oneof![scalar(), Just(list.clone())];
    let member = leaf.prop_recursive(3, 24, 6, move |inner| {
        let names = names.clone();
        let members = proptest::collection::vec(
            (proptest::sample::select(names), inner, any::<bool>()),
            0..6,
        );
        members.prop_map(|members| {
            let required: Vec<&str> = members
                .iter()
                .filter(|(_, _, required)| *required)
                .map(|(name, _, _)| *name)
                .collect();
            let required: std::collections::BTreeSet<&str> = required.into_iter().collect();
            let properties: Map<String, Value> = members
                .iter()
                .map(|(name, schema, _)| ((*name).to_owned(), schema.clone()))
                .collect();
            json!({"type": "object", "required": required, "properties": properties})
        })
    });
    prop_oneof![4 => member, 1 => Just(list)]
}

fn extension() -> impl Strategy<Value = Option<Value>> {
    proptest::option::of(proptest::sample::select(vec![
        json!(false),
        json!({"style": "cursor", "parameter": "cursor", "next-cursor": "next_cursor", "items": "data"}),
        json!({"style": "cursor", "parameter": "cursor", "next-cursor": "meta.next", "items": "data.items"}),
        json!({"style": "link", "items": "data"}),
        json!({"style": "link", "next": "links.next"}),
        json!({"style": "page", "parameter": "page", "items": "items", "total": "total"}),
        json!({"style": "offset", "parameter": "offset", "items": "data", "has-more": "has_more"}),
        json!({"style": "last-item", "parameter": "after", "items": "data", "id": "id"}),
    ]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// What looks like paging and is none, and what is said to be and cannot be.
    #[test]
    fn whatever_looks_like_pages_gives_rust(
        parameters in proptest::collection::vec(parameter(), 0..5),
        pages in proptest::collection::vec((page(), extension(), any::<bool>()), 1..4),
    ) {
        let mut paths = Map::new();
        for (index, (page, extension, links)) in pages.into_iter().enumerate() {
            let headers = if links { json!({"Link": {"schema": {"type": "string"}}}) } else { json!({}) };
            let content = json!({"application/json": {"schema": page}});
            let mut operation = json!({
                "operationId": format!("list{index}"),
                "parameters": parameters,
                "responses": {"200": {"description": "A page", "headers": headers, "content": content}},
            });
            if let Some(extension) = extension {
                operation["x-pagination"] = extension;
            }
            paths.insert(format!("/list/{index}"), json!({"get": operation}));
        }
        let document = json!({
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1.0.0"},
            "servers": [{"url": "https://api.example.com"}],
            "paths": paths,
            "components": {"schemas": {
                "Text": {"type": "string"},
                "Item": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
            }},
        });
        let source = Source::new("pages.json", document.to_string());
        let options = Options::new("pages").lenient(true);
        let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
        let tree = outcome.tree.expect("every fault can be worked around");
        for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let text = std::str::from_utf8(bytes).unwrap();
            prop_assert!(syn::parse_file(text).is_ok(), "{path}:\n{text}");
        }
    }
}
