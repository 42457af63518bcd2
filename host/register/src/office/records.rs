//! Rows of a text table with their lines, in bounded memory; what is wrong in one row does not
//! reach the next.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

use super::{
    encoding,
    raw_cell::{Broken, Cells, RawCell},
};

/// The most bytes of a line.
const LINE_MAX: usize = 1 << 20;

/// The most lines of a row whose cells hold line breaks.
const ROW_LINES_MAX: u32 = 50;

/// The most bytes of such a row.
const ROW_MAX: usize = 64 << 10;

/// The most characters of a cell.
pub(super) const CELL_MAX: usize = 32_767;

/// Bytes read at once.
const BUFFER: usize = 64 << 10;

/// Rows of a text table.
pub(super) struct Records<R> {
    /// The text.
    input: R,
    /// What was read and not yet given.
    buffer: Vec<u8>,
    /// Where the next row begins in the buffer.
    start: usize,
    /// Whether the input has ended.
    ended: bool,
    /// The line on which the next row begins.
    line: u32,
    /// What ends a line.
    line_end: u8,
    /// What parts cells.
    delimiter: u8,
    /// The format's own reader.
    reader: Reader,
    /// The cells of the row, one behind the other.
    cells: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    /// How many cells a sound row has, once that is known.
    pub(super) width: Option<usize>,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    /// The line on which it begins.
    pub(super) line: u32,
    /// Its cells, or why it has none.
    pub(super) cells: Result<RecordCells<'a>, RecordFault>,
}

/// Why a row cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordFault {
    /// Its line does not end within the limit.
    LineTooLong,
    /// A quote is not closed.
    QuoteOpen,
}

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordCells<'a> {
    /// One behind the other.
    cells: &'a [u8],
    /// Where each ends.
    ends: &'a [usize],
}

