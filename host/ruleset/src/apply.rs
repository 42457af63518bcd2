//! Overlays applied to an edition: values, bounds, removals, local criteria, and the sums after.

use std::collections::BTreeMap;

use tieuchi_core::{
    Bound, CriterionId, Decimal, Diagnostic, ParameterId, Ruleset, Scalar, SlotId, SourceId, Span,
};

use crate::{
    bounds::Bounds,
    checks::most_points,
    codes,
    edition::Edition,
    marks::mark_beyond,
    overlay::{Overlay, TermId},
    parameters::plain,
    sink::At,
    sums::{points_text, sum},
    terms::{ByTerm, out_of_bounds},
};

/// The ruleset with all overlays settled, or everything that keeps them from being settled.
///
/// INVARIANT: the result does not depend on the order of `overlays` beyond the order that
/// [`crate::load`] gave them: values never stack, and bounds meet.
pub(crate) fn apply(edition: &Edition, overlays: &[&Overlay]) -> Result<Ruleset, Vec<Diagnostic>> {
    let mut ruleset = edition.base.clone();
    let mut errors = Vec::new();
    let mut values: ByTerm<(&Overlay, &At<Scalar>)> = BTreeMap::new();
    let mut narrowings: ByTerm<(&Overlay, &At<Bounds>)> = BTreeMap::new();
    for overlay in overlays {
        for setting in &overlay.settings {
            if let Some(value) = &setting.value {
                values.entry(setting.term.clone()).or_default().push((overlay, value));
            }
            if let Some(narrowed) = &setting.narrowed {
                narrowings.entry(setting.term.clone()).or_default().push((overlay, narrowed));
            }
        }
    }
    for (term, narrowed) in &narrowings {
        narrow(&mut ruleset, edition, term, narrowed, &mut errors);
    }
    for (term, given) in &values {
        let narrowed = narrowings.get(term).map_or(&[][..], Vec::as_slice);
        set(&mut ruleset, edition, term, given, narrowed, &mut errors);
    }
    for overlay in overlays {
        for removal in &overlay.removals {
            remove(&mut ruleset, overlay, removal);
        }
    }
    add_locals(&mut ruleset, edition, overlays, &mut errors);
    if errors.is_empty() {
        check_total(&ruleset, edition, overlays, &mut errors);
        check_marks(&ruleset, &values, &mut errors);
    }
    ruleset.overlays =
        overlays.iter().map(|overlay| (overlay.digest.clone(), overlay.source)).collect();
    if errors.is_empty() { Ok(ruleset) } else { Err(errors) }
}

/// The bounds that the base gives a term.
fn base_bounds<'e>(edition: &'e Edition, term: &TermId) -> Option<&'e Bounds> {
    match term {
        TermId::Parameter(id) => edition.parameters.get(id)?.bounds.as_ref(),
        TermId::Points(id) => edition.points.get(id)?.bounds.as_ref(),
    }
}

/// Narrows a term.
fn narrow(
    ruleset: &mut Ruleset,
    edition: &Edition,
    term: &TermId,
    narrowed: &[(&Overlay, &At<Bounds>)],
    errors: &mut Vec<Diagnostic>,
) {
    let Some(base) = base_bounds(edition, term) else { return };
    let met = narrowed.iter().fold(base.clone(), |met, (_, bounds)| met.meet(&bounds.value));
    if met.is_empty() {
        let message = format!("narrowed bounds leave no value for {term}");
        let mut wrong = Diagnostic::error(codes::NARROWED_AWAY, message);
        for (overlay, bounds) in narrowed {
            let label = format!("allows {}", bounds.value.describe());
            wrong = wrong.label(overlay.source, bounds.span.clone(), label);
        }
        errors.push(wrong.help("let the higher tier withdraw one of them"));
        return;
    }
    for (overlay, bounds) in narrowed {
        let origin = overlay.origin(&bounds.span, format!("within {}", bounds.value.describe()));
        match term {
            TermId::Parameter(id) => {
                if let Some(parameter) = ruleset.parameters.get_mut(id) {
                    parameter.open = Some(met.to_open());
                    parameter.origins.push(origin);
                }
            }
            TermId::Points(id) => {
                if let Some(criterion) = ruleset.criteria.iter_mut().find(|item| item.id == *id) {
                    criterion.origins.push(origin);
                }
            }
        }
    }
}

