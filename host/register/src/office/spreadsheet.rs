//! Workbooks: finds the sheets that are registers, then takes their rows.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Read},
};

use tieuchi_core::{Catalogue, IgnoredRow, Places, RefusalReason, nearest};

use super::{
    OfficeFile, Resolve,
    columns::Columns,
    dictionary::Dictionary,
    encoding::Encoding,
    heading::{HEAD_ROWS, HeadRow, Heading},
    package::{Package, too_large},
    raw_cell::{Broken, Cells, RawCell},
    row_kinds::RowKinds,
    sheet::{Merge, RowView, SheetRows, merges},
    shown::Showing,
    taking::{Sink, Taking},
    tally::{At, Tally},
    workbook::{self, Book, SheetPart},
};
use crate::stopped::Stopped;

/// The most bytes of a workbook.
pub(super) const FILE_MAX: u64 = 128 << 20;

/// A sheet whose header was found.
struct Found<'a> {
    /// The sheet.
    sheet: SheetPart,
    /// Its merged cells.
    merges: Vec<Merge>,
    /// Its header, if it has one that can be used.
    usable: bool,
    /// Which of the headings is its own.
    heading: Option<Heading<'a>>,
    /// What is broken in its first rows.
    fault: Option<RefusalReason>,
}

/// Reads a workbook whose first bytes are `head`.
pub(super) fn read<'f, E>(
    (mut bytes, input): (Vec<u8>, impl Read),
    file: &'f OfficeFile<'f>,
    (catalogue, places): (&'f Catalogue, &'f Places),
    (dictionary, mut tally): (&Dictionary<'f>, Tally),
    (resolve, sink): (&'f mut dyn Resolve<E>, Sink<'f, E>),
) -> Result<Tally, Stopped<E>> {
    tally.format("xlsx", "");
    let unreadable = |source: io::Error| Stopped::Input { path: file.path.to_owned(), source };
    input.take(FILE_MAX).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > FILE_MAX {
        return Ok(refused(tally, too_large("bytes", FILE_MAX)));
    }
    let opened = Package::open(bytes).and_then(|mut package| {
        let (sheets, book) = workbook::read(&mut package)?;
        Ok((package, sheets, book))
    });
    let (mut package, sheets, book) = match opened {
        Ok(opened) => opened,
        Err(reason) => return Ok(refused(tally, reason)),
    };
    let sheets = match chosen(sheets, file.sheet) {
        Ok(sheets) => sheets,
        Err((reason, proposal)) => {
            tally.start(None, None, Vec::new());
            let name = file.sheet.unwrap_or_default();
            tally.refuse(At::default(), (name, Showing::Plain), (reason, proposal));
            tally.finish_sheet();
            return Ok(tally);
        }
    };
    let mut found = Vec::new();
    for sheet in sheets {
        match heading(&mut package, &book, sheet, file, dictionary) {
            Ok(sheet) => found.push(sheet),
            Err(reason) => return Ok(refused(tally, reason)),
        }
    }
    take(
        &mut package,
        &book,
        found,
        file,
        (catalogue, places),
        (dictionary, tally),
        (resolve, sink),
    )
}

