//! Text files: finds the encoding, what parts cells and where the header is; then takes the rows.

use std::io::{self, Read};

use tieuchi_core::{
    Catalogue,
    IgnoredRow::{Blank, Title},
    Places, RefusalReason,
};

use super::{
    OfficeFile, Resolve,
    columns::Columns,
    dictionary::Dictionary,
    encoding::{self, Decoded, Encoding, Found},
    heading::{HEAD_ROWS, HeadRow, Heading},
    package::too_large,
    raw_cell::Cells,
    records::{Record, RecordCells, RecordFault, Records},
    row_kinds::RowKinds,
    shown::Showing,
    taking::{Sink, Taking},
    tally::{At, Tally},
    value::ValueFault,
};
use crate::stopped::Stopped;

/// Bytes that are looked at before anything is taken.
const HEAD: usize = 64 << 10;

/// The most bytes of a line; see [`Records`].
const LINE_MAX: u64 = 1 << 20;

/// What may part cells, the country's own way last among equals.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Reads a text file whose first bytes are `head`.
pub(super) fn read<'f, E>(
    (head, input): (Vec<u8>, impl Read),
    file: &'f OfficeFile<'f>,
    (catalogue, places): (&'f Catalogue, &'f Places),
    (dictionary, mut tally): (&Dictionary<'f>, Tally),
    (resolve, sink): (&'f mut dyn Resolve<E>, Sink<'f, E>),
) -> Result<Tally, Stopped<E>> {
    let unreadable = Stopped::input(file.path);
    let (head, whole, mut input) = fill(head, input).map_err(&unreadable)?;
    let found = encoding::find(&head, file.encoding, whole);
    tally.format("csv", name(found));
    if let Some(refusal) = refusal(found) {
        return Ok(refused(tally, "", refusal));
    }
    let mark = if let Found::Utf8 { mark } = found { mark } else { 0 };
    let head = head.get(mark..).unwrap_or_default();
    let mut text = Vec::new();
    Decoded::new(head, found).read_to_end(&mut text).map_err(&unreadable)?;
    let line_end = line_end(&text);
    let (delimiter, heading) = choose(&text, line_end, dictionary);
    let rest = head.chain(&mut input);
    let records = Records::new(Decoded::new(rest, found), delimiter, line_end);
    let Some(heading) = heading.filter(|heading| heading.names_subjects(file.kind)) else {
        let named = file.encoding.and_then(|named| named_wrongly(head, named, dictionary));
        let refusal = named.unwrap_or_else(|| (header_missing(&text), None));
        let first = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let first = String::from_utf8_lossy(first.get(..400).unwrap_or(first));
        return Ok(refused(tally, &first, refusal));
    };
    let headings = [heading];
    let mut taking = Taking::new(file, &headings, (catalogue, places), tally, (resolve, sink));
    let columns = headings.first().and_then(|heading| taking.start(None, heading, dictionary));
    if let Some(columns) = &columns {
        rows(records, columns, &mut taking).map_err(|stopped| match stopped {
            Stopping::Input(source) => Stopped::Input { path: file.path.to_owned(), source },
            Stopping::Sink(error) => Stopped::Sink(error),
        })?;
    }
    taking.finish_table(columns.as_ref());
    taking.finish().map_err(Stopped::Sink)
}

/// What ends the reading of rows.
enum Stopping<E> {
    /// The file.
    Input(io::Error),
    /// Whoever takes the rows.
    Sink(E),
}

/// Takes all rows below the header.
fn rows<E>(
    mut records: Records<impl Read>,
    columns: &Columns,
    taking: &mut Taking<'_, E>,
) -> Result<(), Stopping<E>> {
    let mut kinds = RowKinds::new();
    let needed = columns.needed();
    let mut unnamed = columns.unnamed.clone();
    let mut width = None;
    loop {
        records.width = width;
        let Some(Record { line, cells }) = records.next().map_err(Stopping::Input)? else {
            return Ok(());
        };
        if line < columns.rows.0 {
            let blank = cells.is_ok_and(|cells| cells.filled().next().is_none());
            taking.tally.ignored(line, if blank { Blank } else { Title });
            continue;
        }
        // From here on a quote that swallows rows can be told.
        width = Some(columns.width());
        if line <= columns.rows.1 {
            continue;
        }
        let cells = match cells {
            Ok(cells) => cells,
            Err(fault) => {
                refuse_line(line, fault, taking);
                continue;
            }
        };
        if let Some(what) = kinds.ignored(&cells, columns, false) {
            taking.tally.ignored(line, what);
            continue;
        }
        let beyond = (columns.width()..cells.len()).any(|column| !cells.cell(column).is_empty());
        if cells.len() < needed || beyond {
            let reason = RefusalReason::RowWidth {
                expected: columns.width() as u64,
                found: cells.len() as u64,
            };
            taking.refuse_whole_row(line, reason);
            continue;
        }
        unnamed.retain(|column| {
            let is_filled = !cells.cell(*column).is_blank();
            if is_filled {
                taking.unnamed_column(columns, line, *column, &cells);
            }
            !is_filled
        });
        taking.row(columns, line, &cells).map_err(Stopping::Sink)?;
    }
}

