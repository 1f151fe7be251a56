//! A document whose every name is awkward, each in every role: schema, property, value of an
//! enum, operation, tag, parameter.

use serde_json::{Map, Value, json};

const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in let \
    loop match mod move mut pub ref return self Self static struct super trait true type unsafe \
    use where while async await dyn abstract become box do final macro override priv try typeof \
    unsized virtual yield gen union raw auto default";

/// Names of the prelude, of the runtime, and of what emitted files say themselves.
const TAKEN: &str = "Option Some None Result Ok Err String Vec Box Default Clone Copy Send Sync \
    From Into into try_into Iterator Error Serialize Serializer Deserialize Deserializer MapAccess \
    IndexMap Range Client Request Response Secret Bytes ByteStream Operation Method Debug Display \
    Hash PartialEq Eq Ord Fn Drop ToString AsRef Formatter Value Json Unknown Other Object Text \
    List Date DateTime RawJson UnknownFields FieldSet Models Page Pages ItemStream PageStream bool \
    str i64 u8 usize Arc Cow Future Stream Builder ClientBuilder Transport ErrorKind null \
    unknown_fields null_fields new reveal_personal_data formatter name field value serializer \
    deserializer object seen text json fmt send client body extra_parameters extra_parameter \
    to_request stream pages FileContent Multipart Part FormField FormStyle parts part extra_part with_boundary \
    additional_part request operation operations oas_runtime std core models list_2 self_2";

const SIGNS: [&str; 26] = [
    "", " ", "*/", "//", "\"", "\\", "a b", "a-b", "a_b", "aB", "2fast", "+1", "-1", "1", "1.0",
    "$ref", "名前", "Ñandú", "é", "e\u{301}", "🦀", "\u{202e}", "\0", "#![x]", "r#type", "_",
];

pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    let words = KEYWORDS.split_whitespace().chain(TAKEN.split_whitespace());
    for name in words.chain(SIGNS) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A server for each name, one with a variable for each, and a scheme for each.
fn access(names: &[&str]) -> (Vec<Value>, Map<String, Value>) {
    let url: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let variables: Map<String, Value> = names
        .iter()
        .map(|name| {
            (
                (*name).to_owned(),
                json!({"default": name, "description": name}),
            )
        })
        .collect();
    let mut servers = vec![
        json!({"url": format!("https://all.example.com/{}", url.join("/")), "variables": variables}),
        json!({"url": "https://{words}.example.com", "description": "One of `many` */", "variables": {"words": {"default": "as", "enum": names}}}),
        json!({"url": "https://{words}.example.org", "description": "Self", "variables": {"words": {"default": "Self"}}}),
    ];
    servers.extend(names.iter().enumerate().map(|(index, name)| {
        json!({"url": format!("https://h{index}.example.com"), "description": name})
    }));
    let kinds = [
        json!({"type": "http", "scheme": "bearer"}),
        json!({"type": "http", "scheme": "basic"}),
        json!({"type": "apiKey", "in": "query"}),
    ];
    let schemes = names.iter().enumerate().map(|(index, name)| {
        let mut scheme = kinds[index % 3].clone();
        scheme["name"] = format!("q{name}").into();
        scheme["description"] = (*name).into();
        ((*name).to_owned(), scheme)
    });
    (servers, schemes.collect())
}

pub fn document() -> String {
    let names = names();
    let types = ["string", "integer", "boolean"];
    let mut schemas = Map::new();
    let mut paths = Map::new();
    let mut all = Map::new();
    for (index, name) in names.iter().enumerate() {
        let kinds = [
            json!({"type": "object", "properties": {"a": {"type": "string"}, "e": {"enum": ["x"]}}}),
            json!({"type": "string", "enum": ["a", "b"]}),
            json!({"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "object", "properties": {"q": {"type": "string"}}}]}),
            json!({"type": "array", "items": {"type": "string"}}),
        ];
        schemas.insert((*name).to_owned(), kinds[index % 4].clone());
        let pointer = name.replace('~', "~0").replace('/', "~1");
        all.insert(
            format!("p{index}"),
            json!({"$ref": format!("#/components/schemas/{pointer}")}),
        );
        let operation = json!({
            "operationId": name,
            "tags": [name],
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": {
                "200": {
                    "description": name,
                    "headers": {(*name): {"description": name, "schema": {"type": "string"}}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Everything"}}, (*name): {}},
                    "links": {(*name): {"operationId": name, "parameters": {(*name): name}, "description": name}}
                },
                "201": {"description": name, "content": {(*name): {}}},
                "404": {"description": name, "content": {"application/json": {"schema": {"type": types[index % 3]}}}}
            }
        });
        paths.insert(format!("/t{index}/{{id}}"), json!({"get": operation}));
    }
    let properties: Map<String, Value> = names
        .iter()
        .enumerate()
        .map(|(index, name)| ((*name).to_owned(), json!({"type": types[index % 3]})))
        .collect();
    let required: Vec<&&str> = names.iter().step_by(3).collect();
    schemas.insert(
        "Everything".to_owned(),
        json!({"type": "object", "required": &required, "properties": properties}),
    );
    schemas.insert("Words".to_owned(), json!({"type": "string", "enum": names}));
    schemas.insert(
        "All".to_owned(),
        json!({"type": "object", "properties": all}),
    );
    let parameters: Vec<Value> = names
        .iter()
        .map(|name| json!({"name": name, "in": "query", "schema": {"type": "string"}}))
        .collect();
    let operation = json!({
        "operationId": "all",
        "tags": ["models"],
        "parameters": parameters,
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/All"}}}},
        "responses": {"204": {"description": "Nothing."}}
    });
    paths.insert("/all".to_owned(), json!({"post": operation}));
    let (servers, schemes) = access(&names);
    let required: Vec<Value> = names.iter().map(|name| json!({*name: [name]})).collect();
    let kinds = [
        json!({"type": "string"}),
        json!({"type": "string", "format": "binary"}),
        json!({"type": "array", "items": {"type": "integer"}}),
        json!({"$ref": "#/components/schemas/Words"}),
    ];
    let parts: Map<String, Value> = names
        .iter()
        .enumerate()
        .map(|(index, name)| ((*name).to_owned(), kinds[index % 4].clone()))
        .collect();
    let schema = json!({"type": "object", "required": names, "properties": parts, "additionalProperties": {"type": "string"}});
    let operation = json!({
        "operationId": "sendAllParts",
        "tags": ["models"],
        "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": schema}}},
        "responses": {"204": {"description": "Nothing."}}
    });
    paths.insert("/parts".to_owned(), json!({"post": operation}));
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Awkward \"names\" */ \\", "version": "1"},
        "servers": servers,
        "security": required,
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes}
    })
    .to_string()
}
