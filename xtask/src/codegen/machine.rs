//! `--format json`: findings and outcome as one JSON object on standard output.
//!
//! ```json
//! {
//!   "crate": "pets", "outcome": "written", "milliseconds": 12, "overlays": ["mended.yaml"],
//!   "diagnostics": [{
//!     "severity": "warning", "code": "unknown-keyword", "message": "…", "help": "…", "instead": null,
//!     "pointer": "#/paths/~1pets/get/foo", "file": "pets.yaml", "line": 7, "column": 5
//!   }],
//!   "summary": {"operations": {"declared": 3, "emitted": 3}, "schemas": 2, "types": 3, "incoming_requests": 0},
//!   "files": {"missing": [], "changed": ["src/lib.rs"], "extra": [], "unchanged": 12}
//! }
//! ```
//!
//! `outcome` is `refused` (`files` is null), `written`, or with `--check` `same` or `different`.

use std::time::Instant;

use oas_codegen::diagnostics::render;
use oas_codegen::{Diagnostic, Source, Summary};
use serde_json::{Value, json};

use super::job::Job;
use super::plan::Plan;

/// What a run came to.
pub(super) fn report(
    job: &Job,
    outcome: &str,
    findings: &[Diagnostic],
    source: &Source,
    summary: Summary,
    plan: Option<&Plan<'_>>,
    began: Instant,
) -> String {
    let diagnostics: Vec<Value> = findings.iter().map(|it| diagnostic(it, source)).collect();
    let overlays: Vec<&str> = job.overlays.iter().map(|(_, name)| name.as_str()).collect();
    json!({
        "crate": job.name.as_str(),
        "outcome": outcome,
        "overlays": overlays,
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
        "files": plan.map(files),
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
