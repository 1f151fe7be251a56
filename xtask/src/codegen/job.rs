//! What is to be made from what, and where: the flags, thought through.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::name::PackageName;
use super::place;
use crate::cli::{CodegenArguments, OtherDocument};
use crate::workspace::Workspace;

const OWN_DOCUMENT: &str = "spec/truto-unified-ats.yaml";
/// Where `cargo xtask release-notes` writes the changelog that codegen puts beside the crate.
const OWN_CHANGELOG: &str = crate::changes::CHANGELOG;
const OWN_FOLDER: &str = "generated";
const OWN_NAME: &str = "truto-ats";

/// One crate to make.
#[derive(Debug)]
pub(super) struct Job {
    /// The name of the crate.
    pub(super) name: PackageName,
    /// The document, without symbolic links.
    pub(super) document: PathBuf,
    /// The document as messages name it.
    pub(super) document_name: String,
    /// The folder of the crate, without symbolic links; it need not exist.
    pub(super) out: PathBuf,
    /// The folder as messages name it.
    pub(super) out_name: String,
    /// The way from that folder to `oas-runtime`.
    pub(super) runtime: String,
    /// Whether the crate is a workspace of its own.
    pub(super) standalone: bool,
    /// Whether a warning is as bad as an error.
    pub(super) deny_warnings: bool,
    /// Whether this is the repository's own crate.
    pub(super) own: bool,
    /// The file with the changelog of the crate, if there can be one.
    changelog: Option<PathBuf>,
}

impl Job {
    pub(super) fn new(arguments: &CodegenArguments, workspace: &Workspace) -> anyhow::Result<Self> {
        match &arguments.other {
            None => Self::own(workspace),
            Some(other) => Self::other(other, arguments.deny_warnings, workspace),
        }
    }

    /// The repository's own document: it must be free of warnings.
    fn own(workspace: &Workspace) -> anyhow::Result<Self> {
        let name = OWN_NAME
            .parse::<PackageName>()
            .map_err(anyhow::Error::msg)?;
        let (document, out) = (
            workspace.root().join(OWN_DOCUMENT),
            workspace.root().join(OWN_FOLDER),
        );
        let mut job = Self::between(name, &document, &out, workspace)?;
        job.document_name = OWN_DOCUMENT.to_owned();
        job.out_name = OWN_FOLDER.to_owned();
        job.deny_warnings = true;
        job.own = true;
        job.changelog = Some(workspace.root().join(OWN_CHANGELOG));
        Ok(job)
    }

    fn other(
        other: &OtherDocument,
        deny_warnings: bool,
        workspace: &Workspace,
    ) -> anyhow::Result<Self> {
        let mut job = Self::between(other.name.clone(), &other.spec, &other.out, workspace)?;
        job.standalone &= !other.member;
        job.deny_warnings = deny_warnings;
        Ok(job)
    }

    fn between(
        name: PackageName,
        document: &Path,
        out: &Path,
        workspace: &Workspace,
    ) -> anyhow::Result<Self> {
        let document_name = document.display().to_string();
        let out_name = out.display().to_string();
        let document = document
            .canonicalize()
            .with_context(|| format!("cannot read the document `{document_name}`"))?;
        let out = place::resolve(out)?;
        if document.starts_with(&out) {
            bail!(
                "`{out_name}` holds the document itself, which would be removed: give another folder"
            );
        }
        Ok(Self {
            name,
            runtime: place::relative(&out, &workspace.runtime())?,
            standalone: !workspace.has_member(&out)?,
            document,
            document_name,
            out,
            out_name,
            deny_warnings: false,
            own: false,
            changelog: None,
        })
    }

    /// The text of the changelog, if the crate has one.
    pub(super) fn changelog(&self) -> anyhow::Result<Option<String>> {
        let Some(file) = self.changelog.as_ref().filter(|file| file.is_file()) else {
            return Ok(None);
        };
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("cannot read `{OWN_CHANGELOG}`"))?;
        Ok(Some(text.replace("\r\n", "\n")))
    }

    /// A path in the crate's folder as messages name it.
    pub(super) fn shown(&self, path: impl AsRef<Path>) -> String {
        Path::new(&self.out_name).join(path).display().to_string()
    }

    /// Names in the crate's folder that are neither made nor removed: what git and, in a
    /// workspace of its own, cargo keep there.
    pub(super) fn ignored(&self) -> &'static [&'static str] {
        if self.standalone {
            &[".git", "target", "Cargo.lock"]
        } else {
            &[".git"]
        }
    }

    /// What to type to have the crate written.
    pub(super) fn command(&self) -> String {
        if self.own {
            "`cargo xtask codegen`".to_owned()
        } else {
            "the same command without --check".to_owned()
        }
    }
}
