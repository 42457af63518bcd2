//! Earlier decisions as they count for a commune today: codes are reused, validity ends.

use std::collections::BTreeMap;

use chrono::Months;
use tieuchi_core::{Held, History, Kind, OrgUnit, Period, PlaceCode, SuccessionKind, TitleId};
use tieuchi_store::StoreError;

use crate::workspace::Workspace;

/// The decisions on a commune's titles, read by the code that a place bore.
///
/// A code means something only with a date: what was decided under it before the commune began
/// counts for the people of the communes that it was made of, and for the commune itself only if
/// it was merely renamed. Where nobody can tell, nothing is known of the period.
pub(crate) fn history(
    workspace: &Workspace,
    unit: &OrgUnit,
    titles: &[(TitleId, Kind)],
    read: &dyn Fn(&PlaceCode) -> Result<History, StoreError>,
) -> Result<History, StoreError> {
    let mut own = read(&unit.code)?;
    let begun = |period: &Period| unit.from <= period.last_day();
    let arrows: Vec<_> = workspace
        .places
        .successions
        .iter()
        .filter(|arrow| arrow.target == unit.code && arrow.date == unit.from)
        .collect();
    let bore_the_code = |other: &OrgUnit| other.code == unit.code && other.from < unit.from;
    if !arrows.is_empty() || workspace.places.units.iter().any(bore_the_code) {
        let renamed = arrows.iter().all(|arrow| arrow.kind == SuccessionKind::Rename);
        let mut sources = Vec::new();
        for arrow in &arrows {
            sources.push(read(&arrow.source)?);
        }
        if arrows.is_empty() {
            sources.push(own.clone());
        }
        for periods in own.0.values_mut() {
            periods.retain(|period, _| begun(period));
        }
        for (title, kind) in titles {
            if *kind == Kind::Commune && !renamed {
                continue;
            }
            let before = decided_by_all(&sources, title, &begun);
            own.0.entry(title.clone()).or_default().extend(before);
        }
    }
    for (title, periods) in &mut own.0 {
        for (period, held) in periods {
            settle(workspace, title, *period, held);
        }
    }
    Ok(own)
}

/// The periods that every one of the former communes has decided on: in the others a subject
/// without a decision may be of one that had not decided yet.
fn decided_by_all(
    sources: &[History],
    title: &TitleId,
    begun: &dyn Fn(&Period) -> bool,
) -> BTreeMap<Period, Vec<Held>> {
    let mut all: BTreeMap<Period, Vec<Held>> = BTreeMap::new();
    let decided = |source: &History, period: &Period| {
        source.0.get(title).is_some_and(|periods| periods.contains_key(period))
    };
    for (period, held) in sources.iter().filter_map(|source| source.0.get(title)).flatten() {
        if !begun(period) && sources.iter().all(|source| decided(source, period)) {
            all.entry(*period).or_default().extend(held);
        }
    }
    for held in all.values_mut() {
        held.sort_unstable();
        held.dedup();
    }
    all
}

/// Gives decisions that say no last day the one that follows from the edition of their period, and
/// takes away levels that this edition did not have.
fn settle(workspace: &Workspace, title: &TitleId, period: Period, held: &mut [Held]) {
    let Ok(edition) = workspace.rules.in_force(title, period.last_day()) else { return };
    let levels_later = workspace.rules.editions(title).any(|other| !other.levels.is_empty());
    let until = edition.valid_months.and_then(|months| {
        // The validity runs from the end of the period that was assessed.
        period.last_day().checked_add_months(Months::new(months))
    });
    for held in held {
        held.valid_until = held.valid_until.or(until);
        if edition.levels.is_empty() && levels_later {
            held.level = 0;
        }
    }
}
