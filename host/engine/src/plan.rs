//! The order of work for one place: titles, the criteria of each, and the columns that they need.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use tieuchi_core::{
    Catalogue, Checker, Compute, Condition, CriterionId, IndicatorId, Kind, Period, Reason,
    Ruleset, TitleId, ValueType,
};

use crate::{
    arithmetic::Arithmetic,
    lower::{Cond, Names, Slot},
    members::{Aggregate, Members},
    missing::Conditions,
    order,
    past::Past,
    step::{self, Step},
    verdict::LevelRule,
};

/// What planning starts from.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// The resolved rulesets of the place.
    pub rulesets: &'a [Ruleset],
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The period to assess.
    pub period: Period,
    /// Who judges the criteria that no table can express; under `name@2` where level 2 has another.
    /// A criterion without one is not checked.
    pub checkers: &'a BTreeMap<(TitleId, CriterionId), Arc<dyn Checker>>,
}

/// What must be read of the subjects of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wants {
    /// Register columns with their types.
    pub indicators: Vec<(IndicatorId, ValueType)>,
    /// Kinds of the subjects that they belong to.
    pub links: BTreeSet<Kind>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanError {
    /// Titles that wait for each other, in a circle.
    Cycle(Vec<TitleId>),
    /// Points whose products would not fit into the numbers that they are reckoned with, or far too
    /// many levels.
    TooLarge(TitleId),
    /// A score whose indicator keeps more decimals than the ruleset's points.
    Scale(TitleId, CriterionId),
}

impl std::fmt::Display for PlanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cycle(titles) => {
                let names: Vec<String> = titles.iter().map(|title| format!("`{title}`")).collect();
                write!(f, "titles depend on each other in a circle: {}", names.join(" → "))
            }
            Self::TooLarge(title) => {
                write!(f, "the points of `{title}` are too large, or it has too many levels")
            }
            Self::Scale(title, criterion) => write!(
                f,
                "criterion `{criterion}` of `{title}` takes points from an indicator with more \
                 decimals than the ruleset keeps"
            ),
        }
    }
}

impl std::error::Error for PlanError {}

/// The order of work for one place and period.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The period to assess.
    pub(crate) period: Period,
    /// Indicators; each stands after those that it is computed from.
    pub(crate) indicators: Vec<Planned>,
    /// Titles in the order of judging.
    pub(crate) titles: Vec<PlannedTitle>,
}

/// An indicator in the plan.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    /// Whose.
    pub kind: Kind,
    /// Its id.
    pub id: IndicatorId,
    /// Its type.
    pub value_type: ValueType,
    /// Where its values come from.
    pub origin: Origin,
    /// The indicators that it is computed from.
    pub inputs: Vec<Slot>,
}

/// Where values come from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A register column.
    Register,
    /// The verdicts of a title of this plan; none where nobody judges it.
    Title(Option<usize>),
    /// Other indicators of the subject.
    Arithmetic(Arithmetic),
    /// Members.
    Members(Members),
    /// Decisions.
    Past(Past),
}

/// A title in the plan.
#[derive(Debug, Clone)]
pub struct PlannedTitle {
    /// The title.
    pub title: TitleId,
    /// Whom it judges.
    pub kind: Kind,
    /// Where its ruleset stands in [`PlanInput::rulesets`].
    pub ruleset: usize,
    /// The findings to come, in this order.
    pub steps: Vec<PlannedStep>,
    /// The sum of points of criteria that are not removed, in units; 0 without points.
    pub points_max: i32,
    /// Whether the ruleset gives points.
    pub has_points: bool,
    /// Whether it has levels.
    pub has_levels: bool,
    /// Own indicators that a register, members or decisions give, ascending: what may be missing.
    pub(crate) leaves: Vec<Slot>,
    /// The conditions beside the criteria, with what may be missing for them.
    pub(crate) conditions: Conditions,
    /// What an account tells of whom the ruleset is about, and of what each level asks for beside
    /// the criteria; where one is said, whatever its bounds.
    pub(crate) told: Vec<Vec<Slot>>,
    /// Every indicator that must be known before judging, ascending.
    pub(crate) needs: Vec<Slot>,
    /// Whom the ruleset is about.
    pub(crate) applies: Option<Cond>,
    /// Levels from the lowest; one for a title without.
    pub(crate) levels: Vec<LevelRule>,
}

/// A criterion as it is judged; one whose parameters differ between levels is judged for each.
#[derive(Debug, Clone)]
pub struct PlannedStep {
    /// The criterion; `name@2` for what it asks at level 2 where that differs.
    pub criterion: CriterionId,
    /// The most points, in units; none for a criterion without points.
    pub points: Option<i32>,
    /// Passes from these points on, in units; none where the floor is an open parameter. 1 for a
    /// criterion without points, whose finding counts as 1 or 0.
    pub pass_from: Option<i32>,
    /// How it is judged.
    pub(crate) step: Step,
}

impl PlannedStep {
    /// The text of a reason that its findings bear.
    pub fn reason(&self, code: u8) -> Option<&Reason> {
        self.step.checker.as_ref()?.reason(code)
    }
}

