//! What is told of one subject is what was judged, and what is said to settle a title does.

use std::collections::BTreeMap;

use proptest::{prop_assert, prop_assert_eq, test_runner::TestCaseError};
use tieuchi_core::{Check, Compute, Held, Kind, Period, Status, Test, TitleId, Truth, ValueType};
use tieuchi_engine::{Plan, PlanInput, Scope, TracedSource, TracedTitle, TracedValue, plan, trace};

use crate::engine::{
    agreement::{SANE, for_all_worlds, sheets},
    choices::Choices,
    rules,
    run::{Findings, ask_engine},
    worked_cases::{is, literal, scored, when},
    world::World,
};

/// A plan of a place.
fn planned(world: &World) -> Plan {
    plan(&PlanInput {
        rulesets: &world.rulesets,
        catalogue: &world.catalogue,
        period: world.period,
        checkers: &world.checkers,
    })
    .unwrap()
}

/// What is told of a subject.
fn told<'p>(world: &World, plan: &'p Plan, kind: Kind, row: usize) -> Vec<TracedTitle<'p>> {
    let tables = world.tables(7);
    trace(plan, Scope { tables: &tables, history: &world.history }, kind, row)
}

/// Whether a verdict is neither yes nor no.
fn is_open(status: Status) -> bool {
    !matches!(status, Status::Recognised | Status::NotRecognised)
}

/// Holds every subject of a place against what was judged.
fn agrees(world: &World) -> Result<(), TestCaseError> {
    let sheets = sheets(world, 16)?;
    let plan = planned(world);
    let mut missing: BTreeMap<(TitleId, String), u64> = BTreeMap::new();
    for (kind, people) in &world.people {
        for row in 0..people.len() {
            for traced in told(world, &plan, *kind, row) {
                let said = &sheets[&traced.title.title].rows[row];
                let findings = traced.steps.iter().map(|step| {
                    let (low, high) = step.points;
                    (step.step.criterion.clone(), (step.outcome, low, high))
                });
                prop_assert_eq!(&findings.collect::<Findings>(), &said.findings);
                prop_assert_eq!(traced.status, said.status);
                prop_assert_eq!(traced.levels, said.levels);
                let points = (traced.points.0, traced.points.1, traced.max);
                prop_assert_eq!(points, said.points);
                for lacking in traced.missing {
                    let key = (traced.title.title.clone(), lacking.indicator.to_string());
                    *missing.entry(key).or_default() += 1;
                }
            }
        }
        prop_assert!(told(world, &plan, *kind, people.len()).is_empty());
    }
    for (title, sheet) in sheets {
        for (id, count) in sheet.missing {
            let counted = missing.remove(&(title.clone(), id.clone())).unwrap_or(0);
            prop_assert_eq!(counted, count, "{} of {}", id, title);
        }
    }
    prop_assert!(missing.is_empty(), "{:?}", missing);
    Ok(())
}

#[test]
fn what_is_told_of_a_subject_is_what_was_judged() {
    for_all_worlds(48, SANE, |world, _| agrees(world));
}

/// Fills one missing value in, and looks whether the verdict is what was said.
fn settles_as_said(world: &World, own: &mut Choices) -> Result<(), TestCaseError> {
    let plan = planned(world);
    let kind = *own.pick(&[Kind::Citizen, Kind::Family]);
    let Some(people) = world.people.get(&kind).filter(|people| !people.is_empty()) else {
        return Ok(());
    };
    let row = own.below(people.len());
    for traced in told(world, &plan, kind, row) {
        for lacking in &traced.missing {
            let Some(value_type) = world.columns[&kind].get(lacking.indicator) else { continue };
            let (low, high) = value_type.range().unwrap();
            let few = high - low < 20;
            let values = if few { (low..=high).collect() } else { vec![low, high] };
            let mut settled = false;
            for value in values {
                let mut filled = world.clone();
                let person = &mut filled.people.get_mut(&kind).unwrap()[row];
                person.values.insert(lacking.indicator.clone(), value);
                let said = &ask_engine(&filled, 64).unwrap()[&traced.title.title].rows[row];
                settled |= !is_open(said.status);
            }
            // Where there are many values, more are tried than the ends.
            prop_assert!(lacking.settles || !settled, "{}", lacking.indicator);
            prop_assert!(!few || settled || !lacking.settles, "{}", lacking.indicator);
        }
    }
    Ok(())
}

