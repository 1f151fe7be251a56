//! Writing: beside, then renamed, so that no file is ever half of one and half of another.
//!
//! 1. Every new file is written under another name in the folder where it belongs. What is
//!    likely to fail, fails here, with every old file still in place.
//! 2. All are renamed to their real names, `Cargo.toml` first: it has the mark by which the
//!    next run knows the folder for its own, should this one be cut off.
//! 3. What no longer belongs is removed, and the folders that this leaves empty.
//!
//! Nothing is forced to the disk with `fsync`: the files can be made again at any time.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::TempPath;

use super::plan::Plan;

/// The file that makes a folder a package.
const MANIFEST: &str = "Cargo.toml";

/// Does what the plan says. `folder_name` is the folder as messages name it.
pub(super) fn run(folder: &Path, folder_name: &str, plan: &Plan<'_>) -> anyhow::Result<()> {
    let shown = |path: &Path| Path::new(folder_name).join(path).display().to_string();
    let mut folders = NewFolders::default();
    let mut written = Vec::new();

    for (path, bytes) in files(plan) {
        let place = folder.join(path);
        let parent = place.parent().unwrap_or(folder);
        folders
            .create(parent)
            .and_then(|()| beside(parent, bytes))
            .map(|temporary| written.push((temporary, path, place)))
            .with_context(|| {
                format!(
                    "cannot write `{}`; every file is as it was before",
                    shown(Path::new(path))
                )
            })?;
    }
    // From here on the folders are in use.
    folders.keep();

    let all = written.len();
    for (done, (temporary, path, place)) in written.into_iter().enumerate() {
        temporary.persist(&place).map_err(|error| error.error).with_context(|| {
            format!(
                "cannot replace `{}`; {done} of {all} files are already new, the others as they were before. \
                 Run again when this is mended",
                shown(Path::new(path))
            )
        })?;
    }

    for path in &plan.extra {
        fs::remove_file(folder.join(path)).with_context(|| {
            format!(
                "cannot remove `{}`; every file of the crate is written",
                shown(path)
            )
        })?;
    }
    remove_emptied(folder, &plan.extra);
    Ok(())
}

/// The files to write, the manifest first.
fn files<'t>(plan: &Plan<'t>) -> Vec<(&'t str, &'t [u8])> {
    let missing = plan.missing.iter().map(|file| (file.path, file.bytes));
    let changed = plan.changed.iter().map(|file| (file.path, file.bytes));
    let mut files: Vec<_> = missing.chain(changed).collect();
    files.sort_by_key(|(path, _)| (*path != MANIFEST, *path));
    files
}

/// A new file with these bytes in a folder. It is removed when it is dropped before it got
/// its name. It is closed at once: there may be more files than can be open together.
fn beside(folder: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".oas-codegen-").suffix(".tmp");
    #[cfg(unix)]
    {
        // As any new file: what the user's mask allows, not for the user alone.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file.into_temp_path())
}

/// Folders made for new files; they are removed again if those are not written after all.
#[derive(Debug, Default)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn create(&mut self, folder: &Path) -> io::Result<()> {
        let mut missing = Vec::new();
        let mut next = folder;
        while !next.exists() {
            missing.push(next.to_owned());
            let Some(parent) = next.parent() else { break };
            next = parent;
        }
        for folder in missing.into_iter().rev() {
            fs::create_dir(&folder)?;
            self.0.push(folder);
        }
        Ok(())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // One that is no longer empty has something in it that is not ours.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Removes the folders that held only removed files.
