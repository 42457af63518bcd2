//! The figures of a run arranged for people: the whole, its communes and hamlets, its past.

use crate::{
    id::{CriterionId, PlaceCode, SubjectId, TitleId},
    kind::Kind,
    number::Decimal,
    period::Period,
    summary::RunSummary,
};

/// A run with all that a report tells of it, for the whole workspace or for one commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Lines by commune and title, papers, evidence and faults.
    pub summary: RunSummary,
    /// The only commune, where the report is of one.
    pub place: Option<PlaceCode>,
    /// Figures by hamlet, of one commune: titles of citizens and families.
    pub hamlets: Vec<HamletLine>,
    /// Targets of the year, against the figures.
    pub targets: Vec<TargetLine>,
    /// Titles of citizens by sex and by age.
    pub people: Vec<PeopleLine>,
    /// Criteria by how often they fail, most often first within a title.
    pub criteria: Vec<CriterionLine>,
    /// The same titles in earlier periods, by title and period; this period is among them.
    pub years: Vec<YearLine>,
    /// Outstanding subjects: those with a title that asks for a streak, or with the most points.
    pub outstanding: Vec<OutstandingLine>,
}

/// Subjects by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Recognised.
    pub recognised: u64,
    /// Not recognised.
    pub not_recognised: u64,
    /// The missing evidence decides.
    pub undetermined: u64,
    /// The ruleset is not about them; no part of any rate.
    pub not_applicable: u64,
}

impl Counts {
    /// Subjects that the ruleset is about: the denominator of the rate.
    pub const fn assessed(&self) -> u64 {
        self.recognised.saturating_add(self.not_recognised).saturating_add(self.undetermined)
    }
}

/// A title in a hamlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamletLine {
    /// The commune.
    pub place: PlaceCode,
    /// The hamlet; none for subjects that belong to none.
    pub hamlet: Option<SubjectId>,
    /// Its name; the id where the store knows no name.
    pub name: String,
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub title_name: String,
    /// Figures.
    pub counts: Counts,
}

/// A target of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// What people call it.
    pub name: String,
    /// The title.
    pub title: TitleId,
    /// The year for which it is set.
    pub year: i32,
    /// The share wanted, in percent; none where the sources do not give it.
    pub percent: Option<Decimal>,
    /// The paper that would give it.
    pub missing: Option<String>,
    /// The denominator in the paper's words.
    pub of: String,
    /// Recognised subjects among those counted.
    pub recognised: u64,
    /// Subjects counted whose title is open.
    pub undetermined: u64,
    /// Subjects counted.
    pub counted: u64,
    /// Subjects of whom it is not known whether they count.
    pub uncertain: u64,
    /// The paper.
    pub reference: String,
}

/// How people are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeopleGroup {
    /// Women.
    Women,
    /// Men.
    Men,
    /// Nobody knows.
    SexUnknown,
    /// Whole years from..=to on the last day of the period; none: no upper end.
    Age(u8, Option<u8>),
    /// No birth date.
    AgeUnknown,
}

/// A title of citizens in a group of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleLine {
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub title_name: String,
    /// Who.
    pub group: PeopleGroup,
    /// Figures.
    pub counts: Counts,
}

/// A criterion over all subjects to whom its ruleset applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionLine {
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub title_name: String,
    /// The criterion.
    pub criterion: CriterionId,
    /// The law's words.
    pub name: String,
    /// Passed.
    pub pass: u64,
    /// Failed.
    pub fail: u64,
    /// The missing evidence decides.
    pub unknown: u64,
    /// Does not apply.
    pub not_applicable: u64,
    /// Broke, or was not looked at.
    pub error: u64,
}

/// A title in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearLine {
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub title_name: String,
    /// The period.
    pub period: Period,
    /// Figures of the last run of that period; none where there is none.
    pub counts: Option<Counts>,
    /// Subjects that decisions recognised; none where there is no decision.
    pub decided: Option<u64>,
}

/// A subject that stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutstandingLine {
    /// The commune.
    pub place: PlaceCode,
    /// Its name with its type.
    pub place_name: String,
    /// Who; without a name, as reports are without identity unless somebody asks with a reason.
    pub subject: SubjectId,
    /// What it is.
    pub kind: Kind,
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub title_name: String,
    /// Points, of a title with points.
    pub points: Option<Decimal>,
}
