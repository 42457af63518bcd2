//! Which rows of a column have a value.

use crate::block::BLOCK;

/// The masks of eight rows, by the byte that tells of them.
static MASKS: [[i64; 8]; 256] = {
    let mut masks = [[0; 8]; 256];
    let mut at = 0;
    while at < 256 * 8 {
        if (at / 8) >> (at % 8) & 1 != 0 {
            masks[at / 8][at % 8] = -1;
        }
        at += 1;
    }
    masks
};

/// Which rows of a column have a value.
#[derive(Debug, Clone, Copy, Default)]
pub struct Present<'a>(Option<&'a [u8]>);

impl<'a> Present<'a> {
    /// Row r is bit r modulo 8, the least significant first, of byte r divided by 8; none: all.
    pub(crate) const fn new(bits: Option<&'a [u8]>) -> Self {
        Self(bits)
    }

    /// Whether nothing can be missing.
    #[inline]
    pub const fn all(self) -> bool {
        self.0.is_none()
    }

    /// Whether the row has a value.
    #[inline]
    pub fn is(self, row: usize) -> bool {
        self.0.is_none_or(|bits| bits[row / 8] >> (row % 8) & 1 != 0)
    }

    /// Masks of the eight rows from 8 × `block`: all bits where a row has a value, none where it has
    /// not, so that `value & mask` is the value, or 0 where it is missing.
    #[inline]
    pub fn masks(self, block: usize) -> &'static [i64; 8] {
        &MASKS[self.0.map_or(0xff, |bits| usize::from(bits[block]))]
    }

    /// The bits of a block's rows, the first row the least significant.
    #[inline]
    pub(crate) fn block(self, start: usize) -> u16 {
        debug_assert!(start.is_multiple_of(BLOCK), "blocks lie end to end");
        self.0.map_or(u16::MAX, |bits| {
            let byte = start / 8;
            u16::from_le_bytes([bits[byte], bits[byte + 1]])
        })
    }
}

/// One byte for each bit, 0 where the bit is; eight at a time, without a branch.
#[inline]
pub(crate) fn spread(bits: u16) -> [u8; BLOCK] {
    let mut bytes = [0; BLOCK];
    let [low, high] = bits.to_le_bytes();
    for (half, bits) in bytes.chunks_exact_mut(8).zip([low, high]) {
        let copies = u64::from(bits).wrapping_mul(0x0101_0101_0101_0101);
        half.copy_from_slice(&(copies & 0x8040_2010_0804_0201).to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_bits_are_the_bits() {
        for bits in 0..=u16::MAX {
            for (at, byte) in spread(bits).into_iter().enumerate() {
                assert_eq!(byte != 0, bits >> at & 1 != 0);
            }
        }
    }

    #[test]
    fn a_row_is_present_where_its_bit_says_so() {
        let present = Present::new(Some(&[0b0000_0101, 0b1000_0000]));
        let rows: Vec<usize> = (0..16).filter(|row| present.is(*row)).collect();
        assert_eq!(rows, [0, 2, 15]);
        for block in 0..2 {
            let wanted: Vec<i64> = (0..8).map(|r| -i64::from(present.is(8 * block + r))).collect();
            assert_eq!(present.masks(block), wanted.as_slice());
        }
        assert_eq!(Present::default().masks(7), &[-1; 8]);
        assert_eq!(present.block(0), 0b1000_0000_0000_0101);
        assert!(!present.all() && Present::default().all() && Present::default().is(99));
    }
}
