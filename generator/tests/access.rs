//! Security schemes and servers: what a crate has of them, and what is wrong with a document.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod common;

use common::{all_rendered, assert_holds, file, run, tree_of_yaml};
use oas_codegen::{Diagnostic, Options, Severity, Source, Tree, generate};

/// A document of two operations, with what stands beside them.
fn document_with(version: &str, parts: &str, first: &str, second: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{title: Access, version: 1.0.0}}\n{parts}\npaths:\n  /one:\n    get: {{operationId: one, {first} responses: {{'204': {{description: done}}}}}}\n  /two:\n    get: {{operationId: two, {second} responses: {{'204': {{description: done}}}}}}\n"
    )
}

const ONE: &str = "src/operations/general/one.rs";
const TWO: &str = "src/operations/general/two.rs";

fn has(tree: &Tree, path: &str, words: &str) -> bool {
    common::squeezed(file(tree, path)).contains(words)
}

/// What is said about a document: severity, pointer, message.
fn said(text: &str) -> Vec<(Severity, String, String)> {
    let outcome = run(&Source::new("api.yaml", text));
    let diagnostics = outcome.diagnostics.into_iter();
    diagnostics
        .map(|it: Diagnostic| (it.severity, it.pointer.to_string(), it.message))
        .collect()
}

#[track_caller]
fn assert_said(text: &str, severity: Severity, pointer: &str, words: &str) {
    let said = said(text);
    let found = said.iter().any(|(kind, place, message)| {
        *kind == severity && place == pointer && message.contains(words)
    });
    assert!(
        found,
        "{severity} `{words}` at {pointer} is not in {said:#?}"
    );
}

#[test]
fn a_document_of_tokens_has_no_credentials() {
    let schemes = "security: [{token: []}]\ncomponents: {securitySchemes: {token: {type: http, scheme: bearer}, login: {type: oauth2, flows: {}}}}";
    let text = document_with("3.1.0", schemes, "", "security: [{login: [read]}],");
    let tree = tree_of_yaml(&text);
    assert!(tree.get("src/credentials.rs").is_none());
    assert!(tree.get("src/servers.rs").is_none());
    assert_holds(
        &tree,
        "src/client.rs",
        "pub fn new(token: impl Into<Secret>)",
    );
    for path in [ONE, TWO] {
        assert!(!file(&tree, path).contains("with_security"));
    }
    // That a token must not be sent is worth a word all the same.
    let tree = tree_of_yaml(&document_with("3.1.0", schemes, "security: [],", ""));
    assert_holds(&tree, ONE, ".with_security(&[])");
    assert_holds(&tree, ONE, "/// No credentials are sent.");
    assert!(!file(&tree, TWO).contains("with_security"));
}

#[test]
fn an_operation_says_what_it_needs() {
    let schemes = "security: [{key: []}, {id: [], login: [read, write]}, {}]\ncomponents: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, id: {type: apiKey, in: query, name: id}, login: {type: oauth2, flows: {}}}}";
    let tree = tree_of_yaml(&document_with("3.0.3", schemes, "", "security: [],"));
    for path in [ONE, "src/operations/general/mod.rs"] {
        let words = "/// Credentials, if any: `key`, or `id` and `login` (with `read`, `write`).";
        assert_holds(&tree, path, words);
    }
    let alternatives = ".with_security( &[ &[&crate::credentials::KEY], &[&crate::credentials::ID, &crate::credentials::LOGIN], &[], ], )";
    assert_holds(&tree, ONE, alternatives);
    assert_holds(&tree, TWO, ".with_security(&[])");
    assert_holds(
        &tree,
        "README.md",
        "| `id` | `id` | a key, as the query parameter `id` |",
    );
}

