//! Which titles wait for which: the order of judging, and the circles that forbid one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use tieuchi_core::{Catalogue, Compute, Diagnostic, IndicatorId, Kind, SourceId, Span, TitleId};

use crate::{
    codes,
    computed::inputs,
    edition::Edition,
    graph::{Graph, cycles},
    sink::At,
};

/// The titles that a ruleset needs first, and how it comes to need them.
pub(crate) type Needs = BTreeMap<TitleId, Need>;

/// How a ruleset comes to need a title.
#[derive(Debug, Clone)]
pub(crate) struct Need {
    /// The file.
    pub(crate) source: SourceId,
    /// The indicator that it reads.
    pub(crate) span: Span,
    /// That indicator, if it is not the title's own.
    pub(crate) through: Option<IndicatorId>,
}

/// The titles that some uses of indicators need.
///
/// Months held come from decisions alone, so they need no title of this run.
pub(crate) fn needs(
    uses: &[At<IndicatorId>],
    kind: Kind,
    source: SourceId,
    catalogue: &Catalogue,
) -> Needs {
    let mut needs = Needs::new();
    for used in uses {
        for title in titles_behind(&used.value, kind, catalogue) {
            let through = Some(&used.value).filter(|id| id.title().is_none()).cloned();
            let need = Need { source, span: used.span.clone(), through };
            needs.entry(title).or_insert(need);
        }
    }
    needs
}

/// The titles that an indicator comes from.
fn titles_behind(id: &IndicatorId, kind: Kind, catalogue: &Catalogue) -> BTreeSet<TitleId> {
    let mut titles = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![(kind, id.clone())];
    while let Some((kind, id)) = open.pop() {
        if let Some(title) = id.title() {
            titles.insert(title);
            continue;
        }
        if !seen.insert((kind, id.clone())) {
            continue;
        }
        let Some(compute) = catalogue.get(kind, &id).and_then(|found| found.compute.as_ref())
        else {
            continue;
        };
        if let Compute::Streak { title } = compute {
            titles.insert(title.clone());
        }
        open.extend(inputs(compute, kind));
    }
    titles
}

/// The graph of some rulesets.
pub(crate) fn graph<'a>(
    rulesets: impl IntoIterator<Item = (&'a TitleId, &'a Needs)>,
) -> Graph<TitleId> {
    let rulesets = rulesets.into_iter();
    rulesets.map(|(title, needs)| (title.clone(), needs.keys().cloned().collect())).collect()
}

/// Reports titles that wait for themselves.
pub(crate) fn circles<'a>(needs: &BTreeMap<&'a TitleId, &'a Needs>) -> Vec<Diagnostic> {
    let report = |cycle: Vec<TitleId>| {
        let names: Vec<_> =
            cycle.iter().chain(cycle.first()).map(|title| format!("`{title}`")).collect();
        let message = format!("titles form a circle: {}", names.join(" -> "));
        let mut diagnostic = Diagnostic::error(codes::TITLE_CYCLE, message);
        for (index, title) in cycle.iter().enumerate() {
            let next = cycle.get(index + 1).or(cycle.first());
            let need = next.and_then(|next| needs.get(title)?.get(next));
            let (Some(next), Some(need)) = (next, need) else { continue };
            let label = match &need.through {
                None => format!("`{title}` needs `{next}`"),
                Some(through) => format!("`{title}` needs `{next}` through `{through}`"),
            };
            diagnostic = diagnostic.label(need.source, need.span.clone(), label);
        }
        diagnostic.help("titles held before are read with `held-months`, which waits for nothing")
    };
    cycles(&graph(needs.iter().map(|(title, needs)| (*title, *needs))))
        .into_iter()
        .map(report)
        .collect()
}

/// Circles among the editions in force together, on any day.
pub(crate) fn circles_of_all_days(
    editions: &BTreeMap<TitleId, Vec<Edition>>,
    needs: &BTreeMap<(TitleId, NaiveDate), Needs>,
) -> Vec<Diagnostic> {
    let days: BTreeSet<_> = editions.values().flatten().map(|edition| edition.base.from).collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    for day in days {
        let in_force = editions.iter().filter_map(|(title, editions)| {
            let edition = editions.iter().find(|edition| edition.in_force(day))?;
            Some((title, needs.get(&(title.clone(), edition.base.from))?))
        });
        for circle in circles(&in_force.collect()) {
            if !found.contains(&circle) {
                found.push(circle);
            }
        }
    }
    found
}
