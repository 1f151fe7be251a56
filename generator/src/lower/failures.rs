//! The bodies of failures: one type for the whole API where that is so, an enum for the
//! operations of which it is not.

use indexmap::{IndexMap, IndexSet};

use super::answers::{self, words};
use super::statuses::{self, status, variant_names};
use super::types::Types;
use crate::api::{ErrorType, Failure, FailureVariant, Status, Type};
use crate::resolve::{self, Resolved, Response, Schema, Shape};

/// What is known of the failures of all operations.
#[derive(Debug, Default)]
pub(super) struct Failures {
    /// Everything that is the body of a failure, by its signature.
    bodies: IndexMap<String, Body>,
    /// The signature of the one that the whole API has.
    usual: Option<String>,
}

/// The body of a failure.
#[derive(Debug)]
struct Body {
    schema: Schema,
    /// The indices of the operations that have it.
    operations: IndexSet<usize>,
    statuses: IndexSet<Status>,
    /// The names of the responses of `components` that it stands in; none for one outside.
    components: IndexSet<Option<String>>,
    /// Its type, once it is used.
    value: Option<Type>,
}

/// The failures of an operation: what is described and is no success.
fn described(operation: &resolve::Operation) -> impl Iterator<Item = (&String, &Response)> {
    let successes: Vec<&String> = answers::described(operation).map(|(key, _)| key).collect();
    operation
        .responses
        .iter()
        .filter(move |(key, _)| !successes.contains(key) && !key.starts_with('1'))
}

/// The schema of a failure's body, if it says something.
fn schema_of(response: &Response) -> Option<&Schema> {
    let schema = answers::json_of(&response.content)?.schema.as_ref()?;
    (!matches!(schema.shape, Shape::Any | Shape::FreeObject)).then_some(schema)
}

impl Failures {
    /// Looks at all failures of the document, of which `declared` is the usual one.
    pub(super) fn of(resolved: &Resolved, declared: Option<&str>) -> Self {
        let mut failures = Self::default();
        let mut alone: IndexMap<String, usize> = IndexMap::new();
        let mut failing = 0;
        for (index, operation) in resolved.operations.iter().enumerate() {
            let mut own: IndexSet<String> = IndexSet::new();
            for (key, response) in described(operation) {
                let Some(schema) = schema_of(response) else {
                    continue;
                };
                let signature = schema.signature();
                failures.note(index, status(key), response, schema, &signature);
                own.insert(signature);
            }
            failing += usize::from(!own.is_empty());
            if let (1, Some(only)) = (own.len(), own.pop()) {
                *alone.entry(only).or_default() += 1;
            }
        }
        failures.usual = match declared {
            Some(name) => Some(
                Schema {
                    shape: Shape::Reference(name.to_owned()),
                    ..Schema::any(&crate::source::Pointer::root())
                }
                .signature(),
            ),
            // That of more than half, and of more than one, so that an operation that is added with
            // another does not take it away.
            None => alone
                .into_iter()
                .find(|(_, count)| *count > 1 && count * 2 > failing)
                .map(|(signature, _)| signature),
        };
        failures
    }

    fn note(
        &mut self,
        operation: usize,
        status: Status,
        response: &Response,
        schema: &Schema,
        signature: &str,
    ) {
        let body = self
            .bodies
            .entry(signature.to_owned())
            .or_insert_with(|| Body {
                schema: schema.clone(),
                operations: IndexSet::new(),
                statuses: IndexSet::new(),
                components: IndexSet::new(),
                value: None,
            });
        body.operations.insert(operation);
        body.statuses.insert(status);
        let place = response.pointer.segments();
        body.components.insert(match place.as_slice() {
            ["components", "responses", name] => Some((*name).to_owned()),
            _ => None,
        });
    }

    /// Defines the types that several operations share, in an order that is not the document's, so
    /// that moving things about in it renames none. Gives the usual one as the crate's type of
    /// error bodies, where the document does not declare it.
    pub(super) fn define_shared(&mut self, types: &mut Types<'_>) -> Option<ErrorType> {
        let mut shared: Vec<(String, String)> = self
            .bodies
            .iter()
            .filter_map(|(signature, body)| Some((body.shared_name()?, signature.clone())))
            .collect();
        shared.sort_unstable();
        for (hint, signature) in shared {
            if let Some(body) = self.bodies.get_mut(&signature) {
                body.value = Some(types.use_of(&body.schema, &hint));
            }
        }
        let usual = self.bodies.get(self.usual.as_ref()?)?;
        match &usual.value {
            Some(Type::Named(type_name)) => Some(ErrorType {
                type_name: type_name.clone(),
                is_declared: false,
                message: None,
                raw: None,
                provider_fault: None,
            }),
            // A text or a list has no fields to look at: each operation says what it is.
            Some(_) => {
                self.usual = None;
                None
            }
            // The declared one, used by one operation.
            None => None,
        }
    }

    /// The enum of an operation's failures, unless they are all the usual one.
    pub(super) fn lower(
        &mut self,
        types: &mut Types<'_>,
        operation: &resolve::Operation,
        struct_name: &str,
        failure_name: &str,
    ) -> Option<Failure> {
        let described: Vec<_> = described(operation).collect();
        let is_other = described
            .iter()
            .filter_map(|(_, response)| schema_of(response))
            .any(|schema| Some(schema.signature()) != self.usual);
        if !is_other {
            return None;
        }
        let statuses: Vec<Status> = described.iter().map(|(key, _)| status(key)).collect();
        let names = variant_names(&statuses);
        let variants = described
            .into_iter()
            .zip(statuses)
            .zip(names)
            .map(|(((key, response), status), name)| FailureVariant {
                value: schema_of(response)
                    .and_then(|schema| self.type_of(types, schema, struct_name, &name)),
                docs: words(key, response),
                name,
                status,
            })
            .collect();
        Some(Failure {
            name: failure_name.to_owned(),
            variants,
        })
    }

    /// The type of a body that may be this operation's alone.
    fn type_of(
        &mut self,
        types: &mut Types<'_>,
        schema: &Schema,
        struct_name: &str,
        variant: &str,
    ) -> Option<Type> {
        let body = self.bodies.get_mut(&schema.signature())?;
        let value = match &body.value {
            Some(value) => value.clone(),
            None if body.statuses.len() == 1 => {
                types.use_of(&body.schema, &format!("{struct_name}{variant}"))
            }
            None => types.use_of(&body.schema, &format!("{struct_name}FailureBody")),
        };
        body.value = Some(value.clone());
        Some(value)
    }
}

impl Body {
    /// The name of one that is not an operation's alone.
    fn shared_name(&self) -> Option<String> {
        if let Some(Some(component)) = only(&self.components) {
            return Some(format!("{component}Body"));
        }
        (self.operations.len() > 1).then(|| match only(&self.statuses) {
            Some(status @ Status::Code(_)) => format!("{}Body", statuses::name(*status)),
            _ => "FailureBody".to_owned(),
        })
    }
}

/// The one element of a set that has no other.
fn only<T>(set: &IndexSet<T>) -> Option<&T> {
    set.first().filter(|_| set.len() == 1)
}
