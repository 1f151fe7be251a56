//! Reads `servers`, wherever they stand.

use indexmap::IndexMap;

use super::reader::ObjectReader;
use super::types::{Server, ServerVariable};
use super::{Context, Version};
use crate::diagnostics::{Code, Severity};
use crate::source::Node;

pub(super) fn servers(context: &Context<'_>, object: &mut ObjectReader<'_>) -> Vec<Server> {
    let mut servers = Vec::new();
    for (node, pointer) in object.array("servers") {
        let Some(mut entry) = ObjectReader::of(context, node, &pointer, "a server") else {
            continue;
        };
        let url = entry.required_string("url");
        let description = entry.string("description");
        let name = entry.string("name");
        let mut variables = IndexMap::new();
        for (name, node, pointer) in entry.entries("variables") {
            let reader = ObjectReader::of(context, node, &pointer, "a server variable");
            if let Some(variable) = reader.map(|reader| variable(context, name, reader)) {
                variables.insert(name.to_owned(), variable);
            }
        }
        entry.finish();
        let Some(url) = url else {
            continue;
        };
        let server = Server {
            pointer,
            url,
            name,
            description,
            variables,
        };
        check_variables(context, &server);
        servers.push(server);
    }
    servers
}

fn variable(context: &Context<'_>, name: &str, mut object: ObjectReader<'_>) -> ServerVariable {
    let pointer = object.pointer().clone();
    let mut values: Vec<String> = Vec::new();
    for (node, pointer) in object.array("enum") {
        let value = match node {
            Node::String(text) => text.clone(),
            // `enum: [443, 8443]` without quotes.
            Node::Number(number) => number.to_string(),
            other => {
                context.diagnostics.fault(
                    Code::WrongType,
                    &pointer,
                    format!("a value of `{name}` is a text; this is {}", other.kind()),
                    "write it in quotes",
                    "the value is left out",
                );
                continue;
            }
        };
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let default = object.required_string("default").unwrap_or_default();
    let is_outside = object.has("default") && object.has("enum") && !values.contains(&default);
    if is_outside {
        let place = object.at("default");
        let message = format!("the default `{default}` of `{name}` is not one of its `enum`");
        let help = "add it to the `enum`, or take one of these as the default";
        if context.version == Version::V31 {
            let instead = "it is taken as one more value";
            let diagnostics = context.diagnostics;
            diagnostics.fault(Code::InvalidValue, &place, message, help, instead);
        } else {
            // OpenAPI 3.0 says "should" only.
            let diagnostics = context.diagnostics;
            diagnostics.warning(Code::InvalidValue, &place, message, help);
        }
    }
    let description = object.string("description");
    object.finish();
    ServerVariable {
        pointer,
        default,
        values,
        description,
    }
}

/// Variables that are used and not declared, or declared and not used.
fn check_variables(context: &Context<'_>, server: &Server) {
    let used = server.used_variables();
    let url = &server.url;
    let place = server.pointer.child("url");
    let undeclared = used
        .iter()
        .find(|name| !server.variables.contains_key(**name));
    let instead = "the address is kept as it is: give the client a base address of your own";
    if server.default_url().contains(['{', '}']) {
        let (message, help) = match undeclared {
            Some(name) => (
                format!("the variable `{name}` of the address `{url}` is not declared"),
                "give it a `default` under `variables`",
            ),
            None => (
                format!("the address `{url}` has a brace that belongs to no variable"),
                "a variable is written `{name}`",
            ),
        };
        context
            .diagnostics
            .fault(Code::InvalidValue, &place, message, help, instead);
    }
    for (name, variable) in &server.variables {
        if !used.contains(&name.as_str()) {
            context.diagnostics.report(
                Severity::Warning,
                Code::InvalidValue,
                &variable.pointer,
                format!("the variable `{name}` does not stand in the address `{url}`"),
                format!("write `{{{name}}}` where its value belongs"),
            );
        }
    }
}

impl Server {
    /// The names in braces, each once.
    pub fn used_variables(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let mut left = self.url.as_str();
        while let Some((_, rest)) = left.split_once('{') {
            let Some((name, after)) = rest.split_once('}') else {
                break;
            };
            if !names.contains(&name) {
                names.push(name);
            }
            left = after;
        }
        names
    }

    /// The address with the default of every variable. A variable that is not declared stays.
    #[must_use]
    pub fn default_url(&self) -> String {
        let mut filled = String::new();
        let mut left = self.url.as_str();
        while let Some((before, rest)) = left.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = rest.split_once('}') else {
                filled.push('{');
                left = rest;
                break;
            };
            match self.variables.get(name) {
                Some(variable) => filled.push_str(&variable.default),
                None => filled.push_str(&format!("{{{name}}}")),
            }
            left = after;
        }
        filled.push_str(left);
        filled
    }
}
