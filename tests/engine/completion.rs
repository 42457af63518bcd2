//! Filling the gaps never leaves what was said with the gaps.

use proptest::{prop_assert, prop_assume, test_runner::TestCaseError};
use tieuchi_core::{Indicator, Outcome, Status};

use crate::engine::{
    agreement::{for_all_worlds, sheets},
    choices::Choices,
    data,
    draft::Style,
    run::{Said, Sheets},
    world::World,
};

/// No value of any register may be too large for what is computed from it: what had been possible
/// with the gaps would turn out to be an error. And whoever asks whether there is a value at all
/// does not want the gaps filled.
const GAPS: Style = Style { present: false, narrow: false, wild: false };

/// The same place with every gap in its registers filled.
fn filled(world: &World, choices: &mut Choices) -> World {
    let mut world = world.clone();
    let registers: Vec<Indicator> = world
        .catalogue
        .iter()
        .filter(|one| one.compute.is_none() && one.id.title().is_none())
        .cloned()
        .collect();
    for Indicator { kind, id, value_type, .. } in registers {
        let columns = world.columns.entry(kind).or_default();
        columns.insert(id.clone(), value_type.clone());
        let (min, max) = value_type.range().expect("a register holds no ratios");
        for person in world.people.get_mut(&kind).into_iter().flatten() {
            let value = match choices.below(3) {
                0 => min,
                1 => max,
                _ => data::value(choices, &value_type),
            };
            person.values.entry(id.clone()).or_insert(value);
        }
    }
    world
}

/// What was said with the gaps and cannot be said so any more.
fn broken_promise(before: &Said, after: &Said) -> Option<String> {
    for (id, (outcome, low, high)) in &before.findings {
        let (new, new_low, new_high) = after.findings[id];
        let kept = *outcome == new || *outcome == Outcome::Unknown;
        if !kept || *low > new_low || new_high > *high {
            let old = (outcome, low, high);
            return Some(format!("{id}: {:?} after {old:?}", (new, new_low, new_high)));
        }
    }
    let said = before.status == after.status || before.status == Status::Undetermined;
    let levels = before.levels.0 <= after.levels.0 && after.levels.1 <= before.levels.1;
    let ((low, high, max), (new_low, new_high, new_max)) = (before.points, after.points);
    let points = low <= new_low && new_high <= high && new_max <= max;
    (!said || !levels || !points).then(|| format!("{after:?} after {before:?}"))
}

/// Whether some check broke.
fn has_errors(sheets: &Sheets) -> bool {
    let mut findings =
        sheets.values().flat_map(|sheet| &sheet.rows).flat_map(|said| said.findings.values());
    findings.any(|(outcome, ..)| *outcome == Outcome::Error)
}

/// Compares all titles and subjects.
fn all_promises(before: &Sheets, after: &Sheets) -> Result<(), TestCaseError> {
    for (title, sheet) in before {
        for (row, said) in sheet.rows.iter().enumerate() {
            let broken = broken_promise(said, &after[title].rows[row]);
            prop_assert!(broken.is_none(), "{title}, row {row}: {}", broken.unwrap_or_default());
        }
    }
    Ok(())
}

#[test]
fn what_was_said_with_gaps_stays_true_however_they_are_filled() {
    for_all_worlds(512, GAPS, |world, choices| {
        let before = sheets(world, 16)?;
        prop_assume!(!has_errors(&before));
        for _ in 0..4 {
            let after = sheets(&filled(world, choices), 16)?;
            prop_assume!(!has_errors(&after));
            all_promises(&before, &after)?;
        }
        Ok(())
    });
}
