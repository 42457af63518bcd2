//! What a plugin says of all rows that it was sent, by column.

use crate::{
    Criterion, Finding, border::exports::tieuchi::criterion::checker as border, finding::ALL,
    judging::Judging,
};

/// What a plugin says of all rows that it was sent, by column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    pub(crate) low: Vec<i64>,
    /// Empty as long as nothing is open.
    pub(crate) high: Vec<i64>,
    /// Empty as long as nobody is exempt.
    pub(crate) exempt: Vec<bool>,
    /// Empty as long as nobody has one.
    pub(crate) reasons: Vec<u8>,
}

impl Findings {
    /// So many points for each row, in the criterion's units.
    pub fn points(units: Vec<i64>) -> Self {
        Self { low: units, ..Self::default() }
    }

    /// Points that missing evidence leaves open, for each row.
    pub fn between(low: Vec<i64>, high: Vec<i64>) -> Self {
        Self { low, high, ..Self::default() }
    }

    /// With the reason of each row: 0 for none, else its place in the manifest from 1.
    #[must_use]
    pub fn with_reasons(self, reasons: Vec<u8>) -> Self {
        Self { reasons, ..self }
    }

    /// With the rows that are exempt; their points mean nothing.
    #[must_use]
    pub fn with_exempt(self, exempt: Vec<bool>) -> Self {
        Self { exempt, ..self }
    }

    /// The finding of each row, judged one by one.
    pub fn of(rows: usize, mut judge: impl FnMut(usize) -> Finding) -> Self {
        let mut judging = Judging::begin(rows);
        for row in 0..rows {
            judging.push(judge(row));
        }
        judging.done()
    }

    /// As the contract wants them.
    #[doc(hidden)]
    pub fn send(mut self, criterion: &Criterion) -> border::Findings {
        let full = criterion.full();
        settle(&mut self.low, full);
        settle(&mut self.high, full);
        let mut outcomes = vec![PASS; self.low.len()];
        if criterion.points.is_none() {
            let high = if self.high.is_empty() { &self.low } else { &self.high };
            for ((outcome, low), high) in outcomes.iter_mut().zip(&self.low).zip(high) {
                *outcome = match (*low > 0, *high > 0) {
                    (true, _) => PASS,
                    (false, true) => UNKNOWN,
                    (false, false) => FAIL,
                };
            }
            (self.low, self.high) = (Vec::new(), Vec::new());
        }
        for (outcome, exempt) in outcomes.iter_mut().zip(&self.exempt) {
            *outcome = if *exempt { NOT_APPLICABLE } else { *outcome };
        }
        let some = |empty: bool| !empty;
        border::Findings {
            outcomes,
            high: some(self.high.is_empty()).then_some(self.high),
            low: self.low,
            reasons: some(self.reasons.is_empty()).then_some(self.reasons),
        }
    }
}

/// The contract's numbers of outcomes.
const PASS: u8 = 0;
const FAIL: u8 = 1;
const UNKNOWN: u8 = 2;
const NOT_APPLICABLE: u8 = 3;

/// "All points" becomes the points of the criterion.
#[inline]
fn settle(units: &mut [i64], full: i64) {
    for units in units {
        *units = if *units == ALL { full } else { *units };
    }
}
