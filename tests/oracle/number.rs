//! Fractions in 128 bits.

use std::cmp::Ordering;

use tieuchi_core::{Decimal, RoundMode};

/// A fraction with a positive denominator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ratio {
    /// The part.
    pub num: i128,
    /// The whole.
    pub den: i128,
}

impl Ratio {
    /// A whole number.
    pub(crate) const fn whole(num: i128) -> Self {
        Self { num, den: 1 }
    }

    /// Units at a scale.
    pub(crate) fn units(units: i128, scale: u8) -> Self {
        Self { num: units, den: 10_i128.pow(scale.into()) }
    }

    /// The product.
    pub(crate) fn times(self, other: Self) -> Self {
        Self { num: self.num * other.num, den: self.den * other.den }
    }

    /// This over a positive number.
    pub(crate) fn over(self, other: Self) -> Self {
        Self { num: self.num * other.den, den: self.den * other.num }
    }

    /// The nearest whole number as the mode says.
    pub(crate) fn round(self, mode: RoundMode) -> i128 {
        let below = self.num.div_euclid(self.den);
        let to_below = Self { num: self.num - below * self.den, den: self.den };
        let half = Self { num: 1, den: 2 };
        let up = match mode {
            RoundMode::Down => false,
            RoundMode::Up => to_below.num > 0,
            RoundMode::HalfUp => to_below > half || (to_below == half && self.num > 0),
            RoundMode::HalfEven => to_below > half || (to_below == half && below % 2 != 0),
        };
        if up { below + 1 } else { below }
    }
}

impl From<Decimal> for Ratio {
    fn from(decimal: Decimal) -> Self {
        Self::units(decimal.units.into(), decimal.scale)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.num * other.den).cmp(&(other.num * self.den))
    }
}
