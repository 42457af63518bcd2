//! A finding of one row, and how it differs from what is expected.

use tieuchi_core::{FindingColumn, Outcome};

use crate::{Manifest, cases::Expect};

/// A finding of one row, with nothing in it that means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// What came of it.
    outcome: Outcome,
    /// The least points.
    low: i32,
    /// The most.
    high: i32,
    /// The reason.
    reason: u8,
}

impl Found {
    /// The findings of a column. Where the criterion gives points, they tell passed from failed.
    pub(crate) fn all(column: &FindingColumn, scored: bool) -> Vec<Self> {
        let FindingColumn { outcomes, low, high, reasons } = column;
        let rows = outcomes.iter().zip(low).zip(high).enumerate();
        rows.map(|(row, ((outcome, low), high))| {
            let outcome = match outcome {
                Outcome::NotApplicable => Outcome::NotApplicable,
                outcome if !scored => *outcome,
                _ if *low > 0 => Outcome::Pass,
                _ if *high <= 0 => Outcome::Fail,
                _ => Outcome::Unknown,
            };
            let reason = reasons.get(row).copied().unwrap_or(0);
            Self { outcome, low: *low, high: *high, reason }
        })
        .collect()
    }

    /// The finding in words.
    pub(crate) fn show(&self, manifest: &Manifest) -> String {
        let Self { outcome, low, high, reason } = *self;
        format!("{outcome}, {low} to {high} units of points, {}", reason_name(reason, manifest))
    }
}

/// A reason by its id.
fn reason_name(code: u8, manifest: &Manifest) -> String {
    let reason = manifest.reason(code);
    reason.map_or_else(|| "no reason".to_owned(), |reason| format!("reason `{}`", reason.id))
}

/// What a row has otherwise than its case says.
pub(crate) fn differences(
    found: &Found,
    expect: &Expect,
    row: usize,
    manifest: &Manifest,
) -> Vec<String> {
    let Expect { outcome, low, high, reason } = *expect;
    let mut told = Vec::new();
    let number = row + 1;
    if let Some(outcome) = outcome.filter(|outcome| *outcome != found.outcome) {
        told.push(format!("row {number}: the outcome is {}, not {outcome}", found.outcome));
    }
    let mut hold = |what: &str, expected: Option<i32>, found: i32| {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            told.push(format!("row {number}: the {what} points are {found} units, not {expected}"));
        }
    };
    hold("least", low, found.low);
    hold("most", high, found.high);
    if let Some(reason) = reason.filter(|reason| *reason != found.reason) {
        let name = |code| reason_name(code, manifest);
        told.push(format!("row {number}: it has {}, not {}", name(found.reason), name(reason)));
    }
    told
}