#[test]
fn a_value_that_is_said_to_settle_a_title_settles_it() {
    for_all_worlds(96, SANE, settles_as_said);
}

/// Three scores of 10, 20 points to pass, none below 5; `c` counts only where `mien` is not set.
fn three() -> World {
    let mut world = World::new();
    world.numbers(Kind::Citizen, &["a", "b", "c"], (0, 10));
    world.indicator(Kind::Citizen, "mien", ValueType::Flag, None);
    let score = |id: &str| rules::criterion(id, Some(10), Check::Score { of: id.into() });
    let criteria = ["a", "b", "c"].map(score).to_vec();
    let mut ruleset = scored(Kind::Citizen, "cong-dan", criteria, "20");
    ruleset.recognition.floor = Some(literal("5"));
    ruleset.criteria[2].applies = Some(tieuchi_core::Condition::None(vec![is("mien")]));
    world.rulesets.push(ruleset);
    world
}

#[test]
fn the_most_decisive_value_comes_first() {
    let mut world = three();
    // Only `b` is open: 4 and less fail the floor.
    world.person(Kind::Citizen, &[("a", 8), ("c", 8), ("mien", 0)]);
    // `a` and `b` are open: either of them can fail the title alone.
    world.person(Kind::Citizen, &[("c", 8), ("mien", 0)]);
    // `a` fails the floor; what is missing decides nothing.
    world.person(Kind::Citizen, &[("a", 4), ("mien", 0)]);
    // Whether `c` counts at all: 16 of 30, or 16 of 20 with a mark of 13⅓.
    world.person(Kind::Citizen, &[("a", 8), ("b", 8), ("c", 2)]);
    let plan = planned(&world);
    let missing = |row| -> Vec<(String, bool, usize, Option<i32>)> {
        let traced = told(&world, &plan, Kind::Citizen, row);
        let items = traced[0].missing.iter();
        items
            .map(|item| (item.indicator.to_string(), item.settles, item.steps.len(), item.points))
            .collect()
    };
    assert_eq!(missing(0), [("b".to_owned(), true, 1, Some(10))]);
    assert_eq!(
        missing(1),
        [("a".to_owned(), true, 1, Some(10)), ("b".to_owned(), true, 1, Some(10))]
    );
    assert_eq!(missing(2), []);
    assert_eq!(missing(3), [("mien".to_owned(), true, 1, Some(2))]);
}

#[test]
fn a_value_that_cannot_settle_a_title_comes_last() {
    let mut world = three();
    world.rulesets[0].recognition.floor = None;
    for criterion in &mut world.rulesets[0].criteria {
        criterion.required = false;
    }
    world.numbers(Kind::Citizen, &["giay"], (0, 1));
    let paper = Check::Holds(when("giay", Test::AtLeast(literal("1"))));
    world.rulesets[0].criteria.push(rules::criterion("giay", None, paper));
    world.rulesets[0].criteria[3].required = true;
    // 20 of 30 points: no score settles it alone, but without the paper all is lost.
    world.person(Kind::Citizen, &[("mien", 0)]);
    // With 10 points at hand 10 more would do: any score can, and without any there are too few.
    world.person(Kind::Citizen, &[("b", 10), ("giay", 1), ("mien", 0)]);
    let plan = planned(&world);
    let order = |row| -> Vec<(String, bool, Option<i32>)> {
        let traced = told(&world, &plan, Kind::Citizen, row);
        let items = traced[0].missing.iter();
        items.map(|item| (item.indicator.to_string(), item.settles, item.points)).collect()
    };
    let score = |id: &str, settles| (id.to_owned(), settles, Some(10));
    assert_eq!(
        order(0),
        [
            ("giay".to_owned(), true, Some(0)),
            score("a", false),
            score("b", false),
            score("c", false)
        ]
    );
    assert_eq!(order(1), [score("a", true), score("c", true)]);
}

