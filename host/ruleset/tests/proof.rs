//! What is proved of rules, held against trying every value there is.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tieuchi_core::{
    Bound, Check, Condition, Criterion, Decimal, Diagnostic, Otherwise, Ruleset, Scalar, Sources,
    Test, parse_date,
};
use tieuchi_ruleset::{Layers, load, prove};

use crate::ground::places;

/// Three numbers from 0 to 4, a flag.
const INDICATORS: [&str; 4] = ["a", "b", "c", "f"];

/// One subject: the value of each indicator.
type Subject = BTreeMap<&'static str, i64>;

/// The catalogue of the made-up rules.
fn catalogue() -> String {
    let one = |id: &&str| {
        let kind = if **id == *"f" { "\"flag\"" } else { "\"integer\"\nrange = [0, 4]" };
        format!(
            "[indicator.{id}]\nsubject = \"citizen\"\nname = \"{id}\"\ntype = {kind}\n\
             reference = \"ví dụ\"\n"
        )
    };
    INDICATORS.iter().map(one).collect()
}

/// Everybody there can be.
fn everybody() -> Vec<Subject> {
    let mut all = vec![Subject::new()];
    for id in INDICATORS {
        let most = if id == "f" { 1 } else { 4 };
        all = all
            .into_iter()
            .flat_map(|subject| {
                (0..=most).map(move |value| {
                    let mut next = subject.clone();
                    next.insert(id, value);
                    next
                })
            })
            .collect();
    }
    all
}

/// A ruleset with its parameters, read slowly.
struct Slow<'r> {
    /// The ruleset.
    ruleset: &'r Ruleset,
    /// The level, from 0.
    level: usize,
    /// Another value of `p`.
    p: Option<Decimal>,
}

impl Slow<'_> {
    /// The number of a bound.
    fn number(&self, bound: &Bound) -> Decimal {
        let scalar = match bound {
            Bound::Literal(scalar) => scalar.clone(),
            Bound::Parameter(id) => {
                let fixed = self.ruleset.levels.get(self.level);
                let fixed = fixed.is_some_and(|level| level.values.contains_key(id));
                match self.p.filter(|_| !fixed && id.as_str() == "p") {
                    Some(p) => Scalar::Number(p),
                    None => self.ruleset.parameter_value(id, self.level).flatten().unwrap().clone(),
                }
            }
        };
        match scalar {
            Scalar::Number(number) => number,
            Scalar::Flag(flag) => Decimal::integer(flag.into()),
            other => unreachable!("{other:?}"),
        }
    }

    /// Whether a condition holds.
    fn holds(&self, condition: &Condition, of: &Subject) -> bool {
        match condition {
            Condition::All(list) => list.iter().all(|item| self.holds(item, of)),
            Condition::Any(list) => list.iter().any(|item| self.holds(item, of)),
            Condition::None(list) => !list.iter().any(|item| self.holds(item, of)),
            Condition::Present { .. } => true,
            Condition::Compare { indicator, test } => {
                let value = Decimal::integer(of[indicator.as_str()]);
                match test {
                    Test::AtLeast(bound) => value >= self.number(bound),
                    Test::AtMost(bound) => value <= self.number(bound),
                    Test::Above(bound) => value > self.number(bound),
                    Test::Below(bound) => value < self.number(bound),
                    Test::Is(bound) => value == self.number(bound),
                    Test::Between(low, high) => {
                        value >= self.number(low) && value <= self.number(high)
                    }
                    Test::OneOf(list) => list.iter().any(|bound| value == self.number(bound)),
                }
            }
        }
    }

    /// The step that a subject stops at.
    fn step(&self, criterion: &Criterion, of: &Subject) -> Option<usize> {
        let Check::Steps(steps) = &criterion.check else { return None };
        steps.iter().position(|step| self.holds(&step.when, of))
    }

    /// The points of a subject; 1 or 0 without points.
    fn points(&self, criterion: &Criterion, of: &Subject) -> i64 {
        let all = criterion.points.map_or(1, i64::from);
        match &criterion.check {
            Check::Holds(condition) => i64::from(self.holds(condition, of)) * all,
            Check::Steps(steps) => {
                self.step(criterion, of).map_or(0, |step| steps[step].points.into())
            }
            Check::Score { of: id } => of[id.as_str()].clamp(0, all),
            Check::Bands { of: id, bands } => {
                let value = Decimal::integer(of[id.as_str()]);
                let inside = bands.iter().find(|band| {
                    band.from.is_none_or(|from| from <= value)
                        && band.below.is_none_or(|below| value < below)
                });
                inside.unwrap().points.into()
            }
            other => unreachable!("{other:?}"),
        }
    }

    /// Whether it applies.
    fn applies(&self, criterion: &Criterion, of: &Subject) -> bool {
        criterion.applies.as_ref().is_none_or(|condition| self.holds(condition, of))
    }

    /// The points from which a criterion is passed.
    fn floor(&self, criterion: &Criterion) -> i64 {
        let floor = self.ruleset.recognition.floor.as_ref().filter(|_| criterion.points.is_some());
        floor.map_or(1, |bound| self.number(bound).units)
    }

    /// Whether the ruleset is about a subject: the level does not matter to that.
    fn about(&self, of: &Subject) -> bool {
        let first = Slow { level: 0, ..*self };
        self.ruleset.applies.as_ref().is_none_or(|condition| first.holds(condition, of))
    }

    /// Whether a subject meets what a level asks for.
    fn reaches(&self, of: &Subject) -> bool {
        let (mut earned, mut counted) = (0, 0);
        for criterion in &self.ruleset.criteria {
            let all = criterion.points.map_or(0, i64::from);
            let applies = self.applies(criterion, of);
            let points = self.points(criterion, of);
            match (applies, criterion.otherwise) {
                (true, _) => {
                    earned += if criterion.points.is_some() { points } else { 0 };
                    counted += all;
                    let scored = self.ruleset.recognition.floor.is_some() && all > 0;
                    if (criterion.required || scored) && points < self.floor(criterion) {
                        return false;
                    }
                }
                (false, Otherwise::Full) => (earned, counted) = (earned + all, counted + all),
                (false, Otherwise::Exclude) => {}
            }
        }
        let requires = self.ruleset.levels.get(self.level);
        let requires = requires.and_then(|level| level.requires.as_ref());
        if !requires.is_none_or(|condition| self.holds(condition, of)) {
            return false;
        }
        if !self.about(of) {
            return false;
        }
        self.ruleset.recognition.pass_mark.as_ref().is_none_or(|mark| {
            let total = i64::from(self.ruleset.points_total.unwrap());
            earned * total >= self.number(mark).units * counted
        })
    }
}