impl<R: Read> Records<R> {
    /// Reads a text from its first line.
    pub(super) fn new(input: R, delimiter: u8, line_end: u8) -> Self {
        let reader =
            ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(line_end)).build();
        Self {
            input,
            buffer: Vec::new(),
            start: 0,
            ended: false,
            line: 1,
            line_end,
            delimiter,
            reader,
            cells: Vec::new(),
            ends: Vec::new(),
            width: None,
        }
    }

    /// The next row; none at the end. A blank line is a row of one empty cell.
    pub(super) fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        let line = self.line;
        let Some(end) = self.line_from(self.start)? else { return self.rest(line) };
        let single = self.start..end;
        let Some(row) = self.whole_row(single.clone())? else {
            self.take(single.end, 1);
            return Ok(Some(Record { line, cells: Err(RecordFault::QuoteOpen) }));
        };
        self.split(row.end);
        let broken = row.end > single.end
            && self.width.is_some_and(|width| {
                row.torn || width != self.ends.len() || self.hides_rows(single.end, row.end, width)
            });
        if broken {
            // The quote was a slip: the lines after it are rows of their own.
            self.take(single.end, 1);
            return Ok(Some(Record { line, cells: Err(RecordFault::QuoteOpen) }));
        }
        self.take(row.end, row.lines);
        Ok(Some(Record { line, cells: Ok(RecordCells { cells: &self.cells, ends: &self.ends }) }))
    }

    /// Whether a line inside a row, neither its first nor its last, looks like a row itself.
    fn hides_rows(&self, start: usize, end: usize, width: usize) -> bool {
        let bytes = self.buffer.get(start..end).unwrap_or_default();
        let bytes = bytes.strip_suffix(&[self.line_end]).unwrap_or(bytes);
        let Some(last) = bytes.iter().rposition(|byte| *byte == self.line_end) else {
            return false;
        };
        let delimiters = |line| memchr::memchr_iter(self.delimiter, line).count();
        let inner = bytes.get(..last).unwrap_or_default();
        width > 1
            && inner.split(|byte| *byte == self.line_end).any(|line| delimiters(line) + 1 == width)
    }

    /// What stands after the last line that ends within the limit.
    fn rest(&mut self, line: u32) -> io::Result<Option<Record<'_>>> {
        if self.start >= self.buffer.len() {
            return Ok(None);
        }
        // A line without an end: it is passed over in pieces.
        loop {
            let unseen = self.buffer.get(self.start..).unwrap_or_default();
            if let Some(at) = memchr::memchr(self.line_end, unseen) {
                self.take(self.start + at + 1, 1);
                break;
            }
            self.buffer.clear();
            self.start = 0;
            if !self.fill()? {
                break;
            }
        }
        Ok(Some(Record { line, cells: Err(RecordFault::LineTooLong) }))
    }

    /// The end of the line that begins at an offset; none at the end of the input and for a line
    /// without an end.
    fn line_from(&mut self, start: usize) -> io::Result<Option<usize>> {
        let mut searched = start;
        loop {
            let unseen = self.buffer.get(searched..).unwrap_or_default();
            if let Some(at) = memchr::memchr(self.line_end, unseen) {
                return Ok(Some(searched + at + 1));
            }
            searched = self.buffer.len();
            if searched - start > LINE_MAX {
                return Ok(None);
            }
            if self.ended || !self.fill()? {
                return Ok((searched > start).then_some(searched));
            }
        }
    }

    /// The end of the row that begins with a line; none where a quote stays open.
    fn whole_row(&mut self, first: std::ops::Range<usize>) -> io::Result<Option<Extent>> {
        let mut quotes = Quotes::FieldStart;
        let (mut start, mut end, mut lines, mut torn) = (first.start, first.end, 1, false);
        loop {
            let bytes = self.buffer.get(start..end).unwrap_or_default();
            if quotes == Quotes::FieldStart && memchr::memchr(b'"', bytes).is_none() {
                return Ok(Some(Extent { end, lines, torn }));
            }
            for byte in bytes {
                let before = quotes;
                quotes = before.after(*byte, self.delimiter, self.line_end);
                torn |= before == Quotes::Closing && quotes == Quotes::Plain && *byte != b'\r';
            }
            if quotes != Quotes::Quoted {
                return Ok(Some(Extent { end, lines, torn }));
            }
            if lines >= ROW_LINES_MAX || end - first.start > ROW_MAX {
                return Ok(None);
            }
            let Some(next) = self.line_from(end)? else { return Ok(None) };
            (start, end, lines) = (end, next, lines + 1);
        }
    }

    /// Splits the bytes up to `end` into cells.
    fn split(&mut self, end: usize) {
        let row = self.buffer.get(self.start..end).unwrap_or_default();
        let row = row.strip_suffix(&[self.line_end]).unwrap_or(row);
        let row = row.strip_suffix(b"\r").unwrap_or(row);
        self.cells.resize(row.len().max(16), 0);
        if self.ends.len() < 16 {
            self.ends.resize(16, 0);
        }
        self.reader.reset();
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            // An empty input tells the reader that the row is over.
            let input = row.get(read..).unwrap_or_default();
            let ends_max = self.ends.len();
            let output = self.cells.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..ends_max).unwrap_or_default();
            let (result, input, output, fields) = self.reader.read_record(input, output, ends);
            (read, written, ended) = (read + input, written + output, ended + fields);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(ends_max * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.ends.truncate(ended);
    }

    /// Goes on after a row.
    fn take(&mut self, end: usize, lines: u32) {
        self.start = end;
        self.line = self.line.saturating_add(lines);
        if self.start >= BUFFER {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
    }

    /// Reads more; whether there was any.
    fn fill(&mut self) -> io::Result<bool> {
        let before = self.buffer.len();
        self.buffer.resize(before + BUFFER, 0);
        let space = self.buffer.get_mut(before..).unwrap_or_default();
        let read = encoding::read(&mut self.input, space);
        self.buffer.truncate(before + read.as_ref().copied().unwrap_or(0));
        self.ended = read? == 0;
        Ok(!self.ended)
    }
}

/// How far a row reaches.
#[derive(Debug, Clone, Copy)]
struct Extent {
    /// Its end in the buffer.
    end: usize,
    /// Its lines.
    lines: u32,
    /// Whether something follows a quote that closes.
    torn: bool,
}

/// Where a byte stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// At the beginning of a cell: only there a quote opens.
    FieldStart,
    /// In a cell without quotes.
    Plain,
    /// In quotes.
    Quoted,
    /// After a quote in quotes, which closes them unless another follows.
    Closing,
}

