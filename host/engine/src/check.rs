//! Judges one criterion over a batch.

use std::collections::BTreeMap;

use tieuchi_core::{
    Column, Decimal, FindingColumn, Fraction, Otherwise, Outcome, Rounding, with_array,
};

use crate::{
    condition::{evaluate, unknown_range},
    lower::{Cond, LoweredCheck, Slot},
    plan::PlannedStep,
    plugin::{self, AtWork},
    reads::Reads,
    series::Series,
};

/// A criterion over a batch.
#[derive(Debug)]
pub(crate) struct StepResult {
    /// What came of it.
    pub finding: FindingColumn,
    /// Whether it stands in nobody's way: passed, or not applicable. None: as the outcomes say.
    pub satisfied: Option<Vec<u8>>,
    /// To whom it applies; none: to everybody.
    pub applies: Option<Vec<u8>>,
    /// By row, the points where it does apply, for whom that is open and they may leave the total.
    pub in_full: BTreeMap<usize, (i32, i32)>,
    /// Why the batch's findings are errors.
    pub fault: Option<String>,
}

impl PlannedStep {
    /// Judges a batch; a plugin that is here says what it says of it.
    pub(crate) fn judge(
        &self,
        reads: Reads<'_, '_>,
        plugin: Option<&mut AtWork<'_>>,
    ) -> StepResult {
        let points = self.points.unwrap_or(0);
        let mut overflows = Vec::new();
        let (mut finding, fault) = match &self.step.check {
            LoweredCheck::Score { of, factor } => (self.score(*of, *factor, reads), None),
            LoweredCheck::Steps { steps, exhaustive } => {
                (self.scored(steps_points(steps, *exhaustive, points, reads)), None)
            }
            LoweredCheck::Scale { of, factor, target, round, scale } => {
                let (factor, target, round, scale) = (*factor, *target, *round, *scale);
                let rule = ScaleRule { factor, target, round, points, scale };
                (self.scored(scale_points(*of, &rule, reads, &mut overflows)), None)
            }
            LoweredCheck::Holds(condition) => (held(&evaluate(condition, &reads)), None),
            LoweredCheck::Plugin => match plugin {
                Some(plugin) => {
                    overflows = plugin.spoiled(reads);
                    plugin.ask(reads)
                }
                None => (plugin::nothing(Outcome::NotChecked, reads.rows, self.most()), None),
            },
        };
        let mut applies = self.step.applies.as_ref().map(|condition| evaluate(condition, &reads));
        if self.step.check == LoweredCheck::Plugin {
            self.settle_plugin(&mut finding, &mut applies);
        }
        let mut in_full = BTreeMap::new();
        if let Some(applies) = applies.as_ref().filter(|_| self.step.may_exclude()) {
            for (row, _) in applies.iter().enumerate().filter(|(_, applies)| **applies == 1) {
                in_full.insert(row, (finding.low[row], finding.high[row]));
            }
        }
        let satisfied = applies.as_ref().map(|applies| self.exempt(&mut finding, applies));
        let mut result = StepResult { finding, satisfied, applies, in_full, fault };
        // What breaks in a check does not concern those to whom the criterion does not apply.
        let exempt = |row: &u32| result.applies.as_ref().is_some_and(|all| all[*row as usize] == 0);
        let check = self.step.check_reads.iter().flat_map(|slot| reads.series(*slot).errors());
        let mut rows: Vec<u32> =
            check.chain(&overflows).copied().filter(|row| !exempt(row)).collect();
        for slot in &self.step.applies_reads {
            rows.extend_from_slice(reads.series(*slot).errors());
        }
        result.mark_errors(&rows, self.most());
        result
    }

    /// The most that a finding counts as.
    pub(crate) fn most(&self) -> i32 {
        self.points.unwrap_or(1)
    }

    /// Gives a plugin's findings the outcomes that the ruleset's floor asks for, and takes those
    /// that it calls not applicable out of those to whom the criterion applies.
    fn settle_plugin(&self, finding: &mut FindingColumn, applies: &mut Option<Vec<u8>>) {
        let rows = finding.outcomes.len();
        for row in 0..rows {
            match finding.outcomes[row] {
                Outcome::NotApplicable => {
                    applies.get_or_insert_with(|| vec![2; rows])[row] = 0;
                }
                Outcome::Error | Outcome::NotChecked => {}
                _ => finding.outcomes[row] = self.outcome(finding.low[row], finding.high[row]),
            }
        }
    }

