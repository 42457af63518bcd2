//! Days of the calendar, without a clock.

use std::fmt;

/// A day, kept as days since 1970-01-01.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Days from 0000-03-01, where the counting of leap years is simplest, to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

/// Days in 400 years.
const DAYS_IN_ERA: i64 = 146_097;

impl Date {
    /// The day so many days after 1970-01-01; days out of reach become the nearest that is not.
    pub fn from_days(days: i64) -> Self {
        Self(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
    }

    /// A day of the calendar; none where there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // Years begin in March, so that the odd day of a leap year is the last.
        let year_of_march = i64::from(year) - i64::from(month <= 2);
        let era = year_of_march.div_euclid(400);
        let year_of_era = year_of_march.rem_euclid(400);
        let day_of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let date = i32::try_from(era * DAYS_IN_ERA + day_of_era - DAYS_TO_1970).map(Self).ok()?;
        (date.ymd() == (year, month, day)).then_some(date)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month from 1, day from 1.
    pub fn ymd(self) -> (i32, u32, u32) {
        let days = i64::from(self.0) + DAYS_TO_1970;
        let era = days.div_euclid(DAYS_IN_ERA);
        let day = days.rem_euclid(DAYS_IN_ERA);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month_of_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_of_march + 2) / 5 + 1;
        let month = (month_of_march + 2) % 12 + 1;
        let year = year + era * 400 + i64::from(month <= 2);
        let fits = "a day that fits 32 bits has a year, month and day that do";
        (
            i32::try_from(year).expect(fits),
            u32::try_from(month).expect(fits),
            u32::try_from(day).expect(fits),
        )
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// Whole years from this day to a later one: the age on that day of who was born on this one.
    /// Who was born on 29 February grows older on 1 March of a common year.
    pub fn years_to(self, later: Self) -> i32 {
        let (year, month, day) = self.ymd();
        let (later_year, later_month, later_day) = later.ymd();
        later_year - year - i32::from((later_month, later_day) < (month, day))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree_over_four_centuries() {
        let mut before = Date::from_ymd(1799, 12, 31).unwrap();
        for days in before.days() + 1..before.days() + 150_000 {
            let date = Date::from_days(i64::from(days));
            let (year, month, day) = date.ymd();
            assert_eq!(Date::from_ymd(year, month, day), Some(date));
            assert!(before.ymd() < date.ymd());
            before = date;
        }
        assert_eq!(Date::from_days(0).to_string(), "1970-01-01");
        assert_eq!(Date::from_days(20_088).to_string(), "2024-12-31");
    }

    #[test]
    fn days_that_no_calendar_has_are_none() {
        for (year, month, day) in [(2023, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31)] {
            assert_eq!(Date::from_ymd(year, month, day), None);
        }
        assert!(Date::from_ymd(2024, 2, 29).is_some() && Date::from_ymd(2000, 2, 29).is_some());
    }

    #[test]
    fn an_age_counts_whole_years() {
        let born = Date::from_ymd(2008, 12, 31).unwrap();
        assert_eq!(born.years_to(Date::from_ymd(2024, 12, 30).unwrap()), 15);
        assert_eq!(born.years_to(Date::from_ymd(2024, 12, 31).unwrap()), 16);
        let leap = Date::from_ymd(2008, 2, 29).unwrap();
        assert_eq!(leap.years_to(Date::from_ymd(2023, 2, 28).unwrap()), 14);
        assert_eq!(leap.years_to(Date::from_ymd(2023, 3, 1).unwrap()), 15);
    }
}
