//! The commune that a cell names, by its code or by its name on the day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use tieuchi_core::{OrgUnit, PlaceCode, Places, RefusalReason, Tier, nearest};

use super::{
    fold::{bare, key},
    value::ValueFault,
};

/// Communes by code and by name.
#[derive(Debug)]
pub(super) struct PlaceFinder<'a> {
    /// All that is known.
    places: &'a Places,
    /// The day on which a code or a name means a commune.
    day: NaiveDate,
    /// Communes of the day, by code.
    codes: BTreeMap<&'a str, &'a OrgUnit>,
    /// Communes of the day, by the keys of their names.
    names: BTreeMap<String, BTreeSet<&'a str>>,
    /// What was asked for before, since most rows name the same few.
    found: BTreeMap<String, Result<&'a PlaceCode, ValueFault>>,
}

/// The most answers that are remembered.
const FOUND_MAX: usize = 10_000;

impl<'a> PlaceFinder<'a> {
    /// Sorts the communes of a day.
    pub(super) fn new(places: &'a Places, day: NaiveDate) -> Self {
        let communes = places.communes(day);
        let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for unit in &communes {
            for word in words(unit) {
                names.entry(word).or_default().insert(unit.code.as_str());
            }
        }
        let codes = communes.into_iter().map(|unit| (unit.code.as_str(), unit)).collect();
        Self { places, day, codes, names, found: BTreeMap::new() }
    }

    /// The commune of a text that is not blank.
    pub(super) fn find(&mut self, text: &str) -> Result<&'a PlaceCode, ValueFault> {
        if let Some(unit) = self.codes.get(text) {
            return Ok(&unit.code);
        }
        if let Some(found) = self.found.get(text) {
            return found.clone();
        }
        let found = self.find_new(text);
        if self.found.len() < FOUND_MAX && text.len() <= 200 {
            self.found.insert(text.to_owned(), found.clone());
        }
        found
    }

    /// Looks for a name, then for what the text may have meant.
    fn find_new(&self, text: &str) -> Result<&'a PlaceCode, ValueFault> {
        let (word, bared) = (key(text), bare(text));
        let mut found = self.names.get(&word);
        if found.is_none() {
            found = self.names.get(&bared);
        }
        let codes: Vec<&str> = found.into_iter().flatten().copied().collect();
        match codes.as_slice() {
            [] => Err(self.unknown(text, &word, &bared)),
            [code] => match self.codes.get(code) {
                Some(unit) => Ok(&unit.code),
                None => Err(self.unknown(text, &word, &bared)),
            },
            several => {
                let places = several.iter().filter_map(|code| {
                    self.codes.get(code).map(|unit| format!("{code} {}", full_name(unit)))
                });
                let places: Vec<_> = places.take(10).collect();
                Err((RefusalReason::AmbiguousPlace { places: places.join("; ") }, None))
            }
        }
    }

    /// What to say of a text that is no commune of the day.
    #[cold]
    fn unknown(&self, text: &str, word: &str, bared: &str) -> ValueFault {
        let past =
            self.places.units.iter().filter(|unit| unit.tier == Tier::Commune).find(|unit| {
                unit.code.as_str() == text
                    || words(unit).any(|known| known == word || known == bared)
            });
        if let Some(past) = past {
            let target = self.successor(past.code.as_str());
            let [code, name] = match target {
                Some(target) => [target.code.to_string(), full_name(target)],
                None => [String::new(), String::new()],
            };
            let proposal = target.map(|target| target.code.to_string());
            return (RefusalReason::PlaceNotInForce { code, name, day: self.day }, proposal);
        }
        // Spreadsheets drop the zeros before a code as well.
        let whole = format!("{text:0>5}");
        let whole = self.codes.get_key_value(whole.as_str()).map(|(code, _)| *code);
        let near = whole
            .or_else(|| nearest(text, self.codes.keys().copied()))
            .or_else(|| nearest(bared, self.names.keys().map(String::as_str)));
        let near = near.and_then(|near| {
            let by_name = || self.names.get(near)?.first().and_then(|code| self.codes.get(code));
            self.codes.get(near).or_else(by_name)
        });
        let nearest = near.map(|unit| format!("{} {}", unit.code, full_name(unit)));
        let reason =
            RefusalReason::UnknownPlace { nearest: nearest.unwrap_or_default(), day: self.day };
        (reason, near.map(|unit| unit.code.to_string()))
    }

    /// The one commune of the day that a former commune's ground has come to; none where there are
    /// several.
    fn successor(&self, code: &str) -> Option<&'a OrgUnit> {
        let mut code = code;
        // A chain of changes is short, and a loop in the data must end.
        for _ in 0..20 {
            let mut arrows = self
                .places
                .successions
                .iter()
                .filter(|arrow| arrow.source.as_str() == code && arrow.date <= self.day);
            code = arrows.next().filter(|_| arrows.next().is_none())?.target.as_str();
            if let Some(unit) = self.codes.get(code) {
                return Some(unit);
            }
        }
        None
    }
}

