//! The responses that the document shows, for tests that read them and write them back.

use super::answers::json_of;
use super::names::{Case, Scope};
use super::statuses::status;
use super::{Context, examples};
use crate::api::{
    AnswerContent, Fixture, FixtureKind, Operation, ParameterRole, ResponseBody, Type,
};
use crate::bundle::{HOW_TO_ALLOW, OUTSIDE_FOLDER};
use crate::diagnostics::Code;
use crate::document::Example;
use crate::resolve;

pub(super) fn lower(
    context: &Context<'_>,
    operation: &resolve::Operation,
    lowered: &Operation,
) -> Vec<Fixture> {
    let mut names = Scope::default();
    let mut fixtures = Vec::new();
    for (status, response) in &operation.responses {
        let Some(media_type) = json_of(&response.content) else {
            continue;
        };
        for (example_name, example) in &media_type.examples {
            let Some(kind) = kind_of(status, example, lowered) else {
                continue;
            };
            let does_not_fit = |schema, value| {
                kind == FixtureKind::Success
                    && examples::misfit(context.resolved, schema, value).is_some()
            };
            if let (Some(schema), Some(value)) = (&media_type.schema, &example.value)
                && does_not_fit(schema, value)
            {
                continue;
            }
            let value = type_of(status, lowered);
            if value.is_none()
                && matches!(lowered.response, ResponseBody::Choice(_))
                && kind == FixtureKind::Success
            {
                continue;
            }
            let Some(text) = text_of(context, example) else {
                continue;
            };
            let wanted = format!("{} {status} {example_name}", lowered.id);
            let stem = names.take(&super::names::name(&wanted, Case::Snake), Case::Snake);
            fixtures.push(Fixture {
                file_name: format!("{stem}.json"),
                text,
                kind,
                value,
                docs: example
                    .summary
                    .iter()
                    .chain(&example.description)
                    .cloned()
                    .collect(),
            });
        }
    }
    fixtures
}

fn kind_of(status: &str, example: &Example, lowered: &Operation) -> Option<FixtureKind> {
    if !status.starts_with('2') {
        let code = status.replace("XX", "00").parse().unwrap_or(500);
        return Some(FixtureKind::Failure(code));
    }
    if !matches!(
        lowered.response,
        ResponseBody::Json(_) | ResponseBody::Choice(_)
    ) {
        return None;
    }
    let keyed = lowered.parameters.iter().any(|parameter| {
        parameter.role == ParameterRole::KeyBy && example.request.contains_key(&parameter.wire_name)
    });
    Some(if keyed {
        FixtureKind::Keyed
    } else {
        FixtureKind::Success
    })
}

/// The type of an answer, where one of this status has another than those beside it.
fn type_of(key: &str, lowered: &Operation) -> Option<Type> {
    let wanted = status(key);
    let success = match &lowered.response {
        ResponseBody::Choice(choice) => choice
            .variants
            .iter()
            .find(|variant| variant.status == wanted)
            .and_then(|variant| match &variant.content {
                AnswerContent::Json(value) => Some(value.clone()),
                _ => None,
            }),
        _ => None,
    };
    success.or_else(|| {
        let variants = &lowered.failure.as_ref()?.variants;
        let found = variants.iter().find(|variant| variant.status == wanted)?;
        found.value.clone()
    })
}

fn text_of(context: &Context<'_>, example: &Example) -> Option<String> {
    if let Some(value) = &example.value {
        return Some(value.to_json_text());
    }
    let path = example.external_value.as_ref()?;
    let place = example.pointer.child("externalValue");
    let text = match (context.read_file)(path) {
        Ok(text) => text,
        Err(reason) if reason == OUTSIDE_FOLDER => {
            context.diagnostics.error(
                Code::OutsideFile,
                &place,
                format!("`{path}` is not read: {OUTSIDE_FOLDER}"),
                HOW_TO_ALLOW,
            );
            return None;
        }
        Err(reason) => {
            context.diagnostics.fault(
                Code::InvalidExample,
                &place,
                format!("`{path}` cannot be read: {reason}"),
                "",
                "no test is made of it",
            );
            return None;
        }
    };
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&text) {
        context.diagnostics.fault(
            Code::InvalidExample,
            &place,
            format!("`{path}` is not JSON: {error}"),
            "",
            "no test is made of it",
        );
        return None;
    }
    Some(text)
}
