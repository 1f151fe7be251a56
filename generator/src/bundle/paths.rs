//! The paths in references: which file is meant, and whether it lies in the document's folder.

use crate::source::percent_decode;

/// The file that a reference leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file in the document's folder, or below it.
    Inside(String),
    /// A file elsewhere.
    Outside(String),
    /// No file: a URL.
    Url,
}

/// A reference as the path before `#` and the fragment after it.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The file meant by `path`, as it stands in the file `base`. Each file has one path, however it
/// is written.
pub(super) fn target(path: &str, base: &str) -> Target {
    if is_url(path) {
        return Target::Url;
    }
    let decoded = percent_decode(path);
    let decoded = if is_absolute(&decoded) {
        decoded
    } else {
        beside(base, &decoded)
    };
    within(&decoded)
}

/// The same of a path relative to the document, as it is given to the reader of files.
pub(super) fn within(path: &str) -> Target {
    if is_url(path) {
        return Target::Url;
    }
    let (root, rest) = match path.strip_prefix(['/', '\\']) {
        Some(rest) => ("/", rest),
        None => ("", path),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                None if !root.is_empty() => {}
                None | Some(&"..") => parts.push(".."),
                Some(_) => {
                    parts.pop();
                }
            },
            name => parts.push(name),
        }
    }
    let plain = format!("{root}{}", parts.join("/"));
    if is_absolute(path) || parts.first() == Some(&"..") || path.contains('\0') {
        Target::Outside(plain)
    } else {
        Target::Inside(plain)
    }
}

/// The path of an example's value that stands in the file `base`, relative to the document.
pub(super) fn value(path: &str, base: &str) -> String {
    if is_url(path) || is_absolute(path) {
        return path.to_owned();
    }
    match within(&beside(base, path)) {
        Target::Inside(path) | Target::Outside(path) => path,
        Target::Url => path.to_owned(),
    }
}

/// A path that stands in the file `base`, relative to the document.
fn beside(base: &str, path: &str) -> String {
    match base.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{path}"),
        None => path.to_owned(),
    }
}

/// A path from the root of a file system, of any system.
fn is_absolute(path: &str) -> bool {
    let mut characters = path.chars();
    let drive = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.next() == Some(':');
    path.starts_with(['/', '\\']) || drive
}

/// A scheme has two letters at least: one alone is the drive of a file.
fn is_url(path: &str) -> bool {
    let Some((scheme, _)) = path.split_once(':') else {
        return path.starts_with("//");
    };
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| {
            character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_path_however_it_is_written() {
        for (path, base) in [
            ("a/pet.yaml", "openapi.yaml"),
            ("./a//pet.yaml", "openapi.yaml"),
            ("b/../a/pet.yaml", "openapi.yaml"),
            ("pet.yaml", "a/tag.yaml"),
            ("../a/./pet.yaml", "b/tag.yaml"),
            ("p%65t.yaml", "a/tag.yaml"),
        ] {
            assert_eq!(
                target(path, base),
                Target::Inside("a/pet.yaml".to_owned()),
                "{path} {base}"
            );
        }
    }

    #[test]
    fn what_leaves_the_folder_is_outside() {
        for (path, base, file) in [
            ("../x.yaml", "openapi.yaml", "../x.yaml"),
            ("a/../../x.yaml", "openapi.yaml", "../x.yaml"),
            ("../../x.yaml", "a/b.yaml", "../x.yaml"),
            ("%2e%2e/x.yaml", "openapi.yaml", "../x.yaml"),
            ("/etc/passwd", "a/b.yaml", "/etc/passwd"),
            ("%2Fetc/passwd", "a/b.yaml", "/etc/passwd"),
            ("/../etc/passwd", "openapi.yaml", "/etc/passwd"),
            ("C:/x.yaml", "openapi.yaml", "C:/x.yaml"),
            ("\\\\host\\x.yaml", "openapi.yaml", "/\\host\\x.yaml"),
        ] {
            assert_eq!(
                target(path, base),
                Target::Outside(file.to_owned()),
                "{path} {base}"
            );
        }
        assert!(matches!(target("a%00.yaml", "b.yaml"), Target::Outside(_)));
    }

    #[test]
    fn addresses_are_no_files() {
        for path in [
            "https://example.org/a.yaml",
            "file:///etc/passwd",
            "urn:a:b",
            "//example.org/a.yaml",
        ] {
            assert_eq!(target(path, "openapi.yaml"), Target::Url, "{path}");
        }
    }
}
