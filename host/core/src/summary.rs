//! What a run found, counted: the figures that a report arranges.

use chrono::NaiveDate;

use crate::{
    id::{CriterionId, IndicatorId, ParameterId, PlaceCode, TitleId},
    kind::Kind,
    period::Period,
};

/// A run, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunSummary {
    /// Its number in the store.
    pub run: i64,
    /// The workspace's name.
    pub workspace: String,
    /// The period assessed.
    pub period: Period,
    /// A line for each commune and title, by commune and in the order of judging.
    pub lines: Vec<TitleSummary>,
    /// Parameters that the sources give no value for, each once for a title.
    pub papers: Vec<MissingPaper>,
    /// Evidence that is missing, by title and indicator, most often missing first.
    pub evidence: Vec<MissingEvidence>,
    /// Checks that broke.
    pub faults: Vec<RunFault>,
}

/// One title in one commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleSummary {
    /// The commune's code in the period.
    pub place: PlaceCode,
    /// Its name with its type: `Xã Định An`.
    pub place_name: String,
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub title_name: String,
    /// Whom it judges.
    pub kind: Kind,
    /// The edition's first day in force.
    pub edition: NaiveDate,
    /// Recognised subjects.
    pub recognised: u64,
    /// Subjects not recognised.
    pub not_recognised: u64,
    /// Subjects for whom the missing evidence decides.
    pub undetermined: u64,
    /// Subjects that the ruleset is not about; no part of any rate.
    pub not_applicable: u64,
    /// Level names with how many surely reached just that level, from the lowest; empty without
    /// levels.
    pub levels: Vec<(String, u64)>,
}

impl TitleSummary {
    /// Subjects that the ruleset is about.
    pub const fn assessed(&self) -> u64 {
        self.recognised + self.not_recognised + self.undetermined
    }
}

/// A parameter without a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingPaper {
    /// The ruleset.
    pub title: TitleId,
    /// The parameter.
    pub parameter: ParameterId,
    /// What people call it.
    pub name: String,
    /// The level whose value is missing, for a ruleset with levels.
    pub level: Option<u8>,
    /// The paper that would give it.
    pub paper: String,
}

/// An indicator that is missing for subjects whose title it could settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingEvidence {
    /// The ruleset.
    pub title: TitleId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// What people call it.
    pub name: String,
    /// Undetermined subjects without it.
    pub subjects: u64,
}

/// A check that broke for some subjects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFault {
    /// Where.
    pub place: PlaceCode,
    /// The ruleset.
    pub title: TitleId,
    /// The criterion.
    pub criterion: CriterionId,
    /// What happened.
    pub message: String,
    /// Findings that became errors.
    pub subjects: u64,
}
