//! The path of an operation, and the parameters that its template asks for.

use super::Context;
use crate::diagnostics::Code;
use crate::document::{Location, ParameterExtensions, Writing};
use crate::resolve::{self, Schema, Shape};

/// The parameters of an operation: every `{name}` of the path has one, and none is of the
/// path that the path does not name.
pub(super) fn parameters(
    context: &Context<'_>,
    operation: &resolve::Operation,
) -> Vec<resolve::Parameter> {
    let templated = names(context, operation);
    let mut parameters = Vec::new();
    for parameter in &operation.parameters {
        let of_path = parameter.location == Location::Path;
        if of_path && !templated.contains(&parameter.name.as_str()) {
            context.diagnostics.fault(
                Code::PathParameterMismatch,
                &parameter.pointer,
                format!(
                    "the path `{}` has no `{{{}}}`",
                    operation.path, parameter.name
                ),
                "write it into the path, or remove the parameter",
                "the parameter is left out",
            );
            continue;
        }
        let mut parameter = parameter.clone();
        parameter.required |= of_path;
        parameters.push(parameter);
    }
    for name in templated {
        let described = parameters
            .iter()
            .any(|parameter| parameter.location == Location::Path && parameter.name == name);
        if described {
            continue;
        }
        context.diagnostics.fault(
            Code::PathParameterMismatch,
            &operation.pointer,
            format!(
                "`{{{name}}}` in the path `{}` has no parameter",
                operation.path
            ),
            format!("add a parameter `{name}` with `in: path`"),
            "a required parameter that is a text is added",
        );
        parameters.push(text(operation, name));
    }
    parameters
}

/// The names between the braces of the path, each once.
fn names<'o>(context: &Context<'_>, operation: &'o resolve::Operation) -> Vec<&'o str> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = operation.path.as_str();
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            context.diagnostics.fault(
                Code::PathParameterMismatch,
                &operation.pointer.parent(),
                format!("a `{{` in the path `{}` is not closed", operation.path),
                "close it, or write `%7B`",
                "it is taken for a character like others",
            );
            break;
        };
        if !names.contains(&name) {
            names.push(name);
        }
        rest = tail;
    }
    names
}

/// A parameter of which only the name is known.
fn text(operation: &resolve::Operation, name: &str) -> resolve::Parameter {
    let mut schema = Schema::any(&operation.pointer);
    schema.shape = Shape::String(None);
    resolve::Parameter {
        pointer: operation.pointer.clone(),
        name: name.to_owned(),
        location: Location::Path,
        description: None,
        required: true,
        deprecated: false,
        style: None,
        explode: None,
        writing: Writing::default(),
        schema,
        examples: indexmap::IndexMap::new(),
        extensions: ParameterExtensions::default(),
    }
}
