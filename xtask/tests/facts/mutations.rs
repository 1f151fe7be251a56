//! Single faults, put into a copy of the spec one at a time.

use serde_yaml::{Mapping, Value};

use crate::document::Document;
use crate::schemas::{Found, Report};
use crate::spec::{self, OPERATION};
use crate::table::Kind;

/// A changed copy of the spec, and the row whose check must notice.
pub struct Mutation {
    pub what: String,
    pub path: String,
    pub document: Document,
}

impl Mutation {
    /// What the check says of the row; empty when it did not notice.
    pub fn noticed(&self) -> Vec<String> {
        let Report { problems, .. } = spec::check(&self.document);
        let about = format!("{}: ", self.path);
        problems
            .into_iter()
            .filter(|problem| problem.starts_with(&about))
            .collect()
    }
}

/// Each change that can be made to one row.
pub fn of_row(document: &Document, found: &Found) -> Vec<Mutation> {
    let row = &found.row;
    let mut mutations = vec![
        mutation("renamed", document, found, rename),
        mutation("dropped", document, found, drop),
        mutation("retyped", document, found, retype),
        mutation("made required, or no longer", document, found, require),
        mutation("of another confidence", document, found, doubt),
    ];
    if !row.text.is_empty() {
        mutations.push(mutation("described otherwise", document, found, reword));
    }
    if row.count.is_some() {
        mutations.push(mutation("counted otherwise", document, found, recount));
    }
    if is_parameter(found) {
        mutations.push(mutation(
            "implied by tokens, or no longer",
            document,
            found,
            imply,
        ));
    }
    if matches!(row.kind, Kind::OneOf(_)) {
        mutations.push(mutation("without a value", document, found, |it, found| {
            set_enum(it, found, |words| {
                words.pop();
            });
        }));
        mutations.push(mutation(
            "with a value more",
            document,
            found,
            |it, found| {
                set_enum(it, found, |words| words.push(Value::from("another")));
            },
        ));
    }
    mutations
}

fn mutation(
    what: &str,
    document: &Document,
    found: &Found,
    change: impl Fn(&mut Document, &Found),
) -> Mutation {
    let mut document = document.clone();
    change(&mut document, found);
    Mutation {
        what: format!("{} {what}", found.path),
        path: found.path.clone(),
        document,
    }
}

fn is_parameter(found: &Found) -> bool {
    found
        .place
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|key| key == "parameters")
}

fn rename(document: &mut Document, found: &Found) {
    let name = format!("{}_x", found.row.name);
    if is_parameter(found) {
        let parameter = document.mapping_mut(&found.place);
        parameter.insert("name".into(), name.into());
        return;
    }
    let (key, parent) = found.place.split_last().unwrap();
    let mapping = document.mapping_mut(parent);
    let renamed: Mapping = std::mem::take(mapping)
        .into_iter()
        .map(|(found, value)| match found.as_str() {
            Some(text) if text == key => (Value::from(name.as_str()), value),
            _ => (found, value),
        })
        .collect();
    *mapping = renamed;
}

fn drop(document: &mut Document, found: &Found) {
    let (key, parent) = found.place.split_last().unwrap();
    if parent == ["components", "parameters"] {
        // Other operations have it too: this one no longer refers to it.
        let list = [&crate::spec::OPERATION[..], &["parameters"]].concat();
        let list: Vec<String> = list.into_iter().map(str::to_owned).collect();
        let items = document.value_mut(&list).as_sequence_mut().unwrap();
        let reference = format!("#/components/parameters/{key}");
        items.retain(|item| item.get("$ref").and_then(Value::as_str) != Some(&reference));
        return;
    }
    match document.value_mut(parent) {
        Value::Sequence(items) => {
            items.remove(key.parse().unwrap());
        }
        Value::Mapping(mapping) => {
            mapping.shift_remove(key.as_str());
        }
        _ => unreachable!("a property stands in a mapping, a parameter in a sequence"),
    }
}

/// Another type, everything else as it was.
fn retype(document: &mut Document, found: &Found) {
    let other = match found.row.kind {
        Kind::Integer => "string",
        _ => "integer",
    };
    let value = document.mapping_mut(&found.place);
    if is_parameter(found) {
        let schema = Mapping::from_iter([(Value::from("type"), Value::from(other))]);
        value.insert("schema".into(), schema.into());
        return;
    }
    for key in ["$ref", "anyOf", "items", "additionalProperties", "format"] {
        value.shift_remove(key);
    }
    let kind = match found.row.required {
        true => Value::from(other),
        false => Value::from(vec![other, "null"]),
    };
    value.insert("type".into(), kind);
}

