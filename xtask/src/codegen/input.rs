//! Reading: the document, and the files beside it that it refers to.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use oas_codegen::OUTSIDE_FOLDER;

use super::job::Job;

/// The most that is read of a file that the document refers to.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The text of the document of a job.
pub(super) fn document(job: &Job) -> anyhow::Result<String> {
    text(&job.document, &job.document_name)
}

/// The text of a document that messages call by this name.
pub(crate) fn text(document: &Path, name: &str) -> anyhow::Result<String> {
    if !document.is_file() {
        bail!("the document `{name}` is not a file");
    }
    let bytes =
        std::fs::read(document).with_context(|| format!("cannot read the document `{name}`"))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!("{name}:{line}: this line is not UTF-8 text; save the document as UTF-8")
    })
}

/// The files beside a document.
///
/// A document may come from elsewhere: it reads nothing outside its own folder, unless it is
/// allowed to.
#[derive(Debug)]
pub(crate) struct Beside {
    folder: PathBuf,
    /// What is made from the document is no source for it.
    out: Option<PathBuf>,
    outside: bool,
}

impl Beside {
    pub(crate) fn new(document: &Path, out: Option<&Path>, outside: bool) -> anyhow::Result<Self> {
        let folder = document
            .parent()
            .with_context(|| format!("`{}` is in no folder", document.display()))?;
        Ok(Self {
            folder: folder.to_owned(),
            out: out.map(Path::to_owned),
            outside,
        })
    }

    /// The text of a file; the path is relative to the document's folder.
    pub(crate) fn read(&self, path: &str) -> Result<String, String> {
        if path.contains("://") {
            return Err("only files beside the document are read, nothing is fetched".to_owned());
        }
        let resolved = self
            .folder
            .join(path)
            .canonicalize()
            .map_err(|error| error.to_string())?;
        // Asked of the file itself: a link may lead anywhere.
        if !self.outside && !resolved.starts_with(&self.folder) {
            return Err(OUTSIDE_FOLDER.to_owned());
        }
        if self
            .out
            .as_ref()
            .is_some_and(|out| resolved.starts_with(out))
        {
            return Err("it lies in the folder that is written".to_owned());
        }
        // Asked before it is opened: opening a pipe waits for somebody to write into it.
        if !resolved.is_file() {
            return Err("it is not a file".to_owned());
        }
        let mut bytes = Vec::new();
        File::open(&resolved)
            .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(|error| error.to_string())?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("it is larger than {} MiB", LARGEST / (1024 * 1024)));
        }
        String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn beside() -> (tempfile::TempDir, Beside) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("spec/examples")).unwrap();
        fs::create_dir_all(root.join("spec/out")).unwrap();
        fs::write(root.join("spec/examples/a.json"), "{}").unwrap();
        fs::write(root.join("spec/out/b.json"), "{}").unwrap();
        fs::write(root.join("spec/latin.json"), b"\"\xe9\"").unwrap();
        fs::write(root.join("secret"), "x").unwrap();
        let beside = Beside::new(
            &root.join("spec/api.yaml"),
            Some(&root.join("spec/out")),
            false,
        )
        .unwrap();
        (folder, beside)
    }

    #[test]
    fn files_below_the_document_are_read() {
        let (_folder, beside) = beside();
        for path in [
            "examples/a.json",
            "./examples/a.json",
            "examples/../examples/a.json",
        ] {
            assert_eq!(beside.read(path).as_deref(), Ok("{}"), "{path}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let (_folder, beside) = beside();
        for (path, reason) in [
            ("../secret", "outside"),
            ("/etc/hostname", "outside"),
            ("https://example.org/a.json", "fetched"),
            ("examples", "not a file"),
            ("out/b.json", "that is written"),
            ("latin.json", "UTF-8"),
            ("", "not a file"),
        ] {
            let error = beside.read(path).unwrap_err();
            assert!(error.contains(reason), "{path}: {error}");
        }
        assert!(beside.read("missing.json").is_err());
    }

    #[test]
    fn files_elsewhere_are_read_where_that_is_allowed() {
        let (folder, mut beside) = beside();
        let absolute = folder.path().join("secret").display().to_string();
        for path in ["../secret", absolute.as_str()] {
            assert_eq!(beside.read(path).unwrap_err(), OUTSIDE_FOLDER, "{path}");
        }
        beside.outside = true;
        for path in ["../secret", absolute.as_str()] {
            assert_eq!(beside.read(path).as_deref(), Ok("x"), "{path}");
        }
        assert!(beside.read("out/b.json").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_that_leave_the_folder_are_refused() {
        let (folder, beside) = beside();
        std::os::unix::fs::symlink("../secret", folder.path().join("spec/link.json")).unwrap();
        assert!(beside.read("link.json").unwrap_err().contains("outside"));
        std::os::unix::fs::symlink("examples/a.json", folder.path().join("spec/inside.json"))
            .unwrap();
        assert_eq!(beside.read("inside.json").as_deref(), Ok("{}"));
    }

    #[test]
    fn a_file_of_unreasonable_size_is_refused() {
        let (folder, beside) = beside();
        let file = File::create(folder.path().join("spec/large.json")).unwrap();
        file.set_len(LARGEST + 1).unwrap();
        assert_eq!(
            beside.read("large.json").unwrap_err(),
            "it is larger than 16 MiB"
        );
        file.set_len(LARGEST).unwrap();
        assert!(beside.read("large.json").is_ok());
    }
}
