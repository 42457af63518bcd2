//! Where a table keeps what, and what to say of columns that are not understood.

use std::collections::{BTreeMap, BTreeSet};

use tieuchi_core::{Catalogue, ImportColumn, IndicatorId, Kind, RefusalReason};

use super::{
    dictionary::{Dictionary, Role},
    gather::ChunkShape,
    heading::Heading,
    identity::Sex,
    sheet::letters,
    shown::{Showing, shown},
    tally::{At, Tally},
    value::ValueReader,
    words::Reserved,
};

/// Where a table keeps what. Columns are numbers from 0.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// What the header says.
    texts: Vec<String>,
    /// Whether columns are letters for the officer.
    has_letters: bool,
    /// The first and the last row of the header.
    pub(super) rows: (u32, u32),
    /// The subject's id.
    pub(super) subject: Option<usize>,
    /// The parts of the name in their order.
    pub(super) names: Vec<usize>,
    /// The identity number.
    pub(super) identity: Option<usize>,
    /// The kind.
    pub(super) kind: Option<usize>,
    /// The commune.
    pub(super) place: Option<usize>,
    /// The day or year of birth, of everybody or of one sex.
    pub(super) born: Vec<(usize, Option<Sex>)>,
    /// The sex, or a mark for one sex.
    pub(super) sexes: Vec<(usize, Option<Sex>)>,
    /// Whom subjects belong to, with the place in the chunk's shape.
    pub(super) links: Vec<(usize, usize)>,
    /// Evidence, with the place in the chunk's shape.
    pub(super) values: Vec<(usize, usize)>,
    /// Running numbers and remarks.
    pub(super) nothing: BTreeSet<usize>,
    /// Columns without a header.
    pub(super) unnamed: BTreeSet<usize>,
}

/// Evidence and links of all tables of a file.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// What reads evidence, in the order of the chunk's shape.
    pub(super) readers: Vec<ValueReader<'a>>,
    /// Kinds of links, in the order of the chunk's shape.
    pub(super) links: Vec<Kind>,
    /// The evidence that is the day of birth.
    pub(super) born: Option<usize>,
    /// The evidence that is the sex.
    pub(super) sex: Option<usize>,
}

impl<'a> Evidence<'a> {
    /// Collects what the headers of a file's tables name.
    pub(super) fn of<'h>(
        headings: impl IntoIterator<Item = &'h Heading<'a>>,
        kind: Kind,
        catalogue: &'a Catalogue,
    ) -> Self
    where
        'a: 'h,
    {
        let mut indicators = BTreeMap::new();
        let mut links = BTreeSet::new();
        let (mut has_born, mut has_sex) = (false, false);
        let cells = headings.into_iter().flat_map(|heading| &heading.columns);
        for role in cells.filter_map(|cell| cell.role) {
            match role {
                Role::Evidence(indicator) => {
                    indicators.insert(indicator.id.clone(), indicator);
                }
                Role::Reserved(Reserved::Link(kind)) => {
                    links.insert(kind);
                }
                Role::Reserved(Reserved::Born(sex)) => {
                    has_born = true;
                    has_sex |= sex.is_some();
                }
                Role::Reserved(Reserved::Sex(_)) => has_sex = true,
                _ => {}
            }
        }
        for (id, is_there) in [("birth-date", has_born), ("sex", has_sex)] {
            let found = catalogue.get(kind, &IndicatorId::new(id));
            if let Some(found) = found.filter(|found| is_there && found.compute.is_none()) {
                indicators.insert(found.id.clone(), found);
            }
        }
        let readers: Vec<_> = indicators.into_values().filter_map(ValueReader::new).collect();
        let slot = |id: &str| readers.iter().position(|reader| reader.indicator.id.as_str() == id);
        let (born, sex) = (slot("birth-date"), slot("sex"));
        Self { readers, links: links.into_iter().collect(), born, sex }
    }

    /// What every chunk of the file holds.
    pub(super) fn shape(&self) -> ChunkShape {
        let value = |reader: &ValueReader<'_>| (reader.indicator.id.clone(), reader.range);
        ChunkShape { values: self.readers.iter().map(value).collect(), links: self.links.clone() }
    }
}

