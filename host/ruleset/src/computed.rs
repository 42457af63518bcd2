//! Computed indicators as meant: inputs looked up, results held against the declared type.

use std::collections::BTreeSet;

use tieuchi_core::{Compute, IndicatorId, Kind, ValueType};

use crate::{
    codes,
    conditions::{Scope, each_indicator, lower},
    document::{
        condition::ConditionDoc,
        indicator::{Aggregate, ComputeDoc, Function},
    },
    known::{Known, KnownIndicator},
    sink::{At, Sink},
};

/// How an indicator is computed; none, reported, where it cannot be.
pub(crate) fn lower_compute(
    doc: &At<ComputeDoc>,
    kind: Kind,
    own: &ValueType,
    known: &Known,
    sink: &mut Sink,
) -> Option<Compute> {
    match &doc.value {
        ComputeDoc::Of(function, inputs) => {
            lower_function(*function, inputs, doc, kind, own, known, sink)
        }
        ComputeDoc::Over { function, over, of, filter, having } => {
            let parts = (of.as_ref(), filter.as_ref(), having.as_ref());
            lower_aggregate(*function, over, parts, doc, kind, own, known, sink)
        }
        ComputeDoc::Streak(title) => {
            expect_type(own, &integer(), doc, sink)?;
            let (title_id, found) = known.title(title, sink)?;
            same_kind(title, found.kind, kind, sink)?;
            Some(Compute::Streak { title: title_id })
        }
        ComputeDoc::HeldMonths(title, level) => {
            expect_type(own, &integer(), doc, sink)?;
            let (title_id, found) = known.title(title, sink)?;
            same_kind(title, found.kind, kind, sink)?;
            let levels = found.levels.max(1);
            let number = level.as_ref().map_or(1, |level| level.value);
            if let Some(level) = level.as_ref().filter(|level| !(1..=levels).contains(&level.value))
            {
                let message = format!("title `{title_id}` has no level {}", level.value);
                let label = format!("its levels are 1 to {levels}");
                sink.push(sink.at(codes::COMPUTE_TYPE, message, &level.span, label));
                return None;
            }
            Some(Compute::HeldMonths { title: title_id, level: number })
        }
    }
}

/// The type of whole numbers, for [`expect_type`].
const fn integer() -> ValueType {
    ValueType::Number { scale: 0, min: 0, max: 0 }
}

/// Reports a result of another type than the indicator's; ranges and factors are the indicator's
/// own matter.
fn expect_type(
    own: &ValueType,
    result: &ValueType,
    doc: &At<ComputeDoc>,
    sink: &mut Sink,
) -> Option<()> {
    let same = match (own, result) {
        (ValueType::Number { scale, .. }, ValueType::Number { scale: other, .. }) => scale == other,
        (ValueType::Ratio { .. }, ValueType::Ratio { .. }) => true,
        _ => false,
    };
    if !same {
        let wanted = match result {
            ValueType::Ratio { .. } => "`percent` or `ratio`".to_owned(),
            ValueType::Number { scale: 0, .. } => "`integer`".to_owned(),
            other => format!("`decimal` with `scale = {}`", other.scale()),
        };
        let message = format!("the {} cannot hold what is computed", own.as_str());
        let label = format!("gives {wanted}");
        let help = format!("set `type` to {wanted}");
        sink.push(sink.at(codes::COMPUTE_TYPE, message, &doc.span, label).help(help));
        return None;
    }
    Some(())
}

/// Reports a title of another kind than the indicator's.
fn same_kind(title: &At<String>, of: Kind, kind: Kind, sink: &mut Sink) -> Option<()> {
    if of != kind {
        let message = format!("title `{}` is given to a {of}, not to a {kind}", title.value);
        sink.push(sink.at(codes::COMPUTE_TYPE, message, &title.span, format!("of {of}")));
        return None;
    }
    Some(())
}

/// A function of the subject's own indicators.
fn lower_function(
    function: Function,
    inputs: &[At<String>],
    doc: &At<ComputeDoc>,
    kind: Kind,
    own: &ValueType,
    known: &Known,
    sink: &mut Sink,
) -> Option<Compute> {
    let mut scope = Scope::new(known, kind, None);
    let found: Vec<_> =
        inputs.iter().filter_map(|input| Some((input, scope.indicator(input, sink)?))).collect();
    if found.len() < inputs.len() {
        return None;
    }
    let (_, first) = *found.first()?;
    if function == Function::Age {
        if first.value_type != ValueType::Date {
            return wrong_input(found[0], "a date", sink);
        }
        expect_type(own, &integer(), doc, sink)?;
        return Some(Compute::Age { of: IndicatorId::new(&inputs[0].value) });
    }
    for input in &found {
        if !matches!(input.1.value_type, ValueType::Number { .. }) {
            return wrong_input(*input, "an integer or a decimal", sink);
        }
        if input.1.value_type.scale() != first.value_type.scale() {
            let wanted = format!("a number of scale {}", first.value_type.scale());
            return wrong_input(*input, &wanted, sink);
        }
    }
    let ratio = ValueType::Ratio { factor: 1 };
    let result = if function == Function::Ratio { &ratio } else { &first.value_type };
    expect_type(own, result, doc, sink)?;
    let ids: Vec<_> = inputs.iter().map(|input| IndicatorId::new(&input.value)).collect();
    Some(match function {
        Function::Age => return None,
        Function::Sum => Compute::Sum(ids),
        Function::Least => Compute::Least(ids),
        Function::Greatest => Compute::Greatest(ids),
        Function::Difference => Compute::Difference(ids.first()?.clone(), ids.get(1)?.clone()),
        Function::Ratio => Compute::Ratio(ids.first()?.clone(), ids.get(1)?.clone()),
    })
}

