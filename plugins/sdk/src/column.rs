//! Columns as a plugin reads them: values, and which rows have one.

use crate::{Date, block::Block, code::Code, present::Present};

/// The values of one input over all rows, in the form in which they are sent.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a, T> {
    pub(crate) values: &'a [T],
    pub(crate) present: Present<'a>,
}

impl<'a, T> Column<'a, T> {
    /// One value for each row. What stands where a value is missing means nothing.
    #[inline]
    pub const fn values(&self) -> &'a [T] {
        self.values
    }

    /// Which rows have a value.
    #[inline]
    pub const fn present(&self) -> Present<'a> {
        self.present
    }
}

/// An input that a row can be read from.
pub trait Input<'a>: Copy {
    /// How a value is sent.
    type Raw: Copy + 'a;
    /// What it is for the plugin.
    type Value: Copy;

    /// The column as it was sent.
    fn column(self) -> Column<'a, Self::Raw>;

    /// What a sent value is for the plugin.
    fn value(self, raw: Self::Raw) -> Self::Value;

    /// The value of a row; none where it is missing.
    #[inline]
    fn get(self, row: usize) -> Option<Self::Value> {
        let Column { values, present } = self.column();
        // Read first: whether a value is there is data, not a branch.
        let raw = values[row];
        present.is(row).then(|| self.value(raw))
    }

    /// The sixteen rows from `start`, a multiple of 16.
    #[inline]
    fn block(self, start: usize) -> Block<'a, Self> {
        Block::new(self, start)
    }
}

/// Numbers in the units of the manifest's scale: with scale 1, 12.5 is 125.
pub type Numbers<'a> = Column<'a, i64>;

impl<'a> Input<'a> for Numbers<'a> {
    type Raw = i64;
    type Value = i64;

    #[inline]
    fn column(self) -> Self {
        self
    }

    #[inline]
    fn value(self, raw: i64) -> i64 {
        raw
    }
}

/// Yes or no; yes is sent as 1.
pub type Flags<'a> = Column<'a, u8>;

impl<'a> Input<'a> for Flags<'a> {
    type Raw = u8;
    type Value = bool;

    #[inline]
    fn column(self) -> Self {
        self
    }

    #[inline]
    fn value(self, raw: u8) -> bool {
        raw != 0
    }
}

/// Dates, sent as days since 1970-01-01.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'a>(pub(crate) Column<'a, i64>);

impl<'a> Input<'a> for Dates<'a> {
    type Raw = i64;
    type Value = Date;

    #[inline]
    fn column(self) -> Column<'a, i64> {
        self.0
    }

    #[inline]
    fn value(self, raw: i64) -> Date {
        Date::from_days(raw)
    }
}

/// Codes, sent as positions in a dictionary.
#[derive(Debug, Clone, Copy)]
pub struct Codes<'a> {
    pub(crate) column: Column<'a, u32>,
    pub(crate) dictionary: &'a [String],
}

impl<'a> Codes<'a> {
    /// The codes that the positions mean.
    #[inline]
    pub const fn dictionary(&self) -> &'a [String] {
        self.dictionary
    }
}

impl<'a> Input<'a> for Codes<'a> {
    type Raw = u32;
    type Value = Code<'a>;

    #[inline]
    fn column(self) -> Column<'a, u32> {
        self.column
    }

    #[inline]
    fn value(self, raw: u32) -> Code<'a> {
        Code::at(self.dictionary, raw)
    }
}
