//! The files in memory against the files on disk: what is missing, changed, extra.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::place;

/// What writing would do. Making it writes nothing.
#[derive(Debug, Default)]
pub(super) struct Plan<'t> {
    /// Files that are not there.
    pub(super) missing: Vec<NewFile<'t>>,
    /// Files with other bytes.
    pub(super) changed: Vec<ChangedFile<'t>>,
    /// What does not belong there, relative to the folder.
    pub(super) extra: Vec<PathBuf>,
    /// What stands in the way of a file and is not ours to remove.
    pub(super) in_the_way: Vec<Obstacle>,
    /// How many files have the right bytes.
    pub(super) unchanged: usize,
}

/// A file to be written. The path is relative, with `/` between its parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewFile<'t> {
    pub(super) path: &'t str,
    pub(super) bytes: &'t [u8],
}

/// A file to be replaced.
#[derive(Debug)]
pub(super) struct ChangedFile<'t> {
    pub(super) path: &'t str,
    pub(super) bytes: &'t [u8],
    /// The bytes on disk; none if what stands there is no ordinary file.
    pub(super) old: Option<Vec<u8>>,
}

/// A folder where a file must be, or something else where a folder must be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Obstacle {
    pub(super) path: String,
    pub(super) what: &'static str,
}

impl<'t> Plan<'t> {
    /// Compares files with those below `folder`, which need not exist. `ignored` are names in
    /// that folder that are left alone.
    pub(super) fn new(
        folder: &Path,
        files: impl Iterator<Item = (&'t str, &'t [u8])>,
        ignored: &[&str],
    ) -> anyhow::Result<Self> {
        let entries = entries(folder, ignored)?;
        let mut plan = Self::default();
        let mut wanted = BTreeSet::new();
        let mut in_the_way = BTreeSet::new();
        for (path, bytes) in files {
            if path.is_empty() || place::with_slashes(Path::new(path)).as_deref() != Some(path) {
                bail!(
                    "the generator gave a file the path `{path}`: this is a fault of the generator"
                );
            }
            wanted.insert(PathBuf::from(path));
            if let Some(obstacle) = above(path, &entries) {
                in_the_way.insert(obstacle);
                continue;
            }
            match entries.get(Path::new(path)) {
                None => plan.missing.push(NewFile { path, bytes }),
                Some(Entry::Folder) => {
                    in_the_way.insert(Obstacle {
                        path: path.to_owned(),
                        what: "a folder stands where a file must be",
                    });
                }
                Some(Entry::Other) => plan.changed.push(ChangedFile {
                    path,
                    bytes,
                    old: None,
                }),
                Some(Entry::File) => {
                    let place = folder.join(path);
                    let old = fs::read(&place)
                        .with_context(|| format!("cannot read `{}`", place.display()))?;
                    if old == bytes {
                        plan.unchanged += 1;
                    } else {
                        plan.changed.push(ChangedFile {
                            path,
                            bytes,
                            old: Some(old),
                        });
                    }
                }
            }
        }
        let blocking = |path: &Path| {
            in_the_way
                .iter()
                .any(|obstacle| Path::new(&obstacle.path) == path)
        };
        plan.extra = entries
            .iter()
            .filter(|(path, entry)| {
                **entry != Entry::Folder && !wanted.contains(*path) && !blocking(path)
            })
            .map(|(path, _)| path.clone())
            .collect();
        plan.in_the_way = in_the_way.into_iter().collect();
        Ok(plan)
    }

    /// How many files the crate has.
    pub(super) fn files(&self) -> usize {
        self.missing.len() + self.changed.len() + self.unchanged
    }

    /// Whether the disk holds these files and no others.
    pub(super) fn is_fulfilled(&self) -> bool {
        self.missing.is_empty()
            && self.changed.is_empty()
            && self.extra.is_empty()
            && self.in_the_way.is_empty()
    }

    /// Whether writing would take nothing away that is there.
    pub(super) fn only_adds(&self) -> bool {
        self.changed.is_empty() && self.extra.is_empty()
    }

    /// Whether this file is written, new or in place of another.
    pub(super) fn writes(&self, path: &str) -> bool {
        self.missing.iter().any(|file| file.path == path)
            || self.changed.iter().any(|file| file.path == path)
    }

    /// Refuses to write where a folder and a file would have the same path.
    pub(super) fn nothing_in_the_way(&self, folder_name: &str) -> anyhow::Result<()> {
        let Some(first) = self.in_the_way.first() else {
            return Ok(());
        };
        let others = match self.in_the_way.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more like it)"),
        };
        bail!(
            "`{}`: {}{others}; nothing was written. Move it away and run again",
            Path::new(folder_name).join(&first.path).display(),
            first.what
        )
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    File,
    Folder,
    /// A symbolic link, which is not followed, or something stranger.
    Other,
}

impl From<FileType> for Entry {
    fn from(file_type: FileType) -> Self {
        if file_type.is_dir() {
            Self::Folder
        } else if file_type.is_file() {
            Self::File
        } else {
            Self::Other
        }
    }
}

