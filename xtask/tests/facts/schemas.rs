//! Holds the schemas of the spec against rows of the table.

use crate::document::{At, Place, says};
use crate::table::{Certainty, Kind, Row};

/// What was found wrong, and where each row stands.
#[derive(Default)]
pub struct Report {
    /// Each begins with the path of the row that it is about.
    pub problems: Vec<String>,
    pub found: Vec<Found>,
}

/// A row of the table that is in the spec.
pub struct Found {
    pub path: String,
    pub row: Row,
    pub place: Place,
}

impl Report {
    pub fn wrong(&mut self, path: &str, what: impl std::fmt::Display) {
        self.problems.push(format!("{path}: {what}"));
    }

    pub fn same<T: PartialEq + std::fmt::Debug>(
        &mut self,
        path: &str,
        what: &str,
        found: &T,
        expected: &T,
    ) {
        if found != expected {
            self.wrong(path, format!("{what}: {found:?}, not {expected:?}"));
        }
    }

    /// The properties of an object: exactly these, in this order.
    pub fn object(&mut self, path: &str, rows: &[Row], schema: &At<'_>, in_answer: bool) {
        let names = schema
            .get("properties")
            .map_or_else(Vec::new, |properties| properties.keys());
        let order: Vec<&str> = rows.iter().map(|row| row.name).collect();
        for name in &names {
            if !order.contains(name) {
                self.wrong(
                    path,
                    format!("has `{name}`, of which the facts know nothing"),
                );
            }
        }
        let known: Vec<&str> = names
            .into_iter()
            .filter(|name| order.contains(name))
            .collect();
        if known.len() == order.len() {
            self.same(path, "the order", &known, &order);
        }
        let required = schema.texts("required");
        for row in rows {
            let path = row.path(path);
            let property = schema
                .get("properties")
                .and_then(|properties| properties.get(row.name));
            let Some(property) = property else {
                self.wrong(&path, "is not there");
                continue;
            };
            if required.contains(&row.name) != row.required {
                let not = if row.required { "not " } else { "" };
                self.wrong(&path, format!("is {not}required"));
            }
            if let Some(count) = row.count {
                let found = property.number("x-supported-count");
                self.same(&path, "the count", &found, &Some(u64::from(count)));
            }
            self.certainty(&path, row.certainty, &property);
            self.described(&path, row, &property);
            let nullable = self.schema(&path, row, &property, in_answer);
            if in_answer && nullable == row.required {
                let not = if row.required { "" } else { "not " };
                self.wrong(&path, format!("may {not}be null"));
            }
            self.found.push(Found {
                path,
                row: *row,
                place: property.place,
            });
        }
    }

    pub fn described(&mut self, path: &str, row: &Row, at: &At<'_>) {
        let description = at.text("description");
        if description.is_empty() || !says(description, row.text) {
            self.wrong(path, format!("the description is {description:?}"));
        }
    }

    /// A name that is not documented says so; one that is may say more of its source.
    pub fn certainty(&mut self, path: &str, certainty: Certainty, at: &At<'_>) {
        let provenance = at.get("x-provenance");
        let word = provenance
            .as_ref()
            .map_or("documented", |provenance| provenance.text("confidence"));
        self.same(path, "the confidence", &word, &certainty.word());
        if let Some(provenance) = provenance {
            for key in ["source", "note"] {
                if provenance.text(key).is_empty() {
                    self.wrong(path, format!("x-provenance has no `{key}`"));
                }
            }
        }
    }

    /// The type of a value; whether null is one, too.
    pub fn schema(&mut self, path: &str, row: &Row, at: &At<'_>, in_answer: bool) -> bool {
        let (schema, nullable) = at.schema();
        let text_of = |format: &str| {
            schema.types() == ["string"]
                && schema.text("format") == format
                && schema.get("enum").is_none()
        };
        let right = match row.kind {
            Kind::Text => text_of(""),
            Kind::DateTime => text_of("date-time"),
            Kind::Uuid => text_of("uuid"),
            Kind::Boolean => schema.types() == ["boolean"],
            Kind::Integer => schema.types() == ["integer"],
            Kind::BooleanOrText => schema.types() == ["boolean", "string"],
            Kind::OneOf(words) => schema.types() == ["string"] && schema.texts("enum") == words,
            Kind::Anything => is_anything(&schema),
            Kind::Record => {
                schema.types() == ["object"]
                    && schema.is_true("additionalProperties")
                    && schema.get("properties").is_none()
            }
            Kind::Object(rows) => {
                let right = schema.types() == ["object"];
                if right {
                    self.object(path, rows, &schema, in_answer);
                }
                right
            }
            Kind::Objects(rows) => match items(&schema) {
                Some((items, _)) if items.types() == ["object"] => {
                    self.object(path, rows, &items, in_answer);
                    true
                }
                _ => false,
            },
            Kind::Texts => items(&schema).is_some_and(|(items, _)| items.types() == ["string"]),
            Kind::TextsOrObjects => items(&schema).is_some_and(|(items, _)| {
                let choices = items.get("oneOf").map_or_else(Vec::new, |it| it.items());
                let types: Vec<_> = choices
                    .iter()
                    .map(|choice| choice.resolved().types())
                    .collect();
                types == [["string"], ["object"]]
            }),
            Kind::Anythings => items(&schema).is_some_and(|(items, _)| is_anything(&items)),
        };
        if !right {
            let name = format!("{:?}", row.kind);
            let name = name.split('(').next().unwrap_or_default();
            self.wrong(path, format!("is {:?}, not {name}", schema.value));
        }
        nullable || matches!(row.kind, Kind::Anything)
    }
}

fn items<'a>(schema: &At<'a>) -> Option<(At<'a>, bool)> {
    (schema.types() == ["array"])
        .then(|| schema.get("items"))
        .flatten()
        .map(|items| items.schema())
}

fn is_anything(schema: &At<'_>) -> bool {
    ["type", "anyOf", "oneOf", "allOf", "enum", "properties"]
        .iter()
        .all(|key| schema.get(key).is_none())
}
