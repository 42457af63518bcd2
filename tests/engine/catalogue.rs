//! Made-up indicators.

use std::sync::Arc;

use tieuchi_core::{Compute, Indicator, IndicatorId, Kind, TitleId, ValueType};

use crate::engine::draft::{Draft, UNJUDGED};

/// The most members that anybody can have.
const MEMBERS: i128 = 50;

/// Shorthand for the ends of an indicator, in units.
fn ends(indicator: &Indicator) -> (i128, i128) {
    let (min, max) = indicator.value_type.range().expect("it is no ratio");
    (min.into(), max.into())
}

impl Draft {
    /// What the register of a kind holds.
    pub(crate) fn register_indicators(&mut self, kind: Kind) {
        for number in 0..3 + self.choices.below(6) {
            let value_type = self.value_type();
            let id = format!("so-{number}");
            if !self.data.percent(8) {
                let columns = self.world.columns.entry(kind).or_default();
                columns.insert(IndicatorId::from(id.as_str()), value_type.clone());
            }
            self.add(kind, &id, value_type, None);
        }
    }

    /// A type of a register column.
    fn value_type(&mut self) -> ValueType {
        match self.choices.below(10) {
            9 => ValueType::Number { scale: 0, min: 1, max: 12 },
            0..=2 => ValueType::Number { scale: 0, min: 0, max: 10 },
            3 => ValueType::Number { scale: 0, min: -20, max: 300 },
            4 => ValueType::Number { scale: 1, min: 0, max: 400 },
            5 => {
                let far = if self.style.wild { i64::MAX } else { 1_000_000_000_000 };
                let min = if self.style.wild { i64::MIN } else { -far };
                ValueType::Number { scale: *self.choices.pick(&[0, 2, 6]), min, max: far }
            }
            6 => ValueType::Flag,
            7 => {
                let codes = ["tot", "kha", "dat", "chua-dat"];
                let count = 2 + self.choices.below(3);
                ValueType::Code(
                    codes[..count].iter().map(|code| (*code).to_owned()).collect::<Arc<_>>(),
                )
            }
            _ => ValueType::Date,
        }
    }

    /// An indicator of a kind that passes a test; none where there is none.
    pub(crate) fn find(
        &mut self,
        kind: Kind,
        fits: impl Fn(&Indicator) -> bool,
    ) -> Option<Indicator> {
        let pool = self.pool.get(&kind)?;
        let fitting: Vec<Indicator> = pool.iter().filter(|one| fits(one)).cloned().collect();
        (!fitting.is_empty()).then(|| self.choices.pick(&fitting).clone())
    }

    /// A number of a kind, of a scale if one is asked for.
    fn number(&mut self, kind: Kind, scale: Option<u8>) -> Option<Indicator> {
        self.find(kind, |one| {
            matches!(one.value_type, ValueType::Number { .. })
                && scale.is_none_or(|scale| one.value_type.scale() == scale)
        })
    }

    /// Adds a computed indicator; sometimes there is nothing that it could be computed from.
    pub(crate) fn computed_indicator(&mut self, kind: Kind) {
        let id = format!("tinh-{}", self.pool.get(&kind).map_or(0, Vec::len));
        let made = match self.choices.below(12) {
            0 => self.age(kind),
            1 => self.joined(kind),
            2 => self.difference(kind),
            3 => self.ratio(kind),
            4 => {
                let title = self.any_title(kind);
                let level = 1 + u8::from(self.choices.percent(30));
                let value_type = self.number_type(0, (0, 1200));
                Some((Compute::HeldMonths { title, level }, value_type))
            }
            choice => self.over_members(kind, choice),
        };
        if let Some((compute, value_type)) = made {
            self.add(kind, &id, value_type, Some(compute));
        }
    }