#[test]
fn schemes_that_nothing_asks_for_may_go_with_everything() {
    let schemes = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, tls: {type: mutualTLS}, login: {type: openIdConnect, openIdConnectUrl: x}}}";
    let text = document_with("3.1.0", schemes, "", "");
    let tree = tree_of_yaml(&text);
    for path in [ONE, TWO] {
        assert_holds(&tree, path, "&[&crate::credentials::KEY]");
        assert_holds(&tree, path, "&[&crate::credentials::LOGIN]");
        assert_holds(&tree, path, "/// Credentials, if any: `key`, or `login`.");
    }
    let place = "#/components/securitySchemes";
    assert_said(&text, Severity::Note, place, "no operation says which");
    // Once any operation says it, the others are taken at their word.
    let text = document_with("3.1.0", schemes, "security: [{key: []}],", "");
    let tree = tree_of_yaml(&text);
    assert!(!file(&tree, TWO).contains("with_security"));
    assert!(!has(&tree, "src/credentials.rs", "LOGIN"));
    let place = "#/components/securitySchemes/login";
    assert_said(
        &text,
        Severity::Note,
        place,
        "no operation asks for `login`",
    );
}

#[test]
fn what_a_client_cannot_do_is_said() {
    let schemes = "components: {securitySchemes: {tls: {type: mutualTLS}, digest: {type: http, scheme: Digest}, key: {type: apiKey, in: header, name: X-Key}}}";
    let text = document_with(
        "3.1.0",
        schemes,
        "security: [{tls: [], key: []}],",
        "security: [{digest: []}],",
    );
    for (name, kind) in [("tls", "`mutualTLS`"), ("digest", "`HTTP digest`")] {
        let place = format!("#/components/securitySchemes/{name}");
        assert_said(&text, Severity::Warning, &place, kind);
    }
    let tree = tree_of_yaml(&text);
    assert_holds(&tree, ONE, ".with_security(&[&[&crate::credentials::KEY]])");
    assert_holds(&tree, TWO, ".with_security(&[&[]])");
    assert_holds(&tree, TWO, "No credentials of the client are needed.");
}

#[test]
fn faults_of_schemes_have_their_place() {
    let text = |scheme: &str, security: &str| {
        let parts = format!(
            "components: {{securitySchemes: {{scheme: {{{scheme}}}, ok: {{type: http, scheme: basic}}, other: {{type: http, scheme: bearer}}}}}}"
        );
        document_with("3.1.0", &parts, &format!("security: {security},"), "")
    };
    let scheme = "#/components/securitySchemes/scheme";
    for (faulty, place, words) in [
        ("type: http", scheme, "`scheme` is missing"),
        ("scheme: basic", scheme, "`type` is missing"),
        (
            "type: basic",
            "#/components/securitySchemes/scheme/type",
            "cannot be `basic`",
        ),
        ("type: apiKey, in: header", scheme, "`name` is missing"),
        ("type: apiKey, name: X-Key", scheme, "`in` is missing"),
        (
            "type: apiKey, in: body, name: key",
            "#/components/securitySchemes/scheme/in",
            "cannot be `body`",
        ),
        (
            "type: apiKey, in: header, name: 'X Key'",
            "#/components/securitySchemes/scheme/name",
            "no name of a header",
        ),
        (
            "type: apiKey, in: header, name: Content-type",
            "#/components/securitySchemes/scheme/name",
            "a client sets the header",
        ),
        (
            "type: apiKey, in: cookie, name: 'a;b'",
            "#/components/securitySchemes/scheme/name",
            "no name of a cookie",
        ),
        (
            "type: apiKey, in: query, name: ''",
            "#/components/securitySchemes/scheme/name",
            "no name of a query",
        ),
    ] {
        let text = text(faulty, "[{scheme: []}, {ok: []}]");
        assert_said(&text, Severity::Error, place, words);
        let errors = said(&text)
            .into_iter()
            .filter(|(kind, ..)| *kind == Severity::Error);
        assert_eq!(errors.count(), 1, "{faulty}: {:#?}", said(&text));
    }
    for (security, place, words) in [
        ("[{okk: []}]", "0/okk", "declares no `okk`"),
        ("[{ok: read}]", "0/ok", "the scopes of `ok` are an array"),
        ("[{ok: [1]}]", "0/ok/0", "a scope is a text"),
        ("[ok]", "0", "a security requirement is an object"),
    ] {
        let place = format!("#/paths/~1one/get/security/{place}");
        assert_said(
            &text("type: http, scheme: basic", security),
            Severity::Error,
            &place,
            words,
        );
    }
    let both = text(
        "type: apiKey, in: header, name: authorization",
        "[{ok: [], other: [], scheme: []}]",
    );
    for second in ["other", "scheme"] {
        let place = format!("#/paths/~1one/get/security/0/{second}");
        assert_said(
            &both,
            Severity::Warning,
            &place,
            "are sent in the same place",
        );
    }
}

