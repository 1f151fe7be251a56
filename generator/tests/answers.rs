//! What is emitted for the answers of an operation, and what is said of those that it cannot give.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{all_rendered, assert_holds, document, file, findings, run, squeezed, tree_of_yaml};
use oas_codegen::diagnostics::Code;
use oas_codegen::{Severity, Source, Tree};

/// A document with these operations, as lines of flow style under their paths.
fn with_operations(paths: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Answers, version: 1.0.0}}
paths:
{paths}
components:
  schemas:
    Pet: {{type: object, properties: {{name: {{type: string}}}}}}
    Page: {{type: object, required: [items], properties: {{items: {{type: array, items: {{$ref: '#/components/schemas/Pet'}}}}, next: {{type: string}}}}}}
    Problem: {{type: object, properties: {{title: {{type: string}}}}}}
    Invalid: {{type: object, properties: {{fields: {{type: array, items: {{type: string}}}}}}}}
  responses:
    Gone: {{description: Gone., content: {{application/json: {{schema: {{type: object, properties: {{since: {{type: string}}}}}}}}}}}}
"
    )
}

fn json(name: &str) -> String {
    format!(
        "{{description: x, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}"
    )
}

/// An operation of its own path with these responses.
fn operation(id: &str, responses: &str) -> String {
    format!("  /{id}: {{get: {{operationId: {id}, responses: {{{responses}}}}}}}\n")
}

fn has(tree: &Tree, path: &str, wanted: &str) -> bool {
    squeezed(file(tree, path)).contains(&squeezed(wanted))
}

const A: &str = "src/operations/general/a.rs";

#[test]
fn nothing_is_said_of_what_is_typed() {
    let source = Source::new("answers.yaml", document("answers.yaml"));
    let outcome = run(&source);
    let places: Vec<(Severity, Code, String)> = findings(&outcome, &source)
        .into_iter()
        .map(|(severity, code, place, _, _)| (severity, code, place))
        .filter(|(severity, _, _)| *severity != Severity::Note)
        .collect();
    assert_eq!(
        places,
        [],
        "{}",
        all_rendered(&outcome.diagnostics, &source)
    );
    let notes = |wanted: &str| {
        let all = outcome.diagnostics.iter();
        all.filter(|it| it.message.contains(wanted)).count()
    };
    assert_eq!(notes("an answer to HEAD has headers only"), 1);
    assert_eq!(
        notes("a response of `application/pdf` is given as bytes"),
        1
    );
    assert_eq!(notes("its records are not typed"), 1);
    assert_eq!(notes("an object in a header is given as its text"), 1);
}

#[test]
fn a_body_where_http_has_none_is_a_warning() {
    let responses = format!("'200': {}, '204': {}", json("Pet"), json("Problem"));
    let text = with_operations(&operation("a", &responses));
    let source = Source::new("api.yaml", text);
    let outcome = run(&source);
    let found: Vec<_> = findings(&outcome, &source)
        .into_iter()
        .map(|(severity, code, place, _, _)| (severity, code, place))
        .collect();
    assert!(
        found.contains(&(
            Severity::Warning,
            Code::UnsupportedKeyword,
            "#/paths/~1a/get/responses/204/content".to_owned()
        )),
        "{found:?}"
    );
    let tree = outcome.tree.unwrap();
    assert_holds(&tree, A, "pub enum AAnswer");
    assert_holds(&tree, A, "NoContent,");
}

#[test]
fn an_operation_that_is_declared_to_have_pages_answers_with_one() {
    let text = with_operations(&format!(
        "  /a: {{get: {{operationId: a, parameters: [{{name: cursor, in: query, schema: {{type: string}}}}], responses: {{'200': {}, '204': {{description: none}}}}, x-pagination: {{style: cursor, parameter: cursor, next-cursor: next, items: items}}}}}}",
        json("Page")
    ));
    let source = Source::new("api.yaml", text);
    let outcome = run(&source);
    let warned = outcome.diagnostics.iter().find(|it| {
        it.severity == Severity::Warning
            && it
                .message
                .contains("the response `204` is an error to `send`")
    });
    assert!(
        warned.is_some(),
        "{}",
        all_rendered(&outcome.diagnostics, &source)
    );
    assert_holds(
        &outcome.tree.unwrap(),
        A,
        "pub fn stream(self) -> ItemStream<Self>",
    );
}

