//! Conditions and checks with every name looked up and every bound in the column's own units.

use std::cmp::Ordering;

use tieuchi_core::{
    Bound, Condition, Decimal, Fraction, ParameterId, Rounding, Ruleset, Scalar, Test, Truth,
    ValueType, days_from_date,
};

/// Where an indicator stands in the plan.
pub(crate) type Slot = usize;

/// A condition ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cond {
    /// The same everywhere.
    Constant(Truth),
    /// Every one.
    All(Vec<Self>),
    /// At least one.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// The value lies in a closed range of units.
    Within(Slot, i64, i64),
    /// The ratio lies between bounds.
    Ratio(Slot, RatioTest),
    /// The register has a value.
    Present(Slot),
}

/// Bounds of a ratio, each with whether it is included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RatioTest {
    /// What the ratio is multiplied by.
    pub factor: i64,
    /// Not below.
    pub low: Option<(Decimal, bool)>,
    /// Not above.
    pub high: Option<(Decimal, bool)>,
}

impl RatioTest {
    /// Whether a ratio known to lie between two others passes.
    pub(crate) fn truth(self, (least, most): (Fraction, Fraction)) -> Truth {
        let above = |ratio: Fraction| {
            self.low.is_none_or(|(bound, included)| {
                match ratio.compare_decimal(self.factor, bound) {
                    Ordering::Greater => true,
                    Ordering::Equal => included,
                    Ordering::Less => false,
                }
            })
        };
        let below = |ratio: Fraction| {
            self.high.is_none_or(|(bound, included)| {
                match ratio.compare_decimal(self.factor, bound) {
                    Ordering::Less => true,
                    Ordering::Equal => included,
                    Ordering::Greater => false,
                }
            })
        };
        if above(least) && below(most) {
            Truth::True
        } else if !above(most) || !below(least) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }
}

/// A check ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LoweredCheck {
    /// Units × factor as points.
    Score {
        /// The indicator.
        of: Slot,
        /// From the indicator's units to the ruleset's.
        factor: i64,
    },
    /// Points of the first step that holds.
    Steps {
        /// In order.
        steps: Vec<(Cond, i32)>,
        /// One step holds always: nobody falls through to 0.
        exhaustive: bool,
    },
    /// Points by the distance to a target.
    Scale {
        /// The indicator.
        of: Slot,
        /// What a ratio is multiplied by; 1 for a number.
        factor: i64,
        /// In the indicator's own scale and then some: none where the parameter has no value.
        target: Option<Decimal>,
        /// How points are rounded.
        round: Rounding,
        /// Decimals of points.
        scale: u8,
    },
    /// True or false, without points.
    Holds(Cond),
    /// A checker of the plan.
    Plugin,
}

/// What lowering looks names up in.
pub(crate) struct Names<'a> {
    /// The ruleset, for parameters.
    pub ruleset: Option<&'a Ruleset>,
    /// The level whose parameter values count.
    pub level: usize,
    /// Slots and types of indicators of the kind at hand.
    pub slot: &'a dyn Fn(&tieuchi_core::IndicatorId) -> Option<(Slot, ValueType)>,
}

/// A bound with its parameter looked up.
pub(crate) enum Looked {
    /// There it is.
    Value(Scalar),
    /// The sources do not give it.
    Open,
}

