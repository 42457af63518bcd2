//! What an import refused, as a workbook to hand back: every cell with its place, coloured.

use rust_xlsxwriter::{Color, Format};
use tieuchi_core::{ImportReport, ImportSheet, Refusal};

use crate::{
    book::{Book, Sheet, Unwritten},
    import::{
        text::{format, ignored},
        wording::{expected, reason},
    },
    lang::Lang,
    messages::{Argument, Messages},
    part::words,
};

#[cfg(test)]
mod tests;

/// The columns of the list: message key and width.
const COLUMNS: [(&str, u8); 10] = [
    ("import-field-severity", 10),
    ("import-field-file", 22),
    ("import-field-sheet", 16),
    ("import-field-row", 8),
    ("import-field-column", 8),
    ("import-field-header", 24),
    ("import-field-read", 24),
    ("import-field-reason", 38),
    ("import-field-expected", 38),
    ("import-field-proposal", 22),
];

/// What was read and is refused.
const REFUSED: Color = Color::RGB(0x00fb_d5d5);
/// What somebody should look at.
const NOTICED: Color = Color::RGB(0x00fd_f0c4);
/// What to write.
const PROPOSED: Color = Color::RGB(0x00d9_f2dc);

/// What an import refused as a workbook (XLSX): a list with the place of every cell, what was read,
/// why it was refused and what to write, with a filter; then a summary. Text is always text.
pub fn import_xlsx(report: &ImportReport, lang: Lang) -> Result<Vec<u8>, Unwritten> {
    let messages = Messages::of(lang);
    let title = messages.text("import-heading", &[("file", words(&report.file))]);
    // An import has no day of its own; any fixed one makes the same file of the same refusals.
    let mut book =
        Book::new(&title, chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default())?;
    list(&mut book, report, messages)?;
    summary(&mut book, report, &title, messages)?;
    book.bytes()
}

/// The list of cells.
fn list(book: &mut Book, report: &ImportReport, messages: &Messages) -> Result<(), Unwritten> {
    let mut sheet = book.sheet(&messages.word("import-list-sheet"))?;
    sheet.page.set_landscape();
    sheet.page.set_row_height(0, 24)?;
    for (column, (key, width)) in (0..).zip(COLUMNS) {
        sheet.words((0, column), &messages.word(key), &sheet.formats.header)?;
        sheet.page.set_column_width(column, width)?;
    }
    let marked = |color| sheet.formats.words.clone().set_background_color(color);
    let (refused, noticed, proposed) = (marked(REFUSED), marked(NOTICED), marked(PROPOSED));
    let mut row = 0;
    let kinds = [
        (&report.refusals, "import-severity-refused", &refused),
        (&report.notices, "import-severity-notice", &noticed),
    ];
    for (refusals, severity, read) in kinds {
        let severity = messages.word(severity);
        for refusal in refusals {
            row += 1;
            line(&mut sheet, row, (refusal, &severity), (read, &proposed), messages)?;
        }
    }
    let last = u16::try_from(COLUMNS.len()).unwrap_or(1) - 1;
    sheet.page.autofilter(0, 0, row, last)?;
    sheet.page.set_freeze_panes(1, 0)?;
    sheet.page.set_repeat_rows(0, 0)?;
    Ok(())
}

/// One line of the list.
fn line(
    sheet: &mut Sheet<'_>,
    row: u32,
    (refusal, severity): (&Refusal, &str),
    (read, proposed): (&Format, &Format),
    messages: &Messages,
) -> Result<(), Unwritten> {
    let plain = &sheet.formats.words;
    let (why, what) = (reason(refusal, messages), expected(refusal, messages));
    let Refusal { file, sheet: name, column, header, read: text, proposal, .. } = refusal;
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells = [
        (0, severity.to_owned(), read),
        (1, file.clone(), plain),
        (2, or_empty(name), plain),
        (4, or_empty(column), plain),
        (5, or_empty(header), plain),
        (6, text.clone(), read),
        (7, why, plain),
        (8, what, proposed),
        (9, or_empty(proposal), proposed),
    ];
    let widths = |column: u16| COLUMNS.get(usize::from(column)).map_or(10, |(_, width)| *width);
    for (column, text, format) in &cells {
        sheet.words((row, *column), text, format)?;
    }
    let texts: Vec<(&str, usize)> = cells
        .iter()
        .map(|(column, text, _)| (text.as_str(), usize::from(widths(*column))))
        .collect();
    sheet.fit(row, &texts)?;
    // A row is a number without a mark between its thousands.
    if refusal.row == 0 {
        return sheet.words((row, 3), "", plain);
    }
    let format = plain.clone().set_num_format("0");
    sheet.page.write_number_with_format(row, 3, refusal.row, &format)?;
    Ok(())
}

/// How much was taken, and what each column was taken for.
fn summary(
    book: &mut Book,
    report: &ImportReport,
    title: &str,
    messages: &Messages,
) -> Result<(), Unwritten> {
    let mut sheet = book.sheet(&messages.word("import-summary-sheet"))?;
    sheet.page.set_column_width(0, 12)?.set_column_width(1, 44)?.set_column_width(2, 34)?;
    sheet.words((0, 0), title, &sheet.formats.heading)?;
    let count = |count| Argument::Count(count);
    let rows = [
        ("read", count(report.rows_read)),
        ("accepted", count(report.rows_accepted)),
        ("refused", count(report.rows_refused)),
    ];
    let mut lines = vec![format(report, messages), messages.text("import-counts", &rows)];
    if report.is_refused() {
        let key = if report.strict { "import-refused-strict" } else { "import-refused-all" };
        lines.push(messages.word(key));
    }
    let more = report.refusals_total.saturating_sub(report.refusals.len() as u64);
    if more > 0 {
        lines.push(messages.text("import-more-not-kept", &[("count", count(more))]));
    }
    let mut row = 0;
    for text in lines {
        row += 1;
        sheet.words((row, 0), &text, &sheet.formats.note)?;
    }
    for found in &report.sheets {
        row = mapping(&mut sheet, row + 2, found, messages)?;
    }
    Ok(())
}

/// What the columns of a sheet were taken for; gives the last row written.
fn mapping(
    sheet: &mut Sheet<'_>,
    mut row: u32,
    found: &ImportSheet,
    messages: &Messages,
) -> Result<u32, Unwritten> {
    if let Some(name) = &found.name {
        let name = messages.text("import-sheet", &[("sheet", words(name))]);
        sheet.words((row, 0), &name, &sheet.formats.note)?;
        row += 1;
    }
    if found.header_rows.is_none() {
        let passed_over = messages.word("import-sheet-passed-over");
        sheet.words((row, 0), &passed_over, &sheet.formats.note)?;
        return Ok(row);
    }
    for (column, key) in
        (0..).zip(["import-column-column", "import-column-header", "import-column-id"])
    {
        sheet.words((row, column), &messages.word(key), &sheet.formats.header)?;
    }
    for column in &found.columns {
        row += 1;
        let id = column.id.clone().unwrap_or_else(|| messages.word("import-column-passed-over"));
        for (place, text) in (0..).zip([&column.column, &column.header, &id]) {
            sheet.words((row, place), text, &sheet.formats.words)?;
        }
    }
    let ignored = ignored(found, messages);
    if !ignored.is_empty() {
        row += 1;
        let ignored = messages.text("import-ignored", &[("rows", words(&ignored))]);
        sheet.words((row, 0), &ignored, &sheet.formats.note)?;
    }
    Ok(row)
}
