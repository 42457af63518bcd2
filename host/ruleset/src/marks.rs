//! Pass mark, floor and the values of parameters, held against what uses them.

use std::collections::BTreeMap;

use tieuchi_core::{Bound, Decimal, ParameterId, Recognition, Ruleset, Scalar};

use crate::{
    codes,
    conditions::{Expectation, Scope},
    document::edition::EditionDoc,
    edition::Term,
    parameters::check_uses,
    sink::Sink,
};

/// Pass mark and floor.
pub(crate) fn lower_recognition(
    doc: &EditionDoc,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Recognition {
    let head = doc.title.as_ref().map(|title| title.span.clone()).unwrap_or_default();
    match (&doc.points, &doc.pass_mark, &doc.floor) {
        (Some(_), None, _) => {
            let help = "add `pass-mark = …` under `[recognition]`, a number or a parameter";
            let message = "ruleset with points has no `pass-mark`";
            sink.push(sink.at(codes::MISSING_KEY, message, &head, "not said").help(help));
        }
        (None, Some(mark), _) | (None, None, Some(mark)) => {
            let message = "recognition asks for points in a ruleset without points";
            let label = "there are no points";
            sink.push(sink.at(codes::POINTS_MISPLACED, message, &mark.span, label));
        }
        _ => {}
    }
    let mut bound = |operand: &Option<_>, what: &str| {
        operand.as_ref().and_then(|operand| scope.number(operand, what, sink))
    };
    Recognition { pass_mark: bound(&doc.pass_mark, "pass mark"), floor: bound(&doc.floor, "floor") }
}

/// Holds the values of parameters against their uses, and the marks against the total.
pub(crate) fn check_values(
    base: &Ruleset,
    terms: &BTreeMap<ParameterId, Term>,
    expects: &[Expectation],
    doc: &EditionDoc,
    sink: &mut Sink,
) {
    for (id, term) in terms {
        let value = base.parameters.get(id).and_then(|parameter| parameter.value.as_ref());
        if let (Some(value), Some(span)) = (value, &term.value_span) {
            check_uses(id, value, span, expects, sink);
        }
        for item in term.bounds.iter().flat_map(|bounds| bounds.one_of.iter().flatten()) {
            check_uses(id, item, &term.span, expects, sink);
        }
    }
    for (id, value, _) in doc.levels.iter().flat_map(|level| &level.values) {
        if let Some(value) = value {
            let scalar = value.value.scalar();
            check_uses(&ParameterId::new(&id.value), &scalar, &value.span, expects, sink);
        }
    }
    let marks = [("pass mark", &doc.pass_mark), ("floor", &doc.floor)];
    for ((what, operand), bound) in
        marks.into_iter().zip([&base.recognition.pass_mark, &base.recognition.floor])
    {
        let (Some(operand), Some(bound)) = (operand, bound) else { continue };
        if let Some(wrong) = mark_beyond(base, bound) {
            let message = format!("{what} of {wrong} cannot be");
            let total = base.points_total.unwrap_or(0);
            let total = Decimal { units: total.into(), scale: base.points_scale };
            let label = format!("must be 0 to the total of {total}");
            sink.push(sink.at(codes::MARK, message, &operand.span, label));
        }
    }
}

/// The value of a mark, at any level, that is below 0 or above the total.
pub(crate) fn mark_beyond(ruleset: &Ruleset, bound: &Bound) -> Option<Decimal> {
    let total = Decimal { units: ruleset.points_total?.into(), scale: ruleset.points_scale };
    let values: Vec<&Scalar> = match bound {
        Bound::Literal(scalar) => vec![scalar],
        Bound::Parameter(id) => {
            let at_levels =
                ruleset.levels.iter().filter_map(|level| level.values.get(id)?.as_ref());
            let own = ruleset.parameters.get(id).and_then(|parameter| parameter.value.as_ref());
            own.into_iter().chain(at_levels).collect()
        }
    };
    values.into_iter().find_map(|value| match value {
        Scalar::Number(number) if !(Decimal::integer(0)..=total).contains(number) => Some(*number),
        _ => None,
    })
}
