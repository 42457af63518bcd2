//! Columns on their way to a plugin: narrow ones widened, numbers at the manifest's scale, present
//! bits from bit 0.

use tieuchi_core::{Column, with_array};

use crate::bindings::tieuchi::criterion::types;

/// How the values of a column cross the border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wire {
    /// Whole numbers, each times the factor.
    Integers {
        /// 1, or what brings the indicator's scale up to the manifest's.
        factor: i64,
    },
    /// Bytes of 0 and 1.
    Flags,
    /// Positions in a dictionary.
    Codes,
}

/// The buffers of one column, kept from batch to batch.
#[derive(Debug)]
pub(crate) struct Sent {
    /// How its values cross.
    wire: Wire,
    /// Numbers.
    integers: Vec<i64>,
    /// Flags.
    flags: Vec<u8>,
    /// Codes.
    codes: Vec<u32>,
    /// Present bits; empty where every value is there.
    present: Vec<u8>,
}

impl Sent {
    /// Empty buffers.
    pub(crate) const fn new(wire: Wire) -> Self {
        Self {
            wire,
            integers: Vec::new(),
            flags: Vec::new(),
            codes: Vec::new(),
            present: Vec::new(),
        }
    }

    /// Takes a column of so many rows; none where every value is missing. False where the column
    /// has another number of rows.
    pub(crate) fn fill(&mut self, column: Option<&Column>, rows: usize) -> bool {
        self.integers.clear();
        self.flags.clear();
        self.codes.clear();
        self.present.clear();
        let Some(column) = column else {
            self.fill_missing(rows);
            return true;
        };
        if column.len() != rows {
            return false;
        }
        match self.wire {
            Wire::Integers { factor: 1 } => match column {
                // Lent as they are.
                Column::I64(_) => {}
                _ => with_array!(column, array => {
                    self.integers.extend(array.values().iter().map(|value| i64::from(*value)));
                }),
            },
            Wire::Integers { factor } => with_array!(column, array => {
                let values = array.values().iter();
                self.integers.extend(values.map(|value| i64::from(*value).saturating_mul(factor)));
            }),
            Wire::Flags => with_array!(column, array => {
                self.flags.extend(array.values().iter().map(|value| u8::from(*value != 0)));
            }),
            Wire::Codes => with_array!(column, array => {
                let values = array.values().iter();
                self.codes.extend(values.map(|value| u32::try_from(*value).unwrap_or(0)));
            }),
        }
        self.fill_present(column);
        true
    }

    /// Nothing is there.
    fn fill_missing(&mut self, rows: usize) {
        match self.wire {
            Wire::Integers { .. } => self.integers.resize(rows, 0),
            Wire::Flags => self.flags.resize(rows, 0),
            Wire::Codes => self.codes.resize(rows, 0),
        }
        self.present.resize(rows.div_ceil(8), 0);
    }

    /// Takes the present bits, moved to begin at bit 0 and with nothing after the last row.
    fn fill_present(&mut self, column: &Column) {
        let Some(nulls) = column.nulls().filter(|nulls| nulls.null_count() > 0) else { return };
        let bits = nulls.inner();
        let bytes = bits.len().div_ceil(8);
        let (first, shift) = (bits.offset() / 8, bits.offset() % 8);
        let source = bits.values().get(first..).unwrap_or(&[]);
        if shift == 0 {
            self.present.extend(source.iter().take(bytes));
        } else {
            let after = source.iter().skip(1).chain(std::iter::once(&0));
            let moved = source.iter().zip(after);
            self.present
                .extend(moved.take(bytes).map(|(low, high)| low >> shift | high << (8 - shift)));
        }
        if let Some(last) = self.present.last_mut().filter(|_| !bits.len().is_multiple_of(8)) {
            *last &= (1 << (bits.len() % 8)) - 1;
        }
    }

    /// What is sent of the column that [`Self::fill`] took.
    pub(crate) fn lend<'a>(&'a self, column: Option<&'a Column>) -> types::Column<'a> {
        let values = match (self.wire, column) {
            (Wire::Integers { factor: 1 }, Some(Column::I64(array))) => {
                types::Values::Integers(array.values())
            }
            (Wire::Integers { .. }, _) => types::Values::Integers(&self.integers),
            (Wire::Flags, _) => types::Values::Flags(&self.flags),
            (Wire::Codes, _) => types::Values::Codes(&self.codes),
        };
        types::Column { values, present: (!self.present.is_empty()).then_some(&self.present) }
    }

