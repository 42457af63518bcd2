//! The languages of a report, and how each writes numbers and days.

use chrono::NaiveDate;
use tieuchi_core::Decimal;

use crate::rate::Rate;

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

    /// The language of a locale such as `en_GB.UTF-8` or `vi`: English where it says so, Vietnamese
    /// for everything else (`C`, `POSIX`, nothing, another language).
    pub fn from_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().trim();
        if language.eq_ignore_ascii_case("en") { Self::En } else { Self::Vi }
    }

    /// A whole number with its thousands apart: `1.234` or `1,234`.
    pub(crate) fn number(self, number: u64) -> String {
        self.thousands(&number.to_string())
    }

    /// A decimal number: `1.234,5` or `1,234.5`.
    pub(crate) fn decimal(self, number: Decimal) -> String {
        let text = number.to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", &*text), |rest| ("-", rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = self.thousands(whole);
        match (self, part) {
            (_, "") => format!("{sign}{whole}"),
            (Self::Vi, part) => format!("{sign}{whole},{part}"),
            (Self::En, part) => format!("{sign}{whole}.{part}"),
        }
    }

    /// A rate in percent: `74,99 %`, `71,13–76,76 %` where the missing evidence decides.
    pub(crate) fn rate(self, rate: Rate) -> String {
        let Some((low, high)) = rate.percents() else { return NOTHING.to_owned() };
        let plain = |hundredths| self.decimal(Decimal { units: hundredths, scale: 2 });
        let text =
            if low == high { plain(low) } else { format!("{}–{}", plain(low), plain(high)) };
        match self {
            Self::Vi => format!("{text} %"),
            Self::En => format!("{text}%"),
        }
    }

    /// A day: `25/10/2023` or, where that order could mislead, `2023-10-25`.
    pub(crate) fn day(self, day: NaiveDate) -> String {
        match self {
            Self::Vi => day.format("%d/%m/%Y").to_string(),
            Self::En => day.to_string(),
        }
    }

    /// Digits with their thousands apart.
    fn thousands(self, digits: &str) -> String {
        let separator = match self {
            Self::Vi => '.',
            Self::En => ',',
        };
        let mut text = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }
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
    fn decimals_have_a_comma_here_and_a_point_there() {
        let written = |lang: Lang| {
            ["1234.5", "-0.05", "-123456", "80"]
                .map(|text| lang.decimal(Decimal::parse(text).unwrap()))
                .join(" ")
        };
        assert_eq!(written(Lang::Vi), "1.234,5 -0,05 -123.456 80");
        assert_eq!(written(Lang::En), "1,234.5 -0.05 -123,456 80");
    }

    #[test]
    fn a_rate_is_a_range_where_the_missing_evidence_decides() {
        let rates = [
            Rate::exact(7499, 10_000),
            Rate::exact(1, 20),
            Rate::exact(5, 5),
            Rate { low: 1329, high: 1434, of: 1868 },
            Rate::exact(0, 0),
        ];
        let written = |lang: Lang| rates.map(|rate| lang.rate(rate)).join(" | ");
        assert_eq!(written(Lang::Vi), "74,99 % | 5,00 % | 100,00 % | 71,15–76,77 % | –");
        assert_eq!(written(Lang::En), "74.99% | 5.00% | 100.00% | 71.15–76.77% | –");
    }

    #[test]
    fn days_are_written_as_the_country_writes_them() {
        let day = tieuchi_core::parse_date("2023-10-25").unwrap();
        assert_eq!([Lang::Vi.day(day), Lang::En.day(day)], ["25/10/2023", "2023-10-25"]);
    }

    #[test]
    fn a_language_is_known_by_its_word_and_by_its_locale() {
        assert_eq!(Lang::ALL.map(|lang| Lang::parse(lang.as_str())), Lang::ALL.map(Some));
        assert_eq!(Lang::parse("fr"), None);
        assert_eq!(Lang::default(), Lang::Vi);
        for locale in ["vi_VN.UTF-8", "vi", "C", "C.UTF-8", "POSIX", "", "fr_FR", "end"] {
            assert_eq!(Lang::from_locale(locale), Lang::Vi, "{locale}");
        }
        for locale in ["en_GB.UTF-8", "en", "EN-us", "en@euro"] {
            assert_eq!(Lang::from_locale(locale), Lang::En, "{locale}");
        }
    }
}
