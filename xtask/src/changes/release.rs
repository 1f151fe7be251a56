//! `cargo xtask release-notes`: the changelog of the repository's own crate.
//!
//! ```text
//! spec/released/api.txt ─┐
//! spec/ (the document) ──┴─► report ─► spec/CHANGELOG.md ─► codegen ─► generated/CHANGELOG.md
//! ```
//!
//! Everything in `generated/` is made by codegen and can be deleted at any time; so the changelog
//! lives in `spec/`, beside the listing of the version that was released last. Both are checked in.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use oas_codegen::changes::{Report, compare};
use oas_codegen::listing::{Kind, Listing};

use super::changelog::with_section;
use crate::cli::{CodegenArguments, ReleaseNotesArguments};
use crate::codegen;
use crate::output::{self, counted};
use crate::workspace::Workspace;

/// The changelog, from the root of the checkout.
pub(crate) const CHANGELOG: &str = "spec/CHANGELOG.md";

/// The listing of the version that was released last.
const RELEASED: &str = "spec/released/api.txt";

pub(crate) fn run(
    arguments: &ReleaseNotesArguments,
    workspace: &Workspace,
) -> anyhow::Result<ExitCode> {
    let Some(listing) = codegen::own_listing(workspace)? else {
        output::tell("the document has faults; nothing was written");
        return Ok(ExitCode::FAILURE);
    };
    if arguments.released {
        write(workspace.root(), RELEASED, &listing.to_string())?;
        output::print(&format!(
            "{RELEASED}: version {}, which the next notes begin at",
            listing.version().unwrap_or_default()
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    let version = listing.version().unwrap_or_default();
    let notes = match released(workspace.root())? {
        None => first(&listing),
        Some(released) => {
            let report = compare(&released, &listing);
            if !is_due(&report)? {
                return Ok(ExitCode::SUCCESS);
            }
            output::print(report.to_string().trim_end())?;
            report.to_changelog()
        }
    };
    let old = match fs::read_to_string(workspace.root().join(CHANGELOG)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{CHANGELOG}`")),
    };
    write(
        workspace.root(),
        CHANGELOG,
        &with_section(&old, version, &notes),
    )?;
    output::print(&format!("{CHANGELOG}: section {version} is written"))?;
    codegen::run(&CodegenArguments::default(), workspace)
}

/// Whether there is a version to write notes for.
fn is_due(report: &Report) -> anyhow::Result<bool> {
    let verdict = &report.verdict;
    if report.is_empty() && verdict.old == verdict.new {
        let version = verdict.old.as_deref().unwrap_or_default();
        output::print(&format!(
            "nothing changed since {version}; nothing was written"
        ))?;
        return Ok(false);
    }
    if verdict.is_enough() != Some(true) {
        output::tell(report.to_string().trim_end());
        bail!(
            "the document's `info.version` is {}, and must be {} or higher after {}; nothing was written",
            verdict.new.as_deref().unwrap_or("no version"),
            verdict.needed.as_deref().unwrap_or("a semantic version"),
            verdict.old.as_deref().unwrap_or("no version"),
        );
    }
    Ok(true)
}

/// The listing of the version that was released last, if one was.
fn released(root: &Path) -> anyhow::Result<Option<Listing>> {
    let text = match fs::read_to_string(root.join(RELEASED)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{RELEASED}`")),
    };
    let listing = Listing::parse(&text)
        .map_err(|error| anyhow::anyhow!("{RELEASED}:{}: {}", error.line, error.message))?;
    Ok(Some(listing))
}

/// The notes of a version before which there was none.
fn first(listing: &Listing) -> String {
    let of = |kind| listing.items().iter().filter(move |item| item.kind == kind);
    let mut notes = format!(
        "The first version: {}, {}.\n\n",
        counted(of(Kind::Operation).count(), "operation"),
        counted(of(Kind::Type).count(), "type")
    );
    for operation in of(Kind::Operation) {
        let fact = |key| operation.get(key).unwrap_or_default();
        notes.push_str(&format!(
            "- `{} {}` (`client.{}`)\n",
            fact("method"),
            fact("path"),
            operation.path
        ));
    }
    notes
}

/// Writes a file, and the folder that it is in.
fn write(root: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let place = root.join(path);
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder)
        .and_then(|()| {
            // Renamed when it is whole, so that no file is ever half of one.
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            std::io::Write::write_all(&mut file, text.as_bytes())?;
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                let mode =
                    fs::metadata(&place).map_or(0o644, |metadata| metadata.permissions().mode());
                file.as_file()
                    .set_permissions(fs::Permissions::from_mode(mode))?;
            }
            file.persist(&place).map_err(|error| error.error)?;
            Ok(())
        })
        .with_context(|| format!("cannot write `{path}`"))
}
