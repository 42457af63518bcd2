//! One indicator over a batch: what is known of its value in each row.

use std::borrow::Cow;

use tieuchi_core::{Column, Fraction, ValueType, with_array};

/// What is known of an indicator's values in one batch.
#[derive(Debug, Clone)]
pub(crate) enum Series<'a> {
    /// Nothing: the register has no such column. Any value of the range.
    Missing,
    /// A column of the register; a null is any value of the range.
    Column(&'a Column),
    /// A computed column; a null is any value of the range.
    Owned(Column),
    /// A computed interval for each row.
    Interval(Interval),
    /// A computed ratio for each row; none where nothing is known of it.
    Ratio(Ratios),
}

/// Closed intervals, in units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Interval {
    /// The least possible values.
    pub low: Vec<i64>,
    /// The greatest possible values.
    pub high: Vec<i64>,
    /// Rows, ascending, where the arithmetic left the declared range: their findings are errors.
    pub errors: Vec<u32>,
}

/// Intervals of exact ratios.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ratios {
    /// The least and greatest possible ratio.
    pub bounds: Vec<Option<(Fraction, Fraction)>>,
    /// Rows, ascending, with an error among what they are computed from.
    pub errors: Vec<u32>,
}

impl Interval {
    /// Room for `rows` rows.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self { low: Vec::with_capacity(rows), high: Vec::with_capacity(rows), errors: Vec::new() }
    }

    /// Adds a row whose exact bounds are held against the declared range: what lies outside cannot
    /// be; where nothing is left, the arithmetic has left its range and the row is an error.
    pub(crate) fn push(&mut self, (low, high): (i128, i128), (min, max): (i64, i64)) {
        let (low, high) = (low.max(min.into()), high.min(max.into()));
        if low > high {
            self.errors.push(u32::try_from(self.low.len()).unwrap_or(u32::MAX));
            self.push_raw(min, max);
        } else {
            // Both lie within `min..=max` now.
            self.push_raw(i64::try_from(low).unwrap_or(min), i64::try_from(high).unwrap_or(max));
        }
    }

    /// Adds a row as it is.
    pub(crate) fn push_raw(&mut self, low: i64, high: i64) {
        self.low.push(low);
        self.high.push(high);
    }
}

impl Series<'_> {
    /// The column, where there is one.
    pub(crate) fn column(&self) -> Option<&Column> {
        match self {
            Self::Column(column) => Some(column),
            Self::Owned(column) => Some(column),
            Self::Missing | Self::Interval(_) | Self::Ratio(_) => None,
        }
    }

    /// The rows with errors.
    pub(crate) fn errors(&self) -> &[u32] {
        match self {
            Self::Missing | Self::Column(_) | Self::Owned(_) => &[],
            Self::Interval(interval) => &interval.errors,
            Self::Ratio(ratios) => &ratios.errors,
        }
    }

    /// Whether nothing but one value is possible in a row.
    pub(crate) fn is_exact(&self, row: usize) -> bool {
        match self {
            Self::Missing => false,
            Self::Column(column) => column.get(row).is_some(),
            Self::Owned(column) => column.get(row).is_some(),
            Self::Interval(interval) => interval.low[row] == interval.high[row],
            Self::Ratio(ratios) => {
                ratios.bounds[row].is_some_and(|(low, high)| low.compare(high).is_eq())
            }
        }
    }

    /// Intervals of every row; a ratio has none and counts as missing.
    pub(crate) fn intervals(&self, rows: usize, value_type: &ValueType) -> Cow<'_, Interval> {
        let (min, max) = value_type.range().unwrap_or((i64::MIN, i64::MAX));
        match self {
            Self::Interval(interval) => Cow::Borrowed(interval),
            Self::Missing | Self::Ratio(_) => Cow::Owned(Interval {
                low: vec![min; rows],
                high: vec![max; rows],
                errors: Vec::new(),
            }),
            Self::Column(column) => Cow::Owned(column_intervals(column, (min, max))),
            Self::Owned(column) => Cow::Owned(column_intervals(column, (min, max))),
        }
    }

    /// The exact values as a column, for a checker: whatever is not exact is missing.
    pub(crate) fn to_column(&self, rows: usize, value_type: &ValueType) -> Column {
        let range = value_type.range().unwrap_or((i64::MIN, i64::MAX));
        match self {
            Self::Missing | Self::Ratio(_) => Column::from_values(vec![None; rows], range),
            Self::Column(column) => (*column).clone(),
            Self::Owned(column) => column.clone(),
            Self::Interval(Interval { low, high, errors: _ }) => Column::from_values(
                low.iter().zip(high).map(|(low, high)| (low == high).then_some(*low)),
                range,
            ),
        }
    }
}

/// A column as intervals.
fn column_intervals(column: &Column, (min, max): (i64, i64)) -> Interval {
    let low: Vec<i64> = with_array!(column, array => {
        array.values().iter().map(|value| i64::from(*value)).collect()
    });
    let mut interval = Interval { high: low.clone(), low, errors: Vec::new() };
    for row in column.missing() {
        interval.low[row as usize] = min;
        interval.high[row as usize] = max;
    }
    interval
}