fn remove_emptied(folder: &Path, removed: &[PathBuf]) {
    let parents: BTreeSet<&Path> = removed
        .iter()
        .flat_map(|path| path.ancestors().skip(1))
        .filter(|parent| !parent.as_os_str().is_empty())
        .collect();
    // A folder comes before those inside it.
    for parent in parents.into_iter().rev() {
        // It fails where something is left, and that is right.
        let _ = fs::remove_dir(folder.join(parent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Files<'t> = &'t [(&'t str, &'t [u8])];

    fn write(folder: &Path, files: Files<'_>) -> anyhow::Result<()> {
        let plan = Plan::new(folder, files.iter().copied(), &[])?;
        run(folder, "out", &plan)
    }

    fn listing(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_dir() {
                    open.push(entry.path());
                }
                found.push(
                    entry
                        .path()
                        .strip_prefix(folder)
                        .unwrap()
                        .display()
                        .to_string(),
                );
            }
        }
        found.sort();
        found
    }

    #[test]
    fn files_are_made_changed_and_removed() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("a/b");
        write(
            &out,
            &[
                ("Cargo.toml", b"1"),
                ("src/x/deep/one.rs", b"1"),
                ("src/two.rs", b"2"),
            ],
        )
        .unwrap();
        let before = fs::metadata(out.join("src/two.rs"))
            .unwrap()
            .modified()
            .unwrap();
        write(
            &out,
            &[
                ("Cargo.toml", b"2"),
                ("src/two.rs", b"2"),
                ("src/three.rs", b"3"),
            ],
        )
        .unwrap();
        assert_eq!(
            listing(&out),
            ["Cargo.toml", "src", "src/three.rs", "src/two.rs"]
        );
        assert_eq!(fs::read(out.join("Cargo.toml")).unwrap(), b"2");
        assert_eq!(
            fs::metadata(out.join("src/two.rs"))
                .unwrap()
                .modified()
                .unwrap(),
            before
        );
    }

    #[test]
    fn the_manifest_is_first() {
        let root = tempfile::tempdir().unwrap();
        let all: Files<'_> = &[("A.md", b""), ("Cargo.toml", b""), ("src/lib.rs", b"")];
        let plan = Plan::new(root.path(), all.iter().copied(), &[]).unwrap();
        let paths: Vec<&str> = files(&plan).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["Cargo.toml", "A.md", "src/lib.rs"]);
    }

    #[test]
    fn a_failure_leaves_everything_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path();
        write(out, &[("Cargo.toml", b"1"), ("src/one.rs", b"1")]).unwrap();
        let all: Files<'_> = &[
            ("Cargo.toml", b"2"),
            ("new/two.rs", b"2"),
            ("src/one.rs", b"2"),
            ("tests/t.rs", b"2"),
        ];
        let plan = Plan::new(out, all.iter().copied(), &[]).unwrap();
        // Between the plan and the writing somebody else puts a file where a folder must be.
        fs::write(out.join("tests"), "mine").unwrap();
        let error = format!("{:#}", run(out, "out", &plan).unwrap_err());
        assert!(
            error.starts_with("cannot write `out/tests/t.rs`; every file is as it was before: "),
            "{error}"
        );
        assert_eq!(listing(out), ["Cargo.toml", "src", "src/one.rs", "tests"]);
        assert_eq!(fs::read(out.join("Cargo.toml")).unwrap(), b"1");
        assert_eq!(fs::read(out.join("src/one.rs")).unwrap(), b"1");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_its_target_is_not() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        fs::create_dir(&out).unwrap();
        fs::create_dir(root.path().join("elsewhere")).unwrap();
        fs::write(root.path().join("elsewhere/precious"), "mine").unwrap();
        symlink("../elsewhere/precious", out.join("a.rs")).unwrap();
        symlink("../elsewhere", out.join("link")).unwrap();
        write(&out, &[("a.rs", b"1")]).unwrap();
        assert_eq!(listing(&out), ["a.rs"]);
        assert_eq!(
            fs::read_to_string(root.path().join("elsewhere/precious")).unwrap(),
            "mine"
        );
        let mode = fs::metadata(out.join("a.rs")).unwrap().permissions().mode();
        fs::write(root.path().join("plain"), "").unwrap();
        let plain = fs::metadata(root.path().join("plain"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode, plain, "the permissions of any new file");
    }
}
