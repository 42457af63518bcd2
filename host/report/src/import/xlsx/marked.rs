//! The officer's own sheets, repeated as they were read, with the refused cells marked.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, IgnoreError, Note};
use tieuchi_core::{ImportColumn, ImportReport, ImportSheet, OfficeCell, OfficePart, Refusal};

use crate::{
    book::{Book, Sheet, Unwritten, excel_day, floating},
    import::{
        wording::{expected, reason},
        xlsx::{
            Place,
            paint::{Paint, Paints},
        },
    },
    messages::{Argument, Messages},
    part::words,
};

/// The most rows of a sheet that is repeated whole; of a longer one only the header and the rows
/// with marked cells are.
const WHOLE_ROWS_MAX: u64 = 50_000;

/// The most cells of all sheets that are repeated: a workbook is made in memory.
const CELLS_MAX: usize = if cfg!(test) { 20_000 } else { 1_000_000 };

/// The most notes: programs for spreadsheets open a file with more of them slowly. The list tells
/// what the others would.
const NOTES_MAX: usize = 5_000;

/// Rows and columns of a sheet.
const ROWS_MAX: u32 = 1_048_576;
const COLUMNS_MAX: u32 = 16_384;

/// Rows below the header by which the width of columns is chosen.
const SAMPLE_ROWS: u32 = 200;

/// Merged cells: first row and column, last row and column; rows from 1, columns from 0.
type Merge = ((u32, u32), (u32, u32));

/// What is marked in a row: by column from 0, or the whole row.
type RowMarks<'r> = BTreeMap<Option<u32>, Vec<(&'r Refusal, bool)>>;

/// Writes the sheets as their parts come.
pub(super) struct Marked<'r, 'b> {
    /// The book.
    book: &'b mut Book,
    /// What came of the import.
    report: &'r ImportReport,
    /// Its words.
    messages: &'r Messages,
    /// What is marked, by the name of the sheet and by row.
    marks: BTreeMap<Option<String>, BTreeMap<u32, RowMarks<'r>>>,
    /// The colours and shapes of cells.
    paints: Paints,
    /// The sheet in hand.
    open: Option<Open<'r>>,
    /// Cells and notes that may still be written.
    left: (usize, usize),
    /// Where each sheet stands now: its number in the book.
    pub(super) placed: BTreeMap<Option<String>, usize>,
    /// Where the table had to be cut off: the name of the sheet and the last row.
    pub(super) cut: Option<(String, u32)>,
    /// What went wrong.
    fault: Option<Unwritten>,
}

/// A sheet that is being repeated.
struct Open<'r> {
    /// Its number in the book.
    index: usize,
    /// What the import made of it, where it is known.
    sheet: Option<&'r ImportSheet>,
    /// What is marked in it, without the rows that were written.
    marks: BTreeMap<u32, RowMarks<'r>>,
    /// Whether only the header and marked rows are repeated.
    in_part: bool,
    /// Letters by column, of the table.
    widths: BTreeMap<u16, usize>,
    /// Letters of the cells of the header, by row and column.
    headers: BTreeMap<(u32, u16), usize>,
    /// The columns of the table.
    columns: Vec<u16>,
}

impl Open<'_> {
    /// Looks how much room a cell needs.
    fn measure(&mut self, row: u32, column: u16, (paint, cell): (Paint, &OfficeCell)) {
        let last = self.sheet.and_then(|sheet| sheet.header_rows).map_or(0, |(_, last)| last);
        if paint == Paint::Header {
            self.headers.insert((row, column), letters(cell));
        } else if row > last && row - last < SAMPLE_ROWS && paint != Paint::Plain {
            let width = self.widths.entry(column).or_default();
            *width = (*width).max(letters(cell));
        }
    }

    /// Makes columns as wide as what stands in them, and the rows of the header as high as theirs
    /// needs.
    fn fit(&self, page: &mut Sheet<'_>) -> Result<(), Unwritten> {
        let width = |column: u16| {
            let own = self.widths.get(&column).map_or(0, |letters| letters + 2);
            let headers = self.headers.iter().filter(|((_, found), _)| *found == column);
            let header = headers.map(|(_, letters)| (*letters + 2).min(14)).max();
            own.max(header.unwrap_or(0)).clamp(5, 32)
        };
        let columns = self.widths.keys().chain(self.headers.keys().map(|(_, column)| column));
        for column in columns {
            page.page.set_column_width(*column, u16::try_from(width(*column)).unwrap_or(32))?;
        }
        let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
        for ((row, column), letters) in &self.headers {
            let most = lines.entry(*row).or_insert(1);
            *most = (*most).max(letters.div_ceil(width(*column)));
        }
        for (row, lines) in lines.into_iter().filter(|(_, lines)| *lines > 1) {
            let lines = u8::try_from(lines.min(10)).unwrap_or(10);
            page.page.set_row_height(row.saturating_sub(1), f64::from(lines) * 15.0)?;
        }
        Ok(())
    }
}

