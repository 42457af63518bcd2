//! Smallest cases of what is easily got wrong.

use std::collections::BTreeMap;

use tieuchi_core::{
    Bound, Check, Compute, FindingColumn, Kind, Level, Needs, Otherwise, Outcome, RoundMode,
    Rounding, Ruleset, Status, Step, Test, ValueType,
};
use tieuchi_engine::PlanError;

use crate::engine::{
    rules,
    run::{Said, ask_engine},
    told::told,
    worked_cases::{is, literal, number, scored, when},
    world::World,
};

/// What the engine says of the subjects of a title.
fn engine_says(world: &World, title: &str) -> Vec<Said> {
    ask_engine(world, 4096).unwrap()[&title.into()].rows.clone()
}

/// A citizen with some whole numbers of 0 to 10, and a ruleset.
fn citizen(values: &[(&str, i64)], unknown: &[&str], ruleset: Ruleset) -> World {
    let mut world = World::new();
    for (id, _) in values {
        world.numbers(Kind::Citizen, &[id], (-10, 10));
    }
    for id in unknown {
        world.indicator(Kind::Citizen, id, ValueType::Flag, None);
    }
    world.rulesets.push(ruleset);
    world.person(Kind::Citizen, values);
    world
}

/// A criterion that gives an indicator's value as points.
fn score(of: &str, points: i32) -> tieuchi_core::Criterion {
    rules::criterion(of, Some(points), Check::Score { of: of.into() })
}

/// A ruleset of one condition on citizens.
fn asks(test: Test, of: &str) -> Ruleset {
    let mut ruleset = rules::ruleset(Kind::Citizen, "cong-dan");
    ruleset.criteria = vec![rules::criterion("tc", None, Check::Holds(when(of, test)))];
    ruleset
}

#[test]
fn the_pass_mark_of_a_level_is_held_against_the_points_of_that_level() {
    let enough = Test::AtLeast(Bound::Parameter("can".into()));
    let steps = Check::Steps(vec![Step { when: when("x", enough), points: 10 }]);
    let criterion = rules::criterion("tc", Some(10), steps);
    let mut ruleset = scored(Kind::Citizen, "cong-dan", vec![criterion], "10");
    let needed = rules::parameter("can", Some(number("5")));
    ruleset.parameters.insert(needed.id.clone(), needed);
    let level = |number, values| Level { number, name: String::new(), requires: None, values };
    let more = BTreeMap::from([("can".into(), Some(number("8")))]);
    ruleset.levels = vec![level(1, BTreeMap::new()), level(2, more)];
    let said = engine_says(&citizen(&[("x", 6)], &[], ruleset), "cong-dan").remove(0);
    assert_eq!(said.findings[&"tc@2".into()], (Outcome::Fail, 0, 0));
    assert_eq!(said.levels, (1, 1));
}

#[test]
fn a_mean_of_decimals_is_a_mean_of_numbers() {
    let mut world = World::new();
    let tenths = ValueType::Number { scale: 1, min: 0, max: 1000 };
    world.indicator(Kind::Citizen, "gio", tenths, None);
    let of = "gio".into();
    let mean = Compute::Mean { over: Kind::Citizen, of, filter: None };
    world.indicator(Kind::Family, "trung-binh", ValueType::Ratio { factor: 1 }, Some(mean));
    let holds = Check::Holds(when("trung-binh", Test::AtLeast(literal("3"))));
    let mut ruleset = rules::ruleset(Kind::Family, "gia-dinh");
    ruleset.criteria.push(rules::criterion("trung-binh", None, holds));
    world.rulesets.push(ruleset);
    let row = world.person(Kind::Family, &[]);
    world.person(Kind::Citizen, &[("gio", 25)]);
    world.belongs(Kind::Citizen, Kind::Family, row);
    let said = engine_says(&world, "gia-dinh").remove(0);
    // 2.5 hours are less than 3.
    assert_eq!(said.findings[&"trung-binh".into()].0, Outcome::Fail);
}

#[test]
fn a_removed_criterion_may_still_give_its_points() {
    let mut criteria = vec![score("x", 10), score("y", 10)];
    criteria[1].removed = true;
    criteria[1].otherwise = Otherwise::Full;
    // 15 of 20, and 10 of them are a gift.
    let ruleset = scored(Kind::Citizen, "cong-dan", criteria, "15");
    let said = engine_says(&citizen(&[("x", 4), ("y", 0)], &[], ruleset), "cong-dan").remove(0);
    assert_eq!((said.points, said.status), ((14, 14, 20), Status::NotRecognised));
}

