//! Sections 1, 3, 8 and 9: the operations beside *List Candidates*, and what each is asked with.

use crate::document::{At, Document};

/// Method, path, id, summary, parameters by place and name, schema of the answer.
type Operation = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    (&'static str, &'static str),
);

const OPERATIONS: &[Operation] = &[
    (
        "get",
        "/unified/ats/candidates/{id}",
        "getCandidates",
        "Get Candidates",
        &[
            ("path", "id"),
            ("query", "organization_id"),
            ("query", "job_id"),
            ("query", "integrated_account_id"),
            ("query", "truto_response_format"),
            ("query", "truto_ignore_remote_data"),
            ("query", "truto_exclude_fields"),
            ("query", "remote_query"),
        ],
        ("200", "Candidate"),
    ),
    (
        "post",
        "/unified/ats/candidates",
        "createCandidates",
        "Create Candidates",
        &[
            ("header", "Idempotency-Key"),
            ("query", "job_id"),
            ("query", "application_source"),
            ("query", "integrated_account_id"),
            ("query", "truto_response_format"),
            ("query", "truto_ignore_remote_data"),
            ("query", "truto_exclude_fields"),
            ("query", "remote_query"),
        ],
        ("2XX", "Candidate"),
    ),
    (
        "get",
        "/unified/ats/applications",
        "listApplications",
        "List Applications",
        &[
            ("query", "created_at"),
            ("query", "updated_at"),
            ("query", "job_id"),
            ("query", "candidate_id"),
            ("query", "jobs"),
            ("query", "integrated_account_id"),
            ("query", "truto_response_format"),
            ("query", "truto_key_by"),
            ("query", "truto_ignore_limit"),
            ("query", "truto_ignore_remote_data"),
            ("query", "truto_exclude_fields"),
            ("query", "remote_query"),
            ("query", "limit"),
            ("query", "next_cursor"),
        ],
        ("200", "ApplicationList"),
    ),
    (
        "get",
        "/unified/ats/applications/{id}",
        "getApplications",
        "Get Applications",
        &[
            ("path", "id"),
            ("query", "jobs"),
            ("query", "integrated_account_id"),
            ("query", "truto_response_format"),
            ("query", "truto_ignore_remote_data"),
            ("query", "truto_exclude_fields"),
            ("query", "remote_query"),
        ],
        ("200", "ApplicationRecord"),
    ),
];

/// Every difference between the spec and the table.
pub fn check(document: &Document) -> Vec<String> {
    let mut problems = Vec::new();
    for (method, path, id, summary, parameters, (status, schema)) in OPERATIONS {
        let Some(operation) = document.at(&["paths", path, method]) else {
            problems.push(format!("{id} is not there"));
            continue;
        };
        let mut same = |what: &str, found: String, expected: String| {
            if found != expected {
                problems.push(format!("{id}: {what} is {found}, not {expected}"));
            }
        };
        same("the id", operation.text("operationId").into(), (*id).into());
        same(
            "the summary",
            operation.text("summary").into(),
            (*summary).into(),
        );
        let list = operation
            .get("parameters")
            .map_or_else(Vec::new, |list| list.items());
        let list: Vec<At<'_>> = list.iter().map(At::resolved).collect();
        let found: Vec<_> = list
            .iter()
            .map(|it| (it.text("in"), it.text("name")))
            .collect();
        same(
            "the parameters",
            format!("{found:?}"),
            format!("{parameters:?}"),
        );
        let answer = ["responses", status, "content", "application/json", "schema"];
        let answer = answer
            .iter()
            .try_fold(operation.clone(), |at, key| at.get(key));
        let found = answer.map_or("", |answer| answer.text("$ref"));
        same(
            "the answer",
            found.into(),
            format!("#/components/schemas/{schema}"),
        );
        let listed = document.at(&crate::spec::OPERATION).unwrap();
        let errors = |at: &At<'_>| -> Vec<String> {
            let all = at.get("responses").map_or_else(Vec::new, |all| all.keys());
            let errors = all.into_iter().filter(|key| !key.starts_with('2'));
            errors.map(str::to_owned).collect()
        };
        same(
            "the errors",
            format!("{:?}", errors(&operation)),
            format!("{:?}", errors(&listed)),
        );
    }
    problems
}

#[test]
fn the_spec_has_the_other_operations_and_every_fault_is_noticed() {
    let text = std::fs::read_to_string(crate::folder().join("truto-unified-ats.yaml")).unwrap();
    let problems = check(&Document::parse(&text));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    for (from, to) in [
        ("operationId: getCandidates", "operationId: getCandidate"),
        ("name: Idempotency-Key", "name: Idempotence-Key"),
        ("summary: Get Applications", "summary: Applications"),
        ("name: application_source", "name: source"),
        ("        - name: jobs\n", "        - name: job\n"),
        ("schemas/ApplicationList\"", "schemas/CandidateList\""),
        ("        2XX:\n", "        \"201\":\n"),
        (
            "  /unified/ats/applications/{id}:",
            "  /unified/ats/application/{id}:",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(
            !check(&Document::parse(&text.replacen(from, to, 1))).is_empty(),
            "{from}"
        );
    }
}
