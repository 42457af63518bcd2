//! Runs as they are written: what went in, and findings and verdicts by column.

use tieuchi_core::{CriterionId, Kind, Period, PlaceCode, TitleId};

use crate::{
    artifact::{ArtifactKind, Chunk},
    digest::Digest,
    error::StoreError,
    places::word,
    reader::{self, RegisterHead},
    store::Transaction,
};

/// One title judged in one place by one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunTitle {
    /// The run's number.
    pub run: i64,
    /// The commune.
    pub place: PlaceCode,
    /// The title.
    pub title: TitleId,
    /// Its place in the order of judging.
    pub order: u32,
    /// Whom it judges.
    pub kind: Kind,
    /// The resolved ruleset, kept as an artifact before.
    pub ruleset: Digest,
    /// The edition's file.
    pub edition: Digest,
    /// The manifest of the register of its subjects; none for a commune without a register, which
    /// is its own only subject.
    pub register: Option<Digest>,
    /// Decimal digits of points.
    pub points_scale: u8,
}

/// Where a chunk of findings belongs, and how its text is read.
#[derive(Debug, Clone, Copy)]
pub struct FindingChunk<'a> {
    /// The title.
    pub title: &'a RunTitle,
    /// The criterion.
    pub criterion: &'a CriterionId,
    /// Which chunk of the register, from 0.
    pub chunk: u32,
    /// The most points; none for a criterion without points.
    pub points_max: Option<i32>,
    /// The least points that pass.
    pub pass_from: i32,
}

impl Transaction<'_> {
    /// Begins a run; gives its number. `input` is a digest over all that goes in, by which a later
    /// run over the same can be told.
    pub fn begin_run(
        &self,
        period: Period,
        engine: &str,
        input: &Digest,
    ) -> Result<i64, StoreError> {
        let sql = "INSERT INTO run (period, engine, input) VALUES (?1, ?2, ?3) RETURNING run";
        let mut insert = self.inner.prepare_cached(sql)?;
        let row = (period.to_string(), engine, input.to_string());
        Ok(insert.query_row(row, |row| row.get(0))?)
    }

    /// The current registers of a period, as this unit of work sees them.
    pub fn registers(&self, period: Period) -> Result<Vec<RegisterHead>, StoreError> {
        reader::registers(&self.inner, period)
    }

    /// Names something that went into a run.
    pub fn run_input(&self, run: i64, digest: &Digest, role: &str) -> Result<(), StoreError> {
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO run_input (run, digest, role) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?;
        insert.execute((run, digest.to_string(), role))?;
        Ok(())
    }

    /// Opens a title of a run; its findings and verdicts come after.
    pub fn title(&self, title: &RunTitle) -> Result<(), StoreError> {
        let RunTitle { run, place, title, order, kind, ruleset, edition, register, points_scale } =
            title;
        let register = match register {
            Some(register) => *register,
            None => self.place_register(self.run_period(*run)?, place, *kind)?,
        };
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO run_title
                 (run, place, title, ord, kind, ruleset, edition, register, points_scale)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        insert.execute((
            run,
            place.as_str(),
            title.as_str(),
            order,
            kind.as_str(),
            ruleset.to_string(),
            edition.to_string(),
            register.to_string(),
            points_scale,
        ))?;
        Ok(())
    }

    /// Keeps the findings of a criterion for a chunk of subjects, as `encode_findings` wrote them.
    pub fn findings(&self, place: FindingChunk<'_>, findings: &Chunk) -> Result<(), StoreError> {
        let FindingChunk { title, criterion, chunk, points_max, pass_from } = place;
        self.put(ArtifactKind::Column, findings)?;
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO finding_column
                 (run, place, title, criterion, chunk, points_max, pass_from, digest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        insert.execute((
            title.run,
            title.place.as_str(),
            title.title.as_str(),
            criterion.as_str(),
            chunk,
            points_max,
            pass_from,
            findings.digest.to_string(),
        ))?;
        Ok(())
    }

    /// Keeps the verdicts on a chunk of subjects, as `encode_verdicts` wrote them; `points_max` is
    /// none for a ruleset without points, which was written with 0.
    pub fn verdicts(
        &self,
        title: &RunTitle,
        chunk: u32,
        points_max: Option<i32>,
        verdicts: &Chunk,
    ) -> Result<(), StoreError> {
        self.put(ArtifactKind::Verdicts, verdicts)?;
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO verdict_column (run, place, title, chunk, points_max, digest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        insert.execute((
            title.run,
            title.place.as_str(),
            title.title.as_str(),
            chunk,
            points_max,
            verdicts.digest.to_string(),
        ))?;
        Ok(())
    }

    /// The period of a run.
    fn run_period(&self, run: i64) -> Result<Period, StoreError> {
        let mut select = self.inner.prepare_cached("SELECT period FROM run WHERE run = ?1")?;
        let mut rows = select.query([run])?;
        let row = rows.next()?;
        let row = row.ok_or_else(|| StoreError::Refused(format!("there is no run {run}")))?;
        word(row, 0, Period::parse)
    }
}
