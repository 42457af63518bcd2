//! Cells of evidence as the values of indicators.

use std::collections::{BTreeMap, BTreeSet};

use tieuchi_core::{
    Decimal, Indicator, RefusalReason, ValueType, days_from_date, nearest, parse_date,
};

use super::{
    day::{self, DayFault, DayRead},
    fold::{bare, key, without_brackets},
    number::{self, NumberFault, NumberType},
    raw_cell::{Broken, RawCell, Shape, SheetNumber},
    records::CELL_MAX,
};

/// Why a cell has no value, and what to write instead.
pub(super) type ValueFault = (RefusalReason, Option<String>);

/// Reads the cells of one indicator.
#[derive(Debug)]
pub(super) struct ValueReader<'a> {
    /// The indicator.
    pub(super) indicator: &'a Indicator,
    /// What its values may be, in units.
    pub(super) range: (i64, i64),
    /// Its codes by key; one key may be two codes.
    codes: BTreeMap<String, BTreeSet<i64>>,
    /// Its codes by key without marks.
    bare_codes: BTreeMap<String, BTreeSet<i64>>,
}

impl<'a> ValueReader<'a> {
    /// Prepares for an indicator; none where its values are not kept in a register.
    pub(super) fn new(indicator: &'a Indicator) -> Option<Self> {
        let range = indicator.value_type.range()?;
        let (mut codes, mut bare_codes) = (BTreeMap::new(), BTreeMap::new());
        if let ValueType::Code(list) = &indicator.value_type {
            for (position, code) in (0..).zip(list.iter()) {
                let name =
                    usize::try_from(position).ok().and_then(|at| indicator.code_names.get(at));
                for word in code_words(code, name) {
                    add(&mut codes, key(&word), position);
                    add(&mut bare_codes, bare(&word), position);
                }
            }
        }
        Some(Self { indicator, range, codes, bare_codes })
    }

    /// The value of a cell; a blank one is missing, and never 0.
    pub(super) fn read(&self, cell: RawCell<'_>) -> Result<Option<i64>, ValueFault> {
        if cell.is_blank() {
            return Ok(None);
        }
        check(cell)?;
        match &self.indicator.value_type {
            ValueType::Number { scale, .. } => self.number(cell, *scale),
            ValueType::Flag => flag(cell).ok_or((RefusalReason::NotAFlag, None)),
            ValueType::Code(list) => self.code(cell, list),
            ValueType::Date => date(cell),
            ValueType::Ratio { .. } => Err((RefusalReason::NotANumber, None)),
        }
        .map(Some)
    }

    /// A number.
    fn number(&self, cell: RawCell<'_>, scale: u8) -> Result<i64, ValueFault> {
        let is_percent = self.indicator.unit == "%";
        match cell {
            RawCell::Number(number, Shape::Percent) if is_percent => {
                self.sheet_number(number.times_hundred(), scale)
            }
            RawCell::Number(number, Shape::Percent) => {
                let number = number.times_hundred().text();
                Err((RefusalReason::UnitInCell { unit: "%".to_owned() }, Some(number)))
            }
            RawCell::Number(_, Shape::Day1900 | Shape::Day1904) => {
                Err((RefusalReason::NotANumber, None))
            }
            RawCell::Number(number, _) => self.sheet_number(number, scale),
            RawCell::Text(text) => {
                let number_type = NumberType { scale, range: self.range };
                let read = match number::read(text, number_type) {
                    Err(NumberFault::Unit { number, unit }) if is_percent && unit == "%" => {
                        number::read(&number, number_type)
                    }
                    other => other,
                };
                read.map_err(|fault| self.number_fault(fault, scale))
            }
            _ => Err((RefusalReason::NotANumber, None)),
        }
    }

    /// A number of a spreadsheet.
    fn sheet_number(&self, number: SheetNumber, scale: u8) -> Result<i64, ValueFault> {
        if number.is_finer_than(scale) {
            return Err(self.number_fault(NumberFault::Decimals, scale));
        }
        let units = number.units(scale);
        units
            .filter(|units| (self.range.0..=self.range.1).contains(units))
            .ok_or_else(|| self.number_fault(NumberFault::Range, scale))
    }