/// A condition as text, of comparisons that each leave something open.
fn condition() -> impl Strategy<Value = String> {
    let bound = prop_oneof![
        4 => (0_i64..=4).prop_map(|bound| bound.to_string()),
        1 => Just("{ parameter = \"p\" }".to_owned()),
        1 => Just("{ parameter = \"q\" }".to_owned()),
    ];
    let word =
        prop_oneof![Just("at-least"), Just("at-most"), Just("above"), Just("below"), Just("is")];
    let number = (prop_oneof![Just("a"), Just("b"), Just("c")], word, bound)
        .prop_map(|(id, word, bound)| format!("{{ {id} = {{ {word} = {bound} }} }}"));
    let flag = any::<bool>().prop_map(|flag| format!("{{ f = {{ is = {flag} }} }}"));
    let leaf = prop_oneof![4 => number, 1 => flag];
    leaf.prop_recursive(3, 8, 3, |inner| {
        let join = prop_oneof![Just("all"), Just("any"), Just("none")];
        (join, proptest::collection::vec(inner, 1..4))
            .prop_map(|(join, list)| format!("{{ {join} = [{}] }}", list.join(", ")))
    })
}

/// A criterion as text, but for its head.
fn criterion(points: i64) -> impl Strategy<Value = String> {
    let step = (condition(), 0..=points);
    let steps = proptest::collection::vec(step, 1..4).prop_map(|steps| {
        let one =
            |(when, points): &(String, i64)| format!("  {{ when = {when}, points = {points} }},\n");
        format!("steps = [\n{}]\n", steps.iter().map(one).collect::<String>())
    });
    let holds = condition().prop_map(|when| format!("holds = {when}\n"));
    let bands = (1_i64..=6, 0..=points, 0..=points).prop_map(|(cut, low, high)| {
        format!(
            "bands = {{ of = \"b\", table = [{{ below = {cut}, points = {low} }}, \
             {{ from = {cut}, points = {high} }}] }}\n"
        )
    });
    let check = prop_oneof![2 => steps, 3 => holds, 1 => Just("score = { of = \"a\" }\n".to_owned()), 1 => bands];
    let applies = proptest::option::of((condition(), any::<bool>()));
    (check, applies, any::<bool>()).prop_map(|(check, applies, required)| {
        let applies = applies.map_or_else(String::new, |(when, full)| {
            let otherwise = if full { "full" } else { "exclude" };
            format!("applies = {when}\notherwise = \"{otherwise}\"\n")
        });
        format!("{check}{applies}required = {required}\n")
    })
}