/// Takes the rows of all sheets with a header.
fn take<'f, E>(
    package: &mut Package,
    book: &Book,
    mut found: Vec<Found<'f>>,
    file: &'f OfficeFile<'f>,
    (catalogue, places): (&'f Catalogue, &'f Places),
    (dictionary, tally): (&Dictionary<'f>, Tally),
    (resolve, sink): (&'f mut dyn Resolve<E>, Sink<'f, E>),
) -> Result<Tally, Stopped<E>> {
    if !found.iter().any(|sheet| sheet.usable) {
        return Ok(without_header(found, book, file, tally));
    }
    let headings: Vec<_> = found
        .iter_mut()
        .filter(|sheet| sheet.usable)
        .filter_map(|sheet| sheet.heading.take())
        .collect();
    let mut taking = Taking::new(file, &headings, (catalogue, places), tally, (resolve, sink));
    let mut next = headings.iter();
    for sheet in &found {
        let name = Some(sheet.sheet.name.as_str());
        let Some(heading) = next_of(sheet, &mut next) else {
            taking.tally.start(name, None, Vec::new());
            if let Some(reason) = &sheet.fault {
                taking.refuse_whole_row(0, reason.clone());
            }
            taking.tally.finish_sheet();
            continue;
        };
        let columns = taking.start(name, heading, dictionary);
        if let Some(columns) = &columns
            && let Err(stopped) = rows((package, book), sheet, columns, file, &mut taking)
        {
            match stopped {
                Stopping::Sink(error) => return Err(Stopped::Sink(error)),
                Stopping::Book(reason) => taking.refuse_whole_row(0, reason),
            }
        }
        taking.finish_table(columns.as_ref());
    }
    taking.finish().map_err(Stopped::Sink)
}

/// A workbook in which no sheet has a header that can be used.
fn without_header(
    found: Vec<Found<'_>>,
    book: &Book,
    file: &OfficeFile<'_>,
    mut tally: Tally,
) -> Tally {
    let rows = HEAD_ROWS as u64;
    if found.is_empty() {
        return refused(tally, RefusalReason::HeaderMissing { rows: 0 });
    }
    let old = book.styles.old_fonts.first().filter(|_| file.encoding.is_none());
    for sheet in found {
        tally.start(Some(&sheet.sheet.name), None, Vec::new());
        let mut proposal = None;
        let reason = match (sheet.fault, old) {
            (Some(fault), _) => fault,
            (None, Some(font)) => {
                proposal = font.starts_with(".Vn").then(|| "tcvn3".to_owned());
                RefusalReason::OldFont { font: font.clone() }
            }
            (None, None) => RefusalReason::HeaderMissing { rows },
        };
        tally.refuse(At::default(), ("", Showing::Plain), (reason, proposal));
        tally.finish_sheet();
    }
    tally
}

/// The heading of a sheet that has one.
fn next_of<'h, 'f>(
    sheet: &Found<'_>,
    headings: &mut std::slice::Iter<'h, Heading<'f>>,
) -> Option<&'h Heading<'f>> {
    if sheet.usable { headings.next() } else { None }
}

/// What ends the reading of rows.
enum Stopping<E> {
    /// The workbook.
    Book(RefusalReason),
    /// Whoever takes the rows.
    Sink(E),
}

/// A workbook that is not read at all.
fn refused(mut tally: Tally, reason: RefusalReason) -> Tally {
    let proposal = matches!(reason, RefusalReason::FileFormat { .. }).then(|| "xlsx".to_owned());
    tally.refuse(At::default(), ("", Showing::Plain), (reason, proposal));
    tally
}

/// The sheets to look at: the one that was named, or all that the officer sees.
pub(super) fn chosen(
    sheets: Vec<SheetPart>,
    name: Option<&str>,
) -> Result<Vec<SheetPart>, (RefusalReason, Option<String>)> {
    let Some(name) = name else {
        return Ok(sheets.into_iter().filter(|sheet| !sheet.hidden).collect());
    };
    let same = |sheet: &&SheetPart| super::fold::key(&sheet.name) == super::fold::key(name);
    let found = sheets.iter().find(|sheet| sheet.name == name).or_else(|| sheets.iter().find(same));
    if let Some(found) = found {
        return Ok(vec![found.clone()]);
    }
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let near = nearest(name, names.iter().copied()).map(str::to_owned);
    let all = names.iter().take(20).copied().collect::<Vec<_>>().join("; ");
    Err((RefusalReason::SheetUnknown { sheets: all }, near))
}

