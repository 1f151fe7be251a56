//! `--check`: shows what writing would do.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use similar::{Algorithm, TextDiff};

use super::job::Job;
use super::news::News;
use super::plan::{ChangedFile, Plan};
use crate::output::{self, counted};

/// How much of one file's difference is shown: enough to see what happened.
const LINES_SHOWN: usize = 200;

/// How many files are shown with their difference; the rest are named.
const FILES_SHOWN: usize = 25;

/// After this time a difference may be longer than need be.
const PATIENCE: Duration = Duration::from_secs(2);

/// Shows the differences; they make the exit code 1.
pub(super) fn run(
    job: &Job,
    plan: &Plan<'_>,
    news: &News,
    began: Instant,
) -> anyhow::Result<ExitCode> {
    if plan.is_fulfilled() {
        output::print(&format!(
            "{}: {} as the document says, in {} ms",
            job.name,
            counted(plan.files(), "file"),
            began.elapsed().as_millis()
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    for (index, file) in plan.changed.iter().enumerate() {
        let path = job.shown(file.path);
        output::print(&format!("changed: {path}"))?;
        if index < FILES_SHOWN {
            output::print(&difference(file, &path))?;
        }
    }
    news.tell()?;
    let mut lines = Vec::new();
    lines.extend(
        plan.missing
            .iter()
            .map(|file| format!("missing: {}", job.shown(file.path))),
    );
    lines.extend(
        plan.extra
            .iter()
            .map(|path| format!("extra:   {}", job.shown(path))),
    );
    lines.extend(plan.in_the_way.iter().map(|obstacle| {
        format!(
            "in the way: {}: {}",
            job.shown(&obstacle.path),
            obstacle.what
        )
    }));
    let in_the_way = match plan.in_the_way.len() {
        0 => String::new(),
        count => format!(", {count} in the way"),
    };
    lines.push(format!(
        "{}: {} changed, {} missing, {} extra{in_the_way}, {} unchanged; {} mends it",
        job.name,
        plan.changed.len(),
        plan.missing.len(),
        plan.extra.len(),
        plan.unchanged,
        job.command(),
    ));
    output::print(&lines.join("\n"))?;
    Ok(ExitCode::FAILURE)
}

/// A unified difference: `-` is on disk, `+` is what the document gives.
fn difference(file: &ChangedFile<'_>, path: &str) -> String {
    let Some(old) = &file.old else {
        return "  it is a symbolic link or no ordinary file".to_owned();
    };
    let (Ok(old), Ok(new)) = (str::from_utf8(old), str::from_utf8(file.bytes)) else {
        return "  it is not text on disk".to_owned();
    };
    if old.replace("\r\n", "\n") == new {
        return "  only the line ends differ: CR LF on disk, LF from the document; let git leave them as they are"
            .to_owned();
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(PATIENCE)
        .diff_lines(old, new);
    let text = diff
        .unified_diff()
        .context_radius(3)
        .header(
            &format!("{path} (on disk)"),
            &format!("{path} (from the document)"),
        )
        .to_string();
    let lines = text.lines().count();
    if lines <= LINES_SHOWN {
        return text;
    }
    let shown: Vec<&str> = text.lines().take(LINES_SHOWN).collect();
    format!(
        "{}\n… and {} of this file\n",
        shown.join("\n"),
        counted(lines - LINES_SHOWN, "more line")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &[u8], new: &str) -> String {
        let file = ChangedFile {
            path: "a",
            bytes: new.as_bytes(),
            old: Some(old.to_vec()),
        };
        difference(&file, "out/a")
    }

    #[test]
    fn a_difference_is_unified() {
        assert_eq!(
            shown(b"one\ntwo\nthree\n", "one\n2\nthree\n"),
            "--- out/a (on disk)\n+++ out/a (from the document)\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"
        );
    }

    #[test]
    fn a_long_difference_is_cut() {
        let new: String = (0..1000).map(|line| format!("{line}\n")).collect();
        let text = shown(b"", &new);
        assert_eq!(text.lines().count(), LINES_SHOWN + 1);
        assert!(
            text.ends_with("… and 803 more lines of this file\n"),
            "{text}"
        );
    }

    #[test]
    fn what_a_difference_would_not_show_is_said() {
        assert!(shown(b"a\r\nb\r\n", "a\nb\n").contains("line ends"));
        assert!(shown(b"\xff", "a\n").contains("not text"));
        let file = ChangedFile {
            path: "a",
            bytes: b"",
            old: None,
        };
        assert!(difference(&file, "a").contains("link"));
    }
}
