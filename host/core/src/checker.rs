//! The door between the engine and whatever judges a criterion that no table can express.

use std::fmt;

use crate::{finding::FindingColumn, id::IndicatorId, table::Batch};

/// What a checker reads of the subjects that it judges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Indicators of the subject itself.
    pub own: Vec<IndicatorId>,
}

/// Judges one criterion for batches of subjects.
///
/// The engine knows plugins only through this trait. A checker is made for one criterion of one
/// resolved ruleset, with its settings and its greatest points inside.
pub trait Checker: fmt::Debug + Send + Sync {
    /// The columns that it reads; it is sent no others.
    fn needs(&self) -> &Needs;

    /// The findings of a batch: one for each row, points within 0 and the criterion's own.
    fn check(&self, batch: &Batch) -> Result<FindingColumn, Fault>;
}

/// What went wrong inside a checker; the findings of the batch become errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// One sentence for the report.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}
