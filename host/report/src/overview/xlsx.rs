//! A report as a workbook: a sheet for each section, totals and rates as formulas, charts.

use tieuchi_core::{Overview, RoundMode, Rounding};

use crate::{
    book::{Book, Sheet, Unwritten, cell},
    count::{Total, totals},
    lang::{Lang, NOTHING},
    messages::Messages,
    overview::{parts, section::Section, text::title_lines},
    part::{Cell, Column, Figure, Part, Row, words},
    rate::Rate,
};

mod charts;
#[cfg(test)]
mod tests;

/// The rows of a sheet before its header: heading, what it is of, what it means, nothing.
const HEAD_ROWS: u32 = 4;

/// The digits of a rate that a formula is written with, until the reader's program works it out.
const CACHED: Rounding = Rounding { mode: RoundMode::HalfUp, digits: 8 };

/// Where a section stands in its sheet.
#[derive(Debug, Default)]
struct Placed {
    /// The sheet's name as formulas write it.
    reference: String,
    /// The first and the last row of its figures.
    rows: Option<(u32, u32)>,
    /// The sheet's column of each column; a rate has the one after it, too.
    columns: Vec<u16>,
}

/// A report as a workbook (XLSX): a summary with a chart, a sheet for each section with frozen
/// header and filter, and charts. Sums and rates are formulas. Text is always text.
pub fn overview_xlsx(overview: &Overview, lang: Lang) -> Result<Vec<u8>, Unwritten> {
    let messages = Messages::of(lang);
    let titles = title_lines(overview, messages);
    let mut book = Book::new(&titles.join(" · "), overview.summary.period.last_day())?;
    let totals = totals(&overview.summary);
    // The summary comes first and refers to what comes after it, whose place is known beforehand.
    let parts = sheets(overview, messages);
    let lines = parts.iter().find(|part| part.section == Section::Titles);
    let source = lines.map(|part| planned(part, &part.heading(messages)));
    summary(&mut book, &titles, &totals, source.as_ref(), messages)?;
    let mut placed = Vec::new();
    for part in &parts {
        placed.push((part, write_part(&mut book, part, &titles[1], messages)?));
    }
    charts::write(&mut book, &placed, messages)?;
    book.bytes()
}

/// The sections with a sheet of their own. In a workbook there is room for all hamlets.
fn sheets(overview: &Overview, messages: &Messages) -> Vec<Part> {
    let mut parts = parts::of(overview, messages);
    if !parts.iter().any(|part| part.section == Section::Hamlets) {
        parts.push(parts::hamlets(overview, messages));
    }
    parts.retain(|part| part.rows.iter().any(|row| row.body().is_some()));
    parts.sort_by_key(|part| part.section);
    parts
}

/// Where a section will stand.
fn planned(part: &Part, name: &str) -> Placed {
    let rows = part.rows.iter().filter_map(Row::body).count();
    let last = u32::try_from(rows).unwrap_or(0) + HEAD_ROWS;
    let reference = format!("'{name}'!");
    Placed { reference, rows: Some((HEAD_ROWS + 1, last)), columns: columns(part) }
}

/// The sheet's column of each column of a section.
fn columns(part: &Part) -> Vec<u16> {
    let mut next = 0;
    let place = |column: &Column| {
        let place = next;
        next += if matches!(column.figure, Figure::Rate(..)) { 2 } else { 1 };
        place
    };
    part.columns.iter().map(place).collect()
}

/// Writes the heading of a sheet.
fn head(sheet: &mut Sheet<'_>, lines: &[&str]) -> Result<(), Unwritten> {
    for (row, line) in (0..).zip(lines) {
        let format = if row == 0 { &sheet.formats.heading } else { &sheet.formats.note };
        sheet.words((row, 0), line, format)?;
    }
    Ok(())
}

