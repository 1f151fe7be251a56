//! `cargo xtask wire`: the requests that clients of the feature documents send, judged by a
//! server that others wrote and that knows nothing but the document.
//!
//! The tests of the generator emit a client of each document in `generator/tests/documents`,
//! call it, and keep what it sends. Here each request is sent once more, to prism with the
//! same document, which refuses what the document does not allow.

mod known;
mod replay;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use self::known::KNOWN;
use crate::cli::WireArguments;
use crate::downstream;
use crate::output;
use crate::prism::{self, Prism};
use crate::workspace::Workspace;

/// Where the tests keep requests, if it is set.
const FOLDER: &str = "OAS_KEPT_REQUESTS";
const DOCUMENTS: &str = "generator/tests/documents";

/// Ends with 1 if a request is refused.
pub(crate) fn run(arguments: &WireArguments, workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let target = downstream::target(workspace);
    let (prism, requests) = (target.join("prism"), target.join("wire"));
    if !arguments.kept {
        if requests.is_dir() {
            fs::remove_dir_all(&requests).context("cannot remove the requests of the last run")?;
        }
        fs::create_dir_all(&requests)
            .with_context(|| format!("cannot make `{}`", requests.display()))?;
        call_the_clients(workspace, &requests.canonicalize()?)?;
    }

    output::print(&format!("judged by prism {}", prism::VERSION))?;
    let mut files: Vec<PathBuf> = fs::read_dir(&requests)
        .with_context(|| format!("no requests were kept in `{}`", requests.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    files.sort();
    if files.is_empty() {
        bail!("the tests kept no request");
    }
    let mut refused = 0;
    let mut met = vec![false; KNOWN.len()];
    for file in &files {
        refused += judge(workspace, file, &prism, &mut met)?;
    }
    for (known, met) in KNOWN.iter().zip(&met) {
        if !met {
            refused += 1;
            output::tell(&format!(
                "{}: prism takes `{}` now, of which it was said that {}: remove the excuse",
                known.document, known.request, known.why
            ));
        }
    }
    Ok(if refused == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs the tests that call the clients of the documents.
fn call_the_clients(workspace: &Workspace, requests: &Path) -> anyhow::Result<()> {
    let tests = workspace
        .cargo()
        .args(["test", "--quiet", "--package", "oas-codegen"])
        .args(["--test", "emitted_runs"])
        .env("CARGO_TARGET_DIR", downstream::target(workspace))
        .env(FOLDER, requests)
        .output()
        .context("cannot start cargo")?;
    if !tests.status.success() {
        output::tell(&String::from_utf8_lossy(&tests.stdout));
        output::tell(&String::from_utf8_lossy(&tests.stderr));
        bail!("the tests of the clients fail by themselves");
    }
    Ok(())
}

/// Sends the requests of one document to a server of it; how many it refuses.
fn judge(
    workspace: &Workspace,
    file: &Path,
    folder: &Path,
    met: &mut [bool],
) -> anyhow::Result<usize> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let document = workspace
        .root()
        .join(DOCUMENTS)
        .join(format!("{name}.yaml"));
    let requests = replay::kept(file)?;
    let mut server = Prism::start(folder, &document)?;
    let (mut refused, mut excused) = (0, 0);
    for request in &requests {
        let shown = format!("{} {}", request.method, request.address);
        let word = match replay::send(request, server.port()) {
            // Prism tells in words of its own what is wrong with a request; an answer of the
            // document's own may have any status.
            Ok(answer) if !answer.contains("stoplight.io/prism/errors") => continue,
            Ok(answer) => answer,
            Err(_) => {
                server = Prism::start(folder, &document)?;
                String::new()
            }
        };
        let excuse = KNOWN.iter().position(|known| {
            known.document == name
                && shown.starts_with(known.request)
                && word.is_empty() == known.word.is_empty()
                && word.contains(known.word)
        });
        if let Some(met) = excuse.and_then(|index| met.get_mut(index)) {
            *met = true;
            excused += 1;
            continue;
        }
        refused += 1;
        output::tell(&if word.is_empty() {
            format!("{name}: {shown}: prism falls over this request")
        } else {
            format!("{name}: {shown} is refused:\n  {}", word.trim())
        });
    }
    let known = match excused {
        0 => String::new(),
        _ => format!(", {excused} of which prism's word does not count"),
    };
    output::print(&format!(
        "{name:<12} {} of {}{known}",
        requests.len() - refused - excused,
        output::counted(requests.len(), "request")
    ))?;
    Ok(refused)
}
