//! Random documents that OpenAPI allows: a grammar of it, whose choices are bytes.
//!
//! Bytes that ran out are zero, and the first choice is always the simplest: so a shorter or
//! smaller row of bytes is a simpler document, which is how a failure is made small.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use serde_json::{Map, Value, json};

/// Names of schemas, properties, parameters: plain ones first, then what names can be.
const NAMES: [&str; 24] = [
    "id",
    "name",
    "value",
    "items",
    "kind",
    "fooBar",
    "foo_bar",
    "type",
    "self",
    "Self",
    "crate",
    "2fast",
    "+1",
    "-1",
    "名前",
    "größe",
    "x-y",
    "a.b",
    "a b",
    "Option",
    "String",
    "Vec",
    "new",
    "unknown_fields",
];

/// What schemas are called, so that references find them.
const SCHEMAS: [&str; 8] = [
    "Pet", "Node", "option", "Result", "Error", "type", "Foo Bar", "T1",
];

const FORMATS: [&str; 14] = [
    "date-time",
    "date",
    "time",
    "duration",
    "uuid",
    "uri",
    "email",
    "byte",
    "binary",
    "decimal",
    "password",
    "int64",
    "unheard-of",
    "ipv4",
];

/// Choices out of a row of bytes.
pub struct Choices<'b> {
    bytes: std::slice::Iter<'b, u8>,
    is_31: bool,
}

impl<'b> Choices<'b> {
    fn byte(&mut self) -> usize {
        self.bytes.next().copied().map_or(0, usize::from)
    }

    /// A number below `count`.
    fn pick(&mut self, count: usize) -> usize {
        self.byte() % count
    }

    /// Whether something is there, which it is in one of `rarity` documents.
    fn rarely(&mut self, rarity: usize) -> bool {
        self.pick(rarity) == rarity - 1
    }

    fn of<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.pick(words.len())]
    }
}

/// The document that the bytes choose.
pub fn document(bytes: &[u8]) -> Value {
    let mut choices = Choices {
        bytes: bytes.iter(),
        is_31: false,
    };
    choices.is_31 = choices.pick(2) == 1;
    let version = if choices.is_31 { "3.1.0" } else { "3.0.3" };
    let mut document = json!({
        "openapi": version,
        "info": {"title": "A grammar", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": {},
        "components": {"schemas": {}, "securitySchemes": {}},
    });
    if choices.rarely(3) {
        document["servers"] = servers(&mut choices);
    }
    let schemes = security_schemes(&mut choices);
    if !schemes.is_empty() && choices.rarely(2) {
        let (first, _) = schemes.iter().next().unwrap();
        document["security"] = json!([{first: []}]);
    }
    document["components"]["securitySchemes"] = schemes.clone().into();
    for name in SCHEMAS {
        document["components"]["schemas"][name] = schema(&mut choices, 3);
    }
    for number in 0..=choices.pick(5) {
        let (path, item) = path_item(&mut choices, number, &schemes);
        document["paths"][path] = item;
    }
    if choices.is_31 && choices.rarely(4) {
        document["webhooks"] = json!({"happened": {"post": {
            "requestBody": {"content": {"application/json": {"schema": schema(&mut choices, 2)}}},
            "responses": {"200": {"description": "taken"}},
        }}});
    }
    document
}

fn servers(choices: &mut Choices<'_>) -> Value {
    match choices.pick(3) {
        0 => {
            json!([{"url": "https://a.example.com"}, {"url": "https://b.example.com", "description": "Tests"}])
        }
        1 => json!([{"url": "https://{region}.example.com/{version}", "variables": {
            "region": {"default": "eu", "enum": ["eu", "us", "type"]}, "version": {"default": "v1"}}}]),
        _ => json!([{"url": "/relative"}]),
    }
}

fn security_schemes(choices: &mut Choices<'_>) -> Map<String, Value> {
    let mut schemes = Map::new();
    for number in 0..choices.pick(4) {
        let scheme = match choices.pick(6) {
            0 => json!({"type": "http", "scheme": "bearer"}),
            1 => json!({"type": "http", "scheme": "basic"}),
            2 => json!({"type": "apiKey", "in": "header", "name": "X-Key"}),
            3 => json!({"type": "apiKey", "in": "query", "name": "api key"}),
            4 => json!({"type": "apiKey", "in": "cookie", "name": "session"}),
            _ => {
                json!({"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://example.com/token", "scopes": {}}}})
            }
        };
        schemes.insert(
            format!("{}{number}", choices.of(&NAMES)).replace(' ', "_"),
            scheme,
        );
    }
    schemes
}