/// Whether a column is among the cells of a row.
fn stands(cells: &[(u32, OfficeCell)], column: u32) -> bool {
    cells.iter().any(|(found, _)| *found == column)
}

impl<'r, 'b> Marked<'r, 'b> {
    /// Starts with the first sheet after those that the book has.
    pub(super) fn new(
        book: &'b mut Book,
        report: &'r ImportReport,
        messages: &'r Messages,
    ) -> Self {
        let mut marks: BTreeMap<_, BTreeMap<u32, RowMarks<'r>>> = BTreeMap::new();
        for (refusals, refused) in [(&report.refusals, true), (&report.notices, false)] {
            for refusal in refusals.iter().filter(|refusal| refusal.row > 0) {
                let sheet = marks.entry(refusal.sheet.clone()).or_default();
                let row = sheet.entry(refusal.row).or_default();
                let column = refusal.column.as_deref().and_then(number);
                row.entry(column).or_default().push((refusal, refused));
            }
        }
        let paints = Paints::new(&book.formats);
        let left = (CELLS_MAX, NOTES_MAX);
        let (placed, open, cut, fault) = (BTreeMap::new(), None, None, None);
        Self { book, report, messages, marks, paints, open, left, placed, cut, fault }
    }

    /// Takes a part of the file; false once no more can be taken.
    pub(super) fn part(&mut self, part: OfficePart) -> bool {
        let written = match part {
            OfficePart::Sheet { name, merges } => self.sheet(name, &merges),
            OfficePart::Row { row, cells } => self.row(row, &cells),
        };
        if let Err(fault) = written {
            self.fault = Some(fault);
        }
        self.fault.is_none() && self.cut.is_none()
    }