/// Writes the sheet of a section.
fn write_part(
    book: &mut Book,
    part: &Part,
    of: &str,
    messages: &Messages,
) -> Result<Placed, Unwritten> {
    let heading = part.heading(messages);
    let mut sheet = book.sheet(&heading)?;
    head(&mut sheet, &[&heading, of, &part.why(messages).unwrap_or_default()])?;
    let placed = Placed { reference: sheet.reference(), ..planned(part, &heading) };
    write_header(&mut sheet, part, &placed.columns, messages)?;
    let bodies = part.rows.iter().filter_map(Row::body);
    let mut row = HEAD_ROWS;
    for cells in bodies {
        row += 1;
        let mut texts = Vec::new();
        for ((column, at), cell) in part.columns.iter().zip(&placed.columns).zip(cells) {
            write_cell(&mut sheet, (row, *at), column, cell, &placed.columns)?;
            if let Cell::Text(text) = cell {
                texts.push((text.as_str(), usize::from(width(column))));
            }
        }
        sheet.fit(row, &texts)?;
    }
    let end = placed.columns.last().map_or(0, |last| {
        let rate =
            part.columns.last().is_some_and(|column| matches!(column.figure, Figure::Rate(..)));
        last + u16::from(rate)
    });
    sheet.page.autofilter(HEAD_ROWS, 0, row, end)?;
    sheet.page.set_freeze_panes(HEAD_ROWS + 1, u16::from(part.grouped))?;
    sheet.page.set_repeat_rows(HEAD_ROWS, HEAD_ROWS)?;
    sheet.page.set_landscape();
    for (line, note) in (row + 2..).zip(&part.notes) {
        sheet.words((line, 0), note, &sheet.formats.note)?;
    }
    Ok(placed)
}

/// Writes the header of a section and sets the widths of its columns.
fn write_header(
    sheet: &mut Sheet<'_>,
    part: &Part,
    places: &[u16],
    messages: &Messages,
) -> Result<(), Unwritten> {
    sheet.page.set_row_height(HEAD_ROWS, 48)?;
    for (column, at) in part.columns.iter().zip(places) {
        let title = column.title();
        if matches!(column.figure, Figure::Rate(..)) {
            for (step, key) in [(0, "report-rate-low"), (1, "report-rate-high")] {
                let title = messages.text(key, &[("rate", words(&title))]);
                sheet.words((HEAD_ROWS, at + step), &title, &sheet.formats.header)?;
                sheet.page.set_column_width(at + step, 16)?;
            }
            continue;
        }
        sheet.words((HEAD_ROWS, *at), &title, &sheet.formats.header)?;
        sheet.page.set_column_width(*at, width(column))?;
    }
    Ok(())
}

/// The width of a column in letters.
fn width(column: &Column) -> u8 {
    let words = u8::try_from(column.width_max.clamp(10, 48)).unwrap_or(48);
    if column.figure == Figure::Words { words } else { 13 }
}

/// Writes a cell: a sum and a rate as formulas over other cells of the row.
fn write_cell(
    sheet: &mut Sheet<'_>,
    at: (u32, u16),
    column: &Column,
    value: &Cell,
    places: &[u16],
) -> Result<(), Unwritten> {
    let of = |columns: &[usize]| -> Vec<String> {
        columns
            .iter()
            .filter_map(|column| places.get(*column))
            .map(|place| cell((at.0, *place)))
            .collect()
    };
    match (value, &column.figure) {
        (Cell::Count(count), Figure::Sum(parts)) => {
            let formula = format!("=SUM({})", of(parts).join(","));
            sheet.formula(at, &formula, &count.to_string(), &sheet.formats.count)
        }
        (Cell::Rate(rate), Figure::Rate(low, high, whole)) => {
            write_rate(sheet, at, *rate, [&of(low), &of(high), &of(whole)])
        }
        (Cell::Empty, Figure::Rate(..)) => {
            sheet.words(at, "", &sheet.formats.words)?;
            sheet.words((at.0, at.1 + 1), "", &sheet.formats.words)
        }
        (Cell::Count(count) | Cell::Span(count, _), _) => sheet.count(at, *count),
        (Cell::Number(number), _) => sheet.number(at, *number),
        (Cell::Day(day), _) => sheet.day(at, *day),
        (Cell::Text(text), _) => sheet.words(at, text, &sheet.formats.words),
        (Cell::Empty | Cell::Rate(_), _) => sheet.words(at, "", &sheet.formats.words),
    }
}

