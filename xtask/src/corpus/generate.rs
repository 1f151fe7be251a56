//! A crate of each document, made by `codegen` in a process of its own.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use super::documents::Document;

/// What came of a document.
#[derive(Debug, Clone)]
pub(super) enum Generated {
    /// A crate.
    Made(Counts),
    /// The document has faults that cannot be worked around.
    Refused { counts: Counts, first: String },
    /// The generator came down.
    Failed(String),
}

/// What the generator counted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) declared: u64,
    pub(super) emitted: u64,
    pub(super) schemas: u64,
    pub(super) types: u64,
    pub(super) errors: u64,
    pub(super) warnings: u64,
    /// Of the warnings, those of faults that were worked around.
    pub(super) worked_around: u64,
    pub(super) took: Duration,
}

impl Generated {
    pub(super) fn is_made(&self) -> bool {
        matches!(self, Self::Made(_))
    }

    pub(super) fn counts(&self) -> Option<&Counts> {
        match self {
            Self::Made(counts) | Self::Refused { counts, .. } => Some(counts),
            Self::Failed(_) => None,
        }
    }
}

/// Generates every document, several at a time; the answers are in the documents' order.
pub(super) fn all(
    documents: &[Document],
    folder: &Path,
    strict: bool,
    jobs: usize,
) -> anyhow::Result<Vec<Generated>> {
    let crates = folder.join("crates");
    // A crate of a document that is gone would be checked with the others.
    if crates.is_dir() {
        for entry in fs::read_dir(&crates).context("cannot read the folder of crates")? {
            let entry = entry.context("cannot read the folder of crates")?;
            let wanted = documents
                .iter()
                .any(|document| document.crate_name.as_str() == entry.file_name());
            if !wanted {
                fs::remove_dir_all(entry.path())
                    .with_context(|| format!("cannot remove `{}`", entry.path().display()))?;
            }
        }
    }
    let program = std::env::current_exe().context("cannot find this program")?;
    let bar = ProgressBar::new(documents.len() as u64).with_style(style("generating")?);
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Generated>>> = Mutex::new(vec![None; documents.len()]);
    std::thread::scope(|scope| {
        for _ in 0..jobs.min(documents.len()) {
            scope.spawn(|| {
                while let Some((index, document)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    documents.get(index).map(|document| (index, document))
                } {
                    bar.set_message(document.name.clone());
                    let generated = one(&program, document, &crates, strict);
                    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
                    if let Some(place) = results.get_mut(index) {
                        *place = Some(generated);
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(results
        .into_iter()
        .map(|result| result.unwrap_or_else(|| Generated::Failed("it was not reached".to_owned())))
        .collect())
}

/// A bar with a word for what is done.
pub(super) fn style(word: &str) -> anyhow::Result<ProgressStyle> {
    let template = format!("{word} {{pos}} of {{len}} [{{bar:30}}] {{msg}}");
    Ok(ProgressStyle::with_template(&template)?.progress_chars("=> "))
}

fn one(program: &Path, document: &Document, crates: &Path, strict: bool) -> Generated {
    let began = Instant::now();
    let mut command = Command::new(program);
    command.args(["codegen", "--format", "json", "--member"]);
    if !strict {
        command.arg("--lenient");
    }
    let output = command
        .arg("--spec")
        .arg(&document.path)
        .arg("--out")
        .arg(crates.join(&document.crate_name))
        .args(["--name", &document.crate_name])
        .stdin(Stdio::null())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => return Generated::Failed(format!("cannot start the generator: {error}")),
    };
    let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().next_back().unwrap_or("it said nothing");
        return Generated::Failed(format!("{}: {last}", output.status));
    };
    read(&report, began.elapsed())
}

/// The report of `codegen --format json`.
fn read(report: &Value, elapsed: Duration) -> Generated {
    let number = |pointer: &str| report.pointer(pointer).and_then(Value::as_u64).unwrap_or(0);
    let diagnostics = report.pointer("/diagnostics").and_then(Value::as_array);
    let of = |severity: &'static str| {
        diagnostics
            .into_iter()
            .flatten()
            .filter(move |it| it.pointer("/severity").and_then(Value::as_str) == Some(severity))
    };
    let counts = Counts {
        declared: number("/summary/operations/declared"),
        emitted: number("/summary/operations/emitted"),
        schemas: number("/summary/schemas"),
        types: number("/summary/types"),
        errors: of("error").count() as u64,
        warnings: of("warning").count() as u64,
        worked_around: of("warning")
            .filter(|it| it.pointer("/instead").is_some_and(Value::is_string))
            .count() as u64,
        took: report
            .pointer("/milliseconds")
            .and_then(Value::as_u64)
            .map_or(elapsed, Duration::from_millis),
    };
    if report.pointer("/outcome").and_then(Value::as_str) == Some("written") {
        return Generated::Made(counts);
    }
    let first = of("error").next().map_or_else(
        || "no reason was given".to_owned(),
        |it| {
            let text = |key: &str| it.pointer(key).and_then(Value::as_str).unwrap_or_default();
            let line = it.pointer("/line").and_then(Value::as_u64).unwrap_or(0);
            format!("line {line}: {}: {}", text("/code"), text("/message"))
        },
    );
    Generated::Refused { counts, first }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_report_is_counted() {
        let warning = |instead: Value| json!({"severity": "warning", "instead": instead});
        let report = json!({
            "outcome": "written", "milliseconds": 7,
            "summary": {"operations": {"declared": 3, "emitted": 2}, "schemas": 4, "types": 5},
            "diagnostics": [warning(Value::Null), warning(json!("left out")), {"severity": "note"}],
        });
        let Generated::Made(counts) = read(&report, Duration::ZERO) else {
            panic!("it was made");
        };
        assert_eq!((counts.declared, counts.emitted), (3, 2));
        assert_eq!((counts.warnings, counts.worked_around), (2, 1));
        assert_eq!(counts.took, Duration::from_millis(7));
    }

    #[test]
    fn a_refusal_has_its_first_fault() {
        let report = json!({
            "outcome": "refused",
            "diagnostics": [{"severity": "error", "line": 3, "code": "syntax", "message": "no"}],
        });
        let Generated::Refused { first, counts } = read(&report, Duration::ZERO) else {
            panic!("it was refused");
        };
        assert_eq!(first, "line 3: syntax: no");
        assert_eq!(counts.errors, 1);
    }
}
