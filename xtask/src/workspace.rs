//! The checkout that the commands work on.

use std::env;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The crate that links the emitted code to HTTP, from the root of the checkout.
const RUNTIME: &str = "generator/runtime";

/// The root folder of the checkout.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout that this program was built from.
    ///
    /// Cargo says at run time where the package is; that is asked first, because a checkout
    /// may have been moved after it was built.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let at_run_time = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let when_built = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let root = at_run_time
            .iter()
            .chain([&when_built])
            .filter_map(|package| package.parent())
            .find(|root| root.join(RUNTIME).join("Cargo.toml").is_file());
        let Some(root) = root else {
            bail!(
                "no checkout with {RUNTIME} at `{}`: run this as `cargo xtask` inside the checkout",
                when_built.parent().unwrap_or(&when_built).display()
            );
        };
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot read `{}`", root.display()))?;
        Ok(Self { root })
    }

    /// The root, absolute and without symbolic links.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of `oas-runtime`.
    pub(crate) fn runtime(&self) -> PathBuf {
        self.root.join(RUNTIME)
    }

    /// Cargo, as it called this program, in the root of the checkout.
    pub(crate) fn cargo(&self) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command.current_dir(&self.root);
        command
    }

    /// Whether a package in this folder (absolute, it need not exist) is a member of the workspace.
    pub(crate) fn has_member(&self, folder: &Path) -> anyhow::Result<bool> {
        let Ok(folder) = folder.strip_prefix(&self.root) else {
            return Ok(false);
        };
        let manifest = self.root.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest)
            .with_context(|| format!("cannot read `{}`", manifest.display()))?;
        let table: toml::Table = text
            .parse()
            .with_context(|| format!("cannot read `{}`", manifest.display()))?;
        let members = table
            .get("workspace")
            .and_then(|workspace| workspace.get("members"))
            .and_then(toml::Value::as_array);
        Ok(members
            .into_iter()
            .flatten()
            .filter_map(toml::Value::as_str)
            .any(|pattern| matches(pattern, folder)))
    }
}

/// Whether a member pattern of a workspace, such as `crates/*`, means this folder.
fn matches(pattern: &str, folder: &Path) -> bool {
    let names: Vec<_> = folder
        .components()
        .map(|component| match component {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    let patterns: Vec<_> = pattern
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    patterns.len() == names.len()
        && patterns.iter().zip(names).all(|(pattern, name)| {
            name.is_some_and(|name| matches_name(pattern.as_bytes(), name.as_bytes()))
        })
}

/// `*` stands for any text, `?` for one character.
fn matches_name(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => (0..=name.len()).any(|taken| {
            name.get(taken..)
                .is_some_and(|left| matches_name(rest, left))
        }),
        (Some((b'?', rest)), Some((_, left))) => matches_name(rest, left),
        (Some((expected, rest)), Some((found, left))) => {
            expected == found && matches_name(rest, left)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn member_patterns_match_whole_paths() {
        assert!(matches("g*", Path::new("generated")));
        assert!(matches(
            "./generator/runtime",
            Path::new("generator/runtime")
        ));
        assert!(!matches("g*", Path::new("generator/runtime")));
        assert!(!matches("g*", Path::new("")));
        assert!(!matches("xtask", Path::new("xtasks")));
        assert!(matches("*-client", Path::new("pets-client")));
        assert!(!matches("*-client", Path::new("pets-server")));
        assert!(matches("a?c", Path::new("abc")));
    }

    #[test]
    fn the_members_of_this_checkout_are_known() {
        let workspace = Workspace::find().unwrap();
        assert!(
            workspace
                .has_member(&workspace.root().join("generated"))
                .unwrap()
        );
        assert!(
            workspace
                .has_member(&workspace.root().join("xtask/mock"))
                .unwrap()
        );
        assert!(
            !workspace
                .has_member(&workspace.root().join("elsewhere"))
                .unwrap()
        );
        assert!(!workspace.has_member(&std::env::temp_dir()).unwrap());
    }
}