/// Looks for the header of a sheet.
fn heading<'f>(
    package: &mut Package,
    book: &Book,
    sheet: SheetPart,
    file: &OfficeFile<'_>,
    dictionary: &Dictionary<'f>,
) -> Result<Found<'f>, RefusalReason> {
    let merges = merges(package, &sheet)?;
    let mut rows: Vec<HeadRow> = Vec::new();
    let mut reader = SheetRows::open(package, book, &sheet, is_tcvn3(file))?;
    let mut fault = None;
    while rows.len() <= HEAD_ROWS {
        let view = match reader.next() {
            Ok(Some(view)) => view,
            Ok(None) => break,
            Err(reason) => {
                fault = Some(reason);
                break;
            }
        };
        let mut row = HeadRow { row: view.row.row, ..HeadRow::default() };
        for column in view.filled().take_while(|column| *column < HeadRow::COLUMNS_MAX) {
            row.cells.resize(column, String::new());
            let cell = view.cell(column);
            // A header is read even where its font is old: it may be plain.
            row.cells.push(cell.text().chars().take(HeadRow::CELL_MAX).collect());
        }
        rows.push(row);
    }
    drop(reader);
    spread(&mut rows, &merges);
    let heading = Heading::find(&rows, dictionary);
    let usable = heading.as_ref().is_some_and(|heading| heading.names_subjects(file.kind));
    Ok(Found { sheet, merges, usable, heading, fault })
}

/// Writes the text of merged cells into all of their columns and rows.
fn spread(rows: &mut Vec<HeadRow>, merges: &[Merge]) {
    let Some(last) = rows.last().map(|row| row.row) else { return };
    let mut areas: Vec<&Merge> = merges.iter().filter(|(first, _)| first.0 <= last).collect();
    areas.truncate(5_000);
    for ((top, left), (bottom, right)) in areas {
        let (left, right) = (*left as usize, (*right as usize).min(HeadRow::COLUMNS_MAX));
        let found = rows.iter().find(|row| row.row == *top);
        let Some(text) = found.and_then(|row| row.cells.get(left)).cloned() else { continue };
        if text.is_empty() {
            continue;
        }
        let bottom = (*bottom).min(last);
        for number in *top..=bottom {
            let at = match rows.binary_search_by_key(&number, |row| row.row) {
                Ok(at) => at,
                Err(at) if number <= last => {
                    rows.insert(at, HeadRow { row: number, ..HeadRow::default() });
                    at
                }
                Err(_) => continue,
            };
            let Some(row) = rows.get_mut(at) else { continue };
            if row.cells.len() <= right {
                row.cells.resize(right + 1, String::new());
            }
            for column in left..=right {
                if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                    cell.clone_from(&text);
                    if column > left {
                        row.continued.insert(column);
                    }
                }
            }
        }
    }
}

/// Whether texts of a workbook are TCVN3.
pub(super) fn is_tcvn3(file: &OfficeFile<'_>) -> bool {
    file.encoding == Some(Encoding::Tcvn3)
}

/// Takes the rows of a sheet.
fn rows<E>(
    (package, book): (&mut Package, &Book),
    sheet: &Found<'_>,
    columns: &Columns,
    file: &OfficeFile<'_>,
    taking: &mut Taking<'_, E>,
) -> Result<(), Stopping<E>> {
    let mut reader =
        SheetRows::open(package, book, &sheet.sheet, is_tcvn3(file)).map_err(Stopping::Book)?;
    let mut kinds = RowKinds::new();
    let mut unnamed = columns.unnamed.clone();
    let mut down = MergedDown::new(&sheet.merges, columns);
    let across: BTreeSet<(u32, u32)> = sheet
        .merges
        .iter()
        .filter(|(first, last)| first.1 < last.1 && first.0 > columns.rows.1)
        .map(|(first, _)| *first)
        .collect();
    while let Some(view) = reader.next().map_err(Stopping::Book)? {
        let row = view.row.row;
        let mut filled = view.filled();
        if row < columns.rows.0 {
            let what = if filled.next().is_some() { IgnoredRow::Title } else { IgnoredRow::Blank };
            taking.tally.ignored(row, what);
            continue;
        }
        if row <= columns.rows.1 {
            continue;
        }
        let first = filled.next().and_then(|column| u32::try_from(column).ok());
        let is_merged = first.is_some_and(|column| across.contains(&(row, column)));
        if let Some(what) = kinds.ignored(&view, columns, is_merged) {
            taking.tally.ignored(row, what);
            continue;
        }
        down.reach(row, &view);
        let cells = MergedCells { view, down: &down };
        unnamed.retain(|column| {
            let is_filled = !cells.cell(*column).is_blank();
            if is_filled {
                taking.unnamed_column(columns, row, *column, &cells);
            }
            !is_filled
        });
        taking.row(columns, row, &cells).map_err(Stopping::Sink)?;
    }
    Ok(())
}