impl Columns {
    /// Lays out a table, and tells of the columns that are not understood. None where nobody can
    /// tell who is meant.
    pub(super) fn lay(
        name: Option<&str>,
        heading: &Heading<'_>,
        evidence: &Evidence<'_>,
        dictionary: &Dictionary<'_>,
        tally: &mut Tally,
    ) -> Self {
        let mut columns = Self {
            texts: heading.columns.iter().map(|cell| cell.text.clone()).collect(),
            has_letters: name.is_some(),
            rows: heading.rows,
            ..Self::default()
        };
        let twice = Self::twice(heading);
        let named = heading.columns.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        let named = named.map(|(index, cell)| ImportColumn {
            column: columns.label(index),
            header: shown(&cell.text, Showing::Plain),
            id: cell.role.and_then(|role| role.id()).filter(|_| !twice.contains_key(&index)),
        });
        tally.start(name, Some(heading.rows), named.collect());
        let mut fronts = Vec::new();
        for (index, cell) in heading.columns.iter().enumerate() {
            let (column, header) = (columns.label(index), cell.text.as_str());
            let at = At { row: heading.rows.1, column: Some(&column), header: Some(header) };
            if let Some(other) = twice.get(&index) {
                // Nobody can tell which of the two counts, so neither does.
                if other < &index {
                    let id = cell.role.and_then(|role| role.id()).unwrap_or_default();
                    let reason = RefusalReason::ColumnTwice { id, first: columns.label(*other) };
                    tally.refuse(at, (header, Showing::Plain), (reason, None));
                }
                continue;
            }
            match cell.role {
                Some(Role::Reserved(Reserved::NameFront)) => fronts.push(index),
                Some(role) => columns.add(index, role, evidence),
                None if header.is_empty() => {
                    columns.unnamed.insert(index);
                }
                None => {
                    let nearest = dictionary.nearest(header).join("; ");
                    tally.doubt(at, header, RefusalReason::HeaderUnknown { nearest });
                }
            }
            match cell.role {
                Some(Role::Computed) => tally.notice(at, header, RefusalReason::HeaderComputed),
                Some(Role::Foreign) => tally.notice(at, header, RefusalReason::HeaderForeign),
                _ => {}
            }
        }
        fronts.append(&mut columns.names);
        columns.names = fronts;
        columns
    }

    /// Puts a column where it belongs.
    fn add(&mut self, index: usize, role: Role<'_>, evidence: &Evidence<'_>) {
        match role {
            Role::Reserved(reserved) => match reserved {
                Reserved::Subject => self.subject = Some(index),
                Reserved::Name | Reserved::NameFront => self.names.push(index),
                Reserved::Identity => self.identity = Some(index),
                Reserved::Kind => self.kind = Some(index),
                Reserved::Place => self.place = Some(index),
                Reserved::Born(sex) => self.born.push((index, sex)),
                Reserved::Sex(sex) => self.sexes.push((index, sex)),
                Reserved::Link(kind) => {
                    let slot = evidence.links.iter().position(|known| *known == kind);
                    self.links.extend(slot.map(|slot| (index, slot)));
                }
                Reserved::Nothing => {
                    self.nothing.insert(index);
                }
            },
            Role::Evidence(indicator) => {
                let readers = &evidence.readers;
                let slot = readers.iter().position(|reader| reader.indicator.id == indicator.id);
                self.values.extend(slot.map(|slot| (index, slot)));
            }
            Role::Computed | Role::Foreign => {}
        }
    }

    /// Columns that mean the same as another one, each with that one. The parts of a name belong
    /// together.
    fn twice(heading: &Heading<'_>) -> BTreeMap<usize, usize> {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        let mut twice = BTreeMap::new();
        for (index, cell) in heading.columns.iter().enumerate() {
            let Some(role) = cell.role.filter(|_| !cell.text.is_empty()) else { continue };
            let id = match role {
                Role::Reserved(Reserved::Nothing) | Role::Computed | Role::Foreign => continue,
                Role::Reserved(reserved) => format!("{reserved:?}"),
                Role::Evidence(indicator) => indicator.id.to_string(),
            };
            if let Some(known) = first.get(&id) {
                twice.insert(index, *known);
                twice.insert(*known, index);
            } else {
                first.insert(id, index);
            }
        }
        twice
    }

    /// Whether rows say who is meant; a commune is its own place.
    pub(super) fn names_subjects(&self, kind: Kind) -> bool {
        self.subject.is_some()
            || self.identity.is_some()
            || !self.names.is_empty()
            || (kind == Kind::Commune && self.place.is_some())
    }

    /// A column as the officer sees it.
    pub(super) fn label(&self, column: usize) -> String {
        if self.has_letters { letters(column) } else { (column + 1).to_string() }
    }

    /// What the header says above a column.
    pub(super) fn text(&self, column: usize) -> Option<&str> {
        self.texts.get(column).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// How many columns the header has.
    pub(super) const fn width(&self) -> usize {
        self.texts.len()
    }

    /// How many cells a row must have at least, so that nothing that is read is cut off.
    pub(super) fn needed(&self) -> usize {
        let values = self.values.iter().chain(&self.links).map(|(column, _)| *column);
        let born = self.born.iter().chain(&self.sexes).map(|(column, _)| *column);
        let single = [self.subject, self.identity, self.kind, self.place].into_iter().flatten();
        let last = values.chain(born).chain(single).chain(self.names.iter().copied()).max();
        last.map_or(0, |last| last + 1)
    }
}
