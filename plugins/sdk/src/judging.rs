//! The loop over rows, in blocks.

use std::ops::Range;

use crate::{Finding, Findings, block::BLOCK};

/// Findings while rows are judged, from the first on.
#[derive(Debug)]
pub struct Judging {
    findings: Findings,
    rows: usize,
    filled: usize,
}

impl Judging {
    /// None of so many rows is judged.
    #[inline]
    pub fn begin(rows: usize) -> Self {
        let findings = Findings { low: vec![0; rows], ..Findings::default() };
        Self { findings, rows, filled: 0 }
    }

    /// Where the next sixteen rows begin; none where so many are not left.
    #[inline]
    pub const fn next_block(&self) -> Option<usize> {
        if self.rows - self.filled >= BLOCK { Some(self.filled) } else { None }
    }

    /// The rows that are left.
    #[inline]
    pub const fn rest(&self) -> Range<usize> {
        self.filled..self.rows
    }

    /// The findings.
    #[inline]
    pub fn done(self) -> Findings {
        self.findings
    }

    /// The next row's finding.
    #[inline]
    pub fn push(&mut self, finding: Finding) {
        let (row, rows) = (self.filled, self.rows);
        let Finding { low, high, exempt, reason } = finding;
        self.findings.low[row] = low;
        if low != high && self.findings.high.is_empty() {
            self.findings.high.clone_from(&self.findings.low);
        }
        if let Some(place) = self.findings.high.get_mut(row) {
            *place = high;
        }
        if exempt || !self.findings.exempt.is_empty() {
            self.findings.exempt.resize(rows, false);
            self.findings.exempt[row] = exempt;
        }
        if reason != 0 || !self.findings.reasons.is_empty() {
            self.findings.reasons.resize(rows, 0);
            self.findings.reasons[row] = reason;
        }
        self.filled += 1;
    }

    /// The findings of the next sixteen rows. There is no branch in the loop, so that it becomes
    /// vector instructions where what it calls does.
    #[expect(clippy::inline_always, reason = "a call in the loop would undo all of it")]
    #[inline(always)]
    pub fn push_block(&mut self, judge: impl Fn(usize) -> Finding) {
        let (start, rows) = (self.filled, self.rows);
        // Arrays of their own, which nothing else can point at: only so may the loop's turns be
        // told apart from each other.
        let (mut low, mut high) = ([0; BLOCK], [0; BLOCK]);
        let (mut reasons, mut exempt) = ([0; BLOCK], [false; BLOCK]);
        for at in 0..BLOCK {
            let finding = judge(at);
            low[at] = finding.low;
            high[at] = finding.high;
            reasons[at] = finding.reason;
            exempt[at] = finding.exempt;
        }
        self.findings.low[start..start + BLOCK].copy_from_slice(&low);
        let open = low.iter().zip(&high).fold(0, |open, (low, high)| open | (low ^ high));
        if open != 0 && self.findings.high.is_empty() {
            self.findings.high.clone_from(&self.findings.low);
        }
        if let Some(place) = self.findings.high.get_mut(start..start + BLOCK) {
            place.copy_from_slice(&high);
        }
        if exempt != [false; BLOCK] || !self.findings.exempt.is_empty() {
            self.findings.exempt.resize(rows, false);
            self.findings.exempt[start..start + BLOCK].copy_from_slice(&exempt);
        }
        if reasons != [0; BLOCK] || !self.findings.reasons.is_empty() {
            self.findings.reasons.resize(rows, 0);
            self.findings.reasons[start..start + BLOCK].copy_from_slice(&reasons);
        }
        self.filled += BLOCK;
    }
}
