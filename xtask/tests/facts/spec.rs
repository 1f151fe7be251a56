//! Holds the spec against the whole table: operation, integrations, parameters, answers.

use serde_yaml::Value;

use crate::document::{At, Document, normal};
use crate::schemas::{Found, Report};
use crate::table::{
    ERROR, HEADERS, INTEGRATIONS, LIST, PARAMETERS, PROVIDER_ERROR, Parameter, STATUSES, Support,
    Wire,
};

/// Where the operation stands.
pub const OPERATION: [&str; 3] = ["paths", "/unified/ats/candidates", "get"];

/// Every difference between the spec and the table.
pub fn check(document: &Document) -> Report {
    let mut report = Report::default();
    let Some(operation) = document.at(&OPERATION) else {
        report.wrong("operation", "GET /unified/ats/candidates is not there");
        return report;
    };
    report.operation(document, &operation);
    report.integrations(document, &operation);
    report.parameters(&operation);
    report.answers(&operation);
    report
}

impl Report {
    fn operation(&mut self, document: &Document, operation: &At<'_>) {
        let server = document
            .at(&["servers", "0"])
            .map_or("", |server| server.text("url"));
        self.same("operation", "the server", &server, &"https://api.truto.one");
        let summary = operation.text("summary");
        self.same("operation", "the summary", &summary, &"List Candidates");
        let words = "Partial response — use the \"get\" endpoint for the full object.";
        if !normal(operation.text("description")).starts_with(words) {
            self.wrong("operation", "the description has lost the page's words");
        }
        let scheme = document
            .at(&["components", "securitySchemes", "bearerAuth"])
            .map(|scheme| (scheme.text("type"), scheme.text("scheme")));
        self.same(
            "operation",
            "the scheme",
            &scheme,
            &Some(("http", "bearer")),
        );
        if document.at(&["security", "0", "bearerAuth"]).is_none() {
            self.wrong("operation", "needs no bearer token");
        }
    }

    fn integrations(&mut self, document: &Document, operation: &At<'_>) {
        let listed = document
            .at(&["x-integrations"])
            .map_or_else(Vec::new, |list| list.items());
        let found: Vec<_> = listed
            .iter()
            .map(|it| (it.text("id"), it.text("name")))
            .collect();
        let expected: Vec<_> = INTEGRATIONS.iter().map(|it| (it.0, it.1)).collect();
        self.same("integrations", "the 25", &found, &expected);
        let found = operation
            .get("x-coverage")
            .map_or_else(Vec::new, |coverage| coverage.texts("partial"));
        let partial = INTEGRATIONS.iter().filter(|it| it.2);
        let expected: Vec<_> = partial.map(|it| it.0).collect();
        self.same(
            "integrations",
            "the 11 that answer partially",
            &found,
            &expected,
        );
    }

    fn parameters(&mut self, operation: &At<'_>) {
        let list = operation
            .get("parameters")
            .map_or_else(Vec::new, |list| list.items());
        // Those that other operations have too stand among the components.
        let list: Vec<At<'_>> = list.iter().map(At::resolved).collect();
        let names: Vec<&str> = list.iter().map(|it| it.text("name")).collect();
        let expected: Vec<&str> = PARAMETERS.iter().map(|it| it.row.name).collect();
        for name in &names {
            if !expected.contains(name) {
                self.wrong("parameters", format!("the facts know no `{name}`"));
            }
        }
        if names.len() == expected.len() {
            self.same("parameters", "the order", &names, &expected);
        }
        for parameter in PARAMETERS {
            let path = format!("?{}", parameter.row.path(""));
            match list.iter().find(|it| it.text("name") == parameter.row.name) {
                Some(at) => self.parameter(&path, parameter, at),
                None => self.wrong(&path, "is not there"),
            }
        }
    }

    fn parameter(&mut self, path: &str, parameter: &Parameter, at: &At<'_>) {
        let row = parameter.row;
        self.same(path, "the place", &at.text("in"), &"query");
        self.same(path, "required", &at.is_true("required"), &row.required);
        self.described(path, &row, at);
        self.certainty(path, row.certainty, at);
        match at.get("schema") {
            Some(schema) => {
                self.schema(path, &row, &schema, false);
                if row.name == "truto_response_format" {
                    let (schema, _) = schema.schema();
                    self.same(path, "the default", &schema.text("default"), &"unified");
                }
            }
            None => self.wrong(path, "has no schema"),
        }
        self.wire(path, parameter, at);
        self.support(path, parameter, at);
        self.implied(path, parameter, at);
        if let Some(count) = parameter.count_of_property {
            let words = format!("The {count} integrations of the page support the property");
            if !normal(at.text("description")).contains(&words) {
                self.wrong(path, format!("the description does not say `{words}`"));
            }
        }
        if let Some(example) = parameter.example {
            let sent = example.replace('[', "%5B").replace(']', "%5D");
            let examples = at.get("examples");
            let has = examples.is_some_and(|examples| {
                let names = examples.keys();
                names.iter().any(|name| {
                    examples
                        .get(name)
                        .is_some_and(|it| it.text("x-query") == sent)
                })
            });
            if !has {
                self.wrong(path, format!("the page's example `{example}` is missing"));
            }
        }
        self.found.push(Found {
            path: path.to_owned(),
            row,
            place: at.place.clone(),
        });
    }