impl Names<'_> {
    /// Looks a bound up.
    pub(crate) fn bound(&self, bound: &Bound) -> Looked {
        match bound {
            Bound::Literal(scalar) => Looked::Value(scalar.clone()),
            Bound::Parameter(id) => self.parameter(id),
        }
    }

    /// Looks a parameter up; one that does not exist counts as open.
    fn parameter(&self, id: &ParameterId) -> Looked {
        self.ruleset
            .and_then(|ruleset| ruleset.parameter_value(id, self.level).flatten())
            .map_or(Looked::Open, |scalar| Looked::Value(scalar.clone()))
    }

    /// The number that a bound stands for; none where it is open or no number.
    pub(crate) fn number(&self, bound: &Bound) -> Option<Decimal> {
        match self.bound(bound) {
            Looked::Value(Scalar::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// Lowers a condition. What cannot be told (an open parameter, an indicator that the plan does
    /// not know) is unknown.
    pub(crate) fn condition(&self, condition: &Condition) -> Cond {
        let all = |list: &[Condition]| list.iter().map(|item| self.condition(item)).collect();
        match condition {
            Condition::All(list) => Cond::All(all(list)),
            Condition::Any(list) => Cond::Any(all(list)),
            Condition::None(list) => Cond::Not(Box::new(Cond::Any(all(list)))),
            Condition::Present { indicator, present } => match (self.slot)(indicator) {
                None => Cond::Constant(Truth::Unknown),
                Some((slot, _)) if *present => Cond::Present(slot),
                Some((slot, _)) => Cond::Not(Box::new(Cond::Present(slot))),
            },
            Condition::Compare { indicator, test } => match (self.slot)(indicator) {
                None => Cond::Constant(Truth::Unknown),
                Some((slot, value_type)) => {
                    let title = indicator.title().is_some();
                    self.test(slot, &value_type, title, test)
                }
            },
        }
    }

    /// Lowers a test of an indicator.
    fn test(&self, slot: Slot, value_type: &ValueType, title: bool, test: &Test) -> Cond {
        let one = |side: Side, bound: &Bound| match self.bound(bound) {
            Looked::Open => Cond::Constant(Truth::Unknown),
            Looked::Value(scalar) => compare(slot, value_type, title, side, &scalar),
        };
        match test {
            Test::AtLeast(bound) => one(Side::AtLeast, bound),
            Test::AtMost(bound) => one(Side::AtMost, bound),
            Test::Above(bound) => one(Side::Above, bound),
            Test::Below(bound) => one(Side::Below, bound),
            Test::Is(bound) => one(Side::Is, bound),
            Test::Between(low, high) => {
                Cond::All(vec![one(Side::AtLeast, low), one(Side::AtMost, high)])
            }
            Test::OneOf(bounds) => {
                Cond::Any(bounds.iter().map(|bound| one(Side::Is, bound)).collect())
            }
        }
    }
}

/// A comparison with one bound.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    Above,
    /// <
    Below,
    /// =
    Is,
}

/// Lowers one comparison; a bound of the wrong type is never met.
fn compare(slot: Slot, value_type: &ValueType, title: bool, side: Side, scalar: &Scalar) -> Cond {
    if let (ValueType::Ratio { factor }, Scalar::Number(bound)) = (value_type, scalar) {
        return Cond::Ratio(slot, ratio_test(*factor, side, *bound));
    }
    let (floor, ceiling) = match (value_type, scalar) {
        // A title is a level: held at level 2 is held.
        (_, Scalar::Flag(held)) if title => {
            return if *held {
                Cond::Within(slot, 1, i64::MAX)
            } else {
                Cond::Within(slot, i64::MIN, 0)
            };
        }
        (ValueType::Number { scale, .. }, Scalar::Number(bound)) => bound.bracket(*scale),
        (ValueType::Flag, Scalar::Number(bound)) if title => bound.bracket(0),
        (ValueType::Flag, Scalar::Flag(flag)) => (i128::from(*flag), i128::from(*flag)),
        (ValueType::Date, Scalar::Date(date)) => {
            (days_from_date(*date).into(), days_from_date(*date).into())
        }
        (ValueType::Code(codes), Scalar::Code(code)) => {
            match codes.iter().position(|known| **known == **code) {
                Some(index) => (index as i128, index as i128),
                None => return Cond::Constant(Truth::False),
            }
        }
        _ => return Cond::Constant(Truth::False),
    };
    let (low, high) = match side {
        Side::AtLeast => (ceiling, i128::MAX),
        Side::AtMost => (i128::MIN, floor),
        Side::Above => (floor.saturating_add(1), i128::MAX),
        Side::Below => (i128::MIN, ceiling.saturating_sub(1)),
        Side::Is => (ceiling, floor),
    };
    if low > high || low > i64::MAX.into() || high < i64::MIN.into() {
        return Cond::Constant(Truth::False);
    }
    Cond::Within(slot, narrow(low), narrow(high))
}

/// The nearest i64: columns hold nothing beyond.
fn narrow(units: i128) -> i64 {
    i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX })
}

/// A comparison as bounds of a ratio.
pub(crate) fn ratio_test(factor: i64, side: Side, bound: Decimal) -> RatioTest {
    let (low, high) = match side {
        Side::AtLeast => (Some((bound, true)), None),
        Side::Above => (Some((bound, false)), None),
        Side::AtMost => (None, Some((bound, true))),
        Side::Below => (None, Some((bound, false))),
        Side::Is => (Some((bound, true)), Some((bound, true))),
    };
    RatioTest { factor, low, high }
}

impl Cond {
    /// Adds the indicators that it reads.
    pub(crate) fn slots(&self, slots: &mut Vec<Slot>) {
        match self {
            Self::Constant(_) => {}
            Self::All(list) | Self::Any(list) => list.iter().for_each(|inner| inner.slots(slots)),
            Self::Not(inner) => inner.slots(slots),
            Self::Within(slot, ..) | Self::Ratio(slot, _) | Self::Present(slot) => {
                slots.push(*slot);
            }
        }
    }
}
