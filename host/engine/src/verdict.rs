//! From the findings of a batch to verdicts on the title.

use tieuchi_core::{NO_LEVEL, Status, Verdicts};

use crate::{
    check::{StepResult, outcome_truth},
    condition::evaluate,
    lower::Cond,
    plan::PlannedTitle,
    reads::Reads,
};

/// What a level asks for.
#[derive(Debug, Clone)]
pub(crate) struct LevelRule {
    /// Its criteria.
    pub steps: Vec<LevelStep>,
    /// What the sum of points is held against.
    pub pass: PassRule,
    /// What must hold beside.
    pub requires: Option<Cond>,
}

/// A criterion at a level.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LevelStep {
    /// Where it stands among the title's steps.
    pub index: usize,
    /// Whether the level cannot be had without passing it.
    pub needed: bool,
}

/// What a sum of points is held against.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PassRule {
    /// Nothing.
    None,
    /// A mark that the sources do not give.
    Open,
    /// points × weight ≥ mark × greatest points of the criteria that apply, so that the mark keeps
    /// its share where criteria are left out.
    Points {
        /// The mark.
        mark: i64,
        /// The total at the mark's scale.
        weight: i64,
        /// Whether a criterion may be left out for some.
        excludes: bool,
    },
}

/// Verdicts of a batch.
pub(crate) fn judge(
    title: &PlannedTitle,
    results: &[StepResult],
    reads: Reads<'_, '_>,
) -> Verdicts {
    let rows = reads.rows;
    let mut verdicts = Verdicts {
        statuses: Vec::with_capacity(rows),
        levels: vec![NO_LEVEL; rows],
        levels_high: vec![NO_LEVEL; rows],
        ..sums(title, results, rows)
    };
    let mut reached = vec![2_u8; rows];
    for (number, level) in (1_u8..).zip(&title.levels) {
        meet(&mut reached, &level_truth(title, level, results, &verdicts, reads));
        let ends = verdicts.levels.iter_mut().zip(&mut verdicts.levels_high);
        for ((low, high), truth) in ends.zip(&reached) {
            *low = if *truth == 2 { number } else { *low };
            *high = if *truth >= 1 { number } else { *high };
        }
    }
    let applies = title.applies.as_ref().map(|condition| evaluate_sound(condition, reads));
    for row in 0..rows {
        let about = applies.as_ref().map_or(2, |applies| applies[row]);
        if about == 0 {
            verdicts.levels_high[row] = NO_LEVEL;
        }
        if about < 2 {
            verdicts.levels[row] = NO_LEVEL;
        }
        verdicts.statuses.push(match (about, verdicts.levels[row], verdicts.levels_high[row]) {
            (0, ..) => Status::NotApplicable,
            (1, ..) => Status::Undetermined,
            (_, NO_LEVEL, NO_LEVEL) => Status::NotRecognised,
            (_, NO_LEVEL, _) => Status::Undetermined,
            _ => Status::Recognised,
        });
    }
    verdicts
}

/// Sums of points, over the criteria of the lowest level.
fn sums(title: &PlannedTitle, results: &[StepResult], rows: usize) -> Verdicts {
    let mut low = vec![0_i32; rows];
    let mut high = vec![0_i32; rows];
    let mut max = vec![title.points_max; rows];
    if !title.has_points {
        return Verdicts { low, high, max, ..Verdicts::default() };
    }
    for step in title.levels.first().into_iter().flat_map(|level| &level.steps) {
        let (planned, result) = (&title.steps[step.index], &results[step.index]);
        let Some(points) = planned.points else { continue };
        // INVARIANT: points of one ruleset sum to at most 1,000,000 units, so nothing overflows.
        low.iter_mut().zip(&result.finding.low).for_each(|(sum, points)| *sum += points);
        high.iter_mut().zip(&result.finding.high).for_each(|(sum, points)| *sum += points);
        if let Some(applies) = result.applies.as_ref().filter(|_| planned.step.may_exclude()) {
            // A removed criterion has left the greatest sum already.
            if !planned.step.is_removed() {
                for (max, applies) in max.iter_mut().zip(applies) {
                    *max -= if *applies == 0 { points } else { 0 };
                }
            }
        }
    }
    Verdicts { low, high, max, ..Verdicts::default() }
}

