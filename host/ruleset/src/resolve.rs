//! Layers settled for one place and day: which overlays apply, and what comes of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieuchi_core::{Diagnostic, OrgUnit, PlaceCode, Places, Ruleset, TitleId};

use crate::{
    apply::apply,
    codes,
    edition::Edition,
    graph::order,
    overlay::{Overlay, Reach},
    rebase,
    rules::Rules,
    titles::{Needs, circles, graph},
};

/// See [`Rules::resolve`].
pub(crate) fn resolve(
    rules: &Rules,
    place: &PlaceCode,
    day: NaiveDate,
) -> (Vec<Ruleset>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let ancestry = rules.places.ancestry(place, day);
    if ancestry.is_empty() && !rules.places.units.is_empty() {
        let message = format!("no place has the code `{place}` on {day}");
        return (Vec::new(), vec![Diagnostic::error(codes::UNKNOWN_PLACE, message)]);
    }
    let mut resolved: BTreeMap<&TitleId, Ruleset> = BTreeMap::new();
    let mut local_needs: BTreeMap<&TitleId, Needs> = BTreeMap::new();
    for (title, editions) in &rules.editions {
        let Some(edition) = editions.iter().find(|edition| edition.in_force(day)) else { continue };
        if edition.broken {
            continue;
        }
        let mut applied = Vec::new();
        let of_title = |overlay: &&Overlay| overlay.title == *title && overlay.in_force(day);
        for overlay in rules.overlays.iter().filter(of_title) {
            match applies(overlay, (edition, editions), place, &ancestry, day, &rules.places) {
                Ok(true) => applied.push(overlay),
                Ok(false) => {}
                Err(warning) => diagnostics.push(*warning),
            }
        }
        for overlay in &applied {
            let needs = local_needs.entry(title).or_default();
            needs.extend(overlay.needs.iter().map(|(title, need)| (title.clone(), need.clone())));
        }
        match apply(edition, &applied) {
            Ok(ruleset) => {
                resolved.insert(title, ruleset);
            }
            Err(errors) => diagnostics.extend(errors),
        }
    }
    let rulesets = sort(rules, resolved, local_needs, &mut diagnostics);
    (rulesets, diagnostics)
}

/// Rulesets in the order of judging; circles that local criteria close are reported.
fn sort(
    rules: &Rules,
    mut resolved: BTreeMap<&TitleId, Ruleset>,
    local: BTreeMap<&TitleId, Needs>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Ruleset> {
    let nothing = Needs::new();
    let any_local = local.values().any(|needs| !needs.is_empty());
    let base = |title: &TitleId, ruleset: &Ruleset| rules.needs.get(&(title.clone(), ruleset.from));
    let order = if any_local {
        let mut all: BTreeMap<&TitleId, Needs> = local;
        for (title, ruleset) in &resolved {
            let needs = all.entry(title).or_default();
            for (need, why) in base(title, ruleset).unwrap_or(&nothing) {
                needs.insert(need.clone(), why.clone());
            }
        }
        all.retain(|title, _| resolved.contains_key(title));
        let all: BTreeMap<&TitleId, &Needs> =
            all.iter().map(|(title, needs)| (*title, needs)).collect();
        diagnostics.extend(circles(&all));
        order(&graph(all.into_iter()))
    } else {
        order(&graph(
            resolved
                .iter()
                .map(|(title, ruleset)| (*title, base(title, ruleset).unwrap_or(&nothing))),
        ))
    };
    order.iter().filter_map(|title| resolved.remove(title)).collect()
}

/// Whether an overlay applies in a place on a day on which both it and the edition are in force; a
/// warning where somebody must look first.
fn applies(
    overlay: &Overlay,
    (edition, editions): (&Edition, &[Edition]),
    place: &PlaceCode,
    ancestry: &[&OrgUnit],
    day: NaiveDate,
    places: &Places,
) -> Result<bool, Box<Diagnostic>> {
    match &overlay.reach.value {
        Reach::Class(class) => {
            if !places.in_class(class, place, day) {
                return Ok(false);
            }
        }
        Reach::Place(code) => {
            let here = |unit: &&&OrgUnit| unit.code == *code && unit.tier == overlay.tier;
            let Some(unit) = ancestry.iter().find(here) else { return Ok(false) };
            if !places.same_place(code, overlay.from, unit) {
                return Err(Box::new(succeeded(overlay, code, unit, places)));
            }
        }
    }
    if overlay.base != edition.base.from {
        let message = "overlay needs review: another edition than its base is in force";
        let label = format!("pins the edition from {}; not applied", overlay.base);
        let mut warning = Diagnostic::warning(codes::BASE_NOT_IN_FORCE, message)
            .label(overlay.source, overlay.base_span.clone(), label)
            .label(
                edition.base.source,
                edition.from_span.clone(),
                format!("in force since {}", edition.base.from),
            )
            .help("add `until` to the overlay, and write a new one on the new edition");
        if let Some(pinned) = editions.iter().find(|other| other.base.from == overlay.base) {
            let changes = rebase::changes(&pinned.base, &edition.base);
            warning = changes.into_iter().fold(warning, Diagnostic::note);
        }
        warning = rebase::terms(overlay, edition).into_iter().fold(warning, Diagnostic::note);
        return Err(Box::new(warning));
    }
    Ok(true)
}

/// A warning that a code means another place since.
fn succeeded(overlay: &Overlay, code: &PlaceCode, now: &OrgUnit, places: &Places) -> Diagnostic {
    let name = |unit: &OrgUnit| format!("{} {}", unit.unit_type, unit.name);
    let message = format!("overlay needs review: `{code}` is another place since {}", now.from);
    let before = places.unit(code, overlay.from).map_or_else(String::new, name);
    Diagnostic::warning(codes::PLACE_SUCCEEDED, message)
        .label(
            overlay.source,
            overlay.reach.span.clone(),
            format!("was {before}, now is {}; not applied", name(now)),
        )
        .help("add `until` to the overlay, and write a new one on a decision of the new place")
}
