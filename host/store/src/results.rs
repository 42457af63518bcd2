//! Runs as they are read: titles, findings and verdicts, for reports.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row};
use tieuchi_core::{CriterionId, FindingColumn, Kind, Period, PlaceCode, TitleId, Verdicts};

use crate::{
    digest::Digest,
    error::{Malformed, StoreError},
    findings::append_findings,
    places::word,
    reader::Reader,
    runs::RunTitle,
    verdicts::append_verdicts,
};

/// A run as the store knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunHead {
    /// Its number.
    pub run: i64,
    /// The period assessed.
    pub period: Period,
    /// The engine's version.
    pub engine: String,
    /// The digest over all that went in.
    pub input: Digest,
}

impl Reader {
    /// All runs, the oldest first.
    pub fn runs(&self) -> Result<Vec<RunHead>, StoreError> {
        let mut select =
            self.connection.prepare_cached("SELECT run, period, engine, input FROM run")?;
        let mut rows = select.query(())?;
        let mut runs = Vec::new();
        while let Some(row) = rows.next()? {
            runs.push(run_head(row)?);
        }
        Ok(runs)
    }

    /// The latest run over the same input.
    pub fn run_of_input(&self, input: &Digest) -> Result<Option<i64>, StoreError> {
        let mut select =
            self.connection.prepare_cached("SELECT max(run) FROM run WHERE input = ?1")?;
        Ok(select.query_row([input.to_string()], |row| row.get(0)).optional()?.flatten())
    }

