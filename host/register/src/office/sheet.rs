//! The rows of a sheet, one after the other.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use tieuchi_core::RefusalReason;

use super::{
    package::{Package, Part, Xml, attribute, broken, too_large},
    raw_cell::{Broken, Cells, RawCell, Shape, SheetNumber},
    records::CELL_MAX,
    style::Style,
    tcvn3,
    workbook::{Book, SheetPart, unescaped},
};

/// The most rows and columns of a sheet.
const ROWS_MAX: u32 = 1_048_576;

/// See [`ROWS_MAX`].
const COLUMNS_MAX: u32 = 16_384;

/// The most merged cells of a sheet.
const MERGES_MAX: usize = 100_000;

/// A row of a sheet; only what holds something.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    /// Its number, from 1.
    pub(super) row: u32,
    /// Its cells, from the left.
    cells: Vec<StoredCell>,
    /// Texts of its own.
    text: String,
}

/// A cell.
#[derive(Debug)]
struct StoredCell {
    /// Its column, from 0.
    column: u32,
    /// Its value.
    value: Stored,
    /// Its font, where that has an encoding of its own.
    old_font: Option<u32>,
}

/// A value.
#[derive(Debug)]
enum Stored {
    /// A text that cells share.
    Shared(usize),
    /// A text of the row.
    Text(Range<usize>),
    /// A number.
    Number(SheetNumber, Shape),
    /// True or false.
    Flag(bool),
    /// An error.
    Error(Range<usize>),
    /// A formula that was never worked out.
    NoValue,
}

/// Rectangles of merged cells: first row and column, last row and column; rows from 1, columns
/// from 0.
pub(super) type Merge = ((u32, u32), (u32, u32));

/// The rows of a sheet.
pub(super) struct SheetRows<'a> {
    /// The part.
    xml: Xml<Part<'a>>,
    /// What all sheets share.
    book: &'a Book,
    /// Whether texts are TCVN3.
    tcvn3: bool,
    /// The row in hand.
    row: SheetRow,
    /// The number of the row before.
    last: u32,
    /// Whether the rows are over.
    ended: bool,
    /// A text in hand.
    text: String,
}

/// A row with what its cells refer to.
#[derive(Clone, Copy)]
pub(super) struct RowView<'a> {
    /// The row.
    pub(super) row: &'a SheetRow,
    /// What all sheets share.
    book: &'a Book,
}

impl<'a> SheetRows<'a> {
    /// Opens a sheet.
    pub(super) fn open(
        package: &'a mut Package,
        book: &'a Book,
        sheet: &SheetPart,
        tcvn3: bool,
    ) -> Result<Self, RefusalReason> {
        let xml = package.part(&sheet.path)?.ok_or_else(|| broken("a sheet is missing"))?;
        let (row, text) = (SheetRow::default(), String::new());
        Ok(Self { xml, book, tcvn3, row, last: 0, ended: false, text })
    }