/// Sets a term.
fn set(
    ruleset: &mut Ruleset,
    edition: &Edition,
    term: &TermId,
    given: &[(&Overlay, &At<Scalar>)],
    narrowed: &[(&Overlay, &At<Bounds>)],
    errors: &mut Vec<Diagnostic>,
) {
    let [(overlay, value)] = given else {
        let message = format!("two overlays set {term} for one place and day");
        let mut wrong = Diagnostic::error(codes::TWO_VALUES, message);
        for (overlay, value) in given {
            let label = format!("sets {}", plain(&value.value));
            wrong = wrong.label(overlay.source, value.span.clone(), label);
        }
        errors.push(wrong.help("remove one, or end it with `until` before the other begins"));
        return;
    };
    let Some(base) = base_bounds(edition, term) else { return };
    for (higher, bounds) in narrowed.iter().filter(|(higher, _)| higher.tier < overlay.tier) {
        let allowed = base.meet(&bounds.value);
        if allowed.to.contains(&overlay.tier) && allowed.admits(&value.value) {
            continue;
        }
        let wrong = out_of_bounds(term, value, &allowed, overlay.source);
        let refused = if allowed.to.contains(&overlay.tier) {
            String::new()
        } else {
            format!(", and not to a {}", overlay.tier)
        };
        let label = format!("a {} allows {}{refused}", higher.tier, allowed.describe());
        errors.push(wrong.label(higher.source, bounds.span.clone(), label));
        return;
    }
    let origin = overlay.origin(&value.span, plain(&value.value));
    match term {
        TermId::Parameter(id) => {
            let at_levels = ruleset.levels.iter().any(|level| level.values.get(id) == Some(&None));
            if let Some(parameter) = ruleset.parameters.get_mut(id) {
                parameter.value = Some(value.value.clone());
                parameter.missing = parameter.missing.take().filter(|_| at_levels);
                parameter.origins.push(origin);
            }
        }
        TermId::Points(id) => set_points(ruleset, id, overlay, value, origin, errors),
    }
}

/// Sets the points of a criterion.
fn set_points(
    ruleset: &mut Ruleset,
    id: &CriterionId,
    overlay: &Overlay,
    value: &At<Scalar>,
    origin: tieuchi_core::Origin,
    errors: &mut Vec<Diagnostic>,
) {
    let scale = ruleset.points_scale;
    // The units were read when the overlay was checked, so they are there.
    let Scalar::Number(number) = &value.value else { return };
    let Some(units) = number.exact_units(scale).and_then(|units| i32::try_from(units).ok()) else {
        return;
    };
    let Some(criterion) = ruleset.criteria.iter_mut().find(|item| item.id == *id) else { return };
    if let Some(most) = most_points(&criterion.check).filter(|most| *most > units) {
        let message = format!("points of `{id}` fall below what its check gives");
        let most = Decimal { units: most.into(), scale };
        let wrong = Diagnostic::error(codes::POINTS_LIMIT, message)
            .label(overlay.source, value.span.clone(), format!("sets {number}"))
            .label(
                criterion.source,
                criterion.span.clone(),
                format!("its check gives up to {most}"),
            );
        errors.push(wrong.help(format!("set at least {most}")));
    }
    criterion.points = Some(units);
    criterion.origins.push(origin);
}

/// Removes a criterion; two overlays that remove it say the same.
fn remove(ruleset: &mut Ruleset, overlay: &Overlay, removal: &At<CriterionId>) {
    if let Some(criterion) = ruleset.criteria.iter_mut().find(|item| item.id == removal.value) {
        criterion.removed = true;
        criterion.origins.push(overlay.origin(&removal.span, "remove = true".to_owned()));
    }
}