#[test]
fn a_family_is_told_with_the_members_that_count() {
    let mut world = three();
    let share = Compute::Share {
        over: Kind::Citizen,
        filter: Some(when("a", Test::AtLeast(literal("1")))),
        having: is("title.cong-dan"),
    };
    world.indicator(Kind::Citizen, "title.cong-dan", ValueType::Flag, None);
    world.indicator(Kind::Family, "ti-le", ValueType::Ratio { factor: 100 }, Some(share));
    let half = Check::Holds(when("ti-le", Test::AtLeast(literal("50"))));
    let mut family = rules::ruleset(Kind::Family, "gia-dinh");
    family.criteria.push(rules::criterion("ti-le", None, half));
    world.rulesets.push(family);
    world.person(Kind::Family, &[]);
    world.person(Kind::Family, &[]);
    for (values, row) in [
        (vec![("a", 0), ("b", 9), ("c", 9)], Some(1)),
        (vec![("a", 9), ("b", 9), ("c", 9)], Some(1)),
        (vec![("a", 9), ("b", 9), ("c", 9)], Some(0)),
        (vec![("a", 9), ("b", 9)], Some(1)),
        (vec![("b", 2), ("c", 9)], Some(1)),
        (vec![("a", 9)], None),
    ] {
        let values: Vec<_> = values.into_iter().chain([("mien", 0)]).collect();
        world.person(Kind::Citizen, &values);
        if let Some(row) = row {
            world.belongs(Kind::Citizen, Kind::Family, row);
        }
    }
    let plan = planned(&world);
    let traced = told(&world, &plan, Kind::Family, 1);
    let read = &traced[0].steps[0].reads[0];
    // One has it, one may have it, one has it not but perhaps does not count.
    let TracedValue::Ratio(low, high) = read.known else { panic!("{read:?}") };
    assert_eq!(((low.num, low.den), (high.num, high.den)), ((1, 3), (2, 2)));
    let TracedSource::Members { over: Kind::Citizen, members, total: 4 } = &read.source else {
        panic!("{read:?}")
    };
    let seen: Vec<_> = members.iter().map(|m| (m.row, m.counts, m.has)).collect();
    assert_eq!(
        seen,
        [
            (1, Truth::True, Some(Truth::True)),
            (3, Truth::True, Some(Truth::Unknown)),
            (4, Truth::Unknown, Some(Truth::False)),
            (0, Truth::False, Some(Truth::False)),
        ]
    );
    // Its members decide, and knowing their share would settle it.
    assert!(traced[0].missing[0].settles);
}

#[test]
fn a_condition_of_a_level_is_told_with_the_decisions_that_it_rests_on() {
    let mut world = World::new();
    world.indicator(Kind::Commune, "dat", ValueType::Flag, None);
    let months = ValueType::Number { scale: 0, min: 0, max: 1200 };
    let held = Compute::HeldMonths { title: "xa".into(), level: 1 };
    world.indicator(Kind::Commune, "giu", months, Some(held));
    let mut ruleset = rules::ruleset(Kind::Commune, "xa");
    ruleset.criteria.push(rules::criterion("dat", None, Check::Holds(is("dat"))));
    for number in [1, 2] {
        let requires = (number == 2).then(|| when("giu", Test::AtLeast(literal("12"))));
        let (name, values) = (String::new(), BTreeMap::new());
        ruleset.levels.push(tieuchi_core::Level { number, name, requires, values });
    }
    world.rulesets.push(ruleset);
    world.person(Kind::Commune, &[("dat", 1)]);
    let date = tieuchi_core::parse_date("2023-03-01").unwrap();
    let decided = Held { row: 0, level: 1, date, valid_until: None };
    let years = BTreeMap::from([(Period::year(2022).unwrap(), vec![decided])]);
    world.history.0.insert("xa".into(), years);
    let plan = planned(&world);
    let traced = told(&world, &plan, Kind::Commune, 0);
    assert_eq!(traced[0].levels, (2, 2));
    let [condition] = &traced[0].conditions[..] else { panic!("{:?}", traced[0].conditions) };
    assert_eq!((condition.level, condition.holds), (Some(2), Truth::True));
    // From 1 March 2023 to 31 December 2024.
    assert_eq!(condition.reads[0].known, TracedValue::Between(21, 21));
    assert!(
        matches!(condition.reads[0].source, TracedSource::Decisions(title) if title.as_str() == "xa")
    );
}
