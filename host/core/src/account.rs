//! The account of one subject: why a run said what it said.

use chrono::NaiveDate;

use crate::{
    checker::Reason,
    finding::{Outcome, Status},
    id::{CriterionId, IndicatorId, PlaceCode, SubjectId, TitleId},
    kind::Kind,
    logic::Truth,
    number::{Decimal, Fraction},
    period::Period,
    summary::MissingPaper,
};

/// All that a run said of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The run's number.
    pub run: i64,
    /// The workspace's name.
    pub workspace: String,
    /// The period assessed.
    pub period: Period,
    /// The commune.
    pub place: PlaceCode,
    /// Its name with its type.
    pub place_name: String,
    /// Whose account.
    pub subject: SubjectId,
    /// What it is.
    pub kind: Kind,
    /// Its name, where the store knows one.
    pub name: Option<String>,
    /// Titles of its kind, in the order of judging.
    pub titles: Vec<TitleAccount>,
    /// Titles for which other rules hold now than the run was made by, or that would be judged
    /// otherwise now: the run's findings and verdicts count, the words around them are of today.
    pub changed: Vec<TitleId>,
}

/// One title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleAccount {
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub name: String,
    /// The decree.
    pub reference: String,
    /// The edition's first day in force.
    pub edition: NaiveDate,
    /// The verdict.
    pub status: Status,
    /// The level surely reached, with its name.
    pub level: Option<(u8, String)>,
    /// Points; none for a ruleset without.
    pub points: Option<PointsAccount>,
    /// Criteria in the ruleset's order.
    pub criteria: Vec<CriterionAccount>,
    /// What must hold beside the criteria: first whom the ruleset is about, then what levels ask
    /// for; empty for a ruleset that says neither.
    pub conditions: Vec<ConditionAccount>,
    /// What could settle an undetermined title, most decisive first; empty for a settled one.
    pub missing: Vec<MissingItem>,
    /// Values that the sources do not give and on which this title waits.
    pub papers: Vec<MissingPaper>,
    /// Values that an overlay set or narrowed here.
    pub values: Vec<AdaptedValue>,
}

/// The sum of points and what it is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsAccount {
    /// The least that the missing evidence allows.
    pub low: Decimal,
    /// The most.
    pub high: Decimal,
    /// What can be earned.
    pub max: Decimal,
    /// The points of all criteria; where less can be earned, the pass mark keeps its share of it.
    pub total: Decimal,
    /// The pass mark, of `total`; none where it has no value or there is none.
    pub pass_mark: Option<Decimal>,
    /// The floor; none where it has no value or there is none.
    pub floor: Option<Decimal>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionAccount {
    /// The criterion; `name@2` for what it asks at level 2 where that differs.
    pub criterion: CriterionId,
    /// The law's words.
    pub name: String,
    /// The name of its group.
    pub group: Option<String>,
    /// The level for which it is judged, where that differs from the first.
    pub level: Option<u8>,
    /// The paper.
    pub reference: String,
    /// Whether the title cannot be had without it.
    pub required: bool,
    /// What came of it.
    pub outcome: Outcome,
    /// Least points, most points, points that can be earned; none without points.
    pub points: Option<(Decimal, Decimal, Decimal)>,
    /// What the plugin says for it; none where it says nothing, or is no plugin.
    pub reason: Option<Reason>,
    /// What it was judged by.
    pub evidence: Vec<EvidenceItem>,
}

/// A condition beside the criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionAccount {
    /// The level that asks for it, with its name; none for whom the ruleset is about.
    pub level: Option<(u8, String)>,
    /// Whether it holds.
    pub holds: Truth,
    /// What it was judged by.
    pub evidence: Vec<EvidenceItem>,
}

/// An indicator and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceItem {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What people call it.
    pub name: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// What is known.
    pub known: Known,
    /// Where it comes from.
    pub source: EvidenceSource,
}

/// What is known of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    Missing,
    /// The value.
    Exact(EvidenceValue),
    /// It lies between.
    Between(EvidenceValue, EvidenceValue),
}

/// A value as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceValue {
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A code, with its name.
    Code(String, String),
    /// A day.
    Date(NaiveDate),
    /// A ratio and what it is multiplied by (100 for a percentage).
    Ratio(Fraction, i64),
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceSource {
    /// A register: its file, and the line (or row) in it where that is known.
    Register {
        /// The file; empty where no office keeps such a register.
        file: String,
        /// The line, from 1.
        line: Option<u32>,
    },
    /// Other indicators of the subject.
    Computed(Vec<EvidenceItem>),
    /// Members, the ones that count first; bounded, with how many there are in all.
    Members {
        /// Some of them.
        members: Vec<MemberItem>,
        /// How many belong to the subject.
        total: u64,
    },
    /// The verdict of this run on another title of the subject.
    Verdict(TitleId),
    /// Decisions: number and day, the latest first.
    Decisions(Vec<(String, NaiveDate)>),
}

/// A member and what it adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberItem {
    /// The member.
    pub subject: SubjectId,
    /// Whether it is counted: surely, perhaps (none), not.
    pub counts: Option<bool>,
    /// Whether it has what is asked for, of a share.
    pub has: Option<bool>,
    /// Its value, of a total or a mean.
    pub value: Option<Known>,
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingItem {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What people call it.
    pub name: String,
    /// Whether knowing it alone can settle the title, one way or the other.
    pub settles: bool,
    /// The criteria that wait for it.
    pub criteria: Vec<CriterionId>,
    /// Points that depend on it; none without points.
    pub points: Option<Decimal>,
}

/// A constant that an overlay set or narrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdaptedValue {
    /// What people call it.
    pub name: String,
    /// Base first: value as text, `file:line`, paper.
    pub origins: Vec<(String, String, String)>,
}
