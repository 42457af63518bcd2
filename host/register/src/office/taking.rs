//! Takes the rows of a file: reads each, finds its subject, hands on what is sound.

use std::collections::BTreeMap;

use tieuchi_core::{Catalogue, Kind, PlaceCode, Places, RefusalReason, RegisterChunk, SubjectId};

use super::{
    Linked, OfficeFile, Resolve, Resolved, RowSubject,
    columns::{Columns, Evidence},
    dictionary::Dictionary,
    gather::{Gather, TakenRow},
    heading::Heading,
    identity::Sex,
    person::{Person, RowReading},
    place::PlaceFinder,
    raw_cell::{Cells, RawCell},
    seen::{Place, Seen},
    shown::Showing,
    tally::{At, Tally},
};

/// Takes chunks away.
pub(super) type Sink<'f, E> = &'f mut dyn FnMut(&PlaceCode, RegisterChunk) -> Result<(), E>;

/// What the rows of a file are taken with.
pub(super) struct Taking<'f, E> {
    /// The file.
    file: &'f OfficeFile<'f>,
    /// What its tables hold.
    evidence: Evidence<'f>,
    /// Communes of the period's last day.
    places: PlaceFinder<'f>,
    /// Rows that were taken.
    gather: Gather,
    /// Who was met already.
    seen: Seen,
    /// Names of the sheets that were read.
    sheets: Vec<String>,
    /// Rows of the sheet in hand whose birth is only a year, and the first of them.
    years_alone: (u64, u32),
    /// The report.
    pub(super) tally: Tally,
    /// Finds subjects.
    resolve: &'f mut dyn Resolve<E>,
    /// Takes chunks.
    sink: Sink<'f, E>,
    /// The row in hand.
    taken: TakenRow,
}

