//! A criterion at a level, ready to be asked what it can give.

use tieuchi_core::{
    Bound, Check, Criterion, Decimal, Level, Otherwise, Rounding, Ruleset, Scalar, Truth,
};

use crate::proof::{
    cond::{Cond, Constants, Names, Side, Value, Var, Witness, compare},
    space::Space,
};

/// A criterion at a level.
#[derive(Debug)]
pub(crate) struct Item<'r> {
    /// The criterion.
    pub(crate) criterion: &'r Criterion,
    /// To whom it applies.
    pub(crate) applies: Cond,
    /// What it gives.
    pub(crate) earn: Earn,
    /// The most that it gives, in units; 1 for a criterion without points.
    pub(crate) points: i64,
    /// Passed from these on; none where the floor has no value.
    pub(crate) pass_from: Option<i64>,
    /// Whether the title cannot be had without passing it.
    pub(crate) needed: bool,
}

/// What a criterion gives.
#[derive(Debug)]
pub(crate) enum Earn {
    /// The points of the first that holds, else nothing.
    Steps(Vec<(Cond, i64)>),
    /// The value times a factor.
    Score(Var, i64),
    /// The points × value ÷ target.
    Scale(Var, Decimal, Rounding),
    /// Anything from nothing to all.
    Free,
}

/// What no scored criterion may fall under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Floor {
    /// The ruleset has no floor.
    None,
    /// It has one without a value.
    Open,
    /// In points.
    At(Decimal),
}

/// A ruleset at a level.
#[derive(Debug)]
pub(crate) struct Stage<'r> {
    /// Its criteria, without those that are removed.
    pub(crate) items: Vec<Item<'r>>,
    /// What must hold beside: of whom the ruleset is, what the level requires.
    pub(crate) constraints: Vec<Cond>,
    /// The pass mark and the total, both in the same units; none where there is none or it has no
    /// value.
    pub(crate) mark: Option<(i64, i64)>,
    /// What removed criteria add to the sum that is held against the mark.
    pub(crate) removed: i128,
}

/// The values of parameters at a level.
pub(crate) fn constants(ruleset: &Ruleset, level: Option<&Level>) -> Constants {
    let own = ruleset.parameters.iter();
    let mut values: Constants =
        own.filter_map(|(id, found)| Some((id.clone(), found.value.clone()?))).collect();
    for (id, value) in level.into_iter().flat_map(|level| &level.values) {
        match value {
            Some(value) => values.insert(id.clone(), value.clone()),
            None => values.remove(id),
        };
    }
    values
}

/// A ruleset at a level, with the values that parameters have there, and at the first level: whom
/// the ruleset is about does not depend on the level.
pub(crate) fn stage<'r>(
    ruleset: &'r Ruleset,
    level: Option<&Level>,
    constants: &Constants,
    first: &Constants,
    space: &Space<'_>,
) -> Stage<'r> {
    let var = |id: &_| space.var(id);
    let names = Names { var: &var, constants };
    let floor = match &ruleset.recognition.floor {
        None => Floor::None,
        Some(bound) => names.number(bound).map_or(Floor::Open, Floor::At),
    };
    let kept = ruleset.criteria.iter().filter(|criterion| !criterion.removed);
    let items = kept.map(|criterion| item(criterion, ruleset, floor, names)).collect();
    let requires = level.and_then(|level| level.requires.as_ref());
    let about = Names { var: &var, constants: first };
    let about = ruleset.applies.iter().map(|condition| about.condition(condition));
    let requires = requires.map(|condition| names.condition(condition));
    let mark = mark(ruleset, names);
    let removed = ruleset.criteria.iter().filter(|criterion| criterion.removed);
    let removed = removed.filter(|criterion| criterion.otherwise == Otherwise::Full);
    let given: i64 = removed.filter_map(|criterion| criterion.points).map(i64::from).sum();
    let removed =
        mark.map_or(0, |(mark, total)| i128::from(given) * (i128::from(total) - i128::from(mark)));
    Stage { items, constraints: about.chain(requires).collect(), mark, removed }
}

/// The pass mark and the total in the same units.
fn mark(ruleset: &Ruleset, names: Names<'_>) -> Option<(i64, i64)> {
    let mark = names.number(ruleset.recognition.pass_mark.as_ref()?)?;
    let scale = ruleset.points_scale.max(mark.scale);
    let total = Decimal { units: ruleset.points_total?.into(), scale: ruleset.points_scale };
    // More digits than anything is kept with change nothing of the order.
    Some((mark.exact_units(scale)?, total.exact_units(scale)?))
}

/// A criterion at a level; a name that is not known makes it give anything.
fn item<'r>(
    criterion: &'r Criterion,
    ruleset: &Ruleset,
    floor: Floor,
    names: Names<'_>,
) -> Item<'r> {
    let applies = criterion.applies.as_ref();
    let floor = if criterion.points.is_some() { floor } else { Floor::None };
    let pass_from = match floor {
        Floor::None => Some(1),
        Floor::Open => None,
        // Units are whole, so a floor between two of them asks for the upper one.
        Floor::At(floor) => i64::try_from(floor.bracket(ruleset.points_scale).1).ok(),
    };
    Item {
        criterion,
        applies: applies
            .map_or(Cond::Constant(Truth::True), |condition| names.condition(condition)),
        earn: earn(criterion, ruleset.points_scale, names).unwrap_or(Earn::Free),
        points: criterion.points.map_or(1, i64::from),
        pass_from,
        needed: criterion.required || floor != Floor::None,
    }
}

