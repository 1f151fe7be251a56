// Emitted by oas-codegen from an OpenAPI document; changes here are lost. @generated

//! Lists every item of every page of `listCandidates`.
//!
//! `cargo run --package truto-ats --example list_candidates -- --help` tells how to call it.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;
use indicatif::{HumanBytes, ProgressBar};
use truto_ats::oas_runtime::page::Progress;
use truto_ats::oas_runtime::serde::Serialize;
use truto_ats::oas_runtime::serde_json;
use truto_ats::{Client, Error};

const USAGE: &str = "usage: cargo run --package truto-ats --example list_candidates -- --account ID [--limit N] [--job-id ID] [--base-url URL] [--json]\n\n  --account      The ID of the integrated account to use for the request.\n  --limit        The limit parameter defines the maximum number of records to return.\n  --job-id       The ID of the job to filter the candidates by.\n  --base-url     the address of the API, in place of the usual one\n  --json         one JSON object a line in place of a table\n\nThe API token is read from TRUTO_API_TOKEN.";

/// What the command line asks for.
struct Arguments {
    integrated_account_id: Option<String>,
    limit: Option<u32>,
    job_id: Option<String>,
    base_url: Option<String>,
    json: bool,
    help: bool,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self {
            integrated_account_id: None,
            limit: None,
            job_id: None,
            base_url: None,
            json: false,
            help: false,
        };
        while let Some(word) = words.next() {
            let (flag, attached) = match word.split_once('=') {
                Some((flag, value)) if flag.starts_with("--") => {
                    (flag.to_owned(), Some(value.to_owned()))
                }
                _ => (word, None),
            };
            let has_value = attached.is_some();
            let mut value = || {
                attached
                    .clone()
                    .or_else(|| words.next())
                    .ok_or_else(|| format!("{flag} needs a value"))
            };
            match flag.as_str() {
                "--account" => arguments.integrated_account_id = Some(value()?),
                "--limit" => arguments.limit = Some(number(&flag, &value()?)?),
                "--job-id" => arguments.job_id = Some(value()?),
                "--base-url" => arguments.base_url = Some(value()?),
                "--json" if !has_value => arguments.json = true,
                "--help" | "-h" if !has_value => arguments.help = true,
                _ => return Err(format!("`{flag}` is not understood")),
            }
        }
        Ok(arguments)
    }
}

fn number<T: std::str::FromStr>(flag: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{flag} takes a whole number, not `{text}`"))
}