    /// What to say of something that is no such number.
    fn number_fault(&self, fault: NumberFault, scale: u8) -> ValueFault {
        match fault {
            NumberFault::NotANumber => (RefusalReason::NotANumber, None),
            NumberFault::Decimals => {
                (RefusalReason::TooManyDecimals { decimals: u64::from(scale) }, None)
            }
            NumberFault::Range => {
                let [min, max] = [self.range.0, self.range.1].map(|units| Decimal { units, scale });
                (RefusalReason::OutOfRange { min, max }, None)
            }
            NumberFault::Ambiguous { whole, decimal } => {
                (RefusalReason::NumberAmbiguous { whole, decimal }, None)
            }
            NumberFault::Unit { number, unit } => {
                (RefusalReason::UnitInCell { unit }, Some(number))
            }
        }
    }

    /// A code of the list, by its id or its name.
    fn code(&self, cell: RawCell<'_>, list: &[String]) -> Result<i64, ValueFault> {
        let text = cell.text();
        if let Some(position) = list.iter().position(|code| *code == *text) {
            return i64::try_from(position).map_err(|_| (RefusalReason::NotANumber, None));
        }
        let only = |codes: &BTreeMap<String, BTreeSet<i64>>, word: &str| {
            let found = codes.get(word).filter(|found| found.len() == 1)?;
            found.first().copied()
        };
        let (word, bared) = (key(&text), bare(&text));
        only(&self.codes, &word).or_else(|| only(&self.bare_codes, &bared)).ok_or_else(|| {
            let near = nearest(&bared, self.bare_codes.keys().map(String::as_str));
            let near = near.and_then(|near| only(&self.bare_codes, near));
            let near = near.and_then(|at| list.get(usize::try_from(at).ok()?)).cloned();
            let reason = RefusalReason::UnknownCode {
                nearest: near.clone().unwrap_or_default(),
                codes: self.named_codes(list),
            };
            (reason, near)
        })
    }

    /// The list with the names of its codes, for people.
    fn named_codes(&self, list: &[String]) -> String {
        let words = self.indicator.code_names.iter().map(Some).chain(std::iter::repeat(None));
        let told = list.iter().zip(words).take(CODES_MAX).map(|(code, word)| match word {
            Some(word) if word != code => format!("`{code}` ({word})"),
            _ => format!("`{code}`"),
        });
        let more = (list.len() > CODES_MAX).then(|| "…".to_owned());
        told.chain(more).collect::<Vec<_>>().join("; ")
    }
}

/// The most codes of a list that a message repeats.
const CODES_MAX: usize = 20;

/// Adds a position under a word.
fn add(codes: &mut BTreeMap<String, BTreeSet<i64>>, word: String, position: i64) {
    if !word.is_empty() {
        codes.entry(word).or_default().insert(position);
    }
}

/// The words for a code: its id, its name, and each part of a name that lists several.
fn code_words(code: &str, name: Option<&String>) -> Vec<String> {
    let mut words = vec![code.to_owned()];
    if let Some(name) = name {
        words.extend([name.clone(), without_brackets(name)]);
        words.extend(name.split(';').map(without_brackets));
        words.extend(name.split_once(':').map(|(short, _)| short.to_owned()));
    }
    words
}

/// Refuses a cell that cannot be read at all.
pub(super) fn check(cell: RawCell<'_>) -> Result<(), ValueFault> {
    let reason = match cell {
        RawCell::Broken(Broken::NotText(_)) => RefusalReason::NotText,
        RawCell::Broken(Broken::Error(error)) => {
            RefusalReason::ErrorCell { error: error.chars().take(20).collect() }
        }
        RawCell::Broken(Broken::NoValue) => RefusalReason::FormulaWithoutValue,
        RawCell::Broken(Broken::Merged) => RefusalReason::MergedCell,
        RawCell::Broken(Broken::OldFont { font, .. }) => {
            let proposal = font.starts_with(".Vn").then(|| "tcvn3".to_owned());
            return Err((RefusalReason::OldFont { font: font.to_owned() }, proposal));
        }
        RawCell::Broken(Broken::TooLong(_)) => {
            RefusalReason::CellTooLong { limit: CELL_MAX as u64 }
        }
        RawCell::Text(text)
            if text.bytes().any(|b| b.is_ascii_control()) && holds_control(text) =>
        {
            RefusalReason::ControlCharacter
        }
        _ => return Ok(()),
    };
    Err((reason, None))
}

