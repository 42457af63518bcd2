//! Whether points that a base opens, and slots that it declares, can be used: all sums must come to
//! the total.

use tieuchi_core::{CriterionId, Decimal, Diagnostic, Tier};

use crate::{
    checks::most_points,
    codes,
    edition::Edition,
    rules::Rules,
    sums::{points_text, sum},
};

/// Reports open points that no overlay can set, bounds of points that their own check contradicts,
/// and slots that no local criterion can stand in.
pub(crate) fn points(rules: &Rules) -> Vec<Diagnostic> {
    let editions = rules.editions.values().flatten().filter(|edition| !edition.broken);
    let mut found = Vec::new();
    for edition in editions {
        let base = &edition.base;
        for (id, slot) in &base.slots {
            let tiers = slot.to.iter().filter(|tier| is_somewhere(**tier, rules));
            let reason = if !rules.places.units.is_empty() && tiers.count() == 0 {
                Some("no place of this workspace is of its tier".to_owned())
            } else if let Some(total) = base.points_total {
                let least = ends(edition, None).0;
                let full = least >= i64::from(total);
                full.then(|| {
                    format!("the criteria never sum to less than {}", points_text(base, least))
                })
            } else {
                None
            };
            let (Some(reason), Some(span)) = (reason, edition.slots.get(id)) else { continue };
            let message = format!("nobody can use slot `{id}`");
            let wrong = Diagnostic::warning(codes::IDLE_SLOT, message);
            let wrong = wrong.label(base.source, span.clone(), "declared here").note(reason);
            let help = "open the points of some criterion downwards, or remove the slot";
            found.push(wrong.help(help));
        }
        found.extend(base.criteria.iter().filter_map(|item| open_points(edition, &item.id)));
    }
    found
}

/// Whether some place may set what is open to a tier.
fn is_somewhere(tier: Tier, rules: &Rules) -> bool {
    match tier {
        // Neither a class nor the country need stand in the table.
        Tier::Class | Tier::Country => true,
        _ => rules.places.units.iter().any(|unit| unit.tier == tier),
    }
}

/// The least and the most that all criteria but one can sum to, and all slots.
fn ends(edition: &Edition, but: Option<&CriterionId>) -> (i64, i64) {
    let base = &edition.base;
    let (mut least, mut most) = (0, 0);
    for criterion in base.criteria.iter().filter(|criterion| Some(&criterion.id) != but) {
        let own = i64::from(criterion.points.unwrap_or(0));
        let (low, high) = range(edition, &criterion.id).unwrap_or((own, own));
        least += low;
        most += high;
    }
    most += base.slots.values().map(|slot| i64::from(slot.points)).sum::<i64>();
    (least, most)
}

/// The points that overlays may give a criterion, in units; none where they are closed.
fn range(edition: &Edition, id: &CriterionId) -> Option<(i64, i64)> {
    let base = &edition.base;
    let bounds = edition.points.get(id)?.bounds.as_ref()?;
    let criterion = base.criterion(id)?;
    let total = i64::from(base.points_total?);
    let clamp = |units: i128| i64::try_from(units.clamp(0, total.into())).unwrap_or(total);
    let least = bounds.min.map_or(1, |min| clamp(min.bracket(base.points_scale).1)).max(1);
    let least = least.max(i64::from(most_points(&criterion.check).unwrap_or(0)));
    let most = bounds.max.map_or(total, |max| clamp(max.bracket(base.points_scale).0));
    let own = i64::from(criterion.points?);
    // What a base says itself holds without any overlay.
    Some((least.min(own), most.max(own)))
}

/// Reports what is wrong with the open points of a criterion.
fn open_points(edition: &Edition, id: &CriterionId) -> Option<Diagnostic> {
    let base = &edition.base;
    let (least, most) = range(edition, id)?;
    let (total, own) = (i64::from(base.points_total?), i64::from(base.criterion(id)?.points?));
    let term = edition.points.get(id)?;
    let (rest_least, rest_most) = ends(edition, Some(id));
    let (low, high) = (least.max(total - rest_most), most.min(total - rest_least));
    let span = term.value_span.clone().unwrap_or_else(|| term.span.clone());
    let wrong = |message| {
        Diagnostic::warning(codes::IDLE_TERM, message).label(base.source, span.clone(), "open here")
    };
    if sum(base) == total && low >= own && high <= own {
        let message = format!("no overlay can set the points of `{id}`");
        let note = "whatever it were set to, nothing else could bring the sum to the total";
        let help = "open the points of another criterion, too, or declare a slot";
        return Some(wrong(message).note(note).help(help));
    }
    let gives = most_points(&base.criterion(id)?.check)?;
    let gives = Decimal { units: gives.into(), scale: base.points_scale };
    let min = term.bounds.as_ref()?.min.unwrap_or(Decimal::integer(0));
    (min < gives).then(|| {
        let message = format!("points of `{id}` are open to values below what its check gives");
        let note = format!("open from {min} on, but its check gives up to {gives}");
        wrong(message).note(note).help(format!("write `min = {gives}`"))
    })
}
