//! The addresses to choose from, and those that some operations have for themselves.

use indexmap::IndexMap;

use super::Context;
use super::docs::Docs;
use super::names::{Case, OPERATORS, Scope, name};
use crate::api::{Group, Operation, Server, ServerValues, ServerVariable};
use crate::diagnostics::{Code, Diagnostics};
use crate::document;

/// Methods of a server's struct, and those that a setter of their name would hide.
const RESERVED_SETTERS: [&str; 9] = [
    "new",
    "into",
    "try_into",
    "clone",
    "default",
    "fmt",
    "eq",
    "to_string",
    "to_owned",
];

/// The variant of an enum that holds all other values.
const RESERVED_VARIANTS: [&str; 1] = ["Unknown"];

/// A description of more words than these is none that makes a name.
const MOST_WORDS: usize = 4;

/// What is longer than this is no name for people, nor for a file of the documentation.
const LONGEST_NAME: usize = 64;

/// How many operations of a server are named.
const MOST_OPERATIONS: usize = 8;

/// A server and the operations that it is the own server of.
struct Known<'a> {
    server: &'a document::Server,
    url: String,
    is_for_all: bool,
    operations: Vec<String>,
}

impl<'a> Known<'a> {
    fn new(server: &'a document::Server, url: String, is_for_all: bool) -> Self {
        Self {
            server,
            url,
            is_for_all,
            operations: Vec::new(),
        }
    }

    /// What it is called, or a description that is no more than a name.
    fn called(&self) -> Option<&'a str> {
        let description = self.server.description.as_deref();
        let called = self.server.name.as_deref();
        called.or(description.filter(|text| is_name(text)))
    }
}

/// The servers, if there is more than one or it has variables. Operations learn which is theirs.
pub(super) fn lower(context: &Context<'_>, groups: &mut [Group]) -> Vec<Server> {
    let resolved = context.resolved;
    let mut known: IndexMap<Identity<'_>, Known<'_>> = IndexMap::new();
    for (index, server) in resolved.servers.iter().enumerate() {
        // Of the first one it is said where the client's address is made.
        let diagnostics = Some(context.diagnostics).filter(|_| index > 0);
        if can_be_chosen(server, diagnostics) {
            let new = || Known::new(server, server.url.clone(), true);
            known.entry(identity(server)).or_insert_with(new);
        }
    }
    let default = resolved.servers.first().map(identity);
    let mut own: IndexMap<(&str, &str), usize> = IndexMap::new();
    for operation in &resolved.operations {
        for (index, server) in operation.servers.iter().enumerate() {
            let identity = identity(server);
            if index == 0 && default.as_ref() == Some(&identity) {
                // It goes where all go; the others can be chosen.
                continue;
            }
            let (method, path) = (operation.method.as_str(), operation.path.as_str());
            let entry = known.entry(identity);
            let position = entry.index();
            let new = || Known::new(server, own_url(server, context.diagnostics), false);
            let known = entry.or_insert_with(new);
            known.operations.push(format!("{method} {path}"));
            if index == 0 {
                own.insert((method, path), position);
            }
        }
    }
    let known: Vec<Known<'_>> = known.into_values().collect();
    let has_variables = known.iter().any(|one| !variables_of(one.server).is_empty());
    if known.is_empty() || (known.len() == 1 && !has_variables && own.is_empty()) {
        return Vec::new();
    }
    let servers = servers(&known);
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let place = (operation.http_method, operation.path.as_str());
        if let Some(index) = own.get(&place)
            && let Some(server) = servers.get(*index)
        {
            operation.server = Some(*index);
            describe(operation, server);
        }
    }
    servers
}

/// What is said at an operation that goes elsewhere.
fn describe(operation: &mut Operation, server: &Server) {
    let url = server.default_url.replace('`', "");
    let words = if is_whole(&url) {
        format!("It goes to `{url}`, a server of its own.")
    } else {
        format!("It goes to the path `{url}` of the client's host, which is its own.")
    };
    operation.docs.push(words);
}

/// What makes two servers the same, whatever is said of them: address, variables and values.
type Identity<'a> = (&'a str, Vec<(&'a str, &'a str, &'a [String])>);

fn identity(server: &document::Server) -> Identity<'_> {
    let variables = server.variables.iter();
    let variables = variables.map(|(name, variable)| {
        let (default, values) = (variable.default.as_str(), variable.values.as_slice());
        (name.as_str(), default, values)
    });
    (&server.url, variables.collect())
}

