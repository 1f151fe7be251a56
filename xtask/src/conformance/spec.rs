//! The spec, as a server and a list of requests need it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::workspace::Workspace;

const FOLDER: &str = "spec";

/// The text of the spec.
pub(super) fn read(workspace: &Workspace) -> anyhow::Result<String> {
    text(&workspace.root().join(FOLDER).join("truto-unified-ats.yaml"))
}

/// Writes the spec with its examples to the folder: where it is.
pub(super) fn for_prism(
    workspace: &Workspace,
    spec: &str,
    folder: &Path,
) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let document = folder.join("truto-unified-ats.yaml");
    fs::write(&document, with_examples(workspace, spec)?)
        .with_context(|| format!("cannot write `{}`", document.display()))?;
    document
        .canonicalize()
        .with_context(|| format!("cannot read `{}`", document.display()))
}

/// The same with the examples that stand in files of their own put where they are named:
/// prism does not follow `externalValue`, and JSON is YAML, too.
fn with_examples(workspace: &Workspace, spec: &str) -> anyhow::Result<String> {
    let mut whole = String::with_capacity(2 * spec.len());
    for line in spec.lines() {
        match line.split_once("externalValue: ") {
            Some((indent, file)) if indent.trim().is_empty() => {
                let example = text(&workspace.root().join(FOLDER).join(file.trim()))?;
                whole.push_str(indent);
                whole.push_str("value:");
                // On one line, it need not be indented.
                for part in example.lines() {
                    whole.push(' ');
                    whole.push_str(part.trim());
                }
            }
            _ => whole.push_str(line),
        }
        whole.push('\n');
    }
    Ok(whole)
}

/// The names of the query parameters of the list of candidates: what stands in the operation,
/// and what it refers to.
pub(super) fn query_parameters(spec: &str) -> Vec<&str> {
    const REFERENCE: &str = "- $ref: \"#/components/parameters/";
    let lines: Vec<&str> = spec.lines().collect();
    let named = |at: usize| {
        let name = lines
            .get(at)
            .map(|line| line.trim().trim_start_matches("- "));
        let is_query = lines
            .get(at + 1)
            .is_some_and(|line| line.trim() == "in: query");
        name.and_then(|name| name.strip_prefix("name: "))
            .filter(|_| is_query)
    };
    let own = lines
        .iter()
        .position(|line| line.trim() == "operationId: listCandidates");
    let rest = lines.iter().enumerate().skip(own.unwrap_or(lines.len()));
    let rest = rest.take_while(|(_, line)| line.trim() != "responses:");
    rest.filter_map(|(at, line)| match line.trim().strip_prefix(REFERENCE) {
        None => named(at),
        Some(key) => {
            let heading = format!("    {}:", key.trim_end_matches('"'));
            let component = lines.iter().position(|line| *line == heading)?;
            named(component + 1)
        }
    })
    .collect()
}

fn text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_is_found() {
        let spec = read(&Workspace::find().unwrap()).unwrap();
        let names = query_parameters(&spec);
        assert_eq!(names.len(), 22);
        for name in ["job_id", "truto_key_by", "remote_query", "next_cursor"] {
            assert!(names.contains(&name), "{name}");
        }
    }

    #[test]
    fn every_example_is_put_in() {
        let workspace = Workspace::find().unwrap();
        let spec = read(&workspace).unwrap();
        let whole = with_examples(&workspace, &spec).unwrap();
        assert!(!whole.contains("externalValue:") && spec.contains("externalValue:"));
        let examples: Vec<serde_json::Value> = whole
            .lines()
            .filter_map(|line| line.trim().strip_prefix("value: {"))
            .map(|rest| serde_json::from_str(&format!("{{{rest}")).unwrap())
            .collect();
        assert_eq!(examples.len(), spec.matches("externalValue:").count());
        // The look-up table.
        assert!(examples.iter().any(|example| example["result"].is_object()));
    }
}
