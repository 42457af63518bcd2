//! A register: rows of subjects in, chunks of columns out, place by place.

use std::{collections::BTreeMap, io::Read};

use tieuchi_core::{
    Catalogue, Diagnostic, Kind, Period, PlaceCode, Places, RegisterChunk, nearest,
};

use crate::{
    codes,
    communes::Communes,
    draft::Draft,
    faults::{At, Faults},
    layout::Layout,
    numbers::Numbers,
    stopped::Stopped,
    table::{Row, Table},
    text::quoted,
};

/// What is known of a register before it is read.
#[derive(Debug, Clone)]
pub struct RegisterFile<'a> {
    /// The file as the user would write it, with `/`.
    pub path: &'a str,
    /// Whose register it is.
    pub kind: Kind,
    /// The period that it speaks of.
    pub period: Period,
    /// The commune of rows that name none.
    pub place: Option<PlaceCode>,
}

/// The names of register files without their ending, by the kind whose register they are.
const FILES: [(&str, Kind); 6] = [
    ("citizens", Kind::Citizen),
    ("families", Kind::Family),
    ("clans", Kind::Clan),
    ("villages", Kind::Village),
    ("units", Kind::Unit),
    ("communes", Kind::Commune),
];

/// The kind of subject that a register's file name without ending stands for: `citizens`.
pub fn kind_of_file(stem: &str) -> Option<Kind> {
    FILES.iter().find(|(name, _)| *name == stem).map(|(_, kind)| *kind)
}

/// The warning for a file among the registers that is none by its name.
pub fn unknown_file(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let message = format!("{} is no register and was not read", quoted(name.as_bytes()));
    let names = FILES.map(|(name, _)| name);
    let help = match nearest(&stem.to_lowercase(), names) {
        Some(near) => format!("name it `{near}.csv` if that is what it is"),
        None => format!("registers are named {}.csv", names.join(".csv, ")),
    };
    Diagnostic::warning(codes::FILE_UNKNOWN, message).note(path).help(help)
}

/// The warning for members of a kind that name a subject which no register of its kind has.
pub fn stray_members(
    place: &PlaceCode,
    members: (Kind, u64),
    target: Kind,
    example: &str,
) -> Diagnostic {
    let (kind, count) = members;
    let column = target.link_column().unwrap_or("place");
    let file = FILES.iter().find(|(_, of)| *of == target).map_or("", |(name, _)| name);
    let example = quoted(example.as_bytes());
    let message = format!(
        "in `{place}`, {count} rows of kind {kind} name a {target} that no register has: {example}"
    );
    Diagnostic::warning(codes::STRAY, message)
        .note(format!("they count for no {target}"))
        .help(format!("add {example} to `{file}.csv`, or mend the column `{column}`"))
}

/// The error for a second row of a commune in the register of communes.
fn commune_twice(place: &PlaceCode) -> Diagnostic {
    Diagnostic::error(codes::COMMUNE_TWICE, format!("commune `{place}` stands twice"))
        .help("a commune is one subject: keep one row for it")
}

/// The error for two files that both hold the register of a kind in a commune.
pub fn file_twice(path: &str, other: &str, kind: Kind, place: &PlaceCode) -> Diagnostic {
    let message = format!("two files hold the {kind} register of commune `{place}`");
    Diagnostic::error(codes::FILE_TWICE, message)
        .note(path)
        .note(other)
        .help("put the rows into one file, or take the other file out of the folder")
}

/// The warning for a file of the folder that takes the place of a register that was imported.
pub fn import_replaced(path: &str, import: &str, kind: Kind, place: &PlaceCode) -> Diagnostic {
    let message = format!(
        "the {kind} register of commune `{place}` now comes from the folder, not from the import"
    );
    Diagnostic::warning(codes::REPLACED, message)
        .note(format!("read now: {path}"))
        .note(format!("imported before: {import}"))
        .help("if the import is the right one, take the file out of the folder and import again")
}

/// The warning for a period of which nobody has kept a register.
pub fn no_register(folder: &str) -> Diagnostic {
    Diagnostic::warning(codes::NO_REGISTER, "the period has no registers: nobody can be judged")
        .note(folder)
        .help("put the registers there, or take them in with `tieuchi import`")
}

/// The warning for a commune whose rows were in a file before and are not any more.
pub fn place_gone(path: &str, place: &PlaceCode, rows: u64) -> Diagnostic {
    let message =
        format!("commune `{place}` is no longer in the file; it was there with {rows} rows");
    Diagnostic::warning(codes::PLACE_GONE, message)
        .note(path)
        .note("its register stays as it was: evidence is never thrown away")
        .help("put its rows back, or leave it so if another file or office keeps them now")
}

