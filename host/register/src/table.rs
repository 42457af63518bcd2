//! Rows of a comma-separated table with their lines, checked as text, in bounded memory.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use csv::{ByteRecord, ErrorKind, ReaderBuilder, Terminator};
use tieuchi_core::Diagnostic;

use crate::{
    bounded::Bounded,
    codes,
    faults::{At, Faults},
    text::quoted,
};

/// The most bytes of a cell.
pub(crate) const CELL_MAX: usize = 64 << 10;

/// The most bytes of a row, with its commas and quotes.
pub(crate) const ROW_MAX: u64 = 1 << 20;

/// Bytes read at once.
const BUFFER: usize = 64 << 10;

/// A table whose header has been read.
#[derive(Debug)]
pub(crate) struct Table<R> {
    /// The reader of the format.
    reader: csv::Reader<Bounded<R>>,
    /// The row last read.
    record: ByteRecord,
    /// Names of the columns.
    names: Vec<String>,
    /// The line of the header.
    header_line: u64,
    /// Whether what follows cannot be read.
    ended: bool,
}

/// A row of as many cells as the header has names, all of them UTF-8 without NUL.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// Its cells.
    record: &'a ByteRecord,
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
}

impl<'a> Row<'a> {
    /// The bytes of a cell; empty where the value is missing.
    pub(crate) fn cell(&self, column: usize) -> &'a [u8] {
        let cell = self.record.get(column).unwrap_or_default();
        // Lines end with a line feed for the reader, so that lines can be counted: the carriage
        // return of an office's file is still in the last cell.
        let last = column + 1 == self.record.len();
        if last { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell }
    }

    /// A cell as text.
    pub(crate) fn text(&self, column: usize) -> &'a str {
        str::from_utf8(self.cell(column)).unwrap_or_default()
    }

    /// All cells.
    fn cells(&self) -> impl Iterator<Item = &'a [u8]> {
        let row = *self;
        (0..row.record.len()).map(move |column| row.cell(column))
    }
}

impl<R: Read> Table<R> {
    /// Reads the header; none where there is no usable one.
    pub(crate) fn open(input: R, faults: &mut Faults<'_>) -> io::Result<Option<Self>> {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(BUFFER)
            .from_reader(Bounded::new(input));
        let mut table = Self {
            reader,
            record: ByteRecord::new(),
            names: Vec::new(),
            header_line: 1,
            ended: false,
        };
        let before = faults.count();
        let Some(row) = table.next(faults)? else {
            if faults.count() == before {
                faults.add(At::row(1), no_header);
            }
            return Ok(None);
        };
        let names: Vec<String> = (0..row.record.len())
            .map(|column| {
                let name = row.text(column);
                // A byte order mark is left here where it came in pieces.
                name.strip_prefix('\u{feff}').filter(|_| column == 0).unwrap_or(name).to_owned()
            })
            .collect();
        let line = row.line;
        check_names(&names, line, faults);
        table.names = names;
        table.header_line = line;
        Ok(Some(table))
    }

    /// Names of the columns, as the header has them.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The line of the header, from 1.
    pub(crate) const fn header_line(&self) -> u64 {
        self.header_line
    }

    /// The next row that is sound as text; the others are reported and passed over.
    pub(crate) fn next(&mut self, faults: &mut Faults<'_>) -> io::Result<Option<Row<'_>>> {
        loop {
            let Some(line) = self.advance(faults)? else { return Ok(None) };
            let row = Row { record: &self.record, line };
            if row.record.len() == 1 && row.cell(0).is_empty() {
                continue;
            }
            if self.is_sound(row, faults) {
                break Ok(Some(Row { record: &self.record, line }));
            }
            // What follows a header that is not sound is no header.
            if self.names.is_empty() {
                return Ok(None);
            }
        }
    }

    /// Reads a row and says on which line it begins; none at the end.
    fn advance(&mut self, faults: &mut Faults<'_>) -> io::Result<Option<u64>> {
        if self.ended {
            return Ok(None);
        }
        let (start, first_line) = (self.reader.position().byte(), self.reader.position().line());
        self.reader.get_mut().allow(start.saturating_add(ROW_MAX + 1));
        let read = self.reader.read_byte_record(&mut self.record);
        let end = self.reader.position().byte();
        if self.reader.get_ref().passed() || (read.is_ok() && end - start > ROW_MAX + 1) {
            self.ended = true;
            faults.add(At::row(first_line), row_too_long);
            return Ok(None);
        }
        match read.map_err(csv::Error::into_kind) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(ErrorKind::Io(error)) => return Err(error),
            Err(other) => return Err(io::Error::other(format!("{other:?}"))),
        }
        // The reader passes over empty lines first, so the line is counted from the row's end.
        let bytes = self.record.as_slice();
        let inside = if bytes.contains(&b'\n') {
            bytes.split(|byte| *byte == b'\n').skip(1).count() as u64
        } else {
            0
        };
        let closed = u64::from(self.reader.get_ref().line_ends_at(end));
        let line = self.reader.position().line().saturating_sub(inside + closed);
        Ok(Some(line.max(first_line)))
    }

