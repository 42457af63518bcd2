//! Reads what a plan asks for: the tables of one place.

use std::collections::BTreeMap;

use tieuchi_core::{
    Batch, IndicatorId, Kind, Link, Period, PlaceCode, SubjectId, Table, ValueType,
};

use crate::{
    digest::Digest,
    error::{Malformed, StoreError},
    evidence::{decode_evidence, each_integer},
    manifest::{Manifest, StoredLink},
    reader::Reader,
    subjects::{Ids, SubjectRows},
};

/// What is asked of the register of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wants {
    /// Evidence, at the type that the catalogue gives it.
    pub indicators: Vec<(IndicatorId, ValueType)>,
    /// The kinds whose subjects the members are to be grouped by.
    pub links: Vec<Kind>,
}

/// The registers of one place, as far as they were asked for.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// A table for each kind that was asked for and has a register.
    pub tables: BTreeMap<Kind, Table>,
    /// The manifests of all current registers of the place.
    pub manifests: BTreeMap<Kind, Digest>,
    /// Members that name a subject which no register has.
    pub strays: Vec<Stray>,
}

/// Members that name a subject which the register of its kind does not have: they count for nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The members' kind.
    pub kind: Kind,
    /// The kind of the subject that they name.
    pub target: Kind,
    /// How many.
    pub members: u64,
    /// One of the names.
    pub example: SubjectId,
}

impl Reader {
    /// Reads the current registers of a place, all at one moment.
    pub fn scope(
        &self,
        period: Period,
        place: &PlaceCode,
        wants: &BTreeMap<Kind, Wants>,
    ) -> Result<Scope, StoreError> {
        let moment = self.connection.unchecked_transaction()?;
        let manifests = self.current(period, place)?;
        let mut strays = Vec::new();
        let tables = self.read_tables(&manifests, wants, &mut strays)?;
        moment.commit()?;
        Ok(Scope { tables, manifests, strays })
    }

    /// Reads registers by their manifests: the current ones, or those of an earlier run.
    ///
    /// An indicator or a link that a register lacks, or that it keeps under a type which has
    /// nothing in common with the one asked for, is not in the batches. A value that the type asked
    /// for does not allow is missing.
    pub fn tables(
        &self,
        manifests: &BTreeMap<Kind, Digest>,
        wants: &BTreeMap<Kind, Wants>,
    ) -> Result<BTreeMap<Kind, Table>, StoreError> {
        self.read_tables(manifests, wants, &mut Vec::new())
    }

    /// Reads registers, and notes members that name nobody.
    fn read_tables(
        &self,
        manifests: &BTreeMap<Kind, Digest>,
        wants: &BTreeMap<Kind, Wants>,
        strays: &mut Vec<Stray>,
    ) -> Result<BTreeMap<Kind, Table>, StoreError> {
        let targets = wants.values().flat_map(|wants| &wants.links);
        let mut registers = BTreeMap::new();
        for kind in wants.keys().chain(targets) {
            if let Some(digest) = manifests.get(kind)
                && !registers.contains_key(kind)
            {
                registers.insert(*kind, self.manifest(digest)?);
            }
        }
        let mut rows_by_kind = BTreeMap::new();
        let mut tables = BTreeMap::new();
        for (kind, wants) in wants {
            let Some(register) = registers.get(kind) else { continue };
            let mut table = self.evidence(register, &wants.indicators)?;
            for target in &wants.links {
                let Some(link) = register.links.get(target) else { continue };
                if !rows_by_kind.contains_key(target) {
                    let ids = match registers.get(target) {
                        Some(other) => self.subject_ids(other)?,
                        None => Ids::default(),
                    };
                    rows_by_kind.insert(*target, SubjectRows::new(ids));
                }
                let stray = self.link(link, &rows_by_kind[target], *target, &mut table)?;
                strays.extend(stray.map(|(members, example)| Stray {
                    kind: *kind,
                    target: *target,
                    members,
                    example,
                }));
            }
            tables.insert(*kind, table);
        }
        Ok(tables)
    }

    /// Reads columns of evidence.
    fn evidence(
        &self,
        register: &Manifest,
        indicators: &[(IndicatorId, ValueType)],
    ) -> Result<Table, StoreError> {
        let mut batches: Vec<Batch> = register
            .chunks
            .iter()
            .map(|rows| Batch { rows: *rows as usize, ..Batch::default() })
            .collect();
        for (id, value_type) in indicators {
            let Some(column) = register.indicators.get(id) else { continue };
            let Some(reading) = column.stored_type.reading(value_type) else { continue };
            for (batch, digest) in batches.iter_mut().zip(&column.chunks) {
                let Some(digest) = digest else { continue };
                let column =
                    self.artifact_with(digest, |text| decode_evidence(text, batch.rows, &reading))?;
                batch.columns.insert(id.clone(), column);
            }
        }
        Ok(Table { batches })
    }

    /// Reads a link as rows of the other table.
    fn link(
        &self,
        link: &StoredLink,
        target_rows: &SubjectRows,
        target: Kind,
        table: &mut Table,
    ) -> Result<Option<(u64, SubjectId)>, StoreError> {
        let mut ids = Ids::default();
        self.artifact_with(&link.dictionary, |text| ids.append(text))?;
        let mut next = 0;
        let rows: Vec<u32> =
            ids.iter().map(|id| target_rows.find(id, &mut next).unwrap_or(Link::NONE)).collect();
        let nobody = rows.iter().position(|row| *row == Link::NONE);
        let mut strays = 0;
        for (batch, digest) in table.batches.iter_mut().zip(&link.chunks) {
            let Some(digest) = digest else { continue };
            let members = self.artifact_with(digest, |text| {
                members(text, batch.rows, &rows, nobody.map(|_| &mut strays))
            })?;
            batch.links.insert(target, Link(members));
        }
        let example = nobody.and_then(|at| ids.get(at)).map(SubjectId::new);
        Ok(example.filter(|_| strays > 0).map(|example| (strays, example)))
    }
}

/// Reads positions in a dictionary as the rows that its ids have; counts those that have none.
fn members(
    text: &[u8],
    count: usize,
    rows: &[u32],
    strays: Option<&mut u64>,
) -> Result<Vec<u32>, Malformed> {
    let mut members = Vec::with_capacity(count);
    let mut wrong = None;
    let mut lost = 0;
    each_integer(text, count, |_, position| {
        members.push(match position {
            None => Link::NONE,
            Some(position) => {
                let row = usize::try_from(position).ok().and_then(|position| rows.get(position));
                let row = row.copied().unwrap_or_else(|| {
                    wrong = Some(position);
                    Link::NONE
                });
                lost += u64::from(row == Link::NONE);
                row
            }
        });
    })?;
    if let Some(strays) = strays {
        *strays += lost;
    }
    wrong.map_or(Ok(members), |position| {
        Err(Malformed::whole(format!("positions in its dictionary, not {position}")))
    })
}