/// A whole edition as text.
fn edition() -> impl Strategy<Value = String> {
    let criteria = prop_oneof![
        criterion(100).prop_map(|one| vec![(100, one)]),
        (criterion(60), criterion(40)).prop_map(|(one, two)| vec![(60, one), (40, two)]),
        (criterion(50), criterion(30), criterion(20)).prop_map(|(one, two, three)| vec![
            (50, one),
            (30, two),
            (20, three)
        ]),
    ];
    let floor = proptest::option::of(0_i64..=30);
    let applies = proptest::option::of(condition());
    let open = proptest::option::of((0_i64..=4, 0_i64..=4));
    let levels = proptest::option::of((0_i64..=4, 0_i64..=4, proptest::option::of(condition())));
    (criteria, 0_i64..=100, floor, applies, (0_i64..=5, 0_i64..=5), open, levels).prop_map(
        |(criteria, mark, floor, applies, (p, q), open, levels)| {
            let mut text = String::from(
                "[ruleset]\ntitle = \"vi-du\"\nname = \"V\"\nsubject = \"citizen\"\n\
                 reference = \"ví dụ\"\nauthority = \"A\"\nfrom = 2022-01-01\nperiod = \"year\"\n\
                 points = { total = 100, scale = 0 }\n",
            );
            text.extend(applies.map(|when| format!("applies = {when}\n")));
            text.push_str(&format!("[recognition]\npass-mark = {mark}\n"));
            text.extend(floor.map(|floor| format!("floor = {floor}\n")));
            text.push_str(&format!(
                "[parameter.p]\nname = \"P\"\nvalue = {p}\nreference = \"v\"\n"
            ));
            text.extend(open.map(|(below, above)| {
                let (min, max) = (p - below, p + above);
                format!("open = {{ to = [\"commune\"], min = {min}, max = {max} }}\n")
            }));
            text.push_str(&format!(
                "[parameter.q]\nname = \"Q\"\nvalue = {q}\nreference = \"v\"\n"
            ));
            for (index, (points, body)) in criteria.iter().enumerate() {
                text.push_str(&format!(
                    "[criterion.k{index}]\nname = \"K\"\npoints = {points}\n{body}"
                ));
            }
            if let Some((first, second, requires)) = levels {
                text.push_str(&format!(
                    "[level.1]\nname = \"1\"\nparameter.q = {{ value = {first} }}\n"
                ));
                text.push_str("[level.2]\nname = \"2\"\n");
                text.extend(requires.map(|when| format!("requires = {when}\n")));
                text.push_str(&format!("parameter.q = {{ value = {second} }}\n"));
            }
            text
        },
    )
}

/// The ruleset of a text, and what is proved of it.
fn proved(text: &str) -> (Ruleset, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let layers = Layers {
        indicators: vec![sources.add("indicators/citizen.toml", catalogue())],
        bases: vec![sources.add("base/vi-du/2022-01-01.toml", text)],
        ..Layers::default()
    };
    let (rules, said) = load(&sources, &layers, &places());
    assert!(!said.iter().any(Diagnostic::is_error), "{said:#?}\n{text}");
    let (rulesets, _) = rules.resolve(&"30958".into(), parse_date("2024-12-31").unwrap());
    let found = prove(&rules, &rulesets, &[], &sources);
    (rulesets.into_iter().next().unwrap(), found)
}

/// Whether a code was given with a message that holds all of some words.
fn said(found: &[Diagnostic], code: &str, words: &[&str]) -> bool {
    found
        .iter()
        .any(|item| item.code == code && words.iter().all(|word| item.message.contains(word)))
}

/// Whether a ruleset has an open term.
fn is_open(ruleset: &Ruleset) -> bool {
    ruleset.parameters.values().any(|parameter| parameter.open.is_some())
}

/// Whether nobody reaches a level.
fn nobody(ruleset: &Ruleset, level: usize, p: Option<Decimal>, all: &[Subject]) -> bool {
    let slow = Slow { ruleset, level, p };
    !all.iter().any(|subject| slow.reaches(subject))
}

/// How many levels to look at.
fn levels(ruleset: &Ruleset) -> std::ops::Range<usize> {
    0..ruleset.levels.len().max(1)
}

