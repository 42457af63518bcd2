//! Criteria as meant: one check each, points in the ruleset's units.

use std::collections::BTreeMap;

use tieuchi_core::{
    Check, Condition, Criterion, CriterionId, Decimal, GroupId, Origin, Otherwise, SlotId,
};

use crate::{
    checks::lower_check,
    codes,
    conditions::{Scope, lower},
    document::criterion::{CriterionDoc, check_words},
    sink::{At, Sink},
    words::suggestion_or_list,
};

/// What a criterion must know of its ruleset.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    /// Digits of points; none in a ruleset without points.
    pub(crate) scale: Option<u8>,
    /// The sum of all points, in units; none where there is none or it could not be read.
    pub(crate) total: Option<i32>,
    /// Groups.
    pub(crate) groups: &'a BTreeMap<GroupId, String>,
    /// The first link of the origins of points; the span and the value are the criterion's own.
    pub(crate) origin: Origin,
    /// The paper of criteria that name none.
    pub(crate) reference: &'a str,
}

/// A number of points in units, or a report.
pub(crate) fn units(points: &At<Decimal>, scale: u8, sink: &mut Sink) -> Option<i32> {
    let units = points.value.exact_units(scale).and_then(|units| i32::try_from(units).ok());
    if units.is_none() {
        let message = "points cannot be kept exactly";
        let label = format!("the ruleset keeps {scale} digits after the point");
        let help = "write fewer digits, or raise `scale` in `points` of the ruleset";
        sink.push(sink.at(codes::INEXACT, message, &points.span, label).help(help));
    }
    units
}

/// A criterion as meant; what is wrong is reported, and something harmless stands in its place.
pub(crate) fn lower_criterion(
    doc: &CriterionDoc,
    frame: &Frame<'_>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Criterion {
    let points = lower_points(doc, frame, sink);
    let check = single_check(doc, points.as_ref(), frame, scope, sink);
    let applies = doc.applies.as_ref().map(|applies| lower(&applies.value, scope, sink));
    check_otherwise(doc, sink);
    let group = doc.group.as_ref().map(|group| lower_group(group, frame, sink));
    let value = doc.points.as_ref().and_then(|points| points.value.as_ref());
    let origin = Origin {
        span: value.map_or_else(|| doc.id.span.clone(), |value| value.span.clone()),
        value: value.map_or_else(String::new, |value| value.value.to_string()),
        basis: doc.reference.as_ref().map_or(frame.origin.basis.clone(), |text| text.value.clone()),
        ..frame.origin.clone()
    };
    let text = |text: &Option<At<String>>, default: &str| {
        text.as_ref().map_or_else(|| default.to_owned(), |text| text.value.clone())
    };
    Criterion {
        id: CriterionId::new(&doc.id.value),
        group,
        name: text(&doc.name, ""),
        reference: text(&doc.reference, frame.reference),
        points: points.map(|points| points.value),
        check,
        applies,
        otherwise: doc.otherwise.as_ref().map_or(Otherwise::Exclude, |word| word.value),
        required: doc.required.as_ref().map_or(doc.points.is_none(), |flag| flag.value),
        optional: doc.optional.as_ref().is_some_and(|flag| flag.value),
        removed: doc.removed.as_ref().is_some_and(|flag| flag.value),
        slot: doc.slot.as_ref().map(|slot| SlotId::new(&slot.value)),
        origins: vec![origin],
        source: sink.source,
        span: doc.id.span.clone(),
    }
}

/// The points of a criterion.
fn lower_points(doc: &CriterionDoc, frame: &Frame<'_>, sink: &mut Sink) -> Option<At<i32>> {
    let points = doc.points.as_ref()?;
    let value = points.value.as_ref()?;
    let Some(scale) = frame.scale else {
        let message =
            format!("criterion `{}` has points in a ruleset without points", doc.id.value);
        let help = "remove `points`, or say `points = { total = …, scale = 0 }` in `[ruleset]`";
        let label = "nothing to sum up to";
        sink.push(sink.at(codes::POINTS_MISPLACED, message, &points.span, label).help(help));
        return None;
    };
    let units = units(value, scale, sink)?;
    if units <= 0 || frame.total.is_some_and(|total| units > total) {
        let message = format!("points of criterion `{}` are outside their limits", doc.id.value);
        let label = frame.total.map_or_else(
            || "must be above 0".to_owned(),
            |total| {
                let total = Decimal { units: total.into(), scale };
                format!("must be above 0 and at most the total of {total}")
            },
        );
        sink.push(sink.at(codes::POINTS_LIMIT, message, &value.span, label));
    }
    Some(At::new(units, value.span.clone()))
}

/// The one check of a criterion.
fn single_check(
    doc: &CriterionDoc,
    points: Option<&At<i32>>,
    frame: &Frame<'_>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Check {
    let id = &doc.id.value;
    if let [first, second, ..] = doc.check_keys.as_slice() {
        let message = format!("criterion `{id}` has {} checks", doc.check_keys.len());
        let several = sink.at(codes::ONE_CHECK, message, &second.span, "one too many");
        let several = several.label(sink.source, first.span.clone(), "is a check, too");
        sink.push(several.help(format!("keep one of `{}` and `{}`", first.value, second.value)));
    } else if doc.check_keys.is_empty() {
        let message = format!("criterion `{id}` has no check");
        let help = format!("add one of {}", check_words());
        let label = "how is it judged?";
        sink.push(sink.at(codes::ONE_CHECK, message, &doc.id.span, label).help(help));
    }
    let checks = doc.checks.iter().map(|check| lower_check(check, doc, points, frame, scope, sink));
    let first = checks.collect::<Vec<_>>().into_iter().next().flatten();
    first.unwrap_or(Check::Holds(Condition::All(Vec::new())))
}

/// Reports a criterion that may not apply and does not say what then.
fn check_otherwise(doc: &CriterionDoc, sink: &mut Sink) {
    let optional = doc.optional.as_ref().filter(|optional| optional.value);
    let reason = match (&doc.applies, optional) {
        _ if doc.otherwise.is_some() => return,
        (Some(applies), _) => (applies.span.clone(), "does not apply to everybody"),
        (None, Some(optional)) => (optional.span.clone(), "may be removed"),
        (None, None) => return,
    };
    let message = format!("criterion `{}` does not say what becomes of its points", doc.id.value);
    let help = "add `otherwise = \"exclude\"` (out of the total) or `otherwise = \"full\"`";
    sink.push(sink.at(codes::NO_OTHERWISE, message, &reason.0, reason.1).help(help));
}

/// The group of a criterion.
fn lower_group(group: &At<String>, frame: &Frame<'_>, sink: &mut Sink) -> GroupId {
    let id = GroupId::new(&group.value);
    if !frame.groups.contains_key(&id) {
        let message = format!("unknown group `{}`", group.value.escape_debug());
        let names = frame.groups.keys().map(GroupId::as_str);
        let help = suggestion_or_list(&group.value, names, "groups");
        sink.push(sink.at(codes::UNKNOWN_GROUP, message, &group.span, "not declared").help(help));
    }
    id
}