/// Whether an address says where it is by itself.
pub(super) fn is_whole(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Whether a server of the document can be given to a client.
fn can_be_chosen(server: &document::Server, diagnostics: Option<&Diagnostics>) -> bool {
    let url = server.default_url();
    let is_good = is_whole(&url);
    if let (false, Some(diagnostics)) = (is_good, diagnostics) {
        diagnostics.warning(
            Code::InvalidValue,
            &server.pointer.child("url"),
            format!("`{url}` says no host, so it is not one of the servers to choose from"),
            "write the whole address, for example `https://api.example.com/v1`",
        );
    }
    is_good
}

/// The address of an operation's own server: a whole one, or a path from the root.
fn own_url(server: &document::Server, diagnostics: &Diagnostics) -> String {
    let (url, full) = (&server.url, server.default_url());
    if is_whole(&full) || (full.starts_with('/') && !full.starts_with("//")) {
        return url.clone();
    }
    let (taken, help) = if full.starts_with("//") {
        (format!("https:{url}"), "write the whole address")
    } else if full.contains("://") {
        let help = "an address begins with `https://`; `ClientBuilder::server` gives another";
        (url.clone(), help)
    } else {
        let steps = url.trim_start_matches("./").trim_start_matches("../");
        let help = "write a path from the root of the host, or the whole address";
        (format!("/{steps}"), help)
    };
    diagnostics.warning(
        Code::InvalidValue,
        &server.pointer.child("url"),
        format!("`{url}` is no whole address and no path from the root of a host; it is taken as `{taken}`"),
        help,
    );
    taken
}

fn servers(known: &[Known<'_>]) -> Vec<Server> {
    let mut called: IndexMap<&str, usize> = IndexMap::new();
    for text in known.iter().filter_map(Known::called) {
        *called.entry(text).or_default() += 1;
    }
    let texts: Vec<String> = known.iter().map(|one| naming(one, &called)).collect();
    let has_variables = |index: usize| {
        let one = known.get(index);
        one.is_some_and(|one| !variables_of(one.server).is_empty())
    };
    let select = |wanted: bool| {
        let texts = texts.iter().enumerate();
        texts
            .filter(move |(index, _)| has_variables(*index) == wanted)
            .map(|(_, text)| text.as_str())
    };
    let mut types = Scope::default();
    let mut structs = types.take_all(select(true), Case::UpperCamel).into_iter();
    let mut constants = Scope::default()
        .take_all(select(false), Case::Shouty)
        .into_iter();
    let mut servers = Vec::new();
    for one in known {
        let declared = variables_of(one.server);
        let name = if declared.is_empty() {
            constants.next()
        } else {
            structs.next()
        }
        .unwrap_or_default();
        let variables = variables(&declared, &name, &mut types);
        let default_url = document::Server {
            url: one.url.clone(),
            ..one.server.clone()
        }
        .default_url();
        servers.push(Server {
            docs: docs(one),
            url: one.url.clone(),
            is_for_all: one.is_for_all,
            default_url,
            variables,
            name,
        });
    }
    servers
}

/// The text that a server's name is made of: what it alone is called, or its address.
fn naming(one: &Known<'_>, called: &IndexMap<&str, usize>) -> String {
    let mine = one.called().filter(|text| called.get(text) == Some(&1));
    let url = one.url.as_str();
    let address = url.split_once("://").map_or(url, |(_, address)| address);
    let text = match mine {
        Some(text) => text,
        None if address.chars().any(char::is_alphanumeric) => address,
        None => "root",
    };
    text.chars().take(LONGEST_NAME).collect()
}

/// Whether a description is a name, such as "Production" or "EU server".
fn is_name(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let is_of_names = |sign: char| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_');
    text.split_whitespace().count() <= MOST_WORDS
        && text.chars().all(is_of_names)
        && text.chars().any(char::is_alphabetic)
}

fn variables_of(server: &document::Server) -> Vec<(&str, &document::ServerVariable)> {
    let used = server.used_variables();
    let declared = server.variables.iter();
    declared
        .map(|(name, variable)| (name.as_str(), variable))
        .filter(|(name, _)| used.contains(name))
        .collect()
}

fn variables(
    declared: &[(&str, &document::ServerVariable)],
    struct_name: &str,
    types: &mut Scope,
) -> Vec<ServerVariable> {
    let setters = Scope::with_reserved(&[&RESERVED_SETTERS[..], &OPERATORS[..]].concat())
        .take_all(declared.iter().map(|(name, _)| *name), Case::Snake);
    let mut variables = Vec::new();
    for ((wire_name, variable), setter) in declared.iter().zip(setters) {
        let mut known = vec![variable.default.clone()];
        for value in &variable.values {
            if !known.contains(value) {
                known.push(value.clone());
            }
        }
        let values = (!variable.values.is_empty()).then(|| {
            let wanted = format!("{struct_name}{}", name(wire_name, Case::UpperCamel));
            let mut listed: Vec<&str> = variable.values.iter().map(String::as_str).collect();
            if !listed.contains(&variable.default.as_str()) {
                listed.push(&variable.default);
            }
            let names = Scope::with_reserved(&RESERVED_VARIANTS)
                .take_all(listed.iter().copied(), Case::UpperCamel);
            let values = listed.into_iter().map(str::to_owned);
            ServerValues {
                type_name: types.take(&wanted, Case::UpperCamel),
                variants: names.into_iter().zip(values).collect(),
            }
        });
        variables.push(ServerVariable {
            wire_name: (*wire_name).to_owned(),
            name: setter,
            default: variable.default.clone(),
            known,
            values,
            description: variable.description.clone(),
        });
    }
    variables
}

fn docs(one: &Known<'_>) -> Vec<String> {
    let url = one.url.replace('`', "");
    let mut docs = Docs::new()
        .optional(one.server.description.as_ref())
        .paragraph(format!("`{url}`"));
    if !one.is_for_all {
        let shown = one.operations.iter().take(MOST_OPERATIONS);
        let mut operations: Vec<String> = shown
            .map(|operation| format!("`{}`", operation.replace('`', "")))
            .collect();
        if one.operations.len() > MOST_OPERATIONS {
            operations.push("others".to_owned());
        }
        docs = docs.sentence(&format!(
            "Of these operations only: {}. `ClientBuilder::server` puts another in its place.",
            operations.join(", ")
        ));
    }
    docs.into_paragraphs()
}
