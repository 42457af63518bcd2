//! Cases whose answers were worked out by hand; all names and numbers are examples.

use std::collections::BTreeMap;

use tieuchi_core::{
    Bound, Check, Compute, Condition, Criterion, Decimal, Held, Kind, Level, Outcome, Period,
    RoundMode, Rounding, Ruleset, Scalar, Status, Test, TitleId, ValueType, parse_date,
};

use crate::engine::{
    rules,
    run::{Said, ask_engine, differences},
    world::World,
};

/// The ten criteria of a citizen.
const TEN: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/// A number.
pub(crate) fn number(text: &str) -> Scalar {
    Scalar::Number(Decimal::parse(text).unwrap())
}

/// A number as a bound.
pub(crate) fn literal(text: &str) -> Bound {
    Bound::Literal(number(text))
}

/// A condition on one indicator.
pub(crate) fn when(indicator: &str, test: Test) -> Condition {
    Condition::Compare { indicator: indicator.into(), test }
}

/// Whether a flag is set.
pub(crate) fn is(indicator: &str) -> Condition {
    when(indicator, Test::Is(Bound::Literal(Scalar::Flag(true))))
}

/// What is said of the subjects of a title; the oracle must agree.
pub(crate) fn said(world: &World, title: &str) -> Vec<Said> {
    let sheets = ask_engine(world, 4096).unwrap();
    assert_eq!(differences(world, &sheets), [""; 0]);
    sheets[&TitleId::from(title)].rows.clone()
}

/// A ruleset with points: criteria, pass mark.
pub(crate) fn scored(kind: Kind, title: &str, criteria: Vec<Criterion>, mark: &str) -> Ruleset {
    let mut ruleset = rules::ruleset(kind, title);
    ruleset.points_total = Some(criteria.iter().filter_map(|criterion| criterion.points).sum());
    ruleset.criteria = criteria;
    ruleset.recognition.pass_mark = Some(literal(mark));
    ruleset
}

/// Citizens with ten scores of 10 points each, 80 to pass and no score under 5.
fn ten(scores: &[[Option<i64>; 10]]) -> World {
    let mut world = World::new();
    world.numbers(Kind::Citizen, &TEN, (0, 10));
    let score = |id: &&str| rules::criterion(id, Some(10), Check::Score { of: (*id).into() });
    let mut ruleset = scored(Kind::Citizen, "cong-dan", TEN.iter().map(score).collect(), "80");
    ruleset.recognition.floor = Some(literal("5"));
    world.rulesets.push(ruleset);
    for scores in scores {
        let known = TEN.iter().zip(scores).filter_map(|(id, score)| Some((*id, (*score)?)));
        world.person(Kind::Citizen, &known.collect::<Vec<_>>());
    }
    world
}

/// Ten scores of which all but the last are the same.
fn nine_and(score: i64, last: Option<i64>) -> [Option<i64>; 10] {
    let mut scores = [Some(score); 10];
    scores[9] = last;
    scores
}

#[test]
fn ten_criteria_need_eighty_points_and_five_in_each() {
    let mut world = ten(&[
        nine_and(8, Some(8)),
        nine_and(8, Some(7)),
        nine_and(10, Some(5)),
        nine_and(10, Some(4)),
        nine_and(10, None),
        nine_and(7, None),
    ]);
    let rows = said(&world, "cong-dan");
    let seen: Vec<_> = rows.iter().map(|said| (said.status, said.points)).collect();
    assert_eq!(
        seen,
        [
            (Status::Recognised, (80, 80, 100)),
            (Status::NotRecognised, (79, 79, 100)),
            (Status::Recognised, (95, 95, 100)),
            // 94 points, but one score stands under the floor.
            (Status::NotRecognised, (94, 94, 100)),
            // The points are there; whether the tenth score reaches the floor is not known.
            (Status::Undetermined, (90, 100, 100)),
            // Not even ten more points would do.
            (Status::NotRecognised, (63, 73, 100)),
        ]
    );
    assert_eq!(rows[3].findings[&"j".into()], (Outcome::Fail, 4, 4));
    assert_eq!(rows[4].findings[&"j".into()], (Outcome::Unknown, 0, 10));

    world.rulesets[0].recognition.floor = Some(literal("6"));
    let rows = said(&world, "cong-dan");
    assert_eq!((rows[2].status, rows[2].points.0), (Status::NotRecognised, 95));
}

#[test]
fn a_mark_or_a_floor_that_no_paper_gives_settles_only_what_fails_anyway() {
    let mut world = ten(&[nine_and(10, Some(10)), nine_and(10, Some(4))]);
    let open = rules::parameter("chua-co", None);
    world.rulesets[0].parameters.insert(open.id.clone(), open);
    world.rulesets[0].recognition.pass_mark = Some(Bound::Parameter("chua-co".into()));
    let statuses = |world: &World| -> Vec<Status> {
        said(world, "cong-dan").iter().map(|said| said.status).collect()
    };
    assert_eq!(statuses(&world), [Status::Undetermined, Status::NotRecognised]);
    world.rulesets[0].recognition.pass_mark = Some(literal("80"));
    world.rulesets[0].recognition.floor = Some(Bound::Parameter("chua-co".into()));
    assert_eq!(statuses(&world), [Status::Undetermined; 2]);
    assert_eq!(said(&world, "cong-dan")[0].findings[&"a".into()], (Outcome::Unknown, 10, 10));
}