/// Reports an input of the wrong type.
fn wrong_input<T>(
    (input, found): (&At<String>, &KnownIndicator),
    wanted: &str,
    sink: &mut Sink,
) -> Option<T> {
    let message = format!("indicator `{}` is not {wanted}", input.value);
    let label = format!("is of type {}", found.value_type.as_str());
    let wrong = sink.at(codes::COMPUTE_TYPE, message, &input.span, label);
    sink.push(wrong.label(found.source, found.span.clone(), "declared here"));
    None
}

/// What an aggregate is over: `of`, `where`, `having`.
type Parts<'a> = (Option<&'a At<String>>, Option<&'a ConditionDoc>, Option<&'a ConditionDoc>);

/// A function over members.
#[expect(clippy::too_many_arguments, reason = "one call, and each is a part of one line of a file")]
fn lower_aggregate(
    function: Aggregate,
    over: &At<Kind>,
    (of, filter, having): Parts<'_>,
    doc: &At<ComputeDoc>,
    kind: Kind,
    own: &ValueType,
    known: &Known,
    sink: &mut Sink,
) -> Option<Compute> {
    if !kind.has_members(over.value) {
        let message = format!("a {kind} has no members of kind {}", over.value);
        let members = Kind::ALL.into_iter().filter(|member| kind.has_members(*member));
        let members = members.map(|member| format!("`{member}`")).collect::<Vec<_>>().join(", ");
        let label =
            if members.is_empty() { "has no members".to_owned() } else { format!("has {members}") };
        sink.push(sink.at(codes::NO_MEMBERS, message, &over.span, label));
        return None;
    }
    let over = over.value;
    let mut scope = Scope::new(known, over, None);
    let filter = filter.map(|filter| lower(filter, &mut scope, sink));
    let having = having.map(|having| lower(having, &mut scope, sink));
    let ratio = ValueType::Ratio { factor: 1 };
    let of = match of {
        None => None,
        Some(of) => {
            let found = scope.indicator(of, sink)?;
            if !matches!(found.value_type, ValueType::Number { .. }) {
                return wrong_input((of, found), "an integer or a decimal", sink);
            }
            Some((IndicatorId::new(&of.value), found.value_type.clone()))
        }
    };
    Some(match (function, of) {
        (Aggregate::Count, _) => {
            expect_type(own, &integer(), doc, sink)?;
            Compute::Count { over, filter }
        }
        (Aggregate::Share, _) => {
            expect_type(own, &ratio, doc, sink)?;
            Compute::Share { over, filter, having: having? }
        }
        (Aggregate::Total, of) => {
            let (of, value_type) = of?;
            expect_type(own, &value_type, doc, sink)?;
            Compute::Total { over, of, filter }
        }
        (Aggregate::Mean, of) => {
            expect_type(own, &ratio, doc, sink)?;
            Compute::Mean { over, of: of?.0, filter }
        }
    })
}

/// The indicators that one is computed from.
pub(crate) fn inputs(compute: &Compute, kind: Kind) -> BTreeSet<(Kind, IndicatorId)> {
    let mut inputs = BTreeSet::new();
    let mut conditions = Vec::new();
    let over = compute.over().unwrap_or(kind);
    match compute {
        Compute::Age { of } => {
            inputs.insert((kind, of.clone()));
        }
        Compute::Sum(ids) | Compute::Least(ids) | Compute::Greatest(ids) => {
            inputs.extend(ids.iter().map(|id| (kind, id.clone())));
        }
        Compute::Difference(first, second) | Compute::Ratio(first, second) => {
            inputs.extend([first, second].map(|id| (kind, id.clone())));
        }
        Compute::Count { over: _, filter } => conditions.extend(filter),
        Compute::Share { over: _, filter, having } => {
            conditions.extend(filter);
            conditions.push(having);
        }
        Compute::Total { over: _, of, filter } | Compute::Mean { over: _, of, filter } => {
            inputs.insert((over, of.clone()));
            conditions.extend(filter);
        }
        Compute::Streak { title: _ } | Compute::HeldMonths { title: _, level: _ } => {}
    }
    for condition in conditions {
        each_indicator(condition, &mut |id| {
            inputs.insert((over, id.clone()));
        });
    }
    inputs
}