fn require(document: &mut Document, found: &Found) {
    if is_parameter(found) {
        let parameter = document.mapping_mut(&found.place);
        parameter.insert("required".into(), Value::from(!found.row.required));
        return;
    }
    let schema = found.place.get(..found.place.len() - 2).unwrap();
    let schema = document.mapping_mut(schema);
    let list = schema
        .entry("required".into())
        .or_insert_with(|| Value::Sequence(Vec::new()))
        .as_sequence_mut()
        .unwrap();
    if found.row.required {
        list.retain(|name| name.as_str() != Some(found.row.name));
    } else {
        list.push(found.row.name.into());
    }
}

fn doubt(document: &mut Document, found: &Found) {
    let value = document.mapping_mut(&found.place);
    match value.get_mut("x-provenance") {
        Some(provenance) if provenance["confidence"] != "documented" => {
            value.shift_remove("x-provenance");
        }
        _ => {
            let provenance =
                Mapping::from_iter([(Value::from("confidence"), Value::from("inferred"))]);
            value.insert("x-provenance".into(), provenance.into());
        }
    }
}

fn reword(document: &mut Document, found: &Found) {
    let value = document.mapping_mut(&found.place);
    value.insert("description".into(), format!("{}s", found.row.text).into());
}

fn recount(document: &mut Document, found: &Found) {
    let value = document.mapping_mut(&found.place);
    let count = found.row.count.unwrap_or_default() + 1;
    value.insert("x-supported-count".into(), count.into());
}

fn imply(document: &mut Document, found: &Found) {
    let value = document.mapping_mut(&found.place);
    if value.shift_remove("x-implied-by-token").is_none() {
        value.insert("x-implied-by-token".into(), "Some tokens.".into());
    }
}

/// Changes the values of an enum, wherever it stands.
fn set_enum(document: &mut Document, found: &Found, change: impl Fn(&mut Vec<Value>)) {
    let place = {
        let keys: Vec<&str> = found.place.iter().map(String::as_str).collect();
        let at = document.at(&keys).unwrap();
        let schema = at.get("schema").unwrap_or(at);
        schema.schema().0.place
    };
    let schema = document.mapping_mut(&place);
    change(schema.get_mut("enum").unwrap().as_sequence_mut().unwrap());
}

/// Changes to what is known of integrations: names, numbers, notes, and the two lists.
pub fn of_integrations(document: &Document) -> Vec<Mutation> {
    let operation = OPERATION.map(str::to_owned).to_vec();
    let mut mutations = Vec::new();
    let mut without = |path: &str, place: &[String]| {
        let mut changed = document.clone();
        let (key, parent) = place.split_last().unwrap();
        match changed.value_mut(parent) {
            Value::Sequence(items) => drop_index(items, key),
            Value::Mapping(mapping) => {
                mapping.shift_remove(key.as_str());
            }
            _ => unreachable!("a place has a parent"),
        }
        mutations.push(Mutation {
            what: format!("{} dropped", place.join("/")),
            path: path.to_owned(),
            document: changed,
        });
    };
    for index in 0..25 {
        without(
            "integrations",
            &["x-integrations".into(), format!("{index}")],
        );
    }
    let partial = [
        operation.clone(),
        vec!["x-coverage".into(), "partial".into()],
    ]
    .concat();
    for index in 0..11 {
        without(
            "integrations",
            &[partial.clone(), vec![format!("{index}")]].concat(),
        );
    }
    for Found { path, place, .. } in spec::check(document).found {
        let keys: Vec<&str> = place.iter().map(String::as_str).collect();
        let Some(coverage) = document.at(&keys).and_then(|it| it.get("x-coverage")) else {
            continue;
        };
        without(&path, &coverage.place);
        let fields = coverage.get("fields");
        let keyed = fields.iter().flat_map(|fields| {
            let keys = fields.keys();
            keys.into_iter()
                .filter_map(|key| Some((format!("{path}.{key}"), fields.get(key)?)))
        });
        for (path, coverage) in keyed.chain([(path.clone(), coverage.clone())]) {
            if let Some(count) = coverage.get("count") {
                without(&path, &count.place);
            }
            for list in ["supported", "required"] {
                for name in coverage.get(list).iter().flat_map(|list| list.items()) {
                    without(&path, &name.place);
                }
            }
            if let Some(notes) = coverage.get("notes") {
                for note in notes.keys() {
                    without(
                        &path,
                        &[notes.place.clone(), vec![note.to_owned()]].concat(),
                    );
                }
            }
        }
    }
    mutations
}

fn drop_index(items: &mut Vec<Value>, key: &str) {
    items.remove(key.parse().unwrap());
}
