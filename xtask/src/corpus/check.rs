//! `cargo check` of all crates as one workspace, warnings denied, and how long each took.
//!
//! One workspace, because cargo then builds what the crates share once and checks as many at
//! a time as there are cores. How long a crate took only its compiler knows: this program
//! stands in for it (`RUSTC_WORKSPACE_WRAPPER`), takes the time and writes it down.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use serde_json::Value;

use super::generate::{Generated, style};
use crate::cli::CorpusArguments;
use crate::downstream;
use crate::workspace::Workspace;

/// Names the folder for the times, and says that this program was called as a compiler.
const TIMES: &str = "OAS_CORPUS_TIMES";

/// What the compiler said of a crate.
#[derive(Debug, Clone)]
pub(super) enum Checked {
    /// It compiles without a warning. Cargo keeps what it checked before and has not changed:
    /// then there is no time.
    Good { took: Option<Duration> },
    /// It does not.
    Bad { errors: usize, first: String },
}

/// Checks every crate that was made, in the order of the documents.
pub(super) fn all(
    generated: &[Generated],
    folder: &Path,
    workspace: &Workspace,
    arguments: &CorpusArguments,
) -> anyhow::Result<Vec<Option<Checked>>> {
    let names = crates(folder)?;
    let times = folder.join("times");
    let _ = fs::remove_dir_all(&times);
    fs::create_dir_all(&times).with_context(|| format!("cannot make `{}`", times.display()))?;
    let members: Vec<String> = names
        .iter()
        .map(|name| format!("\"crates/{name}\""))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    fs::write(folder.join("Cargo.toml"), manifest).context("cannot write the workspace")?;
    // The versions of the checkout: what is tested is what is used here.
    fs::copy(
        workspace.root().join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .context("cannot copy Cargo.lock")?;

    let mut cargo = workspace.cargo();
    cargo
        .args([
            "check",
            "--workspace",
            "--keep-going",
            "--message-format=json",
        ])
        .args(["--jobs", &arguments.jobs().to_string()])
        .args(arguments.all_targets.then_some("--all-targets"))
        .current_dir(folder)
        // What the checkout has built already serves here, too.
        .env("CARGO_TARGET_DIR", downstream::target(workspace))
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
        .env(TIMES, &times)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let messages = messages(cargo, names.len())?;

    let documents = super::documents::of(&arguments.folder, arguments.largest)?;
    Ok(generated
        .iter()
        .zip(&documents)
        .map(|(generated, document)| {
            generated
                .is_made()
                .then(|| messages.verdict(&document.crate_name, &times))
        })
        .collect())
}

/// The crates on disk. One that was made earlier and not this time is among them only if its
/// document is still there.
fn crates(folder: &Path) -> anyhow::Result<Vec<String>> {
    let crates = folder.join("crates");
    let mut names = Vec::new();
    if crates.is_dir() {
        for entry in fs::read_dir(&crates).context("cannot read the folder of crates")? {
            let entry = entry.context("cannot read the folder of crates")?;
            if entry.path().join("Cargo.toml").is_file() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    names.sort();
    if names.is_empty() {
        bail!("no document gave a crate, so there is nothing to check");
    }
    Ok(names)
}

/// What cargo reported.
#[derive(Debug, Default)]
struct Messages {
    /// Crate and text of each error.
    errors: Vec<(String, String)>,
    /// Crates that were compiled.
    done: Vec<String>,
    /// What cargo said last, where it stopped before it compiled anything.
    said: String,
}

impl Messages {
    fn verdict(&self, name: &str, times: &Path) -> Checked {
        let mut errors = self
            .errors
            .iter()
            .filter(|(crate_name, _)| crate_name == name)
            .map(|(_, text)| text);
        if let Some(first) = errors.next() {
            return Checked::Bad {
                errors: 1 + errors.count(),
                first: first.clone(),
            };
        }
        if !self.done.iter().any(|done| done == name) {
            return Checked::Bad {
                errors: 0,
                first: format!("it was not compiled: {}", self.said),
            };
        }
        let file = times.join(name.replace('-', "_"));
        let millis = fs::read_to_string(file).ok();
        Checked::Good {
            took: millis
                .and_then(|text| text.trim().parse().ok())
                .map(Duration::from_millis),
        }
    }
}

fn messages(mut cargo: Command, crates: usize) -> anyhow::Result<Messages> {
    let mut child = cargo.spawn().context("cannot start cargo")?;
    let stdout = child.stdout.take().context("cargo has no output")?;
    let stderr = child.stderr.take().context("cargo has no output")?;
    // Read beside the messages: a pipe that nobody reads fills up and stops its writer.
    let said = std::thread::spawn(move || {
        let lines = BufReader::new(stderr).lines().map_while(Result::ok);
        lines.filter(|line| !line.trim().is_empty()).last()
    });
    let bar = ProgressBar::new(crates as u64).with_style(style("checking")?);
    let mut messages = Messages::default();
    for line in BufReader::new(stdout).lines() {
        let line = line.context("cannot read what cargo reports")?;
        if let Ok(message) = serde_json::from_str::<Value>(&line) {
            messages.take(&message, &bar);
        }
    }
    child.wait().context("cannot wait for cargo")?;
    bar.finish_and_clear();
    messages.said = said.join().ok().flatten().unwrap_or_default();
    Ok(messages)
}

impl Messages {
    fn take(&mut self, message: &Value, bar: &ProgressBar) {
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        let of_library = message
            .pointer("/target/kind/0")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind == "lib");
        let Some(name) = message
            .pointer("/manifest_path")
            .and_then(Value::as_str)
            .and_then(|path| Path::new(path).parent())
            .filter(|folder| {
                folder
                    .parent()
                    .is_some_and(|parent| parent.ends_with("crates"))
            })
            .and_then(Path::file_name)
        else {
            return;
        };
        let name = name.to_string_lossy().into_owned();
        match text("/reason") {
            Some("compiler-message") if text("/message/level") == Some("error") => {
                let said = text("/message/message").unwrap_or_default();
                // The compiler's last word only counts the others.
                if !said.starts_with("aborting due to") {
                    let place = text("/message/spans/0/file_name").unwrap_or_default();
                    self.errors.push((name, format!("{place}: {said}")));
                }
            }
            Some("compiler-artifact") if of_library => {
                bar.set_message(name.clone());
                bar.inc(1);
                self.done.push(name);
            }
            _ => {}
        }
    }
}

/// When cargo called this program in the compiler's place: runs the compiler with warnings
/// denied and writes down how long it took.
pub(crate) fn wrapped_compiler() -> Option<ExitCode> {
    let times = PathBuf::from(env::var_os(TIMES)?);
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let name = arguments
        .iter()
        .position(|argument| argument == "--crate-name")
        .and_then(|index| arguments.get(index + 1))
        .map(|name| name.to_string_lossy().into_owned());
    let began = Instant::now();
    let status = Command::new(compiler)
        .args(&arguments)
        .args(["-D", "warnings"])
        .status();
    if let Some(name) = name {
        // A time that is not written down is shown as none.
        let _ = fs::write(times.join(name), began.elapsed().as_millis().to_string());
    }
    Some(match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}
