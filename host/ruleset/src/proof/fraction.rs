//! Exact ratios wide enough to stand between any two bounds.

use std::cmp::Ordering;

use tieuchi_core::Decimal;

/// The greatest number on either side of a ratio that cells are cut from: products of what stands
/// between two such ratios still fit.
const SIDE_MAX: i128 = 1_000_000_000_000_000;

/// An exact ratio; `den` is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    /// The part.
    num: i128,
    /// The whole.
    den: i128,
}

impl Fraction {
    /// A ratio; none where it is none, or is too large to be cut between.
    pub(crate) fn new(num: i128, den: i128) -> Option<Self> {
        let fits = den > 0 && den <= SIDE_MAX && num.unsigned_abs() <= SIDE_MAX.unsigned_abs();
        fits.then_some(Self { num, den })
    }

    /// A number.
    pub(crate) fn of(number: Decimal) -> Self {
        let den = 10_i128.checked_pow(u32::from(number.scale)).unwrap_or(i128::MAX);
        Self { num: number.units.into(), den }
    }

    /// Which is greater.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        let left = self.num.saturating_mul(other.den);
        left.cmp(&other.num.saturating_mul(self.den))
    }

    /// What lies half-way to another.
    pub(crate) fn middle(self, other: Self) -> Self {
        let sum =
            self.num.saturating_mul(other.den).saturating_add(other.num.saturating_mul(self.den));
        let den = self.den.saturating_mul(other.den).saturating_mul(2);
        let common = common(sum.unsigned_abs(), den.unsigned_abs()).max(1);
        let common = i128::try_from(common).unwrap_or(1);
        Self { num: sum / common, den: den / common }
    }

    /// One less, or one more.
    pub(crate) fn beside(self, by: i128) -> Self {
        Self { num: self.num.saturating_add(by.saturating_mul(self.den)), den: self.den }
    }

    /// Both sides.
    pub(crate) const fn parts(self) -> (i128, i128) {
        (self.num, self.den)
    }

    /// For people, with up to two decimals rounded down.
    pub(crate) fn text(self) -> String {
        let hundredths = self.num.saturating_mul(100).div_euclid(self.den);
        let units = i64::try_from(hundredths).unwrap_or(i64::MAX);
        let text = Decimal { units, scale: 2 }.to_string();
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// The greatest common divisor.
fn common(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}
