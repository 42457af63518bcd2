//! The only place that prints: data to stdout, everything else to stderr.

use std::{
    io::{ErrorKind, IsTerminal, Write},
    path::Path,
};

use tieuchi_core::{Diagnostic, Sources};
use tieuchi_pipeline::Trouble;

pub(crate) use crate::render::Format as ErrorFormat;

use crate::{exit::Exit, language, render, trouble::Wrong};

/// Writes data.
pub(crate) fn data(text: &str) -> Exit {
    let mut out = std::io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// How writing data ended. A reader that has gone away (`| head`) is no fault of ours.
fn written(result: std::io::Result<()>) -> Exit {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            wrong(&Wrong::unwritable(None, &error))
        }
        _ => Exit::Done,
    }
}

/// Says something to the person at the terminal, without whatever in it could steer the terminal:
/// it may repeat what was typed, or the name of a file.
pub(crate) fn say(text: &str) {
    let lines: Vec<String> = text.lines().map(render::one_line).collect();
    write(&lines.join("\n"));
}

/// Writes to standard error.
fn write(text: &str) {
    // Nobody is left to hear of it if standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}

/// A number of things: `1 commune`, `11 communes`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{count} {word}")
}

/// Shows diagnostics.
pub(crate) fn diagnostics(items: &[Diagnostic], sources: &Sources, format: ErrorFormat) {
    if !items.is_empty() {
        let color = std::io::stderr().is_terminal();
        write(&render::diagnostics(items, sources, format, color, language::messages()));
    }
}

/// Shows why a command could not do its work.
pub(crate) fn trouble(trouble: &Trouble, format: ErrorFormat) -> Exit {
    match trouble {
        Trouble::Files { diagnostics: items, sources } => {
            diagnostics(items, sources, format);
            Exit::FilesWrong
        }
        other => Wrong::of(other).map_or(Exit::CouldNotFinish, |said| wrong(&said)),
    }
}

/// Says what went wrong, what was behind it, and what to do.
pub(crate) fn wrong(wrong: &Wrong) -> Exit {
    for line in wrong.lines(language::messages()) {
        say(&line);
    }
    Exit::CouldNotFinish
}

/// Writes data to a file, whole or not at all, or to standard output. A file that is there already
/// is left alone; bytes that are no text do not go to a terminal.
pub(crate) fn deliver(bytes: &[u8], out: Option<&Path>, binary: bool) -> Exit {
    let Some(path) = out else {
        let mut out = std::io::stdout().lock();
        if binary && std::io::stdout().is_terminal() {
            return wrong(&Wrong::new("trouble-terminal"));
        }
        return written(out.write_all(bytes).and_then(|()| out.flush()));
    };
    match write_new(path, bytes) {
        Ok(()) => Exit::Done,
        Err(error) => wrong(&Wrong::unwritable(Some(path), &error)),
    }
}

/// Writes a file that is not there yet; what was written in part is taken away again.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create_new(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
        // Nothing more can be said than why the writing failed.
        let _ = std::fs::remove_file(path);
    })
}
