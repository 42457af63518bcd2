//! One criterion, lowered: every name looked up, every constant in the units that it meets.

use std::{collections::BTreeMap, sync::Arc};

use tieuchi_core::{
    Bound, Check, Checker, Condition, Criterion, CriterionId, Decimal, IndicatorId, Kind,
    Otherwise, Ruleset, Scalar, Setting, Test, Truth, ValueType,
};

use crate::{
    lower::{Cond, Looked, LoweredCheck, Names, RatioTest, Slot},
    order,
    plan::{Builder, PlanError, PlannedStep},
    verdict::{LevelRule, LevelStep, PassRule},
};

/// The greatest total of points, in units: products of two stay far inside 64 bits.
const POINTS_TOTAL_MAX: i32 = 1_000_000;

/// The most levels of a title.
const LEVELS_MAX: usize = 100;

/// A criterion ready to run.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// How.
    pub check: LoweredCheck,
    /// To whom it applies.
    pub applies: Option<Cond>,
    /// What becomes of its points otherwise.
    pub otherwise: Otherwise,
    /// What the check reads.
    pub check_reads: Vec<Slot>,
    /// What tells to whom it applies.
    pub applies_reads: Vec<Slot>,
    /// What may be missing for it.
    pub leaves: Vec<Slot>,
    /// What an account tells of: also what is held against a bound that no source gives.
    pub told: Vec<Slot>,
    /// The plugin's side.
    pub checker: Option<Arc<dyn Checker>>,
    /// What the plugin is sent.
    pub plugin: PluginSlots,
}

/// The inputs of a plugin, in its order; none for an indicator that nobody knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PluginSlots {
    /// Of the subject itself.
    pub own: Vec<Option<Slot>>,
    /// Of its members.
    pub members: Vec<(Kind, Vec<Option<Slot>>)>,
}

impl PartialEq for Step {
    /// Whether two levels ask for the same: of a plugin, whether it is the same checker.
    fn eq(&self, other: &Self) -> bool {
        let Self {
            check,
            applies,
            otherwise,
            check_reads,
            applies_reads: _,
            leaves: _,
            told: _,
            checker,
            plugin: _,
        } = self;
        let same_checker = match (checker, &other.checker) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (own, other) => own.is_none() && other.is_none(),
        };
        same_checker
            && (check, applies, otherwise, check_reads)
                == (&other.check, &other.applies, &other.otherwise, &other.check_reads)
    }
}

/// What no scored criterion may fall under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Floor {
    /// The ruleset has no floor.
    None,
    /// It has one that the sources do not give.
    Open,
    /// In points.
    At(Decimal),
}

/// A ruleset's steps and levels.
pub(crate) struct Lowered {
    /// Findings to come.
    pub steps: Vec<PlannedStep>,
    /// At least one.
    pub levels: Vec<LevelRule>,
    /// Points of the criteria that are not removed.
    pub points_max: i32,
    /// Whom the ruleset is about.
    pub applies: Option<Cond>,
}

/// Lowers a ruleset whose indicators have been interned.
pub(crate) fn lower(ruleset: &Ruleset, builder: &Builder<'_>) -> Result<Lowered, PlanError> {
    let points = || ruleset.criteria.iter().filter_map(|criterion| criterion.points);
    let sum = points().map(i64::from).sum::<i64>().max(ruleset.points_total.unwrap_or(0).into());
    let absurd = points().any(|points| points < 0) || ruleset.levels.len() > LEVELS_MAX;
    if sum > POINTS_TOTAL_MAX.into() || absurd {
        return Err(PlanError::TooLarge(ruleset.title.clone()));
    }
    let slot = |id: &IndicatorId| builder.slot(ruleset.kind, id);
    let names = |level| Names { ruleset: Some(ruleset), level, slot: &slot };
    let mut steps: Vec<PlannedStep> = Vec::new();
    let mut levels = Vec::new();
    for level in 0..ruleset.levels.len().max(1) {
        let names = names(level);
        let floor = match &ruleset.recognition.floor {
            None => Floor::None,
            Some(bound) => names.number(bound).map_or(Floor::Open, Floor::At),
        };
        let mut level_steps = Vec::with_capacity(ruleset.criteria.len());
        for criterion in &ruleset.criteria {
            let planned = lower_criterion(criterion, ruleset, &names, floor, builder)?;
            let known = steps.iter().position(|step| {
                base_name(&step.criterion) == criterion.id.as_str()
                    && step.step == planned.step
                    && step.pass_from == planned.pass_from
            });
            let index = known.unwrap_or(steps.len());
            if known.is_none() {
                let name = if level == 0 {
                    criterion.id.clone()
                } else {
                    CriterionId::new(format!("{}@{}", criterion.id, level + 1))
                };
                steps.push(PlannedStep { criterion: name, ..planned });
            }
            let needed = criterion.required || (floor != Floor::None && criterion.points.is_some());
            level_steps.push(LevelStep { index, needed });
        }
        let requires = ruleset.levels.get(level).and_then(|level| level.requires.as_ref());
        levels.push(LevelRule {
            pass: pass_rule(ruleset, &names, &level_steps, &steps),
            steps: level_steps,
            requires: requires.map(|condition| names.condition(condition)),
        });
    }
    let first = levels.first().into_iter().flat_map(|level: &LevelRule| &level.steps);
    let points_max = first
        .map(|step| &steps[step.index])
        .filter(|step| !(step.step.is_removed() && step.step.may_exclude()))
        .filter_map(|step| step.points)
        .fold(0, i32::saturating_add);
    let applies = ruleset.applies.as_ref().map(|condition| names(0).condition(condition));
    Ok(Lowered { steps, levels, points_max, applies })
}