#[test]
fn an_exemption_that_is_open_costs_nobody_the_points_that_are_sure() {
    let mut criteria = vec![score("x", 10), score("y", 10)];
    criteria[1].applies = Some(is("z"));
    // 7 of 10 without the second, 17 of 20 with it: both are more than 65 of 100.
    let ruleset = scored(Kind::Citizen, "cong-dan", criteria, "13");
    let world = citizen(&[("x", 7), ("y", 10)], &["z"], ruleset);
    let mut world = world;
    world.people.get_mut(&Kind::Citizen).unwrap()[0].values.remove(&"z".into());
    let said = engine_says(&world, "cong-dan").remove(0);
    assert_eq!((said.points, said.status), ((7, 17, 20), Status::Recognised));
}

#[test]
fn what_applies_to_nobody_cannot_be_earned() {
    let mut criteria = vec![score("x", 10), score("y", 10)];
    criteria[1].applies = Some(when("x", Test::Is(literal("2.5"))));
    let ruleset = scored(Kind::Citizen, "cong-dan", criteria, "10");
    let said = engine_says(&citizen(&[("x", 5), ("y", 5)], &[], ruleset), "cong-dan").remove(0);
    assert_eq!(said.points, (5, 5, 10));
}

#[test]
fn a_pass_mark_beyond_everything_is_missed() {
    let mut criteria = vec![score("x", 10)];
    criteria[0].applies = Some(is("z"));
    let ruleset = scored(Kind::Citizen, "cong-dan", criteria, "9223372036854775807");
    let mut world = citizen(&[("x", 10)], &["z"], ruleset);
    let people = world.people.get_mut(&Kind::Citizen).unwrap();
    people[0].values.insert("z".into(), 1);
    assert_eq!(engine_says(&world, "cong-dan")[0].status, Status::NotRecognised);
    // The same where the mark does not fit at the scale of the points.
    world.rulesets[0].points_scale = 2;
    assert_eq!(engine_says(&world, "cong-dan")[0].status, Status::NotRecognised);
}

#[test]
fn a_title_that_nobody_judges_may_be_held_at_any_level() {
    let ruleset = asks(Test::AtLeast(literal("2")), "title.khac");
    let mut world = citizen(&[], &[], ruleset);
    world.indicator(Kind::Citizen, "title.khac", ValueType::Flag, None);
    assert_eq!(engine_says(&world, "cong-dan")[0].findings[&"tc".into()].0, Outcome::Unknown);
}

#[test]
fn what_left_its_range_proves_nothing() {
    let mut ruleset = rules::ruleset(Kind::Citizen, "cong-dan");
    let requires = Some(when("hieu", Test::AtLeast(literal("0"))));
    let name = String::new();
    ruleset.levels = vec![Level { number: 1, name, requires, values: BTreeMap::new() }];
    let mut world = citizen(&[("x", 1), ("y", 5)], &[], ruleset);
    let range = ValueType::Number { scale: 0, min: 0, max: 10 };
    let difference = Compute::Difference("x".into(), "y".into());
    world.indicator(Kind::Citizen, "hieu", range, Some(difference));
    assert_eq!(engine_says(&world, "cong-dan")[0].status, Status::Undetermined);
}

#[test]
fn a_criterion_that_was_removed_cannot_break() {
    let mut criteria = vec![score("x", 10), score("hieu", 10)];
    criteria[1].removed = true;
    let ruleset = scored(Kind::Citizen, "cong-dan", criteria, "10");
    let mut world = citizen(&[("x", 5), ("y", 6)], &[], ruleset);
    let range = ValueType::Number { scale: 0, min: 0, max: 10 };
    let difference = Compute::Difference("x".into(), "y".into());
    world.indicator(Kind::Citizen, "hieu", range, Some(difference));
    let said = engine_says(&world, "cong-dan").remove(0);
    assert_eq!(said.findings[&"hieu".into()], (Outcome::NotApplicable, 0, 0));
    assert_eq!(said.points, (5, 5, 10));
}

#[test]
fn a_checker_reads_the_titles_that_it_needs() {
    let mut first = rules::ruleset(Kind::Citizen, "a");
    first.criteria = vec![rules::criterion("tc", None, rules::plugin())];
    let mut world = citizen(&[], &[], first);
    world.rulesets.push(rules::ruleset(Kind::Citizen, "b"));
    world.indicator(Kind::Citizen, "title.b", ValueType::Flag, None);
    let needs = Needs { own: vec!["title.b".into()], members: Vec::new() };
    let checker = told(needs, |input| {
        let level = |level: Option<i64>| i32::from(level.is_some_and(|level| level > 0));
        let low: Vec<i32> = input.own[0].unwrap().iter().map(level).collect();
        let outcomes = vec![Outcome::Unknown; input.rows];
        Ok(FindingColumn { outcomes, high: low.clone(), low, reasons: Vec::new() })
    });
    world.checkers.insert(("a".into(), "tc".into()), checker);
    assert_eq!(engine_says(&world, "a")[0].findings[&"tc".into()].0, Outcome::Pass);
}

