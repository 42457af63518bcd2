//! Whether points sum to the total, in a base and in a resolved ruleset.

use std::collections::BTreeMap;

use tieuchi_core::{CriterionId, Decimal, Ruleset};

use crate::{
    codes,
    document::{criterion::Home, edition::EditionDoc},
    edition::Term,
    sink::Sink,
};

/// The sum of the points of all criteria in units; a removed criterion counts: it is one that
/// applies to nobody.
pub(crate) fn sum(ruleset: &Ruleset) -> i64 {
    ruleset.criteria.iter().filter_map(|criterion| criterion.points).map(i64::from).sum()
}

/// Units of points for people.
pub(crate) fn points_text(ruleset: &Ruleset, units: i64) -> String {
    Decimal { units, scale: ruleset.points_scale }.to_string()
}

/// Reports a base whose points cannot sum to the total, whatever overlays say.
pub(crate) fn check_sum(
    base: &Ruleset,
    terms: &BTreeMap<CriterionId, Term>,
    doc: &EditionDoc,
    home: Home,
    sink: &mut Sink,
) {
    let (Some(total), Some(points)) = (base.points_total, &doc.points) else { return };
    if total <= 0 {
        let message = "total of points must be above 0";
        sink.push(sink.at(codes::POINTS_LIMIT, message, &points.total.span, "nothing to earn"));
        return;
    }
    if sink.failed() {
        return;
    }
    let sum = sum(base);
    let (mut least, mut most) = (sum, sum);
    if home == Home::Edition {
        for criterion in &base.criteria {
            let Some(own) = criterion.points.map(i64::from) else { continue };
            let Some(bounds) = terms.get(&criterion.id).and_then(|term| term.bounds.as_ref())
            else {
                continue;
            };
            let clamp = |bound: i128| i64::try_from(bound.clamp(0, total.into())).unwrap_or(0);
            let units = |bound: Decimal| clamp(bound.bracket(base.points_scale).0);
            least -= own - bounds.min.map_or(0, units).min(own);
            most += bounds.max.map_or(total.into(), units).max(own) - own;
        }
        most += base.slots.values().map(|slot| i64::from(slot.points)).sum::<i64>();
    }
    let total = i64::from(total);
    if (least..=most).contains(&total) {
        return;
    }
    let message = format!("points do not sum to the total of {}", points_text(base, total));
    let label = format!("the criteria sum to {}", points_text(base, sum));
    let mut wrong = sink.at(codes::POINTS_SUM, message, &points.total.span, label);
    if least != most {
        let (least, most) = (points_text(base, least), points_text(base, most));
        wrong = wrong.note(format!("with open points and slots they can sum to {least} to {most}"));
    }
    sink.push(wrong);
}