/// A line that cannot be read as a row.
fn refuse_line<E>(line: u32, fault: RecordFault, taking: &mut Taking<'_, E>) {
    let reason = match fault {
        RecordFault::LineTooLong => too_large("line", LINE_MAX),
        RecordFault::QuoteOpen => RefusalReason::QuoteOpen,
    };
    taking.refuse_whole_row(line, reason);
}

/// Reads as much as is looked at; says whether that is all there is.
pub(super) fn fill<R: Read>(mut head: Vec<u8>, mut input: R) -> io::Result<(Vec<u8>, bool, R)> {
    let mut whole = false;
    while head.len() < HEAD && !whole {
        let start = head.len();
        head.resize(HEAD, 0);
        let space = head.get_mut(start..).unwrap_or_default();
        let read = encoding::read(&mut input, space);
        head.truncate(start + read.as_ref().copied().unwrap_or(0));
        whole = read? == 0;
    }
    Ok((head, whole, input))
}

/// The name of an encoding in the report.
const fn name(found: Found) -> &'static str {
    match found {
        Found::Utf8 { .. } | Found::NamedWrongly(_) => "utf-8",
        Found::Utf16 { .. } => "utf-16",
        Found::Named(encoding) => encoding.as_str(),
        Found::NotUtf8(_) => "",
    }
}

/// Why a file of an encoding is not read.
fn refusal(found: Found) -> Option<(RefusalReason, Option<String>)> {
    match found {
        Found::NotUtf8(guess) => Some((RefusalReason::NotUtf8, Some(guess.as_str().to_owned()))),
        Found::NamedWrongly(named) => Some(wrong_name(named, "utf-8")),
        _ => None,
    }
}

/// An encoding under a wrong name.
fn wrong_name(named: Encoding, right: &str) -> ValueFault {
    let (named, right) = (named.as_str().to_owned(), right.to_owned());
    (RefusalReason::EncodingNamedWrongly { named, right: right.clone() }, Some(right))
}

/// A file whose header is understood under another encoding than the one that was named.
fn named_wrongly(head: &[u8], named: Encoding, dictionary: &Dictionary<'_>) -> Option<ValueFault> {
    let others = Encoding::ALL.into_iter().filter(|other| *other != named);
    let others = others.map(|other| (Found::Named(other), other.as_str()));
    let utf8 = (Found::Utf8 { mark: 0 }, "utf-8");
    let (_, right) = others.chain([utf8]).find(|(found, _)| {
        let mut text = Vec::new();
        let read = Decoded::new(head, *found).read_to_end(&mut text);
        read.is_ok() && choose(&text, line_end(&text), dictionary).1.is_some()
    })?;
    Some(wrong_name(named, right))
}

/// What ends lines: old machines wrote only a carriage return.
pub(super) fn line_end(head: &[u8]) -> u8 {
    if head.contains(&b'\n') || !head.contains(&b'\r') { b'\n' } else { b'\r' }
}

/// What parts cells: the mark under which a header is understood best.
pub(super) fn choose<'f>(
    head: &[u8],
    line_end: u8,
    dictionary: &Dictionary<'f>,
) -> (u8, Option<Heading<'f>>) {
    let mut best: (u8, Option<Heading<'f>>) = (b',', None);
    for delimiter in DELIMITERS {
        let rows = head_rows(Records::new(head, delimiter, line_end));
        let Some(heading) = Heading::find(&rows, dictionary) else { continue };
        if best.1.as_ref().is_none_or(|best| heading.known() > best.known()) {
            best = (delimiter, Some(heading));
        }
    }
    best
}

/// The rows that may be a header.
fn head_rows(mut records: Records<&[u8]>) -> Vec<HeadRow> {
    let mut rows = Vec::new();
    while rows.len() <= HEAD_ROWS {
        let Ok(Some(Record { line, cells })) = records.next() else { break };
        let texts = |cells: RecordCells<'_>| {
            let columns = 0..cells.len().min(HeadRow::COLUMNS_MAX);
            let cut = |column| cells.cell(column).text().chars().take(HeadRow::CELL_MAX).collect();
            columns.map(cut).collect()
        };
        let cells = cells.map(texts).unwrap_or_default();
        rows.push(HeadRow { row: line, cells, ..HeadRow::default() });
    }
    rows
}

/// A file in which no row looks like a header.
fn header_missing(head: &[u8]) -> RefusalReason {
    let rows = head.split(|byte| *byte == b'\n').take(HEAD_ROWS).count() as u64;
    RefusalReason::HeaderMissing { rows }
}

/// A file that is not read at all.
fn refused(mut tally: Tally, read: &str, refusal: ValueFault) -> Tally {
    tally.start(None, None, Vec::new());
    tally.refuse(At::default(), (read, Showing::Plain), refusal);
    tally.finish_sheet();
    tally
}
