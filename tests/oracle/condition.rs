//! The truth of a condition for one subject.

use std::cmp::Ordering;

use tieuchi_core::{
    Bound, Condition, IndicatorId, ParameterId, Ruleset, Scalar, Test, Truth, ValueType,
    days_from_date,
};

use crate::oracle::{Known, Oracle, Ratio, Subject};

/// Whose parameters count; a catalogue has none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Law<'r> {
    /// The ruleset.
    pub ruleset: Option<&'r Ruleset>,
    /// Its level, from 0.
    pub level: usize,
}

impl Law<'_> {
    /// For conditions of the catalogue.
    pub(crate) const NONE: Self = Self { ruleset: None, level: 0 };

    /// What a bound stands for; none where the sources do not say.
    pub(crate) fn scalar(&self, bound: &Bound) -> Option<Scalar> {
        match bound {
            Bound::Literal(scalar) => Some(scalar.clone()),
            Bound::Parameter(id) => self.parameter(id),
        }
    }

    /// A parameter: the level's value if the level names it, else its own.
    fn parameter(&self, id: &ParameterId) -> Option<Scalar> {
        let ruleset = self.ruleset?;
        let parameter = ruleset.parameters.get(id)?;
        match ruleset.levels.get(self.level).and_then(|level| level.values.get(id)) {
            Some(at_level) => at_level.clone(),
            None => parameter.value.clone(),
        }
    }

    /// A number that a bound stands for.
    pub(crate) fn number(&self, bound: &Bound) -> Option<Ratio> {
        match self.scalar(bound)? {
            Scalar::Number(number) => Some(number.into()),
            _ => None,
        }
    }
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
}

impl Side {
    /// Whether it holds of a value.
    fn holds(self, value: Ratio, bound: Ratio) -> bool {
        match self {
            Self::AtLeast => value.cmp(&bound) != Ordering::Less,
            Self::AtMost => value.cmp(&bound) != Ordering::Greater,
            Self::Above => value.cmp(&bound) == Ordering::Greater,
            Self::Below => value.cmp(&bound) == Ordering::Less,
        }
    }

