//! What is wrong in one file: the first of it as diagnostics, the rest as a number.

use tieuchi_core::Diagnostic;

use crate::codes;

/// The most diagnostics of one file that are kept.
pub(crate) const FAULTS_MAX: usize = 50;

/// Where in a file: its line from 1, and the column by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    /// The line on which the row begins.
    pub(crate) line: u64,
    /// The column, where one cell is at fault.
    pub(crate) column: Option<&'a str>,
}

impl<'a> At<'a> {
    /// A row.
    pub(crate) const fn row(line: u64) -> Self {
        Self { line, column: None }
    }

    /// A cell.
    pub(crate) const fn cell(line: u64, column: &'a str) -> Self {
        Self { line, column: Some(column) }
    }
}

/// Collects diagnostics of one file.
///
/// Tables are too large to be kept as text for a label, so the first note of each diagnostic says
/// where it is, always in the form of [`Faults::place`].
#[derive(Debug)]
pub(crate) struct Faults<'a> {
    /// The file as the caller names it.
    path: &'a str,
    /// Lines and what is wrong there.
    kept: Vec<(u64, Diagnostic)>,
    /// How much is wrong in all.
    count: u64,
}

impl<'a> Faults<'a> {
    /// Starts with nothing wrong.
    pub(crate) const fn new(path: &'a str) -> Self {
        Self { path, kept: Vec::new(), count: 0 }
    }

    /// Adds one; `make` is not called where enough are kept, so that a hostile file costs little.
    pub(crate) fn add(&mut self, at: At<'_>, make: impl FnOnce() -> Diagnostic) {
        self.count += 1;
        if self.kept.len() < FAULTS_MAX {
            let mut diagnostic = make();
            diagnostic.notes.insert(0, self.place(at));
            self.kept.push((at.line, diagnostic));
        }
    }

    /// Whether nothing is wrong so far.
    pub(crate) const fn none(&self) -> bool {
        self.count == 0
    }

    /// How much is wrong so far.
    pub(crate) const fn count(&self) -> u64 {
        self.count
    }

    /// A place in words: ``registers/2024/citizens.csv, line 17, column `gio-hoc` ``.
    fn place(&self, at: At<'_>) -> String {
        let column =
            at.column.map(|column| format!(", column {}", crate::text::quoted(column.as_bytes())));
        format!("{}, line {}{}", self.path, at.line, column.unwrap_or_default())
    }

    /// All that was kept, by line, closed by a count of the rest.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by_key(|(line, _)| *line);
        let more = self.count - self.kept.len() as u64;
        let mut all: Vec<_> = self.kept.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        if more > 0 {
            let message =
                format!("`{}` has {more} more mistakes than these {FAULTS_MAX}", self.path);
            all.push(
                Diagnostic::error(codes::MORE_FAULTS, message)
                    .help("mend these, and look again; one mistake often repeats on every row"),
            );
        }
        all
    }
}
