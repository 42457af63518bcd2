//! Made-up conditions.

use std::sync::Arc;

use chrono::NaiveDate;
use tieuchi_core::{
    Bound, Condition, Decimal, Indicator, Kind, Parameter, ParameterId, Scalar, Test, ValueType,
    parse_date,
};

use crate::engine::draft::Draft;

/// Whether two constants are of one type.
fn alike(left: &Scalar, right: &Scalar) -> bool {
    std::mem::discriminant(left) == std::mem::discriminant(right)
}

/// Some days, from one end of the range to the other.
const DAYS: [&str; 6] =
    ["2000-01-01", "1800-01-01", "1964-02-29", "1990-12-31", "2024-12-31", "2199-12-31"];

/// One of some days.
pub(crate) fn day(choice: usize) -> NaiveDate {
    parse_date(DAYS[choice % DAYS.len()]).unwrap()
}

impl Draft {
    /// A condition on subjects of a kind, so many joins deep.
    pub(crate) fn condition(
        &mut self,
        kind: Kind,
        depth: usize,
        parameters: &[Parameter],
    ) -> Condition {
        let join = if depth == 0 { 0 } else { self.choices.below(10) };
        if join < 6 {
            return self.comparison(kind, parameters);
        }
        let count = self.choices.below(4);
        let list = (0..count).map(|_| self.condition(kind, depth - 1, parameters)).collect();
        match join {
            6 | 7 => Condition::All(list),
            8 => Condition::Any(list),
            _ => Condition::None(list),
        }
    }

    /// A condition on one indicator.
    fn comparison(&mut self, kind: Kind, parameters: &[Parameter]) -> Condition {
        let indicator = self.find(kind, |_| true).expect("every kind has a register");
        if self.choices.percent(2) {
            let test = Test::AtLeast(Bound::Literal(Scalar::Number(Decimal::integer(1))));
            return Condition::Compare { indicator: "khong-co".into(), test };
        }
        let plain = indicator.compute.is_none() && indicator.id.title().is_none();
        if self.style.present && plain && self.choices.percent(10) {
            let present = self.choices.percent(50);
            return Condition::Present { indicator: indicator.id, present };
        }
        let test = self.test(&indicator, parameters);
        Condition::Compare { indicator: indicator.id, test }
    }

    /// A test that fits an indicator's type.
    fn test(&mut self, indicator: &Indicator, parameters: &[Parameter]) -> Test {
        let mut bound = || self.bound(indicator, parameters);
        let (first, second, third) = (bound(), bound(), bound());
        let ordered = match &indicator.value_type {
            ValueType::Number { .. } | ValueType::Ratio { .. } | ValueType::Date => true,
            ValueType::Code(_) => false,
            // A title may be asked for at a level.
            ValueType::Flag => matches!(first, Bound::Literal(Scalar::Number(_))),
        };
        match self.choices.below(if ordered { 8 } else { 2 }) {
            0 => Test::Is(first),
            1 if indicator.value_type == ValueType::Flag => Test::Is(first),
            1 => Test::OneOf(vec![first, second, third]),
            2 | 3 => Test::AtLeast(first),
            4 => Test::AtMost(first),
            5 => Test::Above(first),
            6 => Test::Below(first),
            _ => Test::Between(first, second),
        }
    }

    /// A bound that fits an indicator: a constant or a parameter.
    pub(crate) fn bound(&mut self, indicator: &Indicator, parameters: &[Parameter]) -> Bound {
        let scalar = self.scalar(indicator);
        if self.choices.percent(25) {
            let fits = |parameter: &&Parameter| {
                parameter.value.as_ref().is_none_or(|value| alike(value, &scalar))
            };
            let fitting: Vec<&Parameter> = parameters.iter().filter(fits).collect();
            if !fitting.is_empty() {
                return Bound::Parameter(self.choices.pick(&fitting).id.clone());
            }
            if self.choices.percent(10) {
                return Bound::Parameter(ParameterId::from("khong-co"));
            }
        }
        Bound::Literal(scalar)
    }

    /// A constant that fits an indicator.
    fn scalar(&mut self, indicator: &Indicator) -> Scalar {
        let title = indicator.id.title();
        match &indicator.value_type {
            ValueType::Number { scale, min, max } => self.near(*scale, *min, *max),
            ValueType::Ratio { factor: 100 } => self.near(0, 0, 100),
            ValueType::Ratio { .. } => self.near(1, -5, 40),
            ValueType::Flag if title.is_some() && self.choices.percent(30) => {
                Scalar::Number(Decimal::integer(self.choices.between(0, 3)))
            }
            ValueType::Flag => Scalar::Flag(!self.choices.percent(40)),
            ValueType::Code(codes) => {
                let other: Arc<str> = Arc::from("khong-co");
                let known: Arc<str> = Arc::from(self.choices.pick(codes).as_str());
                Scalar::Code(if self.choices.percent(3) { other } else { known })
            }
            ValueType::Date => Scalar::Date(day(self.choices.below(DAYS.len()))),
        }
    }

    /// A number in a range or just outside, sometimes between two units of the scale.
    pub(crate) fn near(&mut self, scale: u8, min: i64, max: i64) -> Scalar {
        if self.style.wild && self.choices.percent(30) {
            let units = *self.choices.pick(&[i64::MAX, i64::MIN, i64::MAX - 1, 1 << 31, -1]);
            let scale = *self.choices.pick(&[0, 1, 6]);
            return Scalar::Number(Decimal { units, scale });
        }
        let units = self.choices.between(min.saturating_sub(1), max.saturating_add(1));
        let finer = self.choices.percent(15) && scale < Decimal::SCALE_MAX;
        Scalar::Number(match units.checked_mul(10) {
            Some(units) if finer => {
                let units = units.saturating_add(self.choices.between(0, 9));
                Decimal { units, scale: scale + 1 }
            }
            _ => Decimal { units, scale },
        })
    }
}
