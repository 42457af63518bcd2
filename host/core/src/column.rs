//! One indicator over many subjects: a column of integers, as narrow as its range allows.

use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{Array, Int8Array, Int16Array, Int32Array, Int64Array, PrimitiveArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, ScalarBuffer};

/// A column. A missing value is null; the slot under a null holds 0.
#[derive(Debug, Clone)]
pub enum Column {
    /// Values of -128 to 127.
    I8(Int8Array),
    /// Values of 16 bits.
    I16(Int16Array),
    /// Values of 32 bits.
    I32(Int32Array),
    /// Values of 64 bits.
    I64(Int64Array),
}

/// Runs the same code for the array inside a column, whatever its width.
#[macro_export]
macro_rules! with_array {
    ($column:expr, $array:ident => $body:expr) => {
        match $column {
            $crate::Column::I8($array) => $body,
            $crate::Column::I16($array) => $body,
            $crate::Column::I32($array) => $body,
            $crate::Column::I64($array) => $body,
        }
    };
}

impl Column {
    /// Makes the narrowest column for values of `range`.
    pub fn from_values(values: impl IntoIterator<Item = Option<i64>>, range: (i64, i64)) -> Self {
        let mut builder = ColumnBuilder::new(range, 0);
        for value in values {
            builder.push(value);
        }
        builder.finish()
    }

    /// How many subjects.
    pub fn len(&self) -> usize {
        with_array!(self, array => array.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which values are present; none where all are.
    pub fn nulls(&self) -> Option<&NullBuffer> {
        with_array!(self, array => array.nulls())
    }

    /// Some rows of it, without a copy.
    #[must_use]
    pub fn slice(&self, rows: std::ops::Range<usize>) -> Self {
        match self {
            Self::I8(array) => Self::I8(array.slice(rows.start, rows.len())),
            Self::I16(array) => Self::I16(array.slice(rows.start, rows.len())),
            Self::I32(array) => Self::I32(array.slice(rows.start, rows.len())),
            Self::I64(array) => Self::I64(array.slice(rows.start, rows.len())),
        }
    }

    /// The value of a row; none where it is missing.
    pub fn get(&self, row: usize) -> Option<i64> {
        with_array!(self, array => array.is_valid(row).then(|| array.value(row).into()))
    }

    /// All values in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<i64>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// The rows whose value is missing.
    pub fn missing(&self) -> Vec<u32> {
        let Some(nulls) = self.nulls().filter(|nulls| nulls.null_count() > 0) else {
            return Vec::new();
        };
        let mut rows = Vec::with_capacity(nulls.null_count());
        let mut next = 0;
        for (start, end) in nulls.valid_slices() {
            rows.extend((next..start).map(row_number));
            next = end;
        }
        rows.extend((next..nulls.len()).map(row_number));
        rows
    }
}

/// A row as a number of 32 bits: batches are far smaller.
fn row_number(row: usize) -> u32 {
    u32::try_from(row).expect("a batch has fewer than 2^32 rows")
}

/// Builds a column value by value.
#[derive(Debug)]
pub struct ColumnBuilder {
    /// Values so far, at the width that the range asks for.
    values: Values,
    /// Which are present.
    nulls: NullBufferBuilder,
}

/// Values at one width.
#[derive(Debug)]
enum Values {
    /// 8 bits.
    I8(Vec<i8>),
    /// 16 bits.
    I16(Vec<i16>),
    /// 32 bits.
    I32(Vec<i32>),
    /// 64 bits.
    I64(Vec<i64>),
}

impl ColumnBuilder {
    /// Starts a column for values of `range`.
    pub fn new((min, max): (i64, i64), capacity: usize) -> Self {
        let fits = |low: i64, high: i64| low <= min && max <= high;
        let values = if fits(i8::MIN.into(), i8::MAX.into()) {
            Values::I8(Vec::with_capacity(capacity))
        } else if fits(i16::MIN.into(), i16::MAX.into()) {
            Values::I16(Vec::with_capacity(capacity))
        } else if fits(i32::MIN.into(), i32::MAX.into()) {
            Values::I32(Vec::with_capacity(capacity))
        } else {
            Values::I64(Vec::with_capacity(capacity))
        };
        Self { values, nulls: NullBufferBuilder::new(capacity) }
    }

    /// Adds a value; one that does not fit the range's width becomes missing.
    pub fn push(&mut self, value: Option<i64>) {
        let present = match &mut self.values {
            Values::I8(values) => push_narrow(values, value),
            Values::I16(values) => push_narrow(values, value),
            Values::I32(values) => push_narrow(values, value),
            Values::I64(values) => push_narrow(values, value),
        };
        self.nulls.append(present);
    }

    /// The column.
    pub fn finish(mut self) -> Column {
        let nulls = self.nulls.finish();
        match self.values {
            Values::I8(values) => Column::I8(array(values, nulls)),
            Values::I16(values) => Column::I16(array(values, nulls)),
            Values::I32(values) => Column::I32(array(values, nulls)),
            Values::I64(values) => Column::I64(array(values, nulls)),
        }
    }
}

/// Adds a value at the vector's width; says whether one is there.
fn push_narrow<T: TryFrom<i64> + Default>(values: &mut Vec<T>, value: Option<i64>) -> bool {
    let narrow = value.and_then(|value| T::try_from(value).ok());
    let present = narrow.is_some();
    values.push(narrow.unwrap_or_default());
    present
}

/// An Arrow array of values and nulls.
fn array<T: ArrowPrimitiveType>(
    values: Vec<T::Native>,
    nulls: Option<NullBuffer>,
) -> PrimitiveArray<T> {
    PrimitiveArray::new(ScalarBuffer::from(values), nulls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_narrow_as_its_range_and_keeps_what_is_missing() {
        let column = Column::from_values([Some(3), None, Some(-7), None], (-10, 10));
        assert!(matches!(column, Column::I8(_)));
        assert_eq!(column.iter().collect::<Vec<_>>(), [Some(3), None, Some(-7), None]);
        assert_eq!(column.missing(), [1, 3]);
        assert!(matches!(Column::from_values([Some(300)], (0, 300)), Column::I16(_)));
        assert!(matches!(Column::from_values([], (0, 1 << 20)), Column::I32(_)));
        assert!(matches!(Column::from_values([], (0, i64::MAX)), Column::I64(_)));
    }
}