#[test]
fn a_bound_beyond_all_units_is_out_of_reach() {
    let ruleset = asks(Test::AtLeast(literal("9223372036854775807")), "x");
    let mut world = citizen(&[], &[], ruleset);
    let range = ValueType::Number { scale: 6, min: 0, max: i64::MAX };
    world.indicator(Kind::Citizen, "x", range, None);
    world.people.get_mut(&Kind::Citizen).unwrap()[0].values.insert("x".into(), i64::MAX);
    assert_eq!(engine_says(&world, "cong-dan")[0].findings[&"tc".into()].0, Outcome::Fail);
}

#[test]
fn a_floor_below_everything_is_reached() {
    let mut ruleset = scored(Kind::Citizen, "cong-dan", vec![score("x", 10)], "0");
    ruleset.recognition.floor = Some(literal("-5000000000"));
    let said = engine_says(&citizen(&[("x", 0)], &[], ruleset), "cong-dan").remove(0);
    assert_eq!(said.findings[&"x".into()], (Outcome::Pass, 0, 0));
}

#[test]
fn a_ratio_below_zero_is_exact() {
    let ruleset = asks(Test::AtMost(literal("-50")), "ti-le");
    let mut world = citizen(&[("x", -1), ("y", 2)], &[], ruleset);
    let ratio = Compute::Ratio("x".into(), "y".into());
    world.indicator(Kind::Citizen, "ti-le", ValueType::Ratio { factor: 100 }, Some(ratio));
    assert_eq!(engine_says(&world, "cong-dan")[0].findings[&"tc".into()].0, Outcome::Pass);
}

#[test]
fn points_that_do_not_fit_are_refused() {
    for points in [[2_000_000_000, 2_000_000_000], [10, -1]] {
        let mut criteria = vec![score("x", points[0]), score("y", points[1])];
        criteria.iter_mut().for_each(|criterion| criterion.otherwise = Otherwise::Full);
        let mut ruleset = scored(Kind::Citizen, "cong-dan", Vec::new(), "10");
        ruleset.points_total = Some(100);
        ruleset.criteria = criteria;
        let world = citizen(&[("x", 10), ("y", 10)], &[], ruleset);
        let refused = ask_engine(&world, 4096);
        assert_eq!(refused, Err(PlanError::TooLarge("cong-dan".into())), "{points:?}");
    }
}

#[test]
fn a_product_beyond_128_bits_is_an_error() {
    let round = Rounding { mode: RoundMode::Down, digits: 0 };
    let target = literal("9223372036854775807");
    let check = Check::Scale { of: "ti-so".into(), target, round };
    let criterion = rules::criterion("tc", Some(1_000_000), check);
    let mut ruleset = scored(Kind::Citizen, "cong-dan", vec![criterion], "1");
    ruleset.points_scale = 6;
    let mut world = citizen(&[("x", 1)], &[], ruleset);
    world.numbers(Kind::Citizen, &["y"], (0, i64::MAX));
    let ratio = Compute::Ratio("x".into(), "y".into());
    world.indicator(Kind::Citizen, "ti-so", ValueType::Ratio { factor: 1 }, Some(ratio));
    let people = world.people.get_mut(&Kind::Citizen).unwrap();
    people[0].values.insert("y".into(), i64::MAX);
    let said = engine_says(&world, "cong-dan").remove(0);
    assert_eq!(said.findings[&"tc".into()], (Outcome::Error, 0, 1_000_000));
}

#[test]
fn an_error_without_points_counts_as_anything() {
    let ruleset = asks(Test::AtLeast(literal("0")), "hieu");
    let mut world = citizen(&[("x", 1), ("y", 5)], &[], ruleset);
    let range = ValueType::Number { scale: 0, min: 0, max: 10 };
    let difference = Compute::Difference("x".into(), "y".into());
    world.indicator(Kind::Citizen, "hieu", range, Some(difference));
    let said = engine_says(&world, "cong-dan").remove(0);
    assert_eq!(said.findings[&"tc".into()], (Outcome::Error, 0, 1));
}