    /// Ends the last sheet; where the sheets stand, and where the table was cut off.
    pub(super) fn finish(mut self) -> Result<Finished, Unwritten> {
        self.end()?;
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok((self.placed, self.cut)),
        }
    }

    /// Begins a sheet.
    fn sheet(&mut self, name: Option<String>, merges: &[Merge]) -> Result<(), Unwritten> {
        self.end()?;
        let marks = self.marks.remove(&name).unwrap_or_default();
        let sheet = self.report.sheets.iter().find(|sheet| sheet.name == name);
        let rows = sheet.map_or(0, |sheet| sheet.rows_read + sheet.ignored.values().sum::<u64>());
        let columns = sheet.map_or(1, |sheet| sheet.columns.len().max(1));
        let fits =
            usize::try_from(rows).is_ok_and(|rows| rows.saturating_mul(columns) <= self.left.0);
        let in_part = rows > WHOLE_ROWS_MAX || !fits;
        let shown = name.clone().unwrap_or_else(|| stem(&self.report.file).to_owned());
        let index = self.book.sheets();
        let mut page = self.book.sheet(&shown)?;
        page.page.set_landscape();
        page.page.ignore_error_range(
            0,
            0,
            ROWS_MAX - 1,
            16_383,
            IgnoreError::NumberStoredAsText,
        )?;
        if !marks.is_empty() {
            page.page.set_tab_color(super::REFUSED);
        }
        if let Some((first, last)) = sheet.and_then(|sheet| sheet.header_rows) {
            let (first, last) = (first.max(1), last.min(ROWS_MAX - 1));
            if last <= 40 {
                page.page.set_freeze_panes(last, 0)?;
            }
            if first <= last {
                page.page.set_repeat_rows(first - 1, last - 1)?;
            }
        }
        if in_part {
            page.page.hide_unused_rows(true);
            let text = self.messages.word("import-marked-part");
            page.page.set_header(format!("&L{}", text.replace('&', "&&")));
        } else {
            merge(&mut page, merges, (&self.paints, &mut self.left.0));
        }
        self.placed.insert(name, index);
        let label = |column: &ImportColumn| u16::try_from(number(&column.column)?).ok();
        let columns =
            sheet.map_or(Vec::new(), |sheet| sheet.columns.iter().filter_map(label).collect());
        let (widths, headers) = (BTreeMap::new(), BTreeMap::new());
        self.open = Some(Open { index, sheet, marks, in_part, widths, headers, columns });
        Ok(())
    }

    /// Repeats a row.
    fn row(&mut self, row: u32, cells: &[(u32, OfficeCell)]) -> Result<(), Unwritten> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let header = open.sheet.and_then(|sheet| sheet.header_rows);
        let below = header.is_none_or(|(_, last)| row > last);
        let marks = open.marks.remove(&row).unwrap_or_default();
        if row > ROWS_MAX || (open.in_part && below && marks.is_empty()) {
            return Ok(());
        }
        if cells.len() + marks.len() > self.left.0 {
            self.cut = Some((self.book.page(open.index)?.name, row.saturating_sub(1)));
            return Ok(());
        }
        self.left.0 -= cells.len() + marks.len();
        let whole_row = marks.get(&None);
        let plain = match header {
            Some((first, last)) if (first..=last).contains(&row) => Paint::Header,
            Some((_, last)) if row > last => Paint::Cell,
            _ => Paint::Plain,
        };
        let plain = match whole_row {
            Some(told) if told.iter().any(|(_, refused)| *refused) => Paint::Refused,
            _ => plain,
        };
        // A heading between rows is no row of the table.
        let plain = if plain == Paint::Cell && cells.len() < 2 { Paint::Plain } else { plain };
        let mut page = self.book.page(open.index)?;
        for (column, cell) in cells.iter().filter(|(column, _)| *column < COLUMNS_MAX) {
            let paint = marks.get(&Some(*column)).map_or(plain, |told| paint(told));
            let column = u16::try_from(*column).unwrap_or(0);
            write(&mut page, (row - 1, column), cell, (paint, &mut self.paints))?;
            open.measure(row, column, (plain, cell));
        }
        if matches!(plain, Paint::Cell | Paint::Refused) {
            for column in open.columns.iter().filter(|column| !stands(cells, u32::from(**column))) {
                self.left.0 = self.left.0.saturating_sub(1);
                page.page.write_blank(row - 1, *column, self.paints.get(plain, ""))?;
            }
        }
        let first = cells.first().map_or(0, |(column, _)| *column);
        for (column, told) in &marks {
            let at = column.unwrap_or(first);
            if at >= COLUMNS_MAX {
                continue;
            }
            if !stands(cells, at) {
                let format = self.paints.get(paint(told), "");
                page.page.write_blank(row - 1, u16::try_from(at).unwrap_or(0), format)?;
            }
            note(&mut page, (row - 1, at), told, (&mut self.left.1, self.messages))?;
        }
        Ok(())
    }

    /// Ends the sheet in hand.
    fn end(&mut self) -> Result<(), Unwritten> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let mut page = self.book.page(open.index)?;
        // Rows that could not be read at all, such as lines without an end, are marked where they
        // would stand.
        for (row, marks) in open.marks.iter().filter(|(row, _)| **row <= ROWS_MAX) {
            for (column, told) in marks {
                let at = (row.saturating_sub(1), column.unwrap_or(0).min(COLUMNS_MAX - 1));
                if self.cut.is_none() && self.left.0 > 0 {
                    self.left.0 -= 1;
                    let format = self.paints.get(paint(told), "");
                    page.page.write_blank(at.0, u16::try_from(at.1).unwrap_or(0), format)?;
                    note(&mut page, at, told, (&mut self.left.1, self.messages))?;
                }
            }
        }
        open.fit(&mut page)?;
        if open.in_part {
            let row = open.sheet.and_then(|sheet| sheet.header_rows).map_or(1, |(first, _)| first);
            let column = open.columns.last().copied().unwrap_or(0).saturating_add(2);
            let text = self.messages.word("import-marked-part");
            let told = Note::new(text).add_author_prefix(false).set_visible(true).set_width(320);
            page.page.insert_note(row.saturating_sub(1), column, &told)?;
        }
        if let Some((name, row)) = &self.cut {
            let row = row.to_string();
            let arguments = [("sheet", words(name)), ("row", words(&row))];
            let text = self.messages.text("import-marked-cut", &arguments);
            page.page.set_header(format!("&L{}", text.replace('&', "&&")));
        }
        Ok(())
    }
}

/// Where sheets stand in the book, and where the table was cut off.
pub(super) type Finished = (BTreeMap<Option<String>, usize>, Option<(String, u32)>);

/// Merges cells as they were, as long as there is room: every cell of an area is kept.
fn merge(page: &mut Sheet<'_>, merges: &[Merge], (paints, left): (&Paints, &mut usize)) {
    for ((top, first), (bottom, last)) in merges {
        let rows = (top.checked_sub(1), bottom.checked_sub(1).filter(|row| *row < ROWS_MAX));
        let columns = (u16::try_from(*first), u16::try_from(*last));
        let ((Some(top), Some(bottom)), (Ok(first), Ok(last))) = (rows, columns) else { continue };
        let height = bottom.checked_sub(top).and_then(|rows| usize::try_from(rows).ok());
        let width = last.checked_sub(first).map(usize::from);
        let (Some(height), Some(width)) = (height, width) else { continue };
        let area = height.saturating_add(1).saturating_mul(width + 1);
        // Nobody merges so much by hand.
        let Some(rest) = left.checked_sub(area).filter(|_| area <= 10_000) else { continue };
        if u32::from(last) < COLUMNS_MAX {
            *left = rest;
            // Areas that overlap are a fault of the file: the first one stands.
            let _ = page.page.merge_range(top, first, bottom, last, "", paints.merged());
        }
    }
}

