//! The languages of a report, and how each writes numbers and days.

use chrono::NaiveDate;

use crate::words::{ENGLISH, VIETNAMESE, Words};

/// The language of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// What stands where there is nothing to tell.
pub(crate) const NOTHING: &str = "–";

impl Lang {
    /// All languages, for messages.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language that a word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == text)
    }

    /// Its words.
    pub(crate) const fn words(self) -> &'static Words {
        match self {
            Self::Vi => &VIETNAMESE,
            Self::En => &ENGLISH,
        }
    }

    /// A whole number with its thousands apart: `1.234` or `1,234`.
    pub(crate) fn number(self, number: u64) -> String {
        let separator = match self {
            Self::Vi => '.',
            Self::En => ',',
        };
        let digits = number.to_string();
        let mut text = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// A percentage given in hundredths of a percent: `74,99 %` or `74.99%`.
    pub(crate) fn percent(self, hundredths: Option<i64>) -> String {
        let Some(plain) = hundredths.map(plain_percent) else { return NOTHING.to_owned() };
        match self {
            Self::Vi => format!("{} %", plain.replace('.', ",")),
            Self::En => format!("{plain}%"),
        }
    }

    /// A day: `25/10/2023` or, where that order could mislead, `2023-10-25`.
    pub(crate) fn day(self, day: NaiveDate) -> String {
        match self {
            Self::Vi => day.format("%d/%m/%Y").to_string(),
            Self::En => day.to_string(),
        }
    }
}

/// Hundredths of a percent as plain decimal text: `74.99`.
pub(crate) fn plain_percent(hundredths: i64) -> String {
    tieuchi_core::Decimal { units: hundredths, scale: 2 }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_as_the_country_writes_them() {
        let written = |lang: Lang| {
            [0, 999, 1000, 133_776, 1_000_000, u64::MAX].map(|number| lang.number(number)).join(" ")
        };
        assert_eq!(written(Lang::Vi), "0 999 1.000 133.776 1.000.000 18.446.744.073.709.551.615");
        assert_eq!(written(Lang::En), "0 999 1,000 133,776 1,000,000 18,446,744,073,709,551,615");
    }

    #[test]
    fn percentages_keep_two_digits_and_nothing_is_a_dash() {
        let written = |lang: Lang| {
            [Some(7499), Some(5), Some(10_000), None].map(|rate| lang.percent(rate)).join(" | ")
        };
        assert_eq!(written(Lang::Vi), "74,99 % | 0,05 % | 100,00 % | –");
        assert_eq!(written(Lang::En), "74.99% | 0.05% | 100.00% | –");
    }

    #[test]
    fn days_are_written_as_the_country_writes_them() {
        let day = tieuchi_core::parse_date("2023-10-25").unwrap();
        assert_eq!([Lang::Vi.day(day), Lang::En.day(day)], ["25/10/2023", "2023-10-25"]);
    }

    #[test]
    fn a_language_is_known_by_its_word() {
        assert_eq!(Lang::ALL.map(|lang| Lang::parse(lang.as_str())), Lang::ALL.map(Some));
        assert_eq!(Lang::parse("fr"), None);
        assert_eq!(Lang::default(), Lang::Vi);
    }
}
