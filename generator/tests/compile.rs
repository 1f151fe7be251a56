//! Crates of awkward documents compile without a warning, their own tests and examples included.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "common/awkward.rs"]
mod awkward;
mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use oas_codegen::{Options, RuntimeDependency, Source, Tree, generate};

/// Names that are keywords, or belong to Rust, to the runtime or to the emitted crate.
const NAMES: &str = r##"openapi: 3.0.3
info: {title: "Names \"quoted\" */ and such", version: "2024-01", description: "    indented\n\n```\npanic!()\n```\n[broken] <T> `x"}
tags: [{name: models}, {name: Self}]
paths:
  /type/{match}:
    parameters:
      - {name: match, in: path, required: true, schema: {type: string}}
    get: {operationId: new, tags: [models], parameters: [{name: type, in: query, schema: {type: string}}, {name: client, in: query, schema: {type: string}}, {name: send, in: query, schema: {type: boolean}}, {name: operation, in: query, schema: {type: string}}], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Option'}}}}}}
    put: {operationId: request, deprecated: true, tags: [Self], requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/String'}}}}, responses: {'204': {description: gone}}}
    post: {operationId: Client, requestBody: {content: {text/plain: {schema: {type: string}}}}, responses: {default: {description: any, content: {text/plain: {schema: {type: string}}}}}}
    delete: {responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {type: array, items: {type: integer}}}}}}}}
components:
  schemas:
    Option: {type: object, required: [self], properties: {self: {type: string}, type: {type: string}, "": {type: integer}, "2fast": {type: number}, "+1": {type: integer}, "-1": {type: integer}, fooBar: {type: string}, foo_bar: {type: string}, unknown_fields: {type: string}, new: {type: boolean}, 名前: {type: string}, old: {type: string, deprecated: true}}}
    String: {type: object, properties: {next: {$ref: '#/components/schemas/String'}, list: {type: array, items: {$ref: '#/components/schemas/String'}}}}
    Result: {type: string, enum: [Ok, ok, "", "*/", "a\"b", unknown, Unknown, Self], nullable: true}
    Error: {oneOf: [{type: string}, {$ref: '#/components/schemas/Option'}, {type: array, items: {$ref: '#/components/schemas/Result'}}]}
    Vec: {type: object, additionalProperties: {type: array, nullable: true, items: {$ref: '#/components/schemas/Error'}}}
    Request: {type: string}
    Serialize: {type: object}
    mod: {type: object, properties: {json: {type: object}, fmt: {type: string, format: date-time}}}
"##;

/// Every style of parameter, merged and nullable schemas, an array that is a body.
const SHAPES: &str = r##"openapi: 3.1.0
info: {title: Shapes, version: 1.2.3}
servers: [{url: "https://{region}.example.com/v1", variables: {region: {default: eu}}}]
security: [{token: []}]
paths:
  /things:
    get:
      tags: [Things]
      operationId: listThings
      parameters:
        - {name: ids, in: query, required: true, style: pipeDelimited, schema: {type: array, items: {type: integer, format: int32}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {from: {type: string, format: date}, nested: {type: object, properties: {deep: {type: [boolean, string]}}}}}}
        - {name: free, in: query, schema: {type: object, additionalProperties: true}}
        - {name: labels, in: query, schema: {type: object, additionalProperties: {type: string}}}
        - {name: when, in: query, x-query-encoding: {}, x-query-operators: [gt, gte, lt, lte], schema: {type: string, format: date-time}}
        - {name: cursor, in: query, schema: {type: string}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: kind, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Kind'}}}
      responses:
        '200':
          description: a page
          content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}
      x-pagination: {style: cursor, parameter: cursor, next-cursor: next, items: items}
    post:
      tags: [Things]
      operationId: createThings
      requestBody: {required: true, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}}
      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Page/properties/items'}}}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Kind: {type: [string, "null"], enum: [a, b, null]}
    Base: {type: object, required: [id], properties: {id: {type: string}, kind: {$ref: '#/components/schemas/Kind'}}}
    Thing:
      allOf:
        - $ref: '#/components/schemas/Base'
        - {type: object, required: [parent, size], properties: {parent: {anyOf: [{$ref: '#/components/schemas/Thing'}, {type: "null"}]}, size: {type: [integer, "null"]}, secret: {type: string, x-personal-data: true}}}
    Page: {type: object, required: [items], properties: {next: {type: [string, "null"]}, items: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
    Loop: {$ref: '#/components/schemas/Loop'}
"##;

/// The crate of a document with more than fifty faults, each of them worked around.
const FAULTY: &str = "faulty";

fn crate_of(text: &str, name: &str, runtime: &str) -> Tree {
    let options = Options::new(name)
        .with_runtime(RuntimeDependency::Path(runtime.to_owned()))
        .lenient(name == FAULTY);
    let source = Source::new(name, text);
    let outcome = generate(&source, &options, &|path| Err(format!("no `{path}`")));
    match outcome.tree {
        Some(tree) => tree,
        None => panic!("{}", common::all_rendered(&outcome.diagnostics, &source)),
    }
}

#[test]
fn emitted_crates_compile_without_a_warning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile");
    let _ = fs::remove_dir_all(&folder);
    let runtime = root.join("generator/runtime");
    let mut members = Vec::new();
    let documents = [
        ("names", NAMES.to_owned()),
        ("shapes", SHAPES.to_owned()),
        ("awkward", awkward::document()),
        ("every-object", common::document("every-object.json")),
        ("every-use", common::document("every-use.yaml")),
        ("petstore", common::document("petstore.yaml")),
        ("schemas", common::document("schemas.yaml")),
        ("security", common::document("security.yaml")),
        ("servers", common::document("servers.yaml")),
        ("tokens", common::document("tokens.yaml")),
        (FAULTY, common::document("faults.yaml")),
    ];
    for (name, text) in &documents {
        let tree = crate_of(text, name, runtime.to_str().unwrap());
        for (path, bytes) in tree.iter() {
            let file = folder.join(name).join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
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
        .args([
            "check",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--offline",
            "--no-default-features",
        ])
        .current_dir(&folder)
        // Beside the sources, which are written anew: what they depend on is built once.
        .env("CARGO_TARGET_DIR", folder.with_extension("target"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}