/// Whether a level's own conditions hold.
fn level_truth(
    title: &PlannedTitle,
    level: &LevelRule,
    results: &[StepResult],
    verdicts: &Verdicts,
    reads: Reads<'_, '_>,
) -> Vec<u8> {
    let rows = reads.rows;
    let mut truth = match level.pass {
        PassRule::None => vec![2; rows],
        PassRule::Open => vec![1; rows],
        PassRule::Points { mark, weight, excludes: false } => {
            let max = i64::from(title.points_max);
            let needed = least_points(mark, weight, max);
            let ends = verdicts.low.iter().zip(&verdicts.high);
            ends.map(|(low, high)| u8::from(*low >= needed) + u8::from(*high >= needed)).collect()
        }
        PassRule::Points { mark, weight, excludes: true } => {
            margins(title, level, results, (mark, weight), rows)
        }
    };
    for step in level.steps.iter().filter(|step| step.needed) {
        let result = &results[step.index];
        match &result.satisfied {
            Some(satisfied) => meet(&mut truth, satisfied),
            None => {
                for (truth, outcome) in truth.iter_mut().zip(&result.finding.outcomes) {
                    *truth = (*truth).min(outcome_truth(*outcome));
                }
            }
        }
    }
    if let Some(requires) = &level.requires {
        meet(&mut truth, &evaluate_sound(requires, reads));
    }
    truth
}

/// The least sum of points with points × weight ≥ mark × max.
fn least_points(mark: i64, weight: i64, max: i64) -> i32 {
    let needed = i128::from(mark) * i128::from(max);
    let weight = i128::from(weight.max(1));
    i32::try_from(needed.div_euclid(weight) + i128::from(needed.rem_euclid(weight) != 0))
        .unwrap_or(if needed < 0 { i32::MIN } else { i32::MAX })
}

/// points × weight - mark × greatest points, summed over criteria: each adds its own margin, or
/// nothing where it does not apply, so the ends of the sum are the sums of the ends.
fn margins(
    title: &PlannedTitle,
    level: &LevelRule,
    results: &[StepResult],
    (mark, weight): (i64, i64),
    rows: usize,
) -> Vec<u8> {
    let mut low = vec![0_i64; rows];
    let mut high = vec![0_i64; rows];
    for step in &level.steps {
        let (planned, result) = (&title.steps[step.index], &results[step.index]);
        let Some(points) = planned.points else { continue };
        let applies = result.applies.as_ref().filter(|_| planned.step.may_exclude());
        for row in 0..rows {
            let margin = |earned: i32| i64::from(earned) * weight - mark * i64::from(points);
            let plain = (result.finding.low[row], result.finding.high[row]);
            let points = result.in_full.get(&row).copied().unwrap_or(plain);
            let ends = (margin(points.0), margin(points.1));
            let (least, most) = match applies.map_or(2, |applies| applies[row]) {
                0 => (0, 0),
                1 => (ends.0.min(0), ends.1.max(0)),
                _ => ends,
            };
            low[row] += least;
            high[row] += most;
        }
    }
    low.iter().zip(&high).map(|(low, high)| u8::from(*low >= 0) + u8::from(*high >= 0)).collect()
}

/// The truth of a condition that no criterion stands for: an error in it leaves it open.
pub(crate) fn evaluate_sound(condition: &Cond, reads: Reads<'_, '_>) -> Vec<u8> {
    let mut truth = evaluate(condition, &reads);
    let mut slots = Vec::new();
    condition.slots(&mut slots);
    for slot in slots {
        for row in reads.series(slot).errors() {
            truth[*row as usize] = 1;
        }
    }
    truth
}

/// Kleene's *and*, row by row.
fn meet(truth: &mut [u8], other: &[u8]) {
    truth.iter_mut().zip(other).for_each(|(truth, other)| *truth = (*truth).min(*other));
}
