//! Documents of other companies, through the generator, in memory.
//!
//! What the generator does not understand yet is a diagnostic; here it must not panic. That
//! the crates compile is not asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use oas_codegen::{Options, Severity, Source, Summary};

use crate::output::{self, counted};

/// What became of a document.
struct Made {
    summary: Summary,
    files: usize,
    errors: usize,
    warnings: usize,
    took: Duration,
}

/// Generates a crate from every document of a folder and prints what came of them.
pub(super) fn run(folder: &Path) -> anyhow::Result<bool> {
    let documents = documents(folder)?;
    if documents.is_empty() {
        bail!("there are no documents in `{}`", folder.display());
    }
    output::print(&format!(
        "  {:<28}{:>16}{:>8}{:>7}{:>8}{:>10}{:>8}",
        "document", "operations", "types", "files", "errors", "warnings", "ms"
    ))?;
    let mut panics = 0;
    for document in &documents {
        let name = document
            .file_name()
            .unwrap_or_default()
            .display()
            .to_string();
        let text = fs::read_to_string(document).with_context(|| format!("cannot read `{name}`"))?;
        match made(&name, text)? {
            Some(made) => output::print(&line(&name, &made))?,
            None => {
                panics += 1;
                output::print(&format!("  {name:<28} FAULT the generator panicked"))?;
            }
        }
    }
    output::print(&format!(
        "  {}, {}",
        counted(documents.len(), "document"),
        counted(panics, "panic")
    ))?;
    Ok(panics == 0)
}

fn documents(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
    let mut documents = Vec::new();
    for entry in entries {
        let path = entry
            .with_context(|| format!("cannot read the folder `{}`", folder.display()))?
            .path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("json" | "yaml" | "yml")) {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
}

/// None when the generator panicked. It runs on a thread, which has less stack than the main
/// one: what is well here is well there.
fn made(name: &str, text: String) -> anyhow::Result<Option<Made>> {
    let name = name.to_owned();
    let thread = thread::Builder::new()
        .name(name.clone())
        .spawn(move || generate(name, text))
        .context("cannot start a thread")?;
    Ok(thread.join().ok())
}

fn generate(name: String, text: String) -> Made {
    let began = Instant::now();
    let source = Source::new(name, text);
    let options = Options::new("corpus-check");
    let outcome = oas_codegen::generate(&source, &options, &|_| {
        Err("the documents stand alone: no other file is read".to_owned())
    });
    let count = |severity| {
        let diagnostics = outcome.diagnostics.iter();
        diagnostics.filter(|it| it.severity == severity).count()
    };
    Made {
        summary: outcome.summary,
        files: outcome.tree.as_ref().map_or(0, oas_codegen::Tree::len),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        took: began.elapsed(),
    }
}

fn line(name: &str, made: &Made) -> String {
    let summary = &made.summary;
    let operations = format!(
        "{} of {}",
        summary.operations_emitted, summary.operations_declared
    );
    format!(
        "  {name:<28}{operations:>16}{:>8}{:>7}{:>8}{:>10}{:>8}",
        summary.types_emitted,
        made.files,
        made.errors,
        made.warnings,
        made.took.as_millis()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_with_faults_is_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.yaml"), "openapi: 3.1.0\n").unwrap();
        fs::write(folder.path().join("b.json"), "{").unwrap();
        fs::write(folder.path().join("README.md"), "# no document").unwrap();
        assert_eq!(documents(folder.path()).unwrap().len(), 2);
        assert!(run(folder.path()).unwrap());
    }

    #[test]
    fn a_folder_without_documents_is_one() {
        let folder = tempfile::tempdir().unwrap();
        assert!(run(folder.path()).is_err());
        assert!(run(&folder.path().join("missing")).is_err());
    }

    #[test]
    fn the_line_of_a_document_says_what_came_of_it() {
        let made = generate("a.yaml".to_owned(), "openapi: 3.1.0\n".to_owned());
        assert!(made.errors > 0 && made.files == 0);
        assert!(line("a.yaml", &made).starts_with("  a.yaml  "));
    }
}
