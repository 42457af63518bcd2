//! Reads what a plan asks for: the tables of one place.

use std::collections::BTreeMap;

use tieuchi_core::{Batch, IndicatorId, Kind, Link, Period, PlaceCode, Table, ValueType};

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
        let tables = self.tables(&manifests, wants)?;
        moment.commit()?;
        Ok(Scope { tables, manifests })
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
                let (Some(link), Some(other)) = (register.links.get(target), registers.get(target))
                else {
                    continue;
                };
                if !rows_by_kind.contains_key(target) {
                    rows_by_kind.insert(*target, SubjectRows::new(self.subject_ids(other)?));
                }
                self.link(link, &rows_by_kind[target], *target, &mut table)?;
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
    ) -> Result<(), StoreError> {
        let mut ids = Ids::default();
        self.artifact_with(&link.dictionary, |text| ids.append(text))?;
        let mut next = 0;
        let rows: Vec<u32> =
            ids.iter().map(|id| target_rows.find(id, &mut next).unwrap_or(Link::NONE)).collect();
        for (batch, digest) in table.batches.iter_mut().zip(&link.chunks) {
            let Some(digest) = digest else { continue };
            let members = self.artifact_with(digest, |text| members(text, batch.rows, &rows))?;
            batch.links.insert(target, Link(members));
        }
        Ok(())
    }
}

/// Reads positions in a dictionary as the rows that its ids have.
fn members(text: &[u8], count: usize, rows: &[u32]) -> Result<Vec<u32>, Malformed> {
    let mut members = Vec::with_capacity(count);
    let mut stray = None;
    each_integer(text, count, |_, position| {
        members.push(match position {
            None => Link::NONE,
            Some(position) => {
                let row = usize::try_from(position).ok().and_then(|position| rows.get(position));
                row.copied().unwrap_or_else(|| {
                    stray = Some(position);
                    Link::NONE
                })
            }
        });
    })?;
    stray.map_or(Ok(members), |position| {
        Err(Malformed::whole(format!("positions in its dictionary, not {position}")))
    })
}
