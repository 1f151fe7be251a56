//! `README.md` of the emitted crate.

use super::{Emitter, docs};

impl Emitter<'_> {
    pub(super) fn readme(&self) -> String {
        let name = &self.options.name;
        let library = self.options.library_name();
        let mut text = format!(
            "<!-- Emitted by oas-codegen from an OpenAPI document; changes here are lost. -->\n\n# {name}\n\n"
        );
        let mut paragraphs = vec![format!("Typed Rust client of {}.", self.api.title.trim())];
        paragraphs.extend(self.api.description.clone());
        paragraphs.extend(self.api.remarks.iter().cloned());
        text.push_str(&docs::lines(&paragraphs).join("\n"));
        text.push_str("\n\n## Use\n\n");
        text.push_str(&self.start_code(false).join("\n"));
        text.push_str("\n\n");
        if let Some(operation) = self
            .api
            .operations()
            .find(|operation| operation.pagination.is_some())
        {
            let call = self.call(operation);
            text.push_str(
                "A stream asks for the next page by itself. One page, and what came with it:\n\n```rust\n",
            );
            text.push_str(&format!(
                "async fn one_page(client: &{library}::Client) -> Result<(), {library}::Error> {{\n"
            ));
            text.push_str(&format!("    let page = {call}.send_with_info().await?;\n"));
            text.push_str("    println!(\"{:?}\", page.info.rate_limit);\n    Ok(())\n}\n```\n\n");
        }
        for (title, lines) in self.access_sections() {
            text.push_str(&format!("## {title}\n\n{}\n\n", lines.join("\n")));
        }
        if self.api.bearer.is_some() {
            text.push_str("## Tokens that expire\n\n");
            text.push_str(&self.token_words().join("\n\n"));
            text.push_str("\n\n");
            text.push_str(&self.token_code().join("\n"));
            text.push_str("\n\n");
        }
        if !self.api.groups.is_empty() {
            text.push_str("## Operations\n\n| call | request | what it does |\n|---|---|---|\n");
            for group in &self.api.groups {
                for operation in &group.operations {
                    text.push_str(&format!(
                        "| `client.{}().{}(..)` | `{} {}` | {} |\n",
                        group.module,
                        operation.method_name,
                        operation.http_method,
                        operation.path.replace('|', "\\|"),
                        docs::summary(&operation.docs).replace('|', "\\|"),
                    ));
                }
            }
            text.push('\n');
        }
        for operation in self
            .api
            .operations()
            .filter(|operation| operation.example_program.is_some())
        {
            let example = super::example_program::name(operation);
            text.push_str(&format!(
                "`cargo run --package {name} --example {example} -- --help` shows a program that lists everything.\n\n"
            ));
        }
        text.push_str(
            "## What to rely on\n\n\
             - Unknown fields, unknown values of enums and dates that are none are kept and written back.\n\
             - Every error has the server's words, its status, its headers and its body.\n\
             - Structs and enums are `#[non_exhaustive]`: what the API adds does not break a program.\n\
             - `Debug` hides the token and everything that the API's description marks as personal.\n",
        );
        if let Some(license) = &self.api.license {
            text.push_str(&format!("\n## Licence\n\n{license}\n"));
        }
        text
    }
}
