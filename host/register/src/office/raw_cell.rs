//! A cell as a file gives it, before anybody asks what it means.

use std::borrow::Cow;

use tieuchi_core::Decimal;

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawCell<'a> {
    /// Nothing.
    Empty,
    /// Words.
    Text(&'a str),
    /// A number of a spreadsheet.
    Number(SheetNumber, Shape),
    /// True or false, of a spreadsheet.
    Flag(bool),
    /// Something that cannot be read.
    Broken(Broken<'a>),
}

/// Why a cell cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken<'a> {
    /// Bytes that are not UTF-8.
    NotText(&'a [u8]),
    /// An error of the spreadsheet.
    Error(&'a str),
    /// A formula that was never worked out.
    NoValue,
    /// A part of a merged cell that is not its first.
    Merged,
    /// Text in a font with an encoding of its own.
    OldFont {
        /// The font.
        font: &'a str,
        /// The text as it stands.
        text: &'a str,
    },
    /// Longer than is read.
    TooLong(&'a str),
}

/// How a spreadsheet shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shape {
    /// As it is.
    #[default]
    Plain,
    /// Times a hundred, with a sign.
    Percent,
    /// With zeros before it, to so many digits.
    Zeros(u8),
    /// As a day, counted from 1900.
    Day1900,
    /// As a day, counted from 1904.
    Day1904,
}

/// A number of a spreadsheet: `digits` × 10^`exponent`, with at most 15 digits, which is all that
/// a spreadsheet keeps. It is read from the text in the file, never through floating point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SheetNumber {
    /// With its sign; not divisible by ten unless it is 0.
    digits: i64,
    /// Zeros after the digits, or below 0: digits after the point.
    exponent: i32,
}

impl SheetNumber {
    /// Digits that a spreadsheet keeps.
    const KEPT: usize = 15;

    /// Reads `12.5` or `-1.25E-3`; none for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if (whole.is_empty() && part.is_empty()) || whole.len() + part.len() > 400 {
            return None;
        }
        let mut number = Self { digits: 0, exponent: i32::from(exponent) };
        let mut kept = 0;
        let mut cut = None;
        for (index, byte) in whole.bytes().chain(part.bytes()).enumerate() {
            let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
            let after_point = index >= whole.len();
            if kept < Self::KEPT {
                kept += usize::from(kept > 0 || digit > 0);
                number.digits = number.digits * 10 + digit;
                number.exponent -= i32::from(after_point);
            } else {
                cut = cut.or(Some(digit));
                number.exponent += i32::from(!after_point);
            }
        }
        number.digits += i64::from(cut.is_some_and(|digit| digit >= 5));
        while number.digits != 0 && number.digits % 10 == 0 {
            number.digits /= 10;
            number.exponent += 1;
        }
        if number.digits == 0 {
            number.exponent = 0;
        }
        number.digits = if negative { -number.digits } else { number.digits };
        Some(number)
    }

    /// A hundred times as much.
    pub(super) const fn times_hundred(self) -> Self {
        Self { digits: self.digits, exponent: self.exponent.saturating_add(2) }
    }

    /// Whether the number has more decimals than a scale keeps.
    pub(super) const fn is_finer_than(self, scale: u8) -> bool {
        self.exponent.saturating_add(scale as i32) < 0
    }

    /// The number in units at a scale; none where it has more decimals or does not fit.
    pub(super) fn units(self, scale: u8) -> Option<i64> {
        let zeros = u32::try_from(self.exponent.saturating_add(i32::from(scale))).ok()?;
        if self.digits == 0 {
            return Some(0);
        }
        self.digits.checked_mul(10_i64.checked_pow(zeros)?)
    }

    /// A whole number, if it is one that is not absurdly great.
    pub(super) fn whole(self) -> Option<i64> {
        self.units(0)
    }

    /// The whole part, for days with a time.
    pub(super) fn floor(self) -> Option<i64> {
        if self.exponent >= 0 {
            return self.whole();
        }
        let divisor = 10_i64.checked_pow(self.exponent.unsigned_abs());
        Some(divisor.map_or(0, |divisor| self.digits.div_euclid(divisor)))
    }

    /// As the country's machines write it: digits and at most one point.
    pub(super) fn text(self) -> String {
        if let Some(whole) = self.whole() {
            return whole.to_string();
        }
        match u8::try_from(self.exponent.unsigned_abs()) {
            Ok(scale) if self.exponent < 0 && scale <= 30 => {
                Decimal { units: self.digits, scale }.to_string()
            }
            _ => format!("{}E{}", self.digits, self.exponent),
        }
    }
}