/// A step's criterion without the level behind it.
fn base_name(criterion: &CriterionId) -> &str {
    criterion.as_str().split('@').next().unwrap_or_default()
}

/// What the points of a level are held against.
fn pass_rule(
    ruleset: &Ruleset,
    names: &Names<'_>,
    level_steps: &[LevelStep],
    steps: &[PlannedStep],
) -> PassRule {
    let (Some(bound), Some(total)) = (&ruleset.recognition.pass_mark, ruleset.points_total) else {
        return PassRule::None;
    };
    let Some(mark) = names.number(bound) else { return PassRule::Open };
    let scale = ruleset.points_scale.max(mark.scale);
    let factor = 10_i64.pow(u32::from(scale - ruleset.points_scale));
    let weight = i64::from(total) * factor;
    // Below 0 every sum reaches the mark, above the total none does: nothing farther out matters.
    let mark_units = mark.bracket(scale).0.clamp(0, i128::from(weight.max(0)) + 1);
    let Ok(mark_units) = i64::try_from(mark_units) else { return PassRule::Open };
    // Sums of points are those of the first level; above it, its own findings are asked.
    let excludes =
        names.level > 0 || level_steps.iter().any(|step| steps[step.index].step.may_exclude());
    PassRule::Points { mark: mark_units, weight, excludes }
}

/// Lowers a criterion at a level.
fn lower_criterion(
    criterion: &Criterion,
    ruleset: &Ruleset,
    names: &Names<'_>,
    floor: Floor,
    builder: &Builder<'_>,
) -> Result<PlannedStep, PlanError> {
    let check = lower_check(criterion, ruleset, names)?;
    let applies = if criterion.removed {
        Some(Cond::Constant(Truth::False))
    } else {
        criterion.applies.as_ref().map(|condition| names.condition(condition))
    };
    let checker = order::checker(criterion, ruleset, names.level, builder.input.checkers);
    let told = order::criterion_indicators(criterion, checker);
    let told = told.iter().filter_map(|id| Some((names.slot)(id)?.0)).collect();
    let checker = checker.filter(|_| matches!(check, LoweredCheck::Plugin)).cloned();
    let plugin = checker.as_ref().map_or_else(PluginSlots::default, |checker| {
        let slot = |kind, id| builder.slot(kind, id).map(|(slot, _)| slot);
        let members = checker.needs().members.iter().map(|needs| {
            (needs.kind, needs.indicators.iter().map(|id| slot(needs.kind, id)).collect())
        });
        let own = checker.needs().own.iter().map(|id| slot(ruleset.kind, id)).collect();
        PluginSlots { own, members: members.collect() }
    });
    let mut check_reads = check.slots();
    check_reads.extend(plugin.own.iter().flatten());
    check_reads.sort_unstable();
    check_reads.dedup();
    let mut applies_reads = Vec::new();
    applies.iter().for_each(|condition| condition.slots(&mut applies_reads));
    // Units are whole, so a floor between two of them asks for the upper one.
    let pass_from = match (criterion.points, floor) {
        (None, _) | (_, Floor::None) => Some(1),
        (Some(_), Floor::Open) => None,
        (Some(_), Floor::At(floor)) => {
            let units = floor.bracket(ruleset.points_scale).1;
            Some(i32::try_from(units).unwrap_or(if units < 0 { i32::MIN } else { i32::MAX }))
        }
    };
    Ok(PlannedStep {
        criterion: criterion.id.clone(),
        points: criterion.points,
        pass_from,
        step: Step {
            check,
            applies,
            otherwise: criterion.otherwise,
            check_reads,
            applies_reads,
            leaves: Vec::new(),
            told,
            checker,
            plugin,
        },
    })
}

