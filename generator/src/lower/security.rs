//! The ways to authenticate, and what is said of them at each operation.

use indexmap::IndexMap;

use super::Context;
use super::docs::Docs;
use super::names::{Case, OPERATORS, Scope};
use crate::api::{Group, Requirement, SchemeKind, SecurityScheme};
use crate::document::KeyPlace;
use crate::resolve;

/// Methods of `Credentials`, and those that a setter of their name would hide.
const RESERVED_SETTERS: [&str; 6] = ["new", "into", "try_into", "clone", "default", "fmt"];

/// The schemes that the crate has setters for: none if bearer tokens are all that operations
/// ask for, as a client has one in any case. Operations learn what they ask for.
pub(super) fn lower(context: &Context<'_>, groups: &mut [Group]) -> Vec<SecurityScheme> {
    let declared = &context.resolved.security.schemes;
    let is_plain = declared
        .values()
        .all(|scheme| scheme.kind == resolve::SchemeKind::Bearer);
    let requirements: IndexMap<(&str, &str), &Vec<resolve::Requirement>> = context
        .resolved
        .operations
        .iter()
        .filter_map(|operation| {
            let place = (operation.method.as_str(), operation.path.as_str());
            Some((place, operation.security.as_ref()?))
        })
        .collect();
    let schemes = if is_plain {
        Vec::new()
    } else {
        schemes(context)
    };
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let place = (operation.http_method, operation.path.as_str());
        let Some(requirements) = requirements.get(&place) else {
            continue;
        };
        // Of tokens only their absence is worth a word.
        if is_plain && !requirements.is_empty() {
            continue;
        }
        let requirements: Vec<Requirement> = requirements
            .iter()
            .map(|requirement| Requirement {
                schemes: requirement
                    .schemes
                    .iter()
                    .filter_map(|(name, scopes)| {
                        Some((declared.get_index_of(name)?, scopes.clone()))
                    })
                    .collect(),
            })
            .collect();
        let words = Docs::new().sentence(&words(&requirements, &schemes));
        operation.docs.extend(words.into_paragraphs());
        operation.security = Some(requirements);
    }
    schemes
}

fn schemes(context: &Context<'_>) -> Vec<SecurityScheme> {
    let declared = &context.resolved.security.schemes;
    let names = || declared.keys().map(String::as_str);
    let mut setters = Scope::with_reserved(&[&RESERVED_SETTERS[..], &OPERATORS[..]].concat());
    let names_of_setters = setters.take_all(names(), Case::Snake);
    let constants = Scope::default().take_all(names(), Case::Shouty);
    let mut schemes: Vec<SecurityScheme> = declared
        .iter()
        .zip(names_of_setters)
        .zip(constants)
        .map(|(((name, scheme), setter), constant)| SecurityScheme {
            wire_name: name.clone(),
            setter,
            provider_setter: None,
            constant,
            kind: match &scheme.kind {
                resolve::SchemeKind::Bearer => SchemeKind::Bearer,
                resolve::SchemeKind::Basic => SchemeKind::Basic,
                resolve::SchemeKind::Key { place, name } => match place {
                    KeyPlace::Header => SchemeKind::Header(name.clone()),
                    KeyPlace::Query => SchemeKind::Query(name.clone()),
                    KeyPlace::Cookie => SchemeKind::Cookie(name.clone()),
                },
            },
            description: scheme.description.clone(),
        })
        .collect();
    for scheme in &mut schemes {
        if scheme.kind == SchemeKind::Bearer {
            let wanted = format!("{}_provider", scheme.setter.trim_end_matches('_'));
            scheme.provider_setter = Some(setters.take(&wanted, Case::Snake));
        }
    }
    schemes
}

/// What an operation asks for, as a sentence.
fn words(requirements: &[Requirement], schemes: &[SecurityScheme]) -> String {
    if requirements.is_empty() {
        return "No credentials are sent.".to_owned();
    }
    let alternatives: Vec<String> = requirements
        .iter()
        .filter(|requirement| !requirement.schemes.is_empty())
        .map(|requirement| {
            let together = requirement.schemes.iter().filter_map(|(index, scopes)| {
                let name = code(&schemes.get(*index)?.wire_name);
                let scopes: Vec<String> = scopes.iter().map(|scope| code(scope)).collect();
                Some(if scopes.is_empty() {
                    name
                } else {
                    format!("{name} (with {})", scopes.join(", "))
                })
            });
            together.collect::<Vec<_>>().join(" and ")
        })
        .collect();
    let is_open = alternatives.len() < requirements.len();
    match (alternatives.is_empty(), is_open) {
        (true, _) => "No credentials of the client are needed.".to_owned(),
        (false, true) => format!("Credentials, if any: {}.", alternatives.join(", or ")),
        (false, false) => format!("Credentials: {}.", alternatives.join(", or ")),
    }
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', ""))
}
