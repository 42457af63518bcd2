//! Tables whose columns are always the same.

use std::io::{self, Read};

use chrono::NaiveDate;
use tieuchi_core::{Diagnostic, nearest};

use crate::{
    cell::{not_date, parse_day},
    codes,
    faults::{At, Faults},
    layout::columns_missing,
    table::{Row, Table},
    text::{listed, quoted},
};

/// A table with known columns.
#[derive(Debug)]
pub(crate) struct FixedTable<R> {
    /// Its rows.
    table: Table<R>,
    /// Where each column stands.
    columns: Vec<(&'static str, usize)>,
}

/// One row, and whether anything is wrong in it.
#[derive(Debug)]
pub(crate) struct FixedRow<'t, 'f, 'p> {
    /// Its cells.
    row: Row<'t>,
    /// Where each column stands.
    columns: &'t [(&'static str, usize)],
    /// What is wrong in the file.
    faults: &'f mut Faults<'p>,
    /// Whether nothing was wrong in this row.
    sound: bool,
}

impl<R: Read> FixedTable<R> {
    /// Reads the header; none where it does not have the columns.
    pub(crate) fn open(
        input: R,
        required: &[&'static str],
        optional: &[&'static str],
        faults: &mut Faults<'_>,
    ) -> io::Result<Option<Self>> {
        let Some(table) = Table::open(input, faults)? else { return Ok(None) };
        let (names, line) = (table.names(), table.header_line());
        let (mut columns, mut missing) = (Vec::new(), Vec::new());
        for name in required.iter().chain(optional) {
            match names.iter().position(|found| found == name) {
                Some(column) => columns.push((*name, column)),
                None if required.contains(name) => missing.push(*name),
                None => {}
            }
        }
        let excused = columns_missing(missing.into_iter(), names, line, faults);
        for name in names.iter().filter(|name| !name.is_empty()) {
            let found = columns.iter().any(|(known, _)| known == name);
            if !found && !excused.contains(&name.as_str()) {
                let known = required.iter().chain(optional).copied();
                faults.add(At::cell(line, name), || column_unknown(name, known));
            }
        }
        Ok(faults.none().then_some(Self { table, columns }))
    }

    /// The next row.
    pub(crate) fn next<'t, 'f, 'p>(
        &'t mut self,
        faults: &'f mut Faults<'p>,
    ) -> io::Result<Option<FixedRow<'t, 'f, 'p>>> {
        let Some(row) = self.table.next(faults)? else { return Ok(None) };
        Ok(Some(FixedRow { row, columns: &self.columns, faults, sound: true }))
    }
}

impl<'t> FixedRow<'t, '_, '_> {
    /// The line on which it begins.
    pub(crate) const fn line(&self) -> u64 {
        self.row.line
    }

    /// Whether nothing was wrong in this row so far.
    pub(crate) const fn is_sound(&self) -> bool {
        self.sound
    }

    /// Says what is wrong in a cell.
    pub(crate) fn fault(&mut self, column: &str, make: impl FnOnce() -> Diagnostic) {
        self.sound = false;
        self.faults.add(At::cell(self.row.line, column), make);
    }

    /// A cell as text; empty where there is no such column.
    pub(crate) fn text(&mut self, column: &str) -> &'t str {
        let found = self.columns.iter().find(|(name, _)| *name == column);
        let text = found.map(|(_, index)| self.row.text(*index)).unwrap_or_default();
        if text.chars().any(char::is_control) {
            self.fault(column, || {
                let message = format!("{} holds a control character", quoted(text.as_bytes()));
                Diagnostic::error(codes::CONTROL, message)
                    .help("write it on one line; look for a quote `\"` that is not closed")
            });
        }
        text
    }

    /// A cell that must not be empty.
    pub(crate) fn required(&mut self, column: &str) -> &'t str {
        let text = self.text(column);
        if text.is_empty() {
            self.fault(column, || {
                Diagnostic::error(codes::CELL_EMPTY, format!("`{column}` is empty"))
                    .help("fill the cell in")
            });
        }
        text
    }

    /// A cell that has a shape.
    pub(crate) fn shaped(
        &mut self,
        column: &str,
        is_shaped: fn(&str) -> bool,
        shape: &str,
    ) -> &'t str {
        let text = self.required(column);
        if !text.is_empty() && !is_shaped(text) {
            self.fault(column, || {
                let message = format!("{} is not {shape}", quoted(text.as_bytes()));
                Diagnostic::error(codes::ID_MALFORMED, message)
                    .help("write the code or id, not the name")
            });
        }
        text
    }

    /// A cell that holds one of a few words.
    pub(crate) fn word<T: Copy>(&mut self, column: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.required(column);
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() && !text.is_empty() {
            self.fault(column, || word_unknown(text, column, words.iter().map(|(word, _)| *word)));
        }
        found
    }

    /// A day, if the cell is not empty.
    pub(crate) fn day(&mut self, column: &str) -> Option<NaiveDate> {
        let text = self.text(column);
        let day = parse_day(text.as_bytes());
        if day.is_none() && !text.is_empty() {
            self.fault(column, || not_date(text.as_bytes()).note("expected a day as `2024-12-31`"));
        }
        day
    }

    /// A day that must be there.
    pub(crate) fn required_day(&mut self, column: &str) -> Option<NaiveDate> {
        self.required(column);
        self.day(column)
    }

    /// A first day and the last one, if there is one, which must not be before it.
    pub(crate) fn days(
        &mut self,
        first: &str,
        last: &str,
    ) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let (from, until) = (self.required_day(first), self.day(last));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            self.fault(last, || {
                let message = format!("the last day `{until}` is before the first day `{from}`");
                Diagnostic::error(codes::DAYS_REVERSED, message)
                    .help(format!("correct `{first}` or `{last}`"))
            });
        }
        Some((from?, until))
    }
}

/// A column that such a table does not have.
fn column_unknown<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let message = format!("{} is not a column of this file", quoted(name.as_bytes()));
    let diagnostic = Diagnostic::error(codes::COLUMN_UNKNOWN, message)
        .note(format!("expected {}", listed(known.clone())));
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("take the column out"),
    }
}

/// A word that means nothing there.
fn word_unknown<'a>(
    text: &str,
    column: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let message = format!("{} is not a {column}", quoted(text.as_bytes()));
    let diagnostic = Diagnostic::error(codes::WORD_UNKNOWN, message)
        .note(format!("expected {}", listed(known.clone())));
    match nearest(text, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("write one of these words"),
    }
}