/// The keys under which a unit is found: with and without its type, and without marks.
fn words(unit: &OrgUnit) -> impl Iterator<Item = String> {
    let short = match unit.unit_type.as_str() {
        "thị trấn" => "TT",
        "phường" => "P",
        "xã" => "X",
        "đặc khu" => "ĐK",
        _ => "",
    };
    let names = [
        unit.name.clone(),
        full_name(unit),
        format!("{short} {}", unit.name),
        format!("{} {}", unit.code, full_name(unit)),
        format!("{} {}", unit.code, unit.name),
    ];
    names.into_iter().flat_map(|name| [key(&name), bare(&name)])
}

/// A unit's name with its type: `Xã Định An`.
fn full_name(unit: &OrgUnit) -> String {
    let mut letters = unit.unit_type.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {}", letters.as_str(), unit.name)
}

#[cfg(test)]
mod tests {
    use tieuchi_core::{Succession, SuccessionKind, parse_date};

    use super::*;

    /// A commune from a day to another.
    fn commune(code: &str, name: &str, unit_type: &str, from: &str, until: &str) -> OrgUnit {
        OrgUnit {
            code: PlaceCode::new(code),
            name: name.to_owned(),
            unit_type: unit_type.to_owned(),
            tier: Tier::Commune,
            parent: None,
            from: parse_date(from).unwrap(),
            until: parse_date(until),
        }
    }

    /// Places of the example: the real ones, and two of one name.
    fn places() -> Places {
        let reform = "2025-07-01";
        let (first, last) = ("1983-01-01", "2025-06-30");
        let units = vec![
            commune("30952", "Gò Quao", "thị trấn", first, last),
            commune("30952", "Gò Quao", "xã", reform, ""),
            commune("30979", "Vĩnh Tuy", "xã", first, last),
            commune("30982", "Vĩnh Thắng", "xã", first, last),
            commune("30982", "Vĩnh Tuy", "xã", reform, ""),
            commune("30958", "Định Hòa", "xã", first, ""),
            commune("00123", "Tân Phú", "xã", first, ""),
            commune("1", "Vĩnh Phú", "xã", first, ""),
            commune("2", "Vĩnh Phú", "xã", first, ""),
        ];
        let arrow = |source: &str| Succession {
            date: parse_date(reform).unwrap(),
            kind: SuccessionKind::Merge,
            source: PlaceCode::new(source),
            target: PlaceCode::new("30982"),
            reference: "ví dụ".to_owned(),
        };
        Places { units, successions: vec![arrow("30979"), arrow("30982")], classes: Vec::new() }
    }

    /// What a text means on the last day of a year, drawn.
    fn drawn(text: &str, year: &str) -> String {
        let places = places();
        let day = parse_date(&format!("{year}-12-31")).unwrap();
        let mut finder = PlaceFinder::new(&places, day);
        let first = finder.find(text);
        assert_eq!(first, finder.find(text));
        match first {
            Ok(code) => code.to_string(),
            Err((reason, proposal)) => format!("{} {}", reason.key(), proposal.unwrap_or_default()),
        }
    }

    #[test]
    fn a_commune_is_found_by_code_or_name_on_the_day() {
        for text in
            ["30952", "Gò Quao", "TT. Gò Quao", "thị trấn gò quao", "go quao", "30952 Gò Quao"]
        {
            assert_eq!(drawn(text, "2024"), "30952", "{text}");
        }
        assert_eq!(drawn("Xã Định Hoà", "2024"), "30958");
        assert_eq!(drawn("Vĩnh Tuy", "2024"), "30979");
        assert_eq!(drawn("Vĩnh Tuy", "2025"), "30982");
    }

    #[test]
    fn what_is_not_there_on_the_day_is_told_with_what_is() {
        assert_eq!(drawn("30979", "2025"), "place-not-in-force 30982");
        assert_eq!(drawn("Vĩnh Thắng", "2025"), "place-not-in-force 30982");
        assert_eq!(drawn("TT Gò Quao", "2025"), "place-not-in-force ");
        assert_eq!(drawn("Vĩnh Phú", "2024"), "ambiguous-place ");
        assert_eq!(drawn("30951", "2024"), "unknown-place 30952");
        assert_eq!(drawn("123", "2024"), "unknown-place 00123");
        assert_eq!(drawn("Gò Quaoo", "2024"), "unknown-place 30952");
        assert_eq!(drawn("Sao Hỏa", "2024"), "unknown-place ");
    }
}
