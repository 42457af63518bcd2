//! Exact numbers: decimals as scaled integers, ratios as fractions, declared rounding.

use std::{cmp::Ordering, fmt};

/// A decimal number: `units` × 10^-`scale`.
///
/// Equality and order are by value: 2.5 = 2.50.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    /// The number times 10^scale.
    pub units: i64,
    /// How many decimal digits are kept.
    pub scale: u8,
}

impl Decimal {
    /// The most decimal digits that are kept.
    pub const SCALE_MAX: u8 = 6;

    /// A whole number.
    pub const fn integer(units: i64) -> Self {
        Self { units, scale: 0 }
    }

    /// Reads plain decimal text such as `80`, `-2.5` or `1_000`; none for anything else, for more
    /// than [`Self::SCALE_MAX`] digits after the point, or for a number that does not fit.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || (part.is_empty() && digits.contains('.')) {
            return None;
        }
        let scale = u8::try_from(part.len()).ok().filter(|scale| *scale <= Self::SCALE_MAX)?;
        let mut units = 0_i64;
        for byte in whole.bytes().filter(|byte| *byte != b'_').chain(part.bytes()) {
            let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
            units = units.checked_mul(10)?.checked_sub(digit)?;
        }
        // Kept negative until here so that the least i64 can be read, too.
        Some(Self { units: if negative { units } else { units.checked_neg()? }, scale })
    }

    /// The units at another scale, if they can be told exactly there.
    pub fn exact_units(self, scale: u8) -> Option<i64> {
        let units = self.wide_units(scale)?;
        i64::try_from(units.0).ok().filter(|_| units.1 == 0)
    }

    /// The greatest units at `scale` that are not above this number, and the least not below it.
    pub fn bracket(self, scale: u8) -> (i128, i128) {
        let Some((down, rest)) = self.wide_units(scale) else {
            return (i128::from(self.units), i128::from(self.units));
        };
        (down, down + i128::from(rest != 0))
    }

    /// Units at `scale`, rounded down, and what was left over.
    fn wide_units(self, scale: u8) -> Option<(i128, i128)> {
        let units = i128::from(self.units);
        if scale >= self.scale {
            return Some((units * pow10(scale - self.scale)?, 0));
        }
        let divisor = pow10(self.scale - scale)?;
        Some((units.div_euclid(divisor), units.rem_euclid(divisor)))
    }
}

/// 10^`exponent`, if it fits.
fn pow10(exponent: u8) -> Option<i128> {
    10_i128.checked_pow(u32::from(exponent))
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let side = |number: &Self| {
            i128::from(number.units) * pow10(scale - number.scale).unwrap_or(i128::MAX)
        };
        side(self).cmp(&side(other))
    }
}

impl fmt::Display for Decimal {
    /// Plain decimal text with a point; trailing zeros of the scale are kept.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits =
            format!("{:0width$}", self.units.unsigned_abs(), width = usize::from(self.scale) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.scale));
        let sign = if self.units < 0 { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        f.pad(&format!("{sign}{whole}{point}{part}"))
    }
}

/// An exact ratio; `den` is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// The part.
    pub num: i64,
    /// The whole.
    pub den: i64,
}

impl Fraction {
    /// Compares `num / den` with another by cross-multiplication.
    pub fn compare(self, other: Self) -> Ordering {
        (i128::from(self.num) * i128::from(other.den))
            .cmp(&(i128::from(other.num) * i128::from(self.den)))
    }

    /// Compares `num × factor / den` with a decimal; a percentage has the factor 100.
    ///
    /// Exact: both sides stay below 2^63 × 2^63 for factors and scales that a catalogue can have.
    pub fn compare_decimal(self, factor: i64, bound: Decimal) -> Ordering {
        let left = i128::from(self.num)
            .saturating_mul(i128::from(factor))
            .saturating_mul(pow10(bound.scale).unwrap_or(i128::MAX));
        let right = i128::from(bound.units).saturating_mul(i128::from(self.den));
        left.cmp(&right)
    }
}

