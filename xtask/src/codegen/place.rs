//! Paths: of folders that need not exist yet, and from one folder to another.

use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};

/// The path without symbolic links; its last folders need not exist.
pub(super) fn resolve(path: &Path) -> anyhow::Result<PathBuf> {
    let shown = path.display();
    let absolute = std::path::absolute(path).with_context(|| format!("`{shown}` is no path"))?;
    let mut rest = Vec::new();
    let mut existing = absolute.as_path();
    let mut resolved = loop {
        match existing.canonicalize() {
            Ok(resolved) => break resolved,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read `{}`", existing.display()));
            }
        }
        // `..` after a folder that is not there leads nowhere, and has no file name.
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else {
            bail!("`{shown}` leads through a folder that does not exist");
        };
        rest.push(name);
        existing = parent;
    };
    if !resolved.is_dir() {
        bail!("`{}` is not a folder", existing.display());
    }
    resolved.extend(rest.into_iter().rev());
    Ok(resolved)
}

/// The way from one resolved folder to another, with `/` between its parts.
///
/// Absolute if there is none, as between two drives.
pub(super) fn relative(from: &Path, to: &Path) -> anyhow::Result<String> {
    let mut from = from.components().peekable();
    let mut below = to.components().peekable();
    let mut common = false;
    while from.peek().is_some() && from.peek() == below.peek() {
        common = true;
        from.next();
        below.next();
    }
    if !common {
        return text(to).map(|path| path.replace('\\', "/"));
    }
    let up = from.map(|_| "..");
    let down = below
        .map(|component| text(Path::new(component.as_os_str())))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let parts: Vec<&str> = up.chain(down.iter().map(String::as_str)).collect();
    Ok(if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    })
}

fn text(path: &Path) -> anyhow::Result<String> {
    path.to_str().map(str::to_owned).with_context(|| {
        format!(
            "`{}` is not UTF-8, so no manifest can name it",
            path.display()
        )
    })
}

/// The path with `/` between its parts, for comparing and for showing; `None` if it is not
/// UTF-8 or not made of plain names.
pub(super) fn with_slashes(path: &Path) -> Option<String> {
    let parts = path
        .components()
        .map(|component| match component {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()?;
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_folders() {
        for (from, to, way) in [
            (
                "/w/generated",
                "/w/generator/runtime",
                "../generator/runtime",
            ),
            ("/w/a/b", "/w/a", ".."),
            ("/w", "/w", "."),
            ("/w", "/w/generator/runtime", "generator/runtime"),
            ("/tmp/x", "/w/r", "../../w/r"),
        ] {
            assert_eq!(
                relative(Path::new(from), Path::new(to)).unwrap(),
                way,
                "{from} {to}"
            );
        }
    }

    #[test]
    fn folders_that_are_not_there_yet_have_a_path() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        assert_eq!(resolve(&root.join("a/b")).unwrap(), root.join("a/b"));
        assert_eq!(resolve(&root.join("a/./b")).unwrap(), root.join("a/b"));
        std::fs::create_dir(root.join("a")).unwrap();
        assert_eq!(resolve(&root.join("a/../b")).unwrap(), root.join("b"));
        assert!(resolve(&root.join("no/../b")).is_err());
        std::fs::write(root.join("file"), "").unwrap();
        for path in ["file", "file/x"] {
            let error = resolve(&root.join(path)).unwrap_err().to_string();
            assert!(error.contains("file` is not a folder"), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_is_followed_once_and_for_all() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("real")).unwrap();
        std::os::unix::fs::symlink("real", root.join("link")).unwrap();
        assert_eq!(resolve(&root.join("link/x")).unwrap(), root.join("real/x"));
    }
}