impl RawCell<'_> {
    /// Whether there is nothing to read: a dash says as little as an empty cell.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => is_blank(text),
            _ => false,
        }
    }

    /// Whether there is nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => trim(text).is_empty(),
            _ => false,
        }
    }

    /// The cell as text, as a person would read it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Broken(Broken::NoValue | Broken::Merged) => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(trim(text)),
            Self::Number(number, shape) => Cow::Owned(shape.text(*number)),
            Self::Flag(true) => Cow::Borrowed("TRUE"),
            Self::Flag(false) => Cow::Borrowed("FALSE"),
            Self::Broken(Broken::NotText(bytes)) => {
                String::from_utf8_lossy(bytes.get(..400).unwrap_or(bytes))
            }
            Self::Broken(
                Broken::Error(text) | Broken::OldFont { text, .. } | Broken::TooLong(text),
            ) => Cow::Borrowed(text),
        }
    }
}

impl Shape {
    /// A number as it is shown.
    fn text(self, number: SheetNumber) -> String {
        match self {
            Self::Percent => format!("{}%", number.times_hundred().text()),
            Self::Zeros(width) => {
                let text = number.text();
                let digits = text.bytes().all(|byte| byte.is_ascii_digit());
                if digits { format!("{text:0>width$}", width = width.into()) } else { text }
            }
            Self::Day1900 | Self::Day1904 => match super::day::from_serial(number, self) {
                Some(day) => day.format("%d/%m/%Y").to_string(),
                None => number.text(),
            },
            Self::Plain => number.text(),
        }
    }
}

/// A row of cells.
pub(super) trait Cells {
    /// A cell; empty where there is none.
    fn cell(&self, column: usize) -> RawCell<'_>;

    /// The columns that hold something, from the left.
    fn filled(&self) -> impl Iterator<Item = usize> + '_;
}

/// A text without spaces and unseen characters around it.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || super::fold::is_unseen(letter))
}

/// Whether a text says nothing.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(trim(text), "" | "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of a text.
    fn number(text: &str) -> SheetNumber {
        SheetNumber::parse(text).unwrap()
    }

    #[test]
    fn a_number_is_read_from_its_text_to_fifteen_digits() {
        for (text, shown) in [
            ("12", "12"),
            ("-1.5", "-1.5"),
            ("0.30000000000000004", "0.3"),
            ("1.1000000000000001", "1.1"),
            ("71.670000000000002", "71.67"),
            ("9.1052000001E10", "91052000001"),
            ("1.25e-3", "0.00125"),
            ("0.0", "0"),
            ("99999999999999.95", "100000000000000"),
            ("1E300", "1E300"),
        ] {
            assert_eq!(number(text).text(), shown, "{text}");
        }
        for text in ["", ".", "-", "1,5", "0x1", "1e", "1e99999", "NaN", "INF", "١"] {
            assert_eq!(SheetNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn units_are_exact_or_none() {
        assert_eq!(number("12.5").units(1), Some(125));
        assert_eq!(number("12.5").units(0), None);
        assert_eq!(number("-0.05").units(3), Some(-50));
        assert_eq!(number("1E18").units(6), None);
        assert_eq!(number("1E-300").units(6), None);
        assert!(number("12.5").is_finer_than(0) && !number("12.5").is_finer_than(1));
        assert!(!number("1E18").is_finer_than(6) && !number("0").is_finer_than(0));
        assert_eq!(number("45292.75").floor(), Some(45292));
        assert_eq!(number("1e-20").floor(), Some(0));
    }

    #[test]
    fn a_cell_reads_as_it_is_shown() {
        let shown = |text, shape| RawCell::Number(number(text), shape).text().into_owned();
        assert_eq!(shown("0.7167", Shape::Percent), "71.67%");
        assert_eq!(shown("91052000001", Shape::Zeros(12)), "091052000001");
        assert_eq!(shown("45292", Shape::Day1900), "01/01/2024");
        assert!(RawCell::Text(" \u{a0}- ").is_blank() && !RawCell::Text("-").is_empty());
        assert_eq!(RawCell::Text("\u{feff} có\u{a0}").text(), "có");
    }
}
