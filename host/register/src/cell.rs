//! One cell as the value of an indicator.

use chrono::NaiveDate;
use tieuchi_core::{Decimal, Diagnostic, Indicator, ValueType, days_from_date, nearest};

use crate::{
    codes,
    number::{NumberFault, parse_units},
    text::{listed, quoted, text},
};

/// Reads the cells of one indicator.
#[derive(Debug)]
pub(crate) struct CellReader<'a> {
    /// The indicator.
    pub(crate) indicator: &'a Indicator,
    /// What its values may be, in units.
    pub(crate) range: (i64, i64),
    /// Its codes in order of bytes, each with its position in the list.
    codes: Vec<(&'a [u8], i64)>,
}

impl<'a> CellReader<'a> {
    /// Prepares for an indicator; none where its values are not kept in a register.
    pub(crate) fn new(indicator: &'a Indicator) -> Option<Self> {
        let range = indicator.value_type.range()?;
        let mut codes = Vec::new();
        if let ValueType::Code(list) = &indicator.value_type {
            codes.extend(list.iter().map(String::as_bytes).zip(0_i64..));
            codes.sort_unstable();
        }
        Some(Self { indicator, range, codes })
    }

    /// The value of a cell; an empty one is missing.
    pub(crate) fn read(&self, cell: &[u8]) -> Result<Option<i64>, CellFault> {
        if cell.is_empty() {
            return Ok(None);
        }
        let value = match &self.indicator.value_type {
            ValueType::Number { scale, .. } => match parse_units(cell, *scale) {
                Ok(units) => units,
                Err(NumberFault::Malformed) => return Err(CellFault::NotNumber),
                Err(NumberFault::Digits) => return Err(CellFault::Digits),
                Err(NumberFault::Large) => return Err(CellFault::OutOfRange),
            },
            ValueType::Flag => match cell {
                b"1" | b"true" => 1,
                b"0" | b"false" => 0,
                _ => return Err(CellFault::NotFlag),
            },
            ValueType::Code(_) => {
                let found = self.codes.binary_search_by(|(code, _)| (*code).cmp(cell));
                let found = found.ok().and_then(|index| self.codes.get(index));
                found.ok_or(CellFault::UnknownCode)?.1
            }
            ValueType::Date => days_from_date(parse_day(cell).ok_or(CellFault::NotDate)?),
            ValueType::Ratio { .. } => return Err(CellFault::NotNumber),
        };
        if (self.range.0..=self.range.1).contains(&value) {
            Ok(Some(value))
        } else if self.indicator.value_type == ValueType::Date {
            Err(CellFault::NotDate)
        } else {
            Err(CellFault::OutOfRange)
        }
    }

    /// What to say of a cell that could not be read.
    #[cold]
    pub(crate) fn diagnostic(&self, fault: CellFault, cell: &[u8]) -> Diagnostic {
        let value_type = &self.indicator.value_type;
        let unit = &self.indicator.unit;
        let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
        let diagnostic = match fault {
            CellFault::NotNumber => not_number(cell, value_type),
            CellFault::OutOfRange => out_of_range(cell),
            CellFault::Digits => too_many_digits(cell, value_type.scale()),
            CellFault::NotFlag => {
                let message = format!("{} is neither yes nor no", quoted(cell));
                Diagnostic::error(codes::NOT_FLAG, message)
                    .help("write `1` for yes, `0` for no, nothing where it is not known")
            }
            CellFault::UnknownCode => self.unknown_code(cell),
            CellFault::NotDate => not_date(cell),
        };
        diagnostic.note(format!("expected {}{unit}", expected(value_type)))
    }

    /// A code that the list does not have.
    fn unknown_code(&self, cell: &[u8]) -> Diagnostic {
        let message = format!("{} is not a code of `{}`", quoted(cell), self.indicator.id);
        let diagnostic = Diagnostic::error(codes::CODE_UNKNOWN, message);
        let ValueType::Code(list) = &self.indicator.value_type else { return diagnostic };
        match nearest(&text(cell), list.iter().map(String::as_str)) {
            Some(code) => diagnostic.help(format!("did you mean `{code}`?")),
            None => diagnostic.help("write a code of the list, not its name"),
        }
    }
}

