//! Programs written against the old crate, compiled with each new one: all in one workspace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use oas_codegen::Tree;
use serde_json::Value;

use super::matrix::{self, Change};
use crate::output;
use crate::workspace::Workspace;

/// The programs.
pub(super) struct Programs {
    folder: PathBuf,
    target: PathBuf,
    members: Vec<String>,
}

impl Programs {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.join("crates/programs"),
            target: folder.join("programs"),
            members: Vec::new(),
        }
    }

    /// A crate, and the program to be compiled with it.
    pub(super) fn add(&mut self, name: &str, tree: &Tree, program: &str) -> anyhow::Result<()> {
        let package = super::write(&self.folder.join(name), tree)?;
        fs::create_dir_all(package.join("examples"))?;
        fs::write(package.join("examples/downstream.rs"), program)?;
        self.members.push(name.to_owned());
        Ok(())
    }

    /// The crate that nothing was changed of, with every program: they must compile with it.
    pub(super) fn add_uses<'c>(
        &mut self,
        name: &str,
        tree: &Tree,
        changes: impl Iterator<Item = &'c Change>,
    ) -> anyhow::Result<()> {
        let uses: Vec<String> = changes
            .filter_map(|change| change.use_of.as_deref())
            .map(|use_of| format!("{{\n let (client, pet, page, new) = (client.clone(), pet.clone(), page.clone(), new.clone());\n let _ = (&client, &pet, &page, &new);\n {use_of}\n}}"))
            .collect();
        let program = matrix::program(&name.replace('-', "_"), Some(&uses.join("\n")));
        self.add(name, tree, &program)
    }

    /// The names of the crates with which the program does not compile.
    pub(super) fn failed(&self, workspace: &Workspace) -> anyhow::Result<Vec<String>> {
        let members = &self.members;
        fs::write(
            self.folder.join("Cargo.toml"),
            format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
        )?;
        fs::copy(
            workspace.root().join("Cargo.lock"),
            self.folder.join("Cargo.lock"),
        )?;
        let said = workspace
            .cargo()
            .current_dir(&self.folder)
            .args(["check", "--quiet", "--offline", "--no-default-features"])
            .args(["--workspace", "--example", "downstream", "--keep-going"])
            .args(["--message-format", "json"])
            .env("CARGO_TARGET_DIR", &self.target)
            .output()
            .context("cannot start cargo")?;
        let mut failed: Vec<String> = Vec::new();
        for line in String::from_utf8_lossy(&said.stdout).lines() {
            let message: Value = serde_json::from_str(line).context("cargo says no JSON")?;
            let level = message.pointer("/message/level").and_then(Value::as_str);
            if level != Some("error") {
                continue;
            }
            let at = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
            let manifest = at("/manifest_path").unwrap_or_default();
            let name = Path::new(manifest).parent().and_then(Path::file_name);
            let name = name.unwrap_or_default().to_string_lossy().into_owned();
            if at("/target/name") != Some("downstream") {
                output::tell(at("/message/rendered").unwrap_or_default());
                bail!("the crate of {name} does not compile by itself");
            }
            if name == "change-none" {
                output::tell(at("/message/rendered").unwrap_or_default());
            }
            if !failed.contains(&name) {
                failed.push(name);
            }
        }
        if !said.status.success() && failed.is_empty() {
            output::tell(&String::from_utf8_lossy(&said.stderr));
            bail!("cargo check failed");
        }
        Ok(failed)
    }
}
