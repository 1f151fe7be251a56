//! The bodies of failures: one type for the whole API where that is so, an enum for the
//! operations of which it is not.

use indexmap::{IndexMap, IndexSet};

use super::answers::{self, words};
use super::operations::json_entry;
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
    let schema = json_entry(&response.content)?.1.schema.as_ref()?;
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
            // More than half, so that one operation with another does not change the crate.
            None => alone
                .into_iter()
                .find(|(_, count)| count * 2 > failing)
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

    /// The usual one as the crate's type of error bodies, where the document does not declare it.
    pub(super) fn usual_type(&mut self, types: &mut Types<'_>) -> Option<ErrorType> {
        let signature = self.usual.clone()?;
        match self.type_of(types, &signature, "")? {
            Type::Named(type_name) => Some(ErrorType {
                type_name,
                is_declared: false,
                message: None,
                raw: None,
                provider_fault: None,
            }),
            _ => {
                self.usual = None;
                None
            }
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
                value: schema_of(response).and_then(|schema| {
                    let own = format!("{struct_name}{name}");
                    self.type_of(types, &schema.signature(), &own)
                }),
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

    /// The type of a body; `own` names it if no other operation has it.
    fn type_of(&mut self, types: &mut Types<'_>, signature: &str, own: &str) -> Option<Type> {
        let body = self.bodies.get_mut(signature)?;
        if let Some(value) = &body.value {
            return Some(value.clone());
        }
        let hint = match (body.components.single(), body.statuses.single()) {
            (Some(Some(component)), _) => format!("{component}Body"),
            (_, Some(status @ Status::Code(_))) if body.operations.len() > 1 || own.is_empty() => {
                format!("{}Body", statuses::name(*status))
            }
            (_, Some(_)) if body.operations.len() == 1 && !own.is_empty() => own.to_owned(),
            _ => "FailureBody".to_owned(),
        };
        let value = types.use_of(&body.schema, &hint);
        body.value = Some(value.clone());
        Some(value)
    }
}

/// The one element of a set that has no other.
trait Single<T> {
    fn single(&self) -> Option<&T>;
}

impl<T> Single<T> for IndexSet<T> {
    fn single(&self) -> Option<&T> {
        self.first().filter(|_| self.len() == 1)
    }
}
