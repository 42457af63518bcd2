//! What is said depends on the evidence alone: not on batches, not on the order of subjects, not on
//! having been asked before.

use std::collections::BTreeMap;

use proptest::{prop_assert_eq, test_runner::TestCaseError};
use tieuchi_core::Kind;

use crate::engine::{
    agreement::{SANE, for_all_worlds, sheets},
    choices::Choices,
    run::{Sheets, ask_engine},
    world::World,
};

/// A new row for every old one.
type Moves = BTreeMap<Kind, Vec<usize>>;

/// Moves the subjects of each kind to other rows, and every link and decision after them.
fn shuffled(world: &World, choices: &mut Choices) -> (World, Moves) {
    let mut moves = Moves::new();
    for (kind, people) in &world.people {
        let mut rows: Vec<usize> = (0..people.len()).collect();
        for row in (1..rows.len()).rev() {
            rows.swap(row, choices.below(row + 1));
        }
        moves.insert(*kind, rows);
    }
    let mut other = world.clone();
    for (kind, people) in &world.people {
        let there = other.people.get_mut(kind).expect("it is a copy");
        for (row, person) in people.iter().enumerate() {
            let mut person = person.clone();
            for (owner, link) in &mut person.links {
                *link = moves[owner][*link];
            }
            there[moves[kind][row]] = person;
        }
    }
    for ruleset in &world.rulesets {
        let periods = other.history.0.get_mut(&ruleset.title);
        for held in periods.into_iter().flat_map(BTreeMap::values_mut).flatten() {
            if let Some(row) = moves[&ruleset.kind].get(held.row as usize) {
                held.row = u32::try_from(*row).unwrap();
            }
        }
    }
    (other, moves)
}

/// The same sheets with every row where it was before the move.
fn moved_back(world: &World, sheets: &Sheets, moves: &Moves) -> Sheets {
    let mut sheets = sheets.clone();
    for ruleset in &world.rulesets {
        let sheet = sheets.get_mut(&ruleset.title).expect("it was judged");
        sheet.rows = moves[&ruleset.kind].iter().map(|row| sheet.rows[*row].clone()).collect();
    }
    sheets
}

#[test]
fn the_cut_into_batches_changes_nothing() {
    for_all_worlds(128, SANE, |world, _| {
        let whole = sheets(world, 4096)?;
        for cut in [1, 7, 64] {
            prop_assert_eq!(&sheets(world, cut)?, &whole, "cut into {}", cut);
        }
        Ok(())
    });
}

#[test]
fn the_order_of_subjects_changes_nothing() {
    for_all_worlds(128, SANE, |world, choices| {
        // Decisions on the title that nobody judges would have to be moved, too.
        let mut world = world.clone();
        world.history.0.remove(&crate::engine::draft::UNJUDGED.into());
        let (other, moves) = shuffled(&world, choices);
        let there = sheets(&other, 7)?;
        prop_assert_eq!(moved_back(&world, &there, &moves), sheets(&world, 7)?);
        Ok(())
    });
}

#[test]
fn asking_again_gives_the_same() {
    for_all_worlds(64, SANE, |world, _| {
        let again = |world: &World| -> Result<Sheets, TestCaseError> { sheets(world, 7) };
        prop_assert_eq!(again(world)?, again(world)?);
        Ok(())
    });
}

#[test]
fn the_order_of_rulesets_changes_nothing() {
    for_all_worlds(64, SANE, |world, _| {
        let mut other = world.clone();
        other.rulesets.reverse();
        prop_assert_eq!(ask_engine(&other, 7), ask_engine(world, 7));
        Ok(())
    });
}
