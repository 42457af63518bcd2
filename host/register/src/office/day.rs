//! Days as offices write them.

use chrono::NaiveDate;
use tieuchi_core::{ValueType, days_from_date};

use super::{
    fold,
    raw_cell::{RawCell, Shape, SheetNumber},
};

/// What a cell says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayRead {
    /// A day.
    Day(NaiveDate),
    /// Only a year.
    Year(i32),
}

/// Why a cell is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DayFault {
    /// Nobody can read it; what it may mean.
    NotADate(Option<String>),
    /// Its year has two digits.
    YearTooShort,
}

/// Years that a number alone may mean; as serial numbers they are days of 1904 to 1906.
const YEARS: std::ops::RangeInclusive<i64> = 1800..=2199;

/// Reads a cell that is not blank.
pub(super) fn read(cell: RawCell<'_>) -> Result<DayRead, DayFault> {
    let nobody = DayFault::NotADate(None);
    match cell {
        RawCell::Number(number, shape @ (Shape::Day1900 | Shape::Day1904)) => {
            from_serial(number, shape).map(DayRead::Day).ok_or(nobody)
        }
        RawCell::Number(number, _) => match number.whole() {
            Some(year) if YEARS.contains(&year) => i32::try_from(year).map(DayRead::Year).ok(),
            Some(_) => from_serial(number, Shape::Day1900).map(DayRead::Day),
            None => None,
        }
        .ok_or(nobody),
        RawCell::Text(text) => read_text(text),
        _ => Err(nobody),
    }
}

/// The day of a serial number. The system of 1900 has a 29 February 1900, which there never was.
pub(super) fn from_serial(number: SheetNumber, shape: Shape) -> Option<NaiveDate> {
    let serial = number.floor()?;
    let (year, month, day) = match (shape, serial) {
        (Shape::Day1904, 0..) => (1904, 1, 1),
        (Shape::Day1900, 1..=59) => (1899, 12, 31),
        (Shape::Day1900, 61..) => (1899, 12, 30),
        _ => return None,
    };
    let epoch = NaiveDate::from_ymd_opt(year, month, day)?;
    epoch.checked_add_days(chrono::Days::new(u64::try_from(serial).ok()?))
}

/// Reads `09/5/2023`, `9-5-2023`, `9.5.2023`, `2023-05-09`, `ngày 09 tháng 5 năm 2023` or `1990`.
fn read_text(text: &str) -> Result<DayRead, DayFault> {
    let text = super::raw_cell::trim(text);
    let nobody = || DayFault::NotADate(None);
    if text.len() > 60 {
        return Err(nobody());
    }
    let spoken;
    let text = if text.is_ascii() {
        without_midnight(text)
    } else {
        let words = fold::bare(text);
        let digits: Vec<&str> = words
            .split(' ')
            .filter(|word| !matches!(*word, "ngai" | "thang" | "nam" | "sinh"))
            .collect();
        spoken = digits.join("/");
        &spoken
    };
    let tight;
    let text = if text.contains(' ') {
        tight = text.replace(' ', "");
        &tight
    } else {
        text
    };
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [year] => year_alone(year).ok_or_else(nobody),
        [day, month, year] if is_unknown(day) && is_unknown(month) => {
            year_alone(year).ok_or_else(nobody)
        }
        [year, month, day] if year.len() == 4 => {
            date(year, month, day).map(DayRead::Day).ok_or_else(nobody)
        }
        [day, month, year] if year.len() == 4 => {
            let swapped = || date(year, day, month).map(|day| day.format("%d/%m/%Y").to_string());
            date(year, month, day).map(DayRead::Day).ok_or_else(|| DayFault::NotADate(swapped()))
        }
        [day, month, year] if year.len() == 2 && [day, month, year].iter().all(|n| digits(n)) => {
            Err(DayFault::YearTooShort)
        }
        _ => Err(nobody()),
    }
}

/// A text without the midnight that programs add to a day.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once([' ', 'T']) else { return text };
    let zeros = |time: &str| time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'));
    let midnight = time == "12:00:00 AM" || zeros(time.strip_suffix('Z').unwrap_or(time));
    if midnight && time.contains(':') { day } else { text }
}

