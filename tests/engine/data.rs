//! Made-up subjects and decisions.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use tieuchi_core::{Held, Kind, Period, TitleId, ValueType};

use crate::engine::{
    choices::Choices,
    conditions,
    draft::{Draft, KINDS, UNJUDGED},
    world::Person,
};

/// A value of a type.
pub(crate) fn value(choices: &mut Choices, value_type: &ValueType) -> i64 {
    if *value_type == ValueType::Date && choices.percent(90) {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        let day = conditions::day(choices.below(6)).signed_duration_since(epoch).num_days();
        let (first, last) = ValueType::DATE_RANGE;
        return (day + choices.between(-400, 400)).clamp(first, last);
    }
    let (min, max) = value_type.range().expect("a register holds no ratios");
    choices.between(min, max)
}

impl Draft {
    /// The subjects of every kind; about one value of five is missing.
    pub(crate) fn people(&mut self) {
        let families = self.data.below(9);
        let counts = [self.data.below(41), families, 1];
        for (kind, count) in KINDS.into_iter().zip(counts) {
            let columns = self.world.columns.entry(kind).or_default().clone();
            let mut people = Vec::with_capacity(count);
            for _ in 0..count {
                let mut person = Person::default();
                for (id, value_type) in &columns {
                    let value = value(&mut self.data, value_type);
                    if !self.data.percent(20) {
                        person.values.insert(id.clone(), value);
                    }
                }
                if kind == Kind::Citizen && families > 0 && !self.data.percent(10) {
                    person.links.insert(Kind::Family, self.data.below(families));
                }
                people.push(person);
            }
            self.world.people.insert(kind, people);
        }
    }

    /// Earlier decisions on some titles in some years.
    pub(crate) fn history(&mut self) {
        let mut titles: Vec<(TitleId, Kind)> = Vec::new();
        for ruleset in &self.world.rulesets {
            titles.push((ruleset.title.clone(), ruleset.kind));
        }
        titles.push((TitleId::from(UNJUDGED), Kind::Citizen));
        for (title, kind) in titles {
            if self.data.percent(40) {
                continue;
            }
            let rows = self.world.people.get(&kind).map_or(0, Vec::len);
            let mut years: BTreeMap<Period, Vec<Held>> = BTreeMap::new();
            for year in (2017..2025).rev().filter_map(Period::year) {
                if self.data.percent(if year.number() == 2024 { 90 } else { 25 }) {
                    continue;
                }
                let mut held = Vec::new();
                for row in 0..=rows {
                    if !self.data.percent(40) {
                        held.push(self.decided(row, year));
                    }
                }
                years.insert(year, held);
            }
            self.world.history.0.insert(title, years);
        }
    }

    /// A subject that held a title.
    fn decided(&mut self, row: usize, year: Period) -> Held {
        let later = Days::new(self.data.between(0, 400).unsigned_abs());
        let date = year.last_day().checked_add_days(later).unwrap();
        let valid = Days::new(self.data.between(0, 900).unsigned_abs());
        let until = if self.data.percent(20) {
            self.world.period.last_day()
        } else {
            date.checked_add_days(valid).unwrap()
        };
        Held {
            row: u32::try_from(row).unwrap(),
            level: 1 + u8::from(self.data.percent(30)),
            date,
            valid_until: self.data.percent(50).then_some(until),
        }
    }
}