/// Of alternatives that cannot be known the others stay, and of an operation that has none
/// left it is not claimed that it needs nothing.
#[test]
fn a_lenient_run_leaves_out_what_is_not_declared() {
    let parts = "components: {securitySchemes: {ok: {type: http, scheme: basic}}}";
    let text = document_with(
        "3.1.0",
        parts,
        "security: [{lost: []}, {ok: []}, {ok: [], lost: []}],",
        "security: [{lost: []}],",
    );
    let source = Source::new("api.yaml", text);
    let options = Options::new("subject").lenient(true);
    let outcome = generate(&source, &options, &|_| Err("no file".to_owned()));
    let tree = outcome
        .tree
        .unwrap_or_else(|| panic!("{}", all_rendered(&outcome.diagnostics, &source)));
    assert_holds(&tree, ONE, ".with_security(&[&[&crate::credentials::OK]])");
    assert!(!file(&tree, TWO).contains("with_security"));
}

#[test]
fn servers_are_named_after_what_is_said_of_them() {
    let servers = [
        "{url: 'https://a.example.com', description: Production}",
        "{url: 'https://b.example.com/v1', description: Production}",
        "{url: 'https://c.example.com', description: A very long description of a server}",
        "{url: 'https://d.example.com', description: 'Quoted */ `words`'}",
        "{url: 'https://{host}.example.com', name: Tenants, description: x, variables: {host: {default: d}}}",
        "{url: 'https://a.example.com', description: The same again}",
        "{url: /relative, description: Relative}",
    ];
    let document = |order: &[usize]| {
        let servers: Vec<&str> = order.iter().map(|index| servers[*index]).collect();
        document_with(
            "3.1.0",
            &format!("servers: [{}]", servers.join(", ")),
            "",
            "",
        )
    };
    let text = document(&[0, 1, 2, 3, 4, 5, 6]);
    let tree = tree_of_yaml(&text);
    for name in [
        "pub const A_EXAMPLE_COM: &str = \"https://a.example.com\";",
        "pub const B_EXAMPLE_COM_V1: &str",
        "pub const C_EXAMPLE_COM: &str",
        "pub const D_EXAMPLE_COM: &str",
        "pub struct Tenants {",
    ] {
        assert_holds(&tree, "src/servers.rs", name);
    }
    for absent in ["RELATIVE", "THE_SAME_AGAIN"] {
        assert!(!has(&tree, "src/servers.rs", absent));
    }
    assert_said(&text, Severity::Warning, "#/servers/6/url", "says no host");
    let turned = tree_of_yaml(&document(&[4, 3, 2, 1, 0]));
    let lines = |tree: &Tree| {
        let mut lines: Vec<String> = file(tree, "src/servers.rs")
            .lines()
            .map(str::to_owned)
            .collect();
        lines.sort_unstable();
        lines
    };
    assert_eq!(lines(&tree), lines(&turned));
}

#[test]
fn one_plain_server_is_the_default_and_nothing_more() {
    let servers = "servers: [{url: 'https://a.example.com', description: Production}]";
    let own = "servers: [{url: 'https://a.example.com'}],";
    let tree = tree_of_yaml(&document_with("3.1.0", servers, own, ""));
    assert!(tree.get("src/servers.rs").is_none());
    assert!(!file(&tree, ONE).contains("with_server"));
    assert_holds(
        &tree,
        "src/client.rs",
        ".base_url(\"https://a.example.com\")",
    );
}

#[test]
fn an_operation_without_a_choice_of_servers_goes_where_it_must() {
    for (declared, url) in [
        (
            "https://files.example.com/v1",
            "https://files.example.com/v1",
        ),
        ("/v2", "/v2"),
        ("./v2", "/v2"),
        ("//files.example.com", "https://files.example.com"),
    ] {
        let own = format!("servers: [{{url: '{declared}', description: Files}}],");
        let tree = tree_of_yaml(&document_with("3.1.0", "", &own, ""));
        assert_holds(&tree, ONE, ".with_server(crate::servers::FILES)");
        let constant = format!("pub const FILES: &str = \"{url}\";");
        assert_holds(&tree, "src/servers.rs", &constant);
        assert!(!file(&tree, TWO).contains("with_server"));
    }
    let own = "servers: [{url: 'ftp://files.example.com'}],";
    let place = "#/paths/~1one/get/servers/0/url";
    let text = document_with("3.1.0", "", own, "");
    assert_said(&text, Severity::Warning, place, "no whole address");
}

