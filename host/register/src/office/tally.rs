//! The report of an import while it grows.

use tieuchi_core::{
    GivenId, IgnoredRow, ImportColumn, ImportReport, ImportSheet, PlaceCode, Refusal,
    RefusalReason, SubjectId,
};

use super::shown::{Showing, shown};

/// The most refusals of one file that are kept; the others are counted.
pub(super) const REFUSALS_MAX: usize = 100_000;

/// The most rows that hold nobody which are named; the others are counted.
const IGNORED_MAX: usize = 1_000;

/// The report so far.
#[derive(Debug)]
pub(super) struct Tally {
    /// All of it.
    report: ImportReport,
    /// The sheet in hand.
    sheet: ImportSheet,
}

/// Where something was refused.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct At<'a> {
    /// The row, from 1; 0 for the sheet or the file.
    pub(super) row: u32,
    /// The column as the officer sees it.
    pub(super) column: Option<&'a str>,
    /// What the header says.
    pub(super) header: Option<&'a str>,
}

impl Tally {
    /// Starts the report of a file.
    pub(super) fn new(file: &str, strict: bool) -> Self {
        let report = ImportReport { file: file.to_owned(), strict, ..ImportReport::default() };
        Self { report, sheet: ImportSheet::default() }
    }

    /// What the file is.
    pub(super) const fn format(&mut self, format: &'static str, encoding: &'static str) {
        self.report.format = format;
        self.report.encoding = encoding;
    }

    /// Starts a sheet.
    pub(super) fn start(
        &mut self,
        name: Option<&str>,
        header_rows: Option<(u32, u32)>,
        columns: Vec<ImportColumn>,
    ) {
        self.sheet = ImportSheet {
            name: name.map(str::to_owned),
            header_rows,
            columns,
            ..ImportSheet::default()
        };
    }

    /// Ends a sheet.
    pub(super) fn finish_sheet(&mut self) {
        self.report.sheets.push(std::mem::take(&mut self.sheet));
    }

    /// A row that holds nobody.
    pub(super) fn ignored(&mut self, row: u32, what: IgnoredRow) {
        *self.sheet.ignored.entry(what).or_default() += 1;
        if what != IgnoredRow::Blank && self.sheet.ignored_rows.len() < IGNORED_MAX {
            self.sheet.ignored_rows.push((row, what));
        }
    }

    /// A row that holds somebody.
    pub(super) fn read(&mut self) {
        self.report.rows_read += 1;
        self.sheet.rows_read += 1;
    }

    /// A row that was handed on.
    pub(super) fn accepted(&mut self, place: &PlaceCode) {
        self.report.rows_accepted += 1;
        match self.report.places.get_mut(place) {
            Some(count) => *count += 1,
            None => {
                self.report.places.insert(place.clone(), 1);
            }
        }
    }

    /// An id that was made for a subject.
    pub(super) fn given(&mut self, place: &PlaceCode, row: u32, subject: &SubjectId) {
        let sheet = u16::try_from(self.report.sheets.len()).unwrap_or(u16::MAX);
        let (place, subject) = (place.clone(), subject.clone());
        self.report.given.push(GivenId { place, sheet, row, subject });
    }

    /// A row with something refused.
    pub(super) const fn refused_row(&mut self) {
        self.report.rows_refused += 1;
    }

    /// Whether chunks may still be handed on: where one refusal refuses all, nothing more is.
    pub(super) const fn hands_on(&self) -> bool {
        !self.report.strict || self.report.refusals_total == 0
    }

    /// Whether the caller wants everything refused for one refusal.
    pub(super) const fn is_strict(&self) -> bool {
        self.report.strict
    }

    /// Adds a refusal.
    pub(super) fn refuse(
        &mut self,
        at: At<'_>,
        (read, showing): (&str, Showing),
        (reason, proposal): (RefusalReason, Option<String>),
    ) {
        self.report.refusals_total += 1;
        if self.report.refusals.len() < REFUSALS_MAX {
            let refusal = self.refusal(at, (read, showing), (reason, proposal));
            self.report.refusals.push(refusal);
        }
    }

    /// Adds something to look at.
    pub(super) fn notice(&mut self, at: At<'_>, read: &str, reason: RefusalReason) {
        if self.report.notices.len() < IGNORED_MAX {
            let refusal = self.refusal(at, (read, Showing::Plain), (reason, None));
            self.report.notices.push(refusal);
        }
    }

    /// Adds a refusal where one refuses all, and something to look at otherwise.
    pub(super) fn doubt(&mut self, at: At<'_>, read: &str, reason: RefusalReason) {
        if self.is_strict() {
            self.refuse(at, (read, Showing::Plain), (reason, None));
        } else {
            self.notice(at, read, reason);
        }
    }

    /// A refusal in the sheet in hand.
    fn refusal(
        &self,
        at: At<'_>,
        (read, showing): (&str, Showing),
        (reason, proposal): (RefusalReason, Option<String>),
    ) -> Refusal {
        let one_line = |text: &str| shown(text, Showing::Plain);
        Refusal {
            file: self.report.file.clone(),
            sheet: self.sheet.name.clone(),
            row: at.row,
            column: at.column.map(str::to_owned),
            header: at.header.map(one_line),
            read: shown(read, showing),
            reason,
            proposal,
        }
    }

    /// The report.
    pub(super) fn finish(self) -> ImportReport {
        self.report
    }
}