impl Plan {
    /// The titles in the order of judging.
    pub fn titles(&self) -> &[PlannedTitle] {
        &self.titles
    }

    /// What must be read of each kind.
    pub fn wants(&self) -> BTreeMap<Kind, Wants> {
        let mut wants: BTreeMap<Kind, Wants> = BTreeMap::new();
        for title in &self.titles {
            wants.entry(title.kind).or_default();
        }
        for planned in &self.indicators {
            match &planned.origin {
                Origin::Register => {
                    let column = (planned.id.clone(), planned.value_type.clone());
                    wants.entry(planned.kind).or_default().indicators.push(column);
                }
                Origin::Members(Members { kind, over, .. }) => {
                    let wants = wants.entry(*over).or_default();
                    if kind.link_column().is_some() {
                        wants.links.insert(*kind);
                    }
                }
                Origin::Title(_) | Origin::Arithmetic(_) | Origin::Past(_) => {}
            }
        }
        for title in &self.titles {
            let steps = title.steps.iter();
            for (over, _) in steps.flat_map(|step| &step.step.plugin.members) {
                let wants = wants.entry(*over).or_default();
                if title.kind.link_column().is_some() {
                    wants.links.insert(title.kind);
                }
            }
        }
        wants
    }

    /// The titles whose earlier decisions are read, with whose they are.
    pub fn history(&self) -> BTreeMap<TitleId, Kind> {
        let titles = self.indicators.iter().filter_map(|planned| match &planned.origin {
            Origin::Past(Past::Streak(title, _) | Past::HeldMonths(title, _)) => {
                Some((title.clone(), planned.kind))
            }
            _ => None,
        });
        titles.collect()
    }

    /// The indicators that may be missing for a title's subjects, as [`crate::Judged::missing`]
    /// counts them.
    pub fn leaves(&self, title: &PlannedTitle) -> impl Iterator<Item = &IndicatorId> {
        title.leaves.iter().map(|slot| &self.indicators[*slot].id)
    }
}

/// Plans the work.
pub fn plan(input: &PlanInput<'_>) -> Result<Plan, PlanError> {
    let order =
        order::titles(input.rulesets, input.catalogue, input.checkers).map_err(PlanError::Cycle)?;
    let judged = order
        .iter()
        .enumerate()
        .map(|(place, index)| (input.rulesets[*index].title.clone(), place))
        .collect();
    let mut builder =
        Builder { input, judged, indicators: Vec::new(), slots: BTreeMap::new(), open: Vec::new() };
    let mut titles = Vec::with_capacity(order.len());
    for index in order {
        titles.push(builder.title(index)?);
    }
    let mut plan = Plan { period: input.period, indicators: builder.indicators, titles };
    plan.find_leaves();
    Ok(plan)
}

/// A plan in the making.
pub(crate) struct Builder<'a> {
    /// What it starts from.
    pub input: &'a PlanInput<'a>,
    /// Where each title stands in the order.
    judged: BTreeMap<TitleId, usize>,
    /// Indicators so far.
    indicators: Vec<Planned>,
    /// Where they stand.
    slots: BTreeMap<(Kind, IndicatorId), Slot>,
    /// Indicators being looked up, so that a circle ends.
    open: Vec<(Kind, IndicatorId)>,
}