/// Writes the least and the greatest rate as formulas: `–` where the whole is nobody.
fn write_rate(
    sheet: &mut Sheet<'_>,
    at: (u32, u16),
    rate: Rate,
    [low, high, whole]: [&[String]; 3],
) -> Result<(), Unwritten> {
    let sum = |cells: &[String]| match cells {
        [only] => only.clone(),
        cells => format!("SUM({})", cells.join(",")),
    };
    let whole = sum(whole);
    for (step, part, cells) in [(0, rate.low, low), (1, rate.high, high)] {
        let formula = format!("=IF({whole}=0,\"{NOTHING}\",{}/{whole})", sum(cells));
        let value = cached(part, rate.of);
        sheet.formula((at.0, at.1 + step), &formula, &value, &sheet.formats.percent)?;
    }
    Ok(())
}

/// The value of a rate's formula. Of nobody there is none: an empty value would be read as 0.
fn cached(part: u64, of: u64) -> String {
    let units = CACHED.apply(part.min(of).into(), of.into(), CACHED.digits);
    let decimal = |units| tieuchi_core::Decimal { units, scale: CACHED.digits }.to_string();
    units.map_or_else(|| NOTHING.to_owned(), decimal)
}

/// Writes the first sheet: the titles over all communes, as sums over the sheet of titles.
fn summary(
    book: &mut Book,
    titles: &[String; 2],
    totals: &[Total<'_>],
    source: Option<&Placed>,
    messages: &Messages,
) -> Result<(), Unwritten> {
    let part = parts::totals_alone(totals, messages);
    let mut sheet = book.sheet(&messages.word("report-sheet-summary"))?;
    let note =
        messages.word(if totals.is_empty() { "report-nothing" } else { "report-sheet-note" });
    head(&mut sheet, &[&titles[0], &titles[1], &note])?;
    sheet.page.set_landscape();
    let (Some(source), Some(rows)) = (source, source.and_then(|source| source.rows)) else {
        return Ok(());
    };
    let places = columns(&part);
    write_header(&mut sheet, &part, &places, messages)?;
    let mut row = HEAD_ROWS;
    for (total, cells) in totals.iter().zip(&part.rows) {
        row += 1;
        for (index, (column, value)) in part.columns.iter().zip(cells.cells()).enumerate() {
            let at = (row, places[index]);
            match value {
                // The sheet of titles has the commune before the title.
                Cell::Count(count) if column.figure == Figure::Count && is_plain(total.name) => {
                    let summed = range(source, rows, index + 1);
                    let names = range(source, rows, 1);
                    let formula = format!("=SUMIFS({summed},{names},{})", cell((row, 0)));
                    sheet.formula(at, &formula, &count.to_string(), &sheet.formats.count)?;
                }
                value => write_cell(&mut sheet, at, column, value, &places)?,
            }
        }
    }
    let rates: Vec<Rate> = totals.iter().map(|total| total.count.rate()).collect();
    charts::of_summary(&mut sheet, &rates, &places, messages)
}

/// Whether a spreadsheet compares a text by its letters alone: no pattern, no comparison.
fn is_plain(text: &str) -> bool {
    !text.contains(['*', '?', '~']) && !text.starts_with(['<', '>', '='])
}

/// The cells of a column of a section: `'Sheet'!$C$6:$C$90`.
fn range(placed: &Placed, (first, last): (u32, u32), column: usize) -> String {
    let letters = crate::book::letters(placed.columns.get(column).copied().unwrap_or(0));
    format!("{}${letters}${}:${letters}${}", placed.reference, first + 1, last + 1)
}