fn path_item(
    choices: &mut Choices<'_>,
    number: usize,
    schemes: &Map<String, Value>,
) -> (String, Value) {
    let mut path = format!("/p{number}");
    let mut shared = Vec::new();
    for index in 0..choices.pick(3) {
        let name = format!("in{index}");
        let style = choices.of(&["simple", "label", "matrix"]);
        path.push_str(&format!("/{{{name}}}"));
        let mut parameter = json!({"name": name, "in": "path", "required": true, "schema": parameter_schema(choices)});
        if choices.rarely(2) {
            parameter["style"] = style.into();
            parameter["explode"] = choices.rarely(2).into();
        }
        shared.push(parameter);
    }
    let mut item = json!({"parameters": shared});
    for method in ["get", "post", "delete", "head"] {
        if method == "get" || choices.rarely(3) {
            item[method] = operation(choices, number, method, schemes);
        }
    }
    (path, item)
}

fn operation(
    choices: &mut Choices<'_>,
    number: usize,
    method: &str,
    schemes: &Map<String, Value>,
) -> Value {
    let mut operation = json!({"responses": responses(choices, method)});
    if choices.rarely(2) {
        operation["operationId"] = format!("{} {method}{number}", choices.of(&NAMES)).into();
    }
    if choices.rarely(2) {
        operation["tags"] = json!([choices.of(&NAMES)]);
    }
    operation["deprecated"] = choices.rarely(4).into();
    let mut parameters: Vec<Value> = Vec::new();
    if method == "get" && choices.rarely(3) {
        parameters.extend(page_parameters(choices));
        operation["responses"]["200"] = page(choices);
    }
    for _ in 0..choices.pick(4) {
        let parameter = parameter(choices);
        let twice = parameters
            .iter()
            .any(|known| known["name"] == parameter["name"] && known["in"] == parameter["in"]);
        if !twice {
            parameters.push(parameter);
        }
    }
    operation["parameters"] = parameters.into();
    if method == "post" {
        operation["requestBody"] =
            json!({"required": choices.rarely(2), "content": request_content(choices)});
    }
    if choices.rarely(4) {
        operation["security"] = match schemes.iter().next() {
            Some((name, _)) if choices.rarely(2) => json!([{}, {name: []}]),
            _ => json!([]),
        };
    }
    if choices.rarely(5) {
        let url = choices.of(&["https://files.example.com/v1", "/files"]);
        operation["servers"] = json!([{"url": url}]);
    }
    if choices.rarely(6) {
        operation["callbacks"] = json!({"done": {"{$request.body#/url}": {"post": {
            "requestBody": {"content": {"application/json": {"schema": schema(choices, 2)}}},
            "responses": {"204": {"description": "taken"}},
        }}}});
    }
    operation
}

/// Parameters of a list in pages, or what looks like them.
fn page_parameters(choices: &mut Choices<'_>) -> [Value; 2] {
    let name = choices.of(&["cursor", "page", "offset", "starting_after", "page_token"]);
    let kind = choices.of(&["string", "integer"]);
    [
        json!({"name": name, "in": "query", "schema": {"type": kind}}),
        json!({"name": "limit", "in": "query", "schema": {"type": "integer"}}),
    ]
}