/// Why a cell has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellFault {
    /// Not a number.
    NotNumber,
    /// A number that the indicator cannot have.
    OutOfRange,
    /// More decimal digits than are kept.
    Digits,
    /// Not a flag.
    NotFlag,
    /// Not on the list.
    UnknownCode,
    /// Not a day that a column can hold.
    NotDate,
}

/// What a cell of a type should hold, in words.
fn expected(value_type: &ValueType) -> String {
    match value_type {
        ValueType::Number { scale, min, max } => {
            let [min, max] = [min, max].map(|units| Decimal { units: *units, scale: *scale });
            match scale {
                0 => format!("a whole number from {min} to {max}"),
                1 => format!("a number from {min} to {max} with at most 1 decimal"),
                _ => format!("a number from {min} to {max} with at most {scale} decimals"),
            }
        }
        ValueType::Flag => "`1` or `0`, or `true` or `false`".to_owned(),
        ValueType::Code(list) => listed(list.iter().map(String::as_str)),
        ValueType::Date => "a day as `2024-12-31`, from 1800 to 2199".to_owned(),
        ValueType::Ratio { .. } => "nothing: it is computed".to_owned(),
    }
}

/// Something that is not a number.
fn not_number(cell: &[u8], value_type: &ValueType) -> Diagnostic {
    let what = if value_type.scale() == 0 { "a whole number" } else { "a number" };
    let diagnostic =
        Diagnostic::error(codes::NOT_NUMBER, format!("{} is not {what}", quoted(cell)));
    let text = text(cell);
    let pointed = text.trim().replacen(',', ".", 1);
    match Decimal::parse(&pointed) {
        Some(_) if pointed == text.trim() => diagnostic.help(format!("write `{pointed}`")),
        Some(number) if number.scale > value_type.scale() => {
            diagnostic.help("write digits only, with nothing between them")
        }
        Some(_) => diagnostic.help(format!("decimals follow a point: write `{pointed}`")),
        None => diagnostic.help("write digits only; leave the cell empty where it is not known"),
    }
}

/// A number with more digits after the point than are kept.
fn too_many_digits(cell: &[u8], scale: u8) -> Diagnostic {
    let what = match scale {
        0 => "decimals".to_owned(),
        1 => "more than 1 decimal".to_owned(),
        _ => format!("more than {scale} decimals"),
    };
    let diagnostic = Diagnostic::error(codes::DIGITS, format!("{} has {what}", quoted(cell)));
    let text = text(cell);
    match text.rsplit_once('.') {
        Some((whole, part)) if scale == 0 && part.len() == 3 => {
            diagnostic.help(format!("if the point parts thousands, write `{whole}{part}`"))
        }
        _ => diagnostic.help("write fewer decimals; no digit is cut off silently"),
    }
}

/// A number that the indicator cannot have.
fn out_of_range(cell: &[u8]) -> Diagnostic {
    Diagnostic::error(codes::OUT_OF_RANGE, format!("{} is out of range", quoted(cell)))
        .help("correct the number, or leave the cell empty where it is not known")
}

/// Something that is not a day.
pub(crate) fn not_date(cell: &[u8]) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::NOT_DATE, format!("{} is not a date", quoted(cell)));
    if parse_day(cell).is_some() {
        let message = format!("{} is too early or too late a day", quoted(cell));
        return Diagnostic::error(codes::NOT_DATE, message)
            .help("correct the year, or leave the cell empty where it is not known");
    }
    match day_from_country(&text(cell)) {
        Some(day) => diagnostic.help(format!("write year, month and day: `{day}`")),
        None => diagnostic.help("write year, month and day, such as `2024-12-31`"),
    }
}

/// Reads `2024-12-31`, nothing else.
pub(crate) fn parse_day(cell: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *cell else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// The day that `31/12/2024` means, as the country writes it.
fn day_from_country(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let sound = parts.next().is_none() && year.len() == 4 && day.len() <= 2 && month.len() <= 2;
    if !sound {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_one_form_only() {
        assert_eq!(parse_day(b"2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        for text in ["2023-02-29", "2024-2-29", "2024- 2-29", "+024-02-20", "29/02/2024", ""] {
            assert_eq!(parse_day(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn the_countrys_form_of_a_day_is_understood_for_the_help() {
        assert_eq!(day_from_country("1/7/2025"), NaiveDate::from_ymd_opt(2025, 7, 1));
        assert_eq!(day_from_country("13/13/2025"), None);
    }
}