/// Lowers a check. A name that is not known makes it unknown.
fn lower_check(
    criterion: &Criterion,
    ruleset: &Ruleset,
    names: &Names<'_>,
) -> Result<LoweredCheck, PlanError> {
    let points = criterion.points.unwrap_or(0);
    let unknown = || LoweredCheck::Steps {
        steps: vec![(Cond::Constant(Truth::Unknown), points)],
        exhaustive: false,
    };
    let is_in = |of: &IndicatorId, test: Test| {
        names.condition(&Condition::Compare { indicator: of.clone(), test })
    };
    Ok(match &criterion.check {
        Check::Plugin { settings, .. } if is_set(settings, names) => LoweredCheck::Plugin,
        // A setting that no source gives makes every finding unknown.
        Check::Plugin { .. } if criterion.points.is_none() => {
            LoweredCheck::Holds(Cond::Constant(Truth::Unknown))
        }
        Check::Plugin { .. } => unknown(),
        Check::Holds(condition) if criterion.points.is_none() => {
            LoweredCheck::Holds(names.condition(condition))
        }
        Check::Holds(condition) => LoweredCheck::Steps {
            steps: vec![(names.condition(condition), points)],
            exhaustive: false,
        },
        Check::Steps(steps) => LoweredCheck::Steps {
            steps: steps.iter().map(|step| (names.condition(&step.when), step.points)).collect(),
            exhaustive: false,
        },
        Check::Bands { of, bands } => {
            let number = |bound: Decimal| Bound::Literal(Scalar::Number(bound));
            let band = |band: &tieuchi_core::Band| {
                let low = band.from.map(|from| is_in(of, Test::AtLeast(number(from))));
                let high = band.below.map(|below| is_in(of, Test::Below(number(below))));
                (both((names.slot)(of), low, high), band.points)
            };
            LoweredCheck::Steps { steps: bands.iter().map(band).collect(), exhaustive: true }
        }
        Check::Choices { of, points } => match (names.slot)(of) {
            Some((slot, ValueType::Code(_))) => LoweredCheck::Steps {
                steps: (0..)
                    .zip(points)
                    .map(|(code, points)| (Cond::Within(slot, code, code), *points))
                    .collect(),
                exhaustive: true,
            },
            _ => unknown(),
        },
        Check::Score { of } => match (names.slot)(of) {
            Some((slot, value_type)) => {
                let Some(digits) = ruleset.points_scale.checked_sub(value_type.scale()) else {
                    let (title, id) = (ruleset.title.clone(), criterion.id.clone());
                    return Err(PlanError::Scale(title, id));
                };
                LoweredCheck::Score { of: slot, factor: 10_i64.pow(u32::from(digits)) }
            }
            None => unknown(),
        },
        Check::Scale { of, target, round } => match (names.slot)(of) {
            Some((slot, value_type)) => LoweredCheck::Scale {
                of: slot,
                factor: if let ValueType::Ratio { factor } = value_type { factor } else { 1 },
                target: match names.bound(target) {
                    Looked::Value(Scalar::Number(target)) if target.units > 0 => Some(target),
                    _ => None,
                },
                round: *round,
                scale: ruleset.points_scale,
            },
            None => unknown(),
        },
    })
}

/// Whether every setting of a plugin has a value.
fn is_set(settings: &BTreeMap<String, Setting>, names: &Names<'_>) -> bool {
    let mut bounds = settings.values().flat_map(Setting::bounds);
    bounds.all(|bound| matches!(names.bound(bound), Looked::Value(_)))
}

/// Joins the two ends of a band into one condition, so that a value between them counts as surely
/// inside.
fn both(slot: Option<(Slot, ValueType)>, low: Option<Cond>, high: Option<Cond>) -> Cond {
    match (low, high) {
        (Some(Cond::Within(slot, low, _)), Some(Cond::Within(_, _, high))) if low <= high => {
            Cond::Within(slot, low, high)
        }
        (Some(Cond::Ratio(slot, low)), Some(Cond::Ratio(_, high))) => {
            Cond::Ratio(slot, RatioTest { high: high.high, ..low })
        }
        (Some(low), Some(high)) => Cond::All(vec![low, high]),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => match slot {
            Some((slot, value_type)) if !matches!(value_type, ValueType::Ratio { .. }) => {
                Cond::Within(slot, i64::MIN, i64::MAX)
            }
            _ => Cond::Constant(Truth::Unknown),
        },
    }
}

impl LoweredCheck {
    /// The indicators that it reads.
    fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        match self {
            Self::Score { of, .. } | Self::Scale { of, .. } => slots.push(*of),
            Self::Steps { steps, .. } => steps.iter().for_each(|(when, _)| when.slots(&mut slots)),
            Self::Holds(condition) => condition.slots(&mut slots),
            Self::Plugin => {}
        }
        slots
    }
}

impl Step {
    /// Whether its points may leave the total.
    pub(crate) fn may_exclude(&self) -> bool {
        let may = self.applies.is_some() || self.check == LoweredCheck::Plugin;
        may && self.otherwise == Otherwise::Exclude
    }

    /// Whether it applies to nobody.
    pub(crate) fn is_removed(&self) -> bool {
        self.applies == Some(Cond::Constant(Truth::False))
    }
}