    /// The next row that holds something.
    pub(super) fn next(&mut self) -> Result<Option<RowView<'_>>, RefusalReason> {
        while !self.ended {
            match self.xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&element, "r").and_then(|text| text.parse().ok());
                        let row = number.unwrap_or(self.last.saturating_add(1));
                        self.start(row)?;
                    }
                    "c" => {
                        let next = self.row.cells.last().map_or(0, |cell| cell.column + 1);
                        let head = CellHead::of(&element, next)?;
                        self.cell(&head)?;
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "row" if !self.row.cells.is_empty() => {
                        self.row.cells.sort_by_key(|cell| cell.column);
                        return Ok(Some(RowView { row: &self.row, book: self.book }));
                    }
                    "sheetData" => self.ended = true,
                    _ => {}
                },
                Event::Eof => return Err(broken("the file ends inside a sheet")),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Begins a row.
    fn start(&mut self, row: u32) -> Result<(), RefusalReason> {
        if !(1..=ROWS_MAX).contains(&row) {
            return Err(broken("a row has no possible number"));
        }
        self.last = row;
        self.row.row = row;
        self.row.cells.clear();
        self.row.text.clear();
        Ok(())
    }

    /// Reads a cell up to its end.
    fn cell(&mut self, head: &CellHead) -> Result<(), RefusalReason> {
        let (mut has_formula, mut has_value, mut depth) = (false, false, 0_u32);
        self.text.clear();
        loop {
            match self.xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "f" => {
                        has_formula = true;
                        self.xml.text("", 0, &mut String::new())?;
                    }
                    "v" if head.kind == CellKind::Inline => {
                        self.xml.text("", 0, &mut String::new())?;
                    }
                    "v" | "is" => {
                        has_value = true;
                        self.xml.text("rPh", CELL_MAX, &mut self.text)?;
                    }
                    _ => depth += 1,
                },
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(broken("the file ends inside a cell")),
                _ => {}
            }
        }
        if self.row.cells.len() >= COLUMNS_MAX as usize {
            return Err(broken("a row has too many cells"));
        }
        let style = self.book.styles.get(head.style);
        let (value, decoded) = self.value(head.kind, style, has_formula, has_value);
        if let Some(value) = value {
            let old_font = style.old_font.filter(|_| !decoded);
            self.row.cells.push(StoredCell { column: head.column, value, old_font });
        }
        Ok(())
    }

    /// The value of the text in hand, if there is one, and whether it had to be decoded.
    fn value(
        &mut self,
        kind: CellKind,
        style: Style,
        has_formula: bool,
        has_value: bool,
    ) -> (Option<Stored>, bool) {
        if has_formula && !has_value {
            return (Some(Stored::NoValue), false);
        }
        let text = unescaped(&self.text);
        if text.is_empty() {
            return (None, false);
        }
        let own = |text: &str, row: &mut SheetRow| {
            let start = row.text.len();
            row.text.push_str(text);
            start..row.text.len()
        };
        let value = match kind {
            CellKind::Shared => {
                let index = text.trim().parse().unwrap_or(usize::MAX);
                let Some(shared) = self.book.strings.get(index).filter(|text| !text.is_empty())
                else {
                    return (None, false);
                };
                if let Some(decoded) = self.decoded(shared, style) {
                    return (Some(Stored::Text(own(&decoded, &mut self.row))), true);
                }
                Stored::Shared(index)
            }
            CellKind::Flag => Stored::Flag(matches!(text.trim(), "1" | "true" | "TRUE")),
            CellKind::Error => Stored::Error(own(&text, &mut self.row)),
            CellKind::Number => match SheetNumber::parse(text.trim()) {
                Some(number) => Stored::Number(number, style.shape),
                None => Stored::Text(own(&text, &mut self.row)),
            },
            CellKind::Text | CellKind::Inline => {
                if let Some(decoded) = self.decoded(&text, style) {
                    return (Some(Stored::Text(own(&decoded, &mut self.row))), true);
                }
                Stored::Text(own(&text, &mut self.row))
            }
        };
        (Some(value), false)
    }

    /// A text of TCVN3 as it is meant; none where it stands as it is meant already.
    fn decoded(&self, text: &str, style: Style) -> Option<String> {
        let fonts = &self.book.styles.old_fonts;
        let font = style.old_font.and_then(|font| fonts.get(font as usize));
        let meant = match font {
            Some(font) => font.starts_with(".Vn"),
            None => fonts.is_empty(),
        };
        if !self.tcvn3 || !meant || text.is_ascii() || !is_latin(text) {
            return None;
        }
        let decoded = tcvn3::from_latin(text);
        // Fonts of capitals draw small letters as capitals.
        let capitals = font.is_some_and(|font| font.ends_with('H'));
        Some(if capitals { decoded.to_uppercase() } else { decoded })
    }
}

/// Whether a text has only letters that one byte holds.
fn is_latin(text: &str) -> bool {
    text.chars().all(|letter| u32::from(letter) <= 0xff)
}

/// What a cell says of itself before its value.
struct CellHead {
    /// Its column, from 0.
    column: u32,
    /// Its style.
    style: usize,
    /// What its value is.
    kind: CellKind,
}

/// What the text of a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellKind {
    /// The number of a shared text.
    Shared,
    /// A text of its own, in `v`.
    Text,
    /// A text of its own, in `is`.
    Inline,
    /// A number, or a text that somebody forgot to call one.
    Number,
    /// True or false.
    Flag,
    /// An error.
    Error,
}

