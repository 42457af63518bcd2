//! The bounds of a share are the least and the greatest over every way to fill the gaps.

use proptest::{collection::vec, option, prelude::any, prop_assert_eq};
use tieuchi_core::{Check, Compute, Kind, RoundMode, Rounding, ValueType};

use crate::engine::{
    choices::runner,
    rules,
    run::ask_engine,
    worked_cases::{is, literal, scored},
    world::World,
};

/// A member: whether it counts and whether it has what is asked for, as far as that is known.
type Member = (Option<bool>, Option<bool>);

/// All points, and so the exactness with which the test sees the share.
const POINTS: i32 = 1_000_000;

/// What the engine makes of a share, in millionths rounded down.
fn engine_says(members: &[Member]) -> (i32, i32) {
    let mut world = World::new();
    for id in ["tinh", "dat"] {
        world.indicator(Kind::Citizen, id, ValueType::Flag, None);
    }
    let over = Kind::Citizen;
    let share = Compute::Share { over, filter: Some(is("tinh")), having: is("dat") };
    world.indicator(Kind::Family, "ti-le", ValueType::Ratio { factor: 100 }, Some(share));
    let round = Rounding { mode: RoundMode::Down, digits: 0 };
    let check = Check::Scale { of: "ti-le".into(), target: literal("100"), round };
    let criterion = rules::criterion("tc", Some(POINTS), check);
    world.rulesets.push(scored(Kind::Family, "gia-dinh", vec![criterion], "1"));
    let row = world.person(Kind::Family, &[]);
    for (counts, has) in members {
        let flags = [("tinh", *counts), ("dat", *has)];
        let known = flags.iter().filter_map(|(id, flag)| Some((*id, i64::from((*flag)?))));
        world.person(Kind::Citizen, &known.collect::<Vec<_>>());
        world.belongs(Kind::Citizen, Kind::Family, row);
    }
    let sheets = ask_engine(&world, 3).unwrap();
    let (low, high, _) = sheets[&"gia-dinh".into()].rows[0].points;
    (low, high)
}

/// Goes through all ways to fill the gaps; nothing is known where one of them leaves nobody.
fn all_ways(members: &[Member]) -> (i32, i32) {
    let gaps = members
        .iter()
        .map(|(counts, has)| usize::from(counts.is_none()) + usize::from(has.is_none()));
    let (mut least, mut most) = (POINTS, 0);
    for way in 0..1_u32 << gaps.sum::<usize>() {
        let mut bits = (0..).map(|bit| way >> bit & 1 == 1);
        let (mut part, mut whole) = (0, 0);
        for (counts, has) in members {
            let counts = counts.unwrap_or_else(|| bits.next().unwrap());
            let has = has.unwrap_or_else(|| bits.next().unwrap());
            whole += i32::from(counts);
            part += i32::from(counts && has);
        }
        if whole == 0 {
            return (0, POINTS);
        }
        least = least.min(POINTS * part / whole);
        most = most.max(POINTS * part / whole);
    }
    (least, most)
}

#[test]
fn the_bounds_of_a_share_are_reached_by_some_way_to_fill_the_gaps_and_never_left() {
    let member = (option::weighted(0.7, any::<bool>()), option::weighted(0.7, any::<bool>()));
    runner(256)
        .run(&vec(member, 0..7), |members| {
            prop_assert_eq!(engine_says(&members), all_ways(&members));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_member_that_perhaps_counts_moves_a_share_only_as_far_as_it_can() {
    let (yes, no, open) = (Some(true), Some(false), None);
    assert_eq!(engine_says(&[(yes, yes), (yes, no)]), (500_000, 500_000));
    assert_eq!(engine_says(&[(yes, yes), (yes, no), (open, yes)]), (500_000, 666_666));
    assert_eq!(engine_says(&[(yes, yes), (yes, no), (open, no)]), (333_333, 500_000));
    assert_eq!(engine_says(&[(yes, yes), (yes, open)]), (500_000, 1_000_000));
    assert_eq!(engine_says(&[(open, yes)]), (0, 1_000_000));
}
