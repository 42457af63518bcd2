//! Exact numbers from bytes, without a detour through text.

/// Why some bytes are not a number of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// Not digits with at most one point and a sign before them.
    Malformed,
    /// More digits after the point than the scale keeps.
    Digits,
    /// More units than 64 bits hold.
    Large,
}

/// Reads plain decimal text such as `80` or `-2.5` as units at `scale`.
pub(crate) fn parse_units(cell: &[u8], scale: u8) -> Result<i64, NumberFault> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, cell),
    };
    let mut units = Some(0_i64);
    let mut whole = 0;
    let mut part: Option<usize> = None;
    for byte in digits {
        match (byte, part) {
            (b'0'..=b'9', _) => {
                units = push_digit(units, byte - b'0');
                match &mut part {
                    Some(part) => *part += 1,
                    None => whole += 1,
                }
            }
            (b'.', None) => part = Some(0),
            _ => return Err(NumberFault::Malformed),
        }
    }
    if whole == 0 || part == Some(0) {
        return Err(NumberFault::Malformed);
    }
    let spare = usize::from(scale).checked_sub(part.unwrap_or(0)).ok_or(NumberFault::Digits)?;
    for _ in 0..spare {
        units = push_digit(units, 0);
    }
    // Kept negative until here so that the least number can be read, too.
    let units = units.ok_or(NumberFault::Large)?;
    if negative { Ok(units) } else { units.checked_neg().ok_or(NumberFault::Large) }
}

/// Units, kept negative, with one more digit; none once they do not fit.
fn push_digit(units: Option<i64>, digit: u8) -> Option<i64> {
    units?.checked_mul(10)?.checked_sub(i64::from(digit))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tieuchi_core::Decimal;

    use super::*;

    #[test]
    fn a_number_is_read_exactly_or_the_fault_is_named() {
        assert_eq!(parse_units(b"12.5", 1), Ok(125));
        assert_eq!(parse_units(b"12", 2), Ok(1200));
        assert_eq!(parse_units(b"-0.05", 2), Ok(-5));
        assert_eq!(parse_units(b"-9223372036854775808", 0), Ok(i64::MIN));
        assert_eq!(parse_units(b"9223372036854775808", 0), Err(NumberFault::Large));
        assert_eq!(parse_units(b"12.50", 1), Err(NumberFault::Digits));
        for text in ["", "-", ".5", "5.", "1e3", "1_000", "1.2.3", " 1", "١"] {
            assert_eq!(parse_units(text.as_bytes(), 3), Err(NumberFault::Malformed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_reads_what_the_rule_files_read(text in "[-+]?[0-9]{0,20}[.]?[0-9]{0,8}") {
            let expected = Decimal::parse(&text)
                .and_then(|number| number.exact_units(Decimal::SCALE_MAX));
            prop_assert_eq!(parse_units(text.as_bytes(), Decimal::SCALE_MAX).ok(), expected);
        }
    }
}