/// A page, or what looks like one.
fn page(choices: &mut Choices<'_>) -> Value {
    let next = choices.of(&["next_cursor", "next", "next_page_token", "next_page"]);
    let items = json!({"type": "array", "items": schema(choices, 1)});
    let page = match choices.pick(3) {
        0 => json!({"type": "object", "properties": {"data": items, next: {"type": "string"},
            "has_more": {"type": "boolean"}}}),
        1 => json!({"type": "object", "required": ["items"], "properties": {"items": items,
            "meta": {"type": "object", "properties": {next: {"type": "string"}}}, "total": {"type": "integer"}}}),
        _ => items,
    };
    json!({"description": "A page.", "headers": {"Link": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": page}}})
}

fn parameter(choices: &mut Choices<'_>) -> Value {
    let place = choices.of(&["query", "header", "cookie"]);
    let mut name = choices.of(&NAMES).to_owned();
    if place != "query" {
        name = format!("X-{}", choices.of(&["A", "B", "Ids", "type"]));
    }
    let mut parameter = json!({"name": name, "in": place, "required": choices.rarely(3)});
    if choices.rarely(6) {
        parameter["content"] = json!({"application/json": {"schema": schema(choices, 2)}});
        return parameter;
    }
    parameter["schema"] = parameter_schema(choices);
    if place == "query" && choices.rarely(2) {
        parameter["style"] = choices
            .of(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])
            .into();
        parameter["allowReserved"] = choices.rarely(3).into();
    }
    if choices.rarely(2) {
        parameter["explode"] = choices.rarely(2).into();
    }
    parameter
}

fn parameter_schema(choices: &mut Choices<'_>) -> Value {
    match choices.pick(6) {
        0 => json!({"type": "string"}),
        1 => json!({"type": "integer", "format": "int32"}),
        2 => json!({"type": "array", "items": {"type": "string"}}),
        3 => {
            json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}})
        }
        4 => json!({"type": "string", "enum": ["a", "b", "self"]}),
        _ => schema(choices, 2),
    }
}

fn request_content(choices: &mut Choices<'_>) -> Value {
    let object = |choices: &mut Choices<'_>| {
        json!({"type": "object", "required": ["file"], "properties": {
            "file": {"type": "string", "format": "binary"},
            choices.of(&NAMES): schema(choices, 1), "note": schema(choices, 1),
            "tags": {"type": "array", "items": {"type": "string"}}}})
    };
    match choices.pick(6) {
        0 => json!({"application/json": {"schema": schema(choices, 2)}}),
        1 => json!({"multipart/form-data": {"schema": object(choices)}}),
        2 => {
            json!({"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {
            "a": schema(choices, 1), "b": {"type": "array", "items": {"type": "integer"}}}},
            "encoding": {"a": {"style": choices.of(&["form", "deepObject"]), "explode": true},
                "b": {"style": "spaceDelimited"}}}})
        }
        3 => json!({"text/plain": {"schema": {"type": "string"}}}),
        4 => json!({"application/octet-stream": {}}),
        _ => {
            json!({"application/json": {"schema": schema(choices, 2)}, "text/csv": {"schema": {"type": "string"}}})
        }
    }
}

fn responses(choices: &mut Choices<'_>, method: &str) -> Value {
    let mut responses = Map::new();
    for index in 0..=choices.pick(3) {
        let status = ["200", "201", "204", "2XX", "404", "4XX", "500", "default"][choices.pick(8)];
        let mut response = json!({"description": format!("The answer {index}")});
        if method != "head" && status != "204" && !choices.rarely(4) {
            response["content"] = match choices.pick(5) {
                0 | 1 => json!({"application/json": {"schema": schema(choices, 2)}}),
                2 => json!({"text/plain": {"schema": {"type": "string"}}}),
                3 => json!({"application/pdf": {"schema": {"type": "string", "format": "binary"}}}),
                _ => json!({"application/json": {"schema": schema(choices, 1)}, "text/csv": {}}),
            };
        }
        if choices.rarely(4) {
            response["headers"] = json!({"X-Count": {"schema": parameter_schema(choices)}, "Link": {"schema": {"type": "string"}}});
        }
        responses.insert(status.to_owned(), response);
    }
    responses.into()
}