#[test]
fn a_criterion_left_out_leaves_the_mark_its_share() {
    let mut world = ten(&[nine_and(8, Some(10)), nine_and(8, None)]);
    world.indicator(Kind::Citizen, "mien", ValueType::Flag, None);
    world.rulesets[0].recognition.floor = None;
    world.rulesets[0].criteria[9].applies = Some(Condition::None(vec![is("mien")]));
    let people = world.people.get_mut(&Kind::Citizen).unwrap();
    people.iter_mut().for_each(|person| _ = person.values.insert("mien".into(), 1));
    // One point less, and the person of whom it is not known whether the tenth applies.
    people.push(people[0].clone());
    people[2].values.insert("a".into(), 7);
    people.push(people[1].clone());
    people[3].values.remove(&"mien".into());
    let rows = said(&world, "cong-dan");
    let seen: Vec<_> = rows.iter().map(|said| (said.status, said.points)).collect();
    assert_eq!(
        seen,
        [
            (Status::Recognised, (72, 72, 90)),
            (Status::Recognised, (72, 72, 90)),
            (Status::NotRecognised, (71, 71, 90)),
            (Status::Undetermined, (72, 82, 100)),
        ]
    );
    assert_eq!(rows[0].findings[&"j".into()], (Outcome::NotApplicable, 0, 0));

    world.rulesets[0].criteria[9].otherwise = tieuchi_core::Otherwise::Full;
    let rows = said(&world, "cong-dan");
    assert_eq!((rows[0].status, rows[0].points), (Status::Recognised, (82, 82, 100)));
    assert_eq!(rows[0].findings[&"j".into()], (Outcome::NotApplicable, 10, 10));
}

/// A clan whose title asks that half of its families hold theirs.
fn clan(families: usize, titled: usize) -> Status {
    let mut world = World::new();
    world.indicator(Kind::Family, "dat", ValueType::Flag, None);
    world.indicator(Kind::Family, "title.gia-dinh", ValueType::Flag, None);
    let share = Compute::Share { over: Kind::Family, filter: None, having: is("title.gia-dinh") };
    world.indicator(Kind::Clan, "ti-le", ValueType::Ratio { factor: 100 }, Some(share));
    let mut family = rules::ruleset(Kind::Family, "gia-dinh");
    family.criteria = vec![rules::criterion("dat", None, Check::Holds(is("dat")))];
    let mut clan = rules::ruleset(Kind::Clan, "dong-ho");
    let half = when("ti-le", Test::AtLeast(literal("50")));
    clan.criteria = vec![rules::criterion("ti-le", None, Check::Holds(half))];
    world.rulesets = vec![clan, family];
    let row = world.person(Kind::Clan, &[]);
    for family in 0..families {
        world.person(Kind::Family, &[("dat", i64::from(family < titled))]);
        world.belongs(Kind::Family, Kind::Clan, row);
    }
    let sheets = ask_engine(&world, 4096).unwrap();
    sheets[&TitleId::from("dong-ho")].rows[0].status
}

#[test]
fn half_is_half_and_a_ten_thousandth_less_is_not() {
    assert_eq!(clan(4, 2), Status::Recognised);
    assert_eq!(clan(10_001, 5000), Status::NotRecognised);
    assert_eq!(clan(10_001, 4999), Status::NotRecognised);
    assert_eq!(clan(10_001, 5001), Status::Recognised);
    assert_eq!(clan(0, 0), Status::Undetermined);
}

/// Whether a citizen who passes this year is outstanding, by the years of earlier decisions in
/// which the title was held, and those in which others held it.
fn outstanding(held: &[i32], others: &[i32]) -> (Status, (Outcome, i32, i32)) {
    let mut world = World::new();
    world.numbers(Kind::Citizen, &["diem"], (0, 10));
    world.indicator(Kind::Citizen, "title.cong-dan", ValueType::Flag, None);
    let streak = Compute::Streak { title: "cong-dan".into() };
    let years = ValueType::Number { scale: 0, min: 0, max: 100 };
    world.indicator(Kind::Citizen, "chuoi", years, Some(streak));
    let score = rules::criterion("diem", Some(10), Check::Score { of: "diem".into() });
    let mut best = rules::ruleset(Kind::Citizen, "tieu-bieu");
    let five = when("chuoi", Test::AtLeast(literal("5")));
    best.criteria = vec![rules::criterion("nam-nam", None, Check::Holds(five))];
    world.rulesets = vec![best, scored(Kind::Citizen, "cong-dan", vec![score], "8")];
    world.person(Kind::Citizen, &[("diem", 8)]);
    let mut decided: BTreeMap<Period, Vec<Held>> = BTreeMap::new();
    for (years, row) in [(held, 0), (others, 1)] {
        for year in years {
            let period = Period::year(*year).unwrap();
            let held = Held { row, level: 1, date: period.last_day(), valid_until: None };
            decided.entry(period).or_default().push(held);
        }
    }
    world.history.0.insert("cong-dan".into(), decided);
    let said = said(&world, "tieu-bieu").remove(0);
    (said.status, said.findings[&"nam-nam".into()])
}

