//! Conditions with every name looked up and every bound in units, ready to be cut into cells.

use std::{cmp::Ordering, collections::BTreeMap};

use tieuchi_core::{
    Bound, Condition, Decimal, IndicatorId, ParameterId, Scalar, Test, Truth, ValueType,
    days_from_date,
};

use crate::proof::fraction::Fraction;

/// An indicator, by its place in [`crate::proof::space::Space`].
pub(crate) type Var = usize;

/// Values of parameters; one that is not here may have any value.
pub(crate) type Constants = BTreeMap<ParameterId, Scalar>;

/// A condition ready to be cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cond {
    /// The same everywhere; unknown where a parameter has no value.
    Constant(Truth),
    /// Every one.
    All(Vec<Self>),
    /// At least one.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// The value lies in a closed range of units.
    Within(Var, i64, i64),
    /// The ratio, times its factor, stands so to a number.
    Ratio(Var, Side, Decimal),
    /// The register has a value.
    Present(Var),
}

/// A comparison with one bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What an indicator may be, as far as a condition can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// Any of a closed range of units; no condition that it was cut for tells them apart.
    Units(i64, i64),
    /// A ratio, times its factor.
    Ratio(Fraction),
    /// Nothing stands in the register; any of a closed range of units may be meant.
    Missing(i64, i64),
}

/// What each of some indicators is.
pub(crate) type Witness = BTreeMap<Var, Value>;

/// What lowering looks names up in.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    /// The indicators of the kind at hand, with their types.
    pub(crate) var: &'a dyn Fn(&IndicatorId) -> Option<(Var, &'a ValueType)>,
    /// Values of parameters.
    pub(crate) constants: &'a Constants,
}

impl Names<'_> {
    /// Lowers a condition; what cannot be told is unknown.
    pub(crate) fn condition(self, condition: &Condition) -> Cond {
        let all = |list: &[Condition]| list.iter().map(|item| self.condition(item)).collect();
        match condition {
            Condition::All(list) => Cond::All(all(list)),
            Condition::Any(list) => Cond::Any(all(list)),
            Condition::None(list) => Cond::Not(Box::new(Cond::Any(all(list)))),
            Condition::Present { indicator, present } => match (self.var)(indicator) {
                None => Cond::Constant(Truth::Unknown),
                Some((var, _)) if *present => Cond::Present(var),
                Some((var, _)) => Cond::Not(Box::new(Cond::Present(var))),
            },
            Condition::Compare { indicator, test } => match (self.var)(indicator) {
                None => Cond::Constant(Truth::Unknown),
                Some((var, value_type)) => {
                    self.test((var, value_type), indicator.title().is_some(), test)
                }
            },
        }
    }

    /// The number that a bound stands for; none where it has no value, or is no number.
    pub(crate) fn number(self, bound: &Bound) -> Option<Decimal> {
        match self.scalar(bound)? {
            Scalar::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The constant that a bound stands for.
    pub(crate) fn scalar<'b>(self, bound: &'b Bound) -> Option<&'b Scalar>
    where
        Self: 'b,
    {
        match bound {
            Bound::Literal(scalar) => Some(scalar),
            Bound::Parameter(id) => self.constants.get(id),
        }
    }

    /// Lowers a test of an indicator.
    fn test(self, of: (Var, &ValueType), title: bool, test: &Test) -> Cond {
        let one = |side, bound: &Bound| match self.scalar(bound) {
            None => Cond::Constant(Truth::Unknown),
            Some(scalar) => compare(of, title, side, scalar),
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

/// Lowers one comparison; a bound of the wrong type is never met.
pub(crate) fn compare(
    (var, value_type): (Var, &ValueType),
    title: bool,
    side: Side,
    scalar: &Scalar,
) -> Cond {
    if let (ValueType::Ratio { .. }, Scalar::Number(bound)) = (value_type, scalar) {
        return Cond::Ratio(var, side, *bound);
    }
    let (floor, ceiling) = match (value_type, scalar) {
        // A title is a level: held at level 2 is held.
        (_, Scalar::Flag(true)) if title => return Cond::Within(var, 1, i64::MAX),
        (_, Scalar::Flag(false)) if title => return Cond::Within(var, i64::MIN, 0),
        (ValueType::Number { scale, .. }, Scalar::Number(bound)) => bound.bracket(*scale),
        (ValueType::Flag, Scalar::Number(bound)) if title => bound.bracket(0),
        (ValueType::Flag, Scalar::Flag(flag)) => (i128::from(*flag), i128::from(*flag)),
        (ValueType::Date, Scalar::Date(date)) => {
            (days_from_date(*date).into(), days_from_date(*date).into())
        }
        (ValueType::Code(codes), Scalar::Code(code)) => {
            match (0_i128..).zip(codes.iter()).find(|(_, known)| known.as_str() == &**code) {
                Some((index, _)) => (index, index),
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
    let narrow =
        |units: i128| i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX });
    Cond::Within(var, narrow(low), narrow(high))
}

impl Cond {
    /// Calls `visit` for each part that reads an indicator.
    pub(crate) fn leaves<'c>(&'c self, visit: &mut impl FnMut(Var, &'c Self)) {
        match self {
            Self::Constant(_) => {}
            Self::All(list) | Self::Any(list) => list.iter().for_each(|item| item.leaves(visit)),
            Self::Not(inner) => inner.leaves(visit),
            Self::Within(var, ..) | Self::Ratio(var, ..) | Self::Present(var) => visit(*var, self),
        }
    }

    /// How many parts it has.
    pub(crate) fn size(&self) -> u64 {
        1 + match self {
            Self::All(list) | Self::Any(list) => list.iter().map(Self::size).sum(),
            Self::Not(inner) => inner.size(),
            _ => 0,
        }
    }

    /// Its truth where the indicators are as said; unknown where one is not said.
    pub(crate) fn truth(&self, at: &Witness) -> Truth {
        match self {
            Self::Constant(truth) => *truth,
            Self::All(list) => {
                list.iter().fold(Truth::True, |truth, item| truth.and(item.truth(at)))
            }
            Self::Any(list) => {
                list.iter().fold(Truth::False, |truth, item| truth.or(item.truth(at)))
            }
            Self::Not(inner) => inner.truth(at).negate(),
            Self::Within(var, low, high) => match at.get(var) {
                Some(Value::Units(from, to) | Value::Missing(from, to)) => {
                    if low <= from && to <= high {
                        Truth::True
                    } else if to < low || high < from {
                        Truth::False
                    } else {
                        Truth::Unknown
                    }
                }
                _ => Truth::Unknown,
            },
            Self::Ratio(var, side, bound) => match at.get(var) {
                Some(Value::Ratio(ratio)) => {
                    Truth::from(side.holds(ratio.compare(Fraction::of(*bound))))
                }
                _ => Truth::Unknown,
            },
            Self::Present(var) => match at.get(var) {
                Some(Value::Missing(..)) => Truth::False,
                Some(_) => Truth::True,
                None => Truth::Unknown,
            },
        }
    }
}

impl Side {
    /// Whether it holds for a value that stands so to the bound.
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::AtLeast => order != Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
            Self::Above => order == Ordering::Greater,
            Self::Below => order == Ordering::Less,
            Self::Is => order == Ordering::Equal,
        }
    }
}
