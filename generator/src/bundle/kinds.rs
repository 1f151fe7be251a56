//! Which kind of object stands where in an OpenAPI document.
//!
//! A reference may lead anywhere. Whether a schema or a parameter stands there is told by the
//! way to it: `properties` of a schema hold schemas, whatever their names.

use crate::source::Node;

/// A kind of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The whole document.
    Document,
    /// `components`.
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    Example,
    Link,
    Callback,
    SecurityScheme,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    /// Objects of one kind by names.
    Map(&'static Kind),
    /// A list of objects of one kind.
    List(&'static Kind),
    /// A value that is no object of OpenAPI, such as an example: what looks like a reference
    /// in it is none.
    Value,
    /// Below a keyword that OpenAPI does not know: what refers to it knows what it is.
    Unknown,
}

/// Keywords of a schema that hold values.
const SCHEMA_VALUES: [&str; 44] = [
    "$ref",
    "$id",
    "$schema",
    "$comment",
    "$vocabulary",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "type",
    "format",
    "title",
    "description",
    "default",
    "example",
    "examples",
    "enum",
    "const",
    "required",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "xml",
    "externalDocs",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "contentEncoding",
    "contentMediaType",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependencies",
    "$recursiveRef",
];

impl Kind {
    /// The kind with its article, for a message.
    pub(crate) fn described(self) -> &'static str {
        match self {
            Kind::Document => "a whole document",
            Kind::Components => "the `components` of a document",
            Kind::PathItem => "a path item",
            Kind::Operation => "an operation",
            Kind::Parameter => "a parameter",
            Kind::RequestBody => "a request body",
            Kind::Response => "a response",
            Kind::Header => "a header",
            Kind::Example => "an example",
            Kind::Link => "a link",
            Kind::Callback => "a callback",
            Kind::SecurityScheme => "a security scheme",
            Kind::MediaType => "a media type",
            Kind::Encoding => "an encoding",
            Kind::Schema => "a schema",
            Kind::Discriminator => "a discriminator",
            Kind::Map(_) => "a map of objects",
            Kind::List(_) => "a list of objects",
            Kind::Value | Kind::Unknown => "a value",
        }
    }

    /// The key under `components` below which objects of this kind have names.
    pub(crate) fn component_key(self) -> Option<&'static str> {
        Some(match self {
            Kind::PathItem => "pathItems",
            Kind::Parameter => "parameters",
            Kind::RequestBody => "requestBodies",
            Kind::Response => "responses",
            Kind::Header => "headers",
            Kind::Example => "examples",
            Kind::Link => "links",
            Kind::Callback => "callbacks",
            Kind::SecurityScheme => "securitySchemes",
            Kind::MediaType => "mediaTypes",
            Kind::Schema => "schemas",
            _ => return None,
        })
    }

    /// Whether `$ref` may stand in the place of such an object.
    pub(crate) fn is_referable(self) -> bool {
        self.component_key().is_some()
    }

    /// The kind of the root of a file: a document, or something that only references know.
    pub(crate) fn of_root(node: &Node) -> Kind {
        match node.as_object() {
            Some(members)
                if ["openapi", "components", "paths"]
                    .iter()
                    .any(|key| members.contains_key(*key)) =>
            {
                Kind::Document
            }
            _ => Kind::Unknown,
        }
    }

    /// The kind of what stands under `key` in an object of this kind.
    pub(crate) fn child(self, key: &str) -> Kind {
        match self {
            Kind::Document => match key {
                "paths" | "webhooks" | "x-webhooks" => Kind::Map(&Kind::PathItem),
                "components" => Kind::Components,
                "openapi" | "info" | "servers" | "security" | "tags" | "externalDocs" => {
                    Kind::Value
                }
                _ => Kind::Unknown,
            },
            Kind::Components => match key {
                "schemas" => Kind::Map(&Kind::Schema),
                "responses" => Kind::Map(&Kind::Response),
                "parameters" => Kind::Map(&Kind::Parameter),
                "examples" => Kind::Map(&Kind::Example),
                "requestBodies" => Kind::Map(&Kind::RequestBody),
                "headers" => Kind::Map(&Kind::Header),
                "securitySchemes" => Kind::Map(&Kind::SecurityScheme),
                "links" => Kind::Map(&Kind::Link),
                "callbacks" => Kind::Map(&Kind::Callback),
                "pathItems" => Kind::Map(&Kind::PathItem),
                "mediaTypes" => Kind::Map(&Kind::MediaType),
                _ => Kind::Unknown,
            },
            Kind::PathItem => match key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"
                | "query" => Kind::Operation,
                "additionalOperations" => Kind::Map(&Kind::Operation),
                "parameters" => Kind::List(&Kind::Parameter),
                "summary" | "description" | "servers" | "$ref" => Kind::Value,
                _ => Kind::Unknown,
            },
            Kind::Operation => match key {
                "parameters" => Kind::List(&Kind::Parameter),
                "requestBody" => Kind::RequestBody,
                "responses" => Kind::Map(&Kind::Response),
                "callbacks" => Kind::Map(&Kind::Callback),
                _ => value_or_extension(key),
            },
            Kind::Callback => match key {
                "$ref" => Kind::Value,
                _ if key.starts_with("x-") => Kind::Unknown,
                _ => Kind::PathItem,
            },
            Kind::Parameter | Kind::Header | Kind::MediaType | Kind::RequestBody => match key {
                "schema" | "itemSchema" => Kind::Schema,
                "content" => Kind::Map(&Kind::MediaType),
                "examples" => Kind::Map(&Kind::Example),
                "encoding" => Kind::Map(&Kind::Encoding),
                "prefixEncoding" => Kind::List(&Kind::Encoding),
                "itemEncoding" => Kind::Encoding,
                _ => value_or_extension(key),
            },
            Kind::Encoding => match key {
                "headers" => Kind::Map(&Kind::Header),
                "encoding" => Kind::Map(&Kind::Encoding),
                "prefixEncoding" => Kind::List(&Kind::Encoding),
                "itemEncoding" => Kind::Encoding,
                _ => value_or_extension(key),
            },
            Kind::Response => match key {
                "headers" => Kind::Map(&Kind::Header),
                "content" => Kind::Map(&Kind::MediaType),
                "links" => Kind::Map(&Kind::Link),
                _ => value_or_extension(key),
            },
            Kind::Example | Kind::Link | Kind::SecurityScheme | Kind::Discriminator => {
                value_or_extension(key)
            }
            Kind::Schema => match key {
                "properties" | "patternProperties" | "dependentSchemas" | "$defs"
                | "definitions" => Kind::Map(&Kind::Schema),
                "allOf" | "oneOf" | "anyOf" | "prefixItems" => Kind::List(&Kind::Schema),
                "items"
                | "additionalProperties"
                | "unevaluatedProperties"
                | "unevaluatedItems"
                | "additionalItems"
                | "propertyNames"
                | "contentSchema"
                | "contains"
                | "not"
                | "if"
                | "then"
                | "else" => Kind::Schema,
                "discriminator" => Kind::Discriminator,
                _ if SCHEMA_VALUES.contains(&key) => Kind::Value,
                _ => Kind::Unknown,
            },
            Kind::Map(kind) => match kind {
                Kind::PathItem | Kind::Response if key.starts_with("x-") => Kind::Unknown,
                _ => *kind,
            },
            Kind::List(kind) => *kind,
            Kind::Value => Kind::Value,
            Kind::Unknown => Kind::Unknown,
        }
    }
}

