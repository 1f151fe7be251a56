//! `Cargo.toml` and `rustfmt.toml`.

use super::Emitter;
use super::features::FULL;

/// Where the emitted crate finds `oas-runtime`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// In a registry, by version requirement.
    Version(String),
    /// On disk, by the path from the emitted crate's folder.
    Path(String),
}

/// The emitted files are laid out by the generator, not by whichever rustfmt is installed.
pub(super) const RUSTFMT: &str = "\
# Emitted by oas-codegen: these files are laid out by the generator, not by rustfmt.
disable_all_formatting = true
";

/// The features that the crate passes on to the runtime.
pub(super) const PASSED_ON: [&str; 15] = [
    "reqwest",
    "rustls",
    "native-tls",
    "http2",
    "gzip",
    "brotli",
    "zstd",
    "system-proxy",
    "jiff",
    "chrono",
    "time",
    "tracing",
    "blocking",
    "futures-io",
    "testing",
];

impl Emitter<'_> {
    /// `tests` are the names of the crate's own.
    pub(super) fn manifest(&self, tests: &[String]) -> String {
        let name = &self.options.name;
        let version = &self.api.version;
        let runtime = match &self.options.runtime {
            RuntimeDependency::Version(version) => format!("version = {}", text(version)),
            RuntimeDependency::Path(path) => format!("path = {}", text(path)),
        };
        let description = text(&format!("Typed client of {}.", one_line(&self.api.title)));
        let license = self
            .api
            .license
            .as_ref()
            .filter(|license| is_license_expression(license))
            .map(|license| format!("license = {}\n", text(license)))
            .unwrap_or_default();
        let features: String = PASSED_ON
            .iter()
            .map(|feature| format!("{feature} = [\"oas-runtime/{feature}\"]\n"))
            .collect();
        let full = match &self.features {
            Some(_) => format!(", {}", text(FULL)),
            None => String::new(),
        };
        let groups = self.group_features();
        let examples: String = self
            .api
            .operations()
            .filter(|operation| operation.example_program.is_some())
            .map(|operation| {
                format!(
                    "\n[[example]]\nname = {}\nrequired-features = [\"reqwest\"{full}]\n",
                    text(&super::example_program::name(operation))
                )
            })
            .collect();
        let tests = self.tests_with_features(tests);
        // The example programs draw how far they are.
        let progress_bar = if examples.is_empty() {
            ""
        } else {
            "indicatif = { version = \"0.18\", default-features = false }\n"
        };
        let workspace = if self.options.standalone {
            "\n[workspace]\n"
        } else {
            ""
        };
        format!(
            "\
# Emitted by oas-codegen from an OpenAPI document; changes here are lost.

[package]
name = {name}
version = {version}
edition = \"2024\"
rust-version = \"1.88\"
description = {description}
{license}readme = \"README.md\"
publish = false

[features]
default = [\"reqwest\", \"rustls\"{full}]
{groups}{features}
[dependencies]
oas-runtime = {{ {runtime}, default-features = false }}

[dev-dependencies]
{progress_bar}oas-runtime = {{ {runtime}, default-features = false, features = [\"testing\"] }}
tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}
{examples}{tests}{workspace}",
            name = text(name),
            version = text(version),
        )
    }

    /// The features of groups, and the one that brings them all.
    fn group_features(&self) -> String {
        let Some(features) = &self.features else {
            return String::new();
        };
        let names: Vec<String> = features.names().map(text).collect();
        let mut lines = format!("{FULL} = [{}]\n", names.join(", "));
        for name in features.names() {
            lines.push_str(&format!("{} = []\n", key(name)));
        }
        lines
    }

    /// The tests touch every group.
    fn tests_with_features(&self, tests: &[String]) -> String {
        if self.features.is_none() {
            return String::new();
        }
        tests
            .iter()
            .map(|name| {
                format!(
                    "\n[[test]]\nname = {}\nrequired-features = [{}]\n",
                    text(name),
                    text(FULL)
                )
            })
            .collect()
    }
}

/// A key of TOML: bare where it can be.
fn key(name: &str) -> String {
    let is_bare = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    if name.chars().all(is_bare) {
        name.to_owned()
    } else {
        text(name)
    }
}

/// A TOML basic string.
fn text(value: &str) -> String {
    let mut quoted = String::from("\"");
    for character in value.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)))
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text looks like an SPDX expression, which is all that Cargo takes.
fn is_license_expression(text: &str) -> bool {
    !text.is_empty()
        && text.split_whitespace().all(|word| {
            word.chars().all(|character| {
                character.is_ascii_alphanumeric()
                    || matches!(character, '-' | '.' | '+' | '(' | ')')
            })
        })
        && (text.contains(['-', '.']) || !text.contains(' '))
}
