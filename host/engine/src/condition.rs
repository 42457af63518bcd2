//! Evaluates a condition over a batch into truth bytes (0 false, 1 unknown, 2 true).

use tieuchi_core::{Column, Truth, ValueType, with_array};

use crate::{
    lower::{Cond, Slot},
    reads::Reads,
    series::Series,
};

/// The bytes of [`Truth`].
const FALSE: u8 = Truth::False as u8;
/// Unknown.
const UNKNOWN: u8 = Truth::Unknown as u8;
/// True.
const TRUE: u8 = Truth::True as u8;

/// The truth of a condition in every row of a batch.
pub(crate) fn evaluate(condition: &Cond, reads: &Reads<'_, '_>) -> Vec<u8> {
    let rows = reads.rows;
    match condition {
        Cond::Constant(truth) => vec![*truth as u8; rows],
        Cond::All(list) => fold(list, reads, TRUE, u8::min),
        Cond::Any(list) => fold(list, reads, FALSE, u8::max),
        Cond::Not(inner) => {
            let mut truth = evaluate(inner, reads);
            truth.iter_mut().for_each(|byte| *byte = TRUE - *byte);
            truth
        }
        Cond::Within(slot, low, high) => within(*slot, (*low, *high), reads),
        Cond::Ratio(slot, test) => match reads.series(*slot) {
            Series::Ratio(ratios) => ratios
                .bounds
                .iter()
                .map(|bounds| bounds.map_or(UNKNOWN, |bounds| test.truth(bounds) as u8))
                .collect(),
            _ => vec![UNKNOWN; rows],
        },
        Cond::Present(slot) => {
            let series = reads.series(*slot);
            (0..rows).map(|row| if series.is_exact(row) { TRUE } else { FALSE }).collect()
        }
    }
}

/// Joins conditions.
fn fold(list: &[Cond], reads: &Reads<'_, '_>, start: u8, join: fn(u8, u8) -> u8) -> Vec<u8> {
    let Some((first, rest)) = list.split_first() else {
        return vec![start; reads.rows];
    };
    let mut truth = evaluate(first, reads);
    for condition in rest {
        let next = evaluate(condition, reads);
        truth.iter_mut().zip(&next).for_each(|(byte, next)| *byte = join(*byte, *next));
    }
    truth
}

/// Whether values lie in a closed range.
fn within(slot: Slot, range: (i64, i64), reads: &Reads<'_, '_>) -> Vec<u8> {
    let unknown = || {
        let (min, max) = reads.value_type(slot).range().unwrap_or((i64::MIN, i64::MAX));
        interval_within((min, max), range)
    };
    let series = reads.series(slot);
    if let Some(column) = series.column() {
        let mut truth = column_within(column, range);
        let missing = column.missing();
        if !missing.is_empty() {
            let unknown = unknown();
            missing.iter().for_each(|row| truth[*row as usize] = unknown);
        }
        return truth;
    }
    match series {
        Series::Interval(interval) => interval
            .low
            .iter()
            .zip(&interval.high)
            .map(|(low, high)| interval_within((*low, *high), range))
            .collect(),
        _ => vec![unknown(); reads.rows],
    }
}

/// The truth of an interval lying in a range.
fn interval_within((least, most): (i64, i64), (low, high): (i64, i64)) -> u8 {
    if low <= least && most <= high {
        TRUE
    } else if most < low || high < least {
        FALSE
    } else {
        UNKNOWN
    }
}

/// Compares a whole column at its own width; rows without a value get some byte.
fn column_within(column: &Column, (low, high): (i64, i64)) -> Vec<u8> {
    with_array!(column, array => {
        // A bound outside the width is met, or missed, by every value of the width.
        let Some((low, high)) = clamp(low, high) else {
            return vec![FALSE; array.values().len()];
        };
        array.values().iter().map(|value| (u8::from(*value >= low) & u8::from(*value <= high)) * TRUE).collect()
    })
}

/// A range at another width; none where nothing of that width lies in it.
fn clamp<T: TryFrom<i64> + num_bounds::Bounded>(low: i64, high: i64) -> Option<(T, T)> {
    let low = T::try_from(low).ok().or((low < 0).then_some(T::LEAST))?;
    let high = T::try_from(high).ok().or((high > 0).then_some(T::MOST))?;
    Some((low, high))
}

/// The least and greatest number of a width.
mod num_bounds {
    /// Known bounds.
    pub(super) trait Bounded: Sized {
        /// The least.
        const LEAST: Self;
        /// The greatest.
        const MOST: Self;
    }

    /// Implements it from the constants of the type.
    macro_rules! bounded {
        ($($width:ty),*) => {$(
            impl Bounded for $width {
                const LEAST: Self = Self::MIN;
                const MOST: Self = Self::MAX;
            }
        )*};
    }
    bounded!(i8, i16, i32, i64);
}

/// What a value type says of a value that nobody knows.
pub(crate) fn unknown_range(value_type: &ValueType) -> (i64, i64) {
    value_type.range().unwrap_or((i64::MIN, i64::MAX))
}
