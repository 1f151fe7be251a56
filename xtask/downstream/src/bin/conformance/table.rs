//! What was found, a line for each request.

use std::fmt::Display;
use std::future::Future;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::anyhow;

/// How long one line may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How much of a finding a line shows.
const WIDTH: usize = 90;

#[derive(Debug, Default)]
pub struct Table {
    lines: Vec<(String, anyhow::Result<String>)>,
}

impl Table {
    /// Waits for what came of a request and keeps it. What it gives is there to go on with.
    pub async fn check<T: Display + Clone>(
        &mut self,
        name: &str,
        checked: impl Future<Output = anyhow::Result<T>>,
    ) -> Option<T> {
        let result = tokio::time::timeout(PATIENCE, checked)
            .await
            .unwrap_or_else(|_| Err(anyhow!("no end after {} s", PATIENCE.as_secs())));
        let found = result.as_ref().ok().cloned();
        self.add(name, result.map(|found| found.to_string()));
        found
    }

    pub fn add(&mut self, name: &str, result: anyhow::Result<String>) {
        self.lines.push((name.to_owned(), result));
    }

    /// Prints it all, and fails if a line does.
    pub fn print(&self) -> anyhow::Result<ExitCode> {
        let names = self.lines.iter().map(|(name, _)| name.chars().count());
        let width = names.max().unwrap_or_default();
        let mut failed = 0;
        for (name, result) in &self.lines {
            let (word, detail) = match result {
                Ok(detail) => ("pass", shortened(detail)),
                Err(error) => {
                    failed += 1;
                    ("FAIL", format!("{error:#}"))
                }
            };
            println!("{name:<width$} | {word} | {detail}");
        }
        println!("{} passed, {failed} failed", self.lines.len() - failed);
        Ok(if failed == 0 && !self.lines.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    let start: String = text.chars().take(WIDTH - 1).collect();
    format!("{start}…")
}

/// `1 candidate`, `2 candidates`.
pub fn counted(count: impl TryInto<u64>, one: &str) -> String {
    match count.try_into().unwrap_or(u64::MAX) {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    }
}

/// How much a stream gave.
pub fn came(items: u64, pages: u64) -> String {
    format!(
        "{} on {}",
        counted(items, "candidate"),
        counted(pages, "page")
    )
}
