//! One title of an account.

use tieuchi_core::{
    AdaptedValue, Bound, ConditionAccount, CriterionAccount, Decimal, MissingItem, PointsAccount,
    Ruleset, Scalar, Status, TitleAccount,
};
use tieuchi_engine::{TracedStep, TracedTitle};

use crate::{
    account::{
        Said, SaidStep,
        evidence::Sources,
        papers::{self, step_name},
    },
    outline::origins,
    trouble::Trouble,
    workspace::Workspace,
};

/// Tells of a title: the ruleset that the run recorded, and the one of today for the files that its
/// values come from.
pub(crate) fn tell(
    (ruleset, today): (&Ruleset, Option<&Ruleset>),
    traced: &TracedTitle<'_>,
    said: &Said,
    sources: &mut Sources<'_>,
) -> Result<TitleAccount, Trouble> {
    let mut criteria = Vec::with_capacity(traced.steps.len());
    for (place, (step, said)) in traced.steps.iter().zip(&said.steps).enumerate() {
        let (name, level) = step_name(step.step.criterion.as_str());
        let order = ruleset.criteria.iter().position(|criterion| criterion.id.as_str() == name);
        let Some(order) = order else { continue };
        criteria.push(((order, level, place), criterion(ruleset, order, step, *said, sources)?));
    }
    criteria.sort_by_key(|(key, _)| *key);
    let mut conditions = Vec::with_capacity(traced.conditions.len());
    for condition in &traced.conditions {
        conditions.push(ConditionAccount {
            level: condition.level.and_then(|number| level(ruleset, number)),
            holds: condition.holds,
            evidence: sources.items(&condition.reads)?,
        });
    }
    let missing = if said.status == Status::Undetermined {
        missing(traced, ruleset.points_scale, sources)
    } else {
        Vec::new()
    };
    Ok(TitleAccount {
        title: ruleset.title.clone(),
        name: ruleset.name.clone(),
        reference: ruleset.reference.clone(),
        edition: ruleset.from,
        status: said.status,
        level: level(ruleset, said.levels.0),
        // Whoever is not judged has no points, not even none.
        points: (said.status != Status::NotApplicable).then(|| points(ruleset, said)).flatten(),
        criteria: criteria.into_iter().map(|(_, criterion)| criterion).collect(),
        conditions,
        missing,
        papers: papers::missing(ruleset, traced, said),
        values: today.map_or_else(Vec::new, |today| adapted(ruleset, today, sources.workspace)),
    })
}

/// A level with its name.
fn level(ruleset: &Ruleset, number: u8) -> Option<(u8, String)> {
    let level = ruleset.levels.iter().find(|level| level.number == number)?;
    Some((level.number, level.name.clone()))
}

/// Points as a number.
fn decimal(units: impl Into<i64>, scale: u8) -> Decimal {
    Decimal { units: units.into(), scale }
}

/// The sum of points.
fn points(ruleset: &Ruleset, said: &Said) -> Option<PointsAccount> {
    let scale = ruleset.points_scale;
    let number = |bound: &Option<Bound>| {
        let scalar = match bound.as_ref()? {
            Bound::Literal(scalar) => scalar,
            Bound::Parameter(id) => ruleset.parameter_value(id, 0).flatten()?,
        };
        if let Scalar::Number(number) = scalar { Some(*number) } else { None }
    };
    Some(PointsAccount {
        low: decimal(said.points.0, scale),
        high: decimal(said.points.1, scale),
        max: decimal(said.max, scale),
        total: decimal(ruleset.points_total?, scale),
        pass_mark: number(&ruleset.recognition.pass_mark),
        floor: number(&ruleset.recognition.floor),
    })
}

/// One criterion.
fn criterion(
    ruleset: &Ruleset,
    order: usize,
    step: &TracedStep<'_>,
    (outcome, low, high, reason): SaidStep,
    sources: &mut Sources<'_>,
) -> Result<CriterionAccount, Trouble> {
    let criterion = &ruleset.criteria[order];
    let group = criterion.group.as_ref();
    let group = group.and_then(|id| ruleset.groups.iter().find(|group| group.id == *id));
    let scale = ruleset.points_scale;
    Ok(CriterionAccount {
        criterion: step.step.criterion.clone(),
        name: criterion.name.clone(),
        group: group.map(|group| group.name.clone()),
        level: step_name(step.step.criterion.as_str()).1,
        reference: criterion.reference.clone(),
        required: criterion.required,
        outcome,
        points: step
            .step
            .points
            .map(|max| (decimal(low, scale), decimal(high, scale), decimal(max, scale))),
        reason: step.step.reason(reason).cloned(),
        evidence: sources.items(&step.reads)?,
    })
}

/// What could settle the title.
fn missing(traced: &TracedTitle<'_>, scale: u8, sources: &Sources<'_>) -> Vec<MissingItem> {
    let items = traced.missing.iter();
    items
        .map(|item| MissingItem {
            indicator: item.indicator.clone(),
            name: sources.name(item.indicator),
            settles: item.settles,
            criteria: item
                .steps
                .iter()
                .filter_map(|step| Some(traced.steps.get(*step)?.step.criterion.clone()))
                .collect(),
            points: item.points.map(|points| decimal(points, scale)),
        })
        .collect()
}

/// Values that an overlay set or narrowed. The files of today are named for those that still hold:
/// what a run records tells what held, not in which line.
fn adapted(ruleset: &Ruleset, today: &Ruleset, workspace: &Workspace) -> Vec<AdaptedValue> {
    let parameters = today.parameters.values().filter(|parameter| {
        let then = ruleset.parameters.get(&parameter.id);
        parameter.origins.len() > 1 && then.is_some_and(|then| then.value == parameter.value)
    });
    let criteria = today.criteria.iter().filter(|criterion| {
        let then = ruleset.criterion(&criterion.id);
        criterion.origins.len() > 1
            && then.is_some_and(|then| {
                (then.points, then.removed) == (criterion.points, criterion.removed)
            })
    });
    let parameters = parameters.map(|parameter| (&parameter.name, &parameter.origins));
    let criteria = criteria.map(|criterion| (&criterion.name, &criterion.origins));
    let named = parameters.chain(criteria);
    named
        .map(|(name, chain)| AdaptedValue {
            name: name.clone(),
            origins: origins(chain, workspace),
        })
        .collect()
}
