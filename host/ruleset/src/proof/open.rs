//! What can be proved of open terms: whether every value that a base leaves open can be lived with.

use std::collections::BTreeSet;

use tieuchi_core::{
    Bound, Check, Condition, Decimal, Diagnostic, IndicatorId, Open, Parameter, ParameterId,
    Scalar, Test,
};

use crate::{
    bounds::text,
    codes,
    proof::{
        cond::Cond,
        item::{Item, Stage, constants, stage},
        prover::{Prover, bounds_of, levels, origin},
        spans::labelled,
        title::{first_impossible, unproved, what_cannot},
        unused::parameters_read,
    },
};

/// The most values of one open term that are tried.
const VALUES_MAX: usize = 200;

/// The most parts of conditions that are tried in one ruleset, over all values of all terms.
const WORK_MAX: u64 = 1_000_000;

/// Reports open parameters of which some allowed value, or every one, keeps everybody from a level.
pub(crate) fn prove_open_terms(prover: &mut Prover<'_, '_>) {
    let ruleset = prover.ruleset;
    let here = first_impossible(&prover.stages, prover.space, ruleset.points_scale);
    let read = parameters_read(ruleset, std::iter::empty());
    let conditions = prover.stages.iter().flat_map(|stage| &stage.items);
    let conditions = conditions.flat_map(Item::conditions);
    let size = conditions.map(Cond::size).sum::<u64>().max(1);
    let mut work = WORK_MAX;
    for (id, parameter) in ruleset.parameters.iter().filter(|(id, _)| read.contains(id)) {
        let Some(open) = &parameter.open else { continue };
        let (values, all) = values(prover, id, open);
        let Some(left) = work.checked_sub(size.saturating_mul(values.len() as u64)) else {
            let unproved = unproved(prover, "opens too many terms at once");
            return prover.tell(unproved);
        };
        work = left;
        let (mut bad, mut good) = (Vec::new(), Vec::new());
        for value in values {
            let stages = stages_with(prover, id, &value);
            match first_impossible(&stages, prover.space, ruleset.points_scale) {
                // What cannot be here anyway is told of the title.
                Some(at) if here.is_none_or(|here| at < here) => bad.push((value, at)),
                _ => good.push(value),
            }
        }
        let Some((value, at)) = bad.iter().min_by_key(|(value, _)| digits(value)) else { continue };
        let good = good.iter().min_by_key(|value| digits(value));
        let wrong = tell(prover, parameter, (value, *at), good, all);
        prover.tell(wrong);
    }
}

/// The digits after the point: people understand a witness with few of them.
fn digits(value: &Scalar) -> u8 {
    match value {
        Scalar::Number(number) => (0..number.scale)
            .find(|scale| number.exact_units(*scale).is_some())
            .unwrap_or(number.scale),
        _ => 0,
    }
}

/// An open term with values that cannot be met.
fn tell(
    prover: &mut Prover<'_, '_>,
    parameter: &Parameter,
    (value, at): (&Scalar, usize),
    good: Option<&Scalar>,
    all: bool,
) -> Diagnostic {
    let id = &parameter.id;
    let (value, consequence) = (text(value), what_cannot(prover, at));
    let wrong = match good {
        None if all => {
            let message = format!("no value that `{id}` is open to can be met");
            Diagnostic::error(codes::OPEN_TERM, message)
        }
        _ => {
            let message = format!("`{id}` is open to a value that nobody can meet: {value}");
            Diagnostic::warning(codes::OPEN_TERM, message)
        }
    };
    let source = prover.ruleset.source;
    let docs = &prover.spans.edition(source).parameters;
    let doc = docs.iter().find(|doc| doc.id.value == id.as_str());
    let span = doc.and_then(|doc| doc.open.as_ref()).map(|open| open.span.clone());
    let wrong = match (span, origin(Some(parameter))) {
        (None, Some((source, span))) => wrong.label(source, span, "open here"),
        (span, _) => labelled(wrong, source, span, "open here"),
    };
    let narrowed = parameter.origins.iter().filter(|origin| origin.value.starts_with("within "));
    let wrong = narrowed.fold(wrong, |wrong, origin| {
        wrong.label(origin.source, origin.span.clone(), "narrowed here")
    });
    let wrong = wrong.note(format!("with {value}, {consequence}"));
    match good {
        Some(good) => wrong
            .note(format!("with {}, somebody can", text(good)))
            .help("narrow its bounds to values that can be met"),
        None => wrong.help("open it to values that can be met"),
    }
}

/// The ruleset at each level with another own value of a parameter.
fn stages_with<'p>(prover: &Prover<'p, '_>, id: &ParameterId, value: &Scalar) -> Vec<Stage<'p>> {
    let constants = |level: Option<&tieuchi_core::Level>| {
        let mut constants = constants(prover.ruleset, level);
        if level.is_none_or(|level| !level.values.contains_key(id)) {
            constants.insert(id.clone(), value.clone());
        }
        constants
    };
    let levels = levels(prover.ruleset);
    let first = levels.first().copied().map(constants).unwrap_or_default();
    let one = |level: Option<&tieuchi_core::Level>| {
        stage(prover.ruleset, level, &constants(level), &first, prover.space)
    };
    levels.into_iter().map(one).collect()
}