    /// Whether a row is UTF-8 without NUL, not too long and as wide as the header.
    fn is_sound(&self, row: Row<'_>, faults: &mut Faults<'_>) -> bool {
        let before = faults.count();
        let bytes = row.record.as_slice();
        let column =
            |index: usize| At { line: row.line, column: self.names.get(index).map(String::as_str) };
        if !bytes.is_ascii() {
            for (index, cell) in row.cells().enumerate() {
                if !cell.is_ascii() && str::from_utf8(cell).is_err() {
                    faults.add(column(index), || not_utf8(&self.shown(index, cell)));
                }
            }
        }
        if bytes.contains(&0) && faults.count() == before {
            for (index, cell) in row.cells().enumerate().filter(|(_, cell)| cell.contains(&0)) {
                faults.add(column(index), || {
                    let message = format!("{} holds a NUL byte", self.shown(index, cell));
                    Diagnostic::error(codes::CONTROL, message)
                        .help("save the file again as CSV UTF-8; this is not plain text")
                });
            }
        }
        if bytes.len() > CELL_MAX {
            for (index, cell) in row.cells().enumerate().filter(|(_, cell)| cell.len() > CELL_MAX) {
                faults.add(column(index), || {
                    Diagnostic::error(codes::TOO_LONG, format!("a cell has {} bytes", cell.len()))
                        .note(format!("a cell may have at most {CELL_MAX} bytes"))
                        .help(UNCLOSED_QUOTE)
                });
            }
        }
        if !self.names.is_empty() && row.record.len() != self.names.len() {
            let inside = bytes.contains(&b'\n');
            faults.add(At::row(row.line), || row_width(row, self.names.len(), inside));
        }
        faults.count() == before
    }

    /// A cell as a message may show it.
    fn shown(&self, column: usize, cell: &[u8]) -> String {
        match self.names.get(column) {
            Some(name) if PERSONAL.contains(&name.as_str()) => "the cell".to_owned(),
            _ => quoted(cell),
        }
    }
}

/// Columns whose cells identify a person, and so are not repeated in messages.
const PERSONAL: [&str; 2] = ["name", "identity"];

/// What to look for where a row runs on.
const UNCLOSED_QUOTE: &str = "look for a quote `\"` that is not closed";

/// Names that are empty or stand twice.
fn check_names(names: &[String], line: u64, faults: &mut Faults<'_>) {
    let mut seen = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        if name.is_empty() {
            faults.add(At::row(line), || {
                let message = format!("column {} has no name", index + 1);
                Diagnostic::error(codes::COLUMN_UNKNOWN, message)
                    .help("name the column, or take it out with all of its cells")
            });
        } else if let Some(first) = seen.insert(name.as_str(), index) {
            faults.add(At::cell(line, name), || {
                let message = format!("column {} stands twice", quoted(name.as_bytes()));
                Diagnostic::error(codes::COLUMN_TWICE, message)
                    .note(format!("it is column {} and column {}", first + 1, index + 1))
                    .help("keep one of them; nobody could tell which one counts")
            });
        }
    }
}

/// A table without any row.
fn no_header() -> Diagnostic {
    Diagnostic::error(codes::NO_HEADER, "the file is empty")
        .note("expected a first line with the names of the columns")
        .help("write the header, such as `subject,place`")
}

/// A row that does not end.
fn row_too_long() -> Diagnostic {
    Diagnostic::error(codes::TOO_LONG, format!("a row has more than {ROW_MAX} bytes"))
        .note("nothing after it was read")
        .help(UNCLOSED_QUOTE)
}

/// A cell in another encoding.
fn not_utf8(shown: &str) -> Diagnostic {
    Diagnostic::error(codes::NOT_UTF8, format!("{shown} is not UTF-8"))
        .help("save the file again as CSV UTF-8")
}

/// A row that is not as wide as the header.
fn row_width(row: Row<'_>, expected: usize, has_lines: bool) -> Diagnostic {
    let found = row.record.len();
    let few = if found < expected { "few" } else { "many" };
    let diagnostic = Diagnostic::error(codes::ROW_WIDTH, format!("the row has too {few} cells"))
        .note(format!("expected {expected} cells as in the header, found {found}"));
    if has_lines {
        return diagnostic.help(UNCLOSED_QUOTE);
    }
    diagnostic.help("a missing value is an empty cell; a cell with a comma stands in quotes `\"`")
}
