//! Which title waits for which, and which indicators a ruleset reads.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use tieuchi_core::{
    Catalogue, Check, Checker, Compute, Condition, Criterion, CriterionId, IndicatorId, Kind,
    Ruleset, TitleId,
};

/// Checkers by title and criterion.
type Checkers = BTreeMap<(TitleId, CriterionId), Arc<dyn Checker>>;

/// The rulesets in an order in which each stands behind those whose titles it reads; else the
/// circle.
pub(crate) fn titles(
    rulesets: &[Ruleset],
    catalogue: &Catalogue,
    checkers: &Checkers,
) -> Result<Vec<usize>, Vec<TitleId>> {
    let positions: BTreeMap<&TitleId, usize> =
        rulesets.iter().enumerate().map(|(index, ruleset)| (&ruleset.title, index)).collect();
    let mut waits: Vec<BTreeSet<usize>> = rulesets
        .iter()
        .map(|ruleset| {
            let titles = title_inputs(ruleset, catalogue, checkers);
            titles.iter().filter_map(|title| positions.get(title).copied()).collect()
        })
        .collect();
    // Members before those that they belong to, then by name: the order never depends on files.
    let mut left: Vec<usize> = (0..rulesets.len()).collect();
    left.sort_by_key(|index| (rulesets[*index].kind, rulesets[*index].title.clone()));
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let Some(next) = left.iter().position(|index| waits[*index].is_empty()) else {
            return Err(circle(&waits, left[0], rulesets));
        };
        let index = left.remove(next);
        waits.iter_mut().for_each(|waits| {
            waits.remove(&index);
        });
        order.push(index);
    }
    Ok(order)
}

/// Follows who waits for whom until a title comes again.
fn circle(waits: &[BTreeSet<usize>], start: usize, rulesets: &[Ruleset]) -> Vec<TitleId> {
    let mut path = vec![start];
    while let Some(next) = path.last().and_then(|last| waits[*last].iter().next().copied()) {
        if let Some(again) = path.iter().position(|index| *index == next) {
            path.drain(..again);
            path.push(next);
            break;
        }
        path.push(next);
    }
    path.into_iter().map(|index| rulesets[index].title.clone()).collect()
}

/// The titles whose verdicts a ruleset reads, directly or through computed indicators.
fn title_inputs(
    ruleset: &Ruleset,
    catalogue: &Catalogue,
    checkers: &Checkers,
) -> BTreeSet<TitleId> {
    let mut titles = BTreeSet::new();
    let mut seen: BTreeSet<(Kind, IndicatorId)> = BTreeSet::new();
    let mut open: Vec<(Kind, IndicatorId)> =
        own_indicators(ruleset, checkers).into_iter().map(|id| (ruleset.kind, id)).collect();
    open.extend(member_indicators(ruleset, checkers));
    while let Some((kind, id)) = open.pop() {
        if !seen.insert((kind, id.clone())) {
            continue;
        }
        let Some(indicator) = catalogue.get(kind, &id) else { continue };
        match &indicator.compute {
            None => titles.extend(id.title()),
            Some(compute) => open.extend(compute_inputs(kind, compute)),
        }
    }
    titles
}

