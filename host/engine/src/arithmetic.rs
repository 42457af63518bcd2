//! Indicators computed from others of the same subject, on intervals.

use tieuchi_core::{Fraction, Period, ValueType};

use crate::{
    condition::unknown_range,
    lower::Slot,
    reads::Reads,
    series::{Interval, Ratios, Series},
};

/// A computation over values of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    /// Whole years from a date to the last day of the period.
    Age(Slot),
    /// The sum.
    Sum(Vec<Slot>),
    /// First less second.
    Difference(Slot, Slot),
    /// First over second.
    Ratio(Slot, Slot),
    /// The least.
    Least(Vec<Slot>),
    /// The greatest.
    Greatest(Vec<Slot>),
}

/// Computes a batch.
pub(crate) fn compute(
    arithmetic: &Arithmetic,
    value_type: &ValueType,
    period: Period,
    reads: Reads<'_, '_>,
) -> Series<'static> {
    let range = unknown_range(value_type);
    let mut series = match arithmetic {
        Arithmetic::Age(slot) => ages(*slot, range, period, reads),
        Arithmetic::Ratio(part, whole) => ratios(*part, *whole, reads),
        Arithmetic::Sum(slots) => join(slots, range, reads, i128::saturating_add),
        Arithmetic::Least(slots) => join(slots, range, reads, i128::min),
        Arithmetic::Greatest(slots) => join(slots, range, reads, i128::max),
        Arithmetic::Difference(left, right) => {
            let (left, right) = (reads.intervals(*left), reads.intervals(*right));
            let mut interval = Interval::with_capacity(reads.rows);
            for row in 0..reads.rows {
                let low = i128::from(left.low[row]) - i128::from(right.high[row]);
                let high = i128::from(left.high[row]) - i128::from(right.low[row]);
                interval.push((low, high), range);
            }
            Series::Interval(interval)
        }
    };
    let inputs: Vec<Slot> = arithmetic.inputs();
    inherit_errors(&mut series, inputs.iter().flat_map(|slot| reads.series(*slot).errors()));
    series
}

impl Arithmetic {
    /// What it reads.
    pub(crate) fn inputs(&self) -> Vec<Slot> {
        match self {
            Self::Age(of) => vec![*of],
            Self::Difference(left, right) | Self::Ratio(left, right) => vec![*left, *right],
            Self::Sum(slots) | Self::Least(slots) | Self::Greatest(slots) => slots.clone(),
        }
    }
}

/// Adds the rows of errors among the inputs.
pub(crate) fn inherit_errors<'e>(series: &mut Series<'_>, inputs: impl Iterator<Item = &'e u32>) {
    let errors = match series {
        Series::Interval(interval) => &mut interval.errors,
        Series::Ratio(ratios) => &mut ratios.errors,
        Series::Missing | Series::Column(_) | Series::Owned(_) => return,
    };
    let before = errors.len();
    errors.extend(inputs);
    if errors.len() > before {
        errors.sort_unstable();
        errors.dedup();
    }
}

/// Joins several indicators end by end; every one of the joins is monotone.
fn join(
    slots: &[Slot],
    range: (i64, i64),
    reads: Reads<'_, '_>,
    with: fn(i128, i128) -> i128,
) -> Series<'static> {
    let inputs: Vec<_> = slots.iter().map(|slot| reads.intervals(*slot)).collect();
    let mut interval = Interval::with_capacity(reads.rows);
    for row in 0..reads.rows {
        let low = inputs.iter().map(|input| i128::from(input.low[row])).reduce(with);
        let high = inputs.iter().map(|input| i128::from(input.high[row])).reduce(with);
        interval.push((low.unwrap_or(0), high.unwrap_or(0)), range);
    }
    Series::Interval(interval)
}

/// Whole years on the last day of the period.
fn ages(slot: Slot, range: (i64, i64), period: Period, reads: Reads<'_, '_>) -> Series<'static> {
    let births = reads.intervals(slot);
    let mut interval = Interval::with_capacity(reads.rows);
    for (early, late) in births.low.iter().zip(&births.high) {
        // The later the birth, the lower the age.
        let high = age(*early, period);
        let low = if early == late { high } else { age(*late, period) };
        interval.push((low.into(), high.into()), range);
    }
    Series::Interval(interval)
}

/// Whole years lived on the last day of the period; below 0 for a birth after it.
///
/// Everybody born in a year has had the birthday of the period's year by 31 December, so the years
/// tell it all.
fn age(birth: i64, period: Period) -> i64 {
    let days = birth.clamp(ValueType::DATE_RANGE.0, ValueType::DATE_RANGE.1);
    i64::from(period.number()) - year_of_days(days)
}

/// The Gregorian year of a day, by arithmetic alone: a calendar type costs ten times as much.
///
/// Days are counted from 1 March of a year divisible by 400, so that the day that leap years add
/// is the last of its year.
fn year_of_days(days: i64) -> i64 {
    // 719,468 days lie between 0000-03-01 and 1970-01-01; 146,097 make 400 years.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    // From day 306 on it is January or February of the next year.
    era * 400 + year + i64::from(day_of_year >= 306)
}

/// Exact ratios; unknown unless the whole is surely positive.
fn ratios(part: Slot, whole: Slot, reads: Reads<'_, '_>) -> Series<'static> {
    let (part, whole) = (reads.intervals(part), reads.intervals(whole));
    let bounds = (0..reads.rows)
        .map(|row| {
            let sure = whole.low[row] > 0;
            let end = |num: i64, toward_zero, away| Fraction {
                num,
                den: if num >= 0 { toward_zero } else { away },
            };
            sure.then(|| {
                (
                    end(part.low[row], whole.high[row], whole.low[row]),
                    end(part.high[row], whole.low[row], whole.high[row]),
                )
            })
        })
        .collect();
    Series::Ratio(Ratios { bounds, errors: Vec::new() })
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};
    use tieuchi_core::days_from_date;

    use super::*;

    #[test]
    fn the_year_of_every_day_is_that_of_the_calendar() {
        let mut date = NaiveDate::from_ymd_opt(1800, 1, 1).unwrap();
        while date.year() < 2200 {
            assert_eq!(year_of_days(days_from_date(date)), i64::from(date.year()), "{date}");
            date = date.succ_opt().unwrap();
        }
    }
}
