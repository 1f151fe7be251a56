//! Holds the emitted crate against the table: the types at every depth, the operation, the
//! coverage.

use syn::Expr;

use crate::document::says;
use crate::emitted::{Emitted, Struct, string, text};
use crate::table::{
    ERROR, HEADERS, INTEGRATIONS, Kind, LIST, PARAMETERS, Parameter, Row, STATUSES, Support, Wire,
};

const OPERATION: &str = "ListCandidates";

/// Every difference between the crate and the table; each begins with the path of its row.
pub fn check(emitted: &Emitted) -> Vec<String> {
    let mut check = Check {
        emitted,
        problems: Vec::new(),
        found: Vec::new(),
    };
    check.object("", LIST, "CandidateList");
    check.object("error", ERROR, "ErrorBody");
    check.operation();
    check.coverage();
    check.problems
}

/// The type and the index of the field that each row has become.
pub fn places(emitted: &Emitted) -> Vec<(String, String, &'static str)> {
    let mut check = Check {
        emitted,
        problems: Vec::new(),
        found: Vec::new(),
    };
    check.object("", LIST, "CandidateList");
    check.object("error", ERROR, "ErrorBody");
    check.found
}

struct Check<'a> {
    emitted: &'a Emitted,
    problems: Vec<String>,
    found: Vec<(String, String, &'static str)>,
}

