//! Decisions of authorities, kept for ever and read as the history of a place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;
use tieuchi_core::{
    Decision, Held, History, Kind, Period, PlaceCode, SubjectId, TitleId, parse_date,
};

use crate::{
    artifact::{ArtifactKind, Chunk},
    compose::ArrayText,
    digest::Digest,
    error::{Malformed, StoreError},
    places::{last_day, word},
    reader::Reader,
    results::RunHead,
    scan::Scan,
    store::Transaction,
    subjects::{Ids, SubjectRows},
};

/// A decision as an account names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionHead {
    /// The period that it speaks of.
    pub period: Period,
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: NaiveDate,
    /// The level at which the subject holds the title.
    pub level: u8,
}

impl Transaction<'_> {
    /// Keeps decisions; one that is there already is left as it is. Says how many are new.
    pub fn decisions(&self, decisions: &[Decision]) -> Result<usize, StoreError> {
        let mut added = 0;
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO decision
                 (digest, period, title, place, number, day, signer, valid_until, subjects)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        )?;
        for decision in decisions {
            let Decision { period, title, place, number, date, signer, valid_until, subjects } =
                decision;
            let subjects = encode_held(subjects);
            self.put(ArtifactKind::Decision, &subjects)?;
            let (period, day) = (period.to_string(), date.to_string());
            let valid_until = valid_until.map(|day| day.to_string());
            let subjects = subjects.digest.to_string();
            let (title, place) = (title.as_str(), place.as_str());
            let all = json!([period, title, place, number, day, signer, valid_until, subjects]);
            let digest = Digest::of(all.to_string()).to_string();
            added += insert.execute((
                digest,
                period,
                title,
                place,
                number,
                day,
                signer,
                valid_until,
                subjects,
            ))?;
        }
        Ok(added)
    }
}

/// Writes the subjects of a decision as a JSON array of `[subject, level]`.
fn encode_held(subjects: &[(SubjectId, u8)]) -> Chunk {
    let mut text = ArrayText::new(subjects.len() * 6);
    for (subject, level) in subjects {
        text.open();
        text.string(subject.as_str());
        text.integer(i64::from(*level));
        text.close();
    }
    Chunk::new(text.finish())
}

/// Reads what [`encode_held`] wrote.
fn each_held(text: &[u8], mut each: impl FnMut(&str, u8)) -> Result<(), Malformed> {
    let mut scan = Scan::new(text);
    scan.array(|scan| {
        scan.expect(b'[')?;
        let subject = scan.string()?;
        scan.expect(b',')?;
        let start = scan.at;
        let level = u8::try_from(scan.integer()?).map_err(|_| Malformed::at(start, "a level"))?;
        each(&subject, level);
        scan.expect(b']')
    })?;
    scan.end()
}

impl Transaction<'_> {
    /// The digests of all decisions for periods before `before`: what a run may read of the past.
    pub fn decision_digests(&self, before: Period) -> Result<Vec<Digest>, StoreError> {
        let mut select = self.inner.prepare_cached(
            "SELECT digest FROM latest_decision WHERE period < ?1 ORDER BY digest",
        )?;
        let mut rows = select.query([before.to_string()])?;
        let mut digests = Vec::new();
        while let Some(row) = rows.next()? {
            digests.push(word(row, 0, Digest::parse)?);
        }
        Ok(digests)
    }
}

impl Reader {
    /// The decisions on some titles of a place for periods before `before`, with the subjects as
    /// rows of the registers in `manifests`; whoever is in no register any more is left out.
    ///
    /// A commune without a register is its own only row.
    pub fn history(
        &self,
        place: &PlaceCode,
        titles: &[(TitleId, Kind)],
        before: Period,
        manifests: &BTreeMap<Kind, Digest>,
    ) -> Result<History, StoreError> {
        self.history_for(None, place, titles, before, manifests)
    }

