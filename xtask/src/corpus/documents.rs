//! Which files of a folder are documents, and what their crates are called.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// A document, and the crate that is to come of it.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) path: PathBuf,
    /// The file's name.
    pub(super) name: String,
    pub(super) crate_name: String,
    pub(super) bytes: u64,
}

/// The documents of a folder in the order of their names, as large as `largest` bytes at most.
pub(super) fn of(folder: &Path, largest: Option<u64>) -> anyhow::Result<Vec<Document>> {
    let reading = || format!("cannot read the folder `{}`", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(reading)? {
        let path = entry.with_context(reading)?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_file() && matches!(extension, Some("json" | "yaml" | "yml")) {
            paths.push(path);
        }
    }
    paths.sort();
    let mut taken = BTreeSet::new();
    let mut documents = Vec::new();
    for path in paths {
        let bytes = fs::metadata(&path)
            .with_context(|| format!("cannot read `{}`", path.display()))?
            .len();
        if largest.is_some_and(|largest| bytes > largest) {
            continue;
        }
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let base = crate_name(&name);
        let mut crate_name = base.clone();
        let mut number = 2;
        while !taken.insert(crate_name.clone()) {
            crate_name = format!("{base}-{number}");
            number += 1;
        }
        documents.push(Document {
            path,
            name,
            crate_name,
            bytes,
        });
    }
    Ok(documents)
}

/// `pet store.v1.yaml` is the crate `corpus-pet-store-v1`.
fn crate_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<String> = stem
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    format!("corpus-{}", words.join("-"))
        .trim_end_matches('-')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_have_crates_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("pets.yaml", "openapi: 3.1.0"),
            ("pets.json", "{}"),
            ("Größe 2.yml", "x"),
            ("README.md", "no document"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::create_dir(folder.path().join("folder.json")).unwrap();
        let all = of(folder.path(), None).unwrap();
        let names: Vec<&str> = all.iter().map(|it| it.crate_name.as_str()).collect();
        assert_eq!(names, ["corpus-gr-e-2", "corpus-pets", "corpus-pets-2"]);
        assert_eq!(of(folder.path(), Some(5)).unwrap().len(), 2);
        assert!(of(&folder.path().join("missing"), None).is_err());
    }
}