    /// A run; the latest of a period, or of all, where none is named.
    pub fn run(
        &self,
        run: Option<i64>,
        period: Option<Period>,
    ) -> Result<Option<RunHead>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT run, period, engine, input FROM run
             WHERE (?1 IS NULL OR run = ?1) AND (?2 IS NULL OR period = ?2)
             ORDER BY run DESC LIMIT 1",
        )?;
        let mut rows = select.query((run, period.map(|period| period.to_string())))?;
        rows.next()?.map(run_head).transpose()
    }

    /// The manifests of a place's registers that a run read.
    pub fn run_manifests(
        &self,
        run: i64,
        place: &PlaceCode,
    ) -> Result<BTreeMap<Kind, Digest>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT DISTINCT revision.kind, revision.manifest
             FROM run_input CROSS JOIN register_revision AS revision
                 ON revision.manifest = run_input.digest
             WHERE run_input.run = ?1 AND run_input.role = 'register' AND revision.place = ?2",
        )?;
        let mut rows = select.query((run, place.as_str()))?;
        let mut manifests = BTreeMap::new();
        while let Some(row) = rows.next()? {
            manifests.insert(word(row, 0, Kind::parse)?, word(row, 1, Digest::parse)?);
        }
        Ok(manifests)
    }

    /// How many subjects decisions recognised, by title and period, in one commune or in all.
    pub fn decided(
        &self,
        place: Option<&PlaceCode>,
    ) -> Result<BTreeMap<(TitleId, Period), u64>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT title, period, json_array_length(body) FROM latest_decision AS decision
             JOIN artifact ON artifact.digest = decision.subjects
             WHERE ?1 IS NULL OR place = ?1",
        )?;
        let mut rows = select.query([place.map(PlaceCode::as_str)])?;
        let mut decided = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let key = (TitleId::new(row.get::<_, String>(0)?), word(row, 1, Period::parse)?);
            *decided.entry(key).or_default() += u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
        }
        Ok(decided)
    }

    /// What went into a run, with its role.
    pub fn run_inputs(&self, run: i64) -> Result<Vec<(Digest, String)>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT digest, role FROM run_input WHERE run = ?1 ORDER BY role, digest",
        )?;
        let mut rows = select.query([run])?;
        let mut inputs = Vec::new();
        while let Some(row) = rows.next()? {
            inputs.push((word(row, 0, Digest::parse)?, row.get(1)?));
        }
        Ok(inputs)
    }

    /// The titles of a run, by place and in the order of judging.
    pub fn titles(&self, run: i64) -> Result<Vec<RunTitle>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT run, place, title, ord, kind, ruleset, edition, register, points_scale
             FROM run_title WHERE run = ?1 ORDER BY place, ord, title",
        )?;
        let mut rows = select.query([run])?;
        let mut titles = Vec::new();
        while let Some(row) = rows.next()? {
            titles.push(RunTitle {
                run: row.get(0)?,
                place: PlaceCode::new(row.get::<_, String>(1)?),
                title: TitleId::new(row.get::<_, String>(2)?),
                order: row.get(3)?,
                kind: word(row, 4, Kind::parse)?,
                ruleset: word(row, 5, Digest::parse)?,
                edition: word(row, 6, Digest::parse)?,
                register: Some(word(row, 7, Digest::parse)?),
                points_scale: row.get(8)?,
            });
        }
        Ok(titles)
    }

    /// The findings on all subjects of a title in a place, by criterion.
    pub fn findings(
        &self,
        run: i64,
        place: &PlaceCode,
        title: &TitleId,
    ) -> Result<BTreeMap<CriterionId, FindingColumn>, StoreError> {
        let sizes = self.chunk_sizes(run, place, title)?;
        let mut select = self.connection.prepare_cached(
            "SELECT criterion, chunk, points_max, pass_from, digest FROM finding_column
             WHERE run = ?1 AND place = ?2 AND title = ?3 ORDER BY criterion, chunk",
        )?;
        let mut rows = select.query((run, place.as_str(), title.as_str()))?;
        let mut findings: BTreeMap<CriterionId, FindingColumn> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let column = findings.entry(CriterionId::new(row.get::<_, String>(0)?)).or_default();
            let end = check_order(&sizes, row.get(1)?, column.outcomes.len())?;
            let (points_max, pass_from) = (row.get(2)?, row.get(3)?);
            self.artifact_with(&word(row, 4, Digest::parse)?, |text| {
                append_findings(text, points_max, pass_from, column)?;
                check_length(column.outcomes.len(), end)
            })?;
        }
        Ok(findings)
    }

    /// The verdicts on all subjects of a title in a place.
    pub fn verdicts(
        &self,
        run: i64,
        place: &PlaceCode,
        title: &TitleId,
    ) -> Result<Verdicts, StoreError> {
        let sizes = self.chunk_sizes(run, place, title)?;
        let mut select = self.connection.prepare_cached(
            "SELECT chunk, points_max, digest FROM verdict_column
             WHERE run = ?1 AND place = ?2 AND title = ?3 ORDER BY chunk",
        )?;
        let mut rows = select.query((run, place.as_str(), title.as_str()))?;
        let mut verdicts = Verdicts::default();
        while let Some(row) = rows.next()? {
            let end = check_order(&sizes, row.get(0)?, verdicts.statuses.len())?;
            let points_max: Option<i32> = row.get(1)?;
            self.artifact_with(&word(row, 2, Digest::parse)?, |text| {
                append_verdicts(text, points_max.unwrap_or(0), &mut verdicts)?;
                check_length(verdicts.statuses.len(), end)
            })?;
        }
        Ok(verdicts)
    }

    /// How many subjects each chunk of a judged register has.
    fn chunk_sizes(
        &self,
        run: i64,
        place: &PlaceCode,
        title: &TitleId,
    ) -> Result<Vec<u32>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT register FROM run_title WHERE run = ?1 AND place = ?2 AND title = ?3",
        )?;
        let mut rows = select.query((run, place.as_str(), title.as_str()))?;
        let Some(row) = rows.next()? else { return Ok(Vec::new()) };
        Ok(self.manifest(&word(row, 0, Digest::parse)?)?.chunks)
    }
}

/// Reads a run's row.
fn run_head(row: &Row<'_>) -> Result<RunHead, StoreError> {
    Ok(RunHead {
        run: row.get(0)?,
        period: word(row, 1, Period::parse)?,
        engine: row.get(2)?,
        input: word(row, 3, Digest::parse)?,
    })
}

/// Whether a chunk is the one that follows on `read` subjects; gives where it must end.
fn check_order(sizes: &[u32], chunk: u32, read: usize) -> Result<usize, StoreError> {
    let sum = |chunks: &[u32]| chunks.iter().map(|rows| *rows as usize).sum::<usize>();
    match sizes.split_at_checked(chunk as usize) {
        Some((before, [rows, ..])) if sum(before) == read => Ok(read + *rows as usize),
        _ => Err(StoreError::Damaged(format!("chunk {chunk} of a result stands alone"))),
    }
}

/// Whether a chunk of results was as long as its chunk of subjects.
fn check_length(found: usize, wanted: usize) -> Result<(), Malformed> {
    if found == wanted {
        return Ok(());
    }
    Err(Malformed::whole(format!("one result for each of {wanted} subjects, not {found}")))
}