impl Quotes {
    /// Where the next byte stands.
    const fn after(self, byte: u8, delimiter: u8, line_end: u8) -> Self {
        let ends_cell = byte == delimiter || byte == line_end;
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Closing,
            (Self::Quoted, _) | (Self::FieldStart | Self::Closing, b'"') => Self::Quoted,
            _ if ends_cell => Self::FieldStart,
            _ => Self::Plain,
        }
    }
}

impl RecordCells<'_> {
    /// How many cells.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a cell.
    fn bytes(&self, column: usize) -> &[u8] {
        let Some(end) = self.ends.get(column) else { return &[] };
        let start = column.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
        self.cells.get(*start..*end).unwrap_or_default()
    }
}

impl Cells for RecordCells<'_> {
    fn cell(&self, column: usize) -> RawCell<'_> {
        let bytes = self.bytes(column);
        if bytes.is_empty() {
            return RawCell::Empty;
        }
        match str::from_utf8(bytes) {
            Ok(text) if bytes.len() > CELL_MAX => RawCell::Broken(Broken::TooLong(text)),
            // What a decoder could not read comes as this letter.
            Ok(text) if !text.is_ascii() && text.contains('\u{fffd}') => {
                RawCell::Broken(Broken::NotText(bytes))
            }
            Ok(text) => RawCell::Text(text),
            Err(_) => RawCell::Broken(Broken::NotText(bytes)),
        }
    }

    fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|column| !self.cell(*column).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows, drawn: `line: cell|cell`.
    fn drawn(text: &[u8], width: Option<usize>) -> Vec<String> {
        let mut records = Records::new(text, b',', b'\n');
        records.width = width;
        let mut rows = Vec::new();
        while let Some(Record { line, cells }) = records.next().unwrap() {
            rows.push(match cells {
                Err(fault) => format!("{line}: {fault:?}"),
                Ok(cells) => {
                    let texts: Vec<_> = (0..cells.len())
                        .map(|column| cells.cell(column).text().into_owned())
                        .collect();
                    format!("{line}: {}", texts.join("|"))
                }
            });
        }
        rows
    }

    #[test]
    fn rows_are_read_with_their_lines_and_blank_ones_counted() {
        let text = b"a,b\r\n\r\n1,\"x, \"\"y\"\"\r\nz\"\n2,\n,3";
        assert_eq!(drawn(text, Some(2)), ["1: a|b", "2: ", "3: 1|x, \"y\"\r\nz", "5: 2|", "6: |3"]);
        assert_eq!(drawn(b"", None), Vec::<String>::new());
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_only_its_row() {
        let text = b"1,\"a\n2,b\n3,c\n";
        assert_eq!(drawn(text, Some(2)), ["1: QuoteOpen", "2: 2|b", "3: 3|c"]);
        let text = b"1,\"a\n2,b\n3,\"c\"\n4,d\n";
        assert_eq!(drawn(text, Some(2)), ["1: QuoteOpen", "2: 2|b", "3: 3|c", "4: 4|d"]);
        assert_eq!(drawn(b"1,5\" pipe\n2,b\n", Some(2)), ["1: 1|5\" pipe", "2: 2|b"]);
    }

    #[test]
    fn a_line_without_an_end_is_passed_over() {
        let mut text = b"1,a\n".to_vec();
        text.extend(vec![b'x'; 5 << 20]);
        text.extend_from_slice(b"\n2,b\n");
        assert_eq!(drawn(&text, None), ["1: 1|a", "2: LineTooLong", "3: 2|b"]);
        assert_eq!(drawn(&vec![b','; 3 << 20], None), ["1: LineTooLong"]);
        let quotes = vec![b'"'; 3 << 20];
        assert_eq!(drawn(&quotes, None), ["1: LineTooLong"]);
    }

    #[test]
    fn bytes_that_are_no_text_stay_in_their_cell() {
        let rows = drawn(b"1,\xff\xfe,ok\n", None);
        assert_eq!(rows, ["1: 1|\u{fffd}\u{fffd}|ok"]);
    }
}