/// The indicators that one is computed from.
fn compute_inputs(kind: Kind, compute: &Compute) -> BTreeSet<(Kind, IndicatorId)> {
    let mut ids = BTreeSet::new();
    let mut members = BTreeSet::new();
    match compute {
        Compute::Age { of } => {
            ids.insert(of.clone());
        }
        Compute::Sum(list) | Compute::Least(list) | Compute::Greatest(list) => {
            ids.extend(list.iter().cloned());
        }
        Compute::Difference(left, right) | Compute::Ratio(left, right) => {
            ids.extend([left.clone(), right.clone()]);
        }
        Compute::Streak { title } => {
            ids.insert(IndicatorId::of_title(title));
        }
        Compute::HeldMonths { .. } => {}
        Compute::Count { filter, .. } => {
            filter.iter().for_each(|filter| condition_indicators(filter, &mut members));
        }
        Compute::Share { filter, having, .. } => {
            filter.iter().for_each(|filter| condition_indicators(filter, &mut members));
            condition_indicators(having, &mut members);
        }
        Compute::Total { of, filter, .. } | Compute::Mean { of, filter, .. } => {
            filter.iter().for_each(|filter| condition_indicators(filter, &mut members));
            members.insert(of.clone());
        }
    }
    let over = compute.over().unwrap_or(kind);
    let own = ids.into_iter().map(|id| (kind, id));
    own.chain(members.into_iter().map(|id| (over, id))).collect()
}

/// The indicators of its own kind that a ruleset reads.
pub(crate) fn own_indicators(ruleset: &Ruleset, checkers: &Checkers) -> BTreeSet<IndicatorId> {
    let mut ids = BTreeSet::new();
    let levels = ruleset.levels.iter().filter_map(|level| level.requires.as_ref());
    for condition in ruleset.applies.iter().chain(levels) {
        condition_indicators(condition, &mut ids);
    }
    for criterion in &ruleset.criteria {
        ids.extend(criterion_indicators(criterion, checker(criterion, ruleset, 0, checkers)));
    }
    ids
}

/// Who judges a criterion at a level, counted from 0.
pub(crate) fn checker<'c>(
    criterion: &Criterion,
    ruleset: &Ruleset,
    level: usize,
    checkers: &'c Checkers,
) -> Option<&'c Arc<dyn Checker>> {
    let title = &ruleset.title;
    let own = CriterionId::new(format!("{}@{}", criterion.id, level + 1));
    let at_level = checkers.get(&(title.clone(), own));
    at_level.or_else(|| checkers.get(&(title.clone(), criterion.id.clone())))
}

/// The indicators of members that the plugins of a ruleset read.
pub(crate) fn member_indicators(
    ruleset: &Ruleset,
    checkers: &Checkers,
) -> BTreeSet<(Kind, IndicatorId)> {
    let criteria = ruleset.criteria.iter();
    let needs = criteria
        .filter_map(|criterion| checker(criterion, ruleset, 0, checkers))
        .flat_map(|checker| &checker.needs().members);
    needs.flat_map(|needs| needs.indicators.iter().map(|id| (needs.kind, id.clone()))).collect()
}

/// The indicators of its own kind that a criterion reads: those of its check first.
pub(crate) fn criterion_indicators(
    criterion: &Criterion,
    checker: Option<&Arc<dyn Checker>>,
) -> Vec<IndicatorId> {
    let mut ids = BTreeSet::new();
    match &criterion.check {
        Check::Score { of }
        | Check::Bands { of, .. }
        | Check::Choices { of, .. }
        | Check::Scale { of, .. } => {
            ids.insert(of.clone());
        }
        Check::Steps(steps) => {
            steps.iter().for_each(|step| condition_indicators(&step.when, &mut ids));
        }
        Check::Holds(condition) => condition_indicators(condition, &mut ids),
        Check::Plugin { .. } => {
            ids.extend(checker.into_iter().flat_map(|checker| checker.needs().own.clone()));
        }
    }
    let mut applies = BTreeSet::new();
    criterion.applies.iter().for_each(|condition| condition_indicators(condition, &mut applies));
    let applies = applies.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>();
    ids.into_iter().chain(applies).collect()
}

/// Adds the indicators of a condition.
pub(crate) fn condition_indicators(condition: &Condition, ids: &mut BTreeSet<IndicatorId>) {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::None(list) => {
            list.iter().for_each(|inner| condition_indicators(inner, ids));
        }
        Condition::Compare { indicator, .. } | Condition::Present { indicator, .. } => {
            ids.insert(indicator.clone());
        }
    }
}
