//! What an import refused, as a workbook to hand back: a list, and the officer's own sheets marked.

use rust_xlsxwriter::{Color, Format, FormatUnderline, Url};
use tieuchi_core::{ImportReport, ImportSheet, OfficePart, Refusal};

use crate::{
    book::{Book, DARK, Sheet, Unwritten},
    import::{
        text::{format, ignored},
        wording::{expected, reason},
        xlsx::marked::{Finished, Marked},
    },
    lang::Lang,
    messages::{Argument, Messages},
    part::words,
};

mod marked;
mod paint;
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

/// The most links from the list to the cells of the sheets; a sheet may have some more.
const LINKS_MAX: usize = 10_000;

/// A cell of a sheet as the target of a link.
struct Place(String);

/// What an import refused as a workbook (XLSX): a list with the place of every cell, what was read,
/// why it was refused and what to write, with a filter; then the officer's own sheets with the same
/// names, rows and columns, the refused cells marked and told about in a note; then a summary. Of a
/// sheet with very many rows only the header and the marked rows are repeated. Text is always text.
///
/// `read` hands over the sheets of the file, part by part, until it is told that no more can be
/// taken; it is not called where there is nothing to mark.
pub fn import_xlsx(
    report: &ImportReport,
    lang: Lang,
    read: impl FnOnce(&mut dyn FnMut(OfficePart) -> bool),
) -> Result<Vec<u8>, Unwritten> {
    let messages = Messages::of(lang);
    let title = messages.text("import-heading", &[("file", words(&report.file))]);
    // An import has no day of its own; any fixed one makes the same file of the same refusals.
    let mut book =
        Book::new(&title, chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default())?;
    let name = messages.word("import-list-sheet");
    // The names of the officer's sheets stay as they are.
    let same = |sheet: &ImportSheet| {
        sheet.name.as_ref().is_some_and(|found| found.to_lowercase() == name.to_lowercase())
    };
    let taken = report.sheets.iter().any(same);
    book.sheet(&if taken { format!("{name} (tieuchi)") } else { name })?;
    let mut marked = Marked::new(&mut book, report, messages);
    if !(report.refusals.is_empty() && report.notices.is_empty()) {
        read(&mut |part| marked.part(part));
    }
    let finished = marked.finish()?;
    list(&mut book, report, &finished, messages)?;
    summary(&mut book, report, (&title, finished.1.as_ref()), messages)?;
    book.bytes()
}

/// The list of cells.
fn list(
    book: &mut Book,
    report: &ImportReport,
    (placed, cut): &Finished,
    messages: &Messages,
) -> Result<(), Unwritten> {
    let mut names = Vec::new();
    for index in 0..book.sheets() {
        names.push(book.page(index)?.name);
    }
    let cut_at = |refusal: &Refusal| {
        let index = placed.get(&refusal.sheet)?;
        let (name, row) = cut.as_ref()?;
        (names.get(*index) == Some(name)).then_some(*row)
    };
    let mut sheet = book.page(0)?;
    sheet.page.set_landscape();
    sheet.page.set_row_height(0, 24)?;
    for (column, (key, width)) in (0..).zip(COLUMNS) {
        sheet.words((0, column), &messages.word(key), &sheet.formats.header)?;
        sheet.page.set_column_width(column, width)?;
    }
    let marked = |color| sheet.formats.words.clone().set_background_color(color);
    let (refused, noticed, proposed) = (marked(REFUSED), marked(NOTICED), marked(PROPOSED));
    let linked =
        sheet.formats.words.clone().set_font_color(DARK).set_underline(FormatUnderline::Single);
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
            let name_of = |index: usize| names.get(index).cloned().unwrap_or_default();
            let place = Place::of(refusal, (placed, cut_at(refusal)), name_of);
            if let Some(Place(place)) = place.filter(|_| row as usize <= LINKS_MAX) {
                let whole_row = || messages.word("import-marked-row");
                let text = refusal.column.clone().unwrap_or_else(whole_row);
                let url = Url::new(place).set_text(text);
                sheet.page.write_url_with_format(row, 4, url, &linked)?;
            }
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
    (title, cut): (&str, Option<&(String, u32)>),
    messages: &Messages,
) -> Result<(), Unwritten> {
    let mut sheet = book.sheet(&messages.word("import-summary-sheet"))?;
    sheet.page.set_column_width(0, 12)?.set_column_width(1, 78)?;
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
    if !(report.refusals.is_empty() && report.notices.is_empty()) {
        lines.push(messages.word("import-marked-hint"));
    }
    if let Some((name, row)) = cut {
        let row = row.to_string();
        let arguments = [("sheet", words(name)), ("row", words(&row))];
        lines.push(messages.text("import-marked-cut", &arguments));
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
    // Both stand in one cell: side by side they would be taken for a header, where somebody imports
    // this workbook.
    let both = |header: &str, id: &str| format!("{header} → {id}");
    let [column, header, id] = ["import-column-column", "import-column-header", "import-column-id"]
        .map(|key| messages.word(key));
    sheet.words((row, 0), &column, &sheet.formats.header)?;
    sheet.words((row, 1), &both(&header, &id), &sheet.formats.header)?;
    for column in &found.columns {
        row += 1;
        let id = column.id.clone().unwrap_or_else(|| messages.word("import-column-passed-over"));
        sheet.words((row, 0), &column.column, &sheet.formats.words)?;
        sheet.words((row, 1), &both(&column.header, &id), &sheet.formats.words)?;
    }
    let ignored = ignored(found, messages);
    if !ignored.is_empty() {
        row += 1;
        let ignored = messages.text("import-ignored", &[("rows", words(&ignored))]);
        sheet.words((row, 0), &ignored, &sheet.formats.note)?;
    }
    Ok(row)
}
