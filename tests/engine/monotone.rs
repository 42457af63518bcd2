//! A better score never makes a verdict worse.

use proptest::{prop_assert, test_runner::TestCaseError};
use tieuchi_core::{
    Band, Check, Condition, Criterion, Decimal, IndicatorId, Kind, Level, RoundMode, Rounding,
    Ruleset, Status, Step, Test,
};

use crate::engine::{
    choices::{Choices, numbers, runner},
    rules,
    run::{Said, ask_engine},
    worked_cases::{literal, scored, when},
    world::World,
};

/// The scores of a citizen, each from 0 to 10.
const SCORES: [&str; 4] = ["a", "b", "c", "d"];

/// A check that gives more for more.
fn check(choices: &mut Choices, of: &str) -> Check {
    let mut cuts = [choices.between(1, 9), choices.between(1, 9)];
    cuts.sort_unstable();
    let mut points = [0, 0, 0].map(|_| i32::try_from(choices.between(0, 10)).unwrap());
    points.sort_unstable();
    let reaches = |cut: i64| -> Condition { when(of, Test::AtLeast(literal(&cut.to_string()))) };
    let id = IndicatorId::from(of);
    match choices.below(5) {
        0 => Check::Score { of: id },
        1 => Check::Steps(vec![
            Step { when: reaches(cuts[1]), points: points[1] },
            Step { when: reaches(cuts[0]), points: points[0] },
        ]),
        2 => {
            let ends = [None, Some(cuts[0]), Some(cuts[1] + 1), None];
            let end = |place: usize| ends[place].map(Decimal::integer);
            let band =
                |place| Band { from: end(place), below: end(place + 1), points: points[place] };
            Check::Bands { of: id, bands: (0..3).map(band).collect() }
        }
        3 => {
            let round = Rounding { mode: *choices.pick(&RoundMode::ALL), digits: 0 };
            Check::Scale { of: id, target: literal(&cuts[1].to_string()), round }
        }
        _ => Check::Holds(reaches(cuts[0])),
    }
}

/// A ruleset in which every score is welcome.
fn ruleset(choices: &mut Choices) -> Ruleset {
    let mut criteria: Vec<Criterion> = Vec::new();
    for of in SCORES {
        let mut criterion = rules::criterion(of, Some(10), check(choices, of));
        criterion.required = choices.percent(20);
        if choices.percent(20) {
            // Not a score: whether it applies does not change with them.
            criterion.applies = Some(when("mien", Test::Below(literal("5"))));
        }
        criteria.push(criterion);
    }
    let mark = choices.between(0, 40).to_string();
    let mut ruleset = scored(Kind::Citizen, "cong-dan", criteria, &mark);
    if choices.percent(50) {
        ruleset.recognition.floor = Some(literal(&choices.between(0, 6).to_string()));
    }
    for number in 1..=u8::try_from(choices.below(3)).unwrap() {
        let bound = literal(&choices.between(0, 10).to_string());
        let requires = Some(when(choices.pick::<&str>(&SCORES), Test::AtLeast(bound)));
        let values = std::collections::BTreeMap::new();
        ruleset.levels.push(Level { number, name: String::new(), requires, values });
    }
    ruleset
}

/// From bad to good.
fn rank(status: Status) -> u8 {
    match status {
        Status::NotRecognised => 0,
        Status::Undetermined => 1,
        Status::Recognised => 2,
        Status::NotApplicable => unreachable!("the ruleset is about everybody"),
    }
}

/// One case.
fn raising_helps(choices: &mut Choices) -> Result<(), TestCaseError> {
    let mut world = World::new();
    world.numbers(Kind::Citizen, &SCORES, (0, 10));
    world.numbers(Kind::Citizen, &["mien"], (0, 10));
    world.rulesets.push(ruleset(choices));
    let mut values = Vec::new();
    for id in SCORES.into_iter().chain(["mien"]) {
        if !choices.percent(20) {
            values.push((id, choices.between(0, 10)));
        }
    }
    world.person(Kind::Citizen, &values);
    let raised = *choices.pick(&SCORES);
    for (id, value) in &mut values {
        if *id == raised {
            *value = choices.between(*value, 10);
        }
    }
    world.person(Kind::Citizen, &values);
    let sheets = ask_engine(&world, 16).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let [before, after]: &[Said; 2] = sheets[&"cong-dan".into()].rows.first_chunk().unwrap();
    prop_assert!(rank(before.status) <= rank(after.status), "{before:?} {after:?}");
    prop_assert!(before.points.0 <= after.points.0, "{before:?} {after:?}");
    prop_assert!(before.points.1 <= after.points.1, "{before:?} {after:?}");
    prop_assert!(before.levels.0 <= after.levels.0, "{before:?} {after:?}");
    prop_assert!(before.levels.1 <= after.levels.1, "{before:?} {after:?}");
    Ok(())
}

#[test]
fn a_better_score_never_makes_a_verdict_worse() {
    runner(512).run(&numbers(), |(own, ..)| raising_helps(&mut Choices::new(own))).unwrap();
}
