//! A report for programs; `codegen --format json` says what it looks like.

use oas_codegen::changes::{Action, Change, Class, Report};
use serde_json::{Value, json};

pub(crate) fn as_json(report: &Report) -> Value {
    let verdict = &report.verdict;
    let changes: Vec<Value> = report.changes.iter().map(change).collect();
    json!({
        "class": verdict.class.map(Class::word),
        "old": verdict.old,
        "new": verdict.new,
        "needed": verdict.needed,
        "is_enough": verdict.is_enough(),
        "changes": changes,
    })
}

fn change(change: &Change) -> Value {
    json!({
        "class": change.class.word(),
        "action": change.action.word(),
        "guess": change.action == Action::Renamed { guess: true },
        "kind": change.kind.word(),
        "facet": change.facet,
        "path": change.path,
        "spec": change.spec,
        "rust": change.rust,
        "old": change.old,
        "new": change.new,
        "reason": change.reason,
    })
}