    /// The same with the decisions that went into a run, whatever has been decided since.
    pub fn history_of_run(
        &self,
        run: &RunHead,
        place: &PlaceCode,
        titles: &[(TitleId, Kind)],
        manifests: &BTreeMap<Kind, Digest>,
    ) -> Result<History, StoreError> {
        self.history_for(Some(run.run), place, titles, run.period, manifests)
    }

    /// The decisions of a run by which a subject holds or held a title, the latest first.
    pub fn decisions_of_run(
        &self,
        run: &RunHead,
        place: &PlaceCode,
        title: &TitleId,
        subject: &SubjectId,
    ) -> Result<Vec<DecisionHead>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT period, number, day, subjects FROM decision
             WHERE place = ?1 AND title = ?2 AND period < ?3
                 AND digest IN (SELECT digest FROM run_input WHERE run = ?4)
             ORDER BY day DESC, period DESC, digest",
        )?;
        let period = run.period.to_string();
        let mut rows = select.query((place.as_str(), title.as_str(), period, run.run))?;
        let mut decisions = Vec::new();
        while let Some(row) = rows.next()? {
            let mut held = None;
            self.artifact_with(&word(row, 3, Digest::parse)?, |text| {
                each_held(text, |other, level| {
                    held = if other == subject.as_str() { Some(level) } else { held };
                })
            })?;
            if let Some(level) = held {
                decisions.push(DecisionHead {
                    period: word(row, 0, Period::parse)?,
                    number: row.get(1)?,
                    date: word(row, 2, parse_date)?,
                    level,
                });
            }
        }
        Ok(decisions)
    }

    /// See [`Self::history`]; of the decisions that went into a run, where one is named.
    fn history_for(
        &self,
        run: Option<i64>,
        place: &PlaceCode,
        titles: &[(TitleId, Kind)],
        before: Period,
        manifests: &BTreeMap<Kind, Digest>,
    ) -> Result<History, StoreError> {
        let mut history = History::default();
        let mut rows_by_kind: BTreeMap<Kind, SubjectRows> = BTreeMap::new();
        for (title, kind) in titles {
            let mut select = self.connection.prepare_cached(
                "SELECT period, day, valid_until, subjects FROM decision
                 WHERE place = ?1 AND title = ?2 AND period < ?3
                     AND CASE WHEN ?4 IS NULL THEN digest IN (SELECT digest FROM latest_decision)
                         ELSE digest IN (SELECT digest FROM run_input WHERE run = ?4) END
                 ORDER BY period, day, digest",
            )?;
            let asked = (place.as_str(), title.as_str(), before.to_string(), run);
            let mut found = select.query(asked)?;
            while let Some(row) = found.next()? {
                if !rows_by_kind.contains_key(kind) {
                    let rows = self.subject_rows(place, manifests.get(kind))?;
                    rows_by_kind.insert(*kind, rows);
                }
                let subjects = &rows_by_kind[kind];
                let period = word(row, 0, Period::parse)?;
                let date = word(row, 1, parse_date)?;
                let valid_until = last_day(row, 2)?;
                let held = history.0.entry(title.clone()).or_default().entry(period).or_default();
                let mut next = 0;
                self.artifact_with(&word(row, 3, Digest::parse)?, |text| {
                    each_held(text, |subject, level| {
                        if let Some(row) = subjects.find(subject, &mut next) {
                            held.push(Held { row, level, date, valid_until });
                        }
                    })
                })?;
            }
        }
        for held in history.0.values_mut().flat_map(BTreeMap::values_mut) {
            held.sort_unstable();
        }
        Ok(history)
    }

    /// Where the subjects of a register stand; the place alone where there is none.
    fn subject_rows(
        &self,
        place: &PlaceCode,
        manifest: Option<&Digest>,
    ) -> Result<SubjectRows, StoreError> {
        let mut ids = Ids::default();
        match manifest {
            Some(manifest) => ids = self.subject_ids(&self.manifest(manifest)?)?,
            None => ids.push(place.as_str()),
        }
        Ok(SubjectRows::new(ids))
    }
}
