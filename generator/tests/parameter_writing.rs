//! What a document says of how a parameter is written: its faults, what has no effect, and the
//! words of the setters.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{all_rendered, assert_holds, file, run, squeezed, tree_of};
use oas_codegen::diagnostics::{Code, render};
use oas_codegen::{Options, Severity, Source, Tree, generate};

const HEAD: &str = "\
openapi: 3.1.0
info: {title: Writing, version: 1.0.0}
paths:
  /things/{id}:
    get:
      operationId: getThings
      responses: {'204': {description: done}}
      parameters:
";
/// The line of the first parameter.
const FIRST_LINE: usize = 9;
const ID: &str = "        - {name: id, in: path, required: true, schema: {type: string}}\n";

/// A document with these parameters, one on each line.
fn source(parameters: &[&str]) -> Source {
    let mut text = HEAD.to_owned();
    for parameter in parameters {
        text.push_str(&format!("        - {{{parameter}}}\n"));
    }
    text.push_str(ID);
    Source::new("writing.yaml", text)
}

/// Line from the first parameter, code, message and the rest, of what is said of the document.
fn said(parameters: &[&str], severity: Severity) -> Vec<(usize, Code, String)> {
    let source = source(parameters);
    run(&source)
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity)
        .map(|diagnostic| {
            let rendered = render(diagnostic, &source);
            (rendered.line - FIRST_LINE, diagnostic.code, rendered.text)
        })
        .collect()
}

