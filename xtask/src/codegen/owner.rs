//! Whose folder it is: codegen removes files, so it writes only where it wrote before.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, bail};
use oas_codegen::Tree;

use super::job::Job;
use super::plan::Plan;

/// How the first line of every emitted `Cargo.toml` begins.
const MARK: &str = "# Emitted by oas-codegen";

/// Refuses a folder that holds something else than an emitted crate, from a look at its
/// uppermost level: a foreign folder may be large.
pub(super) fn top_level(job: &Job, tree: &Tree, check: bool) -> anyhow::Result<()> {
    // Checking takes nothing away, and what `generated/` should hold is known.
    if is_marked(&job.out)? || (job.own && check) {
        return Ok(());
    }
    let listing = match fs::read_dir(&job.out) {
        Ok(listing) => listing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(error)
                .with_context(|| format!("cannot read the folder `{}`", job.out_name));
        }
    };
    for entry in listing {
        let name = entry
            .with_context(|| format!("cannot read the folder `{}`", job.out_name))?
            .file_name();
        let ours = job.ignored().iter().any(|ignored| name == *ignored)
            || tree
                .iter()
                .any(|(path, _)| path.split('/').next().is_some_and(|first| name == first));
        if !ours {
            return refuse(job, Path::new(&name));
        }
    }
    Ok(())
}

/// Refuses to change or remove anything in a folder without the mark. To add what is missing
/// is safe: so an interrupted first run is completed.
pub(super) fn nothing_lost(job: &Job, plan: &Plan<'_>) -> anyhow::Result<()> {
    if plan.only_adds() || is_marked(&job.out)? {
        return Ok(());
    }
    let changed = plan.changed.iter().map(|file| Path::new(file.path));
    let extra = plan.extra.iter().map(|path| path.as_path());
    match changed.chain(extra).next() {
        Some(path) => refuse(job, path),
        None => Ok(()),
    }
}

fn refuse(job: &Job, example: &Path) -> anyhow::Result<()> {
    bail!(
        "`{}` holds files that codegen did not write, such as `{}`: the first line of its Cargo.toml does not \
         begin with `{MARK}`. Nothing was written; give an empty folder, or remove this one yourself",
        job.out_name,
        example.display()
    )
}

/// Whether the folder holds a manifest with the mark.
fn is_marked(folder: &Path) -> anyhow::Result<bool> {
    let manifest = folder.join("Cargo.toml");
    // A link may lead to a manifest that is ours in a folder that is not.
    let is_file = fs::symlink_metadata(&manifest).is_ok_and(|metadata| metadata.is_file());
    if !is_file {
        return Ok(false);
    }
    let mut beginning = Vec::new();
    fs::File::open(&manifest)
        .and_then(|file| file.take(MARK.len() as u64).read_to_end(&mut beginning))
        .with_context(|| format!("cannot read `{}`", manifest.display()))?;
    Ok(beginning == MARK.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_at_the_very_beginning() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_marked(folder.path()).unwrap());
        for (text, marked) in [
            ("# Emitted by oas-codegen 0.1.0 from pets.yaml.\n", true),
            ("# Emitted by oas-codegen", true),
            ("# Emitted by", false),
            ("\n# Emitted by oas-codegen", false),
            ("[package]\n# Emitted by oas-codegen\n", false),
        ] {
            fs::write(folder.path().join("Cargo.toml"), text).unwrap();
            assert_eq!(is_marked(folder.path()).unwrap(), marked, "{text}");
        }
    }
}