/// Why the program could not do all that it was asked for.
enum Failure {
    Usage(String),
    Setting(String),
    Api(Error),
    Output(io::Error),
    /// Records that could not be read; each was reported where it stood.
    Records(u64),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Api(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => write!(formatter, "{message}\n\n{USAGE}"),
            Self::Setting(message) => formatter.write_str(message),
            Self::Api(error) => write!(formatter, "{error}"),
            Self::Output(error) => {
                write!(formatter, "the output cannot be written: {error}")
            }
            Self::Records(count) => {
                write!(formatter, "{count} records could not be read")
            }
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let _ = writeln!(io::stderr(), "error: {failure}");
            match failure {
                Failure::Usage(_) => ExitCode::from(2),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

async fn run() -> Result<(), Failure> {
    let arguments = Arguments::read(std::env::args().skip(1)).map_err(Failure::Usage)?;
    let mut output = io::stdout();
    if arguments.help {
        writeln!(output, "{USAGE}")?;
        return Ok(());
    }
    let token = std::env::var("TRUTO_API_TOKEN")
        .ok()
        .filter(|token| !token.is_empty())
        .ok_or_else(|| Failure::Setting(
            "TRUTO_API_TOKEN is not set: it must hold the API token".to_owned(),
        ))?;
    let mut builder = Client::builder().bearer_token(token);
    if let Some(base_url) = &arguments.base_url {
        builder = builder.base_url(base_url);
    }
    let client = builder.build()?;
    let mut request = client
        .candidates()
        .list(
            arguments
                .integrated_account_id
                .ok_or_else(|| Failure::Usage("--account is needed".to_owned()))?,
        );
    if let Some(value) = arguments.limit {
        request = request.limit(value);
    }
    if let Some(value) = arguments.job_id {
        request = request.job_id(value);
    }
    let mut items = request.stream();
    let table = Table::new();
    if !arguments.json {
        table.write_head(&mut output)?;
    }
    let bar = progress_bar(&items.progress());
    if !bar.is_hidden() {
        let bar = bar.clone();
        items = items.on_progress(move |progress| bar.set_message(words(progress)));
    }
    while let Some(item) = items.next().await {
        bar.suspend(|| {
            match item {
                Ok(item) if arguments.json => {
                    let line = serde_json::to_string(&item).map_err(io::Error::other)?;
                    writeln!(output, "{line}")?;
                }
                Ok(item) => {
                    table
                        .write_row(
                            &mut output,
                            &[
                                cell(&item.id),
                                cell(&item.name),
                                cell(&item.title),
                                cell(&item.company),
                                cell(&item.updated_at),
                            ],
                        )?
                }
                Err(error) if error.record_index().is_some() => {
                    writeln!(io::stderr(), "error: {error}")?;
                }
                Err(error) => return Err(Failure::from(error)),
            }
            output.flush()?;
            Ok(())
        })?;
    }
    bar.finish_and_clear();
    if !arguments.json {
        writeln!(
            io::stderr(), "items: {}, pages: {}", items.items_yielded(), items
            .pages_fetched()
        )?;
    }
    match items.records_failed() {
        0 => Ok(()),
        failed => Err(Failure::Records(failed)),
    }
}

/// A line at the foot of a terminal that is drawn anew as pages arrive. It goes to standard
/// error, is drawn only where that is a terminal, and makes room while a row is written.
fn progress_bar(progress: &Progress<'_>) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if !bar.is_hidden() {
        bar.set_message(words(progress));
        bar.enable_steady_tick(Duration::from_millis(100));
    }
    bar
}

/// How far it is. How much there is in all no page tells, so there is nothing to fill.
fn words(progress: &Progress<'_>) -> String {
    let bytes = HumanBytes(progress.bytes);
    let words = format!("pages: {}, items: {}, {bytes}", progress.pages, progress.items);
    let left = progress
        .rate_limit()
        .and_then(|rate_limit| Some((rate_limit.remaining?, rate_limit.limit?)));
    match left {
        Some((left, limit)) => format!("{words}, requests left: {left} of {limit}"),
        None => words,
    }
}

/// Items as lines with columns of one width.
struct Table {
    titles: [&'static str; 5usize],
}

impl Table {
    /// The first column is as wide as a UUID, the others share the rest of a wide line.
    const FIRST_WIDTH: usize = 38;
    const WIDTH: usize = 26;

    fn new() -> Self {
        Self {
            titles: ["ID", "NAME", "TITLE", "COMPANY", "UPDATED AT"],
        }
    }

    fn write_head(&self, output: &mut impl Write) -> io::Result<()> {
        self.write_row(output, &self.titles.map(str::to_owned))
    }

    fn write_row(
        &self,
        output: &mut impl Write,
        cells: &[String; 5usize],
    ) -> io::Result<()> {
        let mut line = String::new();
        for (index, cell) in cells.iter().enumerate() {
            let full_width = if index == 0 { Self::FIRST_WIDTH } else { Self::WIDTH };
            let mut width = 0;
            for character in cell.chars() {
                let own_width = width_of(character);
                if width + own_width > full_width - 2 {
                    line.push('…');
                    width += 1;
                    break;
                }
                line.push(character);
                width += own_width;
            }
            line.extend(std::iter::repeat_n(' ', full_width.saturating_sub(width)));
        }
        writeln!(output, "{}", line.trim_end())
    }
}

/// How many columns of a terminal a character takes: two in the scripts of East Asia.
fn width_of(character: char) -> usize {
    match u32::from(character) {
        0x300..=0x36f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f => 2,
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// A value as a cell: a text without its quotes, nothing for null, no control characters.
fn cell(value: &impl Serialize) -> String {
    let text = match serde_json::to_value(value) {
        Ok(serde_json::Value::Null) | Err(_) => String::new(),
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
    };
    text.replace(char::is_control, " ")
}
