//! Printing that outlives its reader.

use std::io::{self, Write};

use anyhow::Context;

/// Prints a line, or several, on standard output.
///
/// A reader that went away, as in `… | head`, is not a fault: the work goes on. Any other
/// failure is one, because what was asked for has not arrived.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    let result = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}

/// Prints a line, or several, on standard error.
pub(crate) fn tell(text: &str) {
    // There is no place left to report a failure of this.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}
