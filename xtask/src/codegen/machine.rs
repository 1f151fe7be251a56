//! `--format json`: findings and outcome as one JSON object on standard output.
//!
//! ```json
//! {
//!   "crate": "pets", "outcome": "written", "milliseconds": 12,
//!   "diagnostics": [{
//!     "severity": "warning", "code": "unknown-keyword", "message": "…", "help": "…", "instead": null,
//!     "pointer": "#/paths/~1pets/get/foo", "file": "pets.yaml", "line": 7, "column": 5
//!   }],
//!   "summary": {"operations": {"declared": 3, "emitted": 3}, "schemas": 2, "types": 3, "incoming_requests": 0},
//!   "files": {"missing": [], "changed": ["src/lib.rs"], "extra": [], "unchanged": 12},
//!   "changes": {"class": "additive", "old": "1.0.0", "new": "1.0.0", "needed": "1.1.0", "is_enough": false, "changes": [{
//!     "class": "additive", "action": "added", "guess": false, "kind": "field", "facet": null, "path": "Pet.age",
//!     "spec": "property `age` of `Pet`", "rust": "field `Pet.age: Option<i64>`", "old": null, "new": null, "reason": "…"
//!   }]}
//! }
//! ```
//!
//! `changes` is null where no crate with a listing was before. `outcome` is `refused` (`files` is null), `written`, or with `--check` `same` or `different`.

use std::time::Instant;

use oas_codegen::diagnostics::render;
use oas_codegen::{Diagnostic, Outcome, Source};
use serde_json::{Value, json};

use super::news::News;
use super::plan::Plan;
use crate::changes;

/// What a run came to.
pub(super) fn report(
    name: &str,
    outcome: &str,
    source: &Source,
    made: &Outcome,
    plan: Option<(&Plan<'_>, &News)>,
    began: Instant,
) -> String {
    let summary = made.summary;
    let diagnostics = made.diagnostics.iter().map(|it| diagnostic(it, source));
    let diagnostics: Vec<Value> = diagnostics.collect();
    json!({
        "crate": name,
        "outcome": outcome,
        "diagnostics": diagnostics,
        "summary": {
            "operations": {
                "declared": summary.operations_declared,
                "emitted": summary.operations_emitted,
            },
            "schemas": summary.schemas_declared,
            "types": summary.types_emitted,
            "incoming_requests": summary.incoming_requests,
        },
        "files": plan.map(|(plan, _)| files(plan)),
        "changes": plan.and_then(|(_, news)| news.report()).map(changes::as_json),
        "milliseconds": began.elapsed().as_millis(),
    })
    .to_string()
}

fn diagnostic(diagnostic: &Diagnostic, source: &Source) -> Value {
    let place = render(diagnostic, source);
    json!({
        "severity": diagnostic.severity.to_string(),
        "code": diagnostic.code.as_str(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "instead": diagnostic.instead,
        "pointer": diagnostic.pointer.to_string(),
        "file": place.file,
        "line": place.line,
        "column": place.column,
    })
}

fn files(plan: &Plan<'_>) -> Value {
    let missing: Vec<&str> = plan.missing.iter().map(|file| file.path).collect();
    let changed: Vec<&str> = plan.changed.iter().map(|file| file.path).collect();
    let extra: Vec<String> = plan
        .extra
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    json!({
        "missing": missing,
        "changed": changed,
        "extra": extra,
        "unchanged": plan.unchanged,
    })
}