impl Builder<'_> {
    /// Plans one title.
    fn title(&mut self, index: usize) -> Result<PlannedTitle, PlanError> {
        let input = self.input;
        let ruleset = &input.rulesets[index];
        for id in order::own_indicators(ruleset, input.checkers) {
            self.intern(ruleset.kind, &id);
        }
        let members = order::member_indicators(ruleset, input.checkers);
        for (kind, id) in &members {
            self.intern(*kind, id);
        }
        let lowered = step::lower(ruleset, self)?;
        let mut roots: Vec<Slot> = Vec::new();
        for id in order::own_indicators(ruleset, input.checkers) {
            roots.extend(self.slots.get(&(ruleset.kind, id)));
        }
        roots.extend(members.iter().filter_map(|key| self.slots.get(key)));
        let needs = self.closure(&roots);
        let levels = ruleset.levels.iter().filter_map(|level| level.requires.as_ref());
        let told = ruleset.applies.iter().chain(levels).map(|condition| {
            let mut ids = BTreeSet::new();
            order::condition_indicators(condition, &mut ids);
            ids.iter().filter_map(|id| Some(self.slot(ruleset.kind, id)?.0)).collect()
        });
        let told = told.collect();
        Ok(PlannedTitle {
            title: ruleset.title.clone(),
            kind: ruleset.kind,
            ruleset: index,
            points_max: lowered.points_max,
            has_points: ruleset.points_total.is_some(),
            has_levels: !ruleset.levels.is_empty(),
            steps: lowered.steps,
            leaves: Vec::new(),
            conditions: Vec::new(),
            told,
            needs,
            applies: lowered.applies,
            levels: lowered.levels,
        })
    }

    /// An indicator's place and type, once interned.
    pub(crate) fn slot(&self, kind: Kind, id: &IndicatorId) -> Option<(Slot, ValueType)> {
        let slot = *self.slots.get(&(kind, id.clone()))?;
        Some((slot, self.indicators[slot].value_type.clone()))
    }

    /// Everything that indicators are computed from, and they themselves, ascending.
    fn closure(&self, roots: &[Slot]) -> Vec<Slot> {
        let mut reached: BTreeSet<Slot> = BTreeSet::new();
        let mut open = roots.to_vec();
        while let Some(slot) = open.pop() {
            if reached.insert(slot) {
                open.extend(&self.indicators[slot].inputs);
            }
        }
        reached.into_iter().collect()
    }

    /// Gives an indicator a slot behind those that it is computed from. One that the catalogue does
    /// not know, or that is computed from itself, gets none: conditions on it are unknown.
    pub(crate) fn intern(&mut self, kind: Kind, id: &IndicatorId) -> Option<Slot> {
        let key = (kind, id.clone());
        if let Some(slot) = self.slots.get(&key) {
            return Some(*slot);
        }
        let indicator = self.input.catalogue.get(kind, id)?;
        if self.open.contains(&key) {
            return None;
        }
        self.open.push(key.clone());
        let origin = match (&indicator.compute, id.title()) {
            (Some(compute), _) => self.computed(kind, compute),
            (None, Some(title)) => Some(Origin::Title(self.judged.get(&title).copied())),
            (None, None) => Some(Origin::Register),
        };
        self.open.pop();
        let origin = origin?;
        let inputs = match &origin {
            Origin::Register | Origin::Title(_) | Origin::Past(Past::HeldMonths(..)) => Vec::new(),
            Origin::Arithmetic(arithmetic) => arithmetic.inputs(),
            Origin::Members(members) => members.inputs(),
            Origin::Past(Past::Streak(_, slot)) => slot.iter().copied().collect(),
        };
        let slot = self.indicators.len();
        let value_type = indicator.value_type.clone();
        self.indicators.push(Planned { kind, id: id.clone(), value_type, origin, inputs });
        self.slots.insert(key, slot);
        Some(slot)
    }

    /// Looks up what an indicator is computed from.
    fn computed(&mut self, kind: Kind, compute: &Compute) -> Option<Origin> {
        let list = |builder: &mut Self, ids: &[IndicatorId]| -> Option<Vec<Slot>> {
            ids.iter().map(|id| builder.intern(kind, id)).collect()
        };
        Some(match compute {
            Compute::Age { of } => Origin::Arithmetic(Arithmetic::Age(self.intern(kind, of)?)),
            Compute::Sum(ids) => Origin::Arithmetic(Arithmetic::Sum(list(self, ids)?)),
            Compute::Least(ids) => Origin::Arithmetic(Arithmetic::Least(list(self, ids)?)),
            Compute::Greatest(ids) => Origin::Arithmetic(Arithmetic::Greatest(list(self, ids)?)),
            Compute::Difference(left, right) => Origin::Arithmetic(Arithmetic::Difference(
                self.intern(kind, left)?,
                self.intern(kind, right)?,
            )),
            Compute::Ratio(part, whole) => Origin::Arithmetic(Arithmetic::Ratio(
                self.intern(kind, part)?,
                self.intern(kind, whole)?,
            )),
            Compute::Count { over, filter } => {
                self.members(kind, *over, filter.as_ref(), Aggregate::Count)
            }
            Compute::Share { over, filter, having } => {
                let having = self.condition(*over, having);
                self.members(kind, *over, filter.as_ref(), Aggregate::Share(having))
            }
            Compute::Total { over, of, filter } => {
                let of = self.intern(*over, of)?;
                self.members(kind, *over, filter.as_ref(), Aggregate::Total(of))
            }
            Compute::Mean { over, of, filter } => {
                let of = self.intern(*over, of)?;
                self.members(kind, *over, filter.as_ref(), Aggregate::Mean(of))
            }
            Compute::Streak { title } => {
                let now = self.intern(kind, &IndicatorId::of_title(title));
                Origin::Past(Past::Streak(title.clone(), now))
            }
            Compute::HeldMonths { title, level } => {
                Origin::Past(Past::HeldMonths(title.clone(), *level))
            }
        })
    }

    /// A computation over members.
    fn members(
        &mut self,
        kind: Kind,
        over: Kind,
        filter: Option<&Condition>,
        what: Aggregate,
    ) -> Origin {
        let filter = filter.map(|condition| self.condition(over, condition));
        Origin::Members(Members { kind, over, filter, what })
    }

    /// Lowers a condition of the catalogue: it has no parameters.
    fn condition(&mut self, kind: Kind, condition: &Condition) -> Cond {
        let mut ids = BTreeSet::new();
        order::condition_indicators(condition, &mut ids);
        for id in &ids {
            self.intern(kind, id);
        }
        let slot = |id: &IndicatorId| self.slot(kind, id);
        Names { ruleset: None, level: 0, slot: &slot }.condition(condition)
    }
}