    fn implied(&mut self, path: &str, parameter: &Parameter, at: &At<'_>) {
        let words = normal(at.text("x-implied-by-token"));
        if parameter.implied_by_token.is_empty() != words.is_empty() {
            self.wrong(
                path,
                "with which tokens it is needed is not what the facts say",
            );
        }
        for wanted in parameter.implied_by_token {
            if !words.contains(wanted) {
                self.wrong(path, format!("x-implied-by-token does not say `{wanted}`"));
            }
        }
    }

    fn wire(&mut self, path: &str, parameter: &Parameter, at: &At<'_>) {
        let forms = at
            .get("x-query-encoding")
            .map(|it| (it.text("scalar-arrays"), it.text("object-arrays")));
        let expected = (parameter.wire != Wire::Plain).then_some(("brackets", "indices"));
        self.same(path, "the encoding", &forms, &expected);
        let operators = at.texts("x-query-operators");
        let expected = match parameter.wire {
            Wire::Range => vec!["gt", "gte", "lt", "lte"],
            Wire::Plain | Wire::Brackets => Vec::new(),
        };
        self.same(path, "the operators", &operators, &expected);
    }

    fn support(&mut self, path: &str, parameter: &Parameter, at: &At<'_>) {
        let coverage = at.get("x-coverage");
        match (&parameter.support, &coverage) {
            (Some(expected), Some(coverage)) => self.coverage(path, expected, coverage),
            (None, None) => {}
            (Some(_), None) => self.wrong(path, "has no x-coverage"),
            (None, Some(_)) => self.wrong(path, "is no filter and has x-coverage"),
        }
        let fields = coverage.and_then(|coverage| coverage.get("fields"));
        let names = fields.as_ref().map_or_else(Vec::new, At::keys);
        let expected: Vec<&str> = parameter.key_support.iter().map(|it| it.0).collect();
        self.same(path, "the keys with x-coverage", &names, &expected);
        for (key, expected) in parameter.key_support {
            if let Some(found) = fields.as_ref().and_then(|fields| fields.get(key)) {
                self.coverage(&format!("{path}.{key}"), expected, &found);
            }
        }
    }

    fn coverage(&mut self, path: &str, expected: &Support, found: &At<'_>) {
        let names = expected.names.to_vec();
        self.same(path, "supported in", &found.texts("supported"), &names);
        let required = expected.required.to_vec();
        self.same(path, "required in", &found.texts("required"), &required);
        let count = expected.count.map(u64::from);
        self.same(path, "the count", &found.number("count"), &count);
        let notes = found.get("notes");
        let found: Vec<(&str, &str)> = notes.as_ref().map_or_else(Vec::new, |notes| {
            notes
                .keys()
                .into_iter()
                .map(|key| (key, notes.text(key)))
                .collect()
        });
        self.same(path, "the notes", &found, &expected.notes.to_vec());
    }

    fn answers(&mut self, operation: &At<'_>) {
        let answers = operation.get("responses");
        let answer = |status: &str| {
            answers
                .as_ref()
                .and_then(|answers| answers.get(status))
                .map(|it| it.resolved())
        };
        match answer("200").as_ref().and_then(body) {
            Some(schema) => self.object("", LIST, &schema, true),
            None => self.wrong("200", "has no JSON body"),
        }
        let mut checked = false;
        for status in STATUSES {
            let Some(answer) = answer(status.code) else {
                self.wrong(status.code, "is not there");
                continue;
            };
            let words = if status.retry {
                "Worth retrying"
            } else {
                "Not worth retrying"
            };
            if !normal(answer.text("description")).contains(words) {
                self.wrong(status.code, format!("does not say `{words}`"));
            }
            self.headers(status.code, &answer, status.retry_after);
            match body(&answer) {
                // One schema for all of them: it is walked once.
                Some(schema) if !checked => {
                    checked = true;
                    self.object("error", ERROR, &schema, true);
                }
                Some(schema) if schema.place.last().is_some_and(|it| it == "ErrorBody") => {}
                _ => self.wrong(status.code, "has not the common error body"),
            }
        }
        for (code, retry_after) in [("200", false), ("default", true)] {
            match answer(code) {
                Some(answer) => self.headers(code, &answer, retry_after),
                None => self.wrong(code, "is not there"),
            }
        }
    }

    fn headers(&mut self, code: &str, answer: &At<'_>, retry_after: bool) {
        for (name, kind) in HEADERS {
            let header = answer.get("headers").and_then(|headers| headers.get(name));
            let found = header
                .and_then(|header| header.resolved().get("schema"))
                .map(|schema| schema.text("type"));
            let expected = (*name != "retry-after" || retry_after).then_some(*kind);
            self.same(code, name, &found, &expected);
        }
    }
}

fn body<'a>(answer: &At<'a>) -> Option<At<'a>> {
    let content = answer.get("content")?.get("application/json")?;
    Some(content.get("schema")?.resolved())
}

/// Whether all of one value is in the other, which may hold more keys.
pub fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Mapping(whole), Value::Mapping(part)) => part
            .iter()
            .all(|(key, part)| whole.get(key).is_some_and(|whole| contains(whole, part))),
        (whole, part) => whole == part,
    }
}

/// The provider's error of section 5 is one of the spec's examples.
pub fn check_provider_error(example: &str) -> bool {
    let whole: Value = serde_yaml::from_str(example).unwrap();
    let part: Value = serde_yaml::from_str(PROVIDER_ERROR).unwrap();
    contains(&whole, &part)
}
