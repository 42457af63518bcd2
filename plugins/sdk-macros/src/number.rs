//! Exact numbers and days, read from their text.

use toml::de::DeValue;

/// Units of a number at a scale; none where it is no number, has more decimals or does not fit.
pub(crate) fn units(value: &DeValue<'_>, scale: u8) -> Option<i64> {
    let text = match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        DeValue::String(text) => text,
        _ => return None,
    };
    let plain = text.replace('_', "");
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    if whole.is_empty() || part.len() > usize::from(scale) {
        return None;
    }
    let mut units = 0_i64;
    let zeros = std::iter::repeat_n(b'0', usize::from(scale) - part.len());
    for byte in whole.bytes().chain(part.bytes()).chain(zeros) {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        units = units.checked_mul(10)?.checked_add(digit)?;
    }
    Some(if negative { -units } else { units })
}

/// Days since 1970-01-01 of a TOML date or of `2024-12-31`; none for anything else.
pub(crate) fn days(value: &DeValue<'_>) -> Option<i64> {
    let (year, month, day) = match value {
        DeValue::Datetime(date) if date.time.is_none() && date.offset.is_none() => {
            let date = date.date?;
            (i64::from(date.year), i64::from(date.month), i64::from(date.day))
        }
        DeValue::String(text) => {
            let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>().ok());
            let mut part = || parts.next().flatten().map(i64::from);
            (part()?, part()?, part()?)
        }
        _ => return None,
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March, so that the odd day of a leap year is the last.
    let year = year - i64::from(month <= 2);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(days + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> DeValue<'_> {
        DeValue::parse(text).unwrap().into_inner()
    }

    #[test]
    fn a_number_is_read_from_its_text_and_never_rounded() {
        for (text, scale, expected) in [
            ("12.5", 1, Some(125)),
            ("-0.25", 2, Some(-25)),
            ("1_000", 0, Some(1_000)),
            ("'7.50'", 1, Some(75)),
            ("12.55", 1, None),
            ("0x10", 0, None),
            ("nan", 6, None),
            ("1e3", 0, None),
            ("9223372036854775807", 0, Some(i64::MAX)),
            ("9223372036854775807", 1, None),
            ("true", 0, None),
        ] {
            assert_eq!(units(&value(text), scale), expected, "{text}");
        }
    }

    #[test]
    fn a_date_has_no_time() {
        for (text, expected) in [
            ("2024-12-31", Some(20_088)),
            ("'1970-01-01'", Some(0)),
            ("2024-12-31T00:00:00Z", None),
            ("'2024'", None),
            ("'2024-13-01'", None),
        ] {
            assert_eq!(days(&value(text)), expected, "{text}");
        }
    }
}
