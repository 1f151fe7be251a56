//! The query parameters of an operation, by what they may mean for paging.

use super::document::{self, Leaf};
use super::words::{OFFSET, PAGE, SIZE, plain};
use crate::document::Location;
use crate::lower::Context;
use crate::resolve::{self, Schema, Shape};
use crate::source::Node;

/// A query parameter that is not deprecated.
pub(super) struct Known<'r> {
    pub(super) wire_name: &'r str,
    /// Its name without case and signs.
    pub(super) name: String,
    description: String,
    pub(super) schema: &'r Schema,
    /// What stands at its use.
    at_use: &'r Schema,
    pub(super) required: bool,
}

pub(super) struct Parameters<'r>(Vec<Known<'r>>);

impl<'r> Parameters<'r> {
    pub(super) fn of(context: &'r Context<'_>, operation: &'r resolve::Operation) -> Self {
        let known = operation
            .parameters
            .iter()
            .filter(|parameter| {
                parameter.location == Location::Query
                    && !parameter.deprecated
                    && !parameter.schema.annotations.deprecated
            })
            .filter_map(|parameter| {
                let schema = document::target(context, &parameter.schema)?;
                let texts = [
                    parameter.description.as_deref(),
                    parameter.schema.annotations.description.as_deref(),
                    schema.annotations.description.as_deref(),
                ];
                let texts: Vec<&str> = texts.into_iter().flatten().collect();
                Some(Known {
                    wire_name: &parameter.name,
                    name: plain(&parameter.name),
                    description: texts.join(" ").to_lowercase(),
                    schema,
                    at_use: &parameter.schema,
                    required: parameter.required,
                })
            });
        Self(known.collect())
    }

    /// The only parameter with one of these names. Of two nobody can say which it is.
    pub(super) fn single(&self, names: &[&str]) -> Option<&Known<'r>> {
        let mut found = self
            .0
            .iter()
            .filter(|known| names.contains(&known.name.as_str()));
        let single = found.next()?;
        found.next().is_none().then_some(single)
    }

    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.0
            .iter()
            .any(|known| names.contains(&known.name.as_str()))
    }

    /// Whether pages can be asked for by a number.
    pub(super) fn counts(&self) -> bool {
        self.0.iter().any(|known| {
            let name = known.name.as_str();
            known.is_whole() && (PAGE.contains(&name) || OFFSET.contains(&name))
        })
    }

    /// Whether the number of items of a page can be said.
    pub(super) fn has_size(&self) -> bool {
        self.0
            .iter()
            .any(|known| SIZE.contains(&known.name.as_str()) && known.is_whole())
    }
}

impl Known<'_> {
    /// Whether its description names the property that holds its next value: in code, for
    /// `next` is a word of its own.
    pub(super) fn is_said_to_be(&self, leaf: &Leaf<'_>) -> bool {
        let name = leaf.path.last().map(|name| name.to_lowercase());
        name.is_some_and(|name| self.description.contains(&format!("`{name}`")))
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.schema.shape, Shape::String(None))
    }

    pub(super) fn is_whole(&self) -> bool {
        matches!(self.schema.shape, Shape::Integer(_))
    }

    pub(super) fn default(&self) -> Option<u64> {
        let of_use = self.at_use.annotations.default.as_ref();
        whole_number(of_use.or(self.schema.annotations.default.as_ref())?)
    }

    pub(super) fn minimum(&self) -> Option<u64> {
        let constraints = &self.schema.annotations.constraints;
        let minimum = constraints.iter().find(|(name, _)| *name == "minimum");
        whole_number(&minimum?.1)
    }
}

/// A number that counts something.
pub(super) fn whole_number(node: &Node) -> Option<u64> {
    match node {
        Node::Number(number) => number.to_string().parse().ok(),
        _ => None,
    }
}
