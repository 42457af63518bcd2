//! Takes in a register as an office keeps it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use tieuchi_core::{
    Diagnostic, ImportReport, Kind, Period, PlaceCode, RegisterChunk, SubjectId, nearest,
};
use tieuchi_register::{
    Encoding, Linked, OfficeFile, Resolve, Resolved, RowSubject, kind_of_file, read_office_register,
};
use tieuchi_store::{Reader, RegisterWriter, Store, StoreError, Transaction};

use crate::{files, place::unit_name, run::open_store, trouble::Trouble, workspace::Workspace};

/// What to take in.
#[derive(Debug, Clone)]
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
pub fn import(dir: &Path, file: &Path, options: &ImportOptions) -> Result<Imported, Trouble> {
    let mut workspace = Workspace::open(dir)?;
    let mapping = read_mapping(options.mapping.as_deref(), &mut workspace)?;
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let named = kind_of_file(stem).or_else(|| kind_of_file(stem.split(['-', '_', ' ']).next()?));
    let kind = options.kind.or(named).ok_or(Trouble::KindUnknown)?;
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
    let mut store: Store = open_store(&workspace)?;
    let reader = store.reader()?;
    let transaction = store.begin()?;
    transaction.sync_places(&workspace.places)?;
    let mut people = People::new(&reader, &transaction, &workspace, options.period);
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

/// The subjects that the store knows.
struct People<'a> {
    /// What was there before.
    reader: &'a Reader,
    /// What is there now.
    transaction: &'a Transaction<'a>,
    /// The workspace, for names of communes.
    workspace: &'a Workspace,
    /// The period.
    period: Period,
    /// Registers that were looked up, by commune and kind.
    known: BTreeMap<(PlaceCode, Kind), Known>,
}

/// The subjects of one register.
#[derive(Debug, Default)]
struct Known {
    /// Whether there is such a register.
    register: bool,
    /// Their ids.
    ids: BTreeSet<SubjectId>,
    /// Ids by name.
    names: BTreeMap<String, SubjectId>,
    /// The number of the last id that was made.
    last: u64,
}

impl<'a> People<'a> {
    /// Knows nobody yet.
    fn new(
        reader: &'a Reader,
        transaction: &'a Transaction<'a>,
        workspace: &'a Workspace,
        period: Period,
    ) -> Self {
        Self { reader, transaction, workspace, period, known: BTreeMap::new() }
    }

    /// The subjects of a register, looked up once.
    fn known(&mut self, place: &PlaceCode, kind: Kind) -> Result<&mut Known, StoreError> {
        let key = (place.clone(), kind);
        if !self.known.contains_key(&key) {
            let mut known = Known::default();
            if let Some(manifest) = self.reader.current(self.period, place)?.get(&kind) {
                known.register = true;
                known.ids.extend(self.reader.subjects(manifest)?);
            }
            // Names of all kinds stand together; only those of this register count as its names,
            // but no id that anybody has had is given to somebody else.
            for (subject, name) in self.reader.names(place)? {
                if known.ids.contains(&subject) && !name.is_empty() {
                    known.names.insert(name, subject);
                } else if subject.as_str().starts_with(&prefix(place, kind)) {
                    known.ids.insert(subject);
                }
            }
            self.known.insert(key.clone(), known);
        }
        Ok(self.known.entry(key).or_default())
    }

    /// How many subjects the register had before.
    fn rows_before(&self, place: &PlaceCode, kind: Kind) -> Result<u64, StoreError> {
        let heads = self.reader.registers(self.period)?;
        let head = heads.iter().find(|head| head.place == *place && head.kind == kind);
        Ok(head.map_or(0, |head| head.rows))
    }
}

/// What the ids begin with that are made here: they say nothing of the person.
fn prefix(place: &PlaceCode, kind: Kind) -> String {
    let letter = match kind {
        Kind::Citizen => 'c',
        Kind::Family => 'g',
        Kind::Clan => 'd',
        Kind::Village => 't',
        Kind::Unit => 'v',
        Kind::Commune => 'x',
    };
    format!("{place}-{letter}-")
}

impl Resolve<StoreError> for People<'_> {
    fn subject(&mut self, row: &RowSubject<'_>) -> Result<Resolved, StoreError> {
        if let Some(id) = row.subject {
            return Ok(Resolved::Subject(SubjectId::new(id)));
        }
        if let Some(number) = row.identity {
            for (place, subject) in self.transaction.subjects_of_identity(number)? {
                if place == *row.place {
                    return Ok(Resolved::Subject(subject));
                }
                let unit = self.workspace.places.unit(&place, self.period.last_day());
                // Somebody who was known in a commune that is no more has not moved.
                if let Some(unit) = unit {
                    return Ok(Resolved::Moved { place, name: unit_name(unit) });
                }
            }
        } else if row.kind == Kind::Commune {
            return Ok(Resolved::Subject(SubjectId::new(row.place.as_str())));
        } else if row.kind == Kind::Citizen || row.name.is_empty() {
            // A name alone does not tell one person from another.
            return Ok(Resolved::Unknown);
        }
        let (kind, place, by_name) = (row.kind, row.place, row.identity.is_none());
        let known = self.known(place, kind)?;
        if by_name && let Some(subject) = known.names.get(row.name) {
            return Ok(Resolved::Subject(subject.clone()));
        }
        let subject = loop {
            known.last += 1;
            let id = SubjectId::new(format!("{}{:05}", prefix(place, kind), known.last));
            if known.ids.insert(id.clone()) {
                break id;
            }
        };
        if by_name {
            known.names.insert(row.name.to_owned(), subject.clone());
        }
        Ok(Resolved::Subject(subject))
    }

    fn link(&mut self, kind: Kind, place: &PlaceCode, text: &str) -> Result<Linked, StoreError> {
        let known = self.known(place, kind)?;
        let id = SubjectId::new(text);
        // Without a register nothing can be held against it; a run warns of what stays open.
        if !known.register || known.ids.contains(&id) {
            return Ok(Linked::Subject(id));
        }
        if let Some(subject) = known.names.get(text) {
            return Ok(Linked::Subject(subject.clone()));
        }
        let names = known.names.keys().map(String::as_str);
        let near = nearest(text, names.chain(known.ids.iter().map(SubjectId::as_str)));
        Ok(Linked::Unknown { nearest: near.map(str::to_owned) })
    }
}
