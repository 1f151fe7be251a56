//! Reads the ways to authenticate, and which of them is required.

use super::Context;
use super::reader::ObjectReader;
use super::types::{KeyPlace, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
use crate::diagnostics::Code;
use crate::source::Node;

/// Headers that say something of the request itself.
const SET_BY_CLIENTS: [&str; 6] = [
    "accept",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
];

pub(super) fn security(
    context: &Context<'_>,
    object: &mut ObjectReader<'_>,
) -> Option<Vec<SecurityRequirement>> {
    if !object.has("security") {
        object.act_on("security");
        return None;
    }
    let mut requirements = Vec::new();
    for (node, pointer) in object.array("security") {
        match node {
            Node::Object(members) => {
                let schemes = members.iter().map(|(name, scopes)| {
                    let scopes = self::scopes(context, name, scopes, &pointer.child(name));
                    (name.clone(), scopes)
                });
                requirements.push(SecurityRequirement {
                    schemes: schemes.collect(),
                    pointer,
                });
            }
            other => context.diagnostics.fault(
                Code::WrongType,
                &pointer,
                format!(
                    "a security requirement is an object; this is {}",
                    other.kind()
                ),
                "write for example `- bearerAuth: []`",
                "the requirement is left out",
            ),
        }
    }
    Some(requirements)
}

fn scopes(
    context: &Context<'_>,
    name: &str,
    scopes: &Node,
    pointer: &crate::source::Pointer,
) -> Vec<String> {
    let Node::Array(elements) = scopes else {
        context.diagnostics.fault(
            Code::WrongType,
            pointer,
            format!(
                "the scopes of `{name}` are an array; this is {}",
                scopes.kind()
            ),
            "write `[]` if there are none",
            "they are taken as none",
        );
        return Vec::new();
    };
    let mut texts = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        match element {
            Node::String(text) => texts.push(text.clone()),
            other => context.diagnostics.fault(
                Code::WrongType,
                &pointer.child(index),
                format!("a scope is a text; this is {}", other.kind()),
                "",
                "the scope is left out",
            ),
        }
    }
    texts
}

pub(super) fn security_scheme<'a>(
    context: &'a Context<'a>,
    mut object: ObjectReader<'a>,
) -> Option<SecurityScheme> {
    let pointer = object.pointer().clone();
    let description = object.string("description");
    let says_type = object.has("type");
    let kind = object.word(
        "type",
        &[
            ("http", "http"),
            ("apiKey", "apiKey"),
            ("oauth2", "oauth2"),
            ("openIdConnect", "openIdConnect"),
            ("mutualTLS", "mutualTLS"),
        ],
    );
    let scheme = object.string("scheme");
    for key in [
        "bearerFormat",
        "openIdConnectUrl",
        "deprecated",
        "oauth2MetadataUrl",
    ] {
        object.act_on(key);
    }
    let missing = |what: &str, help: &str| {
        context.diagnostics.fault(
            Code::MissingField,
            &pointer,
            what,
            help,
            "no credentials are sent for the scheme",
        );
        SecuritySchemeKind::Unusable
    };
    let kind = match (
        kind,
        scheme.as_deref().map(str::to_ascii_lowercase).as_deref(),
    ) {
        (Some("http"), Some("bearer")) | (Some("oauth2" | "openIdConnect"), _) => {
            SecuritySchemeKind::Bearer
        }
        (Some("http"), Some("basic")) => SecuritySchemeKind::Basic,
        (Some("http"), Some(scheme)) => SecuritySchemeKind::Other(format!("HTTP {scheme}")),
        (Some("http"), None) => missing(
            "an `http` security scheme says which: `scheme` is missing",
            "add for example `scheme: bearer`",
        ),
        (Some("apiKey"), _) => api_key(context, &mut object),
        (Some(other), _) => SecuritySchemeKind::Other(other.to_owned()),
        // What it is instead has been reported.
        (None, _) if says_type => SecuritySchemeKind::Unusable,
        (None, _) => missing(
            "a security scheme says how it works: `type` is missing",
            "add for example `type: http` and `scheme: bearer`",
        ),
    };
    object.act_on("name");
    object.act_on("in");
    flows(context, &mut object);
    object.finish();
    Some(SecurityScheme {
        pointer,
        kind,
        description,
    })
}

/// Where a key is sent, and under which name.
fn api_key(context: &Context<'_>, object: &mut ObjectReader<'_>) -> SecuritySchemeKind {
    const PLACES: [(&str, KeyPlace); 3] = [
        ("header", KeyPlace::Header),
        ("query", KeyPlace::Query),
        ("cookie", KeyPlace::Cookie),
    ];
    let instead = "no credentials are sent for the scheme";
    for (key, example) in [("in", "in: header"), ("name", "name: X-API-Key")] {
        if !object.has(key) {
            context.diagnostics.fault(
                Code::MissingField,
                object.pointer(),
                format!("a scheme of type `apiKey` says where the key goes: `{key}` is missing"),
                format!("add for example `{example}`"),
                instead,
            );
        }
    }
    let (place, name) = (object.word("in", &PLACES), object.string("name"));
    let (Some(place), Some(name)) = (place, name) else {
        return SecuritySchemeKind::Unusable;
    };
    // The names of headers and of cookies are made of the same characters.
    let is_token = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
    if place == KeyPlace::Header
        && SET_BY_CLIENTS
            .iter()
            .any(|set| name.eq_ignore_ascii_case(set))
    {
        context.diagnostics.fault(
            Code::InvalidValue,
            &object.at("name"),
            format!("a client sets the header `{name}` itself, so it cannot hold a key"),
            "the key has a header of its own, or `Authorization`",
            instead,
        );
        return SecuritySchemeKind::Unusable;
    }
    let (is_good, what) = match place {
        KeyPlace::Header => (is_token, "header"),
        KeyPlace::Cookie => (is_token, "cookie"),
        KeyPlace::Query => (!name.is_empty(), "query parameter"),
    };
    if !is_good {
        context.diagnostics.fault(
            Code::InvalidValue,
            &object.at("name"),
            format!("`{name}` is no name of a {what}"),
            "it has letters, digits and signs such as `-`, and no blanks",
            instead,
        );
        return SecuritySchemeKind::Unusable;
    }
    SecuritySchemeKind::Key { place, name }
}

/// The flows of OAuth 2. How a token is had is the caller's affair; they are read for their faults.
fn flows(context: &Context<'_>, object: &mut ObjectReader<'_>) {
    let Some((members, pointer)) = object.optional_object("flows") else {
        return;
    };
    let mut flows = ObjectReader::new(context, members, &pointer);
    for key in [
        "implicit",
        "password",
        "clientCredentials",
        "authorizationCode",
        "deviceAuthorization",
    ] {
        let Some((members, pointer)) = flows.optional_object(key) else {
            continue;
        };
        let mut flow = ObjectReader::new(context, members, &pointer);
        for key in [
            "authorizationUrl",
            "deviceAuthorizationUrl",
            "tokenUrl",
            "refreshUrl",
        ] {
            flow.string(key);
        }
        flow.optional_object("scopes");
        flow.finish();
    }
    flows.finish();
}