/// Whether a text holds a character that is neither seen nor a space.
fn holds_control(text: &str) -> bool {
    text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

/// Yes or no.
fn flag(cell: RawCell<'_>) -> Option<i64> {
    let text = match cell {
        RawCell::Flag(flag) => return Some(i64::from(flag)),
        RawCell::Number(number, Shape::Plain | Shape::Zeros(_)) => {
            return number.whole().filter(|number| matches!(number, 0 | 1));
        }
        RawCell::Text(text) => super::raw_cell::trim(text),
        _ => return None,
    };
    match text {
        "1" | "x" | "X" | "✓" | "✔" | "☑" => return Some(1),
        "0" | "☐" => return Some(0),
        _ if text.len() > 20 => return None,
        _ => {}
    }
    match key(text).as_str() {
        "có" | "đúng" | "true" | "yes" | "v" => Some(1),
        "không" | "sai" | "false" | "no" | "ko" => Some(0),
        _ => match bare(text).as_str() {
            "co" | "dung" => Some(1),
            "khong" => Some(0),
            _ => None,
        },
    }
}

/// A day, as the days since 1970-01-01.
fn date(cell: RawCell<'_>) -> Result<i64, ValueFault> {
    match day::read(cell) {
        Ok(DayRead::Day(day)) if day::is_kept(day) => Ok(days_from_date(day)),
        Ok(DayRead::Day(_)) => Err((kept_days(), None)),
        // Only of a birth a year says enough.
        Ok(DayRead::Year(_)) => Err((RefusalReason::NotADate, None)),
        Err(fault) => Err(day_fault(fault)),
    }
}

/// What to say of something that is no day.
pub(super) fn day_fault(fault: DayFault) -> ValueFault {
    match fault {
        DayFault::NotADate(proposal) => (RefusalReason::NotADate, proposal),
        DayFault::YearTooShort => (RefusalReason::YearTooShort, None),
    }
}

/// A day that no column can hold.
fn kept_days() -> RefusalReason {
    let day = |text| parse_date(text).unwrap_or_default();
    RefusalReason::DateOutOfRange { first: day("1800-01-01"), last: day("2199-12-31") }
}

#[cfg(test)]
mod tests {
    use tieuchi_core::{IndicatorId, Kind, SourceId};

    use super::*;

    /// An indicator of a type.
    fn indicator(value_type: ValueType, unit: &str, code_names: &[&str]) -> Indicator {
        Indicator {
            id: IndicatorId::new("x"),
            kind: Kind::Citizen,
            name: "X".to_owned(),
            value_type,
            unit: unit.to_owned(),
            reference: "ví dụ".to_owned(),
            sensitive: false,
            compute: None,
            code_names: code_names.iter().map(|name| (*name).to_owned()).collect(),
            source: SourceId(0),
            span: 0..0,
        }
    }

    /// What comes of a cell, drawn.
    fn drawn(indicator: &Indicator, cell: RawCell<'_>) -> String {
        match ValueReader::new(indicator).unwrap().read(cell) {
            Ok(Some(value)) => value.to_string(),
            Ok(None) => "missing".to_owned(),
            Err((reason, proposal)) => format!("{} {}", reason.key(), proposal.unwrap_or_default()),
        }
    }

    /// A number of a spreadsheet.
    fn number(text: &str, shape: Shape) -> RawCell<'_> {
        RawCell::Number(SheetNumber::parse(text).unwrap(), shape)
    }

    #[test]
    fn flags_are_read_in_every_common_way_and_empty_is_missing() {
        let flags = indicator(ValueType::Flag, "", &[]);
        for text in ["x", "X", "có", "CÓ", "co\u{301}", "đúng", "1", "true", "TRUE", " x ", "✓"]
        {
            assert_eq!(drawn(&flags, RawCell::Text(text)), "1", "{text}");
        }
        for text in ["không", "Khong", "sai", "0", "false"] {
            assert_eq!(drawn(&flags, RawCell::Text(text)), "0", "{text}");
        }
        for text in ["", " ", "-", "–", "\u{a0}"] {
            assert_eq!(drawn(&flags, RawCell::Text(text)), "missing", "{text:?}");
        }
        assert_eq!(drawn(&flags, RawCell::Flag(true)), "1");
        assert_eq!(drawn(&flags, number("0", Shape::Plain)), "0");
        for text in ["2", "xx", "có lẽ", "đạt"] {
            assert_eq!(drawn(&flags, RawCell::Text(text)), "not-a-flag ", "{text}");
        }
    }

    #[test]
    fn codes_are_read_by_id_or_by_name() {
        let codes = ValueType::Code(["nguoi-dan", "nguoi-lao-dong"].map(String::from).into());
        let names = [
            "Nông dân, lao động nông thôn (244); người dân trong xã (324)",
            "Công nhân, thợ (244); người lao động (324)",
        ];
        let codes = indicator(codes, "", &names);
        for text in ["nguoi-dan", "Người dân trong xã", "nong dan, lao dong nong thon", names[0]]
        {
            assert_eq!(drawn(&codes, RawCell::Text(text)), "0", "{text}");
        }
        assert_eq!(drawn(&codes, RawCell::Text("NGƯỜI LAO ĐỘNG")), "1");
        assert_eq!(drawn(&codes, RawCell::Text("nguoi-dam")), "unknown-code nguoi-dan");
        assert_eq!(drawn(&codes, RawCell::Text("vua")), "unknown-code ");
        let fault = ValueReader::new(&codes).unwrap().read(RawCell::Text("vua")).unwrap_err();
        let RefusalReason::UnknownCode { codes, .. } = fault.0 else { panic!("{fault:?}") };
        let [first, second] = names;
        assert_eq!(codes, format!("`nguoi-dan` ({first}); `nguoi-lao-dong` ({second})"));
    }

    #[test]
    fn numbers_of_sheets_and_of_texts_are_one() {
        let hours = ValueType::Number { scale: 1, min: 0, max: 40_000 };
        let hours = indicator(hours, "giờ", &[]);
        assert_eq!(drawn(&hours, number("12.5", Shape::Plain)), "125");
        assert_eq!(drawn(&hours, number("12.300000000000001", Shape::Plain)), "123");
        assert_eq!(drawn(&hours, RawCell::Text("12,5")), "125");
        assert_eq!(drawn(&hours, RawCell::Text("1.234,5")), "12345");
        assert_eq!(drawn(&hours, RawCell::Text("12 giờ")), "unit-in-cell 12");
        assert_eq!(drawn(&hours, number("0.5", Shape::Percent)), "unit-in-cell 50");
        assert_eq!(drawn(&hours, number("12.55", Shape::Plain)), "too-many-decimals ");
        assert_eq!(drawn(&hours, number("-1", Shape::Plain)), "out-of-range ");
        assert_eq!(drawn(&hours, number("45292", Shape::Day1900)), "not-a-number ");
        assert_eq!(drawn(&hours, RawCell::Flag(true)), "not-a-number ");
    }

    #[test]
    fn a_percentage_may_wear_its_sign() {
        let share = ValueType::Number { scale: 2, min: 0, max: 10_000 };
        let share = indicator(share, "%", &[]);
        assert_eq!(drawn(&share, number("0.7167", Shape::Percent)), "7167");
        assert_eq!(drawn(&share, number("71.67", Shape::Plain)), "7167");
        assert_eq!(drawn(&share, RawCell::Text("71,67%")), "7167");
        assert_eq!(drawn(&share, RawCell::Text("71,67 %")), "7167");
    }

    #[test]
    fn broken_cells_are_refused_for_what_they_are() {
        let flags = indicator(ValueType::Flag, "", &[]);
        for (broken, expected) in [
            (Broken::NotText(b"\xff"), "not-text "),
            (Broken::Error("#N/A"), "error-cell "),
            (Broken::NoValue, "formula-without-value "),
            (Broken::Merged, "merged-cell "),
            (Broken::OldFont { font: ".VnTime", text: "\u{b5}" }, "old-font tcvn3"),
            (Broken::OldFont { font: "VNI-Times", text: "a\u{f8}" }, "old-font "),
        ] {
            assert_eq!(drawn(&flags, RawCell::Broken(broken)), expected);
        }
        assert_eq!(drawn(&flags, RawCell::Text("x\0")), "control-character ");
        let day = indicator(ValueType::Date, "", &[]);
        assert_eq!(drawn(&day, RawCell::Text("1/1/1700")), "date-out-of-range ");
        assert_eq!(drawn(&day, RawCell::Text("1990")), "not-a-date ");
        assert_eq!(drawn(&day, RawCell::Text("01/01/1970")), "0");
    }
}
