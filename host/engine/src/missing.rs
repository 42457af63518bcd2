//! Which evidence the undetermined subjects lack.

use tieuchi_core::{Outcome, Status, Verdicts};

use crate::{
    check::StepResult,
    condition::evaluate,
    lower::{Cond, Slot},
    plan::{Origin, Plan, PlannedTitle},
    reads::Reads,
};

/// For each of the title's leaves, how many undetermined subjects lack it, counted only where
/// something that it decides is open: a criterion that surely does not apply misses nothing.
pub(crate) fn count(
    title: &PlannedTitle,
    results: &[StepResult],
    verdicts: &Verdicts,
    reads: Reads<'_, '_>,
) -> Vec<u64> {
    let mut counts = vec![0; title.leaves.len()];
    let undetermined: Vec<usize> =
        (0..reads.rows).filter(|row| verdicts.statuses[*row] == Status::Undetermined).collect();
    if undetermined.is_empty() {
        return counts;
    }
    let mut doubts: Vec<(&[Slot], Vec<u8>)> = Vec::new();
    for (leaves, condition) in &title.conditions {
        doubts.push((leaves, evaluate(condition, &reads)));
    }
    for row in undetermined {
        let mut lacking = vec![false; title.leaves.len()];
        let mut add = |leaves: &[Slot]| {
            for leaf in leaves {
                if let Ok(at) = title.leaves.binary_search(leaf) {
                    lacking[at] |= !reads.series(*leaf).is_exact(row);
                }
            }
        };
        for (planned, result) in title.steps.iter().zip(results) {
            let finding = &result.finding;
            if finding.outcomes[row] == Outcome::Unknown || finding.low[row] < finding.high[row] {
                add(&planned.step.leaves);
            }
        }
        for (leaves, truth) in &doubts {
            if truth[row] == 1 {
                add(leaves);
            }
        }
        counts.iter_mut().zip(lacking).for_each(|(count, lacks)| *count += u64::from(lacks));
    }
    counts
}

/// The conditions of a title beside its criteria, each with what may be missing for it.
pub(crate) type Conditions = Vec<(Vec<Slot>, Cond)>;

impl Plan {
    /// Fills in, for each title, what may be missing for each of its criteria and conditions.
    pub(crate) fn find_leaves(&mut self) {
        let mut titles = std::mem::take(&mut self.titles);
        for title in &mut titles {
            let conditions = title
                .applies
                .iter()
                .chain(title.levels.iter().filter_map(|level| level.requires.as_ref()));
            title.conditions = conditions
                .map(|condition| {
                    let mut slots = Vec::new();
                    condition.slots(&mut slots);
                    (self.leaves_of(&slots), condition.clone())
                })
                .collect();
            for step in &mut title.steps {
                let reads = [&step.step.check_reads[..], &step.step.applies_reads].concat();
                step.step.leaves = self.leaves_of(&reads);
            }
            let all = title.steps.iter().flat_map(|step| &step.step.leaves);
            let mut leaves: Vec<Slot> = all
                .chain(title.conditions.iter().flat_map(|(leaves, _)| leaves))
                .copied()
                .collect();
            leaves.sort_unstable();
            leaves.dedup();
            title.leaves = leaves;
        }
        self.titles = titles;
    }

    /// What indicators come down to that a register, members or decisions give.
    fn leaves_of(&self, slots: &[Slot]) -> Vec<Slot> {
        let mut leaves = Vec::new();
        let mut open = slots.to_vec();
        while let Some(slot) = open.pop() {
            let planned = &self.indicators[slot];
            match planned.origin {
                Origin::Arithmetic(_) => open.extend(&planned.inputs),
                _ => leaves.push(slot),
            }
        }
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }
}