/// Cells that are merged over rows: what the first row says of a place or a family holds for all.
struct MergedDown {
    /// By column: areas in the order of their rows, first and last row.
    areas: BTreeMap<usize, Vec<(u32, u32)>>,
    /// Columns whose value holds for all rows of the area.
    fills: BTreeSet<usize>,
    /// By column: the area in hand and its text.
    now: BTreeMap<usize, (u32, u32, String)>,
}

impl MergedDown {
    /// Sorts the merged cells of the columns that are read.
    fn new(merges: &[Merge], columns: &Columns) -> Self {
        let mut fills: BTreeSet<usize> = columns.links.iter().map(|(column, _)| *column).collect();
        fills.extend(columns.place);
        fills.extend(columns.kind);
        let values = columns.values.iter().map(|(column, _)| *column);
        let others = columns.born.iter().chain(&columns.sexes).map(|(column, _)| *column);
        let single = columns.subject.into_iter().chain(columns.identity);
        let read: BTreeSet<usize> = values
            .chain(others)
            .chain(single)
            .chain(columns.names.iter().copied())
            .chain(fills.iter().copied())
            .collect();
        let mut areas: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
        for (first, last) in merges.iter().filter(|(first, last)| first.0 < last.0) {
            let column = first.1 as usize;
            if read.contains(&column) && first.0 > columns.rows.1 {
                areas.entry(column).or_default().push((first.0, last.0));
            }
        }
        areas.values_mut().for_each(|areas| areas.sort_unstable_by(|left, right| right.cmp(left)));
        Self { areas, fills, now: BTreeMap::new() }
    }

    /// Goes on to a row.
    fn reach(&mut self, row: u32, view: &RowView<'_>) {
        let Self { areas, fills: _, now } = self;
        for (column, areas) in areas {
            // The next area is the last of the list.
            while let Some((first, last)) = areas.last().copied().filter(|(first, _)| *first <= row)
            {
                areas.pop();
                if row <= last {
                    let text = if first == row {
                        view.cell(*column).text().into_owned()
                    } else {
                        String::new()
                    };
                    now.insert(*column, (first, last, text));
                }
            }
            if now.get(column).is_some_and(|(_, last, _)| *last < row) {
                now.remove(column);
            }
        }
    }
}

/// A row with what is merged into it from above.
struct MergedCells<'a> {
    /// The row.
    view: RowView<'a>,
    /// What is merged.
    down: &'a MergedDown,
}

impl Cells for MergedCells<'_> {
    fn cell(&self, column: usize) -> RawCell<'_> {
        let own = self.view.cell(column);
        match self.down.now.get(&column) {
            Some((first, _, text)) if *first < self.view.row.row && own.is_empty() => {
                if self.down.fills.contains(&column) {
                    RawCell::Text(text)
                } else if text.is_empty() {
                    RawCell::Empty
                } else {
                    RawCell::Broken(Broken::Merged)
                }
            }
            _ => own,
        }
    }

    fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        self.view.filled()
    }
}