    /// Whether it holds of all values between two, of some, or of none: it is enough to look at the
    /// ends.
    fn holds_between(self, (low, high): (Ratio, Ratio), bound: Ratio) -> Truth {
        match (self.holds(low, bound), self.holds(high, bound)) {
            (true, true) => Truth::True,
            (false, false) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

impl Oracle<'_> {
    /// The truth of a condition. `broken` is raised where a value that was looked at is an error.
    pub(crate) fn truth(
        &self,
        subject: Subject,
        condition: &Condition,
        law: Law<'_>,
        broken: &mut bool,
    ) -> Truth {
        // No short cuts: what is wrong with a value is seen whatever the other conditions say.
        let mut each = |list: &[Condition]| -> Vec<Truth> {
            list.iter().map(|inner| self.truth(subject, inner, law, broken)).collect()
        };
        match condition {
            Condition::All(list) => each(list).into_iter().fold(Truth::True, Truth::and),
            Condition::Any(list) => each(list).into_iter().fold(Truth::False, Truth::or),
            Condition::None(list) => each(list).into_iter().fold(Truth::False, Truth::or).negate(),
            Condition::Present { indicator, present } => {
                let Some(value) = self.value(subject, indicator) else { return Truth::Unknown };
                *broken |= value.error;
                Truth::from(value.is_exact() == *present)
            }
            Condition::Compare { indicator, test } => {
                self.test(subject, indicator, test, law, broken)
            }
        }
    }

    /// The truth of a test.
    fn test(
        &self,
        subject: Subject,
        id: &IndicatorId,
        test: &Test,
        law: Law<'_>,
        broken: &mut bool,
    ) -> Truth {
        let mut one = |side, bound: &Bound| match law.scalar(bound) {
            Some(scalar) => self.compare(subject, id, side, &scalar, broken),
            None => Truth::Unknown,
        };
        match test {
            Test::AtLeast(bound) => one(Side::AtLeast, bound),
            Test::AtMost(bound) => one(Side::AtMost, bound),
            Test::Above(bound) => one(Side::Above, bound),
            Test::Below(bound) => one(Side::Below, bound),
            Test::Between(low, high) => one(Side::AtLeast, low).and(one(Side::AtMost, high)),
            Test::Is(bound) => self.is(subject, id, bound, law, broken),
            Test::OneOf(bounds) => bounds
                .iter()
                .map(|bound| self.is(subject, id, bound, law, broken))
                .fold(Truth::False, Truth::or),
        }
    }

    /// Whether a value is the bound: neither below nor above it.
    fn is(
        &self,
        subject: Subject,
        id: &IndicatorId,
        bound: &Bound,
        law: Law<'_>,
        broken: &mut bool,
    ) -> Truth {
        let Some(indicator) = self.indicator(subject.kind, id) else { return Truth::Unknown };
        let Some(scalar) = law.scalar(bound) else { return Truth::Unknown };
        let units = match indicator.value_type {
            ValueType::Number { scale, .. } => Some(scale),
            ValueType::Flag if id.title().is_some() => Some(0),
            _ => None,
        };
        if let (Some(scale), Scalar::Number(number)) = (units, &scalar)
            && number.exact_units(scale).is_none()
        {
            // Between two units, or beyond all: no value is that.
            return Truth::False;
        }
        self.compare(subject, id, Side::AtLeast, &scalar, broken).and(self.compare(
            subject,
            id,
            Side::AtMost,
            &scalar,
            broken,
        ))
    }

    /// The truth of a comparison with a constant.
    pub(crate) fn compare(
        &self,
        subject: Subject,
        id: &IndicatorId,
        side: Side,
        scalar: &Scalar,
        broken: &mut bool,
    ) -> Truth {
        let Some(indicator) = self.indicator(subject.kind, id) else { return Truth::Unknown };
        let (side, bound) = match (&indicator.value_type, scalar) {
            // A title counts as the level at which it is held.
            (ValueType::Flag, Scalar::Flag(held)) if id.title().is_some() => {
                if *held {
                    (Side::AtLeast, Ratio::whole(1))
                } else {
                    (Side::AtMost, Ratio::whole(0))
                }
            }
            (ValueType::Flag, Scalar::Number(bound)) if id.title().is_some() => {
                (side, Ratio::from(*bound))
            }
            (ValueType::Number { .. } | ValueType::Ratio { .. }, Scalar::Number(bound)) => {
                (side, Ratio::from(*bound))
            }
            (ValueType::Flag, Scalar::Flag(flag)) => (side, Ratio::whole((*flag).into())),
            (ValueType::Date, Scalar::Date(date)) => {
                (side, Ratio::whole(days_from_date(*date).into()))
            }
            (ValueType::Code(codes), Scalar::Code(code)) => {
                match codes.iter().position(|known| **known == **code) {
                    Some(place) => (side, Ratio::whole(i128::try_from(place).unwrap())),
                    None => return Truth::False,
                }
            }
            // A bound of another type is never met.
            _ => return Truth::False,
        };
        let value = self.value(subject, id).expect("it is in the catalogue");
        *broken |= value.error;
        let scale = indicator.value_type.scale();
        match (value.known, &indicator.value_type) {
            (Known::Units(low, high), _) => {
                side.holds_between((Ratio::units(low, scale), Ratio::units(high, scale)), bound)
            }
            (Known::Ratio(Some((low, high))), ValueType::Ratio { factor }) => {
                let factor = Ratio::whole((*factor).into());
                side.holds_between((low.times(factor), high.times(factor)), bound)
            }
            (Known::Ratio(_), _) => Truth::Unknown,
        }
    }
}