/// Reads a register of tidy CSV and hands on its chunks.
///
/// Rows are collected by place, so that a place's chunks are the same however the rows of places
/// are mixed: full ones as they fill, in the order of the file, and the rest at the end by code.
/// Memory holds at most one chunk for each place, and the ids of all subjects.
///
/// Once something is wrong no chunk is handed on any more, and the diagnostics are returned, in
/// the order of the file. Chunks may have been handed on before: if any diagnostic is an error,
/// the caller must undo what it did with them.
pub fn read_register<E>(
    input: impl Read,
    register: &RegisterFile<'_>,
    catalogue: &Catalogue,
    places: &Places,
    sink: &mut dyn FnMut(&PlaceCode, RegisterChunk) -> Result<(), E>,
) -> Result<Vec<Diagnostic>, Stopped<E>> {
    let mut faults = Faults::new(register.path);
    let unreadable = Stopped::input(register.path);
    let Some(mut table) = Table::open(input, &mut faults).map_err(&unreadable)? else {
        return Ok(faults.finish());
    };
    let layout = Layout::of((table.names(), table.header_line()), register, catalogue, &mut faults);
    let Some(layout) = layout.filter(|_| faults.none()) else { return Ok(faults.finish()) };

    let mut drafts = Drafts::new(register, places);
    let mut numbers = Numbers::default();
    while let Some(row) = table.next(&mut faults).map_err(&unreadable)? {
        let Some((place, draft)) = drafts.find(row, &layout, &mut faults) else { continue };
        if register.kind == Kind::Commune && !draft.is_empty() {
            faults.add(At::cell(row.line, "place"), || commune_twice(place));
        }
        draft.push(row, &layout, &mut faults);
        if let Some(column) = layout.identity {
            numbers.push(row.text(column), row.line);
        }
        if draft.is_full() {
            let chunk = draft.take(&layout);
            if faults.none() {
                sink(place, chunk).map_err(Stopped::Sink)?;
            }
        }
    }
    drafts.hand_on_the_rest(&layout, &mut faults, sink)?;
    let mut found = faults.finish();
    found.extend(numbers.repeated(register.path));
    Ok(found)
}

/// The drafts of all places in a register.
struct Drafts<'a> {
    /// The register.
    register: &'a RegisterFile<'a>,
    /// Which codes are communes.
    communes: Communes<'a>,
    /// Where the draft of a code is.
    by_code: BTreeMap<&'a str, usize>,
    /// Drafts in the order of their first rows.
    all: Vec<(&'a PlaceCode, Draft)>,
    /// The draft of the row before: most rows are of the same place.
    last: usize,
    /// Codes that were reported already.
    refused: Vec<String>,
}

impl<'a> Drafts<'a> {
    /// Starts with none.
    fn new(register: &'a RegisterFile<'a>, places: &'a Places) -> Self {
        let communes = Communes::new(places);
        let by_code = BTreeMap::new();
        Self { register, communes, by_code, all: Vec::new(), last: 0, refused: Vec::new() }
    }

    /// The draft of a row's place; none where the place is none.
    fn find(
        &mut self,
        row: Row<'_>,
        layout: &Layout<'_>,
        faults: &mut Faults<'_>,
    ) -> Option<(&'a PlaceCode, &mut Draft)> {
        let named = layout.place.map(|column| row.text(column)).filter(|code| !code.is_empty());
        let default = self.register.place.as_ref().map(PlaceCode::as_str);
        let Some(code) = named.or(default) else {
            faults.add(At::cell(row.line, "place"), place_empty);
            return None;
        };
        if self.all.get(self.last).is_none_or(|(place, _)| place.as_str() != code) {
            let known = self.by_code.get(code).copied();
            self.last = known.or_else(|| self.start(code, row.line, faults))?;
        }
        self.all.get_mut(self.last).map(|(place, draft)| (*place, draft))
    }

    /// Starts a draft and gives its place in the list.
    fn start(&mut self, code: &str, line: u64, faults: &mut Faults<'_>) -> Option<usize> {
        let Some(place) = self.communes.get(code, self.register.period.last_day()) else {
            self.refuse(code, line, faults);
            return None;
        };
        let index = self.all.len();
        self.all.push((place, Draft::default()));
        self.by_code.insert(place.as_str(), index);
        Some(index)
    }

    /// Reports a code once: a wrong one mostly stands on every row of its place.
    #[cold]
    fn refuse(&mut self, code: &str, line: u64, faults: &mut Faults<'_>) {
        if self.refused.iter().any(|known| known == code) {
            return;
        }
        let day = self.register.period.last_day();
        faults.add(At::cell(line, "place"), || {
            self.refused.push(code.to_owned());
            self.communes
                .unknown(code, day)
                .note("later rows with this code are not reported again")
        });
    }
}

impl Drafts<'_> {
    /// Looks for subjects that stand twice, and hands on what is left, by code.
    fn hand_on_the_rest<E>(
        mut self,
        layout: &Layout<'_>,
        faults: &mut Faults<'_>,
        sink: &mut dyn FnMut(&PlaceCode, RegisterChunk) -> Result<(), E>,
    ) -> Result<(), Stopped<E>> {
        self.all.sort_by_key(|(place, _)| *place);
        for (_, draft) in &mut self.all {
            std::mem::take(&mut draft.roll).repeated(|id, first, again| {
                faults.add(At::cell(again, "subject"), || subject_twice(id, first));
            });
        }
        for (place, mut draft) in self.all {
            if faults.none() && !draft.is_empty() {
                sink(place, draft.take(layout)).map_err(Stopped::Sink)?;
            }
        }
        Ok(())
    }
}

/// A row without a place.
fn place_empty() -> Diagnostic {
    Diagnostic::error(codes::CELL_EMPTY, "the place is empty")
        .help("write the code of the commune, such as `30952`")
}

/// A subject that stands twice in one place.
fn subject_twice(id: &[u8], first: u64) -> Diagnostic {
    let message = format!("the subject {} stands twice in its place", quoted(id));
    Diagnostic::error(codes::SUBJECT_TWICE, message)
        .note(format!("it stands on line {first} already"))
        .help("keep one of the rows, or give the other subject its own id")
}
