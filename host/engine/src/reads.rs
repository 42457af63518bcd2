//! What is known of every indicator of the plan, and one batch's view of it.

use tieuchi_core::ValueType;

use crate::{
    lower::Slot,
    plan::Plan,
    series::{Interval, Series},
};

/// For each slot the series of each batch of its kind; empty until computed.
#[derive(Debug, Default)]
pub(crate) struct Values<'a>(pub Vec<Vec<Series<'a>>>);

/// One batch's view.
#[derive(Clone, Copy)]
pub(crate) struct Reads<'v, 'a> {
    /// The plan, for types.
    pub plan: &'v Plan,
    /// All values so far.
    pub values: &'v Values<'a>,
    /// Which batch of the kind.
    pub batch: usize,
    /// Its subjects.
    pub rows: usize,
}

impl<'v, 'a> Reads<'v, 'a> {
    /// What is known of an indicator here.
    pub(crate) fn series(self, slot: Slot) -> &'v Series<'a> {
        self.values
            .0
            .get(slot)
            .and_then(|batches| batches.get(self.batch))
            .unwrap_or(&Series::Missing)
    }

    /// An indicator's type.
    pub(crate) fn value_type(self, slot: Slot) -> &'v ValueType {
        &self.plan.indicators[slot].value_type
    }

    /// Intervals of an indicator.
    pub(crate) fn intervals(self, slot: Slot) -> std::borrow::Cow<'v, Interval> {
        self.series(slot).intervals(self.rows, self.value_type(slot))
    }
}