impl<'f, E> Taking<'f, E> {
    /// Prepares for the tables of a file.
    pub(super) fn new(
        file: &'f OfficeFile<'f>,
        headings: &[Heading<'f>],
        (catalogue, places): (&'f Catalogue, &'f Places),
        tally: Tally,
        (resolve, sink): (&'f mut dyn Resolve<E>, Sink<'f, E>),
    ) -> Self {
        let evidence = Evidence::of(headings, file.kind, catalogue);
        Self {
            file,
            places: PlaceFinder::new(places, file.period.last_day()),
            gather: Gather::new(evidence.shape()),
            evidence,
            seen: Seen::default(),
            sheets: Vec::new(),
            years_alone: (0, 0),
            tally,
            resolve,
            sink,
            taken: TakenRow::default(),
        }
    }

    /// Starts a table; none where nobody can tell who is meant or where.
    pub(super) fn start(
        &mut self,
        name: Option<&str>,
        heading: &Heading<'f>,
        dictionary: &Dictionary<'f>,
    ) -> Option<Columns> {
        let columns = Columns::lay(name, heading, &self.evidence, dictionary, &mut self.tally);
        self.sheets.push(name.unwrap_or_default().to_owned());
        self.years_alone = (0, 0);
        let subject = (!columns.names_subjects(self.file.kind)).then_some("subject");
        let place = (columns.place.is_none() && self.file.place.is_none()).then_some("place");
        let missing: Vec<&str> = subject.into_iter().chain(place).collect();
        for id in &missing {
            let at = At { row: columns.rows.1, ..At::default() };
            let reason = RefusalReason::ColumnMissing { missing: (*id).to_owned() };
            self.tally.refuse(at, ("", Showing::Plain), (reason, None));
        }
        if missing.is_empty() { Some(columns) } else { None }
    }

    /// Ends a table.
    pub(super) fn finish_table(&mut self, columns: Option<&Columns>) {
        let (rows, first) = self.years_alone;
        if rows > 0 {
            let born = columns.and_then(|columns| {
                let (column, _) = *columns.born.first()?;
                Some((columns.label(column), columns.text(column)))
            });
            let column = born.as_ref().map(|(label, _)| label.as_str());
            let at = At { row: first, column, header: born.as_ref().and_then(|(_, text)| *text) };
            self.tally.notice(at, "", RefusalReason::YearAlone { rows });
        }
        self.tally.finish_sheet();
    }

    /// Refuses a row that cannot be read; 0 stands for the rest of the table.
    pub(super) fn refuse_whole_row(&mut self, row: u32, reason: RefusalReason) {
        if row > 0 {
            self.tally.read();
            self.tally.refused_row();
        }
        let at = At { row, ..At::default() };
        self.tally.refuse(at, ("", Showing::Plain), (reason, None));
    }

    /// Tells of a column without a header that holds something.
    pub(super) fn unnamed_column(
        &mut self,
        columns: &Columns,
        row: u32,
        column: usize,
        cells: &impl Cells,
    ) {
        let label = columns.label(column);
        let at = At { row, column: Some(&label), header: None };
        let reason = RefusalReason::HeaderUnknown { nearest: String::new() };
        self.tally.doubt(at, &cells.cell(column).text(), reason);
    }

    /// Takes a row that holds somebody.
    pub(super) fn row(&mut self, columns: &Columns, row: u32, cells: &impl Cells) -> Result<(), E> {
        self.tally.read();
        self.resolve.row();
        let mut reading =
            RowReading { cells, columns, row, tally: &mut self.tally, is_sound: true };
        reading.kind(self.file.kind);
        let place = reading.place(&mut self.places, self.file.place.as_ref());
        let person = reading.person(self.file.period.number());
        read_evidence(&mut reading, &self.evidence, &person, &mut self.taken);
        let links = link_texts(&mut reading);
        let (is_sound, place) = (reading.is_sound, place.filter(|_| reading.is_sound));
        let Some(place) = place else {
            if is_sound {
                reading.refuse_row(RefusalReason::ColumnMissing { missing: "place".to_owned() });
            }
            self.tally.refused_row();
            return Ok(());
        };
        if person.year_alone {
            self.years_alone.0 += 1;
            if self.years_alone.0 == 1 {
                self.years_alone.1 = row;
            }
        }
        self.taken.name = person.name;
        self.taken.identity = person.identity;
        self.taken.line = row;
        let taken = self.find(columns, row, cells, (place, &person.subject, &links))?;
        if !taken {
            self.tally.refused_row();
        }
        Ok(())
    }

    /// Finds the subject of a sound row, and takes it unless it stands already.
    fn find(
        &mut self,
        columns: &Columns,
        row: u32,
        cells: &impl Cells,
        (place, id, links): (&'f PlaceCode, &str, &[(usize, usize, String)]),
    ) -> Result<bool, E> {
        let mut reading =
            RowReading { cells, columns, row, tally: &mut self.tally, is_sound: true };
        let number = self.taken.identity.as_deref();
        if let Some(first) = number.and_then(|number| self.seen.identity(number)) {
            let reason = identity_twice(first, &self.sheets);
            reading.refuse(columns.identity.unwrap_or(0), Showing::Identity, (reason, None));
            return Ok(false);
        }
        let subject = RowSubject {
            kind: self.file.kind,
            place,
            subject: (!id.is_empty()).then_some(id),
            name: &self.taken.name,
            identity: number,
        };
        let key = columns.subject.or(columns.identity).or(columns.names.first().copied());
        let (mut is_new, mut before) = (false, None);
        let subject = match self.resolve.subject(&subject)? {
            Resolved::Subject(subject) => subject,
            Resolved::New(subject) => {
                is_new = true;
                subject
            }
            Resolved::MovedHere { subject, is_new: made, place, name } => {
                is_new = made;
                before = Some(RefusalReason::MovedHere { place: place.to_string(), name });
                subject
            }
            Resolved::Unknown => {
                reading.refuse_row(RefusalReason::SubjectMissing);
                return Ok(false);
            }
            Resolved::Moved { place, name } => {
                let reason = RefusalReason::Moved { place: place.to_string(), name };
                reading.refuse(key.unwrap_or(0), Showing::Identity, (reason, None));
                return Ok(false);
            }
        };
        if let Some(first) = self.seen.subject(place, &subject) {
            let (first_row, first_sheet) = stands(first, &self.sheets);
            let reason = RefusalReason::DuplicateSubject { first_row, first_sheet };
            reading.refuse(key.unwrap_or(0), showing(columns, key), (reason, None));
            return Ok(false);
        }
        for (column, slot, text) in links {
            let kind = self.evidence.links.get(*slot).copied().unwrap_or(Kind::Family);
            match self.resolve.link(kind, place, text)? {
                Linked::Subject(target) => {
                    if let Some(link) = self.taken.links.get_mut(*slot) {
                        *link = Some(target);
                    }
                }
                Linked::Unknown { nearest } => {
                    let reason =
                        RefusalReason::LinkUnknown { nearest: nearest.clone().unwrap_or_default() };
                    reading.refuse(*column, Showing::Plain, (reason, nearest));
                }
            }
        }
        if !reading.is_sound {
            return Ok(false);
        }
        if let Some(reason) = before {
            reading.notice(key.unwrap_or(0), Showing::Identity, reason);
        }
        if is_new {
            self.tally.given(place, row, &subject);
        }
        self.take(place, subject, row)?;
        Ok(true)
    }

    /// Takes a row.
    fn take(&mut self, place: &PlaceCode, subject: SubjectId, row: u32) -> Result<(), E> {
        let sheet = u16::try_from(self.sheets.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.seen.add(place, &subject, self.taken.identity.as_deref(), Place { sheet, row });
        self.tally.accepted(place);
        if let Some(chunk) = self.gather.push(place, subject, &mut self.taken)
            && self.tally.hands_on()
        {
            (self.sink)(place, chunk)?;
        }
        Ok(())
    }

    /// Hands on what is left; the report.
    pub(super) fn finish(self) -> Result<Tally, E> {
        if self.tally.hands_on() {
            for (place, chunk) in self.gather.rest() {
                (self.sink)(&place, chunk)?;
            }
        }
        Ok(self.tally)
    }
}

/// Where somebody stands already, for a message.
fn stands(first: Place, sheets: &[String]) -> (u64, String) {
    let sheet = sheets.get(usize::from(first.sheet)).cloned().unwrap_or_default();
    (u64::from(first.row), sheet)
}

/// An identity number that stands already.
fn identity_twice(first: Place, sheets: &[String]) -> RefusalReason {
    let (first_row, first_sheet) = stands(first, sheets);
    RefusalReason::DuplicateIdentity { first_row, first_sheet }
}

/// How the cell that names a subject may be shown.
fn showing(columns: &Columns, column: Option<usize>) -> Showing {
    if column == columns.subject {
        Showing::Plain
    } else if column == columns.identity {
        Showing::Identity
    } else {
        Showing::Name
    }
}

/// Reads all evidence of a row.
fn read_evidence<C: Cells>(
    reading: &mut RowReading<'_, C>,
    evidence: &Evidence<'_>,
    person: &Person,
    taken: &mut TakenRow,
) {
    taken.values.clear();
    taken.values.resize(evidence.readers.len(), None);
    taken.links.clear();
    taken.links.resize(evidence.links.len(), None);
    let columns = reading.columns;
    for (column, slot) in &columns.values {
        let Some(reader) = evidence.readers.get(*slot) else { continue };
        match reader.read(reading.cells.cell(*column)) {
            Ok(value) => taken.values[*slot] = value,
            Err(fault) => reading.refuse(*column, Showing::Plain, fault),
        }
    }
    if let Some(slot) = evidence.born {
        taken.values[slot] = person.born;
    }
    if let (Some(slot), Some(sex)) = (evidence.sex, person.sex)
        && let Some(reader) = evidence.readers.get(slot)
    {
        let words = match sex {
            Sex::Male => ["nam", "male"],
            Sex::Female => ["nữ", "female"],
        };
        let read = words.iter().find_map(|word| reader.read(RawCell::Text(word)).ok());
        taken.values[slot] = read.flatten();
    }
}

/// The texts of a row's links: column, place in the chunk's shape, text.
fn link_texts<C: Cells>(reading: &mut RowReading<'_, C>) -> Vec<(usize, usize, String)> {
    let columns = reading.columns;
    let mut links = Vec::new();
    for (column, slot) in &columns.links {
        let text = reading.id(*column);
        if !text.is_empty() {
            links.push((*column, *slot, text));
        }
    }
    links
}

/// The words of a file's mapping that are no column, told once.
pub(super) fn check_mapping(dictionary: &Dictionary<'_>, tally: &mut Tally) {
    let unknown: BTreeMap<_, _> = dictionary.unknown_in_mapping().iter().cloned().collect();
    for (header, id) in unknown {
        let near = dictionary.nearest_id(&id).map(str::to_owned);
        let nearest = near.clone().unwrap_or_default();
        let at = At { header: Some(&header), ..At::default() };
        tally.refuse(
            at,
            (&id, Showing::Plain),
            (RefusalReason::MappingUnknown { id: id.clone(), nearest }, near),
        );
    }
}
