//! What is known of an indicator of one subject.

use chrono::{Datelike, Days, NaiveDate};
use tieuchi_core::{Compute, Indicator, IndicatorId, Kind};

use crate::oracle::{Oracle, Ratio, Subject};

/// What is known of a value, and whether it left its declared range.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value {
    /// What is known.
    pub known: Known,
    /// Whether it, or what it is computed from, is an error.
    pub error: bool,
}

/// What is known of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Known {
    /// Between two numbers of units, both possible.
    Units(i128, i128),
    /// Between two ratios; none where nothing is known.
    Ratio(Option<(Ratio, Ratio)>),
}

impl Value {
    /// Whether only one value is possible.
    pub(crate) fn is_exact(&self) -> bool {
        match self.known {
            Known::Units(low, high) => low == high,
            Known::Ratio(ends) => ends.is_some_and(|(low, high)| low == high),
        }
    }
}

/// The declared range of an indicator, in units.
pub(crate) fn range(indicator: &Indicator) -> (i128, i128) {
    let (min, max) = indicator.value_type.range().unwrap_or((i64::MIN, i64::MAX));
    (min.into(), max.into())
}

/// Units held against the declared range: what lies outside cannot be, and where nothing is left
/// the value is an error.
pub(crate) fn declared((low, high): (i128, i128), indicator: &Indicator, error: bool) -> Value {
    let (min, max) = range(indicator);
    let (low, high) = (low.max(min), high.min(max));
    if low > high {
        return Value { known: Known::Units(min, max), error: true };
    }
    Value { known: Known::Units(low, high), error }
}

impl Oracle<'_> {
    /// An indicator that can be known: the catalogue has it and all that it is computed from.
    pub(crate) fn indicator(&self, kind: Kind, id: &IndicatorId) -> Option<&Indicator> {
        let indicator = self.catalogue.get(kind, id)?;
        let own = |ids: &[IndicatorId]| ids.iter().all(|id| self.indicator(kind, id).is_some());
        let whole = match &indicator.compute {
            Some(Compute::Age { of }) => own(std::slice::from_ref(of)),
            Some(Compute::Sum(ids) | Compute::Least(ids) | Compute::Greatest(ids)) => own(ids),
            Some(Compute::Difference(left, right) | Compute::Ratio(left, right)) => {
                own(&[left.clone(), right.clone()])
            }
            Some(Compute::Total { over, of, .. } | Compute::Mean { over, of, .. }) => {
                self.indicator(*over, of).is_some()
            }
            _ => true,
        };
        whole.then_some(indicator)
    }

    /// What is known of an indicator of a subject; none where nobody knows the indicator.
    pub(crate) fn value(&self, subject: Subject, id: &IndicatorId) -> Option<Value> {
        let indicator = self.indicator(subject.kind, id)?;
        let exact =
            |units: i64| Value { known: Known::Units(units.into(), units.into()), error: false };
        let (min, max) = range(indicator);
        let any = Value { known: Known::Units(min, max), error: false };
        Some(match (&indicator.compute, id.title()) {
            (Some(compute), _) => self.computed(subject, indicator, compute),
            (None, None) => self.register(subject, id).map_or(any, exact),
            (None, Some(title)) => {
                let (low, high) = self.title_now(subject, &title);
                Value { known: Known::Units(low.into(), high.into()), error: false }
            }
        })
    }

    /// A computed indicator.
    fn computed(&self, subject: Subject, indicator: &Indicator, compute: &Compute) -> Value {
        match compute {
            Compute::Age { of } => {
                let (births, error) = self.units(subject, of);
                let ages = (self.age(births.1), self.age(births.0));
                declared(ages, indicator, error)
            }
            Compute::Sum(ids) => self.joined(subject, indicator, ids, |units| units.iter().sum()),
            Compute::Least(ids) => self
                .joined(subject, indicator, ids, |units| units.iter().copied().min().unwrap_or(0)),
            Compute::Greatest(ids) => self
                .joined(subject, indicator, ids, |units| units.iter().copied().max().unwrap_or(0)),
            Compute::Difference(left, right) => {
                let (left, left_error) = self.units(subject, left);
                let (right, right_error) = self.units(subject, right);
                let ends = (left.0 - right.1, left.1 - right.0);
                declared(ends, indicator, left_error || right_error)
            }
            Compute::Ratio(part, whole) => self.ratio(subject, part, whole),
            Compute::Count { .. }
            | Compute::Share { .. }
            | Compute::Total { .. }
            | Compute::Mean { .. } => self.over_members(subject, indicator, compute),
            Compute::Streak { title } => self.streak(subject, indicator, title),
            Compute::HeldMonths { title, level } => {
                self.held_months(subject, indicator, title, *level)
            }
        }
    }

    /// The ends of an indicator in units, and whether it is an error. A ratio has no units.
    pub(crate) fn units(&self, subject: Subject, id: &IndicatorId) -> ((i128, i128), bool) {
        let value = self.value(subject, id).expect("it is in the catalogue");
        match value.known {
            Known::Units(low, high) => ((low, high), value.error),
            Known::Ratio(_) => ((i64::MIN.into(), i64::MAX.into()), value.error),
        }
    }

    /// Several indicators joined by something that grows with each of them.
    fn joined(
        &self,
        subject: Subject,
        indicator: &Indicator,
        ids: &[IndicatorId],
        join: impl Fn(&[i128]) -> i128,
    ) -> Value {
        let values: Vec<_> = ids.iter().map(|id| self.units(subject, id)).collect();
        let lows: Vec<i128> = values.iter().map(|((low, _), _)| *low).collect();
        let highs: Vec<i128> = values.iter().map(|((_, high), _)| *high).collect();
        let error = values.iter().any(|(_, error)| *error);
        declared((join(&lows), join(&highs)), indicator, error)
    }

    /// An exact ratio; unknown unless the whole is surely above 0.
    fn ratio(&self, subject: Subject, part: &IndicatorId, whole: &IndicatorId) -> Value {
        let scale = |id| self.indicator(subject.kind, id).map_or(0, |of| of.value_type.scale());
        let (parts, part_error) = self.units(subject, part);
        let (wholes, whole_error) = self.units(subject, whole);
        let ends = (wholes.0 > 0).then(|| {
            let (part, whole) = (scale(part), scale(whole));
            let over = |above: i128, below: i128| {
                Ratio::units(above, part).over(Ratio::units(below, whole))
            };
            let first = [over(parts.0, wholes.0), over(parts.0, wholes.1)];
            let last = [over(parts.1, wholes.0), over(parts.1, wholes.1)];
            (first[0].min(first[1]), last[0].max(last[1]))
        });
        Value { known: Known::Ratio(ends), error: part_error || whole_error }
    }

    /// Whole years on 31 December: everybody has had the year's birthday by then, so each new year
    /// adds one. Below 0 where the birth is still to come.
    fn age(&self, birth: i128) -> i128 {
        let first = NaiveDate::from_ymd_opt(1800, 1, 1).unwrap();
        let birth = u64::try_from(birth + 62_091).unwrap();
        let birth = first.checked_add_days(Days::new(birth)).unwrap();
        let (mut age, mut year) = (0, birth.year());
        while year < self.period.number() {
            (age, year) = (age + 1, year + 1);
        }
        while year > self.period.number() {
            (age, year) = (age - 1, year - 1);
        }
        age
    }
}
