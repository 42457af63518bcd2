//! Local criteria: what an overlay adds in a slot of its base.

use tieuchi_core::{CriterionId, Origin, SlotId, Tier};

use crate::{
    codes,
    conditions::Scope,
    criteria::{Frame, lower_criterion},
    document::criterion::CriterionDoc,
    edition::Edition,
    known::Known,
    overlay::Local,
    sink::{At, Sink},
    slots::unknown_slot,
    sums::points_text,
    terms::unknown_term,
};

/// A local criterion as meant; none where it cannot be one.
pub(crate) fn lower_local(
    doc: &CriterionDoc,
    edition: &Edition,
    tier: Tier,
    head: &Origin,
    known: &Known,
    sink: &mut Sink,
) -> Option<Local> {
    let id = &doc.id;
    let source = edition.base.source;
    if let Some(term) = edition.points.get(&CriterionId::new(&id.value)) {
        let message = format!("id of local criterion `{}` is taken", id.value);
        let wrong = sink.at(codes::ID_TAKEN, message, &id.span, "stands in a slot");
        let wrong = wrong.label(source, term.span.clone(), "the base has it already");
        sink.push(wrong.help("choose another id"));
        return None;
    }
    let Some(slot) = &doc.slot else {
        if doc.name.is_none() && doc.check_keys.is_empty() {
            unknown_term(id, "criterion", edition, tier, sink);
        } else {
            let message = format!("local criterion `{}` stands in no slot", id.value);
            let slots = edition.slots.keys().map(|slot| format!("`slot = \"{slot}\"`"));
            let slots = slots.collect::<Vec<_>>().join(" or ");
            let help = if slots.is_empty() {
                "the base has no slot for local criteria".to_owned()
            } else {
                format!("add {slots}")
            };
            let label = "not in the base, and without `slot`";
            sink.push(sink.at(codes::NO_SLOT, message, &id.span, label).help(help));
        }
        return None;
    };
    check_slot(slot, doc, edition, tier, sink)?;
    if let Some(removed) = &doc.removed {
        let message = format!("local criterion `{}` cannot be removed", id.value);
        let wrong = sink.at(codes::NOT_OPTIONAL, message, &removed.span, "is its own");
        sink.push(wrong.help("remove the whole criterion from the overlay"));
    }
    if doc.name.is_none() {
        let message = format!("criterion `{}` has no `name`", id.value);
        let help = "add `name = \"…\"`";
        sink.push(sink.at(codes::MISSING_KEY, message, &id.span, "not said").help(help));
    }
    if edition.base.points_total.is_some() && doc.points.as_ref().is_none_or(|p| p.value.is_none())
    {
        let message = format!("local criterion `{}` has no points", id.value);
        let help = "add `points = …`, within the points of its slot";
        let label = "the ruleset gives points";
        sink.push(sink.at(codes::POINTS_MISPLACED, message, &id.span, label).help(help));
    }
    let parameters = edition.parameter_ids();
    let mut scope = Scope::new(known, edition.base.kind, Some(&parameters));
    let frame = Frame {
        scale: edition.base.points_total.map(|_| edition.base.points_scale),
        total: edition.base.points_total,
        groups: &edition.groups,
        origin: head.clone(),
        reference: &head.basis,
    };
    let criterion = lower_criterion(doc, &frame, &mut scope, sink);
    let value = doc.points.as_ref().and_then(|points| points.value.as_ref());
    let points_span = value.map_or_else(|| id.span.clone(), |value| value.span.clone());
    check_parameters(&scope, edition, sink);
    Some(Local { criterion, points_span, uses: scope.uses })
}

/// Reports a slot that is not there, is not open to the tier, or is too small.
fn check_slot(
    slot: &At<String>,
    doc: &CriterionDoc,
    edition: &Edition,
    tier: Tier,
    sink: &mut Sink,
) -> Option<()> {
    let id = SlotId::new(&slot.value);
    let Some(found) = edition.base.slots.get(&id) else {
        unknown_slot(slot, edition.slots.keys(), sink);
        return None;
    };
    let declared = edition.slots.get(&id).cloned().unwrap_or_default();
    let source = edition.base.source;
    if !found.to.contains(&tier) {
        let tiers = found.to.iter().map(|tier| format!("`{tier}`")).collect::<Vec<_>>().join(", ");
        let message =
            format!("overlay of a {tier} fills slot `{id}`, which is open to another tier");
        let wrong = sink.at(codes::OTHER_TIER, message, &slot.span, "not open here");
        sink.push(wrong.label(source, declared, format!("open to {tiers}")));
        return None;
    }
    let points = doc.points.as_ref().and_then(|points| points.value.as_ref());
    let units = points.and_then(|points| points.value.exact_units(edition.base.points_scale));
    if let (Some(points), Some(units)) = (points, units)
        && units > i64::from(found.points)
    {
        let budget = points_text(&edition.base, found.points.into());
        let message = format!("local criterion `{}` is above the points of its slot", doc.id.value);
        let label = format!("at most {budget}");
        let wrong = sink.at(codes::SLOT_BUDGET, message, &points.span, label);
        sink.push(wrong.label(source, declared, "the slot"));
    }
    Some(())
}

/// Holds the base's values of parameters against their uses in a local criterion.
fn check_parameters(scope: &Scope<'_>, edition: &Edition, sink: &mut Sink) {
    for expectation in &scope.expects {
        let id = &expectation.parameter;
        let value = edition.base.parameters.get(id).and_then(|parameter| parameter.value.as_ref());
        if let Some(value) = value {
            crate::parameters::check_uses(id, value, &expectation.span, &scope.expects, sink);
        }
    }
}