#[test]
fn one_type_of_failure_for_most_is_the_type_of_the_crate() {
    let usual = |id: &str| {
        operation(
            id,
            &format!("'200': {}, default: {}", json("Pet"), json("Problem")),
        )
    };
    let two = usual("a") + &usual("b");
    let tree = tree_of_yaml(&with_operations(&two));
    assert_holds(
        &tree,
        "src/error.rs",
        "fn typed_body(&self) -> Option<models::Problem>",
    );
    // Nothing is known of which property says what.
    assert!(!has(&tree, "src/error.rs", "ERROR_BODY"));
    assert!(!has(&tree, A, "Failure") && !has(&tree, A, "with_error_body"));

    // An operation with another type adds to the crate and takes nothing away.
    let three = two
        + &operation(
            "c",
            &format!(
                "'200': {}, '400': {}, default: {}",
                json("Pet"),
                json("Invalid"),
                json("Problem")
            ),
        );
    let tree = tree_of_yaml(&with_operations(&three));
    assert_holds(
        &tree,
        "src/error.rs",
        "fn typed_body(&self) -> Option<models::Problem>",
    );
    assert!(!has(&tree, A, "Failure"));
    let c = "src/operations/general/c.rs";
    assert_holds(&tree, c, "BadRequest(models::Invalid),");
    assert_holds(&tree, c, "Default(models::Problem),");

    // Where there is no usual one, each operation has its own.
    let mixed = operation(
        "a",
        &format!("'200': {}, '400': {}", json("Pet"), json("Invalid")),
    ) + &operation(
        "b",
        &format!("'200': {}, '400': {}", json("Pet"), json("Problem")),
    );
    let tree = tree_of_yaml(&with_operations(&mixed));
    assert!(tree.get("src/error.rs").is_none());
    assert_holds(&tree, A, "error.body_as()?.ok().map(Self::BadRequest)");
}

#[test]
fn a_declared_error_body_stays_what_it_was() {
    let text = with_operations(
        &(operation(
            "a",
            &format!("'200': {}, '400': {}", json("Pet"), json("Problem")),
        ) + &operation(
            "b",
            &format!("'200': {}, '400': {}", json("Pet"), json("Invalid")),
        )),
    );
    let text = text.replace(
        "properties: {title: {type: string}}",
        "properties: {title: {type: string}}, x-error-body: {message: title}",
    );
    let tree = tree_of_yaml(&text);
    assert_holds(&tree, "src/error.rs", "message: &[\"title\"]");
    assert_holds(&tree, A, ".with_error_body(crate::error::ERROR_BODY)");
    assert!(!has(&tree, A, "Failure"));
    assert_holds(
        &tree,
        "src/operations/general/b.rs",
        "BadRequest(models::Invalid)",
    );
}

#[test]
fn failures_that_look_the_same_are_one_type() {
    let inline = "{description: x, content: {application/json: {schema: {type: object, properties: {why: {type: string, description: Why %}}}}}}";
    let gone = "'410': {$ref: '#/components/responses/Gone'}";
    let own = "{description: x, content: {application/json: {schema: {type: object, properties: {by: {type: string}}}}}}";
    let responses = |it: &str, more: &str| {
        format!(
            "'200': {}, '404': {}, {gone}{more}",
            json("Pet"),
            inline.replace('%', it)
        )
    };
    let one = operation("a", &responses("one", &format!(", '423': {own}")));
    let two = operation("b", &responses("two", ""));
    for paths in [format!("{one}{two}"), format!("{two}{one}")] {
        let tree = tree_of_yaml(&with_operations(&paths));
        assert_holds(&tree, A, "NotFound(models::NotFoundBody),");
        assert_holds(&tree, A, "Gone(models::GoneBody),");
        assert_holds(&tree, A, "Locked(models::ALocked),");
        let b = "src/operations/general/b.rs";
        assert_holds(&tree, b, "NotFound(models::NotFoundBody),");
        assert_holds(&tree, b, "Gone(models::GoneBody),");
        let models = tree
            .iter()
            .filter(|(path, _)| path.starts_with("src/models/"));
        // Pet, Page, Problem, Invalid and these three; and the list of them.
        assert_eq!(models.count(), 8);
    }
}

#[test]
fn what_frameworks_list_is_no_form_of_its_own() {
    let content = "{description: x, content: {text/plain: {schema: {$ref: '#/components/schemas/Pet'}}, application/json: {schema: {$ref: '#/components/schemas/Pet'}}, text/json: {schema: {$ref: '#/components/schemas/Pet'}}}}";
    let text = with_operations(&operation("a", &format!("'200': {content}")));
    let source = Source::new("api.yaml", text);
    let outcome = run(&source);
    let noted = outcome.diagnostics.iter().any(|it| {
        it.severity == Severity::Note && it.message.contains("another name of `application/json`")
    });
    assert!(noted, "{}", all_rendered(&outcome.diagnostics, &source));
    let tree = outcome.tree.unwrap();
    assert!(!has(&tree, A, "send_as_"), "{}", file(&tree, A));
    assert!(!has(&tree, A, "request.accept("));
}

#[test]
fn any_bytes_may_be_called_anything() {
    let content = "{description: x, content: {application/octet-stream: {}}}";
    let tree = tree_of_yaml(&with_operations(&operation(
        "a",
        &format!("'200': {content}"),
    )));
    assert_holds(&tree, A, "request.accept(\"*/*\");");
    assert_holds(&tree, A, "Result<ByteStream>");
}

#[test]
fn a_sequence_of_records_is_a_stream() {
    for media_type in [
        "application/x-ndjson",
        "application/stream+json",
        "application/json-seq",
    ] {
        let response = format!(
            "'200': {{description: x, content: {{{media_type}: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}"
        );
        let text = with_operations(&operation("a", &response));
        let outcome = run(&Source::new("api.yaml", text));
        let noted = outcome.diagnostics.iter().any(|it| {
            it.code == Code::UnsupportedMediaType
                && it.message.contains("its records are not typed")
        });
        assert!(noted, "{media_type}");
        let tree = outcome.tree.unwrap();
        assert_holds(&tree, A, "Result<ByteStream>");
        assert_holds(&tree, A, &format!("request.accept(\"{media_type}\")"));
    }
}

