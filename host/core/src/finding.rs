//! What a run says: findings of criteria, verdicts on titles, by column.

use std::fmt;

/// What came of one criterion for one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Outcome {
    /// Met, whatever the missing evidence says.
    Pass = 0,
    /// Not met, whatever the missing evidence says.
    Fail = 1,
    /// The missing evidence decides.
    Unknown = 2,
    /// The subject is exempt.
    NotApplicable = 3,
    /// The check broke: a plugin's fault or an overflow.
    Error = 4,
    /// Not looked at.
    NotChecked = 5,
}

impl Outcome {
    /// All outcomes in the order of their numbers.
    pub const ALL: [Self; 6] =
        [Self::Pass, Self::Fail, Self::Unknown, Self::NotApplicable, Self::Error, Self::NotChecked];

    /// The word in the store and in reports for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
            Self::Error => "error",
            Self::NotChecked => "not-checked",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One criterion over the subjects of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingColumn {
    /// What came of it.
    pub outcomes: Vec<Outcome>,
    /// The least points that the missing evidence allows, in the ruleset's units; a criterion
    /// without points counts as 1 or 0.
    pub low: Vec<i32>,
    /// The most.
    pub high: Vec<i32>,
    /// For each subject 0, or which reason of the plugin, counted from 1; empty where nobody has
    /// one.
    pub reasons: Vec<u8>,
}

/// What a run says of one subject and one title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Status {
    /// The title is earned, whatever the missing evidence says.
    Recognised = 0,
    /// It is not.
    NotRecognised = 1,
    /// The missing evidence decides.
    Undetermined = 2,
    /// The ruleset is not about this subject: it has no form for such a person or unit.
    NotApplicable = 3,
}

impl Status {
    /// All in the order of their numbers.
    pub const ALL: [Self; 4] =
        [Self::Recognised, Self::NotRecognised, Self::Undetermined, Self::NotApplicable];

    /// The word in the store and in reports for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recognised => "recognised",
            Self::NotRecognised => "not-recognised",
            Self::Undetermined => "undetermined",
            Self::NotApplicable => "not-applicable",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The level of a verdict that has none.
pub const NO_LEVEL: u8 = 0;

/// One title over the subjects of a batch. A ruleset without levels counts as one level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// What is said.
    pub statuses: Vec<Status>,
    /// The level surely reached; [`NO_LEVEL`] for none.
    pub levels: Vec<u8>,
    /// The level that the missing evidence may still bring.
    pub levels_high: Vec<u8>,
    /// The least sum of points, in the ruleset's units.
    pub low: Vec<i32>,
    /// The most.
    pub high: Vec<i32>,
    /// The sum that can be earned: criteria that surely do not apply are left out.
    pub max: Vec<i32>,
}