impl Check<'_> {
    fn wrong(&mut self, path: &str, what: impl std::fmt::Display) {
        self.problems.push(format!("{path}: {what}"));
    }

    fn same<T: PartialEq + std::fmt::Debug>(
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

    fn object(&mut self, path: &str, rows: &'static [Row], name: &str) {
        let Some(model) = self.emitted.structs.get(name) else {
            return self.wrong(path, format!("there is no struct `{name}`"));
        };
        let order: Vec<&str> = rows.iter().map(|row| row.name).collect();
        for arm in &model.read {
            if !order.contains(&arm.wire.as_str()) {
                self.wrong(path, format!("`{name}` reads `{}`", arm.wire));
            }
        }
        let read: Vec<&str> = model.read.iter().map(|arm| arm.wire.as_str()).collect();
        if read.len() == order.len() {
            self.same(path, "the order", &read, &order);
        }
        // Behind the known ones stand the unknown fields and the marks.
        let fields: Vec<&str> = model.fields.iter().map(|it| it.name.as_str()).collect();
        let expected: Vec<&str> = model.read.iter().map(|it| it.field.as_str()).collect();
        if fields.get(..expected.len()) != Some(&expected) {
            self.wrong(path, format!("the fields are in the order {fields:?}"));
        }
        for row in rows {
            self.field(&row.path(path), row, name, model);
        }
    }

    fn field(&mut self, path: &str, row: &'static Row, name: &str, model: &Struct) {
        let Some(arm) = model.read.iter().find(|arm| arm.wire == row.name) else {
            return self.wrong(path, format!("`{name}` does not read it"));
        };
        let required = ["required", "tolerant"].contains(&arm.method.as_str());
        self.same(path, "read as required", &required, &row.required);
        let written = model.written.iter().find(|(wire, _)| wire == row.name);
        let written = written.map(|(_, field)| field);
        self.same(path, "the field written", &written, &Some(&arm.field));
        let Some(field) = model.fields.iter().find(|field| field.name == arm.field) else {
            return self.wrong(path, format!("`{name}` has no field `{}`", arm.field));
        };
        let kind = if row.required {
            Some(field.kind.as_str())
        } else {
            inside(&field.kind, "Option")
        };
        let Some(kind) = kind else {
            return self.wrong(
                path,
                format!("the field is `{}`, not an Option", field.kind),
            );
        };
        let setter = format!("set_{}", arm.field.trim_start_matches("r#"));
        match model.methods.get(&setter).map(Vec::as_slice) {
            Some([argument]) if inside(argument, "implInto").unwrap_or(argument) == kind => {}
            other => self.wrong(
                path,
                format!("`{name}::{setter}` takes {other:?}, not {kind}"),
            ),
        }
        if !says(&field.documentation, row.text) || field.documentation.is_empty() {
            self.wrong(path, format!("documented as {:?}", field.documentation));
        }
        let kind = model.defaults.get(kind).map_or(kind, String::as_str);
        self.kind(path, row, kind, "super::");
        self.found
            .push((path.to_owned(), name.to_owned(), row.name));
    }

    /// Whether the Rust type is that of the row; objects are followed.
    fn kind(&mut self, path: &str, row: &'static Row, kind: &str, models: &str) {
        let model = |kind: &str| kind.strip_prefix(models).map(str::to_owned);
        let of_array = inside(kind, "Vec").and_then(model);
        let right = match row.kind {
            Kind::Text | Kind::Uuid => kind == "String",
            Kind::DateTime => kind == "json::DateTime",
            Kind::Boolean => kind == "bool",
            Kind::Integer => ["i64", "u32"].contains(&kind),
            Kind::BooleanOrText => kind == "json::BooleanOrString",
            Kind::Anything | Kind::Record => kind == "json::RawJson",
            Kind::Texts => kind == "Vec<String>",
            Kind::Anythings => kind == "Vec<json::RawJson>",
            Kind::OneOf(words) => model(kind)
                .and_then(|name| self.emitted.enums.get(&name))
                .is_some_and(|found| found.words == words),
            Kind::TextsOrObjects => of_array
                .and_then(|name| self.emitted.enums.get(&name))
                .is_some_and(|found| found.variants.iter().any(|kind| kind == "String")),
            Kind::Object(rows) => model(kind)
                .map(|name| self.object(path, rows, &name))
                .is_some(),
            Kind::Objects(rows) => of_array
                .map(|name| self.object(path, rows, &name))
                .is_some(),
        };
        if !right {
            self.wrong(path, format!("is `{kind}`, or its values are others"));
        }
    }

    fn operation(&mut self) {
        let Some(operation) = self.emitted.structs.get(OPERATION) else {
            return self.wrong("operation", format!("there is no struct `{OPERATION}`"));
        };
        let sent = self.emitted.sent.iter();
        let found: Vec<String> = sent
            .map(|(name, _)| match self.emitted.values.get(name) {
                Some(value) => declared(value).map_or_else(String::new, |it| it.0),
                None => String::new(),
            })
            .collect();
        let expected: Vec<&str> = PARAMETERS.iter().map(|it| it.row.name).collect();
        if found != expected {
            self.wrong(
                "parameters",
                format!("sent are {found:?}, not {expected:?}"),
            );
        }
        for parameter in PARAMETERS {
            self.parameter(parameter, operation);
        }
        for status in STATUSES {
            if !operation
                .documentation
                .contains(&format!("- `{}`: ", status.code))
            {
                self.wrong(status.code, "is not in the documentation of the operation");
            }
        }
        for (header, _) in HEADERS {
            if !operation.documentation.contains(&format!("`{header}`")) {
                self.wrong(header, "is not in the documentation of the operation");
            }
        }
    }

    fn parameter(&mut self, parameter: &'static Parameter, operation: &Struct) {
        let row = &parameter.row;
        let path = format!("?{}", row.path(""));
        let declared = self
            .emitted
            .values
            .get(&row.name.to_uppercase())
            .and_then(|value| declared(value));
        let style = match parameter.wire {
            Wire::Plain => "QueryStyle::Form{explode:true}",
            Wire::Brackets | Wire::Range => "QueryStyle::BRACKETS",
        };
        let expected = Some((row.name.to_owned(), style.to_owned()));
        self.same(&path, "the static", &declared, &expected);
        let sent = self
            .emitted
            .sent
            .iter()
            .find(|(name, _)| *name == row.name.to_uppercase())
            .map(|(_, value)| value.as_str());
        let methods = |names: &[&str]| names.iter().all(|it| operation.methods.contains_key(*it));
        // Two are not set but chosen by a method, because they change what is returned.
        match row.name {
            "truto_response_format" => {
                self.same(&path, "sent", &sent, &Some("format"));
                let format = ["send_raw", "send_normalized", "send_stream"];
                if !methods(&format) || !methods(&["send", "send_with_format"]) {
                    self.wrong(&path, "not every format has its method");
                }
                return self.kind(&path, row, "models::ResponseFormat", "models::");
            }
            "truto_key_by" => {
                self.same(&path, "sent", &sent, &Some("key_by"));
                if !methods(&["key_by"]) {
                    self.wrong(&path, "there is no method `key_by`");
                }
                return;
            }
            "next_cursor" => self.same(&path, "sent", &sent, &Some("cursor")),
            name => {
                let own = format!("self.{name}");
                self.same(&path, "sent", &sent, &Some(own.as_str()));
            }
        }
        let Some(field) = operation.fields.iter().find(|it| it.name == row.name) else {
            return self.wrong(&path, format!("`{OPERATION}` has no such field"));
        };
        let setter = if row.required { "new" } else { row.name };
        if !methods(&[setter]) {
            self.wrong(&path, format!("there is no `{OPERATION}::{setter}`"));
        }
        let implied = !parameter.implied_by_token.is_empty();
        let of_group = |name: &str| {
            let group = self.emitted.structs.get("Candidates");
            group.is_some_and(|group| group.methods.contains_key(name))
        };
        if implied && !(methods(&["for_token"]) && of_group("list") && of_group("list_for_token")) {
            self.wrong(&path, "there is no method without it");
        }
        if (implied || !row.required) != field.kind.starts_with("Option") {
            self.wrong(&path, format!("the field is `{}`", field.kind));
        }
        let kind = inside(&field.kind, "Option");
        let kind = match (parameter.wire, row.kind) {
            (Wire::Range, _) => kind.and_then(|kind| inside(kind, "Range")),
            // Any serialisable value, kept until it is sent.
            (_, Kind::Record) => kind
                .filter(|it| *it == "FreeValue")
                .map(|_| "json::RawJson"),
            _ => kind,
        };
        match kind {
            Some(kind) => self.kind(&path, row, kind, "models::"),
            None => self.wrong(&path, format!("the field is `{}`", field.kind)),
        }
    }

    fn coverage(&mut self) {
        let value = |name: &str| self.emitted.values.get(name).cloned();
        let ids: Vec<String> = INTEGRATIONS.iter().map(|it| it.0.to_owned()).collect();
        let partial = INTEGRATIONS.iter().filter(|it| it.2);
        let partial: Vec<String> = partial.map(|it| it.0.to_owned()).collect();
        let all = value("INTEGRATIONS").and_then(|it| strings(&it));
        self.same("integrations", "INTEGRATIONS", &all, &Some(ids.clone()));
        let Some(operation) = value("LIST_CANDIDATES") else {
            return self.wrong("coverage", "there is no LIST_CANDIDATES");
        };
        let listed = member(&operation, "integrations").and_then(strings);
        self.same("integrations", "of the operation", &listed, &Some(ids));
        let found = member(&operation, "partial").and_then(strings);
        self.same("integrations", "partial", &found, &Some(partial));
        let mut expected = Vec::new();
        for parameter in PARAMETERS {
            let name = parameter.row.name;
            expected.extend(parameter.support.map(|it| (name.to_owned(), it)));
            let keys = parameter.key_support.iter();
            expected.extend(keys.map(|(key, it)| (format!("{name}[{key}]"), *it)));
        }
        let found = member(&operation, "parameters").map_or_else(Vec::new, elements);
        let names: Vec<_> = found
            .iter()
            .map(|it| member(it, "parameter").and_then(string))
            .collect();
        let wanted: Vec<_> = expected.iter().map(|it| Some(it.0.clone())).collect();
        self.same("coverage", "the parameters", &names, &wanted);
        for ((path, support), found) in expected.iter().zip(found) {
            self.support(path, support, found);
        }
    }

    fn support(&mut self, path: &str, support: &Support, found: &Expr) {
        let owned = |names: &[&str]| Some(names.iter().map(|it| (*it).to_owned()).collect());
        for (key, expected) in [
            ("supported", owned(support.names)),
            ("required", owned(support.required)),
        ] {
            self.same(path, key, &member(found, key).and_then(strings), &expected);
        }
        let count = member(found, "count").map(text);
        let expected = support
            .count
            .map_or("None".to_owned(), |count| format!("Some({count}u32)"));
        self.same(path, "the count", &count, &Some(expected));
        let notes = member(found, "notes").map_or_else(Vec::new, elements);
        let notes: Vec<_> = notes
            .into_iter()
            .filter_map(|note| match note {
                Expr::Tuple(pair) => pair.elems.iter().map(string).collect::<Option<Vec<_>>>(),
                _ => None,
            })
            .collect();
        let expected: Vec<_> = support
            .notes
            .iter()
            .map(|(id, note)| vec![*id, *note])
            .collect();
        if notes != expected {
            self.wrong(path, format!("the notes: {notes:?}, not {expected:?}"));
        }
    }
}

/// What stands in the angle brackets of `Name<…>`.
fn inside<'a>(kind: &'a str, name: &str) -> Option<&'a str> {
    kind.strip_prefix(name)?
        .strip_prefix('<')?
        .strip_suffix('>')
}

/// Name and style of `QueryParameter::new(name, style)`, with or without `.personal()`.
fn declared(value: &Expr) -> Option<(String, String)> {
    match value {
        Expr::MethodCall(call) => declared(&call.receiver),
        Expr::Call(call) => Some((string(call.args.first()?)?, text(call.args.iter().nth(1)?))),
        _ => None,
    }
}

fn member<'a>(value: &'a Expr, name: &str) -> Option<&'a Expr> {
    let Expr::Struct(value) = value else {
        return None;
    };
    let field = value.fields.iter().find(|it| text(&it.member) == name)?;
    Some(&field.expr)
}

fn elements(value: &Expr) -> Vec<&Expr> {
    match value {
        Expr::Reference(reference) => elements(&reference.expr),
        Expr::Array(array) => array.elems.iter().collect(),
        _ => Vec::new(),
    }
}

fn strings(value: &Expr) -> Option<Vec<String>> {
    elements(value).into_iter().map(string).collect()
}
