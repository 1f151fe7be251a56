//! What is said of bodies that are not sent as the document has them, and which of several is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{assert_holds, file, run, tree_of_yaml};
use oas_codegen::diagnostics::render;
use oas_codegen::{Severity, Source};

const FILE: &str = "src/operations/general/send.rs";

/// A document with one operation, whose body has this content.
fn with_content(content: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Bodies, version: 1.0.0}}\npaths:\n  /a:\n    post:\n      operationId: send\n      requestBody:\n        required: true\n        content:\n{content}\n      responses: {{'204': {{description: done}}}}\n"
    )
}

/// What is said of it: how bad, where below the content, and what.
fn said(content: &str) -> Vec<(Severity, String, String)> {
    let source = Source::new("api.yaml", with_content(content));
    let outcome = run(&source);
    assert!(outcome.tree.is_some());
    let start = "#/paths/~1a/post/requestBody/content/";
    outcome
        .diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let pointer = diagnostic.pointer.to_string();
            let below = pointer.strip_prefix(start)?.to_owned();
            Some((diagnostic.severity, below, diagnostic.message.clone()))
        })
        .collect()
}

#[track_caller]
fn assert_said(content: &str, expected: &[(Severity, &str, &str)]) {
    let said = said(content);
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for ((severity, below, message), wanted) in said.iter().zip(expected) {
        assert_eq!(
            (*severity, below.as_str()),
            (wanted.0, wanted.1),
            "{said:#?}"
        );
        assert!(message.contains(wanted.2), "{said:#?}");
    }
}

#[test]
fn an_encoding_that_has_no_effect_is_a_warning_at_its_place() {
    use Severity::Warning;

    let parts = "          multipart/form-data:
            schema: {type: object, properties: {a: {type: string}}}
            encoding:
              a: {style: form, explode: true, allowReserved: true, headers: {X-A: {schema: {type: string}}}, colour: red}
              b: {contentType: text/plain}";
    let at = |rest: &str| format!("multipart~1form-data/encoding/{rest}");
    assert_said(
        parts,
        &[
            (
                Warning,
                &at("a/style"),
                "a part is written as its media type says",
            ),
            (
                Warning,
                &at("a/explode"),
                "a part is written as its media type says",
            ),
            (Warning, &at("a/allowReserved"), "always percent-encoded"),
            (Warning, &at("a/headers"), "and no others"),
            (Warning, &at("a/colour"), "colour"),
            (Warning, &at("b"), "`b`, which is no property of the body"),
        ],
    );
    let form = "          application/x-www-form-urlencoded:
            schema: {type: object, properties: {a: {type: string}}}
            encoding:
              a: {contentType: image/png}
              b: {style: form}";
    let at = |rest: &str| format!("application~1x-www-form-urlencoded/encoding/{rest}");
    assert_said(
        form,
        &[
            (Warning, &at("b"), "`b`, which is no property of the body"),
            (
                Warning,
                &at("a/contentType"),
                "`image/png` has no effect on the field `a`",
            ),
        ],
    );
    let json = "          application/json:
            schema: {type: object, properties: {a: {type: string}}}
            encoding: {a: {style: form}}";
    assert_said(
        json,
        &[(
            Warning,
            "application~1json/encoding",
            "only forms and `multipart/form-data`",
        )],
    );
}

#[test]
fn an_encoding_of_an_unknown_style_is_a_fault_where_it_stands() {
    let content = "          application/x-www-form-urlencoded:
            schema: {type: object, properties: {a: {type: string}}}
            encoding: {a: {style: matrix}}";
    let source = Source::new("api.yaml", with_content(content));
    let outcome = run(&source);
    assert!(outcome.tree.is_none());
    let rendered = render(&outcome.diagnostics[0], &source);
    assert!(rendered.text.contains("style: matrix"), "{}", rendered.text);
}