/// Checks that each parameter gets one diagnostic of this severity, that holds these words.
#[track_caller]
fn assert_said(severity: Severity, expected: &[(&str, Code, &[&str])]) {
    let parameters: Vec<&str> = expected.iter().map(|(parameter, ..)| *parameter).collect();
    let found = said(&parameters, severity);
    for (line, (parameter, code, words)) in expected.iter().enumerate() {
        let here: Vec<_> = found.iter().filter(|(at, ..)| *at == line).collect();
        assert_eq!(here.len(), 1, "{parameter}: {found:#?}");
        assert_eq!(here[0].1, *code, "{parameter}");
        for word in *words {
            assert!(here[0].2.contains(word), "`{word}` is not in {}", here[0].2);
        }
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

const FAULTS: &[(&str, Code, &[&str])] = &[
    (
        "name: a, in: query, style: matrix, schema: {type: string}",
        Code::InvalidValue,
        &[
            "no query parameter has the style `matrix`",
            "it is one of `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`",
            "/style",
        ],
    ),
    (
        "name: b, in: header, style: form, schema: {type: string}",
        Code::InvalidValue,
        &[
            "no header parameter has the style `form`",
            "its only style is `simple`",
        ],
    ),
    (
        "name: c, in: cookie, style: deepObject, schema: {type: string}",
        Code::InvalidValue,
        &["no cookie parameter has the style `deepObject`"],
    ),
    (
        "name: d, in: query, style: forms, schema: {type: string}",
        Code::InvalidValue,
        &["`style` cannot be `forms`", "did you mean `form`?"],
    ),
    (
        "name: e, in: query, schema: {type: string}, content: {text/plain: {schema: {type: string}}}",
        Code::InvalidValue,
        &[
            "a parameter has `schema` or `content`, not both",
            "/content",
        ],
    ),
    (
        "name: f, in: query, content: {text/plain: {schema: {type: string}}, application/json: {schema: {type: string}}}",
        Code::InvalidValue,
        &["the `content` of a parameter has one media type; this has 2"],
    ),
    (
        "name: g, in: query, content: {}",
        Code::MissingField,
        &["says its media type; this is empty"],
    ),
    (
        "name: h, in: query",
        Code::MissingField,
        &["a parameter has a `schema`; it is missing"],
    ),
    (
        "name: i, in: query, allowReserved: 1, schema: {type: string}",
        Code::WrongType,
        &["`allowReserved` is `true` or `false`"],
    ),
    (
        "name: j, in: query, content: {application/json: {schema: {type: object}}}, x-query-encoding: {scalar-arrays: brackets, object-arrays: indices}",
        Code::InvalidExtension,
        &["a value written as JSON has no brackets"],
    ),
    (
        "name: k, in: header, schema: {type: string}, x-query-encoding: {scalar-arrays: brackets}",
        Code::InvalidExtension,
        &["only a query is written in brackets"],
    ),
    (
        "name: a b, in: header, schema: {type: string}",
        Code::InvalidValue,
        &["no header can be called \"a b\"", "/name"],
    ),
    (
        "name: 'x[y]', in: cookie, schema: {type: string}",
        Code::InvalidValue,
        &["no cookie can be called \"x[y]\""],
    ),
    (
        "name: B, in: header, schema: {type: string}",
        Code::DuplicateParameter,
        &["stands twice in this operation"],
    ),
];

#[test]
fn faults_have_their_place_and_a_way_around() {
    assert_said(Severity::Error, FAULTS);
    let parameters: Vec<&str> = FAULTS.iter().map(|(parameter, ..)| *parameter).collect();
    let source = source(&parameters);
    let options = Options::new("subject").lenient(true);
    let outcome = generate(&source, &options, &|_| Err("no file".to_owned()));
    let text = all_rendered(&outcome.diagnostics, &source);
    for instead in [
        "it is written in the style `form`",
        "it is written in the style `simple`",
        "it is written by its `schema`; the `content` is left out",
        "the first one that is JSON is taken, or else the first",
    ] {
        assert!(
            text.contains(&format!("worked around: {instead}")),
            "{text}"
        );
    }
    let tree = outcome.tree.unwrap();
    let operation = operation(&tree);
    for expected in [
        "QueryParameter::new(\"a\", QueryStyle::Form { explode: true })",
        "request.header(\"b\", &self.b)?;",
        "request.cookie(\"c\", &self.c)?;",
        "QueryParameter::new(\"e\", QueryStyle::Form { explode: true })",
        "QueryParameter::new(\"f\", QueryStyle::Json)",
        "QueryParameter::new(\"j\", QueryStyle::Json)",
    ] {
        assert!(
            operation.contains(expected),
            "{expected} is not in {operation}"
        );
    }
}

/// The file of the operation, with its white space made one.
fn operation(tree: &Tree) -> String {
    let text = file(tree, "src/operations/general/get_things.rs");
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace("( ", "(")
        .replace(", )", ")")
        .replace(" .", ".")
}

#[test]
fn what_has_no_effect_is_a_warning() {
    assert_said(
        Severity::Warning,
        &[
            (
                "name: a, in: header, allowReserved: true, schema: {type: string}",
                Code::UnsupportedKeyword,
                &["nothing is percent-encoded here"],
            ),
            (
                "name: b, in: header, allowEmptyValue: true, schema: {type: string}",
                Code::UnsupportedKeyword,
                &["for query parameters only"],
            ),
            (
                "name: c, in: query, explode: true, content: {application/json: {schema: {type: string}}}",
                Code::UnsupportedKeyword,
                &["`explode` has no effect", "as its media type says"],
            ),
            (
                "name: d, in: query, content: {application/xml: {schema: {type: object}}}",
                Code::UnsupportedMediaType,
                &["`application/xml` is not written here", "takes its text"],
            ),
            (
                "name: e, in: query, content: {text/csv: {schema: {type: array, items: {type: string}}}}",
                Code::UnsupportedMediaType,
                &["does not say how an array or an object is written"],
            ),
            (
                "name: f, in: cookie, style: cookie, allowReserved: true, schema: {type: string}",
                Code::UnsupportedKeyword,
                &["nothing is percent-encoded here"],
            ),
        ],
    );
}

#[test]
fn what_openapi_leaves_open_is_a_note() {
    assert_said(
        Severity::Note,
        &[
            (
                "name: a, in: query, style: deepObject, explode: false, schema: {type: object}",
                Code::UnsupportedKeyword,
                &["means nothing in the style `deepObject`"],
            ),
            (
                "name: b, in: query, style: pipeDelimited, explode: true, schema: {type: array, items: {type: string}}",
                Code::UnsupportedKeyword,
                &["it is written like `form`"],
            ),
            (
                "name: c, in: cookie, explode: false, schema: {type: array, items: {type: string}}",
                Code::UnsupportedKeyword,
                &["RFC 6265"],
            ),
            (
                "name: d, in: query, style: deepObject, schema: {type: array, items: {type: string}}",
                Code::UnsupportedKeyword,
                &["`deepObject` is for objects"],
            ),
            (
                "name: e, in: query, style: spaceDelimited, schema: {type: string}",
                Code::UnsupportedKeyword,
                &["`spaceDelimited` is for arrays and objects"],
            ),
        ],
    );
    // Nothing is said of what is plain.
    for plain in [
        "name: a, in: query, style: deepObject, explode: true, schema: {type: object}",
        "name: a, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: string}",
        "name: a, in: header, explode: true, schema: {type: object}",
        "name: a, in: query, style: deepObject, explode: true, schema: {type: object}, x-query-encoding: {scalar-arrays: brackets, object-arrays: indices}",
        "name: a, in: cookie, style: cookie, schema: {type: string}",
        "name: a, in: cookie, explode: false, schema: {type: string}",
        "name: a, in: query, content: {application/json: {schema: {type: object}}}",
        "name: a, in: query, content: {text/plain: {schema: {type: string}}}",
    ] {
        assert!(run(&source(&[plain])).diagnostics.is_empty(), "{plain}");
    }
}

#[test]
fn the_setter_says_how_its_value_is_written_where_that_is_not_plain() {
    const LIST: &str = "schema: {type: array, items: {type: string}}";
    const MAP: &str = "schema: {type: object, additionalProperties: {type: string}}";
    for (parameter, words) in [
        (
            format!("name: a, in: header, {LIST}"),
            "Written as `a,b`; an element cannot hold a comma.",
        ),
        (
            format!("name: a, in: header, explode: true, {MAP}"),
            "Written as `k=v,k2=v2`; neither",
        ),
        (
            format!("name: a, in: cookie, {LIST}"),
            "Written as `a=a; a=b`.",
        ),
        (
            format!("name: a, in: cookie, explode: false, {MAP}"),
            "Written as `a=k,v,k2,v2`.",
        ),
        (
            format!("name: a, in: cookie, style: cookie, {LIST}"),
            "Written as `a=a; a=b`. Sent as it is:",
        ),
        (
            format!("name: a, in: query, explode: false, {LIST}"),
            "Written as `a=a,b`.",
        ),
        (
            format!("name: 'a`', in: query, explode: false, {LIST}"),
            "Written as `name=a,b`.",
        ),
        (
            format!("name: a, in: query, {MAP}"),
            "Written as `k=v&k2=v2`, without the parameter's own name.",
        ),
        (
            format!("name: a, in: query, style: deepObject, {MAP}"),
            "Written as `a[k]=v`.",
        ),
        (
            format!("name: a, in: query, style: pipeDelimited, {LIST}"),
            "Written as `a=a%7Cb`; an element cannot hold a pipe.",
        ),
        (
            format!("name: a, in: query, style: spaceDelimited, {MAP}"),
            "Written as `a=k%20v`; neither a name",
        ),
        (
            format!("name: a, in: query, allowEmptyValue: true, {LIST}"),
            "An empty value is sent as `a=`.",
        ),
        (
            "name: a, in: query, allowReserved: true, schema: {type: string}".to_owned(),
            "Reserved characters that mean nothing there, and what is percent-encoded already,",
        ),
        (
            "name: a, in: query, content: {application/json: {schema: {type: object}}}".to_owned(),
            "Written as JSON.",
        ),
        (
            "name: a, in: query, content: {text/csv: {}}".to_owned(),
            "A text of the type `text/csv`, sent as it is given.",
        ),
    ] {
        let tree = tree_of(&source(&[&parameter]));
        let text = file(&tree, "src/operations/general/get_things.rs");
        let text = squeezed(&text.replace("///", ""));
        assert!(text.contains(words), "{parameter}: {text}");
    }
    for plain in [
        "name: a, in: query, schema: {type: string}".to_owned(),
        "name: a, in: header, explode: true, schema: {type: integer}".to_owned(),
        "name: a, in: query, content: {text/plain: {schema: {type: string}}}".to_owned(),
        format!("name: a, in: query, {LIST}"),
    ] {
        let tree = tree_of(&source(&[&plain]));
        let text = file(&tree, "src/operations/general/get_things.rs");
        assert!(
            !text.contains("Written as") && !text.contains("sent as it is"),
            "{plain}"
        );
    }
}

#[test]
fn what_has_no_parts_is_written_the_usual_way() {
    let tree = tree_of(&source(&[
        "name: a, in: header, explode: true, schema: {type: integer}",
        "name: b, in: cookie, explode: false, schema: {type: string, enum: [x, y]}",
        "name: c, in: header, explode: true, schema: {type: object}",
        "name: d, in: header, explode: true, schema: {}",
        "name: e, in: cookie, allowReserved: true, schema: {type: string}",
        "name: f, in: cookie, style: cookie, schema: {type: array, items: {type: string}}",
        "name: g, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: string}",
    ]));
    let operation = operation(&tree);
    for expected in [
        "request.header(\"a\", &self.a)?;",
        "request.cookie(\"b\", &self.b)?;",
        "request.header_as(\"c\", HeaderStyle::SIMPLE.exploded(), &self.c)?;",
        "request.header_as(\"d\", HeaderStyle::SIMPLE.exploded(), &self.d)?;",
        "request.cookie_as(\"e\", CookieStyle::FORM.allow_reserved(), &self.e)?;",
        "request.cookie_as(\"f\", CookieStyle::RAW, &self.f)?;",
        "QueryParameter::new(\"g\", QueryStyle::Form { explode: true }).allow_reserved().allow_empty();",
    ] {
        assert!(
            operation.contains(expected),
            "{expected} is not in {operation}"
        );
    }
}

/// What stands beside the media type is read like what stands beside a schema.
#[test]
fn content_has_its_schema_and_examples() {
    let tree = tree_of(&source(&[
        "name: filter, in: query, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: string}}}, examples: {one: {value: {a: x}, x-query: 'filter=%7B%22a%22%3A%22x%22%7D'}}}}",
    ]));
    assert_holds(&tree, "src/models/get_things_filter.rs", "pub a: String,");
    let tests = file(&tree, "tests/query.rs");
    assert!(tests.contains("filter=%7B%22a%22%3A%22x%22%7D"), "{tests}");
}
