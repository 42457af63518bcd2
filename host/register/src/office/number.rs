//! Numbers as offices write them: `1.234,5`, `1,234.5`, `1 234,5`.

use tieuchi_core::Decimal;

use super::{fold::composed, raw_cell::trim};
use crate::number::parse_units;

/// What a number may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberType {
    /// Decimal digits kept.
    pub(super) scale: u8,
    /// Least and greatest, in units.
    pub(super) range: (i64, i64),
}

/// Why a text is no such number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// Not a number.
    NotANumber,
    /// More decimals than are kept.
    Decimals,
    /// Less than the least or more than the greatest.
    Range,
    /// Two numbers, according to who reads it.
    Ambiguous {
        /// With the mark between thousands.
        whole: Decimal,
        /// With the mark before decimals.
        decimal: Decimal,
    },
    /// A number and words after it.
    Unit {
        /// The number's own text.
        number: String,
        /// The words.
        unit: String,
    },
}

/// Reads a text that is not blank as units.
///
/// A mark that may part thousands or decimals means what the type can have; where both are
/// possible the number is ambiguous.
pub(super) fn read(text: &str, number_type: NumberType) -> Result<i64, NumberFault> {
    let text = trim(text);
    // Most numbers are plain, and there are many of them.
    if text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(units) = parse_units(text.as_bytes(), number_type.scale)
    {
        let within = (number_type.range.0..=number_type.range.1).contains(&units);
        return if within { Ok(units) } else { Err(NumberFault::Range) };
    }
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|letter| !is_of_number(letter)).unwrap_or(digits.len());
    let (digits, unit) = digits.split_at_checked(end).unwrap_or((digits, ""));
    let unit = trim(unit);
    let digits = digits.trim_end_matches(is_space);
    let marks = Marks::of(digits).ok_or(NumberFault::NotANumber)?;
    if !unit.is_empty() {
        // Old encodings and some machines write marks behind their letters.
        let unit = composed(unit);
        let sign = if negative { "-" } else { "" };
        let worded = unit.chars().all(|letter| letter.is_alphabetic() || " %.²³".contains(letter));
        let [number, unit] = [format!("{sign}{digits}"), unit.clone()];
        return Err(if worded {
            NumberFault::Unit { number, unit }
        } else {
            NumberFault::NotANumber
        });
    }
    choose(&marks, negative, number_type)
}

/// Chooses the reading that the type can have.
fn choose(marks: &Marks<'_>, negative: bool, number_type: NumberType) -> Result<i64, NumberFault> {
    let NumberType { scale, range } = number_type;
    let within = |units: &i64| (range.0..=range.1).contains(units);
    let units = |part: &str| {
        let units = decimal(marks.whole, part, negative)?.exact_units(scale);
        Some(units.ok_or(NumberFault::Decimals))
    };
    let Some(part) = marks.part else {
        let units = units("").ok_or(NumberFault::Range)??;
        return if within(&units) { Ok(units) } else { Err(NumberFault::Range) };
    };
    // Zeros at the end make no decimals, unless there are three of them: that looks like thousands.
    let exact = if part.len() == 3 { part.len() <= usize::from(scale) } else { true };
    let as_decimal = if exact { units(part) } else { Some(Err(NumberFault::Decimals)) };
    let as_decimal = as_decimal.unwrap_or(Err(NumberFault::Decimals));
    if !marks.may_part_thousands {
        let units = as_decimal?;
        return if within(&units) { Ok(units) } else { Err(NumberFault::Range) };
    }
    let together = format!("{}{part}", marks.whole);
    let as_whole = decimal(&together, "", negative).ok_or(NumberFault::Range)?;
    let whole_units = as_whole.exact_units(scale).filter(within);
    let decimal_units = as_decimal.as_ref().ok().copied().filter(within);
    match (whole_units, decimal_units) {
        (Some(_), Some(decimal_units)) => Err(NumberFault::Ambiguous {
            whole: as_whole,
            decimal: Decimal { units: decimal_units, scale },
        }),
        (Some(units), None) | (None, Some(units)) => Ok(units),
        (None, None) => Err(NumberFault::Range),
    }
}

/// A number of plain digits; none where it does not fit.
fn decimal(whole: &str, part: &str, negative: bool) -> Option<Decimal> {
    let sign = if negative { "-" } else { "" };
    let part = if part.len() > 3 { part.trim_end_matches('0') } else { part };
    let point = if part.is_empty() { "" } else { "." };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    Decimal::parse(&format!("{sign}{digits}{point}{part}")).map(|number| {
        // `12,50` has one decimal that counts.
        let mut number = number;
        while number.scale > 0 && number.units % 10 == 0 {
            number = Decimal { units: number.units / 10, scale: number.scale - 1 };
        }
        number
    })
}

/// The parts of a number between its marks.
struct Marks<'a> {
    /// Digits before the last mark, with the marks between thousands.
    whole: &'a str,
    /// Digits after the last mark, where it may part decimals.
    part: Option<&'a str>,
    /// Whether that mark may part thousands as well.
    may_part_thousands: bool,
}