/// Adds local criteria within the points of their slots.
fn add_locals(
    ruleset: &mut Ruleset,
    edition: &Edition,
    overlays: &[&Overlay],
    errors: &mut Vec<Diagnostic>,
) {
    let mut filled: BTreeMap<&SlotId, Vec<(SourceId, &Span, i32)>> = BTreeMap::new();
    for overlay in overlays {
        for local in &overlay.locals {
            let criterion = &local.criterion;
            if let Some(other) = ruleset.criterion(&criterion.id) {
                let message = format!("id of local criterion `{}` is taken", criterion.id);
                let wrong = Diagnostic::error(codes::ID_TAKEN, message)
                    .label(overlay.source, criterion.span.clone(), "stands in a slot")
                    .label(other.source, other.span.clone(), "another overlay has it already");
                errors.push(wrong.help("choose another id"));
                continue;
            }
            if let (Some(slot), Some(points)) = (&criterion.slot, criterion.points) {
                let entry = (overlay.source, &local.points_span, points);
                filled.entry(slot).or_default().push(entry);
            }
            ruleset.criteria.push(criterion.clone());
        }
    }
    for (slot, entries) in filled {
        let Some(found) = edition.base.slots.get(slot) else { continue };
        let together: i64 = entries.iter().map(|(_, _, points)| i64::from(*points)).sum();
        if together <= i64::from(found.points) {
            continue;
        }
        let message = format!("local criteria are above the points of slot `{slot}`");
        let mut wrong = Diagnostic::error(codes::SLOT_BUDGET, message);
        for (source, span, points) in entries {
            let label = points_text(ruleset, points.into());
            wrong = wrong.label(source, span.clone(), label);
        }
        if let Some(span) = edition.slots.get(slot) {
            let label = format!("at most {} together", points_text(ruleset, found.points.into()));
            wrong = wrong.label(edition.base.source, span.clone(), label);
        }
        errors.push(wrong);
    }
}

/// Reports points that do not sum to the total once all overlays are settled.
fn check_total(
    ruleset: &Ruleset,
    edition: &Edition,
    overlays: &[&Overlay],
    errors: &mut Vec<Diagnostic>,
) {
    let Some(total) = ruleset.points_total.map(i64::from) else { return };
    let sum = sum(ruleset);
    if sum == total {
        return;
    }
    let message = format!("points do not sum to the total of {}", points_text(ruleset, total));
    let mut wrong = Diagnostic::error(codes::POINTS_SUM, message);
    for overlay in overlays {
        for setting in &overlay.settings {
            if let (TermId::Points(_), Some(value)) = (&setting.term, &setting.value) {
                wrong = wrong.label(overlay.source, value.span.clone(), "set here");
            }
        }
        for local in &overlay.locals {
            wrong = wrong.label(overlay.source, local.points_span.clone(), "added here");
        }
    }
    let label = format!("with all overlays the criteria sum to {}", points_text(ruleset, sum));
    wrong = wrong.label(edition.base.source, edition.total_span.clone(), label);
    let difference = points_text(ruleset, sum.abs_diff(total).try_into().unwrap_or(i64::MAX));
    let direction = if sum > total { "take" } else { "add" };
    errors.push(wrong.help(format!("{direction} {difference}")));
}

/// Reports a pass mark or a floor that an overlay sets above the total.
fn check_marks(
    ruleset: &Ruleset,
    values: &ByTerm<(&Overlay, &At<Scalar>)>,
    errors: &mut Vec<Diagnostic>,
) {
    let marks =
        [("pass mark", &ruleset.recognition.pass_mark), ("floor", &ruleset.recognition.floor)];
    for (what, bound) in marks {
        let Some(Bound::Parameter(id)) = bound else { continue };
        let id: &ParameterId = id;
        let Some(number) = mark_beyond(ruleset, &Bound::Parameter(id.clone())) else { continue };
        let total = ruleset.points_total.unwrap_or(0);
        let message = format!("{what} of {number} cannot be");
        let label = format!("must be 0 to the total of {}", points_text(ruleset, total.into()));
        let mut wrong = Diagnostic::error(codes::MARK, message);
        for (overlay, value) in values.get(&TermId::Parameter(id.clone())).into_iter().flatten() {
            wrong = wrong.label(overlay.source, value.span.clone(), label.clone());
        }
        errors.push(wrong);
    }
}