/// What a criterion gives; none where a name is not known.
fn earn(criterion: &Criterion, points_scale: u8, names: Names<'_>) -> Option<Earn> {
    let all = criterion.points.map_or(1, i64::from);
    Some(match &criterion.check {
        Check::Plugin { .. } => Earn::Free,
        Check::Holds(condition) => Earn::Steps(vec![(names.condition(condition), all)]),
        Check::Steps(steps) => {
            let steps = steps.iter();
            Earn::Steps(
                steps.map(|step| (names.condition(&step.when), step.points.into())).collect(),
            )
        }
        Check::Bands { of, bands } => {
            let of = (names.var)(of)?;
            let side = |side, bound: Option<Decimal>| {
                bound.map(|bound| compare(of, false, side, &Scalar::Number(bound)))
            };
            let inside = |band: &tieuchi_core::Band| {
                let from = side(Side::AtLeast, band.from);
                Cond::All(from.into_iter().chain(side(Side::Below, band.below)).collect())
            };
            Earn::Steps(bands.iter().map(|band| (inside(band), band.points.into())).collect())
        }
        Check::Choices { of, points } => {
            let (var, _) = (names.var)(of)?;
            let choices = (0_i64..).zip(points);
            Earn::Steps(
                choices.map(|(at, points)| (Cond::Within(var, at, at), (*points).into())).collect(),
            )
        }
        Check::Score { of } => {
            let (var, value_type) = (names.var)(of)?;
            let digits = points_scale.checked_sub(value_type.scale())?;
            Earn::Score(var, 10_i64.checked_pow(digits.into())?)
        }
        Check::Scale { of, target, round } => {
            let (var, _) = (names.var)(of)?;
            let target = target_of(target, names)?;
            Earn::Scale(var, target, *round)
        }
    })
}

/// The target of `scale`, if it has a value that can be one.
fn target_of(target: &Bound, names: Names<'_>) -> Option<Decimal> {
    names.number(target).filter(|target| target.units > 0)
}

impl Item<'_> {
    /// The conditions that decide what it gives.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Cond> {
        let steps = match &self.earn {
            Earn::Steps(steps) => steps.as_slice(),
            _ => &[],
        };
        std::iter::once(&self.applies).chain(steps.iter().map(|(when, _)| when))
    }

    /// The indicator whose value is its points.
    pub(crate) const fn measure(&self) -> Option<Var> {
        match self.earn {
            Earn::Score(var, _) | Earn::Scale(var, ..) => Some(var),
            Earn::Steps(_) | Earn::Free => None,
        }
    }

    /// The least and the most that it gives in a cell to those to whom it applies, in units.
    pub(crate) fn ends(&self, at: &Witness, space: &Space<'_>, points_scale: u8) -> (i64, i64) {
        let anything = (0, self.points);
        match &self.earn {
            Earn::Free => anything,
            Earn::Steps(steps) => {
                let (mut least, mut most) = (i64::MAX, i64::MIN);
                for (when, points) in steps {
                    let truth = when.truth(at);
                    if truth != Truth::False {
                        (least, most) = (least.min(*points), most.max(*points));
                    }
                    if truth == Truth::True {
                        return (least, most);
                    }
                }
                (least.min(0), most.max(0))
            }
            Earn::Score(var, factor) => match at.get(var) {
                Some(Value::Units(from, to) | Value::Missing(from, to)) => {
                    let points = |units: &i64| units.saturating_mul(*factor).clamp(0, self.points);
                    (points(from), points(to))
                }
                _ => anything,
            },
            Earn::Scale(var, target, round) => {
                let end = |num: i128, den: i128| {
                    scaled(num, den, *target, *round, self.points, points_scale)
                };
                let ends = match at.get(var) {
                    Some(Value::Units(from, to) | Value::Missing(from, to)) => {
                        let scale = space.indicator(*var).value_type.scale();
                        let den = 10_i128.checked_pow(scale.into());
                        den.and_then(|den| {
                            Some((end((*from).into(), den)?, end((*to).into(), den)?))
                        })
                    }
                    // Between two cuts a ratio may be any: only its range is sure.
                    Some(Value::Ratio(_)) => space.ratio_range(*var).and_then(|(least, most)| {
                        let (least, most) = (least.parts(), most.parts());
                        Some((end(least.0, least.1)?, end(most.0, most.1)?))
                    }),
                    None => None,
                };
                ends.unwrap_or(anything)
            }
        }
    }
}

/// Points for the value `num / den`; none where 128 bits do not hold the products.
fn scaled(
    num: i128,
    den: i128,
    target: Decimal,
    round: Rounding,
    points: i64,
    points_scale: u8,
) -> Option<i64> {
    if num <= 0 {
        return Some(0);
    }
    let num = num.checked_mul(10_i128.checked_pow(target.scale.into())?)?;
    let num = num.checked_mul(points.into())?;
    let den = den.checked_mul(target.units.into())?;
    let den = den.checked_mul(10_i128.checked_pow(points_scale.into())?)?;
    Some(round.apply(num, den, points_scale)?.clamp(0, points))
}