#[test]
fn faults_of_servers_have_their_place() {
    let variables = |version: &str, variables: &str| {
        let servers =
            format!("servers: [{{url: 'https://{{a}}.example.com', variables: {{{variables}}}}}]");
        document_with(version, &servers, "", "")
    };
    let outside = "a: {default: x, enum: [y, z]}";
    let place = "#/servers/0/variables/a/default";
    let words = "the default `x` of `a` is not one of its `enum`";
    assert_said(&variables("3.1.0", outside), Severity::Error, place, words);
    // OpenAPI 3.0 only says that it should be.
    assert_said(
        &variables("3.0.3", outside),
        Severity::Warning,
        place,
        words,
    );
    let tree = tree_of_yaml(&variables("3.0.3", outside));
    assert_holds(&tree, "src/servers.rs", "&[\"x\", \"y\", \"z\"]");
    for (declared, place, words) in [
        ("a: {}", "/a", "`default` is required here"),
        ("a: x", "/a", "a server variable is an object"),
        (
            "a: {default: x, enum: [x, [y]]}",
            "/a/enum/1",
            "a value of `a` is a text",
        ),
    ] {
        let place = format!("#/servers/0/variables{place}");
        assert_said(
            &variables("3.1.0", declared),
            Severity::Error,
            &place,
            words,
        );
    }
    let undeclared = variables("3.1.0", "b: {default: x}");
    assert_said(
        &undeclared,
        Severity::Error,
        "#/servers/0/url",
        "the variable `a` of the address",
    );
    let place = "#/servers/0/variables/b";
    assert_said(
        &undeclared,
        Severity::Warning,
        place,
        "the variable `b` does not stand in",
    );
    let brace = document_with(
        "3.1.0",
        "servers: [{url: 'https://example.com/}v1'}]",
        "",
        "",
    );
    assert_said(
        &brace,
        Severity::Error,
        "#/servers/0/url",
        "a brace that belongs to no variable",
    );
    // Ports without quotes.
    let numbers = variables("3.1.0", "a: {default: 443, enum: [443, 8443]}");
    assert_holds(&tree_of_yaml(&numbers), "src/servers.rs", "Value443,");
}

/// The default of one variable that looks like another is no variable.
#[test]
fn defaults_are_filled_in_once() {
    let servers =
        "servers: [{url: 'https://{a}/{b}', variables: {a: {default: 'x{b}'}, b: {default: y}}}]";
    let text = document_with("3.1.0", servers, "", "");
    assert_said(
        &text,
        Severity::Error,
        "#/servers/0/url",
        "a brace that belongs to no variable",
    );
}

/// The program that shows an operation has one text to authenticate with: it is what the
/// operation asks for.
#[test]
fn the_example_program_authenticates_as_its_operation_asks() {
    let program = "x-example-program: {token-variable: KEY, flags: {}, columns: [a]}";
    let page = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, login: {type: http, scheme: basic}}, schemas: {Page: {type: object, required: [items], properties: {items: {type: array, items: {type: object, properties: {a: {type: string}}}}, next: {type: string}}}}}";
    for (security, call) in [
        (
            "[{login: []}, {key: []}]",
            ".credentials(subject::Credentials::new().key(token))",
        ),
        ("[{login: []}]", ".bearer_token(token)"),
    ] {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: Access, version: 1.0.0}}\nservers: [{{url: 'https://a.example.com'}}]\n{page}\npaths:\n  /one:\n    get:\n      operationId: list\n      security: {security}\n      {program}\n      x-pagination: {{style: cursor, parameter: cursor, next-cursor: next, items: items}}\n      parameters: [{{name: cursor, in: query, schema: {{type: string}}}}]\n      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Page'}}}}}}}}}}\n"
        );
        let tree = tree_of_yaml(&text);
        let (path, _) = tree
            .iter()
            .find(|(path, _)| path.starts_with("examples/"))
            .unwrap();
        assert_holds(&tree, path, call);
    }
}
