//! The only place that prints: data to stdout, everything else to stderr.

use std::io::{ErrorKind, IsTerminal, Write};

use clap::ValueEnum;
use tieuchi_core::{Diagnostic, Sources};
use tieuchi_pipeline::Trouble;

use crate::{exit::Exit, render};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorFormat {
    /// With the lines of the files
    Human,
    /// One thing a line, for screen readers
    Plain,
    /// For programs
    Json,
}

impl From<ErrorFormat> for render::Format {
    fn from(format: ErrorFormat) -> Self {
        match format {
            ErrorFormat::Human => Self::Human,
            ErrorFormat::Plain => Self::Plain,
            ErrorFormat::Json => Self::Json,
        }
    }
}

/// Writes data. A reader that has gone away (`| head`) is no fault of ours.
pub(crate) fn data(text: &str) -> Exit {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            say(&format!("error: cannot write to standard output: {error}"));
            Exit::CouldNotFinish
        }
        _ => Exit::Done,
    }
}

/// Says something to the person at the terminal.
pub(crate) fn say(text: &str) {
    // Nobody is left to hear of it if standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}

/// Shows diagnostics.
pub(crate) fn diagnostics(items: &[Diagnostic], sources: &Sources, format: ErrorFormat) {
    if !items.is_empty() {
        let color = std::io::stderr().is_terminal();
        say(&render::diagnostics(items, sources, format.into(), color));
    }
}

/// Shows why a command could not do its work.
pub(crate) fn trouble(trouble: &Trouble, format: ErrorFormat) -> Exit {
    match trouble {
        Trouble::Files { diagnostics: items, sources } => {
            diagnostics(items, sources, format);
            Exit::FilesWrong
        }
        other => {
            error(other);
            if let Some(help) = other.help() {
                say(&format!("  help: {help}"));
            }
            Exit::CouldNotFinish
        }
    }
}

/// Says what went wrong, and what was behind it.
pub(crate) fn error(error: &dyn std::error::Error) {
    say(&format!("error: {error}"));
    let mut cause = error.source();
    while let Some(error) = cause {
        say(&format!("  caused by: {error}"));
        cause = error.source();
    }
}
