//! Takes in a register as an office keeps it.

use std::{
    cell::Cell,
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use tieuchi_core::{Diagnostic, ImportReport, Kind, OfficePart, Period, PlaceCode, RegisterChunk};
use tieuchi_register::{
    Encoding, OfficeFile, kind_of_file, read_office_register, read_office_rows,
};
use tieuchi_store::{RegisterWriter, Store};

use crate::{
    Progress, files, place::unit_name, run::open_store, trouble::Trouble, workspace::Workspace,
};

use advance::{Advance, Counted};
use people::People;

mod advance;
mod people;

/// What to take in.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct ImportOptions {
    /// Whose register; by the file's name where it is not said.
    pub kind: Option<Kind>,
    /// The period that it speaks of.
    pub period: Period,
    /// The commune of rows that name none; the workspace's only commune where it is not said.
    pub place: Option<PlaceCode>,
    /// The sheet; all that look like registers where it is not said.
    pub sheet: Option<String>,
    /// The encoding of a text file, where it is not Unicode.
    pub encoding: Option<Encoding>,
    /// A TOML file: what headers mean that nobody would guess.
    pub mapping: Option<PathBuf>,
    /// Whether one refusal refuses all.
    pub strict: bool,
    /// Whether nothing is kept.
    pub dry_run: bool,
    /// Whether a register may become less than half as long.
    pub replace: bool,
    /// Whether people who are known in another commune have moved here.
    pub confirm_moves: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Imported {
    /// What was read and refused.
    pub report: ImportReport,
    /// Registers that the file gives, by commune.
    pub registers: Vec<ImportedRegister>,
    /// Whether the registers were kept.
    pub kept: bool,
    /// What somebody should look at in the workspace's files.
    pub warnings: Vec<Diagnostic>,
    /// The files that the warnings speak of.
    pub sources: tieuchi_core::Sources,
}

/// One register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRegister {
    /// The commune.
    pub place: PlaceCode,
    /// Its name with its type.
    pub name: String,
    /// Subjects before.
    pub before: u64,
    /// Subjects now.
    pub now: u64,
    /// Whether anything is different.
    pub changed: bool,
}

/// Takes a file in: the registers of all communes that it speaks of, as one unit of work.
///
/// A register is the whole table that an office keeps: what is taken in replaces what was there
/// before for the commune, kind and period. The same file twice changes nothing.
pub fn import(
    dir: &Path,
    file: &Path,
    options: &ImportOptions,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Imported, Trouble> {
    let workspace = Workspace::open(dir)?;
    let store = workspace.store();
    take(workspace, file, options, progress).map_err(|trouble| trouble.in_store(&store))
}

/// Takes it into the store of a workspace.
fn take(
    mut workspace: Workspace,
    file: &Path,
    options: &ImportOptions,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Imported, Trouble> {
    let mapping = read_mapping(options.mapping.as_deref(), &mut workspace)?;
    let kind = kind_of(file, options)?;
    let communes = workspace.places.communes(options.period.last_day());
    // A register of a commune that there is not would lie where no run ever looks.
    let absent = |code: &&PlaceCode| !communes.iter().any(|unit| unit.code == **code);
    if let Some(place) = options.place.as_ref().filter(absent) {
        let day = options.period.last_day().to_string();
        return Err(Trouble::NotInForce { place: place.clone(), day });
    }
    let only = communes.first().filter(|_| communes.len() == 1).map(|unit| unit.code.clone());
    let path = files::display(file);
    let office = OfficeFile {
        path: &path,
        kind,
        period: options.period,
        place: options.place.clone().or(only),
        sheet: options.sheet.as_deref(),
        encoding: options.encoding,
        mapping: &mapping,
        strict: options.strict,
    };
    let input = files::open(file).map_err(files::unreadable(file))?;
    let size = input.metadata().map_err(files::unreadable(file))?.len();
    let bytes = Cell::new(0);
    let input = Counted { input, bytes: &bytes };
    let mut store: Store = open_store(&workspace)?;
    let reader = store.reader()?;
    let transaction = store.begin()?;
    transaction.sync_places(&workspace.places)?;
    let advance = Advance::new(&bytes, size, progress);
    let mut people = People::new((&reader, &transaction), &workspace, options, advance);
    let mut writers: BTreeMap<PlaceCode, RegisterWriter> = BTreeMap::new();
    let catalogue = workspace.rules.catalogue();
    let mut sink = |place: &PlaceCode, chunk: RegisterChunk| {
        let writer = writers
            .entry(place.clone())
            .or_insert_with(|| RegisterWriter::new(options.period, place.clone(), kind));
        writer.chunk(&transaction, &chunk, catalogue)
    };
    let places = &workspace.places;
    let report = read_office_register(input, &office, catalogue, places, &mut people, &mut sink)?;
    let mut registers = Vec::new();
    for (place, writer) in writers {
        let before = people.rows_before(&place, kind)?;
        let recorded = writer.finish(&transaction, &path)?;
        let unit = places.unit(&place, options.period.last_day());
        registers.push(ImportedRegister {
            name: unit.map_or_else(String::new, unit_name),
            place,
            before,
            now: recorded.rows,
            changed: recorded.revised,
        });
    }
    let shrinks = registers.iter().find(|register| register.now * 2 < register.before);
    if let Some(register) = shrinks.filter(|_| !options.replace && !report.is_refused()) {
        let (before, now) = (register.before, register.now);
        return Err(Trouble::Shrinks { place: register.name.clone(), before, now });
    }
    // A file with nobody in it leaves every register as it was.
    let kept = !options.dry_run && !report.is_refused() && !registers.is_empty();
    if kept {
        transaction.commit()?;
    }
    let Workspace { warnings, sources, .. } = workspace;
    Ok(Imported { report, registers, kept, warnings, sources })
}

/// Reads a file once more for its sheets and rows as they stand, so that its cells can be marked;
/// `sink` says whether it wants more of them.
pub fn office_rows(
    dir: &Path,
    file: &Path,
    options: &ImportOptions,
    sink: &mut dyn FnMut(OfficePart) -> bool,
) -> Result<(), Trouble> {
    let mut workspace = Workspace::open(dir)?;
    let mapping = read_mapping(options.mapping.as_deref(), &mut workspace)?;
    let path = files::display(file);
    let office = OfficeFile {
        path: &path,
        kind: kind_of(file, options)?,
        period: options.period,
        place: options.place.clone(),
        sheet: options.sheet.as_deref(),
        encoding: options.encoding,
        mapping: &mapping,
        strict: options.strict,
    };
    let input = files::open(file).map_err(files::unreadable(file))?;
    Ok(read_office_rows(input, &office, workspace.rules.catalogue(), sink)?)
}

/// Whose register a file is: as it is said, or by the file's name.
fn kind_of(file: &Path, options: &ImportOptions) -> Result<Kind, Trouble> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let named = kind_of_file(stem).or_else(|| kind_of_file(stem.split(['-', '_', ' ']).next()?));
    options.kind.or(named).ok_or(Trouble::KindUnknown)
}

/// Reads what headers mean.
fn read_mapping(
    file: Option<&Path>,
    workspace: &mut Workspace,
) -> Result<BTreeMap<String, String>, Trouble> {
    let Some(file) = file else { return Ok(BTreeMap::new()) };
    let source = workspace.sources.add(files::display(file), files::text(file)?);
    let (mapping, found) = tieuchi_ruleset::read_mapping(&workspace.sources, source);
    if found.iter().any(Diagnostic::is_error) {
        return Err(Trouble::files(found, workspace.sources.clone()));
    }
    Ok(mapping)
}