/// Everything below a folder, by relative path.
fn entries(folder: &Path, ignored: &[&str]) -> anyhow::Result<BTreeMap<PathBuf, Entry>> {
    let mut entries = BTreeMap::new();
    let mut open = vec![PathBuf::new()];
    while let Some(below) = open.pop() {
        let place = folder.join(&below);
        let cannot_read = || format!("cannot read the folder `{}`", place.display());
        let listing = match fs::read_dir(&place) {
            Ok(listing) => listing,
            Err(error)
                if below.as_os_str().is_empty() && error.kind() == io::ErrorKind::NotFound =>
            {
                break;
            }
            Err(error) => return Err(error).with_context(cannot_read),
        };
        for entry in listing {
            let entry = entry.with_context(cannot_read)?;
            let name = entry.file_name();
            if below.as_os_str().is_empty() && ignored.iter().any(|ignored| name == *ignored) {
                continue;
            }
            let path = below.join(name);
            let kind = Entry::from(entry.file_type().with_context(cannot_read)?);
            if kind == Entry::Folder {
                open.push(path.clone());
            }
            entries.insert(path, kind);
        }
    }
    Ok(entries)
}

/// The first thing above a path that is there and is no folder.
fn above(path: &str, entries: &BTreeMap<PathBuf, Entry>) -> Option<Obstacle> {
    path.match_indices('/').find_map(|(end, _)| {
        let parent = path.get(..end)?;
        let what = match entries.get(Path::new(parent))? {
            Entry::Folder => return None,
            Entry::File => "a file stands where a folder must be",
            Entry::Other => "a symbolic link stands where a folder must be",
        };
        Some(Obstacle {
            path: parent.to_owned(),
            what,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Files = [(&'static str, &'static [u8])];

    const FILES: &Files = &[
        ("Cargo.toml", b"x"),
        ("src/a.rs", b"a"),
        ("src/m/b.rs", b"b"),
    ];

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let place = folder.path().join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, text).unwrap();
        }
        folder
    }

    fn plan(folder: &Path, ignored: &[&str]) -> Plan<'static> {
        Plan::new(folder, FILES.iter().copied(), ignored).unwrap()
    }

    #[test]
    fn a_folder_that_is_not_there_misses_everything() {
        let folder = tempfile::tempdir().unwrap();
        let plan = plan(&folder.path().join("none"), &[]);
        assert_eq!(plan.missing.len(), 3);
        assert!(plan.only_adds() && !plan.is_fulfilled());
    }

    #[test]
    fn each_difference_has_its_kind() {
        let folder = folder(&[
            ("Cargo.toml", "x"),
            ("src/a.rs", "other"),
            ("src/old.rs", ""),
            ("target/debug/x", ""),
            ("src/target/y", ""),
        ]);
        let plan = plan(folder.path(), &["target"]);
        assert_eq!(plan.unchanged, 1);
        assert_eq!(plan.changed[0].path, "src/a.rs");
        assert_eq!(plan.changed[0].old.as_deref(), Some(b"other".as_slice()));
        assert_eq!(plan.missing[0].path, "src/m/b.rs");
        assert_eq!(
            plan.extra,
            [Path::new("src/old.rs"), Path::new("src/target/y")]
        );
        assert_eq!(plan.files(), 3);
        assert!(plan.writes("src/a.rs") && plan.writes("src/m/b.rs") && !plan.writes("Cargo.toml"));
    }

    #[test]
    fn files_and_folders_in_each_others_place_are_obstacles() {
        let folder = folder(&[("Cargo.toml/mine", ""), ("src/m", "")]);
        let plan = plan(folder.path(), &[]);
        let paths: Vec<&str> = plan
            .in_the_way
            .iter()
            .map(|obstacle| obstacle.path.as_str())
            .collect();
        assert_eq!(paths, ["Cargo.toml", "src/m"]);
        assert_eq!(plan.extra, [Path::new("Cargo.toml/mine")]);
        let error = plan.nothing_in_the_way("out").unwrap_err().to_string();
        assert!(
            error.starts_with("`out/Cargo.toml`: a folder stands where a file must be (and 1 more"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_seen_and_not_followed() {
        use std::os::unix::fs::symlink;
        let elsewhere = folder(&[("b.rs", "b"), ("precious", "")]);
        let folder = folder(&[("Cargo.toml", "x"), ("src/real.rs", "a")]);
        symlink("real.rs", folder.path().join("src/a.rs")).unwrap();
        symlink(elsewhere.path(), folder.path().join("src/m")).unwrap();
        symlink(elsewhere.path(), folder.path().join("more")).unwrap();
        let plan = plan(folder.path(), &[]);
        assert_eq!(plan.changed[0].path, "src/a.rs");
        assert!(plan.changed[0].old.is_none());
        assert_eq!(
            plan.in_the_way[0].what,
            "a symbolic link stands where a folder must be"
        );
        assert_eq!(plan.extra, [Path::new("more"), Path::new("src/real.rs")]);
    }

    #[test]
    fn a_path_that_leaves_the_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["../x", "/x", "a//b", "./a", ""] {
            let files: [(&str, &[u8]); 1] = [(path, b"")];
            assert!(
                Plan::new(folder.path(), files.into_iter(), &[]).is_err(),
                "{path}"
            );
        }
    }
}