/// Who a ruleset judges by a criterion at some level, with the slow reader of that level.
fn judged<'r>(
    ruleset: &'r Ruleset,
    criterion: &'r Criterion,
    all: &'r [Subject],
) -> impl Iterator<Item = (Slow<'r>, &'r Subject)> {
    levels(ruleset).flat_map(move |level| {
        all.iter().filter_map(move |subject| {
            let slow = Slow { ruleset, level, p: None };
            let requires = ruleset.levels.get(level).and_then(|level| level.requires.as_ref());
            let requires = requires.is_none_or(|condition| slow.holds(condition, subject));
            (slow.about(subject) && requires && slow.applies(criterion, subject))
                .then_some((slow, subject))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_title_is_out_of_reach_where_every_subject_fails(text in edition()) {
        let (ruleset, found) = proved(&text);
        let all = everybody();
        prop_assert!(!said(&found, "R079", &[]), "{}", text);
        let none = nobody(&ruleset, 0, None, &all);
        prop_assert_eq!(said(&found, "R070", &[]), none, "{}\n{:#?}", text, found);
        if ruleset.levels.len() > 1 && !none {
            let none = nobody(&ruleset, 1, None, &all);
            prop_assert_eq!(said(&found, "R071", &[]), none, "{}\n{:#?}", text, found);
        }
        if said(&found, "R072", &[]) {
            let at = |level| Slow { ruleset: &ruleset, level, p: None };
            let lost = all.iter().find(|who| at(0).reaches(who) && !at(1).reaches(who));
            prop_assert!(lost.is_none(), "{}\n{:?}", text, lost);
        }
    }

    #[test]
    fn a_step_is_reached_where_some_subject_stops_at_it(text in edition()) {
        let (ruleset, found) = proved(&text);
        let all = everybody();
        for criterion in &ruleset.criteria {
            let Check::Steps(steps) = &criterion.check else { continue };
            let reached: BTreeSet<usize> = judged(&ruleset, criterion, &all)
                .filter_map(|(slow, subject)| slow.step(criterion, subject))
                .collect();
            for (index, step) in steps.iter().enumerate() {
                let when = &step.when;
                let (step, id) = (format!("step {} ", index + 1), format!("`{}`", criterion.id));
                let told = said(&found, "R065", &[&step, &id]);
                prop_assert!(!told || !reached.contains(&index), "{}\n{:#?}", text, found);
                let never = !all.iter().any(|subject| {
                    levels(&ruleset).any(|level| {
                        Slow { ruleset: &ruleset, level, p: None }
                            .holds(when, subject)
                    })
                });
                // What waits for an open term may be reached elsewhere; where nobody is judged at
                // all, that alone is told.
                let anybody = judged(&ruleset, criterion, &all).next().is_some();
                if anybody && !is_open(&ruleset) && !reached.contains(&index) && !never {
                    prop_assert!(told, "{} {}\n{}\n{:#?}", step, id, text, found);
                }
            }
        }
    }

    #[test]
    fn a_criterion_that_nobody_or_everybody_passes_is_one(text in edition()) {
        let (ruleset, found) = proved(&text);
        let all = everybody();
        for criterion in &ruleset.criteria {
            let id = format!("`{}`", criterion.id);
            let mut points = Vec::new();
            for (slow, subject) in judged(&ruleset, criterion, &all) {
                points.push((slow.points(criterion, subject), slow.floor(criterion)));
            }
            let pass = points.iter().any(|(points, floor)| points >= floor);
            if said(&found, "R069", &[&id]) {
                prop_assert!(!pass, "{}\n{:#?}", text, found);
            }
            let fail = points.iter().any(|(points, floor)| points < floor);
            let most = i64::from(criterion.points.unwrap());
            let less = points.iter().any(|(points, _)| *points < most);
            if said(&found, "R068", &[&id]) {
                prop_assert!(!less || (criterion.required && !fail), "{}\n{:#?}", text, found);
            }
        }
    }

    #[test]
    fn a_condition_that_is_told_of_is_the_same_for_everybody(text in edition()) {
        let (ruleset, found) = proved(&text);
        let all = everybody();
        for criterion in &ruleset.criteria {
            let mut conditions: Vec<&Condition> = criterion.applies.iter().collect();
            match &criterion.check {
                Check::Holds(condition) => conditions.push(condition),
                Check::Steps(steps) => conditions.extend(steps.iter().map(|step| &step.when)),
                _ => {}
            }
            let constant = |condition: &Condition| {
                let mut truths = levels(&ruleset).flat_map(|level| {
                    let slow = Slow { ruleset: &ruleset, level, p: None };
                    all.iter().map(move |who| slow.holds(condition, who)).collect::<Vec<_>>()
                });
                let first = truths.next().unwrap();
                truths.all(|truth| truth == first)
            };
            let told = said(&found, "R066", &[&format!("`{}`", criterion.id)]);
            let mut parts = Vec::new();
            conditions.iter().for_each(|condition| all_parts(condition, &mut parts));
            if told {
                prop_assert!(parts.iter().any(|part| constant(part)), "{}\n{:#?}", text, found);
            }
            if !is_open(&ruleset) && conditions.iter().any(|condition| constant(condition)) {
                prop_assert!(told, "{}\n{:#?}", text, found);
            }
        }
    }

    #[test]
    fn an_open_term_is_told_of_where_some_value_shuts_everybody_out(text in edition()) {
        let (ruleset, found) = proved(&text);
        let Some(open) = &ruleset.parameters[&"p".into()].open else { return Ok(()) };
        let all = everybody();
        let (min, max) = (open.min.unwrap().units, open.max.unwrap().units);
        let bad: Vec<bool> =
            (min..=max).map(|p| nobody(&ruleset, 0, Some(Decimal::integer(p)), &all)).collect();
        let here = nobody(&ruleset, 0, None, &all);
        let told = found.iter().find(|item| item.code == "R073" && item.message.contains("`p`"));
        if let Some(told) = told.filter(|item| item.notes[0].contains("be given")) {
            let value = told.notes[0].split([' ', ',']).nth(1).and_then(Decimal::parse).unwrap();
            prop_assert!(nobody(&ruleset, 0, Some(value), &all), "{}\n{:#?}", text, told);
            prop_assert!(!told.is_error() || bad.iter().all(|bad| *bad), "{}\n{:#?}", text, told);
        } else if !here {
            prop_assert!(told.is_some() || !bad.contains(&true), "{}\n{:#?}", text, found);
        }
    }
}

#[test]
fn rules_as_large_as_a_file_may_be_come_to_an_end() {
    let indicator = |id: i32| {
        format!(
            "[indicator.i{id}]\nsubject = \"citizen\"\nname = \"I\"\ntype = \"integer\"\n\
             range = [0, 100]\nreference = \"v\"\n"
        )
    };
    let indicators: String = (0..30).map(indicator).collect();
    let mut text = String::from(
        "[ruleset]\ntitle = \"vi-du\"\nname = \"V\"\nsubject = \"citizen\"\nreference = \"v\"\n\
         authority = \"A\"\nfrom = 2022-01-01\nperiod = \"year\"\n\
         points = { total = 80, scale = 0 }\n[recognition]\npass-mark = { parameter = \"p0\" }\n",
    );
    for id in 0..100 {
        text.push_str(&format!(
            "[parameter.p{id}]\nname = \"P\"\nvalue = 50\nreference = \"v\"\n\
             open = {{ to = [\"commune\"], min = 0, max = 70 }}\n"
        ));
    }
    for id in 0..80 {
        text.push_str(&format!("[criterion.k{id}]\nname = \"K\"\npoints = 1\nsteps = [\n"));
        for step in 0..25 {
            let (one, two) = ((id + step) % 30, (id * 7 + step * 3 + 1) % 30);
            text.push_str(&format!(
                "  {{ when = {{ i{one} = {{ at-least = {} }}, i{two} = {{ below = \
                 {{ parameter = \"p{}\" }} }} }}, points = 1 }},\n",
                step * 3 + 1,
                (id + step) % 100
            ));
        }
        text.push_str("]\n");
    }
    let mut sources = Sources::default();
    let layers = Layers {
        indicators: vec![sources.add("indicators/citizen.toml", indicators)],
        bases: vec![sources.add("base/vi-du/2022-01-01.toml", text)],
        ..Layers::default()
    };
    let (rules, said) = load(&sources, &layers, &places());
    assert!(!said.iter().any(Diagnostic::is_error), "{said:#?}");
    let (rulesets, _) = rules.resolve(&"30958".into(), parse_date("2024-12-31").unwrap());
    let found = prove(&rules, &rulesets, &[], &sources);
    assert!(found.iter().all(|item| !item.is_error()) && !found.is_empty(), "{found:#?}");
}

/// A condition and all its parts.
fn all_parts<'c>(condition: &'c Condition, parts: &mut Vec<&'c Condition>) {
    parts.push(condition);
    if let Condition::All(list) | Condition::Any(list) | Condition::None(list) = condition {
        list.iter().for_each(|item| all_parts(item, parts));
    }
}
