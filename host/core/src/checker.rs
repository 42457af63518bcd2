//! The door between the engine and whatever judges a criterion that no table can express.

use std::fmt;

use crate::{column::Column, finding::FindingColumn, id::IndicatorId, kind::Kind};

/// What a checker reads, in the order in which it is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Indicators of the subject itself.
    pub own: Vec<IndicatorId>,
    /// Indicators of those that belong to the subject.
    pub members: Vec<MemberNeeds>,
}

/// What a checker reads of one kind of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberNeeds {
    /// Their kind.
    pub kind: Kind,
    /// Their indicators.
    pub indicators: Vec<IndicatorId>,
}

/// Rows to judge: what the needs name, in their order.
#[derive(Debug, Clone, Default)]
pub struct CheckInput<'a> {
    /// How many subjects.
    pub rows: usize,
    /// A column for each own indicator; none where the register has no such column, so that every
    /// value is missing.
    pub own: Vec<Option<&'a Column>>,
    /// For each kind of members.
    pub members: Vec<MemberInput<'a>>,
}

/// The members of the rows, laid end to end in the order of the rows.
#[derive(Debug, Clone, Default)]
pub struct MemberInput<'a> {
    /// One more than rows: row r owns the members from `offsets[r]` to before `offsets[r + 1]`.
    pub offsets: &'a [u32],
    /// A column for each indicator, as for the rows.
    pub columns: Vec<Option<&'a Column>>,
}

/// Judges one criterion of one resolved ruleset, with its settings and its greatest points inside.
///
/// The engine knows plugins only through this trait.
pub trait Checker: fmt::Debug + Send + Sync {
    /// The columns that it reads; it is sent no others.
    fn needs(&self) -> &Needs;

    /// Begins with the subjects of one register. Nothing is shared between two sessions.
    fn begin(&self) -> Box<dyn Session + '_>;

    /// The text of a reason that a finding bears, counted from 1.
    fn reason(&self, code: u8) -> Option<&Reason>;
}

/// A checker at work on the subjects of one register, batch by batch.
pub trait Session {
    /// The findings of a batch: one for each row, points within 0 and the criterion's own. It is
    /// not called where nobody knows who the members are.
    fn check(&mut self, input: &CheckInput<'_>) -> Result<FindingColumn, Fault>;
}

/// Why a finding is as it is, in the words of the plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// What went wrong inside a checker; the findings of the batch become errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// `P…`; `tieuchi help CODE` prints its page.
    pub code: &'static str,
    /// One sentence for the report.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)
    }
}

impl std::error::Error for Fault {}
