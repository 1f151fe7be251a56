//! `cargo xtask spec-diff`: two documents, or two listings.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use oas_codegen::Options;
use oas_codegen::changes::{Class, compare};
use oas_codegen::listing::Listing;

use super::machine;
use crate::cli::SpecDiffArguments;
use crate::codegen::{Beside, Findings, text};
use crate::output;

pub(crate) fn run(arguments: &SpecDiffArguments) -> anyhow::Result<ExitCode> {
    let name = name_of(&arguments.new);
    // Both are read, so that one run names the faults of both.
    let old = listing(&arguments.old, &name, arguments.lenient)?;
    let new = listing(&arguments.new, &name, arguments.lenient)?;
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(ExitCode::FAILURE);
    };
    let report = compare(&old, &new);
    let shown = if arguments.json {
        machine::as_json(&report).to_string()
    } else if arguments.markdown {
        report.to_markdown()
    } else {
        report.to_string()
    };
    output::print(shown.trim_end())?;
    let denied = arguments.deny.map(Class::from);
    let is_denied = denied.is_some_and(|denied| report.verdict.class >= Some(denied));
    Ok(if is_denied {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// What the crate of a document is called here: as its file, as far as a crate can be.
fn name_of(document: &Path) -> String {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy();
    let letters = stem.chars().map(|letter| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    });
    let name: String = letters.collect();
    let name = name.trim_matches(|letter: char| !letter.is_ascii_lowercase());
    if name.is_empty() {
        "client".to_owned()
    } else {
        name.to_owned()
    }
}

/// The listing of a document or of a crate; none if the document's faults have been told.
fn listing(path: &Path, name: &str, lenient: bool) -> anyhow::Result<Option<Listing>> {
    let shown = path.display().to_string();
    if path.extension().is_some_and(|extension| extension == "txt") {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the listing `{shown}`"))?;
        let listing = Listing::parse(&text)
            .map_err(|error| anyhow::anyhow!("{shown}:{}: {}", error.line, error.message))?;
        return Ok(Some(listing));
    }
    let place = path
        .canonicalize()
        .with_context(|| format!("cannot read the document `{shown}`"))?;
    let source = text("document", &place, &shown)?;
    let options = Options::new(name).lenient(lenient);
    let beside = Beside::new(&place, None, false)?;
    let outcome = oas_codegen::generate(&source, &options, &|path| beside.read(path));
    let findings = Findings::of(&outcome.diagnostics);
    if findings.refuse(false) {
        findings.tell(&outcome.diagnostics, &source, false);
        output::tell(&format!("{shown}: {}", findings.refusal(false, true)));
        return Ok(None);
    }
    if outcome.listing.is_none() {
        bail!("the generator gave neither a crate nor a reason: this is a fault of the generator");
    }
    Ok(outcome.listing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_called_as_its_document() {
        for (path, name) in [
            ("specs/Pet Store_2.yaml", "pet-store"),
            ("pets.v1.json", "pets-v"),
            ("2024.yaml", "client"),
            ("api.yaml", "api"),
        ] {
            assert_eq!(name_of(Path::new(path)), name, "{path}");
        }
    }
}