/// How a number that does not end is cut to the digits kept; always said, never implied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundMode {
    /// To the nearest; a half goes away from zero.
    HalfUp,
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
    /// Towards minus infinity.
    Down,
    /// Towards plus infinity.
    Up,
}

impl RoundMode {
    /// All modes, for messages.
    pub const ALL: [Self; 4] = [Self::HalfUp, Self::HalfEven, Self::Down, Self::Up];

    /// The word in rule files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HalfUp => "half-up",
            Self::HalfEven => "half-even",
            Self::Down => "down",
            Self::Up => "up",
        }
    }
}

/// A declared rounding: mode and the decimal digits kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// Where to.
    pub mode: RoundMode,
    /// Decimal digits kept.
    pub digits: u8,
}

impl Rounding {
    /// `num / den` as units at `scale`, rounded to `digits` (never more than `scale`); none where
    /// `den` is not positive or the result does not fit.
    pub fn apply(self, num: i128, den: i128, scale: u8) -> Option<i64> {
        if den <= 0 {
            return None;
        }
        let num = num.checked_mul(pow10(self.digits)?)?;
        let (down, rest) = (num.div_euclid(den), num.rem_euclid(den));
        let up = match self.mode {
            RoundMode::Down => false,
            RoundMode::Up => rest > 0,
            RoundMode::HalfUp | RoundMode::HalfEven => match (rest.checked_mul(2)?).cmp(&den) {
                Ordering::Less => false,
                Ordering::Greater => true,
                Ordering::Equal if self.mode == RoundMode::HalfEven => down % 2 != 0,
                Ordering::Equal => num >= 0,
            },
        };
        let units = (down + i128::from(up)).checked_mul(pow10(scale.checked_sub(self.digits)?)?)?;
        i64::try_from(units).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written_exactly() {
        for (text, units, scale) in
            [("80", 80, 0), ("-2.5", -25, 1), ("0.05", 5, 2), ("1_000", 1000, 0)]
        {
            let number = Decimal::parse(text).unwrap();
            assert_eq!((number.units, number.scale), (units, scale), "{text}");
            assert_eq!(number.to_string(), text.replace('_', ""));
        }
        for text in ["", "-", ".5", "5.", "1e3", "0x10", "inf", "1.2345678", "9223372036854775808"]
        {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
        assert_eq!(Decimal::parse("-9223372036854775808").unwrap().units, i64::MIN);
    }

    #[test]
    fn a_bracket_encloses_what_the_scale_cannot_tell() {
        assert_eq!(Decimal::parse("2.55").unwrap().bracket(1), (25, 26));
        assert_eq!(Decimal::parse("-2.55").unwrap().bracket(1), (-26, -25));
        assert_eq!(Decimal::parse("2.5").unwrap().bracket(2), (250, 250));
        assert_eq!(Decimal::parse("2.50").unwrap(), Decimal::parse("2.5").unwrap());
    }

    #[test]
    fn rounding_is_exact_at_the_half() {
        let half_up = Rounding { mode: RoundMode::HalfUp, digits: 0 };
        let half_even = Rounding { mode: RoundMode::HalfEven, digits: 0 };
        assert_eq!([half_up.apply(5, 2, 0), half_even.apply(5, 2, 0)], [Some(3), Some(2)]);
        assert_eq!([half_up.apply(-5, 2, 0), half_even.apply(-5, 2, 0)], [Some(-3), Some(-2)]);
        assert_eq!([half_up.apply(1, 3, 0), half_up.apply(2, 3, 0)], [Some(0), Some(1)]);
        let tenth = Rounding { mode: RoundMode::Up, digits: 1 };
        assert_eq!(tenth.apply(1, 3, 2), Some(40));
        assert_eq!(Rounding { mode: RoundMode::Down, digits: 1 }.apply(-1, 3, 1), Some(-4));
        assert_eq!(half_up.apply(1, 0, 0), None);
    }
}
