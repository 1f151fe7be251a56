//! What became of the documents, for people and for programs.

use serde_json::{Value, json};

use super::Row;
use super::check::Checked;
use super::generate::Generated;
use crate::output::counted;

/// A table with a line for each document, and the reasons of those that failed below it.
pub(super) fn text(rows: &[Row], check: bool) -> String {
    let mut lines = vec![format!(
        "{:<28}{:>9}{:>14}{:>9}{:>7}{:>10}{:>8}{:>13}{:>11}  outcome",
        "document",
        "KiB",
        "operations",
        "schemas",
        "types",
        "warnings",
        "faults",
        "generate ms",
        "check ms"
    )];
    for row in rows {
        lines.push(line(row, check));
    }
    for row in rows.iter().filter(|row| !row.good(check)) {
        lines.push(format!("{}: {}", row.document.name, reason(row)));
    }
    let good = rows.iter().filter(|row| row.good(check)).count();
    let word = if check {
        "generated and compiled"
    } else {
        "generated"
    };
    lines.push(format!(
        "{good} of {} {word}",
        counted(rows.len(), "document")
    ));
    lines.join("\n")
}

fn line(row: &Row, check: bool) -> String {
    let counts = row.generated.counts().copied().unwrap_or_default();
    let checked = match &row.checked {
        Some(Checked::Good { took: Some(took) }) => took.as_millis().to_string(),
        Some(Checked::Good { took: None }) => "kept".to_owned(),
        _ => "-".to_owned(),
    };
    format!(
        "{:<28}{:>9}{:>14}{:>9}{:>7}{:>10}{:>8}{:>13}{checked:>11}  {}",
        row.document.name,
        row.document.bytes.div_ceil(1024),
        format!("{} of {}", counts.emitted, counts.declared),
        counts.schemas,
        counts.types,
        counts.warnings - counts.worked_around,
        counts.worked_around + counts.errors,
        counts.took.as_millis(),
        outcome(row, check),
    )
}

/// One word for what came of a document.
fn outcome(row: &Row, check: bool) -> &'static str {
    match (&row.generated, &row.checked) {
        (Generated::Failed(_), _) => "GENERATOR FAILED",
        (Generated::Refused { .. }, _) => "refused",
        (Generated::Made(_), Some(Checked::Good { .. })) => "compiles",
        (Generated::Made(_), None) if !check => "generated",
        (Generated::Made(_), _) => "DOES NOT COMPILE",
    }
}

fn reason(row: &Row) -> String {
    match (&row.generated, &row.checked) {
        (Generated::Failed(reason), _) => reason.clone(),
        (Generated::Refused { counts, first }, _) => {
            format!("{}; the first: {first}", counted_errors(counts.errors))
        }
        (Generated::Made(_), Some(Checked::Bad { errors, first })) => {
            format!("{}; the first: {first}", counted(*errors, "compiler error"))
        }
        (Generated::Made(_), _) => "it was not checked".to_owned(),
    }
}

fn counted_errors(errors: u64) -> String {
    counted(usize::try_from(errors).unwrap_or(usize::MAX), "error")
}

/// One JSON object with an element for each document.
pub(super) fn json(rows: &[Row], check: bool) -> String {
    let documents: Vec<Value> = rows
        .iter()
        .map(|row| {
            let counts = row.generated.counts().copied().unwrap_or_default();
            let good = row.good(check);
            json!({
                "document": row.document.name,
                "crate": row.document.crate_name,
                "bytes": row.document.bytes,
                "operations": {"declared": counts.declared, "emitted": counts.emitted},
                "schemas": counts.schemas,
                "types": counts.types,
                "errors": counts.errors,
                "warnings": counts.warnings,
                "worked_around": counts.worked_around,
                "generate_milliseconds": counts.took.as_millis(),
                "check_milliseconds": match &row.checked {
                    Some(Checked::Good { took: Some(took) }) => json!(took.as_millis()),
                    _ => Value::Null,
                },
                "outcome": outcome(row, check).to_lowercase(),
                "reason": (!good).then(|| reason(row)),
            })
        })
        .collect();
    json!({ "documents": documents }).to_string()
}
