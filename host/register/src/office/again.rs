//! An office's file once more, row by row as it stands, so that its cells can be marked.

use std::io::{self, Read};

use tieuchi_core::{Catalogue, OfficeCell, OfficePart};

use super::{
    Format, OfficeFile, day, delimited,
    dictionary::Dictionary,
    encoding::{self, Decoded, Found},
    head,
    package::Package,
    raw_cell::{Broken, Cells, RawCell, Shape},
    records::{Record, Records},
    sheet::{SheetRows, merges},
    spreadsheet::{self, FILE_MAX},
    workbook,
};
use crate::stopped::Stopped;

/// Takes the parts of a file; false where it wants no more of them.
type Sink<'s> = &'s mut dyn FnMut(OfficePart) -> bool;

/// Reads the sheets and rows of a file as [`read_office_register`](crate::read_office_register)
/// sees them, with the same rows and columns, but not what they mean.
///
/// What cannot be read is passed over: the report of the import tells of it. The sink says whether
/// it wants more. Memory is bounded as there.
pub fn read_office_rows(
    mut input: impl Read,
    file: &OfficeFile<'_>,
    catalogue: &Catalogue,
    sink: &mut dyn FnMut(OfficePart) -> bool,
) -> Result<(), Stopped> {
    let unreadable = Stopped::input(file.path);
    let head = head(&mut input).map_err(&unreadable)?;
    let read = match Format::of(&head) {
        Format::Zip => sheets((head, input), file, sink),
        Format::Text => lines((head, input), file, catalogue, sink),
        Format::Other(_) => Ok(()),
    };
    read.map_err(unreadable)
}

/// The sheets of a workbook.
fn sheets(
    (mut bytes, input): (Vec<u8>, impl Read),
    file: &OfficeFile<'_>,
    sink: Sink<'_>,
) -> io::Result<()> {
    input.take(FILE_MAX).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_MAX {
        return Ok(());
    }
    let Ok(mut package) = Package::open(bytes) else { return Ok(()) };
    let Ok((sheets, book)) = workbook::read(&mut package) else { return Ok(()) };
    for sheet in spreadsheet::chosen(sheets, file.sheet).unwrap_or_default() {
        let merges = merges(&mut package, &sheet).unwrap_or_default();
        if !sink(OfficePart::Sheet { name: Some(sheet.name.clone()), merges }) {
            return Ok(());
        }
        let tcvn3 = spreadsheet::is_tcvn3(file);
        let Ok(mut rows) = SheetRows::open(&mut package, &book, &sheet, tcvn3) else { continue };
        while let Ok(Some(view)) = rows.next() {
            let row = view.row.row;
            let cells = cells(&view);
            if !cells.is_empty() && !sink(OfficePart::Row { row, cells }) {
                break;
            }
        }
    }
    Ok(())
}

/// The rows of a text file.
fn lines(
    (head, input): (Vec<u8>, impl Read),
    file: &OfficeFile<'_>,
    catalogue: &Catalogue,
    sink: Sink<'_>,
) -> io::Result<()> {
    let (head, whole, mut input) = delimited::fill(head, input)?;
    let found = encoding::find(&head, file.encoding, whole);
    let mark = match found {
        Found::Utf8 { mark } => mark,
        Found::Utf16 { .. } | Found::Named(_) => 0,
        Found::NotUtf8(_) | Found::NamedWrongly(_) => return Ok(()),
    };
    let head = head.get(mark..).unwrap_or_default();
    let mut text = Vec::new();
    Decoded::new(head, found).read_to_end(&mut text)?;
    let line_end = delimited::line_end(&text);
    let dictionary = Dictionary::new(file.kind, catalogue, file.mapping);
    let (delimiter, heading) = delimited::choose(&text, line_end, &dictionary);
    let rest = head.chain(&mut input);
    let mut records = Records::new(Decoded::new(rest, found), delimiter, line_end);
    if !sink(OfficePart::Sheet { name: None, merges: Vec::new() }) {
        return Ok(());
    }
    // A quote that swallows rows is told as when the rows were taken.
    let width = heading.map(|heading| (heading.rows.0, heading.columns.len()));
    let mut line = 0;
    loop {
        records.width = width.filter(|(first, _)| line >= *first).map(|(_, width)| width);
        let Some(record) = records.next()? else { return Ok(()) };
        line = record.line;
        let Record { line: row, cells: Ok(view) } = record else { continue };
        let cells = cells(&view);
        if !cells.is_empty() && !sink(OfficePart::Row { row, cells }) {
            return Ok(());
        }
    }
}

/// The cells of a row that hold something.
fn cells(row: &impl Cells) -> Vec<(u32, OfficeCell)> {
    let number = |column: usize| u32::try_from(column).unwrap_or(u32::MAX);
    row.filled().map(|column| (number(column), cell(row.cell(column)))).collect()
}

/// A cell as it stands.
fn cell(cell: RawCell<'_>) -> OfficeCell {
    match cell {
        RawCell::Number(number, shape @ (Shape::Day1900 | Shape::Day1904)) => {
            match day::from_serial(number, shape) {
                Some(day) => OfficeCell::Day(day),
                None => OfficeCell::Number(number.text()),
            }
        }
        RawCell::Number(number, Shape::Percent) => OfficeCell::Percent(number.text()),
        RawCell::Number(number, Shape::Zeros(digits)) => OfficeCell::Padded(number.text(), digits),
        RawCell::Number(number, Shape::Plain) => OfficeCell::Number(number.text()),
        RawCell::Flag(flag) => OfficeCell::Flag(flag),
        RawCell::Text(text) | RawCell::Broken(Broken::OldFont { text, .. }) => {
            OfficeCell::Text(text.to_owned())
        }
        RawCell::Empty | RawCell::Broken(_) => OfficeCell::Text(cell.text().into_owned()),
    }
}