#[test]
fn of_several_media_types_the_best_is_sent_and_the_others_are_told() {
    use Severity::{Note, Warning};

    let files = "          multipart/form-data: {schema: {type: object, properties: {a: {type: string, format: binary}}}}";
    let parts =
        "          multipart/form-data: {schema: {type: object, properties: {a: {type: string}}}}";
    let form = "          application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}";
    let text = "          text/plain: {schema: {type: string}}";
    let xml = "          application/xml: {schema: {type: object}}";
    let json =
        "          application/json: {schema: {type: object, properties: {a: {type: string}}}}";
    let free = "          application/json: {}";
    let join = |all: &[&str]| all.join("\n");
    let other = "another media type of this body is used";

    for (content, sends) in [
        (
            join(&[xml, text, parts, form, json]),
            "request.json_body(body)?;",
        ),
        (
            join(&[
                xml,
                text,
                parts,
                form,
                files.replace("form-data", "form-data; a=b").as_str(),
            ]),
            "request.multipart_body(&body.parts)?;",
        ),
        (join(&[xml, text, parts, form]), "request.form_body(body)?;"),
        (
            join(&[xml, text, parts]),
            "request.multipart_body(&body.parts)?;",
        ),
        (
            join(&[xml, text]),
            "request.bytes_body(\"text/plain\", body.clone())?;",
        ),
        (
            xml.to_owned(),
            "request.file_body(\"application/xml\", body)?;",
        ),
    ] {
        assert_holds(&tree_of_yaml(&with_content(&content)), FILE, sends);
    }
    assert_said(
        &join(&[xml, form, json]),
        &[
            (Note, "application~1xml", other),
            (Note, "application~1x-www-form-urlencoded", other),
        ],
    );
    assert_said(xml, &[(Note, "application~1xml", "is given as bytes")]);
    let xml_text = "          text/xml: {schema: {type: object}}";
    assert_said(xml_text, &[(Note, "text~1xml", "is given as a text")]);
    let mixed =
        "          multipart/mixed: {schema: {type: object, properties: {a: {type: string}}}}";
    assert_said(
        mixed,
        &[(
            Note,
            "multipart~1mixed",
            "is given as bytes: its parts are not typed",
        )],
    );
    // JSON of a type and files: one or the other. JSON of any type takes whatever it is given,
    // so that files beside it are missed.
    assert_said(&join(&[files, json]), &[]);
    let tree = tree_of_yaml(&with_content(&join(&[files, json])));
    assert_holds(&tree, FILE, "pub enum SendBody");
    assert_said(
        &join(&[files, free]),
        &[(Warning, "multipart~1form-data", other)],
    );
    assert!(!file(&tree_of_yaml(&with_content(&join(&[files, free]))), FILE).contains("Multipart"));
}

#[test]
fn parts_of_which_nothing_is_said_are_given_by_hand_and_that_is_told() {
    for schema in [
        "",
        "schema: {}",
        "schema: {type: object}",
        "schema: {type: string}",
    ] {
        let content = format!("          multipart/form-data: {{{schema}}}");
        assert_said(
            &content,
            &[(Severity::Note, "multipart~1form-data", "are given by hand")],
        );
        assert_holds(
            &tree_of_yaml(&with_content(&content)),
            FILE,
            "body: Multipart,",
        );
    }
}

#[test]
fn the_names_of_bodies_are_their_own() {
    let text = with_content(
        "          multipart/form-data: {schema: {type: object, properties: {a: {type: string, format: binary}}}}
          application/json: {schema: {type: object, properties: {a: {type: string}}}}",
    ) + "  /b:
    get: {operationId: sendBody, responses: {'204': {description: done}}}
    put: {operationId: send_multipart, responses: {'204': {description: done}}}
    post: {operationId: part, responses: {'204': {description: done}}}
";
    let tree = tree_of_yaml(&text);
    assert_holds(&tree, FILE, "pub struct SendMultipart2");
    assert_holds(&tree, FILE, "pub enum SendBody2");
    let group = file(&tree, "src/operations/general/mod.rs");
    assert!(group.contains("pub use part::Part2;"), "{group}");
}
