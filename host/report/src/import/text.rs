//! What came of an import, as text for a terminal.

use std::collections::BTreeMap;

use tieuchi_core::{GivenId, ImportReport, ImportSheet, PlaceCode, Refusal, SubjectId};

use crate::{
    import::wording::{NONE, by_reason, expected, location, reason},
    lang::Lang,
    layout::{Column, Row, clean, grid, paragraph},
    messages::{Argument, Messages},
    part::words,
};

#[cfg(test)]
mod tests;

/// Refusals of one reason that are told in full; the others are counted.
const FULL_MAX: usize = 5;

/// What came of an import as text: how many rows were taken, what each column was taken for, and
/// what was refused, by reason, the first of each in full.
pub fn import_text(report: &ImportReport, lang: Lang) -> String {
    let messages = Messages::of(lang);
    let mut text = line(&messages.text("import-heading", &[("file", words(&report.file))]));
    text.push_str(&line(&format(report, messages)));
    let count = |count| Argument::Count(count);
    let rows = [
        ("read", count(report.rows_read)),
        ("accepted", count(report.rows_accepted)),
        ("refused", count(report.rows_refused)),
    ];
    text.push_str(&line(&messages.text("import-counts", &rows)));
    if report.is_refused() {
        let key = if report.strict { "import-refused-strict" } else { "import-refused-all" };
        text.push_str(&line(&messages.word(key)));
    }
    for (place, rows) in &report.places {
        let arguments = [("place", words(place.as_str())), ("rows", count(*rows))];
        text.push_str(&line(&format!("  {}", messages.text("import-place", &arguments))));
    }
    text.push_str(&given(report, messages));
    report.sheets.iter().for_each(|found| text.push_str(&sheet(found, messages)));
    if report.refusals_total == 0 {
        text.push('\n');
        text.push_str(&line(&messages.word("import-all-well")));
    } else {
        text.push_str(&heading("import-refusals", report.refusals_total, messages));
        text.push_str(&list(&report.refusals, messages));
        let more = report.refusals_total.saturating_sub(report.refusals.len() as u64);
        if more > 0 {
            let more = messages.text("import-more-not-kept", &[("count", count(more))]);
            text.push_str(&line(&more));
        }
    }
    if !report.notices.is_empty() {
        text.push_str(&heading("import-notices", report.notices.len() as u64, messages));
        text.push_str(&list(&report.notices, messages));
    }
    text
}

/// How many ids were made in each commune, and which.
fn given(report: &ImportReport, messages: &Messages) -> String {
    let mut by_place: BTreeMap<&PlaceCode, (u64, &SubjectId, &SubjectId)> = BTreeMap::new();
    for GivenId { place, subject, .. } in &report.given {
        let (count, _, last) = by_place.entry(place).or_insert((0, subject, subject));
        *count += 1;
        *last = subject;
    }
    let mut text = String::new();
    for (place, (count, first, last)) in by_place {
        let first = if count == 1 { NONE } else { first.as_str() };
        let arguments = [
            ("count", Argument::Count(count)),
            ("place", words(place.as_str())),
            ("first", words(first)),
            ("last", words(last.as_str())),
        ];
        text.push_str(&line(&format!("  {}", messages.text("import-given", &arguments))));
    }
    text
}

/// Running text that a terminal can show.
fn line(text: &str) -> String {
    paragraph(&clean(text))
}

/// A heading with how many things stand under it, and what to do about them.
fn heading(key: &str, count: u64, messages: &Messages) -> String {
    let heading = messages.text(key, &[("count", Argument::Count(count))]);
    format!("\n{}{}", line(&heading), line(&messages.word(&format!("{key}-why"))))
}

/// The file's format and encoding.
pub(crate) fn format(report: &ImportReport, messages: &Messages) -> String {
    let unknown = messages.word("import-format-unknown");
    let format = if report.format.is_empty() { &unknown } else { report.format };
    if report.encoding.is_empty() {
        return messages.text("import-format", &[("format", words(format))]);
    }
    let arguments = [("format", words(format)), ("encoding", words(report.encoding))];
    messages.text("import-format-encoding", &arguments)
}

/// A sheet: its header, what its columns were taken for, and rows that hold nobody.
fn sheet(sheet: &ImportSheet, messages: &Messages) -> String {
    let mut text = String::from("\n");
    if let Some(name) = &sheet.name {
        text.push_str(&line(&messages.text("import-sheet", &[("sheet", words(name))])));
    }
    let Some((first, last)) = sheet.header_rows else {
        text.push_str(&line(&messages.word("import-sheet-passed-over")));
        return text;
    };
    let (first_row, last_row) = (first.to_string(), last.to_string());
    let rows = ("rows", Argument::Count(sheet.rows_read));
    text.push_str(&line(&if first == last {
        messages.text("import-sheet-header", &[("row", words(&first_row)), rows])
    } else {
        let ends = [("first", words(&first_row)), ("last", words(&last_row)), rows];
        messages.text("import-sheet-header-rows", &ends)
    }));
    let column =
        |key: &str, width_max| Column { header: vec![messages.word(key)], right: false, width_max };
    let columns = [
        column("import-column-column", 8),
        column("import-column-header", 50),
        column("import-column-id", 40),
    ];
    let rows: Vec<Row> = sheet
        .columns
        .iter()
        .map(|column| {
            let passed_over = || messages.word("import-column-passed-over");
            let id = column.id.clone().unwrap_or_else(passed_over);
            Row::Cells(vec![column.column.clone(), column.header.clone(), id])
        })
        .collect();
    text.push_str(&grid(&columns, &rows));
    let ignored = ignored(sheet, messages);
    if !ignored.is_empty() {
        text.push_str(&line(&messages.text("import-ignored", &[("rows", words(&ignored))])));
    }
    text
}

/// Rows that hold nobody, how many of each; empty where there are none.
pub(crate) fn ignored(sheet: &ImportSheet, messages: &Messages) -> String {
    let item = |(row, count): (&tieuchi_core::IgnoredRow, &u64)| {
        let count = [("count", Argument::Count(*count))];
        messages.text(&format!("import-ignored-{}", row.key()), &count)
    };
    sheet.ignored.iter().map(item).collect::<Vec<_>>().join("; ")
}

/// Refusals by reason, the first of each in full.
fn list(refusals: &[Refusal], messages: &Messages) -> String {
    let mut text = String::new();
    for (_, group) in by_reason(refusals) {
        for refusal in group.iter().take(FULL_MAX) {
            text.push_str(&in_full(refusal, messages));
        }
        let more = group.len().saturating_sub(FULL_MAX) as u64;
        if more > 0 {
            let more = messages.text("import-more", &[("count", Argument::Count(more))]);
            text.push_str(&line(&format!("  {more}")));
        }
    }
    text
}

/// One refusal: where, what was read, why, what to write.
fn in_full(refusal: &Refusal, messages: &Messages) -> String {
    let header = refusal.header.as_ref().map(|header| {
        format!(" ({})", messages.text("import-header", &[("header", words(header))]))
    });
    let place = format!("{}{}", location(refusal, messages), header.unwrap_or_default());
    let mut text = line(&format!("  {place}: {}", reason(refusal, messages)));
    let mut add = |key: &str, name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&line(&format!("      {}", messages.text(key, &[(name, words(value))]))));
        }
    };
    add("import-read", "read", &refusal.read);
    add("import-expected", "expected", &expected(refusal, messages));
    add("import-proposal", "proposal", refusal.proposal.as_deref().unwrap_or_default());
    text
}