    /// A type for computed numbers that reach from one end to the other; sometimes a narrower one.
    fn number_type(&mut self, scale: u8, (low, high): (i128, i128)) -> ValueType {
        let narrow = |units: i128| {
            i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX })
        };
        let (low, high) = (narrow(low), narrow(high));
        let (min, max) = if self.style.narrow && self.choices.percent(25) {
            let one = self.choices.between(low, high);
            let other = self.choices.between(low, high);
            (one.min(other), one.max(other))
        } else {
            (low, high)
        };
        ValueType::Number { scale, min, max }
    }

    /// An age.
    fn age(&mut self, kind: Kind) -> Option<(Compute, ValueType)> {
        let of = self.find(kind, |one| one.value_type == ValueType::Date)?.id;
        Some((Compute::Age { of }, self.number_type(0, (-200, 300))))
    }

    /// A sum, the least, the greatest.
    fn joined(&mut self, kind: Kind) -> Option<(Compute, ValueType)> {
        let first = self.number(kind, None)?;
        let scale = first.value_type.scale();
        let mut inputs = vec![first];
        for _ in 0..self.choices.below(3) {
            inputs.extend(self.number(kind, Some(scale)));
        }
        let ids: Vec<IndicatorId> = inputs.iter().map(|one| one.id.clone()).collect();
        let lows = inputs.iter().map(|one| ends(one).0);
        let highs = inputs.iter().map(|one| ends(one).1);
        let (compute, ends) = match self.choices.below(3) {
            0 => (Compute::Sum(ids), (lows.sum(), highs.sum())),
            1 => (Compute::Least(ids), (lows.min()?, highs.min()?)),
            _ => (Compute::Greatest(ids), (lows.max()?, highs.max()?)),
        };
        Some((compute, self.number_type(scale, ends)))
    }

    /// A difference.
    fn difference(&mut self, kind: Kind) -> Option<(Compute, ValueType)> {
        let left = self.number(kind, None)?;
        let scale = left.value_type.scale();
        let right = self.number(kind, Some(scale))?;
        let ends = (ends(&left).0 - ends(&right).1, ends(&left).1 - ends(&right).0);
        Some((Compute::Difference(left.id, right.id), self.number_type(scale, ends)))
    }

    /// A ratio.
    fn ratio(&mut self, kind: Kind) -> Option<(Compute, ValueType)> {
        let part = self.number(kind, None)?;
        let whole = self.number(kind, Some(part.value_type.scale()))?;
        let value_type = self.ratio_type();
        Some((Compute::Ratio(part.id, whole.id), value_type))
    }

    /// A percentage or a plain ratio.
    fn ratio_type(&mut self) -> ValueType {
        ValueType::Ratio { factor: *self.choices.pick(&[100, 1]) }
    }

    /// Something over members.
    fn over_members(&mut self, kind: Kind, choice: usize) -> Option<(Compute, ValueType)> {
        let over = match kind {
            Kind::Family => Kind::Citizen,
            Kind::Commune => *self.choices.pick(&[Kind::Citizen, Kind::Family]),
            _ => return None,
        };
        let filter = self.choices.percent(60).then(|| self.condition(over, 2, &[]));
        Some(match choice {
            5 | 6 => (Compute::Count { over, filter }, self.number_type(0, (0, MEMBERS))),
            7 | 8 => {
                let having = self.condition(over, 2, &[]);
                (Compute::Share { over, filter, having }, self.ratio_type())
            }
            9 => {
                let of = self.number(over, None)?;
                let ends = (ends(&of).0.min(0) * MEMBERS, ends(&of).1.max(0) * MEMBERS);
                let value_type = self.number_type(of.value_type.scale(), ends);
                (Compute::Total { over, of: of.id, filter }, value_type)
            }
            _ => {
                let of = self.number(over, None)?;
                (Compute::Mean { over, of: of.id, filter }, self.ratio_type())
            }
        })
    }

    /// A title of a kind that is judged before, or one that nobody judges.
    fn any_title(&mut self, kind: Kind) -> TitleId {
        let title = self.find(kind, |one| one.id.title().is_some());
        title.and_then(|title| title.id.title()).unwrap_or_else(|| TitleId::from(UNJUDGED))
    }
}
