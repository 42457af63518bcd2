//! The subjects of one place and kind, as batches of columns.

use std::collections::BTreeMap;

use crate::{column::Column, id::IndicatorId, kind::Kind};

/// Some subjects of a register, cut as the register's own chunks are.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// How many subjects.
    pub rows: usize,
    /// What the register holds of what was asked for; an indicator that is not here is missing for
    /// every subject.
    pub columns: BTreeMap<IndicatorId, Column>,
    /// For each kind that these subjects may be members of, the row of the subject that they
    /// belong to.
    pub links: BTreeMap<Kind, Link>,
}

/// Rows in another table; [`Link::NONE`] for a subject that belongs to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(pub Vec<u32>);

impl Link {
    /// Belongs to none.
    pub const NONE: u32 = u32::MAX;
}

/// All subjects of one place and kind.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The batches in the register's order.
    pub batches: Vec<Batch>,
}

impl Table {
    /// How many subjects.
    pub fn rows(&self) -> usize {
        self.batches.iter().map(|batch| batch.rows).sum()
    }
}