impl CellHead {
    /// Reads the attributes of a cell; `next` is the column after the cell before.
    fn of(element: &BytesStart<'_>, next: u32) -> Result<Self, RefusalReason> {
        let (mut column, mut style, mut kind) = (next, 0, CellKind::Number);
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.local_name().as_ref() {
                "r" => column = position(&attribute.value).map_or(next, |(_, column)| column),
                "s" => style = attribute.value.parse().unwrap_or(0),
                "t" => {
                    kind = match &*attribute.value {
                        "s" => CellKind::Shared,
                        "str" | "d" => CellKind::Text,
                        "inlineStr" | "is" => CellKind::Inline,
                        "b" => CellKind::Flag,
                        "e" => CellKind::Error,
                        _ => CellKind::Number,
                    }
                }
                _ => {}
            }
        }
        if column >= COLUMNS_MAX {
            return Err(broken("a cell has no possible column"));
        }
        Ok(Self { column, style, kind })
    }
}

/// Row (from 1) and column (from 0) of `C12`.
fn position(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let end = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = text.split_at_checked(end)?;
    let mut column = 0_u32;
    for letter in letters.bytes().filter(|letter| *letter != b'$') {
        let value = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() - b'A')?;
        column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
    }
    Some((digits.trim_start_matches('$').parse().ok()?, column.checked_sub(1)?))
}

/// A column (from 0) as letters.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// The merged cells of a sheet.
pub(super) fn merges(
    package: &mut Package,
    sheet: &SheetPart,
) -> Result<Vec<Merge>, RefusalReason> {
    let mut merges = Vec::new();
    let Some(mut xml) = package.part_from(&sheet.path, b"mergeCells") else { return Ok(merges) };
    // A break is told by whoever reads the rows, after those before it.
    while let Ok(event) = xml.next() {
        match event {
            Event::Start(element) if element.local_name().as_ref() == "mergeCell" => {
                let area = attribute(&element, "ref").unwrap_or_default();
                let (first, last) = area.split_once(':').unwrap_or((&area, &area));
                if let (Some(first), Some(last)) = (position(first), position(last))
                    && first.0 <= last.0
                    && first.1 <= last.1
                    && first != last
                {
                    merges.push((first, last));
                }
                if merges.len() > MERGES_MAX {
                    return Err(too_large("merges", MERGES_MAX as u64));
                }
            }
            Event::End(element) if element.local_name().as_ref() == "mergeCells" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(merges)
}

impl Cells for RowView<'_> {
    fn cell(&self, column: usize) -> RawCell<'_> {
        let key = u32::try_from(column).unwrap_or(u32::MAX);
        let Ok(found) = self.row.cells.binary_search_by_key(&key, |cell| cell.column) else {
            return RawCell::Empty;
        };
        let Some(cell) = self.row.cells.get(found) else { return RawCell::Empty };
        let own = |range: &Range<usize>| self.row.text.get(range.clone()).unwrap_or_default();
        let text = match &cell.value {
            Stored::Shared(index) => self.book.strings.get(*index).unwrap_or_default(),
            Stored::Text(range) => own(range),
            Stored::Number(number, shape) => return RawCell::Number(*number, *shape),
            Stored::Flag(flag) => return RawCell::Flag(*flag),
            Stored::Error(range) => return RawCell::Broken(Broken::Error(own(range))),
            Stored::NoValue => return RawCell::Broken(Broken::NoValue),
        };
        let fonts = &self.book.styles.old_fonts;
        let font = cell.old_font.and_then(|font| fonts.get(font as usize));
        match font {
            _ if text.len() > CELL_MAX => RawCell::Broken(Broken::TooLong(text)),
            Some(font) if !text.is_ascii() && is_latin(text) => {
                RawCell::Broken(Broken::OldFont { font, text })
            }
            _ => RawCell::Text(text),
        }
    }

    fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        let columns = self.row.cells.iter().map(|cell| cell.column as usize);
        columns.filter(|column| !self.cell(*column).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cells_name_is_its_row_and_column() {
        for (name, row, column) in
            [("A1", 1, 0), ("Z9", 9, 25), ("AA10", 10, 26), ("XFD1048576", 1_048_576, 16_383)]
        {
            assert_eq!(position(name), Some((row, column)));
            assert_eq!(format!("{}{row}", letters(column as usize)), name);
        }
        assert_eq!(position("$B$3"), Some((3, 1)));
        for name in ["", "A", "1", "é1", "AAAAAAAAAAAA1", "A99999999999"] {
            assert_eq!(position(name), None, "{name}");
        }
    }
}