#[test]
fn five_years_in_a_row_are_broken_by_a_gap() {
    let four = [2020, 2021, 2022, 2023];
    assert_eq!(outstanding(&four, &[]), (Status::Recognised, (Outcome::Pass, 1, 1)));
    let gap = outstanding(&[2019, 2020, 2022, 2023], &[2021]);
    assert_eq!(gap, (Status::NotRecognised, (Outcome::Fail, 0, 0)));
    // Nothing was decided in 2021: it may have been held.
    let open = outstanding(&[2019, 2020, 2022, 2023], &[]);
    assert_eq!(open, (Status::Undetermined, (Outcome::Unknown, 0, 1)));
}

/// The levels of a commune that has held level 1 since a day.
fn commune_levels(since: &str) -> (u8, u8) {
    let mut world = World::new();
    world.numbers(Kind::Commune, &["ti-le"], (0, 100));
    let held = Compute::HeldMonths { title: "xa".into(), level: 1 };
    let months = ValueType::Number { scale: 0, min: 0, max: 1200 };
    world.indicator(Kind::Commune, "giu", months, Some(held));
    let mut ruleset = rules::ruleset(Kind::Commune, "xa");
    let at_least = Test::AtLeast(Bound::Parameter("can".into()));
    ruleset.criteria = vec![rules::criterion("ti-le", None, Check::Holds(when("ti-le", at_least)))];
    let needed = rules::parameter("can", Some(number("50")));
    ruleset.parameters.insert(needed.id.clone(), needed);
    let level = |number, requires, values| Level { number, name: String::new(), requires, values };
    let year = when("giu", Test::AtLeast(literal("12")));
    let more = BTreeMap::from([("can".into(), Some(number("70")))]);
    ruleset.levels = vec![level(1, None, BTreeMap::new()), level(2, Some(year), more)];
    world.rulesets.push(ruleset);
    world.person(Kind::Commune, &[("ti-le", 70)]);
    let date = parse_date(since).unwrap();
    let until = parse_date("2026-12-31");
    let held = vec![Held { row: 0, level: 1, date, valid_until: until }];
    let decided = BTreeMap::from([(Period::year(2023).unwrap(), held)]);
    world.history.0.insert("xa".into(), decided);
    let said = said(&world, "xa").remove(0);
    assert_eq!(said.findings[&"ti-le@2".into()].0, Outcome::Pass);
    said.levels
}

#[test]
fn level_two_comes_after_twelve_months_of_level_one() {
    assert_eq!(commune_levels("2023-12-31"), (2, 2));
    assert_eq!(commune_levels("2024-01-01"), (1, 1));
}

/// Points of a scale for a value in tenths.
fn scale(tenths: i64, target: &str, points: i32, points_scale: u8, round: Rounding) -> i32 {
    let mut world = World::new();
    let value_type = ValueType::Number { scale: 1, min: 0, max: 10_000 };
    world.indicator(Kind::Citizen, "gio", value_type, None);
    let check = Check::Scale { of: "gio".into(), target: literal(target), round };
    let criterion = rules::criterion("gio", Some(points), check);
    let mut ruleset = scored(Kind::Citizen, "cong-dan", vec![criterion], "1");
    ruleset.points_scale = points_scale;
    world.rulesets.push(ruleset);
    world.person(Kind::Citizen, &[("gio", tenths)]);
    let said = said(&world, "cong-dan").remove(0);
    said.points.0
}

#[test]
fn a_third_is_rounded_as_the_rule_says() {
    let third = |mode, digits| scale(10, "3", 100, 1, Rounding { mode, digits });
    assert_eq!(third(RoundMode::Down, 1), 33);
    assert_eq!(third(RoundMode::HalfUp, 1), 33);
    assert_eq!(third(RoundMode::Up, 1), 34);
    assert_eq!(third(RoundMode::Up, 0), 40);
    assert_eq!(third(RoundMode::HalfEven, 0), 30);
}

#[test]
fn hours_of_forty_for_twenty_points_are_reckoned_exactly() {
    let half_up = Rounding { mode: RoundMode::HalfUp, digits: 1 };
    let points = |tenths| scale(tenths, "40", 200, 1, half_up);
    assert_eq!(points(400), 200);
    assert_eq!(points(1000), 200);
    // 11.1 ÷ 40 × 20 is 5.55, and a half goes up; in binary floating point it is a little less.
    let floating = (11.1_f64 / 40.0).min(1.0) * 20.0;
    assert!((floating * 10.0).round() < 56.0);
    assert_eq!(points(111), 56);
}