impl<'a> Marks<'a> {
    /// Finds the marks; none where they stand where no mark can.
    fn of(digits: &'a str) -> Option<Self> {
        if digits.is_empty()
            || !digits
                .bytes()
                .all(|b| b.is_ascii_digit() || !b.is_ascii() || matches!(b, b'.' | b',' | b' '))
        {
            return None;
        }
        let whole = |whole| Self { whole, part: None, may_part_thousands: false };
        let Some((before, last, after)) = split_last(digits) else {
            return digits.is_ascii().then(|| whole(digits));
        };
        let decimals = !after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit());
        if !decimals || before.is_empty() {
            return None;
        }
        match split_last(before) {
            // One mark: it parts decimals or, with three digits after it, thousands.
            None => {
                let thousands = after.len() == 3 && is_first_group(before);
                if is_space(last) {
                    return thousands.then(|| whole(digits));
                }
                Some(Self { whole: before, part: Some(after), may_part_thousands: thousands })
            }
            // Several marks, all the same: thousands.
            Some((_, other, _)) if same(other, last) => {
                is_grouped(digits, last).then(|| whole(digits))
            }
            // Another mark before the last one: the last one parts decimals.
            Some((_, other, _)) => {
                let sound = !is_space(last) && is_grouped(before, other);
                sound.then_some(Self {
                    whole: before,
                    part: Some(after),
                    may_part_thousands: false,
                })
            }
        }
    }
}

/// The text before and after the last mark.
fn split_last(digits: &str) -> Option<(&str, char, &str)> {
    let (at, mark) = digits.char_indices().rev().find(|(_, letter)| !letter.is_ascii_digit())?;
    Some((&digits[..at], mark, &digits[at + mark.len_utf8()..]))
}

/// Whether a number's digits are parted by threes with one mark.
fn is_grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(|letter| same(letter, mark));
    groups.next().is_some_and(is_first_group)
        && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether digits can stand before the first mark between thousands.
fn is_first_group(digits: &str) -> bool {
    (1..=3).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two marks are the same; all spaces are.
fn same(left: char, right: char) -> bool {
    left == right || (is_space(left) && is_space(right))
}

/// Whether a character can stand in a number.
fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',') || is_space(letter)
}

/// Whether a character is a space that parts thousands.
fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The units of a text, or the fault.
    fn units(text: &str, scale: u8, max: i64) -> Result<i64, NumberFault> {
        read(text, NumberType { scale, range: (-10, max) })
    }

    #[test]
    fn both_ways_of_marking_are_read_where_they_are_plain() {
        for (text, expected) in [
            ("1.234,5", 12_345),
            ("1,234.5", 12_345),
            ("1 234,5", 12_345),
            ("1\u{a0}234,50", 12_345),
            ("1.234.567", 12_345_670),
            ("12,5", 125),
            ("12.5", 125),
            ("12,50", 125),
            ("0,5", 5),
            ("-1", -10),
            ("\u{2212}1", -10),
            ("+7", 70),
            ("007", 70),
        ] {
            assert_eq!(units(text, 1, i64::MAX), Ok(expected), "{text}");
        }
    }

    #[test]
    fn the_type_decides_what_one_mark_parts() {
        assert_eq!(units("1.234", 0, 9999), Ok(1234));
        assert_eq!(units("1,234", 0, 9999), Ok(1234));
        assert_eq!(units("1.234", 1, 99_999), Ok(12_340));
        assert_eq!(units("1.234", 3, 9999), Ok(1234));
        assert_eq!(units("0.123", 3, i64::MAX), Ok(123));
        assert_eq!(units("1234.567", 3, i64::MAX), Ok(1_234_567));
        assert_eq!(units("3,000", 0, 10), Err(NumberFault::Range));
    }

    #[test]
    fn a_number_that_may_be_two_is_told_with_both() {
        let both = NumberFault::Ambiguous {
            whole: Decimal::integer(1234),
            decimal: Decimal { units: 1234, scale: 3 },
        };
        assert_eq!(units("1.234", 3, i64::MAX), Err(both.clone()));
        assert_eq!(units("1,234", 3, i64::MAX), Err(both));
    }

    #[test]
    fn what_does_not_fit_is_told_apart() {
        assert_eq!(units("12,55", 1, i64::MAX), Err(NumberFault::Decimals));
        assert_eq!(units("12,5", 0, i64::MAX), Err(NumberFault::Decimals));
        assert_eq!(units("11", 0, 10), Err(NumberFault::Range));
        assert_eq!(units("99999999999999999999", 0, i64::MAX), Err(NumberFault::Range));
        let unit = |number: &str, unit: &str| {
            Err(NumberFault::Unit { number: number.to_owned(), unit: unit.to_owned() })
        };
        assert_eq!(units("12 giờ", 0, 99), unit("12", "giờ"));
        assert_eq!(units("-1.234,5km²", 1, 99), unit("-1.234,5", "km²"));
        assert_eq!(units("71,67 %", 2, 99), unit("71,67", "%"));
        // As Windows-1258 has it, and with every mark behind its letter.
        assert_eq!(units("5 nô\u{323}i dung", 0, 99), unit("5", "nội dung"));
        assert_eq!(units("5 no\u{323}\u{302}i dung", 0, 99), unit("5", "nội dung"));
        for text in [
            "",
            "x",
            "1..2",
            "1.",
            ".5",
            "1.23.45",
            "1,2,3",
            "1.234,567.8",
            "12.34,5",
            "1e3",
            "8/10",
            "1 2",
            "0x1F",
            "١٢",
            "1.234 567",
            "--1",
            "1'234",
        ] {
            assert_eq!(units(text, 3, i64::MAX), Err(NumberFault::NotANumber), "{text}");
        }
    }
}