/// Values to try, and whether they stand for all that are allowed: the ends, and both sides of
/// everything that the same indicators are held against.
fn values(prover: &Prover<'_, '_>, id: &ParameterId, open: &Open) -> (Vec<Scalar>, bool) {
    let inside = |number: &Decimal| {
        open.min.is_none_or(|min| min <= *number) && open.max.is_none_or(|max| *number <= max)
    };
    if !open.one_of.is_empty() {
        let listed = open.one_of.iter().filter(|value| match value {
            Scalar::Number(number) => inside(number),
            _ => open.min.is_none() && open.max.is_none(),
        });
        return (listed.take(VALUES_MAX).cloned().collect(), open.one_of.len() <= VALUES_MAX);
    }
    let Some(mut numbers) = critical(prover, id) else { return (Vec::new(), false) };
    numbers.extend(open.min.into_iter().chain(open.max));
    numbers.retain(inside);
    let all = numbers.len() <= VALUES_MAX && !numbers.is_empty();
    (numbers.into_iter().take(VALUES_MAX).map(Scalar::Number).collect(), all)
}

/// The numbers at which the answer may change with a parameter; none where it is no number.
fn critical(prover: &Prover<'_, '_>, id: &ParameterId) -> Option<BTreeSet<Decimal>> {
    let ruleset = prover.ruleset;
    let mut conditions: Vec<&Condition> = ruleset.applies.iter().collect();
    conditions.extend(ruleset.levels.iter().filter_map(|level| level.requires.as_ref()));
    let mut numbers = BTreeSet::from([Decimal::integer(0)]);
    for criterion in ruleset.criteria.iter().filter(|criterion| !criterion.removed) {
        conditions.extend(&criterion.applies);
        match &criterion.check {
            Check::Holds(condition) => conditions.push(condition),
            Check::Steps(steps) => conditions.extend(steps.iter().map(|step| &step.when)),
            _ => {}
        }
    }
    let mut tests = Vec::new();
    conditions.iter().for_each(|condition| leaves(condition, &mut tests));
    let reads =
        |test: &Test| bounds_of(test).iter().any(|bound| **bound == Bound::Parameter(id.clone()));
    let held: BTreeSet<&IndicatorId> =
        tests.iter().filter(|(_, test)| reads(test)).map(|(indicator, _)| *indicator).collect();
    for indicator in &held {
        let (_, value_type) = prover.space.var(indicator)?;
        let scale = value_type.scale();
        match value_type {
            tieuchi_core::ValueType::Number { min, max, .. } => {
                around(Decimal { units: *min, scale }, scale, &mut numbers);
                around(Decimal { units: *max, scale }, scale, &mut numbers);
            }
            tieuchi_core::ValueType::Ratio { factor } => {
                around(Decimal::integer(*factor), 0, &mut numbers);
            }
            _ => return None,
        }
        for (_, test) in tests.iter().filter(|(of, _)| of == indicator) {
            for bound in bounds_of(test) {
                let constants: Vec<&Scalar> = match bound {
                    Bound::Literal(scalar) => vec![scalar],
                    Bound::Parameter(other) => {
                        let at = ruleset.levels.iter();
                        let at = at.filter_map(|level| level.values.get(other)?.as_ref());
                        let own = ruleset.parameters.get(other);
                        at.chain(own.and_then(|found| found.value.as_ref())).collect()
                    }
                };
                for scalar in constants {
                    if let Scalar::Number(number) = scalar {
                        around(*number, scale, &mut numbers);
                    }
                }
            }
        }
    }
    let mark = ruleset
        .points_total
        .map(|units| Decimal { units: units.into(), scale: ruleset.points_scale });
    numbers.extend(mark);
    Some(numbers)
}

/// A number and its neighbours at a scale, and at the finest that there is.
fn around(number: Decimal, scale: u8, numbers: &mut BTreeSet<Decimal>) {
    for scale in [scale, Decimal::SCALE_MAX] {
        if let Some(units) = number.exact_units(scale) {
            let beside = [-1, 0, 1].into_iter().filter_map(|by| units.checked_add(by));
            numbers.extend(beside.map(|units| Decimal { units, scale }));
        }
    }
}

/// The comparisons of a condition.
fn leaves<'c>(condition: &'c Condition, found: &mut Vec<(&'c IndicatorId, &'c Test)>) {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::None(list) => {
            list.iter().for_each(|item| leaves(item, found));
        }
        Condition::Compare { indicator, test } => found.push((indicator, test)),
        Condition::Present { .. } => {}
    }
}