    /// Turns the values under missing rows into noise: whoever reads them is found out. They are
    /// lent without the column from then on.
    pub(crate) fn scribble(&mut self, column: Option<&Column>) {
        if let (Wire::Integers { factor: 1 }, Some(Column::I64(array))) = (self.wire, column) {
            self.integers.extend(array.values());
        }
        let missing =
            |row: usize| self.present.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 0);
        for (row, value) in self.integers.iter_mut().enumerate().filter(|(row, _)| missing(*row)) {
            *value = 987_654_321 - 7 * i64::try_from(row).unwrap_or(0);
        }
        for (row, value) in self.flags.iter_mut().enumerate().filter(|(row, _)| missing(*row)) {
            *value = 0xa5 ^ u8::try_from(row % 256).unwrap_or(0);
        }
        for (row, value) in self.codes.iter_mut().enumerate().filter(|(row, _)| missing(*row)) {
            *value = u32::MAX - u32::try_from(row).unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(wire: Wire, column: &Column, rows: usize) -> Sent {
        let mut sent = Sent::new(wire);
        assert!(sent.fill(Some(column), rows));
        sent
    }

    fn bits(sent: &Sent, rows: usize) -> Vec<bool> {
        (0..rows).map(|row| sent.present[row / 8] >> (row % 8) & 1 == 1).collect()
    }

    #[test]
    fn narrow_numbers_are_widened_and_scaled() {
        let column = Column::from_values([Some(3), None, Some(-7)], (-10, 10));
        let sent = sent(Wire::Integers { factor: 100 }, &column, 3);
        assert_eq!(sent.integers, [300, 0, -700]);
        assert_eq!(sent.present, [0b101]);
    }

    #[test]
    fn wide_numbers_are_lent_without_a_copy() {
        let column = Column::from_values([Some(1 << 40)], (0, i64::MAX));
        let sent = sent(Wire::Integers { factor: 1 }, &column, 1);
        assert!(sent.integers.is_empty());
        let lent = sent.lend(Some(&column));
        assert!(matches!(lent.values, types::Values::Integers([value]) if *value == 1 << 40));
        assert!(lent.present.is_none());
    }

    #[test]
    fn present_bits_of_a_slice_begin_at_bit_0_and_end_clean() {
        let values = (0..40).map(|row| (row % 3 != 0).then_some(1));
        let Column::I8(whole) = Column::from_values(values, (0, 1)) else { unreachable!() };
        for (offset, rows) in [(0, 40), (1, 20), (7, 9), (8, 8), (13, 27), (39, 1), (5, 17)] {
            let column = Column::I8(whole.slice(offset, rows));
            let sent = sent(Wire::Flags, &column, rows);
            let expected: Vec<_> = (offset..offset + rows).map(|row| row % 3 != 0).collect();
            if sent.present.is_empty() {
                assert!(expected.iter().all(|present| *present));
                continue;
            }
            assert_eq!(bits(&sent, rows), expected, "{offset} {rows}");
            assert_eq!(sent.present.len(), rows.div_ceil(8));
            let tail = sent.present[rows / 8..].first().map_or(0, |byte| byte >> (rows % 8));
            assert!(rows.is_multiple_of(8) || tail == 0, "{offset} {rows}");
        }
    }

    #[test]
    fn a_column_that_is_not_there_is_missing_in_every_row() {
        let mut sent = Sent::new(Wire::Codes);
        assert!(sent.fill(None, 9));
        assert_eq!((sent.codes.len(), sent.present.as_slice()), (9, [0, 0].as_slice()));
    }

    #[test]
    fn a_column_of_another_length_is_refused() {
        let column = Column::from_values([Some(1)], (0, 1));
        assert!(!Sent::new(Wire::Flags).fill(Some(&column), 2));
    }

    #[test]
    fn only_missing_values_are_scribbled_over() {
        let column = Column::from_values([Some(5), None, Some(6)], (0, i64::MAX));
        let mut sent = sent(Wire::Integers { factor: 1 }, &column, 3);
        sent.scribble(Some(&column));
        assert_eq!((sent.integers[0], sent.integers[2]), (5, 6));
        assert_ne!(sent.integers[1], 0);
    }
}