    /// Points as they stand in a column.
    fn score(&self, of: Slot, factor: i64, reads: Reads<'_, '_>) -> FindingColumn {
        let points = self.points.unwrap_or(0);
        let as_points = |units: i64| {
            let value = units.saturating_mul(factor).clamp(0, points.into());
            i32::try_from(value).unwrap_or(points)
        };
        let Some(column) = reads.series(of).column() else {
            let intervals = reads.intervals(of);
            let ends = |units: &[i64]| units.iter().map(|units| as_points(*units)).collect();
            return self.scored((ends(&intervals.low), ends(&intervals.high)));
        };
        // The usual widths take a loop that the compiler turns into vector instructions.
        let low: Vec<i32> = match column {
            Column::I8(array) if factor == 1 => {
                array.values().iter().map(|value| i32::from(*value).clamp(0, points)).collect()
            }
            Column::I16(array) if factor == 1 => {
                array.values().iter().map(|value| i32::from(*value).clamp(0, points)).collect()
            }
            _ => with_array!(column, array => {
                array.values().iter().map(|value| as_points(i64::from(*value))).collect()
            }),
        };
        let mut finding = self.scored((low.clone(), low));
        let (min, max) = unknown_range(reads.value_type(of));
        let (least, most) = (as_points(min), as_points(max));
        let outcome = self.outcome(least, most);
        for row in column.missing() {
            let row = row as usize;
            finding.low[row] = least;
            finding.high[row] = most;
            finding.outcomes[row] = outcome;
        }
        finding
    }

    /// The outcome for an interval of points.
    fn outcome(&self, low: i32, high: i32) -> Outcome {
        match self.pass_from {
            Some(from) if low >= from => Outcome::Pass,
            Some(from) if high < from => Outcome::Fail,
            _ => Outcome::Unknown,
        }
    }

    /// Findings for intervals of points.
    fn scored(&self, (low, high): (Vec<i32>, Vec<i32>)) -> FindingColumn {
        let outcomes = match self.pass_from {
            Some(from) => low
                .iter()
                .zip(&high)
                .map(|(low, high)| {
                    if *low >= from {
                        Outcome::Pass
                    } else if *high < from {
                        Outcome::Fail
                    } else {
                        Outcome::Unknown
                    }
                })
                .collect(),
            None => vec![Outcome::Unknown; low.len()],
        };
        FindingColumn { outcomes, low, high, reasons: Vec::new() }
    }

    /// Settles rows to which the criterion does not, or perhaps not, apply; says whether it stands
    /// in nobody's way.
    fn exempt(&self, finding: &mut FindingColumn, applies: &[u8]) -> Vec<u8> {
        let full = match self.step.otherwise {
            Otherwise::Full => self.points.unwrap_or(0),
            Otherwise::Exclude => 0,
        };
        let FindingColumn { outcomes, low, high, reasons: _ } = finding;
        let mut satisfied = Vec::with_capacity(applies.len());
        for (row, applies) in applies.iter().enumerate() {
            satisfied.push(outcome_truth(outcomes[row]).max(2 - *applies));
            match applies {
                2 => {}
                0 => {
                    outcomes[row] = Outcome::NotApplicable;
                    low[row] = full;
                    high[row] = full;
                }
                _ => {
                    outcomes[row] = Outcome::Unknown;
                    low[row] = low[row].min(full);
                    high[row] = high[row].max(full);
                }
            }
        }
        satisfied
    }
}

impl StepResult {
    /// Turns rows into errors.
    fn mark_errors(&mut self, rows: &[u32], points: i32) {
        for row in rows.iter().map(|row| *row as usize) {
            self.finding.outcomes[row] = Outcome::Error;
            self.finding.low[row] = 0;
            self.finding.high[row] = points;
            self.in_full.remove(&row);
            if let Some(satisfied) = &mut self.satisfied {
                satisfied[row] = 1;
            }
        }
    }
}

/// What an outcome says of being passed.
pub(crate) fn outcome_truth(outcome: Outcome) -> u8 {
    u8::from(outcome == Outcome::Pass) * 2
        + u8::from(outcome != Outcome::Pass && outcome != Outcome::Fail)
}