/// Writes a cell as it stood. Words stay words.
fn write(
    page: &mut Sheet<'_>,
    at: (u32, u16),
    cell: &OfficeCell,
    (paint, paints): (Paint, &mut Paints),
) -> Result<(), Unwritten> {
    let number = |page: &mut Sheet<'_>, text: &str, format: &Format| {
        page.page.write_number_with_format(at.0, at.1, floating(text), format)?;
        Ok(())
    };
    match cell {
        OfficeCell::Text(text) => page.words(at, text, paints.words(paint, text)),
        OfficeCell::Number(text) => number(page, text, paints.get(paint, "")),
        OfficeCell::Percent(text) => number(page, text, paints.get(paint, "0.00%")),
        OfficeCell::Padded(text, digits) => {
            let zeros = "0".repeat(usize::from(*digits).clamp(1, 30));
            number(page, text, paints.get(paint, &zeros))
        }
        OfficeCell::Day(day) => match excel_day(*day) {
            Some(date) => {
                let format = paints.get(paint, "dd/mm/yyyy");
                page.page.write_datetime_with_format(at.0, at.1, &date, format)?;
                Ok(())
            }
            None => page.words(at, &day.format("%d/%m/%Y").to_string(), paints.get(paint, "")),
        },
        OfficeCell::Flag(flag) => {
            page.page.write_boolean_with_format(at.0, at.1, *flag, paints.get(paint, ""))?;
            Ok(())
        }
    }
}

/// Writes what is wrong in a cell beside it, if there is still room for notes.
fn note(
    page: &mut Sheet<'_>,
    (row, column): (u32, u32),
    told: &[(&Refusal, bool)],
    (left, messages): (&mut usize, &Messages),
) -> Result<(), Unwritten> {
    let Some(rest) = left.checked_sub(1) else { return Ok(()) };
    *left = rest;
    let mut text = String::new();
    for (refusal, _) in told.iter().take(5) {
        let mut add = |line: &str| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend(line.chars().filter(|letter| !letter.is_control()).take(600));
        };
        add(&reason(refusal, messages));
        let expected = expected(refusal, messages);
        for (key, name, value) in [
            ("import-expected", "expected", Some(&expected)),
            ("import-proposal", "proposal", refusal.proposal.as_ref()),
        ] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                add(&messages.text(key, &[(name, Argument::Text(value))]));
            }
        }
    }
    let lines = text.lines().map(|line| line.chars().count().div_ceil(38).max(1)).sum::<usize>();
    let height = u32::try_from(lines).unwrap_or(20).clamp(3, 20) * 17;
    let note = Note::new(text).add_author_prefix(false).set_width(280).set_height(height);
    page.page.insert_note(row, u16::try_from(column).unwrap_or(0), &note)?;
    Ok(())
}

/// The colour of what is told of a cell.
fn paint(told: &[(&Refusal, bool)]) -> Paint {
    if told.iter().any(|(_, refused)| *refused) { Paint::Refused } else { Paint::Noticed }
}

/// How long a cell is when it is shown.
fn letters(cell: &OfficeCell) -> usize {
    match cell {
        OfficeCell::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
        OfficeCell::Number(text) | OfficeCell::Percent(text) => text.len(),
        OfficeCell::Padded(_, digits) => usize::from(*digits),
        OfficeCell::Day(_) => 10,
        OfficeCell::Flag(_) => 5,
    }
}

/// A column as refusals name it, from 0: `C`, or `3` for a text file.
pub(super) fn number(label: &str) -> Option<u32> {
    if let Ok(number) = label.parse::<u32>() {
        return number.checked_sub(1);
    }
    let mut column = 0_u32;
    for letter in label.bytes() {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    column.checked_sub(1)
}

/// The name of a file without its folders and its ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

impl Place {
    /// The cell of a refusal as a link inside the workbook; none where it does not stand in one of
    /// its sheets.
    pub(super) fn of(
        refusal: &Refusal,
        (placed, cut): (&BTreeMap<Option<String>, usize>, Option<u32>),
        name_of: impl Fn(usize) -> String,
    ) -> Option<Self> {
        let index = placed.get(&refusal.sheet)?;
        let seen =
            (1..=ROWS_MAX).contains(&refusal.row) && cut.is_none_or(|cut| refusal.row <= cut);
        let column = refusal.column.as_deref().and_then(number).unwrap_or(0);
        let column = u16::try_from(column).ok().filter(|_| seen)?;
        let name = name_of(*index).replace('\'', "''");
        Some(Self(format!("internal:'{name}'!{}", crate::book::cell((refusal.row - 1, column)))))
    }
}