fn value_or_extension(key: &str) -> Kind {
    if key.starts_with("x-") {
        Kind::Unknown
    } else {
        Kind::Value
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use crate::source::Pointer;

    fn kind(place: &str) -> Kind {
        let pointer = Pointer::parse(place).unwrap();
        pointer
            .segments()
            .iter()
            .fold(Kind::Document, |kind, segment| kind.child(segment))
    }

    #[test]
    fn the_way_to_a_place_says_what_stands_there() {
        for (place, expected) in [
            ("#/paths/~1pets/get/parameters/0", Kind::Parameter),
            ("#/paths/~1pets/get/parameters/0/schema/items", Kind::Schema),
            (
                "#/paths/~1pets/get/responses/200/content/application~1json/schema",
                Kind::Schema,
            ),
            (
                "#/paths/~1pets/post/callbacks/done/{$url}/post/requestBody",
                Kind::RequestBody,
            ),
            (
                "#/components/schemas/parameters/properties/schema/properties/example",
                Kind::Schema,
            ),
            ("#/components/schemas/A/example/properties/x", Kind::Value),
            ("#/components/schemas/A/x-more/B", Kind::Unknown),
            ("#/components/examples/A/value/schema", Kind::Value),
            ("#/definitions/Pet", Kind::Unknown),
            ("#/components/pathItems/A", Kind::PathItem),
            (
                "#/webhooks/a/additionalOperations/COPY/responses/x-a",
                Kind::Unknown,
            ),
            ("#/info/title", Kind::Value),
        ] {
            assert_eq!(kind(place), expected, "{place}");
        }
    }
}
