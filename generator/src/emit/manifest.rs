//! `Cargo.toml` and `rustfmt.toml`.

use super::Emitter;

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
const PASSED_ON: [&str; 15] = [
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
    pub(super) fn manifest(&self) -> String {
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
        let examples: String = self
            .api
            .operations()
            .filter(|operation| operation.example_program.is_some())
            .map(|operation| {
                format!(
                    "\n[[example]]\nname = {}\nrequired-features = [\"reqwest\"]\n",
                    text(&super::example_program::name(operation))
                )
            })
            .collect();
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
default = [\"reqwest\", \"rustls\"]
{features}
[dependencies]
oas-runtime = {{ {runtime}, default-features = false }}

[dev-dependencies]
{progress_bar}oas-runtime = {{ {runtime}, default-features = false, features = [\"testing\"] }}
tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}
{examples}{workspace}",
            name = text(name),
            version = text(version),
        )
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