/// Whether a day or a month is written as not known.
fn is_unknown(part: &str) -> bool {
    part.bytes().all(|byte| matches!(byte, b'0' | b'_' | b'?' | b'x' | b'X'))
}

/// A year of four digits that stands alone.
fn year_alone(text: &str) -> Option<DayRead> {
    let year = Some(text).filter(|text| text.len() == 4 && digits(text))?.parse().ok()?;
    YEARS.contains(&i64::from(year)).then_some(DayRead::Year(year))
}

/// Whether a text is digits.
fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A day of the calendar.
fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let short = |text: &str| Some(()).filter(|()| digits(text) && text.len() <= 2);
    short(month).and(short(day))?;
    let year = Some(year).filter(|year| digits(year))?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether a column of dates can hold a day.
pub(super) fn is_kept(day: NaiveDate) -> bool {
    let (first, last) = ValueType::DATE_RANGE;
    (first..=last).contains(&days_from_date(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text says, drawn.
    fn drawn(text: &str) -> String {
        match read(RawCell::Text(text)) {
            Ok(DayRead::Day(day)) => day.to_string(),
            Ok(DayRead::Year(year)) => year.to_string(),
            Err(DayFault::YearTooShort) => "short".to_owned(),
            Err(DayFault::NotADate(proposal)) => format!("no, {}", proposal.unwrap_or_default()),
        }
    }

    #[test]
    fn days_are_read_in_their_common_spellings() {
        for text in [
            "09/05/2023",
            "9/5/2023",
            "09-5-2023",
            "9.5.2023",
            "2023-05-09",
            "2023/5/9",
            " 09 / 05 / 2023\u{a0}",
            "2023-05-09 00:00:00",
            "2023-05-09T00:00:00.000Z",
            "ngày 09 tháng 5 năm 2023",
            "Ngày 9 tháng 05 năm 2023",
        ] {
            assert_eq!(drawn(text), "2023-05-09", "{text}");
        }
        assert_eq!(drawn("1990"), "1990");
        assert_eq!(drawn("00/00/1990"), "1990");
        assert_eq!(drawn("__/__/1990"), "1990");
        assert_eq!(drawn("/ /1990"), "1990");
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        assert_eq!(drawn("12/31/2024"), "no, 31/12/2024");
        assert_eq!(drawn("31/02/2024"), "no, ");
        assert_eq!(drawn("9/5/23"), "short");
        for text in ["", "hôm qua", "06/1990", "1/2/3/2024", "20230509", "9/5/2023 10:30", "12-2"]
        {
            assert_eq!(drawn(text), "no, ", "{text}");
        }
    }

    #[test]
    fn serial_numbers_count_from_1900_or_1904() {
        let day = |text, shape| {
            from_serial(SheetNumber::parse(text).unwrap(), shape).map(|day| day.to_string())
        };
        assert_eq!(day("1", Shape::Day1900).unwrap(), "1900-01-01");
        assert_eq!(day("59", Shape::Day1900).unwrap(), "1900-02-28");
        assert_eq!(day("60", Shape::Day1900), None);
        assert_eq!(day("61", Shape::Day1900).unwrap(), "1900-03-01");
        assert_eq!(day("45291.999", Shape::Day1900).unwrap(), "2023-12-31");
        assert_eq!(day("43829", Shape::Day1904).unwrap(), "2023-12-31");
        assert_eq!(day("0", Shape::Day1900), None);
        assert_eq!(day("-5", Shape::Day1904), None);
        assert_eq!(day("1e17", Shape::Day1900), None);
    }

    #[test]
    fn a_number_without_a_format_is_a_year_or_a_serial_number() {
        let cell = |text| RawCell::Number(SheetNumber::parse(text).unwrap(), Shape::Plain);
        assert_eq!(read(cell("1990")), Ok(DayRead::Year(1990)));
        assert_eq!(
            read(cell("32874")),
            Ok(DayRead::Day(NaiveDate::from_ymd_opt(1990, 1, 1).unwrap()))
        );
        assert_eq!(read(cell("19900101.5")), Err(DayFault::NotADate(None)));
    }
}
