//! Sixteen rows at a time: what lets a compiler judge several with one instruction.

use crate::{column::Input, present};

/// How many rows a block has.
pub(crate) const BLOCK: usize = 16;

/// Sixteen rows of an input.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a, I: Input<'a>> {
    input: I,
    values: &'a [I::Raw; BLOCK],
    bits: u16,
}

impl<'a, I: Input<'a>> Block<'a, I> {
    #[inline]
    pub(crate) fn new(input: I, start: usize) -> Self {
        let column = input.column();
        let values = column.values[start..].first_chunk().expect("a block lies within its column");
        Self { input, values, bits: column.present.block(start) }
    }

    /// Which rows have a value, the first the least significant bit.
    #[inline]
    pub const fn bits(&self) -> u16 {
        self.bits
    }

    /// The value of a row of the block that has one.
    #[inline]
    pub fn sure(&self, at: usize) -> I::Value {
        self.input.value(self.values[at])
    }

    /// Ready to be read where some rows have no value.
    #[inline]
    pub fn masked(self) -> Masked<'a, I> {
        Masked { input: self.input, values: self.values, mask: present::spread(self.bits) }
    }
}

/// Sixteen rows of an input, some of them without a value.
#[derive(Debug, Clone, Copy)]
pub struct Masked<'a, I: Input<'a>> {
    input: I,
    values: &'a [I::Raw; BLOCK],
    mask: [u8; BLOCK],
}

impl<'a, I: Input<'a>> Masked<'a, I> {
    /// The value of a row of the block; none where it is missing.
    #[inline]
    pub fn get(&self, at: usize) -> Option<I::Value> {
        let value = self.input.value(self.values[at]);
        (self.mask[at] != 0).then_some(value)
    }
}