/// A schema that nests at most so deep.
fn schema(choices: &mut Choices<'_>, depth: usize) -> Value {
    let mut schema = shape(choices, depth);
    if schema.get("$ref").is_some() {
        return schema;
    }
    if choices.rarely(5) {
        if !choices.is_31 {
            schema["nullable"] = true.into();
        } else if let Some(kind) = schema.get("type").and_then(Value::as_str) {
            schema["type"] = json!([kind, "null"]);
        }
    }
    if choices.rarely(6) {
        schema["description"] = choices
            .of(&[
                "Words.",
                "```\ncode\n```",
                "*/ \"quoted\" [link]",
                "    indented",
                "ends in \\",
            ])
            .into();
    }
    if choices.rarely(8) {
        let key = choices.of(&["readOnly", "writeOnly", "deprecated"]);
        schema[key] = true.into();
    }
    schema
}

fn shape(choices: &mut Choices<'_>, depth: usize) -> Value {
    let leaf = depth == 0;
    match choices.pick(if leaf { 7 } else { 16 }) {
        0 => json!({"type": "string"}),
        1 => json!({"type": "integer"}),
        2 => reference(choices),
        3 => json!({"type": "boolean"}),
        4 => json!({"type": "number", "format": choices.of(&["double", "float", "decimal"])}),
        5 => json!({"type": "string", "format": choices.of(&FORMATS)}),
        6 => enumeration(choices),
        7 | 8 => object(choices, depth - 1),
        9 => json!({"type": "array", "items": schema(choices, depth - 1)}),
        10 => json!({"type": "object", "additionalProperties": schema(choices, depth - 1)}),
        11 => all_of(choices, depth - 1),
        12 | 13 => union(choices, depth - 1),
        14 if choices.is_31 => json!({"type": "array",
            "prefixItems": [schema(choices, depth - 1), schema(choices, 0)], "minItems": choices.pick(3)}),
        15 => json!({}),
        _ => json!({"type": "object"}),
    }
}

fn reference(choices: &mut Choices<'_>) -> Value {
    let name = choices.of(&SCHEMAS).replace(' ', "%20");
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn enumeration(choices: &mut Choices<'_>) -> Value {
    match choices.pick(4) {
        0 => json!({"type": "string", "enum": ["a", "b"]}),
        1 => json!({"type": "string", "enum": ["", "a b", "A B", "self", "*/", "2"]}),
        2 => json!({"type": "integer", "enum": [1, -1, 0]}),
        _ => json!({"enum": ["a", 1, true]}),
    }
}

fn object(choices: &mut Choices<'_>, depth: usize) -> Value {
    let mut properties = Map::new();
    for _ in 0..=choices.pick(4) {
        properties.insert(choices.of(&NAMES).to_owned(), schema(choices, depth));
    }
    let required: Vec<&String> = properties.keys().filter(|_| choices.rarely(3)).collect();
    let mut object = json!({"type": "object", "required": required, "properties": properties});
    if object["required"].as_array().is_some_and(Vec::is_empty) {
        object.as_object_mut().unwrap().remove("required");
    }
    if choices.rarely(5) {
        object["additionalProperties"] = schema(choices, depth.min(1));
    }
    object
}

fn all_of(choices: &mut Choices<'_>, depth: usize) -> Value {
    json!({"allOf": [reference(choices), object(choices, depth)]})
}

fn union(choices: &mut Choices<'_>, depth: usize) -> Value {
    let key = choices.of(&["oneOf", "anyOf"]);
    let mut union = json!({key: [schema(choices, depth), schema(choices, depth)]});
    if choices.rarely(3) {
        union = json!({key: [reference(choices), reference(choices)], "discriminator": {"propertyName": "kind"}});
    }
    if choices.rarely(4) {
        union["type"] = "object".into();
        union["properties"] = json!({"both": {"type": "string"}});
    }
    union
}
