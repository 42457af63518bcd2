//! The stretch of time assessed, and dates as days.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A calendar year; the window of evidence is 01/01 to 31/12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(i32);

impl Period {
    /// A year that a calendar of four digits can write.
    pub fn year(year: i32) -> Option<Self> {
        (1000..=9999).contains(&year).then_some(Self(year))
    }

    /// Reads `2024`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(text).filter(|text| text.len() == 4)?.parse().ok().and_then(Self::year)
    }

    /// The year.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// 1 January.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 1, 1).expect("a year of four digits has a first day")
    }

    /// 31 December: the day on which editions, overlays and org units must be in force.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 12, 31).expect("a year of four digits has a last day")
    }

    /// The year before, if there is one.
    pub fn previous(self) -> Option<Self> {
        Self::year(self.0 - 1)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// Days since 1970-01-01, as dates are kept in columns.
pub fn days_from_date(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

/// Reads `2024-12-31`, nothing else.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    // The library's own parser takes spaces and signs, too.
    let shape = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if text.len() != 10 || !shape {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(text.get(..4)?.parse().ok()?, number(5..7)?, number(8..10)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_one_form_only() {
        assert_eq!(
            parse_date("2024-02-29").map(|date| date.to_string()),
            Some("2024-02-29".into())
        );
        for text in [
            "2023-02-29",
            "2024-1-01",
            "2024- 1-01",
            "+024-01-01",
            "2024-01-01 ",
            "20240101",
            "２０２４-01-01",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