#[test]
fn names_are_given_out_once() {
    let many = format!(
        "'200': {0}, '201': {1}, '404': {2}, '400': {1}",
        json("Pet"),
        json("Problem"),
        json("Invalid")
    );
    let tree = tree_of_yaml(&with_operations(
        &(operation("a", &many) + &operation("aAnswer", &many) + &operation("aFailure", &many)),
    ));
    for (path, names) in [
        (A, ["pub enum AAnswer2", "pub enum AFailure2"]),
        (
            "src/operations/general/a_answer.rs",
            ["pub struct AAnswer", "pub enum AAnswerAnswer"],
        ),
        (
            "src/operations/general/a_failure.rs",
            ["pub struct AFailure", "pub enum AFailureFailure"],
        ),
    ] {
        for name in names {
            assert_holds(&tree, path, &format!("{name} {{"));
        }
    }
}

#[test]
fn what_a_form_is_called_does_not_hang_on_the_order() {
    let forms = [
        "application/csv: {}",
        "text/csv: {}",
        "application/json: {}",
        "application/x-csv: {}",
    ];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0]] {
        let content: Vec<&str> = order.iter().map(|index| forms[*index]).collect();
        let response = format!(
            "'200': {{description: x, content: {{{}}}}}",
            content.join(", ")
        );
        let tree = tree_of_yaml(&with_operations(&operation("a", &response)));
        for (method, media_type) in [
            ("send_as_csv", "application/csv"),
            ("send_as_csv_2", "application/x-csv"),
            ("send_as_csv_3", "text/csv"),
        ] {
            assert_holds(
                &tree,
                A,
                &format!(
                    "pub async fn {method}(self) -> Result<ByteStream> {{ let mut request = self.request_with()?; request.accept(\"{media_type}\");"
                ),
            );
        }
    }
}

#[test]
fn links_are_words() {
    let tree = tree_of_yaml(&document("answers.yaml"));
    let create = "src/operations/pets/create.rs";
    assert_holds(
        &tree,
        create,
        "- `getPet`, where `id` is the `id` of the answer: The pet itself.",
    );
    assert_holds(
        &tree,
        create,
        "- `getReport`, where `id` is the header `Location` of the answer",
    );
}

#[test]
fn the_name_of_a_header_is_one() {
    let responses = "'200': {description: x, headers: {'X Y': {schema: {type: string}}, X-Y: {schema: {type: string}}, x_y: {schema: {type: string}}, type: {schema: {type: string}}}}";
    let text = with_operations(&operation("a", responses));
    let source = Source::new("api.yaml", text);
    let outcome = run(&source);
    let warned = outcome.diagnostics.iter().any(|it| {
        it.severity == Severity::Warning && it.message.contains("`X Y` cannot be the name")
    });
    assert!(warned, "{}", all_rendered(&outcome.diagnostics, &source));
    let tree = outcome.tree.unwrap();
    for field in ["x_y", "x_y_2", "r#type"] {
        assert_holds(&tree, A, &format!("pub {field}: Option<String>,"));
    }
    assert_holds(&tree, A, "response::header_value(info, \"x-y\")");
}

#[test]
fn headers_of_most_operations_are_one_struct() {
    let responses = |headers: &str| format!("'200': {{description: x, headers: {{{headers}}}}}");
    let usual = "X-Id: {schema: {type: string}}, X-Kind: {schema: {type: string, enum: [a, b]}}";
    let turned = "x-kind: {description: The kind., schema: {type: string, enum: [a, b]}}, x-id: {schema: {type: string}}";
    let other = "X-Id: {schema: {type: integer}}";
    let tree = tree_of_yaml(&with_operations(
        &(operation("a", &responses(usual))
            + &operation("b", &responses(turned))
            + &operation("c", &responses(other))),
    ));
    assert_holds(&tree, "src/headers.rs", "pub struct AnswerHeaders {");
    assert_holds(
        &tree,
        "src/headers.rs",
        "pub x_kind: Option<models::AnswerHeadersXKind>,",
    );
    assert_holds(&tree, "src/lib.rs", "pub use headers::AnswerHeaders;");
    for path in [A, "src/operations/general/b.rs"] {
        assert_holds(&tree, path, "[`AnswerHeaders`](crate::AnswerHeaders) reads");
        assert!(!has(&tree, path, "ResponseInfo"));
    }
    assert_holds(
        &tree,
        "src/operations/general/c.rs",
        "pub struct CHeaders { /// The header `X-Id`. pub x_id: Option<i64>, }",
    );
    // One alone is not most.
    let tree = tree_of_yaml(&with_operations(&operation("a", &responses(usual))));
    assert_holds(&tree, A, "pub struct AHeaders {");
    assert!(tree.get("src/headers.rs").is_none());
}