/// Findings without points: they count as 1 or 0.
fn held(truth: &[u8]) -> FindingColumn {
    let outcome = |byte: &u8| match byte {
        0 => Outcome::Fail,
        1 => Outcome::Unknown,
        _ => Outcome::Pass,
    };
    FindingColumn {
        outcomes: truth.iter().map(outcome).collect(),
        low: truth.iter().map(|byte| i32::from(*byte == 2)).collect(),
        high: truth.iter().map(|byte| i32::from(*byte >= 1)).collect(),
        reasons: Vec::new(),
    }
}

/// Points of the first step that holds, from the last step backwards: one that surely holds hides
/// those behind it, one that perhaps holds adds its points to what is possible.
fn steps_points(
    steps: &[(Cond, i32)],
    exhaustive: bool,
    points: i32,
    reads: Reads<'_, '_>,
) -> (Vec<i32>, Vec<i32>) {
    let start = if exhaustive { (i32::MAX, i32::MIN) } else { (0, 0) };
    let mut low = vec![start.0; reads.rows];
    let mut high = vec![start.1; reads.rows];
    for (when, points) in steps.iter().rev() {
        let truth = evaluate(when, &reads);
        for ((low, high), truth) in low.iter_mut().zip(&mut high).zip(&truth) {
            *low = if *truth == 2 || (*truth == 1 && points < low) { *points } else { *low };
            *high = if *truth == 2 || (*truth == 1 && points > high) { *points } else { *high };
        }
    }
    if exhaustive {
        // Bands and choices leave nobody out; a ratio of which nothing is known is in every band.
        for (low, high) in low.iter_mut().zip(&mut high) {
            if *low > *high {
                (*low, *high) = (0, points);
            }
        }
    }
    (low, high)
}

/// A scale's numbers.
struct ScaleRule {
    /// What a ratio is multiplied by.
    factor: i64,
    /// Where all points are earned.
    target: Option<Decimal>,
    /// How points are rounded.
    round: Rounding,
    /// All points, in units.
    points: i32,
    /// Decimals of points that units keep.
    scale: u8,
}

/// Points by the distance to a target; they rise with the value, so the ends of an interval give
/// the ends of the points.
fn scale_points(
    of: Slot,
    rule: &ScaleRule,
    reads: Reads<'_, '_>,
    overflows: &mut Vec<u32>,
) -> (Vec<i32>, Vec<i32>) {
    let open = (vec![0; reads.rows], vec![rule.points; reads.rows]);
    let Some(target) = rule.target else { return open };
    let mut bounds: Vec<(Option<i32>, Option<i32>)> = Vec::with_capacity(reads.rows);
    if let Series::Ratio(ratios) = reads.series(of) {
        let end = |ratio: Fraction| {
            let num = i128::from(ratio.num) * i128::from(rule.factor);
            rule.points_at(num, ratio.den.into(), target)
        };
        bounds.extend(ratios.bounds.iter().map(|bounds| match bounds {
            Some((low, high)) => (end(*low), end(*high)),
            None => (Some(0), Some(rule.points)),
        }));
    } else {
        let den = 10_i128.pow(u32::from(reads.value_type(of).scale()));
        let intervals = reads.intervals(of);
        let end = |units: &i64| rule.points_at((*units).into(), den, target);
        bounds.extend(intervals.low.iter().map(end).zip(intervals.high.iter().map(end)));
    }
    let rows = (0..).zip(&bounds);
    overflows
        .extend(rows.filter(|(_, ends)| ends.0.is_none() || ends.1.is_none()).map(|row| row.0));
    bounds.iter().map(|(low, high)| (low.unwrap_or(0), high.unwrap_or(rule.points))).unzip()
}

impl ScaleRule {
    /// Points for the value `num / den`; none where 128 bits do not hold the products.
    fn points_at(&self, num: i128, den: i128, target: Decimal) -> Option<i32> {
        if num <= 0 {
            return Some(0);
        }
        let num = num.checked_mul(10_i128.pow(u32::from(target.scale)))?;
        let den = den.checked_mul(target.units.into())?;
        let num = num.checked_mul(self.points.into())?;
        let den = den.checked_mul(10_i128.pow(u32::from(self.scale)))?;
        let units = self.round.apply(num, den, self.scale)?;
        Some(i32::try_from(units).unwrap_or(self.points).clamp(0, self.points))
    }
}
